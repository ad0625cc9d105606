"""The activity matrix by person: what each one answers for and does, stage by stage."""

from __future__ import annotations

from tools.kit_xlsx import Line, Sheet, Volume, colour_letters, colour_status, heat, when_true
from tools.raci_parts.places import PEOPLE

_HEAD, _PERSON, _DUTY, _LAST = 5, 7, 9, "M"
_STAGE = "I"


def people_sheet(volume: Volume) -> None:
    """Add the sheet by person: counts and load, then each of the person's activities. Values as issued."""
    widths = (2.5, 20, 7, 52, 26, 6, 6, 3, 6, 3, 10, 14, 18)
    sheet = volume.sheet(PEOPLE, widths, title_rows=f"{_HEAD}:{_HEAD}")
    lead = "What everybody is A or R for, with the number of activities by stage. Values of the day of issue."
    sheet.title("By person", lead, last="E")
    sheet.skip(8)
    _heads(sheet)
    _person(sheet)
    heat(sheet, f"{_STAGE}{_PERSON}:{_STAGE}{_PERSON}")
    colour_letters(sheet, f"{_STAGE}{_DUTY}:{_STAGE}{_DUTY}")
    colour_status(sheet, f"{_LAST}{_PERSON}:{_LAST}{_PERSON}")
    when_true(sheet, f"B{_PERSON}:B{_PERSON}", f'B{_PERSON}="VACANT"', "accent6", "accent6@12")
    sheet.ws.sheet_properties.outlinePr.summaryBelow = False
    sheet.finish(last=_LAST, freeze=f"E{_HEAD + 1}", filter_=f"B{_HEAD}:{_LAST}{_DUTY}")


def _heads(sheet: Sheet) -> None:
    sheet.line(
        *((text, "House Head") for text in ("Name", "No.", "Role, then activities", "Organisation")),
        *((text, "House Head Centre") for text in "AR"),
        ("{%tc for stage in resources.stages if stage.id %}", "House Head"),
        ("{{ stage.id }}", "House Head Centre"),
        ("{%tc endfor %}", "House Head"),
        ("Most A in a week", "House Head Centre"),
        ("Week of", "House Head"),
        ("State", "House Head"),
        height=22,
    )


def _person(sheet: Sheet) -> None:
    sheet.tag("for person in raci.people")
    sheet.line(
        ("{{ person.name }}", "House Group"),
        (None, "House Group"),
        ("{{ person.roles }}", "House Group"),
        ("{{ person.organisation }}", "House Group"),
        ("{{ person.accountable }}", "House Group Whole"),
        ("{{ person.responsible }}", "House Group Whole"),
        None,
        ("{{ person.load[stage.id] }}", "House Group Whole"),
        None,
        ("{{ person.peak }}", "House Group Whole"),
        ("{% if person.peak_week %}{{ person.peak_week|date('medium') }}{% endif %}", "House Group"),
        ("{{ person.chip }}", "House Status"),
        height=20,
    )
    sheet.tag("for duty in person.duties", level=1)
    blanks: list[Line] = [(None, "House Text")] * 3
    sheet.line(
        ("{{ person.name }}", "House Label"),
        ("{{ duty.id }}", "House Ref"),
        ("{{ duty.text }}", "House Text"),
        *blanks,
        None,
        ("{% if duty.stage == stage.id %}{{ duty.letter }}{% endif %}", "House Letter"),
        None,
        *blanks,
        height=16,
        level=1,
    )
    sheet.tag("endfor", level=1)
    sheet.tag("endfor")
