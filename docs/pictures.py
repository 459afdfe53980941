"""The README's pictures: a communication campaign eight weeks before launch.

The workbook is drawn by LibreOffice, the page by ``retrosheet report``. Run ``python -m
docs.pictures`` from the project's root; it needs LibreOffice, poppler and a browser.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import tempfile
from pathlib import Path

from retrosheet.language import LANGS, Lang
from tests.adopting.plans import agency_painted_weeks
from tests.engines.cell_reference import a1
from tests.engines.libreoffice_document import Document
from tests.engines.libreoffice_engine import LibreOffice
from tests.made import made
from tests.update import session

IMAGES = Path(__file__).parent / "images"
TODAY = dt.date(2027, 1, 20)
DONE = 26
"""So many lines from the top are done by then, but for those named in ``STORY``."""
STORY = {
    "CRE6": ("doing", 0.6),
    "VAL2": ("waiting", 0.5),
    "IMP1": ("todo", 0.0),
    "VAL3": ("todo", 0.0),
    "PTE1-2": ("todo", 0.0),
    "PTE1-3": ("todo", 0.0),
}
WORDS = {
    "fr": {"done": "Terminé", "doing": "En cours", "waiting": "En validation",
           "todo": "À faire"},
    "en": {"done": "Done", "doing": "In progress", "waiting": "In review",
           "todo": "To do"},
}  # fmt: skip


TEAM = ("Léa Martin", "Hugo Petit", "Inès Roux", "Paul Durand", "Nadia Faure", "Marc Leroy",
        "Julie Blanc", "Omar Haddad", "Chloé Garnier", "Louis Morel")  # fmt: skip


def tell(document: Document, lang: Lang) -> None:
    """Eight weeks of work: who does it, what is done, what waits, what is late."""
    frame = made("communication-campaign", lang, TODAY).frame
    plan = frame.titles["plan"]
    first, people = frame.settings.team.first_row + 2, frame.settings.team_column + 2
    for number, name in enumerate(TEAM[: len(frame.campaign.roles)]):
        document.set(frame.titles["settings"], a1(first + number, people), name)
    document.set_name("rs_today", TODAY)
    for index, line in enumerate(frame.lines[: frame.task_count]):
        state, progress = STORY.get(line.id, ("done", 1.0) if index < DONE else ("todo", 0.0))
        row = frame.plan.rows[line.id] + 1
        status = a1(row, frame.plan.column("status") + 1)
        document.set(plan, status, WORDS[lang][state])
        if progress:
            document.set(plan, a1(row, frame.plan.column("progress") + 1), progress)


CROPS = {"dashboard": (22, 45, 1190, 860), "plan": (22, 45, 1225, 1000)}
"""The part of each page to show: left, top, width and height in pixels at 120 to the inch."""


SHEETS = {"report": 1, "gantt": 2}
"""The sheets of the printed report to show."""


def part(crop: tuple[int, int, int, int]) -> list[str]:
    """The words that make pdftoppm show a part of a page: left, top, width and height."""
    pairs = zip(("-x", "-y", "-W", "-H"), map(str, crop), strict=True)
    return [word for pair in pairs for word in pair]


def draw(document: Document, lang: Lang, folder: Path) -> None:
    """The first two pages, without their white margins."""
    pdf = document.save(folder / f"{lang}.pdf")
    ending = "" if lang == "en" else f"-{lang}"
    for page, (name, crop) in enumerate(CROPS.items(), 1):
        target = IMAGES / f"{name}{ending}"
        command = ["pdftoppm", "-png", "-singlefile", "-r", "120", "-f", str(page), *part(crop)]
        subprocess.run([*command, str(pdf), str(target)], check=True)  # noqa: S603


def report(document: Document, lang: Lang, folder: Path) -> None:
    """The first sheets of the report on the same workbook, at the width of a README."""
    workbook, pdf = document.save(folder / f"told-{lang}.xlsx"), folder / f"report-{lang}.pdf"
    words = ["report", str(workbook), "-o", str(pdf), f"--today={TODAY}", f"--lang={lang}"]
    subprocess.run([sys.executable, "-m", "retrosheet", *words], check=True)  # noqa: S603
    ending = "" if lang == "en" else f"-{lang}"
    for name, page in SHEETS.items():
        command = ["pdftoppm", "-png", "-singlefile", "-r", "100", "-f", str(page), str(pdf)]
        subprocess.run([*command, str(IMAGES / f"{name}{ending}")], check=True)  # noqa: S603


ADOPTED = {
    "adopt-before": ("painted", 1, (65, 70, 880, 430)),
    "adopt-after": ("alive", 2, (18, 35, 1130, 530)),
}
"""The agency's plan as it was painted, and the plan that ``adopt`` makes of it: the file, the page
and the part of it to show, in pixels at 100 to the inch."""


UPDATED = (14, 28, 1150, 470)
"""The part of the updated plan's page to show, in pixels at 80 to the inch."""


def adopt(office: LibreOffice, folder: Path) -> None:
    """A plan painted by hand, and the same one alive, at the width of a README."""
    sheet = folder / "painted.xlsx"
    agency_painted_weeks().book.save(sheet)
    words = ["adopt", str(sheet), "-o", str(folder / "alive.xlsx"), "--lang=en", f"--today={TODAY}"]
    subprocess.run([sys.executable, "-m", "retrosheet", *words], check=True)  # noqa: S603
    for name, (stem, page, crop) in ADOPTED.items():
        with office.open(folder / f"{stem}.xlsx") as document:
            pdf = document.save(folder / f"{stem}.pdf")
        command = ["pdftoppm", "-png", "-singlefile", "-r", "100", "-f", str(page), *part(crop)]
        subprocess.run([*command, str(pdf), str(IMAGES / name)], check=True)  # noqa: S603


def update(office: LibreOffice, folder: Path) -> None:
    """The plan of docs/update.md after its update."""
    path = folder / "updated.xlsx"
    path.write_bytes(session.worked_on())
    words = ["update", str(path), "--lang=en", session.TODAY]
    subprocess.run([sys.executable, "-m", "retrosheet", *words], check=True)  # noqa: S603
    with office.open(path, recalculate=True) as document:
        pdf = document.save(folder / "updated.pdf")
    command = ["pdftoppm", "-png", "-singlefile", "-r", "80", "-f", "2", *part(UPDATED)]
    subprocess.run([*command, str(pdf), str(IMAGES / "update")], check=True)  # noqa: S603


def main() -> None:
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, LibreOffice() as office:
        for lang in LANGS:
            path = Path(folder) / f"{lang}.xlsx"
            path.write_bytes(made("communication-campaign", lang, TODAY).content)
            with office.open(path, recalculate=True) as document:
                tell(document, lang)
                draw(document, lang, Path(folder))
                report(document, lang, Path(folder))
        adopt(office, Path(folder))
        update(office, Path(folder))


if __name__ == "__main__":
    main()
