"""The sheet that another platform loads: one plain list from cell A1 on, days as YYYY-MM-DD."""

from __future__ import annotations

from tools.csp_parts.track_places import LOAD
from tools.kit_xlsx import Sheet, Volume
from tools.kit_xlsx.colours import colour

_COLUMNS = ("name", "company", "type", "status", "due date", "owner")
_NO_GLYPH = "chip.text"
_LISTS = (
    ("success.objectives or []", "statement", "Objective", "owner_provider"),
    ("success.measures or []", "name", "Measure", "owner"),
    ("success.milestones", "name", "Milestone", ""),
    ("success.training.sessions or []", "title", "Training session", "trainer"),
    ("success.checkins.rows", "", "Check-in", ""),
    ("success.actions", "text", "Action", "owner"),
    ("success.commitments or []", "text", "Promise", "owner"),
)
"""What is listed: the loop, the field of the name, the type, the field of the owner (none: the plan's owner)."""
_DUE = {"Measure": "target_date", "Training session": "date", "Check-in": "date"}


def load_sheet(volume: Volume) -> None:
    """Add the list to load: no title, no formula, no colour, one header row."""
    sheet = volume.sheet(LOAD, (58, 32, 18, 20, 14, 26), title_rows="1:1")
    sheet.ws.sheet_properties.tabColor = colour("accent3")
    sheet.line(*((text, "House Head") for text in _COLUMNS), start=1, height=18)
    for loop, name, kind, owner in _LISTS:
        sheet.tag(f"for one in {loop}")
        _row(sheet, name, kind, owner)
        sheet.tag("endfor")
    sheet.finish(last="F", freeze="A2", filter_=f"A1:F{sheet.row - 1}")


def _row(sheet: Sheet, name: str, kind: str, owner: str) -> None:
    due, who = f"one.{_DUE.get(kind, 'due')}", f"one.{owner}" if owner else "success.owner"
    title = f"{{{{ one.{name} }}}}" if name else "Check-in {{ one.number }}"
    cells = (
        (title, "House Text"),
        ("{{ client.legal_name }}", "House Text"),
        (kind, "House Text"),
        ("{{ one.chip.text }}", "House Text"),
        (f"{{% if {due} %}}{{{{ {due}|date('yyyy-MM-dd') }}}}{{% endif %}}", "House Ref"),
        (f"{{% if {who} %}}{{{{ {who} }}}}{{% endif %}}", "House Text"),
    )
    sheet.line(*cells, start=1, height=16)
