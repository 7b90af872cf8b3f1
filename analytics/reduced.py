"""Figures of a source that stands on a big table: reduced on an engine, then checked like any published figure.

Only groups come back from the engine. They are written as an observations.csv and gaps.csv of their own into var/cache,
with 10 significant digits, so that the last bits of a sum, which differ between engines, never reach a release.
"""

import csv
import hashlib
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pandas as pd

from analytics import big_records, survey_reductions
from analytics.big_records import BigRecord, Reduction
from analytics.combine import as_dicts
from analytics.survey_design import DesignError
from analytics.survey_import import WIDE, WIDEST
from data import big_tables
from data.engine import Engine, EngineError
from data.errors import Finding, InputError
from data.observations import COLUMNS, GAP_COLUMNS
from data.paths import ROOT, shown, var
from geo.places import UnknownPlace, code_of

_CODE = ("analytics/reduced.py", "analytics/survey_reductions.py", "analytics/big_records.py", "analytics/estimate.py")
_EVENTS = """
SELECT place, CAST(EXTRACT(YEAR FROM date) AS BIGINT) AS year, COUNT(*) AS events, CAST(SUM(amount) AS DOUBLE) AS amount
FROM events
WHERE place IS NOT NULL AND date IS NOT NULL AND ($kind = '' OR kind = $kind)
GROUP BY place, CAST(EXTRACT(YEAR FROM date) AS BIGINT)
"""
Row = dict[str, Any]


def table_keys(root: Path) -> str:
    """Which versions of big tables the sources under a folder stand on; a build is stale when one changes.

    A record that is wrong counts as none here: the build names what is wrong with it.
    """
    keys = []
    for path in sorted(root.glob(f"*/{big_records.FILE}")):
        with suppress(InputError, EngineError, FileNotFoundError):
            if record := big_records.load(path.parent):
                keys.append((big_tables.folder(record.table) / "CURRENT").read_text(encoding="utf-8"))
    return "\n".join(keys)


def folder_of(source: Path, record: BigRecord, engine: Callable[[], Engine]) -> Path:
    """A folder with the source's reduced figures; computed when the table, the record, the code or the engine changed.

    Args:
        source: the source's folder.
        record: its reductions.toml.
        engine: gives the engine, which is asked for only when there is something to compute.

    Raises:
        InputError: the table is no sample, or names no place.
        EngineError: the table was not taken in, or the engine did not finish; nothing is written then.
    """
    table = big_tables.load(record.table)
    asked = engine()
    code = b"".join((ROOT / name).read_bytes() for name in _CODE)
    queries = b"".join(path.read_bytes() for path in sorted((ROOT / "analytics" / "queries").glob("*.sql")))
    stated = f"{record.model_dump_json()} {table.manifest['key']} {asked.setting}".encode()
    key = hashlib.sha256(stated + code + queries).hexdigest()[:16]
    final = var() / "cache" / f"{source.name}-{key}.reduced"
    if final.exists():
        return final
    asked.register(record.table, table.rows)
    try:
        rows = pd.concat([_of_indicator(asked, record, name) for name in record.indicators], ignore_index=True)
    except (DesignError, UnknownPlace) as error:
        cure = "Mend the table, or [design] and [place] of the record"
        finding = Finding(shown(source / big_records.FILE), 0, "", record.table, f"does not fit: {error}", cure)
        raise InputError([finding]) from None
    return _written(as_dicts(rows.sort_values(["indicator", "place", "year", "grp"])), final)


def _of_indicator(engine: Engine, record: BigRecord, name: str) -> pd.DataFrame:
    """Rows of one indicator: the key columns, value, lower, upper, n, clusters, refused."""
    one = record.indicators[name]
    found = _events(engine, record, one) if one.reduction in ("count", "sum") else _survey(engine, record, one)
    return found.assign(indicator=name, wave=record.wave)


def _events(engine: Engine, record: BigRecord, one: Reduction) -> pd.DataFrame:
    sql = _EVENTS.replace("FROM events", f"FROM {record.table}")
    found = engine.query(sql, {"kind": one.kind})
    value = found["events"] if one.reduction == "count" else found["amount"]
    places = [code_of(place) for place in found["place"]]
    rows = pd.DataFrame({"place": places, "year": found["year"].astype("int64"), "value": value.astype("float64")})
    return rows.dropna(subset=["value"]).assign(grp="", lower=None, upper=None, n=None, clusters=None, refused="")


def _survey(engine: Engine, record: BigRecord, one: Reduction) -> pd.DataFrame:
    assert record.design is not None  # noqa: S101 - BigRecord refuses a survey without one
    sample = survey_reductions.sample(engine, record.table, record.design.design)
    return pd.concat([_broken_down(sample, record, one, names) for names in record.printed], ignore_index=True)


def _broken_down(
    sample: survey_reductions.Sample, record: BigRecord, one: Reduction, names: tuple[str, ...]
) -> pd.DataFrame:
    groupings = {name: record.place if name == "place" else record.groups[name] for name in names}
    columns = [grouping.column for grouping in groupings.values() if grouping]
    if one.reduction == "share":
        found = survey_reductions.shares(sample, one.yes, answer=one.answer, by=columns)
    else:
        found = survey_reductions.means(sample, answer=one.answer, by=columns)
    categories = {
        name: found[grouping.column].astype(str).map(dict(grouping.codes) if grouping.codes else str)
        for name, grouping in groupings.items() if grouping
    }  # fmt: skip
    known = pd.Series(True, found.index)
    for cells in categories.values():
        known &= cells.notna()
    dimensions = sorted(set(names) - {"place"})
    grp = [
        "|".join(f"{name}={categories[name][row]}" for name in dimensions) if known[row] else "" for row in found.index
    ]
    place = categories["place"].map(code_of, na_action="ignore") if "place" in names else record.whole
    return found.assign(grp=grp, place=place, year=record.year)[known]


def _written(rows: list[Row], final: Path) -> Path:
    """Write both files aside, then give their folder its name."""
    half = final.with_suffix(".half")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    notes = [_reason(row) for row in rows]
    figures = [_observation(row) for row, note in zip(rows, notes, strict=True) if not note]
    gaps = [{**_key(row), "reason": "suppressed", "note": note} for row, note in zip(rows, notes, strict=True) if note]
    for name, columns, lines in (("observations", COLUMNS, figures), ("gaps", GAP_COLUMNS, gaps)):
        with (half / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(lines)
            file.flush()
            os.fsync(file.fileno())
    half.replace(final)
    return final


def _reason(row: Row) -> str:
    """Why a figure is not shown, by the rules of the survey import; "" when it is."""
    if row["refused"]:
        return f"n={row['n']}; clusters={row['clusters']}; {row['refused']}"
    if row["lower"] is None or pd.isna(row["lower"]) or not _is_share(row):
        return ""
    width = row["upper"] - row["lower"]
    return f"n={row['n']}; interval {width:.1f} points wide" if width > WIDEST else ""


def _is_share(row: Row) -> bool:
    return bool(row["lower"] >= 0 and row["upper"] <= 100)


def _observation(row: Row) -> Row:
    bounded = row["lower"] is not None and not pd.isna(row["lower"])
    numbers = {name: f"{row[name]:.10g}" for name in (("value", "lower", "upper") if bounded else ("value",))}
    wide = bounded and _is_share(row) and row["upper"] - row["lower"] > WIDE
    return {
        **_key(row),
        **numbers,
        "n": int(row["n"]) if bounded else "",
        "flag": "wide-interval" if wide else "",
    }


def _key(row: Row) -> Row:
    return {name: row[name] for name in ("indicator", "place", "year", "wave", "grp")}
