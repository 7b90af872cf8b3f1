"""The identity of a fact: a hash of its natural key, the same in every release."""

import base64
import hashlib
import json
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from data.paths import RENAMED

KEY = ("indicator", "place", "year", "wave", "grp", "statistic", "source")

Key = tuple[str, str, int, str, str, str, str]


def fact_id(key: Key) -> str:
    """Identifier of the fact with this natural key.

    It depends on neither value, release nor row order, so that a link to a number outlives the number.

    >>> fact_id(("turnout_parliamentary", "GE-KK", 2024, "", "", "value", "foige_2024"))
    'kuuzbv2veehr6'
    """
    text = json.dumps(list(key), ensure_ascii=False, separators=(",", ":"))
    return "k" + base64.b32encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii").lower()[:12]


def renamed(path: Path = RENAMED) -> dict[tuple[str, str], str]:
    """Old names: (kind, old) -> new, with kind "indicator" or "source"."""
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("renamed", []) if path.exists() else []
    return {(entry["kind"], entry["old"]): entry["new"] for entry in entries}


def former_ids(key: Key, names: dict[tuple[str, str], str]) -> Iterator[str]:
    """The identifiers under which this fact was known before its indicator or source was renamed."""
    indicators = _former(key[0], "indicator", names)
    sources = _former(key[6], "source", names)
    for indicator in indicators:
        for source in sources:
            if (indicator, source) != (key[0], key[6]):
                yield fact_id((indicator, *key[1:6], source))


def _former(name: str, kind: str, names: dict[tuple[str, str], str]) -> Iterable[str]:
    """The name and every older name that leads to it, however long the chain."""
    known = [name]
    for candidate in known:
        known += [old for (of, old), new in names.items() if of == kind and new == candidate and old not in known]
    return known
