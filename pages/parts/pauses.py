"""Spares readers the pauses of Python's collector of unused objects.

Every fourth part that the heap grows by, the collector looks at all of it and everything stands still: with what a
server keeps ready for its readers that took 340 ms, every fifteen seconds under load. What has survived once is nearly
always kept for good, so it is set aside (`gc.freeze`) and later looks pass over it. Objects that only hold each other,
such as charts that made room for others, would never be found there: so all is looked at again every ten minutes.
"""

import gc
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

FULL = 2
"""The collector's name for a look at everything."""
EVERY = 600.0
"""Seconds between two looks at what was set aside."""


class Spare:
    """Called by the collector (`gc.callbacks`); sets aside what survived, and takes it back when it is time.

    Attributes:
        clock: seconds that never run backwards.
        looked: when all was last looked at.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begins now."""
        self.clock = clock
        self.looked = clock()

    def __call__(self, phase: str, about: dict[str, Any]) -> None:
        """Hears of a collection that begins or has ended."""
        if phase != "stop" or about["generation"] != FULL:
            return
        if self.clock() - self.looked >= EVERY:
            self.looked = self.clock()
            gc.unfreeze()  # the next full collection finds all of it, and ends here again
        else:
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
