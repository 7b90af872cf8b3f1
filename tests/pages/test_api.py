"""The API: what leaves, in which form, under which terms, and what it says when it is asked wrongly."""

import json

import jsonschema
import pandas as pd
import pytest

from data import releases
from pages.parts import api, api_files, api_parameters
from tests.pages.asked import ASKED, BASE, NAMES, ROOT, ask, cells


@pytest.fixture(scope="module", autouse=True)
def served(release):
    """The session's release is the current one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KVALI_VAR", str(release.path.parent.parent))
        yield


def rows(path, **headers):
    status, _, body = ask(ROOT + path, **headers)
    assert status == 200
    return json.loads(body)


@pytest.mark.parametrize("name", NAMES)
def test_both_forms_hold_the_same_rows(name):
    address = f"{ROOT}/{name}{ASKED.get(name, '')}"
    answer = json.loads(ask(address)[2])
    status, headers, body = ask(address, accept="text/csv")
    assert status == 200
    assert headers["content-type"] == "text/csv; charset=utf-8"
    assert body.startswith(b"\xef\xbb\xbf")
    table = cells(body)
    assert len(table) == len(answer["data"]) == answer["total"]
    assert list(table[0]) == list(answer["data"][0])
    key = next(iter(answer["data"][0]))
    assert [row[key] for row in table] == [row[key] for row in answer["data"]]


def test_the_format_parameter_goes_before_the_header():
    _, headers, _ = ask(f"{ROOT}/places?format=json", accept="text/csv")
    assert headers["content-type"] == "application/json"
    assert headers["vary"] == "Accept"


@pytest.mark.parametrize("name", [*NAMES, "openapi.json", "datapackage.zip"])
def test_an_answer_that_is_known_is_not_sent_again(name, release):
    address = f"{ROOT}/{name}{ASKED.get(name, '')}"
    status, headers, _ = ask(address)
    assert status == 200
    assert headers["x-kvali-release"] == release.id
    assert headers["cache-control"] == api.KEPT
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    status, again, body = ask(address, if_none_match=headers["etag"])
    assert (status, again["etag"], body) == (304, headers["etag"], b"")
    assert ask(address, method="HEAD")[:1] == (200,)


def test_another_question_has_another_etag():
    addresses = ["/places", "/places?format=csv", "/sources", "/facts?indicator=population"]
    addresses += ["/facts?indicator=population&limit=3", "/facts?indicator=population&limit=4"]
    assert len({ask(ROOT + address)[1]["etag"] for address in addresses}) == len(addresses)


@pytest.mark.parametrize("form", ["json", "csv"])
def test_following_next_gives_every_fact_once(form, release):
    address, found = f"{ROOT}/facts?indicator=population&limit=250&format={form}", []
    while address:
        _, headers, body = ask(address)
        found += [row["fact_id"] for row in (cells(body) if form == "csv" else json.loads(body)["data"])]
        address = headers.get("link", "").partition(">")[0].removeprefix("<")
    every = releases.query(release, "SELECT fact_id FROM facts WHERE indicator = 'population'")["fact_id"]
    assert sorted(found) == sorted(every)


@pytest.mark.parametrize(
    ("query", "column", "values"),
    [
        ("place=GE-GU", "place", {"GE-GU"}),
        ("level=region&year=2020", "year", {2020}),
        ("from=2019&to=2020", "year", {2019, 2020}),
        ("level=country", "level", {"country"}),
        ("source=geostat_regions", "source", {"geostat_regions"}),
        ("statistic=value&grp=", "grp", {""}),
    ],
)
def test_a_filter_leaves_only_what_it_names(query, column, values):
    answer = rows(f"/facts?indicator=population&{query}")
    assert {row[column] for row in answer["data"]} == values
    assert answer["indicator"]["definition_ka"]
    assert answer["indicator"]["indicator"] == "population"


@pytest.mark.parametrize(
    ("query", "code", "words"),
    [
        ("", "missing", "/indicators"),
        ("?indicator=", "missing", "indicator"),
        ("?indicator=popullation", "not_known", "population"),
        ("?indicator=population,gdp", "not_known", "population"),
        ("?indicator=population&indicator=gdp", "twice", "gdp"),
        ("?indicator=population&place=Guria", "not_known", "GE-GU"),
        ("?indicator=population&source=geostat_region", "not_known", "geostat_regions"),
        ("?indicator=turnout_parliamentary&grp=sex=woman", "not_known", "sex=women"),
        ("?indicator=population&colour=red", "unknown_parameter", "statistic"),
        ("?indicator=population&level=village", "not_one_of", "municipality"),
        ("?indicator=population&format=xlsx", "not_one_of", "csv"),
        ("?indicator=population&year=20x4", "not_a_number", "1900"),
        ("?indicator=population&limit=5001", "not_a_number", "5000"),
        ("?indicator=population&limit=-1", "not_a_number", "5000"),
        ("?indicator=population&cursor=12", "no_cursor", "next"),
    ],
)
def test_a_wrong_question_is_refused_with_its_cure_in_both_languages(query, code, words):
    status, headers, body = ask(f"{ROOT}/facts{query}")
    error = json.loads(body)["error"]
    assert (status, error["code"]) == (400, code)
    assert headers["cache-control"] == "no-store"
    for message in error["message"].values():
        assert words in message
        assert error["parameter"] in message
        assert error["value"] in message


@pytest.mark.parametrize("name", ["indicators", "places", "sources", "datapackage.zip", "openapi.json"])
def test_no_other_route_takes_a_filter(name):
    assert ask(f"{ROOT}/{name}?indicator=population")[0] == 400


def test_a_cursor_of_another_release_is_refused(release):
    status, _, body = ask(f"{ROOT}/facts?indicator=population&cursor=2020-01-01-00000000.250")
    assert status == 409
    assert release.id in json.loads(body)["error"]["message"]["en"]


@pytest.mark.parametrize("path", ["/kvali/api", "/kvali/api/", "/kvali/api/v1", "/kvali/api/v2/facts"])
def test_an_unknown_address_is_told_as_json(path):
    status, headers, body = ask(path)
    assert (status, headers["content-type"]) == (404, "application/json")
    assert path in json.loads(body)["error"]["message"]["ka"]


@pytest.mark.parametrize("name", [*NAMES, "datapackage.zip", "openapi.json"])
def test_without_a_release_every_route_says_so(name, tmp_path, monkeypatch):
    monkeypatch.setenv("KVALI_VAR", str(tmp_path))
    status, headers, body = ask(f"{ROOT}/{name}")
    assert (status, headers["retry-after"]) == (503, "60")
    assert set(json.loads(body)["error"]["message"]) == {"ka", "en"}


def test_terms_stand_on_every_fact_that_leaves_alone():
    answer = rows("/facts?indicator=fiw_e_assoc&limit=5")
    assert {row["terms"] for row in answer["data"]} == {"quote"}
    assert answer["data"][0]["licences"] == ["Unknown: ask Freedom House before any redistribution of the table"]


def test_a_number_that_is_missing_is_null_and_an_interval_says_its_kind():
    first = rows("/facts?indicator=eng_petition&limit=1")["data"][0]
    assert (first["interval_kind"], first["interval_level"]) == ("confidence", 0.95)
    assert rows("/facts?indicator=population&limit=1")["data"][0]["lower"] is None


def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe():
    made_up = pd.DataFrame({"note": ["=1+1", "@made up", "plain"], "value": [-1.5, 2.0, 3.0]})
    assert [(row["note"], row["value"]) for row in cells(api_files.csv_text(made_up))] == [
        ("'=1+1", "-1.5"), ("'@made up", "2.0"), ("plain", "3.0"),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def document(served):
    return json.loads(ask(f"{ROOT}/openapi.json")[2])


def test_the_document_lists_every_route_that_is_served(document):
    served = {route.path.removeprefix(ROOT) for route in api.routes(BASE) if route.path.startswith(f"{ROOT}/")}
    assert (document["openapi"], document["servers"]) == ("3.1.0", [{"url": ROOT}])
    assert set(document["paths"]) == served


@pytest.mark.parametrize("endpoint", api.TABLE, ids=NAMES)
def test_the_document_lists_the_parameters_that_are_read(document, endpoint):
    listed = {one["name"]: one for one in document["paths"][f"/{endpoint.name}"]["get"]["parameters"]}
    assert {name: one["schema"] for name, one in listed.items()} == {one.name: one.schema for one in endpoint.allowed}
    for name in {one.name for one in api_parameters.FACTS} - set(listed):
        assert ask(f"{ROOT}/{endpoint.name}?{name}=1")[0] == 400


@pytest.mark.parametrize("name", NAMES)
def test_answers_fit_the_document(document, name):
    answer = json.loads(ask(f"{ROOT}/{name}{ASKED.get(name, '')}")[2])
    schema = document["paths"][f"/{name}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema.Draft202012Validator({**schema, "components": document["components"]}).validate(answer)


def test_errors_fit_the_document(document):
    error = json.loads(ask(f"{ROOT}/facts")[2])
    schema = {"$ref": "#/components/schemas/error", "components": document["components"]}
    jsonschema.Draft202012Validator(schema).validate(error)


def test_every_statistic_of_the_release_may_be_asked_for(release):
    found = set(releases.query(release, "SELECT DISTINCT statistic FROM facts")["statistic"])
    assert found <= set(api_parameters.STATISTICS)


def test_the_dashboard_serves_the_api():
    import dashboard

    assert {route.path for route in api.routes(dashboard.BASE)} <= {
        getattr(route, "path", "") for route in dashboard.app._user_routes
    }
