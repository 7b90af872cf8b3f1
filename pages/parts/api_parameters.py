"""The parameters of the API: one table that the server reads them by and that its documentation is made of."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from analytics import bulk
from analytics.spelling import folded
from data.releases import Release
from pages.parts.menu import LANGUAGES
from pages.parts.text import translate

MOST = 5000
USUAL = 1000
STATISTICS = (
    "value", "target", "baseline", "milestone", "change", "normalised", "score", "rank", "ahead", "sobol_first",
    "sobol_total", "contribution", "gain",
)  # fmt: skip
YEAR = {"type": "integer", "minimum": 1900, "maximum": 2100}
CURSOR = r"^[0-9a-z-]+\.[0-9]{1,9}$"
"""Release and how many rows to pass over."""
Values = dict[str, Any]


@dataclass(frozen=True)
class Parameter:
    """One parameter of an address.

    Attributes:
        name: as it stands in the address.
        schema: JSON schema of its value: a string, an integer with its limits, or one of an enum.
        words: key of its description in the catalogues.
        listed: column of the facts whose values alone are allowed; "" = any.
        required: whether it must be given.
    """

    name: str
    schema: Mapping[str, Any]
    words: str
    listed: str = ""
    required: bool = False


_TEXT = {"type": "string"}
FORMAT = Parameter("format", {"type": "string", "enum": ["json", "csv"]}, "api.format")
FACTS = (
    Parameter("indicator", _TEXT, "api.indicator", listed="indicator", required=True),
    Parameter("place", _TEXT, "api.place", listed="place"),
    Parameter("level", {"type": "string", "enum": ["country", "region", "municipality", "macroregion"]}, "api.level"),
    Parameter("year", YEAR, "api.year"),
    Parameter("from", YEAR, "api.from"),
    Parameter("to", YEAR, "api.to"),
    Parameter("grp", _TEXT, "api.grp", listed="grp"),
    Parameter("statistic", {"type": "string", "enum": list(STATISTICS)}, "api.statistic"),
    Parameter("source", _TEXT, "api.source", listed="source"),
    Parameter("limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}, "api.limit"),
    Parameter("cursor", {"type": "string", "pattern": CURSOR}, "api.cursor"),
    FORMAT,
)


class Refused(ValueError):
    """A request that cannot be answered; says in both languages which parameter, what stands there, how to mend it."""

    def __init__(self, code: str, parameter: str, value: str, *, status: int = 400, **more: str) -> None:
        """Remembers what is wrong.

        Args:
            code: the last part of the message's key in the catalogues, and the machine's word for it.
            parameter: its name.
            value: what stands there.
            status: of the answer.
            more: fills further placeholders of the message.
        """
        self.code, self.parameter, self.value, self.status = code, parameter, value, status
        filled = {"parameter": parameter, "value": value[:80], **more}
        self.message = {language: translate(language, f"api.error_{code}", **filled) for language in LANGUAGES}
        super().__init__(self.message["en"])


def read(pairs: Sequence[tuple[str, str]], allowed: Sequence[Parameter], release: Release) -> Values:
    """The values that an address gives, each checked against the table and the release.

    Args:
        pairs: names and values as they stand in the address.
        allowed: the parameters of the route.
        release: what is there to be asked for.

    Raises:
        Refused: a parameter is unknown, given twice, missing, or its value is not allowed.
    """
    _check_names([name for name, _ in pairs], allowed, dict(pairs))
    given = dict(pairs)
    read_values = {one.name: _value(one, given[one.name]) for one in allowed if one.name in given}
    for one in allowed:
        if one.listed and one.name in given:
            _check_listed(one, given[one.name], bulk.known(release, one.listed, given.get("indicator")))
    return read_values


def _check_names(names: Sequence[str], allowed: Sequence[Parameter], given: Mapping[str, str]) -> None:
    known = [one.name for one in allowed]
    for name in names:
        if name not in known:
            raise Refused("unknown_parameter", name, given[name], known=", ".join(known))
        if names.count(name) > 1:
            raise Refused("twice", name, given[name])
    for one in allowed:
        if one.required and not given.get(one.name):
            raise Refused("missing", one.name, "")


def _value(parameter: Parameter, text: str) -> object:
    schema = parameter.schema
    if "enum" in schema and text not in schema["enum"]:
        raise Refused("not_one_of", parameter.name, text, known=", ".join(schema["enum"]))
    if schema["type"] != "integer":
        return text
    low, high = schema["minimum"], schema["maximum"]
    plain = text.isascii() and text.isdigit() and len(text) <= 9
    if not plain or not low <= int(text) <= high:
        raise Refused("not_a_number", parameter.name, text, low=str(low), high=str(high))
    return int(text)


def _check_listed(parameter: Parameter, text: str, known: Mapping[str, str]) -> None:
    if text in known or (parameter.name == "grp" and not text):
        return
    choices = {key: folded(words) for key, words in known.items() if key}
    found = process.extract(folded(text), choices, scorer=fuzz.WRatio, limit=3)
    nearest = ", ".join(str(key) for _, _, key in found) or "–"
    raise Refused("not_known", parameter.name, text, nearest=nearest)


def start(values: Values, release: Release) -> int:
    """How many rows a cursor passes over.

    Raises:
        Refused: it is no cursor, or belongs to another release.
    """
    if "cursor" not in values:
        return 0
    if not re.fullmatch(CURSOR, str(values["cursor"]), flags=re.ASCII):
        raise Refused("no_cursor", "cursor", str(values["cursor"]))
    owner, _, passed = str(values["cursor"]).rpartition(".")
    if owner != release.id:
        raise Refused("old_cursor", "cursor", str(values["cursor"]), status=409, release=release.id)
    return int(passed)
