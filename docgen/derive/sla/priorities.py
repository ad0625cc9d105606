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
    return Priorities(
        urgencies=book.urgencies,
        matrix=tuple(MatrixRow(impact, tuple(_cell(key) for key in line)) for impact, line in lines),
        levels=tuple(_priority(sla, book, key, look) for key in FILLS),
        raises=_raises(sla, book),
        declarers=_declarers(sla, book, look),
        decides=look.owner_of("service_delivery_manager"),
    )


def _raises(sla: Sla, book: PriorityMatrix) -> tuple[str, ...]:
    """Return the rules that lift a priority: the playbook's, then the intake's own."""
    own = sla.priority_override.rule if sla.priority_override else None
    return (*book.raises, *((own,) if own else ()))


def _declarers(sla: Sla, book: PriorityMatrix, look: Lookup) -> tuple[str, ...]:
    """Return who may declare a P1: the people whom the intake names, else the holders of the playbook's roles."""
    named = sla.priority_override.by if sla.priority_override else None
    if named:
        return tuple(look.name(ref) for ref in named)
    return tuple(_declarer(role, look) for role in book.declarers)


def _declarer(role: str, look: Lookup) -> str:
    """Return a client role with its holder: `Tomas Lind (technical contact)`, else `Technical contact`."""
    held, words = look.in_role(role), look.role_name(role)
    return f"{held[0].name} ({words.lower()})" if held else words


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


def priority_figures(
    intake: Intake, book: PriorityMatrix, ledger: Ledger, look: Lookup
) -> Sequence[Figure[object]]:
    """Return the matrix, the meaning of each priority, what lifts one and who may declare a P1."""
    sla, origin = intake.sla or Sla(), origin_of(book)
    defined = {str(key): text for key, text in (sla.priority_definitions or {}).items()}
    meanings = (
        ledger.figure(
            f"Meaning of {key}",
            f"sla.priority_definitions.{key}",
            defined.get(key) or text,
            origin=origin,
            stated=key in defined,
        )
        for key, text in book.definitions.items()
    )
    # The playbook's own rules stand even where the intake adds one, so only the facts map can speak for them.
    raises = "; ".join(book.raises)
    named = ", ".join(_declarers(sla, book, look))
    stated = bool(sla.priority_override and sla.priority_override.by)
    return (
        *_matrix_figure(intake, book, ledger),
        *meanings,
        ledger.figure("What lifts a priority", "sla.priority_override.rule", raises, origin=origin),
        ledger.figure(
            "Who may declare a P1", "sla.priority_override.by", named, origin=origin, stated=stated
        ),
    )


def _matrix_figure(intake: Intake, book: PriorityMatrix, ledger: Ledger) -> Sequence[Figure[object]]:
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
