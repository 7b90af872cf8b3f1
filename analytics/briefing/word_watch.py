"""What became of a saved briefing, as Word: its sentences, with every word that no longer holds as a tracked change.

Who opens the file can accept or reject each change as one of a colleague's. Sentences stand in the old order; what can
be said for the first time comes last.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from io import BytesIO

from markupsafe import Markup

from analytics.briefing import packed
from analytics.briefing.typesetting import TEMPLATES
from analytics.briefing.watch import Saved, Watched
from analytics.briefing.word import LOCALES, TEMPLATE, in_language
from analytics.briefing.word_xml import paragraph, words
from analytics.briefing.words import translate
from data.releases import Release

AUTHOR = "Kvali"
_WORD = re.compile(r"\S+\s*")


def tracked(saved: Saved, found: Sequence[Watched], release: Release) -> bytes:
    """The file; the same bytes for the same saved briefing and release.

    Args:
        saved: the briefing as it was.
        found: what became of each sentence (`watch.watch`).
        release: on which it was asked again; its date is that of the changes.
    """
    from docxtpl import DocxTemplate  # noqa: PLC0415 - pages never write Word

    language = saved.choices.language
    template = DocxTemplate(TEMPLATES / TEMPLATE)
    template.init_docx()
    body = "".join(_Changes(release.date).paragraphs(found, language))
    title = translate(language, "briefing.watched_title")
    told = {"old": saved.release, "new": release.id}
    plain = {"title": title, "subtitle": translate(language, "briefing.watched_subtitle", **told), "footer": release.id}
    # Markup as it stands: word_xml has escaped all words of it.
    xml = {"body": Markup(body), "contents": Markup(""), "closing": Markup("")}  # noqa: S704  # nosec B704
    template.render(plain | xml, autoescape=True)
    in_language(template.docx.styles.element, language)
    packed.stamp(
        template.docx.core_properties, release.date, title=title, subject=plain["subtitle"], author=AUTHOR, keywords="",
        language=LOCALES[language], comments="",
    )  # fmt: skip
    file = BytesIO()
    template.docx.save(file)
    return packed.repacked(file.getvalue(), release.date)


class _Changes:
    """Tracked changes, numbered through."""

    def __init__(self, date: str) -> None:
        self.date, self.count = f"{date}T00:00:00Z", 0

    def paragraphs(self, found: Sequence[Watched], language: str) -> Iterator[str]:
        """Each sentence under what became of it."""
        for one in found:
            yield paragraph("KvaliSmall", words(translate(language, f"briefing.watch_{one.state}")), keep=True)
            yield paragraph("Normal", *self.sentence(one))

    def sentence(self, one: Watched) -> Iterator[str]:
        """The old words, those that do not hold struck out, and those that hold now."""
        before, after = _WORD.findall(one.before), _WORD.findall(one.after)
        for kind, left, right, start, end in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
            gone, come = "".join(before[left:right]), "".join(after[start:end])
            if kind == "equal":
                yield words(gone)
                continue
            yield self._change(
                "del", words(gone).replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>"), gone
            )
            yield self._change("ins", words(come), come)

    def _change(self, kind: str, run: str, text: str) -> str:
        if not text:
            return ""
        self.count += 1
        return f'<w:{kind} w:id="{self.count}" w:author="{AUTHOR}" w:date="{self.date}">{run}</w:{kind}>'
