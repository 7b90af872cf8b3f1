"""A relay between a browser and the server that counts what travels to the browser, as it travels: compressed."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from bench.server import free_port

PIECE = 65_536


class Relay:
    """Passes bytes on between its own port and the server's.

    Attributes:
        port: where the browser finds it.
        kilobytes: what has come from the server so far, heads of the answers and all.
    """

    def __init__(self, server: int) -> None:
        self.port, self.kilobytes, self._server = free_port(), 0.0, server
        self._listening = socket.create_server(("127.0.0.1", self.port))

    def run(self) -> None:
        """Takes connections until the relay is closed."""
        with suppress(OSError):
            while True:
                browser, _ = self._listening.accept()
                there = socket.create_connection(("127.0.0.1", self._server))
                for ends in ((browser, there), (there, browser)):
                    threading.Thread(target=self._pass, args=ends, daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        counted = target.getsockname()[1] == self.port
        with suppress(OSError):
            while piece := source.recv(PIECE):
                self.kilobytes += len(piece) / 1024 if counted else 0
                target.sendall(piece)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Takes no more connections."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()


@contextmanager
def relay(server: int) -> Iterator[Relay]:
    """A relay in front of the server at a port."""
    one = Relay(server)
    threading.Thread(target=one.run, daemon=True).start()
    try:
        yield one
    finally:
        one.close()
