"""Retroplannings as people of the trade keep them by hand, with what a human reads in them.

Each function draws one workbook and says what it means: launch day, and for each task its title,
its first day ("" where nothing says it), its last day, its owner and its status ("" for none).
Nothing of what is expected comes from the program.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from retrosheet.language import Lang

D = dt.date
BLUE, ORANGE, GREEN, PINK, GREY, DARK = (
    "4472C4", "ED7D31", "70AD47", "FF99CC", "D9D9D9", "1F3864",
)  # fmt: skip


class Line(NamedTuple):
    """What a human reads in a row."""

    title: str
    start: str
    due: str
    owner: str = ""
    status: str = ""


class Plan(NamedTuple):
    """A workbook, the language of who keeps it, launch day, and its tasks."""

    book: Any
    lang: Lang
    launch: str
    lines: list[Line]


def fill(color: str) -> PatternFill:
    return PatternFill("solid", fgColor=color)


def paint(sheet: Any, row: int, first: int, last: int, color: str) -> None:
    for column in range(first, last + 1):
        sheet.cell(row, column).fill = fill(color)


def put(sheet: Any, row: int, values: list[Any], *, bold: bool = False, color: str = "") -> None:
    for column, value in enumerate(values, 1):
        cell = sheet.cell(row, column, value)
        if bold:
            cell.font = Font(name="Calibri", bold=True, color="FFFFFF" if color == DARK else None)
        if color:
            cell.fill = fill(color)


def agency_painted_weeks() -> Plan:
    """An agency's plan: weeks of the year across, bars by hand, a legend that names who works."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Rétroplanning"
    sheet["A1"] = "Rétroplanning – Lancement gamme Alba 2027"
    sheet["A1"].font = Font(name="Calibri", bold=True, size=16)
    sheet.row_dimensions[1].height = 24
    sheet.merge_cells("A1:H1")
    sheet.column_dimensions["A"].width = 28
    for week in range(2, 14):
        sheet.column_dimensions[get_column_letter(week)].width = 6
    sheet.page_setup.orientation = "landscape"
    sheet["A2"] = "Client : Maison Alba"
    put(sheet, 4, ["Tâches", *(f"S{week}" for week in range(2, 14))], bold=True, color=DARK)
    rows = [
        ("Brief client", 2, 2, PINK),
        ("Recommandation stratégique", 2, 4, BLUE),
        ("Création des visuels", 4, 6, ORANGE),
        ("Validation des visuels", 7, 7, PINK),
        ("Achat d'espace", 6, 8, BLUE),
        ("Exécution des fichiers", 8, 9, ORANGE),
        ("Impression PLV", 10, 12, GREEN),
        ("Lancement", 13, 13, PINK),
    ]
    for number, (title, first, last, color) in enumerate(rows, 5):
        sheet.cell(number, 1, title)
        paint(sheet, number, first, last, color)
    for at, (color, who) in enumerate(
        ((BLUE, "Agence"), (ORANGE, "Studio"), (PINK, "Client"), (GREEN, "Imprimeur"))
    ):
        sheet.cell(15 + at, 1).fill = fill(color)
        sheet.cell(15 + at, 2, who)
    sheet["A14"] = "Légende"
    return Plan(book, "fr", "2027-04-02", [
        Line("Brief client", "2027-01-11", "2027-01-15", "Client"),
        Line("Recommandation stratégique", "2027-01-11", "2027-01-29", "Agence"),
        Line("Création des visuels", "2027-01-25", "2027-02-12", "Studio"),
        Line("Validation des visuels", "2027-02-15", "2027-02-19", "Client"),
        Line("Achat d'espace", "2027-02-08", "2027-02-26", "Agence"),
        Line("Exécution des fichiers", "2027-02-22", "2027-03-05", "Studio"),
        Line("Impression PLV", "2027-03-08", "2027-03-26", "Imprimeur"),
        Line("Lancement", "2027-03-30", "2027-04-02", "Client"),
    ])  # fmt: skip


