"""What people and programs do to a workbook in the months of a campaign, as functions on its parts.

Each takes the parts and a source of chance and changes the parts in place. What has nothing to work
on any more, because another abuse came first, does nothing.
"""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

import openpyxl
from openpyxl.utils import get_column_letter

from retrosheet.layout.plan.columns import HEADERS, PLAN_COLUMNS
from retrosheet.xlsx.reading.texts import encoded
from tests.repairing.parts import BOOK, CELL, Parts, number_cell, text_cell

PLAN = "Rétroplanning"
SETTINGS = "Réglages"
_WORDS = {word: key for key, text in HEADERS.items() for word in (text.fr, text.en)} | {
    key: key for key in PLAN_COLUMNS if key not in HEADERS
}
_RULE = re.compile(
    r'<conditionalFormatting sqref="([^"]*)">(.*?)</conditionalFormatting>', re.DOTALL
)
_CHECK = re.compile(r"<dataValidation [^>]*>.*?</dataValidation>", re.DOTALL)

Chance = random.Random


class Abuse(NamedTuple):
    name: str
    do: Callable[[Parts, Chance], None]


class One(NamedTuple):
    """A cell as openpyxl reads it: its formula, if it has one."""

    row: int
    column: int
    value: Any = None


class Sheet(NamedTuple):
    """The cells of a tab that hold something, rows and columns from 1."""

    cells: dict[tuple[int, int], One]
    max_row: int
    max_column: int

    def cell(self, row: int, column: int) -> One:
        return self.cells.get((row, column), One(row, column))

    def row(self, row: int) -> list[One]:
        return [self.cell(row, column) for column in range(1, self.max_column + 1)]


class Plan(NamedTuple):
    """Where things stand on the plan's tab, rows and columns from 1 as people count."""

    sheet: Sheet
    header: int
    columns: dict[str, int]
    rows: dict[str, int]
    spare: list[int]
    end: int

    def letters(self, key: str) -> str:
        return str(get_column_letter(self.columns[key]))


def plan_title(parts: Parts) -> str:
    return next(title for title in parts.titles() if title in {PLAN, "Plan", "Plan de Léa"})


