"""The package as people install it: what is in it, and that it works away from its sources."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import openpyxl
import pytest

import retrosheet
from tests.thorough import THOROUGH

PROJECT = Path(__file__).parent.parent

TEMPLATES = {path.name for path in (PROJECT / "templates").glob("*.yaml")}

EACH = """\
import json, sys
sys.path.insert(0, sys.argv[1])
from retrosheet.cli import main
for words in json.loads(sys.argv[2]):
    try:
        main(words)
    except SystemExit as ended:
        assert ended.code == 0, words
"""
"""Runs command lines one after another, all of them from an archive."""


class Package:
    """What ``python -m build`` makes: a source archive, and a wheel built from that archive."""

    def __init__(self, folder: Path) -> None:
        run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(PROJECT))
        (self.wheel,) = folder.glob("*.whl")
        (self.sdist,) = folder.glob("*.tar.gz")

    def in_wheel(self) -> set[str]:
        with zipfile.ZipFile(self.wheel) as archive:
            return set(archive.namelist())

    def in_sdist(self) -> set[str]:
        """Names without the archive's own top folder."""
        with tarfile.open(self.sdist) as archive:
            return {name.partition("/")[2] for name in archive.getnames()}


def run(*command: str, folder: Path | None = None) -> str:
    """Run ``command`` as on a machine where nothing points at this checkout; its stdout."""
    hidden = {"PYTHONPATH", "PYTHONHOME", "RETROSHEET_LANG", "RETROSHEET_TEMPLATES"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment | {"PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return Package(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def installed(package: Package, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command ``retrosheet`` of a new environment that holds the wheel and no sources.

    The libraries it needs are lent by the environment that runs the tests, so that no network is
    needed: a line in a ``.pth`` file lends them without the editable install beside them.
    """
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    scripts = Path(sysconfig.get_path("scripts", "venv", vars={"base": str(home)}))
    libraries = Path(sysconfig.get_path("purelib", "venv", vars={"base": str(home)}))
    (libraries / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    python = scripts / Path(sys.executable).name
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python))
    run(*pip, "install", "--no-deps", "--no-index", str(package.wheel))
    where = run(str(python), "-c", "import retrosheet; print(retrosheet.__file__)", folder=home)
    assert Path(where.strip()).is_relative_to(libraries), "the checkout was used, not the wheel"
    return scripts / "retrosheet"


@pytest.mark.parametrize("made_of", ["the wheel", "the clone"])
def test_an_archive_that_python_runs_finds_the_library(
    made_of: str, package: Package, tmp_path: Path
) -> None:
    """``python -m zipapp``, plain: the campaigns, the starter and the holidays are read in it."""
    inside = tmp_path / "inside"
    if made_of == "the wheel":
        with zipfile.ZipFile(package.wheel) as archive:
            archive.extractall(inside)
    else:
        for name in ("retrosheet", "templates"):
            shutil.copytree(PROJECT / name, inside / name)
    run(sys.executable, "-m", "zipapp", "inside", "-m", "retrosheet.cli:main", folder=tmp_path)
    listed = run(sys.executable, "inside.pyz", "list", "--json", "--lang=fr", folder=tmp_path)
    assert {f"{found['name']}.yaml" for found in json.loads(listed)} == TEMPLATES
    if made_of == "the clone" and not THOROUGH:
        return  # found from there, the library is read as from a wheel
    # one program for the others: reading itself out of the archive takes longer than what it does
    commands = (
        ("new", "webinar", "--launch=22/05/2027", "--lang=fr", "-oa.xlsx"),
        ("archetype", "new", "mine"),
        ("archetype", "new", "ours", "--from=event"),
        ("check", "mine.yaml", "ours.yaml"),
    )
    run(sys.executable, "-c", EACH, "inside.pyz", json.dumps(commands), folder=tmp_path)
    openpyxl.load_workbook(tmp_path / "a.xlsx", read_only=True).close()
    assert "extends: event\n" in (tmp_path / "ours.yaml").read_text("utf-8")


def test_wheel_holds_what_the_program_reads(package: Package) -> None:
    """Every archetype, the schema of their format and the marker of types are inside."""
    names = package.in_wheel()
    assert TEMPLATES
    assert {f"retrosheet/templates/{name}" for name in TEMPLATES} <= names
    assert "retrosheet/py.typed" in names
    schemas = [name for name in names if name.endswith(".json") and "schema" in name]
    assert schemas, "the JSON Schema of the archetypes is not in the wheel"
    assert all(name.startswith("retrosheet/") for name in schemas)


def test_wheel_holds_nothing_else(package: Package) -> None:
    """No test, tool or stray file lands beside the package in somebody's site-packages."""
    tops = {name.split("/")[0] for name in package.in_wheel()}
    assert tops == {"retrosheet", f"retrosheet-{retrosheet.__version__}.dist-info"}
    assert not [name for name in package.in_wheel() if "__pycache__" in name]


def test_sdist_holds_the_sources(package: Package) -> None:
    """What is needed to build, test and read the project; no credentials, nothing made by make."""
    names = package.in_sdist()
    wanted = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "Makefile"}
    assert wanted | {f"templates/{name}" for name in TEMPLATES} <= names
    assert "tests/test_package.py" in names
    assert not [name for name in names if name.startswith((".venv", "demo/")) or ".git/" in name]


def test_installed_command_lists_the_library(installed: Path, tmp_path: Path) -> None:
    """``retrosheet list --json`` in any folder names every archetype that was shipped."""
    listed = json.loads(run(str(installed), "list", "--json", folder=tmp_path))
    assert {f"{archetype['name']}.yaml" for archetype in listed} == TEMPLATES


def test_installed_command_writes_a_workbook(installed: Path, tmp_path: Path) -> None:
    """``retrosheet new`` in any folder writes one workbook, whole, where it is told."""
    new = (str(installed), "new", "product-launch", "--launch", "2027-03-15", "--lang", "en")
    run(*new, "-o", "plan.xlsx", folder=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["plan.xlsx"]
    workbook = openpyxl.load_workbook(tmp_path / "plan.xlsx", read_only=True)
    assert {"rs_plan", "rs_launch"} <= set(workbook.defined_names)
    workbook.close()
