"""The source of `templates/BAU.xlsx`: the registers that the service team keeps up."""

from __future__ import annotations

from tools.bau_parts.book import SHEETS
from tools.bau_parts.book_control import registers_control
from tools.bau_parts.ending import ending_sheet
from tools.bau_parts.register import register_sheet
from tools.kit_xlsx import Book, open_items_sheet

BOOK = Book(
    code="BAU",
    version="1.0",
    fill=(
        registers_control,
        ending_sheet,
        *(register_sheet(one) for one in SHEETS),
        open_items_sheet,
    ),
)