@lru_cache(maxsize=8)
def opened(content: bytes, title: str) -> Sheet:
    """One tab of the workbook as openpyxl reads it."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    book[title].reset_dimensions()  # it would read no cell beyond what is said of them
    cells = {
        (cell.row, cell.column): One(cell.row, cell.column, cell.value)
        for row in book[title].iter_rows()
        for cell in row
        if cell.value is not None
    }
    book.close()
    return Sheet(cells, max(row for row, _ in cells), max(column for _, column in cells))


def plan_of(parts: Parts) -> Plan:
    sheet = opened(parts.content(), plan_title(parts))
    keyed = {row: _by_word(sheet, row, {key: key for key in PLAN_COLUMNS}) for row in range(1, 30)}
    headed = {row: _by_word(sheet, row, _WORDS) for row in range(1, 34)}
    top = next((row for row, keys in keyed.items() if {"id", "title"} <= keys.keys()), 0)
    # people insert rows between the keys and the headings, too
    header = next(
        (row for row, keys in headed.items() if row > top and {"id", "row"} <= keys.keys()), top + 1
    )
    columns = {**headed[header], **keyed.get(top, {})}
    assert columns
    rows: dict[str, int] = {}
    spare = []
    end = header + 1
    for row in range(header + 1, sheet.max_row + 1):
        title = sheet.cell(row, columns["title"]).value
        row_id = sheet.cell(row, columns["id"]).value
        if title and str(title).startswith(("Fin du plan", "End of the plan")):
            break
        end = row
        if row_id and title:
            rows.setdefault(str(row_id), row)
        elif row_id:
            spare.append(row)
    return Plan(sheet, header, columns, rows, spare, end)


def _by_word(sheet: Sheet, row: int, words: dict[str, str]) -> dict[str, int]:
    """The columns whose cell in a row is one of ``words``, each by what that means."""
    return {
        words[cell.value]: cell.column
        for cell in reversed(sheet.row(row))
        if isinstance(cell.value, str) and cell.value in words
    }


def _edit_plan(parts: Parts, change: Callable[[bytes], bytes]) -> None:
    parts.edit(parts.part(plan_title(parts)), change)


def _delete_tab(title: str, *, recalculated: bool) -> Callable[[Parts, Chance], None]:
    def do(parts: Parts, _: Chance) -> None:
        if title in parts.titles():
            parts.delete_tab(title, recalculated=recalculated)

    return do


def _delete_key_row(parts: Parts, _: Chance) -> None:
    plan = plan_of(parts)
    above = {cell.value for cell in plan.sheet.row(plan.header - 1)}
    if {"id", "title"} <= above:
        parts.delete_rows(plan_title(parts), plan.header - 1)


def _clear_keys(parts: Parts, chance: Chance) -> None:
    plan = plan_of(parts)
    above = {cell.value: cell.column for cell in plan.sheet.row(plan.header - 1)}
    if {"id", "title"} <= above.keys():
        for key in chance.sample(sorted(plan.columns), 2):
            letters = get_column_letter(above[key])
            parts.cell(plan_title(parts), f"{letters}{plan.header - 1}", b"|")


def _delete_hidden_rows(parts: Parts, _: Chance) -> None:
    """Somebody selects the visible rows on both sides, and deletes what lies between, too."""
    plan = plan_of(parts)
    parts.delete_rows(plan_title(parts), *range(plan.header - 5, plan.header))


def _delete_a_task(parts: Parts, chance: Chance) -> None:
    plan = plan_of(parts)
    parts.delete_rows(plan_title(parts), plan.rows[chance.choice(sorted(plan.rows))])


def _delete_a_spare_line(parts: Parts, chance: Chance) -> None:
    plan = plan_of(parts)
    if plan.spare:
        parts.delete_rows(plan_title(parts), chance.choice(plan.spare))


def _delete_the_end(parts: Parts, _: Chance) -> None:
    parts.delete_rows(plan_title(parts), plan_of(parts).end + 1)


def _insert_rows(parts: Parts, chance: Chance) -> None:
    plan = plan_of(parts)
    row = chance.choice([1, 2, plan.header, plan.header + 3, plan.end])
    parts.insert_rows(plan_title(parts), row, chance.randint(1, 2))


def _delete_a_column(parts: Parts, chance: Chance) -> None:
    plan = plan_of(parts)
    key = chance.choice([key for key in ("comment", "channel", "float", "slip", "deliverable")
                         if key in plan.columns] or ["order"])  # fmt: skip
    if key in plan.columns:
        parts.delete_column(plan_title(parts), plan.letters(key))


def _insert_a_column(parts: Parts, chance: Chance) -> None:
    plan = plan_of(parts)
    key = chance.choice(sorted(plan.columns.keys() - {"row", "kind", "order"}))
    letters = plan.letters(key)
    title = plan_title(parts)
    parts.insert_column(title, letters)
    parts.cell(title, f"{letters}{plan.header}", text_cell("Prestataire"))
    for row in list(plan.rows.values())[:3]:
        parts.cell(title, f"{letters}{row}", text_cell(f"Maison {row}"))


def _values(text: bytes, wanted: Callable[[str, int], bool]) -> bytes:
    def plain(match: re.Match[bytes]) -> bytes:
        if not wanted(match[1].decode(), int(match[2])):
            return match[0]
        return re.sub(rb"<f[^>]*>[^<]*</f>|<f[^>]*/>", b"", match[0])

    return CELL.sub(plain, text)


def paste_the_plan_as_values(parts: Parts, _: Chance | None = None) -> None:
    _edit_plan(parts, lambda text: _values(text, lambda _, row: row > 0))


def _paste_a_column_as_values(parts: Parts, chance: Chance) -> None:
    plan = plan_of(parts)
    there = [key for key in ("start", "due", "alert", "row", "float", "kind")
             if key in plan.columns]  # fmt: skip
    own = plan.letters(chance.choice(there))
    rows = range(plan.header + 1, plan.end + 1)
    _edit_plan(
        parts, lambda text: _values(text, lambda letters, row: letters == own and row in rows)
    )


def _paste_a_block_as_values(parts: Parts, chance: Chance) -> None:
    plan = plan_of(parts)
    first = chance.choice(sorted(plan.rows.values()))
    rows = range(first, first + chance.randint(1, 3))
    _edit_plan(parts, lambda text: _values(text, lambda _, row: row in rows))


def _paste_everything_as_values(parts: Parts, _: Chance) -> None:
    for title in parts.titles():
        parts.edit(parts.part(title), lambda text: _values(text, lambda _, row: row > 0))


def _sort_by_owner(parts: Parts, _: Chance) -> None:
    """As a program sorts: the cells of each row go to another, and look at their own row again."""
    plan = plan_of(parts)
    rows = list(range(plan.header + 1, plan.end + 1))
    column = plan.columns["owner"]

    def key(row: int) -> tuple[str, int]:
        return str(plan.sheet.cell(row, column).value or "\uffff"), row

    order = sorted(rows, key=key)

    def sorted_(text: bytes) -> bytes:
        found = dict(re.findall(rb'(?s)<row r="(\d+)"[^>]*>(.*?)</row>', text))

        def row(match: re.Match[bytes]) -> bytes:
            number = int(match[2])
            if number not in rows:
                return match[0]
            source = order[rows.index(number)]
            inner = found.get(str(source).encode(), b"")
            own = rb"(\$?[A-Z]{1,3})%d(?![\d(])" % source
            inner = CELL.sub(lambda one: re.sub(own, rb"\g<1>%d" % number, one[0]), inner)
            return match[1] + inner + b"</row>"

        return re.sub(rb'(?s)(<row r="(\d+)"[^>]*>)(.*?)</row>', row, text)

    _edit_plan(parts, sorted_)


def _merge_cells(parts: Parts, chance: Chance) -> None:
    plan = plan_of(parts)
    row = chance.choice(sorted(plan.rows.values()))
    key = chance.choice([key for key in ("comment", "status", "channel") if key in plan.columns])
    letters = plan.letters(key)
    area = f"{letters}{row}:{letters}{row + 1}".encode()
    parts.cell(plan_title(parts), f"{letters}{row + 1}", b"|")

    def merged(text: bytes) -> bytes:
        new = b'<mergeCell ref="%b"/>' % area
        if b"<mergeCells" in text:
            text = re.sub(rb'<mergeCells count="\d+">', b"<mergeCells>", text)
            return text.replace(b"</mergeCells>", new + b"</mergeCells>")
        at = text.index(b"<conditionalFormatting")
        return text[:at] + b"<mergeCells>" + new + b"</mergeCells>" + text[at:]

    _edit_plan(parts, merged)


def _tear_rules(parts: Parts, chance: Chance) -> None:
    def torn(match: re.Match[str]) -> str:
        area, said = match[1], match[2]
        corners = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", area)
        if corners is None or int(corners[4]) - int(corners[2]) < 8 or chance.random() < 0.4:
            return match[0]
        left, top, right, bottom = corners[1], int(corners[2]), corners[3], int(corners[4])
        cut = chance.randint(top + 2, bottom - 2)
        own = re.sub(rf"(?<![\d$])(\$?[A-Z]{{1,3}}){top}(?!\d)", rf"\g<1>{cut}", said)
        rest = f"{left}{top}:{right}{cut - 1} {left}{cut + 1}:{right}{bottom}"
        return (
            f'<conditionalFormatting sqref="{rest}">{said}</conditionalFormatting>'
            f'<conditionalFormatting sqref="{left}{cut}:{right}{cut}">{own}'
            "</conditionalFormatting>"
        )

    _edit_plan(parts, lambda text: _RULE.sub(torn, text.decode()).encode())


def repeat_rules(parts: Parts, _: Chance | None = None) -> None:
    """A row pasted with its formats: the same rules once more, over the same cells."""
    _edit_plan(
        parts,
        lambda text: _RULE.sub(
            lambda m: m[0] + m[0] if "$" in m[2] and ":" in m[1] else m[0], text.decode()
        ).encode(),
    )


def repeat_checks(parts: Parts, _: Chance | None = None) -> None:
    def repeated(text: bytes) -> bytes:
        said = text.decode()
        checks = _CHECK.findall(said)
        said = re.sub(r'<dataValidations count="\d+"',
                      f'<dataValidations count="{len(checks) + 2}"', said)  # fmt: skip
        return said.replace("</dataValidations>", "".join(checks[:2]) + "</dataValidations>"
                            ).encode()  # fmt: skip

    _edit_plan(parts, repeated)


def _rename_tabs(parts: Parts, chance: Chance) -> None:
    new = {PLAN: "Plan de Léa", SETTINGS: "Réglages & co", "Tableau de bord": "Synthèse"}
    for title in chance.sample(sorted(new), chance.randint(1, 3)):
        if title in parts.titles() and title != SETTINGS:
            parts.rename_tab(title, new[title])


def _type_over_a_date(parts: Parts, chance: Chance) -> None:
    plan = plan_of(parts)
    row = chance.choice(sorted(plan.rows.values()))
    key = chance.choice(("start", "due"))
    said = chance.choice((number_cell(46420), text_cell("à voir"), text_cell("12/03")))
    parts.cell(plan_title(parts), f"{plan.letters(key)}{row}", said)


def _clear_formulas(parts: Parts, chance: Chance) -> None:
    plan = plan_of(parts)
    there = [key for key in ("alert", "due", "float") if key in plan.columns]
    for row in chance.sample(sorted(plan.rows.values()), 2):
        parts.cell(plan_title(parts), f"{plan.letters(chance.choice(there))}{row}", b"|")


def _type_over_the_engine(parts: Parts, chance: Chance) -> None:
    if "_engine" in parts.titles():
        parts.cell("_engine", f"O{chance.randint(55, 58)}", number_cell(3))


def _delete_lines_of_the_engine(parts: Parts, chance: Chance) -> None:
    if "_engine" in parts.titles():
        parts.delete_rows("_engine", chance.randint(55, 58))


def _names(pattern: bytes, new: bytes | None) -> Callable[[Parts, Chance], None]:
    """Names that go, or lead nowhere any more."""

    def do(parts: Parts, _: Chance) -> None:
        said = rb'(<definedName [^>]*name="' + pattern + rb'"[^>]*>)[^<]*(</definedName>)'
        put = b"" if new is None else rb"\g<1>" + new + rb"\g<2>"
        parts.edit(BOOK, lambda text: re.sub(said, put, text))

    return do


def _some_names(parts: Parts, chance: Chance) -> None:
    names = re.findall(rb'name="(rs_(?!page_|beside)\w+)"', parts.parts[BOOK])
    for name in chance.sample(sorted(set(names)), min(6, len(set(names)))):
        _names(re.escape(name), None)(parts, chance)


def _cut_and_paste(parts: Parts, chance: Chance) -> None:
    """A comment is cut from its row and pasted beside the plan."""
    plan = plan_of(parts)
    if "comment" not in plan.columns:
        return
    row = chance.choice(sorted(plan.rows.values()))
    title = plan_title(parts)
    parts.cell(title, f"{plan.letters('comment')}{row}", b"|")
    place = f"{get_column_letter(plan.sheet.max_column + 3)}{row}"
    parts.cell(title, place, text_cell("collé à côté"), kept=False)


def _copy_a_row(parts: Parts, chance: Chance) -> None:
    """A task's row copied over a spare line below it: two rows of one ID."""
    plan = plan_of(parts)
    below = [row for row in plan.spare if row > min(plan.rows.values())]
    if not below:
        return
    target = chance.choice(below)
    source = chance.choice([row for row in plan.rows.values() if row < target])

    def copied(text: bytes) -> bytes:
        inner = re.search(rb'(?s)<row r="%d"[^>]*>(.*?)</row>' % source, text)
        assert inner is not None
        own = rb"(\$?[A-Z]{1,3})%d(?![\d(])" % source
        moved = CELL.sub(lambda one: re.sub(own, rb"\g<1>%d" % target, one[0]), inner[1])
        return re.sub(
            rb'(?s)(<row r="%d"[^>]*>).*?</row>' % target,
            lambda match: match[1] + moved + b"</row>", text,
        )  # fmt: skip

    _edit_plan(parts, copied)


