"""Escalation: who is called when, by share of the resolution time, for a P1, and after a trigger.

The intake's rungs are added to the playbook's; one with the id of a playbook rung stands in its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from docgen.derive.lookup import Lookup
from docgen.derive.sla.credits import plain
from docgen.derive.sla.figures import Figure, Ledger, Origin, origin_of
from docgen.derive.sla.promises import Term
from docgen.derive.sla.views import Escalation, RungRow, RungTime
from docgen.derive.values import Span
from docgen.derive.words import join_words
from docgen.intake.model import Intake
from docgen.intake.model.sla import Rung as StatedRung
from docgen.playbooks.service_levels import Rung as BookRung


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung: reached at `percent` of the resolution target, or `minutes` after the start (of a P1, or of what
    `trigger` names). `to` and `inform` are provider roles, `client` a client role."""

    id: str
    percent: Decimal | None
    minutes: int | None
    priority: str
    trigger: str
    to: str
    client: str
    inform: tuple[str, ...]
    origin: Origin
    stated: bool = False

    @property
    def at(self) -> str:
        """Return in words when the rung is reached."""
        if self.trigger:
            return self.trigger
        if self.percent is not None:
            return f"{plain(self.percent)} % of the resolution time"
        return "When the P1 is raised" if not self.minutes else ""


def rungs(intake: Intake, book: Sequence[BookRung]) -> tuple[Rung, ...]:
    """Return all rungs in ladder order: the playbook's, replaced or followed by the intake's."""
    stated = {str(rung.id): _stated(rung) for rung in (intake.sla.escalation if intake.sla else None) or ()}
    kept = {rung.id: _booked(rung) for rung in book}
    return tuple(sorted({**kept, **stated}.values(), key=lambda rung: (rung.percent or 0, rung.minutes or 0)))


def _booked(rung: BookRung) -> Rung:
    percent = None if rung.at_pct is None else Decimal(rung.at_pct)
    return Rung(
        id=rung.id,
        percent=percent,
        minutes=rung.at_minutes,
        priority=rung.priority or "",
        trigger="",
        to=rung.to,
        client=rung.client,
        inform=rung.inform,
        origin=origin_of(rung),
    )


def _stated(rung: StatedRung) -> Rung:
    return Rung(
        id=str(rung.id),
        percent=rung.at_pct,
        minutes=rung.at_minutes,
        priority=rung.priority or "",
        trigger=rung.trigger or "",
        to=rung.to or "",
        client=rung.client or "",
        inform=(),
        origin=Origin(),
        stated=True,
    )


def rung_figures(steps: Sequence[Rung], ledger: Ledger, people: Lookup) -> tuple[Figure[object], ...]:
    """Return each rung as a figure: its moment and the provider's role."""
    return tuple(_figure(rung, ledger, people) for rung in steps)


def _figure(rung: Rung, ledger: Ledger, people: Lookup) -> Figure[object]:
    moment: object = rung.percent if rung.percent is not None else rung.minutes
    role = people.role_name(rung.to)
    return ledger.figure(
        f"Escalation to the {role.lower()}",
        f"sla.escalation[{rung.id}]",
        moment,
        origin=rung.origin,
        stated=rung.stated,
        shown=_moment(rung),
    )


def _moment(rung: Rung) -> object:
    if rung.percent is not None:
        return f"{plain(rung.percent)} %"
    return Span(rung.minutes) if rung.minutes else "At once"


def escalation(
    steps: Sequence[Rung], terms: Sequence[Term], people: Lookup, *, raised: datetime | None
) -> Escalation:
    """Return the three ladders. `raised` is the worked ticket's moment, from which each rung's time is told."""
    by_share = [rung for rung in steps if rung.percent is not None and not rung.trigger]
    urgent = [rung for rung in steps if rung.percent is None and rung.priority and not rung.trigger]
    rest = [rung for rung in steps if rung not in by_share and rung not in urgent]
    return Escalation(
        ladder=tuple(_row(rung, people, _times(rung, terms, raised)) for rung in by_share),
        p1=tuple(_row(rung, people) for rung in urgent),
        triggered=tuple(_row(rung, people) for rung in rest),
    )


def _times(rung: Rung, terms: Sequence[Term], raised: datetime | None) -> tuple[RungTime, ...]:
    share = rung.percent or Decimal(0)
    return tuple(_time(term, int(term.resolution.value * share / 100), raised) for term in terms)


def _time(term: Term, minutes: int, raised: datetime | None) -> RungTime:
    due = term.running_clock.due(raised, minutes) if raised else None
    return RungTime(term.key, _hours(minutes), due)


def _hours(minutes: int) -> Decimal:
    """Return minutes as hours, to a tenth where they are not whole."""
    whole, rest = divmod(minutes, 60)
    return Decimal(whole) if not rest else (Decimal(minutes) / 60).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _row(rung: Rung, people: Lookup, times: tuple[RungTime, ...] = ()) -> RungRow:
    return RungRow(
        id=rung.id,
        share="" if rung.percent is None else f"{plain(rung.percent)} %",
        at=rung.at,
        after=None if rung.percent is not None or not rung.minutes else Span(rung.minutes),
        provider=people.holder(rung.to) if rung.to else "",
        provider_role=people.role_name(rung.to) if rung.to else "",
        client=people.holder(rung.client) if rung.client else "",
        client_role=people.role_name(rung.client) if rung.client else "",
        informed=join_words(people.owner_of(role) for role in rung.inform),
        times=times,
    )
