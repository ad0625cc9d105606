"""The theme part: colours and fonts, the single source that every other part refers to."""

from __future__ import annotations

from tools.kit.palette import BODY_FONT, HEADING_FONT, PALETTE
from tools.kit.xml import DECLARATION

_NAME = "House"
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def theme_part() -> str:
    """Return `word/theme/theme1.xml`."""
    return (
        f'{DECLARATION}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{_NAME}">'
        f"<a:themeElements>{_colors()}{_fonts()}{_formats()}</a:themeElements>"
        "<a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def _colors() -> str:
    slots = "".join(
        f'<a:{slot}><a:srgbClr val="{value}"/></a:{slot}>' for slot, value in PALETTE.colors.items()
    )
    return f'<a:clrScheme name="{_NAME}">{slots}</a:clrScheme>'


def _fonts() -> str:
    def font(kind: str, face: str) -> str:
        return (
            f'<a:{kind}Font><a:latin typeface="{face}"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}Font>'
        )

    return (
        f'<a:fontScheme name="{_NAME}">{font("major", HEADING_FONT)}{font("minor", BODY_FONT)}</a:fontScheme>'
    )


def _formats() -> str:
    lines = "".join(
        f'<a:ln w="{width}" cap="flat" cmpd="sng" algn="ctr">{_FILL}<a:prstDash val="solid"/></a:ln>'
        for width in (6350, 12700, 19050)
    )
    return (
        f'<a:fmtScheme name="{_NAME}"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme>"
    )
