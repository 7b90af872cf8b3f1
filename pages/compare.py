"""Places of one level side by side: who stands above whom in one year, as far as the figures allow saying so."""

import pandas as pd
import streamlit as st

from analytics.catalogue import PILLARS
from analytics.combine import listed
from pages.parts import (
    address,
    certainty,
    choose,
    compare_choices,
    compare_tables,
    credit,
    dots,
    empty,
    figure,
    flags,
    gap_words,
    legend,
    load,
    pair_words,
    trend,
)
from pages.parts.charts import Role
from pages.parts.compare_choices import place_name
from pages.parts.format import value_text
from pages.parts.legend import Key
from pages.parts.table import twin
from pages.parts.text import plain, t, tn

FEW_LINES = 2
lang = address.language()


def why_empty(code: str) -> str:
    """Why a place has no figure in the chosen year."""
    gaps = load.gaps((record.id,), places=(code,))
    here = gaps[(gaps["year"] == year) & (gaps["grp"] == "")]
    if here.empty:
        return t("compare.gap_none")
    return gap_words.of(str(here["reason"].iloc[0]), here["note"].iloc[0])


def publishers(facts: pd.DataFrame) -> list[str]:
    """Publisher of each row; what Kvali computed carries its name."""
    sources = load.all_sources()
    return [sources[one].publisher[lang] if one in sources else t("frame.brand") for one in facts["source"]]


def spoken(facts: pd.DataFrame) -> str:
    """The values as they are read aloud: "Guria 62.7%; Tbilisi 60.8%"."""
    return "; ".join(
        f"{place_name(row.place)} {value_text(record, row.value, row.lower, row.upper, '', lang)}"
        for row in listed(facts)
    )


def draw_dots() -> None:
    """Chosen places with their intervals, the rest as ticks on a line of their own."""
    ordered = figures if alike else figures.sort_values("value", ascending=False, kind="stable")
    ordered = ordered.assign(source=publishers(ordered))
    absent = [code for code in chosen if code not in set(figures["place"])]
    shown = pd.concat([ordered, pd.DataFrame({"place": absent, "hidden": [why_empty(code) for code in absent]})])
    shown["label"] = shown["place"].map(place_name)
    shown["role"] = ["selected" if code == chosen[0] else "main" for code in shown["place"]]
    drawn, others, keys = shown, None, [Key("selected", place_name(chosen[0]))]
    rest = load.facts((record.id,), levels=(level,), years=(year,))
    rest = rest[~rest["place"].isin(chosen)].drop_duplicates("place")
    if len(rest) and not alike:
        words = tn(f"compare.rest_{level}", len(rest))
        others, keys = pd.DataFrame({"label": words, "value": rest["value"]}), [*keys, Key("tick", words)]
        drawn = pd.concat([shown, pd.DataFrame({"label": [words], "role": ["main"]})])
    bounds = figures["interval_level"].dropna()
    limits = " · ".join([record.caveat[lang], *flags.words(figures["flag"])])
    keys += legend.intervals(round(100 * bounds.iloc[0])) if len(bounds) else []
    columns = shown if record.n_means else shown.drop(columns="n")
    figure.show(
        "compare_places", dots.dot_and_interval(drawn, style, others=others),
        alt=t("compare.dots_alt", name=record.name[lang], year=year, values=spoken(ordered)),
        twin=twin(columns, {"label": t("compare.place")}, record.format, unit=record.unit[lang]),
        source=credit.of(record, figures, limits=limits), keys=keys,
    )  # fmt: skip


def role_of(code: str) -> Role:
    """The first choice in accent, the second in the default colour, further ones behind."""
    order = chosen.index(code)
    return "selected" if order == 0 else "main" if order < FEW_LINES else "peer"


