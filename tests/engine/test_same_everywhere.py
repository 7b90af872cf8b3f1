"""Every question gives the same rows on every engine, to 1e-9. One Spark master at a time: each has its own class."""

import numpy as np
import pandas as pd
import pytest

from data.engine import Engine, opened
from tests.engine.clusters import connect_server
from tests.engine.made_up_tables import QUESTIONS, answers, registered


@pytest.fixture(scope="module")
def expected() -> dict[str, pd.DataFrame]:
    """The answers of DuckDB."""
    with opened("duckdb") as engine:
        registered(engine)
        return {name: question(engine) for name, question in QUESTIONS.items()}


def assert_same(found: pd.DataFrame, expected: pd.DataFrame) -> None:
    assert list(found) == list(expected)
    assert len(found) == len(expected) > 0
    for column in expected:
        if pd.api.types.is_numeric_dtype(expected[column].dtype):
            pair = [one[column].astype("Float64").to_numpy("float64", na_value=np.nan) for one in (found, expected)]
            np.testing.assert_allclose(*pair, rtol=1e-9, atol=1e-9, err_msg=column)
        else:
            assert found[column].astype(object).tolist() == expected[column].astype(object).tolist(), column


@pytest.fixture(scope="class")
def local(java):
    with opened("local[2]") as engine:
        yield registered(engine)


@pytest.fixture(scope="class")
def cluster(standalone):
    with opened(standalone.address) as engine:
        yield registered(engine)


@pytest.fixture(scope="class")
def connect(standalone, tmp_path_factory):
    with connect_server(tmp_path_factory.mktemp("connect"), standalone.address) as address, opened(address) as engine:
        yield registered(engine)


@pytest.fixture(scope="class")
def postgresql(postgresql_address):
    with opened(postgresql_address) as engine:
        yield registered(engine)


every_question = pytest.mark.parametrize("question", QUESTIONS)


@every_question
class TestSparkInThisMachine:
    def test_gives_the_rows_of_duckdb(self, local: Engine, expected, question) -> None:
        assert_same(QUESTIONS[question](local), expected[question])


@every_question
class TestStandaloneCluster:
    def test_gives_the_rows_of_duckdb(self, cluster: Engine, expected, question) -> None:
        assert_same(QUESTIONS[question](cluster), expected[question])


@every_question
class TestSparkConnect:
    def test_gives_the_rows_of_duckdb(self, connect: Engine, expected, question) -> None:
        assert_same(QUESTIONS[question](connect), expected[question])


@every_question
class TestPostgreSQL:
    def test_gives_the_rows_of_duckdb(self, postgresql: Engine, expected, question) -> None:
        assert_same(QUESTIONS[question](postgresql), expected[question])


def test_the_questions_are_hard_enough(expected) -> None:
    # Refusals, missing numbers and lonely strata occur, or agreement would say little.
    assert {"", "lonely_psu"} <= set(expected["shares"]["refused"])
    assert expected["events a month"]["rate_before"].isna().any()
    assert answers()["answer"].isna().any()
