"""What data/sources holds, read with csv and tomllib alone: the account of decision 0002 and the form of every row."""

import csv
import math
import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[2] / "data" / "sources"
FOLDERS = sorted(folder for folder in SOURCES.iterdir() if folder.is_dir())

ROWS_READ = 43_011
CARRIED_BY_BOUNDS = 375
SUPPRESSED_WIDE = 17
SUPPRESSED_BEFORE = 65
ADDED = {
    "eu4georgia_star": 9,
    "eu4georgia_ngoday": 6,
    "csogeorgia_declaration": 1,
    "ipn2020_turnout": 1,
    "kas_cssige": 2,
    "edec_star": 1,
}
# National turnout in the notes of three press sources; population of two regions and two municipalities.
ADDED_TO_OTHERS = 3 + 24

COLUMNS = ["indicator", "place", "year", "wave", "grp", "value", "qualifier", "lower", "upper", "n", "flag", "note"]
KEY = ["indicator", "place", "year", "wave", "grp"]
RECORD_KEYS = {"title", "version", "url", "licence", "terms", "retrieved", "year_rule", "publisher", "caveat"}
PLACE = re.compile(r"[A-Z]{3}|GE-(AJ|GU|IM|KA|KK|MM|RL|SJ|SK|SZ|TB)|GE-Q-(NE|NW|SE|SW)|268\d{4}")
GROUP = re.compile(r"(answer|company|field|sex|size|trust_ngo)=[^|=]+")
GEORGIAN = re.compile(r"[ა-ჰ]")
FLAGS = {
    "announced",
    "announced-rounded",
    "best-eleven",
    "border-change",
    "contested-2008",
    "contested-2024",
    "districts-left-out",
    "extremes",
    "from-aggregated",
    "from-georgian",
    "inferred",
    "jump",
    "large-fall",
    "list-over-population",
    "near-zero",
    "negative-flow",
    "not-re-rated",
    "older-vintage",
    "other-base",
    "other-definition",
    "other-question",
    "our-division",
    "our-sum",
    "oversample",
    "own-statement",
    "period-mean",
    "period-total",
    "phone-mode",
    "place-table",
    "portal-db",
    "preliminary",
    "re-based",
    "re-counted",
    "redefined",
    "register-fall",
    "register-step",
    "relabelled",
    "rounded",
    "rounding",
    "running-total",
    "short-sum",
    "single-project",
    "small-number-jump",
    "source-slip",
    "ten-year-mean",
    "wide-interval",
    "year-fixed",
    "year-inferred",
}
GEOSTAT_FLAGS = {
    "from-aggregated": 90,
    "from-georgian": 2,
    "older-vintage": 12,
    "portal-db": 114,
    "relabelled": 134,
    "short-sum": 126,
    "year-fixed": 11,
}


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def observations(folder: Path) -> list[dict[str, str]]:
    return [row for path in sorted(folder.glob("*.csv")) if path.name != "gaps.csv" for row in table(path)]


def gaps(folder: Path) -> list[dict[str, str]]:
    path = folder / "gaps.csv"
    return table(path) if path.exists() else []


def record(folder: Path) -> dict[str, object]:
    return tomllib.loads((folder / "source.toml").read_text(encoding="utf-8"))


def key(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[name] for name in KEY)


ROWS = {folder.name: observations(folder) for folder in FOLDERS}
GAPS = {folder.name: gaps(folder) for folder in FOLDERS}
RECORDS = {folder.name: record(folder) for folder in FOLDERS}
each_source = pytest.mark.parametrize("source", sorted(ROWS))


def test_every_gathered_observation_is_shipped_or_accounted_for():
    shipped = sum(map(len, ROWS.values()))
    assert shipped - sum(ADDED.values()) - ADDED_TO_OTHERS + CARRIED_BY_BOUNDS + SUPPRESSED_WIDE == ROWS_READ


def test_ninety_four_gathered_sources_and_six_of_printed_values_have_a_folder():
    assert len(FOLDERS) == 94 + len(ADDED)
    assert {source: len(ROWS[source]) for source in ADDED} == ADDED


def test_suppressed_cells_stand_in_the_gaps():
    notes = [row["note"] for rows in GAPS.values() for row in rows if row["reason"] == "suppressed"]
    assert sum("clusters=" in note for note in notes) == SUPPRESSED_BEFORE
    assert sum("points wide" in note for note in notes) == SUPPRESSED_WIDE


