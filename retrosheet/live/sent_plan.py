"""Whether Google keeps a plan as it was sent: cells, rules, names and all that lies around."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from retrosheet.language import Text
from retrosheet.live.comparing import (
    calculated_cells,
    entered_cells,
    kept,
    kept_in_order,
    told,
    validations,
)
from retrosheet.live.questions import Found, Question
from retrosheet.live.trial import sheets_of

if TYPE_CHECKING:
    from retrosheet.live.trial import Trial

Json = dict[str, Any]


def _no_errors(trial: Trial) -> Found:
    return Found(", ".join(trial.errors[:5]))


def _calculated(trial: Trial) -> Found:
    return calculated_cells(trial, trial.look())


def _entered(trial: Trial) -> Found:
    return entered_cells(trial, trial.look())


def _rules(trial: Trial) -> Found:
    sheets, wrong, sent = sheets_of(trial.look()), [], trial.bodies("addConditionalFormatRule")
    for tab in trial.tabs:
        own = [body["rule"] for body in sent if body["rule"]["ranges"][0]["sheetId"] == tab.id]
        found = sheets.get(tab.id, {}).get("conditionalFormats", [])
        wrong += kept_in_order(own, found, tab.sheet.title)
    return told(wrong, Text("{n} règles", "{n} rules"), len(sent))


def _validations(trial: Trial) -> Found:
    return validations(trial, trial.look())


def _names(trial: Trial) -> Found:
    sent = [body["namedRange"] for body in trial.bodies("addNamedRange")]
    wrong = kept(sent, trial.look().get("namedRanges", []), "namedRanges")
    return told(wrong, Text("{n} noms", "{n} names"), len(sent))


def _around(trial: Trial) -> Found:
    """Groups, filters and their views, protections and merges, wherever they lie."""
    sheets = sheets_of(trial.look()).values()

    def there(*kinds: str) -> list[Json]:
        return [item for sheet in sheets for kind in kinds for item in sheet.get(kind, ())]

    pairs = (
        (
            [{"range": body["range"]} for body in trial.bodies("addDimensionGroup")],
            there("rowGroups", "columnGroups"),
            "groups",
        ),
        (
            [{"range": body["filter"]["range"]} for body in trial.bodies("setBasicFilter")],
            [sheet["basicFilter"] for sheet in sheets if "basicFilter" in sheet],
            "filters",
        ),
        (
            [body["protectedRange"] for body in trial.bodies("addProtectedRange")],
            there("protectedRanges"),
            "protectedRanges",
        ),
        ([body["range"] for body in trial.bodies("mergeCells")], there("merges"), "merges"),
        (
            [body["filter"] for body in trial.bodies("addFilterView")],
            there("filterViews"),
            "filterViews",
        ),
    )
    wrong = [line for sent, found, what in pairs for line in kept(sent, found, what)]
    return told(wrong, Text("{n} objets", "{n} objects"), sum(len(sent) for sent, _, _ in pairs))


def _charts(trial: Trial) -> Found:
    sent = [body["chart"] for body in trial.bodies("addChart")]
    sheets = sheets_of(trial.look()).values()
    found = [chart for sheet in sheets for chart in sheet.get("charts", ())]
    wanted = [{"chartId": chart["chartId"], "spec": chart["spec"]} for chart in sent]
    return told(kept(wanted, found, "charts"), Text("{n} graphiques", "{n} charts"), len(sent))


QUESTIONS: tuple[Question[Trial], ...] = (
    Question(
        Text("Aucune cellule du plan ne montre d’erreur", "No cell of a plan shows an error"),
        Text(
            "crée un petit plan, en français et en anglais",
            "makes a small plan, in French and in English",
        ),
        _no_errors,
    ),
    Question(
        Text(
            "Toute cellule calculée vaut ce que vaut celle du fichier",
            "Every calculated cell shows what the file's would",
        ),
        Text("les compare toutes", "compares all of them"),
        _calculated,
    ),
    Question(
        Text(
            "Formules et textes restent ce qu’ils étaient quand la région change",
            "Formulas and texts stay as they were when the locale changes",
        ),
        Text("relit chaque cellule", "reads each cell back"),
        _entered,
    ),
    Question(
        Text(
            "Les mises en forme conditionnelles restent ce qu’elles étaient",
            "Conditional formats stay as they were",
        ),
        Text("relit chaque règle, dans l’ordre", "reads each rule back, in order"),
        _rules,
    ),
    Question(
        Text("Les validations restent ce qu’elles étaient", "Validations stay as they were"),
        Text("relit celle de chaque cellule", "reads that of each cell back"),
        _validations,
    ),
    Question(
        Text("Les plages nommées restent où elles étaient", "Named ranges stay where they were"),
        Text("relit chaque nom", "reads each name back"),
        _names,
    ),
    Question(
        Text(
            "Groupes, filtres, protections et fusions restent où ils étaient",
            "Groups, filters, protections and merged cells stay where they were",
        ),
        Text("les relit", "reads them back"),
        _around,
    ),
    Question(
        Text("Les graphiques restent ce qu’ils étaient", "Charts stay as they were"),
        Text("relit ce que chacun dessine", "reads back what each draws"),
        _charts,
    ),
)
