"""The commands that make briefings without a browser."""

import csv
import hashlib
import io
import zipfile

import pytest
from typer.testing import CliRunner

from analytics.__main__ import application
from analytics.briefing import batch
from analytics.briefing.writers import WRITERS


@pytest.fixture
def run(release, monkeypatch):
    monkeypatch.setenv("KVALI_VAR", str(release.path.parent.parent))
    return lambda *words: CliRunner().invoke(application, [str(word) for word in words])


def test_a_briefing_is_written_with_its_choices_beside_it(run, tmp_path):
    told = run("brief", "region:GE-KK", "--language", "en", "--length", "half", "--out", tmp_path)
    assert told.exit_code == 0, told.output
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"region_GE-KK_half_en.{ending}" for ending in sorted([*WRITERS, "json"])
    ]  # fmt: skip


def test_a_saved_briefing_is_watched(run, tmp_path):
    run("brief", "project", "--language", "en", "--length", "half", "--format", "html", "--out", tmp_path)
    told = run("watch", tmp_path / "project_half_en.json")
    assert told.exit_code == 0, told.output
    assert told.output.startswith("[still true] ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("brief", "region:GE-XX", "--language", "en"), 'There is no region "GE-XX"'),
        (("brief", "project", "--language", "en", "--format", "odt"), 'There is no format "odt"'),
        (("brief", "project", "--language", "en", "--note", "no section named"), "wrong kind"),
        (("watch", "made_up.json"), "made_up.json"),
        (("logframe", "made_up", "--language", "en"), "made_up"),
    ],
)
def test_a_mistake_is_told_without_a_traceback(run, words, said):
    told = run(*words)
    assert told.exit_code == 1
    assert said in told.output
    assert "Traceback" not in told.output


def test_a_logframe_of_chosen_indicators_is_written(run, tmp_path):
    told = run("logframe", "turnout_parliamentary", "--language", "ka", "--out", tmp_path)
    assert told.exit_code == 0, told.output
    assert (tmp_path / "logframe_ka.xlsx").read_bytes()[:2] == b"PK"


def test_all_briefings_lie_in_one_zip_with_an_index_and_the_same_bytes(release):
    packed = batch.packed(release, WRITERS, length="half", places=("GE-KK", "GE-RL"))
    with zipfile.ZipFile(io.BytesIO(packed)) as parts:
        names = parts.namelist()
        index = parts.read("index.html").decode("utf-8")
        listed = list(csv.DictReader(parts.read("index.csv").decode("utf-8-sig").splitlines()))
        digests = {name: hashlib.sha256(parts.read(name)).hexdigest() for name in names}
        assert {one.date_time[:3] for one in parts.infolist()} == {tuple(map(int, release.date.split("-")))}
    assert sorted(names) == sorted(
        ["index.csv", "index.html", *(f"{language}/{place}.{ending}" for language in ("ka", "en")
                                      for place in ("GE-KK", "GE-RL") for ending in WRITERS)]
    )  # fmt: skip
    assert all(f'href="{name}"' in index for name in names if not name.startswith("index"))
    assert {row["file"]: row["sha256"] for row in listed} == {
        name: digests[name] for name in names if not name.startswith("index")
    }
    assert batch.packed(release, WRITERS, length="half", places=("GE-KK", "GE-RL")) == packed