def draw_trend() -> None:
    """The chosen places over the years; lines stop at breaks, figures of other surveys stand alone."""
    rows = load.series(record.id, tuple(chosen))
    if rows["year"].nunique() < 2:
        return
    figure.head(t("compare.trend_title"), direction)
    early = rows["flag"].fillna("").str.contains("announced|preliminary")
    rows = rows.assign(label=rows["place"].map(place_name), source=publishers(rows), provisional=early)
    lines = [
        trend.Line(place_name(str(code)), points, role_of(str(code)), bool(joined), True)
        for (code, joined), points in rows.groupby(["place", "joined"])
    ]
    concerned = [cut for cut in record.breaks if any(cut.concerns(code) for code in chosen)]
    inside = [cut for cut in concerned if rows["year"].min() < cut.year <= rows["year"].max()]
    breaks = [trend.Break(cut.year, cut.ka if lang == "ka" else cut.en) for cut in inside]
    keys = [Key("selected", place_name(chosen[0])), *legend.phases()]
    keys += [Key("hollow", t("compare.other_series"))] if not rows["joined"].all() else []
    keys += [Key("break", t("compare.break"))] if breaks else []
    columns = rows if record.n_means else rows.drop(columns="n")
    heads = {"label": t("compare.place"), "year": t("compare.year")}
    newest = spoken(rows.groupby("place").tail(1))
    figure.show(
        "compare_years", trend.trend(lines, style, breaks=breaks),
        alt=t("compare.trend_alt", name=record.name[lang], values=newest),
        twin=twin(columns, heads, record.format, unit=record.unit[lang]),
        source=credit.of(record, load.series(record.id, tuple(chosen))), keys=keys,
    )  # fmt: skip


def draw_figures() -> None:
    """The year as dots, the years as lines, the pairs as a table."""
    left, right = st.columns(2, gap="large")
    with left:
        figure.head(t("compare.dots_title", year=year), direction)
        draw_dots()
    with right:
        draw_trend()
    if len(statements):
        figure.head(t("compare.pairs_title"), t("compare.pairs_subtitle"))
        compare_tables.pairs(record, year, figures, statements)


def draw_profile() -> None:
    """The same places over the indicators of a pillar, each in the latest year that all of them have."""
    with figure.head(t("compare.profile_title"), t("compare.profile_subtitle")):
        words = {one: t(f"pillar.{one}") for one in PILLARS}
        pillar = choose.one("pillar", t("compare.pillar"), list(PILLARS), words.__getitem__, default=record.pillar)
    rows = load.side_by_side(tuple(chosen), level, pillar)
    if rows.empty:
        empty.no_figures(t("compare.profile_none", pillar=words[pillar]), why=t("compare.profile_why"))
    else:
        compare_tables.profile(record, rows, chosen)


opening = st.container()
wide, narrow = st.columns([3, 1])
with wide:
    record = load.indicators()[compare_choices.indicator("eng_donate_charity")]
with narrow:
    level = compare_choices.level(record.id)
at_level = load.facts((record.id,), levels=(level,))
with wide:
    chosen = compare_choices.several(at_level, level)
with narrow:
    year = compare_choices.year(at_level, chosen) if len(chosen) > 1 else 0
figures = load.compared(record.id, tuple(chosen), year)
statements = load.pairs(record.id, tuple(chosen), year)
alike = "reliability" in set(statements["rule"])
style = figure.style(record.format)
direction = t("compare.unit_direction", unit=record.unit[lang], better=t(f"compare.better_{record.better}"))
subject = f"[{plain(record.name[lang])}]({address.href('indicator', indicator=record.id)})"
eyebrow = f"{t(f'pillar.{record.pillar}')} / {subject}"
with opening:
    if len(chosen) < 2:
        certainty.headline(t("compare.too_few"), t("compare.too_few_limit"), eyebrow=eyebrow)
    elif len(figures) < 2:
        claim = t("compare.one_figure", name=record.name[lang], year=year)
        certainty.headline(claim, t("compare.one_figure_limit"), eyebrow=eyebrow)
    else:
        claim, limit = pair_words.headline(record, year, figures, statements)
        certainty.headline(claim, limit, lead=pair_words.lead(record, figures, statements), eyebrow=eyebrow)
if len(chosen) > 1:
    if len(figures):
        draw_figures()
    draw_profile()
