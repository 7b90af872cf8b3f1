"""Finds in a query what the engines do differently, and names the cure. An extra: it reads SQL with sqlglot.

An allow-list: what is not known to be the same on DuckDB, Spark and PostgreSQL is refused. The differences were
measured; those that no engine complains of are the dangerous ones.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from data.engine import EngineMissing

# Grammar and functions that gave the same rows on all engines (tests/engine/test_same_everywhere.py).
ALLOWED = frozenset({
    "Select", "From", "Subquery", "With", "CTE", "TableAlias", "Table", "Identifier", "Column", "Star", "Alias",
    "Paren", "Where", "Group", "Join", "Having", "And", "Or", "Not", "Is", "Null", "EQ", "NEQ", "GT", "GTE", "LT",
    "LTE", "In", "Between", "Case", "If", "Coalesce", "Nullif", "Cast", "DataType", "Literal", "Neg", "Boolean",
    "Add", "Sub", "Mul", "Div", "Abs", "Sqrt", "Ln", "Exp", "Floor", "Ceil", "Sum", "Count", "Min", "Max", "Filter",
    "Distinct", "Window", "Order", "Ordered", "Rank", "RowNumber", "Extract", "Var", "Parameter", "Placeholder",
    "Union",
})  # fmt: skip
# What is refused although somebody will want it: what happens, and what to write instead.
CURES = {
    "Round": "rounds halves differently, on PostgreSQL NUMERIC only: FLOOR(x * 100 + CAST(0.5 AS DOUBLE))",
    "Log": "has base 10 on DuckDB and PostgreSQL, base e on Spark: write LN(x)",
    "DateDiff": "counts borders of months on DuckDB, whole months on Spark: EXTRACT(YEAR) * 12 + EXTRACT(MONTH)",
    "DateTrunc": "gives a date here and a timestamp there: number the periods, as event_periods.sql does",
    "TimestampTrunc": "gives a date here and a timestamp there: number the periods, as event_periods.sql does",
    "PercentileCont": "differs between engines: use quantiles.sql",
    "PercentileDisc": "differs between engines: use quantiles.sql",
    "Quantile": "is DuckDB's own: use quantiles.sql",
    "ApproxQuantile": "differs between engines: use quantiles.sql",
    "Median": "differs between engines: use quantiles.sql",
    "Lag": "looks back rows and not periods, IGNORE NULLS is not everywhere: join the table with itself on period + 12",
    "Lead": "looks ahead rows and not periods: join the table with itself on period - 12",
    "Pivot": "is not everywhere: write one CASE per column, or stay long",
    "Avg": "of whole numbers is NUMERIC on PostgreSQL: CAST(SUM(x) AS DOUBLE) / NULLIF(COUNT(x), 0)",
    "Stddev": "is of the population here and of the sample there: write the squares, as z_score.sql does",
    "Variance": "is of the population here and of the sample there: write the squares, as z_score.sql does",
    "IntDiv": "is DuckDB's own: FLOOR(CAST(a AS DOUBLE) / NULLIF(b, 0))",
    "Mod": "differs for negative numbers: a - b * FLOOR(CAST(a AS DOUBLE) / NULLIF(b, 0))",
    "TryCast": "is not on PostgreSQL: check the cells when they are taken in (python -m data ingest)",
    "Limit": "without an order is chance: cut the frame in Python",
    "Qualify": "is not on PostgreSQL: put the window into a table of its own and use WHERE",
    "WindowSpec": "frames differ in their defaults: leave the frame out and order by a full key",
    "Upper": "turns Georgian letters into capitals that fonts lack: leave the case alone",
    "Lower": "depends on the locale of the server: leave the case alone",
}
_WHOLE = ("Sum", "Count", "Extract", "Floor", "Ceil", "Null", "Literal", "Filter")
_PARTS = ("YEAR", "MONTH", "DAY")
_TYPES = ("DOUBLE", "BIGINT", "DATE", "VARCHAR")


def findings(sql: str) -> list[str]:
    """What in a text is not the same everywhere, "construct: why; cure" each; empty when it is portable.

    Raises:
        EngineMissing: sqlglot is not installed.
    """
    sqlglot = _sqlglot()
    try:
        trees = sqlglot.parse(sql, read="duckdb")
    except sqlglot.errors.SqlglotError as error:
        return [f"the text: is no SQL ({str(error).splitlines()[0]})"]
    if len(trees) != 1 or type(trees[0]).__name__ not in ("Select", "Union"):
        return ["the text: is not one SELECT; engines only read, one statement at a time"]
    return [found for node in trees[0].walk() for found in _of_node(node)]


def _sqlglot() -> Any:
    try:
        return import_module("sqlglot")
    except ModuleNotFoundError:
        raise EngineMissing("sqlglot") from None


def _of_node(node: Any) -> Iterator[str]:
    kind = type(node).__name__
    if cure := CURES.get(kind):
        yield f"{_shown(node)}: {cure}"
    elif kind not in ALLOWED:
        yield (
            f"{_shown(node)}: {kind} is not on the list of what all engines do alike; write it with what is, or "
            "add it to ALLOWED together with a test in tests/engine"
        )
    elif kind in _RULES:
        yield from (f"{_shown(node)}: {problem}" for problem in _RULES[kind](node))


def _division(node: Any) -> Iterator[str]:
    if type(node.expression).__name__ != "Nullif":
        yield "x / 0 is an error on Spark and PostgreSQL and not on DuckDB: divide by NULLIF(…, 0)"
    if not any(type(part).__name__ == "Cast" and _target(part) == "DOUBLE" for part in _factors(node.this)):
        yield "whole numbers divide to whole ones on PostgreSQL: begin with CAST(… AS DOUBLE)"


def _factors(node: Any) -> Iterator[Any]:
    """The parts of a product, so that CAST(a AS DOUBLE) * b / c counts as a division of a double."""
    if type(node).__name__ in ("Mul", "Div", "Paren"):
        yield from _factors(node.this)
        if node.args.get("expression") is not None:
            yield from _factors(node.expression)
    else:
        yield node


def _cast(node: Any) -> Iterator[str]:
    target = _target(node)
    if target not in _TYPES:
        yield f"{target} is not the same everywhere: cast to {', '.join(_TYPES)}"
    elif target == "BIGINT" and type(node.this).__name__ not in _WHOLE:
        yield "rounds on DuckDB and PostgreSQL and cuts off on Spark: CAST(FLOOR(…) AS BIGINT)"


def _sum(node: Any) -> Iterator[str]:
    ancestors = {type(one).__name__ for one in _above(node)}
    if not ancestors & {"Cast", "Div"}:
        yield "its type differs (HUGEINT, BIGINT, NUMERIC): CAST(SUM(…) AS DOUBLE) or AS BIGINT"


def _above(node: Any) -> Iterator[Any]:
    while node.parent is not None and type(node.parent).__name__ != "Select":
        node = node.parent
        yield node


def _extract(node: Any) -> Iterator[str]:
    if node.name not in _PARTS and str(node.this) not in _PARTS:
        yield f"{node.this} is counted differently; portable are {', '.join(_PARTS)}"
    if type(node.parent).__name__ != "Cast":
        yield "is NUMERIC on PostgreSQL: CAST(EXTRACT(…) AS BIGINT)"


def _literal(node: Any) -> Iterator[str]:
    is_whole = node.is_string or str(node.this).isdigit()
    if not is_whole and type(node.parent).__name__ != "Cast":
        yield f"is a DECIMAL on some engines: CAST({node.this} AS DOUBLE)"


def _order(node: Any) -> Iterator[str]:
    if type(node.parent).__name__ != "Window":
        yield "texts sort by the locale of the server: sort the frame in Python"


def _join(node: Any) -> Iterator[str]:
    words = {node.method, node.side, node.kind} - {"", "INNER", "LEFT", "CROSS"}
    if words:
        yield f"{' '.join(sorted(words))} is not the same everywhere: use JOIN, LEFT JOIN or CROSS JOIN"
    if not (node.args.get("on") or node.args.get("using") or node.kind == "CROSS"):
        yield "a comma between tables hides what is meant: CROSS JOIN"


def _target(node: Any) -> str:
    return str(node.to.sql("duckdb"))


def _shown(node: Any) -> str:
    text = node.sql("duckdb") or type(node).__name__
    return text if len(text) <= 60 else text[:57] + "…"


_RULES: dict[str, Callable[[Any], Iterator[str]]] = {
    "Div": _division, "Cast": _cast, "Sum": _sum, "Extract": _extract, "Literal": _literal, "Order": _order,
    "Join": _join,
}  # fmt: skip
