"""Section 5.5: servers, storage with its growth, applications and integrations of the design."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from docgen.derive.design.formulas import MOST_FULL, rounded
from docgen.derive.design.measures import YEARS, full_after
from docgen.derive.design.network import region_name
from docgen.derive.design.rows import app_name, rows_of
from docgen.derive.lookup import Lookup
from docgen.derive.values import Chip, Gap, State
from docgen.derive.words import in_words
from docgen.intake.model.applications import Application
from docgen.intake.model.design import ApplicationChange, Design, TargetServer, TargetStorage
from docgen.intake.model.integrations import Integration

_DIRECTIONS = {"in": "Inwards", "out": "Outwards", "both": "Both ways"}
_KINDS = {"api": "API", "sso": "Single sign-on", "edi": "EDI"}


@dataclass(frozen=True, slots=True)
class ServerRow:
    """A server of the design."""

    name: str
    platform: str
    os: str
    role: str | Gap
    size: str
    place: str
    replaces: str
    change: str


@dataclass(frozen=True, slots=True)
class StorageRow:
    """Storage and how full it is, in whole per cent, now and after one and two years of growth."""

    name: str
    kind: str
    usable_tb: Decimal | Gap
    used_tb: Decimal | Gap
    growth: Decimal | Gap
    full_now: Decimal | None
    full_12: Decimal | None
    full_24: Decimal | None
    chip: Chip


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """An application in the design: where it runs and what changes."""

    name: str
    hosting: str
    runs_on: str
    needs: str
    sign_in: str
    data_class: str
    change: str


@dataclass(frozen=True, slots=True)
class IntegrationRow:
    """A flow of data between two applications, or to an outside party."""

    id: str
    name: str
    source: str
    target: str
    kind: str
    direction: str
    frequency: str
    auth: str
    data_class: str
    volume: str
    owner: str | Gap


@dataclass(frozen=True, slots=True)
class Platform:
    """Section 5.5."""

    servers: tuple[ServerRow, ...] | Gap
    storage: tuple[StorageRow, ...] | Gap
    applications: tuple[ApplicationRow, ...] | Gap
    integrations: tuple[IntegrationRow, ...] | Gap


def platform_view(lookup: Lookup, design: Design) -> Platform:
    """Return section 5.5."""
    changes = {one.app: one for one in design.applications or ()}
    return Platform(
        servers=rows_of(lookup, design.servers, "design.servers", lambda one: _server(lookup, design, one)),
        storage=rows_of(lookup, design.storage, "design.storage", lambda one: _storage(lookup, one)),
        applications=rows_of(
            lookup,
            lookup.intake.applications,
            "applications",
            lambda one: _application(lookup, one, changes.get(one.id)),
        ),
        integrations=rows_of(
            lookup, lookup.intake.integrations, "integrations", lambda one: _integration(lookup, one)
        ),
    )


def _server(lookup: Lookup, design: Design, one: TargetServer) -> ServerRow:
    return ServerRow(
        name=one.name or one.id or "",
        platform=in_words(one.platform),
        os=one.os or "",
        role=lookup.known(one.role, f"design.servers[{one.id}].role"),
        size=one.size or "",
        place=lookup.site_name(one.site) or region_name(design, one.region),
        replaces=one.replaces or "",
        change=in_words(one.change),
    )


def _storage(lookup: Lookup, one: TargetStorage) -> StorageRow:
    path = f"design.storage[{one.id}]"
    filled = [full_after(one, years) for years in range(YEARS + 1)]
    now, year, later = (None if value is None else rounded(value) for value in filled)
    return StorageRow(
        name=one.name or one.id or "",
        kind=in_words(one.kind),
        usable_tb=lookup.known(one.usable_tb, f"{path}.usable_tb"),
        used_tb=lookup.known(one.used_tb, f"{path}.used_tb"),
        growth=lookup.known(one.growth_pct_year, f"{path}.growth_pct_year"),
        full_now=now,
        full_12=year,
        full_24=later,
        chip=_room(filled[YEARS]),
    )


def _room(full: Decimal | None) -> Chip:
    if full is None:
        return Chip(State.NEUTRAL, "Not known")
    return Chip(State.GOOD, "Room enough") if full <= MOST_FULL else Chip(State.CAUTION, "Fills up")


def _application(lookup: Lookup, one: Application, change: ApplicationChange | None) -> ApplicationRow:
    return ApplicationRow(
        name=one.name or one.id or "",
        hosting=in_words(one.hosting),
        runs_on=(change.runs_on or "") if change else "",
        needs=", ".join(app_name(lookup, ref) for ref in one.depends_on or ()),
        sign_in=one.auth or "",
        data_class=one.data_class or "",
        change=(change.change or "") if change else "No change",
    )


def _integration(lookup: Lookup, one: Integration) -> IntegrationRow:
    outside = one.counterparty or ""
    return IntegrationRow(
        id=one.id or "",
        name=one.name or "",
        source=app_name(lookup, one.from_) or outside,
        target=app_name(lookup, one.to) or outside,
        kind=_KINDS.get(one.kind or "", in_words(one.kind)),
        direction=_DIRECTIONS.get(one.direction or "", ""),
        frequency=one.frequency or "",
        auth=one.auth or "",
        data_class=one.data_class or "",
        volume=one.volume or "",
        owner=lookup.person(one.owner, f"integrations[{one.id}].owner"),
    )
