"""Section 5: how a ticket gets its priority."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.derive.lookup import Lookup
from docgen.derive.sla.figures import Figure, Ledger, origin_of
from docgen.derive.sla.views import MatrixRow, Priorities
from docgen.derive.sla.views import Priority as PriorityView
from docgen.derive.values import Cell
from docgen.intake.model import Intake
from docgen.intake.model.sla import Sla
from docgen.playbooks.service_levels import PriorityMatrix

# Darkness falls with urgency, so that the matrix reads in greyscale.
FILLS = {"P1": ("dk2", "lt1"), "P2": ("accent1", "lt1"), "P3": ("accent1@25", ""), "P4": ("lt2", "")}
_IMPACTS = ("organisation", "department", "individual")
_URGENCIES = ("stopped", "degraded", "inconvenience")


def matrix(intake: Intake, book: PriorityMatrix) -> tuple[tuple[str, ...], ...]:
    """Return the priorities by impact (rows) and urgency (columns): the intake's cells over the playbook's."""
    stated = (intake.sla.priority_matrix if intake.sla else None) or {}
    rows = {str(impact): {str(k): str(v) for k, v in row.items()} for impact, row in stated.items()}
    return tuple(
        tuple(rows.get(impact, {}).get(urgency, cell) for urgency, cell in zip(_URGENCIES, line, strict=True))
        for impact, line in zip(_IMPACTS, book.cells, strict=True)
    )


def priorities(intake: Intake, book: PriorityMatrix, look: Lookup) -> Priorities:
    """Return the matrix in colour, the four definitions with the client's own examples, who may declare a P1."""
    sla = intake.sla or Sla()
    lines = zip(book.impacts, matrix(intake, book), strict=True)
    override = sla.priority_override
    rules = [*book.raises, *((override.rule,) if override and override.rule else ())]
    return Priorities(
        urgencies=book.urgencies,
        matrix=tuple(MatrixRow(impact, tuple(_cell(key) for key in line)) for impact, line in lines),
        levels=tuple(_priority(sla, book, key, look) for key in FILLS),
        raises=tuple(rules),
        declarers=tuple(look.name(ref) for ref in (override.by if override else None) or ()),
    )


def _cell(key: str) -> Cell:
    fill, ink = FILLS[key]
    return Cell(1, key, fill, ink)


def _priority(sla: Sla, book: PriorityMatrix, key: str, look: Lookup) -> PriorityView:
    defined = {str(k): v for k, v in {**book.definitions, **(sla.priority_definitions or {})}.items()}
    examples = {str(k): v for k, v in (sla.priority_examples or {}).items()}
    question = f"An example of a {key} from the client's own systems"
    example = look.known(
        examples.get(key), f"sla.priority_examples.{key}", owner="service_desk_lead", question=question
    )
    return PriorityView(key, defined[key], example)


def matrix_figures(intake: Intake, book: PriorityMatrix, ledger: Ledger) -> Sequence[Figure[object]]:
    """Return the matrix as one figure, its rows read from the highest impact down."""
    cells = matrix(intake, book)
    stated = bool(intake.sla and intake.sla.priority_matrix)
    shown = " / ".join(" ".join(row) for row in cells)
    return (
        ledger.figure(
            "Priority matrix",
            "sla.priority_matrix",
            cells,
            origin=origin_of(book),
            stated=stated,
            shown=shown,
        ),
    )
