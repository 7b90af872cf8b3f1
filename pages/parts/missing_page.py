"""The page for an address that is no page: the menu in the reader's language, no script, no font to fetch."""

from html import escape

from pages.parts.menu import PAGES
from pages.parts.text import translate

_STYLE = (
    "body{font:16px/1.5 'Noto Sans','Noto Sans Georgian',sans-serif;max-width:40em;margin:3em auto;padding:0 1em;"
    "color-scheme:light dark}"
)


def missing_page(language: str, base: str) -> str:
    """A whole HTML page in `language` with links to all pages under `base`."""
    title, body = (escape(translate(language, f"frame.missing_{part}")) for part in ("title", "body"))
    links = "".join(_link(page, language, base) for page in PAGES)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>'
        f"<body><main><h1>{title}</h1><p>{body}</p><ul>{links}</ul></main></body></html>"
    )


def _link(page: str, language: str, base: str) -> str:
    path = "" if page == PAGES[0] else page
    return f'<li><a href="{base}/{path}?lang={language}">{escape(translate(language, f"menu.{page}"))}</a></li>'
