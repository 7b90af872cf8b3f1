"""All regions at once: every briefing in both languages and the chosen formats, as one file."""

import streamlit as st

from analytics.briefing import batch, writers
from analytics.briefing.choices import LENGTHS
from geo.places import official_regions
from pages.parts import choose, figure, load
from pages.parts.address import language
from pages.parts.text import t, tn

USUAL = ("docx", "pdf")
_MADE = "briefings.made"


def show() -> None:
    """Draws the choices, the button that starts the work with its progress, and the file once it is made."""
    figure.head(t("briefings.all_title"), tn("briefings.all_how", len(official_regions())))
    forms = {one: t(f"briefings.form_{one}") for one in writers.WRITERS}
    lengths = {one: t(f"briefings.length_{one}") for one in LENGTHS}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        chosen = choose.several("formats", t("briefings.formats"), list(forms), forms.__getitem__, default=USUAL)
        length = choose.one("length", t("briefings.length"), list(lengths), lengths.__getitem__, default="two")
    view = (load.release().id, tuple(chosen), length)
    if st.button(t("briefings.all_make"), key=f"briefings.make.{language()}", disabled=not chosen):
        st.session_state[_MADE] = (view, _made(chosen, length))
    made = st.session_state.get(_MADE)
    if made and made[0] == view:
        st.download_button(
            t("briefings.all_file"), data=made[1], file_name=f"kvali_briefings_{load.release().id}.zip",
            mime="application/zip", key="briefings.zip", on_click="ignore",
        )  # fmt: skip


def _made(forms: list[str], length: str) -> bytes:
    """The zip; a bar shows how far the work is."""
    total, done = len(official_regions()) * len(batch.LANGUAGES) * len(forms), 0
    bar = st.progress(0.0, t("briefings.making"))

    def step(name: str) -> None:
        nonlocal done
        done += 1
        bar.progress(done / total, t("briefings.all_step", done=done, total=total, file=name))

    content = batch.packed(load.release(), {one: writers.WRITERS[one] for one in forms}, length=length, step=step)
    bar.empty()
    return content
