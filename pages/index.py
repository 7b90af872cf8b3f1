"""An index: who is told apart from whom, in how many methods, what decides it, and the reader's own weights."""

import streamlit as st

from pages.parts import (
    address,
    certainty,
    figure,
    index_choices,
    index_figures,
    index_gap,
    index_made_of,
    index_weights,
    index_words,
    load,
)
from pages.parts.address import language
from pages.parts.index_choices import place_name
from pages.parts.index_words import View
from pages.parts.prepared import kept
from pages.parts.text import plain, t


def draw(name: str, title: str, subtitle: str = "") -> None:
    """One figure under its title, if there is something to show."""
    made = kept(f"index_{name}", view.ids, lambda: getattr(index_figures, name)(view))
    if made:
        figure.head(title, subtitle)
        made.show(f"index_{name}")


def draw_notes() -> None:
    """What frames the opening: why the score is no headline, what the profile counts, what all regions share."""
    if words := index_words.verdict(view):
        st.container(border=True, width=820).markdown(plain(words))
    st.markdown(f":small[:gray[{plain(shown.definition[language()])}]]", width=820)
    if words := index_words.frame(view):
        st.markdown(f":small[{plain(words)}]", width=820)


def draw_absent() -> None:
    """The places of the index that have no score."""
    if absent := index_choices.without_score(view.index, set(load.index_standing(*view.at, view.year)["place"])):
        st.markdown(f":small[{plain(t('index.no_score', places=', '.join(map(place_name, absent))))}]")


def draw_dominant() -> None:
    """Pairs that no weighting of the profiles can reverse."""
    figure.head(t("index.dominant_title"), t("index.dominant_subtitle"))
    pairs = load.index_dominant_pairs(view.index.id, view.year)
    for one, other in pairs:
        st.markdown(f"- {plain(t('index.dominant_pair', one=place_name(one), other=place_name(other)))}")
    if not pairs:
        st.markdown(plain(t("index.dominant_none")))


def draw_strengths() -> None:
    """Where the place lies above or below the others by more than the error."""
    figure.head(t("index.strengths_title", place=place_name(view.place)), t("index.strengths_subtitle"))
    for words in index_words.stands_out(view) or [t("index.stands_none")]:
        st.markdown(f"- {plain(words)}")


def draw_gaps() -> None:
    """What would help most, and what nobody has."""
    figure.head(t("index.useful_title", place=place_name(view.place)), t("index.useful_subtitle"))
    for words in index_words.useful(view) or [t("index.useful_none")]:
        st.markdown(f"- {plain(words)}")
    address.link("methods", t("index.to_methods"), section="index")


record, shown, place, year = index_choices.settled()
view = View(record, shown, place, year)
claim, limit, lead = kept("index_opening", view.ids, lambda: index_words.opening(view))
certainty.headline(claim, limit, lead=lead, eyebrow=plain(record.name[language()]))
kept("index_notes", view.ids, draw_notes)
index_choices.draw(record, shown, year)

kept("index_absent", view.ids, draw_absent)

left, right = st.columns(2, gap="large")
with left:
    draw("ranges", t("index.ranges_title", year=year), t("index.ranges_subtitle"))
with right:
    draw("scores", t("index.scores_title", year=year), t("index.scores_subtitle"))
st.markdown(f":small[{plain(kept('index_bands', view.ids, lambda: index_words.tied(view)))}]")
draw("chances", t("index.chances_title", year=year), t("index.chances_subtitle"))

index_made_of.show(view)

left, right = st.columns(2, gap="large")
with left:
    index_gap.show(view)
with right:
    draw("publishers", t("index.publishers_title", place=place_name(place)), t("index.publishers_subtitle"))
    kept("index_strengths", view.ids, draw_strengths)
    if year == load.index_years(record.id, shown.id)[0]:
        draw("drivers", t("index.drivers_title", place=place_name(place)), t("index.drivers_subtitle"))
        kept("index_gaps", view.ids, draw_gaps)
draw("gates", t("index.gates_title"), t("index.gates_subtitle"))
if record.level == "region":
    kept("index_dominant", (record.id, year), draw_dominant)
index_weights.show(view)
