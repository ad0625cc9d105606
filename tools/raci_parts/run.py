"""The run-state matrix: who does the work once the onboarding is over."""

from __future__ import annotations

from tools.kit_xlsx import Volume, colour_letters, one_of, when_true
from tools.kit_xlsx.rules import LETTERS
from tools.raci_parts.places import RUN, letters

_ROLE, _HEAD, _BODY = 5, 6, 8
CELLS = f"F{_BODY}:F{_BODY}"
ROLES = f"F{_ROLE}:F{_ROLE}"
_LAST = "J"


def run_sheet(volume: Volume) -> None:
    """Add the run-state matrix, on A3: activities by group, a column per role, their rhythm."""
    widths = (2.5, 14, 9, 46, 3, 10.5, 3, 5, 5, 56)
    sheet = volume.sheet(RUN, widths, paper="A3", title_rows=f"{_ROLE}:{_HEAD}")
    lead = "Who does the work, and who answers for it, once the onboarding is over."
    sheet.title("BAU RACI", lead, last="I")
    sheet.skip(8)
    roles = (
        None,
        None,
        ("Role, then who holds it", "House Key Left"),
        None,
        ("{{ role.name }}", "House Key"),
    )
    sheet.line(*roles, height=20)
    sheet.line(
        *((text, "House Head") for text in ("Group", "No.", "Activity")),
        ("{%tc for role in raci.bau_roles %}", "House Head"),
        ("{{ role.holder }}", "House Head Centre"),
        ("{%tc endfor %}", "House Head"),
        *((text, "House Head Centre") for text in "AR"),
        ("When", "House Head"),
        height=22,
    )
    sheet.tag("for line in raci.bau")
    sheet.line(
        ("{{ line.group }}", "House Text"),
        ("{{ line.id }}", "House Ref"),
        ("{{ line.text }}", "House Text"),
        None,
        ("{{ line.cells[role.key] }}", "House RACI"),
        None,
        *((f"={letters(CELLS, letter)}", "House Count") for letter in "AR"),
        ("{{ line.when }}", "House Text"),
        height=20,
    )
    sheet.tag("endfor")
    colour_letters(sheet, CELLS)
    one_of(sheet, CELLS, tuple(LETTERS), title="RACI", error="Use A, R, C, I or A/R.")
    when_true(sheet, f"F{_HEAD}:F{_HEAD}", f'F{_HEAD}="VACANT"', "accent6", "accent6@12")
    when_true(sheet, f"H{_BODY}:H{_BODY}", f"H{_BODY}<>1", "accent6", "accent6@12")
    when_true(sheet, f"I{_BODY}:I{_BODY}", f"I{_BODY}=0", "accent6", "accent6@12")
    sheet.finish(last=_LAST, freeze=f"E{_HEAD + 1}", filter_=f"B{_HEAD}:{_LAST}{_BODY}")
