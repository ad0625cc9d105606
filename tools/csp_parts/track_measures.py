"""The sheets of what is to be reached: objectives, measures, readings. Progress follows the readings."""

from __future__ import annotations

from openpyxl.formatting.rule import DataBarRule

from tools.csp_parts.track_places import (
    BODY,
    FAIR,
    FIRST_READING,
    GOOD,
    HEAD,
    LAST_MEASURE,
    LAST_READING,
    MEASURES,
    OBJECTIVES,
    READINGS,
    measures,
    readings,
)
from tools.kit_xlsx import Line, Sheet, Volume, colour_status, none_recorded, one_of, when_true
from tools.kit_xlsx.colours import colour

_FREE_READINGS = 24
_LATEST = "Latest"


def heads(sheet: Sheet, *texts: str) -> None:
    """Write the head of a list."""
    sheet.line(*((text, "House Head") for text in texts), height=22)


def objectives_sheet(volume: Volume) -> None:
    """Add the objectives with what their measures come to, live."""
    widths = (2.5, 7, 28, 31, 28, 8, 17, 17, 16, 9, 9, 18)
    sheet = volume.sheet(OBJECTIVES, widths, title_rows=f"{HEAD}:{HEAD}")
    lead = "What is to be true and who answers for it. Measures, progress and state follow the sheet of measures."
    sheet.title("Objectives", lead, last="L")
    sheet.skip(8)
    heads(
        sheet, "Ref", "Objective", "What comes of it", "Why now", "Priority", "Client's owner", "Our owner", "Due",
        "Measures", "Progress", "State",
    )  # fmt: skip
    sheet.tag("for aim in success.objectives or []")
    fields = ("id", "statement", "outcome", "why_now", "priority", "owner_client", "owner_provider", "due")
    styles = {
        "id": "House Ref",
        "statement": "House Strong",
        "due": "House Date",
        "priority": "House Text Centre",
    }
    sheet.line(
        *((f"{{{{ aim.{field} }}}}", styles.get(field, "House Text")) for field in fields),
        (f"=COUNTIF({measures('D')},B{BODY})", "House Count"),
        (f'=IFERROR(AVERAGEIFS({measures("M")},{measures("D")},B{BODY}),"")', "House Grid Percent"),
        (f"={_worst(BODY)}", "House Status"),
        height=32,
    )
    sheet.tag("endfor")
    _none(sheet, "success.objectives", "No objective is agreed yet.")
    colour_status(sheet, f"L{BODY}:L{BODY}")
    sheet.finish(last="L", freeze=f"D{HEAD + 1}", filter_=f"B{HEAD}:L{BODY}")


def _none(sheet: Sheet, items: str, sentence: str) -> None:
    sheet.tag(f"if {items}")
    none_recorded(sheet, items, sentence)


def _worst(row: int) -> str:
    """Return the formula of an objective's state: the worst of its measures', or that it has none."""
    words = (("■", "■ Far behind"), ("▲", "▲ Behind"), ("○", "○ Not measured yet"))
    result = '"● On track"'
    for glyph, text in reversed(words):
        count = f'COUNTIFS({measures("D")},B{row},{measures("O")},"{glyph}*")'
        result = f'IF({count}>0,"{text}",{result})'
    return f'IF(J{row}=0,"▲ No measure",{result})'


def measures_sheet(volume: Volume) -> None:
    """Add the measures: from the latest reading follow progress and state."""
    widths = (2.5, 8, 30, 9, 9, 16, 10, 13, 10, 13, 10, 13, 10, 10, 19, 18, 20, 12)
    sheet = volume.sheet(MEASURES, widths, paper="A3", title_rows=f"{HEAD}:{HEAD}")
    lead = (
        "Progress = (latest - start) / (target - start), held to 0 to 100 %. Write into the coloured cells."
    )
    sheet.title("Measures", lead, last="R")
    sheet.skip(8)
    heads(
        sheet, "Ref", "Measure", "Objective", "Unit", "Better is", "Start", "On", "Target", "By", "Latest", "On",
        "Progress", "Time gone", "State", "Owner", "Source", "Read",
    )  # fmt: skip
    sheet.tag("for measure in success.measures or []")
    sheet.line(*_stated(), *_worked_out(BODY), *_kept(), height=24)
    sheet.tag("endfor")
    assert sheet.row - 1 == LAST_MEASURE
    _none(sheet, "success.measures", "No measure is agreed yet.")
    sheet.ws[f"K{BODY}"].number_format = "General"
    for column in "HJL":
        sheet.ws[f"{column}{BODY}"].number_format = "d mmm yyyy"
    colour_status(sheet, f"O{BODY}:O{BODY}")
    _bars(sheet, f"M{BODY}:M{BODY}")
    sheet.finish(last="R", freeze=f"D{HEAD + 1}", filter_=f"B{HEAD}:R{BODY}")


