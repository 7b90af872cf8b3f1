"""Where the shown number comes from: its inputs, the other sources of its cell, what is missing, how to cite it."""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analytics.catalogue import Indicator
from analytics.combine import as_dicts
from analytics.raw_row import trace
from data.source_records import Source
from geo.places import places
from pages.parts import address, figure, indicator_opening, indicator_words, load
from pages.parts.address import language
from pages.parts.citation import cite
from pages.parts.group_words import group_words
from pages.parts.indicator_places import gap_text, name
from pages.parts.text import plain, t, tn

MOST = 12
Row = Mapping[str, Any]


def draw(record: Indicator, place: str, fact: Row | None) -> None:
    """Draws all that stands beside the number of one view; `fact` is the fact that the page is about."""
    disagreement(record, place)
    gaps(record, place)
    sources(indicator_opening.behind(record, place), fact)


def inputs(record: Indicator, fact: Row) -> None:
    """Lists the facts that a value was computed from, each with its part in it, a link, and the line it stands in."""
    lines = [f"- {_input(row)}" for row in as_dicts(load.parents(str(fact["fact_id"])))]
    st.markdown(t("indicator.inputs_how", value=plain(indicator_words.value(record, fact)), year=int(fact["year"])))
    st.markdown("\n".join(lines[:MOST]))
    if len(lines) > MOST:
        with st.expander(tn("indicator.inputs_more", len(lines) - MOST)):
            st.markdown("\n".join(lines[MOST:]))


def _input(row: Row) -> str:
    parent = load.indicators()[str(row["indicator"])]
    choices = {"indicator": parent.id, "place": str(row["place"]), "row": str(row["fact_id"])}
    told = [name(str(row["place"])), str(row["year"]), group_words(str(row["grp"]))]
    value = plain(f"{', '.join(part for part in told if part)}: {indicator_words.value(parent, row)}")
    link = f"[{plain(parent.name[language()])}]({address.href('indicator', **choices)})"
    role = t(f"indicator.role_{row['role']}")
    return f"{role}: {link} · {value}{_line(row)}"


def _line(row: Row) -> str:
    """File and line of a published input; nothing for a computed one, which has inputs of its own."""
    found = trace(row).row
    return f" · `{found.file}:{found.line}`" if found else ""


def disagreement(record: Indicator, place: str) -> None:
    """Names the cells of the chosen place for which several sources give a number, and why one is shown."""
    rows = load.disagreements((record.concept,))
    rows = rows[rows["place"] == place]
    if rows.empty:
        return
    figure.head(t("indicator.two_sources"), t("indicator.two_sources_how"))
    lines = [_cell(cell) for _, cell in rows.groupby(["year", "wave", "grp"], sort=False)]
    st.markdown("\n".join(f"- {line}" for line in lines))


def _cell(rows: pd.DataFrame) -> str:
    first = rows.iloc[0].to_dict()
    told = "; ".join(_said(row) for row in as_dicts(rows))
    rule = t(f"indicator.rule_{str(first['rule']).replace(' ', '_')}")
    return f"**{first['year']}**: {told}. {rule}"


def _said(row: Row) -> str:
    record = load.indicators()[str(row["indicator"])]
    source = load.all_sources().get(str(row["source"]))
    publisher = source.publisher[language()] if source else t("indicator.computed")
    words = f"{publisher}: {indicator_words.value(record, row)}"
    return plain(words) + (f" ({t('indicator.shown')})" if row["chosen"] else "")


def gaps(record: Indicator, place: str) -> None:
    """Says in words which figures a reader would look for and does not get."""
    rows = load.gaps((record.id,))
    rows = rows[(rows["place"] == place) | (places()[place].level == "country")]
    if rows.empty:
        return
    figure.head(t("indicator.unknown"))
    lines = [plain(f"{name(str(row['place']))}, {row['year']}: {gap_text(row)}") for row in as_dicts(rows)]
    st.markdown("\n".join(f"- {line}" for line in lines[:MOST]))
    if len(lines) > MOST:
        with st.expander(tn("indicator.unknown_more", len(lines) - MOST)):
            st.markdown("\n".join(f"- {line}" for line in lines[MOST:]))


def sources(facts: pd.DataFrame, fact: Row | None) -> None:
    """Lists the sources with edition, year rule and terms, and how to cite what is shown."""
    found = [load.all_sources()[one] for one in load.credits(facts["fact_id"])] if len(facts) else []
    figure.head(t("indicator.sources"))
    st.markdown("\n".join(f"- {_source(one)}" for one in found) or t("indicator.no_source"))
    told = [t("indicator.cite", line=plain(cite(found, language())))] if found else []
    told += [t("indicator.fact_id", id=fact["fact_id"])] if fact is not None else []
    for line in told:
        st.markdown(f":small[:gray[{line}]]")


def _source(source: Source) -> str:
    rule = t(f"indicator.year_{re.sub(r'[^a-z0-9]+', '_', source.year_rule)}")
    about = f"[{plain(source.title)}]({address.href('methods', source=source.source)})"
    return f"{plain(source.publisher[language()])}: {about} · {rule}"
