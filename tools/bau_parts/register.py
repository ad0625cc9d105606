"""One register as a sheet: heads that stay in sight, a filter, colours that follow the dates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from tools.kit_xlsx import Line, Sheet, Volume, colour_status, none_recorded, one_of, when_true

NEAR, SOON = 90, 180
"""Days before an end from which a date is red, and from which it is amber."""
LATE, COMING = -1, 30
"""Days before something is due from which its date is red (it is past), and amber."""
DATE_NAME = "register_date"
"""The name of the cell that holds the day on which the registers are read."""
HEAD, BODY = 5, 8
"""Rows of a register in the template: its heads; its one line, after the tags of the condition and the loop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column: its head, width in characters, what a line holds, the cell's style.

    `ends` marks the date on which the line ends, `due` one on which something is to be done, `state` a state with its
    glyph; `options` are the words to choose from; `total` sums the column below.
    """

    head: str
    width: float
    text: str
    style: str = "House Text"
    ends: bool = False
    due: bool = False
    state: bool = False
    options: tuple[str, ...] = ()
    total: bool = False

    @property
    def head_style(self) -> str:
        """The style of its head: aligned as its figures are."""
        return "House Head Right" if self.style == "House Whole" else "House Head"


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A register: the sheet's name, what it is for, the list that it shows, its columns, the sentence for none.

    `title` stands over the sheet where its name is too short for it.
    """

    sheet: str
    title: str = ""
    lead: str
    items: str
    fields: tuple[Field, ...]
    none: str

    @property
    def last(self) -> str:
        """The letter of the last column."""
        return str(get_column_letter(len(self.fields) + 1))


def blank_or(path: str) -> str:
    """Return the tag of a value that may be None: the cell is then empty."""
    # One printing tag by itself keeps the cell's type.
    return f"{{{{ {path} if {path} is not none else '' }}}}"


def whole(head: str, text: str, width: float = 11, *, total: bool = False) -> Field:
    """Return a column of whole numbers."""
    return Field(head=head, width=width, text=text, style="House Whole", total=total)


def day(head: str, text: str, *, ends: bool = False, due: bool = False) -> Field:
    """Return a column of dates."""
    return Field(head=head, width=18, text=text, style="House Date", ends=ends, due=due)


def left(path: str = "line.days_left") -> Field:
    """Return the column of the days that were left on the day of issue; blank where there is no date."""
    return whole("Days left", blank_or(path))


def state(text: str = "{{ line.chip }}", head: str = "State", width: float = 22) -> Field:
    """Return a column of states."""
    return Field(head=head, width=width, text=text, style="House Status", state=True)


def register_sheet(register: Register) -> Callable[[Volume], None]:
    """Return the function that adds a register to the workbook."""

    def write(volume: Volume) -> None:
        widths = (2.5, *(field.width for field in register.fields))
        sheet = volume.sheet(register.sheet, widths, title_rows=f"{HEAD}:{HEAD}")
        sheet.title(register.title or register.sheet, register.lead, last=register.last)
        sheet.skip(8)
        _lines(sheet, register)
        for at, field in enumerate(register.fields):
            _follow(sheet, field, f"{get_column_letter(at + 2)}{BODY}")
        sheet.finish(last=register.last, freeze=f"D{HEAD + 1}", filter_=f"B{HEAD}:{register.last}{BODY}")

    return write


def _lines(sheet: Sheet, register: Register) -> None:
    sheet.line(*((field.head, field.head_style) for field in register.fields), height=30)
    sheet.tag(f"if {register.items}")
    sheet.tag(f"for line in {register.items}")
    sheet.line(*((field.text, field.style) for field in register.fields))
    sheet.tag("endfor")
    if any(field.total for field in register.fields):
        _totals(sheet, register)
    none_recorded(sheet, register.items, register.none)


def _totals(sheet: Sheet, register: Register) -> None:
    row = sheet.line(*(_total(at, field) for at, field in enumerate(register.fields)))
    for at, field in enumerate(register.fields):
        if field.total:  # under its figures, which stand at the right
            cell = sheet.ws[f"{get_column_letter(at + 2)}{row}"]
            cell.alignment = Alignment(horizontal="right", vertical="center", indent=1)


def _total(at: int, field: Field) -> Line:
    if not field.total:
        return ("Together" if at == 0 else None, "House Total")
    cell = f"{get_column_letter(at + 2)}{BODY}"
    return f"=SUM({cell}:{cell})", "House Total Whole"


def _follow(sheet: Sheet, field: Field, cell: str) -> None:
    """Let colours and lists follow what is typed into a column."""
    cells = f"{cell}:{cell}"
    if field.state:
        colour_status(sheet, cells)
    if field.ends:
        colour_dates(sheet, cells, red=NEAR, amber=SOON)
    if field.due:
        colour_dates(sheet, cells, red=LATE, amber=COMING)
    if field.options:
        one_of(sheet, cells, field.options, title=field.head, error=f"Use {' or '.join(field.options)}.")


def colour_dates(sheet: Sheet, cells: str, *, red: int, amber: int) -> None:
    """Colour dates that are at most so many days after the day on which the registers are read."""
    first = cells.split(":", maxsplit=1)[0]
    for limit, look in ((red, ("accent6", "accent6@12")), (amber, ("accent5-45", "accent5@25"))):
        when_true(sheet, cells, f"AND(ISNUMBER({first}),{first}-{DATE_NAME}<={limit})", *look)
