"""Everything that can be wrong with an intake is told at once, each with its place and what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.intake import read_intake
from tests.unit.intake.files import SOUND, marked, only_problem, read, written


def test_the_smallest_intake_is_sound(tmp_path: Path) -> None:
    result = read(tmp_path, "")
    assert result.problems == ()
    assert result.intake is not None
    assert (result.intake.client.code, result.intake.contacts, result.intake.sla) == ("HWP", None, None)


def test_none_and_not_asked_are_different(tmp_path: Path) -> None:
    intake = read(tmp_path, "contract: {special_conditions: []}\n").intake
    assert intake is not None
    assert intake.contract is not None
    assert intake.contract.special_conditions == ()
    assert intake.risks is None


def test_what_must_be_there_is_named_where_it_would_stand(tmp_path: Path) -> None:
    problems = read_intake(written(tmp_path, "client:\n  trading_name: HW\n")).problems
    assert [(one.code, one.where.path, one.where.line) for one in problems] == [
        ("missing-key", "client.code", 1),
        ("missing-key", "client.legal_name", 1),
        ("missing-key", "playbook", 1),
    ]
    assert "legal_name: Harrow Wills Partners Pty Ltd" in problems[1].hint


@pytest.mark.parametrize(
    ("more", "code", "path", "mark", "hint"),
    [
        ("engagement: {teir: gold}", "unknown-key", "engagement.teir", "teir", "Did you mean tier?"),
        ("engagment: {tier: gold}", "unknown-key", "engagment", "engagment", "Did you mean engagement?"),
        (
            "engagement: {users_total: 1}",
            "unknown-key",
            "engagement.users_total",
            "users_total",
            "under client",
        ),
        ("contract: {frobnicate: 1}", "unknown-key", "contract.frobnicate", "frobnicate", "Known here: msa"),
        ("engagement: {tier: goldd}", "unknown-value", "engagement.tier", "goldd", "Did you mean gold?"),
        (
            "engagement: {tier: bronze}",
            "unknown-value",
            "engagement.tier",
            "bronze",
            "platinum, gold or silver",
        ),
        ("engagement: {tier: [gold]}", "wrong-type", "engagement.tier", "[", "one of platinum"),
        (
            "engagement: {kickoff_date: 2027-02-30}",
            "bad-value",
            "engagement.kickoff_date",
            "2027-02-30",
            "such as 2027",
        ),
        (
            "engagement: {kickoff_date: 4/2/27}",
            "bad-value",
            "engagement.kickoff_date",
            "4/2/27",
            "year-month-day",
        ),
        (
            "engagement: {kickoff_date: 20270204}",
            "bad-value",
            "engagement.kickoff_date",
            "20270204",
            "year-month-day",
        ),
        ("contract: {total_value: lots}", "wrong-type", "contract.total_value", "lots", "21600.00"),
        ("contract: {total_value: 1e5}", "bad-value", "contract.total_value", "1e5", "21600.00"),
        ("contract: {total_value: -1}", "bad-value", "contract.total_value", "-1", "from 0"),
        ("contract: {total_value: 1.005}", "bad-value", "contract.total_value", "1.005", "2 decimal places"),
        (
            "contract: {payment_terms_days: 121}",
            "bad-value",
            "contract.payment_terms_days",
            "121",
            "from 0 to 120",
        ),
        ("contract: {renewal: {auto: yes}}", "wrong-type", "contract.renewal.auto", "yes", "true or false"),
        ("contract: {currency: AUS}", "unknown-value", "contract.currency", "AUS", "ISO 4217"),
        ("contract: {po_number: ''}", "bad-value", "contract.po_number", "''", "Leave the key out"),
        ("contract: hello", "wrong-type", "contract", "hello", "Known keys: msa"),
        ("contract: []", "wrong-type", "contract", "[", "Known keys: msa"),
        ("contacts: {a: 1}", "wrong-type", "contacts", "{", "[] for none"),
        ("contacts: [hello]", "wrong-type", "contacts[0]", "hello", "Known keys: id"),
        ("contacts: [{id: a b}]", "bad-value", "contacts[a b].id", "a b", "40 letters"),
        ("contacts: [{id: c, email: a.b}]", "bad-value", "contacts[c].email", "a.b", "name@domain"),
        ("contacts: [{id: c, phone: 0355501234}]", "bad-value", "contacts[c].phone", "0355501234", "+61"),
        (
            "contacts: [{id: c, tz: AEST}]",
            "unknown-value",
            "contacts[c].tz",
            "AEST",
            "Australia/Melbourne",
        ),
        ("sites: [{region: AU}]", "unknown-value", "sites[0].region", "AU", "AU-ACT"),
        ("sites: [{region: UK-ENG}]", "unknown-value", "sites[0].region", "UK-ENG", "GB, not UK"),
        ("sites: [{users: 12.5}]", "bad-value", "sites[0].users", "12.5", "such as 120"),
        ("sites: [{users: 0120}]", "bad-value", "sites[0].users", "0120", "such as 120"),
        ("applications: [{rto: soon}]", "bad-value", "applications[0].rto", "soon", "15m, 4h"),
        ("applications: [{criticality: 4}]", "bad-value", "applications[0].criticality", "4", "from 1 to 3"),
        (
            "plan: {windows: [{start: 2027-03-03}]}",
            "bad-value",
            "plan.windows[0].start",
            "2027-03-03",
            "T19:30",
        ),
        ("sla: {targets: {P5: {}}}", "unknown-value", "sla.targets.P5", "P5", "P1, P2, P3 or P4"),
        (
            "sla: {availability: {target: 101}}",
            "bad-value",
            "sla.availability.target",
            "101",
            "from 0 to 100",
        ),
        ("documents: {SLO: {}}", "unknown-value", "documents.SLO", "SLO", "Did you mean SLA?"),
        ("documents: {SLA: {version: 1}}", "bad-value", "documents.SLA.version", "1", "major.minor"),
        (
            "facts: {client.hedcount: {}}",
            "unknown-value",
            "facts.client.hedcount",
            "client.hedcount",
            "client.headcount?",
        ),
        (
            "facts: {'sites[mel].users': {}}",
            "broken-reference",
            "facts.sites[mel].users",
            "'sites[mel].users'",
            "nothing in sites",
        ),
        ("overrides: [{value: }, {value: [1]}]", "wrong-type", "overrides[1].value", "[", "Write a text"),
    ],
)
def test_one_mistake_is_one_problem_with_its_place_and_a_hint(
    more: str, code: str, path: str, mark: str, hint: str, tmp_path: Path
) -> None:
    problem = only_problem(tmp_path, more)
    assert (problem.code, problem.where.path, marked(problem)) == (code, path, mark)
    assert problem.where.line == SOUND.count("\n") + 1
    assert hint in problem.hint
    assert problem.message.endswith(".")


def test_a_text_that_is_too_long_is_told_with_its_length_and_the_limit(tmp_path: Path) -> None:
    short = only_problem(tmp_path, f"contract: {{po_number: {'x' * 121}}}")
    assert (short.code, short.where.path) == ("too-long", "contract.po_number")
    assert "121" in short.message
    assert "120" in short.message
    long = only_problem(tmp_path, f"contract: {{indexation: {'x' * 5001}}}")
    assert "5,001" in long.message
    assert read(tmp_path, f"contract: {{po_number: {'x' * 120}, indexation: {'x' * 5000}}}").problems == ()


def test_a_short_text_has_one_line_and_a_long_one_may_have_more(tmp_path: Path) -> None:
    problem = only_problem(tmp_path, 'contract: {po_number: "a\\nb", indexation: "a\\n\\tb"}')
    assert (problem.code, problem.where.path) == ("forbidden-character", "contract.po_number")


def test_a_second_entity_with_the_same_id_is_told_with_the_line_of_the_first(tmp_path: Path) -> None:
    problem = only_problem(tmp_path, "sites:\n  - {id: mel}\n  - {id: gee}\n  - {id: mel}\n")
    assert (problem.code, problem.where.line, marked(problem)) == ("duplicate-id", 8, "mel")
    assert "line 6" in problem.message


@pytest.mark.parametrize(
    ("more", "path", "hint"),
    [
        (
            "contacts: [{id: c-rao}]\nsites: [{it_contact: c-roa}]",
            "sites[0].it_contact",
            "Did you mean c-rao?",
        ),
        ("sites: [{it_contact: c-rao}]", "sites[0].it_contact", "nothing in contacts"),
        (
            "contacts: [{id: c-rao}]\nteam: [{id: t-voss}]\nkickoff: {attendees: [t-voss, t-vos]}",
            "kickoff.attendees[1]",
            "t-voss",
        ),
        ("contacts: [{id: a}]\nteam: [{id: t-voss, backup: a}]", "team[t-voss].backup", "Known in team"),
        ("sla: {custom_clauses: [{source: sc1}]}", "sla.custom_clauses[0].source", "special_conditions"),
        (
            "applications: [{id: crm, depends_on: [erp]}]",
            "applications[crm].depends_on[0]",
            "Known in applications",
        ),
        ("go_live: {window: w-cut}", "go_live.window", "plan.windows"),
        ("go_live: {waves: [{id: w1, sites: [mel]}]}", "go_live.waves[w1].sites[0]", "nothing in sites"),
        ("documents: {SLA: {owner: t-brook}}", "documents.SLA.owner", "contacts or team"),
        ("acknowledge: [{path: 'sites[mel]'}]", "acknowledge[0].path", "nothing in sites"),
    ],
)
def test_a_reference_to_nothing_is_told_with_what_there_is(
    more: str, path: str, hint: str, tmp_path: Path
) -> None:
    problem = only_problem(tmp_path, more)
    assert (problem.code, problem.where.path) == ("broken-reference", path)
    assert hint in problem.hint


def test_all_problems_come_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    more = "engagement: {tier: goldd, kickoff: 1}\nsites: [{it_contact: nobody, users: x}]\nnonsense: 1\n"
    problems = read(tmp_path, more).problems
    assert [problem.code for problem in problems] == [
        "unknown-value",
        "unknown-key",
        "broken-reference",
        "wrong-type",
        "unknown-key",
    ]
    places = [(one.where.line or 0, one.where.column or 0) for one in problems]
    assert places == sorted(places)


def test_an_intake_with_an_error_is_not_handed_on(tmp_path: Path) -> None:
    assert read(tmp_path, "sites: [{it_contact: nobody}]").intake is None


def test_a_file_that_cannot_be_read_is_a_problem_and_no_exception(tmp_path: Path) -> None:
    result = read_intake(tmp_path / "nowhere.yaml")
    assert result.intake is None
    assert [problem.code for problem in result.problems] == ["not-a-file"]
    assert result.lines.place("client.code").file == str(tmp_path / "nowhere.yaml")


def test_keys_of_the_writers_own_are_kept_anywhere_and_never_checked(tmp_path: Path) -> None:
    more = (
        "  x_crm: [1, {y: z}]\nx_top: {a: 1}\nsla: {targets: {x_note: a, P1: {x_why: b}}}\nfacts: {x_a: 1}\n"
    )
    result = read(tmp_path, more)
    assert result.problems == ()
    assert result.intake is not None
    assert result.intake.client.model_extra == {"x_crm": ["1", {"y": "z"}]}
    assert result.intake.model_extra == {"x_top": {"a": "1"}}


def test_the_facts_map_takes_paths_with_dots_and_brackets(tmp_path: Path) -> None:
    more = """\
