"""The facts of an index: normalised values, scores, ranges of rank, chances to be ahead, what drives them, gates.

All are stored, so that pages, briefings and downloads read one and the same number. A rank never stands without its
range: value = median, lower and upper = 5th and 95th percentile over plausible methods.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from analytics import certainty, index_gates
from analytics.catalogue import Indicator
from analytics.combine import listed
from analytics.index_panel import Panel, national_cells, panel
from analytics.indices import Index, Profile, check
from analytics.methods import Choices, Item, Numbers, default, plausible
from analytics.simulate import HIGH, LOW, Cells, in_percent, normalised, scores
from data.ids import fact_id
from data.source_records import DERIVED
from geo.places import GEORGIA

Row = dict[str, Any]
DRAWS = {"country": 4000, "region": 20000}
STATED = ("normalised", "score", "value")


class Writer:
    """Collects the rows of one index and knows the ids of what they rest on."""

    def __init__(self, index: Index, made: Panel) -> None:
        self.index, self.panel = index, made
        self.codes, self.years = made.cells.places, made.cells.years
        self.last = self.years[-1]

    @cache  # noqa: B019 - a writer lives as long as its build
    def id_of(self, profile: str, place: str, year: int, statistic: str = "score", grp: str = "") -> str:
        """The id of a fact of this index."""
        return fact_id((self.index.indicator(profile), place, year, "", grp, statistic, DERIVED))

    def row(self, profile: str, place: str, year: int, statistic: str, value: float, **more: Any) -> Row:
        """One row; its parent is the score of the place and year unless `parents` says otherwise."""
        parents = [(self.id_of(profile, place, year), "component")]
        status = "derived" if statistic in STATED else "simulated"
        return {
            "indicator": self.index.indicator(profile), "place": place, "year": year, "statistic": statistic,
            "value": float(value), "grp": "", "parents": parents, "status": status, **more,
        }  # fmt: skip


def ranged(low: float, high: float) -> Row:
    """The columns of an interval that comes from simulation."""
    return {"lower": float(low), "upper": float(high), "interval_kind": "simulation",
            "interval_level": certainty.LEVEL}  # fmt: skip


def index_facts(index: Index, facts: pd.DataFrame, records: dict[str, Indicator], seed: int) -> pd.DataFrame:
    """All facts of one index, as a metric returns them (with `parents`).

    Args:
        index: the record.
        facts: the release's facts.
        records: the catalogue.
        seed: of all draws; the same seed gives the same facts.

    Raises:
        InputError: an item may not stand in an index.
    """
    check(index, records)
    inputs = facts[facts["indicator"].isin(index.inputs) & (facts["grp"] == "") & (facts["statistic"] == "value")]
    made = panel(index, inputs, records)
    writer = Writer(index, made)
    drawn = _drawn(made, seed, DRAWS[index.level])
    final = index_gates.one_year(made.cells, len(made.cells.years) - 1)
    chance = certainty.placebo(final, made.choices, seed=seed)
    rows = [*_normalised(writer), *_nation(writer, inputs, records), *_scores(writer, seed), *_publishers(writer, seed)]
    for profile in index.profile:
        rows += _ranks(writer, profile.id, drawn[profile.id])
        rows += _chances(writer, profile.id, drawn[profile.id])
        rows += _spans(writer, profile.id, drawn[profile.id])
        rows += _gates(writer, profile, drawn[profile.id], chance[profile.id], inputs)
    rows += _drivers(writer, final, seed)
    rows += _gains(writer, final, "overall", seed)
    return pd.DataFrame(rows)


def _drawn(made: Panel, seed: int, draws: int) -> dict[str, Numbers]:
    """Scores under all plausible methods; a place that has none by the stated method has none at all."""
    stated = scores(made.cells, default(made.choices), seed)
    varied = scores(made.cells, plausible(made.choices, draws, seed), seed)
    return {profile: np.where(np.isnan(stated[profile]), np.nan, points) for profile, points in varied.items()}


def _normalised(writer: Writer) -> Iterator[Row]:
    """Every cell on the scale from 1 to 100, with the 90 % range of its error."""
    cells = writer.panel.cells
    ends = [_shifted(writer, shift) for shift in (0.0, -certainty.Z90, certainty.Z90)]
    for cell in listed(writer.panel.facts):
        where = cells.years.index(cell.year), cells.places.index(cell.place), cells.items.index(cell.item)
        value, low, high = (table[where] for table in ends)
        row = writer.row("overall", cell.place, cell.year, "normalised", value, grp=f"component={cell.item}")
        row["parents"] = [(cell.fact_id, "component")]
        filled = {"flag": "other-year", "note": cell.filled} if cell.filled else {}
        yield row | filled | (ranged(min(low, value), max(high, value)) if cells.errors[where] > 0 else {})


def _nation(writer: Writer, inputs: pd.DataFrame, records: dict[str, Indicator]) -> Iterator[Row]:
    """Georgia's own figures on the scale of its regions, where there are any: what a region is held against.

    They enter no score and no rank; a figure beyond the regions' ends stands at the end.
    """
    if writer.index.level != "region":
        return
    ends = _region_ends(writer.panel.cells)
    for cell in listed(national_cells(writer.index, inputs, records)):
        place = writer.panel.cells.items.index(cell.item)
        value = LOW + (HIGH - LOW) * (cell.value - ends[0][place]) / (ends[1][place] - ends[0][place])
        row = writer.row("overall", GEORGIA, cell.year, "normalised", float(np.clip(value, LOW, HIGH)),
                         grp=f"component={cell.item}", parents=[(cell.fact_id, "component")])  # fmt: skip
        yield row | ({"flag": "other-year", "note": cell.filled} if cell.filled else {})


def _region_ends(cells: Cells) -> Numbers:
    """The lowest and highest place of every item: (2, items)."""
    exact = in_percent(cells, cells.values)
    return np.stack([np.nanmin(exact, (0, 1)), np.nanmax(exact, (0, 1))])


def _shifted(writer: Writer, shift: float) -> Numbers:
    """The normalised table with every cell moved by so many of its standard deviations; the scale's ends stay."""
    cells = writer.panel.cells
    moved = in_percent(cells, cells.values + shift * cells.errors)
    if cells.goalposts is None:
        cells = replace(cells, goalposts=_region_ends(cells))
    return np.asarray(normalised(cells, default(writer.panel.choices), moved[None])[0])


