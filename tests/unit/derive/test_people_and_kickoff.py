from __future__ import annotations

from datetime import date, time

import pytest

from docgen.derive.handoff import handoff_view, rating
from docgen.derive.kickoff import clock, kickoff_view
from docgen.derive.parties import client_view, provider_view
from docgen.derive.people import people_view
from docgen.derive.values import Gap, Money, State
from tests.unit.derive.samples import bare, look


def test_the_four_mandatory_roles_are_covered_by_name() -> None:
    people = people_view(look())
    assert [(cover.role, cover.holders) for cover in people.coverage] == [
        ("Primary contact", "Priyan Rao"),
        ("Technical contact", "Tomas Lind"),
        ("Executive sponsor", "Dana Wills"),
        ("Billing contact", "Ruth Okafor"),
    ]
    assert people.uncovered == 0


def test_a_vacant_role_is_a_gap_with_an_owner() -> None:
    people = people_view(look(drop=("contacts.3",)))
    vacant = people.coverage[3]
    assert isinstance(vacant.holders, Gap)
    assert (vacant.holders.owner, vacant.chip.text, people.uncovered) == ("Gus Fenn", "Vacant", 1)


def test_the_grid_marks_who_holds_which_role() -> None:
    people = people_view(look())
    marks = {row.name: [cell.text for cell in row.cells] for row in people.grid}
    assert people.grid_roles == (
        "Primary contact",
        "Technical contact",
        "Executive sponsor",
        "Billing contact",
    )
    assert marks["Tomas Lind"] == ["", "●", "", ""]


def test_authority_is_in_words_with_its_limit_and_delegate() -> None:
    (authority,) = people_view(look()).authority
    assert authority.approves_text == "SLA and solution design"
    assert authority.limit == Money(amount=authority.limit.amount, currency="AUD")  # type: ignore[union-attr]
    assert authority.delegate == "Priyan Rao"


def test_escalation_follows_the_client_s_own_order() -> None:
    assert [step.name for step in people_view(look()).escalation] == ["Tomas Lind", "Dana Wills"]


def test_the_agenda_has_clock_times_and_leads() -> None:
    kickoff = kickoff_view(look())
    first, *_, last = kickoff.agenda
    assert (kickoff.start, kickoff.end, kickoff.minutes) == ("10:00", "11:00", 60)
    assert (first.start, first.end, first.lead) == ("10:00", "10:10", "Gus Fenn")
    assert (last.start, last.end) == ("10:55", "11:00")
    assert [item.number for item in kickoff.agenda] == list(range(1, 9))


def test_without_a_start_the_agenda_has_minutes_only() -> None:
    kickoff = kickoff_view(look(drop=("kickoff.start_time",)))
    assert isinstance(kickoff.start, Gap)
    assert {item.start for item in kickoff.agenda} == {""}
    assert kickoff.minutes == 60


def test_a_lead_that_nobody_holds_is_a_gap() -> None:
    leads = [item.lead for item in kickoff_view(look()).agenda if isinstance(item.lead, Gap)]
    assert [lead.path for lead in leads] == ["team[role=solutions_architect]"]
    assert leads[0].owner == "Mira Solano"


def test_the_client_s_own_agenda_replaces_the_process_s() -> None:
    agenda = [
        {"topic": "Hello", "minutes": 20, "lead": "t-ol"},
        {"topic": "Goodbye", "minutes": 25, "lead": "c-spo"},
    ]
    kickoff = kickoff_view(look({"kickoff.agenda": agenda}))
    assert [(item.topic, item.end, item.lead) for item in kickoff.agenda] == [
        ("Hello", "10:20", "Mira Solano"),
        ("Goodbye", "10:45", "Dana Wills"),
    ]
    assert kickoff.end == "10:45"


@pytest.mark.parametrize(("start", "minutes", "text"), [(time(10), 95, "11:35"), (time(23, 30), 60, "00:30")])
def test_clock_times_run_over_the_hour_and_midnight(start: time, minutes: int, text: str) -> None:
    assert clock(start, minutes) == text


def test_sessions_come_by_date_and_name_their_people() -> None:
    sessions = [
        {
            "id": "b",
            "topic": "Second",
            "date": "2027-02-10",
            "facilitator": "t-ol",
            "site": "mel",
            "mode": "onsite",
        },
        {
            "id": "a",
            "topic": "First",
            "date": "2027-02-08",
            "start": "10:00",
            "attendees": ["c-spo", "c-tec"],
        },
    ]
    found = kickoff_view(look({"discovery.sessions": sessions})).sessions
    assert isinstance(found, tuple)
    assert [session.topic for session in found] == ["First", "Second"]
    assert found[0].attendees == "Dana Wills and Tomas Lind"
    assert (found[1].facilitator, found[1].site, found[1].mode) == ("Mira Solano", "Melbourne CBD", "On site")
    assert isinstance(found[0].facilitator, Gap)


