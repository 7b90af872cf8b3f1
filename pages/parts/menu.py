"""Which pages there are: their ids are their file names and their addresses, in the order of the menu."""

PAGES = (
    "start", "overview", "explore", "indicator", "compare", "map", "index", "hub", "briefing", "project", "methods",
    "releases",
)  # fmt: skip
"""Ids in the order of the menu; the first is the page behind the bare address."""

LANGUAGES = ("ka", "en")
"""Languages a reader can choose; the first is the one a bare address speaks."""

LANGUAGE_NAMES = {"ka": "ქართული", "en": "English"}
"""Each in itself, whatever language the page speaks."""
