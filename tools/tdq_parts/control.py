"""The first sheet: document control, how to use the workbook, and where things are."""

from __future__ import annotations

from tools.kit_xlsx import ControlPage, Entry, Legend, Volume, control_sheet
from tools.tdq_parts.cells import protect
from tools.tdq_parts.plan import bank
from tools.tdq_parts.progress import totals

_NOTES = (
    "1. Open your domains from the sheet Progress. Questions that name a table are answered there: press Open table.",
    "2. Confirm what is prefilled by setting its status to Confirmed; correct it where it is wrong and set Answered.",
    "3. Nobody knows? Set Unknown, and write under Said by who will find out and under On by when.",
    "4. Never write a password or key into this workbook. Secrets go through the vault.",
    "5. Sheets are protected without a password: numbers and paths stay as they are. Drop-downs read the sheet Lists.",
)


def control(volume: Volume) -> None:
    """Add the control sheet."""
    cells = totals()
    sheet = control_sheet(
        volume,
        ControlPage(
            promise="What we need to know to design your service, and what we know already",
            figures=(
                (f"={cells['mandatory']}", "mandatory questions"),
                (f"={cells['settled']}", "settled"),
                (f"={cells['confirm']}", "to confirm"),
                (f"={cells['open']}", "open"),
            ),
            reading="How to read the answers",
            legend=(
                Legend(
                    "Empty",
                    "House Asked",
                    "To answer",
                    "Yellow: nobody has answered yet, or the answer is open.",
                ),
                Legend(
                    "Prefilled",
                    "House Known",
                    "Known before",
                    "Blue: from what we hold; it waits for your yes.",
                ),
                Legend("Confirmed", "House Value", "Confirmed", "White: prefilled and found right."),
                Legend("Answered", "House Value", "Answered", "White: new or corrected by you."),
                Legend("Unknown", "House Value", "Unknown", "Asked and not known: needs a name and a date."),
                Legend("Not applicable", "House Value", "Not applicable", "Does not exist here."),
            ),
            sheets=_entries(),
            notes=_NOTES,
        ),
    )
    protect(sheet)


def _entries() -> tuple[Entry, ...]:
    first = bank().domains[0]
    return (
        Entry("Progress", "How far each domain and each respondent has come, with a chart."),
        Entry("Figures", "Counts, shares and ends that follow from the answers."),
        Entry("Tables", "Every table with its rows, and links to them."),
        Entry(
            first.id,
            f"The first of {len(bank().domains)} sheets of questions; each is followed by its tables.",
        ),
        Entry("Sessions", "The schedule of discovery."),
        Entry("Findings", "What discovery found, by severity."),
        Entry("Sign-off", "Signed by both sides when discovery ends."),
        Entry("Open items", "What is not known yet, who owes it and by when."),
    )
