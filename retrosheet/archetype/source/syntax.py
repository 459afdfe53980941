"""What a person needs to know when a file is not YAML: the parser's errors in plain words."""

from __future__ import annotations

from typing import Any, NamedTuple

from retrosheet.archetype.source.problems import Mark, RawProblem
from retrosheet.language import Text

DEEPEST = 50


class _Case(NamedTuple):
    """The parser's words, ours, and whether the mistake stands where the construct began."""

    words: tuple[str, ...]
    ours: Text
    at_beginning: bool = False


_TAB = Text(
    "une tabulation dans le retrait : indentez avec des espaces",
    "a tab in the indentation: indent with spaces",
)
_INDENTATION = Text(
    "retrait inattendu : alignez cette ligne avec ses voisines",
    "unexpected indentation: align this line with its neighbours",
)
_QUOTE_INSIDE = Text(
    "le texte entre guillemets finit avant ceci : doublez le guillemet qui est à l’intérieur, "
    "ou entourez le texte de l’autre sorte de guillemets",
    "the text in quotes ends before this: double the quotation mark inside it, "
    "or put the text in the other kind of quotes",
)
_NOT_CLOSED = Text(
    "ce texte entre guillemets n’est pas fermé avant la fin de la ligne : ajoutez-y le guillemet "
    "qui manque, ou doublez celui qui est à l’intérieur",
    "this text in quotes is not closed before the end of the line: add the quotation mark that is "
    "missing, or double the one inside it",
)
TOO_DEEP = Text(
    "plus de {deepest} niveaux d’imbrication : un archétype en a moins de dix",
    "more than {deepest} levels of nesting: an archetype has fewer than ten",
).format(deepest=DEEPEST)
_CASES = (
    # What a parser of PyYAML 6.0.4 and later finds too deep is far deeper.
    _Case(("maximum nesting depth",), TOO_DEEP),
    _Case(
        ("mapping values are not allowed",),
        Text(
            "« : » inattendu : mettez entre guillemets le texte qui contient « : », "
            "ou alignez la clé avec les clés voisines",
            'unexpected ":": put the text that contains ": " in quotes, '
            "or align the key with its neighbours",
        ),
    ),
    _Case(
        ("cannot start any token",),
        Text(
            "une valeur ne peut pas commencer par ce caractère : mettez-la entre guillemets",
            "a value cannot begin with this character: put it in quotes",
        ),
    ),
    _Case(
        ("unexpected end of stream",),
        Text(
            "ce guillemet n’est jamais refermé : fermez-le à la fin du texte",
            "this quotation mark is never closed: close it at the end of the text",
        ),
        at_beginning=True,
    ),
    _Case(
        ("could not find expected ':'",),
        Text(
            "il manque « : » et une espace après cette clé, ou cette ligne est mal indentée",
            'a ":" and a space are missing after this key, or this line is badly indented',
        ),
        at_beginning=True,
    ),
    _Case(
        ("expected ',' or ']'", "expected ',' or '}'"),
        Text(
            "cette liste entre crochets ou accolades n’est pas refermée, ou une virgule manque",
            "this list in brackets or braces is not closed, or a comma is missing",
        ),
        at_beginning=True,
    ),
    _Case(
        ("block sequence entries are not allowed", "sequence entries are not allowed"),
        Text(
            "« - » inattendu : commencez la liste à la ligne suivante",
            'unexpected "-": begin the list on the next line',
        ),
    ),
    _Case(
        ("did not find expected key", "expected <block end>", "did not find expected '-'"),
        _INDENTATION,
    ),
)


def syntax_complaint(error: Any, text: str) -> RawProblem:
    """What a ``yaml.YAMLError`` means, and the place where the mistake was made."""
    words = str(getattr(error, "problem", None) or error).split("\n", 1)[0]
    mark = getattr(error, "problem_mark", None)
    beginning = getattr(error, "context_mark", None)
    ours = Text("ce n’est pas du YAML : {words}", "this is not YAML: {words}").format(words=words)
    for case in _CASES:
        if any(known in words for known in case.words):
            ours = case.ours
            mark = beginning if case.at_beginning and beginning is not None else mark
            break
    if mark is None:
        return RawProblem(Mark(1, 1), ours)
    place = Mark(mark.line + 1, mark.column + 1)
    written = dict(enumerate(text.splitlines())).get(mark.line, "")[: mark.column + 1]
    if not written[:-1].strip() and "\t" in written:
        ours = _TAB
    elif written[:-1].strip() and ours is _INDENTATION:
        opened = _opened_above(text, mark.line)
        if opened is not None:
            return RawProblem(opened, _NOT_CLOSED)
        ours = _QUOTE_INSIDE
    return RawProblem(place, ours)


def _opened_above(text: str, line: int) -> Mark | None:
    """Where the text in quotes that ends on this line began, if on an earlier one.

    Somebody forgot to close it there, and the next quotation mark closed it.
    """
    import yaml

    begun: Mark | None = None
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if token.start_mark.line > line:
                break
            quoted = isinstance(token, yaml.ScalarToken) and token.style in ("'", '"')
            if quoted and token.start_mark.line < token.end_mark.line == line:
                begun = Mark(token.start_mark.line + 1, token.start_mark.column + 1)
    except yaml.YAMLError:
        pass
    return begun
