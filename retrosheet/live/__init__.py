"""What only Google itself can settle: a few cells, then a whole plan in each language.

A person's account makes sheets of its own, which go to the bin; a service account, which can make
none, asks in a blank sheet that it leaves blank. Each question is something that retrosheet counts
on and that no test on this machine can prove; docs/google.md lists the same ones.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from retrosheet.errors import InvalidInput, RetrosheetError
from retrosheet.google.doctor import Check
from retrosheet.google.speaking.refusals import Context, Refused
from retrosheet.google.speaking.transport import Uncertain
from retrosheet.language import Text
from retrosheet.live import lived_plan, probes, sent_plan
from retrosheet.live.ground import Lent, Own

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from retrosheet.google.speaking.transport import Transport
    from retrosheet.language import Lang
    from retrosheet.live.ground import Ground
    from retrosheet.live.questions import Question
    from retrosheet.live.trial import Sample, Trial

Subject = TypeVar("Subject")
OF_A_PLAN = (*sent_plan.QUESTIONS, *lived_plan.QUESTIONS)

_LEFT = Text("La feuille d’essai est restée.", "The scratch sheet is still there.")
_BIN_IT = Text("Videz-la ou supprimez-la : {link}", "Empty or delete it: {link}")
_YES = Text("{asked} : oui{more}.", "{asked}: yes{more}.")
_NO = Text("{asked} : non{more} : {found}", "{asked}: no{more}: {found}")
_REPORT = Text(
    "Google se comporte autrement que prévu : signalez cette ligne.",
    "Google behaves otherwise than expected: please report this line.",
)
_UNKNOWN = Text("{asked} : sans réponse{more} : {found}", "{asked}: no answer{more}: {found}")
_LATER = Text(
    "Google n’a pas répondu cette fois : relancez dans quelques minutes.",
    "Google gave no answer this time: run it again in a few minutes.",
)


def settled(
    transport: Transport,
    samples: Sequence[Sample],
    lang: Lang,
    into: str | None = None,
    *,
    left: Callable[[str], None],
) -> Iterator[Check]:
    """Asks every question, and clears up after each step.

    ``into`` is the ID of a blank sheet to ask in, instead of sheets of one's own. ``left`` is
    called with what could not be cleared away where somebody stops it, or an error does. Raises
    RetrosheetError: InvalidInput where the sheet is not blank.
    """
    ground = Own(transport, lang) if into is None else Lent(transport, into, lang)
    yield from _asked_of(ground, ground.scratch, probes.QUESTIONS, "", lang, left)
    for sample in samples:
        transport.context = Context("check")
        lay = partial(_laid, ground, sample)
        yield from _asked_of(ground, lay, OF_A_PLAN, sample.workbook.locale, lang, left)


def _laid(ground: Ground, sample: Sample) -> Trial:
    """The plan; what stopped it is said without how to finish what goes to the bin."""
    try:
        return ground.plan(sample)
    except RetrosheetError as error:
        if isinstance(error.__cause__, RetrosheetError):
            raise error.__cause__ from None
        raise


def _asked_of(
    ground: Ground,
    lay: Callable[[], Subject],
    questions: Sequence[Question[Subject]],
    locale: str,
    lang: Lang,
    left: Callable[[str], None],
) -> Iterator[Check]:
    """Every question about one thing that is laid out for them, and cleared away after them."""
    gone = False
    try:
        subject = lay()
        yield Check("note", ground.laid.to(lang).format(link=ground.link))
        for question in questions:
            yield _asked(question, subject, locale, lang)
        gone = ground.clear()
    finally:
        # Stopped halfway, by a person or an error: nothing can be yielded any more.
        if not gone and not _cleared(ground):
            left(f"{_LEFT.to(lang)} {_BIN_IT.to(lang).format(link=ground.link)}")
    yield Check("note", (ground.cleared if not ground.link else _LEFT).to(lang))


def _cleared(ground: Ground) -> bool:
    try:
        return ground.clear()
    except KeyboardInterrupt:
        return False


def _asked(question: Question[Subject], subject: Subject, locale: str, lang: Lang) -> Check:
    told, no, remedy = None, _NO, _REPORT
    try:
        wrong, told = question.answer(subject)
    except Refused as refused:
        wrong = refused.fault.message or str(refused)
        if refused.fault.passes:
            no, remedy = _UNKNOWN, _LATER
    except Uncertain as error:
        wrong, no, remedy = str(error) or type(error).__name__, _UNKNOWN, _LATER
    except (InvalidInput, LookupError) as error:
        # Google answered, but with what no plan is made of: the others are asked all the same.
        wrong = str(error) or type(error).__name__
    figures = ", ".join(filter(None, (locale, told.to(lang) if told is not None else "")))
    more = f" ({figures})" if figures else ""
    asked = question.asked.to(lang)
    if not wrong:
        return Check("good", _YES.to(lang).format(asked=asked, more=more))
    return Check("bad", no.to(lang).format(asked=asked, more=more, found=wrong), remedy.to(lang))