def event_checklist() -> Plan:
    """A checklist for an event, under headings J-90, J-60, J-30, with tick boxes."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Check-list"
    sheet["A1"] = "Salon des artisans – samedi 12 juin 2027"
    put(sheet, 3, ["Action", "Qui ?", "Fait", "Remarques"], bold=True)
    rows: list[list[Any]] = [
        ["J-90"],
        ["Réserver la salle", "Claire", "x", "acompte versé"],
        ["Établir le budget", "Paul", "x", None],
        ["J-60"],
        ["Lancer les invitations", "Claire", None, None],
        ["Commander le traiteur", "Paul", None, "devis reçu de chez Martin"],
        ["J-30"],
        ["Relancer la presse", "Inès", None, None],
        ["J-7"],
        ["Confirmer le nombre de repas", "Paul", None, None],
        ["Jour J"],
        ["Accueillir les exposants", "Claire", None, None],
        ["J+7"],
        ["Envoyer les remerciements", "Inès", None, None],
    ]
    for number, row in enumerate(rows, 4):
        put(sheet, number, row, bold=len(row) == 1, color=GREY if len(row) == 1 else "")
    return Plan(book, "fr", "2027-06-12", [
        Line("Réserver la salle", "", "2027-03-12", "Claire", "Terminé"),
        Line("Établir le budget", "", "2027-03-12", "Paul", "Terminé"),
        Line("Lancer les invitations", "", "J-60", "Claire"),
        Line("Commander le traiteur", "", "J-60", "Paul"),
        Line("Relancer la presse", "", "J-30", "Inès"),
        Line("Confirmer le nombre de repas", "", "2027-06-04", "Paul"),
        Line("Accueillir les exposants", "", "J", "Claire"),
        Line("Envoyer les remerciements", "", "2027-06-21", "Inès"),
    ])  # fmt: skip


def editorial_calendar() -> Plan:
    """An editorial calendar: a post a row, real dates, channels, authors, statuses."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Calendrier éditorial"
    put(sheet, 1, ["Date de publication", "Canal", "Sujet", "Format", "Auteur", "Statut"])
    rows = [
        (D(2027, 3, 1), "Blog", "Les coulisses de l'atelier", "Article", "Lina", "Publié"),
        (D(2027, 3, 4), "Instagram", "Portrait de Marius", "Carrousel", "Tom", "En cours"),
        (D(2027, 3, 9), "Newsletter", "Le numéro de mars", "E-mail", "Lina", "À faire"),
        (D(2027, 3, 16), "LinkedIn", "Nous recrutons", "Post", "Tom", "À valider"),
        (D(2027, 3, 23), "Instagram", "Lancement de la collection", "Reel", "Lina", "À faire"),
    ]
    for number, row in enumerate(rows, 2):
        put(sheet, number, list(row))
    book.create_sheet("Idées")["A1"] = "Interview du fondateur"
    return Plan(book, "fr", "2027-03-23", [
        Line("Les coulisses de l'atelier", "", "2027-03-01", "Lina", "Terminé"),
        Line("Portrait de Marius", "", "2027-03-04", "Tom", "En cours"),
        Line("Le numéro de mars", "", "2027-03-09", "Lina", "À faire"),
        Line("Nous recrutons", "", "2027-03-16", "Tom", "En validation"),
        Line("Lancement de la collection", "", "2027-03-23", "Lina", "À faire"),
    ])  # fmt: skip


