"""The two parties: the client and the provider, as a document names them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docgen.derive.lookup import Lookup
from docgen.derive.regions import region_name
from docgen.derive.values import Gap
from docgen.derive.words import in_words, telephone, weekdays_in_words, zone_name
from docgen.intake.model.parties import DayWindow, OperatingHours


@dataclass(frozen=True, slots=True)
class ClientView:
    """The client. Counts are whole numbers of people, user accounts and devices.

    `number` is the company number with its kind (`ABN 34 090 017 281`); `hours` one line per window
    (`Mon to Fri 08:00 to 18:00`); `address` the first site that has one; `region` and `timezone` in words.
    """

    code: str
    legal_name: str
    trading_name: str
    number: str | Gap
    industry: str | Gap
    headcount: int | Gap
    users: int | Gap
    devices: int | Gap
    remote_workers: int | Gap
    hours: tuple[str, ...] | Gap
    address: str | Gap
    region: str | Gap
    timezone: str | Gap


@dataclass(frozen=True, slots=True)
class ServiceDesk:
    """How to reach the provider's service desk."""

    phone: str | Gap
    email: str | Gap
    portal: str | Gap
    hours: str | Gap


@dataclass(frozen=True, slots=True)
class Products:
    """The provider's tools by what they do; the playbook names them where the intake does not."""

    monitoring: str
    itsm: str
    project: str
    crm: str
    knowledge_base: str


@dataclass(frozen=True, slots=True)
class ProviderView:
    """The provider."""

    name: str
    legal_name: str
    address: str | Gap
    desk: ServiceDesk
    products: Products


@dataclass(frozen=True, slots=True)
class Identity:
    """The brand of the documents, as templates see it. A logo is a picture, or the name that stands for it."""

    name: str
    legal_name: str
    logo: Any
    logo_on_dark: Any


def client_view(lookup: Lookup) -> ClientView:
    """Return the client as a document names it."""
    client = lookup.intake.client
    return ClientView(
        code=client.code,
        legal_name=client.legal_name,
        trading_name=client.trading_name or client.legal_name,
        number=_number(lookup),
        industry=_industry(lookup),
        headcount=lookup.known(client.headcount, "client.headcount"),
        users=lookup.known(client.users_total, "client.users_total"),
        devices=lookup.known(client.devices_total, "client.devices_total"),
        remote_workers=lookup.known(client.remote_workers, "client.remote_workers"),
        hours=operating_hours(client.operating_hours) or lookup.gap("client.operating_hours"),
        address=_address(lookup),
        region=region_name(client.region) if client.region else lookup.gap("client.region"),
        timezone=zone_name(client.timezone) if client.timezone else lookup.gap("client.timezone"),
    )


def _number(lookup: Lookup) -> str | Gap:
    number = lookup.intake.client.company_number
    if number is None or number.value is None:
        return lookup.gap("client.company_number.value")
    return f"{number.kind or ''} {number.value}".strip()


def _industry(lookup: Lookup) -> str | Gap:
    industry = lookup.intake.client.industry
    if industry is None or not (industry.text or industry.code):
        return lookup.gap("client.industry.code")
    return industry.text or in_words(industry.code)


def _address(lookup: Lookup) -> str | Gap:
    """Return the registered address, else that of the first site where people meet."""
    stated = lookup.intake.client.address
    sites = (site.address for site in lookup.intake.sites or () if site.kind != "remote")
    return stated or next(
        (address for address in sites if address), lookup.gap("client.address", owner="primary")
    )


def operating_hours(hours: OperatingHours | None) -> tuple[str, ...]:
    """Return one line per window: `Contact centre: Mon to Sun 07:00 to 22:00`; none where nothing is stated."""
    windows = (hours.windows if hours else None) or ()
    return tuple(line for line in map(_window, windows) if line)


def _window(window: DayWindow) -> str:
    if not window.days or window.start is None or window.end is None:
        return ""
    text = f"{weekdays_in_words(window.days)} {window.start:%H:%M} to {window.end:%H:%M}"
    return f"{window.applies_to}: {text}" if window.applies_to else text


def provider_view(lookup: Lookup) -> ProviderView:
    """Return the provider; what the intake leaves out of names and products comes from the playbook."""
    provider = lookup.intake.provider
    return ProviderView(
        name=lookup.provider_name,
        legal_name=(provider.legal_name if provider else None) or lookup.provider_name,
        address=lookup.known(provider.address if provider else None, "provider.address"),
        desk=_desk(lookup),
        products=_products(lookup),
    )


_DESK = "service_desk_lead"


def _desk(lookup: Lookup) -> ServiceDesk:
    provider = lookup.intake.provider
    desk = provider.service_desk if provider else None
    return ServiceDesk(
        phone=lookup.known(
            telephone(desk.phone if desk else None), "provider.service_desk.phone", owner=_DESK
        ),
        email=lookup.known(desk.email if desk else None, "provider.service_desk.email", owner=_DESK),
        portal=lookup.known(desk.portal if desk else None, "provider.service_desk.portal", owner=_DESK),
        hours=lookup.known(desk.hours if desk else None, "provider.service_desk.hours", owner=_DESK),
    )


def _products(lookup: Lookup) -> Products:
    provider, standard = lookup.intake.provider, lookup.playbook.provider.products
    own = provider.products if provider else None
    return Products(
        monitoring=(own.monitoring if own else None) or standard.monitoring,
        itsm=(own.itsm if own else None) or standard.itsm,
        project=(own.project if own else None) or standard.project,
        crm=(own.crm if own else None) or standard.crm,
        knowledge_base=(own.kb if own else None) or standard.kb,
    )
