"""Findings that somebody has accepted, with a reason and a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docgen.judge import people, words
from docgen.judge.catalogue import RULES, Accept, Decided, RuleInfo
from docgen.judge.rule import DocumentCase, Finding
from docgen.judge.stages import reached
from docgen.judge.walk import covers
from docgen.judge.weights import as_weighed, weighed
from docgen.problems import Severity

if TYPE_CHECKING:
    from docgen.intake.model.handover import Acknowledgement
    from docgen.intake.model.people import Contact, Member

STALE = "ACK-01"

APPROVALS_OF_STAGE: dict[str, tuple[str, ...]] = {
    "S1": ("spend",),
    "S2": ("design",),
    "S3": ("design", "sla"),
    "S4": ("plan",),
    "S5": ("uat", "go_live"),
    "S6": ("go_live", "hypercare_exit"),
    "S6-exit": ("hypercare_exit",),
    "S7": ("bau",),
    "C1": ("spend",),
    "C2": ("success_plan",),
    "C3": ("success_plan",),
    "C4": ("success_plan", "bau"),
}
"""Whose authority accepts, at each stage, an error about a day that has passed."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding with its rule and its weight; where it is accepted, the reason with name and date, and the name."""

    info: RuleInfo
    finding: Finding
    severity: Severity
    acknowledged: str = ""
    by: str = ""


def settle(case: DocumentCase, found: Iterable[tuple[RuleInfo, Finding]]) -> list[Judged]:
    """Return the findings with their acknowledgements, and one more for each acknowledgement that is at fault."""
    known = list(case.intake.acknowledge or ())
    judged = [_judge(case, info, finding, known) for info, finding in found]
    return [*judged, *_faults(case, judged, known)]


def _judge(case: DocumentCase, info: RuleInfo, finding: Finding, known: list[Acknowledgement]) -> Judged:
    severity = weighed(info, case.playbook)
    match = next((one for one in known if _answers(one, info.id, finding.path)), None)
    if match is None or _refusal(case, match, info, finding, severity):
        return Judged(info, finding, severity)
    name = people.name(case.intake, match.by)
    signed = words.day(match.date) if match.date else ""
    return Judged(info, finding, severity, f"{match.reason} ({name}, {signed})", name)


def _answers(one: Acknowledgement, rule: str, path: str) -> bool:
    return one.rule == rule and bool(one.path) and covers(one.path or "", path)


def _refusal(
    case: DocumentCase, one: Acknowledgement, info: RuleInfo, finding: Finding, severity: Severity
) -> str:
    """Return why an acknowledgement that answers a finding does not count, empty if it does."""
    if not (one.reason and one.by and one.date):
        return "it lacks a reason, a name or a date"
    if severity is not Severity.ERROR or info.accept is Accept.ALWAYS:
        return ""
    if info.accept is Accept.NEVER:
        return "an error of this kind has to be mended"
    if finding.day is None or finding.day >= case.as_of:
        return "the day it concerns has not passed, so it can still be mended"
    return "" if _may_accept(case, one.by) else "who accepts it does not approve for this stage"


def _may_accept(case: DocumentCase, ref: str) -> bool:
    """Return whether a person approves for the stage: an approver of the client, the sponsor or the onboarding lead."""
    entitled: list[Contact | Member] = [
        *people.holders(case.intake, "executive_sponsor"),
        *people.in_role(case.intake, case.here("onboarding_lead")),
    ]
    for kind in APPROVALS_OF_STAGE.get(case.stage, ()):
        entitled += people.may_approve(case.intake, kind)
    return any(one.id == ref for one in entitled)


def _faults(case: DocumentCase, judged: list[Judged], known: list[Acknowledgement]) -> Iterator[Judged]:
    info = as_weighed(RULES[STALE], case.playbook)
    for index, one in enumerate(known):
        if message := _fault(case, judged, one):
            hint = "Take the line out, or correct its rule and its path."
            yield Judged(info, Finding(f"acknowledge[{index}]", message, hint), info.severity)


def _fault(case: DocumentCase, judged: list[Judged], one: Acknowledgement) -> str:
    """Return what is wrong with an acknowledgement, empty if nothing is or its rule is not judged at this stage."""
    info = RULES.get(one.rule or "")
    if info is None:
        return f"There is no rule {one.rule} to acknowledge"
    if info.decided is Decided.READING:
        return f"{info.id} is acknowledged, but an intake that breaks it is not read any further"
    if info.decided is not Decided.CLIENT:
        return ""  # whether it answers anything is seen where the rule is decided
    answered = [each for each in judged if _answers(one, info.id, each.finding.path)]
    for each in answered:
        if reason := _refusal(case, one, info, each.finding, each.severity):
            return f"{info.id} at {one.path} is acknowledged, but {reason}"
    if answered or not reached(info.stage, case.stage):
        return ""
    place = f"at {one.path}" if one.path else "because it names no path"
    return f"{info.id} is acknowledged, but it finds nothing {place}"
