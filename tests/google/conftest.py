"""A fake Google for every test that asks for one, and the environment that leads to it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.google.fake.caller import Caller
from tests.google.fake.google import FakeGoogle


@pytest.fixture
def google(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FakeGoogle]:
    """A fake Google that the environment points to, with a service account; it must be up to all.

    A test that makes it fail on purpose clears ``google.errors``.
    """
    _stay_here(monkeypatch)
    folder: Path = tmp_path_factory.mktemp("google")
    with FakeGoogle() as fake:
        file = fake.credentials_file(folder)
        monkeypatch.setenv("RETROSHEET_GOOGLE_API", fake.url)
        monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(file))
        monkeypatch.setenv("RETROSHEET_CREDENTIALS", str(file))
        yield fake
    assert not fake.errors, "\n".join(fake.errors)


def _stay_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Newer google-auth asks iamcredentials.googleapis.com in the background where it may go."""
    name = "google.auth._regional_access_boundary_utils"
    if find_spec(name) is not None:
        manager = f"{name}._RegionalAccessBoundaryRefreshManager.start_refresh"
        monkeypatch.setattr(manager, lambda *_args: None)


@pytest.fixture
def caller(google: FakeGoogle) -> Caller:
    """Plain HTTP to the fake, signed in as the service account."""
    return Caller(google)
