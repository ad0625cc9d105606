"""The control sheet of the RACI workbook."""

from __future__ import annotations

from tools.kit_xlsx import ControlPage, Entry, Legend, Volume, control_sheet
from tools.raci_parts import activities, checks
from tools.raci_parts.places import ACTIVITIES, CHECKS, OPEN, PEOPLE, RESOURCES, RUN, STAGES, on

_OPEN = checks.to_look_at(on(CHECKS, checks.RESULTS))

_PAGE = ControlPage(
    promise="Who does the work and who answers for it, from handoff to run-state service",
    figures=(
        (f"=COUNTA({on(ACTIVITIES, activities.IDS)})", "activities"),
        ("{{ raci.named_people }}", "named people"),
        ("{{ raci.vacancies }}", "vacant roles"),
        (f"={_OPEN}", "checks to look at"),
    ),
    reading="How to read the letters",
    legend=(
        Legend("A", "House Letter A", "Accountable", "Answers for the result. Exactly one for each row."),
        Legend("R", "House Letter R", "Responsible", "Does the work. At least one for each row."),
        Legend("C", "House Letter C", "Consulted", "Is asked before the decision."),
        Legend("I", "House Letter I", "Informed", "Is told after it."),
        Legend("A/R", "House Letter A", "Both", "Answers for the result and does the work."),
    ),
    sheets=(
        Entry(STAGES, "The process's own matrix by stage; corrected cells carry a note"),
        Entry(ACTIVITIES, "Every activity with every role; filter by stage, role or letter"),
        Entry(PEOPLE, "What each person answers for and does; load by stage, vacancies"),
        Entry(CHECKS, "The rules, counted live where a formula can"),
        Entry(RESOURCES, "Shares of time by stage, and the person-days that they come to"),
        Entry(RUN, "Who does the work once the onboarding is over"),
        Entry(OPEN, "What is not known, not confirmed or not done yet"),
    ),
    notes=(
        "Letters may be changed on the three matrix sheets: colours, counts and live checks follow.",
        "By person, and checks marked As issued, show the day on which the document was issued.",
    ),
)


def raci_control(volume: Volume) -> None:
    """Add the control sheet."""
    control_sheet(volume, _PAGE)
