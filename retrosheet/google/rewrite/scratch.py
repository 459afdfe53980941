"""What stood in people's cells at the moment in which a batch wrote: copied by the batch itself.

Somebody may type into a cell, or sort the plan, between our reading and our writing, and no mark
notices. So each batch first copies where people type into a hidden tab of its own. What the copy
shows that was not read is what they did in between: from it follows what to write once more, so
that nothing of theirs is lost and nothing of ours stands in a wrong row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from retrosheet.google.drawing.relative import filled
from retrosheet.google.rewrite.look import entered, grid_range, same

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrosheet.google.rewrite.look import Box, Spot

Json = dict[str, Any]

NAME = "rs_before"
"""The name of the copy, and the title of its tab."""
_TAB = 1_900_000_000
COPY: Json = {"namedRangeId": NAME, "range": {"sheetId": _TAB}}
"""The copy, as it stands among the names of a spreadsheet."""
COPIED = "sheets(data(startRow,startColumn,rowData(values(userEnteredValue))))"
"""The fields that show the copy."""


class Copied(NamedTuple):
    """An area that a batch copies before it writes.

    ``ids`` is its column of IDs where people sort its rows, ``gone`` are rows that the batch takes
    out of it.
    """

    sheet_id: int
    box: Box
    ids: int | None = None
    gone: frozenset[int] = frozenset()


def taking_away(copy: Json | None) -> list[Json]:
    """The requests that take a copy away, by its named range."""
    if copy is None:
        return []
    found: list[Json] = [{"deleteNamedRange": {"namedRangeId": copy["namedRangeId"]}}]
    if "range" in copy:
        found.append({"deleteSheet": {"sheetId": copy["range"].get("sheetId", 0)}})
    return found


def copying(areas: Sequence[Copied]) -> list[Json]:
    """The requests that copy the areas, one below the other."""
    if not areas:
        return []
    found: list[Json] = []
    height = sum(area.box[2] - area.box[0] + 1 for area in areas)
    width = max(area.box[3] - area.box[1] + 1 for area in areas)
    properties = {
        "sheetId": _TAB,
        "title": NAME,
        "hidden": True,
        "gridProperties": {"rowCount": height, "columnCount": width},
    }
    found.append({"addSheet": {"properties": properties}})
    whole = grid_range(_TAB, (0, 0, height - 1, width - 1))
    named = {"namedRangeId": NAME, "name": NAME, "range": whole}
    found.append({"addNamedRange": {"namedRange": named}})
    top = 0
    for area in areas:
        rows, columns = area.box[2] - area.box[0], area.box[3] - area.box[1]
        copied = {
            "source": grid_range(area.sheet_id, area.box),
            "destination": grid_range(_TAB, (top, 0, top + rows, columns)),
            "pasteType": "PASTE_FORMULA",
        }
        found.append({"copyPaste": copied})
        top += rows + 1
    return found


def copies(answer: Json, areas: Sequence[Copied]) -> list[dict[Spot, Json]]:
    """What stood in each area, by the cell; formulas stand as they read in the copy."""
    rows: list[list[Json]] = []
    for sheet in answer.get("sheets", ()):
        for block in sheet.get("data", ()):
            rows = [line.get("values", []) for line in block.get("rowData", ())]
    found = []
    top = 0
    for area in areas:
        first, left, last, _ = area.box
        cells: dict[Spot, Json] = {}
        for row, line in enumerate(rows[top : top + last - first + 1], first):
            for column, cell in enumerate(line, left):
                if held := entered(cell):
                    cells[row, column] = held
        found.append(cells)
        top += last - first + 1
    return found


class Write(NamedTuple):
    """A cell that a batch has written: what it held when it was read, what it holds now, and where
    it is after the batch."""

    before: Json
    new: Json
    place: Spot


class Mending(NamedTuple):
    """What is to be done once more: values by the cells after the batch, and rows taken wrongly.

    ``swapped`` has, by each row that was taken out though another was meant, that other one; both
    as they were before the batch.
    """

    values: dict[Spot, Json]
    swapped: dict[int, int]


def mended(
    area: Copied,
    read: Mapping[Spot, Json],
    copied: Mapping[Spot, Json],
    writes: Mapping[Spot, Write],
    place: Mapping[int, int],
) -> Mending:
    """What follows from what people did between the reading and the batch.

    ``read`` is what was known of the area, ``copied`` what was there, ``writes`` what was written,
    all by the cells as they were; ``place`` has each row that stayed, as it is after the batch.
    """
    rows = range(area.box[0], area.box[2] + 1)
    same_place: dict[int, int | None] = {row: row for row in rows}
    origin = same_place if area.ids is None else _origins(rows, area.ids, read, copied)
    now = {was: row for row, was in origin.items() if was is not None}
    swapped = {
        row: now[meant]
        for row, meant in zip(
            sorted(row for row in area.gone if origin[row] not in area.gone),
            sorted(row for row in area.gone if now.get(row) not in {None, *area.gone}),
            strict=False,
        )
    }
    stay = dict(place)
    for taken, meant in swapped.items():
        stay[taken] = stay.pop(meant)
    return Mending(_values(origin, copied, writes, place, stay), swapped)


def _values(
    origin: Mapping[int, int | None], copied: Mapping[Spot, Json], writes: Mapping[Spot, Write],
    place: Mapping[int, int], stay: Mapping[int, int],
) -> dict[Spot, Json]:  # fmt: skip
    across = {column: write.place[1] for (_, column), write in writes.items()}
    found: dict[Spot, Json] = {}
    for row, after in stay.items():
        if row not in origin:
            continue
        for column, there_after in across.items():
            there = copied.get((row, column), {})
            own = writes.get((row, column))
            stands = there if own is None else own.new
            meant = _meant(after, column, origin[row], there, writes, place)
            if not _alike(meant, stands):
                found[after, there_after] = meant
    return found


def _meant(
    after: int, column: int, origin: int | None, there: Json, writes: Mapping[Spot, Write],
    place: Mapping[int, int],
) -> Json:  # fmt: skip
    """What a cell is to hold: what we wrote for its row, or what somebody typed there."""
    wanted = None if origin is None else writes.get((origin, column))
    if origin is None or wanted is None or not _alike(there, wanted.before):
        return there
    formula = wanted.new.get("formulaValue")
    if formula and origin in place:
        return {"formulaValue": filled(formula, after - place[origin], 0)}
    return wanted.new


def _alike(one: Json, other: Json) -> bool:
    """Whether two cells hold the same; what a copied formula refers to says nothing."""
    if "formulaValue" in one and "formulaValue" in other:
        return True
    return same(one, other)


def _origins(
    rows: Sequence[int], ids: int, read: Mapping[Spot, Json], copied: Mapping[Spot, Json]
) -> dict[int, int | None]:
    """Which row, as it was read, each row of the copy is: the same one, or where it was sorted."""
    before, after = _texts(rows, read), _texts(rows, copied)
    found: dict[int, int | None] = {}

    def known(row: int, was: int | None) -> None:
        found[row] = was
        if was is not None:
            free.remove(was)

    free = set(rows)
    for row in rows:
        if before[row] == after[row] or _same_id(before[row], after[row], ids):
            known(row, row)
    by_content: dict[Any, list[int]] = {}
    for row in sorted(free):
        by_content.setdefault(frozenset(before[row].items()), []).append(row)
    for row in rows:
        if row not in found and (alike := by_content.get(frozenset(after[row].items()))):
            known(row, alike.pop(0))
    for row in rows:
        if row not in found:
            same_ids = (was for was in sorted(free) if _same_id(before[was], after[row], ids))
            known(row, next(same_ids, None))
    return found


def _same_id(one: Mapping[int, Any], other: Mapping[int, Any], ids: int) -> bool:
    return ids in one and one[ids] == other.get(ids)


def _texts(rows: Sequence[int], cells: Mapping[Spot, Json]) -> dict[int, dict[int, Any]]:
    """What is typed in each row, by the column."""
    found: dict[int, dict[int, Any]] = {row: {} for row in rows}
    for (row, column), held in cells.items():
        if row in found and "formulaValue" not in held:
            found[row][column] = tuple(held.items())
    return found