def school_event() -> Plan:
    """A parents' association: who does what by when, in words, with phases as merged bands."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Kermesse"
    sheet["A1"] = "Kermesse de l'école – 19/06/2027"
    sheet.merge_cells("A1:D1")
    put(sheet, 3, ["Quoi", "Qui", "Pour quand", "État"], bold=True)
    rows: list[list[Any]] = [
        ["ORGANISATION"],
        ["Demander l'autorisation de la mairie", "M. Roy", "15 mars", "fait"],
        ["Trouver des bénévoles", "Mme Petit", "30 avril", "en cours"],
        ["COMMUNICATION"],
        ["Imprimer les affiches", "Léo", "21 mai", None],
        ["Distribuer le mot aux familles", "Mme Petit", "4 juin", None],
        ["JOUR J"],
        ["Installer les stands", "Léo, M. Roy", "19 juin", None],
    ]
    for number, row in enumerate(rows, 4):
        put(sheet, number, row, bold=len(row) == 1)
        if len(row) == 1:
            sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=4)
    return Plan(book, "fr", "2027-06-19", [
        Line("Demander l'autorisation de la mairie", "", "2027-03-15", "M. Roy", "Terminé"),
        Line("Trouver des bénévoles", "", "2027-04-30", "Mme Petit", "En cours"),
        Line("Imprimer les affiches", "", "2027-05-21", "Léo"),
        Line("Distribuer le mot aux familles", "", "2027-06-04", "Mme Petit"),
        Line("Installer les stands", "", "2027-06-19", "Léo"),
    ])  # fmt: skip


def product_launch_owners_in_columns() -> Plan:
    """A product launch with a column for each department, R and C in them."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Plan"
    sheet["A1"] = "Jour J"
    sheet["B1"] = D(2027, 5, 20)
    put(sheet, 3, ["Étape", "Début", "Fin", "Marketing", "Produit", "Ventes"], bold=True)
    rows = [
        ("Étude de marché", D(2027, 2, 1), D(2027, 2, 12), "R", "C", None),
        ("Fiche produit", D(2027, 2, 15), D(2027, 2, 26), "C", "R", None),
        ("Argumentaire de vente", D(2027, 3, 1), D(2027, 3, 12), "C", None, "R"),
        ("Formation des équipes", D(2027, 4, 19), D(2027, 4, 23), None, "I", "R"),
        ("Lancement", D(2027, 5, 20), D(2027, 5, 20), "R", "I", "I"),
    ]
    for number, row in enumerate(rows, 4):
        put(sheet, number, list(row))
    return Plan(book, "fr", "2027-05-20", [
        Line("Étude de marché", "2027-02-01", "2027-02-12", "Marketing"),
        Line("Fiche produit", "2027-02-15", "2027-02-26", "Produit"),
        Line("Argumentaire de vente", "2027-03-01", "2027-03-12", "Ventes"),
        Line("Formation des équipes", "2027-04-19", "2027-04-23", "Ventes"),
        Line("Lancement", "2027-05-20", "2027-05-20", "Marketing"),
    ])  # fmt: skip


def music_single_weeks() -> Plan:
    """A single, counted in weeks before its release."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Single"
    sheet["A1"] = "Sortie du single :"
    sheet["C1"] = "vendredi 18 juin 2027"
    put(sheet, 3, ["Semaine", "À faire", "Responsable", "OK"], bold=True)
    rows = [
        ("S-8", "Mastering terminé", "Ingé son", True),
        ("S-6", "Livrer au distributeur", "Label", True),
        ("S-4", "Pitcher les playlists", "Label", False),
        ("S-3", "Tourner le clip", "Réalisateur", False),
        ("S-1", "Teaser sur TikTok", "Artiste", False),
    ]
    for number, row in enumerate(rows, 4):
        put(sheet, number, list(row))
    return Plan(book, "fr", "2027-06-18", [
        Line("Mastering terminé", "", "J-56", "Ingé son", "Terminé"),
        Line("Livrer au distributeur", "", "J-42", "Label", "Terminé"),
        Line("Pitcher les playlists", "", "J-28", "Label", "À faire"),
        Line("Tourner le clip", "", "J-21", "Réalisateur", "À faire"),
        Line("Teaser sur TikTok", "", "J-7", "Artiste", "À faire"),
    ])  # fmt: skip


def website_wbs() -> Plan:
    """A website's redesign with outline numbers, predecessors, progress and formulas."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Planning"
    heads = ["WBS", "Tâche", "Durée (jours)", "Début", "Fin", "Prédécesseurs", "Chef", "% achevé"]
    put(sheet, 1, heads, bold=True)
    rows: list[list[Any]] = [
        ["1", "Cadrage", None, D(2027, 1, 11), D(2027, 1, 22), None, None, None],
        ["1.1", "Ateliers", 5, D(2027, 1, 11), D(2027, 1, 15), None, "Nadia", 1],
        ["1.2", "Cahier des charges", 5, D(2027, 1, 18), D(2027, 1, 22), "1.1", "Nadia", 0.5],
        ["2", "Conception", None, D(2027, 1, 25), D(2027, 2, 19), None, None, None],
        ["2.1", "Arborescence", 10, D(2027, 1, 25), D(2027, 2, 5), "1.2", "Omar", 0],
        ["2.2", "Maquettes", 10, D(2027, 2, 8), D(2027, 2, 19), "2.1", "Studio", 0],
        ["3", "Mise en ligne", 0, D(2027, 3, 1), D(2027, 3, 1), "2.2", "Omar", 0],
    ]
    for number, row in enumerate(rows, 2):
        put(sheet, number, row)
        if isinstance(row[7], int | float):
            sheet.cell(number, 8).number_format = "0%"
    return Plan(book, "fr", "2027-03-01", [
        Line("Ateliers", "2027-01-11", "2027-01-15", "Nadia", "Terminé"),
        Line("Cahier des charges", "2027-01-18", "2027-01-22", "Nadia", "En cours"),
        Line("Arborescence", "2027-01-25", "2027-02-05", "Omar"),
        Line("Maquettes", "2027-02-08", "2027-02-19", "Studio"),
        Line("Mise en ligne", "2027-03-01", "2027-03-01", "Omar"),
    ])  # fmt: skip


