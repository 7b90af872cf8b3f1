"""Words and marks on the region map: names, labels beside occupied territories, hubs, municipalities."""

from collections.abc import Mapping, Sequence

from geo.colour import halo, readable
from geo.gazetteer import name, places
from geo.hubs import Hub
from geo.map_traces import EVERY_MARK, HOVER, Content, Trace, line_trace
from geo.places import official_regions
from geo.records import toml_table, words

INLINE = ("GE-GU", "GE-TB")
"""Units whose name and value share one line: Guria is flat, Tbilisi is written beside the country."""
BESIDE = {"abkhazia": (42.50, 40.62), "tskhinvali": (43.13, 44.03)}
TSKHINVALI_LEADER = ((42.93, 44.03), (42.42, 43.98))
FONT = "Noto Sans, Noto Sans Georgian, sans-serif"
LABEL_SIZE = 13
SMALL_SIZE = 12
# A width of its own: by it a style sheet finds these lines, where a small screen leaves their words out.
LEADER_WIDTH = 1.01


def names(content: Content) -> Trace:
    """Return the regions' names and values, in ink or in the colour of the page, whichever reads better."""
    regions = toml_table("regions.toml")
    codes = official_regions()
    ground = [
        content.tokens["bg"] if "leader" in regions[code] else content.colour(content.values.get(code))
        for code in codes
    ]
    written = [_label(content, code, regions[code]["map"][content.language]) for code in codes]
    font = {
        "family": FONT,
        "size": LABEL_SIZE,
        "color": [readable(colour, content.tokens) for colour in ground],
        "shadow": [halo(colour) for colour in ground],
    }
    return _text("names", [regions[code]["label"] for code in codes], written) | {"textfont": font}


def _label(content: Content, code: str, lines: Sequence[str]) -> str:
    value = content.labels.get(code, "")
    parts = [*lines, f"<b>{value}</b>"] if value else list(lines)
    return (" " if code in INLINE else "<br>").join(parts)


def beside_names(content: Content, *, with_tbilisi: bool = True) -> list[Trace]:
    """Return the words beside the occupied territories and the lines that lead to Tskhinvali and Tbilisi."""
    say, lines = words("map", content.language), words("beside", content.language)
    written = [f"<b>{say[key]}</b><br>{lines['first']}<br>{lines['second']}" for key in BESIDE]
    font = {"family": FONT, "size": SMALL_SIZE, "color": content.tokens["ink"]}
    tbilisi = toml_table("regions.toml")["GE-TB"]
    (lat, lon), end = tbilisi["label"], tbilisi["leader"]
    leaders = [TSKHINVALI_LEADER, *([((lat + 0.07, lon), tuple(end))] if with_tbilisi else [])]
    paths = [{"lon": [a[1], b[1], None], "lat": [a[0], b[0], None]} for a, b in leaders]
    return [
        line_trace("leaders", paths, {"color": content.tokens["mute"], "width": LEADER_WIDTH}),
        _text("beside", list(BESIDE.values()), written) | {"textfont": font},
    ]


def _text(title: str, spots: Sequence[Sequence[float]], written: Sequence[str]) -> Trace:
    lat, lon = ([spot[axis] for spot in spots] for axis in (0, 1))
    head = {"type": "scattergeo", "name": title, "mode": "text", "hoverinfo": "skip"}
    return head | {"lat": lat, "lon": lon, "text": list(written), "textposition": "middle center"}


def hub_marks(content: Content, hubs: Sequence[Hub]) -> list[Trace]:
    """Return hubs as discs (confirmed) and rings (not publicly confirmed), each on a ring of the page's colour.

    A click carries the code of the hub's region in customdata.
    """
    tokens = content.tokens
    lat, lon = [hub.lat for hub in hubs], [hub.lon for hub in hubs]
    where = {"type": "scattergeo", "mode": "markers", "lat": lat, "lon": lon}
    inside = [tokens["accent" if hub.confirmed else "bg"] for hub in hubs]
    mark = {"size": 11, "opacity": 1, "color": inside, "line": {"color": tokens["accent"], "width": 2.5}}
    ground = {"size": 17, "opacity": 1, "color": tokens["bg"], "line": {"width": 0}}
    said = [hub_hover(hub, content.language) for hub in hubs]
    return [
        EVERY_MARK | where | {"name": "hub_ground", "marker": ground, "hoverinfo": "skip"},
        EVERY_MARK
        | where
        | {"name": "hubs", "marker": mark, "customdata": [hub.region for hub in hubs]}
        | {"hovertext": said, "hovertemplate": HOVER},
    ]


def hub_hover(hub: Hub, language: str) -> str:
    """Return the hover text of a hub: region, organisation or that nobody is named, town, confidence."""
    say = words("map", language)
    unseen = say["name_not_seen"] if hub.name_en and language == "ka" and not hub.name_ka else ""
    sure = say["hub_confirmed" if hub.confirmed else "hub_not_confirmed"]
    title = f"<b>{name(hub.region, language)}</b>"
    lines = (title, hub.name(language) or say["hub_unnamed"], unseen, f"{hub.town(language)} · {sure}")
    return "<br>".join(line for line in lines if line)


def municipality_points(content: Content, points: Mapping[str, float | None]) -> Trace:
    """Return municipalities as points at their centres, coloured by class; hollow where there is no figure."""
    spots = [places()[code] for code in points]
    ink = content.tokens["ink"]
    marker = {
        "size": 11,
        "opacity": 1,
        "symbol": ["circle-open" if value is None else "circle" for value in points.values()],
        "color": [ink if value is None else content.colour(value) for value in points.values()],
        "line": {"color": ink, "width": 0.8},
    }
    return EVERY_MARK | {
        "type": "scattergeo",
        "name": "municipalities",
        "mode": "markers",
        "lat": [spot.lat for spot in spots],
        "lon": [spot.lon for spot in spots],
        "marker": marker,
        "customdata": list(points),
        "hovertext": [content.hover(spot.code, name(spot.code, content.language)) for spot in spots],
        "hovertemplate": HOVER,
    }
