"""The source of `templates/INTAKE.xlsx` and `INTAKE-cs.xlsx`: the intake as a workbook to fill in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from docgen.imports.layout import KEY, Form, Layout, Question, Table, layout, plain
from docgen.imports.readings import choices, is_day, is_flag, is_number, is_words, schema_of
from docgen.intake.model.scalar import shown
from docgen.playbooks import load_playbook
from tools.kit.palette import HAIRLINE
from tools.kit.properties import core_properties
from tools.kit_xlsx import Book, Line, Sheet, Volume, add_table, when_true
from tools.kit_xlsx.colours import colour
from tools.kit_xlsx.styles import Style

_BLANK_ROWS = 25
_FURTHER_ROWS = 60
_LONGEST_LIST = 255
_LONGEST_PROMPT = 255
_WIDE, _MIDDLE, _NARROW = 34, 22, 13
_FORM = (2.5, 9, 24, 46, 44, 32, 22, 38)
_LAST = "H"
_MOST_MONEY = 10**12
_DAY, _TEXT, _MONEY = "yyyy-mm-dd", "@", "#,##0.00"
_ASKED = {
    "fill": "accent5@25",
    "edges": {"left": ("lt1", "thin"), "right": ("lt1", "thin"), "bottom": ("accent5@50", "thin")},
}
_OPEN = {"edges": {"left": (HAIRLINE, "thin"), "right": (HAIRLINE, "thin"), "bottom": (HAIRLINE, "thin")}}
_STYLES = {
    f"Intake {kind} {name}": Style(
        **look, shown=shown_as, across="left", indent=1, wrap=name == "Text", open=True
    )
    for kind, look in (("Asked", _ASKED), ("Open", _OPEN))
    for name, shown_as in (("Text", _TEXT), ("Day", _DAY), ("Amount", _MONEY), ("Figure", "General"))
}
"""Cells to fill in: what a stage asks for, and what is open. A text stays one, whatever is typed."""


def _running(sheet: Sheet) -> None:
    texts = {
        "oddHeader": ("Intake   {{ title }}", "Commercial-in-confidence"),
        "oddFooter": ("{{ process }}", "Page &P of &N"),
    }
    for name, (left, right) in texts.items():
        line = getattr(sheet.ws, name)
        line.left.text, line.right.text = left, right


def _start(volume: Volume, plan: Layout) -> None:
    """Add the first sheet: what to do, what the colours mean, what there is."""
    sheet = volume.sheet("Start", (2.5, 24, 20, 10, 78, 2.5), landscape=False)
    sheet.ws.sheet_properties.tabColor = colour("dk2")
    _running(sheet)
    for text, style, height in (
        (None, "House Band", 14), ("Intake to fill in", "House Eyebrow", 20), ("{{ title }}", "House Title", 36),
        ("{{ process }}", "House Subtitle", 22), (None, "House Band", 12),
    ):  # fmt: skip
        row = sheet.line(*[(None, "House Band")] * 6, height=height, start=1)
        sheet.put(f"B{row}", text, style)
    sheet.skip(14)
    _guide(sheet)
    _contents(sheet, plan)
    sheet.skip(10)
    sheet.line(("Fact", "House Head"), ("Answer", "House Head"), height=20)
    for path in ("playbook", "schema_version"):
        sheet.line((path, "House Label"), (f"{{{{ v['{path}'] }}}}", "House Text"))
    sheet.finish(last="E")


def _guide(sheet: Sheet) -> None:
    sheet.line(("How to fill it in", "House Section"), height=26)
    for text in (
        "Begin with the amber cells: the documents of the first stage need them. All else can wait.",
        "An empty cell means that nobody has asked yet. Write none where there are none.",
        "Write unknown where somebody was asked and nobody knows, n/a where the question does not apply.",
        "Where several answers are asked for, put each on a line of its own (Alt+Enter).",
        "Dates are dates, numbers are numbers: units are said in the question and stay out of the cell.",
        "People, sites and applications have short ids of your choice; other sheets name them by their id or name.",
        "Rows, columns and sheets may be moved, sorted and hidden. The grey paths say which fact is meant: leave them.",
        "Never write a password: name the place in the vault, such as vault://clients/hwp/fw01.",
    ):
        sheet.across((text, "House Text"), last="E", height=18)


def _contents(sheet: Sheet, plan: Layout) -> None:
    sheet.line(("What there is", "House Section"), height=26)
    sheet.line(*_heads("Sheet", "Needed", "Facts", "What it holds"), height=20)
    pages = (*((form.name, form.lead, tuple(form.questions)) for form in plan.forms),
             *((table.name, table.lead, table.columns) for table in plan.tables))  # fmt: skip
    for name, lead, questions in pages:
        first = min((one.stage for one in questions if one.stage), default="")
        sheet.line(
            (name, "House Strong"),
            (first or None, "House Legend"),
            (len(questions), "House Whole"),
            (plain(lead), "House Text"),
        )
        link = sheet.ws[f"B{sheet.row - 1}"]
        link.hyperlink = f"#'{name}'!A1"
        link.style = "House Strong"


def _heads(*texts: str) -> tuple[Line, ...]:
    return tuple((text, _HEADS.get(text, "House Head")) for text in texts)


_HEADS = {"Facts": "House Head Right", "Answer": "House Head Input", "Needed": "House Head Input"}


def _form(volume: Volume, form: Form) -> None:
    sheet = volume.sheet(form.name, _FORM, title_rows="5:5")
    _running(sheet)
    sheet.title(form.name, form.lead, last=_LAST)
    sheet.skip(6)
    head = sheet.line(
        *_heads("Needed", "Topic", "Question", "Answer", "Example", "Who knows", "Fact"), height=22
    )
    for title, questions in form.roots:
        sheet.line((title, "House Section"), height=26)
        for question in questions:
            _asked(volume, sheet, question)
    sheet.finish(last=_LAST, freeze=f"F{head + 1}")


def _asked(volume: Volume, sheet: Sheet, question: Question) -> None:
    field = question.field
    row = sheet.line(
        (question.stage or None, "House Legend"),
        (question.topic or None, "House Label"),
        (_words(question), "House Text"),
        (f"{{{{ v['{question.path}'] }}}}", _style(question)),
        (_example(question), "House Label"),
        (field.owner.replace("_", " ").capitalize() or None, "House Label"),
        (question.path, "House Label"),
        height=19,
    )
    _rule(volume, sheet, f"E{row}:E{row}", question)
    if question.stage:
        when_true(sheet, f"E{row}:E{row}", f"LEN(E{row})>0", "dk1", "accent1@12", bold=False)


def _words(question: Question) -> str:
    unit = f" ({question.field.unit})" if question.field.unit else ""
    return f"{plain(question.field.question)}{unit}"


def _example(question: Question) -> str | None:
    text = question.field.example
    if is_flag(question.shape.type):
        return "yes" if text == "true" else "no"
    return text.strip("[]") if question.many else text or None


def _style(question: Question) -> str:
    kind, type_ = "Asked" if question.stage else "Open", question.shape.type
    if question.many or not (is_day(type_) or is_number(type_)):
        return f"Intake {kind} Text"
    if is_day(type_):
        return f"Intake {kind} Day"
    return f"Intake {kind} {'Amount' if schema_of(type_)['maximum'] == _MOST_MONEY else 'Figure'}"


def _rule(volume: Volume, sheet: Sheet, cells: str, question: Question) -> None:
    """Say what the cells may hold. Excel warns and does not refuse: `unknown` is an answer too."""
    rule = _validation(volume, question)
    rule.allow_blank, rule.errorStyle, rule.showErrorMessage = True, "warning", rule.type is not None
    rule.errorTitle, rule.error = "Is that right?", f"Expected: {_expected(question)}."[:_LONGEST_PROMPT]
    rule.promptTitle = question.field.key.replace("_", " ").capitalize()[:32]
    rule.prompt, rule.showInputMessage = _prompt(question)[:_LONGEST_PROMPT], True
    rule.add(cells)
    sheet.ws.add_data_validation(rule)


def _validation(volume: Volume, question: Question) -> DataValidation:
    kind = question.shape.type
    if question.many:
        return DataValidation(type=None)
    if words := (("yes", "no") if is_flag(kind) else choices(kind)):
        return DataValidation(type="list", formula1=_listed(volume, words))
    if is_day(kind):
        return DataValidation(type="date", operator="between", formula1="32874", formula2="73050")
    if is_number(kind):
        said = schema_of(kind)
        whole = "whole" if said["type"][0] == "integer" else "decimal"
        return DataValidation(
            type=whole, operator="between", formula1=str(said["minimum"]), formula2=str(said["maximum"])
        )
    return DataValidation(type=None)


def _listed(volume: Volume, words: Sequence[str]) -> str:
    """Return the list that a validation points to: written out, or on the sheet of lists where it is long."""
    written = f'"{",".join(words)}"'
    if len(written) - 2 <= _LONGEST_LIST:
        return written
    sheet = volume.book["Lists"]
    for column in range(1, sheet.max_column + 2):
        if sheet.cell(1, column).value == words[0] and sheet.cell(len(words), column).value == words[-1]:
            break
        if sheet.cell(1, column).value is None:
            for row, word in enumerate(words, 1):
                sheet.cell(row, column, word)
            break
    letter = get_column_letter(column)
    return f"Lists!${letter}$1:${letter}${len(words)}"


def _expected(question: Question) -> str:
    kind = question.shape.type
    if is_flag(kind):
        return "yes or no"
    if words := choices(kind):
        return "one of " + ", ".join(words)
    if is_day(kind):
        return "a date"
    return "a number" if is_number(kind) else "such as " + shown(question.field.example)


def _prompt(question: Question) -> str:
    said = [f"{_words(question)}."]
    if question.many:
        said.append("One a line (Alt+Enter).")
        if words := choices(question.shape.type):
            said.append("Known: " + ", ".join(words) + ".")
    if example := _example(question):
        said.append(f"Example: {example}")
    return " ".join(said)


def _table(volume: Volume, table: Table) -> None:
    columns = list(table.columns)
    widths = [_width(column) for column in columns]
    lead_widths = [18.0] if table.keyed else []
    sheet = volume.sheet(table.name, (2.5, *lead_widths, *widths), title_rows="6:6", paper="A3")
    _running(sheet)
    sheet.title(table.name, _lead(table), last="G")
    first = [KEY] if table.keyed else []
    paths = [*first, *(column.path for column in columns)]
    sheet.line(*((f"{table.prefix}.{path}", "House Note") for path in paths), height=4)
    sheet.ws.row_dimensions[sheet.row - 1].hidden = True
    stages = [*[None for _ in first], *(column.stage or None for column in columns)]
    sheet.line(*((text, "House Key Left") for text in stages), height=16)
    labels = _distinct([*(["Which"] if table.keyed else []), *(_words(column) for column in columns)])
    head = sheet.line(*((text, "House Head Input") for text in labels), height=34)
    styles = [*(["Intake Asked Text"] if table.keyed else []), *map(_style, columns)]
    begin = sheet.tag(f"for r in t['{table.path}']") + 1
    sheet.line(*((f"{{{{ r['{path}'] }}}}", style) for path, style in zip(paths, styles, strict=True)))
    sheet.tag("endfor")
    for _ in range(_BLANK_ROWS):
        sheet.line(*((None, style) for style in styles))
    end = sheet.row - 1
    for number, column in enumerate(columns, 2 + len(first)):
        letter = get_column_letter(number)
        _rule(volume, sheet, f"{letter}{begin}:{letter}{end}", column)
    last = get_column_letter(len(paths) + 1)
    sheet.finish(last=last, freeze=f"{'D' if len(paths) > 2 else 'C'}{head + 1}")
    add_table(sheet, f"tbl{table.name.replace(' ', '')}", f"B{head}:{last}{end}")


def _lead(table: Table) -> str:
    return f"{plain(table.lead)}. One a row; write none in the first cell where there are none."


def _distinct(labels: Sequence[str]) -> list[str]:
    """Return the heads of a table, numbered where two are alike: Excel takes none twice."""
    made: list[str] = []
    for label in labels:
        same = sum(each.casefold().split(" · ")[0] == label.casefold() for each in made)
        made.append(f"{label} · {same + 1}" if same else label)
    return made


def _width(question: Question) -> float:
    if is_day(question.shape.type) or is_number(question.shape.type) or is_flag(question.shape.type):
        return _NARROW
    limit = schema_of(question.shape.type).get("maxLength", 0)
    return _WIDE if limit > 120 else _MIDDLE if is_words(question.shape.type) else 18


def _further(volume: Volume, _plan: Layout) -> None:
    sheet = volume.sheet("Further facts", (2.5, 64, 80), title_rows="5:5")
    _running(sheet)
    sheet.title("Further facts", "Whatever has no cell of its own, by the path of the fact.", last="C")
    sheet.note(
        "Such as applications[app-xero].modules[0].name; docgen schema intake tells all that there is.",
        last="C",
    )
    head = sheet.line(*_heads("Fact", "Answer"), height=22)
    sheet.tag("for one in further")
    sheet.line(("{{ one.path }}", "Intake Open Text"), ("{{ one.value }}", "Intake Open Text"))
    sheet.tag("endfor")
    for _ in range(_FURTHER_ROWS):
        sheet.line((None, "Intake Open Text"), (None, "Intake Open Text"))
    sheet.finish(last="C", freeze=f"C{head + 1}")


def _lists(volume: Volume) -> None:
    volume.book.create_sheet("Lists").sheet_state = "hidden"
    for name, style in _STYLES.items():
        volume.book.add_named_style(style.named(name))


def _book(code: str, process: str) -> Book:
    plan = layout(process, load_playbook(process).not_asked)
    fill: tuple[Callable[[Volume], object], ...] = (
        _lists,
        lambda volume: _start(volume, plan),
        *(_adder(_form, form) for form in plan.forms),
        *(_adder(_table, table) for table in plan.tables),
        lambda volume: _further(volume, plan),
        _lists_last,
    )
    core = core_properties(
        title="Intake to fill in", subject="{{ title }}", creator="docgen", language="en-AU"
    )
    return Book(code=code, version="1.0", fill=fill, core=core)


def _adder(add: Callable[..., None], page: Form | Table) -> Callable[[Volume], object]:
    return lambda volume: add(volume, page)


def _lists_last(volume: Volume) -> None:
    book = volume.book
    book.move_sheet("Lists", len(book.sheetnames))
    if book["Lists"]["A1"].value is None:
        del book["Lists"]
    book.active = 0


BOOK = _book("INTAKE", "managed_services")
BOOK_CS = _book("INTAKE-cs", "customer_success")
