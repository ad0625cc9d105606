"""Applications: who owns them, how long they may be away, what they depend on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from docgen.judge import words
from docgen.judge.graphs import circles
from docgen.judge.hours import uncovered
from docgen.judge.regions import zone_of
from docgen.judge.rule import Case, Finding, rule

if TYPE_CHECKING:
    from docgen.intake.model.applications import Application
    from docgen.intake.model.durations import Duration

CRITICAL = 1
_DAY = 24 * 60


def critical(case: Case) -> list[Application]:
    """Return the applications that the client calls critical."""
    return [app for app in case.intake.applications or () if app.criticality == CRITICAL]


def elapsed(length: Duration) -> int:
    """Return the least time in minutes that passes on the clock: a business day takes at least a day."""
    return length.total(_DAY)


@rule("APP-01")
def critical_ones_have_objectives(case: Case) -> Iterator[Finding]:
    for app in critical(case):
        for field, what in (("business_owner", "business owner"), ("rto", "RTO"), ("rpo", "RPO")):
            if getattr(app, field) is None:
                yield Finding(
                    f"applications[{app.id}].{field}",
                    f"{app.name} is critical and has no {what}",
                    "Agree it with the business.",
                )


@rule("APP-02")
def objectives_can_be_kept(case: Case) -> Iterator[Finding]:
    known = {app.id: app for app in case.intake.applications or ()}
    for app in known.values():
        if app.rto is None:
            continue
        path = f"applications[{app.id}].rto"
        if app.mtd and elapsed(app.rto) > elapsed(app.mtd):
            yield Finding(
                path,
                f"{app.name} may take {app.rto} to recover but be away for {app.mtd} only",
                "Shorten the RTO.",
            )
        for ref in app.depends_on or ():
            other = known.get(ref)
            if other and other.rto and elapsed(other.rto) > elapsed(app.rto):
                message = f"{app.name} is to be back in {app.rto} but depends on {other.name}, which takes {other.rto}"
                yield Finding(path, message, f"Lengthen this RTO, or shorten that of {other.id}.")


@rule("APP-05")
def vendors_answer_in_time(case: Case) -> Iterator[Finding]:
    if case.terms is None:
        return
    for app in case.intake.applications or ():
        hours, vendor = app.service_hours, app.vendor_support
        if hours is None or vendor is None or vendor.hours != "business_hours":
            continue
        zone = ZoneInfo(hours.tz or zone_of(case.intake) or case.terms.hours.zone.key)
        outside = {
            day for span in hours.windows or () for day in uncovered(span, zone, case.terms.hours.business)
        }
        if outside:
            days = words.listed(sorted(outside))
            message = f"{app.name} is needed outside business hours ({days}), when its vendor does not answer"
            yield Finding(
                f"applications[{app.id}].vendor_support.hours",
                message,
                "Buy longer support, or agree shorter service hours.",
            )


@rule("APP-06")
def no_circles(case: Case) -> Iterator[Finding]:
    graph = {app.id or "": tuple(app.depends_on or ()) for app in case.intake.applications or ()}
    for circle in circles(graph):
        path = f"applications[{circle[0]}].depends_on"
        yield Finding(
            path,
            f"These depend on each other in a circle: {' → '.join((*circle, circle[0]))}",
            "Take one of the links out.",
        )