def _scores(writer: Writer, seed: int) -> Iterator[Row]:
    """Scores by the stated method with the range that errors alone give them."""
    cells, index = writer.panel.cells, writer.index
    filled = writer.panel.facts.set_index(["year", "place", "item"])["filled"].to_dict()
    made = certainty.default_scores(cells, writer.panel.choices, seed=seed)
    for profile in index.profile:
        items = [item for item, part in zip(cells.items, cells.pillars, strict=True) if part in profile.parts]
        for year, place in ((year, place) for year in writer.years for place in writer.codes):
            value, low, high = made[profile.id][:, writer.years.index(year), writer.codes.index(place)]
            if np.isnan(value):
                continue
            known = [item for item in items if (year, place, item) in filled]
            carried = sum(bool(filled[year, place, item]) for item in known)
            row = writer.row(profile.id, place, year, "score", value)
            row["parents"] = [
                (writer.id_of("overall", place, year, "normalised", f"component={item}"), "component") for item in known
            ]
            row |= {"flag": "other-year", "note": f"{carried} of {len(known)}"} if carried else {}
            yield row | (ranged(low, high) if high > low else {})


def _ranks(writer: Writer, profile: str, drawn: Numbers) -> Iterator[Row]:
    """The range of rank of every place in every year."""
    for number, year in enumerate(writer.years):
        middle, low, high = certainty.band(certainty.ranks(drawn[:, number]))
        known = [place for place, value in zip(writer.codes, middle, strict=True) if not np.isnan(value)]
        parents = [(writer.id_of(profile, place, year), "component") for place in known]
        for place, value, one, other in zip(writer.codes, middle, low, high, strict=True):
            if not np.isnan(value):
                yield writer.row(profile, place, year, "rank", value, parents=parents) | ranged(one, other)


def _chances(writer: Writer, profile: str, drawn: Numbers) -> Iterator[Row]:
    """In how many of 100 methods one place is ahead of another; each pair once, by the alphabet."""
    for number, year in enumerate(writer.years):
        found = certainty.ahead(drawn[:, number])
        for row, place in enumerate(writer.codes):
            for column in range(row + 1, len(writer.codes)):
                other = writer.codes[column]
                if not np.isnan(found[row, column]):
                    parents = [(writer.id_of(profile, one, year), "component") for one in (place, other)]
                    yield writer.row(
                        profile, place, year, "ahead", found[row, column], grp=f"versus={other}", parents=parents
                    )


def _spans(writer: Writer, profile: str, drawn: Numbers) -> Iterator[Row]:
    """In how many of 100 methods a place stands higher than in an earlier year: of the others only to now."""
    for after in range(1, len(writer.years)):
        for before in range(after):
            found = certainty.rose(drawn, before, after)
            for place, value in zip(writer.codes, found, strict=True):
                if not np.isnan(value) and (place == GEORGIA or after == len(writer.years) - 1):
                    years = writer.years[after], writer.years[before]
                    parents = [(writer.id_of(profile, place, year), "component") for year in years]
                    yield writer.row(
                        profile, place, years[0], "ahead", value, grp=f"versus={years[1]}", parents=parents
                    )


def _publishers(writer: Writer, seed: int) -> Iterator[Row]:
    """Each publisher's own rank of the place, by the plain mean of its items, with the range its errors give."""
    if writer.index.publisher_first:
        for profile in writer.index.profile:
            for publisher in dict.fromkeys(item.publisher for item in writer.panel.choices.items):
                alone = _of_publisher(writer.panel.choices, profile, publisher)
                if alone:
                    yield from _publisher_ranks(writer, profile, publisher, alone, seed)