def test_the_standard_error_of_voice_and_accountability_is_carried_by_bounds():
    bounded = [row for row in ROWS["wgi2024"] if row["indicator"] == "wgi_va_est"]
    assert len(bounded) == CARRIED_BY_BOUNDS
    for row in bounded:
        middle = (float(row["lower"]) + float(row["upper"])) / 2
        assert middle == pytest.approx(float(row["value"]), abs=2e-6)


@each_source
def test_a_record_has_its_keys_and_both_languages(source):
    entry = RECORDS[source]
    assert RECORD_KEYS <= set(entry) <= RECORD_KEYS | {"more_urls", "interval"}
    assert entry["terms"] in {"open", "cite", "quote"}
    assert isinstance(entry["retrieved"], date)
    assert str(entry["url"]).startswith("http")
    for name in ("publisher", "caveat"):
        assert set(entry[name]) == {"ka", "en"}
        assert all(text.strip() for text in entry[name].values())
    assert GEORGIAN.search(entry["caveat"]["ka"])
    assert not GEORGIAN.search(entry["caveat"]["en"])


def test_caveats_are_written_for_each_source_of_its_own():
    for language in ("ka", "en"):
        texts = Counter(entry["caveat"][language] for entry in RECORDS.values())
        assert [text for text, times in texts.items() if times > 1] == []


@each_source
def test_bounds_have_a_kind_and_a_level_and_hold_their_value(source):
    bounded = [row for row in ROWS[source] if row["lower"] or row["upper"]]
    assert ("interval" in RECORDS[source]) == bool(bounded)
    for row in bounded:
        assert float(row["lower"]) <= float(row["value"]) <= float(row["upper"]), row


def test_levels_of_intervals_follow_the_publishers():
    levels = {source: entry["interval"]["level"] for source, entry in RECORDS.items() if "interval" in entry}
    assert levels.pop("vdem15") == 0.68
    assert levels.pop("wgi2024") == 0.90
    assert set(levels.values()) == {0.95}


@each_source
def test_rows_have_the_columns_of_the_contract_and_numbers_where_numbers_belong(source):
    assert ROWS[source]
    for row in ROWS[source]:
        assert [name for name in row if name != "statistic"] == COLUMNS
        assert math.isfinite(float(row["value"])), row
        assert re.fullmatch(r"\d{4}", row["year"]), row
        assert row["n"] == "" or int(row["n"]) > 0, row
        assert row["qualifier"] in {"", "about", "over", "under", "up to"}, row


@each_source
def test_keys_stand_once_and_never_among_both_figures_and_gaps(source):
    figures, missing = [key(row) for row in ROWS[source]], [key(row) for row in GAPS[source]]
    assert [one for one, times in Counter(figures + missing).items() if times > 1] == []


@each_source
def test_rows_are_sorted_so_that_a_new_edition_gives_a_readable_diff(source):
    for path in (SOURCES / source).glob("*.csv"):
        rows = [key(row) for row in table(path)]
        assert rows == sorted(rows), path.name


@each_source
def test_places_groups_and_flags_come_from_their_vocabularies(source):
    for row in ROWS[source] + GAPS[source]:
        assert PLACE.fullmatch(row["place"]), row
        parts = row["grp"].split("|") if row["grp"] else []
        assert parts == sorted(parts)
        assert all(GROUP.fullmatch(part) for part in parts), row
        assert set(filter(None, row.get("flag", "").split(";"))) <= FLAGS, row


def test_every_flag_of_geostat_landed():
    found = Counter(flag for row in ROWS["geostat_portal"] for flag in row["flag"].split(";"))
    assert {flag: found[flag] for flag in GEOSTAT_FLAGS} == GEOSTAT_FLAGS


def test_no_flag_of_the_vocabulary_is_unused():
    used = {flag for rows in ROWS.values() for row in rows for flag in row["flag"].split(";") if flag}
    assert used == FLAGS


def test_targets_are_no_values():
    statistics = {row["statistic"] for row in ROWS["eu4georgia_star"]}
    assert statistics == {"target"}


def test_gaps_say_why():
    reasons = {"suppressed", "not collected", "not published", "not found"}
    assert all(row["reason"] in reasons and row["note"] for rows in GAPS.values() for row in rows)


@each_source
def test_files_are_plain_utf8_with_unix_line_ends_and_without_nan(source):
    for path in (SOURCES / source).iterdir():
        content = path.read_bytes()
        assert b"\r" not in content
        assert not content.startswith(b"\xef\xbb\xbf")
        assert not re.search(r"(?i),nan[,\n]", content.decode("utf-8"))
