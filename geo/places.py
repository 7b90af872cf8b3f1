"""The places and their spellings, as everybody else imports them."""

from geo.gazetteer import GEORGIA, LEVELS, Place, label_lines, members, name, official_regions, places
from geo.spellings import UnknownPlace, code_of

__all__ = [
    "GEORGIA", "LEVELS", "Place", "UnknownPlace", "code_of", "label_lines", "members", "name", "official_regions",
    "places",
]  # fmt: skip
