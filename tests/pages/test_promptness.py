import asyncio
import socket
import threading
import time

import pytest
import uvicorn
from websockets.sync.client import connect

from pages.parts.promptness import Prompt, send_at_once


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
