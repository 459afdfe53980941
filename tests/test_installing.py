"""What messages and documents tell people to install: packages that are the ones meant.

Nobody has published this package under its name yet. Whoever registers the name would run beside
people's keys, so that nothing of ours may have an installer look it up.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrosheet.cli.commands import report as report_command
from retrosheet.google.signing_in import credentials as sign_in
from retrosheet.language import LANGS, Lang, Text
from retrosheet.sending import smtp

PROJECT = Path(__file__).parent.parent
READ_BY_PEOPLE = [
    PROJECT / "README.md",
    PROJECT / "README.fr.md",
    PROJECT / "CHANGELOG.md",
    PROJECT / "CONTRIBUTING.md",
    PROJECT / "Makefile",
    *sorted((PROJECT / "docs").glob("*.md")),
    *sorted((PROJECT / ".github").rglob("*.yml")),
    *sorted((PROJECT / "retrosheet").rglob("*.py")),
]
INSTALLER = re.compile(
    r"\b(?:pip|pipx|uv|uvx)3?\b(?:\s+(?:tool|run|pip))*(?:\s+install)?\s+[^\n`]*"
)
BY_NAME = re.compile(r"""(?:^|[\s"'(])retrosheet(?:\[[a-z,]*\])?["']?(?![\w/.@[-])(?!\s+@)""")


def told(text: str) -> Iterator[str]:
    for line in INSTALLER.findall(text):
        if "install" in line or line.startswith(("uvx", "pipx")):
            yield line


def test_no_installer_is_sent_to_look_up_our_name() -> None:
    """What people read installs from the repository: the name may be a stranger's."""
    lines = [(file.name, line) for file in READ_BY_PEOPLE for line in told(file.read_text("utf-8"))]
    assert len(lines) > 10
    assert [(file, line) for file, line in lines if BY_NAME.search(line)] == []


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("pip install retrosheet", True),
        ("pip install 'retrosheet[google]'", True),
        ("pipx install retrosheet", True),
        ("uv tool install retrosheet", True),
        ("pip install --upgrade retrosheet", True),
        ("pip install '.[google]'", False),
        ('pip install "retrosheet[google] @ git+https://example.org/x@v0.1.0"', False),
        ("git clone https://example.org/retrosheet && pip install ./retrosheet", False),
    ],
)
def test_what_would_look_it_up(line: str, wrong: bool) -> None:
    """The rule itself, on lines of either kind."""
    assert any(BY_NAME.search(part) for part in told(line)) is wrong


EXTRAS = {
    "google": sign_in._NOT_INSTALLED,
    "report": report_command._NO_PICTURE,
    "keyring": smtp.NO_PASSWORD,
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("extra", EXTRAS)
def test_what_is_missing_is_what_the_extra_installs(extra: str, lang: Lang) -> None:
    """A message names the packages themselves, in the versions that this package asks for."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    text: Text = EXTRAS[extra]
    named = re.findall(r'"([a-z-]+[<>=][^"]*)"', text.to(lang).partition("pip install")[2])
    assert named == project["optional-dependencies"][extra]
