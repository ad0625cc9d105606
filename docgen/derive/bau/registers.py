"""The registers of the run-state service: lists that people filter, each with what ends when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from docgen.derive.bau.circuits import CircuitLine, circuit_lines
from docgen.derive.bau.expiry import Ending, days_to, ending_soon, expiry_chip
from docgen.derive.lookup import Lookup
from docgen.derive.people import Contact, People, TeamMember
from docgen.derive.values import Chip, Gap, listed
from docgen.derive.words import in_words, telephone
from docgen.intake.model.bau import Asset, Bau, Certificate, LicenceTerm, Vendor, Warranty
from docgen.intake.model.bau import Registers as RegisterFacts

Fact = TypeVar("Fact")
Line = TypeVar("Line")
_PATH = "bau.registers"
_EVERYWHERE = "All sites"


@dataclass(frozen=True, slots=True)
class AssetLine:
    """A kind of device, counted."""

    id: str
    kind: str
    model: str
    site: str
    count: int | Gap
    supported_until: date | None
    days_left: int | None
    chip: Chip
    source: str


@dataclass(frozen=True, slots=True)
class LicenceLine:
    """A licence: `spare` is quantity less assigned, negative where too few are paid for."""

    id: str
    name: str
    supplier: str
    quantity: int | Gap
    assigned: int | None
    spare: int | None
    expiry: date | Gap
    days_left: int | None
    chip: Chip


@dataclass(frozen=True, slots=True)
class VendorLine:
    """A supplier: what comes from it, how its support is reached, when its contract ends."""

    id: str
    name: str
    supplies: str
    contact: str
    phone: str
    account: str
    contract_end: date | Gap
    days_left: int | None
    chip: Chip


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """A certificate or a domain."""

    id: str
    kind: str
    name: str
    used_by: str
    owner: str
    expiry: date | Gap
    days_left: int | None
    chip: Chip


@dataclass(frozen=True, slots=True)
class WarrantyLine:
    """A warranty."""

    id: str
    item: str
    cover: str
    expiry: date | Gap
    days_left: int | None
    chip: Chip


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A person on either side. `side` is `Client` or `Provider`."""

    side: str
    name: str
    title: str | Gap
    roles: str
    email: str | Gap
    phone: str | Gap
    mobile: str
    after_hours: str


@dataclass(frozen=True, slots=True)
class Registers:
    """Every register. `ending` is what ends within 180 days of the as-of date or has ended, soonest first; `near`
    counts those within 90 days. `devices` and `licences_paid` are totals of the registers, in pieces."""

    assets: tuple[AssetLine, ...] | Gap
    licences: tuple[LicenceLine, ...] | Gap
    vendors: tuple[VendorLine, ...] | Gap
    circuits: tuple[CircuitLine, ...]
    certificates: tuple[CertificateLine, ...] | Gap
    warranties: tuple[WarrantyLine, ...] | Gap
    contacts: tuple[ContactLine, ...]
    ending: tuple[Ending, ...]
    near: int
    devices: int
    licences_paid: int


def registers_view(
    lookup: Lookup, people: People, as_of: date, *, others: Iterable[Ending] = ()
) -> Registers:
    """Return the registers as they stand on `as_of`; `others` are endings that no register holds."""
    facts = (lookup.intake.bau or Bau()).registers or RegisterFacts()
    make = _Maker(lookup, as_of)
    assets = make.each("assets", facts.assets, make.asset)
    licences = make.each("licences", facts.licences, make.licence)
    vendors = make.each("vendors", facts.vendors, make.vendor)
    certificates = make.each("certificates", facts.certificates, make.certificate)
    warranties = make.each("warranties", facts.warranties, make.warranty)
    circuits = circuit_lines(lookup, facts.circuits or (), as_of)
    kept = listed(licences), listed(vendors), circuits, listed(certificates), listed(warranties)
    ending = ending_soon((*_endings(*kept), *_unsupported(listed(assets)), *others))
    return Registers(
        assets=assets,
        licences=licences,
        vendors=vendors,
        circuits=circuits,
        certificates=certificates,
        warranties=warranties,
        contacts=tuple(contact_lines(people)),
        ending=ending,
        near=sum(line.chip == expiry_chip(as_of, as_of) or line.days_left < 0 for line in ending),
        devices=sum(one.count for one in listed(assets) if isinstance(one.count, int)),
        licences_paid=sum(one.quantity for one in listed(licences) if isinstance(one.quantity, int)),
    )


