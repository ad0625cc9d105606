"""Which of the provider's people the success plan names."""

from __future__ import annotations

from typing import Any

from tests.unit.derive.success.plans import plan


def names(**where: Any) -> list[str]:
    return [one.name for one in plan(**where).partners]


def test_those_named_in_the_plan_or_needed_by_its_meetings_are_partners() -> None:
    assert names() == ["Colm Daly", "Freya Lind", "Arjun Mehta", "Imelda Shaw"]


def test_the_rest_of_a_large_team_is_left_out() -> None:
    found = names(client="harrow-wills")
    assert "Nadia Brook" in found
    assert "Omar Haddad" in found
    assert "Callum Duff" not in found


def test_the_engineer_of_the_set_up_is_a_partner_even_where_no_fact_names_the_person() -> None:
    nobody: dict[str, object] = {"success.config_items": [], "success.training": []}
    assert "Arjun Mehta" in names(changes=nobody)


def test_a_partner_is_shown_with_the_role_in_words_and_how_to_reach_the_person() -> None:
    manager = next(one for one in plan().partners if one.name == "Freya Lind")
    assert manager.role == "Customer Success Manager"
    assert manager.email == "freya.lind@northbeam.example"
