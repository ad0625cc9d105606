"""Section 7.1: the Essential Eight, where each strategy stands, where it has to stand, and what closes the gap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.derive.design.maturity_plot import uplift_plot
from docgen.derive.design.measures import LEVELS, STRATEGIES, strategies_of
from docgen.derive.lookup import Lookup
from docgen.derive.plots import Plot
from docgen.derive.values import Cell, Chip, Gap, State
from docgen.intake.model.security import GapAction, Strategy


@dataclass(frozen=True, slots=True)
class ActionRow:
    """Something done to raise a strategy. `effort` is in person-days, None where nobody has said."""

    id: str
    strategy: str
    text: str | Gap
    owner: str | Gap
    due: date | Gap
    effort: Decimal | None


@dataclass(frozen=True, slots=True)
class StrategyRow:
    """One strategy of the Essential Eight.

    `current` and `target` are levels in words (`ML1`), `gap` the levels between, `cells` the four levels with
    their marks, `actions` what closes the gap, `effort` its person-days (None where nobody has said).
    """

    key: str
    name: str
    current: str | Gap
    target: str | Gap
    gap: int | Gap
    cells: tuple[Cell, ...]
    actions: tuple[ActionRow, ...]
    effort: Decimal | None
    chip: Chip


@dataclass(frozen=True, slots=True)
class Maturity:
    """Section 7.1. `now` and `after` are the overall levels: the least of the eight, as the levels count as a set.

    `levels` head the columns of the cells; `actions` are all actions; `effort` their person-days, 0 for none known;
    `to_raise` counts the strategies below their target; `plot` shows both levels of each.
    """

    rows: tuple[StrategyRow, ...]
    levels: tuple[str, ...]
    now: str | Gap
    after: str | Gap
    to_raise: int
    actions: tuple[ActionRow, ...]
    effort: Decimal
    plot: Plot | None


def maturity_view(lookup: Lookup) -> Maturity:
    """Return section 7.1: the eight strategies, and the least of them before and after."""
    known = dict(strategies_of(lookup.intake.security))
    rows = tuple(_strategy(lookup, key, facts or Strategy()) for key, facts in known.items())
    actions = tuple(action for row in rows for action in row.actions)
    return Maturity(
        rows=rows,
        levels=LEVELS,
        now=_least(lookup, [row.current for row in rows]),
        after=_least(lookup, [row.target for row in rows]),
        to_raise=sum(isinstance(row.gap, int) and row.gap > 0 for row in rows),
        actions=actions,
        effort=sum((action.effort or Decimal(0) for action in actions), Decimal(0)),
        plot=uplift_plot(rows),
    )


def _least(lookup: Lookup, levels: list[str | Gap]) -> str | Gap:
    """Return the least of the eight levels, the gap of the whole where one of them is missing.

    A level is reached once all eight strategies reach it (Essential Eight Maturity Model).
    """
    known = [level for level in levels if isinstance(level, str)]
    return min(known) if len(known) == len(STRATEGIES) else lookup.gap("security.essential_eight")


def _strategy(lookup: Lookup, key: str, facts: Strategy) -> StrategyRow:
    path, current, target = f"security.essential_eight.{key}", facts.current, facts.target
    known = current is not None and target is not None
    gap = (target or 0) - (current or 0)
    actions = tuple(_action(lookup, key, one) for one in facts.gap_actions or ())
    efforts = [one.effort for one in actions if one.effort is not None]
    return StrategyRow(
        key=key,
        name=STRATEGIES[key],
        current=lookup.known(None if current is None else LEVELS[current], f"{path}.current"),
        target=lookup.known(None if target is None else LEVELS[target], f"{path}.target"),
        gap=gap if known else lookup.gap(f"{path}.target"),
        cells=tuple(_level(level, current, target) for level in range(len(LEVELS))),
        actions=actions,
        effort=sum(efforts, Decimal(0)) if efforts else None,
        chip=_reached(gap) if known else Chip(State.NEUTRAL, "Not known"),
    )


def _reached(gap: int) -> Chip:
    if gap < 0:
        return Chip(State.CRITICAL, "Target below today")
    return Chip(State.CAUTION, f"+{gap}") if gap else Chip(State.GOOD, "Reached")


def _level(level: int, current: int | None, target: int | None) -> Cell:
    """Return the cell of one level: where the strategy stands, where it has to stand, and the way between."""
    if level == current:
        kept = current == target
        return Cell(1, "Now, kept", "accent1", "lt1") if kept else Cell(1, "Now", "accent3@30")
    if level == target:
        return Cell(1, "Target", "accent1", "lt1")
    between = current is not None and target is not None and current < level < target
    return Cell(1, "", "accent1@25" if between else "")


def _action(lookup: Lookup, key: str, one: GapAction) -> ActionRow:
    path = f"security.essential_eight.{key}.gap_actions[{one.id}]"
    return ActionRow(
        id=one.id or "",
        strategy=STRATEGIES[key],
        text=lookup.known(one.text, f"{path}.text", owner="security_engineer"),
        owner=lookup.person(one.owner, f"{path}.owner", owner="security_engineer"),
        due=lookup.known(one.due, f"{path}.due", owner="security_engineer"),
        effort=one.effort_days,
    )
