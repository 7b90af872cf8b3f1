"""The front door of Kvali: `streamlit run dashboard.py`.

Streamlit draws the pages (pages/frame.py); this module adds what HTTP needs around them.
Environment: KVALI_EMBEDDERS, origins with spaces between that may show Kvali in a frame.
"""

import os
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from pages.parts import api, mistake
from pages.parts.address import base
from pages.parts.front import Front, StaticGzip, outlines_route
from pages.parts.pauses import spared
from pages.parts.promptness import Prompt

ROOT = Path(__file__).resolve().parent
BASE = base()

app = st.App(
    ROOT / "pages" / "frame.py",
    lifespan=spared,
    on_script_error=mistake.tell,
    routes=[outlines_route(ROOT / "geo", BASE), *api.routes(BASE)],
    middleware=[
        Middleware(Prompt),
        Middleware(Front, base=BASE, embedders=tuple(os.environ.get("KVALI_EMBEDDERS", "").split())),
        Middleware(StaticGzip, base=BASE),
    ],
)
