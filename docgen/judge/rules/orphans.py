"""Entries that nothing refers to, and sites that no wave takes along."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from docgen.judge.rule import Case, Finding, rule

_ONCE = frozenset({None, "none"})


@rule("REF-03")
def nothing_is_left_over(case: Case) -> Iterator[Finding]:
    used = _named(case)
    yield from _contacts(case, used)
    yield from _sites(case, used)
    yield from _applications(case, used)
    yield from _windows(case, used)


def _named(case: Case) -> set[str]:
    """Return every text of the intake that is not the id of an entry itself."""
    return {text for path, text in case.texts if not path.endswith("].id")}


def _contacts(case: Case, used: Collection[str]) -> Iterator[Finding]:
    for contact in case.intake.contacts or ():
        if not contact.roles and not contact.authority and contact.id not in used:
            message = f"{contact.name or contact.id} has no role, no authority and is named nowhere"
            hint = "Give the person a role, or take the entry out."
            yield Finding(f"contacts[{contact.id}]", message, hint)


def _sites(case: Case, used: Collection[str]) -> Iterator[Finding]:
    for site in case.intake.sites or ():
        if not site.users and not site.devices and site.id not in used:
            message = f"{site.name or site.id} has no users, no devices and is named nowhere"
            yield Finding(f"sites[{site.id}]", message, "Give it its counts, or take the entry out.")


def _applications(case: Case, used: Collection[str]) -> Iterator[Finding]:
    for app in case.intake.applications or ():
        if not app.users and not app.business_owner and app.id not in used:
            message = f"{app.name or app.id} has no users, no business owner and is named nowhere"
            hint = "Say who uses or owns it, or take the entry out."
            yield Finding(f"applications[{app.id}]", message, hint)


def _windows(case: Case, used: Collection[str]) -> Iterator[Finding]:
    """Yield single maintenance windows without work, once there is a plan; one that comes again is for any work."""
    plan = case.intake.plan
    for window in (plan.windows if plan and plan.wbs else None) or ():
        if window.kind == "maintenance" and window.recurrence in _ONCE and window.id not in used:
            message = f"Nothing is planned for the maintenance window {window.id}"
            yield Finding(f"plan.windows[{window.id}]", message, "Name it at a task, or take it out.")


@rule("PLN-10")
def every_site_goes_live(case: Case) -> Iterator[Finding]:
    live = case.intake.go_live
    waves = (live.waves if live else None) or ()
    # A wave without sites is one of people or systems: who is in it cannot be told, so it may hold any site.
    if not waves or not all(wave.sites for wave in waves):
        return
    taken = {site for wave in waves for site in wave.sites or ()}
    for site in case.intake.sites or ():
        if site.id and site.id not in taken:
            message = f"{site.name or site.id} is in no wave of the go-live"
            yield Finding(f"sites[{site.id}]", message, "Add it to a wave, or acknowledge why it stays out.")
