"""How far the questionnaire has come."""

from __future__ import annotations

from datetime import date

from tests.unit.derive.questionnaire.asking import asked_of


def test_the_domains_and_the_respondents_each_add_up_to_the_whole() -> None:
    view = asked_of()
    whole = view.progress
    for parts in (
        [one.progress for one in view.domains.values()],
        [one.progress for one in view.respondents],
    ):
        assert sum(part.mandatory for part in parts) == whole.mandatory
        assert sum(part.open for part in parts) == whole.open
    assert whole.settled + whole.to_confirm + whole.open == whole.mandatory


def test_open_answers_are_overdue_once_the_due_day_has_passed() -> None:
    due = {"discovery": {"due": "2027-02-12"}}
    assert asked_of(due, as_of=date(2027, 2, 12)).progress.overdue == 0
    late = asked_of(due, as_of=date(2027, 2, 13)).progress
    assert late.overdue == late.open > 0


def test_without_a_due_day_nothing_is_overdue() -> None:
    view = asked_of(as_of=date(2030, 1, 1))
    assert (view.due, view.progress.overdue) == ("", 0)


def test_sessions_and_findings_are_told_in_words() -> None:
    session = {
        "id": "ds-1",
        "topic": "Network",
        "domain": "network_infrastructure",
        "date": "2027-02-08",
        "start": "10:00",
        "duration": "180m",
        "mode": "onsite",
        "site": "mel",
        "facilitator": "t-ol",
        "attendees": ["c-tec"],
    }
    finding = {
        "id": "F-01",
        "domain": "security_compliance",
        "severity": "high",
        "owner": "t-ol",
        "treat_in": "S5",
    }
    methods = {"network_infrastructure": "tool"}
    view = asked_of({"discovery": {"sessions": [session], "findings": [finding], "methods": methods}})
    (line,) = view.sessions
    assert (line.area, line.mode, line.site) == ("Network and infrastructure", "On site", "Melbourne CBD")
    assert (line.facilitator, line.attendees) == ("Mira Solano", "Tomas Lind")
    assert (view.domains["NET"].method, view.domains["NET"].sessions) == ("Tool", "ds-1")
    (found,) = view.findings
    assert (found.severity, found.area, found.owner) == ("■ High", "Security and compliance", "Mira Solano")
