"""Makes the two fonts of documents from the ones on screen: one file a weight with Latin, ₾, Georgian and a few signs.

    python analytics/briefing/fonts/rebuild.py NotoSansMath-Regular.ttf

Needs fonttools and brotli, which nothing else needs. The signs come from Noto Sans Math (Debian: fonts-noto-core). All
parts are under the OFL-1.1 without a reserved font name; OFL.txt beside this file goes with them.
"""

import sys
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
SCREEN = HERE.parents[2] / "pages" / "static"
PARTS = ("noto-sans-latin", "noto-sans-latin-ext", "noto-sans-georgian-georgian")
WEIGHTS = {"Regular": 400, "Bold": 700}
SIGNS = "≤≥≈→←↑↓"
HINTS = ("fpgm", "prep", "cvt ", "gasp", "MATH")


def main(mathematics: str) -> None:
    """Writes NotoSans-Regular.ttf and NotoSans-Bold.ttf."""
    for name, weight in WEIGHTS.items():
        parts = [TTFont(SCREEN / f"{part}-{weight}-normal.woff2") for part in PARTS]
        paths = [_plain(font, f"{name}-{place}") for place, font in enumerate([*parts, _signs(mathematics)])]
        merged = Merger().merge([str(path) for path in paths])
        merged["head"].created = merged["head"].modified = parts[0]["head"].modified
        merged.recalcTimestamp = False
        merged.save(HERE / f"NotoSans-{name}.ttf")
        for path in paths:
            path.unlink()


def _signs(mathematics: str) -> TTFont:
    font = TTFont(mathematics)
    subsetter = Subsetter()
    subsetter.populate(text=SIGNS)
    subsetter.subset(font)
    return font


def _plain(font: TTFont, name: str) -> Path:
    """The font as a plain file without hints, which do not survive merging."""
    font.flavor = None
    for table in HINTS:
        if table in font:
            del font[table]
    path = HERE / f"{name}.part.ttf"
    font.save(path)
    return path


if __name__ == "__main__":
    main(sys.argv[1])
