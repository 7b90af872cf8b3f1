"""Lets small messages leave at once, and those of one run together.

Streamlit binds the listening socket itself and leaves its protocol number at 0; asyncio switches Nagle's algorithm off
only for sockets that name TCP. So on Linux every rerun waited about 40 ms for the browser's delayed acknowledgement
(uvicorn's issue 3149 describes the same with its workers). uvloop, which uvicorn takes where it is installed, does so
by itself; it does not run on Windows.

Streamlit's loop goes round once for each message that it hands to a connection, a hundred times a rerun. Each round
gives Python's lock away, and while another reader's script computes it comes back only after five milliseconds: half a
second for a page that was ready. So what waits for a connection is handed over in one round (`send_together`).
"""

import socket
from collections.abc import Callable
from functools import partial

from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import runtime
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.session_manager import ActiveSessionInfo, SessionClient, SessionClientDisconnectedError
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

TOGETHER = 250
"""So many messages at most in one round; a connection that has 500 waiting is given up by Streamlit."""


class Prompt:
    """Lets what a websocket has to send leave at once and together."""

    def __init__(self, app: ASGIApp) -> None:
        """Wraps `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the connection on."""
        if scope["type"] == "websocket":
            send_at_once(send)
            if runtime.exists():
                send_together(getattr(runtime.get_instance(), "_session_mgr", None))
        await self.app(scope, receive, send)


def send_at_once(send: Send) -> bool:
    """Whether the connection behind this `send` could be told to send small messages at once.

    ASGI has no word for it, so this looks at the server's own protocol object; another server keeps its own ways.
    """
    transport = getattr(getattr(send, "__self__", None), "transport", None)
    connection = transport.get_extra_info("socket") if transport is not None else None
    if connection is None or connection.family not in {socket.AF_INET, socket.AF_INET6}:
        return False
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return True


def send_together(manager: object) -> bool:
    """Whether the sessions that connect from now on hand over their messages in one round.

    Streamlit has no setting for it, so this stands around the manager's own `connect_session`; where there is no such
    manager everything stays as it was.
    """
    if not isinstance(manager, WebsocketSessionManager):
        return False
    if not isinstance(manager.connect_session, partial):
        manager.connect_session = partial(_connect, manager, manager.connect_session)  # type: ignore[method-assign]  # no setting
    return True


def _connect(manager: WebsocketSessionManager, connect: Callable[..., str], *given: object, **named: object) -> str:
    session_id = connect(*given, **named)
    info = manager.get_active_session_info(session_id)
    if info:
        _hand_over_in_one_round(info)
    return session_id


def _hand_over_in_one_round(info: ActiveSessionInfo) -> None:
    # From the class: a session that comes back has a new connection, and this stood around it before.
    flush = partial(type(info.session).flush_browser_queue, info.session)
    info.session.flush_browser_queue = partial(_flush, flush, info.client)  # type: ignore[method-assign]  # no setting


def _flush(flush: Callable[[], list[ForwardMsg]], client: SessionClient) -> list[ForwardMsg]:
    """Hands the client all that waits but the last message, which stays Streamlit's to send, as do all after a failure.

    A client that has gone is met by Streamlit itself in that way.
    """
    messages = flush()
    ahead = messages[: min(len(messages) - 1, TOGETHER)]
    for sent, message in enumerate(ahead):
        try:
            client.write_forward_msg(message)
        except SessionClientDisconnectedError:
            return messages[sent:]
    return messages[len(ahead) :]
