"""A release as one file: packed here, checked in every part and taken in elsewhere."""

import hashlib
import json
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from data import engine, releases
from data.paths import var
from data.releases import FILES, SCHEMA_VERSION, TABLES, Release, ReleaseDamaged, ReleaseError, ReleaseMissing

MEMBERS = ("manifest.json", *FILES)
LARGEST_MANIFEST = 2**20
LARGEST_FILE = 2**33
# The digest is made from the tables as the build hands them over; only this one is stored in another order.
_BUILT = {"gaps": ["indicator", "place", "year", "wave", "grp", "reason", "note", "source"]}
# Equal releases make equal files: no clock, no user, no machine in them.
_TIME = (1980, 1, 1, 0, 0, 0)
_CHUNK = 2**20
_ENCRYPTED = 1


class ArchiveRefused(ReleaseError):
    """The file is not a whole release that this Kvali can read; nothing was taken in."""


def pack(release: Release) -> Path:
    """Write var/packed/kvali-<id>.zip, the same bytes for the same release, and say where it is."""
    target = var() / "packed" / f"kvali-{release.id}.zip"
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_suffix(".half")
    with zipfile.ZipFile(half, "w") as archive:
        for name in MEMBERS:
            _add(archive, release.path / name)
    half.replace(target)
    return target


def _add(archive: zipfile.ZipFile, path: Path) -> None:
    entry = zipfile.ZipInfo(path.name, _TIME)
    entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
    entry.file_size = path.stat().st_size
    with path.open("rb") as source, archive.open(entry, "w") as target:
        shutil.copyfileobj(source, target, _CHUNK)


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def adopt(file: Path, *, current: bool = False) -> Release:
    """Take a packed release into var/releases, all of it or nothing.

    Args:
        file: what `pack` wrote, here or elsewhere.
        current: also move the pointer to it.

    Raises:
        ArchiveRefused: damaged, foreign, of another schema version, or its id stands here with other content.
        ReleaseLocked: a build is running.
    """
    with releases.lock(), _opened(file) as archive:
        manifest = _manifest(archive, file)
        _refuse_other_schema(manifest, file)
        _refuse_other_id(manifest, file)
        release = _present(manifest, file) or _take_in(archive, manifest, file)
        if current:
            releases.make_current(release)
        return release


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    """The archive, if it holds the files of a release and nothing else; a broken one is refused wherever it breaks."""
    try:
        with file.open("rb") as bytes_of_it, zipfile.ZipFile(bytes_of_it) as archive:
            _refuse_other_members(archive, file)
            yield archive
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise ArchiveRefused(f"{file} cannot be opened: {error.strerror}") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise ArchiveRefused(f"{file} is damaged ({error}): fetch it again and compare its SHA-256") from None


def _refuse_other_members(archive: zipfile.ZipFile, file: Path) -> None:
    found = sorted(archive.namelist())
    if found != sorted(MEMBERS) or any(one.flag_bits & _ENCRYPTED for one in archive.infolist()):
        raise ArchiveRefused(f"{file} holds {found[:5]}, not just {list(MEMBERS)}: this is no packed release")


