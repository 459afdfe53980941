"""What a foreign sheet says only through its formulas: dependencies, and launch day."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import Any

from openpyxl import Workbook

from retrosheet.adopting.adopted import Adopted, adopted
from tests.adopting.plans import put
from tests.adopting.reading import asked, foreign, saved

EPOCH = dt.date(1899, 12, 30)


def calculated(book: Any, values: dict[str, dt.date]) -> bytes:
    """The workbook with the values that its formulas have, as a spreadsheet program saves them."""
    source = zipfile.ZipFile(io.BytesIO(saved(book)))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            content = source.read(name).decode() if name.endswith(".xml") else source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                for place, day in values.items():
                    content = re.sub(
                        rf'(<c r="{place}"[^>]*><f>[^<]*</f>)<v\s*/?>(</v>)?',
                        rf"\g<1><v>{(day - EPOCH).days}</v>",
                        str(content),
                    )
            target.writestr(name, content)
    return made.getvalue()


def read(data: bytes) -> Adopted:
    found = adopted(foreign(data), asked())
    assert isinstance(found, Adopted), found
    return found


def test_a_start_counted_from_another_end_is_a_dependency() -> None:
    """Whoever wrote "the end above plus three" meant that one waits for the other."""
    book = Workbook()
    sheet = book.active
    put(sheet, 1, ["Tâche", "Début", "Fin"])
    put(sheet, 2, ["Brief", dt.date(2027, 1, 11), dt.date(2027, 1, 15)])
    put(sheet, 3, ["Visuels", "=C2+3", dt.date(2027, 1, 29)])
    put(sheet, 4, ["Lancement", "=WORKDAY(C3,31)", dt.date(2027, 3, 15)])
    for place in ("B3", "B4"):
        sheet[place].number_format = "dd/mm/yyyy"
    values = {"B3": dt.date(2027, 1, 18), "B4": dt.date(2027, 3, 15)}
    found = read(calculated(book, values))
    ids = {task.title: task.id for task in found.kept.campaign.tasks}
    needs = {t.title: [need.id for need in t.needs] for t in found.kept.campaign.tasks}
    assert needs["Visuels"] == [ids["Brief"]]
    assert needs["Lancement"] == [ids["Visuels"]]
    assert any("comme une dépendance" in doubt.text.fr for doubt in found.doubts)


def test_launch_is_the_cell_from_which_dates_are_counted() -> None:
    """Whatever it is called, and whatever the tasks are called."""
    book = Workbook()
    sheet = book.active
    sheet["F1"] = dt.date(2027, 5, 20)
    put(sheet, 3, ["Tâche", "Échéance"])
    put(sheet, 4, ["Brief", "=$F$1-60"])
    put(sheet, 5, ["Visuels", "=$F$1-30"])
    put(sheet, 6, ["Bilan", "=$F$1+14"])
    values = {"B4": dt.date(2027, 3, 21), "B5": dt.date(2027, 4, 20), "B6": dt.date(2027, 6, 3)}
    for place in values:
        sheet[place].number_format = "dd/mm/yyyy"
    found = read(calculated(book, values))
    assert found.launch.day == dt.date(2027, 5, 20)
    assert found.launch.where.fr == "F1, les dates s’y rapportent"
    offsets = {task.title: task.offset for task in found.kept.campaign.tasks}
    assert (offsets["Brief"], offsets["Visuels"], offsets["Bilan"]) == (-60, -30, 14)
