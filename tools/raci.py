"""The source of `templates/RACI.xlsx`: who does the work and who answers for it, from handoff to run-state service."""

from __future__ import annotations

from tools.kit_xlsx import Book, open_items_sheet
from tools.raci_parts.activities import activity_sheet
from tools.raci_parts.checks import checks_sheet
from tools.raci_parts.control import raci_control
from tools.raci_parts.people import people_sheet
from tools.raci_parts.resources import resources_sheet
from tools.raci_parts.run import run_sheet
from tools.raci_parts.stages import stage_sheet

BOOK = Book(
    code="RACI",
    version="1.0",
    fill=(
        raci_control,
        stage_sheet,
        activity_sheet,
        people_sheet,
        checks_sheet,
        resources_sheet,
        run_sheet,
        open_items_sheet,
    ),
)
