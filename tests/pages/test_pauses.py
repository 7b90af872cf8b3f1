import asyncio
import gc
import subprocess
import sys
import weakref

import pytest

from data.paths import ROOT
from pages.parts.pauses import EVERY, FULL, LONG, Spare, spared


class MadeUpClock:
    """Stands for the time, which goes on by a `step` whenever somebody asks."""

    now = 0.0
    step = 2 * LONG

    def __call__(self):
        self.now += self.step
        return self.now


class Ring:
    """Two that only hold each other."""

    def __init__(self):
        self.other = self


@pytest.fixture
def clock():
    return MadeUpClock()


@pytest.fixture
def spare(clock):
    """A collector that spares; nothing stays set aside before the test, which a page's first run does, or behind it."""
    gc.unfreeze()
    made = Spare(clock)
    gc.callbacks.append(made)
    yield made
    gc.callbacks.remove(made)
    gc.unfreeze()


def test_what_survived_a_look_at_everything_is_set_aside(spare):
    before = gc.get_freeze_count()
    gc.collect(FULL - 1)
    assert gc.get_freeze_count() == before
    gc.collect()
    assert gc.get_freeze_count() > before + 10_000


def test_nothing_is_set_aside_while_looks_are_short(spare, clock):
    clock.step = LONG / 2
    gc.collect()
    assert gc.get_freeze_count() == 0


def test_what_was_set_aside_is_looked_at_again_after_a_while(spare, clock):
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


def spares():
    return [one for one in gc.callbacks if isinstance(one, Spare)]


def test_it_lasts_as_long_as_the_server():
    async def serve():
        async with spared(None):
            gc.freeze()
            return len(spares())

    assert asyncio.run(serve()) == 1
    assert (spares(), gc.get_freeze_count()) == ([], 0)


REAL = """
import gc, socket, threading, time
import uvicorn
from dashboard import app
from pages.parts.pauses import Spare

def spares():
    return sum(isinstance(one, Spare) for one in gc.callbacks)

before = spares()
server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="websockets-sansio"))
listening = socket.create_server(("127.0.0.1", 0))
threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
while not server.started:
    time.sleep(0.02)
print(before, spares())
"""


def test_the_front_door_begins_it_once_it_serves():
    answer = subprocess.run([sys.executable, "-c", REAL], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert answer.stdout.strip() == "0 1", answer.stderr
