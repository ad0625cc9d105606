"""What is known of the client's business: sites, applications, today's provider, duties, aims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.derive.incumbent import IncumbentView, incumbent_view
from docgen.derive.lookup import NOT_STATED, Lookup
from docgen.derive.places import sites_in_words
from docgen.derive.regions import region_name
from docgen.derive.values import Chip, Gap, Span, State, listed
from docgen.derive.words import counted, in_words, join_words, one_decimal
from docgen.intake.model.applications import Application as ApplicationFacts
from docgen.intake.model.compliance import Compliance, Notify
from docgen.intake.model.compliance import Obligation as ObligationFacts
from docgen.intake.model.engagement import Engagement, Sales, SuccessCriterion
from docgen.intake.model.sites import Site as SiteFacts
from docgen.intake.model.success import Objective as ObjectiveFacts


@dataclass(frozen=True, slots=True)
class Site:
    """One site. `devices_per_user` has one decimal place. `access_notes` is internal."""

    id: str
    name: str
    kind: str
    address: str | Gap
    region: str
    users: int | Gap
    devices: int | Gap
    devices_per_user: Decimal | None
    critical: bool
    chip: Chip
    it_contact: str
    access_notes: str


@dataclass(frozen=True, slots=True)
class Application:
    """One application. `criticality` is 1 (critical), 2 or 3, `rating` the same with its word (`1 Critical`); a time
    objective is a gap where not agreed yet.
    """

    id: str
    name: str
    kind: str
    hosting: str
    vendor: str
    criticality: int | Gap
    rating: str | Gap
    users: int | Gap
    business_owner: str | Gap
    technical_owner: str | Gap
    rto: Span | Gap
    rpo: Span | Gap


@dataclass(frozen=True, slots=True)
class Obligation:
    """A law, standard or contract duty that applies to the client."""

    id: str
    name: str
    applies_because: str | Gap
    regulator: str
    owner: str | Gap
    notify: str
    data_kinds: str
    residency: str


@dataclass(frozen=True, slots=True)
class Objective:
    """A business objective and who answers for it on either side."""

    id: str
    statement: str
    outcome: str
    why_now: str
    owner_client: str
    owner_provider: str
    due: date | None


@dataclass(frozen=True, slots=True)
class PainPoint:
    """What hurts today, most painful first."""

    rank: int
    text: str
    owner: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """A success criterion. `chip` is amber where it has no measure."""

    text: str
    measure: str | Gap
    chip: Chip


@dataclass(frozen=True, slots=True)
class SalesNotes:
    """What Sales learnt. All of it is internal."""

    environment_summary: str | Gap
    discovery_notes: str | Gap
    presales_assessment: str
    why_won: str
    competitors: str
    concerns: str


@dataclass(frozen=True, slots=True)
class Profile:
    """The client's business.

    `places` counts the sites in words, home workers told apart (`9 sites and home workers`). `users_at_sites` and
    `devices_at_sites` sum the sites (None while a site has no count); `users_chip` compares the users with the
    client's total. `critical_applications` counts those of criticality 1, `criteria_without_measure` the amber ones.
    """

    sites: tuple[Site, ...] | Gap
    places: str
    users_at_sites: int | None
    devices_at_sites: int | None
    users_chip: Chip
    devices_per_user: Decimal | None
    applications: tuple[Application, ...] | Gap
    critical_applications: int
    incumbent: IncumbentView | Gap
    obligations: tuple[Obligation, ...] | Gap
    objectives: tuple[Objective, ...] | Gap
    pain_points: tuple[PainPoint, ...] | Gap
    criteria: tuple[Criterion, ...] | Gap
    criteria_without_measure: int
    notes: SalesNotes


def profile_view(lookup: Lookup, go_live: date | Gap) -> Profile:
    """Return what is known of the client's business. `go_live` is the planned one, for the incumbent's overlap."""
    client, sites = lookup.intake.client, lookup.intake.sites
    users = _sum(site.users for site in sites or ()) if sites else None
    applications = _applications(lookup)
    criteria = _criteria(lookup)
    return Profile(
        sites=lookup.gap("sites") if sites is None else tuple(_site(lookup, site) for site in sites),
        places=sites_in_words(site.kind for site in sites or ()),
        users_at_sites=users,
        devices_at_sites=_sum(site.devices for site in sites) if sites else None,
        users_chip=users_chip(users, client.users_total, _explained(lookup)),
        devices_per_user=devices_per_user(client.devices_total, client.users_total),
        applications=applications,
        critical_applications=sum(application.criticality == 1 for application in listed(applications)),
        incumbent=incumbent_view(lookup, go_live),
        obligations=_obligations(lookup),
        objectives=_objectives(lookup),
        pain_points=_pain_points(lookup),
        criteria=criteria,
        criteria_without_measure=sum(isinstance(criterion.measure, Gap) for criterion in listed(criteria)),
        notes=_notes(lookup),
    )


def _sum(counts: Iterable[int | None]) -> int | None:
    known = list(counts)
    return None if None in known else sum(count or 0 for count in known)


def users_chip(at_sites: int | None, total: int | None, explained: int | None) -> Chip:
    """Return how the users of all sites compare with the client's total; `explained` is a declared difference
    (sites less total)."""
    if at_sites is None or total is None:
        return Chip(State.NEUTRAL, "Not counted")
    if at_sites == total:
        return Chip(State.GOOD, "Counts agree")
    if at_sites - total == explained:
        return Chip(State.NEUTRAL, "Difference explained")
    return Chip(State.CAUTION, f"Differs by {abs(at_sites - total)}")


def _explained(lookup: Lookup) -> int | None:
    variances = lookup.intake.client.count_variance or ()
    return next((variance.difference for variance in variances if variance.measure == "users"), None)


def devices_per_user(devices: int | None, users: int | None) -> Decimal | None:
    """Return devices / users to one decimal place, half up; None where either is unknown or nobody is there."""
    return one_decimal(Decimal(devices) / users) if devices is not None and users else None


def _site(lookup: Lookup, site: SiteFacts) -> Site:
    path = f"sites[{site.id}]"
    region = site.region or lookup.intake.client.region
    return Site(
        id=site.id or "",
        name=site.name or site.id or "",
        kind=in_words(site.kind),
        address=site.address or NOT_STATED,
        region=region_name(region) if region else "",
        users=lookup.known(site.users, f"{path}.users"),
        devices=lookup.known(site.devices, f"{path}.devices"),
        devices_per_user=devices_per_user(site.devices, site.users),
        critical=site.critical is True,
        chip=Chip(State.CRITICAL, "Critical") if site.critical else Chip(State.NEUTRAL, "Standard"),
        it_contact=lookup.name(site.it_contact),
        access_notes=site.access_notes or "",
    )


# Words, not chips: how much an application matters is no status, and status colours mean nothing else.
_CRITICALITY = {1: "1 Critical", 2: "2 Important", 3: "3 Other"}


def _applications(lookup: Lookup) -> tuple[Application, ...] | Gap:
    """Return the applications, critical ones first, then as the intake lists them."""
    applications = lookup.intake.applications
    if applications is None:
        return lookup.gap("applications")
    ordered = sorted(applications, key=lambda application: application.criticality or 4)
    return tuple(_application(lookup, application) for application in ordered)


def _application(lookup: Lookup, facts: ApplicationFacts) -> Application:
    path = f"applications[{facts.id}]"
    return Application(
        id=facts.id or "",
        name=facts.name or facts.id or "",
        kind=in_words(facts.kind),
        hosting=in_words(facts.hosting),
        vendor=facts.vendor or "",
        criticality=lookup.known(facts.criticality, f"{path}.criticality"),
        rating=lookup.known(_CRITICALITY.get(facts.criticality or 0), f"{path}.criticality"),
        users=lookup.known(facts.users, f"{path}.users", owner="it_lead"),
        business_owner=lookup.person(facts.business_owner, f"{path}.business_owner"),
        technical_owner=lookup.person(facts.technical_owner, f"{path}.technical_owner", owner="it_lead"),
        rto=lookup.span(facts.rto, f"{path}.rto"),
        rpo=lookup.span(facts.rpo, f"{path}.rpo"),
    )


def _obligations(lookup: Lookup) -> tuple[Obligation, ...] | Gap:
    obligations = (lookup.intake.compliance or Compliance()).obligations
    if obligations is None:
        return lookup.gap("compliance.obligations")
    return tuple(_obligation(lookup, facts) for facts in obligations)


def _obligation(lookup: Lookup, facts: ObligationFacts) -> Obligation:
    path = f"compliance.obligations[{facts.id}]"
    return Obligation(
        id=facts.id or "",
        name=facts.name or facts.id or "",
        applies_because=lookup.known(facts.applies_because, f"{path}.applies_because"),
        regulator=facts.regulator or NOT_STATED,
        owner=lookup.person(facts.owner, f"{path}.owner"),
        notify=_notify(facts.notify),
        data_kinds=join_words(facts.data_kinds or ()),
        residency=join_words(region_name(area) for area in facts.residency or ()),
    )


def _notify(notify: Notify | None) -> str:
    if notify is None:
        return ""
    within = f"within {counted(notify.hours, 'hour')}" if notify.hours is not None else ""
    return ", ".join(filter(None, (notify.to, within)))


def _objectives(lookup: Lookup) -> tuple[Objective, ...] | Gap:
    success = lookup.intake.success
    if success is None or success.objectives is None:
        return lookup.gap("success.objectives")
    ordered = sorted(success.objectives, key=lambda facts: facts.priority or 9)
    return tuple(_objective(lookup, facts) for facts in ordered)


def _objective(lookup: Lookup, facts: ObjectiveFacts) -> Objective:
    return Objective(
        id=facts.id or "",
        statement=facts.statement or "",
        outcome=facts.outcome or "",
        why_now=facts.why_now or "",
        owner_client=lookup.name(facts.owner_client),
        owner_provider=lookup.name(facts.owner_provider),
        due=facts.due,
    )


def _pain_points(lookup: Lookup) -> tuple[PainPoint, ...] | Gap:
    requirements = lookup.intake.requirements
    if requirements is None or requirements.pain_points is None:
        return lookup.gap("requirements.pain_points")
    ordered = sorted(requirements.pain_points, key=lambda facts: facts.rank or 99)
    ranked = ((facts.rank or place, facts) for place, facts in enumerate(ordered, 1))
    return tuple(PainPoint(rank, facts.text or "", lookup.name(facts.owner)) for rank, facts in ranked)


def _criteria(lookup: Lookup) -> tuple[Criterion, ...] | Gap:
    criteria = (lookup.intake.engagement or Engagement()).success_criteria
    if criteria is None:
        return lookup.gap("engagement.success_criteria")
    return tuple(_criterion(lookup, place, facts) for place, facts in enumerate(criteria))


def _criterion(lookup: Lookup, place: int, facts: SuccessCriterion) -> Criterion:
    measure = lookup.known(
        facts.measure, f"engagement.success_criteria[{place}].measure", owner="account_manager"
    )
    chip = Chip(State.GOOD, "Measured") if facts.measure else Chip(State.CAUTION, "No measure")
    return Criterion(facts.text or "", measure, chip)


def _notes(lookup: Lookup) -> SalesNotes:
    sales = lookup.intake.sales or Sales()
    return SalesNotes(
        environment_summary=sales.environment_summary or NOT_STATED,
        discovery_notes=lookup.known(sales.discovery_notes, "sales.discovery_notes"),
        presales_assessment=sales.presales_assessment or "",
        why_won=sales.why_won or "",
        competitors=sales.competitors or "",
        concerns=sales.concerns or "",
    )
