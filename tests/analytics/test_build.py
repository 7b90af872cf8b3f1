import csv
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from analytics import build, facts, index_facts
from analytics.catalogue import catalogue
from data import ids, releases
from data.errors import InputError
from data.paths import ROOT, SOURCES

GOLDEN = ROOT / "tests" / "golden" / "known_answers.csv"


@pytest.fixture
def own_var(release, tmp_path, monkeypatch):
    """A var/ without a release; what was read of the sources before is taken over, which saves seconds a test."""
    shutil.copytree(release.path.parent.parent / "cache", tmp_path / "var" / "cache")
    monkeypatch.setenv("KVALI_VAR", str(tmp_path / "var"))
    yield tmp_path / "var"
    releases.close()


def few_draws(patch):
    """Indices from a few draws, where a test builds again and asks nothing of them: most of a build is their draws."""
    patch.setattr(index_facts, "DRAWS", dict.fromkeys(index_facts.DRAWS, 100))


@pytest.fixture(scope="module")
def built(release, tmp_path_factory):
    """A var/ with a release of few draws, for the tests below to copy."""
    var = tmp_path_factory.mktemp("built") / "var"
    shutil.copytree(release.path.parent.parent / "cache", var / "cache")
    with pytest.MonkeyPatch.context() as patch:
        few_draws(patch)
        patch.setenv("KVALI_VAR", str(var))
        build.build()
        releases.close()
    return var


@pytest.fixture
def before(built, tmp_path, monkeypatch):
    """The release that stands before a test builds once more, in a var/ of the test's own."""
    few_draws(monkeypatch)
    shutil.copytree(built, tmp_path / "var")
    monkeypatch.setenv("KVALI_VAR", str(tmp_path / "var"))
    yield releases.current()
    releases.close()


@pytest.fixture
def copied(tmp_path):
    """A copy of the sources that a test may spoil."""
    return shutil.copytree(SOURCES, tmp_path / "sources")


