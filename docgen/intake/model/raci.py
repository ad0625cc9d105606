"""Who does and who answers for what, where this engagement differs from the playbook."""

from typing import Annotated, Literal

from docgen.intake.model.base import Facts, Keyed, fact
from docgen.intake.model.scalar import CHOICE, Scalar, expect_text, refuse, shown
from docgen.intake.model.texts import Id, Text
from docgen.intake.model.words import Stage

RaciRole = Annotated[
    Literal[
        "AM", "OL", "SA", "PM", "OE", "SE", "SEC", "AIE", "SDL", "SDM", "SDA", "MIM",
        "CES", "CIT", "CCO", "CBA", "INC", "VEN",
    ],
    CHOICE,
]  # fmt: skip
"""Short names of the roles in the activity matrix; the playbook's matrices say what each stands for."""

LETTERS = ("R", "A", "C", "I", "A/R", "-")


def parse_letter(value: object) -> str:
    """Return the part that a role takes: R, A, C, I, A/R, or `-` for none."""
    text = expect_text(value, "one of R, A, C, I, A/R or -").strip().upper()
    letter = "A/R" if text in ("AR", "RA", "R/A") else text
    if letter not in LETTERS:
        raise refuse(
            "unknown-value", f"is {shown(text)}, not a part in an activity.", "Known: R, A, C, I, A/R or -."
        )
    return letter


Letter = Annotated[str, Scalar(parse_letter, {"type": "string", "enum": list(LETTERS)})]


class ActivityRow(Facts):
    """A row of the activity matrix that is added, or that changes the row with the same id.

    Of a row that is changed, only the cells that differ are written; `-` empties one.
    """

    id: Id | None = fact("Id of the row; quote it, as 7.10 and 7.1 are different rows", example='"7.7"')
    stage: Stage | None = fact("Stage that it belongs to", example="S7")
    activity: Text | None = fact("What is done", example="Return of the leased appliance")
    cells: Keyed[RaciRole, Letter] | None = fact("Part of each role", example="{SDM: A, CIT: R}")


class RunRow(Facts):
    """A row of the run-state matrix that is added, or that changes the row with the same id."""

    id: Id | None = fact("Id of the row", example="run-25")
    group: Text | None = fact("Group that it belongs to", example="Operations")
    activity: Text | None = fact("What is done", example="Monthly print-cost report")
    when: Text | None = fact("How often, or upon what", example="Monthly")
    cells: Keyed[RaciRole, Letter] | None = fact("Part of each role", example="{SDM: A, SDL: R}")


class Responsibilities(Facts):
    """Rows that this engagement adds to the playbook's matrices, or changes in them."""

    rows: tuple[ActivityRow, ...] | None = fact("Activities of the onboarding")
    bau_rows: tuple[RunRow, ...] | None = fact("Activities of the run-state service")
