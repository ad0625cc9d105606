"""Sections 1 to 4: the summary, what the design rests on, what is required of it, what discovery found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.derive.design.formulas import rounded, share
from docgen.derive.design.measures import answered, traces_of
from docgen.derive.design.rows import rows_of
from docgen.derive.design.sections import section_title
from docgen.derive.lookup import NOT_STATED, Lookup
from docgen.derive.questionnaire.findings import (
    SEVERITIES,
    FindingLine,
    area_name,
    area_names,
    finding_lines,
    severity_names,
)
from docgen.derive.values import Cell, Chip, Gap, State
from docgen.derive.words import in_words, sentence
from docgen.intake.model.design import Assumption, Constraint, Dependency, Design, Trace
from docgen.intake.model.requirements import Requirement


@dataclass(frozen=True, slots=True)
class Statement:
    """Something with a heading and why it is so."""

    id: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Contrast:
    """Today beside the design."""

    what: str
    before: str | Gap
    after: str | Gap


@dataclass(frozen=True, slots=True)
class AssumptionRow:
    """Something taken to be so: who finds out, by when."""

    id: str
    text: str | Gap
    owner: str | Gap
    validate_by: date | Gap
    chip: Chip


@dataclass(frozen=True, slots=True)
class DependencyRow:
    """Something that others have to do first."""

    id: str
    text: str | Gap
    party: str
    owner: str | Gap
    due: date | Gap
    chip: Chip


@dataclass(frozen=True, slots=True)
class Scope:
    """Section 2. Lists that nobody has given are gaps; empty ones say that there is none."""

    inside: tuple[str, ...] | Gap
    outside: tuple[str, ...] | Gap
    assumptions: tuple[AssumptionRow, ...] | Gap
    constraints: tuple[Statement, ...] | Gap
    dependencies: tuple[DependencyRow, ...] | Gap


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """Section 3 and 13: a requirement, and where the design answers it. `section` and `gate` are empty where it is
    not traced; `answer` says how it is answered."""

    id: str
    text: str | Gap
    kind: str
    weight: str | Gap
    source: str
    owner: str
    measure: str
    section: str
    gate: str
    answer: str
    traced: Chip


@dataclass(frozen=True, slots=True)
class Requirements:
    """Section 3. `coverage` is the share in whole per cent of the requirements (but those that will not be met this
    time) that are traced; None where there are none."""

    rows: tuple[RequirementRow, ...] | Gap
    traced: int
    counted: int
    coverage: Decimal | None


@dataclass(frozen=True, slots=True)
class SeverityCount:
    """How many findings have a severity; `severity` is glyph and word."""

    severity: str
    count: int


@dataclass(frozen=True, slots=True)
class HeatRow:
    """Findings of one area by severity, critical first, as shaded cells; `total` of the row."""

    area: str
    cells: tuple[Cell, ...]
    total: int


@dataclass(frozen=True, slots=True)
class TracedFinding:
    """Section 4 and 13: a finding and where it is answered."""

    finding: FindingLine
    section: str
    gate: str
    answer: str
    traced: Chip


@dataclass(frozen=True, slots=True)
class Findings:
    """Section 4. `treated` of `total` findings are traced to the design or accepted as a risk; `severities` head
    the columns of `heat`."""

    rows: tuple[TracedFinding, ...]
    counts: tuple[SeverityCount, ...]
    severities: tuple[str, ...]
    heat: tuple[HeatRow, ...]
    treated: int
    total: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Section 1: the design for a reader with two minutes."""

    text: str | Gap
    context: str
    principles: tuple[Statement, ...]
    before_after: tuple[Contrast, ...]
    decisions_needed: tuple[str, ...]


def summary_view(lookup: Lookup, design: Design) -> Summary:
    """Return section 1, and the business context of section 3."""
    contrasts = enumerate(design.before_after or ())
    return Summary(
        text=lookup.known(design.summary, "design.summary"),
        context=design.context or "",
        principles=tuple(
            Statement(one.id or "", one.text or "", one.rationale or "") for one in design.principles or ()
        ),
        before_after=tuple(
            Contrast(
                one.what or "",
                lookup.known(one.before, f"design.before_after[{index}].before"),
                lookup.known(one.after, f"design.before_after[{index}].after"),
            )
            for index, one in contrasts
        ),
        decisions_needed=design.decisions_needed or (),
    )


_ASSUMED = {
    "open": Chip(State.CAUTION, "To be validated"),
    "confirmed": Chip(State.GOOD, "Confirmed"),
    "failed": Chip(State.CRITICAL, "Not so"),
}
_DEPENDED = {
    "open": Chip(State.CAUTION, "Open"),
    "met": Chip(State.GOOD, "Met"),
    "missed": Chip(State.CRITICAL, "Missed"),
}


