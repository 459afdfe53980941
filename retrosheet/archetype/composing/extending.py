"""An archetype with what a file that extends it says: changed, added and removed, id by id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.checking.references import unknown
from retrosheet.archetype.composing.changing import changed
from retrosheet.archetype.composing.extending_tables import with_tables
from retrosheet.archetype.composing.ordering import Order, Position
from retrosheet.archetype.composing.passing_on import around
from retrosheet.archetype.format.fields import WHOLE_LISTS
from retrosheet.archetype.format.task_fields import TASK
from retrosheet.archetype.source.filled import Reference
from retrosheet.archetype.source.nearest import suggestion
from retrosheet.archetype.source.nodes import Mapping, Scalar, Sequence
from retrosheet.archetype.source.problems import RawProblem
from retrosheet.archetype.source.trees import (
    items_of,
    needs_of,
    text_of,
    value_of,
    with_items,
    with_needs,
    with_value,
    without_keys,
)
from retrosheet.archetype.source.unfit import quoted
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from retrosheet.archetype.source.nodes import Node
    from retrosheet.archetype.source.problems import Mark

_REPLACED = ("format", "title", "summary", *(field.key for field in WHOLE_LISTS))
_SIDES = ("after", "before")


def extended(base: Mapping, extension: Mapping) -> tuple[Mapping, list[RawProblem]]:
    """``base`` with the changes of ``extension``, and what cannot be changed so.

    Whether ``extension`` has the right shape is somebody else's to say: what has another is passed
    over. Its ``use`` items stay as they are.
    """
    plan = _Plan(base)
    plan.change(items_of(extension, "phases"))
    removed = plan.remove(extension)
    lines = items_of(base, "budget")
    kept = [line for line in lines if text_of(line, "task") not in removed]
    root = base if len(kept) == len(lines) else with_items(base, "budget", kept)
    for key in _REPLACED:
        value = value_of(extension, key)
        if value is not None:
            root = with_value(root, key, value)
    root = with_items(root, "phases", plan.phases())
    root, complaints = with_tables(root, extension)
    return root, [*plan.complaints, *complaints]


class _Phase:
    """A phase while its tasks change; ``new`` if the extending file adds it."""

    def __init__(self, node: Mapping, *, new: bool) -> None:
        self.node, self.new = node, new
        self.tasks: Order[Node] = Order()


class _Plan:
    """The phases of the base while they change."""

    def __init__(self, base: Mapping) -> None:
        self.complaints: list[RawProblem] = []
        self._phases: Order[_Phase] = Order()
        self._homes: dict[str, Order[Node]] = {}
        self._given: set[str] = set()
        for node in items_of(base, "phases"):
            if isinstance(node, Mapping):
                phase = _Phase(node, new=False)
                self._phases.put(text_of(node, "id"), phase)
                for task in items_of(node, "tasks"):
                    task_id = text_of(task, "id")
                    phase.tasks.put(task_id, task)
                    if task_id is not None:
                        self._homes.setdefault(task_id, phase.tasks)

    def phases(self) -> Iterator[Node]:
        """The phases as they are now; those that lost all their tasks are gone."""
        for phase in self._phases:
            tasks = list(phase.tasks)
            if tasks or phase.new:
                yield with_items(phase.node, "tasks", tasks)

    def change(self, changes: Iterable[Node]) -> None:
        """Change the phases that are known and add the others."""
        seen: set[str] = set()
        for change in changes:
            phase_id = text_of(change, "id")
            if not isinstance(change, Mapping) or phase_id is None or phase_id in seen:
                continue
            seen.add(phase_id)
            if phase_id not in self._phases:
                phase = _Phase(without_keys(change, _SIDES), new=True)
                self._phases.put(phase_id, phase, self._position(change, self._phases, _NO_PHASE))
            else:
                phase = self._phases[phase_id]
                title = value_of(change, "title")
                if title is not None:
                    phase.node = with_value(phase.node, "title", title)
                if _moves(change):
                    self._phases.take(phase_id)
                    position = self._position(change, self._phases, _NO_PHASE)
                    self._phases.put(phase_id, phase, position)
            for item in items_of(change, "tasks"):
                self._change_task(phase.tasks, item)

    def _change_task(self, tasks: Order[Node], item: Node) -> None:
        """Change a task that is known, in any phase, or add a new one or a ``use`` item."""
        if not isinstance(item, Mapping):
            return
        task_id = text_of(item, "id")
        if value_of(item, "use") is not None or task_id is None:
            bare = without_keys(item, _SIDES)
            tasks.put(None, bare, self._position(item, tasks, _NO_TASK))
            return
        if task_id in self._given:
            return
        self._given.add(task_id)
        home = self._homes.get(task_id)
        if home is None:
            new = without_keys(item, _SIDES)
            tasks.put(task_id, new, self._position(item, tasks, _NO_TASK))
            self._homes[task_id] = tasks
            return
        old = home[task_id]
        task = changed(old, item, TASK) if isinstance(old, Mapping) else old
        if home is tasks and not _moves(item):
            home[task_id] = task
            return
        home.take(task_id)
        tasks.put(task_id, task, self._position(item, tasks, _NO_TASK))
        self._homes[task_id] = tasks

    def _position(
        self, change: Mapping, among: Order[_Phase] | Order[Node], missing: Text
    ) -> Position | None:
        """Where a change wants to stand; None, after a complaint, if there is no such place."""
        for side in ("after", "before"):
            value = value_of(change, side)
            if isinstance(value, Scalar):
                name = value.text.strip()
                if name in among:
                    return Position("after" if side == "after" else "before", name)
                self.complaints.append(
                    RawProblem(value.place, _nowhere(name, among.ids(), missing))
                )
                return None
        return None

    def remove(self, extension: Mapping) -> Collection[str]:
        """Remove the tasks that ``extension`` wants gone; their ids."""
        left_out: dict[str, Mapping] = {}
        for node in _names_in(extension, "remove"):
            name = node.text.strip()
            if name in self._given:
                self.complaints.append(RawProblem(node.place, _given(name)))
            elif name in self._homes and name not in left_out:
                left_out |= self._taken(name, node.place)
            elif name not in left_out:
                known = tuple(other for other in self._homes if other not in self._given)
                message = unknown(Reference("task", name, node.place), known)
                self.complaints.append(RawProblem(node.place, message))
        for name in left_out.keys() & self._given:
            parent = text_of(left_out[name], "parent") or name
            node = next(n for n in _names_in(extension, "remove") if n.text.strip() == parent)
            self.complaints.append(RawProblem(node.place, _given(name)))
        for name, home in self._homes.items():
            if name not in left_out:
                task = home[name]
                needs = value_of(task, "needs")
                ours = needs is not None and needs.place.file == extension.place.file
                if isinstance(task, Mapping) and not ours:
                    home[name] = around(task, left_out)
        return left_out.keys()

    def _taken(self, name: str, place: Mark) -> dict[str, Mapping]:
        """A task taken out with its sub-tasks; whoever needs it needs what these needed, too."""
        parts = [
            part
            for part, home in self._homes.items()
            if part in home and text_of(home[part], "parent") == name
        ]
        found: dict[str, Mapping] = {}
        for each in (name, *parts):
            task = self._homes[each].take(each)
            if isinstance(task, Mapping):
                found[each] = task
        if parts and name in found:
            named = [Scalar(part, True, place) for part in parts]
            found[name] = with_needs(found[name], [*needs_of(found[name]), *named])
        return found


def _moves(change: Mapping) -> bool:
    return any(isinstance(value_of(change, side), Scalar) for side in _SIDES)


def _names_in(node: Mapping, key: str) -> list[Scalar]:
    value = value_of(node, key)
    items = value.items if isinstance(value, Sequence) else [value]
    return [item for item in items if isinstance(item, Scalar)]


_NO_PHASE = Text("l’archétype n’a pas de phase", "the archetype has no phase")
_NO_TASK = Text("cette phase n’a pas de tâche", "this phase has no task")


def _nowhere(name: str, known: tuple[str, ...], missing: Text) -> Text:
    name = quoted(name)
    otherwise = Text("corrigez-le, ou supprimez la clé", "correct it, or delete the key")
    hint = suggestion(name, known, otherwise)
    return Text("{missing} « {name} » ; {hint}", '{missing} "{name}"; {hint}').format(
        missing=missing, name=name, hint=hint
    )


def _given(name: str) -> Text:
    name = quoted(name)
    return Text(
        "« {name} » est à la fois retirée et donnée dans ce fichier : gardez l’un des deux",
        '"{name}" is both removed and given in this file: keep one of the two',
    ).format(name=name)
