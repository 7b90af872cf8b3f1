"""The countries that stand beside Georgia, each set by a rule that a reader can check."""

from dataclasses import dataclass

from analytics import facts as questions
from data.releases import Release
from geo.places import GEORGIA
from geo.records import toml_table

RULES = ("eastern_partnership", "neighbours", "similar_gdp")
"""Ids of the rules, as the address holds them (`peers=`), the first being the default."""
SIMILAR = 5
GDP = "wdi_gdp_pc"


@dataclass(frozen=True)
class Peers:
    """A set of countries beside Georgia.

    Attributes:
        rule: one of RULES.
        places: their codes, without Georgia; by nearness for similar_gdp, else in alphabetical order.
        year: the year of the GDP figures behind similar_gdp; None for the other rules.
        gdp: GDP per head in current US$ of Georgia and its peers in that year; empty for the other rules.
    """

    rule: str
    places: tuple[str, ...]
    year: int | None
    gdp: dict[str, float]


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
        return _by_gdp(release, year)
    field = {"eastern_partnership": "eastern_partnership", "neighbours": "neighbour"}[rule]
    table = toml_table("countries.toml")
    found = sorted(code for code, record in table.items() if record[field] and code != GEORGIA)
    return Peers(rule, tuple(found), None, {})


def _by_gdp(release: Release, year: int | None) -> Peers:
    rows = questions.of(release, (GDP,), levels=("country",))
    own = rows[rows["place"] == GEORGIA]
    fitting = own["year"] if year is None else own.loc[own["year"] <= year, "year"]
    if fitting.empty:
        return Peers("similar_gdp", (), None, {})
    when = int(fitting.max())
    values = {str(row["place"]): float(row["value"]) for row in rows[rows["year"] == when].to_dict("records")}
    others = [code for code in values if code != GEORGIA]
    near = sorted(others, key=lambda code: (abs(values[code] - values[GEORGIA]), code))[:SIMILAR]
    return Peers("similar_gdp", tuple(near), when, {code: values[code] for code in (GEORGIA, *near)})
