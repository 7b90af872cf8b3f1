"""Every query that the engines run is portable, and what is not is named with its cure."""

import re

import pytest

from analytics import query_files, survey_reductions
from analytics.query_lint import findings
from analytics.survey_design import Design
from analytics.survey_reductions import Sample
from data.engine import EngineError
from data.paths import ROOT

SLOTS = {"by": "group_1, group_2", "fpc": "MAX(fpc)", "named": "group_1 IS NOT NULL", "of_kind": "kind = $kind"}


@pytest.mark.parametrize("name", query_files.names())
def test_every_query_is_portable(name):
    assert findings(query_files.text(name, **SLOTS)) == []


class Listening:
    """An engine that only takes down what it is asked."""

    setting = "listening"

    def __init__(self):
        self.asked = []

    def query(self, sql, parameters=None):
        self.asked.append(sql)
        raise EngineError("made up")


@pytest.mark.parametrize(
    "design", [Design(), Design(fpc="all"), Design(psu=""), Design(fpc="all", second_fpc="people")]
)
@pytest.mark.parametrize("reduction", ["shares", "means", "ratios"])
def test_what_is_put_around_a_query_is_portable(design, reduction):
    engine = Listening()
    asked = {"shares": (["yes", "rather"],), "means": (), "ratios": ("hours", "visits")}[reduction]
    with pytest.raises(EngineError):
        getattr(survey_reductions, reduction)(Sample(engine, "answers_2024", design), *asked)
    with pytest.raises(EngineError):
        survey_reductions.sample(engine, "answers_2024", design)

    assert [findings(sql) for sql in engine.asked] == [[], []]


@pytest.mark.parametrize("name", query_files.names())
def test_every_query_says_what_a_row_is_and_where_it_is_tested(name):
    said = query_files.header(name)
    text = query_files.text(name, **SLOTS)

    assert said.keys() >= {"One row", "Reads", "Tests"}
    assert (ROOT / said["Tests"].strip()).exists()
    assert set(re.findall(r"\$(\w+)", text)) <= set(re.findall(r"\$(\w+)", said.get("Parameters", "")))


@pytest.mark.parametrize(
    ("expression", "cure"),
    [
        ("n / NULLIF(m, 0)", "CAST(… AS DOUBLE)"),
        ("CAST(n AS DOUBLE) / m", "NULLIF"),
        ("CAST(x AS BIGINT)", "FLOOR"),
        ("CAST(x AS DECIMAL(9, 2))", "cast to DOUBLE"),
        ("ROUND(x, 2)", "FLOOR"),
        ("LOG(x)", "LN"),
        ("MEDIAN(x)", "quantiles.sql"),
        ("QUANTILE_CONT(x, 0.5)", "quantiles.sql"),
        ("PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY x)", "quantiles.sql"),
        ("DATE_DIFF('month', a, b)", "EXTRACT"),
        ("DATE_TRUNC('month', a)", "event_periods.sql"),
        ("EXTRACT(dow FROM a)", "portable are YEAR"),
        ("EXTRACT(YEAR FROM a)", "CAST(EXTRACT"),
        ("LAG(x) OVER (ORDER BY a)", "join the table with itself"),
        ("SUM(x)", "CAST(SUM"),
        ("AVG(x)", "COUNT(x)"),
        ("x * 1.5", "CAST(1.5 AS DOUBLE)"),
        ("STDDEV(x)", "z_score.sql"),
        ("x // 2", "FLOOR"),
        ("x % 2", "FLOOR"),
        ("UPPER(a)", "Georgian"),
        ("TRY_CAST(a AS DOUBLE)", "ingest"),
        ("STRPTIME(a, '%Y')", "ALLOWED"),
        ("SUM(CAST(x AS DOUBLE)) OVER (ORDER BY a ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)", "frames"),
    ],
)
def test_what_differs_between_engines_is_named_with_its_cure(expression, cure):
    found = findings(f"SELECT {expression} AS one FROM answers")

    assert any(cure in one for one in found), found


@pytest.mark.parametrize(
    ("sql", "cure"),
    [
        ("SELECT a FROM t ORDER BY a", "in Python"),
        ("SELECT a FROM t LIMIT 3", "in Python"),
        ("SELECT a FROM t, u", "CROSS JOIN"),
        ("SELECT a FROM t ASOF JOIN u ON t.a >= u.a", "LEFT JOIN"),
        ("SELECT a FROM t FULL JOIN u USING (a)", "LEFT JOIN"),
        ("PIVOT t ON a USING SUM(b)", "SELECT"),
        ("DROP TABLE t", "only read"),
        ("SELECT 1 AS a; SELECT 2 AS a", "one statement"),
        ("SELECT FROM WHERE", "no SQL"),
        ("SELECT a FROM t QUALIFY ROW_NUMBER() OVER (ORDER BY a) = 1", "WHERE"),
    ],
)
def test_statements_that_differ_are_refused(sql, cure):
    assert any(cure in one for one in findings(sql))
