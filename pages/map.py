"""The map: regions and municipalities in classes of the reader's choice, year by year, two maps side by side."""

import streamlit as st

from analytics.catalogue import Indicator
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


def draw(layer: Layer, key: str, place: str, phase: str) -> None:
    """One map under its title; hubs stand on regions only, since they would cover the municipalities of their towns."""
    better = t(f"map.better_{layer.record.better}")
    figure.head(layer.title, t("map.subtitle", unit=layer.record.unit[address.language()], better=better))
    towns = layer.level == "municipality"
    map_figure.show(
        key, layer.record, layer.facts.head(0) if towns else layer.facts, points=layer.facts if towns else None,
        selected=place, method=layer.method, phase=phase, show_hubs=not towns,
        copy="" if key == KEYS[0] else key,
    )  # fmt: skip


def open_page(layers: list[Layer]) -> None:
    """What the maps allow to say, and how their classes were made."""
    claim, limit = map_reading.certainty(layers[0])
    others = [" ".join(map_reading.certainty(layer)) for layer in layers[1:]]
    apart = [t("map.own_classes")] if len({layer.record.id for layer in layers}) > 1 else []
    certainty.headline(claim, limit, lead=" ".join(map(plain, [*others, map_reading.lead(layers[0]), *apart])))


def tell(layers: list[Layer], place: str, phase: str) -> None:
    """The reader's region in words: what the map tells by colour, hatch, hover and click."""
    words = [map_reading.of_place(layer, place) for layer in layers]
    for sentence in [*words, map_reading.hub(place, phase)]:
        if sentence:
            st.markdown(sentence)
    address.link("hub", t("map.to_region", place=place_text(place, "of", address.language())), place=place)


@st.fragment
def view(record: Indicator, level: str, beside: str) -> None:
    """All that follows year, classes, region and phase: they change often, and only this is sent again."""
    map_figure.go_where_clicked()
    opening = st.container()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        map_choices.slide_year(record, level)
        method, place, phase = map_choices.method(), map_choices.place(), map_choices.phase()
    first = Layer(record, level, map_choices.settled_year(record, level), method)
    layers = [first] if beside == NONE else [first, second(first, beside)]
    if beside in map_choices.mapped():
        map_choices.slide_year(layers[1].record, layers[1].level, "beside_year")
    with opening:
        open_page(layers)
    shown = tuple(layer.view for layer in layers)
    kept("map_told", (shown, place, phase), lambda: tell(layers, place, phase))
    for column, layer, key in zip(st.columns(len(layers), gap="large"), layers, KEYS, strict=False):
        with column:
            draw(layer, key, place, phase)


certainty.show_eyebrow(plain(t("menu.map")))
refused = map_choices.refused()
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    record = map_choices.indicator(DEFAULT)
    level = map_choices.level(record)
    beside = map_choices.beside(record, level)
if refused:
    map_choices.say_refused(refused)
view(record, level, beside)
kept("map_rule", (), lambda: st.markdown(f":small[:gray[{plain(t('map.rule'))}]]"))
