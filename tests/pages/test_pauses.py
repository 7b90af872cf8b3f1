import gc
import subprocess
import sys
import weakref

import pytest

from data.paths import ROOT
from pages.parts.pauses import EVERY, FULL, Spare, spare_readers


class MadeUpClock:
    """Stands for the time."""

    now = 0.0

    def __call__(self):
        return self.now


class Ring:
    """Two that only hold each other."""

    def __init__(self):
        self.other = self


@pytest.fixture
def clock():
    return MadeUpClock()


@pytest.fixture
def spared(clock):
    """A collector that spares; nothing stays set aside behind the test."""
    spare = Spare(clock)
    gc.callbacks.append(spare)
    yield spare
    gc.callbacks.remove(spare)
    gc.unfreeze()


def test_what_survived_a_look_at_everything_is_set_aside(spared):
    before = gc.get_freeze_count()
    gc.collect(FULL - 1)
    assert gc.get_freeze_count() == before
    gc.collect()
    assert gc.get_freeze_count() > before + 10_000


def test_what_was_set_aside_is_looked_at_again_after_a_while(spared, clock):
    ring = Ring()
    gc.collect()
    gone = weakref.ref(ring)
    del ring
    gc.collect()
    assert gone() is not None
    clock.now += EVERY
    gc.collect()
    assert gc.get_freeze_count() == 0
    gc.collect()
    assert gone() is None
    assert gc.get_freeze_count() > 0


def test_it_begins_once():
    before = list(gc.callbacks)
    try:
        spare_readers()
        spare_readers()
        assert sum(isinstance(one, Spare) for one in gc.callbacks) == 1
    finally:
        gc.callbacks[:] = before


def test_the_front_door_begins_it():
    code = "import gc, dashboard; print([type(one).__name__ for one in gc.callbacks])"
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert "Spare" in answer.stdout
