"""The register of lines: those of the design, with what the environment and the register know of each."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.derive.bau.expiry import days_to, expiry_chip
from docgen.derive.lookup import Lookup
from docgen.derive.values import Chip, Gap
from docgen.derive.words import in_words
from docgen.intake.model.bau import CircuitTerm
from docgen.intake.model.design import Design
from docgen.intake.model.design_network import TargetCircuit
from docgen.intake.model.environment import Environment
from docgen.intake.model.network import Circuit

_GONE = "retired"


@dataclass(frozen=True, slots=True)
class CircuitLine:
    """A line to a site. `mbps` is its speed; `failover` the line that takes over, empty where none does."""

    id: str
    site: str
    carrier: str
    kind: str
    mbps: Decimal | Gap
    service_number: str
    failover: str
    failover_tested: datetime.date | None
    contract_end: datetime.date | Gap
    days_left: int | None
    chip: Chip


def circuit_lines(lookup: Lookup, terms: Iterable[CircuitTerm], as_of: date) -> tuple[CircuitLine, ...]:
    """Return the lines that are in service: the design's, else those that discovery found."""
    stated = {one.id: one for one in terms}
    found = {one.id: one for one in (lookup.intake.environment or Environment()).circuits or ()}
    return tuple(
        _line(
            lookup, target, found.get(target.id) or Circuit(), stated.get(target.id) or CircuitTerm(), as_of
        )
        for target in _in_service(lookup, found.values())
    )


def _in_service(lookup: Lookup, found: Iterable[Circuit]) -> Iterator[TargetCircuit]:
    network = (lookup.intake.design or Design()).network
    if network is None or network.circuits is None:
        for one in found:
            yield TargetCircuit(
                id=one.id, site=one.site, carrier=one.carrier, type=one.type, mbps=one.mbps,
                failover_to=one.failover_to,
            )  # fmt: skip
        return
    yield from (one for one in network.circuits if one.change != _GONE)


def _line(
    lookup: Lookup, target: TargetCircuit, found: Circuit, term: CircuitTerm, as_of: date
) -> CircuitLine:
    path, end = f"bau.registers.circuits[{target.id}]", term.contract_end or found.contract_end
    return CircuitLine(
        id=target.id or "",
        site=lookup.site_name(target.site),
        carrier=target.carrier or found.carrier or "",
        kind=in_words(target.type),
        mbps=lookup.known(target.mbps, f"{path}.mbps"),
        service_number=term.service_number or found.service_number or "",
        failover=target.failover_to or "",
        failover_tested=term.failover_tested or found.failover_tested,
        contract_end=lookup.known(end, f"{path}.contract_end"),
        days_left=days_to(end, as_of),
        chip=expiry_chip(end, as_of),
    )
