"""The map: regions and municipalities in classes of the reader's choice, year by year, two maps side by side."""

import streamlit as st

from pages.parts import address, certainty, figure, load, map_choices, map_figure, map_reading
from pages.parts.map_choices import NONE, Layer
from pages.parts.place_names import place_text
from pages.parts.prepared import kept
from pages.parts.text import plain, t

DEFAULT = "turnout_parliamentary"
KEYS = ("map", "map_beside")


def second(first: Layer, shown: str) -> Layer:
    """The second map: the same indicator in another year, or another indicator at the same level where it has it."""
    if shown.isdigit():
        return Layer(first.record, first.level, int(shown), first.method)
    other = load.indicators()[shown]
    levels = map_choices.levels(other)
    level = first.level if first.level in levels else levels[0]
    return Layer(other, level, map_choices.settled_year(other, level, "beside_year"), first.method)


def draw(layer: Layer, key: str) -> None:
    """One map under its title; hubs stand on regions only, since they would cover the municipalities of their towns."""
    better = t(f"map.better_{layer.record.better}")
    figure.head(layer.title, t("map.subtitle", unit=layer.record.unit[address.language()], better=better))
    towns = layer.level == "municipality"
    map_figure.show(
        key, layer.record, layer.facts.head(0) if towns else layer.facts, points=layer.facts if towns else None,
        selected=place, method=layer.method, phase=phase, show_hubs=not towns,
    )  # fmt: skip


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
    map_choices.slide_year(record, level)
first = Layer(record, level, map_choices.settled_year(record, level), method)
layers = [first] if beside == NONE else [first, second(first, beside)]
if beside in map_choices.mapped():
    map_choices.slide_year(layers[1].record, layers[1].level, "beside_year")

with opening:
    claim, limit = map_reading.certainty(first)
    others = [" ".join(map_reading.certainty(layer)) for layer in layers[1:]]
    apart = [t("map.own_classes")] if beside in map_choices.mapped() else []
    lead = " ".join(map(plain, [*others, map_reading.lead(first), *apart]))
    certainty.headline(claim, limit, lead=lead, eyebrow=plain(t("menu.map")))
    if refused:
        map_choices.say_refused(refused)
kept("map_told", (tuple(layer.view for layer in layers), place, phase), told)
for column, layer, key in zip(st.columns(len(layers), gap="large"), layers, KEYS, strict=False):
    with column:
        draw(layer, key)
kept("map_rule", (), lambda: st.markdown(f":small[:gray[{plain(t('map.rule'))}]]"))
