"""The reader's own weights: in the address, and scores, ranges and stability made of them at once."""

import streamlit as st

from analytics.combine import listed
from analytics.reader_weights import Weighing, read, weigh, written
from pages.parts import address, bars, dots, figure, legend, load
from pages.parts.address import language
from pages.parts.format import number
from pages.parts.index_choices import place_name
from pages.parts.index_figures import LEVEL, SCORE, source_line
from pages.parts.index_words import View, in_hundred, item_words
from pages.parts.legend import Key
from pages.parts.prepared import Prepared, kept
from pages.parts.table import Twin
from pages.parts.text import plain, t

MOST, STEP = 4.0, 0.5
NAME = "weights"


@st.fragment
def show(view: View) -> None:
    """Draws the weights, once the reader opens them or the address holds some, and what they come to.

    Sliders and their figures are a fifth of the page's work at every run, so they wait.
    """
    kept("index_weights_head", (), _head)
    own = bool(st.query_params.get(NAME))
    # "rerun" lets the script know whether it is open.
    with st.expander(t("index.weights_open"), expanded=own, key=_open_key(), on_change="rerun") as opened:
        if opened.open:
            _draw(view)


def _open_key() -> str:
    return f"weights_open.{language()}"


def _draw(view: View) -> None:
    weights = _chosen(view)
    if not any(weights[part.id] for part in view.index.part):
        st.info(t("index.weights_none"))
        return
    key = (*view.ids, *sorted(weights.items()))
    sentence, ranges, scores = kept("index_weighing", key, lambda: _made(view, weights))
    st.markdown(f"**{plain(sentence)}**")
    st.markdown(f":small[:gray[{plain(t('index.weights_limits'))}]]")
    left, right = st.columns(2, gap="large")
    with left:
        ranges.show("index_own_ranges")
    with right:
        scores.show("index_own_scores")


def _head() -> None:
    figure.head(t("index.weights_title"), t("index.weights_subtitle"))


def _made(view: View, weights: dict[str, float]) -> tuple[str, Prepared, Prepared]:
    """All that a choice of weights comes to; made in about 20 milliseconds."""
    found = weigh(view.index, load.index_normalised(view.index.id, view.year), weights)
    return _sentence(found), _ranges(view, found), _scores(view, found)


def _chosen(view: View) -> dict[str, float]:
    """The weights of parts and items, from the address, else 1 (0 for a part that the stated method leaves out)."""
    asked = read(st.query_params.get(NAME) or "")
    usual = {part.id: 0.0 if part.id in view.index.default_without else 1.0 for part in view.index.part}
    usual |= {entry.indicator: 1.0 for entry in view.index.item}
    start = {name: min(asked.get(name, weight), MOST) for name, weight in usual.items()}
    with st.container(horizontal=True, gap="medium"):
        chosen = {part.id: _slider(t(f"index.part_{part.id}"), part.id, start, usual) for part in view.index.part}
    asked_items = any(start[entry.indicator] != usual[entry.indicator] for entry in view.index.item)
    items = st.toggle(t("index.weights_items"), value=asked_items, key=f"weights_items.{view.index.id}.{language()}")
    for entry in view.index.item:
        words = f"{t(f'index.part_{entry.part}')}: {item_words(entry.indicator)}"
        chosen[entry.indicator] = _slider(words, entry.indicator, start, usual) if items else start[entry.indicator]
    return chosen


def _slider(label: str, name: str, start: dict[str, float], usual: dict[str, float]) -> float:
    key = f"weight.{name}.{language()}"
    st.session_state[key] = start[name]
    return float(
        st.slider(label, 0.0, MOST, step=STEP, key=key, on_change=_take, args=(name, key, usual), format="%g")
    )  # fmt: skip


def _take(name: str, key: str, usual: dict[str, float]) -> None:
    """Callback of every slider: the weight goes into the address, where it differs from the usual one."""
    asked = read(st.query_params.get(NAME) or "") | {name: float(st.session_state[key])}
    address.write(NAME, written(asked, usual) or None)


def _sentence(found: Weighing) -> str:
    """How far the order is the reader's own doing."""
    return t("index.weights_claim", pairs=in_hundred(found.pairs), whole=number(found.whole, 0, language()))


def _ranges(view: View, found: Weighing) -> Prepared:
    rows = _labelled(view, found)
    ranks = rows.assign(lower=rows["rank_lower"], upper=rows["rank_upper"])
    told = "; ".join(f"{row.label} {row.lower:g}–{row.upper:g}" for row in listed(ranks))
    heads = {"label": t(f"index.{view.index.level}"), "lower": t("index.best"), "upper": t("index.worst")}
    return Prepared(
        bars.rank_bands(ranks, figure.style(SCORE)), t("index.own_ranges_alt", year=view.year, values=told),
        Twin(ranks, heads, SCORE, {"lower": "count", "upper": "count"}),
        source_line(view, t("index.own_interval")),
    )  # fmt: skip


def _scores(view: View, found: Weighing) -> Prepared:
    rows = _labelled(view, found)
    told = "; ".join(f"{row.label} {figure.style(SCORE).full(row.value, row.lower, row.upper)}" for row in listed(rows))
    heads = {"label": t(f"index.{view.index.level}"), "value": t("index.points"), "lower": t("table.lower"),
             "upper": t("table.upper")}  # fmt: skip
    return Prepared(
        dots.dot_and_interval(rows, figure.style(SCORE)), t("index.own_scores_alt", year=view.year, values=told),
        Twin(rows, heads, SCORE), source_line(view, t("index.own_interval")),
        [Key("selected", place_name(view.place)), *legend.intervals(LEVEL)],
    )  # fmt: skip


def _labelled(view: View, found: Weighing):  # type: ignore[no-untyped-def]
    roles = ["selected" if one == view.place else "main" for one in found.standing["place"]]
    return found.standing.assign(label=found.standing["place"].map(place_name), role=roles)
