"""The questionnaire of one client: sheets of questions, tables, sessions, findings, progress and sign-off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

from docgen.derive.calendars import BusinessCalendar, business_calendar
from docgen.derive.lookup import Lookup
from docgen.derive.questionnaire.answers import AskedQuestion, Asking, asked_question
from docgen.derive.questionnaire.choices import Choice, Choices
from docgen.derive.questionnaire.conditions import condition_of
from docgen.derive.questionnaire.findings import FindingLine, area_name, finding_lines
from docgen.derive.questionnaire.losses import LossLine, loss_lines
from docgen.derive.questionnaire.progress import Progress, Respondent, progress_of, respondents
from docgen.derive.questionnaire.sessions import SessionLine, session_lines
from docgen.derive.questionnaire.tables import Table, TablePlan, complete, table_of, table_plans
from docgen.derive.words import in_words, join_words
from docgen.intake.model import Intake
from docgen.playbooks.model import Playbook
from docgen.playbooks.questions import Domain, QuestionBank, load_questions

_SIGNERS = (("it_lead", "For the client"), ("solutions_architect", "For the provider"))
_NETWORK, _SECURITY, _REQUIREMENTS = "network_infrastructure", "security_compliance", "requirements"
_AREA_OF_CHAPTER: Mapping[str, str] = MappingProxyType({"3": _NETWORK, "4": _SECURITY})


@dataclass(frozen=True, slots=True)
class Section:
    """The questions of one heading within a domain."""

    title: str
    questions: tuple[AskedQuestion, ...]


@dataclass(frozen=True, slots=True)
class DomainView:
    """One domain of discovery. `method` says how its area is discovered, `sessions` when; empty if not planned."""

    id: str
    title: str
    area: str
    method: str
    sessions: str
    sections: tuple[Section, ...]
    progress: Progress


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs discovery off, on which side; `name` is the role in words where nobody holds it."""

    side: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """All that the questionnaire shows.

    `domains` go by id, in the bank's order; `tables` by intake path (`environment.servers`). `due` is the day by
    which discovery is signed off, empty if none is set; `counted` the day on which overdue answers are counted.
    """

    version: str
    counted: date
    due: date | str
    domains: Mapping[str, DomainView]
    tables: Mapping[str, Table]
    choices: tuple[Choice, ...]
    respondents: tuple[Respondent, ...]
    progress: Progress
    sessions: tuple[SessionLine, ...]
    findings: tuple[FindingLine, ...]
    losses: tuple[LossLine, ...]
    signers: tuple[Signer, ...]


def questionnaire_view(
    intake: Intake,
    playbook: Playbook,
    *,
    as_of: date,
    bank: QuestionBank | None = None,
    calendar: BusinessCalendar | None = None,
) -> Questionnaire:
    """Return the questionnaire of a client; `bank` replaces the playbook's questions, `calendar` the client's own.

    Raise PlaybookError if the playbook's questions cannot be read.
    """
    days = calendar or business_calendar(intake)
    return _Drafting(
        Lookup(intake, playbook), bank or load_questions(playbook.files.questions), as_of, days
    ).view()


@dataclass(frozen=True)
class _Drafting:
    """The steps from the bank to the view, each made once."""

    lookup: Lookup
    bank: QuestionBank
    as_of: date
    calendar: BusinessCalendar

    def view(self) -> Questionnaire:
        """Return what the steps below come to."""
        return Questionnaire(
            version=self.bank.version,
            counted=self.as_of,
            due=self.due or "",
            domains=MappingProxyType({domain.id: self._domain(domain) for domain in self.bank.domains}),
            tables=self.tables,
            choices=tuple(choice for choices in self.choices.lists.values() for choice in choices),
            respondents=respondents(self.questions, due=self.due, as_of=self.as_of),
            progress=progress_of(self.questions, due=self.due, as_of=self.as_of),
            sessions=self._sessions,
            findings=finding_lines(self.lookup),
            losses=loss_lines(self.lookup),
            signers=tuple(
                Signer(side, self.lookup.owner_of(role), self.lookup.role_name(role))
                for role, side in _SIGNERS
            ),
        )

    @cached_property
    def due(self) -> date | None:
        """The day by which discovery is to be finished."""
        discovery = self.lookup.intake.discovery
        return discovery.due if discovery else None

    @cached_property
    def choices(self) -> Choices:
        """The drop-downs."""
        return Choices(self.bank, self.lookup.intake)

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        """The tables by intake path."""
        return MappingProxyType({plan.path: table_of(plan, self.choices) for plan in self._plans})

    @cached_property
    def _plans(self) -> tuple[TablePlan, ...]:
        return table_plans(self.bank)

    @cached_property
    def _sessions(self) -> tuple[SessionLine, ...]:
        return session_lines(self.lookup, self.calendar)

    @cached_property
    def questions(self) -> tuple[AskedQuestion, ...]:
        """Every question with its answer."""
        asking = self._asking()
        answers = {question.id: asking.answer(question) for question in self.bank.questions}
        values = {ident: answer.value for ident, answer in answers.items()}
        return tuple(
            asked_question(question, answers[question.id], asking, values) for question in self.bank.questions
        )

    def _asking(self) -> Asking:
        conditions = {question.id: condition_of(question, self.choices) for question in self.bank.questions}
        filled = {
            question.id: complete(plan, question, self.tables[plan.path].rows)
            for plan in self._plans
            for question in plan.questions
        }
        return Asking(self.lookup, self.choices, conditions, self.tables, filled)

    def _domain(self, domain: Domain) -> DomainView:
        questions = tuple(question for question in self.questions if question.id[:3] == domain.id)
        area = _AREA_OF_CHAPTER.get(domain.chapter[:1], _REQUIREMENTS)
        discovery = self.lookup.intake.discovery
        method = {str(key): way for key, way in ((discovery and discovery.methods) or {}).items()}
        return DomainView(
            id=domain.id,
            title=domain.title,
            area=area_name(area),
            method=in_words(method.get(area)),
            sessions=self._planned(area),
            sections=tuple(
                Section(title, tuple(one for one in questions if one.section == title))
                for title in domain.sections
            ),
            progress=progress_of(questions, due=self.due, as_of=self.as_of),
        )

    def _planned(self, area: str) -> str:
        return join_words(line.id for line in self._sessions if line.area == area_name(area))
