"""The logframe: what was planned and what is published, with the pre-flight list before it is taken away."""

import pandas as pd
import streamlit as st

from analytics.briefing import logframe, logframe_sheet
from analytics.briefing.choices import from_mapping
from pages.parts import choose, figure, indicator_scope, load
from pages.parts.address import language
from pages.parts.briefing_one import MIMES
from pages.parts.prepared import kept
from pages.parts.text import plain, t, tn

LIGHTS = ("bad", "warn", "good")


def show() -> None:
    """Draws the choice of indicators, the pre-flight list and the file."""
    figure.head(t("briefings.logframe_title"), t("briefings.logframe_how"))
    names = indicator_scope.names()
    chosen = tuple(choose.several("rows", t("briefings.logframe_rows"), list(names), names.__getitem__))
    choices = from_mapping({"subject": "project", "language": language(), "release": load.release().id})
    brief, rows = kept("logframe", (chosen,), lambda: logframe_sheet.rows(choices, chosen, load.release()))
    checks = [(row, check) for row in rows for check in logframe.preflight(row)]
    red = sum(check.tone == "bad" for _, check in checks)
    st.download_button(
        t("briefings.logframe_file"), data=lambda: logframe_sheet.xlsx(brief, rows), mime=MIMES["xlsx"],
        file_name=f"kvali_logframe_{language()}_{load.release().id}.xlsx", key="briefing.logframe", on_click="ignore",
    )  # fmt: skip
    figure.head(tn("briefings.preflight", red, all=len(checks)), t("briefings.preflight_how"))
    say = brief.tell.words
    ordered = sorted(checks, key=lambda pair: LIGHTS.index(pair[1].tone) if pair[1].tone in LIGHTS else len(LIGHTS))
    table = pd.DataFrame({
        t("briefings.light"): [say(f"light_{check.tone}") for _, check in ordered],
        t("briefings.logframe_rows"): [plain(brief.name(row.indicator)) for row, _ in ordered],
        t("briefings.check"): [say(f"check_{check.check}") for _, check in ordered],
        t("briefings.found"): [say(f"found_{check.found}") for _, check in ordered],
    })  # fmt: skip
    st.table(table, border="horizontal", hide_index=True, alt=t("briefings.logframe_title"))
