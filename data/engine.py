"""SQL over frames and files: DuckDB, the one place that knows it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import pandas as pd

Connection = duckdb.DuckDBPyConnection
Error = duckdb.Error


def connect(path: Path | None = None, *, read_only: bool = False) -> Connection:
    """A connection to a database file, or to a fresh one in memory."""
    return duckdb.connect(str(path) if path else ":memory:", read_only=read_only)


def query(connection: Connection, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> pd.DataFrame:
    """The rows of one SELECT.

    A cursor of its own for every call: threads that share a connection read each other's answers.
    """
    with connection.cursor() as cursor:
        return cursor.execute(sql, parameters or None).df()


def insert(connection: Connection, table: str, rows: pd.DataFrame) -> None:
    """Append a frame to a table by column names; the table's constraints refuse what breaks its contract."""
    if rows.empty:
        return
    columns = ", ".join(f'"{column}"' for column in rows.columns)
    connection.register("rows_to_insert", rows)
    try:
        connection.execute(f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM rows_to_insert')
    finally:
        connection.unregister("rows_to_insert")
