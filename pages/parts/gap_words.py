"""Why a cell has no figure, in words: "not shown: 30 answers in 2 clusters"."""

import re

from pages.parts import empty
from pages.parts.address import language
from pages.parts.format import number
from pages.parts.text import t


def of(reason: str, note: object) -> str:
    """The words for a gap.

    Args:
        reason: the machine word of the table `gaps`: suppressed, not found …
        note: its note; for suppressed cells "n=30; clusters=2" or "n=80; interval 52.6 points wide".
    """
    told = note if isinstance(note, str) else ""
    if counted := re.match(r"n=(\d+); clusters=(\d+)", told):
        return empty.suppressed(int(counted[1]), int(counted[2]))
    if wide := re.search(r"interval ([\d.]+) points", told):
        return t("compare.gap_wide", width=number(float(wide[1]), 0, language()))
    return t(f"compare.gap_{reason.replace(' ', '_')}")