def _manifest(archive: zipfile.ZipFile, file: Path) -> Mapping[str, Any]:
    with archive.open(MEMBERS[0]) as entry:
        text = entry.read(LARGEST_MANIFEST + 1)
    try:
        manifest: dict[str, Any] = json.loads(text[:LARGEST_MANIFEST])
        for name in FILES:
            str(manifest["files"][name])
        str(manifest["release"] + manifest["content_sha256"])
        int(manifest["schema_version"])
        dict(manifest["rows"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ArchiveRefused(f"{file}: its manifest.json cannot be read") from None
    return manifest


def _refuse_other_schema(manifest: Mapping[str, Any], file: Path) -> None:
    found = manifest["schema_version"]
    if found != SCHEMA_VERSION:
        raise ArchiveRefused(
            f"{file}: {manifest['release']} has schema version {found}, this Kvali reads version {SCHEMA_VERSION}. "
            f"Build it anew from its sources, with the code here: `make build`"
        )


def _refuse_other_id(manifest: Mapping[str, Any], file: Path) -> None:
    """The id ends in the first letters of the digest; one of another shape could lead out of the folder."""
    name = manifest["release"]
    if not releases.is_id(name) or name[11:] != manifest["content_sha256"][:8]:
        raise ArchiveRefused(f"{file}: {name!r} is not the id that belongs to its content")


def _present(manifest: Mapping[str, Any], file: Path) -> Release | None:
    """The same release where it stands here already; a damaged one counts as none and will be replaced."""
    try:
        release = releases.named(manifest["release"])
    except (ReleaseMissing, ReleaseDamaged):
        return None
    if release.manifest["content_sha256"] != manifest["content_sha256"]:
        raise ArchiveRefused(f"{file}: {release.id} stands here already with other content; that one stays")
    return release


def _take_in(archive: zipfile.ZipFile, manifest: Mapping[str, Any], file: Path) -> Release:
    releases.remove_remains()
    name = manifest["release"]
    partial, final = (releases.folder() / one for one in (f"{name}.partial", name))
    partial.mkdir()
    try:
        for member in MEMBERS:
            _unpack(archive, member, partial / member)
        _check_files(partial, manifest, file)
        _check_content(partial, manifest, file)
        _give_name(partial, final)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return releases.load(final)


def _unpack(archive: zipfile.ZipFile, member: str, target: Path) -> None:
    """Write one member by the name that we know, never by one that the archive gives."""
    size = 0
    with archive.open(member) as source, target.open("wb") as out:
        while chunk := source.read(_CHUNK):
            size += len(chunk)
            if size > LARGEST_FILE:
                raise ArchiveRefused(f"{member} is larger than any release: {LARGEST_FILE} bytes were read")
            out.write(chunk)


def _check_files(partial: Path, manifest: Mapping[str, Any], file: Path) -> None:
    for name in FILES:
        if digest(partial / name) != manifest["files"][name]:
            raise ArchiveRefused(f"{file}: {name} is not the file that its manifest describes: fetch it again")


def _check_content(partial: Path, manifest: Mapping[str, Any], file: Path) -> None:
    """The tables say what the id says: their digest is made anew, and both files hold the same facts."""
    try:
        connection = engine.connect(partial / FILES[0], read_only=True)
        try:
            found = _content(connection)
            apart = _facts_apart(connection, partial / FILES[1])
        finally:
            connection.close()
    except (engine.Error, KeyError) as error:
        raise ArchiveRefused(f"{file}: its tables cannot be read ({error})") from None
    if found != manifest["content_sha256"] or apart:
        raise ArchiveRefused(f"{file}: its figures are not those that the id {manifest['release']} stands for")


def _content(connection: engine.Connection) -> str:
    tables = {name: engine.query(connection, f'SELECT * FROM "{name}"') for name in TABLES}
    ordered = {name: rows[_BUILT.get(name, list(rows))] for name, rows in tables.items()}
    return releases.content_digest(ordered)


def _facts_apart(connection: engine.Connection, parquet: Path) -> int:
    """How many facts stand in one of the two files only."""
    sql = """
        SELECT count(*) AS apart FROM (
            (SELECT * FROM facts EXCEPT ALL SELECT * FROM read_parquet($path))
            UNION ALL (SELECT * FROM read_parquet($path) EXCEPT ALL SELECT * FROM facts))
    """
    return int(engine.query(connection, sql, {"path": str(parquet)})["apart"].iloc[0])


def _give_name(partial: Path, final: Path) -> None:
    """One rename; what stands under the name already is damaged and steps aside before it."""
    aside = final.with_name(f"{final.name}.damaged.partial")
    if final.exists():
        final.rename(aside)
    partial.rename(final)
    shutil.rmtree(aside, ignore_errors=True)
