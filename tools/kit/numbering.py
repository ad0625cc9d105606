"""The numbering part: headings (1, 1.1), bullets in two levels, numbers, annexes (A1)."""

from __future__ import annotations

from tools.kit.format import Text
from tools.kit.palette import color
from tools.kit.xml import el, mm, part

HEADINGS, BULLETS, NUMBERS, ANNEXES = 1, 2, 3, 4
"""The ids of the lists; the styles refer to the first three, the headings of annexes to the last."""


def _level(
    level: int, form: str, text: str, *, left: float, hanging: float, look: str, style: str = ""
) -> str:
    tab = el("tabs", el("tab", val="num", pos=mm(left)))
    return el(
        "lvl",
        el("start", val=1),
        el("numFmt", val=form),
        el("pStyle", val=style) if style else "",
        el("lvlText", val=text),
        el("lvlJc", val="left"),
        el("pPr", tab, el("ind", left=mm(left), hanging=mm(hanging))),
        el("rPr", look),
        ilvl=level,
    )


def _list(list_id: int, kind: str, *levels: str) -> str:
    return el("abstractNum", el("multiLevelType", val=kind), *levels, abstractNumId=list_id)


def numbering_part() -> str:
    """Return `word/numbering.xml`."""
    copper, stone = color("accent2"), color("accent3")
    number = Text(bold=True, color="accent2").xml()
    lists = (
        _list(
            HEADINGS,
            "multilevel",
            _level(0, "decimal", "%1", left=14, hanging=14, look=copper, style="Heading1"),
            _level(1, "decimal", "%1.%2", left=14, hanging=14, look=copper, style="Heading2"),
        ),
        _list(
            BULLETS,
            "multilevel",
            _level(0, "bullet", "•", left=5, hanging=5, look=copper, style="ListBullet"),
            _level(1, "bullet", "–", left=10, hanging=5, look=stone, style="ListBullet2"),
        ),
        _list(
            NUMBERS,
            "singleLevel",
            _level(0, "decimal", "%1", left=7, hanging=7, look=number, style="ListNumber"),
        ),
        # Numbers, not letters: the engine's contents list follows decimal levels.
        _list(ANNEXES, "singleLevel", _level(0, "decimal", "A%1", left=17, hanging=17, look=copper)),
    )
    uses = (
        el("num", el("abstractNumId", val=each), numId=each) for each in (HEADINGS, BULLETS, NUMBERS, ANNEXES)
    )
    return part("numbering", "".join((*lists, *uses)))
