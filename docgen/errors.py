"""The exception tree.

DocgenError                 all that docgen raises on purpose; carries one or more problems
├── ArgumentError           an argument of the command line says nothing that can be done
├── IntakeError             the intake could not be read or does not fit its model
├── PlaybookError           the same for a playbook
├── BrandError              the same for a brand
├── CalendarError           a date outside the holiday data, or a calendar with no business day
├── PackError               an output could not be written, or must not be overwritten
└── TemplateError           a template is at fault
    ├── PackageError        its Office zip cannot be read, or is refused
    └── RenderError         the template and the data do not fit together
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from docgen.problems import Place, Problem, Severity


class DocgenError(Exception):
    """Carries the problems that explain it, at least one."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @classmethod
    def single(cls, code: str, message: str, *, where: Place | None = None, hint: str = "") -> Self:
        """Return the error (of the class it is called on) that carries one problem."""
        return cls([Problem(code, Severity.ERROR, where or Place(), message, hint)])


class ArgumentError(DocgenError):
    """An argument of the command line says nothing that can be done."""


class IntakeError(DocgenError):
    """The intake could not be read or does not fit its model."""


class PlaybookError(DocgenError):
    """The playbook could not be read or does not fit its model."""


class BrandError(DocgenError):
    """The brand could not be read, or documents in it could not."""


class CalendarError(DocgenError):
    """A date lies outside the holiday data, or the calendar has no business day."""


class PackError(DocgenError):
    """An output could not be written, or must not be overwritten."""


class TemplateError(DocgenError):
    """A template is at fault."""


class PackageError(TemplateError):
    """An Office zip cannot be read, or is refused."""


class RenderError(TemplateError):
    """A template and the data do not fit together."""
