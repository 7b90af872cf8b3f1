"""The words of briefings: their own catalogues (analytics/briefing/catalogues) and those shared with the pages."""

from pathlib import Path

from analytics.writing.catalogues import SHARED, Catalogues

CATALOGUES = Path(__file__).with_name("catalogues")
_WORDS = Catalogues(SHARED, CATALOGUES)
strings = _WORDS.strings
forms = _WORDS.forms
translate = _WORDS.translate
translate_count = _WORDS.translate_count
