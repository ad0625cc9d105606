"""The kit that the built-in PowerPoint templates are written with: a deck's source reads like its running order.

    from tools.kit_pptx import Cell, Column, Deck, closing, control, cover, each, statement, table

    DECK = Deck(
        code="SDD",
        version="1.0",
        slides=(
            cover("What the design decides, and what we ask of you"),
            table(
                "{{ design.risks|length }} risks need a decision from you",
                label="Risks",
                columns=(Column("Ref", 1), Column("Risk", 4), Column("Score", 1, "right")),
                rows=(each("risk in design.risks", "{{ risk.ref }}", "{{ risk.text }}", "{{ risk.score }}"),),
                alt="Risks with their scores",
                source="Risk register, {{ doc.date }}",
                notes="Ask for the decision on the first risk today.",
            ),
            control(),
        ),
    )
    DECK.build()  # the bytes of the template

Texts hold tags of the engine and `**strong words**`. Colours are theme tokens, lengths inches, text in points.
"""

from tools.kit_pptx.combined import combined, contrasts, milestones, part
from tools.kit_pptx.components import (
    bullets,
    chart,
    closing,
    control,
    control_grid,
    cover,
    drawing,
    figures,
    open_items,
    opener,
    sources,
    table,
)
from tools.kit_pptx.deck import Deck
from tools.kit_pptx.drawn import Drawn
from tools.kit_pptx.gantt import gantt
from tools.kit_pptx.slides import Slide
from tools.kit_pptx.tables import Cell, Column, Grid, Row, across, each, line, shared, state, when

__all__ = [
    "Cell",
    "Column",
    "Deck",
    "Drawn",
    "Grid",
    "Row",
    "Slide",
    "across",
    "bullets",
    "chart",
    "closing",
    "combined",
    "contrasts",
    "control",
    "control_grid",
    "cover",
    "drawing",
    "each",
    "figures",
    "gantt",
    "line",
    "milestones",
    "open_items",
    "opener",
    "part",
    "shared",
    "sources",
    "state",
    "table",
    "when",
]
