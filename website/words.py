"""What the pages say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.language import Text, no_breaks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.language import Lang

WORDS: dict[str, Text] = {
    "site_title": Text(
        "Rétroplanning à télécharger : choisissez, tapez votre jour J, ouvrez dans Excel",
        "Backward planning templates: choose, type your launch day, open in Excel",
    ),
    "site_description": Text(
        "Des rétroplannings complets pour vos campagnes, calculés à partir de votre jour J : "
        "classeur Excel vivant avec Gantt, tableau de bord, RACI et budget. Gratuit, sans compte ; "
        "votre fichier ne quitte pas votre ordinateur.",
        "Complete campaign plans worked out backward from your launch day: a living Excel workbook "
        "with Gantt, dashboard, RACI and budget. Free, no account; your file never leaves your "
        "computer.",
    ),
    "brand": Text("retrosheet", "retrosheet"),
    "this_language": Text("En français", "In English"),
    "index_head": Text("Le rétroplanning de votre campagne", "Your campaign, planned backward"),
    "index_lead": Text(
        "Vous avez une date de lancement. Choisissez une campagne, tapez le jour J : vous "
        "téléchargez un classeur déjà daté, qui se recalcule tout seul dans Excel, LibreOffice ou "
        "Google Sheets.",
        "You have a launch date. Choose a campaign, type the day: you download a workbook with "
        "every date filled in, which schedules itself in Excel, LibreOffice or Google Sheets.",
    ),
    "private": Text(
        "Votre fichier ne quitte pas votre ordinateur : pas de compte, pas de cookie, aucun envoi.",
        "Your file never leaves your computer: no account, no cookie, nothing is sent.",
    ),
    "campaigns": Text("Choisissez votre campagne", "Choose your campaign"),
    "and_also": Text("Et aussi", "And also"),
    "tasks_phases": Text(
        "{tasks} tâches en {phases} phases ; commence {weeks} semaines avant J",
        "{tasks} tasks in {phases} phases; begins {weeks} weeks before launch",
    ),
    "picture_of": Text(
        "Le plan « {title} » en diagramme de Gantt", 'The plan "{title}" as a Gantt'
    ),
    "back": Text("Toutes les campagnes", "All campaigns"),
    "make": Text("Votre rétroplanning", "Your plan"),
    "campaign_title": Text("Votre rétroplanning : {title}", "{title}: plan"),
    "make_lead": Text(
        "Tapez le jour J : le plan se calcule ici, dans votre navigateur.",
        "Type your launch day: the plan is worked out here, in your browser.",
    ),
    "campaign": Text("Campagne", "Campaign"),
    "launch": Text("Jour J", "Launch day"),
    "name": Text("Nom de la campagne (facultatif)", "Name of the campaign (optional)"),
    "country": Text("Jours fériés", "Public holidays"),
    "no_country": Text("aucun", "none"),
    "parts": Text("Parties facultatives", "Optional parts"),
    "team": Text("Votre équipe : qui fait quoi", "Your team: who does what"),
    "team_hint": Text(
        "Un nom par fonction ; laissez vide ce que vous ne savez pas encore.",
        "A name for each role; leave out what you do not know yet.",
    ),
    "closures": Text("Fermetures", "Closures"),
    "closure_hint": Text(
        "Les jours où personne ne travaille, en plus des fériés.",
        "Days on which nobody works, besides public holidays.",
    ),
    "from": Text("du", "from"),
    "until": Text("au", "to"),
    "more_closures": Text("Une autre fermeture", "Another closure"),
    "download_workbook": Text("Télécharger le classeur", "Download the workbook"),
    "download_calendar": Text("Télécharger mon calendrier", "Download my calendar"),
    "copy_link": Text("Copier le lien de ces choix", "Copy the link to these choices"),
    "copied": Text(
        "Lien copié. Il ne contient ni nom ni fichier.",
        "Link copied. It holds neither names nor files.",
    ),
    "in_sheets": Text("L’ouvrir dans Google Sheets", "Open it in Google Sheets"),
    "in_sheets_how": Text(
        "Téléchargez le classeur, puis dans Google Drive : Nouveau › Importer un fichier. "
        "Ouvrez-le, puis Fichier › Enregistrer au format Google Sheets. Dates et barres "
        "continuent de se calculer.",
        "Download the workbook, then in Google Drive: New › File upload. Open it, then File › "
        "Save as Google Sheets. Dates and bars go on working themselves out.",
    ),
    "no_script": Text(
        "Pour choisir votre date ici, activez JavaScript. Sans lui, ce classeur prêt à l’emploi "
        "est daté pour le {launch} : changez le jour J dans l’onglet Réglages, tout suit.",
        "To choose your date here, switch JavaScript on. Without it, this ready-made workbook is "
        "dated for {launch}: change launch day on its Settings tab and everything follows.",
    ),
    "ready": Text(
        "Classeur prêt à l’emploi, daté pour le {launch} (.xlsx)",
        "Ready-made workbook, dated for {launch} (.xlsx)",
    ),
    "inside": Text("Ce qu’il y a dedans", "What is inside"),
    "who": Text("Qui y travaille", "Who works on it"),
    "task": Text("Tâche", "Task"),
    "owner": Text("Responsable", "Owner"),
    "due": Text("Échéance", "Due"),
    "due_note": Text(
        "Échéances pour un jour J le {launch}, en jours calendaires avant ou après.",
        "Due dates for launch on {launch}, in calendar days before or after it.",
    ),
    "milestone": Text("jalon", "milestone"),
    "sync_title": Text(
        "Faire le point : déposez votre classeur, lisez qui est en retard",
        "Check your plan: drop your workbook, read who is late",
    ),
    "sync_head": Text("Faire le point", "Check your plan"),
    "sync_lead": Text(
        "Déposez votre classeur : ce qui est en retard, qui le doit, ce que cela fait au jour J.",
        "Drop your workbook: what is late, who owes it, and what it does to launch day.",
    ),
    "drop": Text("Déposez ici votre classeur .xlsx, ou", "Drop your .xlsx workbook here, or"),
    "choose_file": Text("choisissez un fichier", "choose a file"),
    "marked_workbook": Text("Télécharger le classeur annoté", "Download the marked workbook"),
    "report_page": Text("Télécharger la page pour la réunion", "Download the page for the meeting"),
    "drafts": Text("Télécharger les relances à envoyer", "Download the reminders to send"),
    "import_title": Text(
        "Un rétroplanning à partir de votre propre tableau",
        "A living plan from your own table",
    ),
    "import_head": Text("À partir de votre tableau", "From your own table"),
    "import_lead": Text(
        "Collez un tableau ou une liste, avec des J-30, des semaines ou de vraies dates. Ce qui "
        "est ambigu est dit, jamais deviné.",
        "Paste a table or a list, with D-30, weeks or real dates. What is ambiguous is said, never "
        "guessed.",
    ),
    "paste": Text("Votre tableau", "Your table"),
    "paste_example": Text(
        "Tâche ; Responsable ; Échéance\nBriefer l’agence ; Anna ; J-45\n"
        "Valider le BAT ; Paul ; J-20",
        "Task ; Owner ; Due\nBrief the agency ; Anna ; D-45\nApprove the proof ; Paul ; D-20",
    ),
    "or_file": Text("ou un fichier (.csv, .xlsx, .md, .txt)", "or a file (.csv, .xlsx, .md, .txt)"),
    "make_it": Text("En faire un rétroplanning", "Make it a plan"),
    "notes": Text("Ce qui a été compris", "What was understood"),
    "result": Text("Résultat", "Result"),
    "download_type": Text("Télécharger le modèle (.yaml)", "Download the template (.yaml)"),
    "loading": Text(
        "Préparation, une seule fois : {percent} %", "Getting ready, once: {percent} %"
    ),
    "starting": Text("Démarrage…", "Starting…"),
    "working": Text("Calcul…", "Working…"),
    "ready_now": Text("Prêt.", "Ready."),
    "failed": Text(
        "Cela n’a pas marché dans ce navigateur. Le classeur prêt à l’emploi reste "
        "téléchargeable plus bas.",
        "This did not work in this browser. The ready-made workbook can still be downloaded below.",
    ),
    "unsupported": Text(
        "Ce navigateur ne peut pas calculer le plan ici ; le classeur prêt à l’emploi marche "
        "partout.",
        "This browser cannot work the plan out here; the ready-made workbook works everywhere.",
    ),
    "preview": Text("Aperçu du plan", "Preview of the plan"),
    "too_large": Text(
        "Ce fichier dépasse 32 Mo : ce n’est pas un classeur de retrosheet.",
        "This file is larger than 32 MB: it is no workbook of retrosheet's.",
    ),
    "footer": Text(
        "Logiciel libre (licence MIT). Tout se passe dans votre navigateur ; une fois chargée, "
        "la page marche aussi hors ligne.",
        "Free software (MIT licence). Everything happens in your browser; once loaded, the page "
        "also works offline.",
    ),
    "single": Text(
        "Cette page en un seul fichier, pour un intranet ou une clé USB",
        "This page as a single file, for an intranet or a memory stick",
    ),
    "skip": Text("Aller au contenu", "Skip to the content"),
}

COUNTRIES: tuple[tuple[str, Text], ...] = (
    ("FR", Text("France", "France")),
    ("BE", Text("Belgique", "Belgium")),
    ("CH", Text("Suisse", "Switzerland")),
    ("LU", Text("Luxembourg", "Luxembourg")),
    ("CA", Text("Canada", "Canada")),
    ("CA-QC", Text("Québec", "Quebec")),
    ("GB", Text("Royaume-Uni", "United Kingdom")),
    ("IE", Text("Irlande", "Ireland")),
    ("US", Text("États-Unis", "United States")),
    ("DE", Text("Allemagne", "Germany")),
    ("ES", Text("Espagne", "Spain")),
    ("IT", Text("Italie", "Italy")),
)


def spoken(lang: Lang) -> Mapping[str, str]:
    """Every word in one language, by its key."""
    return {key: no_breaks(text.to(lang), lang) for key, text in WORDS.items()}
