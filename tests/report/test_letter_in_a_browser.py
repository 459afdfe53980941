"""A letter in a real browser: no part of it is wider than the window, in either language."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from retrosheet.language import LANGS
from retrosheet.report.letter import letter
from tests.conftest import IN_CI
from tests.report.desks import TEAM, desk_on
from tests.report.test_digest import SHARED
from tests.report.test_letter import of

if TYPE_CHECKING:
    from pathlib import Path

    from retrosheet.language import Lang

# the letter in a frame of that width, and what of it sticks out, written into the page
FRAME = """<body style="margin:0"><iframe id="f" src="{page}" style="border:0;width:{width}px;
height:2000px"></iframe><pre id="said"></pre><script>
document.getElementById("f").onload = event => {{
  const inner = event.target.contentDocument, wide = inner.documentElement.scrollWidth;
  const out = [...inner.querySelectorAll("body *")].filter(
    found => found.getBoundingClientRect().right > {width} + 0.5).length;
  document.getElementById("said").textContent = "wide " + wide + " out " + out;
}};</script></body>"""


def browser() -> str:
    """Chromium or its like; without one the test is skipped at home and fails in CI."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None and IN_CI:
        pytest.fail("CI must look at letters in a browser, but Chromium is missing", pytrace=False)
    if found is None:
        pytest.skip("LETTERS NOT LOOKED AT: Chromium is missing (make programs installs it)")
    return found


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [320, 600])
def test_nothing_sticks_out(tmp_path: Path, lang: Lang, width: int) -> None:
    """Long words are broken; the reader scrolls down, never sideways."""
    program = browser()
    team = (TEAM[0]._replace(language=lang), *TEAM[1:])
    desk = desk_on(10, SHARED, team=team, lang=lang, name="Anticonstitutionnellement" * 4)
    found = of(desk)
    part = found.parts[0]
    points = (part.points[0]._replace(title="https://example.org/" + "a" * 90, said="x" * 90),)
    words = letter(found._replace(parts=(part._replace(points=points),)), "plan" * 40 + ".xlsx")
    (tmp_path / "letter.html").write_text(words.html, encoding="utf-8")
    frame = FRAME.format(page="letter.html", width=width)
    (tmp_path / "frame.html").write_text(frame, encoding="utf-8")
    done = subprocess.run(
        [
            program, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            "--allow-file-access-from-files", f"--user-data-dir={tmp_path / 'profile'}",
            "--virtual-time-budget=3000", "--dump-dom", (tmp_path / "frame.html").as_uri(),
        ],
        capture_output=True, text=True, check=False, timeout=120,
        env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip
    said = re.search(r"wide (\d+) out (\d+)", done.stdout)
    assert said is not None, done.stderr[-2000:]
    assert (int(said[1]), int(said[2])) == (width, 0)
