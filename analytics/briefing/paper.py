"""Colours of documents: the light theme of the pages on paper (a test holds the two together), and three lights."""

from collections.abc import Mapping

PAGE, PANEL, LINE = "#FFFFFF", "#F4F6F4", "#D3DCDA"
INK, MUTE, BRAND = "#14262A", "#4C5F63", "#0B5C5B"
ACCENT = "#B23A0E"
"""Only for the selected region."""
CONTEXT, NO_DATA = "#B4BFBF", "#EEF0EE"
SEQUENCE = ("#D6EEEB", "#8DC7C4", "#45A39F", "#007E7A", "#005654")
"""Five ordered classes, from less to more."""
LIGHTS: Mapping[str, str] = {"good": "#D6EEEB", "warn": "#F7E6C6", "bad": "#F6D3CB"}
"""Pale grounds of the pre-flight list; the words say the same."""
FONTS = "'Noto Sans', 'Noto Sans Georgian', 'Sylfaen', 'DejaVu Sans', sans-serif"
