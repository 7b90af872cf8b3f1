"""Answers kept while one piece of work asks a release the same questions again: a briefing, or a batch of them.

A release never changes, so that a kept answer is the answer. It is forgotten when the work is done.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import pandas as pd

_kept: ContextVar[dict[object, pd.DataFrame] | None] = ContextVar("kept", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Inside, a question that was asked before is answered from memory; work inside other work shares its answers."""
    if _kept.get() is not None:
        yield
        return
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def answer(question: object, ask: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    """The kept answer, else the asked one; a shallow copy, so that whoever changes it changes only their own."""
    kept = _kept.get()
    if kept is None:
        return ask()
    if question not in kept:
        kept[question] = ask()
    return kept[question].copy(deep=False)
