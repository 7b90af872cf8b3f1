"""What the browser must know before the first message of a page comes: our styles, what to fetch early, and our icons.

It stands in the head of the index (`front.index_in`), not in the page: so it counts from the first paint on, and no
rerun sends it again. Colours of the theme are not here, since they change with it (`chrome.brand`).
"""

from functools import cache
from pathlib import Path

import streamlit

SCRIPTS = Path(streamlit.__file__).with_name("static") / "static" / "js"
ICONS = Path(__file__).parents[1] / "static" / "material-symbols-subset.woff2"
# Parts that nearly every page draws; fetched beside the entry script they are there when the first message names them,
# and nothing jumps from placeholder to widget. The name before the first dot is Streamlit's own.
EARLY = ("Html", "ButtonGroup", "WidgetLabel", "PageLink", "Selectbox", "DownloadButton")
FONTS = {
    "ka": ("noto-sans-georgian-georgian-400-normal", "noto-sans-georgian-georgian-600-normal"),
    "en": (),
}
LATIN = ("noto-sans-latin-400-normal", "noto-sans-latin-600-normal")

# Until a theme arrives Streamlit writes in Source Sans (167 kB); the name leads to a file of ours. The last face of a
# name counts, so this one stands behind Streamlit's own style sheet.
_FACES = """
@font-face{font-family:"Source Sans";font-weight:100 900;src:url(./app/static/noto-sans-latin-400-normal.woff2)}
"""


def _below(waits: str) -> str:
    """Selects what stands below or beside a part whose script is on its way, at every depth; `waits` is its box."""
    boxes = f':is([data-testid="stLayoutWrapper"],[data-testid="stColumn"]):has({waits}>[data-testid="stSkeleton"])'
    return f'{waits}:has(>[data-testid="stSkeleton"])~*,{boxes}~*'


def _wide(language: str, **rems: float) -> str:
    """The width of segments, by their name, before their script is there: how their row breaks depends on it.

    Explore's choice of a level is a box that gives way, and no segments.
    """
    return "".join(
        f".st-key-{name}-{language}{':has(+[class*=st-key-beside])' if name == 'level' else ''}"
        f':has(>[data-testid="stSkeleton"]){{min-width:{rem}rem!important}}'
        for name, rem in rems.items()
    )


