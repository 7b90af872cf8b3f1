"""What frames every page: language, brand, the row above the headline, footer, and the page without figures."""

from functools import cache
from pathlib import Path

import streamlit as st

from data.releases import Release, ReleaseError, ReleaseMissing
from pages.parts import address, picture_script, styles
from pages.parts.certainty import EYEBROW
from pages.parts.format import date_text
from pages.parts.language_script import language_mark
from pages.parts.menu import LANGUAGE_NAMES, LANGUAGES
from pages.parts.text import plain, t, translate
from pages.parts.theme import LIGHT, Tokens, tokens

# The name is drawn as outlines of Noto Sans Bold: a picture in the header can load no font.
_BRAND = Path(__file__).with_name("brand")
_SWITCH = "frame.language"
# Streamlit draws links that stand alone as plain words on one line, cut off where it ends.
_LINKS = """<style>
[data-testid="stPageLink-NavLink"] {{padding-left: 0; padding-right: 0; background: none}}
[data-testid="stPageLink-NavLink"] span, [data-testid="stPageLink-NavLink"] p {{white-space: normal; overflow: visible}}
.modebar-container, .plotly-notifier {{display: none !important}}
[data-testid="stPageLink-NavLink"] p {{color: {brand}; text-decoration: underline; font-weight: 400}}
[data-testid="stMultiSelect"] span[title] {{color: {ground}}}
</style>"""


def settle_language() -> str:
    """Decides the run's language, address before session before Georgian, and keeps it in both.

    Returns:
        An unknown language that the address asks for, "" when all is well; such an address stays as it is.
    """
    asked = st.query_params.get("lang", "")
    remembered = st.session_state.get("lang", LANGUAGES[0])
    unknown = asked if asked and asked not in LANGUAGES else ""
    address.settle_language(asked if asked in LANGUAGES else remembered, keep_address=bool(unknown))
    return unknown


def brand() -> None:
    """Draws the three dots and the name in the header, and gives links their look, in the colours of the theme."""
    colours = tokens(st.context.theme.type)
    st.logo(_drawing(address.language(), colours), size="large")
    paper = "" if colours.name == LIGHT.name else f"<style>{styles.DARK_PAPER}</style>"
    st.html(_LINKS.format(brand=colours.brand, ground=colours.bg) + paper)


def mark(colours: Tokens) -> str:
    """The three dots alone, for the browser's tab."""
    return _drawing("mark", colours)


@cache
def _drawing(name: str, colours: Tokens) -> str:
    text = (_BRAND / f"{name}.svg").read_text(encoding="utf-8")
    for word, colour in (("CONTEXT", colours.hatch), ("BRAND", colours.brand), ("INK", colours.ink)):
        text = text.replace(word, colour)
    return text


def top_row() -> None:
    """Draws the row above the headline: a place for the page's eyebrow, and the language switch at the right."""
    with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
        st.session_state[EYEBROW] = st.container(width="stretch")
        st.session_state[_SWITCH] = address.language()
        st.segmented_control(
            t("frame.language"), list(LANGUAGES), format_func=LANGUAGE_NAMES.__getitem__, required=True, key=_SWITCH,
            label_visibility="collapsed", on_change=_switch_language,
        )  # fmt: skip


def _switch_language() -> None:
    """Callback of the switch: page and all choices stay, since the address holds them as ids."""
    st.session_state["lang"] = st.session_state[_SWITCH]
    address.write("lang", st.session_state[_SWITCH])


def say_unknown_language(asked: str) -> None:
    """Says in every language that the address asks for one Kvali does not speak."""
    if asked:
        words = [translate(language, "frame.unknown_language", wanted=plain(asked[:20])) for language in LANGUAGES]
        st.warning("\n\n".join(words))


def no_release(error: ReleaseError) -> None:
    """Draws the page that stands where figures would be, and what to do about it."""
    kind = "missing" if isinstance(error, ReleaseMissing) else "damaged"
    st.title(t(f"frame.release_{kind}_title"), anchor=False)
    st.markdown(t(f"frame.release_{kind}_reader"))
    st.markdown(t(f"frame.release_{kind}_keeper"))
    st.markdown(f"`{t('frame.build_command')}`")


def footer(release: Release | None) -> None:
    """Draws the foot of every page: what the figures are about, who answers for them, which release, whose outlines."""
    parts = [t("frame.boundaries")]
    if release:
        parts.insert(0, t("frame.release", id=plain(release.id), date=date_text(release.date, address.language())))
    st.markdown(f"---\n\n:small[:gray[{t('frame.about')}]]\n\n:small[:gray[{' · '.join(parts)}]]")


def scripts() -> None:
    """Tells the browser the page's language, and lends the picture buttons their hand."""
    hand = f"<script>{picture_script.SCRIPT}</script>"
    st.html(language_mark(address.language()) + hand, unsafe_allow_javascript=True)
