"""Text styles of the master and its layouts, and the deck's own table style."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tools.kit.palette import HAIRLINE, drawing_fill
from tools.kit.xml import DECLARATION
from tools.kit_pptx.xml import ALIGNMENTS, LANGUAGE, Align, emu

TABLE_STYLE = "{6B1E0D52-4C7A-4F0E-9A3B-2D5C8E7F1A60}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How one level of a text looks: size, space and indents in points, line distance in percent."""

    size: float
    color: str = "dk1"
    font: Literal["major", "minor"] = "minor"
    bold: bool = False
    bullet: str = ""
    indent: float = 0
    hang: float = 0
    after: float = 0
    line: int = 100
    tracking: float = 0
    capitals: bool = False
    align: Align = "left"

    def xml(self, number: int) -> str:
        """Return `<a:lvl1pPr>` to `<a:lvl9pPr>`."""
        margins = (
            f'marL="{emu(self.indent / 72)}" indent="{emu(-self.hang / 72)}" algn="{ALIGNMENTS[self.align]}"'
        )
        spacing = (
            f'<a:lnSpc><a:spcPct val="{self.line * 1000}"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef>'
            f'<a:spcAft><a:spcPts val="{round(self.after * 100)}"/></a:spcAft>'
        )
        return f"<a:lvl{number}pPr {margins}>{spacing}{self._bullet()}{self._characters()}</a:lvl{number}pPr>"

    def _bullet(self) -> str:
        if not self.bullet:
            return "<a:buNone/>"
        mark = f'<a:buFont typeface="Arial"/><a:buChar char="{self.bullet}"/>'
        return f"<a:buClr>{_color('accent2')}</a:buClr>{mark}"

    def _characters(self) -> str:
        name = "mj" if self.font == "major" else "mn"
        faces = "".join(
            f'<a:{script} typeface="+{name}-{code}"/>'
            for script, code in (("latin", "lt"), ("ea", "ea"), ("cs", "cs"))
        )
        tracking = f' spc="{round(self.tracking * 100)}"' if self.tracking else ""
        capitals = ' cap="all"' if self.capitals else ""
        return (
            f'<a:defRPr lang="{LANGUAGE}" sz="{round(self.size * 100)}" b="{int(self.bold)}"{capitals}{tracking}>'
            f"{drawing_fill(self.color)}{faces}</a:defRPr>"
        )


def levels(*styles: Level) -> str:
    """Return the styles of levels 1, 2, …"""
    return "".join(style.xml(number) for number, style in enumerate(styles, 1))


def _color(token: str) -> str:
    return drawing_fill(token).removeprefix("<a:solidFill>").removesuffix("</a:solidFill>")


TITLE = Level(size=30, color="dk2", font="major", line=95)
BODY = (
    Level(size=18, bullet="•", indent=18, hang=18, after=8, line=105),
    Level(size=16, bullet="–", indent=36, hang=18, after=6, line=105),
    *(Level(size=14, bullet="–", indent=36 + 18 * deeper, hang=18, after=4) for deeper in range(1, 8)),
)
SMALL = Level(size=10, color="accent3")
LABEL = Level(size=11, color="accent2", bold=True, tracking=1, capitals=True)
SOURCE = Level(size=11, color="accent3")


def text_styles() -> str:
    """Return the master's `<p:txStyles>`."""
    other = levels(*[Level(size=18)] * 9)
    return (
        f"<p:txStyles><p:titleStyle>{levels(TITLE)}</p:titleStyle><p:bodyStyle>{levels(*BODY)}</p:bodyStyle>"
        f"<p:otherStyle>{other}</p:otherStyle></p:txStyles>"
    )


def table_styles() -> str:
    """Return `ppt/tableStyles.xml`: rules above, under the head, between rows and below; no verticals, no bands."""
    whole = (
        f'<a:wholeTbl><a:tcTxStyle><a:fontRef idx="minor"/>{_color("dk1")}</a:tcTxStyle>'
        "<a:tcStyle><a:tcBdr>"
        f"{_no('left')}{_no('right')}{_rule('top', 'dk2', 1.5)}{_rule('bottom', 'dk2', 0.75)}"
        f"{_rule('insideH', HAIRLINE, 0.5)}{_no('insideV')}</a:tcBdr>"
        "<a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl>"
    )
    strong = f'<a:tcTxStyle b="on"><a:fontRef idx="minor"/>{_color("dk2")}</a:tcTxStyle>'
    first = f"<a:firstCol>{strong}<a:tcStyle><a:tcBdr/></a:tcStyle></a:firstCol>"
    head = f"<a:firstRow>{strong}<a:tcStyle><a:tcBdr>{_rule('bottom', 'dk2', 0.75)}</a:tcBdr></a:tcStyle></a:firstRow>"
    return (
        f'{DECLARATION}<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        f' def="{TABLE_STYLE}"><a:tblStyle styleId="{TABLE_STYLE}" styleName="House Table">'
        f"{whole}{first}{head}</a:tblStyle></a:tblStyleLst>"
    )


def _rule(side: str, token: str, points: float) -> str:
    return f'<a:{side}><a:ln w="{round(points * 12_700)}" cmpd="sng">{drawing_fill(token)}</a:ln></a:{side}>'


def _no(side: str) -> str:
    return f"<a:{side}><a:ln><a:noFill/></a:ln></a:{side}>"
