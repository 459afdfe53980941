"""The languages of the product: what people read, and how each language writes it.

A text that a person reads is a ``Text``; whoever prints chooses with ``text.to(lang)``. What
differs by language beyond words stands in its record, one module a language, which ``registry``
names; code asks the record, ``language(lang)``, and never which language it is.
"""

from retrosheet.language.registry import (
    DEFAULT,
    LANGS,
    SOURCES,
    Lang,
    known,
    language,
    languages,
    locales,
    locales_of,
    usual_locale,
)
from retrosheet.language.text import Text
from retrosheet.language.writing import (
    and_more,
    colon,
    counted,
    date_text,
    in_a_row,
    in_quotes,
    long_date,
    month_name,
    no_breaks,
    offset_text,
    one_line,
    quotations,
    typed_date,
    weekday_name,
    working_days_text,
    yearless,
)

__all__ = [
    "DEFAULT",
    "LANGS",
    "SOURCES",
    "Lang",
    "Text",
    "and_more",
    "colon",
    "counted",
    "date_text",
    "in_a_row",
    "in_quotes",
    "known",
    "language",
    "languages",
    "locales",
    "locales_of",
    "long_date",
    "month_name",
    "no_breaks",
    "offset_text",
    "one_line",
    "quotations",
    "typed_date",
    "usual_locale",
    "weekday_name",
    "working_days_text",
    "yearless",
]
