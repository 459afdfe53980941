"""What ``update`` says it does, in words and as JSON."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from retrosheet.cli.terminal.lettering import wrapped
from retrosheet.cli.terminal.shown import stdout_terminal
from retrosheet.language import Text, and_more, counted

if TYPE_CHECKING:
    from retrosheet.cli.commands.update_job import Job

_NOTHING = Text("{path} est à jour : rien à faire.", "{path} is up to date: nothing to update.")
_OPEN = (
    Text(
        "{path} : rien d’autre à faire, {n} décision reste ouverte.",
        "{path}: nothing else to do, {n} decision stays open.",
    ),
    Text(
        "{path} : rien d’autre à faire, {n} décisions restent ouvertes.",
        "{path}: nothing else to do, {n} decisions stay open.",
    ),
)
_WOULD = Text("Rien n’a été écrit (--dry-run).", "Nothing was written (--dry-run).")
_DECIDE = Text("À décider dans {path}", "To be decided in {path}")
_DECIDE_HOW = Text(
    "Pour décider : --ours, --theirs, ou ligne par ligne avec --dry-run --decisions FICHIER.yaml.",
    "To decide: --ours, --theirs, or line by line with --dry-run --decisions FILE.yaml.",
)
_NOT_MET = Text("Décisions sans effet", "Decisions without effect")
_UNUSED = Text(
    "« {line} » : il n’y a rien à décider là.", '"{line}": there is nothing to decide there.'
)
_MOST_DATES = 12


def said(job: Job, written: bool, *, dry_run: bool) -> list[str]:
    """All of an update in words, then what became of the workbook."""
    from retrosheet.update.words import HEADS, lines

    update = job.update
    moved = HEADS["moved"].to(job.lang)
    terminal = stdout_terminal()
    found: list[str] = []
    told = [
        *lines(update, job.present.remarks, job.lang),
        *((_NOT_MET.to(job.lang), _UNUSED.to(job.lang).format(line=line)) for line in job.unused),
    ]
    for head, group in groupby(told, key=lambda line: line[0]):
        texts = [text for _, text in group]
        found += ["", head]
        cut = _MOST_DATES if head == moved and not dry_run else len(texts)
        for text in texts[:cut]:
            found += wrapped(text, terminal.width, indent="    ", first="  ")
        if texts[cut:]:
            found.append(f"  … {and_more(len(texts) - cut, job.lang)}.")
    waiting = [one for one in update.merged.conflicts if one.chosen is None]
    count = len(waiting) + len(update.merged.questions)
    if count:
        how = _DECIDE.to(job.lang).format(path=job.decided) if job.decided else ""
        found += ["", *wrapped(how or _DECIDE_HOW.to(job.lang), terminal.width)]
    found += ["", *wrapped(_end(job, written, count, dry_run=dry_run), terminal.width)]
    return found[1:] if found[0] == "" else found


def _end(job: Job, written: bool, count: int, *, dry_run: bool) -> str:
    if not job.update.changes:
        said = counted(count, _OPEN, job.lang) if count else _NOTHING.to(job.lang)
        return said.format(path=job.place.name)
    if dry_run:
        return _WOULD.to(job.lang)
    assert written
    return job.place.wrote()


def document(job: Job, written: bool) -> dict[str, Any]:
    """The same as JSON."""
    from retrosheet.update.words import change_line, conflict_line, question_line, remark_line

    update, lang = job.update, job.lang
    return {
        "wrote": written,
        "changes": [
            {"what": one.what, "id": one.id, "title": one.title, "message": change_line(one, lang)}
            for one in update.changes
        ],
        "conflicts": [
            {"id": one.id, "title": one.title, "unit": one.unit, "chosen": one.chosen,
             "message": conflict_line(one, lang)}
            for one in update.merged.conflicts
        ],
        "questions": [
            {"id": one.id, "row": one.row, "message": question_line(one, lang)}
            for one in update.merged.questions
        ],
        "moved": [
            {"id": one.id, "title": one.title, "before": [day.isoformat() for day in one.before],
             "after": [day.isoformat() for day in one.after]}
            for one in update.moved
        ],
        "remarks": [
            {"where": one.where, "id": one.id, "typed": one.typed,
             "message": remark_line(one, lang)}
            for one in job.present.remarks
        ],
        "unused_decisions": job.unused,
    }  # fmt: skip
