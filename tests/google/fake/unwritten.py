"""What Google asks of one object and its discovery document does not say: required, one of, how.

The rules are from the descriptions in the documents and from Google's pages. What concerns several
objects (a title twice, a range outside the grid) is the state's to refuse, not this module's.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

# The schema that a request's ``fields`` mask is about.
MASK_ROOTS = {
    "AppendCellsRequest": "CellData",
    "RepeatCellRequest": "CellData",
    "UpdateBandingRequest": "BandedRange",
    "UpdateCellsRequest": "CellData",
    "UpdateDeveloperMetadataRequest": "DeveloperMetadata",
    "UpdateDimensionGroupRequest": "DimensionGroup",
    "UpdateDimensionPropertiesRequest": "DimensionProperties",
    "UpdateEmbeddedObjectPositionRequest": "OverlayPosition",
    "UpdateFilterViewRequest": "FilterView",
    "UpdateNamedRangeRequest": "NamedRange",
    "UpdateProtectedRangeRequest": "ProtectedRange",
    "UpdateSheetPropertiesRequest": "SheetProperties",
    "UpdateSpreadsheetPropertiesRequest": "SpreadsheetProperties",
    "UpdateTableRequest": "Table",
}

_REQUIRED: dict[str, str] = {
    "AddBandingRequest": "bandedRange",
    "AddChartRequest": "chart",
    "AddConditionalFormatRuleRequest": "rule",
    "AddDimensionGroupRequest": "range",
    "AddFilterViewRequest": "filter",
    "AddNamedRangeRequest": "namedRange",
    "AddProtectedRangeRequest": "protectedRange",
    "AddTableRequest": "table",
    "AppendCellsRequest": "fields rows",
    "AppendDimensionRequest": "dimension length",
    "BandedRange": "range",
    "BatchUpdateSpreadsheetRequest": "requests",
    "BatchUpdateValuesRequest": "valueInputOption",
    "BooleanCondition": "type",
    "BooleanRule": "condition format",
    "CopyPasteRequest": "source destination",
    "CreateDeveloperMetadataRequest": "developerMetadata",
    "CutPasteRequest": "source destination",
    "DataValidationRule": "condition",
    "DeleteDeveloperMetadataRequest": "dataFilter",
    "DeleteDimensionRequest": "range",
    "DeleteNamedRangeRequest": "namedRangeId",
    "DeveloperMetadata": "location metadataKey visibility",
    "DimensionRange": "dimension",
    "EmbeddedChart": "spec position",
    "InsertDimensionRequest": "range",
    "InterpolationPoint": "type",
    "MergeCellsRequest": "mergeType range",
    "MoveDimensionRequest": "source",
    "NamedRange": "name range",
    "NumberFormat": "type",
    "OverlayPosition": "anchorCell",
    "Permission": "role type",
    "RepeatCellRequest": "cell fields range",
    "SetBasicFilterRequest": "filter",
    "SetDataValidationRequest": "range",
    "SortRangeRequest": "range sortSpecs",
    "UpdateBandingRequest": "bandedRange fields",
    "UpdateCellsRequest": "fields",
    "UpdateDimensionGroupRequest": "dimensionGroup fields",
    "UpdateDimensionPropertiesRequest": "fields properties",
    "UpdateEmbeddedObjectPositionRequest": "newPosition",
    "UpdateFilterViewRequest": "fields filter",
    "UpdateNamedRangeRequest": "fields namedRange",
    "UpdateProtectedRangeRequest": "fields protectedRange",
    "UpdateSheetPropertiesRequest": "fields properties",
    "UpdateSpreadsheetPropertiesRequest": "fields properties",
    "UpdateTableRequest": "fields table",
    "ValueRange": "range",
}

# An update may carry a part of these only; the mask says which.
_PARTIAL = {"NamedRange", "DeveloperMetadata", "BandedRange"}

_EXACTLY_ONE: dict[str, str] = {
    "BatchUpdateSpreadsheetRequest": "",
    "ChartSpec": "basicChart bubbleChart candlestickChart histogramChart orgChart pieChart"
    " scorecardChart treemapChart waterfallChart",
    "ColorStyle": "rgbColor themeColor",
    "ConditionalFormatRule": "booleanRule gradientRule",
    "ConditionValue": "relativeDate userEnteredValue",
    "DeveloperMetadataLocation": "dimensionRange sheetId spreadsheet",
    "EmbeddedObjectPosition": "newSheet overlayPosition sheetId",
    "ExtendedValue": "boolValue errorValue formulaValue numberValue stringValue",
    "ProtectedRange": "namedRangeId range tableId",
    "UpdateCellsRequest": "range start",
    "UpdateDimensionPropertiesRequest": "dataSourceSheetRange range",
}

_VALUES: dict[str, tuple[int, int]] = {
    "BLANK": (0, 0),
    "BOOLEAN": (0, 2),
    "DATE_BETWEEN": (2, 2),
    "DATE_IS_VALID": (0, 0),
    "DATE_NOT_BETWEEN": (2, 2),
    "NOT_BLANK": (0, 0),
    "NUMBER_BETWEEN": (2, 2),
    "NUMBER_NOT_BETWEEN": (2, 2),
    "ONE_OF_LIST": (1, 500),
    "TEXT_IS_EMAIL": (0, 0),
    "TEXT_IS_URL": (0, 0),
}
_ONLY_IN_VALIDATION = frozenset(
    "TEXT_IS_EMAIL TEXT_IS_URL DATE_ON_OR_BEFORE DATE_ON_OR_AFTER DATE_BETWEEN DATE_NOT_BETWEEN"
    " DATE_IS_VALID ONE_OF_RANGE ONE_OF_LIST BOOLEAN".split()
)
_NEVER_IN_VALIDATION = frozenset(
    "TEXT_STARTS_WITH TEXT_ENDS_WITH BLANK NOT_BLANK TEXT_NOT_EQ DATE_NOT_EQ".split()
)
_RULE_FORMAT = {"backgroundColor", "backgroundColorStyle", "textFormat"}
_RULE_TEXT = {"bold", "foregroundColor", "foregroundColorStyle", "italic", "strikethrough"}
_NAME = re.compile(r"[^\W\d][\w]{0,249}")
_REFERENCE = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*")


@cache
def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def problems(schema: str, body: dict[str, Any]) -> list[str]:
    """What is wrong with one object of the schema beyond its fields, types and enums."""
    if schema == "Request":
        kinds = [name for name, value in body.items() if value is not None]
        if len(kinds) != 1:
            return [f"a request has exactly one kind, not {len(kinds)}: {', '.join(kinds)}"]
        return []
    found = []
    if schema not in _PARTIAL:
        found += missing(schema, body)
    if (choices := _EXACTLY_ONE.get(schema)) and not (
        schema in _MAY_BE_EMPTY and not any(name in body for name in _words(choices))
    ):
        given = [name for name in _words(choices) if name in body]
        if len(given) != 1:
            told = " and ".join(given) or "none"
            found.append(f"exactly one of {', '.join(_words(choices))}, not {told}")
    if (special := _SPECIAL.get(schema)) is not None:
        found += special(body)
    return found


def missing(schema: str, body: dict[str, Any]) -> list[str]:
    """The required fields that are not there."""
    return [
        f"{name} is required"
        for name in _words(_REQUIRED.get(schema, ""))
        if body.get(name) is None or body[name] == "" or body[name] == []
    ]


# A partial update leaves the choice out; an unset colour style means the default.
_MAY_BE_EMPTY = {"ColorStyle", "ProtectedRange"}


def _extended_value(body: dict[str, Any]) -> list[str]:
    found = []
    if "errorValue" in body:
        found.append("errorValue is read only")
    formula = body.get("formulaValue")
    if isinstance(formula, str) and not formula.startswith(("=", "+")):
        found.append(f"Invalid formulaValue: {formula!r} does not begin with =")
    text = body.get("stringValue")
    if isinstance(text, str) and len(text) > 50_000:
        found.append("Your input contains more than the maximum of 50000 characters in a cell.")
    return found


def _condition(body: dict[str, Any]) -> list[str]:
    kind, values = body.get("type"), body.get("values") or []
    if not isinstance(kind, str) or not isinstance(values, list):
        return []
    least, most = _VALUES.get(kind, (1, 1))
    found = []
    if not least <= len(values) <= most:
        found.append(f"{kind} takes {least} to {most} values, not {len(values)}")
    if kind in {"CUSTOM_FORMULA", "ONE_OF_RANGE"}:
        found += [
            f"Invalid {kind}: {value.get('userEnteredValue')!r} does not begin with ="
            for value in values
            if isinstance(value, dict) and not str(value.get("userEnteredValue")).startswith("=")
        ]
    return found


def _boolean_rule(body: dict[str, Any]) -> list[str]:
    found = []
    kind = (body.get("condition") or {}).get("type")
    if kind in _ONLY_IN_VALIDATION:
        found.append(f"{kind} is not supported by conditional formatting")
    look = body.get("format") or {}
    extra = sorted(set(look) - _RULE_FORMAT)
    extra += [f"textFormat.{name}" for name in sorted(set(look.get("textFormat", {})) - _RULE_TEXT)]
    return found + [f"a conditional format cannot set {name}" for name in extra]


def _validation(body: dict[str, Any]) -> list[str]:
    kind = (body.get("condition") or {}).get("type")
    if kind in _NEVER_IN_VALIDATION:
        return [f"{kind} is not supported by data validation"]
    return []


def _conditional_format(body: dict[str, Any]) -> list[str]:
    ranges = body.get("ranges")
    if not isinstance(ranges, list) or not ranges:
        return ["ranges is required"]
    if len({area.get("sheetId", 0) for area in ranges if isinstance(area, dict)}) > 1:
        return ["All the ranges must be on the same grid."]
    return []


def _range(body: dict[str, Any]) -> list[str]:
    found = []
    for first, last in (
        ("startRowIndex", "endRowIndex"),
        ("startColumnIndex", "endColumnIndex"),
        ("startIndex", "endIndex"),
    ):
        start, end = body.get(first), body.get(last)
        if isinstance(start, int) and start < 0:
            found.append(f"{first} is negative")
        if isinstance(start, int | None) and isinstance(end, int) and end <= (start or 0):
            found.append(f"{last} ({end}) must be greater than {first} ({start or 0})")
    return found


def _named_range(body: dict[str, Any]) -> list[str]:
    name = body.get("name")
    if isinstance(name, str) and (not _NAME.fullmatch(name) or _REFERENCE.fullmatch(name)):
        return [f"The name {name!r} is not a valid name of a range."]
    return []


def _color(body: dict[str, Any]) -> list[str]:
    return [
        f"{name} must be between 0 and 1, not {value}"
        for name, value in body.items()
        if isinstance(value, int | float) and not 0 <= value <= 1
    ]


_SPECIAL = {
    "BooleanCondition": _condition,
    "BooleanRule": _boolean_rule,
    "Color": _color,
    "ConditionalFormatRule": _conditional_format,
    "DataValidationRule": _validation,
    "DimensionRange": _range,
    "ExtendedValue": _extended_value,
    "GridRange": _range,
    "NamedRange": _named_range,
}
