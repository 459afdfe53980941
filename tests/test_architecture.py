"""Who may import whom: the rooms of the package, and the heavy libraries each may open.

The rule is ``design.md``'s: imports run downward only. Imports for types count too, as knowing a
type is knowing its owner; only the search for cycles leaves them out, as they never run.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

import retrosheet
from retrosheet.language import LANGS
from tests.thorough import THOROUGH

# From the bottom up: a room may import the rooms before it.
CORE = (
    "errors",
    "language",
    "files",
    "alerts",
    "statuses",
    "owners",
    "slugs",
    "weekends",
    "calendars",
    "archetype",
    "campaign",
    "schedule",
    "workbook",
    "layout",
    "calculate",
)
# The edges know the core and never one another, but for what they all speak of: the snapshot and
# the findings of sync; update also reads what learning reads beyond them, and repairing writes lost
# tabs anew as an update does.
EDGES = {
    "importing": (),
    "sync": (),
    "adopting": ("importing", "sync"),
    "repairing": ("sync", "update"),
    "standing": ("sync",),
    "learning": ("sync",),
    "update": ("sync", "learning"),
    "report": ("sync", "standing"),
    "exchange": ("sync", "standing"),
    "sending": (),
    "xlsx": (),
    "google": (),
    "live": ("sync", "google"),
}
TOP = "cli"
MAY_KNOW = {
    **{room: frozenset(CORE[: n + 1]) for n, room in enumerate(CORE)},
    **{room: frozenset((*CORE, room, *known)) for room, known in EDGES.items()},
    TOP: frozenset((*CORE, *EDGES, TOP)),
    "__main__": frozenset({TOP}),
}
# InvalidArchetype, at the foot of the error tree, names the type of the problems it carries.
TYPES_FROM_ABOVE = {("errors", "archetype")}

HEAVY = {
    "babel": {"language"},
    "click": {"cli"},
    "font_source_sans_pro": {"report"},
    "google": {"google"},
    "gspread": {"google"},
    "holidays": {"calendars"},
    "icalendar": {"report"},
    "ironcalc": set[str](),
    "keyring": {"sending"},
    "openpyxl": {"xlsx"},
    "requests": {"google"},
    "resvg_py": {"report"},
    "smtplib": {"sending"},
    "xlsxwriter": {"xlsx"},
    "yaml": {"archetype"},
}

ROOT = Path(retrosheet.__file__).parent
MODULES = {
    ".".join(path.relative_to(ROOT.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(ROOT.rglob("*.py"))
}


class Import(NamedTuple):
    """``module`` imports ``target`` at ``line``; ``runs`` is false for a type checker's import."""

    module: str
    target: str
    line: int
    runs: bool

    def __str__(self) -> str:
        return f"{MODULES[self.module]}:{self.line}: {self.module} imports {self.target}"


def imports_of(module: str) -> list[Import]:
    tree = ast.parse(MODULES[module].read_text("utf-8"))
    for_types = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and ast.unparse(block.test).endswith("TYPE_CHECKING")
        for statement in block.body
        for node in ast.walk(statement)
    }
    found = []
    for node in ast.walk(tree):
        runs = id(node) not in for_types
        if isinstance(node, ast.Import):
            found += [Import(module, alias.name, node.lineno, runs) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno} has a relative import"
            assert node.module is not None
            for alias in node.names:
                submodule = f"{node.module}.{alias.name}"
                target = submodule if submodule in MODULES else node.module
                found.append(Import(module, target, node.lineno, runs))
    return found


@cache
def imports() -> list[Import]:
    """Every import of the package; read on demand, as each worker collects this file."""
    return [found for module in MODULES for found in imports_of(module)]


def room_of(module: str) -> str:
    return module.partition(".")[2].partition(".")[0]


def test_every_room_has_a_place() -> None:
    """A new module at the top of the package says where it stands, here, before it is used."""
    assert {room_of(module) for module in MODULES} - {""} <= set(MAY_KNOW)


def test_imports_run_downward_only() -> None:
    """No room knows one above it, or beside it, but those listed."""
    wrong = [
        str(found)
        for found in imports()
        if found.target.split(".")[0] == "retrosheet"
        and (above := room_of(found.target))  # the package itself holds only its version
        and above not in MAY_KNOW.get(room_of(found.module), frozenset())
        and (found.runs or (room_of(found.module), above) not in TYPES_FROM_ABOVE)
    ]
    assert not wrong, "\n".join(wrong)


def test_no_module_imports_itself_through_others() -> None:
    """Whatever module is imported first, none is met half made."""
    graph: dict[str, set[str]] = {module: set() for module in MODULES}
    for found in imports():
        if found.runs and found.target != found.module:
            graph[found.module].add(found.target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])))


def test_heavy_libraries_stay_in_their_rooms() -> None:
    """One room owns each library, so that it can be replaced there, and is loaded only there."""
    wrong = []
    for found in imports():
        owners = HEAVY.get(found.target.split(".")[0])
        if owners is not None and room_of(found.module) not in owners:
            wrong.append(str(found))
    assert not wrong, "\n".join(wrong)


def test_code_asks_the_language_and_never_which_it_is() -> None:
    """A further language is one module of its room: nothing outside names French or English."""
    wrong = [
        f"{MODULES[module]}:{node.lineno}: {ast.unparse(node)}"
        for module in MODULES
        if room_of(module) != "language"
        for node in ast.walk(ast.parse(MODULES[module].read_text("utf-8")))
        if (isinstance(node, ast.Constant) and node.value in LANGS)
        or (isinstance(node, ast.Attribute) and node.attr in LANGS)
    ]
    assert not wrong, "\n".join(wrong)


def test_every_module_imports_alone_and_without_a_warning() -> None:
    """Each module first, ours all forgotten in between; what others wrote is loaded once.

    A fifth of them unless the run is thorough: that no import goes in a circle is judged above.
    """
    script = """
import importlib, sys, traceback
failed = False
for module in sys.argv[1:]:
    for loaded in [name for name in sys.modules if name.split(".")[0] == "retrosheet"]:
        del sys.modules[loaded]
    try:
        importlib.import_module(module)
    except Exception:
        failed = True
        print(f"-- import {module}", traceback.format_exc(), sep="\\n")
sys.exit(failed)
"""
    command = [
        sys.executable,
        "-W",
        "error",
        "-c",
        script,
        *sorted(MODULES)[:: 1 if THOROUGH else 5],
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_help_loads_no_heavy_library() -> None:
    """``--help`` answers at once: nothing is loaded but the command line itself."""
    command = [sys.executable, "-X", "importtime", "-m", "retrosheet", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    lines = done.stderr.splitlines()
    said = [line for line in lines if not line.startswith("import time:")]
    assert done.returncode == 0, "\n".join(said)
    loaded = {line.rpartition("|")[2].strip().split(".")[0] for line in lines if line not in said}
    assert "click" in loaded, "the list of imports was not understood"
    assert not loaded & (set(HEAVY) - {"click"})
