"""The words that pages and documents share: units of numbers, flags, pillars, terms of sources, kinds of certainty."""

from analytics.writing.catalogues import SHARED, Catalogues

_WORDS = Catalogues(SHARED)
translate = _WORDS.translate
translate_count = _WORDS.translate_count
