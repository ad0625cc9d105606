"""The example's design, and designs of a few facts."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from docgen.derive.calendars import business_calendar
from docgen.derive.context import derive
from docgen.derive.design.view import DesignView, design_view
from docgen.derive.lookup import Lookup
from docgen.derive.profile import profile_view
from docgen.intake import read_intake
from docgen.intake.model import Intake
from docgen.playbooks import load_playbook

EXAMPLE = Path(__file__).parents[4] / "examples" / "harrow-wills" / "intake.yaml"
SIGNED = date(2027, 2, 22)


@cache
def example() -> DesignView:
    """Return the design of Harrow Wills on the day of its approval."""
    read = read_intake(EXAMPLE)
    assert read.intake is not None
    return derive(read.intake, load_playbook("managed_services"), artefact="SDD", as_of=SIGNED).design


def design_of(**facts: Any) -> DesignView:
    """Return the design of a client of whom nothing is known but `facts`."""
    intake = Intake.model_validate(
        {
            "playbook": "managed_services",
            "client": {"code": "TVS", "legal_name": "Tern & Vale Surveyors Pty Ltd", "region": "AU-VIC"},
            **facts,
        }
    )
    lookup = Lookup(intake, load_playbook("managed_services"))
    profile = profile_view(lookup, lookup.gap("go_live.date"))
    return design_view(lookup, profile, business_calendar(intake))
