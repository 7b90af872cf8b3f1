"""A made-up survey as a big table, and the source folder that stands on it."""

from pathlib import Path

import numpy as np
import pandas as pd

from data import table_specs
from data.ingest import ingest

INDICATORS = ("eng_petition",)
SOURCE = """
title = "made up"
version = "1"
url = "https://example.org/made-up"
licence = "made up"
terms = "open"
retrieved = 2026-11-01
year_rule = "year of fieldwork"
[interval]
kind = "confidence"
level = 0.95
[publisher]
ka = "გამოგონილი"
en = "made up"
[caveat]
ka = "გამოგონილი"
en = "made up"
"""
RECORD = """
table = "made_up_answers"
year = 2024
printed = [[], ["place"], ["place", "sex"]]
[design]
weight = "weight"
stratum = "stratum"
psu = "psu"
[place]
column = "region"
[groups.sex]
column = "sex"
codes = { women = "women", men = "men" }
[indicators.eng_petition]
reduction = "share"
answer = "answer"
yes = ["yes"]
"""


def made_up_answers(rows: int = 1_500) -> pd.DataFrame:
    """Two regions of many respondents, and one, Guria, of too few."""
    chance = np.random.default_rng(20261122)
    frame = pd.DataFrame({
        "stratum": chance.integers(0, 6, rows), "psu": chance.integers(0, 9, rows),
        "weight": chance.uniform(0.3, 4, rows), "region": chance.choice(["GE-KK", "GE-TB"], rows),
        "sex": chance.choice(["women", "men"], rows), "answer": chance.choice(["yes", "no", "refused"], rows),
    })  # fmt: skip
    frame.loc[:12, "region"] = "GE-GU"
    frame.loc[frame.index % 17 == 0, "answer"] = None
    return frame


def made_up_source(root: Path, file: Path) -> None:
    """Take the answers in and write the source folder under a root."""
    made_up_answers().to_csv(file, index=False)
    ingest(file, table_specs.load("answers"), "made_up_answers")
    folder = root / "made_up_big"
    folder.mkdir()
    (folder / "source.toml").write_text(SOURCE, encoding="utf-8")
    (folder / "reductions.toml").write_text(RECORD, encoding="utf-8")
