"""The sheets behind the questions: sessions, findings, sign-off, and the lists to choose from."""

from __future__ import annotations

from docgen.derive.questionnaire.findings import area_names, severity_names
from tools.kit_xlsx import Sheet, Volume, colour_status, none_recorded
from tools.kit_xlsx.colours import colour
from tools.tdq_parts.cells import accept_date, accept_text, protect
from tools.tdq_parts.plan import LISTS_BODY, rows
from tools.tdq_parts.progress import totals


def sessions_sheet(volume: Volume) -> None:
    """Add the schedule of the discovery sessions."""
    sheet = volume.sheet("Sessions", (2.5, 8, 36, 26, 16, 9, 13, 11, 18, 18, 34, 34), title_rows="4:4")
    sheet.title("Sessions", "When each part of discovery is done, with whom, and what to bring.", last="L")
    heads = (
        "No.", "Topic", "Part of discovery", "Date", "Start", "Length", "Where", "Site", "Led by", "With", "Bring",
    )  # fmt: skip
    sheet.line(*((head, "House Head") for head in heads), height=20)
    sheet.tag("if tdq.sessions")
    sheet.tag("for one in tdq.sessions")
    fields = (
        "id",
        "topic",
        "area",
        "date",
        "start",
        "length",
        "mode",
        "site",
        "facilitator",
        "attendees",
        "prework",
    )
    styles = {"id": "House Ref", "date": "House Date"}
    row = sheet.line(
        *((f"{{{{ one.{field} }}}}", styles.get(field, "House Text")) for field in fields), height=44
    )
    sheet.ws[f"F{row}"].number_format = "hh:mm"
    sheet.tag("endfor")
    none_recorded(sheet, "tdq.sessions", "No session is planned yet.")
    sheet.finish(last="L", freeze="C5")
    protect(sheet)


_FINDING_FIELDS = ("id", "severity", "area", "description", "evidence", "recommendation", "owner", "stage")


def findings_sheet(volume: Volume) -> None:
    """Add the findings, and how many there are of each severity in each part of discovery."""
    sheet = volume.sheet("Findings", (2.5, 28, 17, 26, 48, 30, 44, 18, 9), title_rows="4:4")
    sheet.title("Findings", "What discovery found, how much it weighs, and who treats it when.", last="I")
    heads = (
        "No.",
        "Severity",
        "Part of discovery",
        "Finding",
        "Shown by",
        "Recommendation",
        "Owner",
        "Treated in",
    )
    sheet.line(*((head, "House Head") for head in heads), height=20)
    sheet.tag("if tdq.findings")
    sheet.tag("for one in tdq.findings")
    styles = {"id": "House Ref", "severity": "House Status"}
    body = sheet.line(
        *((f"{{{{ one.{field} }}}}", styles.get(field, "House Text")) for field in _FINDING_FIELDS),
        height=70,
    )
    colour_status(sheet, f"C{body}:C{body}")
    sheet.tag("endfor")
    none_recorded(sheet, "tdq.findings", "No finding is recorded yet.")
    last = sheet.row - 1
    _weights(sheet, body, last)
    sheet.finish(last="I", freeze="C5")
    protect(sheet)


def _weights(sheet: Sheet, body: int, last: int) -> None:
    """Count the findings by part and severity. The ranges end below the list, so that they never are empty."""
    sheet.line(("Findings by severity", "House Section"), height=26)
    sheet.line(
        ("Part of discovery", "House Head"), *((name, "House Head") for name in severity_names()), height=20
    )
    for area in area_names():
        counts = (
            f'=COUNTIFS({rows("D", body, last)},$B{sheet.row},{rows("C", body, last)},"{name}")'
            for name in severity_names()
        )
        sheet.line((area, "House Text"), *((count, "House Grid Whole") for count in counts))


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
    )
    accept_date(sheet, f"F{row}")
    sheet.tag("endfor")
    sheet.skip(12)
    sheet.line(("Conditions and remarks", "House Section"), height=24)
    row = sheet.line(*[(None, "House Input")] * 5, height=90)
    sheet.ws.merge_cells(f"B{row}:F{row}")
    accept_text(sheet, f"B{row}", long=True)
    sheet.finish(last="F")
    protect(sheet)


def lists_sheet(volume: Volume) -> None:
    """Add the lists behind the drop-downs, one entry to a row."""
    sheet = volume.sheet("Lists", (2.5, 26, 44, 30), landscape=False, title_rows="4:4")
    sheet.ws.sheet_properties.tabColor = colour("accent3")
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
    protect(sheet)