def _swap_team_columns(parts: Parts, _: Chance) -> None:
    """Somebody drags the people before the roles in Settings; formulas follow."""
    if SETTINGS not in parts.titles():
        return
    part = parts.part(SETTINGS)
    top = next(
        (int(m[2]) for m in CELL.finditer(parts.parts[part])
         if m[1] == b"B" and _said(parts, m) == "Fonction"), 0,
    )  # fmt: skip
    if not top:
        return

    def swapped(text: bytes) -> bytes:
        def row(match: re.Match[bytes]) -> bytes:
            if int(match[1]) < top:
                return match[0]
            cells = {one[1]: one[0] for one in CELL.finditer(match[0])}
            if not {b"B", b"C"} <= cells.keys():
                return match[0]
            first, second = cells[b"B"], cells[b"C"]
            both = second.replace(b'r="C', b'r="B', 1) + first.replace(b'r="B', b'r="C', 1)
            return match[0].replace(first, b"").replace(second, both)

        text = re.sub(rb'(?s)<row r="(\d+)"[^>]*>.*?</row>', row, text)
        return re.sub(
            rb"(<f>)([^<]*)(</f>)",
            lambda m: m[1] + re.sub(
                rb"(?<![A-Z$])([BC])(\d+)",
                lambda r: (b"C" if r[1] == b"B" else b"B") + r[2]
                if int(r[2]) > top else r[0], m[2],
            ) + m[3],
            text,
        )  # fmt: skip

    parts.edit(part, swapped)


