"""Shared blocks put in place: each ``use`` item of a phase becomes the block's tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.checking import references
from retrosheet.archetype.composing.changing import changed
from retrosheet.archetype.composing.choosing import chosen
from retrosheet.archetype.composing.passing_on import around
from retrosheet.archetype.format.extension_fields import SHARED
from retrosheet.archetype.format.fields import ARCHETYPE
from retrosheet.archetype.format.task_fields import TASK
from retrosheet.archetype.format.use_fields import USE
from retrosheet.archetype.library import find_shared, shared_names
from retrosheet.archetype.source.nearest import suggestion
from retrosheet.archetype.source.nodes import Mapping, Refused, Scalar
from retrosheet.archetype.source.problems import RawProblem
from retrosheet.archetype.source.reading import Reader
from retrosheet.archetype.source.trees import (
    entries_of,
    items_of,
    need_in,
    needs_of,
    tasks_of,
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
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from retrosheet.archetype.source.filled import Filled
    from retrosheet.archetype.source.nodes import Node
    from retrosheet.archetype.source.problems import Mark
    from retrosheet.archetype.source.sources import Sources

_TABLES = (("roles", "role"), ("channels", "channel"), ("blocks", "block"))


class _Block(NamedTuple):
    """A shared file: its tree, and its tasks by id, in its order."""

    root: Mapping
    tasks: dict[str, Mapping]


class _Use(NamedTuple):
    """A ``use`` item as it was read, and the ids of the tasks that it takes."""

    item: Mapping
    filled: Filled
    block: _Block
    taken: tuple[str, ...]


def with_shared(root: Mapping, beside: Path, sources: Sources) -> Mapping:
    """The archetype with the tasks of its shared blocks in place of its ``use`` items.

    ``beside`` is the folder of the file that has the items. An item that cannot be read is
    complained about in ``sources`` and passed over.
    """
    return _Sharing(root, beside, sources).made()


class _Sharing:
    """One archetype while its shared blocks are put in place."""

    def __init__(self, root: Mapping, beside: Path, sources: Sources) -> None:
        self._root, self._beside, self._sources = root, beside, sources
        self._blocks: dict[str, _Block | None] = {}
        self._uses: dict[Mark, _Use] = {}
        self._ids: set[str] = set()

    def made(self) -> Mapping:
        places: dict[str, Mark] = {}
        for task in tasks_of(self._root):
            task_id = value_of(task, "id")
            if value_of(task, "use") is None and isinstance(task_id, Scalar):
                places.setdefault(task_id.text.strip().casefold(), task_id.place)
                self._ids.add(task_id.text.strip())
        for item in tasks_of(self._root):
            if value_of(item, "use") is not None:
                self._read(item, places)
        phases = [self._phase(phase) for phase in items_of(self._root, "phases")]
        root = with_items(self._root, "phases", phases)
        root = self._with_lines(root, "budget")
        root = self._with_lines(root, "kpis")
        return self._with_names(root)

    def _read(self, item: Mapping, places: dict[str, Mark]) -> None:
        reader = Reader()
        filled = reader.record(item, USE)
        self._sources.complaints.extend(reader.complaints)
        name = filled.get("use", str) if filled else None
        if filled is None or name is None:
            return
        block = self._block(name, filled.places["use"])
        if block is not None:
            taken = chosen(filled, name, block.tasks, places, self._sources.complaints)
            self._ids.update(taken)
            self._uses[item.place] = _Use(item, filled, block, taken)

    def _block(self, name: str, named: Mark) -> _Block | None:
        if name not in self._blocks:
            path = find_shared(name, self._beside)
            if path is None:
                known = shared_names(self._beside)
                self._sources.complaints.append(RawProblem(named, _unknown(name, known)))
                return None
            self._blocks[name] = self._opened(path, named)
        return self._blocks[name]

    def _opened(self, path: Path, named: Mark) -> _Block | None:
        root = self._sources.tree(path, named)
        if root is None:
            return None
        reader = Reader()
        reader.record(root, SHARED)
        self._sources.complaints.extend(reader.complaints)
        self._sources.complaints.extend(references.check(reader.declared, ()))
        if not isinstance(root, Mapping):
            return None
        tasks: dict[str, Mapping] = {}
        for task in items_of(root, "tasks"):
            task_id = text_of(task, "id")
            if isinstance(task, Mapping) and task_id is not None:
                tasks.setdefault(task_id, task)
        return _Block(root, tasks)

    def _phase(self, phase: Node) -> Node:
        if not isinstance(phase, Mapping):
            return phase
        return with_items(phase, "tasks", self._tasks(items_of(phase, "tasks")))

    def _tasks(self, items: list[Node]) -> Iterator[Node]:
        for item in items:
            if value_of(item, "use") is None:
                yield item
            elif item.place not in self._uses or not self._uses[item.place].taken:
                yield Refused(item.place)
            else:
                yield from self._taken(self._uses[item.place])

    def _taken(self, use: _Use) -> Iterator[Mapping]:
        """The tasks of a use, as they stand in the archetype."""
        item, tasks = use.item, use.block.tasks
        left_out = {key: task for key, task in tasks.items() if key not in self._ids}
        option, more = value_of(item, "block"), needs_of(item)
        changes = {key.text.strip(): change for key, change in entries_of(item, "override")}
        waited = False
        for task_id in use.taken:
            task, change = around(tasks[task_id], left_out), changes.get(task_id)
            if text_of(task, "parent") in left_out:
                task = without_keys(task, ("parent",))
            own_needs = change is not None and value_of(change, "needs") is not None
            if more and not own_needs and not _needs_any(task, tasks):
                task, waited = with_needs(task, [*needs_of(task), *more]), True
            if option is not None:
                task = with_value(task, "block", option)
            yield changed(task, change, TASK) if isinstance(change, Mapping) else task
        if more and not waited:
            self._sources.complaints.append(RawProblem(use.filled.keys["needs"], _IDLE_NEEDS))

    def _with_lines(self, root: Mapping, key: str) -> Mapping:
        """The archetype with the budget lines or the indicators of its blocks behind its own."""
        wanted: dict[int, set[str]] = {}
        blocks: dict[int, _Block] = {}
        options: dict[int, list[Node | None]] = {}
        for use in self._uses.values():
            if use.taken and use.filled.get(key, bool) is not False:
                blocks[id(use.block)] = use.block
                wanted.setdefault(id(use.block), set()).update(use.taken)
                options.setdefault(id(use.block), []).append(value_of(use.item, "block"))
        own = items_of(root, key)
        there = {line.place for line in own}  # what is extended may use the same block
        more = [
            _of_option(line, options[id(block)])
            for block in blocks.values()
            for line in items_of(block.root, key)
            if line.place not in there
            and ((task := text_of(line, "task")) is None or task in wanted[id(block)])
        ]
        return with_items(root, key, [*own, *more]) if more else root

    def _with_names(self, root: Mapping) -> Mapping:
        """The archetype with what it names and only its shared blocks declare."""
        reader = Reader()
        reader.record(root, ARCHETYPE)
        named = {(reference.kind, reference.id) for reference in reader.named}
        blocks = {id(use.block): use.block for use in self._uses.values()}.values()
        for key, kind in _TABLES:
            own = {name.text.strip().casefold() for name, _ in entries_of(root, key)}
            more = []
            for block in blocks:
                for name, value in entries_of(block.root, key):
                    text = name.text.strip()
                    if (kind, text) in named and text.casefold() not in own:
                        own.add(text.casefold())
                        more.append((name, value))
            table = value_of(root, key)
            if not more or (key == "roles" and table is None):
                continue
            place = more[0][0].place if table is None else table.place
            root = with_value(root, key, Mapping([*entries_of(root, key), *more], place))
        return root


def _of_option(line: Node, options: list[Node | None]) -> Node:
    """A line of a shared block, in the optional block to which every use of it belongs."""
    option = options[0]
    names = {one.text.strip() if isinstance(one, Scalar) else None for one in options}
    if not isinstance(line, Mapping) or option is None or len(names) > 1:
        return line
    return with_value(line, "block", option)


def _needs_any(task: Mapping, tasks: Collection[str]) -> bool:
    return any((need := need_in(node)) and need.id in tasks for node in needs_of(task))


_IDLE_NEEDS = Text(
    "« needs » est sans effet : chaque tâche prise ici attend déjà une tâche du bloc ; "
    "supprimez-le, ou écrivez-le sous override",
    '"needs" has no effect: each task taken here needs one of the block already; delete it, '
    "or write it under override",
)


def _unknown(name: str, known: tuple[str, ...]) -> Text:
    name = quoted(name)
    where = Text("créez shared/{name}.yaml", "create shared/{name}.yaml").format(name=name)
    hint = suggestion(name, known, where)
    return Text(
        "bloc partagé inconnu : « {name} » ; {hint}", 'unknown shared block "{name}"; {hint}'
    ).format(name=name, hint=hint)
