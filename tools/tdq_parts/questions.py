"""One sheet for each domain of discovery: its questions, answers and their state."""

from __future__ import annotations

from openpyxl.utils import get_column_letter

from docgen.derive.questionnaire.conditions import ABOVE, EMPTY, IS, IS_NOT
from docgen.derive.questionnaire.statuses import (
    ANSWERED,
    CONFIRMED,
    NOT_APPLICABLE,
    NOT_ASKED,
    OPEN,
    PREFILLED,
    SETTLED,
    TO_CONFIRM,
    UNKNOWN,
)
from docgen.playbooks.questions import Domain
from tools.kit.palette import HAIRLINE
from tools.kit_xlsx import Line, Sheet, Volume, colour_status, when_true
from tools.tdq_parts.cells import (
    DATE,
    TEXT_FORMAT,
    accept_choice,
    accept_date,
    accept_number,
    accept_status,
    accept_text,
    protect,
)
from tools.tdq_parts.plan import END, FIRST_QUESTION, HEAD, KINDS, LAST_QUESTION, Q, index_rows, rows

_HEADS = (
    ("No.", 8.5),
    ("Question", 31),
    ("How to answer", 30),
    ("Your answer", 32),
    ("Unit", 8),
    ("Status", 12),
    ("Said by", 12.5),
    ("On", 12.5),
    ("Please share", 15),
    ("Evidence or remark", 16),
    ("Who answers", 12),
    ("Owed by", 8),
    ("State", 13.5),
    ("Asked if", 30),
    ("Asked", 8),
    ("Has answer", 9),
    ("Kind of answer", 22),
    ("List or table", 20),
    ("From", 8),
    ("To", 8),
    ("Depends on", 11),
    ("Test", 11),
    ("Value", 22),
    ("Intake path", 36),
    ("How it is found", 18),
    ("Process line", 9),
)
"""Columns from B: heading and width. What follows the state is for the provider and is not printed."""
_STYLES = {
    "text": "House Input",
    "whole": "House Input Figure",
    "decimal": "House Input Figure",
    "date": "House Input Date",
    "choice": "House Input",
    "table": "House Rows",
}


def domain_sheet(volume: Volume, domain: Domain) -> None:
    """Add the sheet of one domain."""
    sheet = volume.sheet(domain.id, (2.5, *(width for _, width in _HEADS)), title_rows=f"{HEAD}:{HEAD}")
    view = f"tdq.domains.{domain.id}"
    sheet.title(f"{{{{ {view}.title }}}}", _lead(view), last=Q.state)
    sheet.skip(8)
    inputs = ("Your answer", "Status", "Said by", "On", "Evidence or remark")
    heads = ((head, "House Head Input" if head in inputs else "House Head") for head, _ in _HEADS)
    sheet.line(*heads, height=20)
    _questions(sheet, view)
    _formats(sheet)
    sheet.finish(last=Q.state, freeze=f"{Q.help}{HEAD + 1}", filter_=f"B{HEAD}:{Q.line}{sheet.row - 1}")
    protect(sheet)


def _lead(view: str) -> str:
    return (
        f"{{{{ {view}.area }}}}"
        f"{{% if {view}.method %}}, by {{{{ {view}.method|lower }}}}{{% endif %}}"
        f"{{% if {view}.sessions %}}, in session {{{{ {view}.sessions }}}}{{% endif %}}. "
        "Write into yellow cells and set the status; blue answers were known before and wait for a yes."
    )


def _questions(sheet: Sheet, view: str) -> None:
    sheet.tag(f"for section in {view}.sections")
    group = sheet.line(*[(None, "House Group")] * len(_HEADS), height=20)
    sheet.put(f"B{group}", "{{ section.title }}", "House Group")
    sheet.tag("for q in section.questions")
    for place, kind in enumerate(KINDS):
        sheet.tag(f"{'elif' if place else 'if'} q.kind == '{kind}'")
        _question(sheet, kind)
    for end in ("endif", "endfor", "endfor"):
        sheet.tag(end)
    assert sheet.row == END
    sheet.skip(6)


def _question(sheet: Sheet, kind: str) -> None:
    row = sheet.row
    sheet.line(*_said(kind, row), *_judged(kind, row), *_technical(kind), height=22)
    _accept(sheet, kind, row)
    sheet.ws[f"{Q.on}{row}"].number_format = DATE
    if kind == "table":
        sheet.ws[f"{Q.answer}{row}"].number_format = '0" complete";;"none yet"'
    elif kind in ("text", "choice"):
        sheet.ws[f"{Q.answer}{row}"].number_format = TEXT_FORMAT


def _said(kind: str, row: int) -> tuple[Line, ...]:
    """Return the cells of the question and its answer."""
    table = kind == "table"
    link = f'=HYPERLINK("#\'"&${Q.choices}{row}&"\'!A1","Open table")'
    return (
        ("{{ q.id }}", "House Ref"),
        ("{{ q.text }}", "House Strong" if table else "House Text"),
        ("{{ q.help }}", "House Label"),
        (_rows_of_table(row) if table else "{{ q.answer.value }}", _STYLES[kind]),
        (link, "House Link") if table else ("{{ q.unit }}", "House Label"),
        ("{{ q.answer.status }}", "House Input"),
        ("{{ q.answer.by }}", "House Input"),
        ("{{ q.answer.on }}", "House Input Date"),
        ("{{ q.wanted }}", "House Label"),
        ("{{ q.answer.evidence }}", "House Input"),
    )


