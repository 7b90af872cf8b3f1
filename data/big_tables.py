"""Tables too large for a release: var/big/<name>/<key>/, whole or not there, and the pointer to the one in use."""

import fcntl
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.engine import EngineError
from data.paths import var

NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class BigTable:
    """One table that was taken in.

    Attributes:
        name: what it is called.
        path: its directory.
        manifest: rows, bad (number), reasons (reason -> rows), files, key (digest of what it was made from).
    """

    name: str
    path: Path
    manifest: Mapping[str, Any]

    @property
    def rows(self) -> Path:
        """The folder of Parquet files with the good rows."""
        return self.path / "rows"

    @property
    def bad(self) -> Path:
        """The folder of CSV files with the bad ones and their reasons."""
        return self.path / "bad"


def folder(name: str) -> Path:
    """Where the versions of a table stand.

    Raises:
        EngineError: it is no name.
    """
    if not NAME.fullmatch(name):
        raise EngineError(f"{name!r} is no name for a table: lower-case letters, digits and _, a letter first")
    return var() / "big" / name


def load(name: str) -> BigTable:
    """The version of a table that is in use.

    Raises:
        EngineError: nothing of that name was taken in.
    """
    pointer = folder(name) / "CURRENT"
    if not pointer.exists():
        raise EngineError(
            f"{pointer} is not there: take the table in with `python -m data ingest KIND PATH --name {name}`"
        )
    path = folder(name) / pointer.read_text(encoding="utf-8").strip()
    return BigTable(name, path, json.loads((path / "manifest.json").read_text(encoding="utf-8")))


@contextmanager
def lock(name: str) -> Iterator[None]:
    """One run at a time takes a table in; a killed one leaves no lock behind."""
    folder(name).mkdir(parents=True, exist_ok=True)
    with (folder(name) / "lock").open("w", encoding="utf-8") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise EngineError(f"another run takes {name} in: wait for it, or stop it") from None
        yield


def write_text(path: Path, text: str) -> None:
    """Write a small file so that a reader sees the old text or the new, never a half."""
    half = path.with_name(path.name + ".half")
    half.write_text(text, encoding="utf-8")
    half.replace(path)
