"""A batch that has been carried out, and what it is followed by where people typed meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from retrosheet.google.rewrite.marks import Mark
from retrosheet.google.rewrite.scratch import Copied, Write, mended
from retrosheet.workbook.moves import Moves

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrosheet.google.rewrite.look import Spot
    from retrosheet.google.rewrite.scratch import Mending

Json = dict[str, Any]


class Meanwhile(NamedTuple):
    """A batch that has been carried out, and what is known of the areas that it wrote to.

    ``held`` is what they were read to hold, by the area and the cells as they were, ``writes`` what
    was written. ``moves`` has, by a tab's id, what came and went with the batch. ``out`` has the
    rows that were taken out, as they were, in the order in which they stand at the end of a tab,
    and ``rows`` how many rows the tab has.
    """

    areas: tuple[Copied, ...]
    held: tuple[Mapping[Spot, Json], ...]
    writes: tuple[Mapping[Spot, Write], ...]
    moves: Mapping[int, Moves]
    out: Mapping[int, tuple[int, ...]]
    rows: Mapping[int, int]

    @property
    def parked(self) -> list[Mark]:
        """The rows that have been taken out, where they stand now."""
        return [
            Mark(sheet_id, "ROWS", self.rows[sheet_id] - len(out) + number)
            for sheet_id, out in self.out.items()
            for number in range(len(out))
        ]

    def moved(self, sheet_id: int) -> Moves:
        return self.moves.get(sheet_id, Moves())

    def following(self, copied: Sequence[Mapping[Spot, Json]]) -> Following | None:
        """What is to be done once more, as the copies show other things; None for nothing."""
        found = []
        for area, held, there, writes in zip(
            self.areas, self.held, copied, self.writes, strict=True
        ):
            rows = self.moved(area.sheet_id).rows
            place = {
                row: after
                for row in range(area.box[0], area.box[2] + 1)
                if (after := rows.of(row)) is not None
            }
            found.append(mended(area, held, there, writes, place))
        if not any(one.values or one.swapped for one in found):
            return None
        return Following(
            tuple(self._after(area, one) for area, one in zip(self.areas, found, strict=True)),
            tuple(
                self._known(area, there, writes)
                for area, there, writes in zip(self.areas, copied, self.writes, strict=True)
            ),
            tuple(found),
            self,
        )

    def _after(self, area: Copied, mending: Mending) -> Copied:
        """The area after the batch."""
        moves = self.moved(area.sheet_id)
        rows = moves.rows.span(area.box[0], area.box[2])
        columns = moves.columns.span(area.box[1], area.box[3])
        assert rows is not None
        assert columns is not None
        ids = None if area.ids is None else moves.columns.of(area.ids)
        gone = frozenset(
            after
            for meant in mending.swapped.values()
            if (after := moves.rows.of(meant)) is not None
        )
        return Copied(area.sheet_id, (rows[0], columns[0], rows[1], columns[1]), ids, gone)

    def _known(
        self, area: Copied, there: Mapping[Spot, Json], writes: Mapping[Spot, Write]
    ) -> dict[Spot, Json]:
        """What the area holds after the batch, as far as it stood there before."""
        moves = self.moved(area.sheet_id)
        found = {}
        for spot in {*there, *writes}:
            row, column = moves.rows.of(spot[0]), moves.columns.of(spot[1])
            held = writes[spot].new if spot in writes else there[spot]
            if row is not None and column is not None and held:
                found[row, column] = held
        return found


class Following(NamedTuple):
    """What a batch is followed by: the areas as they are now, what they hold, and what to mend."""

    areas: tuple[Copied, ...]
    held: tuple[Mapping[Spot, Json], ...]
    mendings: tuple[Mending, ...]
    before: Meanwhile

    @property
    def swaps(self) -> list[tuple[int, int, int]]:
        """Tab, row at its end to be put back, and row in whose place; the last one first."""
        found = []
        for area, mending in zip(self.before.areas, self.mendings, strict=True):
            rows = self.before.moved(area.sheet_id).rows
            for taken, meant in mending.swapped.items():
                out = self.before.out[area.sheet_id]
                place = rows.of(meant)
                assert place is not None
                at = self.before.rows[area.sheet_id] - len(out) + out.index(taken)
                found.append((area.sheet_id, at, place))
        return sorted(found, key=lambda swap: -swap[1])

    @property
    def done(self) -> Meanwhile:
        """The batch that does it, once it has been carried out."""
        writes = tuple(
            {spot: Write(held.get(spot, {}), new, spot) for spot, new in mending.values.items()}
            for held, mending in zip(self.held, self.mendings, strict=True)
        )
        out = dict(self.before.out)
        for sheet_id, at, place in self.swaps:
            first = self.before.rows[sheet_id] - len(self.before.out[sheet_id])
            put_back = self.before.out[sheet_id][at - first]
            out[sheet_id] = (*(row for row in out[sheet_id] if row != put_back), place)
        return Meanwhile(self.areas, self.held, writes, {}, out, self.before.rows)
