"""Sections 9 and 11: how figures are measured, and what is left out of them."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.derive.lookup import Lookup
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
    "data_source": "Source of figures",
    "disputes": "Disputes",
    "volume": "Few tickets",
}


def measurement(intake: Intake, book: Sequence[Text], *, min_volume: int) -> tuple[RuleText, ...]:
    """Return the measuring rules: the playbook's, each replaced by the intake's own where it has one."""
    stated = (intake.sla.measurement if intake.sla else None) or Measurement()
    own = _own(stated)
    rules = [
        RuleText(_NAMES.get(rule.id, rule.id.capitalize()), own.get(rule.id) or rule.text) for rule in book
    ]
    return tuple(_with_volume(rule, min_volume) for rule in rules)


def _own(stated: Measurement) -> dict[str, str]:
    texts = {
        "start": stated.clock_start,
        "stop": stated.clock_stop,
        "pause": "; ".join(stated.pause or ()),
        "reopen": stated.reopen,
        "response": stated.first_contact,
        "rounding": stated.rounding,
        "data_source": stated.data_source,
        "disputes": stated.disputes,
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


def exclusions(intake: Intake, book: Sequence[Exclusion], look: Lookup) -> tuple[ExclusionRow, ...]:
    """Return what does not count: the playbook's list, replaced or followed by the intake's."""
    stated = {key: _stated_row(item, look) for key, item in _own_exclusions(intake).items()}
    kept = {item.id: ExclusionRow(item.name, item.definition, item.evidence) for item in book}
    return tuple({**kept, **stated}.values())


def _own_exclusions(intake: Intake) -> dict[str, StatedExclusion]:
    return {str(item.id): item for item in (intake.sla.exclusions if intake.sla else None) or ()}


def _stated_row(item: StatedExclusion, look: Lookup) -> ExclusionRow:
    path = f"sla.exclusions[{item.id}]"
    name = item.name or (item.id or "").replace("_", " ").capitalize()
    clause = f" ({item.clause_ref})" if item.clause_ref else ""
    definition = f"{item.definition}{clause}" if item.definition else None
    return ExclusionRow(
        name,
        look.known(definition, f"{path}.definition"),
        look.known(item.evidence, f"{path}.evidence"),
    )


def exclusion_figures(
    intake: Intake, book: Sequence[Exclusion], ledger: Ledger
) -> tuple[Figure[object], ...]:
    """Return the playbook's exclusions as figures; those that the process does not name need confirming."""
    own = _own_exclusions(intake)
    return tuple(
        ledger.figure(
            f"Exclusion: {item.name}",
            f"sla.exclusions[{item.id}]",
            own[item.id].definition if item.id in own else item.definition,
            origin=origin_of(item),
            stated=item.id in own,
        )
        for item in book
    )
