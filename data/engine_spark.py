"""Apache Spark as an engine: threads of this machine, a standalone cluster, or Spark Connect. An extra."""

import itertools
import shutil
import socket
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import pyarrow as pa

from data.engine import EngineAway, EngineError, EngineMissing, files_of, memory, steps_of

PATIENCE = 3.0  # seconds that a cluster has to answer; Spark itself would try for minutes
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "OFF",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    # Small results: 200 partitions, the default, cost more than the work.
    "spark.sql.shuffle.partitions": "8",
    # A lost worker is waited for and its tasks are tried again, but not for ever.
    "spark.task.maxFailures": "4",
    "spark.network.timeout": "60s",
}


class SparkEngine:
    """See `data.engine.Engine`. One session a process: Spark cannot have two masters at once.

    Whole numbers come back as int64 and float64 with NaN, as from DuckDB.
    """

    def __init__(self, setting: str) -> None:
        self.setting = setting
        self._numbers = itertools.count()
        session_class = _session_class()
        if not setting.startswith("local"):
            _check_answers(setting)
        if not setting.startswith("sc://") and not shutil.which("java"):
            raise EngineMissing("Java", "Install a Java 17 runtime (Debian: apt-get install openjdk-17-jre-headless)")
        try:
            with _quiet():
                self._session = _session(session_class, setting)
        except Exception as error:
            raise EngineAway(f"Spark at {setting} could not be started: {_first_line(error)}") from None

    def register(self, table: str, source: Path | pd.DataFrame) -> None:
        """See `Engine.register`."""
        try:
            with _quiet():
                self._frame(source).createOrReplaceTempView(table)
        except EngineError:
            raise
        except Exception as error:
            raise self._failed(error) from None

    def _frame(self, source: Path | pd.DataFrame) -> Any:
        if isinstance(source, pd.DataFrame):
            return self._session.createDataFrame(_arrow(source))
        kind, _ = files_of(source)
        path = str(source.resolve())
        if kind == "parquet":
            return self._session.read.parquet(path)
        return self._session.read.option("header", "true").option("inferSchema", "true").csv(path)

    def query(self, sql: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
        """See `Engine.query`. Spark runs a table of WITH as often as it is named: here each is kept once made."""
        steps, last = steps_of(sql, "spark", f"step{next(self._numbers)}_")
        given = dict(parameters or {})
        kept: list[Any] = []
        try:
            with _quiet():
                for name, step in steps:
                    kept.append(self._session.sql(step, args=given).persist())
                    kept[-1].createOrReplaceTempView(name)
                found: pa.Table = self._session.sql(last, args=given).toArrow()
        except Exception as error:
            raise self._failed(error) from None
        finally:
            self._forget(kept, [name for name, _ in steps])
        frame: pd.DataFrame = found.to_pandas(date_as_object=False)
        return frame

    def _forget(self, kept: list[Any], names: list[str]) -> None:
        """Let go of what was kept; a cluster that is away has forgotten it already."""
        with suppress(Exception):
            for frame in reversed(kept):
                frame.unpersist()
            for name in names:
                self._session.catalog.dropTempView(name)

    def _failed(self, error: Exception) -> EngineError:
        """What Spark says in its first line; a cluster that stopped answering is said to be away."""
        if not self.setting.startswith("local") and not _answers(self.setting):
            return EngineAway(f"Spark at {self.setting} went away: {_first_line(error)}")
        return EngineError(f"Spark at {self.setting}: {_first_line(error)}")

    def close(self) -> None:
        """See `Engine.close`."""
        self._session.stop()


@contextmanager
def _quiet() -> Iterator[None]:
    """Without pyspark 4.3's warning that it does not yet know pandas 3.

    Frames go in and out as Arrow, so pandas' part in it is small, and every query is tested with pandas 3.1.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
        yield


def _session_class() -> Any:
    try:
        with _quiet():
            from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra, and slow to import
    except ModuleNotFoundError as error:
        raise EngineMissing(error.name or "pyspark") from None
    return SparkSession


def _session(session_class: Any, setting: str) -> Any:
    builder = session_class.builder.appName("kvali")
    if setting.startswith("sc://"):
        return builder.remote(setting).getOrCreate()
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    if _is_here(setting):
        builder = builder.config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
    if limit := memory():
        part = "driver" if setting.startswith("local") else "executor"
        builder = builder.config(f"spark.{part}.memory", limit.removesuffix("B").lower())
    return builder.master(setting).getOrCreate()


def _is_here(setting: str) -> bool:
    return setting.startswith("local") or urlsplit(setting).hostname in ("127.0.0.1", "localhost")


def _check_answers(setting: str) -> None:
    if not _answers(setting):
        raise EngineAway(f"nothing answers at {setting}. Is the cluster running? docs/scaling.md says how to start one")


def _answers(setting: str) -> bool:
    address = urlsplit(setting)
    port = address.port or (15002 if address.scheme == "sc" else 7077)
    try:
        with socket.create_connection((address.hostname or "127.0.0.1", port), timeout=PATIENCE):
            return True
    except OSError:
        return False


def _arrow(frame: pd.DataFrame) -> pa.Table:
    """A frame as Arrow, with the types that Spark reads: it knows neither large texts nor categories."""
    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    fields = [pa.field(field.name, _plain(field.type)) for field in table.schema]
    return table.cast(pa.schema(fields))


def _plain(kind: Any) -> Any:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if pa.types.is_large_string(kind) or pa.types.is_null(kind):
        return pa.string()
    return kind


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n", 1)[0][:400] or type(error).__name__
