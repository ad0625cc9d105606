"""The RACI data of a small client, for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from docgen.derive.calendars import business_calendar
from docgen.derive.lookup import Lookup
from docgen.derive.raci import Raci, raci_view
from docgen.derive.resources import Resources, resources_view
from docgen.derive.timeline import timeline_view
from docgen.playbooks.raci import load_activities, load_run_activities

AS_OF = date(2027, 2, 26)

TEAM: list[dict[str, Any]] = [
    {"id": "t-am", "name": "Gus Fenn", "role": "account_manager", "backup": "t-ol"},
    {"id": "t-ol", "name": "Mira Solano", "role": "onboarding_lead", "backup": "t-pm"},
    {"id": "t-sa", "name": "Ken Adeyemi", "role": "solutions_architect", "backup": "t-se"},
    {"id": "t-pm", "name": "Lena Voss", "role": "project_manager", "backup": "t-ol"},
    {"id": "t-se", "name": "Omar Haddad", "role": "senior_engineer", "backup": "t-sa"},
]

STAGE_DATES: dict[str, dict[str, str]] = {
    "S1": {"start": "2027-02-02", "end": "2027-02-04"},
    "S2": {"start": "2027-02-05", "end": "2027-02-12"},
    "S3": {"start": "2027-02-15", "end": "2027-02-22"},
    "S4": {"start": "2027-02-23", "end": "2027-02-26"},
    "S5": {"start": "2027-03-01", "end": "2027-03-15"},
    "S6": {"start": "2027-03-16", "end": "2027-04-14"},
    "S7": {"start": "2027-04-15", "end": "2027-04-20"},
}


def raci(lookup: Lookup) -> Raci:
    """Return the workbook's matrices for a client."""
    timeline = timeline_view(lookup, business_calendar(lookup.intake), AS_OF)
    return raci_view(lookup, timeline, load_activities(), load_run_activities())


def resources(lookup: Lookup) -> Resources:
    """Return the workbook's allocation for a client."""
    calendar = business_calendar(lookup.intake)
    return resources_view(lookup, calendar, timeline_view(lookup, calendar, AS_OF))
