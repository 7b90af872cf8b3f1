"""A Kvali server of one's own, and sessions that speak Streamlit's protocol to it as a browser would."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from bench.kept import Kept

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@contextmanager
def server() -> Iterator[tuple[int, int]]:
    """Port and process id of a Kvali that answers."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    options = ["--server.headless", "true", "--server.address", "127.0.0.1", "--server.fileWatcherType", "none"]
    process = subprocess.Popen(
        [*command, *options], cwd=ROOT, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health", process)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError("the server stopped before it answered")
        try:
            urllib.request.urlopen(address, timeout=1)
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError("the server does not answer")


class Session:
    """One reader's connection; `run` asks for a page and waits until the script has finished.

    Attributes:
        received: bytes of the last run as they came over the wire, compressed as a browser gets them.
        unpacked: the same without compression.
        fragment: the id of the last fragment that was drawn, "" where there is none.
        kept: what a browser would keep of the messages.
    """

    def __init__(self, port: int) -> None:
        address = f"ws://127.0.0.1:{port}/_stcore/stream"
        self.socket: ClientConnection = connect(address, subprotocols=["streamlit"], max_size=None, legacy=True)  # type: ignore[list-item]
        self.received = self.unpacked = 0
        self.fragment = self._page = ""
        self.kept = Kept()
        self._take, self.socket.protocol.receive_data = self.socket.protocol.receive_data, self._count  # type: ignore[method-assign]

    def _count(self, arrived: bytes) -> None:
        self.received += len(arrived)
        self._take(arrived)

    def run(self, page: str, *, part: bool = False, **choices: str) -> float:
        """Seconds from asking to the end of the script.

        Args:
            page: its address.
            part: run only the fragment that the last run drew.
            choices: what the address holds.
        """
        message = BackMsg()
        message.rerun_script.query_string = urlencode(choices)
        message.rerun_script.page_name = page
        if part:
            message.rerun_script.fragment_id, message.rerun_script.page_script_hash = self.fragment, self._page
        message.rerun_script.cached_message_hashes.extend(self.kept.hashes())
        self.received = self.unpacked = 0
        started = time.perf_counter()
        self.socket.send(message.SerializeToString())
        while not self._finished(self.socket.recv(timeout=60)):
            pass
        return time.perf_counter() - started

    def _finished(self, answer: bytes | str) -> bool:
        """Note what a message tells, and whether it is the last one of its run."""
        self.unpacked += len(answer)
        forward = ForwardMsg()
        forward.ParseFromString(answer if isinstance(answer, bytes) else answer.encode())
        self.kept.note(forward)
        self.fragment = forward.delta.fragment_id or self.fragment
        self._page = forward.new_session.page_script_hash or self._page
        return forward.WhichOneof("type") == "script_finished"

    def close(self) -> None:
        self.socket.close()


def memory(pid: int) -> float:
    """Resident memory of a process in MB (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024
