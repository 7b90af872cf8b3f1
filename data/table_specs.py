"""What a big table must hold: the content of a file like data/tables/events.toml, and its checks as SQL."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from data.errors import Finding, InputError
from data.paths import ROOT, shown

TABLES = ROOT / "data" / "tables"


class Column(BaseModel):
    """One column that a table must or may have.

    Attributes:
        type: what its cells become.
        required: an empty cell makes its row a bad one.
        above: the number must be greater than this.
        names: what sources call the column; the first that a source has is taken.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Literal["VARCHAR", "DOUBLE", "BIGINT", "DATE"]
    required: bool = False
    above: float | None = None
    names: tuple[str, ...] = Field(min_length=1)


class Spec(BaseModel):
    """A kind of table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    others: Literal["keep", "drop"]
    columns: dict[str, Column] = Field(min_length=1)


@dataclass(frozen=True)
class Checks:
    """The checks of one source as SQL expressions over its own columns.

    Attributes:
        typed: name of a column -> its value, NULL where the cell is empty or wrong.
        reasons: what is wrong with a row, several joined by "; ", '' = nothing.
    """

    typed: dict[str, str]
    reasons: str


def load(kind: str) -> Spec:
    """A kind that Kvali knows, or a file.

    Args:
        kind: events, answers, iati_transactions, iati_results, or the path of a .toml.

    Raises:
        InputError: there is no such kind or file, or it is not right.
    """
    path = Path(kind) if kind.endswith(".toml") else TABLES / f"{kind}.toml"
    known = ", ".join(sorted(one.stem for one in TABLES.glob("*.toml")))
    try:
        return Spec(**tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        cure = f"Name one of {known}, or the path of a .toml"
        raise InputError([Finding(shown(path), 0, "", kind, "is no kind of table", cure)]) from None
    except tomllib.TOMLDecodeError as error:
        raise InputError([Finding(shown(path), 0, "", str(error), "is not TOML", "Mend the line it names")]) from None
    except ValidationError as error:
        cure = "See class Spec in data/table_specs.py"
        raise InputError([
            Finding(shown(path), 0, ".".join(map(str, one["loc"])), str(one["input"])[:80], one["msg"], cure)
            for one in error.errors()
        ]) from None  # fmt: skip


def checks(spec: Spec, header: Sequence[str], file: Path) -> Checks:
    """The checks for a source with this header.

    Raises:
        InputError: a required column is missing.
    """
    found = {name: next((one for one in column.names if one in header), "") for name, column in spec.columns.items()}
    findings = [
        Finding(shown(file), 1, name, ", ".join(header)[:200], "has no such column",
                f"Call it {' or '.join(spec.columns[name].names)}, or write a .toml with your own names")
        for name, source in found.items() if spec.columns[name].required and not source
    ]  # fmt: skip
    if findings:
        raise InputError(findings)
    typed = {name: _value(spec.columns[name], source) for name, source in found.items()}
    if spec.others == "keep":
        taken = {*found.values(), *found}
        typed |= {name: _trimmed(name) for name in header if name not in taken}
    wrong = [one for name, source in found.items() if source for one in _wrong(name, spec.columns[name], source)]
    return Checks(typed, f"concat_ws('; ', {', '.join(wrong)})" if wrong else "''")


def quoted(name: str) -> str:
    """A name of a source's column as DuckDB writes it."""
    return '"' + name.replace('"', '""') + '"'


def _trimmed(source: str) -> str:
    return f"NULLIF(TRIM(CAST({quoted(source)} AS VARCHAR)), '')"


def _value(column: Column, source: str) -> str:
    """A cell in its type; not a number (NaN) is empty."""
    if not source:
        return f"CAST(NULL AS {column.type})"
    cast = f"TRY_CAST({_trimmed(source)} AS {column.type})"
    return f"CASE WHEN NOT isnan({cast}) THEN {cast} END" if column.type == "DOUBLE" else cast


def _wrong(name: str, column: Column, source: str) -> list[str]:
    """One CASE for everything that may be wrong with a column, NULL where nothing is."""
    text, value = _trimmed(source), _value(column, source)
    empty = f"({text} IS NULL OR lower({text}) = 'nan')" if column.type == "DOUBLE" else f"({text} IS NULL)"
    cases = {f"NOT {empty} AND {value} IS NULL": f"{name} is no {column.type}"}
    if column.required:
        cases[empty] = f"{name} is empty"
    if column.type == "DOUBLE":
        cases[f"isinf({value})"] = f"{name} is endless"
    if column.above is not None:
        cases[f"{value} <= {column.above}"] = f"{name} is not above {column.above:g}"
    return [f"CASE {' '.join(f'WHEN {met} THEN {_quoted_text(said)}' for met, said in cases.items())} END"]


def _quoted_text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