def _said(parts: Parts, match: re.Match[bytes]) -> str:
    if b't="s"' in match[3]:
        index = re.search(rb"<v>(\d+)</v>", match[4] or b"")
        texts = re.findall(rb"(?s)<si>(.*?)</si>", parts.parts["xl/sharedStrings.xml"])
        return re.sub(r"<[^>]*>", "", texts[int(index[1])].decode()) if index else ""
    return re.sub(r"<[^>]*>", "", (match[4] or b"").decode())


def _insert_a_column_in_settings(parts: Parts, chance: Chance) -> None:
    if SETTINGS in parts.titles():
        parts.insert_column(SETTINGS, chance.choice("BCDH"))


def _save_by_openpyxl(parts: Parts, _: Chance) -> None:
    saved = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(parts.content())).save(saved)
    parts.parts = Parts(saved.getvalue()).parts
    # it spells targets from the root, and has its own order of attributes
    parts.parts[BOOK] = re.sub(
        rb'<sheet ([^>]*?)(name="[^"]*") ([^>]*?)/>', rb"<sheet \2 \1\3/>", parts.parts[BOOK]
    )


def _inline_texts(parts: Parts, _: Chance) -> None:
    """A writer without shared texts."""
    if "xl/sharedStrings.xml" not in parts.parts:
        return
    texts = re.findall(rb"(?s)<si>(.*?)</si>", parts.parts["xl/sharedStrings.xml"])

    def inline(match: re.Match[bytes]) -> bytes:
        if b't="s"' not in match[3]:
            return match[0]
        index = re.search(rb"<v>(\d+)</v>", match[4] or b"")
        assert index is not None
        said = match[3].replace(b't="s"', b't="inlineStr"')
        return b'<c r="%b%b"%b><is>%b</is></c>' % (match[1], match[2], said, texts[int(index[1])])

    for title in parts.titles():
        parts.edit(parts.part(title), lambda text: CELL.sub(inline, text))


