"""What pages and documents share: catalogues, credits, the memory of one piece of work."""

import pytest

from analytics import facts as questions
from analytics.writing import credits
from analytics.writing.catalogues import Catalogues, form_for, glued
from data import engine, source_records
from data.remembered import remembering


def catalogue(folder, name, key, language="en"):
    home = folder / name / language
    home.mkdir(parents=True)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    (home / f"{name}.po").write_text(f'{head}msgid "{key}"\nmsgstr "made up {{count}}"\n', encoding="utf-8")
    return folder / name


def test_folders_are_one_catalogue(tmp_path):
    both = Catalogues(catalogue(tmp_path, "one", "one.key"), catalogue(tmp_path, "two", "two.key"))
    assert set(both.strings("en")) == {"one.key", "two.key"}
    assert both.translate("en", "two.key", count=3) == "made up 3"


def test_a_language_without_words_has_none(tmp_path):
    assert dict(Catalogues(catalogue(tmp_path, "one", "one.key")).strings("ka")) == {}


@pytest.mark.parametrize(("count", "form"), [(1, "one"), (0.4, "many"), (0, "many"), (21, "many")])
def test_english_counts_one_apart(count, form):
    assert form_for("en", ("one", "many"), count) == form


def test_a_georgian_ending_stays_with_its_number():
    assert glued("23%-ით") == "23%\u2060-\u2060ით"
    assert glued("ააიპ-ები") == "ააიპ-ები"


@pytest.mark.parametrize(("source", "words"), [("foige_2024", "MIT"), ("vdem15", "CC BY-SA 4.0")])
def test_a_licence_with_a_name_is_called_by_it(source, words):
    assert credits.licence_text(source_records.load_all()[source], "ka") == words


def test_other_terms_are_said_in_words():
    assert credits.licence_text(source_records.load_all()["cb2019"], "en") == "figures quoted with the source named"


@pytest.fixture
def asked(monkeypatch):
    """How many questions reach the database."""
    found = []
    ask = engine.query
    monkeypatch.setattr(engine, "query", lambda *words: found.append(words) or ask(*words))
    return found


def test_a_question_is_asked_once_within_one_piece_of_work(release, asked):
    with remembering(), remembering():
        first, second = (questions.gaps(release, ("population_census",)) for _ in range(2))
    assert len(asked) == 1
    assert first.equals(second)


def test_outside_and_with_other_words_it_is_asked_again(release, asked):
    with remembering():
        questions.gaps(release, ("population_census",))
        questions.gaps(release, ("population",))
    questions.gaps(release, ("population",))
    assert len(asked) == 3


def test_who_changes_an_answer_changes_only_their_own(release):
    with remembering():
        first = questions.coverage(release)
        first["rows"] = 0
        assert questions.coverage(release)["rows"].min() > 0


def test_a_fact_is_its_own_ancestor_and_computed_ones_have_more(release):
    computed = questions.latest(release, ("nnle_density",), places=("GE-KK",))["fact_id"].iloc[0]
    rows = questions.ancestors(release, [computed])
    assert computed in set(rows["parent"])
    assert set(questions.parents(release, computed)["fact_id"]) <= set(rows["parent"])
    assert set(rows["fact_id"]) == {computed}
