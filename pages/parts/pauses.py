"""Spares readers the pauses of Python's collector of unused objects.

Every fourth part that the heap grows by, the collector looks at all of it and everything stands still: with what a
server keeps ready for its readers that took 340 ms, every fifteen seconds under load. What has survived such a look is
nearly always kept for good, so it is set aside (`gc.freeze`) and later looks pass over it. Objects that only hold each
other would never be found there: so all is looked at again every half hour. With them would be set aside what is in use
at that moment and soon in nobody's: so nothing is while looks are short.
"""

import gc
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

FULL = 2
"""The collector's name for a look at everything."""
LONG = 0.04
"""Seconds of a look after which its survivors are set aside."""
EVERY = 1800.0
"""Seconds between two looks at what was set aside."""


class Spare:
    """Called by the collector (`gc.callbacks`); sets aside what survived, and takes it back when it is time.

    Attributes:
        clock: seconds that never run backwards.
        looked: when all was last looked at.
        began: when the look began that is under way.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begins now."""
        self.clock = clock
        self.looked = self.began = clock()

    def __call__(self, phase: str, about: dict[str, Any]) -> None:
        """Hears of a collection that begins or has ended."""
        if about["generation"] != FULL:
            return
        now = self.clock()
        if phase == "start":
            self.began = now
        elif now - self.looked >= EVERY:
            self.looked = now
            gc.unfreeze()  # the next full collection finds all of it, and ends here again
        elif now - self.began >= LONG:
            gc.freeze()


@asynccontextmanager
async def spared(app: object) -> AsyncIterator[None]:
    """Spares readers for as long as a server runs: the `lifespan` of the app.

    Not for as long as its module is imported: what was set aside is hidden from whoever asks the collector about it.
    """
    spare = Spare()
    gc.callbacks.append(spare)
    try:
        yield
    finally:
        gc.callbacks.remove(spare)
        gc.unfreeze()
