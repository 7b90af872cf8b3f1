"""Releases: immutable directories var/releases/<id>/, the CURRENT pointer, and read-only access to them."""

import fcntl
import hashlib
import json
import re
import shutil
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from data import engine, remembered
from data.paths import SCHEMA, var

SCHEMA_VERSION = 1
SEED = 20261122
FILES = ("kvali.duckdb", "facts.parquet")
TABLES = ("sources", "places", "place_members", "indicators", "groups", "facts", "fact_parents", "gaps", "choices")

_ID = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{8}")


class ReleaseError(RuntimeError):
    """There is no release to read from."""


class ReleaseMissing(ReleaseError):
    """Nothing was built yet in this var/, or the pointer names a release that is not there."""


class ReleaseDamaged(ReleaseError):
    """A release's files are not those that its manifest describes."""


class ReleaseLocked(ReleaseError):
    """Another build is writing to the same var/."""


@dataclass(frozen=True)
class Release:
    """One release on disk.

    Attributes:
        id: data date and the first 8 letters of the content's digest, "2026-11-22-1a2b3c4d".
        path: its directory.
        manifest: schema_version, inputs_sha256, content_sha256, files (digests), rows (per table and source), seed.
    """

    id: str
    path: Path
    manifest: Mapping[str, Any]

    def __hash__(self) -> int:
        return hash((self.id, self.path))

    @property
    def date(self) -> str:
        """The date of the newest figure's retrieval, "2026-11-22"."""
        return self.id[:10]


def folder() -> Path:
    """Where releases stand."""
    return var() / "releases"


def current() -> Release:
    """The release that the pointer names.

    Raises:
        ReleaseMissing: nothing was built yet.
        ReleaseDamaged: it was built, but its files were changed since.
    """
    name = pointed()
    if not name:
        raise ReleaseMissing(f"{folder() / 'CURRENT'} is not there: run `make build`")
    return load(folder() / name)


def pointed() -> str:
    """The id that the pointer names, whether or not such a release stands; "" where there is no pointer."""
    pointer = folder() / "CURRENT"
    return pointer.read_text(encoding="utf-8").strip() if pointer.exists() else ""


def is_id(name: str) -> bool:
    """Whether these words have the shape of an id; other words are never taken for a path."""
    return bool(_ID.fullmatch(name))


def names() -> list[str]:
    """Ids of the releases that stand here, whole or not, in the order of their letters."""
    return sorted(path.name for path in folder().glob("*") if is_id(path.name) and path.is_dir())


def named(name: str) -> Release:
    """The release with this id.

    Raises:
        ReleaseMissing: none here has it.
        ReleaseDamaged: its files were changed.
    """
    if not is_id(name):
        raise ReleaseMissing(f"{name!r} is no release")
    return load(folder() / name)


def present() -> list[Release]:
    """The whole releases here, newest first: by date, and within one date by when their files came."""
    whole = []
    for name in names():
        with suppress(ReleaseError):
            whole.append(named(name))
    return sorted(whole, key=lambda one: (one.date, (one.path / FILES[0]).stat().st_mtime_ns), reverse=True)


def make_current(release: Release) -> None:
    """Move the pointer to a release that stands here."""
    _write_text(folder() / "CURRENT", release.id + "\n")


def load(path: Path) -> Release:
    """The release in this directory, its files compared with the digests of its manifest."""
    try:
        text = (path / "manifest.json").read_text(encoding="utf-8")
        manifest = json.loads(text)
        digests = {name: manifest["files"][name] for name in FILES}
        whole = all(_unchanged(path / name, sha256) for name, sha256 in digests.items())
    except FileNotFoundError:
        raise ReleaseMissing(f"{path} is not a whole release: run `make build`") from None
    except (ValueError, KeyError, TypeError, UnicodeDecodeError):
        raise ReleaseDamaged(f"{path}/manifest.json cannot be read: run `make build`") from None
    if not whole or manifest.get("schema_version") != SCHEMA_VERSION:
        raise ReleaseDamaged(f"{path} was changed after it was built: run `make build`")
    return Release(path.name, path, manifest)


_verified: dict[tuple[Path, int, int], str] = {}


def _unchanged(path: Path, sha256: str) -> bool:
    """Whether a file has this digest; read once per process as long as its size and time stay the same."""
    state = path.stat()
    key = (path, state.st_size, state.st_mtime_ns)
    if key not in _verified:
        _verified[key] = hashlib.sha256(path.read_bytes()).hexdigest()
    return _verified[key] == sha256


_connections: dict[Path, engine.Connection] = {}
_opening = threading.Lock()


