"""Sections 9 and 11: how figures are measured, and what is left out of them."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.derive.sla.figures import Figure, Ledger, origin_of
from docgen.derive.sla.views import ExclusionRow, RuleText
from docgen.intake.model import Intake
from docgen.intake.model.sla import Exclusion as StatedExclusion
from docgen.intake.model.sla import Measurement
from docgen.playbooks.parts import Text
from docgen.playbooks.service_levels import Exclusion

_FIELDS = {
    "start": "clock_start",
    "response": "first_contact",
    "stop": "clock_stop",
    "volume": "min_volume",
}
_NAMES = {
    "start": "Start",
    "response": "Response",
    "stop": "Stop",
    "pause": "Pause",
    "reopen": "Reopened tickets",
    "rounding": "Rounding",
    "volume": "Few tickets",
}


def measurement(intake: Intake, book: Sequence[Text], *, min_volume: int) -> tuple[RuleText, ...]:
    """Return the measuring rules: the playbook's, each replaced by the intake's own where it has one."""
    stated = (intake.sla.measurement if intake.sla else None) or Measurement()
    own = _own(stated)
    rules = [
        RuleText(_NAMES.get(rule.id, rule.id.capitalize()), own.get(rule.id) or rule.text) for rule in book
    ]
    rules = [_with_volume(rule, min_volume) for rule in rules]
    extra = (("Source of figures", stated.data_source), ("Disputes", stated.disputes))
    return (*rules, *(RuleText(name, text) for name, text in extra if text))


def _own(stated: Measurement) -> dict[str, str]:
    texts = {
        "start": stated.clock_start,
        "stop": stated.clock_stop,
        "pause": "; ".join(stated.pause or ()),
        "reopen": stated.reopen,
        "response": stated.first_contact,
        "rounding": stated.rounding,
    }
    return {key: text for key, text in texts.items() if text}


def _with_volume(rule: RuleText, min_volume: int) -> RuleText:
    if rule.name != _NAMES["volume"]:
        return rule
    return RuleText(rule.name, f"{rule.text}. The minimum is {min_volume} tickets in the month")


def measurement_figures(intake: Intake, book: Sequence[Text], ledger: Ledger) -> tuple[Figure[object], ...]:
    """Return the measuring rules as figures."""
    own = _own((intake.sla.measurement if intake.sla else None) or Measurement())
    return tuple(
        ledger.figure(
            f"Measurement: {_NAMES.get(rule.id, rule.id).lower()}",
            f"sla.measurement.{_FIELDS.get(rule.id, rule.id)}",
            own.get(rule.id) or rule.text,
            origin=origin_of(rule),
            stated=rule.id in own,
        )
        for rule in book
    )


def exclusions(intake: Intake, book: Sequence[Exclusion]) -> tuple[ExclusionRow, ...]:
    """Return what does not count: the playbook's list, replaced or followed by the intake's."""
    stated = {
        str(item.id): _stated_row(item) for item in (intake.sla.exclusions if intake.sla else None) or ()
    }
    kept = {item.id: ExclusionRow(item.name, item.definition, item.evidence) for item in book}
    return tuple({**kept, **stated}.values())


def _stated_row(item: StatedExclusion) -> ExclusionRow:
    name = item.name or (item.id or "").replace("_", " ").capitalize()
    clause = f" ({item.clause_ref})" if item.clause_ref else ""
    return ExclusionRow(name, f"{item.definition or ''}{clause}".strip(), item.evidence or "")


def exclusion_figures(book: Sequence[Exclusion], ledger: Ledger) -> tuple[Figure[object], ...]:
    """Return the playbook's exclusions as figures; those that the process does not name need confirming."""
    return tuple(
        ledger.figure(
            f"Exclusion: {item.name.lower()}",
            f"sla.exclusions[{item.id}]",
            item.definition,
            origin=origin_of(item),
        )
        for item in book
    )
