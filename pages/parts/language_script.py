"""The one inline script of Kvali: it tells the browser the language of the page after a switch without reload.

Its text is constant, so that one hash in the content security policy serves; the language stands in the span before it.
"""

from pages.parts.menu import LANGUAGES

SCRIPT = "document.documentElement.lang=document.getElementById('kvali-language').dataset.lang"


def language_mark(language: str) -> str:
    """The span with the language, and the script that reads it.

    Raises:
        ValueError: not one of Kvali's languages; nothing else may enter markup with a script.
    """
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language!r}")
    return f'<span id="kvali-language" data-lang="{language}"></span><script>{SCRIPT}</script>'
