"""Every query that the engines run is portable, and what is not is named with its cure."""

import re

import pytest

from analytics import query_files
from analytics.query_lint import findings
from analytics.survey_design import Design
from analytics.survey_reductions import estimate_text
from data.paths import ROOT

SLOTS = {"by": "group_1, group_2", "fpc": "MAX(fpc)", "named": "group_1 IS NOT NULL", "of_kind": "kind = $kind"}


@pytest.mark.parametrize("name", query_files.names())
def test_every_query_is_portable(name):
    assert findings(query_files.text(name, **SLOTS)) == []


@pytest.mark.parametrize("design", [Design(), Design(psu=""), Design(fpc="all", second_fpc="people")])
@pytest.mark.parametrize("lean", [True, False])
def test_what_is_put_around_a_query_is_portable(design, lean):
    above = "CASE WHEN answer IS NULL THEN CAST(NULL AS DOUBLE) WHEN answer IN ($yes_0) THEN CAST(1 AS DOUBLE) END"
    assert findings(estimate_text("answers_2024", design, (above, ""), ["place", "year"], lean=lean)) == []


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
