"""The source of `templates/TDQ.xlsx`: the technical discovery questionnaire, laid out from the question bank."""

from __future__ import annotations

from tools.kit_xlsx import Book, Volume, open_items_sheet
from tools.tdq_parts.back import findings_sheet, lists_sheet, sessions_sheet, sign_off_sheet
from tools.tdq_parts.cells import protect
from tools.tdq_parts.control import control
from tools.tdq_parts.figures import figures_sheet
from tools.tdq_parts.plan import bank, tables_of
from tools.tdq_parts.progress import progress_sheet
from tools.tdq_parts.questions import domain_sheet
from tools.tdq_parts.tables import index_sheet, table_sheet


def _domains(volume: Volume) -> None:
    """Add each domain's questions, followed by its tables."""
    for domain in bank().domains:
        domain_sheet(volume, domain)
        for plan in tables_of(domain):
            table_sheet(volume, plan)


def _open_items(volume: Volume) -> None:
    protect(open_items_sheet(volume))


BOOK = Book(
    code="TDQ",
    version="1.0",
    fill=(
        control,
        progress_sheet,
        figures_sheet,
        index_sheet,
        _domains,
        sessions_sheet,
        findings_sheet,
        sign_off_sheet,
        lists_sheet,
        _open_items,
    ),
)
