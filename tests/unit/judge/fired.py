"""One breach of each rule, as its page shows it: the first row of the tables, or what only another playbook breaks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from docgen.judge import Verdict
from docgen.judge.rule import Finding, checks
from docgen.problems import Problem
from tests.unit.judge.sound import case, changed_playbook, playbook, sound, table, verdict

TABLES = ("breaches", "breaches_design", "breaches_discovery", "breaches_bau", "breaches_plan")
SUCCESS = "breaches_success"

Said = tuple[str, str, str]
"""What a rule says: path, message and hint."""


def _first(rule: str, found: Verdict) -> Said:
    problem = next(one for one in found.problems if one.code == rule)
    return _of_problem(problem)


def _of_problem(problem: Problem) -> Said:
    return problem.where.path, problem.message, problem.hint


def _of_finding(found: Iterable[Finding]) -> Said:
    one = next(iter(found))
    return one.path, f"{one.message}.", one.hint


def _code() -> Said:
    client = sound().client.model_copy(update={"code": "hwp"})
    lower = replace(case(), intake=sound().model_copy(update={"client": client}))
    return _of_finding(checks()["DOC-01"](lower))


def _unrestricted() -> Said:
    state = {"documents.BAU": {"version": "1.0", "status": "for_review", "classification": "internal"}}
    return _first("DOC-06", verdict(state, artefact="BAU"))


def _no_priority() -> Said:
    targets = {key: one for key, one in playbook().sla.tiers["gold"].targets.items() if key != "P4"}
    return _of_finding(checks()["SLA-01"](replace(case(), playbook=_with_tier("gold", targets))))


def _slower() -> Said:
    targets = playbook().sla.tiers["platinum"].targets
    week = targets["P2"].response.model_copy(update={"value": 7 * 24 * 60})
    slow = {**targets, "P2": targets["P2"].model_copy(update={"response": week})}
    return _first("SLA-04", verdict(book=_with_tier("platinum", slow)))


def _with_tier(name: str, targets: Mapping[Any, Any]) -> Any:
    tiers = playbook().sla.tiers
    changed = {**tiers, name: tiers[name].model_copy(update={"targets": targets})}
    return changed_playbook(service_levels=playbook().sla.model_copy(update={"tiers": changed}))


def _hours() -> Said:
    upside_down = case({"sla.business_hours.start": "19:00", "sla.business_hours.end": "07:00"})
    return _of_finding(checks()["SLA-05"](upside_down))


def _unconfirmed() -> Said:
    gone = {"sla.confirmed_by": "GONE", "sla.confirmed_on": "GONE"}
    return _first("SLA-09", verdict(gone, artefact="SLA", stage="S3"))


def _excluded() -> Said:
    kept = tuple(one for one in playbook().sla.exclusions if one.id != "force_majeure")
    book = changed_playbook(service_levels=playbook().sla.model_copy(update={"exclusions": kept}))
    return _first("SLA-12", verdict(book=book))


def _matrix(rule: str, letters: str) -> Callable[[], Said]:
    def said() -> Said:
        raci = playbook().raci
        rows = {**raci.rows, "S1": tuple(letters.split())}
        return _first(rule, verdict(book=changed_playbook(raci=raci.model_copy(update={"rows": rows}))))

    return said


def _unaccepted(rule: str) -> Callable[[], Said]:
    return lambda: _first(rule, verdict(book=changed_playbook(accepted=())))


def _stale() -> Said:
    known = {"acknowledge": [{"rule": "DAT-99", "path": "go_live.date", "reason": "Old", "by": "c-ana"}]}
    return _first("ACK-01", verdict(known))


def _unanswered() -> Said:
    return _first("DSC-03", verdict(artefact="TDQ", stage="S2"))


ELSEWHERE: Mapping[str, Callable[[], Said]] = {
    "ACK-01": _stale,
    "DOC-01": _code,
    "DOC-06": _unrestricted,
    "DSC-03": _unanswered,
    "RACI-01": _matrix("RACI-01", "R C I I I I C"),
    "RACI-02": _matrix("RACI-02", "I A I I I I C"),
    "RACI-03": _matrix("RACI-03", "R A X I I I C"),
    "RACI-04": _matrix("RACI-04", "R A R R R I C"),
    "RACI-09": _matrix("RACI-09", "C A R I I I C"),
    "RES-02": _unaccepted("RES-02"),
    "RES-03": _unaccepted("RES-03"),
    "SLA-01": _no_priority,
    "SLA-04": _slower,
    "SLA-05": _hours,
    "SLA-09": _unconfirmed,
    "SLA-12": _excluded,
}
"""Breaches that need another playbook, another document, or a client that the reader would refuse."""


@cache
def fired() -> Mapping[str, Said]:
    """Return what each rule says of one breach."""
    said = {rule: make() for rule, make in ELSEWHERE.items()}
    for name in TABLES:
        for row in table(f"{name}.yaml"):
            if row.rule not in said:
                said[row.rule] = _first(row.rule, verdict(row.change))
    for row in table(f"{SUCCESS}.yaml"):
        if row.rule not in said:
            said[row.rule] = _first(row.rule, _of_success(row.change))
    return said


def _of_success(change: Mapping[str, object]) -> Verdict:
    from tests.unit.judge.test_success import judged

    return judged(change)
