"""What a reader takes away from a figure: its rows, its picture, a link to the view, a frame for it, how to cite it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

import streamlit as st

from analytics.writing.workbook import MIME
from pages.parts import address, load, picture, single, spreadsheet, table
from pages.parts.address import language
from pages.parts.citation import cite
from pages.parts.figure import Head
from pages.parts.format import date_text
from pages.parts.legend import Key
from pages.parts.menu import LANGUAGES
from pages.parts.source_line import SourceLine
from pages.parts.table import Twin
from pages.parts.text import t
from pages.parts.theme import tokens

NAMES = {"csv": "CSV", "xlsx": "XLSX"}
SMALL = ":small[:gray[{}]]"
FRAME = '<iframe src="{}" width="100%" height="640" style="border:0" title="{}"></iframe>'


@dataclass(frozen=True)
class Taken:
    """What can be taken.

    Attributes:
        key: of the figure, also the file's name.
        head: its title and subtitle.
        twin: its rows.
        source: its source line.
        keys: the legend of its chart; None where no chart is drawn.
        framed: it can be shown alone (`pages.parts.single`).
    """

    key: str
    head: Head
    twin: Twin
    source: SourceLine
    keys: Sequence[Key] | None = None
    framed: bool = True

    @property
    def file(self) -> str:
        """The name of every file of this figure, without its ending."""
        return f"kvali_{self.key}_{load.release().id}"


def away(taken: Taken) -> None:
    """Draws the button that opens all there is to take; what lies behind it is made once it is open."""
    box = st.popover(t("take.away"), key=f"take.{taken.key}.{language()}", on_change="rerun")
    if box.open:
        with box:
            _files(taken)
            _link(taken)
            _citations(taken)


def rows(key: str, title: str, twin: Twin, source: SourceLine) -> None:
    """The button of rows that are no figure's twin; `key` is unique on the page."""
    away(Taken(key, Head(title), twin, source, framed=False))


def _files(taken: Taken) -> None:
    st.markdown(f"**{t('take.data')}**")
    with st.container(horizontal=True, gap="small"):
        for form, mime, make in (("csv", "text/csv", csv), ("xlsx", MIME, xlsx)):
            st.download_button(
                NAMES[form], data=partial(make, taken), file_name=f"{taken.file}.{form}", mime=mime,
                key=f"{form}.{taken.key}.{language()}", on_click="ignore", help=t(f"take.{form}_help"),
            )  # fmt: skip
    if taken.keys is not None:
        st.markdown(f"**{t('take.picture')}**")
        colours = tokens(st.context.theme.type)
        st.html(picture.buttons(taken.key, _around(taken), taken.file, colours))


def _link(taken: Taken) -> None:
    st.markdown(f"**{t('take.link')}**")
    st.code(address.here(), language=None, wrap_lines=True)
    if not taken.framed:
        return
    st.markdown(f"**{t('take.embed')}**")
    framed = address.here(**{single.NAME: taken.key, "embed": "true"})
    frame = FRAME.format(framed, escape(taken.head.title))
    st.code(frame, language=None, wrap_lines=True)
    st.markdown(SMALL.format(t("take.embed_how")))


def _citations(taken: Taken) -> None:
    for lang, line in citations(taken).items():
        st.markdown(f"**{t(f'take.cite_{lang}')}**")
        st.code(line, language=None, wrap_lines=True)


def citations(taken: Taken) -> dict[str, str]:
    """How to cite the figure, by language; its title only in the language in which it is drawn."""
    sources = [load.all_sources()[one] for one in taken.source.cited]
    return {
        lang: cite(sources, lang, title=taken.head.title if lang == language() else "", address=address.here(lang=lang))
        for lang in sorted(LANGUAGES, key=lambda one: one != language())
    }


def csv(taken: Taken) -> bytes:
    """The rows as a CSV file in which every row names its source, terms and release."""
    line, release = taken.source, load.release()
    credits = {"source": line.source, "licence": line.licence, "limits": line.limits, "release": release.id}
    return table.csv_bytes(taken.twin, credits)


def xlsx(taken: Taken) -> bytes:
    """The rows as an Excel file with a sheet on what they are."""
    return spreadsheet.xlsx_bytes(
        taken.twin, about(taken), (t("take.sheet_rows"), t("take.sheet_about")), date=load.release().date
    )


def about(taken: Taken) -> dict[str, str]:
    """What stands beside the rows in a file: heading to text, empty ones left out."""
    line, release = taken.source, load.release()
    told = {
        "take.about_title": taken.head.title, "take.about_subtitle": taken.head.subtitle,
        "take.about_interval": line.interval, "take.about_source": line.source, "take.about_licence": line.licence,
        "take.about_limits": line.limits,
        "take.about_release": t("frame.release", id=release.id, date=date_text(release.date, language())),
        "take.about_address": address.here(),
    }  # fmt: skip
    cited = {t(f"take.cite_{lang}"): words for lang, words in citations(taken).items()}
    return {t(key): words for key, words in told.items() if words} | cited


def _around(taken: Taken) -> picture.Surroundings:
    line, release = taken.source, load.release()
    dated = t("frame.release", id=release.id, date=date_text(release.date, language()))
    parts = [line.interval, t("figure.source", source=line.source)]
    parts += [t("figure.licence", licence=line.licence)] if line.licence else []
    notes = [" · ".join(filter(None, parts)), line.limits, f"{t('frame.brand')} · {dated} · {address.here()}"]
    return picture.Surroundings(taken.head.title, taken.head.subtitle, taken.keys or (), [one for one in notes if one])
