"""The sheets behind the questions: sessions, findings, sign-off, and the lists to choose from."""

from __future__ import annotations

from docgen.derive.questionnaire.findings import area_names, severity_names
from tools.kit_xlsx import Sheet, Volume, colour_status, none_recorded
from tools.kit_xlsx.colours import colour
from tools.tdq_parts.cells import accept_date, accept_text, protect
from tools.tdq_parts.plan import LISTS_BODY, rows
from tools.tdq_parts.progress import totals

_SESSION_STYLES = {"id": "House Ref", "date": "House Date", "start": "House Time", "chip": "House Status"}


def sessions_sheet(volume: Volume) -> None:
    """Add the schedule of the discovery sessions, with what stands in the way of each."""
    widths = (2.5, 7, 32, 24, 16, 7, 13, 10, 16, 16, 28, 28, 14, 26)
    sheet = volume.sheet("Sessions", widths, title_rows="4:4")
    lead = "When each part of discovery is done, with whom, and what to bring. Checked when the document was issued."
    sheet.title("Sessions", lead, last="N")
    heads = (
        "No.", "Topic", "Part of discovery", "Date", "Start", "Length", "Where", "Site", "Led by", "With", "Bring",
        "Check", "Why",
    )  # fmt: skip
    sheet.line(*((head, "House Head") for head in heads), height=20)
    sheet.tag("if tdq.sessions")
    sheet.tag("for one in tdq.sessions")
    fields = (
        "id", "topic", "area", "date", "start", "length", "mode", "site", "facilitator", "attendees", "prework", "chip",
    )  # fmt: skip
    cells = [(f"{{{{ one.{field} }}}}", _SESSION_STYLES.get(field, "House Text")) for field in fields]
    row = sheet.line(*cells, ('{{ one.faults|join("\n") }}', "House Text"), height=22)
    colour_status(sheet, f"M{row}:M{row}")
    sheet.tag("endfor")
    none_recorded(sheet, "tdq.sessions", "No session is planned yet.")
    sheet.finish(last="N", freeze="C5")
    protect(sheet)


_FINDING_FIELDS = ("id", "severity", "area", "description", "evidence", "recommendation", "owner", "stage")


def findings_sheet(volume: Volume) -> None:
    """Add the findings, and how many there are of each severity in each part of discovery."""
    sheet = volume.sheet("Findings", (2.5, 7, 18, 28, 50, 32, 46, 18, 9), title_rows="4:4")
    sheet.title("Findings", "What discovery found, how much it weighs, and who treats it when.", last="I")
    heads = (
        "No.", "Severity", "Part of discovery", "Finding", "Shown by", "Recommendation", "Owner", "Treated in",
    )  # fmt: skip
    sheet.line(*((head, "House Head") for head in heads), height=20)
    sheet.tag("if tdq.findings")
    sheet.tag("for one in tdq.findings")
    styles = {"id": "House Ref", "severity": "House Status"}
    body = sheet.line(
        *((f"{{{{ one.{field} }}}}", styles.get(field, "House Text")) for field in _FINDING_FIELDS),
        height=22,
    )
    colour_status(sheet, f"C{body}:C{body}")
    sheet.tag("endfor")
    none_recorded(sheet, "tdq.findings", "No finding is recorded yet.")
    _weights(sheet, body, sheet.row - 1)
    sheet.finish(last="I", freeze="C5")
    protect(sheet)


def _weights(sheet: Sheet, body: int, last: int) -> None:
    """Count the findings by severity and part. The ranges end below the list, so that they never are empty."""
    sheet.line((None, "House Section"), ("Findings by severity", "House Section"), height=26)
    row = sheet.line(
        None, ("Severity", "House Head"), *((area, "House Head") for area in area_names()), height=20
    )
    for name in severity_names():
        counts = (
            f"=COUNTIFS({rows('D', body, last)},{column}${row},{rows('C', body, last)},$C{sheet.row})"
            for column in "DEF"
        )
        sheet.line(None, (name, "House Status"), *((count, "House Tally") for count in counts))
    colour_status(sheet, f"C{row + 1}:C{sheet.row - 1}")


def sign_off_sheet(volume: Volume) -> None:
    """Add the page on which both sides sign discovery off."""
    sheet = volume.sheet("Sign-off", (2.5, 20, 28, 26, 34, 18), landscape=False)
    sheet.title("Sign-off", "Both sides agree that the answers are complete enough to design from.", last="F")
    sheet.skip(8)
    cells = totals()
    sheet.line(
        (f"={cells['share']}", "House KPI"), (f"={cells['confirm']}", "House KPI"),
        (f"={cells['open']}", "House KPI"), (f"={cells['overdue']}", "House KPI"), height=34,
    )  # fmt: skip
    sheet.ws[f"B{sheet.row - 1}"].number_format = "0%"
    labels = ("of the mandatory questions answered", "wait to be confirmed", "open", "overdue")
    sheet.line(*((label, "House KPI Label") for label in labels), height=30)
    sheet.skip(16)
    heads = ("Side", "Name", "Role", "Signature", "Date")
    sheet.line(*((head, "House Head") for head in heads), height=20)
    sheet.tag("for signer in tdq.signers")
    row = sheet.line(
        ("{{ signer.side }}", "House Text"),
        ("{{ signer.name }}", "House Input"),
        ("{{ signer.role }}", "House Text"),
        (None, "House Input"),
        (None, "House Input Date"),
        height=40,
        fixed=True,
    )
    accept_date(sheet, f"F{row}")
    sheet.tag("endfor")
    sheet.skip(12)
    sheet.line(("Conditions and remarks", "House Section"), height=24)
    row = sheet.line(*[(None, "House Input")] * 5, height=90, fixed=True)
    sheet.ws.merge_cells(f"B{row}:F{row}")
    accept_text(sheet, f"B{row}", long=True)
    sheet.finish(last="F")
    protect(sheet)


def lists_sheet(volume: Volume) -> None:
    """Add the lists behind the drop-downs, one entry to a row."""
    sheet = volume.sheet("Lists", (2.5, 26, 44, 30), landscape=False, title_rows="4:4")
    sheet.ws.sheet_properties.tabColor = colour("accent3")
    sheet.ws.sheet_state = (
        "hidden"  # read by the drop-downs, and by whoever wants to see how answers are stored
    )
    sheet.title("Lists", "What the drop-downs offer, and how the intake stores it.", last="D")
    sheet.line(("List", "House Head"), ("Entry", "House Head"), ("Stored as", "House Head"), height=18)
    sheet.tag("for choice in tdq.choices")
    assert sheet.row == LISTS_BODY
    sheet.line(
        ("{{ choice.list }}", "House Ref"),
        ("{{ choice.text }}", "House Text"),
        ("{{ choice.value }}", "House Ref"),
    )
    sheet.tag("endfor")
    sheet.finish(last="D", freeze="B5")
    sheet.ws.print_area = (
        "A1"  # nothing of it is printed: Excel leaves hidden sheets out, LibreOffice empty pages
    )
    protect(sheet)
