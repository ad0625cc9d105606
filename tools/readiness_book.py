"""The source of `templates/READINESS.xlsx`: what documents wait for, for the people who ask and those who answer."""

from __future__ import annotations

from tools.kit.properties import core_properties
from tools.kit_xlsx import Book, Sheet, Volume, colour_status
from tools.kit_xlsx.colours import colour
from tools.kit_xlsx.report import (
    Column,
    Running,
    band,
    figures,
    head,
    listed,
    merged,
    section,
    table_sheet,
)

_RUNNING = Running("Readiness", "{{ ready.as_of }}", "{{ ready.headline }}")
_DAY = "House Date"
_NO_DAY = "{{ line.due or '' }}"
_SHORTLIST = 12
_STAGES = 14


def summary_sheet(volume: Volume) -> None:
    """Add the first sheet: how far each stage is, what is due first, who is asked for what."""
    sheet = volume.sheet("Summary", (2.5, 14, 20, 20, 20, 20, 20, 20, 20, 2.5))
    sheet.ws.sheet_properties.tabColor = colour("dk2")
    _RUNNING.on(sheet)
    band(sheet, _RUNNING)
    figures(
        sheet,
        (
            ("{{ ready.facts.percent }} %", "of the facts are known"),
            ("{{ ready.facts.complete }}", "facts known"),
            ("{{ ready.owed|length }}", "facts missing"),
            ("{{ ready.overdue }}", "of them overdue"),
            ("{{ ready.issuable }}", "documents can be issued"),
            ("{{ ready.documents|length - ready.issuable }}", "would be drafts"),
            ("{{ ready.owners|length }}", "people or roles asked"),
            ("{{ ready.clients|length }}", "clients"),
        ),
    )
    _stages(sheet)
    _first_facts(sheet)
    _first_owners(sheet)
    sheet.skip(8)
    sheet.note(
        "Stages, Documents, Missing and Owners are tables: filter them by any column. Each fact counts once a client.",
        last="I",
    )
    sheet.finish(last="I")


def _stages(sheet: Sheet) -> None:
    section(sheet, "How far each stage is", "The facts that a stage's documents need together.")
    row = listed(
        sheet,
        (
            *head("Client", "Stage", None, "Documents"),
            *((text, "House Head Right") for text in ("Known", "Needed", "Ready")),
            ("State", "House Head Input"),
        ),
        f"line in ready.stages[:{_STAGES}]",
        (
            ("{{ line.client }}", "House Strong"),
            ("{{ line.stage }}  {{ line.name }}", "House Text"),
            (None, "House Text"),
            ("{{ line.documents|join(', ') }}", "House Text"),
            ("{{ line.facts.complete }}", "House Whole"),
            ("{{ line.facts.needed }}", "House Whole"),
            ("{{ line.facts.share }}", "House Percent"),
            ("{{ line.state }}", "House Status"),
        ),
        "No intake could be read.",
    )
    merged(sheet, f"C{row}:D{row}")
    colour_status(sheet, f"I{row}:I{row}")
    _rest(sheet, "ready.stages", _STAGES, "Stages")


def _first_facts(sheet: Sheet) -> None:
    section(sheet, "What is due first", "Facts that documents wait for; the sheet Missing lists all.")
    row = listed(
        sheet,
        (*head("Client", "Question", None, None, "Who owes it", None, "Due"), ("State", "House Head Input")),
        f"line in ready.owed[:{_SHORTLIST}]",
        (
            ("{{ line.client }}", "House Strong"),
            ("{{ line.question }}", "House Text"),
            *[(None, "House Text")] * 2,
            ("{{ line.owner }}", "House Text"),
            (None, "House Text"),
            (_NO_DAY, _DAY),
            ("{{ line.state }}", "House Status"),
        ),
        "Nothing: every fact that the documents need is known.",
    )
    merged(sheet, f"C{row}:E{row}", f"F{row}:G{row}")
    colour_status(sheet, f"I{row}:I{row}")
    _rest(sheet, "ready.owed", _SHORTLIST, "Missing")


def _first_owners(sheet: Sheet) -> None:
    section(sheet, "Who owes most", "The sheet Owners lists all.")
    row = listed(
        sheet,
        (
            *head("Who", None, None, "First due", None),
            *((text, "House Head Right") for text in ("Facts", "Clients", "Overdue")),
        ),
        f"line in ready.owners[:{_SHORTLIST}]",
        (
            ("{{ line.owner }}", "House Text"),
            *[(None, "House Text")] * 2,
            (_NO_DAY, _DAY),
            (None, "House Text"),
            ("{{ line.facts }}", "House Whole"),
            ("{{ line.clients }}", "House Whole"),
            ("{{ line.overdue }}", "House Whole"),
        ),
        "Nobody: nothing is missing.",
    )
    merged(sheet, f"B{row}:D{row}", f"E{row}:F{row}")


