"""A reader under load: one websocket of its own, a choice every few seconds, and what came of each."""

import asyncio
import random
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from bench.kept import Kept

TIMEOUT, PAUSE = 60.0, 3.0
Pages = dict[str, list[dict[str, str]]]


@dataclass
class Log:
    """What all readers saw: one row a click (page, seconds, bytes), and every mistake in words."""

    clicks: list[tuple[str, float, int]] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)


class Reader:
    """One reader's connection."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.kept = Kept()

    async def click(self, page: str, choices: dict[str, str]) -> tuple[int, str]:
        """Bytes that came until the script had finished, and what was wrong with it, if anything."""
        message = BackMsg()
        message.rerun_script.query_string = urlencode(choices)
        message.rerun_script.page_name = page
        message.rerun_script.cached_message_hashes.extend(self.kept.hashes())
        await self.socket.send(message.SerializeToString())
        received, wrong = 0, ""
        while True:
            answer = await asyncio.wait_for(self.socket.recv(decode=False), TIMEOUT)
            received += len(answer)
            forward = ForwardMsg.FromString(answer)
            self.kept.note(forward)
            wrong = wrong or mistake_in(forward)
            if forward.WhichOneof("type") == "script_finished":
                return received, wrong


def mistake_in(forward: ForwardMsg) -> str:
    """What a message says went wrong: a script that broke, a traceback, a box in red."""
    kind = forward.WhichOneof("type")
    if kind == "script_finished" and forward.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
        return "the script could not be compiled"
    if kind == "delta" and forward.delta.WhichOneof("type") == "new_element":
        element = forward.delta.new_element
        if element.WhichOneof("type") == "exception":
            return f"exception: {element.exception.message}"
        if element.WhichOneof("type") == "alert" and element.alert.format == element.alert.ERROR:
            return f"error on the page: {element.alert.body[:120]}"
    return ""


async def read_on(port: int, until: float, log: Log, chance: random.Random, pages: Pages) -> None:
    """One reader from the first click to `until` (monotonic seconds); thinks PAUSE seconds, a third more or less."""
    await asyncio.sleep(chance.uniform(0, PAUSE))
    try:
        address = f"ws://127.0.0.1:{port}/_stcore/stream"
        async with connect(address, subprotocols=["streamlit"], max_size=None) as socket:  # type: ignore[list-item]
            reader, language = Reader(socket), chance.choice(("ka", "en"))
            while time.monotonic() < until:
                page = chance.choice(list(pages))
                started = time.perf_counter()
                received, wrong = await reader.click(page, {"lang": language, **chance.choice(pages[page])})
                log.clicks.append((page, time.perf_counter() - started, received))
                if wrong:
                    log.mistakes.append(f"{page or 'start'}: {wrong}")
                await asyncio.sleep(chance.uniform(2 * PAUSE / 3, 4 * PAUSE / 3))
    except Exception as error:  # whatever it is, it is what the load did, and is counted
        log.mistakes.append(f"{type(error).__name__}: {error}")
