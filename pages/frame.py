"""Around every page: language, menu, browser title, and the page that stands where there is no release."""

import streamlit as st

from data.releases import Release, ReleaseError
from pages.parts import chrome, load, memory, release_choice, single
from pages.parts.menu import PAGES
from pages.parts.text import t
from pages.parts.theme import LIGHT

memory.forget_widgets()
unknown_language = chrome.settle_language()
page = st.navigation(
    [
        st.Page(f"{name}.py", title=t(f"menu.{name}"), url_path=name, default=name == PAGES[0])
        for name in PAGES
    ],
    position="hidden" if single.asked() else "top",
)  # fmt: skip
st.set_page_config(page_title=f"{page.title} · {t('frame.brand')}", page_icon=chrome.mark(LIGHT), layout="wide")
chrome.brand()
if not single.asked():
    chrome.top_row()
chrome.say_unknown_language(unknown_language)
release: Release | None = None
try:
    release = load.begin()
except ReleaseError as error:
    chrome.no_release(error)
if release:
    shown = release
    release_choice.say(release, page.url_path)
    if single.asked():
        release_choice.run(lambda: single.run(page.run, shown))
    else:
        release_choice.run(page.run)
if not single.asked():
    chrome.footer(release)
chrome.scripts()
memory.settle(page.url_path)