def christmas_merged_months() -> Plan:
    """A Christmas promotion: months merged over their four weeks, bars, a legend of phases."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Noël"
    sheet["A1"] = "Opération Noël 2027"
    sheet["A3"], sheet["B3"] = "Action", "Responsable"
    sheet.merge_cells("A3:A4")
    sheet.merge_cells("B3:B4")
    for at, month in enumerate(("Septembre", "Octobre", "Novembre", "Décembre")):
        first = 3 + 4 * at
        sheet.cell(3, first, month)
        sheet.merge_cells(start_row=3, end_row=3, start_column=first, end_column=first + 3)
        for week in range(4):
            sheet.cell(4, first + week, week + 1)
    rows = [
        ("Choisir les coffrets", "Sara", 3, 4, BLUE),
        ("Négocier avec les fournisseurs", "Sara", 5, 8, BLUE),
        ("Shooting produits", "Hugo", 8, 9, ORANGE),
        ("Créer le catalogue", "Hugo", 10, 12, ORANGE),
        ("Imprimer le catalogue", "Imprimeur", 13, 14, ORANGE),
        ("Mise en ligne de la boutique de Noël", "Hugo", 14, 14, GREEN),
        ("Campagne Facebook", "Emma", 14, 17, GREEN),
        ("Lancement de la promotion", "Emma", 15, 15, GREEN),
    ]
    for number, (title, who, first, last, color) in enumerate(rows, 5):
        sheet.cell(number, 1, title)
        sheet.cell(number, 2, who)
        paint(sheet, number, first, last, color)
    for at, (color, what) in enumerate(
        ((BLUE, "Préparation"), (ORANGE, "Production"), (GREEN, "Diffusion"))
    ):
        sheet.cell(1, 10 + 2 * at, what).fill = fill(color)
    return Plan(book, "fr", "2027-12-07", [
        Line("Choisir les coffrets", "2027-09-01", "2027-09-14", "Sara"),
        Line("Négocier avec les fournisseurs", "2027-09-15", "2027-10-14", "Sara"),
        Line("Shooting produits", "2027-10-08", "2027-10-21", "Hugo"),
        Line("Créer le catalogue", "2027-10-22", "2027-11-12", "Hugo"),
        Line("Imprimer le catalogue", "2027-11-15", "2027-11-30", "Imprimeur"),
        Line("Mise en ligne de la boutique de Noël", "2027-11-22", "2027-11-30", "Hugo"),
        Line("Campagne Facebook", "2027-11-22", "2027-12-21", "Emma"),
        Line("Lancement de la promotion", "2027-12-01", "2027-12-07", "Emma"),
    ])  # fmt: skip


def english_campaign() -> Plan:
    """An English campaign with start, end, owner, status, notes and a label for launch."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Timeline"
    sheet["A1"] = "Spring Sale campaign"
    sheet["A2"], sheet["B2"] = "Launch date:", D(2027, 4, 15)
    heads = ["Task", "Owner", "Start date", "End date", "Status", "Depends on", "Notes", "Priority"]
    put(sheet, 4, heads, bold=True)
    rows: list[list[Any]] = [
        ["Write the brief", "Kate", D(2027, 2, 1), D(2027, 2, 5), "Done", None, None, "High"],
        ["Design the banners", "Ben", D(2027, 2, 8), D(2027, 2, 19), "In progress",
         "Write the brief", "three sizes", "High"],
        ["Book the media", "Kate", D(2027, 2, 15), D(2027, 3, 5), "Not started", None, None, "Low"],
        ["Approve the artwork", "Client", D(2027, 2, 17), D(2027, 2, 18), "Waiting",
         "Design the banners", "legal too", "High"],
        ["Go live", "Ben", D(2027, 4, 15), D(2027, 4, 15), "Not started", None, None, "High"],
    ]  # fmt: skip
    for number, row in enumerate(rows, 5):
        put(sheet, number, row)
    sheet["A6"].comment = Comment("Ask Zoe for the fonts", "Kate")
    return Plan(book, "en", "2027-04-15", [
        Line("Write the brief", "2027-02-01", "2027-02-05", "Kate", "Done"),
        Line("Design the banners", "2027-02-08", "2027-02-19", "Ben", "In progress"),
        Line("Book the media", "2027-02-15", "2027-03-05", "Kate", "To do"),
        Line("Approve the artwork", "2027-02-17", "2027-02-18", "Client", "In review"),
        Line("Go live", "2027-04-15", "2027-04-15", "Ben", "To do"),
    ])  # fmt: skip


