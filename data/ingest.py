"""Takes big tables in: files of any size, some rows at a time, checked, into Parquet. Resumable at any moment.

A batch of rows is done when its Parquet file has its name; what belongs to it was written before. So a killed run
leaves whole batches only, and the next one writes the missing ones: every row once. Bad rows are written aside with
what is wrong.
"""

import csv
import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from data.big_tables import BigTable, folder, load, lock, write_text
from data.engine import Connection, EngineError, Error, connect, files_of, memory
from data.paths import shown, var
from data.table_specs import Checks, Spec, checks, quoted

ROWS = 250_000  # in a batch: what a kill loses, and what memory holds besides the engine's limit
Progress = Callable[[str, int], None]


@dataclass(frozen=True)
class _File:
    """One file of a source: its place in the order, and where what it gives is written."""

    number: int
    path: Path
    kind: str
    into: Path

    def name(self, batch: int) -> str:
        return f"{self.number:05}-{batch:05}"


def ingest(
    source: Path, spec: Spec, name: str, *, rows: int = ROWS, progress: Progress = lambda file, done: None
) -> BigTable:
    """Take a table in and make it the one in use; until then the one before stays.

    Args:
        source: a Parquet or CSV file (UTF-8, commas, with a header), or a folder of such files.
        spec: what its columns must be.
        name: what it will be called.
        rows: how many are handled at a time.
        progress: told the file and how many rows were done, once per batch.

    Raises:
        EngineError: there are no files, one cannot be read, or another run takes the same table in; what was done
            stays and is not done again.
        InputError: a required column is missing.
    """
    kind, files = files_of(source)
    key = _key(spec, source, files, rows)
    final, into = folder(name) / key, folder(name) / f"{key}.partial"
    with lock(name):
        if not final.exists():
            for part in ("rows", "bad", "state"):
                (into / part).mkdir(parents=True, exist_ok=True)
            for number, path in enumerate(files):
                _take(_File(number, path, kind, into), spec, rows, progress)
            _finish(into, final, key, [shown(path) for path in files])
        write_text(folder(name) / "CURRENT", key + "\n")
        _remove_others(folder(name), key)
    return load(name)


