"""Reminders killed at random instants, at a server that fails at random: none lost, none doubled.

A process that has loaded the program forks a run for each try; it is killed in the middle, then a
last run is left in peace. A message is the same message by its Message-ID, as for mail servers and
mail programs: a kill after the server took it may show it the same one again.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.sending.servers import PASSWORD, MailServer, mail_server
from tests.thorough import tries

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

TRIES = tries(4, 1000)
PEOPLE = 5
FATES = ("", "", "", "451 4.3.0 Try again", "550 5.7.1 No", "cut", "cut before")
# Loads everything that a run needs, then forks one for each line it is given.
NURSERY = """
import os, sys
from retrosheet.cli import main
import retrosheet.cli.commands.remind, retrosheet.cli.commands.reminded
import retrosheet.cli.commands.channels
import retrosheet.cli.commands.remind_report, retrosheet.cli.places.opened, retrosheet.sending.smtp
import retrosheet.xlsx.patch, retrosheet.xlsx.read, email.headerregistry, email.policy
import email.message, smtplib, ssl
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        try:
            main(line.split())
        except SystemExit as ended:
            os._exit(ended.code or 0)
        os._exit(99)
    print(child, flush=True)
    _, status = os.waitpid(child, 0)
    print(os.waitstatus_to_exitcode(status), flush=True)
"""


class Nursery:
    """Runs of the program, each a fork of one process."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", NURSERY], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, cwd=folder, env={**os.environ, "PYTHONPATH": str(Path.cwd())},
        )  # fmt: skip

    def run(self, words: str, kill_after: float | None = None) -> int:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{words}\n")
        self.process.stdin.flush()
        child = int(self.process.stdout.readline())
        if kill_after is not None:
            time.sleep(kill_after)
            # a child that is over waits for nobody: its number may be gone already
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        return int(self.process.stdout.readline())

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(10)
        if self.process.stdout is not None:
            self.process.stdout.close()


@pytest.fixture
def smtp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    with mail_server() as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.trusted(tmp_path)))
        monkeypatch.setenv("RETROSHEET_SMTP_SERVER", f"localhost:{server.port}")
        monkeypatch.setenv("RETROSHEET_SMTP_USER", "nadia@example.org")
        monkeypatch.setenv("RETROSHEET_SMTP_PASSWORD", PASSWORD)
        yield server


def test_killed_at_any_instant_none_is_lost_and_none_doubled(
    tmp_path: Path, smtp: MailServer
) -> None:
    """Each try: kills and faults, then one run in peace. Everybody has their message, under one
    identifier, and one more run sends nothing."""
    plan = tmp_path / "plan.xlsx"
    content = _plan_of_many(plan)
    nursery = Nursery(tmp_path)
    rng = random.Random(20270308)
    words = "remind plan.xlsx --to smtp --today 2027-03-08"
    killed = 0
    try:
        whole = _time_of(nursery, words, plan, content, smtp)
        for number in range(TRIES):
            plan.write_bytes(content)
            smtp.received.clear()
            for _ in range(rng.randint(1, 2)):
                smtp.after_data = [rng.choice(FATES) for _ in range(rng.randint(0, 4))]
                killed += nursery.run(words, rng.random() * whole) == -signal.SIGKILL
            smtp.after_data = []
            assert nursery.run(words) == 0, number
            ids = defaultdict(list)
            for received in smtp.received:
                ids[received.recipients[0]].append(received.message["Message-ID"])
            assert len(ids) == PEOPLE, (number, dict(ids))
            assert all(len(set(found)) == 1 for found in ids.values()), (number, dict(ids))
            sent = len(smtp.received)
            assert nursery.run(words) == 0
            assert len(smtp.received) == sent, number
    finally:
        nursery.close()
    assert killed >= TRIES // 4, "the kills came too late to prove anything"


def _plan_of_many(path: Path) -> bytes:
    """A small campaign whose tasks belong to five people and are all late."""
    from tests.cli.test_remind import write_team
    from tests.contract.places import XlsxPlace, workbook

    place = XlsxPlace(path, workbook("en"), "en")
    people = [f"Person{n}" for n in range(PEOPLE)]
    write_team(path, *((name, f"{name.lower()}@example.org", "") for name in people))
    for name, task in zip(people, ("PRE1", "PRE2", "PRE3", "PRE4", "EVE1"), strict=True):
        place.put(task, "owner", name)
        place.put(task, "imposed", 46430.0)
    return path.read_bytes()


def _time_of(nursery: Nursery, words: str, plan: Path, content: bytes, smtp: MailServer) -> float:
    """How long a run takes that nobody disturbs."""
    nursery.run(words)
    plan.write_bytes(content)
    begin = time.monotonic()
    assert nursery.run(words) == 0
    assert smtp.received
    return time.monotonic() - begin
