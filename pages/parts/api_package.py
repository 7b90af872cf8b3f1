"""The data package of a release: one zip of all facts that rest on open sources only, made once and kept in var/.

A Frictionless data package (datapackage.json, Data Package 1.0): CSV files with their schemas, licences and digests.
The same release gives the same bytes.
"""

import hashlib
import os
import re
import threading
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analytics import bulk
from analytics.bulk_fields import FACTS, GAPS, INDICATORS, LEFT_OUT, PLACES, SOURCES, Field
from analytics.combine import as_dicts
from analytics.rights import JOINED
from data.paths import ROOT, var
from data.releases import Release
from pages.parts.api_files import csv_text, json_text

Table = tuple[str, Sequence[Field], Callable[[Release], pd.DataFrame]]
TABLES: tuple[Table, ...] = (
    ("facts", FACTS, bulk.open_facts),
    ("indicators", INDICATORS, bulk.indicators),
    ("places", PLACES, bulk.places),
    ("sources", SOURCES, bulk.sources),
    ("gaps", GAPS, bulk.gaps),
    ("left_out", LEFT_OUT, bulk.left_out),
)
KEYS = {"facts": ["fact_id"], "indicators": ["indicator"], "places": ["place"], "sources": ["source"]}
TEXTS = {"LICENCES.md": ROOT / "data" / "LICENCES.md", "licences/MIT.txt": ROOT / "data" / "licence_texts" / "MIT.txt"}
_OPENED = (1980, 1, 1, 0, 0, 0)
"""Time of every file in the zip, so that the zip does not tell when it was made."""
_NAMED = {
    r"CC BY-SA 4\.0": ("CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    r"CC BY 4\.0": ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    r"ODbL": ("ODbL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    r"MIT": ("MIT", "https://opensource.org/license/mit"),
}
_making = threading.Lock()


def package(release: Release) -> Path:
    """The zip of a release; made at the first call, which takes some seconds, and kept until another one is made."""
    digest = str(release.manifest["inputs_sha256"])[:8]
    path = var() / "packages" / f"kvali-{release.id}-{digest}.zip"
    with _making:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            for old in path.parent.glob("kvali-*"):
                old.unlink()
            half = path.with_suffix(f".{os.getpid()}.half")
            write(release, half)
            half.replace(path)
    return path


def write(release: Release, path: Path) -> None:
    """Writes the data package of a release to a file."""
    frames = {name: question(release) for name, _, question in TABLES}
    files = {f"{name}.csv": csv_text(rows) for name, rows in frames.items()}
    files |= {name: source.read_bytes() for name, source in TEXTS.items()}
    files["datapackage.json"] = json_text(descriptor(release, frames, files), indent=1)
    with zipfile.ZipFile(path, "w") as archive:
        for name in ["datapackage.json", *(name for name in files if name != "datapackage.json")]:
            entry = zipfile.ZipInfo(name, _OPENED)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, files[name], compresslevel=6)


def descriptor(release: Release, frames: Mapping[str, pd.DataFrame], files: Mapping[str, bytes]) -> dict[str, Any]:
    """The content of datapackage.json.

    Args:
        release: the release.
        frames: the rows of every table.
        files: the files as they stand in the package, by name.
    """
    resources = [_resource(name, fields, files[f"{name}.csv"]) for name, fields, _ in TABLES]
    return {
        "profile": "tabular-data-package",
        "name": "kvali",
        "id": f"kvali-{release.id}",
        "version": release.id,
        "title": "Kvali · კვალი: civil society in Georgia, the facts that rest on open sources only",
        "title_ka": "კვალი: სამოქალაქო საზოგადოება საქართველოში, მხოლოდ ღია წყაროებზე დაფუძნებული ფაქტები",
        "release": release.id,
        "content_sha256": release.manifest["content_sha256"],
        "inputs_sha256": release.manifest["inputs_sha256"],
        "licenses": licences(frames["facts"]["licences"]),
        "sources": _sources(frames),
        "resources": resources,
    }


def _resource(name: str, fields: Sequence[Field], content: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_column(field) for field in fields], "missingValues": [""]}
    if name in KEYS:
        schema["primaryKey"] = KEYS[name]
    return {
        "profile": "tabular-data-resource", "name": name, "path": f"{name}.csv", "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8", "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}", "schema": schema,
    }  # fmt: skip


def _column(field: Field) -> dict[str, Any]:
    joined = f" (several are joined by '{JOINED}')" if field.kind == "list" else ""
    kind = "string" if field.kind == "list" else field.kind
    column: dict[str, Any] = {"name": field.name, "type": kind, "description": field.meaning + joined}
    return column | ({"constraints": {"required": True}} if field.required else {})


def licences(listed: "pd.Series[str]") -> list[dict[str, str]]:
    """The licences that occur, as a data package names them: by a known name where there is one, and in our words."""
    words = sorted({name for text in listed.unique() for name in str(text).split(JOINED)})
    return [_licence(text) for text in words]


def _licence(words: str) -> dict[str, str]:
    for pattern, (name, path) in _NAMED.items():
        if re.match(pattern, words):
            return {"name": name, "path": path, "title": words}
    return {"path": "LICENCES.md", "title": words}


def _sources(frames: Mapping[str, pd.DataFrame]) -> list[dict[str, str]]:
    credited = {name for text in frames["facts"]["credits"].unique() for name in str(text).split(JOINED)}
    known = frames["sources"]
    rows = as_dicts(known[known["source"].isin(credited)])
    return [{"title": f"{row['publisher_en']}: {row['title']}", "path": str(row["url"])} for row in rows]