def answers():
    return list(csv.DictReader(GOLDEN.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", answers(), ids=lambda row: f"{row['metric']}-{row['place']}-{row['year']}")
def test_the_release_repeats_the_printed_answers(release, row):
    found = facts.of(release, (row["indicator"],), places=(row["place"],), years=(int(row["year"]),))
    assert [round(value, int(row["digits"])) for value in found["value"]] == [float(row["value"])]


def test_every_observation_of_the_sources_is_a_fact(release):
    published = releases.query(release, "SELECT count(*) AS rows FROM facts WHERE source <> 'kvali'")["rows"][0]
    shipped = sum(
        len(path.read_text(encoding="utf-8").splitlines()) - 1
        for path in SOURCES.rglob("*.csv")
        if path.name != "gaps.csv"
    )
    assert published == shipped == 42_666


def test_every_computed_fact_leads_back_to_published_ones(release):
    rootless = """
        SELECT count(*) AS rows FROM facts
        WHERE source = 'kvali' AND fact_id NOT IN (SELECT fact_id FROM fact_parents)
    """
    assert releases.query(release, rootless)["rows"][0] == 0
    sample = releases.query(
        release, "SELECT fact_id FROM facts WHERE indicator = 'nnle_concentration' AND place = 'GE-KK' AND year = 2022"
    )
    assert facts.credits(release, sample["fact_id"].tolist()) == ["geostat_portal", "geostat_regions"]


@pytest.mark.parametrize(
    ("indicator", "year", "official"),
    # 2013: the final 46.95 % counts voters abroad, whom the regions do not hold; 2024: 59.02 by precincts.
    [("turnout_presidential", 2013, 46.95), ("turnout_parliamentary", 2024, 59.02)],
)
def test_national_turnout_summed_from_regions_is_the_official_one(release, indicator, year, official):
    ours = facts.of(release, (indicator,), places=("GEO",), years=(year,))
    assert abs(ours["value"][0] - official) < 0.15


def test_every_interval_says_its_kind_and_level(release):
    levels = releases.query(
        release,
        """
        SELECT DISTINCT source, CAST(interval_level AS DOUBLE) AS level, interval_kind
        FROM facts WHERE lower IS NOT NULL AND source IN ('vdem15', 'wgi2024', 'cb2019')
        """,
    )
    assert {tuple(row) for row in levels.to_numpy()} == {
        ("vdem15", 0.68, "credible"),
        ("wgi2024", 0.9, "confidence"),
        ("cb2019", 0.95, "confidence"),
    }


def test_suppressed_cells_are_gaps_and_never_facts(release):
    both = """
        SELECT count(*) AS rows FROM gaps JOIN facts USING (indicator, place, year, wave, grp, source)
    """
    assert releases.query(release, both)["rows"][0] == 0
    reasons = releases.query(release, "SELECT reason, count(*) AS rows FROM gaps GROUP BY reason")
    assert dict(reasons.to_numpy())["suppressed"] == 82


def test_sources_that_disagree_are_both_kept(release):
    ledger = facts.disagreements(release, ("turnout_parliamentary",))
    assert set(ledger.loc[ledger["year"] == 2008, "source"]) == {"turnout_tsu", "kvali"}
    assert ledger.groupby("year")["chosen"].sum().eq(1).all()


def test_an_old_fact_id_still_finds_its_fact(release, monkeypatch):
    key = ("eng_petition", "GE-KK", 2019, "", "", "value", "cb2019")
    monkeypatch.setattr(facts, "renamed", lambda: {("indicator", "petition_made_up"): "eng_petition"})
    old = ids.fact_id(("petition_made_up", *key[1:]))
    assert facts.find(release, old)["fact_id"].tolist() == [ids.fact_id(key)]
    assert facts.find(release, "k" + "a" * 12).empty


def test_latest_gives_one_figure_per_indicator_and_place(release):
    newest = facts.latest(release, ("turnout_parliamentary", "eng_petition"), places=("GE-KK",))
    assert newest[["indicator", "year"]].to_numpy().tolist() == [
        ["eng_petition", 2019],
        ["turnout_parliamentary", 2024],
    ]


def test_a_second_clone_builds_the_same_release(release, own_var, copied):
    assert build.build(root=copied).id == release.id


def test_a_bad_row_names_itself_and_leaves_the_old_release_standing(before, copied):
    path = copied / "cb2019" / "observations.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("eng_petition,GE-KK,2019,,,", "eng_petition,GE-KQ,2019,,,", 1), encoding="utf-8")
    with pytest.raises(InputError, match=r"observations.csv, line \d+, place: 'GE-KQ' is no place"):
        build.build(root=copied)
    assert releases.current() == before


def test_a_changed_value_makes_another_release(before, copied):
    path = copied / "cb2019" / "observations.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    place = next(i for i, line in enumerate(lines) if line.startswith("eng_petition,GE-KK"))
    cells = lines[place].split(",")
    cells[5] = "11.1"
    lines[place] = ",".join(cells)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    after = build.build(root=copied)
    assert after.id != before.id
    identity = facts.of(after, ("eng_petition",), places=("GE-KK",), years=(2019,))["fact_id"][0]
    assert identity == facts.of(before, ("eng_petition",), places=("GE-KK",), years=(2019,))["fact_id"][0]


def test_an_unchanged_source_is_not_read_again(before, copied, monkeypatch):
    read = []
    reader = build.observations.read
    monkeypatch.setattr(
        build.observations, "read", lambda folder, *rest: read.append(folder.name) or reader(folder, *rest)
    )
    toml = copied / "cb2019" / "source.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + "\n# touched\n", encoding="utf-8")
    build.build(root=copied)
    assert read == ["cb2019"]


def test_a_release_is_stale_once_an_input_changes(before, monkeypatch):
    assert not build.stale()
    monkeypatch.setattr(build, "inputs_digest", lambda: "1" * 64)
    assert build.stale()


def test_without_a_release_the_build_is_stale(own_var):
    assert build.stale()


def test_a_record_that_names_other_sources_than_its_rows_is_refused(own_var, monkeypatch):
    records = dict(catalogue())
    records["eng_petition"] = records["eng_petition"].model_copy(update={"sources": ("cb2017",)})
    monkeypatch.setattr(build.catalogue, "catalogue", lambda: records)
    with pytest.raises(InputError, match=r"eng_petition\.toml, sources"):
        build.build()


def command(*arguments, **environment):
    return [sys.executable, "-m", "analytics", *arguments], {"cwd": ROOT, "env": os.environ | environment}


def test_the_command_builds_and_then_says_that_nothing_is_to_do(own_var):
    for words in ("facts from", "is up to date"):
        arguments, options = command("build", "--if-stale", KVALI_VAR=str(own_var), LANG="C", LC_ALL="C")
        answer = subprocess.run(arguments, **options, capture_output=True, encoding="utf-8", check=False)
        assert (answer.returncode, words in answer.stdout) == (0, True), answer.stderr


def test_a_killed_build_leaves_the_old_release_and_the_next_one_succeeds(before):
    var = before.path.parent.parent
    arguments, options = command("build", KVALI_VAR=str(var))
    running = subprocess.Popen(arguments, **options, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(2.5)
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert releases.current().id == before.id
    assert build.build().id == before.id
    assert list((var / "releases").glob("*.partial")) == []
