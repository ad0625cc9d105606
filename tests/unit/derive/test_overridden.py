"""What a contract says of values that were put in place of the client's recorded ones."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from docgen.derive.context import derive
from docgen.derive.control import RevisionLine, document_control
from docgen.intake.model import Intake
from docgen.intake.overlay import Override
from docgen.playbooks.load import load_playbook

AS_OF = date(2027, 2, 4)
PLAYBOOK = load_playbook("managed_services")
FACTS: dict[str, Any] = {
    "playbook": "managed_services",
    "client": {"code": "HWP", "legal_name": "Harrow Wills Partners Pty Ltd", "region": "AU-VIC"},
    "engagement": {"tier": "gold"},
    "contacts": [{"id": "c-wills", "name": "Dana Wills"}],
    "documents": {
        "SLA": {"version": "1.1", "revisions": [{"version": "1.0", "summary": "First issue"}]},
        "HOF": {},
    },
}
TIER = Override("engagement.tier", "silver", "gold", "--set")


def revisions(*overrides: Override, artefact: str = "SLA", **more: Any) -> tuple[RevisionLine, ...]:
    intake = Intake.model_validate({**FACTS, **more})
    doc = document_control(intake, PLAYBOOK, artefact=artefact, as_of=AS_OF, overrides=overrides)
    return doc.revisions


def note(*overrides: Override) -> str:
    return revisions(*overrides)[-1].summary


def test_without_overrides_the_revisions_are_the_intakes() -> None:
    assert [line.summary for line in revisions()] == ["First issue"]


def test_a_version_without_a_line_of_its_own_gets_one() -> None:
    assert revisions(TIER)[-1] == RevisionLine(
        "1.1", AS_OF, "", "Overridden for this issue: Service tier: gold (was silver)."
    )


def test_the_line_of_the_version_keeps_its_words_and_gains_the_note() -> None:
    documents = {"SLA": {"version": "1.0", "revisions": [{"version": "1.0", "summary": "signed by R&D"}]}}
    (line,) = revisions(TIER, documents=documents)
    assert line.summary == "signed by R&D. Overridden for this issue: Service tier: gold (was silver)."


def test_only_a_contract_says_it() -> None:
    assert revisions(TIER, artefact="HOF") == ()


@pytest.mark.parametrize(
    "path",
    [
        "risks[r-1].event",  # the schedule does not rest on it
        "documents.SLA.version",  # shown as what it is
        "facts.engagement.tier",
        "contacts[c-wills].influence",  # internal
        "x_own.note",
    ],
)
def test_what_the_reader_does_not_see_in_the_contract_is_not_named(path: str) -> None:
    assert len(revisions(Override(path, "a", "b", "--set"))) == 1


def test_one_of_several_is_named_by_its_key() -> None:
    said = note(Override("sla.targets.P1.response", "15m", "10m", "wave.yaml:3"))
    assert said.endswith("(P1): 10m (was 15m).")


def test_long_values_and_lists_are_changed_and_absent_ones_taken_out() -> None:
    said = note(
        Override("provider.address", "x" * 80, "y" * 80, "--set"),
        Override("sla.exclusions", "[]", '["a"]', "--set"),
        Override("engagement.tier", "gold", "", "--set"),
    )
    assert said.count(": changed") == 2
    assert said.endswith("Service tier: taken out.")


def test_the_note_reaches_the_context_of_every_document_of_the_client() -> None:
    intake = Intake.model_validate(FACTS)
    context = derive(intake, PLAYBOOK, artefact="HOF", as_of=AS_OF, overrides=(TIER,))
    assert context.doc.revisions == ()
    assert "Overridden for this issue" in context.of_document("SLA").doc.revisions[-1].summary
