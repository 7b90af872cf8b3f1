"""Under which terms each fact may leave the house, whom it credits, and which licences it carries.

A computed fact has the strictest terms of all its ancestors, credits all their sources and carries all their licences.
"""

from functools import lru_cache

import pandas as pd

from analytics.indices import indices
from data import releases
from data.releases import Release

OPEN = "open"
STRICTNESS = (OPEN, "cite", "quote", "hub")
"""Terms of sources from the freest to the strictest; what rests on no source at all has the terms "own"."""
SHARE_ALIKE = ("CC BY-SA", "ODbL")
"""Licences that whatever is computed from their figures must carry too, by the words that begin their names."""
JOINED = " | "
"""Stands between the items of a list that is one text."""

# Sources flow from parents to children until nothing new arrives. Ranks, chances, Sobol shares and gates of an index
# are made from the whole panel while their parents name some scores only, so they inherit the sources of the profile;
# gates are also held against an indicator outside it.
_RIGHTS = """
WITH RECURSIVE origins(fact_id, source) AS (
    SELECT fact_id, source FROM facts
    UNION
    SELECT fact_parents.fact_id, origins.source
    FROM fact_parents JOIN origins ON fact_parents.parent = origins.fact_id
), profiles AS (
    SELECT DISTINCT indicator, origins.source
    FROM origins JOIN facts USING (fact_id) JOIN indicators USING (indicator) WHERE kind = 'index'
), outside AS (
    SELECT DISTINCT asked.profile AS indicator, origins.source
    FROM (SELECT unnest($profiles) AS profile, unnest($outside) AS indicator) AS asked
    JOIN facts USING (indicator) JOIN origins USING (fact_id)
), named AS (
    SELECT fact_id, source FROM origins
    UNION
    SELECT fact_id, profiles.source FROM facts JOIN profiles USING (indicator)
    WHERE statistic NOT IN ('normalised', 'score')
    UNION
    SELECT fact_id, outside.source FROM facts JOIN outside USING (indicator) WHERE statistic = 'value'
), credited AS (
    SELECT fact_id, source, licence, list_position($strictness, terms) AS strictness
    FROM named JOIN sources USING (source) WHERE terms <> 'own'
)
SELECT fact_id, coalesce($strictness[max(strictness)], 'own') AS terms,
       coalesce(string_agg(DISTINCT credited.source, ' | ' ORDER BY credited.source), '') AS credits,
       coalesce(string_agg(DISTINCT credited.licence, ' | ' ORDER BY credited.licence), '') AS licences
FROM (SELECT fact_id FROM facts) LEFT JOIN credited USING (fact_id)
GROUP BY fact_id ORDER BY fact_id
"""


@lru_cache(maxsize=2)
def rights(release: Release) -> pd.DataFrame:
    """The terms of every fact; worked out once per release and shared, so nobody may change the frame.

    Returns:
        One row per fact, by fact_id: terms (of STRICTNESS, or own), licence (what the row leaves under), licences (all
        that its ancestors carry) and credits (source ids), lists joined by JOINED.
    """
    pairs = [
        (index.indicator(profile.id), name)
        for index in indices().values()
        for profile in index.profile
        for name in (index.population, index.outside)
        if name
    ]
    profiles, outside = zip(*pairs, strict=True)
    asked = {"profiles": list(profiles), "outside": list(outside), "strictness": list(STRICTNESS)}
    found = releases.query(release, _RIGHTS, asked).set_index("fact_id").astype("category")
    licences = found["licences"].astype(object)
    bound = licences.map({words: binding(words) for words in found["licences"].cat.categories})
    # A figure that may only be quoted is not licensed by the share-alike figures it also rests on.
    found.insert(1, "licence", bound.where(found["terms"] == OPEN, licences).astype("category"))
    return found


def binding(licences: str) -> str:
    """What a row leaves under: the share-alike ones of its licences where there are any, otherwise all of them.

    >>> binding("CC BY 4.0 | CC BY-SA 4.0 | MIT")
    'CC BY-SA 4.0'
    >>> binding("CC BY 4.0 | MIT")
    'CC BY 4.0 | MIT'
    """
    named = licences.split(JOINED)
    return JOINED.join([name for name in named if name.startswith(SHARE_ALIKE)] or named)
