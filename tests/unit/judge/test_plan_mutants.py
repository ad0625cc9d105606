"""Whatever stands in a plan or in a deployment, the rules say something or nothing, and never fail."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from docgen.intake.model import Intake
from docgen.judge import Survey
from docgen.judge.rule import DocumentCase, checks
from tests.unit.judge.sound import case, data

RULES = ("DAT-11", "RACI-10", *(f"PLN-{n:02}" for n in range(1, 10)), *(f"TST-{n:02}" for n in range(1, 7)))
GROUPS = ("plan", "deployment", "go_live")
WILD: tuple[Any, ...] = (
    *("0", "3", "-7", "99999", "1.5", "true", "", "5.3", "W9", "T4", "c-ana", "t-se", "w-sat", "go", "no_go"),
    *("1999-12-31", "2027-03-08", "2099-01-01", "2027-03-06T07:00 Australia/Melbourne", "2027-03-07T07:00"),
    *("cancelled", "fail", "weekly", "blackout", [], {}, [{"id": "5.2", "type": "SF", "lag": "-3"}]),
)


def places(value: Any, above: tuple[Any, str | int] | None = None) -> Iterator[tuple[Any, str | int]]:
    """Yield every key and position below a value, with what holds it."""
    if above is not None:
        yield above
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield from places(value[key], (value, key))


def mutant(source: random.Random) -> dict[str, Any]:
    """Return the sound client's data with a few values of the plan taken out, changed or swapped."""
    changed = copy.deepcopy(data())
    for _ in range(source.randrange(1, 5)):
        holder, key = source.choice(list(places(changed[source.choice(GROUPS)])))
        kind = source.randrange(3)
        if kind == 0:
            del holder[key]
        elif kind == 1:
            holder[key] = copy.deepcopy(source.choice(WILD))
        else:
            other, name = source.choice(list(places(changed[source.choice(GROUPS)])))
            holder[key] = copy.deepcopy(other[name])
        changed |= {group: changed.get(group) or {} for group in GROUPS}
    return changed


@pytest.mark.parametrize("seed", range(8))
def test_no_rule_fails_on_a_plan_that_somebody_has_taken_apart(seed: int) -> None:
    source, judged = random.Random(seed), 0
    known = case()
    while judged < 60:
        try:
            intake = Intake.model_validate(mutant(source))
        except ValidationError:
            continue  # the reader would have refused it
        survey = Survey(intake)
        tried = DocumentCase(
            intake, known.playbook, known.context, known.calendar, survey, known.artefact, known.stage
        )
        for rule in RULES:
            for finding in checks()[rule](tried):
                assert finding.path
                assert "None" not in finding.message + finding.path, finding
        judged += 1
