"""The two activity matrices: who does what in the onboarding, and in the service that follows it."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, Generic, Self, TypeVar, get_args

from pydantic import Field, model_validator

from docgen.intake.model.words import ContactRole, TeamRole
from docgen.intake.model.words import Stage as StageId
from docgen.playbooks.extending import built_in_file
from docgen.playbooks.load import read_part
from docgen.playbooks.parts import Origin, Part, misplaced

ACTIVITIES: Final = "raci_activities"
RUN_ACTIVITIES: Final = "bau_raci"

_TEAM_ROLES = frozenset(get_args(get_args(TeamRole)[0]))
_CONTACT_ROLES = frozenset(get_args(get_args(ContactRole)[0]))
Fault = tuple[tuple[str | int, ...], str]


class MatrixRole(Part):
    """A column of a matrix, and who stands behind it.

    Exactly one of: `team`, a role of the provider's team; `contact`, a role of the client's contacts; `outside`,
    a party outside both. `led_by` is the team role whose people hold a role together where nobody is named for it.
    `column` is the column of the stage matrix that it belongs to, empty where it has none.
    """

    name: str
    team: str = ""
    led_by: str = ""
    contact: str = ""
    outside: str = ""
    column: str = ""

    @model_validator(mode="after")
    def _one_holder(self) -> Self:
        if sum(map(bool, (self.team, self.contact, self.outside))) != 1:
            raise ValueError("must name exactly one of team, contact and outside")
        for role in filter(None, (self.team, self.led_by)):
            if role not in _TEAM_ROLES:
                raise ValueError(f"{role} is not a role of the team")
        if self.contact and self.contact not in _CONTACT_ROLES:
            raise ValueError(f"{self.contact} is not a role of a contact")
        return self


class Activity(Part):
    """A row: one role is accountable (A), at least one responsible (R), others are consulted (C) or informed (I).

    A role that is accountable and responsible stands in both, and its cell is `A/R`; no role has two other parts.
    """

    id: str = Field(min_length=1)
    activity: str = Field(min_length=1)
    accountable: str = Field(alias="A", min_length=1)
    responsible: tuple[str, ...] = Field(alias="R", min_length=1)
    consulted: tuple[str, ...] = Field(alias="C", default=())
    informed: tuple[str, ...] = Field(alias="I", default=())

    @property
    def cells(self) -> Mapping[str, str]:
        """The letter of each role that takes part."""
        letters = dict.fromkeys(self.responsible, "R")
        letters[self.accountable] = "A/R" if self.accountable in letters else "A"
        return letters | dict.fromkeys(self.consulted, "C") | dict.fromkeys(self.informed, "I")

    @property
    def parts(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every role of the row with where it stands in it."""
        yield ("A",), self.accountable
        for letter, roles in (("R", self.responsible), ("C", self.consulted), ("I", self.informed)):
            for position, role in enumerate(roles):
                yield (letter, position), role


class OnboardingActivity(Activity):
    """An activity of one stage of the onboarding."""

    stage: StageId


class RunActivity(Activity):
    """An activity of the run-state service. `when` is how often, or upon what; `line` the process line that names
    the activity, empty where none does (who does it is a default all the same)."""

    group: str = Field(min_length=1)
    when: str = Field(min_length=1)
    line: str = Field(default="", pattern=r"^([MS]\d{3})?$")


Row = TypeVar("Row", bound=Activity)


class Matrix(Part, Generic[Row]):
    """A matrix of activities and roles. `roles` are its columns in order, by their short names."""

    source: Origin
    version: str
    extends: str = ""
    roles: Mapping[str, MatrixRole] = Field(min_length=1)
    rows: tuple[Row, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _rows_fit(self) -> Self:
        misplaced([*_unknown_roles(self.rows, self.roles), *_two_parts(self.rows), *_same_id(self.rows)])
        return self

    def letter(self, row: Row, role: str) -> str:
        """Return the letter of a role in a row, empty where it takes no part."""
        return row.cells.get(role, "")


class OnboardingMatrix(Matrix[OnboardingActivity]):
    """Who does what in the onboarding, activity by activity."""

    def of_stage(self, stage: str) -> tuple[OnboardingActivity, ...]:
        """Return the activities of a stage (`S1` to `S7`), in order."""
        return tuple(row for row in self.rows if row.stage == stage)


class RunMatrix(Matrix[RunActivity]):
    """Who does what once the onboarding is over."""

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of activities, in the order in which they first come."""
        return tuple(dict.fromkeys(row.group for row in self.rows))


def load_activities(path: Path | str | None = None) -> OnboardingMatrix:
    """Return the activity matrix of the onboarding: the built-in one, or that of a file.

    Raise PlaybookError with every problem, each with its line and column.
    """
    return read_part(Path(path or built_in_file(ACTIVITIES)), OnboardingMatrix)


def load_run_activities(path: Path | str | None = None) -> RunMatrix:
    """Return the activity matrix of the run-state service: the built-in one, or that of a file.

    Raise PlaybookError with every problem, each with its line and column.
    """
    return read_part(Path(path or built_in_file(RUN_ACTIVITIES)), RunMatrix)


def _unknown_roles(rows: Sequence[Activity], roles: Mapping[str, MatrixRole]) -> Iterator[Fault]:
    for index, row in enumerate(rows):
        for steps, role in row.parts:
            if role not in roles:
                yield ("rows", index, *steps), f"is {role}, which is not a role of this matrix"


def _two_parts(rows: Sequence[Activity]) -> Iterator[Fault]:
    for index, row in enumerate(rows):
        seen: set[str] = set()
        for steps, role in row.parts:
            # Whoever is accountable may also be responsible; every other second part contradicts the first.
            if role in seen or (steps[0] in ("C", "I") and role == row.accountable):
                yield ("rows", index, *steps), f"is {role}, which has another part in this row"
            if steps != ("A",):
                seen.add(role)


def _same_id(rows: Sequence[Activity]) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, row in enumerate(rows):
        if row.id in seen:
            yield ("rows", index, "id"), f"is {row.id} a second time"
        seen.add(row.id)
