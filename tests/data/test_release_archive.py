"""A release as one file: packed the same each time, taken in whole or not at all."""

import json
import shutil
import warnings
import zipfile

import pytest
from typer.testing import CliRunner

from data import release_archive, releases
from data.__main__ import application
from data.release_archive import ArchiveRefused, adopt, pack


@pytest.fixture(scope="module")
def packed(release, tmp_path_factory):
    """The session's release as a file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KVALI_VAR", str(tmp_path_factory.mktemp("packed")))
        return pack(release)


@pytest.fixture(autouse=True)
def empty_var(tmp_path, monkeypatch):
    """Where nothing was built."""
    monkeypatch.setenv("KVALI_VAR", str(tmp_path / "var"))
    return tmp_path / "var"


def rewritten(packed, target, **changes):
    """The packed release with members replaced, renamed or left out."""
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = changes.get(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name in changes.keys() - set(old.namelist()):
            new.writestr(name, changes[name])
    return target


def with_manifest(packed, target, **changes):
    with zipfile.ZipFile(packed) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    return rewritten(packed, target, **{"manifest.json": json.dumps(manifest | changes)})


def assert_nothing_was_taken_in(var):
    assert [path.name for path in (var / "releases").glob("*")] == []


def test_a_release_is_packed_the_same_each_time(release, packed):
    again = pack(release)
    assert again.name == f"kvali-{release.id}.zip"
    assert release_archive.digest(again) == release_archive.digest(packed)


def test_a_packed_release_is_taken_into_an_empty_var(release, packed):
    adopted = adopt(packed)
    assert adopted.id == release.id
    assert adopted.manifest == release.manifest
    assert releases.present() == [adopted]


def test_taking_in_leaves_the_pointer_where_it_is(packed):
    adopt(packed)
    with pytest.raises(releases.ReleaseMissing):
        releases.current()


def test_taking_in_as_current_moves_the_pointer(release, packed):
    adopt(packed, current=True)
    assert releases.current().id == release.id


def test_taking_in_twice_changes_nothing(packed):
    first = adopt(packed)
    before = (first.path / "kvali.duckdb").stat().st_mtime_ns
    assert (adopt(packed).path / "kvali.duckdb").stat().st_mtime_ns == before


def test_a_damaged_release_is_replaced_by_its_whole_copy(packed):
    path = adopt(packed).path / "facts.parquet"
    path.write_bytes(b"damaged")
    adopt(packed)
    assert releases.load(path.parent)
    assert [one.name for one in path.parent.parent.glob("*.partial")] == []


@pytest.mark.parametrize("where", [0.001, 0.3, 0.6, 0.9, 0.9999])
def test_a_file_with_a_changed_byte_is_refused_or_says_the_same(packed, tmp_path, empty_var, where):
    content = bytearray(packed.read_bytes())
    content[int(where * len(content))] ^= 0xFF
    damaged = tmp_path / "damaged.zip"
    damaged.write_bytes(content)
    with pytest.raises(ArchiveRefused):
        adopt(damaged)
    assert_nothing_was_taken_in(empty_var)


def test_half_a_file_is_refused(packed, tmp_path, empty_var):
    content = packed.read_bytes()
    half = tmp_path / "half.zip"
    half.write_bytes(content[: len(content) // 2])
    with pytest.raises(ArchiveRefused, match="damaged"):
        adopt(half)
    assert_nothing_was_taken_in(empty_var)


@pytest.mark.parametrize(
    "changes",
    [{"../outside.txt": "x"}, {"/outside.txt": "x"}, {"more.txt": "x"}, {"facts.parquet": None}],
    ids=["up", "root", "more", "less"],
)
def test_a_file_with_other_members_is_refused(packed, tmp_path, empty_var, changes):
    with pytest.raises(ArchiveRefused, match="no packed release"):
        adopt(rewritten(packed, tmp_path / "other.zip", **changes))
    assert not (tmp_path / "outside.txt").exists()
    assert_nothing_was_taken_in(empty_var)


def test_a_file_with_a_member_twice_is_refused(packed, tmp_path):
    twice = shutil.copy(packed, tmp_path / "twice.zip")
    with warnings.catch_warnings(), zipfile.ZipFile(twice, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("facts.parquet", b"x")
    with pytest.raises(ArchiveRefused, match="no packed release"):
        adopt(tmp_path / "twice.zip")


@pytest.mark.parametrize("name", ["../2026-11-22-00000000", "2026-11-22-00000000", "x", "", 3, None])
def test_an_id_that_does_not_belong_to_the_content_is_refused(packed, tmp_path, empty_var, name):
    with pytest.raises(ArchiveRefused):
        adopt(with_manifest(packed, tmp_path / "other.zip", release=name))
    assert_nothing_was_taken_in(empty_var)


def test_another_schema_version_is_refused_with_the_command_that_rebuilds(packed, tmp_path, empty_var):
    with pytest.raises(ArchiveRefused, match=r"version 2.*make build"):
        adopt(with_manifest(packed, tmp_path / "newer.zip", schema_version=2))
    assert_nothing_was_taken_in(empty_var)


def test_figures_that_are_not_those_of_the_id_are_refused(release, packed, tmp_path, empty_var):
    digest = release.manifest["content_sha256"][:8] + "0" * 56
    with pytest.raises(ArchiveRefused, match="stands for"):
        adopt(with_manifest(packed, tmp_path / "forged.zip", content_sha256=digest))
    assert_nothing_was_taken_in(empty_var)


def test_a_parquet_of_other_facts_is_refused(release, packed, tmp_path):
    import pandas as pd

    other = tmp_path / "facts.parquet"
    pd.read_parquet(release.path / "facts.parquet").iloc[1:].to_parquet(other)
    files = release.manifest["files"] | {"facts.parquet": release_archive.digest(other)}
    forged = with_manifest(packed, tmp_path / "half_forged.zip", files=files)
    with pytest.raises(ArchiveRefused, match="stands for"):
        adopt(rewritten(forged, tmp_path / "forged.zip", **{"facts.parquet": other.read_bytes()}))


def test_an_id_that_stands_here_with_other_content_stays(packed, release):
    adopted = adopt(packed)
    manifest = json.loads((adopted.path / "manifest.json").read_text(encoding="utf-8"))
    manifest["content_sha256"] = release.manifest["content_sha256"][:8] + "0" * 56
    (adopted.path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ArchiveRefused, match="other content"):
        adopt(packed)
    assert releases.named(release.id).manifest["content_sha256"].endswith("0" * 56)


def test_nothing_is_taken_in_while_a_build_runs(packed):
    with releases.lock(), pytest.raises(releases.ReleaseLocked):
        adopt(packed)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"release": 3}', "[" * 100_000])
def test_a_manifest_that_cannot_be_read_is_refused(packed, tmp_path, text):
    with pytest.raises(ArchiveRefused, match="manifest"):
        adopt(rewritten(packed, tmp_path / "other.zip", **{"manifest.json": text}))


def test_words_that_are_no_id_never_become_a_path():
    for name in ("..", "../..", "/", "CURRENT", "2026-11-22-0000000g", ""):
        with pytest.raises(releases.ReleaseMissing):
            releases.named(name)


def test_the_commands_pack_take_in_and_list(release, packed):
    run = CliRunner().invoke
    assert "make build" in run(application, ["releases"]).output
    assert run(application, ["pack"]).exit_code == 1
    assert release.id in run(application, ["adopt", str(packed), "--current"]).output
    listed = run(application, ["releases"]).output
    assert listed.startswith(f"* {release.id}")
    assert release.manifest["content_sha256"] in listed
    assert release_archive.digest(packed) in run(application, ["pack"]).output


def test_the_commands_say_why_they_refuse(tmp_path):
    answer = CliRunner().invoke(application, ["adopt", str(tmp_path / "nothing.zip")])
    assert answer.exit_code == 1
    assert "cannot be opened" in answer.output


def test_a_release_that_is_not_whole_is_listed_as_such(packed):
    (adopt(packed).path / "facts.parquet").write_bytes(b"damaged")
    assert "damaged" in CliRunner().invoke(application, ["releases"]).output
