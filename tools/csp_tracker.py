"""The source of `templates/CSP.xlsx`: the tracker of the success plan, and the list that other platforms load."""

from __future__ import annotations

from tools.csp_parts.track_load import load_sheet
from tools.csp_parts.track_measures import measures_sheet, objectives_sheet, readings_sheet
from tools.csp_parts.track_plan import add_chart, plan_sheet, tracker_control
from tools.csp_parts.track_work import actions_sheet, checkins_sheet, training_sheet
from tools.kit_xlsx import Book, open_items_sheet

BOOK = Book(
    code="CSP",
    version="1.0",
    fill=(
        tracker_control,
        plan_sheet,
        objectives_sheet,
        measures_sheet,
        readings_sheet,
        actions_sheet,
        training_sheet,
        checkins_sheet,
        load_sheet,
        open_items_sheet,
        add_chart,
    ),
)
