"""The question bank of the technical discovery: what is asked, of whom, and which fact the answer fills."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Literal, Self

from pydantic import Field, model_validator

from docgen.errors import PlaybookError
from docgen.intake.model.discovery import DiscoveryMethod
from docgen.intake.model.words import ContactRole
from docgen.intake.model.words import Stage as StageId
from docgen.intake.paths import trail
from docgen.playbooks.extending import built_in_file, read_extended
from docgen.playbooks.load import read_part
from docgen.playbooks.parts import Origin, Part, misplaced
from docgen.problems import Problem, Severity

QUESTIONS: Final = "questions"

AnswerType = Literal[
    "text", "long_text", "integer", "decimal", "percent", "date", "yes_no", "single", "multi", "table"
]
Format = Literal[
    "",
    "id",
    "email",
    "phone",
    "region",
    "regions",
    "timezone",
    "dates",
    "weekly_hours",
    "weekly_hours_lines",
    "local_datetime",
    "cidr",
    "interval",
    "duration",
    "lines",
]
NUMBERS: Final = frozenset(["integer", "decimal", "percent"])
CHOICES: Final = frozenset(["single", "multi"])
_CHECKS: Final = ("equals", "not_equals", "in_", "above", "empty", "not_empty")

_SHEETS: Final = (
    "Keep to the built-in bank's domains, lists and columns; texts, options and questions are yours."
)

Steps = tuple[str | int, ...]
Fault = tuple[Steps, str]


class Asked(Part):
    """What a question and a column of a table have in common: the kind of answer.

    `options` names a list of the bank, `ref` a list of the intake whose items are offered instead. `format` is how
    a text is read. `min` and `max` bound a number, of a table its rows; `unit` is what a number counts.
    """

    type: AnswerType
    format: Format = ""
    options: str = ""
    ref: str = ""
    unit: str = ""
    min: Decimal | None = None
    max: Decimal | None = None

    @model_validator(mode="after")
    def _kind_fits(self) -> Self:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"min ({self.min}) must not be more than max ({self.max})")
        if bool(self.options or self.ref) != (self.type in CHOICES) or (self.options and self.ref):
            raise ValueError(
                "needs exactly one of options and ref if it is single or multi, and else neither"
            )
        if self.format and self.type not in ("text", "long_text"):
            raise ValueError("has a format, which only a text can have")
        if self.unit and self.type not in NUMBERS:
            raise ValueError("has a unit, which only a number can have")
        return self


class Column(Asked):
    """A column of a table. `key` is the path inside a row (`notify.hours`); a `required` one is filled in every
    row that exists."""

    key: str = Field(min_length=1)
    title: str = Field(min_length=1)
    required: bool = False


class AskIf(Part):
    """When a question is asked: one check of the answer to another question, or of the fact at a path."""

    answer: str = ""
    path: str = ""
    equals: str | None = None
    not_equals: str | None = None
    in_: tuple[str, ...] | None = Field(alias="in", default=None, min_length=1)
    above: Decimal | None = None
    empty: bool = False
    not_empty: bool = False

    @model_validator(mode="after")
    def _one_check(self) -> Self:
        if bool(self.answer) == bool(self.path):
            raise ValueError("needs exactly one of answer and path")
        made = [name for name in _CHECKS if _is_made(getattr(self, name))]
        if len(made) != 1:
            raise ValueError("needs exactly one of equals, not_equals, in, above, empty and not_empty")
        return self

    def holds(self, value: Any) -> bool:
        """Return whether the question is asked when the other answer is `value`; None is no answer yet.

        Where nothing is known, only `empty` holds: a question that may not apply is not asked for yet.
        """
        if self.empty or self.not_empty:
            return (value in (None, "", (), [])) == bool(self.empty)
        if value is None:
            return False
        if self.above is not None:
            return Decimal(value) > self.above
        return self._names(_written(value))

    def _names(self, text: str) -> bool:
        if self.not_equals is not None:
            return text != self.not_equals.casefold()
        return text in {option.casefold() for option in self.in_ or (self.equals or "",)}


def _is_made(check: object) -> bool:
    # A bound of 0 is a check; 0 == False, so equality would miss it.
    return check is not None and check is not False


def _written(value: Any) -> str:
    """Return a value as the bank writes it: `true`, `msp`."""
    return str(value).strip().casefold()


class Question(Asked):
    """One question. Its id is permanent: a question that is dropped leaves its id unused.

    The id says where it stands: `NET-03.2` is the second question of the third section of the domain NET.
    `maps_to` is the fact that the answer fills; a table fills a list, one row for each item, and `row_key` are the
    columns that together tell one row from another. `mandatory_at` is the stage by which the answer must be there,
    empty where it need not; a question whose `ask_if` does not hold need not either. `evidence` is a document that
    would show the answer. `line` is the process line that the question serves.
    """

    id: str = Field(pattern=r"^[A-Z]{3}-\d{2}\.\d{1,2}$")
    section: str
    text: str = Field(min_length=1)
    help: str = Field(min_length=1)
    maps_to: str
    respondent_role: ContactRole
    method: DiscoveryMethod
    mandatory_at: StageId | Literal[""] = ""
    ask_if: AskIf | None = None
    evidence: str = ""
    line: str = Field(pattern=r"^[MS]\d{3}$")
    row_key: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()

    @property
    def domain(self) -> str:
        """The id of its domain: `NET` of `NET-03.2`."""
        return self.id[:3]

    @property
    def section_number(self) -> int:
        """The place of its section in the domain, from 1: 3 of `NET-03.2`."""
        return int(self.id[4:6])

    @property
    def is_table(self) -> bool:
        return self.type == "table"

    @property
    def list_path(self) -> str:
        """The path of the fact that the answer fills, without the brackets of a list's items: `sites`."""
        return self.maps_to.removesuffix("[]")

    @model_validator(mode="after")
    def _table_fits(self) -> Self:
        if self.is_table != bool(self.columns) or self.is_table != bool(self.row_key):
            raise ValueError("needs columns and row_key if it is a table, and else neither")
        if self.is_table and not self.maps_to.endswith("[]"):
            raise ValueError("is a table and must fill a list: end maps_to with []")
        keys = [column.key for column in self.columns]
        if len(set(keys)) < len(keys) or not set(self.row_key) <= set(keys):
            raise ValueError("needs columns with keys of their own, and a row_key made of them")
        return self


