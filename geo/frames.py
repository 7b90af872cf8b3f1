"""The places as the two tables of a release (places, place_members)."""

import pandas as pd

from geo.gazetteer import members, places

PLACE_COLUMNS = ["place", "level", "name_ka", "name_en", "lat", "lon", "statistics"]


def places_frame() -> pd.DataFrame:
    """Return one row per place: place, level, name_ka, name_en, lat, lon (degrees, missing if unknown), statistics."""
    rows = [
        (place.code, place.level, place.name_ka, place.name_en, place.lat, place.lon, place.statistics)
        for place in places().values()
    ]
    return pd.DataFrame(rows, columns=PLACE_COLUMNS).astype({"lat": "float64", "lon": "float64"})


def members_frame() -> pd.DataFrame:
    """Return one row per membership: `member` lies in `whole`, one level apart (country, region, municipality)."""
    pairs = [(whole, member) for whole in places() for member in members(whole)]
    return pd.DataFrame(pairs, columns=["whole", "member"])
