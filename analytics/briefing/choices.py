"""What staff choose for a briefing, checked: every mistake is told in the language of the choices."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, get_args

from analytics.briefing.document import Language
from analytics.briefing.words import translate
from analytics.catalogue import PILLARS, catalogue
from analytics.movements import SINCE
from data import releases
from data.releases import Release
from geo.places import GEORGIA, members, official_regions

READERS = ("donor", "ministry", "hub", "public")
LENGTHS = ("half", "two", "full")
KINDS = ("region", "indicator", "pillar", "project")
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "region": (
        "key", "voting", "participation", "organisations", "index", "context", "missing", "hub", "figures",
        "municipalities", "method", "sources", "glossary",
    ),
    "indicator": ("key", "trend", "places", "definition", "missing", "method", "sources", "glossary"),
    "pillar": ("key", "indicators", "trend", "missing", "method", "sources", "glossary"),
    "project": ("key", "pillars", "trend", "targets", "hubs", "missing", "method", "sources", "glossary"),
}  # fmt: skip
"""The sections that each kind of subject can have, in the order they take when none is chosen."""
# What fits: the notes under the text name every source with its licence, so the short ones need no list of them.
_SHORT = {
    "half": frozenset({"key"}),
    "two": frozenset({"key", "voting", "participation", "trend", "places", "indicators", "targets", "missing", "hub"}),
}
_FIRST = {
    "donor": (), "ministry": ("key", "context", "organisations"), "hub": ("key", "missing"),
    "public": ("key", "definition", "glossary"),
}  # fmt: skip
_MAKES_ROOM = {
    ("region", "ministry"): ("context", "participation"), ("region", "public"): ("participation",),
    ("project", "public"): ("trend",),
}  # fmt: skip
"""What two pages leave out for a reader whose own sections come first; key messages tell the result of it."""
FIRST_YEAR, LAST_YEAR = 1990, 2100


class ChoiceError(ValueError):
    """Choices that no briefing can be made of.

    Attributes:
        problems: what is wrong, a sentence each, in the language of the choices.
    """

    def __init__(self, problems: Iterable[str]) -> None:
        """Keeps the sentences."""
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True)
class StaffNote:
    """The staff's own words after one section."""

    after: str
    text: str


@dataclass(frozen=True)
class Choices:
    """What a briefing is about, for whom, how long, and of which data.

    Attributes:
        subject: "region:GE-KK", "indicator:trust_ngos", "pillar:csr" or "project".
        reader: one of READERS; sets which sections come first.
        language: "ka" or "en".
        length: one of LENGTHS; half a page, two pages, all there is.
        since: changes are read from the last figure up to this year.
        until: newest data year that is used; 0 = the newest there is.
        release: id of the release; "" = the current one.
        emblem: whether the funding statement and disclaimer stand at the end; off unless switched on.
        sections: chosen sections in their order; empty = those of the subject, reader and length.
        notes: own words, each after a section.
    """

    subject: str = "project"
    reader: str = "donor"
    language: Language = "ka"
    length: str = "two"
    since: int = SINCE
    until: int = 0
    release: str = ""
    emblem: bool = False
    sections: tuple[str, ...] = ()
    notes: tuple[StaffNote, ...] = field(default=())

    @property
    def kind(self) -> str:
        """What kind of subject it is: one of KINDS."""
        return self.subject.partition(":")[0]

    @property
    def about(self) -> str:
        """The id of the subject: a place, an indicator or a pillar; "" for the project."""
        return self.subject.partition(":")[2]

    def shown(self) -> tuple[str, ...]:
        """The sections of the document, in order."""
        if self.sections:
            return self.sections
        known = SECTIONS[self.kind]
        wanted = known if self.length == "full" else [one for one in known if self._fits(one)]
        first = [one for one in _FIRST[self.reader] if one in wanted]
        return (*first, *(one for one in wanted if one not in first))

    def _fits(self, section: str) -> bool:
        """Whether a section fits a short length: the usual ones, and for two pages the reader's own in their place."""
        own = self.length == "two" and section in _FIRST[self.reader]
        return (own or section in _SHORT[self.length]) and section not in _MAKES_ROOM.get((self.kind, self.reader), ())