class Domain(Part):
    """A part of the discovery. `chapter` is its number in the questionnaire, `sections` its sections in order."""

    id: str = Field(pattern=r"^[A-Z]{3}$")
    title: str
    chapter: str
    sections: tuple[str, ...] = Field(min_length=1)


class QuestionBank(Part):
    """All questions with their lists of options: option to what people read."""

    question_bank: str
    version: str
    extends: str = ""
    source: Origin
    lists: Mapping[str, Mapping[str, str]]
    domains: tuple[Domain, ...] = Field(min_length=1)
    questions: tuple[Question, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        faults: list[Fault] = []
        for index, question in enumerate(self.questions):
            found = [*self._place_faults(index, question), *self._kind_faults(question)]
            faults += [(("questions", index, *steps), said) for steps, said in found]
        misplaced(faults)
        return self

    def _place_faults(self, index: int, question: Question) -> Iterator[Fault]:
        earlier = {one.id for one in self.questions[:index]}
        if question.id in earlier:
            yield ("id",), f"is {question.id} a second time"
        domain = self.domains_by_id.get(question.domain)
        sections = dict(enumerate(domain.sections, start=1)) if domain else {}
        if sections.get(question.section_number) != question.section:
            yield (
                ("section",),
                f"is {question.section}, which is not where {question.id} stands in the domains",
            )
        if trail(question.maps_to) is None:
            yield ("maps_to",), f"is {question.maps_to}, which is not a fact of the intake"
        condition = question.ask_if
        if condition and condition.answer and condition.answer not in earlier:
            yield ("ask_if", "answer"), f"is {condition.answer}, which is no earlier question"
        if condition and condition.path and trail(condition.path) is None:
            yield ("ask_if", "path"), f"is {condition.path}, which is not a fact of the intake"

    def _kind_faults(self, question: Question) -> Iterator[Fault]:
        for steps, asked in _all_asked(question):
            if asked.options and asked.options not in self.lists:
                yield (*steps, "options"), f"is {asked.options}, which is not one of the lists"
            if asked.ref and trail(asked.ref) is None:
                yield (*steps, "ref"), f"is {asked.ref}, which is not a list of the intake"
        for position, column in enumerate(question.columns):
            path = f"{question.maps_to}.{column.key}"
            if trail(path) is None:
                yield ("columns", position, "key"), f"leads to {path}, which is not a fact of the intake"

    @cached_property
    def domains_by_id(self) -> Mapping[str, Domain]:
        """The domains by id, in order."""
        return {domain.id: domain for domain in self.domains}

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """The questions by their permanent ids, in order."""
        return {question.id: question for question in self.questions}

    def options(self, asked: Asked) -> Mapping[str, str]:
        """Return what may be chosen (option to label); empty where the items of another list are offered."""
        return self.lists.get(asked.options, {})


def _all_asked(question: Question) -> Iterable[tuple[Steps, Asked]]:
    yield (), question
    for position, column in enumerate(question.columns):
        yield ("columns", position), column


def load_questions(path: Path | str | None = None) -> QuestionBank:
    """Return the question bank: the built-in one, or that of a file.

    Raise PlaybookError with every problem, each with its line and column: also what the questionnaire's sheets have
    no place for.
    """
    built_in = built_in_file(QUESTIONS)
    file = Path(path or built_in)
    bank = read_part(file, QuestionBank)
    if file != built_in:
        _refuse_unplaced(bank, read_part(built_in, QuestionBank), file)
    return bank


def _refuse_unplaced(bank: QuestionBank, laid_out: QuestionBank, file: Path) -> None:
    from docgen.playbooks.sheets import unplaced  # noqa: PLC0415

    faults = sorted(unplaced(bank, laid_out), key=lambda fault: tuple(map(str, fault[0])))
    if faults:
        lines = read_extended(file).lines
        places = ((lines.place_of(steps), said) for steps, said in faults)
        raise PlaybookError(
            Problem("no-sheet", Severity.ERROR, where, f"{where.path} {said}.", _SHEETS)
            for where, said in places
        )
