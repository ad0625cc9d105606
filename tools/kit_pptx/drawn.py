"""Cells that the data draw: as wide as their `span`, on their `fill`."""

from __future__ import annotations

from dataclasses import dataclass

from tools.kit.palette import drawing_fill
from tools.kit_pptx.tables import Cell
from tools.kit_pptx.xml import Align, emu, paragraph

SIZE = 12
_INSET = 0.02
_WHITE_LINE = 19_050
"""1.5 points, in English Metric Units: the gap between drawn cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn(Cell):
    """A cell as wide as `item.span`, on `item.fill`; white text where `item.ink` is lt1. `text` names the item."""

    def xml(self, align: Align, size: float) -> str:
        """Return `<a:tc>`."""
        name = self.text
        words = f"{{{{ {name}.text }}}}"
        pieces = (
            f'{{% colspan {name}.span %}}{{% cellbg {name}.fill or "lt2" %}}{{%p if {name}.ink == "lt1" %}}',
            paragraph(words, align="centre", size=SIZE, color="lt1", strong=True),
            "{%p else %}",
            paragraph(words, align="centre", size=SIZE, color="dk1", strong=True),
            "{%p endif %}",
        )
        return framed("".join(one if one.startswith("<") else paragraph(one, size=SIZE) for one in pieces))


@dataclass(frozen=True, slots=True, kw_only=True)
class Over(Cell):
    """A head cell as wide as `item.span`. `text` names the item."""

    def xml(self, align: Align, size: float) -> str:
        """Return `<a:tc>`."""
        words = f"{{% colspan {self.text}.span %}}{{{{ {self.text}.text }}}}"
        return framed(paragraph(words, size=SIZE, color="accent3"))


def framed(inside: str) -> str:
    """Return a cell with narrow margins and white lines around it."""
    margins = f'marL="{emu(_INSET)}" marR="{emu(_INSET)}" marT="0" marB="0"'
    line = drawing_fill("lt1")
    lines = "".join(f'<a:ln{side} w="{_WHITE_LINE}">{line}</a:ln{side}>' for side in "LRTB")
    body = f"<a:txBody><a:bodyPr/><a:lstStyle/>{inside}</a:txBody>"
    return f'<a:tc>{body}<a:tcPr {margins} anchor="ctr">{lines}</a:tcPr></a:tc>'
