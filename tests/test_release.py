"""How a version is published: what may run beside the right to upload, and which tag is told."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from retrosheet import __version__

PROJECT = Path(__file__).parent.parent
RELEASE: dict[Any, Any] = yaml.safe_load(
    (PROJECT / ".github" / "workflows" / "release.yml").read_text("utf-8")
)
JOBS: dict[str, dict[str, Any]] = RELEASE["jobs"]
TAG = re.compile(r"git\+[^@\n]*@([^\s\"']+)")
DOCS = [PROJECT / "README.md", PROJECT / "README.fr.md", *sorted((PROJECT / "docs").glob("*.md"))]


def test_only_a_tag_of_a_version_publishes() -> None:
    """Nobody's branch, no pull request, no button."""
    # YAML takes the bare word "on" for a yes.
    assert RELEASE[True] == {"push": {"tags": ["v*"]}}


def test_the_right_to_upload_stands_beside_nothing_of_ours() -> None:
    """The job that has it runs the two actions that fetch and upload, after an approval."""
    assert RELEASE["permissions"] == {}
    having = [name for name, job in JOBS.items() if "id-token" in job.get("permissions", {})]
    assert having == ["publish"]
    publish = JOBS["publish"]
    assert publish["permissions"] == {"id-token": "write"}
    assert publish["environment"]["name"] == "pypi"
    assert publish["needs"] == "build"
    assert not any("run" in step for step in publish["steps"])
    used = [step["uses"].partition("@")[0] for step in publish["steps"]]
    assert used == ["actions/download-artifact", "pypa/gh-action-pypi-publish"]


def test_no_secret_is_kept_and_attestations_stay_on() -> None:
    """A release proves where it comes from, with nothing that could be stolen."""
    text = (PROJECT / ".github" / "workflows" / "release.yml").read_text("utf-8")
    assert "secrets." not in text
    assert "password" not in text
    assert not re.search(r"attestations:\s*false", text)


def test_the_tag_has_to_be_the_version() -> None:
    """What would be uploaded under another number stops the build."""
    runs = [step.get("run", "") for step in JOBS["build"]["steps"]]
    (check,) = [run for run in runs if "GITHUB_REF_NAME" in run]
    name = f"retrosheet-{__version__}.tar.gz"
    assert check.replace("${GITHUB_REF_NAME#v}", __version__).startswith(f'test "dist/{name}"')


def test_recipes_install_this_version_from_the_repository() -> None:
    """At its tag, until the name is ours on PyPI."""
    tags = [tag for file in DOCS for tag in TAG.findall(file.read_text("utf-8"))]
    assert set(tags) == {f"v{__version__}"}


def test_the_procedure_says_how_the_name_is_claimed() -> None:
    """Each thing that an owner does once is there, and the file that it is about exists."""
    text = (PROJECT / "CONTRIBUTING.md").read_text("utf-8").partition("## A release")[2]
    for told in ("pending trusted publisher", "`release.yml`", "`pypi`", "attestation"):
        assert told in text
