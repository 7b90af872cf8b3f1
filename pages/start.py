"""The first page: what is known at a glance, and three doors to the same figures; it asks nothing."""

from pages.parts import certainty, door_donor, door_hub, door_writer, doors
from pages.parts.prepared import kept
from pages.parts.text import t

DRAWN = {"donor": door_donor.show, "writer": door_writer.show, "hub": door_hub.show}

door = doors.chosen()
claim, limit = kept("start_opening", (), doors.opening)
certainty.headline(claim, limit, lead=t("start.lead"), eyebrow=t("start.eyebrow"))
if door:
    kept("start_others", (door,), lambda: doors.others(door))
    DRAWN[door]()
else:
    kept("start_doors", (), doors.all_three)
