"""What Google Sheets cannot do of what a description says, each with what is done instead.

What is not listed here is drawn as described, or refused by a RenderingError. docs/google.md shows
the list; ``python -m retrosheet.cli.reference`` writes it there.
"""

from __future__ import annotations

from typing import NamedTuple


class Difference(NamedTuple):
    """``about`` is the field of the description, as ``workbook/model.py`` calls it."""

    about: str
    what: str
    instead: str


DIFFERENCES = (
    Difference(
        "Sheet.printing",
        "Printing cannot be set up through Google's API",
        "set it up under File › Print, or print the .xlsx workbook",
    ),
    Difference(
        "Sheet.zoom",
        "Google stores no zoom for a tab",
        "all see the zoom that they choose",
    ),
    Difference(
        "Workbook.active",
        "The tab that opens first cannot be chosen",
        "Google opens the first visible tab",
    ),
    Difference(
        "Workbook.subject",
        "A Google Sheet has no subject and no chosen date of creation",
        "only the title is given",
    ),
    Difference(
        "Style.shrink",
        "A text does not shrink in its cell",
        "a small text is written in size 8 from the start, and cut off at the edge of the cell",
    ),
    Difference(
        "Style.size",
        "Google has whole sizes of type only",
        "the size is rounded",
    ),
    Difference(
        "Style.number_format",
        "A number format can neither be “General” nor name a language",
        "Google chooses the format; months and days are in the language of the spreadsheet",
    ),
    Difference(
        "Look.glyph",
        "A conditional format cannot show another sign than the cell's own, nor change its number "
        "format",
        "milestones keep their ◆, written in the colour of the background and revealed by the "
        "rule; late, at risk, waiting, buffer and launch show by the colour of the bar and in the "
        "alert column",
    ),
    Difference(
        "Look.mark",
        "A conditional format cannot put a sign before a text",
        "a row that is not followed shows by its colour and by the sentence above the plan, "
        "without a ⚠ before its title",
    ),
    Difference(
        "Validation.free",
        "A list that takes other words marks them with a red corner",
        "the cell's message says which words are understood; the plan understands them",
    ),
    Difference(
        "Sheet.freeze",
        "A merged cell cannot cross the edge of the frozen panes",
        "those cells stay apart, and the text flows over the next ones",
    ),
    Difference(
        "Validation.title",
        "A validation has one message, without a title",
        "the hint and the message are one; the title is left out",
    ),
    Difference(
        "Validation.kind computed",
        "A validation would mark the formula itself as wrong",
        "calculated cells are protected ranges: Google asks for a confirmation",
    ),
    Difference(
        "Column.width",
        "Google always shows the arrow of a list and the button of a filter, over the text",
        "those columns are as much wider as it takes",
    ),
    Difference(
        "Validation.source",
        "The arrow of a list would cover the letter in a cell of a matrix",
        "a list of letters has no arrow: type the letter; anything else is marked",
    ),
    Difference(
        "Series.name",
        "A series has its name from the cell above its values",
        "where that cell says something else, the chart reads a copy in hidden columns on the "
        "right",
    ),
    Difference(
        "Series.colors",
        "The slices of a ring cannot be coloured through the API",
        "the ring becomes a bar chart in the same colours, with its numbers",
    ),
    Difference(
        "Chart.number_format",
        "An axis and labels have no format of their own, and an axis cannot be hidden",
        "they follow the format of the cells or of their copies; a hidden axis is in %",
    ),
    Difference(
        "Chart.drawn",
        "A chart's bars cannot be placed",
        "they stand near their rows, not exactly beside them",
    ),
)


def table() -> str:
    """The list as Markdown."""
    rows = (f"| {found.what} | {found.instead} |" for found in DIFFERENCES)
    return "\n".join(("| in Google Sheets | instead |", "|---|---|", *rows))
