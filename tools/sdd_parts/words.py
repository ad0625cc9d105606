"""What the sections of the design share: their titles, texts that may be absent, lists in sentences."""

from __future__ import annotations

from docgen.derive.design.sections import SECTIONS
from tools.kit import Block, body, figure, heading, when
from tools.kit.blocks import Blocks

NONE = "\u2013"
"""What stands in a cell that has nothing to say."""


def title(number: str) -> str:
    """Return the title of a section, as traces and controls name it: `Network` of 5.2."""
    return SECTIONS[number]


def part(number: str) -> Block:
    """Return the heading of a part of a section."""
    return heading(SECTIONS[number])


def said(fact: str, absent: str = NONE) -> str:
    """Return a text that may be empty, or the words `absent`; a gap prints as its TBC chip."""
    return f'{{% if {fact} == "" or {fact} is none %}}{absent}{{% else %}}{{{{ {fact} }}}}{{% endif %}}'


def percent(fact: str) -> str:
    """Return a share in per cent, a dash where it cannot be told."""
    return f"{{% if {fact} is none %}}{NONE}{{% else %}}{{{{ {fact} }}}}\u00a0%{{% endif %}}"


def figure_of(fact: str, unit: str = "") -> str:
    """Return a number with its unit, a dash where there is none, a chip where nobody has said."""
    told = f"{{{{ {fact} }}}}" + (f"\u00a0{unit}" if unit else "")
    return (
        f"{{% if {fact} is none %}}{NONE}{{% elif {fact} is number %}}{told}"
        f"{{% else %}}{{{{ {fact} }}}}{{% endif %}}"
    )


def listing(items: str, absent: str = NONE) -> str:
    """Return the texts of a list in one line, `absent` where there is none."""
    return f'{{% if {items} %}}{{{{ {items}|join("; ") }}}}{{% else %}}{absent}{{% endif %}}'


def prose(fact: str, *, keep: bool = False) -> Block:
    """Return a paragraph of the client's or the architect's words, which may go over several lines."""
    return body(
        f"{{% if {fact} is string %}}{{{{ {fact}|trim }}}}{{% else %}}{{{{ {fact} }}}}{{% endif %}}",
        keep=keep,
    )


def where(fact: str, *blocks: Blocks) -> Block:
    """Return blocks that stand where a group of facts is known, else its TBC chip."""
    return when(fact, *blocks, otherwise=body(f"{{{{ {fact} }}}}"))


def drawn(name: str, caption: str, absent: str, note: str = "", *, low: int = 0, high: int = 205) -> Block:
    """Return one of the drawings of section 5 with its caption, or the sentence `absent` where there is none.

    `low` is a height in millimetres that a small drawing keeps to, so that it shares a page with its text; `high` is
    the most that one takes: with its caption and note it then has room on a page of either paper.
    """
    drawing = f"design.drawings.{name}"
    spot = f"{drawing}.plain|diagram(height_mm={high}, low_mm={low})"
    return when(drawing, figure(spot, title=caption, note=note), otherwise=body(absent))
