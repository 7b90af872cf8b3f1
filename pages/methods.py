"""Sources and methods: what Kvali is, how a figure comes to stand on a page, and where every one of them is from."""

from collections.abc import Callable

import streamlit as st

from analytics.catalogue import PILLARS
from analytics.change import SIGNIFICANT
from geo.places import GEORGIA
from pages.parts import (
    address,
    certainty,
    choose,
    load,
    methods_ledger,
    methods_sources,
    methods_steps,
    methods_tables,
    polarity,
    take,
)
from pages.parts.format import date_text, number
from pages.parts.methods_tables import Table
from pages.parts.prepared import kept
from pages.parts.text import plain, t, tn

SECTIONS = (
    "about", "journey", "kinds", "scales", "change", "trend", "reliability", "derived", "index", "views", "population",
    "barometer", "suppression", "breaks", "disagreements", "words", "sources", "licences", "releases", "absent",
)  # fmt: skip
TEXT_WIDTH = 820
lang = address.language()


def say(key: str, **values: object) -> None:
    """Running text of a section."""
    st.markdown(t(f"methods.{key}", **values), width=TEXT_WIDTH)


def draw(table: Table, none: str = "") -> None:
    """A table, which scrolls by itself where it is wide, or the words that stand in its place."""
    if table.rows:
        st.table(table.frame(), border="horizontal", hide_index=True, alt=t(f"methods.section_{section}"))
    else:
        st.markdown(none)


def pillar_choice() -> str:
    """The pillar to narrow a list to, "" for all."""
    options = ["", *PILLARS]
    return choose.one(
        "pillar", t("methods.pillar"), options, lambda one: t(f"pillar.{one}") if one else t("methods.all")
    )


def about() -> None:
    """What Kvali is, for whom, and what stands on this page."""
    say("text_about", indicators=len(load.indicators()), sources=len(load.all_sources()))
    say("contents")
    links = (f"- [{t(f'methods.section_{one}')}]({address.href('methods', section=one)})" for one in SECTIONS[1:])
    st.markdown("\n".join(links))


def kinds() -> None:
    """The kinds of figures and of intervals."""
    say("text_kinds")
    draw(methods_tables.kinds())
    say("text_levels")
    draw(methods_tables.levels())
    say("warning_levels")


def scales() -> None:
    """Scales of opposite direction side by side, each on its own axis."""
    say("text_scales")
    lens = kept("scales", (), lambda: polarity.prepared(polarity.SIDE_BY_SIDE, GEORGIA))
    if lens:
        with st.container(width=TEXT_WIDTH):
            lens.show("scales")


def change() -> None:
    """The rules by which a change or a difference is stated."""
    say("text_change", **methods_tables.thresholds())
    draw(methods_tables.rules())
    say("text_change_notes")


def trend() -> None:
    """The rule by which a line rises or falls over all of its years."""
    say("text_trend", p=number(SIGNIFICANT, 2, lang))


def reliability() -> None:
    """The gate of the regional figures."""
    say("text_reliability")
    draw(methods_tables.reliability())
    say("text_reliability_notes")


def derived() -> None:
    """What Kvali computes itself."""
    say("text_derived", count=sum(one.derived for one in load.indicators().values()))
    listed = methods_tables.derived(pillar_choice())
    st.markdown(listed or t("methods.none_derived"), width=TEXT_WIDTH)


def index() -> None:
    """The ten steps of an index, with what each choice does."""
    say("text_index")
    draw(kept("methods_steps", (), methods_steps.table))
    address.link("index", t("menu.index"))


def barometer() -> None:
    """What the regional figures of the survey can bear."""
    width = load.half_widths().iloc[0]
    say("text_barometer", cells=int(width["cells"]), median=number(width["median"], 1, lang))


def suppression() -> None:
    """What is not shown, and why."""
    table = methods_tables.suppressed()
    say("text_suppression", count=len(table.rows))
    draw(table)


def disagreements() -> None:
    """The contradiction ledger, with its file."""
    found = load.ledger()
    say("text_disagreements", count=len(found), cases=found["contradiction"].nunique())
    draw(methods_ledger.table())
    title = t("methods.section_disagreements")
    take.rows("contradictions", title, methods_ledger.file(), methods_ledger.source())


def words() -> None:
    """The English-Georgian terms, to be searched."""
    say("text_words")
    query = choose.typed("q", t("methods.search_terms"))
    table = methods_tables.glossary(query)
    st.markdown(f":small[:gray[{tn('methods.terms_found', len(table.rows))}]]")
    draw(table, t("methods.none_found"))


def sources() -> None:
    """All sources, narrowed by the reader; one of them in full."""
    say("text_sources")
    known = load.all_sources()
    asked = st.query_params.get("source")
    if asked in known:
        methods_sources.show(known[asked])
    elif asked:
        st.warning(t("methods.unknown_source", wanted=plain(asked[:40])))
    columns = st.columns(3)
    with columns[0]:
        query = choose.typed("q", t("methods.search_sources"))
    with columns[1]:
        options = ["", *methods_sources.TERMS]
        terms = choose.one(
            "terms", t("methods.terms"), options, lambda one: t(f"methods.terms_{one}") if one else t("methods.all")
        )
    with columns[2]:
        pillar = pillar_choice()
    found = methods_sources.narrowed(query, terms, pillar)
    st.markdown(f":small[:gray[{tn('methods.sources_found', len(found))}]]")
    st.markdown(methods_sources.listing(found) or t("methods.none_found"))


def licences() -> None:
    """Fonts, outlines and how true the outlines are."""
    say("text_licences", **methods_tables.accuracy())
    draw(methods_tables.outlines())


def releases() -> None:
    """The release that the reader sees."""
    release = load.release()
    manifest = release.manifest
    say(
        "text_releases", id=plain(release.id), date=date_text(release.date, lang), seed=manifest["seed"],
        digest=manifest["content_sha256"], inputs=manifest["inputs_sha256"], code=plain(manifest["code_version"]),
    )  # fmt: skip
    draw(methods_tables.release_rows())


def with_table(name: str, table: Callable[[], Table]) -> Callable[[], None]:
    """A section of a text and one table."""

    def section() -> None:
        rows = table()
        say(f"text_{name}", count=len(rows.rows))
        draw(rows)

    return section


DRAWN: dict[str, Callable[[], None]] = {
    "about": about, "kinds": kinds, "change": change, "reliability": reliability, "derived": derived,
    "population": with_table("population", methods_tables.populations), "barometer": barometer,
    "suppression": suppression, "breaks": with_table("breaks", methods_tables.breaks),
    "disagreements": disagreements, "words": words, "sources": sources, "licences": licences, "releases": releases,
    "scales": scales, "trend": trend, "index": index,
}  # fmt: skip

certainty.headline(t("methods.claim"), t("methods.limit"))
if st.query_params.get("source") and not st.query_params.get("section"):
    address.write("section", "sources")
section = choose.one("section", t("methods.section"), SECTIONS, lambda one: t(f"methods.section_{one}"))
st.header(t(f"methods.section_{section}"), anchor=section)
DRAWN.get(section, lambda: say(f"text_{section}"))()
