"""The map: regions and municipalities in classes of the reader's choice, year by year, two maps side by side."""

import streamlit as st

from pages.parts import address, certainty, figure, load, map_choices, map_figure, map_reading
from pages.parts.map_choices import NONE, Layer
from pages.parts.place_names import place_text
from pages.parts.prepared import kept
from pages.parts.text import plain, t

DEFAULT = "turnout_parliamentary"


def second(first: Layer, shown: str) -> Layer:
    """The second map: the same indicator in another year, or another indicator at the same level where it has it."""
    if shown.isdigit():
        return Layer(first.record, first.level, int(shown), first.method)
    other = load.indicators()[shown]
    levels = map_choices.levels(other)
    level = first.level if first.level in levels else levels[0]
    return Layer(other, level, map_choices.settled_year(other, level, "beside_year"), first.method)


def draw(layer: Layer, key: str, slider: str) -> None:
    """One map under its title and the slider of its year."""
    better = t(f"map.better_{layer.record.better}")
    with figure.head(layer.title, t("map.subtitle", unit=layer.record.unit[address.language()], better=better)):
        if slider:
            map_choices.slide_year(layer.record, layer.level, slider)
    points = layer.facts if layer.level == "municipality" else None
    facts = layer.facts if points is None else layer.facts.head(0)
    map_figure.show(key, layer.record, facts, selected=place, points=points, method=layer.method, phase=phase)


def told() -> None:
    """The reader's region in words: what the map tells by colour, hatch, hover and click."""
    words = [map_reading.of_place(layer, place) for layer in layers]
    for sentence in [*words, map_reading.hub(place, phase)]:
        if sentence:
            st.markdown(sentence)
    name = place_text(place, "of", address.language())
    address.link("hub", t("map.to_region", place=name), place=place)


map_figure.go_where_clicked()
opening = st.container()
refused = map_choices.refused()
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    record = map_choices.indicator(DEFAULT)
    level = map_choices.level(record)
    method = map_choices.method()
    beside = map_choices.beside(record, level)
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    place = map_choices.place()
    phase = map_choices.phase()
first = Layer(record, level, map_choices.settled_year(record, level), method)
layers = [first] if beside == NONE else [first, second(first, beside)]
views = tuple(layer.view for layer in layers)

with opening:
    claim, limit = map_reading.certainty(first)
    others = [" ".join(map_reading.certainty(layer)) for layer in layers[1:]]
    lead = " ".join(map(plain, [*others, map_reading.lead(first)]))
    certainty.headline(claim, limit, lead=lead, eyebrow=plain(t("menu.map")))
    if refused:
        map_choices.say_refused(refused)
kept("map_told", (views, place, phase), told)
if len(layers) == 1:
    draw(first, "map", "year")
else:
    left, right = st.columns(2, gap="large")
    with left:
        draw(first, "map", "year")
    with right:
        draw(layers[1], "map_beside", "" if beside.isdigit() else "beside_year")
kept("map_rule", (), lambda: st.markdown(f":small[:gray[{plain(t('map.rule'))}]]"))
