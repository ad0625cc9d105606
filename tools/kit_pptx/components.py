"""The kinds of slide that the house knows: each takes its message first and what the speaker says last."""

from __future__ import annotations

from collections.abc import Sequence

from tools.kit.palette import drawing_fill
from tools.kit.texts import none_recorded, optional
from tools.kit_pptx import layouts
from tools.kit_pptx.layouts import BODY_BOX
from tools.kit_pptx.slides import Slide, text_box
from tools.kit_pptx.tables import Cell, Column, Grid, Row, each, line, state, when
from tools.kit_pptx.xml import Box, paragraph

_DRAFT_BOX = Box(8.4, 0.6, 4.3, 0.42)
_SOURCES = "{{ doc.playbook_version }}   Facts {{ doc.facts_hash }}   Review date {{ doc.review_date }}"
_CONTROL = "Revision history, approvers, distribution and related documents"
_LOW = 0.34
"""The height of a row of small print in inches."""
_DRAFT = "▲ DRAFT: not for decision"


def cover(
    promise: str, *, notes: str = "Welcome. Say what this hour is for, and what is asked at its end."
) -> Slide:
    """Return the first slide: provider, client, title, promise, and what the document is."""

    def draft(number: int) -> str:
        text = paragraph(_DRAFT, strong=True, size=14, color="accent5-45", align="centre")
        alt, fill = "{%shape if verdict.draft %}", drawing_fill("accent5@25")
        return text_box("Draft", number, _DRAFT_BOX, text, alt=alt, fill=fill, anchor="ctr")

    return Slide(
        layout=layouts.COVER,
        texts={
            "Title": ("{{ doc.title }}",),
            "Client": ("{{ client.legal_name }}",),
            "Subtitle": (promise,),
            "Provider": ("{{ brand.logo_on_dark }}",),
            "Document facts": (
                '{{ doc.number }}   {{ "Draft" if verdict.draft else doc.status.text }}   {{ doc.date }}',
                f"Owner: {optional('doc.owner', 'to be confirmed')}   {{{{ doc.classification }}}}",
            ),
        },
        notes=(notes,),
        shapes=(draft,),
    )


def bullets(
    message: str, *points: str, label: str, source: str = "", notes: str | Sequence[str], rule: str = ""
) -> Slide:
    """Return a slide of points; `- ` before a text makes it a point below the last, a tag may stand as a point."""
    return Slide(
        layout=layouts.CONTENT,
        texts=_heading(message, label) | {"Body": tuple(points)} | _source(source),
        notes=_said(notes),
        rule=rule,
    )


def table(
    message: str,
    *,
    label: str,
    columns: tuple[Column, ...],
    rows: tuple[Row, ...],
    alt: str,
    source: str = "",
    notes: str | Sequence[str],
    size: float = 14,
    strong_first: bool = True,
    head: Row | None = None,
    rule: str = "",
) -> Slide:
    """Return a slide with one table; what does not fit goes on on a next slide. `head` as in `Grid`."""
    grid = Grid(
        columns=columns,
        rows=rows,
        alt=alt,
        size=size,
        strong_first=strong_first,
        continues=True,
        head=head,
    )
    place = layouts.TABLE.place("Table").reference
    return Slide(
        layout=layouts.TABLE,
        texts=_heading(message, label) | _source(source),
        notes=_said(notes),
        grids=((grid, BODY_BOX, place),),
        rule=rule,
    )


def figures(
    message: str,
    *,
    label: str,
    values: tuple[tuple[str, str], ...],
    columns: tuple[Column, ...] = (),
    rows: tuple[Row, ...] = (),
    alt: str,
    table_alt: str = "",
    source: str = "",
    notes: str | Sequence[str],
    size: float = 14,
    rule: str = "",
) -> Slide:
    """Return a slide with a strip of three to five figures (value, what it is), and a table below if there is one."""
    strip = figure_strip(values, alt)
    grids: list[tuple[Grid, Box, str]] = [(strip, BODY_BOX, "")]
    if columns:
        below = Box(BODY_BOX.left, BODY_BOX.top + 1.65, BODY_BOX.width, BODY_BOX.height - 1.65)
        table_below = Grid(columns=columns, rows=rows, alt=table_alt, size=size, continues=True)
        grids.append((table_below, below, ""))
    return Slide(
        layout=layouts.TITLE_ONLY,
        texts=_heading(message, label) | _source(source),
        notes=_said(notes),
        grids=tuple(grids),
        rule=rule,
    )


def figure_strip(values: tuple[tuple[str, str], ...], alt: str) -> Grid:
    """Return a strip of figures, each a value and what it is."""
    top = line(
        *(Cell(text=value, size=36, color="dk2", rule="accent2", heading=True) for value, _ in values),
        height=0.75,
    )
    low = line(
        *(Cell(text=words, color="accent3", rule="accent2", anchor="t") for _, words in values), height=0.55
    )
    columns = tuple(Column("", 1) for _ in values)
    return Grid(
        columns=columns, rows=(top, low), alt=alt, name="Key figures", strong_first=False, styled=False
    )


def chart(
    message: str,
    *,
    label: str,
    value: str,
    number: str,
    caption: str,
    points: tuple[str, ...] = (),
    source: str,
    notes: str | Sequence[str],
    rule: str = "",
) -> Slide:
    """Return a slide with a chart (`value` is its tag) and what to take from it: a number, its caption, points."""
    takeaway = (
        number,
        f"- {caption}",
        *(point if point.startswith("{%") else f"-- {point}" for point in points),
    )
    return Slide(
        layout=layouts.CHART,
        texts=_heading(message, label) | {"Chart": (value,), "Takeaway": takeaway} | _source(source),
        notes=_said(notes),
        rule=rule,
    )


