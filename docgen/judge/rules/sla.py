"""Service levels: targets, tiers, hours, credits, and where the figures come from."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from docgen.derive.sla.clock import ServiceClock, round_the_clock
from docgen.derive.sla.promises import PRIORITIES
from docgen.judge import words
from docgen.judge.rule import Case, Finding, rule
from docgen.judge.terms import Band, Terms, longest

if TYPE_CHECKING:
    from docgen.derive.sla.promises import Term
    from docgen.playbooks.service_levels import Tier

_MEASURES: Final = ("response", "resolution")


@rule("SLA-01")
def targets_are_complete(case: Case) -> Iterator[Finding]:
    if case.terms is None:
        return
    for key in PRIORITIES:
        if key not in case.terms.tier.targets:
            message = f"{case.terms.tier.name} has no targets for {key}"
            yield Finding(
                f"sla.tiers[{_tier(case)}].targets",
                message,
                "Add them to the playbook's tier.",
                at="engagement.tier",
            )


def _tier(case: Case) -> str:
    return (case.intake.engagement.tier if case.intake.engagement else None) or ""


def promises(case: Case) -> tuple[Term, ...]:
    """Return what each priority promises; nothing while the tier is not known."""
    return case.terms.promises if case.terms else ()


@rule("SLA-02")
def response_before_resolution(case: Case) -> Iterator[Finding]:
    for term in promises(case):
        if term.response.value >= term.resolution.value:
            response, resolution = in_hours(term.response.value), in_hours(term.resolution.value)
            message = (
                f"The response of {term.key} ({response}) is not shorter than its resolution ({resolution})"
            )
            hint = "Shorten the response, or lengthen the resolution."
            yield Finding(f"sla.targets.{term.key}.response", message, hint)


def in_hours(minutes: int) -> str:
    """Return `6 h`, or `90 min` where it is no whole hour."""
    hours, rest = divmod(minutes, 60)
    return f"{hours} h" if hours and not rest else f"{minutes} min"


@rule("SLA-03")
def targets_grow(case: Case) -> Iterator[Finding]:
    for higher, lower in pairwise(promises(case)):
        for measure in _MEASURES:
            fast, slow = getattr(higher, measure), getattr(lower, measure)
            if longest(slow.value, lower.running_clock) <= longest(fast.value, higher.running_clock):
                message = (
                    f"The {measure} of {lower.key} ({in_hours(slow.value)}) is not longer than that of "
                    f"{higher.key} ({in_hours(fast.value)})"
                )
                yield Finding(
                    f"sla.targets.{lower.key}.{measure}",
                    message,
                    f"Lengthen {lower.key}, or shorten {higher.key}.",
                )


@rule("SLA-04")
def dearer_is_faster(case: Case) -> Iterator[Finding]:
    tiers = case.playbook.sla.tiers
    known = [(name, tiers[name]) for name in case.playbook.tiers_allowed if name in tiers]
    if case.terms is None:
        return
    for (dear, fast), (cheap, slow) in pairwise(known):
        for key in PRIORITIES:
            for measure in _MEASURES:
                if (
                    key in fast.targets
                    and key in slow.targets
                    and _slower(case.terms, fast, slow, key, measure)
                ):
                    compared = f"{fast.name} is slower than {slow.name}, the cheaper tier"
                    message = f"{measure.capitalize()} of {key}: {compared}"
                    yield Finding(
                        f"sla.tiers[{dear}].targets.{key}.{measure}",
                        message,
                        f"Correct one of the tiers {dear} and {cheap} of the playbook.",
                        at="playbook",
                    )


def _slower(terms: Terms, fast: Tier, slow: Tier, key: str, measure: str) -> bool:
    first, second = (
        longest(getattr(tier.targets[key], measure).value, _clock(terms, tier.targets[key].clock.value))  # type: ignore[index]
        for tier in (fast, slow)
    )
    return first > second


def _clock(terms: Terms, name: str) -> ServiceClock:
    return round_the_clock(terms.hours.zone) if name == "24x7" else terms.hours.business


@rule("SLA-05")
def hours_are_complete(case: Case) -> Iterator[Finding]:
    if case.terms is None:
        return
    hours = case.terms.hours
    if not hours.service.always and not hours.business.windows:
        yield Finding(
            "sla.business_hours",
            "The business hours are empty: they have no day, or end before they start",
            "Give days, and a start before the end.",
        )
    if (
        hours.holidays_closed
        and not hours.service.always
        and not case.calendar.regions
        and not case.calendar.added
    ):
        yield Finding(
            "calendar.holidays.regions",
            "The desk is closed on public holidays, but no region says which",
            "Add the client's regions, such as AU-VIC.",
        )


@rule("SLA-06")
def availability_is_measurable(case: Case) -> Iterator[Finding]:
    if case.terms is None:
        return
    target = case.terms.availability
    if not Decimal(90) <= target <= Decimal(100):
        yield Finding(
            "sla.availability.target",
            f"Availability is {words.number(target)} %",
            "Write a percentage from 90 to 100, such as 99.9.",
        )
    if not case.terms.scope.strip():
        yield Finding(
            "sla.availability.scope", f"{words.number(target)} % has no scope", "Name what is measured."
        )


@rule("SLA-07")
def bands_fit(case: Case) -> Iterator[Finding]:
    if case.terms is None or not case.terms.bands:
        return
    path, bands = "sla.credits.availability_bands", case.terms.bands
    yield from _joined(path, bands, case.terms.availability)
    for index, (upper, lower) in enumerate(pairwise(bands), start=1):
        if lower.pct < upper.pct:
            less, more = words.number(lower.pct), words.number(upper.pct)
            message = f"Band {index + 1} gives back {less} %, less than the band above it ({more} %)"
            yield Finding(f"{path}[{index}].pct", message, "Less availability gives back as much or more.")
    if bands[-1].at_least > 0:
        yield Finding(
            f"{path}[{len(bands) - 1}].at_least",
            f"No band covers availability under {words.number(bands[-1].at_least)} %",
            "Let the last band reach down to 0.",
        )
    if max(band.pct for band in bands) > case.terms.monthly_cap:
        yield Finding(
            "sla.credits.monthly_cap_pct",
            f"A band gives back more than the cap of {words.number(case.terms.monthly_cap)} %",
            "Raise the cap, or lower the band.",
        )


def _joined(path: str, bands: tuple[Band, ...], promised: Decimal) -> Iterator[Finding]:
    """Yield the bands that do not start where the promise or the band above them ends."""
    edges = [(promised, bands[0].below), *((upper.at_least, lower.below) for upper, lower in pairwise(bands))]
    for index, (wanted, found) in enumerate(edges):
        if wanted != found:
            above = "the band above it" if index else "the promise"
            message = f"Band {index + 1} starts below {words.number(found)} %, {above} ends at {words.number(wanted)} %"
            yield Finding(f"{path}[{index}].below", message, f"Write below: {words.number(wanted)}.")


@rule("SLA-08")
def credits_rest_on_the_contract(case: Case) -> Iterator[Finding]:
    contract, sla = case.intake.contract, case.intake.sla
    if not (contract and contract.msa and contract.msa.credit_clause):
        yield Finding(
            "contract.msa.credit_clause",
            "The clause of the master agreement on credits is not named",
            "Write its number, such as clause 11.4.",
        )
    if sla is None or sla.credits is None or sla.credits.sole_remedy is None:
        yield Finding(
            "sla.credits.sole_remedy",
            "It is not said whether credits are the sole remedy",
            "Take it from the master agreement: true or false.",
        )
