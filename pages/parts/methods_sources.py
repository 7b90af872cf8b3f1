"""The sources as a list that can be searched and narrowed, and one source with all that is known of it."""

import re
from collections.abc import Sequence
from typing import Any

import streamlit as st

from analytics.combine import listed
from analytics.spelling import folded
from data.source_records import Source
from pages.parts import address, credit, load
from pages.parts.format import date_text, number, years_text
from pages.parts.text import plain, t, tn

TERMS = ("open", "cite", "quote")


def narrowed(query: str, terms: str, pillar: str) -> list[Source]:
    """The sources that a query means, under these terms, and with figures in this pillar; "" narrows nothing."""
    sources = load.all_sources()
    giving = _sources_of(pillar) if pillar else set(sources)
    kept = {name: one for name, one in sources.items() if terms in ("", one.terms) and name in giving}
    return [one for one in kept.values() if means(query, one.title, one.publisher.en, one.publisher.ka, one.source)]


def means(query: str, *texts: str) -> bool:
    """Whether every word of a query begins a word of the texts, in either script and usual spelling."""
    words = folded(" ".join(texts)).split()
    return all(any(word.startswith(part) for word in words) for part in folded(query).split())


def _sources_of(pillar: str) -> set[str]:
    """The sources that the published indicators of a pillar name, or that have facts of them."""
    rows, records = load.coverage(), load.indicators()
    named = [
        lists for name, lists in zip(rows["indicator"], rows["sources"], strict=True) if records[name].pillar == pillar
    ]
    return {source for lists in named for source in lists}


def listing(sources: Sequence[Source]) -> str:
    """The sources as one markdown list: publisher, title and edition, terms, years and how many figures."""
    extents = _extents()
    return "\n".join(f"- {_line(source, extents[source.source])}" for source in sources)


def _line(source: Source, extent: str) -> str:
    here = f"[{plain(_name(source))}]({address.href('methods', section='sources', source=source.source)})"
    terms = t(f"methods.terms_{source.terms}")
    return f"{plain(source.publisher[address.language()])}: {here} · {terms} · {extent}"


def _name(source: Source) -> str:
    edition = _edition(source)
    return f"{source.title} ({edition})" if edition and edition not in source.title else source.title


def _edition(source: Source) -> str:
    """The edition as published; on a Georgian page only where it holds no English words."""
    english = re.search(r"[A-Za-z]{3}", source.version)
    return "" if english and address.language() == "ka" else source.version


def _licence(source: Source) -> str:
    """The licence as the publisher words it; in Georgian by its name, or what its terms allow."""
    return plain(source.licence if address.language() == "en" else credit.licence_words([source]))


def _extents() -> dict[str, str]:
    """How many figures of which years each source gives, in words."""
    return {str(row.source): _extent(row) for row in listed(load.source_rows())}


def _extent(row: Any) -> str:
    if not row.rows:
        return t("methods.no_rows")
    years = years_text(int(row.first_year), int(row.last_year))
    return tn("methods.extent", int(row.rows), years=years, rows=number(row.rows, 0, address.language()))


def show(source: Source) -> None:
    """Draws one source with everything its record holds."""
    lang = address.language()
    lines = {
        "publisher": plain(source.publisher[lang]),
        "edition": plain(_edition(source)),
        "terms": f"**{t(f'methods.terms_{source.terms}')}**. {t(f'methods.terms_{source.terms}_means')}",
        "licence": _licence(source),
        "retrieved": date_text(source.retrieved, lang),
        "year_rule": _year_rule(source),
        "interval": _interval(source),
        "extent": _extents()[source.source],
        "caveat": plain(source.caveat[lang]),
        "address": " ".join(f"<{one}>" for one in (source.url, *source.more_urls)),
    }
    with st.container(border=True):
        st.markdown(f"**{plain(source.title)}** `{source.source}`")
        st.markdown("\n".join(f"- {t(f'methods.source_{name}')}: {words}" for name, words in lines.items() if words))


def _year_rule(source: Source) -> str:
    """The year rule in the reader's language, where the rule is one of the usual ones, else as the record has it."""
    name = "".join(letter if letter.isalnum() else "_" for letter in source.year_rule.replace(" - ", "_minus_"))
    return t(f"methods.year_rule_{name}")


def _interval(source: Source) -> str:
    if source.interval is None:
        return t("methods.interval_none")
    return f"{round(100 * source.interval.level)}%, {t(f'methods.interval_{source.interval.kind}')}"
