"""Sources that stand on a big table: reduced at build, checked like printed figures, and the same each time."""

import shutil

import pytest

from analytics import big_records, build, estimate
from analytics.catalogue import catalogue
from analytics.survey_design import Design
from data import big_tables, ids, releases, table_specs
from data.engine import EngineError
from data.errors import InputError
from data.ingest import ingest
from data.paths import SOURCES
from tests.analytics.made_up_big_source import INDICATORS, made_up_answers, made_up_source


@pytest.fixture
def own_var(release, tmp_path, monkeypatch):
    """A var/ of its own in which the shipped release stands."""
    shared = release.path.parent.parent
    shutil.copytree(release.path, tmp_path / "var" / "releases" / release.id)
    shutil.copytree(shared / "cache", tmp_path / "var" / "cache")
    monkeypatch.setenv("KVALI_VAR", str(tmp_path / "var"))
    releases.make_current(releases.named(release.id))
    yield tmp_path / "var"
    releases.close()


@pytest.fixture
def sources(tmp_path, own_var, monkeypatch):
    """The shipped sources and a made-up one on a big table."""
    root = tmp_path / "sources"
    shutil.copytree(SOURCES, root)
    made_up_source(root, tmp_path / "answers.csv")
    records = dict(catalogue())
    for name in INDICATORS:
        grown = tuple(sorted({*records[name].sources, "made_up_big"}))
        records[name] = records[name].model_copy(update={"sources": grown})
    monkeypatch.setattr(build.catalogue, "catalogue", lambda: records)
    return root


def test_figures_are_those_of_estimate_small_groups_are_gaps_and_a_second_build_is_the_same(sources, monkeypatch):
    release = build.build(root=sources)

    sql = "SELECT * FROM facts WHERE source = 'made_up_big'"
    rows = releases.query(release, sql).set_index(["place", "grp"])
    answers = made_up_answers().assign(whole="GEO")
    expected = estimate.shares(answers, ["yes"], by=["whole"], design=Design()).iloc[0]
    whole = rows.loc[("GEO", "")]
    assert whole["value"] == pytest.approx(expected["value"], abs=1e-7)
    assert whole["upper"] == pytest.approx(expected["upper"], abs=1e-7)
    assert (whole["n"], whole["interval_level"]) == (expected["n"], 0.95)
    assert whole["fact_id"] == ids.fact_id(("eng_petition", "GEO", 2024, "", "", "value", "made_up_big"))
    assert ("GE-KK", "sex=women") in rows.index
    gaps = releases.query(release, "SELECT place, grp, reason FROM gaps WHERE source = 'made_up_big'")
    assert ("GE-GU", "", "suppressed") in set(gaps.itertuples(index=False, name=None))

    monkeypatch.setattr(build.reduced, "_of_indicator", None)
    assert build.build(root=sources).id == release.id


def test_a_table_that_is_missing_leaves_the_old_release(sources, own_var):
    before = releases.current()
    shutil.rmtree(own_var / "big")

    with pytest.raises(EngineError, match=r"python -m data ingest KIND PATH --name made_up_answers"):
        build.build(root=sources)
    assert releases.current().id == before.id


def test_a_table_that_is_no_sample_is_named_with_its_record(sources, tmp_path):
    path = tmp_path / "lonely.csv"
    made_up_answers().assign(psu=1, stratum=1).to_csv(path, index=False)
    ingest(path, table_specs.load("answers"), "made_up_answers")

    with pytest.raises(InputError, match=r"reductions\.toml.*does not fit: one primary sampling unit only"):
        build.build(root=sources)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('yes = ["yes"]', "yes = []", "`yes` goes with share"),
        ('answer = "answer"', "", "needs its answer"),
        ("year = 2024", "", "shares and means need"),
        ('"sex"]', '"age"]', "printed names age"),
        ("[place]", "[palce]", "Extra inputs are not permitted"),
        ('women = "women"', 'women = "men"', "two codes have one category"),
    ],
)
def test_a_record_that_does_not_hold_together_is_refused(sources, old, new, message):
    path = sources / "made_up_big" / "reductions.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(InputError, match=message):
        big_records.load(path.parent)


def test_a_build_is_stale_once_a_table_changes(sources, tmp_path, own_var):
    before = build.reduced.table_keys(sources)
    path = tmp_path / "answers.csv"
    made_up_answers().head(700).to_csv(path, index=False)
    ingest(path, table_specs.load("answers"), "made_up_answers")

    assert build.reduced.table_keys(sources) != before
    assert big_tables.load("made_up_answers").manifest["rows"] == 700
