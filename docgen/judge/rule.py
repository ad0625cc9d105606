"""What a rule is: one small function from a case to findings, registered under its number.

Most rules look at the client's facts alone (`Case`): what they find is found once, however many documents of the
client are judged. A rule that asks what day it is (`DayCase`), or looks at one document at its stage
(`DocumentCase`), is registered as such.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING

from docgen.judge.catalogue import RULES, RuleInfo
from docgen.judge.needs import needs_of
from docgen.judge.stages import reached
from docgen.judge.terms import Terms, resolve
from docgen.judge.walk import Survey

if TYPE_CHECKING:
    from docgen.artefacts import Artefact
    from docgen.derive.calendars import BusinessCalendar
    from docgen.derive.context import Context, Standing
    from docgen.derive.raci import Grids
    from docgen.intake.model import Intake
    from docgen.intake.model.document import DocumentState
    from docgen.playbooks.model import Playbook


@dataclass(frozen=True)
class Case:
    """What is judged: one client's facts and what follows from them on any day."""

    intake: Intake
    playbook: Playbook
    context: Standing
    calendar: BusinessCalendar
    survey: Survey

    @property
    def mandatory_roles(self) -> tuple[str, ...]:
        """The roles that the client has to fill before the handoff, in this process."""
        return self.playbook.handoff.mandatory_roles.value

    def here(self, role: str) -> str:
        """Return the role that does the work of `role` in this process: mostly the same."""
        return self.playbook.acting.get(role, role)

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """Every text of the intake with its path."""
        return self.survey.texts

    @property
    def matrices(self) -> Grids:
        """The RACI matrices as this client has them."""
        return self.context.grids

    @property
    def terms(self) -> Terms | None:
        """The service levels that apply; None while the tier is not known."""
        return self.context.once("judge terms", lambda: resolve(self.intake, self.playbook, self.calendar))


@dataclass(frozen=True)
class DayCase(Case):
    """A case on one day: `as_of` is the only today."""

    context: Context

    @property
    def as_of(self) -> date:
        """The day on which the client is judged."""
        return self.context.as_of


@dataclass(frozen=True)
class DocumentCase(DayCase):
    """A case for one artefact (a code such as `HOF`) at one stage (an entry of `stages.ORDER`)."""

    artefact: str
    stage: str

    @property
    def document(self) -> DocumentState | None:
        """The artefact's own record, None while the intake has none."""
        known = self.intake.documents or {}
        return next((state for code, state in known.items() if code == self.artefact), None)

    @cached_property
    def needs(self) -> Artefact:
        """What the catalogue says of the artefact in this process."""
        return needs_of(self.artefact, self.playbook.stages_by_id)


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of a rule.

    `path` is the intake path with ids, `message` says what was found and what is wrong, `hint` what to do.
    `day` is the day that the finding is about, where it is about one; `at` is the intake path to point at where `path`
    is the playbook's; what is `secret` is not shown, not even in its line.
    """

    path: str
    message: str
    hint: str = ""
    day: date | None = None
    at: str = ""
    secret: bool = False


Check = Callable[[Case], Iterable[Finding]]
DayCheck = Callable[[DayCase], Iterable[Finding]]
DocumentCheck = Callable[[DocumentCase], Iterable[Finding]]

_CHECKS: dict[str, Check] = {}
_DAY_CHECKS: dict[str, DayCheck] = {}
_DOCUMENT_CHECKS: dict[str, DocumentCheck] = {}


def rule(id: str) -> Callable[[Check], Check]:
    """Register a function as the check of the catalogue's rule `id`. Raise KeyError where there is no such rule."""
    info = _unchecked(id)

    def register(check: Check) -> Check:
        _CHECKS[info.id] = check
        return check

    return register


def day_rule(id: str) -> Callable[[DayCheck], DayCheck]:
    """Register the check of a rule that depends on the day of judgement. Raise as `rule` does."""
    info = _unchecked(id)

    def register(check: DayCheck) -> DayCheck:
        _DAY_CHECKS[info.id] = check
        return check

    return register


def document_rule(id: str) -> Callable[[DocumentCheck], DocumentCheck]:
    """Register the check of a rule that looks at one document, or at the stage it is for. Raise as `rule` does."""
    info = _unchecked(id)

    def register(check: DocumentCheck) -> DocumentCheck:
        _DOCUMENT_CHECKS[info.id] = check
        return check

    return register


def _unchecked(id: str) -> RuleInfo:
    if id in _CHECKS or id in _DAY_CHECKS or id in _DOCUMENT_CHECKS:
        raise KeyError(f"{id} has a check already")
    return RULES[id]


def checks() -> dict[str, DocumentCheck]:
    """Return every check by its rule's number."""
    import_module("docgen.judge.rules")  # the modules of rules register their checks when they are read
    return {**_CHECKS, **_DAY_CHECKS, **_DOCUMENT_CHECKS}


def findings(case: DocumentCase) -> Iterator[tuple[RuleInfo, Finding]]:
    """Yield what the rules find that apply at the case's stage, in the catalogue's order."""
    import_module("docgen.judge.rules")
    for info in RULES.values():
        if reached(info.stage, case.stage):
            yield from ((info, finding) for finding in _found(case, info.id))


def _found(case: DocumentCase, id: str) -> Iterable[Finding]:
    if id in _CHECKS:
        return case.context.once(f"judge {id}", lambda: tuple(_CHECKS[id](case)))
    if id in _DAY_CHECKS:
        return case.context.daily(f"judge {id}", lambda: tuple(_DAY_CHECKS[id](case)))
    return _DOCUMENT_CHECKS[id](case) if id in _DOCUMENT_CHECKS else ()
