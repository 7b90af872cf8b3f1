"""The columns of all that leaves by machine: one table for answers, files, their schemas and the documentation."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["string", "integer", "number", "boolean", "date", "list"]


@dataclass(frozen=True)
class Field:
    """One column.

    Attributes:
        name: as it stands in JSON and CSV.
        kind: its type; a list is an array in JSON and joined by " | " in CSV.
        meaning: what it says.
        required: never empty.
    """

    name: str
    kind: Kind
    meaning: str
    required: bool = False


def _both(name: str, kind: Kind, meaning: str) -> tuple[Field, Field]:
    """The Georgian and the English column of one text."""
    return Field(f"{name}_ka", kind, f"{meaning}, in Georgian"), Field(f"{name}_en", kind, f"{meaning}, in English")


def _needed(name: str, kind: Kind, meaning: str) -> Field:
    return Field(name, kind, meaning, required=True)


FACTS = (
    _needed("fact_id", "string", "identity of the number; depends on neither value nor release"),
    _needed("indicator", "string", "id of the indicator, see indicators"),
    _needed("place", "string", "code of the place, see places"),
    *_both("place", "string", "name of the place"),
    _needed("level", "string", "country, region, municipality or macroregion"),
    _needed("year", "integer", "year that the figure speaks of, not the year of its edition"),
    Field("wave", "string", "tells two values of one year apart; empty for the year itself"),
    Field("grp", "string", "disaggregation, dimension=category joined by |; empty for the total"),
    _needed("statistic", "string", "value, target, or a statistic of an index: score, rank, ahead and so on"),
    _needed("source", "string", "id of the source, see sources; kvali for what Kvali computed"),
    _needed("value", "number", "the number, in the unit of this row"),
    Field("qualifier", "string", "about, over, under or up to: words that the publisher put before the number"),
    Field("lower", "number", "lower bound of the interval"),
    Field("upper", "number", "upper bound of the interval"),
    Field("interval_kind", "string", "confidence, credible or simulation"),
    Field("interval_level", "number", "how much the interval should hold: 0.68, 0.90 or 0.95"),
    Field("n", "integer", "how many were asked or counted; n_means of the indicator says what"),
    *_both("unit", "string", "unit of value, lower and upper"),
    _needed("status", "string", "published, corrected, provisional, derived, simulated or submitted"),
    Field("flag", "string", "words for machines about the row, joined by ;"),
    Field("note", "string", "words for people about the row"),
    _needed("terms", "string", "open, cite or quote: the strictest terms among all sources the fact rests on"),
    _needed("licence", "list", "what the row leaves under; a share-alike licence passes on to what is computed"),
    _needed("licences", "list", "licences of all sources that the fact rests on"),
    _needed("credits", "list", "ids of the sources to name beside the figure"),
)

INDICATORS = (
    _needed("indicator", "string", "id of the indicator"),
    *_both("name", "string", "its name"),
    *_both("definition", "string", "who or what is counted, among whom and when"),
    *_both("unit", "string", "unit of its values"),
    *_both("caveat", "string", "what to keep in mind"),
    _needed("pillar", "string", "environment, csr, engagement, advocacy, capacity or context"),
    _needed("concept", "string", "indicators that claim the same quantity share it"),
    _needed("kind", "string", "published, derived (computed by Kvali) or index (a profile of an index)"),
    _needed("better", "string", "higher, lower or neither"),
    Field("scale_min", "number", "lowest possible value, where there is one"),
    Field("scale_max", "number", "highest possible value, where there is one"),
    _needed("additive", "boolean", "whether the values of the members of a place add up to its own"),
    Field("n_means", "string", "what n of its facts counts"),
    _needed("facts", "integer", "how many facts the release holds"),
    _needed("open_facts", "integer", "how many of them are in the data package"),
    Field("first_year", "integer", "first year with a fact"),
    Field("last_year", "integer", "last year with a fact"),
    Field("terms", "list", "terms that occur among its facts"),
    Field("licences", "list", "licences that occur among its facts"),
    Field("credits", "list", "ids of all sources that its facts rest on"),
)

PLACES = (
    _needed("place", "string", "code: ISO 3166-1 or 3166-2:GE, Geostat's for municipalities, GE-Q- for macro-regions"),
    _needed("level", "string", "country, region, municipality or macroregion"),
    *_both("name", "string", "its name"),
    Field("within", "list", "codes of the places it lies in, one level above"),
    Field("lat", "number", "degrees north of a municipality's main settlement (GeoNames, CC BY 4.0)"),
    Field("lon", "number", "degrees east of a municipality's main settlement (GeoNames, CC BY 4.0)"),
    _needed("statistics", "string", "official, or none: occupied"),
)

SOURCES = (
    _needed("source", "string", "id of one edition of one source"),
    *_both("publisher", "string", "who published it"),
    _needed("title", "string", "its title"),
    Field("version", "string", "its edition"),
    Field("url", "string", "where it was published"),
    _needed("licence", "string", "its licence, or what is known of it"),
    _needed("terms", "string", "open: may leave in bulk; cite and quote: one indicator at a time; own: Kvali's"),
    Field("retrieved", "date", "when it was read"),
    _needed("year_rule", "string", "how the year of its figures follows from its edition"),
    *_both("caveat", "string", "what to keep in mind"),
    _needed("facts", "integer", "how many facts come from it directly"),
    _needed("indicators", "integer", "to how many indicators"),
    Field("first_year", "integer", "first year with a fact"),
    Field("last_year", "integer", "last year with a fact"),
)

GAPS = (
    _needed("indicator", "string", "id of the indicator"),
    _needed("place", "string", "code of the place"),
    _needed("year", "integer", "year that the figure would speak of"),
    Field("wave", "string", "wave, as in facts"),
    Field("grp", "string", "disaggregation, as in facts"),
    Field("source", "string", "id of the source that could have given it"),
    _needed("reason", "string", "suppressed, not collected, not published, not found, occupied or asked of hub"),
    Field("note", "string", "words for people; none for suppressed cells"),
)

LEFT_OUT = (
    _needed("indicator", "string", "id of an indicator with facts that may not leave in bulk"),
    *_both("name", "string", "its name"),
    _needed("source", "string", "id of the source that does not allow it"),
    _needed("publisher_en", "string", "who published it, in English"),
    _needed("title", "string", "title of the source"),
    Field("url", "string", "where to find the figures"),
    _needed("terms", "string", "terms of the source: cite or quote"),
    _needed("licence", "string", "its licence, or what is known of it"),
    _needed("facts", "integer", "how many facts of the indicator stay out because of it"),
)
