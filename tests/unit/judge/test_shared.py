"""What the documents of one client share is worked out once, and comes to the same for each of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from docgen.artefacts import issued_by
from docgen.derive.context import Context, derive
from docgen.derive.values import Gap
from docgen.intake.model.engagement import Engagement
from docgen.pipeline import Client, Options, judge_document, read_client
from tests.unit.judge.sound import GONE, playbook, sound

EXAMPLES = Path(__file__).parents[3] / "examples"
OPTIONS = Options(today=date(2027, 4, 15))


def client(name: str) -> Client:
    return read_client(EXAMPLES / name / "intake.yaml", OPTIONS)


@pytest.mark.parametrize("name", ["harrow-wills", "harbour-vale"])
def test_the_verdict_on_a_document_is_the_same_whichever_was_judged_before(name: str) -> None:
    shared = client(name)
    documents = issued_by(shared.playbook.stages_by_id)
    together = {one.code: judge_document(shared, one, OPTIONS).verdict for one in reversed(documents)}
    alone = {one.code: judge_document(client(name), one, OPTIONS).verdict for one in documents}
    assert together == alone


def test_documents_of_one_day_share_all_but_their_own_control() -> None:
    shared = client("harrow-wills")
    day = Options(today=OPTIONS.today, as_of=date(2027, 2, 22))
    codes = {one.code: one for one in issued_by(shared.playbook.stages_by_id)}
    design, levels = (judge_document(shared, codes[code], day).context for code in ("SDD", "SLA"))
    assert design.doc.title != levels.doc.title
    assert (design.design is levels.design, design.timeline is levels.timeline) == (True, True)


def test_documents_of_different_days_share_what_no_day_changes() -> None:
    shared = client("harrow-wills")
    document = issued_by(shared.playbook.stages_by_id)[0]
    days = (date(2027, 2, 4), date(2027, 2, 22))
    first, later = (judge_document(shared, document, Options(today=day, as_of=day)).context for day in days)
    assert (first.design is later.design, first.sla is later.sla, first.raci is later.raci) == (True,) * 3
    assert first.bau is not later.bau
    assert _days_left(first) - _days_left(later) == (days[1] - days[0]).days


def _days_left(context: Context) -> int:
    left = context.timeline.days_to_go_live
    assert isinstance(left, int)
    return left


@pytest.mark.parametrize("name", ["harrow-wills", "harbour-vale"])
def test_a_context_of_another_day_is_the_one_that_is_derived_of_that_day(name: str) -> None:
    one, day = client(name), date(2028, 1, 3)
    code = issued_by(one.playbook.stages_by_id)[0].code
    before = derive(one.intake, one.playbook, artefact=code, as_of=date(2026, 12, 30))
    assert before.on(day, artefact=code) == derive(one.intake, one.playbook, artefact=code, as_of=day)


def test_a_schedule_without_an_effective_date_is_worked_out_anew_for_another_year() -> None:
    bare = sound(dict.fromkeys(("sla.effective_from", "go_live", "engagement.target_go_live"), GONE))
    undated = bare.model_copy(update={"engagement": Engagement(tier="gold")})
    older, newer = date(2026, 12, 30), date(2027, 1, 4)
    before = derive(undated, playbook(), artefact="SLA", as_of=older)
    assert isinstance(before.sla.parties.effective_from, Gap)
    assert before.on(newer, artefact="SLA") == derive(undated, playbook(), artefact="SLA", as_of=newer)


def test_documents_of_different_days_share_nothing_that_depends_on_the_day() -> None:
    shared = client("harrow-wills")
    document = issued_by(shared.playbook.stages_by_id)[0]
    days = (date(2027, 2, 4), date(2027, 2, 22))
    contexts = [judge_document(shared, document, Options(today=day, as_of=day)).context.as_of for day in days]
    assert contexts == list(days)
