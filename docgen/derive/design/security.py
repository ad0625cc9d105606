"""Sections 5.4 and 7: zones, identity, rollout, logging, mail, patching, data, controls for obligations, vault."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from docgen.derive.design.measures import CLASSES, ENFORCED
from docgen.derive.design.rows import rows_of, verdict
from docgen.derive.design.sections import section_title
from docgen.derive.lookup import Lookup
from docgen.derive.profile import Obligation, Profile
from docgen.derive.values import Chip, Gap, State, listed
from docgen.derive.words import in_words
from docgen.intake.model.design import Design
from docgen.intake.model.design_security import (
    AccessCondition,
    ControlMap,
    RolloutWave,
    SecurityZone,
    TargetSecurity,
    TargetSiem,
    VaultEntry,
)
from docgen.intake.model.security import MailDomainState, Security

_SOURCES = {"identity": "Identity", "endpoint": "Endpoint", "firewall": "Firewall", "cloud": "Cloud"}


@dataclass(frozen=True, slots=True)
class ZoneRow:
    """A security zone."""

    name: str
    trust: str
    holds: str | Gap
    controls: tuple[str, ...] | Gap


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """A condition on signing in."""

    name: str
    applies_to: str
    grants: str


@dataclass(frozen=True, slots=True)
class WaveRow:
    """A wave of the endpoint rollout; `total` counts the devices up to and with it."""

    name: str
    date: date | Gap
    devices: int | Gap
    mode: str
    total: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts of one row."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class SiemView:
    """Section 7.4. `covered` tells whether identity, endpoint, firewall and cloud are all collected."""

    product: str | Gap
    sources: tuple[Pair, ...] | Gap
    retention_days: int | Gap
    use_cases: tuple[Pair, ...]
    covered: Chip


@dataclass(frozen=True, slots=True)
class MailRow:
    """Section 7.6: how a mail domain proves itself today, and what it reaches by when (`by` is None where it is there
    already)."""

    domain: str
    spf: str
    dkim: str
    dmarc: str
    target: str | Gap
    by: date | Gap | None


@dataclass(frozen=True, slots=True)
class PatchingView:
    """Section 7.3: cadences in days, the time to a critical update in hours, today and in the design."""

    tool: str | Gap
    os_days: int | Gap
    os_days_today: int | None
    app_days: int | Gap
    app_days_today: int | None
    critical_hours: int | Gap
    critical_hours_today: int | None
    rings: str


@dataclass(frozen=True, slots=True)
class ScanningView:
    """Section 7.7: the last scan and what follows."""

    tool: str | Gap
    cadence: str | Gap
    owner: str
    goal: str
    last_scan: date | None
    critical: int | None
    high: int | None
    medium: int | None
    low: int | None


@dataclass(frozen=True, slots=True)
class DataView:
    """Section 7.8."""

    product: str
    labels: tuple[str, ...]
    policies: tuple[ConditionRow, ...]
    retention: str


@dataclass(frozen=True, slots=True)
class ControlRow:
    """Section 7.9: an obligation and the controls that serve it."""

    obligation: Obligation
    controls: tuple[str, ...]
    section: str
    owner: str
    evidence: str
    chip: Chip


@dataclass(frozen=True, slots=True)
class SecretRow:
    """A secret by its place in the vault, never by its value."""

    what: str
    ref: str
    holder: str
    rotation: str


@dataclass(frozen=True, slots=True)
class SecurityView:
    """Sections 5.4 and 7 but for the Essential Eight and the controls."""

    summary: str
    zones: tuple[ZoneRow, ...] | Gap
    identity: str | Gap
    pam: str | Gap
    conditions: tuple[ConditionRow, ...] | Gap
    joiner_leaver: str
    segmentation: str
    logging: str
    endpoint: str | Gap
    rollout: tuple[WaveRow, ...]
    siem: SiemView | Gap
    mfa: str | Gap
    email: str | Gap
    mail: tuple[MailRow, ...]
    patching: PatchingView | Gap
    scanning: ScanningView | Gap
    data: DataView | None
    vault: tuple[SecretRow, ...]


def security_view(lookup: Lookup, security: TargetSecurity) -> SecurityView:
    """Return sections 5.4 and 7."""
    path = "design.security"
    return SecurityView(
        summary=security.summary or "",
        zones=rows_of(lookup, security.zones, f"{path}.zones", lambda one: _zone(lookup, one)),
        identity=lookup.known(security.identity, f"{path}.identity"),
        pam=lookup.known(security.pam, f"{path}.pam"),
        conditions=rows_of(lookup, security.conditional_access, f"{path}.conditional_access", _condition),
        joiner_leaver=security.joiner_leaver or "",
        segmentation=security.segmentation or "",
        logging=security.logging or "",
        endpoint=lookup.known(security.endpoint, f"{path}.endpoint"),
        rollout=_rollout(lookup, security.endpoint_rollout or ()),
        siem=_siem(lookup, security.siem),
        mfa=lookup.known(security.mfa, f"{path}.mfa"),
        email=lookup.known(security.email, f"{path}.email"),
        mail=tuple(_mail(lookup, index, one) for index, one in enumerate(_domains(lookup))),
        patching=_patching(lookup, security),
        scanning=_scanning(lookup, security),
        data=_data(security),
        vault=tuple(_secret(lookup, one) for one in security.vault or ()),
    )


def _zone(lookup: Lookup, one: SecurityZone) -> ZoneRow:
    path = f"design.security.zones[{one.id}]"
    return ZoneRow(
        name=one.name or one.id or "",
        trust=in_words(one.trust),
        holds=lookup.known(one.holds, f"{path}.holds"),
        controls=lookup.known(one.controls, f"{path}.controls"),
    )


def _condition(one: AccessCondition) -> ConditionRow:
    return ConditionRow(one.name or one.id or "", one.applies_to or "", one.grants or "")


def _rollout(lookup: Lookup, waves: tuple[RolloutWave, ...]) -> tuple[WaveRow, ...]:
    rows, total = [], 0
    for one in waves:
        path = f"design.security.endpoint_rollout[{one.id}]"
        total += one.devices or 0
        when = lookup.known(one.date, f"{path}.date")
        devices = lookup.known(one.devices, f"{path}.devices")
        rows.append(WaveRow(one.name or one.id or "", when, devices, one.mode or "", total))
    return tuple(rows)


def _siem(lookup: Lookup, siem: TargetSiem | None) -> SiemView | Gap:
    path = "design.security.siem"
    if siem is None:
        return lookup.gap(path)
    lacking = CLASSES - {one.source for one in siem.sources or ()}
    return SiemView(
        product=lookup.known(siem.product, f"{path}.product"),
        sources=rows_of(
            lookup,
            siem.sources,
            f"{path}.sources",
            lambda one: Pair(_SOURCES.get(one.source or "", in_words(one.source)), one.name or ""),
        ),
        retention_days=lookup.known(siem.retention_days, f"{path}.retention_days"),
        use_cases=tuple(Pair(one.name or "", one.response or "") for one in siem.use_cases or ()),
        covered=verdict(not lacking, "All classes", f"{len(lacking)} missing", bad=State.CAUTION),
    )


def _security(lookup: Lookup) -> Security:
    return lookup.intake.security or Security()


def _domains(lookup: Lookup) -> tuple[MailDomainState, ...]:
    email = _security(lookup).email
    return (email.domains if email else None) or ()


_SPF = {"missing": "Missing", "softfail": "Soft fail", "hardfail": "Hard fail", "neutral": "Neutral"}
_DKIM = {"missing": "Missing", "partial": "Some senders", "all": "All senders"}
_DMARC = {"missing": "Missing", "none": "None", "quarantine": "Quarantine", "reject": "Reject"}


def _mail(lookup: Lookup, index: int, one: MailDomainState) -> MailRow:
    path = f"security.email.domains[{index}]"
    done = one.dmarc in ENFORCED and one.target_dmarc in (None, one.dmarc)
    target = _DMARC.get((one.dmarc if done else one.target_dmarc) or "")
    by = (
        one.target_date
        if done
        else lookup.known(one.target_date, f"{path}.target_date", owner="security_engineer")
    )
    return MailRow(
        domain=one.domain or "",
        spf=_SPF.get(one.spf or "", ""),
        dkim=_DKIM.get(one.dkim or "", ""),
        dmarc=_DMARC.get(one.dmarc or "", ""),
        target=lookup.known(target, f"{path}.target_dmarc", owner="security_engineer"),
        by=by,
    )


def _patching(lookup: Lookup, security: TargetSecurity) -> PatchingView | Gap:
    path, facts, today = "design.security.patching", security.patching, _security(lookup).patching
    if facts is None:
        return lookup.gap(path)
    return PatchingView(
        tool=lookup.known(facts.tool, f"{path}.tool"),
        os_days=lookup.known(facts.os_cadence_days, f"{path}.os_cadence_days"),
        os_days_today=today.os_cadence_days if today else None,
        app_days=lookup.known(facts.app_cadence_days, f"{path}.app_cadence_days"),
        app_days_today=today.app_cadence_days if today else None,
        critical_hours=lookup.known(facts.critical_sla_hours, f"{path}.critical_sla_hours"),
        critical_hours_today=today.critical_sla_hours if today else None,
        rings=facts.rings or "",
    )


def _scanning(lookup: Lookup, security: TargetSecurity) -> ScanningView | Gap:
    path, facts, today = (
        "design.security.vulnerability",
        security.vulnerability,
        _security(lookup).vulnerability,
    )
    if facts is None:
        return lookup.gap(path)
    return ScanningView(
        tool=lookup.known(facts.tool, f"{path}.tool"),
        cadence=lookup.known(in_words(facts.cadence) or None, f"{path}.cadence"),
        owner=lookup.name(facts.owner),
        goal=facts.goal or "",
        last_scan=today.last_scan if today else None,
        critical=today.critical if today else None,
        high=today.high if today else None,
        medium=today.medium if today else None,
        low=today.low if today else None,
    )


def _data(security: TargetSecurity) -> DataView | None:
    facts = security.data
    if facts is None:
        return None
    policies = tuple(
        ConditionRow(one.name or "", one.applies_to or "", in_words(one.action))
        for one in facts.policies or ()
    )
    return DataView(facts.product or "", facts.labels or (), policies, facts.retention or "")


def _secret(lookup: Lookup, one: VaultEntry) -> SecretRow:
    return SecretRow(one.what or one.id or "", one.ref or "", lookup.name(one.holder), one.rotation or "")


def controls_view(lookup: Lookup, design: Design, profile: Profile) -> tuple[ControlRow, ...]:
    """Return section 7.9: each obligation with its controls, `Not mapped` where it has none."""
    mapped = {one.obligation: one for one in design.compliance_map or ()}
    return tuple(_controls(lookup, one, mapped.get(one.id)) for one in listed(profile.obligations))


def _controls(lookup: Lookup, one: Obligation, facts: ControlMap | None) -> ControlRow:
    return ControlRow(
        obligation=one,
        controls=(facts.controls or ()) if facts else (),
        section=section_title(facts.section if facts else None),
        owner=lookup.name(facts.owner if facts else None),
        evidence=(facts.evidence or "") if facts else "",
        chip=_mapped(facts),
    )


def _mapped(facts: ControlMap | None) -> Chip:
    if facts and facts.controls:
        return Chip(State.GOOD, "Mapped")
    if facts and facts.accepted_risk:
        return Chip(State.NEUTRAL, f"Accepted as {facts.accepted_risk}")
    return Chip(State.CRITICAL, "Not mapped")
