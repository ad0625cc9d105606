"""What is still open about a document: gaps, owed facts, actions, risks, findings, with who and by when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from docgen.artefacts import Artefact
from docgen.derive.lookup import without_hint
from docgen.derive.success.risks import for_client
from docgen.derive.values import Chip, Gap, State
from docgen.judge import people
from docgen.judge.needs import rests_on
from docgen.judge.readiness import about, is_unknown
from docgen.judge.stages import reached
from docgen.judge.walk import covers
from docgen.judge.words import count

if TYPE_CHECKING:
    from docgen.derive.context import Context
    from docgen.derive.lookup import Lookup
    from docgen.judge.acknowledge import Judged
    from docgen.judge.readiness import Missing, Readiness
    from docgen.judge.rule import DocumentCase

KINDS: Final = ("error", "gap", "unknown", "action", "risk", "warning", "accepted")
"""The kinds of open items, in the order in which they are listed."""


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One open item.

    `ref` is the number of a rule, action or risk, or a running number (`G-01`); `item` says what is open; `owner`
    and `due` may be empty. `days` are calendar days from the as-of date to `due`, negative once overdue, and
    `ageing` says the same in words. `kind` is one of `KINDS`.
    """

    ref: str
    item: str
    owner: str
    due: date | None
    kind: str
    chip: Chip
    path: str = ""
    days: int | None = None
    ageing: str = ""


_CHIPS: Final = {
    "error": Chip(State.CRITICAL, "Blocks issue"),
    "gap": Chip(State.CAUTION, "To be confirmed"),
    "unknown": Chip(State.CAUTION, "Not known yet"),
    "action": Chip(State.NEUTRAL, "Open"),
    "risk": Chip(State.CAUTION, "Open risk"),
    "warning": Chip(State.CAUTION, "To check"),
    "accepted": Chip(State.GOOD, "Accepted"),
}
_OVERDUE: Final = Chip(State.CRITICAL, "Overdue")
_BLOCKING: Final = Chip(State.CRITICAL, "Required now")


def open_items(case: DocumentCase, judged: Iterable[Judged], ready: Readiness) -> tuple[OpenItem, ...]:
    """Return the open items of the case's artefact, sorted by kind, due date and reference."""
    needs = case.needs
    owed = {missing.path: missing for missing in ready.missing if not missing.rule}
    found = [
        *_findings(case, judged, needs),
        *(_missing(missing) for missing in owed.values()),
        *_gaps(case, needs, known=set(owed)),
        *_unknown(case, needs, known=set(owed)),
    ]
    if needs.actions:
        found += [*_actions(case), *_risks(case)]
    hidden = _internal(case) if needs.shared else ()
    shown = (item for item in _once(found) if not any(covers(path, item.path) for path in hidden))
    aged = (_aged(item, case.as_of) for item in shown)
    return tuple(_numbered(sorted(aged, key=_order)))


def _order(item: OpenItem) -> tuple[int, date, str, str]:
    return KINDS.index(item.kind), item.due or date.max, item.ref, item.path


def _once(items: Iterable[OpenItem]) -> Iterator[OpenItem]:
    """Leave out facts that stand in the list already."""
    seen: set[str] = set()
    for item in items:
        if item.kind not in ("gap", "unknown") or item.path not in seen:
            yield item
        if item.kind in ("gap", "unknown"):
            seen.add(item.path)


def _internal(case: DocumentCase) -> list[str]:
    """Return the paths of which nothing may stand in a document that the client reads."""
    return case.survey.once("internal facts", lambda: list(_hidden(case)))


def _hidden(case: DocumentCase) -> Iterator[str]:
    """Yield the facts that are internal, and the items that somebody has marked so."""
    for fact in case.survey.facts:
        if fact.internal:
            yield fact.path
        elif fact.kind.endswith(".visibility") and fact.value == "internal":
            yield fact.path.removesuffix(".visibility")
    sales = case.intake.sales
    promises = (sales.commitments if sales else None) or ()
    yield from (f"sales.commitments[{one.id}]" for one in promises if not for_client(one))


def _numbered(items: list[OpenItem]) -> Iterator[OpenItem]:
    """Give items without a number of their own a running one."""
    running = 0
    for item in items:
        running += not item.ref
        yield item if item.ref else replace(item, ref=f"G-{running:02}")


def _aged(item: OpenItem, as_of: date) -> OpenItem:
    if item.due is None:
        return item
    days = (item.due - as_of).days
    late = days < 0 and item.kind in ("gap", "unknown", "action", "risk")
    return replace(item, days=days, ageing=in_days(days), chip=_OVERDUE if late else item.chip)