sites: [{id: mel}]
facts:
  sites[mel].users: {status: unknown, due: 2027-03-01}
  sla.targets.P1.response: {source: contract}
  sla: {source: client}
  x_mine.anything: {source: client}
"""
    result = read(tmp_path, more)
    assert result.problems == ()
    assert result.intake is not None
    assert result.intake.facts is not None
    assert result.intake.facts["sites[mel].users"].status == "unknown"


def test_json_and_yaml_give_the_same_intake(tmp_path: Path) -> None:
    text = """{"playbook": "managed_services", "client": {"code": "HWP", "legal_name": "Harrow Wills",
      "headcount": 128}, "contract": {"renewal": {"auto": true}, "total_value": 816100.00}}"""
    from_json = read_intake(written(tmp_path, text, "intake.json"))
    from_yaml = read_intake(written(tmp_path, text, "intake.yaml"))
    assert from_json.problems == ()
    assert from_json.intake == from_yaml.intake


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    first, second = (read(tmp_path, "engagement: {teir: 1, tier: x}\nsites: [{a: 1}]") for _ in range(2))
    assert first.problems == second.problems


def test_text_lost_to_a_comment_is_a_warning_that_lets_the_intake_through(tmp_path: Path) -> None:
    result = read(tmp_path, "contract: {po_number: Order #17 of March\n}")
    assert [problem.code for problem in result.problems] == ["comment-cut"]
    assert result.intake is not None
