"""PostgreSQL as an engine: tables are copied into temporary ones of one connection. An extra."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from data.engine import EngineAway, EngineError, EngineMissing, translated
from data.engine_duckdb import DuckDBEngine

ROWS = 50_000  # copied at a time
PATIENCE = 3  # seconds that a server has to answer


class PostgreSQLEngine:
    """See `data.engine.Engine`. Sources are copied, so this pays for tables that live there anyway or are small."""

    def __init__(self, setting: str) -> None:
        self.setting = setting
        self._psycopg = _psycopg()
        try:
            self._connection = self._psycopg.connect(setting, autocommit=True, connect_timeout=PATIENCE)
        except self._psycopg.Error as error:
            raise EngineAway(f"PostgreSQL does not answer: {_first_line(error)}") from None

    def register(self, table: str, source: Path | pd.DataFrame) -> None:
        """See `Engine.register`."""
        schema, batches = _batches(source)
        columns = ", ".join(f'"{field.name}" {_type(field.type)}' for field in schema)
        try:
            with self._connection.transaction(), self._connection.cursor() as cursor:
                cursor.execute(f'DROP TABLE IF EXISTS pg_temp."{table}"')
                cursor.execute(f'CREATE TEMP TABLE "{table}" ({columns})')
                with cursor.copy(f'COPY pg_temp."{table}" FROM STDIN') as copy:
                    for batch in batches:
                        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                            copy.write_row(row)
            self._connection.execute(f'ANALYZE pg_temp."{table}"')
        except self._psycopg.Error as error:
            raise self._failed(error) from None

    def query(self, sql: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
        """See `Engine.query`."""
        try:
            with self._connection.cursor() as cursor:
                cursor.execute(translated(sql, "postgres"), dict(parameters or {}))
                names = [column.name for column in cursor.description]
                rows = [[float(cell) if isinstance(cell, Decimal) else cell for cell in row] for row in cursor]
        except self._psycopg.Error as error:
            raise self._failed(error) from None
        return pd.DataFrame(rows, columns=names)

    def _failed(self, error: Exception) -> EngineError:
        kind = EngineAway if self._connection.closed or self._connection.broken else EngineError
        return kind(f"PostgreSQL: {_first_line(error)}")

    def close(self) -> None:
        """See `Engine.close`."""
        self._connection.close()


def _psycopg() -> Any:
    try:
        import psycopg  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise EngineMissing(error.name or "psycopg") from None
    return psycopg


def _batches(source: Path | pd.DataFrame) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
    """The columns of a source and its rows; files are read by DuckDB, some rows at a time."""
    if isinstance(source, pd.DataFrame):
        table = pa.Table.from_pandas(source, preserve_index=False)
        return table.schema, iter(table.to_batches(ROWS))
    reader = DuckDBEngine().stream(source, ROWS)
    return reader.schema, iter(reader)


def _type(kind: pa.DataType) -> str:
    """The PostgreSQL type of a column."""
    names = {
        "BOOLEAN": pa.types.is_boolean, "BIGINT": pa.types.is_integer, "DOUBLE PRECISION": pa.types.is_floating,
        "DATE": pa.types.is_date, "TIMESTAMP": pa.types.is_timestamp, "NUMERIC": pa.types.is_decimal,
    }  # fmt: skip
    return next((name for name, holds in names.items() if holds(kind)), "TEXT")


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n", 1)[0][:400] or type(error).__name__
