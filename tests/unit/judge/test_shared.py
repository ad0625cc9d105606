"""What the documents of one client share is worked out once, and comes to the same for each of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from docgen.artefacts import issued_by
from docgen.pipeline import Client, Options, judge_document, read_client

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


def test_documents_of_different_days_share_nothing_that_depends_on_the_day() -> None:
    shared = client("harrow-wills")
    document = issued_by(shared.playbook.stages_by_id)[0]
    days = (date(2027, 2, 4), date(2027, 2, 22))
    contexts = [judge_document(shared, document, Options(today=day, as_of=day)).context.as_of for day in days]
    assert contexts == list(days)