def balance(paid: int | None, needed: int | None) -> int | None:
    """Return licences paid for - licences needed; negative is a shortfall, None where either is unknown."""
    return None if paid is None or needed is None else paid - needed


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the lines of one day."""

    lookup: Lookup
    as_of: date

    def each(
        self, field: str, facts: tuple[Fact, ...] | None, line: Callable[[Fact], Line]
    ) -> tuple[Line, ...] | Gap:
        return self.lookup.gap(f"{_PATH}.{field}") if facts is None else tuple(line(one) for one in facts)

    def asset(self, one: Asset) -> AssetLine:
        return AssetLine(
            id=one.id or "",
            kind=one.kind or "",
            model=one.model or "",
            site=self.lookup.site_name(one.site) or _EVERYWHERE,
            count=self.lookup.known(one.count, f"{_PATH}.assets[{one.id}].count"),
            supported_until=one.supported_until,
            days_left=days_to(one.supported_until, self.as_of),
            chip=expiry_chip(one.supported_until, self.as_of),
            source=one.source or "",
        )

    def licence(self, one: LicenceTerm) -> LicenceLine:
        path = f"{_PATH}.licences[{one.id}]"
        return LicenceLine(
            id=one.id or "",
            name=one.name or "",
            supplier=one.supplier or "",
            quantity=self.lookup.known(one.quantity, f"{path}.quantity"),
            assigned=one.assigned,
            spare=balance(one.quantity, one.assigned),
            expiry=self.lookup.known(one.expiry, f"{path}.expiry"),
            days_left=days_to(one.expiry, self.as_of),
            chip=expiry_chip(one.expiry, self.as_of),
        )

    def vendor(self, one: Vendor) -> VendorLine:
        return VendorLine(
            id=one.id or "",
            name=one.name or "",
            supplies=one.supplies or "",
            contact=one.contact or "",
            phone=telephone(one.phone) or "",
            account=one.account or "",
            contract_end=self.lookup.known(one.contract_end, f"{_PATH}.vendors[{one.id}].contract_end"),
            days_left=days_to(one.contract_end, self.as_of),
            chip=expiry_chip(one.contract_end, self.as_of),
        )

    def certificate(self, one: Certificate) -> CertificateLine:
        return CertificateLine(
            id=one.id or "",
            kind=in_words(one.kind or "certificate"),
            name=one.name or "",
            used_by=one.used_by or "",
            owner=self.lookup.name(one.renewed_by),
            expiry=self.lookup.known(one.expiry, f"{_PATH}.certificates[{one.id}].expiry"),
            days_left=days_to(one.expiry, self.as_of),
            chip=expiry_chip(one.expiry, self.as_of),
        )

    def warranty(self, one: Warranty) -> WarrantyLine:
        return WarrantyLine(
            id=one.id or "",
            item=one.item or "",
            cover=one.cover or "",
            expiry=self.lookup.known(one.expiry, f"{_PATH}.warranties[{one.id}].expiry"),
            days_left=days_to(one.expiry, self.as_of),
            chip=expiry_chip(one.expiry, self.as_of),
        )


def _endings(
    licences: Iterable[LicenceLine],
    vendors: Iterable[VendorLine],
    circuits: Iterable[CircuitLine],
    certificates: Iterable[CertificateLine],
    warranties: Iterable[WarrantyLine],
) -> Iterator[Ending]:
    """Yield what every register says of its ends, where a date is known."""
    named: list[tuple[str, str, str, date | Gap, str, Chip, int | None]] = [
        *(("Licence", one.id, one.name, one.expiry, "", one.chip, one.days_left) for one in licences),
        *(
            ("Vendor contract", one.id, one.name, one.contract_end, "", one.chip, one.days_left)
            for one in vendors
        ),
        *(
            ("Circuit", one.id, f"{one.carrier}, {one.site}", one.contract_end, "", one.chip, one.days_left)
            for one in circuits
        ),
        *(
            (one.kind, one.id, one.name, one.expiry, one.owner, one.chip, one.days_left)
            for one in certificates
        ),
        *(("Warranty", one.id, one.item, one.expiry, "", one.chip, one.days_left) for one in warranties),
    ]
    for kind, ref, what, day, owner, chip, left in named:
        if isinstance(day, date) and left is not None:
            yield Ending(kind, ref, what, day, left, owner, chip)


def _unsupported(assets: Iterable[AssetLine]) -> Iterator[Ending]:
    for one in assets:
        if one.supported_until and one.days_left is not None:
            what = f"{one.kind}, {one.model}" if one.model else one.kind
            yield Ending(
                "Support of a device", one.id, what, one.supported_until, one.days_left, "", one.chip
            )


def contact_lines(people: People) -> Iterator[ContactLine]:
    """Yield everyone, the client's people first."""
    yield from (_client(one) for one in people.contacts)
    yield from (_provider(one) for one in people.team)


def _client(one: Contact) -> ContactLine:
    roles = one.roles_text
    return ContactLine(
        "Client", one.name, one.title, roles, one.email, one.phone, one.mobile, one.after_hours
    )


def _provider(one: TeamMember) -> ContactLine:
    return ContactLine("Provider", one.name, one.role, one.role, one.email, one.phone, "", "")