def in_days(days: int) -> str:
    """Return a number of days until something is due in words."""
    if days == 0:
        return "due today"
    return f"due in {count(days, 'day')}" if days > 0 else f"{count(-days, 'day')} overdue"


def _findings(case: DocumentCase, judged: Iterable[Judged], needs: Artefact) -> Iterator[OpenItem]:
    """Yield what the rules found: accepted by somebody, or owed by whoever owns the fact."""
    lookup = case.context.facts
    for one in judged:
        kind = "accepted" if one.acknowledged else str(one.severity)
        if kind not in KINDS or not one.info.id.startswith(needs.findings):
            continue
        accepted = f". Accepted: {one.acknowledged}" if one.acknowledged else ""
        text = f"{one.finding.message}{accepted}"
        owner = one.by or owner_at(lookup, one.finding.path)
        yield OpenItem(one.info.id, text, owner, None, kind, _CHIPS[kind], one.finding.path)


def owner_at(lookup: Lookup, path: str) -> str:
    """Return who owes the fact at a path, or else the nearest group above it that somebody owes."""
    while path:
        if owner := lookup.gap(path).owner:
            return owner
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return ""


def _missing(missing: Missing) -> OpenItem:
    kind = "unknown" if missing.asked else "gap"
    question = without_hint(missing.question)
    return OpenItem("", question, missing.owner, missing.due, kind, _BLOCKING, missing.path)


def _gaps(case: DocumentCase, needs: Artefact, *, known: set[str]) -> Iterator[OpenItem]:
    """Yield the gaps that the artefact's pages show, but for those inside a group that is missing as a whole."""
    for view in needs.views:
        for gap in _gaps_of(case.context, view):
            if not gap.not_applicable and not any(covers(path, gap.path) for path in known):
                yield _as_item(case, gap)


def _as_item(case: DocumentCase, gap: Gap) -> OpenItem:
    note = case.context.facts.note(gap.path)
    kind = "unknown" if is_unknown(note) else "gap"
    text = about(case.intake, gap.path, gap.question or gap.path)
    return OpenItem("", text, gap.owner, gap.due, kind, _CHIPS[kind], gap.path)


def _gaps_of(context: Context, view: str) -> tuple[Gap, ...]:
    """Return the gaps of a topic: found once for all documents, but those of `doc`, which each has of its own."""
    if view == "doc":
        return tuple(gaps_in(context.doc))
    return context.daily(f"judge gaps in {view}", lambda: tuple(gaps_in(getattr(context, view))))


def gaps_in(value: Any) -> Iterator[Gap]:
    """Yield every gap inside a view, in order."""
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if here.__class__ is Gap:
            yield here
        elif (parts := _parts_of(here.__class__)) is not None:
            waiting += parts(here)


_WITHOUT_GAPS: Final = frozenset(
    {"str", "int", "bool", "Decimal", "date", "datetime.date", "datetime", "time", "tuple[str, ...]", "Chip"}
)
"""Types of fields, as they are written, in which nothing can be missing: most fields of a view are of these."""


@cache
def _parts_of(kind: type) -> Callable[[Any], Iterable[Any]] | None:
    """Return what takes apart a list or a dataclass, from its last part to its first; None for other values.

    Parts that cannot hold a gap are left out.
    """
    if issubclass(kind, tuple | list):
        return reversed
    found = reversed(fields(kind)) if is_dataclass(kind) else ()
    names = [field.name for field in found if field.type not in _WITHOUT_GAPS]
    if len(names) == 1:  # of one name attrgetter gives the value itself, not a tuple
        return lambda value: (getattr(value, names[0]),)
    return attrgetter(*names) if names else None


def _unknown(case: DocumentCase, needs: Artefact, *, known: set[str]) -> Iterator[OpenItem]:
    """Yield the facts of which somebody has said that nobody knows them yet."""
    lookup = case.context.facts
    for path, note in (case.intake.facts or {}).items():
        if is_unknown(note) and rests_on(needs, path) and path not in known:
            yield _as_item(case, lookup.gap(path))


def _actions(case: DocumentCase) -> Iterator[OpenItem]:
    for action in case.intake.actions or ():
        if action.status not in ("done", "cancelled"):
            owner = people.name(case.intake, action.owner)
            path = f"actions[{action.id}]"
            yield OpenItem(
                action.id or "", action.text or "", owner, action.due, "action", _CHIPS["action"], path
            )


def _risks(case: DocumentCase) -> Iterator[OpenItem]:
    for risk in case.intake.risks or ():
        if risk.status != "closed" and risk.stage and reached(risk.stage, case.stage):
            owner = people.name(case.intake, risk.owner)
            path = f"risks[{risk.id}]"
            yield OpenItem(risk.id or "", risk.event or "", owner, risk.due, "risk", _CHIPS["risk"], path)