def _absolute_targets(parts: Parts, _: Chance) -> None:
    """A writer that names the parts of its relations from the root."""
    parts.edit(
        "xl/_rels/workbook.xml.rels",
        lambda text: re.sub(rb'Target="(?!/)([^"]*)"', rb'Target="/xl/\1"', text),
    )


def _without_values(parts: Parts, _: Chance) -> None:
    """A writer that keeps formulas and leaves what they say to the next program."""
    for title in parts.titles():
        parts.edit(
            parts.part(title),
            lambda text: re.sub(rb"(<f[^>]*>[^<]*</f>)<v>[^<]*</v>", rb"\1", text),
        )


def _without_extras(parts: Parts, _: Chance) -> None:
    """A writer that says neither the extent of a tab nor who made the file."""
    for title in parts.titles():
        parts.edit(parts.part(title), lambda text: re.sub(rb"<dimension [^>]*/>", b"", text))
    parts.edit(BOOK, lambda text: re.sub(rb"<fileVersion [^>]*/>", b"", text))


def _prefixed(parts: Parts, _: Chance) -> None:
    """A writer that spells the elements of a tab with a prefix."""
    title = next((one for one in parts.titles() if one in {"Mode d’emploi", "Notes à nous"}), None)
    if title is None:
        return

    def spelled(text: bytes) -> bytes:
        if b"<worksheet " not in text or b"xmlns:x=" in text:
            return text
        text = re.sub(rb"<(/?)([A-Za-z])", rb"<\1x:\2", text)
        return text.replace(b"xmlns=", b"xmlns:x=", 1)

    parts.edit(parts.part(title), spelled)


