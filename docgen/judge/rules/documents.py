"""The document's own record: code, versions, approval, classification, and no secret in anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from docgen.judge import people, words
from docgen.judge.rule import Case, DocumentCase, Finding, document_rule, rule
from docgen.judge.secrets import secrets_in

if TYPE_CHECKING:
    from docgen.intake.model.document import Approval, Revision

_CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}")

# What an approval of each artefact is called, and who may give it: a right of a client's contact, or (with a
# leading @) a role in the provider's team. Kinds that stand in neither column need a named approver only.
APPROVAL: dict[str, tuple[str, str]] = {
    "HOF": ("handoff", "@onboarding_lead"),
    "TDQ": ("discovery", ""),
    "SDD": ("design", "design"),
    "SLA": ("sla", "sla"),
    "RACI": ("plan", "plan"),
    "PLN": ("plan", "plan"),
    "GLC": ("go_live", "go_live"),
    "HYP": ("hypercare_exit", "hypercare_exit"),
    "CSP": ("success_plan", "success_plan"),
    "BAU": ("bau", "bau"),
}

# Artefacts that show addresses, firewall rules or scan results.
_SENSITIVE = frozenset({"TDQ", "SDD", "GLC", "BAU"})


@rule("DOC-01")
def code_fits_file_names(case: Case) -> Iterator[Finding]:
    code = case.intake.client.code
    if not _CODE.fullmatch(code):
        yield Finding(
            "client.code",
            f"The code is {code!r}",
            "Write two to eight capital letters or digits, such as HWP.",
        )


@document_rule("DOC-03")
def history_is_in_order(case: DocumentCase) -> Iterator[Finding]:
    document = case.document
    if document is None:
        return
    path = f"documents.{case.artefact}.revisions"
    revisions = [(index, one) for index, one in enumerate(document.revisions or ()) if one.version]
    yield from _repeated(path, revisions)
    ordered = sorted(revisions, key=lambda pair: version_key(pair[1].version or ""))
    for (_, older), (index, newer) in pairwise(ordered):
        if older.date and newer.date and newer.date < older.date:
            first, second = words.day(older.date), words.day(newer.date)
            message = f"Version {newer.version} ({second}) is dated before {older.version} ({first})"
            yield Finding(f"{path}[{index}].date", message, "Correct one of the two dates.")


def _repeated(path: str, revisions: list[tuple[int, Revision]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, revision in revisions:
        version = revision.version or ""
        if version in seen:
            yield Finding(
                f"{path}[{index}].version",
                f"Version {version} stands twice in the history",
                "Give each revision its own number.",
            )
        seen.add(version)


def version_key(version: str) -> tuple[int, ...]:
    """Return a version's numbers, so that 1.10 comes after 1.9."""
    return tuple(int(part) for part in re.findall(r"\d+", version))


@document_rule("DOC-04")
def in_force_after_latest_revision(case: DocumentCase) -> Iterator[Finding]:
    document = case.document
    dates = [one.date for one in (document.revisions or ()) if one.date] if document else []
    if document is None or document.effective_date is None or not dates:
        return
    latest = max(dates)
    if document.effective_date < latest:
        effective = words.day(document.effective_date)
        message = f"It takes effect on {effective}, but its latest revision is of {words.day(latest)}"
        yield Finding(
            f"documents.{case.artefact}.effective_date",
            message,
            "Move the effective date, or say in the history which version took effect then.",
        )


@document_rule("DOC-05")
def approval_is_real(case: DocumentCase) -> Iterator[Finding]:
    document = case.document
    if document is None or document.status != "approved":
        return
    kind, right = APPROVAL.get(case.artefact, ("", ""))
    given = [
        one
        for one in document.approvals or ()
        if one.decision == "approved" and (not kind or one.kind == kind)
    ]
    if any(one.date and _entitled(case, one.by, right) for one in given):
        return
    yield Finding(
        f"documents.{case.artefact}.status",
        f"{case.artefact} is marked Approved, but {_lacking(case, given, right)}",
        f"Add an approval of kind {kind or 'approval'} with by and date, or set the status to for_review.",
    )


def _entitled(case: Case, ref: str | None, right: str) -> bool:
    if not right:
        return people.person(case.intake, ref) is not None
    if right.startswith("@"):
        return any(member.id == ref for member in people.in_role(case.intake, case.here(right[1:])))
    return any(contact.id == ref for contact in people.may_approve(case.intake, right))


def _lacking(case: Case, given: list[Approval], right: str) -> str:
    if not given:
        return "nobody has approved it"
    names = words.listed(people.name(case.intake, one.by) or "somebody unnamed" for one in given)
    if not any(one.date for one in given):
        return f"the approval of {names} has no date"
    needed = (
        f"is not the {words.role(case.here(right[1:]))}"
        if right.startswith("@")
        else f"has no authority to approve {words.role(right)}"
    )
    return f"{names} {needed}" if right else f"{names} is not among the people of this intake"


@document_rule("DOC-06")
def sensitive_is_restricted(case: DocumentCase) -> Iterator[Finding]:
    document = case.document
    if case.artefact in _SENSITIVE and document and document.classification not in (None, "restricted"):
        message = f"{case.artefact} is classified {document.classification}, but shows addresses, rules or scan results"
        yield Finding(f"documents.{case.artefact}.classification", message, "Classify it as restricted.")


@rule("DOC-08")
def no_secrets(case: Case) -> Iterator[Finding]:
    yield from case.survey.once("secrets", lambda: _secrets(case.texts))


def _secrets(texts: tuple[tuple[str, str], ...]) -> tuple[Finding, ...]:
    hint = "Keep it in a vault and write a reference such as vault://… here. Change it if it was sent on."
    return tuple(
        Finding(path, f"This looks like {what}", hint, secret=True) for path, what in secrets_in(texts)
    )
