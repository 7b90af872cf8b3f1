"""Names, definitions and units of indicators and of the profiles of indices, in both languages."""

from functools import cache

from analytics.catalogue import catalogue
from analytics.indices import Index, Profile, indices
from data.source_records import Text

POINTS = Text(ka="ქულა, 1-დან 100-მდე", en="points, 1 to 100")
UNITS = {
    "rank": Text(ka="ადგილი, 1 = საუკეთესო", en="place in the order, 1 = best"),
    "ahead": Text(ka="100 დასაშვები მეთოდიდან რამდენში უსწრებს", en="in how many of 100 plausible methods it is ahead"),
    "sobol_first": Text(ka="ადგილის ვარიაციის წილი, 0-დან 1-მდე", en="share of the variance of the rank, 0 to 1"),
    "sobol_total": Text(ka="ადგილის ვარიაციის წილი, 0-დან 1-მდე", en="share of the variance of the rank, 0 to 1"),
    "gain": Text(ka="რამდენი ადგილით ვიწროვდება შუალედი", en="places by which the range of the rank would narrow"),
    "value": Text(ka="შემოწმების შედეგი, შენიშვნის მიხედვით", en="result of a check, see the note"),
}
"""Units of the statistics of an index that are no points; any other value has the unit of its indicator."""


@cache
def described(indicator: str) -> dict[str, str]:
    """Name, definition, unit and caveat of an indicator, each in both languages: name_ka, name_en and so on."""
    texts = _texts(indicator)
    return {f"{name}_{language}": text[language] for name, text in texts.items() for language in ("ka", "en")}


def indicator_names(indicator: str) -> dict[str, str]:
    """Its name by language."""
    return {language: described(indicator)[f"name_{language}"] for language in ("ka", "en")}


def unit_of(indicator: str, statistic: str) -> Text:
    """The unit of a fact's value and bounds."""
    if indicator in catalogue():
        return catalogue()[indicator].unit
    return UNITS.get(statistic, POINTS)


def _texts(indicator: str) -> dict[str, Text]:
    record = catalogue().get(indicator)
    if record is not None:
        return {"name": record.name, "definition": record.definition, "unit": record.unit, "caveat": record.caveat}
    index, profile = _profiles()[indicator]
    name = Text(ka=f"{index.name.ka}: {profile.name.ka}", en=f"{index.name.en}: {profile.name.en}")
    return {"name": name, "definition": profile.definition, "unit": POINTS, "caveat": index.caveat}


@cache
def _profiles() -> dict[str, tuple[Index, Profile]]:
    return {index.indicator(one.id): (index, one) for index in indices().values() for one in index.profile}
