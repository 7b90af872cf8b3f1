"""Kvali's colours, light and dark, and the ramp of changes: for pages, which draw in both, and for paper, in light.

No chart names a colour of its own. The same values stand in .streamlit/config.toml for Streamlit's own widgets; a test
compares the two.
"""

from dataclasses import dataclass

CHANGE = ("#0B4F7D", "#5F93B8", "#B9CFDF", "#EFECE6", "#DFC39A", "#B98443", "#7A4A0C")
"""Better (blue) to worse (brown); the middle is "no reliable change"."""


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme, each with its use.

    Attributes:
        name: "light" or "dark".
        bg: page.
        bg2: quiet panel, selected control.
        line: borders.
        grid: grid lines.
        ink: text.
        mute: subtitles, sources, axes.
        brand: links, active control, default series.
        accent: only the selected region and the hubs.
        context: the other regions, behind.
        phase1: band of CSSIGE, 2017-2020.
        phase2: band of STAR, 2021-2025.
        nodata: ground of "no figure".
        hatch: hatch lines.
        sequence: five ordered classes; the last is "more", always furthest from the page.
        kinds: at most four categories.
        on_sequence: text colour on each class of `sequence`.
    """

    name: str
    bg: str
    bg2: str
    line: str
    grid: str
    ink: str
    mute: str
    brand: str
    accent: str
    context: str
    phase1: str
    phase2: str
    nodata: str
    hatch: str
    sequence: tuple[str, ...]
    kinds: tuple[str, ...]
    on_sequence: tuple[str, ...]

    def for_map(self) -> dict[str, object]:
        """The colours under the names that `geo.region_map` asks for."""
        names = ("bg", "bg2", "line", "ink", "mute", "accent", "nodata", "hatch")
        return {name: getattr(self, name) for name in names} | {"seq": self.sequence}


LIGHT = Tokens(
    name="light", bg="#FFFFFF", bg2="#F4F6F4", line="#D3DCDA", grid="#E4EAE8", ink="#14262A", mute="#4C5F63",
    brand="#0B5C5B", accent="#B23A0E", context="#B4BFBF", phase1="#F0EEE6", phase2="#E7EDF3", nodata="#EEF0EE",
    hatch="#718386", sequence=("#D6EEEB", "#8DC7C4", "#45A39F", "#007E7A", "#005654"),
    kinds=("#0072B2", "#E69F00", "#009E73", "#CC79A7"),
    on_sequence=("#14262A", "#14262A", "#14262A", "#FFFFFF", "#FFFFFF"),
)  # fmt: skip
DARK = Tokens(
    name="dark", bg="#0F1B1E", bg2="#18282C", line="#32454A", grid="#233539", ink="#E8EFEE", mute="#A9B9BA",
    brand="#6CC9BF", accent="#FF8F5A", context="#56696C", phase1="#22261F", phase2="#1A2833", nodata="#1C2B2F",
    hatch="#6F8386", sequence=("#005755", "#337976", "#659C99", "#96C2BF", "#C9EDEA"),
    kinds=("#56B4E9", "#E69F00", "#009E73", "#CC79A7"),
    on_sequence=("#FFFFFF", "#FFFFFF", "#14262A", "#14262A", "#14262A"),
)  # fmt: skip


def tokens(theme_type: str | None) -> Tokens:
    """The colours of `st.context.theme.type`; None (a reader without a browser) is light."""
    return DARK if theme_type == "dark" else LIGHT