def messy_with_totals() -> Plan:
    """A messy one: several tabs, lines of notes, blank rows, totals, a date nobody can read."""
    book = Workbook()
    front = book.active
    front.title = "Lisez-moi"
    front["A1"] = "Fichier partagé – ne pas trier !"
    sheet = book.create_sheet("PLANNING v3 DEF")
    sheet["B2"] = "Projet : inauguration du showroom"
    sheet["B3"] = "mis à jour le 3/12/2026"
    put(sheet, 6, [None, "N°", "Action à mener", "Pilote", "Échéance", "Coût HT", "Avancement"])
    rows: list[list[Any]] = [
        [None, 1, "Trouver le traiteur", "Zoé", D(2027, 2, 12), 1200, "ok"],
        [],
        [None, 2, "Invitations", "Marc", "26/02/2027", 350.5, "en cours"],
        [None, 3, "Décoration", "Zoé", "à voir avec Marc", 800, None],
        [None, None, "Sous-total", None, None, 2350.5, None],
        [],
        [None, 4, "Inauguration du showroom", "Zoé", D(2027, 3, 18), None, None],
        [None, 5, "Bilan", "Marc", D(2027, 4, 2), None, "bof"],
        [None, None, "TOTAL", None, None, 2350.5, None],
        [None, None, "NB : prévoir un plan B en cas de pluie"],
    ]
    for number, row in enumerate(rows, 7):
        put(sheet, number, row)
    hidden = book.create_sheet("vieux")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "ancienne version"
    return Plan(book, "fr", "2027-03-18", [
        Line("Trouver le traiteur", "", "2027-02-12", "Zoé", "Validé"),
        Line("Invitations", "", "2027-02-26", "Marc", "En cours"),
        Line("Décoration", "", "-", "Zoé"),
        Line("Inauguration du showroom", "", "2027-03-18", "Zoé"),
        Line("Bilan", "", "2027-04-02", "Marc"),
    ])  # fmt: skip


