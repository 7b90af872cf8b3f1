"""What a run leaves behind: what is loaded once and stays, and what Streamlit notes and nobody asks for again."""

import gc

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx


@st.cache_resource(show_spinner=False)
def settle(page: str) -> None:
    """Once a process and page, after its first run: takes what is loaded out of the collector's way.

    Python's own collector then looks only at what came later; some pages load libraries of their own. Streamlit's
    collection after every run is switched off (.streamlit/config.toml).
    """
    gc.collect()
    gc.freeze()


def forget_widgets() -> None:
    """Forgets the widgets that are on no page of this reader any more; call it when a run begins.

    Streamlit keeps a note of each for as long as a session lasts, and a chart that answers clicks is a new widget with
    every view of it: a hundred readers made a hundred such notes a second. There is no setting for it. What a widget
    of the last run needs for its callback has been used when the script begins.
    """
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:
        return
    state = context.session_state._state
    noted = state._new_widget_state.widget_metadata
    for gone in noted.keys() - state._old_state.keys() - state._new_widget_state.states.keys():
        del noted[gone]
