import threading

import duckdb
import pandas as pd
import pytest

from data import engine, releases
from data.ids import fact_id

INPUTS = "0" * 64


@pytest.fixture(autouse=True)
def own_var(tmp_path, monkeypatch):
    monkeypatch.setenv("KVALI_VAR", str(tmp_path))
    yield tmp_path
    releases.close()


def made_up_tables(value=12.5, **changes):
    key = ("made_up_share", "GEO", 2019, "", "", "value", "made_up_source")
    fact = dict(zip(("indicator", "place", "year", "wave", "grp", "statistic", "source"), key, strict=True))
    fact |= {"fact_id": fact_id(key), "value": value, "status": "published"} | changes
    source = {"source": "made_up_source", "publisher": "x", "title": "x", "licence": "x", "terms": "open"}
    indicator = {
        "indicator": "made_up_share",
        "pillar": "context",
        "concept": "x",
        "kind": "published",
        "unit": "%",
        "better": "neither",
    }
    empty = {name: pd.DataFrame() for name in releases.TABLES}
    return empty | {
        "sources": pd.DataFrame([source]),
        "places": pd.DataFrame([{"place": "GEO", "level": "country", "name_en": "Georgia"}]),
        "indicators": pd.DataFrame([indicator]),
        "facts": pd.DataFrame([fact]),
    }


def write(**changes):
    return releases.write(made_up_tables(**changes), date="2026-11-22", inputs_sha256=INPUTS, code_version="test")


def values(release):
    return releases.query(release, "SELECT value FROM facts")["value"].tolist()


def test_what_was_written_is_the_current_release():
    release = write()
    assert releases.current() == release
    assert values(release) == [12.5]
    assert release.manifest["rows_per_source"] == {"made_up_source": 1}
    assert release.date == "2026-11-22"


def test_the_parquet_holds_the_same_facts():
    release = write()
    assert pd.read_parquet(release.path / "facts.parquet")["value"].tolist() == [12.5]


def test_the_same_content_makes_the_same_id_and_another_content_another():
    first = write()
    assert write().id == first.id
    assert write(value=13.0).id != first.id


def test_an_older_release_can_still_be_read():
    old = write()
    write(value=13.0)
    assert values(releases.load(old.path)) == [12.5]


@pytest.mark.parametrize(
    "broken",
    [
        {"fact_id": "k123"},
        {"place": "Atlantis"},
        {"indicator": "unheard_of"},
        {"value": float("inf")},
        {"lower": 1.0},
        {"lower": 13.0, "upper": 14.0, "interval_kind": "confidence", "interval_level": 0.95},
        {"status": "guessed"},
        {"year": 1812},
    ],
)
def test_a_row_that_breaks_the_contract_leaves_the_old_release_standing(broken):
    old = write()
    with pytest.raises(duckdb.Error):
        write(**broken)
    assert releases.current() == old
    assert values(releases.current()) == [12.5]


def test_without_a_release_the_error_names_the_command():
    with pytest.raises(releases.ReleaseMissing, match="make build"):
        releases.current()


def test_a_pointer_to_nothing_is_a_missing_release(own_var):
    write()
    (own_var / "releases" / "CURRENT").write_text("2026-01-01-00000000\n", encoding="utf-8")
    with pytest.raises(releases.ReleaseMissing):
        releases.current()


@pytest.mark.parametrize("name", ["kvali.duckdb", "facts.parquet"])
def test_a_changed_file_is_a_damaged_release(name):
    path = write().path / name
    releases.close()
    path.write_bytes(path.read_bytes()[:-1] + b"\1")
    with pytest.raises(releases.ReleaseDamaged, match="make build"):
        releases.current()


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"files": 3}'])
def test_an_unreadable_manifest_is_a_damaged_release(text):
    (write().path / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(releases.ReleaseDamaged):
        releases.current()


def test_a_damaged_release_is_mended_by_building_it_again():
    release = write()
    (release.path / "manifest.json").write_text("{}", encoding="utf-8")
    assert write() == releases.current()
    assert values(releases.current()) == [12.5]


def test_what_a_killed_build_left_behind_is_removed(own_var):
    remains = own_var / "releases" / "2026-11-22-deadbeef.partial"
    remains.mkdir(parents=True)
    (remains / "kvali.duckdb").write_bytes(b"half")
    write()
    assert not remains.exists()


def test_two_builds_at_once_are_refused():
    with releases.lock(), pytest.raises(releases.ReleaseLocked), releases.lock():
        pass


def test_the_lock_is_free_again_after_a_build():
    with releases.lock():
        pass
    with releases.lock():
        pass


def test_threads_that_share_a_release_each_get_their_own_answer():
    release = write()
    wrong = []

    def ask(number):
        for _ in range(20):
            answer = releases.query(release, "SELECT $number AS answer FROM range(500)", {"number": number})
            wrong.extend(answer.loc[answer["answer"] != number, "answer"])

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_other_inputs_with_the_same_content_change_only_the_manifest():
    first = write()
    before = (first.path / "kvali.duckdb").stat().st_ino
    again = releases.write(made_up_tables(), date="2026-11-22", inputs_sha256="1" * 64, code_version="test")
    assert again.id == first.id
    assert again.manifest["inputs_sha256"] == "1" * 64
    assert (again.path / "kvali.duckdb").stat().st_ino == before


def test_a_query_takes_its_values_as_parameters():
    with engine.connect() as connection:
        assert engine.query(connection, "SELECT $text AS text", {"text": "'; DROP TABLE facts"})["text"].tolist() == [
            "'; DROP TABLE facts"
        ]
