"""Where an element stands in a worksheet: Excel repairs a file whose elements are out of order."""

from __future__ import annotations

from docgen.engine.excel.markup import s
from docgen.engine.markup import Element

# CT_Worksheet (ISO/IEC 29500-1, 18.3.1.99)
_ORDER = {
    s(name): at
    for at, name in enumerate(
        [
            "sheetPr",
            "dimension",
            "sheetViews",
            "sheetFormatPr",
            "cols",
            "sheetData",
            "sheetCalcPr",
            "sheetProtection",
            "protectedRanges",
            "scenarios",
            "autoFilter",
            "sortState",
            "dataConsolidate",
            "customSheetViews",
            "mergeCells",
            "phoneticPr",
            "conditionalFormatting",
            "dataValidations",
            "hyperlinks",
            "printOptions",
            "pageMargins",
            "pageSetup",
            "headerFooter",
            "rowBreaks",
            "colBreaks",
            "customProperties",
            "cellWatches",
            "ignoredErrors",
            "smartTags",
            "drawing",
            "legacyDrawing",
            "legacyDrawingHF",
            "drawingHF",
            "picture",
            "oleObjects",
            "controls",
            "webPublishItems",
            "tableParts",
            "extLst",
        ]
    )
}
_LAST = len(_ORDER)


def child(sheet: Element, name: str) -> Element:
    """Return a child of a worksheet by its local name, made in its place where it is not there."""
    found = sheet.find(s(name))
    if found is not None:
        return found
    made = sheet.makeelement(s(name))
    later = (at for at, node in enumerate(sheet) if _ORDER.get(str(node.tag), _LAST) > _ORDER[s(name)])
    sheet.insert(next(later, len(sheet)), made)
    return made
