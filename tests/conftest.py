"""What all tests share: the engines as fixtures, and how hypothesis searches."""

from __future__ import annotations

import gc
import os
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.engines import libreoffice_engine, quick_openpyxl
from tests.engines.libreoffice_engine import LibreOffice
from tests.engines.package_lint import audit, lint
from tests.thorough import tries

# Workbooks are hundreds of thousands of objects that stay: looking through them again at each
# seven hundred new ones takes a tenth of the whole run.
gc.set_threshold(1_000_000, 10, 4)

quick_openpyxl.install()

IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}

# No deadline: a slow machine is not a failing one. In CI a run is repeatable; at home each run
# looks somewhere else.
EXAMPLES = tries(50, 200)
settings.register_profile(
    "ci", deadline=None, derandomize=True, print_blob=True, max_examples=EXAMPLES
)
settings.register_profile("dev", deadline=None, max_examples=EXAMPLES)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if IN_CI else "dev"))


# The tests of a file run in one worker, as they share what takes long to make; so do these files.
TOGETHER = {
    "tests/website/": "the web page and a browser",
    "tests/test_verdict_in_libreoffice.py": "sessions in LibreOffice",
    "tests/sync/test_libreoffice_sessions.py": "sessions in LibreOffice",
    "tests/sync/test_lost_in_files.py": "sessions in LibreOffice",
}


def shared(nodeid: str) -> str:
    """What a test shares with others: its file, or more."""
    file = nodeid.partition("::")[0]
    return next((what for at, what in TOGETHER.items() if file.startswith(at)), file)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put first what takes longest: files together, then files of few tests.

    A test that LibreOffice's own end breaks is run once more. Those without LibreOffice are not
    asked for: workers would ask the main process about each, and wait 40 ms for the answer.
    """
    for item in items:
        if {"libreoffice", "offices"} & {*item.keywords, *getattr(item, "fixturenames", ())}:
            item.add_marker(pytest.mark.flaky(reruns=1))
    sizes = Counter(shared(item.nodeid) for item in items)
    groups = {*TOGETHER.values()}

    def turn(item: pytest.Item) -> tuple[bool, int]:
        what = shared(item.nodeid)
        return what not in groups, sizes[what]

    items.sort(key=turn)


@pytest.hookimpl(optionalhook=True, wrapper=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """One more than xdist counts cores: whoever waits for LibreOffice or a browser needs none."""
    cores = yield
    return cores + 1


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> object:
    """Deals tests out by what they share: with pytest 9.2 the groups of xdist's own do nothing."""
    if config.getvalue("dist") != "loadgroup":
        return None
    from xdist.scheduler import LoadScopeScheduling

    config.option.loadscopereorder = False
    scheduler = LoadScopeScheduling(config, log)
    scheduler._split_scope = shared
    return scheduler


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Where LibreOffice cannot be driven, its tests are skipped at home and fail in CI."""
    if item.get_closest_marker("libreoffice") is not None:
        require_libreoffice()


def require_libreoffice() -> None:
    """Skip or fail the running test where LibreOffice cannot be driven."""
    reason = libreoffice_engine.missing()
    if reason is not None and IN_CI:
        pytest.fail(f"CI must run the LibreOffice tests, but {reason}", pytrace=False)
    if reason is not None:
        pytest.skip(f"LIBREOFFICE NOT TESTED: {reason}")


@pytest.fixture(scope="session")
def offices() -> Iterator[Callable[[str], LibreOffice]]:
    """LibreOffice as a person of a locale has set it up: one a locale for all tests here."""
    require_libreoffice()
    running: dict[str, LibreOffice] = {}

    def of(locale: str) -> LibreOffice:
        return running.setdefault(locale, LibreOffice(locale))

    yield of
    for office in running.values():
        office.close()


@pytest.fixture(scope="session")
def libreoffice(offices: Callable[[str], LibreOffice]) -> LibreOffice:
    """The LibreOffice that all tests of this process share, for tests marked ``libreoffice``."""
    return offices("en-US")


@pytest.fixture(scope="session")
def lint_clean() -> Callable[[Path], None]:
    """Call it with an .xlsx: the test fails with every problem of the file, if it has any."""

    def check(path: Path) -> None:
        problems = [*lint(path), *(f"openxml-audit: {error}" for error in audit(path))]
        assert not problems, "\n".join([f"{path.name}:", *problems])

    return check
