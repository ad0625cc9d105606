"""RES-01: who is promised to several clients for more than their time, week by week."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from docgen.derive.context import derive
from docgen.judge.across import PersonLoad, overbooked, person_loads
from tests.unit.judge.sound import AS_OF, playbook, sound

WEEK = date(2027, 3, 15)


def load(client: str, *percents: int, email: str = "priya@asi-ai.example", **more: Any) -> PersonLoad:
    given = {"path": "team[t-p]", "name": "Priya Nair", "first": WEEK, **more}
    return PersonLoad(client=client, email=email, percents=percents, **given)


def loads_of(changes: dict[str, object] | None = None) -> dict[str, PersonLoad]:
    intake = sound(changes)
    context = derive(intake, playbook(), artefact="RACI", as_of=AS_OF)
    found = person_loads(intake, playbook(), context.timeline.stages, context.days)
    return {one.path: one for one in found}


def test_two_clients_that_share_a_person_are_named_with_their_parts_of_the_worst_week() -> None:
    (found,) = overbooked([load("HWP", 100, 60), load("BMH", 20, 90)])
    assert (found.client, found.path) == ("BMH", "team[t-p]")
    assert found.message == (
        "Priya Nair is allocated 150 % in the week of Mon 22 March 2027 (BMH 90 % and HWP 60 %), and over 100 % "
        "in 2 weeks"
    )


def test_of_many_clients_those_with_the_largest_parts_are_named() -> None:
    (found,) = overbooked(load(f"C{number:03}", 20 + number) for number in range(300))
    assert "(C299 319 %, C298 318 %, C297 317 %, C296 316 % and 296 more)" in found.message


def test_a_whole_week_is_not_too_much() -> None:
    assert overbooked([load("HWP", 60), load("BMH", 40)]) == ()


def test_people_are_the_same_by_their_address_and_not_by_their_name() -> None:
    others = [load("HWP", 80), load("BMH", 80, email="priya.n@asi-ai.example"), load("TVS", 80, email="")]
    assert overbooked([*others, load("HVL", 80, email="")]) == ()


def test_weeks_are_compared_by_their_monday() -> None:
    later = load("BMH", 80, first=date(2027, 3, 22))
    assert overbooked([load("HWP", 80), later]) == ()
    assert len(overbooked([load("HWP", 80, 80), later])) == 1


def test_a_client_that_takes_nothing_in_that_week_is_not_named() -> None:
    quiet = load("TVS", 20, first=date(2027, 5, 3))
    (found,) = overbooked([load("HWP", 80), load("BMH", 80), quiet])
    assert "TVS" not in found.message


def test_one_client_alone_may_ask_too_much() -> None:
    (found,) = overbooked([load("HWP", 120)])
    assert found.message == "Priya Nair is allocated 120 % in the week of Mon 15 March 2027 (HWP 120 %)"


def test_a_week_is_the_share_of_its_business_days() -> None:
    changes: dict[str, object] = {"team[t-se].allocation_override": {"S5": "100", "S6": "0"}}
    weeks = dict(loads_of(changes)["team[t-se]"].weeks)
    # S5 runs from Monday 1 to Monday 15 March; Monday 8 March is Labour Day.
    mondays = {date(2027, 3, 1): 100, date(2027, 3, 8): 80, date(2027, 3, 15): 20}
    assert {monday: weeks[monday] for monday in mondays} == mondays


def test_a_share_is_the_playbooks_unless_the_member_has_another() -> None:
    usual, own = loads_of(), loads_of({"team[t-sa].allocation_override": {"S2": "10"}})
    first = date(2027, 2, 8)
    resource = next(one for one in playbook().resources if one.role == "solutions_architect")
    assert "S2" in resource.stages
    assert dict(usual["team[t-sa]"].weeks)[first] == resource.percent
    assert dict(own["team[t-sa]"].weeks)[first] < resource.percent


def test_who_has_no_share_has_no_load() -> None:
    assert "team[t-px]" not in loads_of()


def test_what_one_of_the_clients_has_accepted_is_accepted() -> None:
    answer = {
        "rule": "RES-01",
        "path": "team[t-sa]",
        "reason": "Ora helps",
        "by": "t-ol",
        "date": "2027-02-04",
    }
    accepted = loads_of({"acknowledge": [answer]})["team[t-sa]"].accepted
    assert accepted == "Ora helps (Ola Lund, Thu 4 February 2027)"
    lacking = {key: value for key, value in answer.items() if key != "date"}
    assert loads_of({"acknowledge": [lacking]})["team[t-sa]"].accepted == ""
    (found,) = overbooked([load("HWP", 80, accepted=accepted), load("BMH", 90)])
    assert (found.client, found.accepted) == ("BMH", accepted)


def test_a_load_crosses_processes_and_manifests_unchanged() -> None:
    one = load("HWP", 80, 20)
    assert PersonLoad.from_data(json.loads(json.dumps(one.as_data()))) == one
    with pytest.raises((KeyError, TypeError)):
        PersonLoad.from_data({"client": "HWP"})
