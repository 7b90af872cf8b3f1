"""One set of colours: in the tokens, in Streamlit's settings, and readable."""

import tomllib
from pathlib import Path

import plotly.graph_objects as go
import pytest

from pages.parts.theme import CHANGE, DARK, LIGHT, faded, template, tokens

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
THEMES = [LIGHT, DARK]


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_streamlit_and_charts_share_their_colours(theme):
    settings = SETTINGS["theme"][theme.name]
    shared = {
        "primaryColor": theme.brand, "backgroundColor": theme.bg, "secondaryBackgroundColor": theme.bg2,
        "textColor": theme.ink, "borderColor": theme.line, "grayTextColor": theme.mute, "orangeColor": theme.accent,
    }  # fmt: skip
    assert {name: settings[name] for name in shared} == shared


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_stands_out_from_its_ground(theme):
    grounds = (theme.bg, theme.bg2, theme.phase1, theme.phase2)
    for words in (theme.ink, theme.mute):
        assert min(contrast(words, ground) for ground in grounds) >= 4.5
    assert min(contrast(words, theme.bg) for words in (theme.brand, theme.accent)) >= 4.5
    pairs = zip(theme.on_sequence, theme.sequence, strict=True)
    assert min(contrast(words, ground) for words, ground in pairs) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_more_is_always_further_from_the_page(theme):
    steps = [contrast(colour, theme.bg) for colour in theme.sequence]
    assert steps == sorted(steps)


def test_a_reader_without_a_browser_reads_in_the_light():
    assert (tokens(None), tokens("light"), tokens("dark")) == (LIGHT, LIGHT, DARK)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_template_of_each_theme_is_one_that_plotly_takes(theme):
    layout = go.layout.Template(template(theme)).layout
    assert (layout.paper_bgcolor, layout.font.color, layout.showlegend) == (theme.bg, theme.ink, False)


def test_the_scale_of_change_has_a_middle():
    assert (len(CHANGE), CHANGE[3]) == (7, "#EFECE6")


def test_a_faded_colour_keeps_its_hue():
    assert faded("#0B5C5B", 0.2) == "rgba(11, 92, 91, 0.2)"


def test_every_font_that_the_theme_names_is_shipped_with_its_licence():
    static = ROOT / "pages" / "static"
    named = {face["url"].removeprefix("app/static/") for face in SETTINGS["theme"]["fontFaces"]}
    assert {name for name in named if not (static / name).is_file()} == set()
    assert "SIL OPEN FONT LICENSE" in (static / "OFL.txt").read_text(encoding="utf-8")
    assert len(list((static / "paper").glob("*.ttf"))) == 4


def test_no_statistics_about_readers_leave_the_server():
    assert SETTINGS["browser"]["gatherUsageStats"] is False
