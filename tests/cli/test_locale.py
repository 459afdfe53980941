"""``new --locale``: how a plan writes its dates, in a file and in a Google sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from retrosheet.cli.commands.questions import ask
from retrosheet.language import LANGS, locales, locales_of
from retrosheet.sync.reading import NAMES, read_snapshot
from retrosheet.xlsx.read import read
from tests.contract.places import TINY
from tests.google.conftest import google

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from retrosheet.language import Lang
    from tests.cli.conftest import Answer
    from tests.google.fake.google import FakeGoogle

__all__ = ["google"]

NEW = ("new", "evening.yaml", "--launch=2027-03-19", "--today=2027-02-01", "--country=none")


def formats(path: Path) -> tuple[str, str]:
    """The number formats of launch day in the settings and of the plan's due dates."""
    book = openpyxl.load_workbook(path, data_only=True)
    return launch_format(book), day_format(book)


def launch_format(book: Any) -> str:
    title, _, place = (book.defined_names["rs_launch"].attr_text or "").rpartition("!")
    return str(book[title.strip("'")][place.replace("$", "")].number_format)


def day_format(book: Any) -> str:
    title, _, place = (book.defined_names["rs_plan"].attr_text or "").rpartition("!")
    sheet = book[title.strip("'")]
    keys = next(row for row in sheet[place.replace("$", "")])
    column = next(cell.column for cell in keys if cell.value == "due")
    return str(sheet.cell(keys[0].row + 2, column).number_format)


@pytest.mark.parametrize(
    ("lang", "locale", "launch", "due"),
    [
        ("en", "", '[$-809]dddd" "d" "mmmm" "yyyy', '[$-809]d" "mmm" "yy'),
        ("en", "en_US", '[$-409]dddd", "mmmm" "d", "yyyy', '[$-409]mmm" "d", "yy'),
        ("en", "en-au", '[$-C09]dddd" "d" "mmmm" "yyyy', '[$-C09]d" "mmm" "yy'),
        ("fr", "", '[$-40C]dddd" "d" "mmmm" "yyyy', "dd/mm/yy"),
        ("fr", "fr_CA", '[$-C0C]dddd" "d" "mmmm" "yyyy', "yy-mm-dd"),
    ],
)
def test_dates_of_a_file(
    run: Callable[..., Answer], evening: Path, lang: str, locale: str, launch: str, due: str
) -> None:
    """Friday, March 19, 2027 in the United States; 27-03-19 in Québec."""
    path = evening.with_name("plan.xlsx")
    more = (f"--locale={locale}",) if locale else ()
    assert run(*NEW, f"--lang={lang}", *more, "-o", str(path)).code == 0
    assert formats(path) == (launch, due)


@pytest.mark.parametrize(
    ("lang", "locale", "kept"), [("en", "en_US", "en_US"), ("fr", "", "fr_FR")]
)
def test_the_workbook_keeps_it(
    run: Callable[..., Answer], evening: Path, lang: Lang, locale: str, kept: str
) -> None:
    """Whoever writes its tabs again reads there how its dates are written."""
    path = evening.with_name("plan.xlsx")
    more = (f"--locale={locale}",) if locale else ()
    assert run(*NEW, f"--lang={lang}", *more, "-o", str(path)).code == 0
    assert read_snapshot(read(path, NAMES, lang).tables, lang).locale == kept


@pytest.mark.parametrize("locale", ["en_US", "en_CA"])
def test_a_sheet_has_the_locale(
    run: Callable[..., Answer], google: FakeGoogle, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, locale: str,
) -> None:  # fmt: skip
    """As File > Settings shows it; every formula still has its value."""
    (tmp_path / "evening.yaml").write_text(TINY, "utf-8")
    monkeypatch.setenv("RETROSHEET_CREDENTIALS", str(google.user_file(tmp_path)))
    assert run(*NEW, "--google", f"--locale={locale}", "--lang=en").code == 0
    (made,) = google.spreadsheets
    assert made.properties["locale"] == locale
    assert list(made.errors()) == []


def test_a_half_made_sheet_is_finished_with_the_same_locale(
    run: Callable[..., Answer], evening: Path, google: FakeGoogle, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """The line that finishes it repeats the option, so that dates stay as they were asked for."""
    assert evening.exists()
    monkeypatch.setenv("RETROSHEET_CREDENTIALS", str(google.user_file(tmp_path)))
    google.fault(path="batchUpdate", status=403, body={"error": {"message": "No."}})
    answer = run(*NEW, "--google", "--locale=en_US", "--lang=en")
    assert answer.code != 0
    assert "--locale en_US" in " ".join(answer.err.split())


@pytest.mark.parametrize(
    ("lang", "typed", "said"),
    [
        ("en", "fr_FR", "among en_GB, en_US, en_CA, en_AU, en_IE"),
        ("fr", "klingon", "parmi fr_FR, fr_CA"),
    ],
)
def test_another_locale_is_refused(
    run: Callable[..., Answer], evening: Path, lang: str, typed: str, said: str
) -> None:
    """With those that there are for the language of the plan."""
    assert evening.exists()
    answer = run(*NEW, f"--lang={lang}", f"--locale={typed}")
    assert answer.code == 2
    assert said in " ".join(answer.err.replace("\u00a0", " ").split())


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What a person answers to questions that hold these words; Enter to all others."""
    given: dict[str, str] = {}

    def prompt(question: str, default: str, **_: object) -> str:
        return next((text for words, text in given.items() if words in question), default)

    monkeypatch.setattr("click.prompt", prompt)
    return given


def typed(evening: Path, *, google: bool) -> dict[str, Any]:
    return {
        "archetype": str(evening), "launch": None, "name": None, "country": None, "owner": ("x",),
        "with_blocks": ("press",), "without_blocks": (), "today": "2027-02-01", "locale": None,
        "google": google,
    }  # fmt: skip


def test_new_asks_for_a_google_sheets_locale(evening: Path, answers: dict[str, str]) -> None:
    """Once it is known that it becomes a Google sheet; the usual one is not said again."""
    line = typed(evening, google=True)
    ask(line, "en")
    assert line["locale"] is None
    answers["Dates written as in"] = "en-us"
    ask(line := typed(evening, google=True), "en")
    assert line["locale"] == "en_US"
    ask(line := typed(evening, google=False), "en")
    assert line["locale"] is None


def test_each_language_has_locales() -> None:
    """Whatever language a campaign is in, a sheet can have its numbers."""
    assert all(locales_of(lang) for lang in LANGS)
    assert sorted(code for lang in LANGS for code in locales_of(lang)) == sorted(locales())
