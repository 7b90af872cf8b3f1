"""A made-up survey in three formats, and mapping files for it."""

from pathlib import Path

import pandas as pd
import pyreadstat

ANSWERS = {1: "დიახ", 2: "არა", -1: "უარი პასუხზე", -3: "არ ეხება"}
REGIONS = {1: "თბილისი", 2: "გურია", 3: "ქვემო ქართლი"}
LABELS = {"PETITION": ANSWERS, "REGION": REGIONS, "SEX": {1: "კაცი", 2: "ქალი", 9: "უარი"}}
MAPPING = """
file = "made_up_survey{suffix}"
source = "made_up"
year = 2024
{top}
[design]
weight = "WEIGHT"
stratum = "STRATUM"
psu = "PSU"
{design}
[place]
variable = "REGION"
[groups.sex]
variable = "SEX"
codes = {{ 1 = "men", 2 = "women" }}
outside = [9]
[groups.age]
variable = "AGE"
bins = [18, 35, 55]
[indicators.eng_petition]
variable = "PETITION"
yes = [1]
excluded = [-3]
{bottom}
"""
MINIMAL = 'file = "made_up_survey.csv"\nsource = "made_up"\nyear = 2024\n{more}\n[design]\nweight = "WEIGHT"\n' \
    'stratum = "STRATUM"\npsu = "PSU"\n[indicators.{indicator}]\nvariable = "PETITION"\nyes = [{yes}]\n'  # fmt: skip


def made_up_people() -> pd.DataFrame:
    """Three regions of eight clusters of ten; some refused, some were not concerned, three not asked."""
    people = pd.DataFrame([
        {"REGION": float(region), "STRATUM": float(10 * region + cluster % 2), "PSU": float(cluster), "row": row}
        for region in REGIONS for cluster in range(8) for row in range(10)
    ])  # fmt: skip
    number = people.index.to_series()
    codes = {0: 1.0, 1: 2.0, 2: 1.0, 3: 2.0, 4: -1.0, 5: 2.0, 6: 2.0, 7: 1.0, 8: -3.0, 9: -1.0}
    return people.assign(
        WEIGHT=0.5 + number % 7,
        SEX=(number % 2 + 1.0).where(number % 40 != 0, 9.0),
        AGE=16.0 + number % 60,
        PETITION=((number + number // 10) % 10).map(codes).where(number >= 3),
    ).drop(columns="row")


def write(folder: Path, suffix: str, people: pd.DataFrame) -> Path:
    """The made-up survey in one of the three formats."""
    path = folder / f"made_up_survey{suffix}"
    if suffix == ".sav":
        missing = {"PETITION": [{"lo": -9, "hi": -1}]}
        pyreadstat.write_sav(people, str(path), variable_value_labels=LABELS, missing_ranges=missing)
    elif suffix == ".dta":
        pyreadstat.write_dta(people, str(path), variable_value_labels=LABELS)
    else:
        named = people.assign(REGION=people["REGION"].map(REGIONS))
        named.to_csv(path, index=False, encoding="utf-8")
    return path


def mapping(folder: Path, suffix: str = ".sav", people: pd.DataFrame | None = None, **parts: str) -> Path:
    write(folder, suffix, made_up_people() if people is None else people)
    text = MAPPING.format(suffix=suffix, **{"top": "", "design": "", "bottom": "", **parts})
    path = folder / "made_up.toml"
    path.write_text(text, encoding="utf-8")
    return path


def minimal(folder: Path, **parts: str) -> Path:
    write(folder, ".csv", made_up_people())
    path = folder / "made_up.toml"
    path.write_text(MINIMAL.format(**{"more": "", "indicator": "eng_petition", "yes": "1", **parts}), encoding="utf-8")
    return path