def _rename_headings(parts: Parts, chance: Chance) -> None:
    plan = plan_of(parts)
    key = chance.choice([key for key in ("title", "owner", "comment", "status")
                         if key in plan.columns])  # fmt: skip
    parts.cell(plan_title(parts), f"{plan.letters(key)}{plan.header}", text_cell("Libellé à nous"))


def _type_below(parts: Parts, _: Chance) -> None:
    plan = plan_of(parts)
    place = f"{plan.letters('title')}{plan.end + 5}"
    parts.cell(plan_title(parts), place, text_cell("à penser aussi"), kept=False)


ABUSES = (
    *(
        Abuse(
            f"delete {title}{'' if recalculated else ', not calculated since'}",
            _delete_tab(title, recalculated=recalculated),
        )
        for title in ("_engine", "_sync", SETTINGS)
        for recalculated in (True, False)
    ),
    Abuse("delete the dashboard", _delete_tab("Tableau de bord", recalculated=True)),
    Abuse("delete the guide", _delete_tab("Mode d’emploi", recalculated=True)),
    Abuse("delete my tasks", _delete_tab("Mes tâches", recalculated=True)),
    Abuse("delete the key row", _delete_key_row),
    Abuse("clear keys", _clear_keys),
    Abuse("delete the hidden rows", _delete_hidden_rows),
    Abuse("delete a task", _delete_a_task),
    Abuse("delete a spare line", _delete_a_spare_line),
    Abuse("delete the end of the plan", _delete_the_end),
    Abuse("insert rows", _insert_rows),
    Abuse("delete a column", _delete_a_column),
    Abuse("insert a column", _insert_a_column),
    Abuse("paste the plan as values", paste_the_plan_as_values),
    Abuse("paste a column as values", _paste_a_column_as_values),
    Abuse("paste rows as values", _paste_a_block_as_values),
    Abuse("paste everything as values", _paste_everything_as_values),
    Abuse("sort by owner", _sort_by_owner),
    Abuse("merge cells", _merge_cells),
    Abuse("tear rules", _tear_rules),
    Abuse("repeat rules", repeat_rules),
    Abuse("repeat checks", repeat_checks),
    Abuse("rename tabs", _rename_tabs),
    Abuse("type over a date", _type_over_a_date),
    Abuse("clear formulas", _clear_formulas),
    Abuse("type over the engine", _type_over_the_engine),
    Abuse("delete lines of the engine", _delete_lines_of_the_engine),
    Abuse("delete all names", _names(rb"rs_\w+", None)),
    Abuse("names that lead nowhere", _names(rb"rs_(?:launch|plan|holidays|engine)", b"#REF!")),
    Abuse("delete some names", _some_names),
    Abuse("cut and paste", _cut_and_paste),
    Abuse("copy a row", _copy_a_row),
    Abuse("swap columns of the team", _swap_team_columns),
    Abuse("insert a column in Settings", _insert_a_column_in_settings),
    Abuse("rename headings", _rename_headings),
    Abuse("type below the plan", _type_below),
)
WRITERS = (
    Abuse("save by openpyxl", _save_by_openpyxl),
    Abuse("inline texts", _inline_texts),
    Abuse("absolute targets", _absolute_targets),
    Abuse("without values", _without_values),
    Abuse("without extras", _without_extras),
    Abuse("with a prefix", _prefixed),
)
"""How other programs write the same; they come last, as a program saves what was done before."""


