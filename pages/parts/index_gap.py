"""Why a place stands above or below another, its peers or itself in another year, as a waterfall by indicator."""

import pandas as pd

from analytics.combine import listed
from analytics.index_gap import MEAN
from analytics.region_profile import population_peers
from geo.places import GEORGIA
from pages.parts import bars, choose, empty, figure, load
from pages.parts.address import language
from pages.parts.certainty import kind_text
from pages.parts.format import number, signed
from pages.parts.index_choices import place_name
from pages.parts.index_figures import SCORE, source_line, standing
from pages.parts.index_words import View, item_words
from pages.parts.prepared import Prepared, kept
from pages.parts.table import Twin
from pages.parts.text import t

NAME, TENTH, PEERS = "versus", "number:1", "peers"


def show(view: View) -> None:
    """Draws what the reader compares with, and the steps that lead to the place."""
    options = kept("index_gap_options", view.ids, lambda: {one: _words(view, one) for one in _options(view)})
    other = choose.settle(NAME, list(options), options.__getitem__, quiet=True)
    steps = kept("index_gap_steps", (*view.ids, other), lambda: _steps(view, other))
    figure.head(_title(steps), t("index.gap_subtitle", place=place_name(view.place), other=options[other]))
    with figure.controls():
        choose.one(NAME, t("index.gap_against"), list(options), options.__getitem__)
    _body(view, other, steps, "index_gap")


def draw(view: View, other: str, *, key: str) -> None:
    """Draws the steps from one given place to the view's own, with a title of their own."""
    steps = _steps(view, other)
    figure.head(_title(steps), t("index.gap_subtitle", place=place_name(view.place), other=_words(view, other)))
    _body(view, other, steps, key)


def _body(view: View, other: str, steps: pd.DataFrame, key: str) -> None:
    if steps.empty:
        empty.no_figures(place_name(view.place))
        return
    kept("index_gap", (*view.ids, other), lambda: _figure(view, other, steps)).show(key)


def _options(view: View) -> list[str]:
    """The mean of the others, the country, the peers, every other place with a score, the place in earlier years."""
    others = [code for code in standing(view)["place"] if code != view.place]
    earlier = [str(year) for year in load.index_years(*view.at) if year < view.year]
    nation = [GEORGIA] if view.index.level == "region" and not _steps(view, GEORGIA).empty else []
    return [MEAN, *nation, *([PEERS] if _peers(view) else []), *sorted(others, key=place_name), *earlier]


def _peers(view: View) -> tuple[str, ...]:
    """The place's peers by a stated rule: regions next in population, partners of the Eastern Partnership."""
    if view.index.level == "country":
        return tuple(code for code in (GEORGIA, *load.peers("eastern_partnership").places) if code != view.place)
    census = load.facts((view.index.population,), levels=("region",), years=(view.index.population_year,))
    return tuple(population_peers(census, view.place))


def _words(view: View, other: str) -> str:
    if other == MEAN:
        return t("index.gap_mean")
    if other == PEERS:
        return t(f"index.gap_peers_{view.index.level}", places=", ".join(map(place_name, _peers(view))))
    return t("index.gap_earlier", place=place_name(view.place), year=other) if other.isdigit() else place_name(other)


def _steps(view: View, other: str) -> pd.DataFrame:
    code, year = (view.place, int(other)) if other.isdigit() else (_peers(view) if other == PEERS else other, 0)
    return load.index_gap(*view.at, place=view.place, year=view.year, other=code, other_year=year)


def _title(steps: pd.DataFrame) -> str:
    difference = 0.0 if steps.empty else float(steps["end"].iloc[0] - steps["start"].iloc[0])
    if abs(difference) < 0.05:
        return t("index.gap_title_same")
    side = t("index.gap_above" if difference > 0 else "index.gap_below")
    return t("index.gap_title", gap=number(abs(difference), 1, language()), side=side)


def _figure(view: View, other: str, steps: pd.DataFrame) -> Prepared:
    rows = steps.assign(label=[item_words(item) for item in steps["item"]])
    told = "; ".join(f"{row.label} {signed(row.value, 1, language())}" for row in listed(rows))
    start, end = float(steps["start"].iloc[0]), float(steps["end"].iloc[0])
    chart = bars.waterfall(
        rows,
        figure.style(TENTH),
        start=(t("index.gap_peers") if other == PEERS else _words(view, other), start),
        end=(place_name(view.place), end),
    )
    return Prepared(
        chart, t("index.gap_alt", place=place_name(view.place), other=_words(view, other), values=told),
        Twin(rows, {"label": t("index.gap_item"), "value": t("index.gap_step")}, SCORE),
        source_line(view, kind_text("none"), t("index.gap_limits")),
    )  # fmt: skip