def drawing(
    message: str,
    *,
    label: str,
    value: str,
    name: str,
    source: str = "",
    notes: str | Sequence[str],
    rule: str = "",
) -> Slide:
    """Return a slide that one drawing fills; `value` is its tag."""

    def shape(number: int) -> str:
        return text_box(name, number, BODY_BOX, paragraph(value, size=12))

    return Slide(
        layout=layouts.TITLE_ONLY,
        texts=_heading(message, label) | _source(source),
        notes=_said(notes),
        shapes=(shape,),
        rule=rule,
    )


def opener(title: str, answer: str, *, notes: str | Sequence[str], rule: str = "") -> Slide:
    """Return the slide that opens a part."""
    return Slide(
        layout=layouts.SECTION, texts={"Title": (title,), "Body": (answer,)}, notes=_said(notes), rule=rule
    )


def closing(title: str, *steps: str, notes: str | Sequence[str], rule: str = "") -> Slide:
    """Return the last slide that is shown: what happens next; who and when stand below a step with `- `."""
    texts = {"Title": (title,), "Body": tuple(steps)}
    return Slide(layout=layouts.CLOSING, texts=texts, notes=_said(notes), rule=rule)


def open_items() -> Slide:
    """Return the slide, in a draft, of everything that is still open: who owes it, by when."""
    return table(
        "{{ verdict.open_items|length|plural('item') }} {{ 'is' if verdict.open_items|length == 1 else 'are' }} open",
        label="Open items",
        columns=(
            Column("Ref", 1.2),
            Column("Item", 6.4),
            Column("Owner", 2),
            Column("Due", 1.4),
            Column("State", 1.7),
        ),
        rows=(
            each(
                "item in verdict.open_items",
                "{{ item.ref }}",
                "{{ item.item }}",
                optional("item.owner", "–"),
                optional("item.due", "–", "{{ item.due|date('medium') }}"),
                state("item.chip"),
                height=_LOW,
            ),
        ),
        alt="Open items: reference, item, owner, due date, state",
        size=12,
        source="Whatever this document needs and nobody has given, decided or confirmed yet",
        notes="Not presented. Ask each owner for the day.",
        rule="slide if verdict.draft and verdict.open_items",
    )


def control(template: str) -> Slide:
    """Return document control, a slide of its own at a deck's end; `template` names the template and its version."""
    return table(
        "Document control",
        label="{{ doc.number }}",
        columns=(Column("Version", 1.6), Column("Date", 2.6), Column("Author", 3.2), Column("Summary", 5)),
        rows=(*_revisions(), *_approvers(), *_copies()),
        alt=_CONTROL,
        size=12,
        source=sources(template),
        notes="Not presented.",
    )


def control_grid() -> Grid:
    """Return document control as a table, for a last slide that holds more; it goes on where it has to."""
    return Grid(
        columns=(Column("Version", 1.1), Column("Date", 2.1), Column("Author", 2.1), Column("Summary", 2.9)),
        rows=(*_revisions(), *_approvers(), *_copies()),
        alt=_CONTROL,
        name="Document control",
        size=12,
        continues=True,
    )


def sources(template: str) -> str:
    """Return the line below document control: versions of template and playbook, hash of the facts, next review."""
    return f"Template {template}   {_SOURCES}"


def _revisions() -> tuple[Row, ...]:
    texts = ("{{ one.version }}", "{{ one.date }}", "{{ one.author }}", "{{ one.summary }}")
    return (
        each("one in doc.revisions", *texts, height=_LOW),
        when("not doc.revisions", Cell(text="No revision is recorded yet.", span=4), height=_LOW),
    )


def _approvers() -> tuple[Row, ...]:
    return (
        each(
            "one in doc.approvers or []",
            '{{ "Approvers" if loop.first else "" }}',
            Cell(text="{{ one.name }}", strong=True),
            "{{ one.role }}",
            "{{ one.decision }}{% if one.date %} {{ one.date }}{% endif %}",
            height=_LOW,
        ),
        when("not doc.approvers", "Approvers", Cell(text=_absent("doc.approvers"), span=3), height=_LOW),
    )


def _copies() -> tuple[Row, ...]:
    people = "{{ one.name }}, {{ one.organisation }} ({{ one.purpose }})"
    return (
        line("Distribution", Cell(text=_joined("doc.distribution", people), span=3), height=_LOW),
        line(
            "Related",
            Cell(text=_joined("doc.related", "{{ one.number }} {{ one.title }}"), span=3),
            height=_LOW,
        ),
    )


def _joined(items: str, text: str) -> str:
    each_one = f"{{% for one in {items} %}}{text}{{{{ '' if loop.last else '; ' }}}}{{% endfor %}}"
    return f"{{% if {items} %}}{each_one}{{% else %}}{_absent(items)}{{% endif %}}"


def _absent(items: str) -> str:
    return none_recorded(items, "Nobody and nothing is named yet.")


def _heading(message: str, label: str) -> dict[str, tuple[str, ...]]:
    return {"Title": (message,), "Section label": (label,)}


def _source(text: str) -> dict[str, tuple[str, ...]]:
    return {"Source": (text,)} if text else {}


def _said(notes: str | Sequence[str]) -> tuple[str, ...]:
    return (notes,) if isinstance(notes, str) else tuple(notes)
