"""The source of `templates/REPORT.xlsx`: what came of a batch, for the people who mend what it found."""

from __future__ import annotations

from tools.kit.properties import core_properties
from tools.kit_xlsx import Book, Sheet, Volume
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

_RUNNING = Running("Batch report", "{{ report.as_of }}", "{{ report.headline }}")
_DAY = "House Date"
_SHORTLIST = 10
_FAILED = 25


def summary_sheet(volume: Volume) -> None:
    """Add the first sheet: the outcome in figures, what failed, what to mend first, who is asked for what."""
    sheet = volume.sheet("Summary", (2.5, 14, 20, 20, 20, 20, 20, 20, 20, 2.5))
    sheet.ws.sheet_properties.tabColor = colour("dk2")
    _RUNNING.on(sheet)
    band(sheet, _RUNNING, mark="{{ mark }}")
    _figures(sheet)
    _failed(sheet)
    _documents(sheet)
    sheet.page_break()
    _first_rules(sheet)
    _first_owners(sheet)
    _guide(sheet)
    sheet.finish(last="I")


def _figures(sheet: Sheet) -> None:
    pairs = (
        ("{{ report.done }}", "with documents"),
        ("{{ report.failed|length }}", "clients failed"),
        ("{{ report.documents.new + report.documents.changed }}", "documents written"),
        ("{{ report.documents.unchanged }}", "as they were"),
        ("{{ report.documents.drafts }}", "drafts among them"),
        ("{{ report.documents.withheld }}", "withheld"),
        ("{{ report.errors }}", "errors"),
        ("{{ report.owed|length }}", "facts owed"),
    )
    figures(sheet, pairs)


def _failed(sheet: Sheet) -> None:
    section(sheet, "Clients that failed")
    row = listed(
        sheet,
        head("Client", "Intake", None, "Why", None, None, None, None),
        f"line in report.failed[:{_FAILED}]",
        (
            ("{{ line.code or '–' }}", "House Strong"),
            ("{{ line.file }}", "House Text"),
            (None, "House Text"),
            ("{{ line.why }}", "House Text"),
            *[(None, "House Text")] * 4,
        ),
        "None: every client that was reached has its documents.",
    )
    merged(sheet, f"C{row}:D{row}", f"E{row}:I{row}")
    sheet.tag(f"if report.failed|length > {_FAILED}")
    text = f"And {{{{ report.failed|length - {_FAILED} }}}} more: the sheet Clients lists all of them."
    sheet.note(text, last="I")
    sheet.tag("endif")


def _documents(sheet: Sheet) -> None:
    section(sheet, "Documents")
    names = ("new", "changed", "unchanged", "drafts", "withheld")
    row = listed(
        sheet,
        (
            *head("Document", None, None),
            *((name.capitalize(), "House Head Right") for name in names),
        ),
        "line in report.artefacts",
        (
            ("{{ line.code }}", "House Ref"),
            ("{{ line.title }}", "House Text"),
            (None, "House Text"),
            *((f"{{{{ line.documents.{name} }}}}", "House Whole") for name in names),
        ),
        "No document was made or kept.",
    )
    merged(sheet, f"C{row}:D{row}")


def _first_rules(sheet: Sheet) -> None:
    section(sheet, "What to mend first", "Errors by how often they were found; the sheet Rules lists all.")
    row = listed(
        sheet,
        (
            *head("Rule", "What it asks", None, None, "What to do", None),
            ("Found", "House Head Right"),
            ("Clients", "House Head Right"),
        ),
        f"line in report.rules[:{_SHORTLIST}]",
        (
            ("{{ line.rule }}", "House Ref"),
            ("{{ line.what }}", "House Text"),
            *[(None, "House Text")] * 2,
            ("{{ line.todo }}", "House Text"),
            (None, "House Text"),
            ("{{ line.count }}", "House Whole"),
            ("{{ line.clients|length }}", "House Whole"),
        ),
        "Nothing: no problem was found.",
    )
    merged(sheet, f"C{row}:E{row}", f"F{row}:G{row}")


def _first_owners(sheet: Sheet) -> None:
    section(
        sheet, "Who owes most", "Facts that documents wait for; the sheet Owners lists each with its day."
    )
    row = listed(
        sheet,
        (
            *head("Who", None, None, "First due", None),
            *((text, "House Head Right") for text in ("Facts", "Clients", "Overdue")),
        ),
        f"line in report.owners[:{_SHORTLIST}]",
        (
            ("{{ line.owner }}", "House Text"),
            *[(None, "House Text")] * 2,
            ("{{ line.first_due or '–' }}", _DAY),
            (None, "House Text"),
            ("{{ line.facts }}", "House Whole"),
            ("{{ line.clients }}", "House Whole"),
            ("{{ line.overdue }}", "House Whole"),
        ),
        "Nobody: every fact that the documents need is known.",
    )
    merged(sheet, f"B{row}:D{row}", f"E{row}:F{row}")


