"""Lets small messages leave at once.

Streamlit binds the listening socket itself and leaves its protocol number at 0; asyncio switches Nagle's algorithm off
only for sockets that name TCP. So on Linux every rerun waited about 40 ms for the browser's delayed acknowledgement
(uvicorn's issue 3149 describes the same with its workers). uvloop, which uvicorn takes where it is installed, does so
by itself; it does not run on Windows.
"""

import socket

from starlette.types import ASGIApp, Receive, Scope, Send


class Prompt:
    """Switches Nagle's algorithm off on the connection of every websocket."""

    def __init__(self, app: ASGIApp) -> None:
        """Wraps `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the connection on."""
        if scope["type"] == "websocket":
            send_at_once(send)
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
