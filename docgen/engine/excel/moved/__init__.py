"""Everything outside the cells that points at cells, moved to where they went. All functions change lxml trees.

The cells themselves, and the formulas in them, are written by the engine; what is here takes the tree of a part
(a worksheet whose rows may have been taken out, a table, a drawing, a chart, comments, the workbook) and how the
sheets grew.
"""

from docgen.engine.excel.moved.charts import move_chart
from docgen.engine.excel.moved.comments import move_comments, move_vml
from docgen.engine.excel.moved.drawings import move_drawing
from docgen.engine.excel.moved.referred import (
    Mention,
    mentions_in_chart,
    mentions_in_formula,
    mentions_in_names,
    mentions_in_sheet,
    mentions_in_table,
)
from docgen.engine.excel.moved.sheet import move_sheet
from docgen.engine.excel.moved.tables import move_table
from docgen.engine.excel.moved.workbook import move_pivot_cache, move_workbook

__all__ = [
    "Mention",
    "mentions_in_chart",
    "mentions_in_formula",
    "mentions_in_names",
    "mentions_in_sheet",
    "mentions_in_table",
    "move_chart",
    "move_comments",
    "move_drawing",
    "move_pivot_cache",
    "move_sheet",
    "move_table",
    "move_vml",
    "move_workbook",
]
