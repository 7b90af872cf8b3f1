"""What stands where a figure is missing: never a zero, never an empty chart."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import streamlit as st

from pages.parts import address
from pages.parts.text import plain, t, tn


@dataclass(frozen=True)
class Way:
    """A link out of an empty place: to a page of Kvali, with choices as ids."""

    label: str
    page: str
    choices: dict[str, str] = field(default_factory=dict)


def no_figures(what: str, *, who: str = "", why: str = "", ways: Sequence[Way] = ()) -> None:
    """A bordered box: what has no figures yet, who could have them, where to look instead.

    Args:
        what: the subject, in the reader's language: "CSR practice in the region".
        who: who could have them.
        why: why there are none, when that is known.
        ways: links to hand figures in or to the level that has them.
    """
    with st.container(border=True):
        said = [f"**{plain(t('empty.none', what=what))}**"]
        said += [
            f":small[:gray[{words}]]" for words in (plain(why), t("empty.who", who=plain(who)) if who else "") if words
        ]
        st.markdown("\n\n".join(said))
        for way in ways:
            address.link(way.page, way.label, **way.choices)


def suppressed(answers: int, clusters: int | None = None) -> str:
    """Words in place of a value that too few answers stand behind: "not shown: 30 answers in 2 clusters"."""
    told = tn("empty.answers", answers)
    return t("empty.suppressed", answers=told if clusters is None else tn("empty.clusters", clusters, answers=told))
