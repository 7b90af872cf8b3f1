"""Big tables are taken in whole: every row once, bad ones aside with their reason, killed or not."""

import csv
import io
import os
import signal
import subprocess
import sys

import pandas as pd
import pytest

from data import big_tables, table_specs
from data.engine import EngineError, open_engine
from data.errors import InputError
from data.ingest import ingest
from data.paths import ROOT

EVENTS = table_specs.load("events")
HEADER = "date,place,kind,amount\n"


@pytest.fixture(autouse=True)
def own_var(tmp_path, monkeypatch):
    monkeypatch.setenv("KVALI_VAR", str(tmp_path / "var"))
    return tmp_path / "var"


def written(folder, text, name="made_up.csv"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return path


def rows_of(table):
    engine = open_engine("duckdb")
    engine.register("made_up", table.rows)
    return engine.query("SELECT * FROM made_up")


def bad_of(table):
    texts = [path.read_text(encoding="utf-8") for path in sorted(table.bad.glob("*.csv"))]
    return [row for text in texts for row in csv.DictReader(io.StringIO(text))]


def test_good_rows_get_their_types(tmp_path):
    found = rows_of(
        ingest(written(tmp_path, HEADER + "2020-01-02, GE-KK ,grant,-1.5\n2020-01-03,GE-TB,,\n"), EVENTS, "made_up")
    )

    assert found["place"].tolist() == ["GE-KK", "GE-TB"]
    assert found["amount"].tolist()[0] == -1.5
    assert found["kind"].isna().tolist() == [False, True]
    assert found["date"].dt.year.tolist() == [2020, 2020]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("2020-13-01,GE-KK,x,1", "date is no DATE"),
        (",GE-KK,x,1", "date is empty"),
        ("2020-01-01,,x,1", "place is empty"),
        ("2020-01-01,GE-KK,x,one", "amount is no DOUBLE"),
        ("2020-01-01,GE-KK,x,inf", "amount is endless"),
        ("yesterday,,x,1", "date is no DATE; place is empty"),
    ],
)
def test_a_bad_row_stands_aside_with_its_reason(tmp_path, line, reason):
    table = ingest(written(tmp_path, f"{HEADER}2020-01-02,GE-KK,x,1\n{line}\n"), EVENTS, "made_up")

    assert (table.manifest["rows"], table.manifest["bad"]) == (1, 1)
    assert [(row["row"], row["reasons"]) for row in bad_of(table)] == [("2", reason)]


@pytest.mark.parametrize("line", [b"2020-01-01,GE-KK", b"2020-01-01,GE-KK,x,1,2", b"2020-01-01,\xff\xfe,x,1"])
def test_a_line_that_is_no_row_is_counted_with_its_place_in_the_file(tmp_path, line):
    table = ingest(written(tmp_path, HEADER.encode() + b"2020-01-02,GE-KK,x,1\n" + line + b"\n"), EVENTS, "made_up")

    assert (table.manifest["rows"], table.manifest["reasons"]) == (1, {"the line is no row": 1})
    assert [row["row"] for row in bad_of(table)] == ["3"]


def test_a_bad_cell_that_begins_like_a_formula_is_none_when_it_is_opened(tmp_path):
    table = ingest(written(tmp_path, f'{HEADER}2020-01-01,,"=HYPERLINK(1)",-5\n'), EVENTS, "made_up")

    assert [(row["kind"], row["amount"]) for row in bad_of(table)] == [("'=HYPERLINK(1)", "-5")]


def test_not_a_number_is_missing_and_not_bad(tmp_path):
    table = ingest(written(tmp_path, HEADER + "2020-01-01,GE-KK,x,NaN\n"), EVENTS, "made_up")

    assert table.manifest["bad"] == 0
    assert rows_of(table)["amount"].isna().all()


def test_folders_of_parquet_give_their_partitions_as_columns(tmp_path):
    spec = table_specs.load("answers")
    for year in (2020, 2021):
        people = pd.DataFrame({"weight": [1.0, 0.0], "stratum": ["a", "b"], "psu": [1, 2], "answer": ["დიახ", None]})
        folder = tmp_path / "source" / f"year={year}"
        folder.mkdir(parents=True)
        people.to_parquet(folder / "part.parquet")

    table = ingest(tmp_path / "source", spec, "made_up")

    found = rows_of(table).sort_values("year")
    assert found["year"].astype(int).tolist() == [2020, 2021]
    assert found["answer"].tolist() == ["დიახ", "დიახ"]
    assert table.manifest["reasons"] == {"weight is not above 0": 2}


