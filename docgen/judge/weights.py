"""What rules weigh in one organisation: its playbook may change severities, within bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docgen.errors import PlaybookError
from docgen.intake.model.scalar import nearest
from docgen.judge.catalogue import RULES, Decided, RuleInfo
from docgen.playbooks.extending import read_extended
from docgen.problems import Problem, Severity

if TYPE_CHECKING:
    from docgen.playbooks.model import Playbook

FIRM: Final = frozenset(
    [
        *(
            "DOC-01",
            "DOC-03",
            "DOC-05",
            "DOC-08",
        ),  # names of files, history and approvals of documents, secrets
        *("CON-04", "CON-05", "COM-01", "COM-02", "COM-06"),  # who may sign, for what, from when to when
        *("SLA-01", "SLA-02", "SLA-03", "SLA-04", "SLA-05", "SLA-06"),  # what is promised
        *("SLA-07", "SLA-08", "SLA-09", "SLA-12", "HYP-02"),
        *("TST-02", "BAU-05", "CS-12", "CS-14"),  # acceptance by the client
    ]
)
"""Errors without which a contract, a promise or a signature would be unsound: no playbook makes them less."""

_MEANT: Final[Mapping[Decided, str]] = {
    Decided.READING: "is decided when the file is read",
    Decided.OUTPUT: "is decided in what a document becomes",
    Decided.BATCH: "is decided among several clients",
}
_RANK: Final = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


def weighed(info: RuleInfo, playbook: Playbook) -> Severity:
    """Return what a rule weighs under a playbook."""
    own = playbook.rules.get(info.id)
    return Severity(own.severity) if own else info.severity


def as_weighed(info: RuleInfo, playbook: Playbook) -> RuleInfo:
    """Return what is known of a rule with its severity under a playbook."""
    return replace(info, severity=weighed(info, playbook))


def check_weights(playbook: Playbook, file: Path) -> None:
    """Raise PlaybookError with every severity of a playbook that may not be set so, at its place in `file`.

    A rule may always be made to weigh more. A warning may become a remark. An error may become a warning, but no
    remark, and not at all where it is `FIRM`. What no single client's facts decide keeps its weight.
    """
    faults = tuple(_faults(playbook))
    if not faults:
        return
    lines = read_extended(file).lines
    raise PlaybookError(
        Problem(code, Severity.ERROR, lines.place(path), f"{path} {said}.", hint)
        for path, code, said, hint in faults
    )


def _faults(playbook: Playbook) -> Iterator[tuple[str, str, str, str]]:
    for id, own in playbook.rules.items():
        info = RULES.get(id)
        if info is None:
            close = nearest(id, RULES)
            hint = f"Did you mean {close}?" if close else "All rules: docgen rules."
            yield f"rules.{id}", "unknown-rule", "is no rule", hint
        elif said := _refusal(info, Severity(own.severity)):
            hint = f"Leave it at {info.severity.value}, or take the line out."
            yield f"rules.{id}.severity", "fixed-severity", said, hint


def _refusal(info: RuleInfo, wanted: Severity) -> str:
    """Return why a rule cannot weigh what is wanted, empty where it can."""
    if wanted is info.severity:
        return ""
    if info.decided is not Decided.CLIENT:
        return f"cannot be changed: {info.id} {_MEANT[info.decided]}"
    if info.severity is Severity.ERROR and info.id in FIRM:
        return f"is {wanted.value}, but {info.id} keeps contracts and signatures sound and stays an error"
    if _RANK[info.severity] - _RANK[wanted] > 1:
        return f"is {wanted.value}, but the error {info.id} may become a warning and no less"
    return ""
