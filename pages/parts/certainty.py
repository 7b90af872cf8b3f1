"""The sentence of certainty that opens a page, and the cards of its numbers, each with how sure it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from analytics.writing import credits
from pages.parts import address, drawing, figure
from pages.parts.address import language
from pages.parts.sparkline import sparkline
from pages.parts.text import plain, t
from pages.parts.theme import Tokens, tokens

EYEBROW = "frame.eyebrow"
"""Where frame.py leaves its row above the headline for the running page."""


def headline(claim: str, limit: str = "", *, lead: str = "", eyebrow: str = "", browser_title: str = "") -> None:
    """Opens a page: where we are, the claim in ink with its limit in grey, and the numbers behind it.

    Args:
        claim: what moved or differs, naming place, time and direction.
        limit: how sure that is, the second clause.
        lead: one or two sentences with the values and their intervals (markdown).
        eyebrow: where the reader is, small, above (markdown; links by `address.href`).
        browser_title: the page's subject, when the menu's word says too little.
    """
    figure.subject(browser_title)
    if browser_title:
        st.set_page_config(page_title=f"{browser_title} · {t('frame.brand')}")
    if eyebrow:
        show_eyebrow(eyebrow)
    st.title(f"{plain(claim)} :gray[{plain(limit)}]" if limit else plain(claim), anchor=False, width=900)
    if lead:
        st.markdown(lead, width=820)


def show_eyebrow(words: str) -> None:
    """Says where the reader is; alone where the headline stands in a fragment, which draws only inside itself."""
    row = st.session_state.get(EYEBROW)
    (row.markdown if row is not None else st.markdown)(f":small[:gray[{words}]]")


def kind_text(kind: str, level: int | None = None) -> str:
    """How sure a number is, in the reader's language.

    Args:
        kind: "interval" (with `level`, 95), "count" (complete count), "register", "none" (no published interval),
            "total" (running total), "estimate", "expert" or "statement".
        level: the interval's level in percent.
    """
    return credits.kind_text(kind, language(), level)


@dataclass(frozen=True)
class Card:
    """One number with what a reader must know of it, all in the reader's language.

    Attributes:
        label: the pillar or subject.
        what: the indicator.
        value: the number with its unit, "59.0%".
        when: what stands beside it, "2024" or "20–26, 2017".
        change: "+7.1 points since 2016", or why there is none.
        certainty: `kind_text(…)` and what else limits it.
        points: (year, value) of the small trend; fewer than two draw none.
        alt: what the small trend shows.
    """

    label: str
    what: str
    value: str
    when: str
    change: str
    certainty: str
    points: Sequence[tuple[float, float]] = ()
    alt: str = ""


def show_card(card: Card, page: str = "", **choices: str) -> None:
    """Draws a card; cards in one row of columns share their height.

    Args:
        card: what it says.
        page: where its link leads; no link without it.
        choices: what that page is to show, ids only.
    """
    with st.container(border=True, height="stretch"):
        st.html(card_html(card, tokens(st.context.theme.type)))
        if page:
            address.link(page, t("certainty.open"), **choices)


def card_html(card: Card, colours: Tokens) -> str:
    """The card as markup: text stays text, the trend is a picture with its own words."""
    small = f'<div style="font-size:0.875rem;color:{colours.mute};line-height:1.45">{{}}</div>'
    strong = '<div style="font-size:{}rem;font-weight:600;line-height:1.4">{}</div>'
    number = (
        f'<div style="margin:0.25rem 0"><span style="font-size:1.875rem;font-weight:600">{escape(card.value)}</span> '
        f'<span style="font-size:0.875rem;color:{colours.mute}">{escape(card.when)}</span></div>'
    )
    return (
        f'<div style="color:{colours.ink};overflow-wrap:anywhere">'
        f"{strong.format(1, escape(card.label))}{small.format(escape(card.what))}"
        f"{number}{_trend(card, colours)}"
        f"{strong.format(0.875, escape(card.change))}{small.format(escape(card.certainty))}</div>"
    )


def _trend(card: Card, colours: Tokens) -> str:
    if len(card.points) < 2:
        return ""
    source = drawing.address(sparkline(card.points, colours))
    return f'<img src="{source}" alt="{escape(card.alt)}" style="width:100%;max-width:240px;margin:0.25rem 0">'
