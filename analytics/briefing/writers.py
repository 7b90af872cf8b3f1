"""The formats of a briefing, and the name of its files."""

from collections.abc import Mapping

from analytics.briefing import mail, pdf, sheet, slides, word
from analytics.briefing.batch import Writer
from analytics.briefing.choices import Choices

WRITERS: Mapping[str, Writer] = {
    "html": lambda document, release: mail.html(document).encode("utf-8"),
    "xlsx": sheet.xlsx,
    "docx": lambda document, release: word.word(document),
    "pptx": lambda document, release: slides.slides(document),
    "pdf": lambda document, release: pdf.pdf(document),
}
"""The formats; each writer takes a cleared document and gives the file's bytes."""


def stem(choices: Choices) -> str:
    """The name of a briefing's files without ending: "region_GE-KK_two_ka"."""
    return "_".join([choices.subject.replace(":", "_"), choices.length, choices.language])
