import asyncio
import socket
import subprocess
import sys
import threading
import time

import pytest
import uvicorn
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.session_manager import ActiveSessionInfo, SessionClientDisconnectedError
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager
from websockets.sync.client import connect

from data.paths import ROOT
from pages.parts.promptness import TOGETHER, Prompt, send_at_once, send_together


class MadeUpProtocol:
    """Stands for the server's protocol object: it has a transport and a bound method that sends."""

    def __init__(self, connection):
        self.transport = self
        self.connection = connection

    def get_extra_info(self, name):
        return self.connection if name == "socket" else None

    async def send(self, message):
        raise AssertionError("nothing is sent here")


def nagle_is_off(connection):
    return connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0


@pytest.mark.parametrize(("kind", "off"), [("websocket", True), ("http", False)])
def test_websockets_send_small_messages_at_once(kind, off):
    async def inner(scope, receive, send):
        pass

    with socket.socket() as connection:
        asyncio.run(Prompt(inner)({"type": kind}, None, MadeUpProtocol(connection).send))
        assert nagle_is_off(connection) == off


def test_another_server_is_left_alone():
    async def send(message):
        raise AssertionError("nothing is sent here")

    assert send_at_once(send) is False


def test_the_real_server_hands_us_a_connection_that_obeys():
    async def answers_whether_nagle_is_off(scope, receive, send):
        if scope["type"] != "websocket":
            return
        await send({"type": "websocket.accept"})
        connection = send.__self__.transport.get_extra_info("socket")
        await send({"type": "websocket.send", "text": str(nagle_is_off(connection))})
        await send({"type": "websocket.close"})

    assert answer_of(answers_whether_nagle_is_off, "asyncio") == "False"
    assert answer_of(Prompt(answers_whether_nagle_is_off), "asyncio") == "True"
    assert answer_of(Prompt(answers_whether_nagle_is_off), "auto") == "True"


def answer_of(application, loop):
    """What a websocket hears from an application on a server that was given its socket, as Streamlit gives it."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        config = uvicorn.Config(application, lifespan="off", log_level="error", ws="websockets-sansio", loop=loop)
        running = uvicorn.Server(config)
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            while not running.started:
                time.sleep(0.02)
            with connect(f"ws://127.0.0.1:{listening.getsockname()[1]}/") as session:
                return session.recv(timeout=10)
        finally:
            running.should_exit = True
            thread.join(10)


class MadeUpClient:
    """Stands for a browser; it goes away after `most` messages."""

    def __init__(self, most=1000):
        self.most, self.written = most, []

    def write_forward_msg(self, message):
        if len(self.written) == self.most:
            raise SessionClientDisconnectedError
        self.written.append(message)


class MadeUpSession:
    """Stands for a session with messages that wait."""

    def __init__(self, count):
        self.waiting = [ForwardMsg(hash=str(number)) for number in range(count)]

    def flush_browser_queue(self):
        waiting, self.waiting = self.waiting, []
        return waiting


@pytest.fixture
def manager(monkeypatch):
    """A session manager of Streamlit's own, with one made-up session that connects again and again."""
    made = WebsocketSessionManager(None, None, None, None)
    monkeypatch.setattr(made, "connect_session", lambda *given, **named: "made up")
    return made


def connected(manager, session, client):
    manager._active_session_info_by_id["made up"] = ActiveSessionInfo(client, session)
    assert send_together(manager)
    assert send_together(manager)  # of several connections each asks for it
    assert manager.connect_session() == "made up"


@pytest.mark.parametrize(("count", "left"), [(0, 0), (1, 1), (2, 1), (116, 1), (TOGETHER + 1, 1), (TOGETHER + 9, 9)])
def test_what_waits_for_a_browser_is_handed_over_in_one_round_and_in_its_order(manager, count, left):
    session, client = MadeUpSession(count), MadeUpClient()
    connected(manager, session, client)
    rest = session.flush_browser_queue()
    assert len(rest) == left
    assert [one.hash for one in (*client.written, *rest)] == [str(number) for number in range(count)]


def test_a_browser_that_goes_away_is_left_to_streamlit_with_what_it_did_not_get(manager):
    session = MadeUpSession(9)
    connected(manager, session, MadeUpClient(most=4))
    assert [one.hash for one in session.flush_browser_queue()] == ["4", "5", "6", "7", "8"]


def test_a_session_that_comes_back_writes_to_its_new_browser_only(manager):
    session, before, after = MadeUpSession(3), MadeUpClient(), MadeUpClient()
    connected(manager, session, before)
    connected(manager, session, after)
    session.flush_browser_queue()
    assert (len(before.written), len(after.written)) == (0, 2)


def test_another_manager_is_left_alone():
    assert send_together(None) is False
    assert send_together(object()) is False


REAL = """
import socket, threading, time
import uvicorn
from streamlit import runtime
from websockets.sync.client import connect
from dashboard import app

listening = socket.create_server(("127.0.0.1", 0))
server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="websockets-sansio"))
threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
while not server.started:
    time.sleep(0.02)
with connect(f"ws://127.0.0.1:{listening.getsockname()[1]}/_stcore/stream", subprotocols=["streamlit"]):
    until, sessions = time.monotonic() + 20, []
    while not sessions and time.monotonic() < until:
        sessions = [one.session for one in runtime.get_instance()._session_mgr.list_active_sessions()]
    print(len(sessions), all("flush_browser_queue" in vars(one) for one in sessions))
"""


def test_a_session_of_the_real_server_hands_over_in_one_round():
    """Streamlit's names may change with a release; this says so before readers notice."""
    answer = subprocess.run([sys.executable, "-c", REAL], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert answer.stdout.strip() == "1 True", answer.stderr
