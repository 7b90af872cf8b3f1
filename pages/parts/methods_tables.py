"""The tables of "Sources and methods", each as headings and rows of markdown, straight from records and release."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pandas as pd

from analytics.catalogue import Indicator
from analytics.change import PROBABLE, SURE
from analytics.combine import listed
from geo.places import places
from geo.records import toml_table
from pages.parts import address, gap_words, load
from pages.parts.format import number, years_text
from pages.parts.methods_sources import means
from pages.parts.place_names import place_text
from pages.parts.text import plain, t

NATURES = ("survey", "full_count", "register", "accounts", "expert", "estimate", "running_total", "statement")
RULES = ("survey_waves", "full_count", "expert_bounds", "expert_steps", "register_counts", "rates", "none")
GLOSSARY = Path(__file__).with_name("catalogues") / "glossary.csv"
BASES = ("population", "population_census", "population_2026")


class Table(NamedTuple):
    """Headings and rows, every cell safe markdown."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]

    def frame(self) -> pd.DataFrame:
        """The table as `st.table` takes it."""
        return pd.DataFrame(list(self.rows), columns=list(self.heads), dtype=object)


def _heads(*names: str) -> list[str]:
    return [t(f"methods.column_{name}") for name in names]


def _link(record: Indicator) -> str:
    """The name of an indicator, leading to its page."""
    return f"[{plain(record.name[address.language()])}]({address.href('indicator', indicator=record.id)})"


def _places(codes: Sequence[str]) -> str:
    lang = address.language()
    return ", ".join(plain(place_text(code, "name", lang)) for code in codes) or t("methods.all_places")


def kinds() -> Table:
    """The kinds of figures: how many indicators, and how their uncertainty is shown."""
    natures: list[str] = [one.nature for one in load.indicators().values()]
    rows = [
        [f"**{t(f'methods.nature_{one}')}**", t(f"methods.shown_{one}"), str(natures.count(one))] for one in NATURES
    ]
    return Table(_heads("kind", "shown", "indicators"), rows)


def levels() -> Table:
    """The levels of published intervals, and who publishes them."""
    sources = [one for one in load.all_sources().values() if one.interval]
    lang = address.language()
    found = sorted({(one.interval.level, one.interval.kind) for one in sources if one.interval})
    rows = []
    for level, kind in found:
        own = [one for one in sources if one.interval and (one.interval.level, one.interval.kind) == (level, kind)]
        names = dict.fromkeys(plain(one.publisher[lang]) for one in own)
        rows.append([f"{round(100 * level)}%", t(f"methods.interval_{kind}"), "; ".join(names)])
    return Table(_heads("level", "interval", "publishers"), rows)


def thresholds() -> dict[str, str]:
    """The probabilities from which a change is sure and probable."""
    lang = address.language()
    return {"sure": number(SURE, 3, lang), "probable": number(PROBABLE, 2, lang)}


def rules() -> Table:
    """The rules of change by their ids."""
    rows = [
        [f"`{rule}`", t(f"methods.rule_{rule}_for"), t(f"methods.rule_{rule}_test"),
         t(f"methods.rule_{rule}_threshold", **(thresholds() if rule == "survey_waves" else {}))]
        for rule in RULES
    ]  # fmt: skip
    return Table(_heads("rule", "figures", "test", "threshold"), rows)


def reliability() -> Table:
    """The reliability gate, item by item."""
    records, lang = load.indicators(), address.language()
    rows = [
        [_link(records[one.indicator]), number(one.reliability, 2, lang), _chance(one.p),
         f"{one.pairs_apart} / {one.pairs}", t(f"methods.decision_{one.computed}"),
         f"**{t(f'methods.decision_{one.decision}')}**"]
        for one in listed(load.gate())
    ]  # fmt: skip
    return Table(_heads("indicator", "reliability", "p", "apart", "computed", "decision"), rows)


def _chance(p: float) -> str:
    lang = address.language()
    return f"< {number(0.001, 3, lang)}" if p < 0.001 else number(p, 3, lang)


def derived(pillar: str) -> str:
    """The computed indicators of a pillar, or of all when it is "": name, definition, inputs and caveat in markdown."""
    records = load.indicators()
    kept = [one for one in records.values() if one.derived and pillar in ("", one.pillar)]
    return "\n\n".join(_derived(one, [_link(records[name]) for name in one.inputs]) for one in kept)


def _derived(record: Indicator, inputs: Sequence[str]) -> str:
    lang = address.language()
    lines = (
        f"**{_link(record)}** `{record.metric}`", plain(record.definition[lang]),
        t("methods.computed_from", inputs="; ".join(inputs)), f":small[:gray[{plain(record.caveat[lang])}]]",
    )  # fmt: skip
    return "  \n".join(lines)


def populations() -> Table:
    """The three population bases, their years, and what is computed on each."""
    records, coverage = load.indicators(), load.coverage().set_index("indicator")
    rows = []
    for name in BASES:
        extent = coverage.loc[[name]].iloc[0]
        years = years_text(int(extent["first_year"]), int(extent["last_year"]))
        users = [_link(one) for one in records.values() if name in one.inputs]
        rows.append(
            [_link(records[name]), years, t(f"methods.base_{name}"), "; ".join(users) or t("methods.base_unused")]
        )
    return Table(_heads("base", "years", "meaning", "used_by"), rows)


def suppressed() -> Table:
    """The cells that are not shown, with the answers or the width behind that."""
    records, gaps = load.indicators(), load.gaps()
    kept = gaps[gaps["reason"] == "suppressed"]
    rows = [
        [_link(records[one.indicator]), _places([one.place]), str(one.year), plain(gap_words.of(one.reason, one.note))]
        for one in listed(kept)
    ]
    return Table(_heads("indicator", "place", "year", "behind"), rows)


def breaks() -> Table:
    """The breaks of all records."""
    lang = address.language()
    rows = [
        [_link(one), str(cut.year), _places(cut.places), plain(cut.ka if lang == "ka" else cut.en)]
        for one in load.indicators().values()
        for cut in one.breaks
    ]
    return Table(_heads("indicator", "from_year", "places", "why"), rows)


def glossary(query: str) -> Table:
    """The terms whose English or Georgian holds the words of a query."""
    terms = pd.read_csv(GLOSSARY, dtype=str, encoding="utf-8")
    found = [one for one in listed(terms) if means(query, one.en, one.ka)]
    rows = [
        [plain(one.en), plain(one.ka), f"[{plain(urlsplit(one.source_url).netloc)}](<{one.source_url}>)"]
        for one in found
    ]
    return Table(_heads("english", "georgian", "seen_at"), rows)


def outlines() -> Table:
    """How far the drawn outlines lie from the reference, region by region."""
    lang = address.language()
    accuracy = toml_table("boundaries.toml")["accuracy"]["symmetric_difference_percent"]
    rows = [[_places([code]), f"{number(off, 1, lang)}%"] for code, off in accuracy.items() if code in places()]
    return Table(_heads("place", "off"), rows)


def accuracy() -> dict[str, str]:
    """How far the outlines of the whole country lie from the reference: percent of the area, metres of the line."""
    lang, found = address.language(), toml_table("boundaries.toml")["accuracy"]
    return {
        "whole": number(found["whole_country_percent"], 1, lang),
        "metres": number(found["median_line_offset_metres"], 0, lang),
    }


def release_rows() -> Table:
    """The tables of the current release and how many rows each has."""
    lang = address.language()
    counted = load.release().manifest["rows"]
    return Table(_heads("table", "rows"), [[f"`{name}`", number(rows, 0, lang)] for name, rows in counted.items()])
