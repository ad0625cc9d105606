"""The words that the figures are written in: answers, counts of a table's rows, shares."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from tools.kit_xlsx.styles import WHOLE
from tools.tdq_parts.computed import SOON_DAYS
from tools.tdq_parts.computed import keys as computed
from tools.tdq_parts.plan import Q, bank, body, column_of, plans, span

NEVER = "FALSE"
"""The test of a figure that is only told."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its `formula` (without =), how it is shown, and the `test` (a formula over its cell `{v}`) that
    calls for a second look; `because` says what to look for."""

    label: str
    formula: str
    test: str
    because: str
    domain: str
    shown: str = WHOLE


def number(question: str) -> str:
    """Return the formula of a numeric answer; 0 where there is none."""
    domain = bank().domains_by_id[question[:3]]
    return f'SUMIF({span(domain, Q.id)},"{question}",{span(domain, Q.answer)})'


def given(formula: str, *questions: str) -> str:
    """Return a formula that waits for the answers it rests on: empty while one of them is missing."""
    for question in questions:
        domain = bank().domains_by_id[question[:3]]
        answered = f'COUNTIFS({span(domain, Q.id)},"{question}",{span(domain, Q.answered)},"Yes")'
        formula = f'IF({answered}=0,"",{formula})'
    return formula


def extreme(function: str, path: str, title: str) -> str:
    """Return the largest or smallest number of a computed column, empty where it has none."""
    cells = judged(path, title)
    return f'IF(COUNT({cells})=0,"",{function}({cells}))'


def answers(questions: str, text: str) -> str:
    """Return how many answers to some questions (`SEC-04*`) are `text`."""
    domain = bank().domains_by_id[questions[:3]]
    return f'COUNTIFS({span(domain, Q.id)},"{questions}",{span(domain, Q.answer)},"{text}")'


def counted(path: str, key: str, text: str) -> str:
    """Return in how many rows of a table a column is `text`."""
    return f'COUNTIF({column_of(path, key)},"{text}")'


def judged(path: str, title: str) -> str:
    """Return all rows of a computed column."""
    plan = next(plan for plan in plans() if plan.path == path)
    place = [one.title for one in computed(path)].index(title)
    return body(plan, get_column_letter(2 + len(plan.columns) + place))


def out_of_support(path: str) -> str:
    """Return how many rows of a table are out of support."""
    return f'COUNTIF({judged(path, "Support")},"■*")'


def ending(path: str, title: str = "Days left") -> str:
    """Return how many rows of a table end within the next 90 days or have ended."""
    return f'COUNTIF({judged(path, title)},"<{SOON_DAYS}")'


def lowest_maturity() -> str:
    """Return the lowest level among the eight strategies, which is the overall one; empty while none is known."""
    found = "".join(f"IF({answers('SEC-04*', f'ML{level}')}>0,{level}," for level in range(4))
    return f'{found}""))))'