def scope_view(lookup: Lookup, design: Design) -> Scope:
    """Return section 2."""

    def assumption(one: Assumption) -> AssumptionRow:
        path = f"design.assumptions[{one.id}]"
        return AssumptionRow(
            one.id or "",
            lookup.known(one.text, f"{path}.text"),
            lookup.person(one.owner, f"{path}.owner"),
            lookup.known(one.validate_by, f"{path}.validate_by"),
            _ASSUMED[one.status or "open"],
        )

    def dependency(one: Dependency) -> DependencyRow:
        path = f"design.dependencies[{one.id}]"
        return DependencyRow(
            one.id or "",
            lookup.known(one.text, f"{path}.text"),
            one.party or NOT_STATED,
            lookup.person(one.owner, f"{path}.owner"),
            lookup.known(one.due, f"{path}.due"),
            _DEPENDED[one.status or "open"],
        )

    return Scope(
        inside=lookup.known(design.in_scope, "design.in_scope"),
        outside=lookup.known(design.out_of_scope, "design.out_of_scope"),
        assumptions=rows_of(lookup, design.assumptions, "design.assumptions", assumption),
        constraints=rows_of(lookup, design.constraints, "design.constraints", _constraint),
        dependencies=rows_of(lookup, design.dependencies, "design.dependencies", dependency),
    )


def _constraint(one: Constraint) -> Statement:
    return Statement(one.id or "", one.text or "", one.source or NOT_STATED)


_WEIGHTS = {"must": "Must", "should": "Should", "could": "Could", "wont": "Not this time"}


def requirements_view(lookup: Lookup, design: Design) -> Requirements:
    """Return section 3: what is required, and where it is answered."""
    facts = lookup.intake.requirements
    items = facts.items if facts else None
    traces = traces_of(design)
    counted = [one for one in items or () if one.moscow != "wont"]
    traced = sum(answered(traces.get(one.id or "")) for one in counted)
    covered = share(traced, len(counted))

    def row(one: Requirement) -> RequirementRow:
        return _requirement(lookup, one, traces.get(one.id or ""))

    return Requirements(
        rows=rows_of(lookup, items, "requirements.items", row),
        traced=traced,
        counted=len(counted),
        coverage=None if covered is None else rounded(covered),
    )


def _requirement(lookup: Lookup, one: Requirement, trace: Trace | None) -> RequirementRow:
    path = f"requirements.items[{one.id}]"
    return RequirementRow(
        id=one.id or "",
        text=lookup.known(one.text, f"{path}.text"),
        kind=in_words(one.kind),
        weight=lookup.known(_WEIGHTS.get(one.moscow or ""), f"{path}.moscow"),
        source=one.source or NOT_STATED,
        owner=lookup.name(one.owner),
        measure=one.measure or "",
        section=section_title(trace.section if trace else None),
        gate=(trace.gate or "") if trace else "",
        answer=(trace.note or "") if trace else "",
        traced=_traced(trace, needed=one.moscow != "wont"),
    )


def _traced(trace: Trace | None, *, needed: bool) -> Chip:
    if trace and trace.section:
        return Chip(State.GOOD, "Traced")
    if trace and trace.accepted_risk:
        return Chip(State.NEUTRAL, f"Accepted as {trace.accepted_risk}")
    return Chip(State.CRITICAL, "Not traced") if needed else Chip(State.NEUTRAL, "Not this time")


_HEAT = ("accent6", "accent6@25", "accent5@25", "accent4@15", "accent3@15")


def findings_view(lookup: Lookup, design: Design) -> Findings:
    """Return section 4: the findings, most severe first, and how many of which severity each area has."""
    discovery = lookup.intake.discovery
    facts = (discovery.findings if discovery else None) or ()
    traces, lines = traces_of(design), {one.id: one for one in finding_lines(lookup)}
    ordered = sorted(facts, key=lambda one: SEVERITIES.index(one.severity or "info"))
    rows = tuple(
        _finding(lines[one.id or ""], traces.get(one.id or ""), one.severity in ("critical", "high"))
        for one in ordered
        if (one.id or "") in lines
    )
    counted = Counter((area_name(one.domain), str(one.severity or "info")) for one in facts)
    return Findings(
        rows=rows,
        counts=tuple(
            SeverityCount(name, sum(one.severity == severity for one in facts))
            for name, severity in zip(severity_names(), SEVERITIES, strict=True)
        ),
        severities=severity_names(),
        heat=tuple(_heat(area, counted) for area in area_names()),
        treated=sum(answered(traces.get(one.id or "")) for one in facts),
        total=len(facts),
    )


def _finding(line: FindingLine, trace: Trace | None, serious: bool) -> TracedFinding:
    return TracedFinding(
        finding=line,
        section=section_title(trace.section if trace else None),
        gate=(trace.gate or "") if trace else "",
        answer=(trace.note if trace else "") or sentence(line.recommendation),
        traced=_traced(trace, needed=serious),
    )


def _heat(area: str, counted: Counter[tuple[str, str]]) -> HeatRow:
    counts = [counted[area, severity] for severity in SEVERITIES]
    cells = tuple(
        Cell(1, str(count), fill if count else "", "lt1" if count and fill == "accent6" else "")
        for count, fill in zip(counts, _HEAT, strict=True)
    )
    return HeatRow(area, cells, sum(counts))