def query(release: Release, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> pd.DataFrame:
    """The rows of one SELECT on a release; one connection per process and release, one cursor per question."""
    with _opening:
        if release.path not in _connections:
            _connections[release.path] = engine.connect(release.path / "kvali.duckdb", read_only=True)
    connection = _connections[release.path]
    return remembered.answer((release.path, sql, repr(parameters)), lambda: engine.query(connection, sql, parameters))


def close() -> None:
    """Close every open release (tests and short-lived commands)."""
    while _connections:
        _connections.popitem()[1].close()


@contextmanager
def lock() -> Iterator[None]:
    """The one lock of a var/: a second build at the same time is refused; a killed build leaves no lock behind."""
    var().mkdir(parents=True, exist_ok=True)
    with (var() / "build.lock").open("w", encoding="utf-8") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ReleaseLocked(f"another build is writing to {var()}: wait for it, or stop it") from None
        yield


def write(tables: Mapping[str, pd.DataFrame], *, date: str, inputs_sha256: str, code_version: str) -> Release:
    """Write a release and move the pointer to it; on any error the old release stays.

    Args:
        tables: a frame for each of TABLES, columns named as in schema.sql.
        date: the data's date, "2026-11-22".
        inputs_sha256: digest of what it was built from.
        code_version: version of the code that built it.

    Raises:
        duckdb.ConstraintException: a row breaks the contract of its table.
    """
    content = content_digest(tables)
    name = f"{date}-{content[:8]}"
    remove_remains()
    partial = folder() / f"{name}.partial"
    partial.mkdir(parents=True)
    facts = {"schema_version": SCHEMA_VERSION, "content_sha256": content, "inputs_sha256": inputs_sha256, "seed": SEED}
    row = {"release": name, **facts, "previous": None, "code_version": code_version}
    _fill(partial, {"releases": pd.DataFrame([row]), **tables})
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(partial.iterdir())}
    rows = {table: len(tables[table]) for table in TABLES}
    per_source = tables["facts"].groupby("source").size().to_dict()
    manifest = {
        "release": name,
        **facts,
        "code_version": code_version,
        "files": files,
        "rows": rows,
        "rows_per_source": per_source,
    }
    _write_text(partial / "manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1, default=int) + "\n")
    return _publish(partial, name)


def content_digest(tables: Mapping[str, pd.DataFrame]) -> str:
    """SHA-256 of what a release says, free of row order and file formats: every table as sorted CSV.

    Numbers count with 12 significant digits: the last bits of a sum depend on how many threads added it up.
    """
    total = hashlib.sha256()
    for table in TABLES:
        text = tables[table].to_csv(index=False, header=False, lineterminator="\n", float_format="%.12g")
        lines = sorted(text.splitlines())
        total.update("\n".join([table, *tables[table].columns, *lines, ""]).encode("utf-8"))
    return total.hexdigest()


def _fill(partial: Path, tables: Mapping[str, pd.DataFrame]) -> None:
    connection = engine.connect(partial / "kvali.duckdb")
    try:
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        for name in ("releases", *TABLES):
            engine.insert(connection, name, tables[name])
        target = str(partial / "facts.parquet").replace("'", "''")
        connection.execute(f"COPY (SELECT * FROM facts ORDER BY fact_id) TO '{target}' (FORMAT parquet)")
    finally:
        connection.close()


def _publish(partial: Path, name: str) -> Release:
    """Give the finished directory its name, then move the pointer.

    The same content may come from other inputs (a comment in the code): then only the manifest is replaced, so that a
    process that reads the release keeps its files.
    """
    final = folder() / name
    try:
        load(final)
        manifest = json.loads((partial / "manifest.json").read_text(encoding="utf-8"))
        manifest["files"] = json.loads((final / "manifest.json").read_text(encoding="utf-8"))["files"]
        _write_text(final / "manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")
        shutil.rmtree(partial)
    except ReleaseError:
        shutil.rmtree(final, ignore_errors=True)
        partial.rename(final)
    _write_text(folder() / "CURRENT", name + "\n")
    return load(final)


def _write_text(path: Path, text: str) -> None:
    """Write a small file so that a reader sees the old text or the new, never a half."""
    half = path.with_name(path.name + ".half")
    half.write_text(text, encoding="utf-8")
    half.replace(path)


def remove_remains() -> None:
    """Remove what a killed build left behind; only for who holds the lock."""
    folder().mkdir(parents=True, exist_ok=True)
    for remains in folder().glob("*.partial"):
        shutil.rmtree(remains)