def _judged(kind: str, row: int) -> tuple[Line, ...]:
    """Return the cells that say who owes the answer, and whether it still needs anybody."""
    return (
        ("{{ q.respondent }}", "House Text"),
        ("{{ q.mandatory }}", "House Text"),
        (state(kind, row), "House Status"),
        ("{{ q.condition.words }}", "House Label"),
        (asked(row), "House Label"),
        (_has_answer(kind, row), "House Label"),
    )


def _technical(kind: str) -> tuple[Line, ...]:
    """Return the cells that the checks rest on and by which an answer finds its way into the intake."""
    told = (
        "{{ q.form }}",
        "{{ q.sheet }}" if kind == "table" else "{{ q.choices }}",
        "{{ q.least }}",
        "{{ q.most }}",
        "{{ q.condition.on }}",
        "{{ q.condition.test }}",
        "{{ q.condition.value }}",
        "{{ q.path }}",
        "{{ q.method }}",
        "{{ q.line }}",
    )
    return tuple((text, "House Label") for text in told)


def _accept(sheet: Sheet, kind: str, row: int) -> None:
    cell, least, most = f"{Q.answer}{row}", f"${Q.least}{row}", f"${Q.most}{row}"
    if kind == "text":
        accept_text(sheet, cell, most=f"{Q.most}{row}")
    elif kind == "choice":
        accept_choice(sheet, cell, f"${Q.choices}{row}")
    elif kind == "date":
        accept_date(sheet, cell)
    elif kind != "table":
        accept_number(sheet, cell, least=least, most=most, whole=kind == "whole")


def _rows_of_table(row: int) -> str:
    """Return how many rows of its table hold all that a question asks for."""
    return f"=SUMIF({index_rows('B')},${Q.id}{row},{index_rows('F')})"


def _has_answer(kind: str, row: int) -> str:
    none = "0" if kind == "table" else '""'
    return f'=IF(${Q.answer}{row}={none},"No","Yes")'


def asked(row: int) -> str:
    """Return whether a question is asked: the rule of `derive.questionnaire.conditions`.

    Where the answer that decides is missing, only the test for just that is passed.
    """
    ids, answers, filled = (rows(column, HEAD, END) for column in (Q.id, Q.answer, Q.answered))
    decider, test, value = (f"${column}{row}" for column in (Q.decider, Q.test, Q.value))
    answered = f'COUNTIFS({ids},{decider},{filled},"Yes")>0'
    same = f"COUNTIFS({ids},{decider},{answers},{value})"
    above = f'COUNTIFS({ids},{decider},{answers},">"&{value})>0'
    compared = f'IF({test}="{IS}",{same}>0,IF({test}="{IS_NOT}",{same}=0,IF({test}="{ABOVE}",{above},TRUE)))'
    passed = f'IF({test}="{EMPTY}",NOT({answered}),AND({answered},{compared}))'
    return f'=IF({decider}="","Yes",IF({passed},"Yes","No"))'


def state(kind: str, row: int) -> str:
    """Return whether a question still needs anybody: the rule of `derive.questionnaire.answers.state_of`."""
    status, answer = f"${Q.status}{row}", f"${Q.answer}{row}"
    owned = f'AND(${Q.by}{row}<>"",${Q.on}{row}<>"")'
    said = _table_state(row) if kind == "table" else _plain_state(status, answer)
    unknown = f'IF({status}="{UNKNOWN}",IF({owned},"{SETTLED}","{OPEN}"),{said})'
    asked_ = f'IF({status}="{NOT_APPLICABLE}","{SETTLED}",{unknown})'
    return f'=IF(${Q.asked}{row}="No","{NOT_ASKED}",{asked_})'


def _plain_state(status: str, answer: str) -> str:
    return f'IF({answer}="","{OPEN}",IF({status}="{PREFILLED}","{TO_CONFIRM}","{SETTLED}"))'


def _table_state(row: int) -> str:
    """A table is settled when somebody says so, or when it has rows and each is complete."""
    status, complete = f"${Q.status}{row}", f"${Q.answer}{row}"
    all_rows = f"SUMIF({index_rows('B')},${Q.id}{row},{index_rows('E')})"
    said = f'OR({status}="{CONFIRMED}",{status}="{ANSWERED}")'
    full = f'IF({status}="{PREFILLED}","{TO_CONFIRM}",IF({complete}=0,"{OPEN}","{SETTLED}"))'
    return f'IF({said},"{SETTLED}",IF({complete}<{all_rows},"{OPEN}",{full}))'


def _formats(sheet: Sheet) -> None:
    first, last = FIRST_QUESTION, LAST_QUESTION
    accept_status(sheet, f"{Q.status}{first}:{Q.status}{last}")
    accept_date(sheet, f"{Q.on}{first}:{Q.on}{last}")
    accept_text(sheet, f"{Q.evidence}{first}:{Q.evidence}{last}")
    colour_status(sheet, f"{Q.state}{first}:{Q.state}{last}")
    unasked = f'${Q.state}{first}="{NOT_ASKED}"'
    when_true(sheet, f"{Q.id}{first}:{Q.evidence}{last}", unasked, "accent3", "lt2", bold=False)
    answers = f"{Q.answer}{first}:{Q.evidence}{last}"
    when_true(sheet, answers, f'${Q.status}{first}="{PREFILLED}"', "dk2", "accent1@25", bold=False)
    when_true(sheet, answers, f'${Q.state}{first}="{SETTLED}"', "dk1", "lt1", bold=False, edge=HAIRLINE)
    for column in range(15, 28):
        sheet.ws.column_dimensions[get_column_letter(column)].outlineLevel = 1
