"""gspread's own tests, over the fake: what their conftest offers, without recorded answers.

The ``*_test.py`` beside this are gspread's, unchanged (README.md says which). Where they replay
what Google once answered, here the fake answers, with everything kept from one request to the next.
"""

from __future__ import annotations

import io
import itertools
import unittest
from typing import TYPE_CHECKING, Any

import gspread
import pytest
from google.oauth2.credentials import Credentials
from requests import Response

from tests.google.fake.google import DRIVE, SPREADSHEETS, FakeGoogle
from tests.thorough import THOROUGH

if TYPE_CHECKING:
    from collections.abc import Iterator

I18N_STR = "Iñtërnâtiônàlizætiøn"
HOSTS = ("https://sheets.googleapis.com", "https://www.googleapis.com")
STRANGER, THEIRS = "stranger@example.com", "1jIKzPs8LsiZZdLdeMEP-5ZIHw6RkjiOmj1LrJN706Yc"
ERROR = b"<html><body><h1>Failed</h1></body></html>"

collect_ignore_glob = [] if THOROUGH else ["*_test.py"]


def pytest_configure(config: pytest.Config) -> None:
    """Their mark for a test that replays answers; here it means nothing."""
    config.addinivalue_line("markers", "vcr: replays recorded answers (gspread's own tests)")


class GspreadTest(unittest.TestCase):
    """What every case of theirs stands on."""

    @classmethod
    def get_temporary_spreadsheet_title(cls, suffix: str = "") -> str:
        """The title of a case's spreadsheet."""
        return f"Test {cls.__name__} {suffix}"

    def _sequence_generator(self) -> Iterator[str]:
        name = self.id().rpartition(".")[2]
        return (f"{name} {number}" for number in itertools.count(1))


@pytest.fixture(scope="module")
def google() -> Iterator[FakeGoogle]:
    """One fake for a file of tests, whose quotas do not count."""
    with FakeGoogle() as fake:
        fake.quota = False
        fake.allow_creation()
        # Theirs knew a file of somebody else's, and others of their own.
        stranger = fake.service.books[fake.blank("Private", shared_with={}, owner=STRANGER)]
        del fake.service.books[stranger.id]
        stranger.id = THEIRS
        fake.service.books[stranger.id] = stranger
        fake.blank("Another one")
        yield fake


@pytest.fixture(scope="module")
def client(google: FakeGoogle) -> gspread.Client:
    """A plain client of theirs, signed in as a person, whose requests go to the fake."""

    class Rewritten(gspread.HTTPClient):
        def request(self, method: str, endpoint: str, *args: Any, **kwargs: Any) -> Response:
            for host in HOSTS:
                endpoint = endpoint.replace(host, google.url)
            return super().request(method, endpoint, *args, **kwargs)

    token = google.token("owner@example.com", SPREADSHEETS, DRIVE)
    return gspread.Client(Credentials(token), http_client=Rewritten)  # type: ignore[no-untyped-call]


@pytest.fixture(autouse=True)
def known(google: FakeGoogle) -> Iterator[None]:
    """Nothing is asked that the fake does not know."""
    google.errors.clear()
    yield
    assert not google.errors, "\n".join(google.errors)


class _Page(gspread.HTTPClient):
    def request(self, *_args: Any, **_kwargs: Any) -> Response:
        """A page where there should be JSON."""
        answer = Response()
        answer.raw = io.BytesIO(ERROR)
        answer.status_code = 500
        answer.encoding = "text/html"
        raise gspread.exceptions.APIError(answer)


def invalid_json_client() -> tuple[gspread.Client, bytes]:
    """A client to which every answer is a page, and that page."""
    return gspread.Client(Credentials("nobody's"), http_client=_Page), ERROR  # type: ignore[no-untyped-call]
