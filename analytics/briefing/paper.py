"""Colours of documents: the light theme of the pages on paper, and three lights."""

from collections.abc import Mapping

from geo.tokens import LIGHT

PAGE, PANEL, LINE = LIGHT.bg, LIGHT.bg2, LIGHT.line
INK, MUTE, BRAND = LIGHT.ink, LIGHT.mute, LIGHT.brand
ACCENT = LIGHT.accent
"""Only for the selected region."""
CONTEXT, NO_DATA = LIGHT.context, LIGHT.nodata
SEQUENCE = LIGHT.sequence
"""Five ordered classes, from less to more."""
LIGHTS: Mapping[str, str] = {"good": "#D6EEEB", "warn": "#F7E6C6", "bad": "#F6D3CB"}
"""Pale grounds of the pre-flight list; the words say the same."""
FONTS = "'Noto Sans', 'Noto Sans Georgian', 'Sylfaen', 'DejaVu Sans', sans-serif"
