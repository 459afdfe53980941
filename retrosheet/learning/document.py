"""What was learned, as one JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from retrosheet.sync.sayings import Sayings

if TYPE_CHECKING:
    from retrosheet.language import Lang
    from retrosheet.learning.learn import Learned


def document(learned: Learned, lang: Lang, text: str, wrote: str | None) -> dict[str, Any]:
    """All lessons, whether or not they changed something; lengths in each task's own ``unit``.

    ``text`` is the archetype's YAML, ``wrote`` the file that now holds it.
    """
    say = Sayings(lang)
    return {
        "campaigns": list(learned.campaigns),
        "from": learned.origin or None,
        "wrote": wrote,
        "tasks": [
            {
                "id": lesson.id,
                "title": lesson.title,
                "unit": lesson.unit,
                "planned": lesson.planned,
                "actual": list(lesson.observed),
                "learned": lesson.duration,
                "planned_margin": lesson.planned_margin,
                "learned_margin": lesson.margin,
                "changed": lesson.changed,
            }
            for lesson in learned.lessons
        ],
        "added": [
            {"id": added.id, "title": added.title, "line": added.line} for added in learned.added
        ],
        "left_out": [{"id": gone.id, "title": gone.title} for gone in learned.left_out],
        "remarks": [text.to(lang) for text in learned.said],
        "doubts": [
            {"file": label, "where": doubt.where, "message": say.doubt(doubt)}
            for label, doubt in learned.doubts
        ],
        "archetype": text,
    }
