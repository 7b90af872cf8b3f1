"""The default engine: DuckDB inside this process, out of core when the memory limit is reached."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pyarrow as pa

from data.engine import Connection, EngineError, Error, connect, files_of, memory, query
from data.paths import var


class DuckDBEngine:
    """See `data.engine.Engine`. KVALI_MEMORY limits its memory; what does not fit goes to var/spill."""

    def __init__(self, setting: str = "duckdb") -> None:
        self.setting = setting
        self._connection = connect()
        spill = var() / "spill"
        self._connection.execute(f"SET temp_directory = {_text(str(spill))}")
        self._connection.execute("SET preserve_insertion_order = false")
        if limit := memory():
            try:
                self._connection.execute(f"SET memory_limit = {_text(limit)}")
            except Error as error:
                raise EngineError(f"KVALI_MEMORY {limit!r} is no size such as 512MB ({error})") from None

    def register(self, table: str, source: Path | pd.DataFrame) -> None:
        """See `Engine.register`."""
        for kind in self._kinds_of(table):
            self._run(f'DROP {kind} "{table}"')
        if isinstance(source, pd.DataFrame):
            self._connection.register("given", pa.Table.from_pandas(source, preserve_index=False))
            self._run(f'CREATE TABLE "{table}" AS SELECT * FROM given')
            self._connection.unregister("given")
        else:
            self._run(f'CREATE VIEW "{table}" AS SELECT * FROM {_read(source)}')

    def _kinds_of(self, table: str) -> list[str]:
        """What stands under this name already: TABLE, VIEW or nothing."""
        sql = "SELECT table_type FROM information_schema.tables WHERE table_name = $table"
        return ["VIEW" if kind == "VIEW" else "TABLE" for kind in self.query(sql, {"table": table})["table_type"]]

    def stream(self, source: Path, rows: int) -> pa.RecordBatchReader:
        """All rows of a file or folder, some at a time."""
        return self._connection.sql(f"SELECT * FROM {_read(source)}").to_arrow_reader(rows)

    def query(self, sql: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
        """See `Engine.query`."""
        try:
            return query(self._connection, sql, parameters or {})
        except Error as error:
            raise EngineError(f"DuckDB: {error}") from None

    def close(self) -> None:
        """See `Engine.close`."""
        self._connection.close()

    def _run(self, statement: str) -> Connection:
        try:
            return self._connection.execute(statement)
        except Error as error:
            raise EngineError(f"DuckDB: {error}") from None


def _read(source: Path) -> str:
    """The table function that reads a file or folder."""
    kind, files = files_of(source)
    listed = ", ".join(_text(str(path)) for path in files)
    return f"read_{kind}([{listed}], hive_partitioning = true, union_by_name = true)"


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
