"""Section 5.3: the landing zone, its groups and subscriptions, regions, tags, and what holds its cost."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from docgen.derive.design.network import tenancy_name
from docgen.derive.design.rows import rows_of
from docgen.derive.lookup import Lookup
from docgen.derive.regions import region_name
from docgen.derive.values import Gap, Money
from docgen.derive.words import join_words
from docgen.intake.model.design_network import CloudRegion, ManagementGroup, Subscription, TargetCloud

_USES = {"primary": "Primary", "recovery": "Recovery", "backup": "Backup copies"}


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A management group: `depth` is 0 at the top."""

    name: str
    depth: int
    policies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SubscriptionRow:
    """A subscription."""

    name: str
    tenancy: str
    group: str
    purpose: str | Gap
    owner: str | Gap
    resource_groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region of the cloud."""

    name: str
    country: str
    use: str


@dataclass(frozen=True, slots=True)
class CloudView:
    """Section 5.3. `alerts` says at which shares of the budget somebody is told: `80 % and 100 %`."""

    landing_zone: str | Gap
    groups: tuple[GroupRow, ...]
    subscriptions: tuple[SubscriptionRow, ...] | Gap
    regions: tuple[RegionRow, ...] | Gap
    naming: str
    tags: tuple[str, ...]
    guardrails: str
    budget: Money | Gap | None
    alerts: str


def cloud_view(lookup: Lookup, cloud: TargetCloud) -> CloudView:
    """Return section 5.3."""
    path = "design.cloud"
    return CloudView(
        landing_zone=lookup.known(cloud.landing_zone, f"{path}.landing_zone"),
        groups=tuple(_group(cloud, one) for one in cloud.management_groups or ()),
        subscriptions=rows_of(
            lookup,
            cloud.subscriptions,
            f"{path}.subscriptions",
            lambda one: _subscription(lookup, cloud, one),
        ),
        regions=rows_of(lookup, cloud.regions, f"{path}.regions", _region),
        naming=cloud.naming or "",
        tags=cloud.tagging or (),
        guardrails=cloud.cost_guardrails or "",
        budget=None
        if cloud.budget_month is None
        else lookup.money(cloud.budget_month, f"{path}.budget_month"),
        alerts=join_words(f"{_plain(one)}\N{NO-BREAK SPACE}%" for one in cloud.budget_alerts or ()),
    )


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def depth_of(cloud: TargetCloud, one: ManagementGroup) -> int:
    """Return how many groups lie above one; a circle counts each of its members once."""
    parents = {group.id: group.parent for group in cloud.management_groups or ()}
    seen: list[str | None] = []
    here = one.parent
    while here and here not in seen:
        seen.append(here)
        here = parents.get(here)
    return len(seen)


def _group(cloud: TargetCloud, one: ManagementGroup) -> GroupRow:
    return GroupRow(one.name or one.id or "", depth_of(cloud, one), one.policies or ())


def _subscription(lookup: Lookup, cloud: TargetCloud, one: Subscription) -> SubscriptionRow:
    path = f"design.cloud.subscriptions[{one.id}]"
    groups = {group.id: group.name or group.id or "" for group in cloud.management_groups or ()}
    return SubscriptionRow(
        name=one.name or one.id or "",
        tenancy=tenancy_name(lookup, one.tenant),
        group=groups.get(one.group, ""),
        purpose=lookup.known(one.purpose, f"{path}.purpose"),
        owner=lookup.person(one.owner, f"{path}.owner"),
        resource_groups=one.resource_groups or (),
    )


def _region(one: CloudRegion) -> RegionRow:
    country = region_name(one.area) if one.area else ""
    return RegionRow(one.name or one.id or "", country, _USES.get(one.use or "", ""))
