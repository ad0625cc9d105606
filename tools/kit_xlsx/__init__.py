"""The kit that the built-in Excel templates are written with: their source reads like the workbook's outline.

    from tools.kit_xlsx import Book, ControlPage, Entry, Legend, control_sheet

    BOOK = Book(code="RACI", version="1.0", fill=(control, activities, …))
    BOOK.build()  # the bytes of the template

Each sheet is filled by a function that is given the workbook, adds its `Sheet` and writes it from the top down:

    sheet = book.sheet("Activities", (2.5, 8, 40, 9), title_rows="5:5", paper="A3")
    sheet.title("Activity RACI", "What the page says in one sentence.")
    head = sheet.line(("No.", "House Head"), ("Activity", "House Head"))
    sheet.tag("for row in raci.activities")
    body = sheet.line(("{{ row.id }}", "House Ref"), ("{{ row.text }}", "House Text"))
    sheet.tag("endfor")
    one_of(sheet, f"D{body}:D{body}", ("R", "A", "C", "I"))
    sheet.finish(freeze=f"D{head + 1}", filter_=f"B{head}:D{body}")

Texts hold tags of the engine. Styles are named cell styles (`styles.STYLES`), colours theme tokens.
"""

from tools.kit_xlsx.book import Book, Volume
from tools.kit_xlsx.control import ControlPage, Entry, Legend, control_sheet, none_recorded, open_items_sheet
from tools.kit_xlsx.rules import STATUS_GLYPHS, colour_letters, colour_status, heat, one_of, when_true
from tools.kit_xlsx.sheet import Line, Sheet
from tools.kit_xlsx.tables import add_table

__all__ = [
    "STATUS_GLYPHS",
    "Book",
    "ControlPage",
    "Entry",
    "Legend",
    "Line",
    "Sheet",
    "Volume",
    "add_table",
    "colour_letters",
    "colour_status",
    "control_sheet",
    "heat",
    "none_recorded",
    "one_of",
    "open_items_sheet",
    "when_true",
]
