"""The tables of the questionnaire."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from docgen.derive.questionnaire.tables import sheet_name, table_plans
from docgen.playbooks.questions import load_questions
from tests.unit.derive.questionnaire.asking import asked_of, question

_SERVER: dict[str, Any] = {
    "id": "srv-1",
    "name": "MEL-SQL01",
    "platform": "virtual",
    "os": "Windows Server 2019",
    "os_eol": "2029-01-09",
    "role": "Database",
    "ram": "64",
    "site": "mel",
    "criticality": 1,
}


def test_several_questions_that_fill_one_list_share_one_table() -> None:
    plans = {plan.path: plan for plan in table_plans(load_questions())}
    servers = plans["environment.servers"]
    assert [one.id for one in servers.questions] == ["SRV-01.1", "SRV-01.2"]
    assert [one.key for one in servers.columns].count("id") == 1
    assert len(plans) == 37


def test_the_names_of_the_sheets_are_legal_and_their_own() -> None:
    bank = load_questions()
    names = [sheet_name(plan.path) for plan in table_plans(bank)] + [domain.id for domain in bank.domains]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(len(name) <= 31 and not set(name) & set(r":\/?*[]'") for name in names)


def test_a_row_keeps_types_and_tells_options_and_references_in_words() -> None:
    (row,) = asked_of({"environment": {"servers": [_SERVER]}}).tables["environment.servers"].rows
    assert row.cells["os_eol"] == date(2029, 1, 9)
    assert row.cells["ram"] == Decimal(64)
    assert (row.cells["platform"], row.cells["criticality"]) == ("Virtual", "1 (critical)")
    assert row.cells["site"] == "Melbourne CBD"
    assert row.cells["cpu"] == ""
    assert row.status == "Prefilled"


def test_a_table_waits_while_one_of_its_rows_lacks_what_the_question_needs() -> None:
    bare = {**_SERVER, "id": "srv-2"}
    del bare["role"]
    view = asked_of({"environment": {"servers": [_SERVER, bare]}})
    assert (question(view, "SRV-01.1").answer.value, question(view, "SRV-01.1").state) == (1, "■ Open")


def test_rows_are_confirmed_once_every_question_of_their_table_is() -> None:
    servers = {"environment": {"servers": [_SERVER]}}
    half = {"SRV-01.1": {"status": "confirmed"}}
    both = {**half, "SRV-01.2": {"status": "confirmed"}}
    for answers, status in ((half, "Prefilled"), (both, "Confirmed")):
        view = asked_of({**servers, "discovery": {"answers": answers}})
        assert view.tables["environment.servers"].rows[0].status == status


def test_an_empty_list_is_an_answer_and_a_missing_one_is_not() -> None:
    assert question(asked_of({"environment": {"servers": []}}), "SRV-01.1").state == "▲ To confirm"
    assert question(asked_of(), "SRV-01.1").state == "■ Open"


def test_two_people_of_one_name_are_told_apart_by_their_ids() -> None:
    view = asked_of({"contacts.1.name": "Dana Wills"})
    offered = [choice.text for choice in view.choices if choice.list == "contacts"]
    assert offered[:3] == ["Dana Wills (c-spo)", "Dana Wills (c-pri)", "Tomas Lind"]


def test_every_list_that_a_drop_down_names_is_offered() -> None:
    view = asked_of()
    offered = {choice.list for choice in view.choices}
    asked = {
        one.choices
        for domain in view.domains.values()
        for section in domain.sections
        for one in section.questions
        if one.choices
    }
    assert asked <= offered
