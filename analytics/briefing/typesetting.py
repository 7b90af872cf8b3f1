"""Typst with the fonts that are shipped: every picture and every PDF goes through here.

No clock, no system font and no network is asked, so that the same input gives the same bytes everywhere.
"""

import datetime
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
TEMPLATES = HERE / "templates"
PIXELS_PER_INCH = 200
_PICTURE = (
    '#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(json(bytes(sys.inputs.data)).svg), format: "svg")'
)


@cache
def _fonts() -> Any:
    import typst  # noqa: PLC0415 - 40 MB that pages never need

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def png(svg: str) -> bytes:
    """A drawing as a PNG of `PIXELS_PER_INCH`."""
    return _compiled(_PICTURE, {"svg": svg}, format="png", ppi=PIXELS_PER_INCH)


def pdf(template: str, data: Mapping[str, Any], day: str) -> bytes:
    """A tagged PDF/UA-1 file.

    Args:
        template: name of a file in `templates`.
        data: what it prints; it goes in as JSON, so that no text of it can become markup.
        day: the date of the file, ISO.
    """
    moment = datetime.datetime.fromisoformat(day).replace(tzinfo=datetime.UTC)
    source = (TEMPLATES / template).read_text(encoding="utf-8")
    return _compiled(source, data, format="pdf", pdf_standards=["ua-1"], timestamp=int(moment.timestamp()))


def _compiled(source: str, data: Mapping[str, Any], **settings: Any) -> bytes:
    import typst  # noqa: PLC0415 - see above

    compiler = typst.Compiler(source.encode(), font_paths=_fonts(), ignore_system_fonts=True)
    made = compiler.compile(sys_inputs={"data": json.dumps(data, ensure_ascii=False)}, **settings)
    first = made[0] if isinstance(made, list) else made
    return bytes(first or b"")
