"""One briefing: choices at the left, the document as it will be at the right, and its files."""

import json
import re
from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from analytics.briefing import batch, mail, make, watch, writers
from analytics.briefing.choices import ChoiceError, Choices, from_mapping
from analytics.briefing.no_harm import Cleared
from analytics.writing.workbook import MIME
from pages.parts import briefing_choices, load
from pages.parts.prepared import kept
from pages.parts.text import plain, t

MIMES = {
    "html": "text/html",
    "xlsx": MIME,
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
}
_BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL)
_HEADING = re.compile(r"<(/?)h([1-5])\b")


def show() -> None:
    """Draws the desk of one briefing."""
    left, right = st.columns([2, 3], gap="large")
    with left:
        record = briefing_choices.ask()
    with right:
        try:
            choices = from_mapping(record)
        except ChoiceError as error:
            for problem in error.problems:
                st.warning(plain(problem))
            return
        with st.spinner(t("briefings.making")):
            made = document(record, choices)
        _files(made, choices)
        with st.container(border=True, height=760, key="briefing_preview"):
            st.html(preview(made))


def document(record: Mapping[str, Any], choices: Choices) -> Cleared:
    """The document of these choices, made once."""
    view = json.dumps(record, sort_keys=True, ensure_ascii=False)
    return kept("briefing", (view,), lambda: make.document(choices, load.release()))


def preview(made: Cleared) -> str:
    """The mail's body with its headings one level lower, since the page has a title of its own."""
    found = _BODY.search(mail.html(made))
    body = found[1] if found else ""
    return _HEADING.sub(lambda tag: f"<{tag[1]}h{int(tag[2]) + 1}", body)


def _files(made: Cleared, choices: Choices) -> None:
    """A button for each format; a file is written when it is asked for."""
    name = f"kvali_{writers.stem(choices)}_{load.release().id}"
    with st.container(horizontal=True, gap="small"):
        for form, writer in writers.WRITERS.items():
            st.download_button(
                t(f"briefings.form_{form}"), data=partial(_written, writer, made), file_name=f"{name}.{form}",
                mime=MIMES[form], key=f"briefing.{form}", on_click="ignore",
            )  # fmt: skip
        st.download_button(
            t("briefings.form_json"), data=partial(_saved, choices, made), file_name=f"{name}.json",
            mime="application/json", key="briefing.json", on_click="ignore", help=t("briefings.form_json_help"),
        )  # fmt: skip


def _written(writer: batch.Writer, made: Cleared) -> bytes:
    return writer(made, load.release())


def _saved(choices: Choices, made: Cleared) -> bytes:
    return watch.saved(choices, made).encode("utf-8")