def test_transactions_in_iatis_flat_form_become_events(tmp_path):
    header = (
        "iatiidentifier,reportingorg_ref,transactiontype_code,transactiondate_isodate,"
        "value,value_currency,value_usd,recipientcountry_code\n"
    )
    text = header + "XX-1,XX,3,2020-05-05,100,EUR,112.5,GE\nXX-1,XX,3,,100,EUR,112.5,GE\n"

    table = ingest(written(tmp_path, text), table_specs.load("iati_transactions"), "made_up_aid")

    assert rows_of(table)[["place", "kind", "amount"]].values.tolist() == [["GE", "3", 112.5]]
    assert table.manifest["reasons"] == {"date is empty": 1}


def test_results_in_iatis_flat_form_keep_sentences_aside(tmp_path):
    spec = table_specs.load("iati_results")
    names = "iati_identifier,result_indicator_period_period_end_iso_date,result_indicator_period_actual_value\n"

    table = ingest(written(tmp_path, names + "XX-1,2020-12-31,17\nXX-1,2020-12-31,seventeen\n"), spec, "made_up")

    assert rows_of(table)["amount"].tolist() == [17.0]
    assert table.manifest["reasons"] == {"amount is no DOUBLE": 1}


def test_a_missing_column_names_file_and_cure(tmp_path):
    with pytest.raises(InputError, match=r"made_up\.csv.*no such column.*Call it date or event_date"):
        ingest(written(tmp_path, "day,place\n2020-01-01,GE-KK\n"), EVENTS, "made_up")


def test_a_folder_of_nothing_is_said_so(tmp_path):
    with pytest.raises(EngineError, match=r"no \.parquet or \.csv file"):
        ingest(tmp_path, EVENTS, "made_up")


def test_a_changed_source_is_taken_in_anew_and_an_unchanged_one_is_not(tmp_path, monkeypatch):
    path = written(tmp_path, HEADER + "2020-01-01,GE-KK,x,1\n")
    first = ingest(path, EVENTS, "made_up")
    assert ingest(path, EVENTS, "made_up") == first
    written(tmp_path, HEADER + "2020-01-01,GE-KK,x,1\n2020-01-02,GE-KK,x,1\n")

    assert ingest(path, EVENTS, "made_up").manifest["rows"] == 2
    assert not first.path.exists()


def test_a_table_that_was_not_taken_in_is_said_so():
    with pytest.raises(EngineError, match="python -m data ingest"):
        big_tables.load("made_up")


KILLED = """
import os, sys
from pathlib import Path
from data import ingest, table_specs
moment = int(sys.argv[3])
def tick(count=[0]):
    count[0] += 1
    if count[0] == moment:
        os.kill(os.getpid(), 9)
def watched(name):
    real = getattr(ingest, name)
    def around(*given, **named):
        tick()
        done = real(*given, **named)
        tick()
        return done
    setattr(ingest, name, around)
for name in ("_copy", "write_text", "_finish", "_remove_others"):
    watched(name)
ingest.ingest(Path(sys.argv[1]), table_specs.load("events"), "made_up", rows=int(sys.argv[2]))
"""


@pytest.mark.parametrize("moment", range(2, 44, 9))
def test_killed_at_any_step_and_run_again_every_row_is_there_once(tmp_path, own_var, moment):
    lines = [f"2020-01-{day:02},GE-KK,number {day},{day}" for day in range(1, 26)] + ["broken"]
    lines[7] = "2020-01-08,,number 8,8"
    for name in ("a.csv", "b.csv"):
        written(tmp_path / "source", HEADER + "\n".join(lines) + "\n", name)
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path / "source"), "10", str(moment)],
        cwd=ROOT, env=os.environ | {"KVALI_VAR": str(own_var)}, check=False, capture_output=True,
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL, killed.stderr

    table = ingest(tmp_path / "source", EVENTS, "made_up", rows=10)

    assert sorted(rows_of(table)["amount"]) == sorted(2 * [float(day) for day in range(1, 26) if day != 8])
    assert (table.manifest["rows"], table.manifest["bad"]) == (48, 4)
    assert len(bad_of(table)) == 4
    assert sorted(path.name for path in table.path.parent.iterdir()) == sorted(["CURRENT", "lock", table.path.name])


def test_the_command_says_what_was_taken_in_and_what_was_not(tmp_path, own_var):
    path = written(tmp_path, HEADER + "2020-01-01,GE-KK,x,1\n2020-01-01,,x,1\n")
    command = [sys.executable, "-m", "data", "ingest", "events", str(path), "--name", "made_up", "--memory", "256MB"]
    said = subprocess.run(command, cwd=ROOT, env=os.environ | {"KVALI_VAR": str(own_var)}, check=False,
                          capture_output=True, encoding="utf-8")  # fmt: skip

    assert said.returncode == 0, said.stderr
    assert "made_up: 1 rows, 1 bad ones" in said.stdout
    assert "place is empty" in said.stdout
