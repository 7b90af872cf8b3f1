"""Writes docs/indicators.md: every record as a line a person can read; a test fails when the page is stale."""

from analytics.catalogue import PILLARS, Indicator, catalogue
from data.paths import ROOT

PAGE = ROOT / "docs" / "indicators.md"
HEAD = """# Indicators

Generated from `analytics/indicators/*.toml` by `make indicators-page`; do not edit by hand. *Better*: which way is
better. *Computed*: by which function from which indicators; empty = published as it is. *Regions*: `compare` may be
mapped, `context` is shown with intervals only, `statement` means that the regions cannot be told apart from one
national value.
"""


def text() -> str:
    """The page as it should be now."""
    records = catalogue().values()
    parts = [HEAD, f"{len(records)} indicators, {sum(one.derived for one in records)} of them computed by Kvali.\n"]
    for pillar in PILLARS:
        rows = [_row(one) for one in records if one.pillar == pillar]
        parts += [
            f"## {pillar}\n",
            "| id | name | ქართულად | unit | better | regions | sources | computed |",
            "|---|---|---|---|---|---|---|---|",
        ]
        parts += [*rows, ""]
    return "\n".join(parts)


def _row(one: Indicator) -> str:
    computed = f"`{one.metric}` from {', '.join(one.inputs)}" if one.derived else ""
    cells = (
        f"`{one.id}`",
        one.name.en,
        one.name.ka,
        one.unit.en,
        one.better,
        one.regions,
        ", ".join(one.sources),
        computed,
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def write() -> None:
    """Bring the page up to date."""
    PAGE.write_text(text(), encoding="utf-8")