def chosen(seed: int) -> tuple[list[Abuse], Chance]:
    """The abuses of a case: each alone first, then two or three of them and some writer."""
    chance = random.Random(seed)
    alone = [*ABUSES, *WRITERS]
    if seed < len(alone):
        return [alone[seed]], chance
    picked = chance.sample(ABUSES, chance.choice((1, 2, 2, 3)))
    if chance.random() < 0.5:
        picked.append(chance.choice(WRITERS))
    return picked, chance


def with_peoples_things(content: bytes) -> bytes:
    """The workbook after weeks of work: statuses, comments, a column and a tab of people's own."""
    parts = Parts(content)
    plan = plan_of(parts)
    title = plan_title(parts)
    rows = list(plan.rows.values())

    def put(row: int, key: str, said: bytes) -> None:
        parts.cell(title, f"{plan.letters(key)}{row}", said)

    put(rows[0], "status", text_cell("Terminé"))
    put(rows[1], "progress", number_cell(0.4))
    put(rows[2], "comment", text_cell("voir avec Léa & Tom"))
    put(rows[3], "margin", number_cell(2))
    beside = get_column_letter(plan.sheet.max_column + 1)
    parts.cell(title, f"{beside}{plan.header}", text_cell("Code"), kept=False)
    for row in rows:
        parts.cell(title, f"{beside}{row}", text_cell(f"C-{row}"), kept=False)
    looked_at = plan.letters("title")
    cells = b"".join(
        b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>%b</t></is></c><c r="B%d" t="str"><f>%b</f>'
        b"<v>x</v></c></row>" % (n, n, encoded(row_id), n, f"{title}!{looked_at}{row}".encode())
        for n, (row_id, row) in enumerate(plan.rows.items(), 1)
    )
    name = "xl/worksheets/sheet99.xml"
    parts.parts[name] = (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas'
        b'.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%b</sheetData></worksheet>'
        % cells
    )
    own = '<sheet name="Notes à nous" sheetId="99" r:id="rId99"/></sheets>'.encode()
    parts.edit(BOOK, lambda text: text.replace(b"</sheets>", own))
    parts.edit(
        "xl/_rels/workbook.xml.rels",
        lambda text: text.replace(
            b"</Relationships>",
            b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            b'relationships/worksheet" Target="worksheets/sheet99.xml"/></Relationships>',
        ),
    )
    parts.edit(
        "[Content_Types].xml",
        lambda text: text.replace(
            b"</Types>",
            b'<Override PartName="/xl/worksheets/sheet99.xml" ContentType="application/vnd.'
            b'openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        ),
    )
    return parts.content()
