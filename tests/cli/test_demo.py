"""``retrosheet demo``: the whole job on an example, in the current folder."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "fr",
            (
                "1. Une campagne : « Lancement de l’application Alba », lancée le mardi ",
                "   $ retrosheet schedule product-launch --launch 2",
                "Faisable : le travail commence le ",
                "2. Le classeur : retrosheet-demo.xlsx, ",
                "3. Trois semaines plus tard : ",
                "4. Le point de l’équipe. Comme avec :\n   $ retrosheet sync retrosheet-demo",
                "   ! En retard\n",
                "5. À vous, dans le classeur :",
                "   - Puis votre campagne : retrosheet new",
            ),
        ),
        (
            "en",
            (
                "1. A campaign: “Launch of the Alba app”, launched on Tuesday ",
                "   $ retrosheet schedule product-launch --launch 2",
                "Feasible: work begins on ",
                "2. The workbook: retrosheet-demo.xlsx, ",
                "3. Three weeks later: ",
                "4. The team’s stand-up. As with:\n   $ retrosheet sync retrosheet-demo",
                "   ! Late\n",
                "5. Your turn, in the workbook:",
                "   - Then your own campaign: retrosheet new",
            ),
        ),
    ],
)
def test_it_says_what_it_does(
    run: Callable[..., Answer], tmp_path: Path, lang: str, said: tuple[str, ...]
) -> None:
    """Each step in order, for a launch that there is time for; a file and its backup remain."""
    answer = run("demo", "--lang", lang, "--today=2027-02-01")
    assert (answer.code, answer.err) == (0, "")
    places = [answer.out.find(f"\n{text}" if n else text) for n, text in enumerate(said)]
    assert -1 not in places
    assert places == sorted(places)
    assert max(map(len, answer.out.splitlines())) <= 80
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "retrosheet-demo.xlsx",
        "retrosheet-demo.xlsx.before-sync.bak",
    ]
    assert zipfile.is_zipfile(tmp_path / "retrosheet-demo.xlsx")


def test_it_replaces_only_its_own_file(run: Callable[..., Answer], tmp_path: Path) -> None:
    (tmp_path / "mine.xlsx").write_text("mine", "utf-8")
    for _ in range(2):
        assert run("demo", "--today=2027-02-01").code == 0
    assert (tmp_path / "mine.xlsx").read_text("utf-8") == "mine"
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize("today", ["2027-02-01", "2027-07-31", "2028-02-29", "2190-12-25"])
def test_there_is_always_time(run: Callable[..., Answer], today: str) -> None:
    assert "\nFeasible: " in run("demo", "--today", today).out