def _stated() -> list[Line]:
    text = ("{{ measure.id }}", "{{ measure.name }}", "{{ measure.objective }}", "{{ measure.unit }}")
    looks = ("House Ref", "House Strong", "House Ref", "House Text")
    better = "{% if measure.direction %}{{ measure.direction.split()[0] }}{% endif %}"
    figures = ("baseline", "baseline_date", "target", "target_date")
    return [
        *zip(text, looks, strict=True),
        (better, "House Text"),
        *(
            (f"{{{{ measure.{name} }}}}", "House Input Date" if "date" in name else "House Input Number")
            for name in figures
        ),
    ]


def _worked_out(row: int) -> list[Line]:
    """Return the latest reading with its day, the progress, the share of the time that had gone, and the state."""
    mine = f'{readings("B")},$B{row},{readings("F")},"{_LATEST}"'
    read = f"COUNTIFS({mine})=0"
    known = f"AND(ISNUMBER(G{row}),ISNUMBER(I{row}),ISNUMBER(K{row}))"
    way = f"ROUND(MIN(1,MAX(0,(K{row}-G{row})/(I{row}-G{row}))),3)"
    gone = f"ROUND(MIN(1,MAX(0,(L{row}-H{row})/(J{row}-H{row}))),3)"
    dated = f"AND(ISNUMBER(H{row}),ISNUMBER(J{row}),ISNUMBER(L{row}))"
    ratio = f"IF(ISNUMBER(N{row}),IF(N{row}=0,1,M{row}/N{row}),1)"
    state = f'IF({ratio}>={GOOD},"● On track",IF({ratio}>={FAIR},"▲ Behind","■ Far behind"))'
    return [
        (f'=IF({read},"",SUMIFS({readings("D")},{mine}))', "House Whole"),
        (f'=IF({read},"",SUMIFS({readings("C")},{mine}))', "House Date"),
        (f'=IF({known},IF(I{row}=G{row},"",{way}),"")', "House Percent"),
        (f'=IF({dated},IF(J{row}<=H{row},"",{gone}),"")', "House Percent"),
        (f'=IF(ISNUMBER(M{row}),{state},"○ Not measured yet")', "House Status"),
    ]


def _kept() -> list[Line]:
    return [(f"{{{{ measure.{name} }}}}", "House Text") for name in ("owner", "source", "cadence")]


def _bars(sheet: Sheet, cells: str) -> None:
    bar = DataBarRule("num", 0, "num", 1, color=colour("accent1@40"), showValue=True)
    sheet.ws.conditional_formatting.add(cells, bar)


def readings_sheet(volume: Volume) -> None:
    """Add the log of readings, with free rows for those to come."""
    sheet = volume.sheet(READINGS, (2.5, 16, 16, 14, 60, 12), landscape=False, title_rows=f"{HEAD}:{HEAD}")
    lead = "One row per reading. Write new ones below the last: the measures follow the latest of each."
    sheet.title("Readings", lead, last="F")
    sheet.skip(8)
    heads(sheet, "Measure", "Day", "Value", "What explains it", "Marked")
    sheet.tag("for measure in success.measures or []")
    sheet.tag("for reading in measure.readings")
    row = sheet.row
    assert row == FIRST_READING
    sheet.line(
        ("{{ measure.id }}", "House Input"),
        ("{{ reading.date }}", "House Input Date"),
        ("{{ reading.value }}", "House Input Number"),
        ("{{ reading.note }}", "House Input"),
        (_latest(row), "House Count"),
    )
    sheet.tag("endfor")
    sheet.tag("endfor")
    sheet.tag(f"for free in range({_FREE_READINGS})")
    free = sheet.row
    blank: list[Line] = [(None, style) for style in _READING]
    sheet.line(*blank, (_latest(free), "House Count"))
    sheet.tag("endfor")
    assert sheet.row - 1 == LAST_READING
    one_of(
        sheet,
        f"B{row}:B{free}",
        measures("B"),
        title="Readings",
        error="Choose the reference of a measure.",
    )
    when_true(sheet, f"F{row}:F{free}", f'F{row}="{_LATEST}"', "accent4-75", "accent4@15")
    sheet.finish(last="F", freeze=f"C{HEAD + 1}")


_READING = ("House Input", "House Input Date", "House Input Number", "House Input")


def _latest(row: int) -> str:
    """Return the formula that marks a measure's latest reading: none of the same measure has a later day."""
    here = f'{readings("B", "")},$B{row},{readings("C", "")},">"&$C{row}'
    return f'=IF($B{row}="","",IF(COUNTIFS({here})=0,"{_LATEST}",""))'
