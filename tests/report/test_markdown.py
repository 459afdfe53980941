"""Markdown for a wiki or a job's summary: tables that nobody's title can break."""

from __future__ import annotations

import re

from retrosheet.report.markdown import markdown, plain
from tests.standing.told import HOSTILE, hostile, standing


def test_it_reads_verdict_first() -> None:
    """Title, verdict, the day's figures, then the tables."""
    lines = markdown(standing(), "fr").splitlines()
    assert lines[0] == "# Campagne de communication"
    assert lines[2] == "**J tient, 7\u00a0jours ouvrés de marge\u00a0: lundi 15 mars 2027.**"
    assert lines[4] == (
        "Mercredi 27 janvier 2027. 26\u00a0tâches terminées sur 66 (28\u00a0% du travail), "
        "7 en retard, 3 à risque, 1 bloquée, 9 à rendre sous 7\u00a0jours."
    )
    assert "| Demander des devis d’impression | Responsable logistique | 14/01/2027 |" in "\n".join(
        lines
    )


def test_every_row_has_the_cells_of_its_head() -> None:
    """Whatever people type: no cell is split, no line broken, no tag or link opened."""
    width = None
    for line in markdown(hostile(), "fr").splitlines():
        cells = len(re.findall(r"(?<!\\)\|", line))
        if not line.startswith("|"):
            width = None
            continue
        width = width or cells
        assert cells == width, line
        assert not re.search(r"(?<!\\)[<`\[]", line)


def test_hostile_words_are_shown_as_they_are() -> None:
    """No title becomes a link, a heading or a table."""
    for text in HOSTILE:
        shown = re.sub(r"\\(.)", r"\1", plain(text, "en"))
        assert shown == re.sub(r"[\x00-\x1f\x7f\u2028\u2029]+", " ", text).strip()
