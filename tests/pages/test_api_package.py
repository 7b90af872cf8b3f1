"""The data package: what is in it, that it fits its description, and that nothing closed leaves with it."""

import hashlib
import io
import json
import re
import zipfile

import pandas as pd
import pytest

from analytics import bulk
from data import releases
from pages.parts import api_package
from tests.pages.asked import NAMES, ROOT, ask, cells


@pytest.fixture(scope="module", autouse=True)
def served(release):
    """The session's release is the current one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KVALI_VAR", str(release.path.parent.parent))
        yield


@pytest.fixture(scope="module")
def package(release, served):
    body = ask(f"{ROOT}/datapackage.zip")[2]
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def described(package):
    return json.loads(package["datapackage.json"])


def test_the_package_is_the_same_to_the_byte(release, tmp_path):
    api_package.write(release, tmp_path / "again.zip")
    status, headers, body = ask(f"{ROOT}/datapackage.zip")
    assert (status, headers["content-type"]) == (200, "application/zip")
    assert body == (tmp_path / "again.zip").read_bytes()


def test_the_package_is_made_once(monkeypatch, package):
    monkeypatch.setattr(api_package, "write", lambda *_: pytest.fail("made again"))
    assert ask(f"{ROOT}/datapackage.zip")[0] == 200


def test_every_file_fits_its_description(package, described):
    readers = {"integer": int, "number": float, "boolean": ("true", "false").index, "date": pd.Timestamp, "string": str}
    for resource in described["resources"]:
        content, fields = package[resource["path"]], resource["schema"]["fields"]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        table = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False, encoding="utf-8-sig")
        assert list(table.columns) == [field["name"] for field in fields]
        for field in fields:
            values = table[field["name"]]
            assert not (field.get("constraints", {}).get("required") and (values == "").any()), field["name"]
            values[values != ""].drop_duplicates().map(readers[field["type"]])
        for key in resource["schema"].get("primaryKey", []):
            assert table[key].is_unique


def test_the_description_names_release_digest_and_licences(described, release):
    assert described["release"] == release.id
    assert described["content_sha256"] == release.manifest["content_sha256"]
    assert {one.get("name") for one in described["licenses"]} >= {"CC-BY-SA-4.0", "CC-BY-4.0", "MIT"}
    assert all("name" in one or "path" in one for one in described["licenses"])
    assert {one["path"] for one in described["resources"]} == {f"{name}.csv" for name, _, _ in api_package.TABLES}


def test_nothing_closed_leaves_by_any_bulk_route(package, release):
    closed = set(bulk.indicators(release).loc[lambda one: one["open_facts"] == 0, "indicator"])
    every = releases.query(release, "SELECT fact_id, terms FROM facts JOIN sources USING (source)")
    forbidden = set(every.loc[~every["terms"].isin(["open", "own"]), "fact_id"])
    texts = [package[name] for name in package] + [ask(f"{ROOT}/{name}")[2] for name in NAMES if name != "facts"]
    leaving = {found.decode() for text in texts for found in re.findall(rb"\bk[a-z2-7]{12}\b", text)}
    assert len(leaving) > 40_000
    assert not forbidden & leaving
    facts = cells(package["facts.csv"])
    assert {row["terms"] for row in facts} == {"open"}
    assert not closed & {row["indicator"] for row in facts}


def test_what_is_left_out_is_listed_with_its_address(package, release):
    rows = cells(package["left_out.csv"])
    assert {"fiw_e_assoc", "eng_petition"} <= {row["indicator"] for row in rows}
    assert all(row["url"].startswith("http") and row["terms"] in {"cite", "quote"} for row in rows)


def test_the_licence_texts_travel_along(package):
    assert b"CC BY-SA 4.0" in package["LICENCES.md"]
    assert b"without restriction" in package["licences/MIT.txt"]
