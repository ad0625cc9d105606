"""What the questionnaire knows before anybody answers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from docgen.intake.model import Intake
from docgen.playbooks.questions import load_questions
from tests.unit.derive.questionnaire.asking import asked_of, question, view_of


def test_every_question_of_the_bank_stands_once_in_its_domain_and_section() -> None:
    view = asked_of()
    shown = [
        (domain.id, section.title, one.id)
        for domain in view.domains.values()
        for section in domain.sections
        for one in section.questions
    ]
    bank = load_questions()
    assert sorted(shown) == sorted((one.domain, one.section, one.id) for one in bank.questions)
    assert len(shown) == 140


@pytest.mark.parametrize(
    ("ident", "value"),
    [
        ("BUS-01.2", 128),
        ("BUS-01.6", "Mon-Fri 08:00-18:00"),
        ("BUS-04.1", "A managed service provider"),
        ("BUS-04.3", date(2027, 4, 30)),
        ("BUS-02.1", 2),
    ],
)
def test_a_known_fact_is_prefilled_in_the_type_and_words_of_its_cell(ident: str, value: object) -> None:
    # Two of three sites hold all that BUS-02.1 needs: home workers have no region.
    assert question(asked_of(), ident).answer.value == value


def test_a_prefilled_answer_waits_to_be_confirmed() -> None:
    one = question(asked_of(), "BUS-01.2")
    assert (one.answer.status, one.state) == ("Prefilled", "▲ To confirm")


def test_the_facts_map_confirms_an_answer_with_name_and_date() -> None:
    note = {"status": "confirmed", "by": "c-tec", "date": "2027-02-10", "evidence": "Licence report"}
    one = question(asked_of({"facts": {"client.users_total": note}}), "BUS-01.3")
    assert one.state == "● Settled"
    assert (one.answer.by, one.answer.on, one.answer.evidence) == (
        "Tomas Lind",
        date(2027, 2, 10),
        "Licence report",
    )


def test_an_unknown_fact_is_settled_only_with_an_owner_and_a_date() -> None:
    owed = {"status": "unknown", "owner": "c-tec", "due": "2027-02-20"}
    assert (
        question(asked_of({"facts": {"environment.sdwan.managed_by": owed}}), "WAN-02.1").state == "● Settled"
    )
    nobody = {"facts": {"environment.sdwan.managed_by": {"status": "unknown"}}}
    assert question(asked_of(nobody), "WAN-02.1").state == "■ Open"


def test_a_recorded_answer_goes_before_the_fact_it_will_replace() -> None:
    answers = {"BUS-01.2": {"value": "131", "status": "answered", "by": "c-pri", "date": "2027-02-11"}}
    one = question(asked_of({"discovery": {"answers": answers}}), "BUS-01.2")
    assert (one.answer.value, one.answer.status, one.answer.by) == ("131", "Answered", "Priyan Rao")


def test_what_is_internal_to_the_provider_is_never_prefilled() -> None:
    # The client is asked how much its provider will co-operate; Sales's own guess is not shown to it.
    assert question(asked_of({"incumbent.cooperation": 2}), "BUS-04.7").answer.value == ""


def test_the_respondent_is_named_where_the_role_is_held_and_else_is_the_role() -> None:
    view = asked_of()
    assert question(view, "BUS-01.3").respondent == "Tomas Lind"
    assert question(view, "CMP-01.1").respondent == "Compliance"


def test_numbers_carry_their_limits_and_texts_their_length() -> None:
    view = asked_of()
    notice = question(view, "BUS-04.4")
    assert (notice.kind, notice.least, notice.most) == ("whole", Decimal(0), Decimal(730))
    assert question(view, "BUS-01.1").most == 120
    assert question(view, "NET-01.1").most == 5000


def test_a_client_of_whom_only_the_name_is_known_is_asked_everything() -> None:
    facts = {"playbook": "managed_services", "client": {"code": "ACME", "legal_name": "Acme Ltd"}}
    view = view_of(Intake.model_validate(facts))
    assert view.progress.settled == view.progress.to_confirm == 0
    assert question(view, "NET-01.1").respondent == "IT lead"
    assert not view.sessions
    assert not view.findings
