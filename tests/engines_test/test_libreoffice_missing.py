"""Where LibreOffice cannot be driven, a run says so: skipped at home, failed in CI."""

from __future__ import annotations

import pytest

from tests import conftest
from tests.engines import libreoffice_engine


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice_engine, "soffice", lambda: None)


@pytest.mark.usefixtures("nothing_installed")
@pytest.mark.parametrize(
    ("in_ci", "outcome"), [(False, pytest.skip.Exception), (True, pytest.fail.Exception)]
)
def test_a_marked_test_is_skipped_at_home_and_fails_in_ci(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    in_ci: bool,
    outcome: type[BaseException],
) -> None:
    """No judge is left out in silence where the gate is decided."""
    monkeypatch.setattr(conftest, "IN_CI", in_ci)
    conftest.pytest_runtest_setup(request.node)
    request.node.add_marker("libreoffice")
    with pytest.raises(outcome, match="LibreOffice is not installed"):
        conftest.pytest_runtest_setup(request.node)


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reads the reason knows what to install."""
    monkeypatch.setattr(libreoffice_engine, "soffice", lambda: "soffice")
    monkeypatch.setattr(libreoffice_engine, "uno_python", lambda: None)
    assert "import uno" in str(libreoffice_engine.missing())
