"""Clusters and servers on the loopback for tests: started here, stopped here, by their own process ids."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

HERE = "127.0.0.1"
PATIENCE = 120  # seconds that something may take to start on a busy machine


@dataclass
class Cluster:
    """A standalone Spark cluster on this machine."""

    address: str
    master: subprocess.Popen
    workers: list[subprocess.Popen]

    def kill_a_worker(self) -> None:
        """Kill one worker and its executors at once, as a power cut would."""
        _end(self.workers.pop(), signal.SIGKILL)


def free_port() -> int:
    with socket.socket() as one:
        one.bind((HERE, 0))
        return one.getsockname()[1]


def answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection((HERE, port), timeout=1):
        return True
    return False


def _wait_for(port: int, process: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not answers(port):
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"did not start: {log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
        time.sleep(0.2)


def _started(command: list[str], log: Path, **more: str) -> subprocess.Popen:
    environment = os.environ | {"SPARK_LOCAL_IP": HERE, "SPARK_HOME": str(spark_home())} | more
    with log.open("wb") as out:
        return subprocess.Popen(command, env=environment, stdout=out, stderr=out, start_new_session=True)


def _end(process: subprocess.Popen, how: signal.Signals = signal.SIGTERM) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, how)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=20)


def spark_home() -> Path:
    return Path(find_spec("pyspark").origin).parent


@contextmanager
def standalone(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """One master and some workers of one core each."""
    port, script = free_port(), str(spark_home() / "bin" / "spark-class")
    address = f"spark://{HERE}:{port}"
    log = folder / "master.log"
    place = ["--host", HERE, "--port", str(port), "--webui-port", str(free_port())]
    cluster = Cluster(address, _started([script, "org.apache.spark.deploy.master.Master", *place], log), [])
    try:
        _wait_for(port, cluster.master, log)
        for number in range(workers):
            room = ["--cores", "1", "--memory", "1200m", "--work-dir", str(folder / f"work{number}")]
            where = ["--host", HERE, "--webui-port", str(free_port())]
            worker = [script, "org.apache.spark.deploy.worker.Worker", *where, *room, address]
            cluster.workers.append(_started(worker, folder / f"worker{number}.log"))
        for number in range(workers):
            _wait_for_words(folder / f"worker{number}.log", "Successfully registered with master")
        yield cluster
    finally:
        for process in [*cluster.workers, cluster.master]:
            _end(process)


def _wait_for_words(log: Path, words: str) -> None:
    until = time.monotonic() + PATIENCE
    while words not in log.read_text(encoding="utf-8", errors="replace"):
        if time.monotonic() > until:
            raise RuntimeError(log.read_text(encoding="utf-8", errors="replace")[-2000:])
        time.sleep(0.2)


@contextmanager
def connect_server(folder: Path, master: str) -> Iterator[str]:
    """Spark Connect before a master; gives its address."""
    port, log = free_port(), folder / "connect.log"
    settings = {
        "spark.connect.grpc.binding.address": HERE, "spark.connect.grpc.binding.port": str(port),
        "spark.ui.enabled": "false", "spark.driver.host": HERE, "spark.sql.shuffle.partitions": "4",
    }  # fmt: skip
    command = [str(spark_home() / "bin" / "spark-submit"), "--master", master,
               "--class", "org.apache.spark.sql.connect.service.SparkConnectServer"]  # fmt: skip
    for name, value in settings.items():
        command += ["--conf", f"{name}={value}"]
    process = _started([*command, "spark-internal"], log)
    try:
        _wait_for(port, process, log)
        yield f"sc://{HERE}:{port}"
    finally:
        _end(process)


def postgresql_programs() -> Path | None:
    """The newest PostgreSQL whose programs are installed here."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    named = shutil.which("initdb")
    return found[-1].parent if found else Path(named).parent if named else None


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """A PostgreSQL server of our own; as root it runs under the user postgres, because it refuses root."""
    programs, port = postgresql_programs(), free_port()
    owner = pwd.getpwnam("postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name)
    home = folder / "postgresql"
    home.mkdir()
    os.chown(home, owner.pw_uid, owner.pw_gid)
    for parent in home.parents:  # pytest's folders are closed to other users
        if parent.owner() == pwd.getpwuid(os.geteuid()).pw_name and len(parent.parts) > 2:
            parent.chmod(parent.stat().st_mode | 0o011)
    run = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
    made = [
        str(programs / "initdb"),
        "-D",
        str(home / "data"),
        "-U",
        "kvali",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C",
    ]
    subprocess.run(made, check=True, capture_output=True, cwd=home, **run)
    log = home / "server.log"
    with log.open("wb") as out:
        served = [str(programs / "postgres"), "-D", str(home / "data"), "-p", str(port), "-h", HERE, "-k", str(home)]
        process = subprocess.Popen(served, stdout=out, stderr=out, cwd=home, start_new_session=True, **run)
    try:
        _wait_for(port, process, log)
        yield f"postgresql://kvali@{HERE}:{port}/postgres"
    finally:
        _end(process, signal.SIGINT)
