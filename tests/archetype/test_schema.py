"""The JSON Schema that editors use: made from the loader's tables, and never stricter than it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from retrosheet.archetype.format.schema import SHIPPED, as_json, schema

HERE = Path(__file__).parent
ADMITTED = sorted((HERE / "good").glob("*.yaml"))
ADMITTED += sorted((HERE / "good" / "shared").glob("*.yaml"))
ADMITTED += sorted((HERE.parents[1] / "templates").rglob("*.yaml"))
# What is wrong with these files shows in the words and keys of one place alone.
REFUSED = (
    "dates-together empty-values format missing-keys money newer-format no-roles no-tasks repeat "
    "slugs texts times unknown-keys wrong-shapes wrong-task-shapes yaml-list yaml-only-text "
    "extends-shapes shared-shapes use-shapes"
).split()


class Core(yaml.SafeLoader):
    """YAML as editors read it, by the core schema of YAML 1.2: ``NO`` and ``12:30`` are texts."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)


@pytest.fixture(scope="module")
def validator() -> Any:
    return jsonschema.Draft202012Validator(schema())


def value(path: Path) -> object:
    return yaml.load(path.read_text("utf-8"), Loader=Core)


def test_the_shipped_schema_is_up_to_date() -> None:
    """After a change of a key: ``python -m retrosheet.archetype.format.schema``."""
    assert SHIPPED.read_text("utf-8") == as_json()


def test_it_is_a_schema() -> None:
    """What editors load is a valid JSON Schema."""
    jsonschema.Draft202012Validator.check_schema(json.loads(as_json()))


@pytest.mark.parametrize("path", ADMITTED, ids=lambda path: path.stem)
def test_it_admits_what_the_loader_admits(path: Path, validator: Any) -> None:
    """An editor underlines nothing in a file that the commands accept."""
    assert [error.message for error in validator.iter_errors(value(path))] == []


@pytest.mark.parametrize("name", REFUSED)
def test_it_refuses_what_can_be_seen_without_the_loader(name: str, validator: Any) -> None:
    """An editor underlines what is wrong with the form of a file."""
    assert not validator.is_valid(value(HERE / "bad" / f"{name}.yaml"))


@pytest.mark.parametrize(
    ("more", "right"),
    [
        ({}, True),
        ({"duration": "5d"}, True),
        ({"duration": 0}, True),
        ({"duration": 5}, False),
        ({"duration": "5 j"}, True),
        ({"duration": "soon"}, False),
        ({"due": "J – 30", "margin": "2d"}, True),
        ({"due": "30"}, False),
        ({"due": "J-3", "period": "J..J+3"}, False),
        ({"margin": "2d", "period": "J..J+3"}, False),
        ({"period": "J+1 → J+30"}, True),
        ({"fixed": "12-20"}, True),
        ({"fixed": "20/12"}, False),
        ({"needs": "CRE2 + 3d"}, True),
        ({"needs": ["CRE2", "CRE3+5cd"]}, True),
        ({"needs": ["CRE2 - 3d"]}, False),
        ({"follow_up": {"after": "2w"}}, True),
        ({"follow_up": [{"after": "2w"}, {"title": "x"}]}, False),
        ({"repeat": {"every": "1w", "until": "J+9"}}, False),
        ({"repeat": {"every": "1w", "until": "J+9"}, "due": "J"}, True),
        ({"raci": {"A": "chef", "C": ["chef"]}}, True),
        ({"raci": {"B": "chef"}}, False),
        ({"any_day": "oui"}, True),
        ({"any_day": True}, True),
        ({"any_day": "perhaps"}, False),
        ({"title": {"fr": "x"}}, False),
        ({"title": {"fr": "x", "en": "x"}}, True),
        ({"title": "  "}, False),
        ({"title": " " + "x" * 300 + "\n"}, True),
        ({"title": "x" * 301}, False),
        ({"title": 2027}, True),
        ({"kind": "jalon"}, False),
        ({"id": "trop long pour un identifiant"}, False),
        ({"owner": "Chef"}, False),
        ({"ower": "chef"}, False),
    ],
)
def test_tasks(more: dict[str, object], right: bool, validator: Any) -> None:
    """One task, seen by an editor."""
    task = {"id": "A", "title": "x", "owner": "chef", **more}
    archetype = {
        "format": 1,
        "title": "x",
        "summary": "x",
        "roles": {"chef": "Chef"},
        "phases": [{"id": "p1", "title": "Phase", "tasks": [task]}],
    }
    assert validator.is_valid(archetype) is right


@pytest.mark.parametrize(
    ("item", "right"),
    [
        ({"use": "press"}, True),
        ({"use": "press", "only": ["PRS1"], "needs": "VAL3 + 1d", "block": "press"}, True),
        ({"use": "press", "without": "PRS1", "budget": False, "kpis": "non"}, True),
        ({"use": "press", "only": ["PRS1"], "without": ["PRS2"]}, False),
        ({"use": "press", "override": {"PRS1": {"due": "J-3", "margin": None}}}, True),
        ({"use": "press", "override": {"PRS1": {"owner": None}}}, False),
        ({"use": "press", "override": {"PRS1": {"id": "PRS9"}}}, False),
        ({"use": "press", "after": "PRS1"}, False),
        ({"use": "Press Relations"}, False),
    ],
)
def test_uses(item: dict[str, object], right: bool, validator: Any) -> None:
    """A shared block among the tasks, seen by an editor."""
    archetype = {
        "format": 1,
        "title": "x",
        "summary": "x",
        "roles": {"chef": "Chef"},
        "phases": [{"id": "p1", "title": "Phase", "tasks": [item]}],
    }
    assert validator.is_valid(archetype) is right


@pytest.mark.parametrize(
    ("more", "right"),
    [
        ({}, True),
        ({"title": "x", "roles": {"chef": None, "client": "Client"}}, True),
        ({"blocks": {"press": {"default": False}, "party": None}}, True),
        ({"phases": [{"id": "p1"}], "remove": ["A", "B"]}, True),
        ({"phases": [{"id": "p1", "after": "p2", "tasks": [{"id": "A", "due": None}]}]}, True),
        ({"phases": [{"id": "p1", "tasks": [{"use": "press", "before": "A"}]}]}, True),
        ({"phases": [{"id": "p1", "tasks": [{"id": "A", "after": "B", "before": "C"}]}]}, False),
        ({"phases": [{"id": "p1", "tasks": [{"id": "A", "title": None}]}]}, False),
        ({"phases": [{"title": "x"}]}, False),
        ({"tasks": []}, False),
    ],
)
def test_extensions(more: dict[str, object], right: bool, validator: Any) -> None:
    """A file that extends another, seen by an editor."""
    assert validator.is_valid({"format": 1, "extends": "base", **more}) is right


def test_every_key_is_explained_in_both_languages() -> None:
    """An editor shows « français / English » beside each key."""

    def keys(part: object) -> list[dict[str, Any]]:
        if isinstance(part, list):
            return [found for item in part for found in keys(item)]
        if not isinstance(part, dict):
            return []
        own = [
            found for key, found in part.get("properties", {}).items() if key not in ("fr", "en")
        ]
        shown = [item for key, item in part.items() if key != "not"]
        return own + [found for item in shown for found in keys(item)]

    described = keys(schema())
    assert len(described) > 50
    assert all(" / " in key["description"] for key in described)
