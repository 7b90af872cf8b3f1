"""The places that stand beside a country or a region, each set by a rule that a reader can check."""

from collections.abc import Mapping
from dataclasses import dataclass

from analytics import facts as questions
from analytics.combine import as_dicts
from data.releases import Release
from geo.places import GEORGIA
from geo.records import toml_table

RULES = ("eastern_partnership", "neighbours", "similar_gdp")
"""Ids of the rules of countries, as the address holds them (`peers=`), the first being the default."""
REGION_RULES = ("population", "income", "urban")
"""Ids of the rules of regions."""
SIMILAR, NEAR = 5, 3
"""How many countries, and how many regions, are near."""
GDP = "wdi_gdp_pc"
MEASURES = {"population": "population_census", "income": "gs_income_total_pc_gel"}
"""The indicator behind each rule of regions. None behind "urban": no source here splits regions by settlement.

Geostat's population censuses count the urban and the rural residents of every region.
"""


@dataclass(frozen=True)
class Peers:
    """A set of places beside one of their level.

    Attributes:
        rule: one of RULES or REGION_RULES.
        places: their codes, without the place itself; by nearness where a figure decides, else in alphabetical order.
        year: the year of the figures behind the rule; None where none decide.
        figures: those figures, of the place and its peers: GDP per head in current US$, persons, or GEL a month and
            head; empty where none decide.
    """

    rule: str
    places: tuple[str, ...]
    year: int | None
    figures: dict[str, float]


def nearest(values: Mapping[str, float], place: str, count: int) -> tuple[str, ...]:
    """The places whose figure comes nearest to that of one place, by the smaller difference; none without its figure.

    >>> nearest({"a": 10, "b": 14, "c": 9, "d": 40}, "a", 2)
    ('c', 'b')
    """
    if place not in values:
        return ()
    others = [code for code in values if code != place]
    return tuple(sorted(others, key=lambda code: (abs(values[code] - values[place]), code))[:count])


def peers(release: Release, rule: str = RULES[0], *, year: int | None = None) -> Peers:
    """The peers of Georgia by one rule.

    eastern_partnership: partners of the EU's Eastern Partnership that have figures (Belarus has none here).
    neighbours: countries with a land border with Georgia that have figures (Russia has none here).
    similar_gdp: the five whose GDP per head (wdi_gdp_pc, current US$) comes nearest to Georgia's in `year`, or in the
    newest year up to it for which Georgia has the figure; "near" is the smaller difference in dollars.

    Args:
        release: the release to ask for GDP per head.
        rule: one of RULES.
        year: the data year of the comparison; the newest without it.

    Raises:
        KeyError: no such rule.
    """
    if rule == "similar_gdp":
        return _by_figure(release, (rule, GDP, "country"), GEORGIA, SIMILAR, year)
    field = {"eastern_partnership": "eastern_partnership", "neighbours": "neighbour"}[rule]
    table = toml_table("countries.toml")
    found = sorted(code for code, record in table.items() if record[field] and code != GEORGIA)
    return Peers(rule, tuple(found), None, {})


def region_peers(release: Release, rule: str, region: str) -> Peers:
    """The three regions next to one of them by one rule, in the newest year in which it has the figure.

    population: residents counted in the census. income: household income per inhabitant, declared in a survey whose
    regional errors are not published, so that near means near in print. urban: no figures, see MEASURES.

    Raises:
        KeyError: no such rule.
    """
    if rule == "urban":
        return Peers(rule, (), None, {})
    return _by_figure(release, (rule, MEASURES[rule], "region"), region, NEAR, None)


def _by_figure(release: Release, asked: tuple[str, str, str], place: str, count: int, year: int | None) -> Peers:
    """The nearest places by an indicator; `asked` is rule, indicator and level."""
    rule, indicator, level = asked
    rows = questions.of(release, (indicator,), levels=(level,))
    own = rows[rows["place"] == place]
    fitting = own["year"] if year is None else own.loc[own["year"] <= year, "year"]
    if fitting.empty:
        return Peers(rule, (), None, {})
    when = int(fitting.max())
    values = {str(row["place"]): float(row["value"]) for row in as_dicts(rows[rows["year"] == when])}
    near = nearest(values, place, count)
    return Peers(rule, near, when, {code: values[code] for code in (place, *near)})
