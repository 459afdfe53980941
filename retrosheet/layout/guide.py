"""The Guide tab: eleven lines for somebody who has never seen the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from retrosheet.language import Text, no_breaks
from retrosheet.layout import palette
from retrosheet.layout.outline import MOST_LIVE
from retrosheet.workbook.model import Column, Print, Row, Sheet, Style
from retrosheet.workbook.plan_tab import TO_A_SPARE_LINE

if TYPE_CHECKING:
    from retrosheet.layout.frame import Frame

_NUMBER, _WHAT, _HOW = 1, 2, 3
_WIDTHS = {0: 1.3, _NUMBER: 6, _WHAT: 34, _HOW: 108}
_FIRST_ROW = 3
_SUBTITLE = Text(
    "Onze lignes pour tenir le plan à jour sans rien casser.",
    "Eleven lines to keep the plan up to date without breaking anything.",
)
_FOOT = Text(
    "Rien à installer, ni macro ni compte : Excel, Google Sheets ou LibreOffice suffit.",
    "Nothing to install, no macro, no account: Excel, Google Sheets or LibreOffice is enough.",
)


class _Line(NamedTuple):
    what: Text
    how: Text


_NEEDS = _Line(
    Text("Changer ce qu’une tâche attend", "Change what a task waits for"),
    Text(
        "Sous « Dépend de », tapez des ID du plan, avec un délai s’il le faut : CRE4, IMP2 + 3 j "
        "(ouvrés) ou + 5jc (calendaires). Tout suit, dans les deux sens. Une boucle ou un ID "
        "inconnu se dit sous « Alerte » et n’est pas suivi. L’ID d’une tâche sous « Fait partie "
        "de » fait de la ligne une de ses sous-tâches.",
        "Under “Depends on”, type IDs of the plan, with a lag if need be: CRE4, IMP2 + 3d (working "
        "days) or + 5cd (calendar days). Everything follows, both ways. A circle or an unknown ID "
        "is said under “Alert” and not followed. The ID of a task under “Part of” makes the line "
        "one of its sub-tasks.",
    ),
)
_FIXED_NEEDS = _NEEDS._replace(
    how=Text(
        "Dans un plan de plus de {most} tâches, les dépendances sont figées : ce que vous tapez "
        "sous « Dépend de » compte pour « retrosheet sync », mais les dates d’ici ne suivent pas.",
        "In a plan of more than {most} tasks dependencies are fixed: what you type under “Depends "
        "on” counts for `retrosheet sync`, but the dates here do not follow.",
    )
)
_LINES = (
    _Line(
        Text("Chaque semaine, dites où vous en êtes", "Every week, say where you are"),
        Text(
            "Onglet {plan} : choisissez le statut de vos tâches et tapez l’avancement. C’est tout "
            "ce que le plan attend de vous ; alertes, barres et tableau de bord suivent.",
            "{plan} tab: choose the status of your tasks and type their progress. That is all the "
            "plan needs from you; alerts, bars and dashboard follow.",
        ),
    ),
    _Line(
        Text("Déplacer le jour J", "Move launch day"),
        Text(
            "Onglet {settings}, cellule « Jour J ». Toutes les dates du plan se recalculent.",
            "{settings} tab, “Launch day” cell. Every date in the plan is worked out again.",
        ),
    ),
    _Line(
        Text("Changer une date", "Change a date"),
        Text(
            "Ne tapez pas sur un début ou une échéance : ils se calculent. Changez la durée ou le "
            "J±, ou fixez une date sous « Date imposée » (dépliez les colonnes avec [+]). Une date "
            "intenable est signalée.",
            "Do not type over a start or a due date: they are calculated. Change the duration or "
            "D±, or fix a date under “Fixed date” (unfold the columns with [+]). A date that "
            "cannot hold is reported.",
        ),
    ),
    _Line(
        Text("Dire qu’une tâche est finie", "Say that a task is finished"),
        Text(
            "Statut « Terminé » ou « Validé », ou une date dans « Fin réelle ». « Annulé » la "
            "retire du plan sans l’effacer et libère son temps. Une « Fin réelle » à venir est la "
            "date où vous pensez finir.",
            "Status “Done” or “Approved”, or a date under “Actual end”. “Cancelled” takes it out "
            "of the plan without deleting it and frees its time. An “Actual end” still to come is "
            "when you expect to finish.",
        ),
    ),
    _Line(
        Text("Ajouter une tâche", "Add a task"),
        Text(
            "Tapez-la dans une ligne libre, marquée + : chaque phase finit par {few}, et il y en a "
            "{many} au bas du plan. Donnez une durée et un J±, ou dites sous « Dépend de » ce "
            "qu’elle attend.",
            "Type it into a spare line, marked +: each phase ends with {few}, and there are {many} "
            "at the bottom of the plan. Give it a duration and a D±, or say under “Depends on” "
            "what it waits for.",
        ),
    ),
    _NEEDS,
    _Line(
        Text("Trier, filtrer, insérer", "Sort, filter, insert"),
        Text(
            "Sans crainte : chaque ligne retrouve ses dates par son ID ; trier par N° rend l’ordre "
            "du plan. Ne changez jamais un ID. Une ligne insérée ou copiée n’est pas suivie et "
            "devient rouge. {again}",
            "Without fear: each line finds its dates by its ID; sort by # to return to the plan’s "
            "own order. Never change an ID. A row that is inserted or copied is not followed and "
            "turns red. {again}",
        ),
    ),
    _Line(
        Text("Jours fériés, congés, équipe", "Holidays, leave, team"),
        Text(
            "Onglet {settings} : complétez les listes. Un jour fermé décale les tâches ; un nom "
            "changé dans l’équipe change partout.",
            "{settings} tab: complete the lists. A closed day shifts the tasks; a name changed in "
            "the team changes everywhere.",
        ),
    ),
    _Line(
        Text("Voir de plus près", "Look closer"),
        Text(
            "Au-dessus du plan, la cellule « Échelle » : tout le plan, jour, semaine ou mois.",
            "Above the plan, the “Scale” cell: the whole plan, day, week or month.",
        ),
    ),
    _Line(
        Text("Lire les couleurs et les signes", "Read the colours and signs"),
        Text(
            "Foncé : chemin critique, où il reste le moins de marge avant J ; sans marge, un jour "
            "perdu y est perdu pour J. Clair : il en reste plus. Rouge et ! : en retard. Orange et "
            "~ : à risque. Gris : fait. ◆ : jalon. Fond crème : à vous de remplir.",
            "Dark: the critical path, with the least room before launch; without any, a day lost "
            "there is lost for launch. Light: there is more. Red and !: late. Amber and ~: at "
            "risk. Grey: done. ◆: milestone. Cream: yours to fill in.",
        ),
    ),
    _Line(
        Text("Une alerte ?", "An alert?"),
        Text(
            "En retard : terminez, ou convenez d’une date imposée. Bloqué : levez l’obstacle. À "
            "risque : raccourcissez une tâche critique. Laissez tranquilles les onglets masqués : "
            "ils calculent.",
            "Late: finish it, or agree on a fixed date. Blocked: clear the obstacle. At risk: "
            "shorten a critical task. And leave the hidden tabs alone: they do the sums.",
        ),
    ),
)


def lay_out(frame: Frame) -> Sheet:
    sheet = Sheet("guide", frame.titles["guide"], tab_color=palette.FAINT)
    lang = frame.lang
    names = {"plan": frame.titles["plan"], "settings": frame.titles["settings"]}
    again = TO_A_SPARE_LINE.to(lang)
    few, many = frame.campaign.spare, sum(line.phase is None for line in frame.lines)
    sheet.put(0, _NUMBER, frame.titles["guide"], palette.TITLE)
    sheet.put(1, _NUMBER, _SUBTITLE.to(lang), palette.SUBTITLE)
    number = Style(
        size=20, bold=True, color=palette.ACCENT, align="center", line_below=palette.HAIRLINE
    )
    what = Style(
        size=12, bold=True, color=palette.NIGHT, wrap=True, line_below=palette.HAIRLINE
    )  # fmt: skip
    how = Style(size=12, wrap=True, line_below=palette.HAIRLINE)
    for index, line in enumerate(_LINES):
        row = _FIRST_ROW + index
        told = _FIXED_NEEDS if line is _NEEDS and not frame.live else line
        said = told.how.to(lang).format(few=few, many=many, again=again, most=MOST_LIVE, **names)
        text = no_breaks(said, lang)
        sheet.put(row, _NUMBER, index + 1, number)
        sheet.put(row, _WHAT, no_breaks(line.what.to(lang), lang), what)
        sheet.put(row, _HOW, text, how)
        lines = max(2, -(-len(text) // 108))
        sheet.rows.append(Row(row, 10 + 16 * lines))
    foot = _FIRST_ROW + len(_LINES) + 1
    sheet.put(foot, _WHAT, no_breaks(_FOOT.to(lang), lang), palette.NOTE._replace(size=10))
    sheet.columns.extend(Column(column, column, width) for column, width in _WIDTHS.items())
    sheet.rows.extend((Row(0, 34), Row(1, 20)))
    sheet.printing = Print(
        area=(0, _NUMBER, foot, _HOW), one_page=True, footer_left=frame.campaign.name
    )
    return sheet
