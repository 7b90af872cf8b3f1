"""The row behind a number: file, line, cells as published, correction, source; of a computed one its inputs."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analytics.catalogue import Indicator
from analytics.combine import as_dicts, listed
from analytics.raw_row import Trace, key_of, trace
from data import raw_rows
from data.raw_rows import RawRow
from data.source_records import DERIVED, Source
from pages.parts import address, choose, credit, figure, indicator_trace, indicator_words, load
from pages.parts.address import language
from pages.parts.format import date_text
from pages.parts.group_words import group_words
from pages.parts.place_names import place_text
from pages.parts.prepared import kept
from pages.parts.text import plain, t, tn

Row = Mapping[str, Any]


def show(record: Indicator, place: str, fact: Row | None) -> None:
    """Draws what stands behind one number of a place; the reader chooses which, `row=` in the address.

    Args:
        record: the indicator.
        place: the place.
        fact: the fact that the page is about, which is shown first.
    """
    rows = kept("raw_offered", (record.id, place), lambda: _offered(record, place))
    if not rows:
        return
    labels = kept("raw_labels", (record.id, place), lambda: _labels(record, rows, place))
    usual = str(fact["fact_id"]) if fact is not None and fact["fact_id"] in rows else next(iter(rows))
    chosen = choose.settle("row", list(rows), labels.__getitem__, default=usual, quiet=True)
    computed, place = rows[chosen]["source"] == DERIVED, str(rows[chosen]["place"])
    title = t("indicator.inputs") if computed else t("raw.title")
    where = f"{record.name[language()]} · {place_text(place, 'name', language())}. {t('raw.elsewhere')}"
    figure.head(title, where)
    with figure.controls():
        if len(rows) > 1:
            choose.one("row", t("raw.number"), list(rows), labels.__getitem__, default=usual)
    kept("raw_row", (chosen,), lambda: _draw(record, rows[chosen]))


def _offered(record: Indicator, place: str) -> dict[str, Row]:
    """The facts of a place by id, newest first, the total before its groups.

    Where the place has none, the plans stand in their place, or the newest figure of every place that has one.
    """
    found = load.facts((record.id,), places=(place,), grp=None)
    if found.empty:
        found = load.facts((record.id,), places=(place,), statistic="target")
    if found.empty:
        found = load.latest((record.id,))
    found = found.sort_values(["year", "wave", "grp", "source"], ascending=[False, False, True, True])
    return {str(row["fact_id"]): row for row in as_dicts(found)}


def _labels(record: Indicator, rows: Mapping[str, Row], place: str) -> dict[str, str]:
    """Fact id to place (where it is another), year, wave, group, value; the publisher where a cell has two sources."""
    cells = [(row["place"], row["year"], row["wave"], row["grp"]) for row in rows.values()]
    told = {}
    for (name, row), cell in zip(rows.items(), cells, strict=True):
        parts = [] if row["place"] == place else [place_text(str(row["place"]), "name", language())]
        parts += [str(row["year"]), str(row["wave"]), group_words(str(row["grp"])), indicator_words.value(record, row)]
        parts += [_publisher(str(row["source"]))] if cells.count(cell) > 1 else []
        told[name] = " · ".join(part for part in parts if part)
    return told


def _publisher(source: str) -> str:
    record = load.all_sources().get(source)
    return record.publisher[language()] if record else t("indicator.computed")


def _draw(record: Indicator, fact: Row) -> None:
    if fact["source"] == DERIVED:
        _computed(record, fact)
        return
    found = trace(fact)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _standing(found)
        if found.row:
            _cells(found.row)
    with right:
        source = load.all_sources().get(str(fact["source"]))
        st.markdown(_source(source) if source else t("raw.no_source", source=plain(str(fact["source"]))))


def _standing(found: Trace) -> None:
    """File and line, and how the row stands to the number shown."""
    words = t(f"raw.standing_{found.standing}")
    where = t("raw.where", file=found.row.file, line=found.row.line) if found.row else ""
    st.markdown("\n\n".join(part for part in (where, f":small[{plain(words)}]") if part))
    for one in found.row.corrections if found.row else ():
        told = t("raw.correction", column=one.column, old=str(one.old), new=str(one.new), evidence=one.evidence)
        st.container(border=True).markdown(plain(told))


def _cells(row: RawRow) -> None:
    """All columns of the row as the file has them, one below the other."""
    heads = [t("raw.column"), t("raw.cell")]
    st.table(
        pd.DataFrame(list(row.cells.items()), columns=heads), border="horizontal", hide_index=True, width="content",
        alt=t("raw.where_plain", file=row.file, line=row.line),
    )  # fmt: skip


def _source(source: Source) -> str:
    """The source with its licence, address and day of retrieval."""
    lang = language()
    licence = source.licence if lang == "en" else credit.licence_words([source])
    about = f"[{plain(source.title)}]({address.href('methods', section='sources', source=source.source)})"
    lines = [
        f"**{plain(source.publisher[lang])}**: {about}",
        t("raw.licence", licence=plain(licence)),
        t("raw.retrieved", day=date_text(source.retrieved, lang)),
        *(f"<{one}>" for one in (source.url, *source.more_urls)),
    ]
    return "\n".join(f"- {line}" for line in lines)


def _computed(record: Indicator, fact: Row) -> None:
    """What a computed number is made of, step by step, and how many published rows it rests on in the end."""
    base = load.rests_on(str(fact["fact_id"]))
    files = sorted(raw_rows.files([key_of(row) for row in as_dicts(base)]))
    st.markdown(f":small[{plain(tn('raw.rests_on', len(base), publishers=_publishers(base)))}]")
    indicator_trace.inputs(record, fact)
    if files:
        st.markdown(f":small[:gray[{t('raw.files', files=', '.join(f'`{one}`' for one in files))}]]")


def _publishers(base: pd.DataFrame) -> str:
    return "; ".join(dict.fromkeys(_publisher(str(row.source)) for row in listed(base)))
