"""The reader's choices: ids in the address, so that a link restores the view in either language.

The address counts first, then what the session remembers, then the default; both are written back. An id that the
address asks for and the page does not have is said aloud, with the nearest ones, and stays in the address until the
reader chooses. Widgets draw translated words, the address holds ids only.
"""

from collections.abc import Callable, Collection, Sequence
from difflib import get_close_matches
from typing import Any

import streamlit as st

from pages.parts import address
from pages.parts.text import plain, t

Words = Callable[[str], str]


def one(
    name: str, label: str, options: Sequence[str], words: Words, *, default: str | None = None, segments: bool = False,
    resets: Collection[str] = (),
) -> str:  # fmt: skip
    """One choice, as a select box or as segments (at most three on a phone).

    Args:
        name: its name in the address, the same on every page: "place", "year", "indicator".
        label: what is chosen, in the reader's language.
        options: the ids to choose from, in the order to show them.
        words: an id in the reader's language.
        default: the id where neither address nor session holds one; the first option without it.
        segments: draw segments instead of a select box.
        resets: names of choices that no longer fit once this one changes.

    Raises:
        ValueError: no options, or a default that is none of them.
    """
    value = settle(name, options, words, default=default)
    key = _key(name)
    st.session_state[key] = value
    taken: dict[str, Any] = {"key": key, "on_change": _take, "args": (name, key, tuple(resets))}
    if segments:
        st.segmented_control(label, list(options), format_func=_settled(options, words), required=True, **taken)
    else:
        st.selectbox(label, list(options), format_func=_settled(options, words), **taken)
    return value


def slide(name: str, label: str, options: Sequence[str], words: Words, *, default: str | None = None) -> str:
    """One choice of ordered things, such as years, on a slider that stops at these only; drawn from two on.

    Arguments, address and errors as for `one`.
    """
    value = settle(name, options, words, default=default)
    if len(options) > 1:
        key = _key(name)
        st.session_state[key] = value
        st.select_slider(
            label, list(options), format_func=_settled(options, words), key=key, on_change=_take, args=(name, key, ())
        )
    return value


def several(
    name: str, label: str, options: Sequence[str], words: Words, *, default: Sequence[str] = (),
    most: int | None = None, resets: Collection[str] = (),
) -> list[str]:  # fmt: skip
    """Several choices; the address holds their ids with commas between.

    Args:
        name: its name in the address.
        label: what is chosen, in the reader's language.
        options: the ids to choose from.
        words: an id in the reader's language.
        default: the ids where neither address nor session holds any.
        most: how many may be chosen.
        resets: names of choices that no longer fit once this one changes.

    Returns:
        The chosen ids in the order of the address, possibly none.
    """
    asked = st.query_params.get(name)
    remembered = st.session_state.get(_memory(name))
    wanted = asked.split(",") if asked else remembered if remembered is not None else list(default)
    chosen = [value for value in dict.fromkeys(wanted) if value in options][:most]
    for unknown in [value for value in wanted if value not in options] if asked else []:
        say_unknown(unknown, options, words, shown=", ".join(words(value) for value in chosen))
    if not asked or all(value in options for value in wanted):
        _keep(name, chosen)
    key = _key(name)
    st.session_state[key] = chosen
    st.multiselect(
        label, list(options), format_func=_settled(options, words), max_selections=most, select_all=False,
        key=key, on_change=_take,
        args=(name, key, tuple(resets)), placeholder=t("choose.several"),
    )  # fmt: skip
    return chosen


def typed(name: str, label: str, *, placeholder: str = "", resets: Collection[str] = ()) -> str:
    """Words that the reader types, such as a search; kept in the address as they are. `resets` as for `one`."""
    value = st.query_params.get(name) or ""
    key = _key(name)
    st.session_state[key] = value
    st.text_input(label, key=key, placeholder=placeholder, on_change=_take, args=(name, key, tuple(resets)))
    return value


def settle(
    name: str, options: Sequence[str], words: Words, *, default: str | None = None, quiet: bool = False
) -> str:  # fmt: skip
    """The id that address, session and default come to, without drawing a widget; says an unknown id aloud.

    Args:
        name: as for `one`, like `options`, `words` and `default`.
        options: the ids to choose from.
        words: an id in the reader's language.
        default: the id where neither address nor session holds one.
        quiet: say nothing of an unknown id, since a widget of the same name below will.
    """
    fallback = options[0] if options and default is None else default
    if fallback not in options or fallback is None:
        raise ValueError(f"{name}: default {fallback!r} is none of {list(options)[:5]}")
    asked = st.query_params.get(name)
    remembered = st.session_state.get(_memory(name))
    value = str(remembered) if remembered in options else fallback
    if asked in options:
        value = str(asked)
    elif asked:
        if not quiet:
            say_unknown(asked, options, words, shown=words(value))
        return value
    _keep(name, value)
    return value


def nearest(wanted: str, options: Sequence[str], words: Words) -> list[str]:
    """Up to three options whose id or name resembles what was asked for; the first three when none does."""
    names = {option.casefold(): option for option in options} | {words(option): option for option in options}
    close = get_close_matches(wanted.casefold(), list(names), n=6, cutoff=0.5)
    return list(dict.fromkeys(names[name] for name in close))[:3] or list(options[:3])


def say_unknown(wanted: str, options: Sequence[str], words: Words, *, shown: str) -> None:
    """Says that the address asks for an id that there is not, what is shown instead, and the nearest ones."""
    near = ", ".join(f"{plain(words(option))} ({plain(option)})" for option in nearest(wanted, options, words))
    st.warning(t("choose.unknown", wanted=plain(wanted[:60]), shown=plain(shown or "–"), nearest=near))


def _settled(options: Sequence[str], words: Words) -> Words:
    """The words as they are now: Streamlit asks for them again outside the run, where no language is known.

    Words that stand in a dict already are taken as they are.
    """
    if isinstance(getattr(words, "__self__", None), dict):
        return words
    return {option: words(option) for option in options}.__getitem__


def _key(name: str) -> str:
    """The widget's key holds the language, since a widget keeps the words it was drawn with."""
    return f"{name}.{address.language()}"


def _memory(name: str) -> str:
    return f"chosen.{name}"


def _keep(name: str, value: str | list[str]) -> None:
    st.session_state[_memory(name)] = value
    address.write(name, value if isinstance(value, str) else ",".join(value))


def _take(name: str, key: str, resets: tuple[str, ...]) -> None:
    """Callback of every widget here: the reader's choice goes to the session and to the address."""
    _keep(name, st.session_state[key])
    for other in resets:
        st.session_state.pop(_memory(other), None)
        address.write(other, None)
