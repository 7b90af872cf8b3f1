"""Facts frames for the tests of the metrics: the printed rows of our sources, and rows made up for one test."""

from functools import cache

import pandas as pd

import geo.frames
from analytics.capacity import register_totals
from analytics.engagement import national_turnout
from data.paths import SOURCES

GEOSTAT = ("geostat_portal", "geostat_regions", "geostat_pcaxis_dm", "census2024_civil")
ELECTIONS = ("sichinava_2008", "forset_elections", "cec2020_press", "cec2021_press", "cec2025_press", "foige_2024")
MEMBERS = pd.DataFrame(
    [("GEO", "GE-AB"), ("GEO", "GE-KK"), ("GEO", "GE-RL"), ("GE-KK", "1"), ("GE-KK", "2"), ("GE-RL", "3")],
    columns=["whole", "member"],
)
FIELDS = {
    "wave": "", "grp": "", "statistic": "value", "source": "made_up", "lower": None, "upper": None,
    "interval_kind": None, "interval_level": None, "n": None, "flag": None, "note": None,
}  # fmt: skip


def level(place: str) -> str:
    if place.startswith("GE-"):
        return "macroregion" if place.startswith("GE-Q") else "region"
    return "municipality" if place.isdigit() else "country"


def made_up(indicator: str, place: str, year: int, value: float, **rest: object) -> dict[str, object]:
    return {**FIELDS, "indicator": indicator, "place": place, "year": year, "value": value, **rest}


def facts(*rows: dict[str, object]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows))
    numbers = {"value": "float64", "lower": "float64", "upper": "float64", "n": "float64"}
    words = {"flag": "object", "note": "object"}
    identity = [f"k{number:012d}" for number in range(len(table))]
    return table.astype({**numbers, **words}).assign(fact_id=identity, level=[level(p) for p in table["place"]])


@cache
def printed(*sources: str) -> pd.DataFrame:
    """The rows of these sources as a facts frame, with the totals that the build derives first."""
    rows = pd.concat([_source(name) for name in sources], ignore_index=True)
    identified = rows.assign(fact_id=[f"k{number:012d}" for number in range(len(rows))])
    totals = [total(identified, members()) for total in (national_turnout, register_totals)]
    derived = pd.concat([one.astype({"n": "float64"}) for one in totals if len(one)] or [totals[0]], ignore_index=True)
    derived = derived.drop(columns="parents").assign(source="kvali", statistic="value")
    derived = derived.assign(fact_id=[f"d{number:012d}" for number in range(len(derived))])
    every = pd.concat([identified, derived.astype({"n": "float64"})], ignore_index=True) if len(derived) else identified
    return every.assign(level=[level(place) for place in every["place"]])


def _source(name: str) -> pd.DataFrame:
    files = [path for path in sorted((SOURCES / name).glob("*.csv")) if path.name != "gaps.csv"]
    texts = pd.concat([pd.read_csv(path, dtype=str, keep_default_na=False) for path in files], ignore_index=True)
    numbers = {column: pd.to_numeric(texts[column]).astype("float64") for column in ("value", "lower", "upper", "n")}
    return texts.assign(**numbers, year=texts["year"].astype("int64"), source=name, statistic="value",
                        interval_kind=None, interval_level=None)  # fmt: skip


@cache
def members() -> pd.DataFrame:
    return geo.frames.members_frame()


def at(result: pd.DataFrame, place: str, year: int) -> pd.Series:
    (found,) = (row for _, row in result[(result["place"] == place) & (result["year"] == year)].iterrows())
    return found
