"""Releases: which there are, what two of them differ in, figure by figure, and why."""

import streamlit as st

from data.releases import pointed, present
from pages.parts import address, certainty, choose, empty, load, release_tables, take
from pages.parts.format import date_text, number
from pages.parts.methods_tables import Table
from pages.parts.prepared import kept
from pages.parts.text import plain, t, tn

TEXT_WIDTH = 820
SHOWN_AT_MOST = 100
ALL = ""
lang = address.language()
known = {one.id: one for one in present()}


def say(key: str, **values: object) -> None:
    """Running text, as wide as it reads well."""
    st.markdown(t(f"releases.{key}", **values), width=TEXT_WIDTH)


def draw(table: Table, alt: str) -> None:
    """A table, which scrolls by itself where it is wide."""
    st.table(table.frame(), border="horizontal", hide_index=True, alt=alt)


def words(name: str) -> str:
    """A release as the choices name it."""
    return f"{name} · {number(known[name].manifest['rows']['facts'], 0, lang)}"


def default(name: str) -> str:
    """The release that is read against the next older one; the next newer one for the oldest."""
    ids = list(known)
    read = ids.index(load.release().id) if load.release().id in ids else 0
    newer = min(read, len(ids) - 2)
    return ids[newer] if name == "newer" else ids[newer + 1]


def only_one() -> None:
    """The page where there is nothing to compare."""
    certainty.headline(t("releases.claim_one"), t("releases.limit_one"))
    draw_here()
    empty.no_figures(t("releases.differences"), why=t("releases.why_one"))
    say("text_another")


def draw_here() -> None:
    """The releases that stand here."""
    st.header(t("releases.here"), anchor=False)
    say("text_here")
    draw(release_tables.here(list(known.values()), pointed()), t("releases.here"))


def compared(older: str, newer: str) -> None:
    """Everything below the choice of two releases."""
    if older == newer:
        st.info(t("releases.same"))
        return
    found = load.changes(older, newer)
    counted = {kind: number(value, 0, lang) for kind, value in release_tables.totals(found.counts).items()}
    say("text_totals", older=plain(older), newer=plain(newer), **counted)
    counts = kept("release_counts", (older, newer), lambda: release_tables.by_indicator(found.counts))
    if not counts.rows:
        say("nothing")
        return
    draw(counts, t("releases.counts"))
    if len(found.facts):
        changed_figures(older, newer)


def changed_figures(older: str, newer: str) -> None:
    """Why figures differ, and the figures themselves, of one indicator or of all."""
    facts = load.changes(older, newer).facts
    st.header(t("releases.reasons"), anchor=False)
    draw(release_tables.by_reason(facts), t("releases.reasons"))
    st.header(t("releases.changed"), anchor=False)
    options = [ALL, *facts["indicator"].unique()]
    wanted = choose.one(
        "changed", t("releases.indicator"), options,
        lambda one: release_tables.name_of(one) if one else t("releases.all"),
    )  # fmt: skip
    chosen = facts[facts["indicator"] == wanted] if wanted else facts
    st.markdown(f":small[:gray[{tn('releases.found', len(chosen))} {shown(len(chosen))}]]")
    draw(release_tables.listed(chosen.head(SHOWN_AT_MOST)), t("releases.changed"))
    file = kept("release_file", (older, newer, wanted), lambda: release_tables.file(chosen, older, newer))
    take.rows(f"changes_{older}_{newer}", t("releases.changed"), file, release_tables.source(chosen))
    say("file_limits")


def shown(count: int) -> str:
    """That the table ends before the figures do."""
    return t("releases.shown", most=SHOWN_AT_MOST) if count > SHOWN_AT_MOST else ""


def two() -> None:
    """The page where two releases can be held against each other."""
    ids = list(known)
    newer, older = (choose.settle(one, ids, words, default=default(one), quiet=True) for one in ("newer", "older"))
    counted = release_tables.totals(load.changes(older, newer).counts)
    moved = sum(counted.values()) - counted["unchanged"]
    certainty.headline(
        tn("releases.claim", moved), t("releases.limit", unchanged=number(counted["unchanged"], 0, lang)),
        lead=t("releases.lead", older=plain(older), newer=plain(newer), date=date_text(known[newer].date, lang)),
    )  # fmt: skip
    draw_here()
    st.header(t("releases.differences"), anchor=False)
    left, right = st.columns(2)
    with left:
        choose.one("older", t("releases.older"), ids, words, default=default("older"))
    with right:
        choose.one("newer", t("releases.newer"), ids, words, default=default("newer"))
    compared(older, newer)
    st.header(t("releases.another"), anchor=False)
    say("text_another")


if len(known) > 1:
    two()
else:
    only_one()
