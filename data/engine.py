"""SQL over frames and files: DuckDB, the one place that knows it; and the engines that big data may be on instead."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

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


class EngineError(RuntimeError):
    """An engine cannot be used, or did not finish; the message says which, why and what to do. Nothing was written."""


class EngineMissing(EngineError):
    """A package of requirements-engine.txt, or Java, is not installed."""

    def __init__(self, what: str, cure: str = "") -> None:
        mend = cure or "Run `make setup-engine` (or `pip install --require-hashes -r requirements-engine.txt`)"
        super().__init__(f"{what} is not installed: this engine needs it. {mend}")


class EngineAway(EngineError):
    """Nothing answers at the address of a cluster or server, or it went away in the middle."""


class Engine(Protocol):
    """Runs portable SELECTs (analytics/queries, in DuckDB's dialect) on tables that may be larger than memory.

    Engines only read. What a query gives is small and comes back as a frame; the tables stay where they are.
    """

    setting: str

    def register(self, table: str, source: Path | pd.DataFrame) -> None:
        """Give a name to a source; an earlier table of that name is replaced.

        Args:
            table: lower-case letters, digits and underscores.
            source: a Parquet or CSV file, a folder of such files (subfolders named "key=value" become columns), or a
                frame, in which empty cells (NaN) become NULL. Every machine of a cluster must see the same path.

        Raises:
            EngineError: there is nothing of that kind at the path.
        """
        ...

    def query(self, sql: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
        """The rows of one SELECT, in no particular order.

        Args:
            sql: a portable text; `$name` stands for a parameter.
            parameters: values of the parameters.

        Raises:
            EngineError: the engine refused the query, or went away.
        """
        ...

    def close(self) -> None:
        """Let go of connections and temporary tables."""
        ...


_KINDS = {
    "duckdb": ("data.engine_duckdb", "DuckDBEngine"),
    "local": ("data.engine_spark", "SparkEngine"),
    "spark": ("data.engine_spark", "SparkEngine"),
    "sc": ("data.engine_spark", "SparkEngine"),
    "postgresql": ("data.engine_postgresql", "PostgreSQLEngine"),
}
_KNOWN = "duckdb, local[2], spark://HOST:7077, sc://HOST:15002, postgresql://USER@HOST/DATABASE"


def open_engine(setting: str | None = None) -> Engine:
    """The engine that a setting names.

    Args:
        setting: "duckdb" (the default), "local[n]" (Spark with n threads in this machine), "spark://host:port" (a Spark
            cluster), "sc://host:port" (Spark Connect) or "postgresql://user@host/database"; None = KVALI_ENGINE.

    Raises:
        EngineError: it is none of these, an extra is missing, or nothing answers there.
    """
    wanted = setting or os.environ.get("KVALI_ENGINE") or "duckdb"
    kind = wanted.split(":", 1)[0].split("[", 1)[0]
    if kind not in _KINDS:
        raise EngineError(f"KVALI_ENGINE or --engine {wanted!r} is no engine. Known are {_KNOWN}")
    module, name = _KINDS[kind]
    made: Engine = getattr(import_module(module), name)(wanted)
    return made


@contextmanager
def opened(setting: str | None = None) -> Iterator[Engine]:
    """The engine of a setting, closed at the end whatever happens."""
    engine = open_engine(setting)
    try:
        yield engine
    finally:
        engine.close()


def memory() -> str:
    """How much memory an engine may take before it goes to disk: KVALI_MEMORY such as "512MB"; "" = its own default."""
    return os.environ.get("KVALI_MEMORY", "")


def translated(sql: str, dialect: str) -> str:
    """A portable text in another engine's dialect.

    Raises:
        EngineMissing: sqlglot is not installed.
    """
    try:
        sqlglot: Any = import_module("sqlglot")
    except ModuleNotFoundError:
        raise EngineMissing("sqlglot") from None
    return str(sqlglot.transpile(sql, read="duckdb", write=dialect)[0])


def steps_of(sql: str, dialect: str, prefix: str) -> tuple[list[tuple[str, str]], str]:
    """A portable text cut at its outermost WITH, for engines that would run a table as often as it is named.

    Args:
        sql: the text.
        dialect: what the parts are translated to.
        prefix: put before the names of the tables, so that they meet no table that was registered.

    Returns:
        Name and SELECT of every table that WITH names, in order, and the SELECT that gives the rows.

    Raises:
        EngineMissing: sqlglot is not installed.
    """
    try:
        sqlglot: Any = import_module("sqlglot")
    except ModuleNotFoundError:
        raise EngineMissing("sqlglot") from None
    tree = sqlglot.parse_one(sql, read="duckdb")
    tables = [] if tree.ctes == [] else list(tree.ctes)
    names = {table.alias: prefix + table.alias for table in tables}
    parts = [(names[table.alias], table.this.copy()) for table in tables]
    tree.set("with_" if "with_" in tree.args else "with", None)
    for _, part in [*parts, ("", tree)]:
        inner = {one.alias for one in part.find_all(sqlglot.exp.CTE)}
        for table in part.find_all(sqlglot.exp.Table):
            if table.name in names and table.name not in inner:
                table.set("alias", table.args.get("alias") or sqlglot.exp.TableAlias(this=table.this.copy()))
                table.set("this", sqlglot.exp.to_identifier(names[table.name]))
    return [(name, part.sql(dialect)) for name, part in parts], tree.sql(dialect)


def files_of(source: Path) -> tuple[str, list[Path]]:
    """The kind ("parquet" or "csv") and the files of a source, in the order of their names.

    Raises:
        EngineError: there are none, or of both kinds.
    """
    found = [source] if source.is_file() else sorted(path for path in source.rglob("*") if path.is_file())
    shown = [path for path in found if path.suffix in (".parquet", ".csv") and not path.name.startswith(("_", "."))]
    kinds = {path.suffix[1:] for path in shown}
    if len(kinds) != 1:
        what = "files of both kinds" if kinds else "no .parquet or .csv file"
        raise EngineError(f"{source}: {what} there. Name one file, or a folder with files of one kind")
    return kinds.pop(), shown