def _rest(sheet: Sheet, items: str, most: int, where: str) -> None:
    """Say how many more there are than the summary shows."""
    sheet.tag(f"if {items}|length > {most}")
    text = f"And {{{{ {items}|length - {most} }}}} more: the sheet {where} lists all of them."
    sheet.note(text, last="I")
    sheet.tag("endif")


_CLIENT: Column = ("Client", 10, "{{ line.client or '–' }}", "House Strong")
_KNOWN: tuple[Column, ...] = (
    ("Known", 9, "{{ line.facts.complete }}", "House Whole"),
    ("Needed", 9, "{{ line.facts.needed }}", "House Whole"),
    ("Missing", 9, "{{ line.facts.missing }}", "House Whole"),
    ("Ready", 9, "{{ line.facts.share }}", "House Percent"),
    ("State", 19, "{{ line.state }}", "House Status"),
)


def _if_read(tag: str) -> str:
    """Return a figure's tag for a client whose intake may be unreadable: it then has none."""
    return tag.replace("line.facts", "'' if not line.code else line.facts")


_CLIENTS: tuple[Column, ...] = (
    ("Code", 10, "{{ line.code or '–' }}", "House Strong"),
    ("Name", 30, "{{ line.name }}", "House Text"),
    ("Process", 32, "{{ line.process }}", "House Text"),
    *((name, width, _if_read(tag), style) for name, width, tag, style in _KNOWN),
    ("Errors", 9, "{{ line.errors }}", "House Whole"),
    ("Warnings", 10, "{{ line.warnings }}", "House Whole"),
    ("Intake", 40, "{{ line.file }}", "House Label"),
)
_BY_STAGE: tuple[Column, ...] = (
    _CLIENT,
    ("Stage", 8, "{{ line.stage }}", "House Ref"),
    ("Name", 36, "{{ line.name }}", "House Text"),
    ("Documents", 24, "{{ line.documents|join(', ') }}", "House Text"),
    *_KNOWN,
    ("First due", 17, _NO_DAY, _DAY),
)
_DOCUMENTS: tuple[Column, ...] = (
    _CLIENT,
    ("Code", 8, "{{ line.code }}", "House Ref"),
    ("Document", 34, "{{ line.title }}", "House Text"),
    ("Stage", 8, "{{ line.stage }}", "House Ref"),
    *_KNOWN,
    ("Why it would be a draft", 70, "{{ line.why }}", "House Legend"),
)
_MISSING: tuple[Column, ...] = (
    ("Who owes it", 25, "{{ line.owner }}", "House Strong"),
    ("Due", 17, _NO_DAY, _DAY),
    ("Days left", 9, "{{ '' if line.days is none else line.days }}", "House Whole"),
    ("State", 15, "{{ line.state }}", "House Status"),
    ("Client", 10, "{{ line.client }}", "House Legend"),
    ("Question", 58, "{{ line.question }}", "House Legend"),
    ("Stage", 8, "{{ line.stage }}", "House Ref"),
    ("Documents that wait", 20, "{{ line.documents|join(', ') }}", "House Text"),
    ("Asked", 8, "{{ 'yes' if line.asked else '' }}", "House Text"),
    ("Fact", 38, "{{ line.path }}", "House Label"),
    ("Where", 34, "{{ line.where }}", "House Label"),
)
_OWNERS: tuple[Column, ...] = (
    ("Who", 40, "{{ line.owner }}", "House Strong"),
    ("Facts", 10, "{{ line.facts }}", "House Whole"),
    ("Clients", 10, "{{ line.clients }}", "House Whole"),
    ("First due", 18, _NO_DAY, _DAY),
    ("Overdue", 10, "{{ line.overdue }}", "House Whole"),
)
_TABLES = (
    ("Clients", "One row for each client.", _CLIENTS, "ready.clients", "No intake was checked.", 2),
    (
        "Stages",
        "How far each stage of each client is: the facts that its documents need together.",
        _BY_STAGE,
        "ready.stages",
        "No intake could be read.",
        2,
    ),
    (
        "Documents",
        "How far each document is, and why it could not be issued as it is.",
        _DOCUMENTS,
        "ready.documents",
        "No intake could be read.",
        3,
    ),
    (
        "Missing",
        "Every fact that documents wait for: the question, who owes it, by when. Send each person their rows.",
        _MISSING,
        "ready.owed",
        "Nothing is missing.",
        1,
    ),
    ("Owners", "Who owes how many facts.", _OWNERS, "ready.owners", "Nobody owes a fact.", 1),
)


def table_sheets(volume: Volume) -> None:
    """Add the sheets that are one table each."""
    for name, lead, columns, items, none, freeze in _TABLES:
        table_sheet(volume, _RUNNING, name, lead, columns, items, none, freeze)


BOOK = Book(
    code="READINESS",
    version="1.0",
    fill=(summary_sheet, table_sheets),
    core=core_properties(
        title="Readiness", subject="{{ ready.headline }}", creator="docgen", language="en-AU"
    ),
)
