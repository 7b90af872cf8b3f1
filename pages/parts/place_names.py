"""Names of places as sentences need them: `geo.place_names`, under the name that the pages know."""

from geo.place_names import Case, place_text

__all__ = ["Case", "place_text"]
