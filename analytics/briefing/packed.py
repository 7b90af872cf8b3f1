"""Office files without a clock: the same parts give the same bytes, whenever and wherever they are written."""

import datetime
import zipfile
from io import BytesIO

LEVEL = 6


def repacked(file: bytes, day: str) -> bytes:
    """The zip with the same members in their order, each dated `day` (ISO), written by no system in particular."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(file)) as before, zipfile.ZipFile(packed, "w") as after:
        for member in before.infolist():
            add(after, member.filename, before.read(member), day)
    return packed.getvalue()


def add(archive: zipfile.ZipFile, name: str, content: bytes, day: str) -> None:
    """Writes one member with a fixed date."""
    when = datetime.date.fromisoformat(day)
    member = zipfile.ZipInfo(name, (when.year, when.month, when.day, 0, 0, 0))
    member.compress_type, member.create_system, member.external_attr = zipfile.ZIP_DEFLATED, 0, 0
    archive.writestr(member, content, compresslevel=LEVEL)


def stamp(properties: object, day: str, **words: str) -> None:
    """Fixed core properties: both dates are the day of the data, nobody in particular saved it once.

    Args:
        properties: the core_properties of python-docx or python-pptx, which would write the clock.
        day: ISO date.
        words: title, subject, author, keywords, language.
    """
    moment = datetime.datetime.fromisoformat(day)
    settings = {"created": moment, "modified": moment, "last_modified_by": words["author"], "revision": 1, **words}
    for name, value in settings.items():
        setattr(properties, name, value)
