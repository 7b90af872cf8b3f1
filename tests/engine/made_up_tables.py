"""Made-up tables that every engine reads, and the questions that every engine must answer alike."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from analytics import big_reductions, survey_reductions
from analytics.estimate import Least
from analytics.survey_design import Design
from data.engine import Engine

ANY = Least(respondents=1, clusters=1)
PLACES = ["GE-KK", "GE-IM", "GE-TB", "GE-AJ", "GE-SZ"]


def answers(rows: int = 4_000, seed: int = 20261122) -> pd.DataFrame:
    """Respondents with refusals, missing answers, groups of nobody, a lonely stratum and unequal weights."""
    chance = np.random.default_rng(seed)
    stratum = chance.integers(0, 9, rows)
    people = pd.DataFrame({
        "stratum": stratum, "psu": np.where(stratum == 8, 1, chance.integers(0, 12, rows)),
        "weight": chance.uniform(0.2, 5, rows), "place": chance.choice([*PLACES, None], rows),
        "year": chance.integers(2019, 2022, rows), "sex": chance.choice(["women", "men"], rows),
        "answer": chance.choice(["yes", "no", "refused", None], rows, p=[0.3, 0.5, 0.1, 0.1]),
        "hours": np.where(chance.random(rows) < 0.1, np.nan, chance.normal(12, 4, rows)),
        "visits": np.where(chance.random(rows) < 0.1, np.nan, chance.integers(0, 9, rows)),
    })  # fmt: skip
    people["answer"] = people["answer"].astype(object).where(people["answer"].notna(), None)
    people.loc[stratum == 8, "place"] = "GE-TB"
    return people.assign(
        clusters_in_all=people.groupby("stratum")["psu"].transform("nunique") * 3.0,
        people_in_all=people.groupby(["stratum", "psu"])["psu"].transform("size") * 2.0,
        rows_in_all=float(3 * rows),
    )


def events(rows: int = 3_000, seed: int = 20261123) -> pd.DataFrame:
    chance = np.random.default_rng(seed)
    days = pd.to_datetime("2019-01-01") + pd.to_timedelta(chance.integers(0, 1_000, rows), unit="D")
    return pd.DataFrame({
        "date": pd.Series(days).dt.date, "place": chance.choice([*PLACES, None], rows),
        "kind": chance.choice(["grant", "loan"], rows),
        "amount": np.where(chance.random(rows) < 0.2, np.nan, np.round(chance.normal(100, 300, rows), 2)),
    })  # fmt: skip


def observations(seed: int = 20261124) -> pd.DataFrame:
    chance = np.random.default_rng(seed)
    rows = [(name, pool, place) for name in "xyz" for pool in (2019, 2020) for place in PLACES]
    frame = pd.DataFrame(rows, columns=["indicator", "pool", "place"])
    values = np.where(chance.random(len(frame)) < 0.15, np.nan, chance.normal(50, 20, len(frame)))
    return frame.assign(value=values, year=frame["pool"])


POPULATION = pd.DataFrame(
    [(place, year, 10_000 * (number + 1)) for number, place in enumerate(PLACES) for year in (2019, 2020)],
    columns=["place", "year", "people"],
)
SIGNS = pd.DataFrame({"indicator": list("xyz"), "sign": [1, -1, 1]})
WEIGHTS = pd.DataFrame({"indicator": list("xyz"), "weight": [0.5, 0.3, 0.2]})
TABLES: Mapping[str, Callable[[], pd.DataFrame]] = {
    "made_up_answers": answers, "events": events, "observations": observations,
}  # fmt: skip


def _survey(design: Design, what: str) -> Callable[[Engine], pd.DataFrame]:
    def asked(engine: Engine) -> pd.DataFrame:
        sample = survey_reductions.sample(engine, "made_up_answers", design)
        if what == "shares":
            return survey_reductions.shares(sample, ["yes"], by=["place", "year", "sex"], least=ANY)
        if what == "means":
            return survey_reductions.means(sample, answer="hours", by=["sex"], least=ANY)
        return survey_reductions.ratios(sample, "hours", "visits", by=["place"], least=ANY)

    return asked


QUESTIONS: Mapping[str, Callable[[Engine], pd.DataFrame]] = {
    "shares": _survey(Design(lonely="refuse"), "shares"),
    "means with corrections at two stages": _survey(
        Design(fpc="clusters_in_all", second_fpc="people_in_all", lonely="center"), "means"
    ),
    "ratios of rows": _survey(Design(psu="", stratum="", fpc="rows_in_all"), "ratios"),
    "events a month": lambda engine: big_reductions.event_rates(engine, POPULATION),
    "grants a quarter": lambda engine: big_reductions.event_rates(engine, POPULATION, months=3, kind="grant"),
    "coverage": lambda engine: big_reductions.coverage(engine, pd.DataFrame({"place": [*PLACES, "GE-RL"]})),
    "missingness": lambda engine: big_reductions.missingness(
        engine, "made_up_answers", "answer", by=["sex", "year"], weight="weight"
    ),
    "quantiles": lambda engine: big_reductions.quantiles(
        engine, "made_up_answers", "hours", [0, 0.1, 0.5, 0.9, 1], by=["sex"]
    ),
    "min-max": lambda engine: big_reductions.normalised(engine, SIGNS),
    "z-scores": lambda engine: big_reductions.normalised(engine, SIGNS, "z_score"),
    "composite": lambda engine: big_reductions.composite(engine, SIGNS, WEIGHTS, least=0.5),
}


def registered(engine: Engine) -> Engine:
    """The engine with the made-up tables."""
    for name, made in TABLES.items():
        engine.register(name, made())
    return engine
