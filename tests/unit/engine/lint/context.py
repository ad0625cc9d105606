"""A small context with types, as an artefact's: what the templates of these tests may name."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from docgen.engine.charts import Chart
from docgen.engine.lint import Look, kind_of, named
from docgen.engine.rich import Styled
from docgen.problems import Problem

if TYPE_CHECKING:
    from tests.unit.engine.lint.elsewhere import Elsewhere


@dataclass(frozen=True)
class Missing:
    """A fact that nobody has given yet: false, and printed as a chip."""

    owner: str = ""

    def __bool__(self) -> bool:
        return False


class Size(StrEnum):
    SMALL = "small"
    LARGE = "large"


@dataclass(frozen=True)
class Site:
    name: str
    users: int
    main: bool
    opened: date | None
    rent: Decimal | Missing
    size: Size
    hours: tuple[time, time]
    figures: dict[str, int] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return f"{self.name} ({self.users})"

    def within(self, kilometres: int) -> tuple[Site, ...]:
        return (self,) if kilometres else ()


@dataclass(frozen=True)
class Client:
    name: str
    tier: Literal["gold", "silver"]
    sites: tuple[Site, ...]
    contacts: tuple[str, ...] | Missing
    head: Site | None
    since: date
    chart: Chart
    extra: Any

    @cached_property
    def elsewhere(self) -> Elsewhere:
        from tests.unit.engine.lint.elsewhere import Elsewhere

        return Elsewhere("Hobart", (1, 2))


def refuse(answer: bool, locale: str) -> str:
    raise ValueError(f"a yes-or-no value ({answer}) cannot be printed; choose words with an if")


def print_missing(gap: Missing, locale: str) -> Styled:
    return Styled(f"TBC ({gap.owner})", "Chip TBC", required=False)


LOOK = Look(
    root=named({"client": kind_of(Client), "as_of": kind_of(date), "risks": kind_of(list[str])}),
    printers={bool: refuse, Missing: print_missing},
)


def told(problems: tuple[Problem, ...]) -> str:
    """Return problems as one text, for what pytest shows when a claim fails."""
    return "\n".join(f"{each.severity} {each.code} {each}" for each in problems)
