"""An old briefing on today's figures: each sentence still true, changed, or no longer supported."""

import pandas as pd
import streamlit as st

from analytics.briefing import watch, word_watch
from analytics.briefing.choices import ChoiceError
from analytics.briefing.words import translate
from pages.parts import figure, load
from pages.parts.address import language
from pages.parts.briefing_one import MIMES
from pages.parts.text import plain, t, tn

STATES = ("unsupported", "changed", "new", "still_true")


def show() -> None:
    """Draws the box for a saved briefing and what became of its sentences."""
    figure.head(t("briefings.watch_title"), t("briefings.watch_how"))
    file = st.file_uploader(t("briefings.watch_file"), type="json", key=f"briefing.saved.{language()}")
    if file is None:
        return
    try:
        saved = watch.read(file.getvalue().decode("utf-8", errors="replace"), file.name, language())
    except ChoiceError as error:
        for problem in error.problems:
            st.warning(plain(problem))
        return
    with st.spinner(t("briefings.making")):
        found = watch.watch(saved, load.release())
    _told(saved, found)


def _told(saved: watch.Saved, found: list[watch.Watched]) -> None:
    counts = {state: sum(one.state == state for one in found) for state in STATES}
    figure.head(tn("briefings.watch_claim", counts["changed"] + counts["unsupported"]), t(
        "briefings.watch_releases", old=saved.release, new=load.release().id
    ))  # fmt: skip
    st.download_button(
        t("briefings.watch_word"), data=lambda: word_watch.tracked(saved, found, load.release()), mime=MIMES["docx"],
        file_name=f"kvali_watched_{load.release().id}.docx", key="briefing.watched", on_click="ignore",
    )  # fmt: skip
    ordered = sorted(found, key=lambda one: STATES.index(one.state))
    rows = pd.DataFrame({
        t("briefings.watch_state"): [translate(language(), f"briefing.watch_{one.state}") for one in ordered],
        t("briefings.watch_before"): [plain(one.before) or "–" for one in ordered],
        t("briefings.watch_after"): [plain(one.after) or "–" for one in ordered],
    })  # fmt: skip
    st.table(rows, border="horizontal", hide_index=True, alt=t("briefings.watch_title"))
