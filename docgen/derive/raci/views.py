"""What the RACI workbook shows: the matrices, the people behind them, the checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from docgen.derive.values import Chip, State

VACANT = "VACANT"
"""What stands in place of a name where nobody holds a role."""
NO_STAND_IN = "None named"


@dataclass(frozen=True, slots=True)
class RoleColumn:
    """One column of a matrix: the role, who holds it, who stands in.

    `side` is `provider`, `client` or `outside`. Several holders are joined with `; `; where there is none, `holder`
    is VACANT and `stand_in` empty.
    """

    key: str
    name: str
    side: str
    holder: str
    stand_in: str
    vacant: bool


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """One column of the stage matrix: a group of roles, and the people in it."""

    key: str
    name: str
    people: str


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage of the matrix. `cells` and `notes` go by column key; a note says why a cell differs from the
    written process, and is empty elsewhere.

    `owner` and `second_owner` are the headings of the columns whose people drive the stage, `owners` their roles in
    words.
    """

    id: str
    name: str
    cells: Mapping[str, str]
    notes: Mapping[str, str]
    owner: str
    second_owner: str
    owners: str


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """One cell that differs from the written process: what the process says, what is used, why."""

    stage: str
    column: str
    process: str
    used: str
    reason: str


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """One activity. `cells` go by role key, an empty text where the role has no part.

    `client_acts` says that the plan needs the client's own work here (access, acceptance, sign-off); `changed` in
    which way the line differs from the playbook's: `Added`, `Changed`, or nothing.
    """

    id: str
    stage: str
    text: str
    cells: Mapping[str, str]
    client_acts: bool
    changed: str


@dataclass(frozen=True, slots=True)
class ActivityGroup:
    """The activities of one stage."""

    id: str
    name: str
    lines: tuple[ActivityLine, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """One activity that a person answers for or does: `letter` is A, R or A/R."""

    id: str
    stage: str
    text: str
    letter: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person, or one role that nobody holds.

    `load` counts the activities of each stage, by its id, in which the person is A or R; `peak` is the most
    activities of which the person is A in one week, `peak_week` that week's Monday. `path` is where the intake
    names the person, empty where it does not.
    """

    path: str
    name: str
    roles: str
    organisation: str
    accountable: int
    responsible: int
    load: Mapping[str, int]
    peak: int
    peak_week: date | None
    chip: Chip
    duties: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found: its path in the data, where it is in words, and why it is accepted (empty where
    nobody accepts it)."""

    path: str
    where: str
    reason: str = ""

    @property
    def chip(self) -> Chip:
        """Whether somebody has accepted it."""
        return Chip(State.GOOD, "Accepted") if self.reason else Chip(State.CAUTION, "Open")


@dataclass(frozen=True, slots=True)
class Check:
    """One rule as the document was issued. `level` is `Error`, `Warning` or `Info`.

    A check that the facts do not allow yet `waits` for what it says.
    """

    rule: str
    what: str
    level: str
    findings: tuple[Finding, ...] = ()
    waits: str = ""

    @property
    def found(self) -> int:
        """How much it found."""
        return len(self.findings)

    @property
    def accepted(self) -> int:
        """How much of that is accepted."""
        return sum(bool(finding.reason) for finding in self.findings)

    @property
    def chip(self) -> Chip:
        """The result as a state: met, accepted, open, or waiting for facts."""
        if self.waits:
            return Chip(State.NEUTRAL, "Waiting")
        if self.found <= self.accepted:
            return Chip(State.GOOD, "Accepted" if self.found else "Met")
        return Chip(State.CRITICAL, "Not met") if self.level == "Error" else Chip(State.CAUTION, "To look at")


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One line of the list of findings: a finding with its rule, or what a rule waits for."""

    rule: str
    where: str
    chip: Chip
    reason: str


@dataclass(frozen=True, slots=True)
class BauLine:
    """One activity of the run-state service; `when` is its rhythm or trigger."""

    id: str
    group: str
    text: str
    cells: Mapping[str, str]
    when: str


@dataclass(frozen=True, slots=True)
class Raci:
    """Everything that the workbook shows.

    Roles of the activity matrix are apart by side, because a check asks whether the client acts. `ended` are the
    names of the roles that end with the onboarding; none of them may stand in the run-state matrix.
    """

    columns: tuple[MatrixColumn, ...]
    stages: tuple[StageLine, ...]
    corrections: tuple[CorrectionLine, ...]
    provider_roles: tuple[RoleColumn, ...]
    client_roles: tuple[RoleColumn, ...]
    outside_roles: tuple[RoleColumn, ...]
    activities: tuple[ActivityGroup, ...]
    people: tuple[PersonLine, ...]
    checks: Mapping[str, Check]
    findings: tuple[FindingLine, ...]
    bau_roles: tuple[RoleColumn, ...]
    bau: tuple[BauLine, ...]
    ended: tuple[str, ...]
    activity_count: int
    named_people: int
    vacancies: int