def _key(spec: Spec, source: Path, files: list[Path], rows: int) -> str:
    """Digest of what a table is made from: a file that changed makes another table, so no half is ever mixed."""
    stated = [(str(path.relative_to(source)), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    text = json.dumps([spec.model_dump(), rows, str(source.resolve()), stated], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _take(file: _File, spec: Spec, rows: int, progress: Progress) -> None:
    """All batches of one file that are not done."""
    mark = file.into / "state" / f"{file.number:05}.done.json"
    if mark.exists():
        return
    connection = _connection()
    try:
        _take_batches(file, spec, rows, progress, connection)
        write_text(mark, json.dumps({"bad": _write_malformed(file, connection)}))
    except Error as error:
        raise EngineError(f"{shown(file.path)} cannot be read: {str(error).splitlines()[0]}") from None
    finally:
        connection.close()


def _connection() -> Connection:
    connection = connect()
    spill = str(var() / "spill").replace("'", "''")
    connection.execute(f"SET temp_directory = '{spill}'")
    if limit := memory():
        connection.execute(f"SET memory_limit = '{limit}'")
    return connection


def _take_batches(file: _File, spec: Spec, rows: int, progress: Progress, connection: Connection) -> None:
    reader = connection.sql(f"SELECT * FROM {_reading(file)}").to_arrow_reader(rows)
    found = checks(spec, reader.schema.names, file.path)
    with connection.cursor() as cursor:
        for number, batch in enumerate(_batches(reader, rows)):
            if not (file.into / "rows" / f"{file.name(number)}.parquet").exists():
                _write_batch(cursor, file, number, batch, found, first=number * rows + 1)
            progress(shown(file.path), batch.num_rows)


def _batches(reader: pa.RecordBatchReader, rows: int) -> Iterator[pa.Table]:
    """The rows of a reader in tables of exactly so many, the last one with the rest: batches must not move."""
    waiting: list[pa.RecordBatch] = []
    held = 0
    for batch in reader:
        waiting.append(batch)
        held += batch.num_rows
        while held >= rows:
            table = pa.Table.from_batches(waiting)
            yield table.slice(0, rows)
            waiting, held = table.slice(rows).to_batches(), held - rows
    if held:
        yield pa.Table.from_batches(waiting)


def _write_batch(cursor: Connection, file: _File, number: int, batch: pa.Table, found: Checks, *, first: int) -> None:
    """Bad rows, then counts, then the good rows: the last file is the sign that the batch is done."""
    name = file.name(number)
    counted = batch.append_column("kvali_row", pa.array(range(first, first + batch.num_rows), pa.int64()))
    cursor.register("batch", counted)
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE checked AS SELECT *, {found.reasons} AS kvali_reasons FROM batch")
    cursor.unregister("batch")
    reasons = cursor.execute("SELECT kvali_reasons FROM checked WHERE kvali_reasons <> ''").fetchall()
    if reasons:
        columns = ", ".join(f"{_harmless(column)} AS {quoted(column)}" for column in batch.schema.names)
        bad = f"SELECT kvali_row AS row, kvali_reasons AS reasons, {columns} FROM checked WHERE kvali_reasons <> ''"
        _copy(cursor, f"{bad} ORDER BY kvali_row", file.into / "bad" / f"{name}.csv", "FORMAT csv, HEADER")
    counts = Counter(reason for row in reasons for reason in row[0].split("; "))
    state = {"rows": batch.num_rows - len(reasons), "bad": len(reasons), "reasons": counts}
    write_text(file.into / "state" / f"{name}.json", json.dumps(state))
    typed = ", ".join(f"{value} AS {quoted(column)}" for column, value in found.typed.items())
    good = f"SELECT {typed} FROM checked WHERE kvali_reasons = ''"
    _copy(cursor, good, file.into / "rows" / f"{name}.parquet", "FORMAT parquet, COMPRESSION zstd")


def _harmless(column: str) -> str:
    """A cell as text that no spreadsheet takes for a formula."""
    text = f"CAST({quoted(column)} AS VARCHAR)"
    return f"CASE WHEN regexp_matches({text}, '^([=+@]|-[^0-9.])') THEN '''' || {text} ELSE {text} END"


def _copy(cursor: Connection, select: str, path: Path, how: str) -> None:
    half = path.with_name(path.name + ".half")
    target = str(half).replace("'", "''")
    cursor.execute(f"COPY ({select}) TO '{target}' ({how})")
    half.replace(path)


def _reading(file: _File) -> str:
    """The table function that reads a file; of a CSV every cell as text, broken lines kept in reject_errors."""
    path = str(file.path).replace("'", "''")
    if file.kind == "parquet":
        return f"read_parquet(['{path}'], hive_partitioning = true)"
    columns = ", ".join(f"'{_escaped(name)}': 'VARCHAR'" for name in _header(file.path))
    how = "auto_detect = false, delim = ',', quote = '\"', escape = '\"', header = true, store_rejects = true"
    return (
        f"read_csv(['{path}'], {how}, columns = {{{columns}}}, hive_partitioning = true, hive_types_autocast = false)"
    )


def _header(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        names = next(csv.reader(file), [])
    if any("\ufffd" in name for name in names):
        raise EngineError(f"{shown(path)}: the header is not UTF-8. Save the file as CSV UTF-8")
    if not names or len(set(names)) < len(names) or "" in names:
        raise EngineError(f"{shown(path)}: the first line must name every column once; it says {names}")
    return names


def _escaped(name: str) -> str:
    return name.replace("'", "''")


def _write_malformed(file: _File, connection: Connection) -> int:
    """Lines that are no rows (too few cells, broken quotes, not UTF-8), aside with their number in the file."""
    if file.kind == "parquet":
        return 0
    lines = "SELECT line AS row, string_agg(DISTINCT error_message, '; ') AS reasons, any_value(csv_line) AS line"
    rejected = f"{lines} FROM reject_errors GROUP BY line ORDER BY line"
    count = connection.execute("SELECT count(DISTINCT line) FROM reject_errors").fetchall()[0][0]
    if count:
        _copy(connection, rejected, file.into / "bad" / f"{file.number:05}-lines.csv", "FORMAT csv, HEADER")
    return int(count)


def _finish(into: Path, final: Path, key: str, files: list[str]) -> None:
    """Add up, write the manifest, give the directory its name."""
    states: list[dict[str, Any]] = [
        json.loads(path.read_text(encoding="utf-8")) for path in sorted((into / "state").glob("*-*.json"))
    ]
    marks = [json.loads(path.read_text(encoding="utf-8")) for path in (into / "state").glob("*.done.json")]
    reasons = Counter[str]()
    for state in states:
        reasons.update(state["reasons"])
    broken = sum(mark["bad"] for mark in marks)
    if broken:
        reasons["the line is no row"] = broken
    rows, bad = sum(state["rows"] for state in states), sum(state["bad"] for state in states) + broken
    manifest = {"key": key, "rows": rows, "bad": bad, "reasons": dict(reasons), "files": files}
    write_text(into / "manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")
    into.rename(final)
    shutil.rmtree(final / "state")


def _remove_others(parent: Path, key: str) -> None:
    """Versions that nothing points to any more, and halves of other sources."""
    for path in parent.iterdir():
        if path.is_dir() and path.name != key:
            shutil.rmtree(path)
