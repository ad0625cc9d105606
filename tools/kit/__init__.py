"""The kit that the built-in Word templates are written with: their source reads like the document's outline.

    from tools.kit import Document, bullets_each, callout, columns, kpis, lead, row, row_each, section, table, when

    DOCUMENT = Document(
        code="SLA",
        version="1.0",
        promise="What we answer for, and how we measure it",
        sections=(
            section(
                "Service levels",
                lead("Gold service for {{ client.trading_name }}: ..."),
                kpis(("{{ a }}", "label"), ("{{ b }}", "label"), ("{{ c }}", "label"), alt="Key figures"),
                table(
                    columns(("Priority", 10), ("What it means", 50), ("Response", 20), ("Fee", 20, "right")),
                    row_each("target in sla.targets", row("**{{ target.name }}**", "{{ target.text }}", ...)),
                    style="House Table Solid",
                    alt="Targets by priority",
                    title="Response and resolution targets",
                    note="Business hours: ...",
                    empty="No target is recorded.",
                    keep=True,
                ),
                when("sla.clauses", callout("Note", "Season", "..."), otherwise=body("...")),
            ),
            section("A short section", body("..."), run_on=True),
            section("A wide table", ..., landscape=True),
        ),
    )
    DOCUMENT.build()  # the bytes of the template

Texts hold tags of the engine, and two marks: `**term**` and `[[Muted: words]]` (a character style by its name).
Cover, document control, contents, header and footer come with every document. A section opens a page unless it
runs on. Values that may be gaps print themselves (`{{ client.number }}` shows its TBC chip); test lists and
optional facts with `when`. Blocks: `blocks`; tables, figures, bars: `tables`; Gantt, week grid, matrix: `grids`;
drawings, charts, risk maps: `figures`; sign-off, open items, annex of unconfirmed figures: `back`.
"""

from tools.kit.back import open_items, open_items_table, sign_off, unconfirmed_defaults
from tools.kit.blocks import (
    Block,
    body,
    bullets,
    bullets_each,
    callout,
    caption,
    each,
    heading,
    lead,
    minor,
    para,
    source,
    when,
)
from tools.kit.document import Document
from tools.kit.figures import figure, risk_maps
from tools.kit.grids import drawn_bar, drawn_cell, grid_table, label_cell, matrix_cell, week_grid
from tools.kit.rows import (
    DATE,
    Cell,
    Column,
    cell,
    cell_each,
    columns,
    lines,
    list_cell,
    owner_due,
    row,
    row_each,
    row_if,
)
from tools.kit.sections import Section, section
from tools.kit.tables import bar, key_values, kpis, table
from tools.kit.texts import (
    brief,
    chip,
    counted,
    joined,
    known,
    long_date,
    none_recorded,
    optional,
    short_date,
)

__all__ = [
    "DATE",
    "Block",
    "Cell",
    "Column",
    "Document",
    "Section",
    "bar",
    "body",
    "brief",
    "bullets",
    "bullets_each",
    "callout",
    "caption",
    "cell",
    "cell_each",
    "chip",
    "columns",
    "counted",
    "drawn_bar",
    "drawn_cell",
    "each",
    "figure",
    "grid_table",
    "heading",
    "joined",
    "key_values",
    "known",
    "kpis",
    "label_cell",
    "lead",
    "lines",
    "list_cell",
    "long_date",
    "matrix_cell",
    "minor",
    "none_recorded",
    "open_items",
    "open_items_table",
    "optional",
    "owner_due",
    "para",
    "risk_maps",
    "row",
    "row_each",
    "row_if",
    "section",
    "short_date",
    "sign_off",
    "source",
    "table",
    "unconfirmed_defaults",
    "week_grid",
    "when",
]