def painted_days() -> Plan:
    """Days across under their month, weekends in grey, bars in one colour, a phase a band."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Mars 2027"
    sheet["A1"], sheet["B1"] = "Mars 2027", "Qui"
    sheet.merge_cells("C1:AG1")
    sheet["C1"] = "Mars 2027"
    for day in range(1, 32):
        sheet.cell(2, 2 + day, day)
    rows = [
        ("PRÉPARATION", None, 0, 0),
        ("Plan média", "Ana", 1, 5),
        ("Textes", "Luc", 8, 12),
        ("Visuels", "Ana", 10, 19),
        ("DIFFUSION", None, 0, 0),
        ("Envoi des e-mails", "Luc", 22, 22),
        ("Ouverture des ventes", "Ana", 25, 25),
    ]
    for number, (title, who, first, last) in enumerate(rows, 3):
        sheet.cell(number, 1, title)
        sheet.cell(number, 2, who)
        for day in range(1, 32):
            if D(2027, 3, day).weekday() > 4:
                sheet.cell(number, 2 + day).fill = fill(GREY)
        for day in range(first, last + 1):
            if first and D(2027, 3, day).weekday() < 5:
                sheet.cell(number, 2 + day).fill = fill(BLUE)
    return Plan(book, "fr", "2027-03-25", [
        Line("Plan média", "2027-03-01", "2027-03-05", "Ana"),
        Line("Textes", "2027-03-08", "2027-03-12", "Luc"),
        Line("Visuels", "2027-03-10", "2027-03-19", "Ana"),
        Line("Envoi des e-mails", "2027-03-22", "2027-03-22", "Luc"),
        Line("Ouverture des ventes", "2027-03-25", "2027-03-25", "Ana"),
    ])  # fmt: skip


def wedding_checklist() -> Plan:
    """A checklist without headings: boxes, words and names below lines that say when."""
    book = Workbook()
    sheet = book.active
    sheet["A1"] = "Mariage de Léa et Tom – 12 septembre 2027"
    rows: list[list[Any]] = [
        ["J-180"],
        ["☐", "Réserver le traiteur", "Léa"],
        ["☑", "Choisir le lieu", "Tom"],
        ["J-30"],
        ["☐", "Confirmer les invités", "Léa"],
        ["☐", "Faire le plan de table", "Tom"],
    ]
    for number, row in enumerate(rows, 3):
        put(sheet, number, row, bold=len(row) == 1)
    return Plan(book, "fr", "2027-09-12", [
        Line("Réserver le traiteur", "", "2027-03-16", "Léa", "À faire"),
        Line("Choisir le lieu", "", "2027-03-16", "Tom", "Terminé"),
        Line("Confirmer les invités", "", "2027-08-13", "Léa", "À faire"),
        Line("Faire le plan de table", "", "2027-08-13", "Tom", "À faire"),
    ])  # fmt: skip


def content_matrix() -> Plan:
    """A calendar of contents: a row a day, a column a channel."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Contenus"
    put(sheet, 1, ["Date", "Instagram", "LinkedIn", "Newsletter"], bold=True)
    put(sheet, 2, [D(2027, 3, 1), "Teaser", None, None])
    put(sheet, 3, [D(2027, 3, 3), None, "Recrutement", "Édito"])
    put(sheet, 4, [D(2027, 3, 8), "Lancement", None, None])
    return Plan(book, "fr", "2027-03-08", [
        Line("Teaser", "", "2027-03-01", "À désigner"),
        Line("Recrutement", "", "2027-03-03", "À désigner"),
        Line("Édito", "", "2027-03-03", "À désigner"),
        Line("Lancement", "", "2027-03-08", "À désigner"),
    ])  # fmt: skip


PLANS: tuple[Callable[[], Plan], ...] = (
    agency_painted_weeks,
    event_checklist,
    editorial_calendar,
    school_event,
    product_launch_owners_in_columns,
    music_single_weeks,
    website_wbs,
    christmas_merged_months,
    english_campaign,
    messy_with_totals,
    painted_days,
    wedding_checklist,
    content_matrix,
)
