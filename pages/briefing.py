"""The desk of those who write: one briefing, the logframe, all regions at once, and what an old briefing claims."""

from pages.parts import briefing_all, briefing_logframe, briefing_one, briefing_watch, certainty, choose
from pages.parts.text import t

DESKS = {
    "one": briefing_one.show,
    "logframe": briefing_logframe.show,
    "all": briefing_all.show,
    "watch": briefing_watch.show,
}

certainty.headline(t("briefings.claim"), t("briefings.limit"), eyebrow=t("briefings.eyebrow"))
words = {one: t(f"briefings.desk_{one}") for one in DESKS}
DESKS[choose.one("desk", t("briefings.desk"), list(words), words.__getitem__, segments=True)]()
