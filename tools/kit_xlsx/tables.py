"""Excel's own tables: they filter, sort and grow as one types below them."""

from __future__ import annotations

from openpyxl.worksheet.table import Table, TableStyleInfo

from tools.kit_xlsx.sheet import Sheet


def add_table(sheet: Sheet, name: str, cells: str) -> None:
    """Make a range a table called `name`; its first row holds the names of its columns.

    It has no table style: the cells' own styles say how it looks.
    """
    table = Table(displayName=name, ref=cells)
    # Excel repairs a table style that names stripes but no style; all four flags off is what it writes itself.
    table.tableStyleInfo = TableStyleInfo(
        name=None, showFirstColumn=False, showLastColumn=False, showRowStripes=False, showColumnStripes=False
    )
    sheet.ws.add_table(table)
