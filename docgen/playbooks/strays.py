"""What a playbook names and does not have, found in its data as read: together with what the model finds, and with
places and suggestions of its own."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, get_args

from docgen.intake.model.scalar import in_words, nearest
from docgen.intake.model.words import ContactRole
from docgen.intake.paths import meant, trail

Steps = tuple[str | int, ...]
Stray = tuple[Steps, str, str, str]
"""The steps to a value, a problem's code, what is wrong (after the value's path), a hint."""

_EACH, _KEY = "*", "~"
_STAGE, _ROLE, _COLUMN, _TIER = "stage", "role", "column", "tier"
_CLIENT, _EITHER, _FACT = "role of a client's contact", "role of either side", "fact"
_CLIENT_ROLES: Final = tuple(get_args(get_args(ContactRole)[0]))
_NAMES: Final[tuple[tuple[str, str], ...]] = (
    ("raci.rows.~", _STAGE),
    ("raci.corrections.*.row", _STAGE),
    ("raci.corrections.*.column", _COLUMN),
    ("handoff.stage", _STAGE),
    ("deployment.stage", _STAGE),
    ("hypercare.stage", _STAGE),
    ("transition.stage", _STAGE),
    ("activities.*.stage", _STAGE),
    ("resources.*.stages.*", _STAGE),
    ("stages.*.owners.*", _ROLE),
    ("handoff.agenda.*.lead", _ROLE),
    ("resources.*.role", _ROLE),
    ("acting.*", _ROLE),
    ("success.owner", _ROLE),
    ("success.support.lead", _ROLE),
    ("success.support.contact", _ROLE),
    ("sla.escalation.*.to", _ROLE),
    ("roles.*.column", _COLUMN),
    ("tiers_allowed.*", _TIER),
    ("handoff.mandatory_roles.value.*", _CLIENT),
    ("handoff.information.*.provided_by", _CLIENT),
    ("sla.priority_matrix.declarers.*", _CLIENT),
    ("sla.escalation.*.client", _CLIENT),
    ("sla.escalation.*.inform.*", _EITHER),
    ("success.roles.value.*", _CLIENT),
    ("success.*.meeting.attendees.*", _EITHER),
    ("success.*.meeting.invited.*", _EITHER),
    ("success.*.meeting.topics.*.lead", _EITHER),
    ("handoff.checklist.*.evidence.*", _FACT),
    ("handoff.checklist.*.evidence_if_any.*", _FACT),
    ("handoff.information.*.fields.*", _FACT),
    ("stages.*.entry.*.evidence.*", _FACT),
    ("stages.*.exit.*.evidence.*", _FACT),
    ("stages.*.entry.*.only_if", _FACT),
    ("stages.*.exit.*.only_if", _FACT),
    ("stages.*.window.opens", _FACT),
    ("stages.*.window.closes", _FACT),
    ("not_asked.*", _FACT),
)
"""Where a playbook names something: `*` stands for each item or value, `~` for each key."""

_MAY_BE_EMPTY: Final = frozenset(
    [
        "roles.*.column",
        "sla.escalation.*.client",
        "stages.*.entry.*.only_if",
        "stages.*.exit.*.only_if",
        "stages.*.window.opens",
        "stages.*.window.closes",
    ]
)


def strays(data: Mapping[str, Any]) -> Iterator[Stray]:
    """Yield what a playbook names that it does not have, and ids that stand twice in one list."""
    known = _known(data)
    for path, kind in _NAMES:
        for steps, named in _named(data, path.split("."), ()):
            if not isinstance(named, str) or (not named and path in _MAY_BE_EMPTY):
                continue
            if not _is_there(named, kind, known[kind]):
                yield steps, "broken-reference", _not_here(named, kind), _meant(named, kind, known[kind])
    yield from _twice(data, ())


def _is_there(named: str, kind: str, known: tuple[str, ...]) -> bool:
    if kind == _FACT:
        return trail(named) is not None
    # Where there are no stages or roles at all, that is what is told; a process may well have no tiers.
    return named in known or not (known or kind == _TIER)


def _known(data: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    stages = data.get("stages")
    ids = (stage.get("id") for stage in stages if isinstance(stage, dict)) if isinstance(stages, list) else ()
    roles = _keys(data, "roles")
    return {
        _CLIENT: _CLIENT_ROLES,
        _EITHER: (*roles, *_CLIENT_ROLES),
        _FACT: (),
        _STAGE: tuple(one for one in ids if isinstance(one, str)),
        _ROLE: roles,
        _COLUMN: _keys(data, "raci", "columns"),
        _TIER: _keys(data, "sla", "tiers"),
    }


def _keys(data: Any, *steps: str) -> tuple[str, ...]:
    for step in steps:
        data = data.get(step) if isinstance(data, dict) else None
    return tuple(data) if isinstance(data, dict) else ()


def _named(data: Any, path: list[str], steps: Steps) -> Iterator[tuple[Steps, Any]]:
    if not path:
        yield steps, data
    elif path[0] == _KEY:
        yield from (((*steps, key), key) for key in data) if isinstance(data, dict) else ()
    elif path[0] == _EACH:
        for step, value in _inside(data):
            yield from _named(value, path[1:], (*steps, step))
    elif isinstance(data, dict) and path[0] in data:
        yield from _named(data[path[0]], path[1:], (*steps, path[0]))


def _inside(data: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(data, dict):
        yield from data.items()
    elif isinstance(data, list):
        yield from enumerate(data)


def _not_here(named: str, kind: str) -> str:
    whose = "" if kind in (_CLIENT, _EITHER) else " of an intake" if kind == _FACT else " of this playbook"
    return f"is {named or 'empty'}, which is not a {kind}{whose}"


def _meant(named: str, kind: str, known: tuple[str, ...]) -> str:
    close = meant(named) if kind == _FACT else nearest(named, known)
    if close:
        return f"Did you mean {close}?"
    if kind == _FACT:
        return "Write the path of a fact, such as engagement.tier."
    return f"Known: {in_words(known)}." if known else "Its section sla has none."


def _twice(data: Any, steps: Steps) -> Iterator[Stray]:
    seen: set[str] = set()
    for step, value in _inside(data):
        name = value.get("id") if isinstance(data, list) and isinstance(value, dict) else None
        if isinstance(name, str) and name:
            if name in seen:
                yield (
                    (*steps, step, "id"),
                    "duplicate-id",
                    f"is {name} a second time",
                    "Give each its own id.",
                )
            seen.add(name)
        yield from _twice(value, (*steps, step))