def _guide(sheet: Sheet) -> None:
    sheet.skip(8)
    sheet.note(
        "Clients, Problems, Rules and Owners are tables: filter them by any column. Places are file:line:column "
        "of the intake.",
        last="I",
    )


_CLIENTS: tuple[Column, ...] = (
    ("Code", 9.5, "{{ line.code or '–' }}", "House Strong"),
    ("Client", 25, "{{ line.name }}", "House Text"),
    ("State", 15, "{{ line.state }}", "House Status"),
    ("Why", 38, "{{ line.why }}", "House Legend"),
    ("New", 6.5, "{{ line.documents.new }}", "House Whole"),
    ("Changed", 9, "{{ line.documents.changed }}", "House Whole"),
    ("As they were", 8, "{{ line.documents.unchanged }}", "House Whole"),
    ("Drafts", 7.5, "{{ line.documents.drafts }}", "House Whole"),
    ("Withheld", 9, "{{ line.documents.withheld }}", "House Whole"),
    ("Errors", 7.5, "{{ line.errors }}", "House Whole"),
    ("Warnings", 9.5, "{{ line.warnings }}", "House Whole"),
    ("Facts owed", 7.5, "{{ line.owed }}", "House Whole"),
    ("Process", 18, "{{ line.process }}", "House Legend"),
    ("Intake", 28, "{{ line.file }}", "House Label"),
    ("Seconds", 8.5, "{{ line.seconds }}", "House Decimal"),
)
_PROBLEMS: tuple[Column, ...] = (
    ("Client", 9.5, "{{ line.client or '–' }}", "House Strong"),
    ("Rule", 13, "{{ line.rule }}", "House Ref"),
    ("Weight", 14, "{{ line.weight }}", "House Status"),
    ("What was found", 50, "{{ line.what }}", "House Legend"),
    ("What to do", 42, "{{ line.todo }}", "House Legend"),
    ("Where", 31, "{{ line.where }}", "House Label"),
    ("Fact", 31, "{{ line.path }}", "House Label"),
)
_RULES: tuple[Column, ...] = (
    ("Rule", 16, "{{ line.rule }}", "House Strong"),
    ("Weight", 14, "{{ line.weight }}", "House Status"),
    ("Found", 9, "{{ line.count }}", "House Whole"),
    ("Clients", 9, "{{ line.clients|length }}", "House Whole"),
    ("What it asks", 58, "{{ line.what }}", "House Legend"),
    ("What to do", 48, "{{ line.todo }}", "House Legend"),
    ("Which clients", 36, "{{ line.who }}", "House Label"),
)
_OWNERS: tuple[Column, ...] = (
    ("Who", 25, "{{ line.owner }}", "House Strong"),
    ("Due", 17, "{{ line.due or '' }}", _DAY),
    ("Days left", 9, "{{ '' if line.days is none else line.days }}", "House Whole"),
    ("State", 15, "{{ line.state }}", "House Status"),
    ("Client", 9.5, "{{ line.client }}", "House Legend"),
    ("Question", 58, "{{ line.question }}", "House Legend"),
    ("Documents that wait", 20, "{{ line.documents|join(', ') }}", "House Text"),
    ("Fact", 38, "{{ line.path }}", "House Label"),
)


def clients_sheet(volume: Volume) -> None:
    """Add the sheet with a row for each client."""
    lead = "One row for each client: what was made, and what is in the way."
    table_sheet(volume, _RUNNING, "Clients", lead, _CLIENTS, "report.clients", "No client was selected.", 2)


def problems_sheet(volume: Volume) -> None:
    """Add the sheet with a row for each problem of each client."""
    lead = "Every problem with its place. Accepted ones say who accepted them and why."
    table_sheet(volume, _RUNNING, "Problems", lead, _PROBLEMS, "report.problems", "No problem was found.", 2)


def rules_sheet(volume: Volume) -> None:
    """Add the sheet with a row for each rule that was broken."""
    lead = "What was found over all clients, errors first: mending one cause often mends many clients."
    table_sheet(volume, _RUNNING, "Rules", lead, _RULES, "report.rules", "No rule was broken.", 1)


def owners_sheet(volume: Volume) -> None:
    """Add the sheet with a row for each fact that somebody owes."""
    lead = "Facts that documents wait for, by who owes them and by when: send each person their rows."
    table_sheet(volume, _RUNNING, "Owners", lead, _OWNERS, "report.owed", "Nobody owes a fact.", 1)


BOOK = Book(
    code="REPORT",
    version="1.0",
    fill=(summary_sheet, clients_sheet, problems_sheet, rules_sheet, owners_sheet),
    core=core_properties(
        title="Batch report", subject="{{ report.headline }}", creator="docgen", language="en-AU"
    ),
)
