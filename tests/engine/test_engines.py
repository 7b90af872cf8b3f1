"""What an engine says when it cannot be used, or has nothing to read."""

import sys

import pytest

from data import engine
from data.engine import EngineAway, EngineError, EngineMissing, open_engine


def test_a_setting_that_is_no_engine_names_those_that_are():
    with pytest.raises(EngineError, match=r"'oracle://x' is no engine\. Known are duckdb, local\[2\]"):
        open_engine("oracle://x")


def test_the_setting_comes_from_the_environment(monkeypatch):
    monkeypatch.setenv("KVALI_ENGINE", "made-up")
    with pytest.raises(EngineError, match="'made-up' is no engine"):
        open_engine()


@pytest.mark.parametrize(
    ("setting", "package"), [("local[1]", "pyspark"), ("postgresql://kvali@127.0.0.1:1/x", "psycopg")]
)
def test_a_missing_extra_is_named_with_its_cure(monkeypatch, setting, package):
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.setitem(sys.modules, f"{package}.sql", None)
    with pytest.raises(EngineMissing, match=rf"{package}.* is not installed.*make setup-engine"):
        open_engine(setting)


def test_a_translation_without_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "sqlglot", None)
    with pytest.raises(EngineMissing, match="sqlglot is not installed"):
        engine.translated("SELECT 1", "spark")


def test_spark_without_java_says_so(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EngineMissing, match=r"Java is not installed.*openjdk-17"):
        open_engine("local[1]")


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("spark://127.0.0.1:1", "nothing answers at spark"),
        ("sc://127.0.0.1:1", "nothing answers at sc"),
        ("postgresql://kvali@127.0.0.1:1/x", "PostgreSQL does not answer"),
    ],
)
def test_a_cluster_that_is_away_is_named(setting, says):
    with pytest.raises(EngineAway, match=says):
        open_engine(setting)


def test_a_query_that_is_refused_is_an_error_of_the_engine():
    with pytest.raises(EngineError, match=r"DuckDB: .*made_up_table"):
        open_engine("duckdb").query("SELECT a FROM made_up_table")


def test_a_folder_with_files_of_both_kinds_is_refused(tmp_path):
    for name in ("a.csv", "b.parquet"):
        (tmp_path / name).write_bytes(b"")
    with pytest.raises(EngineError, match="files of both kinds"):
        open_engine("duckdb").register("made_up", tmp_path)


def test_a_step_does_not_meet_a_table_of_its_name():
    sql = "WITH events AS (SELECT a FROM acts), sums AS (WITH events AS (SELECT 1 AS b) SELECT b FROM events) " \
        "SELECT events.a, sums.b FROM events CROSS JOIN sums"  # fmt: skip

    steps, last = engine.steps_of(sql, "duckdb", "step1_")

    assert [name for name, _ in steps] == ["step1_events", "step1_sums"]
    assert steps[0][1] == "SELECT a FROM acts"
    assert "step1_" not in steps[1][1]
    assert last == "SELECT events.a, sums.b FROM step1_events AS events CROSS JOIN step1_sums AS sums"


def test_a_memory_limit_that_is_no_size_is_named(monkeypatch):
    monkeypatch.setenv("KVALI_MEMORY", "plenty")
    with pytest.raises(EngineError, match="'plenty' is no size such as 512MB"):
        open_engine("duckdb")
