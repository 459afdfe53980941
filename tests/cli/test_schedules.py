"""The lines of the documentation that run each morning, typed as they stand."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from retrosheet.cli.terminal.streams import PLAIN
from tests.cli.test_remind import write_team
from tests.contract.places import XlsxPlace, workbook
from tests.sending.servers import PASSWORD, mail_server

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Answer

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"^ *```(\w+)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
BLOCKS = [
    (name, kind, text)
    for name in ("remind.md", "calendar.md")
    for kind, text in BLOCK.findall((DOCS / name).read_text("utf-8"))
]
COMMAND = re.compile(r"retrosheet (?:remind|calendar) [^\n\"]*")
LINES = sorted(
    # the workflow is for a Google sheet and has a test of its own
    {found for _, kind, text in BLOCKS if kind != "yaml" for found in COMMAND.findall(text)}
)


@pytest.mark.parametrize("line", LINES)
def test_each_line_is_understood_and_does_it(
    run: Callable[..., Answer], tmp_path: Path, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the workbook and the server of this machine in place of theirs."""
    place = XlsxPlace(tmp_path / "plan.xlsx", workbook("en"), "en")
    write_team(place.path, ("Nadia", "nadia@example.org", ""))
    line = line.replace("C:\\plans\\", "").replace("%h/", "").replace("/srv/", "")
    line = line.replace("/var/www/calendars/", "")
    with mail_server() as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.trusted(tmp_path)))
        monkeypatch.setenv("RETROSHEET_SMTP_PASSWORD", PASSWORD)
        monkeypatch.setenv("RETROSHEET_SMTP_USER", "nadia@example.org")
        monkeypatch.setenv("RETROSHEET_SMTP_SERVER", f"localhost:{server.port}")
        words = shlex.split(line.replace("ssl0.ovh.net:465", f"localhost:{server.port}"))[1:]
        answer = run(*words, "--today", "2027-03-08")
        assert (answer.code, answer.err) == (0, ""), answer
        if "--to smtp" in line:
            assert [received.recipients[0] for received in server.received] == ["nadia@example.org"]
        assert all(len(shown) <= PLAIN for shown in answer.out.splitlines())


def test_what_the_machine_can_show_to_others_holds_no_password() -> None:
    """A line of cron is the command line of its shell; the Task Scheduler cuts a long command."""
    texts = [text for _, kind, text in BLOCKS if kind == "text"]
    cron = [line for text in texts for line in text.splitlines() if " * * " in line]
    assert cron
    for line in cron:
        minute, hour, *_ = line.split()
        assert (int(minute) < 60, int(hour) < 24) == (True, True)
        assert "PASSWORD" not in line
        assert "%" not in line
    (windows,) = [line for text in texts for line in text.splitlines() if "schtasks" in line]
    ((command),) = re.findall(r'/TR "([^"]*)"', windows)
    assert len(command) <= 261


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    """As systemd itself judges them, with a program of this machine in place of ours."""
    service, timer = [text for _, kind, text in BLOCKS if kind == "ini"]
    service = re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", service, flags=re.MULTILINE)
    (tmp_path / "remind.service").write_text(service, "utf-8")
    (tmp_path / "remind.timer").write_text(timer, "utf-8")
    words = ["systemd-analyze", "verify", str(tmp_path / "remind.timer")]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_the_units_and_the_workflow_are_well_formed() -> None:
    """systemd's files as INI, the workflow as YAML with its secrets out of the command line."""
    units = [text for _, kind, text in BLOCKS if kind == "ini"]
    keys = set()
    for text in units:
        read = configparser.ConfigParser(interpolation=None)
        read.optionxform = str  # type: ignore[assignment,method-assign]
        read.read_string(text)
        keys |= {(section, key) for section in read.sections() for key in read[section]}
    assert {("Service", "ExecStart"), ("Timer", "OnCalendar"), ("Install", "WantedBy")} <= keys
    (workflow,) = [yaml.safe_load(text) for _, kind, text in BLOCKS if kind == "yaml"]
    step = workflow["jobs"]["remind"]["steps"][-1]
    assert "secrets." not in step["run"]
    assert set(step["env"]) == {"KEY", "SHEET", "RETROSHEET_SLACK_WEBHOOK"}
