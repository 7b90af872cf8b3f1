"""What the comparison shows of one choice of places and year: headline, dots, pairs; made once for each view."""

from dataclasses import dataclass

import pandas as pd

from analytics.catalogue import Indicator
from analytics.combine import listed
from pages.parts import (
    address,
    compare_tables,
    credit,
    dots,
    figure,
    flags,
    gap_words,
    legend,
    load,
    pair_words,
)
from pages.parts.address import language
from pages.parts.compare_choices import place_name
from pages.parts.format import value_text
from pages.parts.legend import Key
from pages.parts.prepared import Prepared, PreparedTable
from pages.parts.table import twin
from pages.parts.text import plain, t, tn


@dataclass(frozen=True)
class View:
    """The reader's choice.

    Attributes:
        record: the indicator.
        level: the level of all places.
        places: their codes, the reader's order.
        year: the year of the comparison, 0 with fewer than two places.
    """

    record: Indicator
    level: str
    places: tuple[str, ...]
    year: int

    @property
    def ids(self) -> tuple[object, ...]:
        """The choice as plain ids."""
        return self.record.id, self.level, self.places, self.year


@dataclass(frozen=True)
class Comparison:
    """What a view shows: the headline's parts, and figures as far as there are numbers for them.

    Attributes:
        claim: what can be said.
        limit: how sure that is.
        lead: the numbers behind it, markdown.
        eyebrow: pillar and indicator, markdown.
        direction: unit and which way is better.
        places: the year as dots.
        pairs: every pair with its verdict.
    """

    claim: str
    limit: str
    lead: str
    eyebrow: str
    direction: str
    places: Prepared | None = None
    pairs: PreparedTable | None = None


def comparison(view: View) -> Comparison:
    """All that one view shows."""
    record = view.record
    facts = load.compared(record.id, view.places, view.year)
    pairs = load.pairs(record.id, view.places, view.year)
    return Comparison(
        *_headline(view, facts, pairs),
        eyebrow(record), direction(record),
        _places(view, facts, alike="reliability" in set(pairs["rule"])) if len(facts) else None,
        compare_tables.pairs(record, view.year, facts, pairs) if len(pairs) else None,
    )  # fmt: skip


def eyebrow(record: Indicator) -> str:
    """Pillar and indicator above the headline, markdown."""
    name = plain(record.name[language()])
    return f"{t(f'pillar.{record.pillar}')} / [{name}]({address.href('indicator', indicator=record.id)})"


def direction(record: Indicator) -> str:
    """The unit and which way is better."""
    return t("compare.unit_direction", unit=record.unit[language()], better=t(f"compare.better_{record.better}"))


def _headline(view: View, facts: pd.DataFrame, pairs: pd.DataFrame) -> tuple[str, str, str]:
    """Claim, limit and lead."""
    if len(view.places) < 2:
        return t("compare.too_few"), t("compare.too_few_limit"), ""
    if len(facts) < 2:
        name = view.record.name[language()]
        return t("compare.one_figure", name=name, year=view.year), t("compare.one_figure_limit"), ""
    lead = pair_words.lead(view.record, facts, pairs)
    return *pair_words.headline(view.record, view.year, facts, pairs), lead


def _why_empty(view: View, code: str) -> str:
    """Why a place has no figure in the chosen year."""
    gaps = load.gaps((view.record.id,), places=(code,))
    here = gaps[(gaps["year"] == view.year) & (gaps["grp"] == "")]
    if here.empty:
        return t("compare.gap_none")
    return gap_words.of(str(here["reason"].iloc[0]), here["note"].iloc[0])


def publishers(facts: pd.DataFrame) -> list[str]:
    """Publisher of each row; what Kvali computed carries its name."""
    sources = load.all_sources()
    return [sources[one].publisher[language()] if one in sources else t("frame.brand") for one in facts["source"]]


def spoken(record: Indicator, facts: pd.DataFrame) -> str:
    """The values as they are read aloud: "Guria 62.7%; Tbilisi 60.8%"."""
    return "; ".join(
        f"{place_name(row.place)} {value_text(record, row.value, row.lower, row.upper, '', language())}"
        for row in listed(facts)
    )


def _places(view: View, facts: pd.DataFrame, *, alike: bool) -> Prepared:
    """Chosen places with their intervals, the rest as ticks on a line of their own; by value unless all are alike."""
    record = view.record
    ordered = facts if alike else facts.sort_values("value", ascending=False, kind="stable")
    ordered = ordered.assign(source=publishers(ordered))
    shown = _with_empty_rows(view, ordered)
    rest = _rest(view)
    drawn, others, keys = shown, None, [Key("selected", place_name(view.places[0]))]
    if len(rest) and not alike:
        words = tn(f"compare.rest_{view.level}", len(rest))
        others, keys = pd.DataFrame({"label": words, "value": rest["value"]}), [*keys, Key("tick", words)]
        drawn = pd.concat([shown, pd.DataFrame({"label": [words], "role": ["main"]})])
    bounds = facts["interval_level"].dropna()
    keys += legend.intervals(round(100 * bounds.iloc[0])) if len(bounds) else []
    limits = " · ".join([record.caveat[language()], *flags.words(facts["flag"])])
    columns = shown if record.n_means else shown.drop(columns="n")
    name, values = record.name[language()], spoken(record, ordered)
    return Prepared(
        dots.dot_and_interval(drawn, figure.style(record.format), others=others),
        t("compare.dots_alt", name=name, year=view.year, values=values),
        twin(columns, {"label": t("compare.place")}, record.format, unit=record.unit[language()]),
        credit.of(record, facts, limits=limits), keys,
    )  # fmt: skip


def _with_empty_rows(view: View, ordered: pd.DataFrame) -> pd.DataFrame:
    """The rows of the chosen places, behind them those without a figure with the reason why."""
    absent = [code for code in view.places if code not in set(ordered["place"])]
    reasons = [_why_empty(view, code) for code in absent]
    shown = pd.concat([ordered, pd.DataFrame({"place": absent, "hidden": reasons})])
    shown["label"] = shown["place"].map(place_name)
    shown["role"] = ["selected" if code == view.places[0] else "main" for code in shown["place"]]
    return shown


def _rest(view: View) -> pd.DataFrame:
    """The other places of the level in the year, a row for each."""
    rows = load.facts((view.record.id,), levels=(view.level,), years=(view.year,))
    return rows[~rows["place"].isin(view.places)].drop_duplicates("place")