def checked(choices: Choices) -> Choices:
    """The choices, when a briefing can be made of them.

    Raises:
        ChoiceError: with one sentence for each mistake, in the language of the choices.
    """
    if choices.language not in get_args(Language):
        raise ChoiceError([translate("en", "briefing.bad_language", value=choices.language)])
    problems = [*_known_words(choices), *_years(choices), *_subject(choices), *_sections(choices), *_release(choices)]
    if problems:
        raise ChoiceError(problems)
    return choices


def _say(choices: Choices, key: str, **values: object) -> str:
    return translate(choices.language, f"briefing.bad_{key}", **values)


def _known_words(choices: Choices) -> list[str]:
    asked = (("reader", choices.reader, READERS), ("length", choices.length, LENGTHS))
    return [
        _say(choices, name, value=value, known=", ".join(known)) for name, value, known in asked if value not in known
    ]


def _years(choices: Choices) -> list[str]:
    found = [
        _say(choices, "year", value=year)
        for year in (choices.since, choices.until)
        if year and not FIRST_YEAR <= year <= LAST_YEAR
    ]
    turned = bool(choices.until) and choices.until <= choices.since
    return found + ([_say(choices, "period", since=choices.since, until=choices.until)] if turned else [])


def _subject(choices: Choices) -> list[str]:
    known: dict[str, Iterable[str]] = {
        "region": official_regions(), "indicator": catalogue(), "pillar": PILLARS, "project": ("",),
    }  # fmt: skip
    if choices.kind not in known:
        return [_say(choices, "subject", value=choices.subject)]
    if choices.about in known[choices.kind]:
        return []
    key = "occupied" if choices.kind == "region" and choices.about in members(GEORGIA) else f"{choices.kind}"
    return [_say(choices, key, value=choices.about)]


def _sections(choices: Choices) -> list[str]:
    known = SECTIONS.get(choices.kind, ())
    asked = [*choices.sections, *(note.after for note in choices.notes)]
    unknown = [one for one in dict.fromkeys(asked) if one not in known]
    twice = sorted({one for one in choices.sections if choices.sections.count(one) > 1})
    found = [_say(choices, "section", value=one, known=", ".join(known)) for one in unknown]
    return found + [_say(choices, "section_twice", value=one) for one in twice]


def _release(choices: Choices) -> list[str]:
    known = releases.names()
    if not choices.release or choices.release in known:
        return []
    return [_say(choices, "release", value=choices.release, known=", ".join(known))]


def release_of(choices: Choices) -> Release:
    """The release that the choices name, or the current one."""
    return releases.named(choices.release) if choices.release else releases.current()


def from_mapping(record: Mapping[str, Any]) -> Choices:
    """Choices from a file or a form, checked.

    Raises:
        ChoiceError: an unknown key, a value of the wrong kind, or what `checked` finds.
    """
    language: Language = "ka" if record.get("language", "ka") == "ka" else "en"
    unknown = sorted(set(record) - {one.name for one in fields(Choices)})
    if unknown:
        raise ChoiceError([translate(language, "briefing.bad_key", value=", ".join(unknown))])
    try:
        notes = tuple(StaffNote(str(one["after"]), str(one["text"])) for one in record.get("notes", ()))
        plain = {**record, "sections": tuple(map(str, record.get("sections", ()))), "notes": notes}
        made = replace(Choices(), **plain)
        made = replace(made, since=int(made.since), until=int(made.until), emblem=_switch(made.emblem))
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise ChoiceError([translate(language, "briefing.bad_value", value=str(error))]) from None
    return checked(made)


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"emblem = {value!r}")
    return value


def to_mapping(choices: Choices) -> dict[str, Any]:
    """Choices as plain values, for a file."""
    plain = {one.name: getattr(choices, one.name) for one in fields(choices)}
    notes = [{"after": note.after, "text": note.text} for note in choices.notes]
    return {**plain, "sections": list(choices.sections), "notes": notes}