def _of_publisher(choices: Choices, profile: Profile, publisher: str) -> Choices | None:
    """The choices with the publisher's items of this profile as the only part, None where it has none."""
    own = [item.publisher == publisher and item.pillar in profile.parts for item in choices.items]
    items = tuple(Item(item.id, "own" if mine else "", "") for item, mine in zip(choices.items, own, strict=True))
    return Choices(items, {"own": ("own",)}, factors=()) if any(own) else None


def _publisher_ranks(writer: Writer, profile: Profile, publisher: str, alone: Choices, seed: int) -> Iterator[Row]:
    cells = writer.panel.cells
    exact = scores(cells, default(alone), seed)["own"][0]
    varied = scores(cells, default(alone, 200, errors=True), seed)["own"]
    for number, year in enumerate(writer.years):
        stated = pd.Series(-exact[number]).rank().to_numpy()  # places of one score share the middle of theirs
        _, low, high = certainty.band(certainty.ranks(varied[:, number]))
        for place, value, one, other in zip(writer.codes, map(float, stated), low, high, strict=True):
            if place == GEORGIA or year == writer.last:
                yield writer.row(profile.id, place, year, "rank", value, grp=f"component={publisher}") | ranged(
                    min(one, value), max(other, value)
                )


def _drivers(writer: Writer, final: Cells, seed: int) -> Iterator[Row]:
    """Which choice drives the rank in the last year; a choice that cannot matter for a profile has no row."""
    for profile, found in certainty.sensitivity(final, writer.panel.choices, seed=seed).items():
        for number, factor in enumerate(writer.panel.choices.factors):
            tables = [np.nan_to_num(table[number]) for table in found]
            if not tables[1].any():
                continue
            for place, alone, in_all, known in zip(writer.codes, *tables, found[0][number], strict=True):
                if not np.isnan(known):
                    for statistic, value in (("sobol_first", alone), ("sobol_total", in_all)):
                        yield writer.row(profile, place, writer.last, statistic, value, grp=f"component={factor}")


def _gates(writer: Writer, profile: Profile, drawn: Numbers, chance: Numbers, inputs: pd.DataFrame) -> Iterator[Row]:
    """The gates of a profile as facts of Georgia; the note says whether it passes, and what decides it."""
    parents = [(writer.id_of(profile.id, place, writer.last), "component") for place in _scored(writer, drawn)]
    for gate in index_gates.gates(
        writer.index, profile, writer.panel, drawn=drawn, chance=chance, outside=_outside(writer, inputs)
    ):
        verdict = {True: "pass", False: "fail", None: "told"}[gate.passed]
        limit = "" if gate.limit is None else f"{gate.limit:g}"
        note = ";".join([verdict, limit, ",".join(gate.about)])
        grp = f"component=gate_{gate.name}"
        yield writer.row(profile.id, GEORGIA, writer.last, "value", gate.value, grp=grp, note=note, parents=parents)


def _scored(writer: Writer, drawn: Numbers) -> list[str]:
    missing = np.atleast_1d(np.isnan(drawn[:, -1]).all(axis=0))
    return [place for place, none in zip(writer.codes, missing, strict=True) if not none]


def _outside(writer: Writer, inputs: pd.DataFrame) -> "dict[str, pd.Series[float]]":
    index = writer.index
    wanted = {"population": (index.population, index.population_year), "outside": (index.outside, writer.last)}
    found = {}
    for name, (indicator, year) in wanted.items():
        rows = inputs[(inputs["indicator"] == indicator) & (inputs["year"] == year)]
        if len(rows):
            found[name] = rows.drop_duplicates("place").set_index("place")["value"]
    return found


def _gains(writer: Writer, final: Cells, profile: str, seed: int) -> Iterator[Row]:
    """By how many places each missing or unsure number would narrow the range, were it known."""
    cells, choices = _with_unknown(final, writer, profile)
    found = certainty.gains(cells, choices, profile, seed=seed)
    for place, values in zip(writer.codes, found, strict=True):
        for item, value in zip(cells.items, values, strict=True):
            if not np.isnan(value):
                parents = [(one, "component") for one in _scores_of(writer, profile, place)]
                yield writer.row(profile, place, writer.last, "gain", value, grp=f"component={item}", parents=parents)


def _with_unknown(final: Cells, writer: Writer, profile: str) -> tuple[Cells, Choices]:
    return certainty.with_unknown(certainty.supposed(final), writer.panel.choices, writer.index.unknown, profile)


def _scores_of(writer: Writer, profile: str, place: str) -> Sequence[str]:
    """The scores of the place, or of all places where it has none itself."""
    stated = scores(writer.panel.cells, default(writer.panel.choices), 0)[profile][0, -1]
    own = [code for code, value in zip(writer.codes, stated, strict=True) if not np.isnan(value)]
    return [writer.id_of(profile, code, writer.last) for code in ([place] if place in own else own)]
