"""A PostgreSQL 15 of our own for the tests: unprivileged, on a free port of 127.0.0.1, gone with the test run."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

BINARIES = Path("/usr/lib/postgresql/15/bin")
SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "60"}
URL = pytest.StashKey[str]()
SECONDS = 30  # until it answers


def missing(why: str) -> None:
    """Skip and say why; in CI it is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"PostgreSQL is required in CI: {why}")
    pytest.skip(f"PostgreSQL: {why}")


@contextmanager
def server() -> Iterator[str]:
    """Run a server; gives the URL of its maintenance database."""
    pytest.importorskip("psycopg")
    folder = Path(tempfile.mkdtemp(prefix="ledger-pg-"))
    user = unprivileged(folder)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    made = subprocess.run(
        [*user, BINARIES / "initdb", "-D", folder / "data", "-U", "leadwright", "-A", "trust", "-E", "UTF8",
         "--locale=C", "--no-sync"],
        check=False, cwd="/", **quiet,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr.decode()
    port = free_port()
    options = [f"--{name}={value}" for name, value in SETTINGS.items()]
    with open(folder / "log", "wb") as log:
        process = subprocess.Popen(
            [*user, BINARIES / "postgres", "-D", folder / "data", "-h", "127.0.0.1", "-k", "", "-p", str(port),
             *options],
            cwd="/", stdout=log, stderr=log,
        )  # fmt: skip
    try:
        url = f"postgresql+psycopg://leadwright@127.0.0.1:{port}/postgres"
        wait_for(url, process, folder / "log")
        yield url
    finally:
        process.send_signal(signal.SIGQUIT)
        process.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


def unprivileged(folder: Path) -> list[str]:
    """Give the command that drops root, which PostgreSQL refuses to run as; the folder becomes that user's."""
    if os.geteuid() != 0:
        return []
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    who = names.get("postgres") or names["nobody"]
    os.chown(folder, who.pw_uid, who.pw_gid)
    ids = [f"--reuid={who.pw_uid}", f"--regid={who.pw_gid}", "--clear-groups"]
    return ["setpriv", "--pdeathsig", "QUIT", *ids]  # it does not outlive a killed test run


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    engine, pause = sa.create_engine(url, poolclass=sa.NullPool), threading.Event()
    for _ in range(SECONDS * 20):
        try:
            engine.connect().close()
        except sa.exc.OperationalError:
            assert process.poll() is None, log.read_text()
            pause.wait(0.05)
        else:
            return
    raise AssertionError(log.read_text())


@pytest.fixture(scope="session")
def postgres(request: pytest.FixtureRequest) -> str:
    """The URL of a running server's maintenance database; one server, however many folders take this fixture."""
    stash = request.config.stash
    if URL not in stash:
        if not (BINARIES / "postgres").exists():
            missing(f"no server binaries at {BINARIES}")
        running = ExitStack()
        stash[URL] = running.enter_context(server())
        request.config.add_cleanup(running.close)
    return stash[URL]
