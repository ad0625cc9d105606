"""Sentences and cells that several slides of the success plan share."""

from __future__ import annotations

from tools.kit_pptx import Cell

_FILLS = (
    ("good", "accent4@15"),
    ("caution", "accent5@25"),
    ("critical", "accent6@12"),
    ("extreme", "accent6"),
)
_QUIET = "accent3@15"


def state(chip: str) -> Cell:
    """Return a cell that shows a state (`measure.chip`) as glyph and word on the fill of the state."""
    choice = " else ".join(f'"{fill}" if {chip}.state == "{name}"' for name, fill in _FILLS)
    return Cell(text=f"{{{{ {chip} }}}}", fill=f'{{{{ {choice} else "{_QUIET}" }}}}', strong=True)


def maybe(condition: str, text: str, otherwise: str = "") -> str:
    """Return the text where the condition holds, else another."""
    rest = f"{{% else %}}{otherwise}" if otherwise else ""
    return f"{{% if {condition} %}}{text}{rest}{{% endif %}}"


def cut(expression: str, length: int) -> str:
    """Return the tag of a long text, cut at a word so that it keeps to its place on a slide."""
    return f'{{{{ {expression}|truncate({length}, false, "…") }}}}'


def day(expression: str, form: str = "medium") -> str:
    """Return the tag of a day in a short form; what is not known yet prints as everywhere."""
    return f"{{{{ {expression}|date('{form}') if {expression} else {expression} }}}}"


def plain(expression: str) -> str:
    """Return the tag of a fact in words only, for places whose ground would swallow the colour of a mark."""
    return f"{{{{ {expression} if {expression} else 'to be confirmed' }}}}"
