"""The ten steps of an index, after the OECD/JRC Handbook: what was chosen, and what the choice does to the result."""

from collections.abc import Callable

import pandas as pd

from analytics.index_view import GateFound, pairs_apart
from analytics.indices import Index, indices
from pages.parts import load
from pages.parts.address import language
from pages.parts.format import number
from pages.parts.methods_tables import Table
from pages.parts.text import t

STEPS = (
    "framework", "selection", "imputation", "structure", "normalisation", "weights", "robustness", "links", "details",
    "presentation",
)  # fmt: skip
SHOWN = (("national", "civic_space"), ("regional", "overall"))
"""The score of each index whose numbers stand in the last columns."""
DRIVEN = {"normalisation": ("normalisation",), "weights": ("weights", "aggregation", "grouping", "pillars"),
          "robustness": ("errors", "error_size", "left_out", "year")}  # fmt: skip


REFERENCES = {
    "selection": ("DerSimonian, Laird 1986",),
    "structure": ("Cronbach 1951",),
    "robustness": ("Saisana, Saltelli, Tarantola 2005", "Saltelli et al. 2010"),
    "links": ("Spearman 1904",),
    "details": ("Shapley 1953",),
}
"""Papers beside the Handbook, by step."""


def table() -> Table:
    """One row per step: its name, what Kvali does, and what that does in either index."""
    heads = [t("steps.head_step"), t("steps.head_choice"), *(t(f"steps.head_{index}") for index, _ in SHOWN),
             t("steps.head_reference")]  # fmt: skip
    rows = [
        (
            f"{place}\\. {t(f'steps.{step}')}",
            t(f"steps.{step}_choice"),
            *(effect(step, *one) for one in SHOWN),
            "; ".join([t("steps.handbook", step=place), *REFERENCES.get(step, ())]),
        )
        for place, step in enumerate(STEPS, start=1)
    ]
    return Table(heads, rows)


def effect(step: str, index: str, profile: str) -> str:
    """What a step comes to in one index, with its numbers."""
    record = indices()[index]
    if step in DRIVEN:
        return "; ".join(_shares(index, profile, DRIVEN[step]))
    return t(f"steps.{step}_{index}", **_values(step, record, profile))


def _values(step: str, record: Index, profile: str) -> dict[str, object]:
    """The numbers and names in the words of a step."""
    headlines = [one.name[language()] for one in record.profile if one.headline]
    made: dict[str, Callable[[], dict[str, object]]] = {
        "framework": lambda: {"profiles": ", ".join(headlines)},
        "selection": lambda: {"items": len(record.item)},
        "imputation": lambda: _filled(record),
        "structure": lambda: _gates(record.id, profile, ("alpha", "eigenvalue", "correlation")),
        "links": lambda: _gates(record.id, profile, ("population", "outside")),
        "presentation": lambda: _pairs(record.id, profile),
    }
    return made[step]() if step in made else {}


def _pairs(index: str, profile: str) -> dict[str, object]:
    """How many pairs stand apart, of how many, and how many on shuffled values."""
    apart, total = pairs_apart(load.index_chances(index, profile, load.index_years(index, profile)[0]))
    return _gates(index, profile, ("placebo",)) | {"pairs": apart, "total": total}


def _shares(index: str, profile: str, factors: tuple[str, ...]) -> list[str]:
    """The share of the rank's variance that goes with each choice, on average over the places."""
    rows = load.index_drivers(index, profile).set_index("factor")["total"]
    return [
        t("steps.share", factor=t(f"index.factor_{name}"), share=number(100 * float(rows[name]), 0, language()))
        for name in factors
        if name in rows
    ]


def _filled(record: Index) -> dict[str, object]:
    """Cells that stand for another year, and cells that nobody has, in the index's last year and in all."""
    years = range(record.years[0], record.years[1] + 1)
    rows = pd.concat([load.index_normalised(record.id, year) for year in years])
    places = rows["place"].nunique()
    return {
        "filled": number(rows["flag"].notna().sum(), 0, language()),
        "cells": number(len(rows), 0, language()),
        "missing": number(places * len(record.item) * len(years) - len(rows), 0, language()),
    }


def _gates(index: str, profile: str, names: tuple[str, ...]) -> dict[str, object]:
    gates = load.index_gates(index, profile)
    return {name: _number(gates.get(name)) for name in names}


def _number(gate: GateFound | None) -> str:
    if gate is None:
        return "–"
    return number(gate.value, 0 if gate.name in ("pairs", "placebo") else 2, language())
