"""Rows as JSON and as CSV, the two forms in which figures leave by machine."""

import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analytics.bulk_fields import Field
from analytics.combine import as_dicts
from analytics.rights import JOINED
from pages.parts.table import harmless


def csv_text(rows: pd.DataFrame) -> bytes:
    """CSV that a spreadsheet opens rightly: UTF-8 with its mark, full digits, no text that would run as a formula."""
    written = rows.copy()
    for name in written.columns:
        if written[name].dtype == bool:
            written[name] = written[name].map({True: "true", False: "false"})
        elif not pd.api.types.is_numeric_dtype(written[name]):
            written[name] = written[name].map({text: harmless(text) for text in written[name].unique()})
    text = io.StringIO()
    written.to_csv(text, index=False, lineterminator="\r\n")
    return text.getvalue().encode("utf-8-sig")


def records(rows: pd.DataFrame, fields: Sequence[Field]) -> list[dict[str, Any]]:
    """The rows for JSON: null where there is no number, lists as lists."""
    lists = [field.name for field in fields if field.kind == "list"]
    plain = rows.astype(object).where(rows.notna(), None)
    for name in lists:
        plain[name] = [text.split(JOINED) if text else [] for text in rows[name]]
    return as_dicts(plain)


def json_text(content: Mapping[str, Any], *, indent: int | None = None) -> bytes:
    """JSON in UTF-8, Georgian letters as letters; a number that JSON does not know is an error."""
    return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=indent).encode("utf-8")
