"""What is set up for the client: configuration, connections to other systems, data that moves, who helps with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from docgen.derive.lookup import Lookup
from docgen.derive.success.dates import kept
from docgen.derive.values import Chip, Gap, State
from docgen.derive.words import counted, in_words, join_words
from docgen.intake.model.integrations import Integration as IntegrationFacts
from docgen.intake.model.success import ConfigItem as ConfigFacts
from docgen.intake.model.success import Success

ENGINEER = "solutions_engineer"


@dataclass(frozen=True, slots=True)
class ConfigItem:
    """One piece of the set-up. `done_on` is None where it is not done, or done on a day that nobody recorded."""

    id: str
    item: str
    owner: str | Gap
    due: date | Gap
    done_on: date | None
    done: bool
    chip: Chip


@dataclass(frozen=True, slots=True)
class Integration:
    """One connection to another system."""

    id: str
    name: str
    ends: str
    kind: str
    direction: str
    frequency: str
    volume: str
    auth: str
    owner: str | Gap
    complex: bool
    chip: Chip


@dataclass(frozen=True, slots=True)
class Setup:
    """The whole set-up.

    `needed` says whether a Solutions Engineer is needed: so stated, else because a connection is complex or data
    moves; `why` gives the reasons in words, `engineer` is who it is (a Gap where one is needed and nobody is
    named)."""

    items: tuple[ConfigItem, ...] | Gap
    done: int
    total: int
    integrations: tuple[Integration, ...] | Gap
    migrations: tuple[str, ...]
    needed: bool
    why: str
    engineer: str | Gap
    chip: Chip


def setup(lookup: Lookup, *, as_of: date) -> Setup:
    """Return what is set up, as it stood on the as-of date."""
    success = lookup.intake.success or Success()
    items = tuple(_item(lookup, facts, as_of) for facts in success.config_items or ())
    moves = migrations(lookup)
    needed, why = engineer_needed(lookup)
    named = lookup.in_role(ENGINEER)
    return Setup(
        items=lookup.gap("success.config_items") if success.config_items is None else items,
        done=sum(item.done for item in items),
        total=len(items),
        integrations=_integrations(lookup),
        migrations=moves,
        needed=needed,
        why=why,
        engineer=(named[0].name if named else lookup.holder(ENGINEER)) if needed else "Not needed",
        chip=_engaged(needed, bool(named)),
    )


def _engaged(needed: bool, named: bool) -> Chip:
    if not needed:
        return Chip(State.NEUTRAL, "Not needed")
    return Chip(State.GOOD, "Named") if named else Chip(State.CRITICAL, "Missing")


def _item(lookup: Lookup, facts: ConfigFacts, as_of: date) -> ConfigItem:
    path = f"success.config_items[{facts.id}]"
    known = facts.done_on is None or facts.done_on <= as_of
    done = facts.status == "done" and known and (facts.done_on or facts.due or as_of) <= as_of
    return ConfigItem(
        id=facts.id or "",
        item=facts.item or "",
        owner=lookup.person(facts.owner, f"{path}.owner"),
        due=lookup.known(facts.due, f"{path}.due"),
        done_on=facts.done_on if done else None,
        done=done,
        chip=_progress(facts, done, as_of),
    )


def _progress(facts: ConfigFacts, done: bool, as_of: date) -> Chip:
    if done and facts.done_on is None:
        return Chip(State.GOOD, "Done")
    if facts.status == "cancelled":
        return Chip(State.NEUTRAL, "Cancelled")
    if facts.status == "in_progress" and not (facts.due and facts.due < as_of):
        return Chip(State.CAUTION, "In progress")
    return kept(facts.due, facts.done_on if done else None, as_of)


def _integrations(lookup: Lookup) -> tuple[Integration, ...] | Gap:
    facts = lookup.intake.integrations
    if facts is None:
        return lookup.gap("integrations")
    return tuple(_integration(lookup, one) for one in facts)


_DIRECTIONS = {"in": "Inwards", "out": "Outwards", "both": "Both ways"}


def _integration(lookup: Lookup, facts: IntegrationFacts) -> Integration:
    ends = (_application(lookup, facts.from_), _application(lookup, facts.to) or facts.counterparty or "")
    is_complex = facts.complexity == "complex"
    return Integration(
        id=facts.id or "",
        name=facts.name or facts.id or "",
        ends=" to ".join(filter(None, ends)),
        kind=_KINDS.get(facts.kind or "", in_words(facts.kind)),
        direction=_DIRECTIONS.get(facts.direction or "", ""),
        frequency=facts.frequency or "",
        volume=facts.volume or "",
        auth=facts.auth or "",
        owner=lookup.person(facts.owner, f"integrations[{facts.id}].owner"),
        complex=is_complex,
        chip=Chip(State.CAUTION, "Complex") if is_complex else Chip(State.NEUTRAL, "Simple"),
    )


_KINDS = {"api": "API", "sso": "Single sign-on", "edi": "EDI"}


def _application(lookup: Lookup, ref: str | None) -> str:
    known = (one.name for one in lookup.intake.applications or () if one.id == ref)
    return next((name for name in known if name), ref or "")


def migrations(lookup: Lookup) -> tuple[str, ...]:
    """Return the data that moves, in words."""
    design = lookup.intake.design
    moves = (design.migration if design else None) or ()
    return tuple(one.workload or one.id or "" for one in moves)


def engineer_needed(lookup: Lookup) -> tuple[bool, str]:
    """Return whether a Solutions Engineer is needed, and why: a complex connection, data that moves, or a decision."""
    stated = (lookup.intake.success or Success()).needs_solutions_engineer
    hard = sum(one.complexity == "complex" for one in lookup.intake.integrations or ())
    moves = len(migrations(lookup))
    reasons = [
        counted(hard, "complex integration") if hard else "",
        counted(moves, "data migration") if moves else "",
    ]
    why = join_words(reasons)
    if stated is not None:
        return stated, why or ("So decided" if stated else "")
    return bool(hard or moves), why
