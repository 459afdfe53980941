"""The text of a new archetype file: a commented example, or one that extends another archetype.

In an extension every hint is a line of YAML behind ``#``: removing the signs leaves a file that
holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.model import Duration
from retrosheet.archetype.writing import values
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Collection

    from retrosheet.archetype.model import Archetype, Phase, Task
    from retrosheet.language import Lang

_FILE = "FILE.yaml"


def starter(file: str, lang: Lang) -> str:
    """A small and whole archetype with every key of the format, each explained in ``lang``."""
    from importlib.resources import files

    shipped = files("retrosheet.archetype") / "starter" / f"{lang}.yaml"
    return shipped.read_text("utf-8").replace(_FILE, file)


def extension(
    base: Archetype, reference: str, file: str, lang: Lang, *, show: str = ""
) -> str:  # fmt: skip
    """A file that extends ``base``, named ``reference`` there, with hints at what to change.

    ``show`` is what the command that shows ``base`` calls it, if not by this reference.
    """
    stem = file.removesuffix(".yaml").removesuffix(".yml")
    title = Text("{title} ({stem})", "{title} ({stem})").format(title=base.title, stem=stem)
    header = _HEADER.to(lang).format(file=file, base=reference, show=show or reference)
    return "\n\n".join(
        (
            header,
            f"format: 1\nextends: {values.name(reference)}",
            f'title: {values.both(title)}\n#summary: "{_SUMMARY.to(lang)}"',
            _roles(base, lang),
            *_blocks(base, lang),
            *_phases(base, lang),
            _REPLACED.to(lang),
        )
    ) + "\n"  # fmt: skip


def _roles(base: Archetype, lang: Lang) -> str:
    known = {role.id for role in base.roles}
    lines = [
        _ROLES.to(lang),
        "#roles:",
        f"#  {values.name(base.roles[0].id)}: {values.both(base.roles[0].title)}",
        f"#  {_unused('partner', known)}: {_PARTNER.to(lang)}",
    ]
    return "\n".join(lines)


def _blocks(base: Archetype, lang: Lang) -> list[str]:
    if not base.blocks:
        return []
    block = base.blocks[0]
    turned = "false" if block.default else "true"
    hint = f"#blocks:\n#  {values.name(block.id)}: {{ default: {turned} }}"
    return [f"{_BLOCKS.to(lang)}\n{hint}"]


def _phases(base: Archetype, lang: Lang) -> list[str]:
    """How to change a task, add one and remove one."""
    phase, task = _changeable(base)
    task_id, new = values.name(task.id), _unused("NEW", {task.id for task in base.tasks})
    lines = [
        _PHASES.to(lang),
        "#phases:",
        f"#  - id: {values.name(phase.id)}",
        "#    tasks:",
        f"#      - id: {task_id} # {_KNOWN.to(lang)}",
        f"#        {_change(task, lang)}",
        f"#      - id: {new} # {_NEW.to(lang)}",
        f"#        after: {task_id}",
        f"#        title: {_TITLE.to(lang)}",
        f"#        owner: {values.name(task.owner)}",
        f"#        needs: [{task_id}]",
    ]
    gone = _removable(base, task)
    removal = [] if gone is None else [f"{_REMOVE.to(lang)}\n#remove: [{values.name(gone.id)}]"]
    return ["\n".join(lines), *removal]


def _changeable(base: Archetype) -> tuple[Phase, Task]:
    """A task that can be a day shorter, which no date forbids; the first of all if none can."""
    return next(
        ((phase, task) for phase in base.phases for task in phase.tasks if _can_be_shorter(task)),
        (base.phases[0], base.phases[0].tasks[0]),
    )


def _can_be_shorter(task: Task) -> bool:
    return task.kind == "task" and task.period is None and task.duration.amount > 1


def _change(task: Task, lang: Lang) -> str:
    if not _can_be_shorter(task):
        return f'note: "{_NOTE.to(lang)}"'
    key = "wait" if task.incompressible else "duration"
    amount, unit = task.duration
    return f"{key}: {values.duration(Duration(amount - 1, unit))}"


def _removable(base: Archetype, kept: Task) -> Task | None:
    """A task that is neither launch nor the only one of its phase."""
    for phase in base.phases:
        for task in phase.tasks:
            if len(phase.tasks) > 1 and task.id != kept.id and task.due is None:
                return task
    return None


def _unused(name: str, known: Collection[str]) -> str:
    folded = {one.casefold() for one in known}
    number, unused = 1, name
    while unused.casefold() in folded:
        number += 1
        unused = f"{name}{number}"
    return unused


_HEADER = Text(
    "# {file} : part de « {base} » et ne dit que ce qui change.\n"
    "#\n"
    "# Ce qui n’est pas écrit ici vient de « {base} », dans sa version du moment.\n"
    "# Les lignes collées à un # sont des exemples : retirez le signe pour les employer.\n"
    "# Tout voir : retrosheet archetype show {show}. Vérifier : retrosheet check {file}",
    '# {file}: starts from "{base}" and says only what differs.\n'
    "#\n"
    '# What is not written here comes from "{base}", as it stands at the time.\n'
    "# A line stuck to its # is an example: remove the sign to use it.\n"
    "# See all of it: retrosheet archetype show {show}. Check it: retrosheet check {file}",
)
_SUMMARY = Text("Pour qui, pour quoi, en une phrase.", "For whom and for what, in a sentence.")
_ROLES = Text(
    "# Renommer une fonction, en ajouter une ; null à la place du nom la retire.",
    "# Rename a role, add one; null in place of the name takes it away.",
)
_PARTNER = Text('"Partenaire"', '"Partner"')
_BLOCKS = Text(
    "# Une partie facultative présente ou absente au départ.",
    "# An optional part that is there or not to begin with.",
)
_PHASES = Text(
    "# Changer une tâche ou en ajouter une. Seules les clés écrites changent ; null en retire une.",
    "# Change a task or add one. Only the keys written here change; null takes one away.",
)
_KNOWN = Text("une tâche connue", "a known task")
_NEW = Text("une nouvelle", "a new one")
_TITLE = Text('"Ce qu’il y a à faire"', '"What there is to do"')
_NOTE = Text("Un conseil à qui la fait.", "Advice to who does it.")
_REMOVE = Text(
    "# Retirer des tâches : celles qui les attendaient attendent ce qu’elles attendaient.",
    "# Remove tasks: those that waited for them wait for what they waited for.",
)
_REPLACED = Text(
    "# objectives, kpis et budget : une liste écrite ici remplace toute celle du départ.",
    "# objectives, kpis and budget: a list written here takes the place of the whole one.",
)
