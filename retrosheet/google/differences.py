"""What Google Sheets cannot do of what a description says, each with what is done instead.

What is not listed here is drawn as described, or refused by a RenderingError.
"""

from __future__ import annotations

from typing import NamedTuple

from retrosheet.language import Text


class Difference(NamedTuple):
    """``about`` is the field of the description, as ``workbook/model.py`` calls it."""

    about: str
    what: Text
    instead: Text


DIFFERENCES = (
    Difference(
        "Sheet.printing",
        Text(
            "L’impression ne se règle pas par l’API de Google.",
            "Printing cannot be set up through Google’s API.",
        ),
        Text(
            "Réglez-la dans Fichier › Imprimer, ou imprimez le classeur .xlsx.",
            "Set it up under File › Print, or print the .xlsx workbook.",
        ),
    ),
    Difference(
        "Sheet.zoom",
        Text("Google n’enregistre pas le zoom d’un onglet.", "Google stores no zoom for a tab."),
        Text("Chacun voit le zoom qu’il choisit.", "All see the zoom that they choose."),
    ),
    Difference(
        "Workbook.active",
        Text(
            "L’onglet ouvert en premier ne se choisit pas.",
            "The tab that opens first cannot be chosen.",
        ),
        Text("Google ouvre le premier onglet visible.", "Google opens the first visible tab."),
    ),
    Difference(
        "Workbook.subject",
        Text(
            "Une feuille Google n’a ni sujet ni date de création choisie.",
            "A Google Sheet has no subject and no chosen date of creation.",
        ),
        Text("Seul le titre est donné.", "Only the title is given."),
    ),
    Difference(
        "Style.shrink",
        Text("Un texte ne rétrécit pas dans sa cellule.", "A text does not shrink in its cell."),
        Text(
            "Un petit texte s’écrit d’emblée en taille 8, et se coupe au bord de la cellule.",
            "A small text is written in size 8 from the start, and cut off at the edge of the "
            "cell.",
        ),
    ),
    Difference(
        "Style.size",
        Text("Google n’a que des tailles entières.", "Google has whole sizes of type only."),
        Text("La taille est arrondie.", "The size is rounded."),
    ),
    Difference(
        "Style.number_format",
        Text(
            "Un format de nombre ne peut être « Standard », ni nommer une langue.",
            "A number format can neither be “General” nor name a language.",
        ),
        Text(
            "Google choisit le format ; mois et jours s’écrivent dans la langue de la feuille.",
            "Google chooses the format; months and days are in the language of the spreadsheet.",
        ),
    ),
    Difference(
        "Look.glyph",
        Text(
            "Une mise en forme conditionnelle ne peut montrer un autre signe que celui de la "
            "cellule, ni en changer le format de nombre.",
            "A conditional format cannot show another sign than the cell’s own, nor change its "
            "number format.",
        ),
        Text(
            "Les jalons gardent leur ◆, écrit à la couleur du fond et révélé par la règle ; "
            "retard, risque, attente, marge et jour J se lisent à la couleur de la barre et dans "
            "la colonne d’alerte.",
            "Milestones keep their ◆, written in the colour of the background and revealed by the "
            "rule; late, at risk, waiting, buffer and launch show by the colour of the bar and in "
            "the alert column.",
        ),
    ),
    Difference(
        "Look.mark",
        Text(
            "Une mise en forme conditionnelle ne peut ajouter un signe devant un texte.",
            "A conditional format cannot put a sign before a text.",
        ),
        Text(
            "Une ligne non suivie se voit à sa couleur et à la phrase au-dessus du plan, sans ⚠ "
            "devant son titre.",
            "A row that is not followed shows by its colour and by the sentence above the plan, "
            "without a ⚠ before its title.",
        ),
    ),
    Difference(
        "Validation.free",
        Text(
            "Une liste qui accepte d’autres mots les marque d’un coin rouge.",
            "A list that takes other words marks them with a red corner.",
        ),
        Text(
            "Le message de la cellule dit quels mots sont compris ; le plan les comprend.",
            "The cell’s message says which words are understood; the plan understands them.",
        ),
    ),
    Difference(
        "Sheet.freeze",
        Text(
            "Une cellule fusionnée ne peut dépasser le bord des volets figés.",
            "A merged cell cannot cross the edge of the frozen panes.",
        ),
        Text(
            "Ces cellules restent séparées, et le texte déborde sur les suivantes.",
            "Those cells stay apart, and the text flows over the next ones.",
        ),
    ),
    Difference(
        "Validation.title",
        Text(
            "Une validation n’a qu’un message, sans titre.",
            "A validation has one message, without a title.",
        ),
        Text(
            "Le conseil et le message sont réunis ; le titre est omis.",
            "The hint and the message are one; the title is left out.",
        ),
    ),
    Difference(
        "Validation.kind computed",
        Text(
            "Une validation signalerait la formule elle-même.",
            "A validation would mark the formula itself as wrong.",
        ),
        Text(
            "Les cellules calculées sont des plages protégées : Google demande une confirmation.",
            "Calculated cells are protected ranges: Google asks for a confirmation.",
        ),
    ),
    Difference(
        "Column.width",
        Text(
            "Google montre toujours la flèche d’une liste et le bouton d’un filtre, par-dessus le "
            "texte.",
            "Google always shows the arrow of a list and the button of a filter, over the text.",
        ),
        Text(
            "Ces colonnes s’élargissent autant qu’il le faut.",
            "Those columns are as much wider as it takes.",
        ),
    ),
    Difference(
        "Validation.source",
        Text(
            "La flèche d’une liste couvrirait la lettre d’une case de matrice.",
            "The arrow of a list would cover the letter in a cell of a matrix.",
        ),
        Text(
            "Une liste de lettres n’a pas de flèche : tapez la lettre ; toute autre saisie est "
            "signalée.",
            "A list of letters has no arrow: type the letter; anything else is marked.",
        ),
    ),
    Difference(
        "Series.name",
        Text(
            "Une série tire son nom de la cellule au-dessus de ses valeurs.",
            "A series has its name from the cell above its values.",
        ),
        Text(
            "Où cette cellule dit autre chose, le graphique lit une copie, dans des colonnes "
            "masquées à droite.",
            "Where that cell says something else, the chart reads a copy in hidden columns on the "
            "right.",
        ),
    ),
    Difference(
        "Series.colors",
        Text(
            "Les parts d’un anneau ne se colorent pas par l’API.",
            "The slices of a ring cannot be coloured through the API.",
        ),
        Text(
            "L’anneau devient un graphique en barres, aux mêmes couleurs et avec les nombres.",
            "The ring becomes a bar chart in the same colours, with its numbers.",
        ),
    ),
    Difference(
        "Chart.number_format",
        Text(
            "L’axe et les étiquettes n’ont pas de format propre, et l’axe ne se masque pas.",
            "An axis and labels have no format of their own, and an axis cannot be hidden.",
        ),
        Text(
            "Ils suivent le format des cellules, ou de leur copie ; un axe à masquer est en %.",
            "They follow the format of the cells or of their copies; a hidden axis is in %.",
        ),
    ),
)
"""For the documentation, and for a person who asks what is not as in Excel."""
