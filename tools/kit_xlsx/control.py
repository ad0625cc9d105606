"""The first sheet of every workbook (what the document is, how to read it) and the last (what is still open)."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.worksheet.hyperlink import Hyperlink

from tools.kit_xlsx.book import Volume
from tools.kit_xlsx.colours import colour
from tools.kit_xlsx.rules import colour_status
from tools.kit_xlsx.sheet import Line, Sheet

_LAST = "F"
_WIDTHS = (2.5, 19, 36, 19, 44, 17, 2.5)
_COLUMNS = 7


@dataclass(frozen=True, slots=True)
class Legend:
    """One mark and its meaning: what the cell shows, in which style, its name, what it means."""

    mark: str
    style: str
    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One sheet of the workbook and what it is for; its name links to it."""

    sheet: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlPage:
    """What differs between workbooks. `figures` are up to four (value, label), a value being a text or formula;
    `reading` names the section of the legend; `notes` are sentences that say how to work with the workbook."""

    promise: str
    figures: tuple[tuple[str, str], ...]
    reading: str
    legend: tuple[Legend, ...]
    sheets: tuple[Entry, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A small table of the control sheet: one row per item of `loop`, or the sentence `none`."""

    title: str
    loop: str
    heads: tuple[str | None, ...]
    cells: tuple[Line, ...]
    none: str


def control_sheet(volume: Volume, page: ControlPage) -> Sheet:
    """Add the control sheet and return it, so that a workbook can write more below."""
    sheet = volume.sheet("Control", _WIDTHS, landscape=False)
    sheet.ws.sheet_properties.tabColor = colour("dk2")
    _band(sheet, page.promise)
    _figures(sheet, page.figures)
    _draft(sheet)
    _identity(sheet, volume.template)
    _legend(sheet, page)
    _sheets(sheet, page.sheets)
    sheet.skip(6)
    for text in page.notes:
        sheet.note(text, last=_LAST)
    for listing in _LISTINGS:
        _list(sheet, listing)
    sheet.finish(last=_LAST)
    sheet.ws.page_setup.fitToHeight = 1
    return sheet


def _band(sheet: Sheet, promise: str) -> None:
    lines = (
        (None, "House Band", 12),
        ("{{ brand.logo_on_dark }}", "House Mark", 26),  # as high as a logo is printed
        ("{{ client.legal_name }}", "House Eyebrow", 20),
        ("{{ doc.title }}", "House Title", 36),
        (promise, "House Subtitle", 22),
        (None, "House Band", 12),
    )
    for text, style, height in lines:
        row = sheet.line(*[(None, "House Band")] * _COLUMNS, height=height, start=1)
        sheet.put(f"B{row}", text, style)
    sheet.skip(14)


def _figures(sheet: Sheet, figures: tuple[tuple[str, str], ...]) -> None:
    sheet.line(*((value, "House KPI") for value, _ in figures), height=34)
    sheet.line(*((label, "House KPI Label") for _, label in figures), height=18)


def _draft(sheet: Sheet) -> None:
    sheet.tag("if verdict.draft")
    sheet.skip(8)
    text = 'DRAFT. Not for signature. {{ verdict.reasons|join(" ")|truncate(420, false, "…") }}'
    sheet.across((text, "House Draft"), last=_LAST, height=26)
    sheet.tag("endif")


def _section(sheet: Sheet, title: str) -> None:
    sheet.line((title, "House Section"), height=26)


def _identity(sheet: Sheet, template: str) -> None:
    _section(sheet, "Document control")
    status = "{% if verdict.draft %}○ Draft{% else %}{{ doc.status }}{% endif %}"
    pairs = (
        ("Document", "{{ doc.number }}", "Status", status),
        ("Version", "{{ doc.version }}", "Date", "{{ doc.date }}"),
        ("Owner", "{{ doc.owner }}", "Classification", "{{ doc.classification }}"),
        ("Effective date", "{{ doc.effective_date }}", "Review date", "{{ doc.review_date }}"),
        ("Template", template, "Playbook", "{{ doc.playbook_version }}"),
        ("Facts", "{{ doc.facts_hash }}", "Client", "{{ client.legal_name }}"),
    )
    for first, value, second, other in pairs:
        sheet.line(
            (first, "House Label"),
            (value, _valued(first)),
            (second, "House Label"),
            (other, _valued(second)),
            (None, "House Value"),
        )
    colour_status(sheet, f"E{sheet.row - len(pairs)}")


def _valued(label: str) -> str:
    return "House Date" if "ate" in label and label != "Template" else "House Value"


def _legend(sheet: Sheet, page: ControlPage) -> None:
    _section(sheet, page.reading)
    for mark in page.legend:
        row = sheet.line(
            (mark.mark, mark.style),
            (mark.name, "House Legend"),
            (mark.meaning, "House Value"),
            (None, "House Value"),
            (None, "House Value"),
            height=18,
        )
        sheet.unwrapped(f"D{row}")


def _sheets(sheet: Sheet, entries: tuple[Entry, ...]) -> None:
    _section(sheet, "In this workbook")
    for entry in entries:
        blanks: list[Line] = [(None, "House Value")] * 3
        row = sheet.line((entry.sheet, "House Link"), (entry.text, "House Value"), *blanks)
        sheet.unwrapped(f"C{row}")
        link = Hyperlink(ref=f"B{row}", location=f"'{entry.sheet}'!A1", display=entry.sheet)
        sheet.ws[f"B{row}"].hyperlink = link
        sheet.ws[f"B{row}"].style = "House Link"


_LISTINGS = (
    Listing(
        "Revision history",
        "revision in doc.revisions",
        ("Version", "Date", "Author", "Summary", None),
        (
            ("{{ revision.version }}", "House Ref"),
            ("{{ revision.date }}", "House Date"),
            ("{{ revision.author }}", "House Text"),
            ("{{ revision.summary }}", "House Text"),
        ),
        "No revision is recorded yet.",
    ),
    Listing(
        "Approvers",
        "approver in doc.approvers",
        ("Name", "Role", "Date", "Decision", None),
        (
            ("{{ approver.name }}", "House Text"),
            ("{{ approver.role }}", "House Text"),
            (
                "{% if approver.date %}{{ approver.date|date('medium') }}{% else %}Open{% endif %}",
                "House Text",
            ),
            ("{{ approver.decision }}", "House Status"),
        ),
        "No approver is named yet.",
    ),
    Listing(
        "Distribution",
        "copy in doc.distribution",
        ("Name", "Organisation", None, "Purpose", None),
        (
            ("{{ copy.name }}", "House Text"),
            ("{{ copy.organisation }}", "House Text"),
            (None, "House Text"),
            ("{{ copy.purpose }}", "House Text"),
        ),
        "Nobody else receives this document.",
    ),
    Listing(
        "Related documents",
        "other in doc.related",
        ("Number", "Title", None, "Status", None),
        (
            ("{{ other.number }}", "House Text"),
            ("{{ other.title }}", "House Text"),
            (None, "House Text"),
            ("{{ other.status }}", "House Status"),
        ),
        "No related document is recorded.",
    ),
)


def _list(sheet: Sheet, listing: Listing) -> None:
    _section(sheet, listing.title)
    items = listing.loop.split(" in ")[1]
    sheet.tag(f"if {items}")
    sheet.line(*((head, "House Head") for head in listing.heads), height=16)
    sheet.tag(f"for {listing.loop}")
    row = sheet.line(*listing.cells, (None, "House Text"))
    if listing.cells[-1][1] == "House Status":
        colour_status(sheet, f"E{row}:E{row}")
    sheet.tag("endfor")
    none_recorded(sheet, items, listing.none)


def none_recorded(sheet: Sheet, items: str, sentence: str) -> None:
    """Close an `if` over a list with the row that stands where it is empty.

    A list that nobody gave shows who owes it.
    """
    sheet.tag("else")
    text = f"{{% if {items} is iterable %}}{sentence}{{% else %}}{{{{ {items} }}}}{{% endif %}}"
    row = sheet.line((text, "House Note"), height=20)
    sheet.unwrapped(f"B{row}")
    sheet.tag("endif")


def open_items_sheet(volume: Volume) -> Sheet:
    """Add the sheet of everything that is still open, whatever found it."""
    sheet = volume.sheet("Open items", (2.5, 10, 96, 24, 17, 20, 24), title_rows="4:4")
    sheet.title(
        "Open items", "What is not known, not confirmed or not done yet, who owes it and by when.", last="G"
    )
    head = sheet.line(*((text, "House Head") for text in ("Ref", "Item", "Owner", "Due", "Ageing", "State")))
    sheet.tag("if verdict.open_items")
    sheet.tag("for item in verdict.open_items")
    row = sheet.line(
        ("{{ item.ref }}", "House Ref"),
        ("{{ item.item }}", "House Text"),
        ("{{ item.owner }}", "House Text"),
        ("{% if item.due %}{{ item.due|date('medium') }}{% endif %}", "House Text"),
        ("{{ item.ageing }}", "House Text"),
        ("{{ item.chip }}", "House Status"),
    )
    colour_status(sheet, f"G{row}:G{row}")
    sheet.tag("endfor")
    none_recorded(
        sheet, "verdict.open_items", "Nothing is open: every fact that this document needs is known."
    )
    sheet.finish(last="G", freeze=f"B{head + 1}")
    return sheet