@pytest.mark.parametrize(
    ("decision", "text", "state"),
    [
        ("accepted", "Accepted", State.GOOD),
        ("conditional", "Accepted with conditions", State.CAUTION),
        ("returned", "Returned", State.CRITICAL),
    ],
)
def test_the_decision_is_a_chip(decision: str, text: str, state: State) -> None:
    view = handoff_view(look({"handoff.decision": decision}), 0)
    assert (view.decided, view.decision.text, view.decision.state) == (True, text, state)


@pytest.mark.parametrize(
    ("decision", "outcome", "on"),
    [
        ("accepted", "Delivery accepted the handoff", date(2027, 2, 4)),
        ("conditional", "Delivery accepted the handoff with conditions", date(2027, 2, 4)),
        ("returned", "Delivery returned the handoff to Sales", date(2027, 2, 4)),
        (None, "Delivery has not decided yet", None),
    ],
)
def test_the_outcome_is_dated_by_who_takes_over(decision: str | None, outcome: str, on: date | None) -> None:
    signed = [
        {"role": "account_manager", "by": "t-am", "date": "2027-02-02"},
        {"role": "onboarding_lead", "by": "t-ol", "date": "2027-02-04"},
    ]
    view = handoff_view(look({"handoff.signed": signed, "handoff.decision": decision}), 0)
    assert (view.outcome, view.decided_on) == (outcome, on)


def test_the_owners_of_the_stage_sign() -> None:
    signed = {"handoff.signed": [{"role": "onboarding_lead", "by": "t-ol", "date": "2027-02-04"}]}
    view = handoff_view(look(signed), 2)
    assert [(line.role, line.name, line.signed) for line in view.signatures] == [
        ("Account Manager", "Gus Fenn", None),
        ("Onboarding Lead", "Mira Solano", date(2027, 2, 4)),
    ]
    assert (view.decided, view.decision.text, view.outstanding) == (False, "Not decided", 2)


@pytest.mark.parametrize(
    ("score", "text"),
    [
        (4, "Low 4"),
        (5, "Medium 5"),
        (9, "Medium 9"),
        (10, "High 10"),
        (16, "High 16"),
        (20, "Extreme 20"),
        (None, "Not rated"),
    ],
)
def test_a_risk_is_rated_by_its_score(score: int | None, text: str) -> None:
    assert rating(score).text == text


def test_an_extreme_risk_has_a_state_of_its_own() -> None:
    assert [rating(score).state for score in (16, 17)] == [State.CRITICAL, State.EXTREME]


def test_risks_of_the_handoff_stage_come_worst_first() -> None:
    risks = [
        {"id": "R1", "stage": "S1", "event": "Small", "likelihood": 1, "impact": 2, "owner": "t-am"},
        {"id": "R2", "stage": "S1", "event": "Large", "likelihood": 4, "impact": 4, "owner": "t-ol"},
        {"id": "R3", "stage": "S5", "event": "Later", "likelihood": 5, "impact": 5},
    ]
    assert [(risk.id, risk.score) for risk in handoff_view(look({"risks": risks}), 0).risks] == [
        ("R2", 16),
        ("R1", 2),
    ]


def test_the_parties_are_named_in_full() -> None:
    client, provider = client_view(look()), provider_view(look())
    assert (client.number, client.industry, client.region) == (
        "ABN 34 090 017 281",
        "Accounting",
        "Victoria, Australia",
    )
    assert client.hours == ("Mon to Fri 08:00 to 18:00",)
    assert client.timezone == "Melbourne time"
    assert (provider.legal_name, provider.products.itsm) == ("ASI AI Solutions", "ServiceNow")
    assert isinstance(provider.address, Gap)


def test_a_client_with_a_name_only_is_named_and_the_rest_are_gaps() -> None:
    client, people = client_view(bare()), people_view(bare())
    assert (client.trading_name, client.legal_name) == ("Acme Ltd", "Acme Ltd")
    assert all(isinstance(gap, Gap) for gap in (client.number, client.users, client.hours, client.address))
    assert provider_view(bare()).name == "ASI AI Solutions"
    assert (people.contacts, people.grid, people.uncovered) == ((), (), 4)