# Parts whose height nobody knows before they are drawn: those without a key, and the row of a briefing's files.
_UNKNOWN = '[data-testid="stElementContainer"]:is(:not([class*="st-key-"]),[class*="st-key-briefing-"])'
# The wide layout counts only from the first message on, and everything would jump aside then. In the first three
# seconds nothing is shown below what is not there yet, so that nothing is pushed down before the reader's eyes: neither
# before the headline is known nor below a part of unknown height whose script is on its way. Widgets find the room that
# they will take, and charts have their height from the start, so what stands below these need not wait. On Explore
# the headline keeps the room of its longest sentence, so that a filter does not move the filters.
_STILL = f"""
[data-testid="stMainBlockContainer"]{{max-width:none!important;animation:first 0s 3s backwards}}
@keyframes first{{from,to{{--late:hidden}}}}
[data-testid="stMainBlockContainer"]:not(:has(h1,[data-testid="stAlert"])),{_below(_UNKNOWN)}{{visibility:var(--late)}}
[data-testid="stMarkdown"],[data-testid="stMarkdown"]>div{{visibility:inherit!important}}
[data-testid="stToolbar"]{{min-height:2.5rem}}
[data-testid="stHorizontalBlock"]:has(>.st-key-frame-language){{min-height:2.5rem}}
[data-testid].st-key-frame-language{{min-width:11.625rem}}
[data-testid="stElementContainer"]:is([class*="-ka st-"],[class*="-en st-"]):not([class*="st-key-view-"],
[class*="st-key-download-"]):has(>[data-testid="stSkeleton"]){{height:4.25rem}}
[class*="st-key-desk-"]:has(>[data-testid="stSkeleton"]){{height:3.75rem!important}}
{_wide("ka", level=18.25, peers=13.25, index=20.25, phase=18.5)}
{_wide("en", level=13.25, peers=13.25, index=16, phase=18.5)}
@media (max-width:640px){{[class*="st-key-desk-"]:has(>[data-testid="stSkeleton"]){{height:6rem!important}}}}
@media (min-width:640px){{:has(.st-key-q-ka) h1{{min-height:8.55rem}}:has(.st-key-q-en) h1{{min-height:6.4rem}}}}
html{{hyphens:manual;-webkit-hyphens:manual}}
h1,h2,h3,h4{{letter-spacing:normal!important}}
:focus-visible,:is([data-testid="stSelectbox"],[data-testid="stMultiSelect"],[data-testid="stTextInput"])
:has(>input:focus-visible){{outline:2px solid currentcolor!important;outline-offset:2px}}
[data-testid="stMain"]:focus-visible{{outline-offset:-2px}}
:has(>input:focus-visible)>input:focus-visible{{outline:none!important}}
"""
_CALM = """
@media (prefers-reduced-motion:reduce){*,*::before,*::after{animation-duration:.01ms!important;
animation-iteration-count:1!important;transition-duration:.01ms!important;scroll-behavior:auto!important}}
"""
# Paper takes what is read: no menu, no switch, no button, no box to choose from. Figures and rows of tables stay whole.
_HIDDEN = ",".join(
    f'[data-testid="{name}"]'
    for name in (
        "stHeader", "stToolbar", "stSidebar", "stSelectbox", "stMultiSelect", "stTextInput", "stSlider",
        "stButtonGroup", "stButton", "stDownloadButton", "stCheckbox", "stRadio", "stStatusWidget", "stSkipToContent",
        "stElementToolbar", "stPopover", "stPageLink",
    )
)  # fmt: skip
_PAPER = f"""
@page{{margin:14mm 12mm}}
@media print{{
:root,html,body{{color-scheme:light!important;background:#fff!important}}
{_HIDDEN},.modebar-container{{display:none!important}}
html,body,#root,#root>div,[data-testid="stApp"],[data-testid="stAppViewContainer"],[data-testid="stMain"],
[data-testid="stMainBlockContainer"]{{position:static!important;height:auto!important;overflow:visible!important;
display:block!important;padding:0!important;inset:auto!important;background:#fff!important}}
[data-testid="stPlotlyChart"],[data-testid="stTable"] tr,[data-testid="stMetric"],[data-testid="stImage"],
[data-testid="stHtml"]{{break-inside:avoid}}
[data-testid="stTable"],[data-testid="stTable"] *,[data-testid="stLayoutWrapper"],[data-testid="stVerticalBlock"]{{
max-height:none!important;overflow:visible!important}}
h1,h2,h3{{break-after:avoid}}
a{{text-decoration:none!important}}
[data-testid="stApp"] :not(svg *,svg){{color:#14262A!important;background-color:transparent!important;
border-color:#D3DCDA!important}}
}}
"""
# Charts and legends of the dark theme are pictures: turned over in brightness, and back in hue, they are light.
DARK_PAPER = """@media print{[data-testid="stPlotlyChart"] .svg-container,[data-testid="stHtml"] svg,
[data-testid="stHtml"] img,[data-testid="stImage"] img{filter:invert(1) hue-rotate(180deg)}}"""


@cache
def head(language: str) -> str:
    """Markup for the end of the index's head: our styles, the fonts of a language, Streamlit's scripts to fetch early.

    Addresses are relative, as Streamlit's own: every page lies one level deep.
    """
    fonts = "".join(
        f'<link rel="preload" href="./app/static/{name}.woff2" as="font" type="font/woff2" crossorigin>'
        for name in (*LATIN, *FONTS[language])
    )
    scripts = "".join(f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in early_scripts())
    return f"{fonts}{scripts}<style>{sheet()}</style>"


def early_scripts() -> list[str]:
    """File names of Streamlit's scripts in `EARLY`, those that the installed Streamlit has."""
    found = {path.name.partition(".")[0]: path.name for path in sorted(SCRIPTS.glob("*.js"))}
    return [found[name] for name in EARLY if name in found]


def sheet() -> str:
    """The whole style sheet."""
    return _FACES + _STILL + _CALM + _PAPER


def icons(path: str) -> Path | None:
    """Our file in place of Streamlit's font of 4,300 icons (367 kB); None where `path` asks for something else.

    It holds the 132 that Streamlit's own parts name; a browser test finds an icon that it lacks. Streamlit asks for its
    own file as soon as it starts, so a style could not lead elsewhere.
    """
    wanted = path.rpartition("/")[2].startswith("MaterialSymbols-Rounded") and path.endswith(".woff2")
    return ICONS if wanted else None
