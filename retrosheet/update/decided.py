"""What people decide about conflicts, in a file of YAML that a dry run writes for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text
from retrosheet.update.rows import UNITS, WHOLE, Decisions
from retrosheet.update.words import conflict_line, question_line

if TYPE_CHECKING:
    from retrosheet.update.rows import Merged, Side

_HEAD = Text(
    "# Décidez de chaque ligne : ours (le vôtre) ou theirs (le type de campagne) ; same ou new\n"
    "# pour une tâche que vous avez peut-être déjà. Puis relancez update avec --decisions.\n",
    "# Decide each line: ours (yours) or theirs (the campaign type’s); same or new for a task\n"
    "# that you may have already. Then run update again with --decisions.\n",
)
_LINE = re.compile(r'\s*"?(?P<id>[^":#]+?)"?\s*:\s*(?P<said>\w*)\s*(?:#.*)?')
_WRONG = Text(
    "{path}:{line} : « {text} » ; écrivez par exemple « T05.timing: theirs ».",
    '{path}:{line}: "{text}"; write for example "T05.timing: theirs".',
)
_MATCH = "match"


def decisions_text(merged: Merged, lang: Lang) -> str:
    """The file for all that nobody has decided yet."""
    found = [_HEAD.to(lang)]
    for conflict in merged.conflicts:
        if conflict.chosen is None:
            found.append(f"# {_line(conflict_line(conflict, lang))}\n")
            found.append(f"{conflict.id}.{conflict.unit}: ours\n")
    for question in merged.questions:
        found.append(f"# {_line(question_line(question, lang))}\n")
        found.append(f"{question.id}.{_MATCH}:\n")
    return "\n".join(found)


def _line(text: str) -> str:
    return " ".join(text.split())


def read_decisions(
    text: str, path: str, prefer: Side | None, rows: dict[str, str], lang: Lang
) -> Decisions:  # fmt: skip
    """What the file says; ``rows`` has the row that each new task may be.

    Raises InvalidInput, in ``lang``, with every line that cannot be read.
    """
    sides: dict[tuple[str, str], Side] = {}
    matches: dict[str, str] = {}
    problems = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        task, _, unit = match["id"].strip().rpartition(".") if match else ("", "", "")
        said = match["said"].casefold() if match else ""
        if match and unit == _MATCH and said in {"same", "new", ""}:
            if said:
                matches[task] = rows.get(task, "") if said == "same" else ""
        elif match and task and unit in {*UNITS, WHOLE} and said in {"ours", "theirs"}:
            sides[task, unit] = cast("Side", said)
        else:
            problems.append(_WRONG.to(lang).format(path=path, line=number, text=line.strip()))
    if problems:
        raise InvalidInput("\n".join(problems))
    return Decisions(prefer, sides, matches)


def unused(decisions: Decisions, merged: Merged) -> list[str]:
    """The lines of the file that met nothing to decide, as they are written: TASK.unit."""
    asked = {(conflict.id, conflict.unit) for conflict in merged.conflicts}
    known = {*merged.made, *merged.aliases}
    return [
        *(f"{task}.{unit}" for task, unit in decisions.sides if (task, unit) not in asked),
        *(f"{task}.{_MATCH}" for task in decisions.matches if task not in known),
    ]
