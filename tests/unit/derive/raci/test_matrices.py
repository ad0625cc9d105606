"""The three matrices: the playbook's cells, the intake's changes, the people over the columns."""

from __future__ import annotations

from itertools import pairwise

from docgen.derive.raci.activities import CLIENT_WORK
from docgen.derive.raci.views import ActivityLine, Raci
from docgen.playbooks import load_playbook
from docgen.playbooks.raci import load_activities
from tests.unit.derive.raci.workbook import TEAM, raci
from tests.unit.derive.samples import bare, look


def activity(view: Raci, key: str) -> ActivityLine:
    return next(line for group in view.activities for line in group.lines if line.id == key)


def test_the_stage_matrix_is_the_playbooks_with_its_corrections() -> None:
    lines = {line.id: line for line in raci(look()).stages}
    assert list(lines) == ["S1", "S2", "S3", "S4", "S5", "S6", "S7"]
    assert list(lines["S6"].cells.values()) == ["I", "R", "I", "R", "R", "R", "A"]
    assert lines["S4"].cells["onboarding_lead"] == "A"


def test_only_corrected_cells_carry_a_note_and_it_names_both_letters() -> None:
    view = raci(look())
    noted = {(line.id, key): note for line in view.stages for key, note in line.notes.items() if note}
    assert set(noted) == {("S4", "onboarding_lead"), ("S2", "engineers")}
    assert noted["S4", "onboarding_lead"].startswith("The process says C; A is used. ")
    assert [(fix.stage, fix.process, fix.used) for fix in view.corrections] == [
        ("S4 Implementation planning", "C", "A"),
        ("S2 Technical discovery", "C", "R"),
    ]


def test_a_stage_names_the_columns_of_its_owners() -> None:
    lines = {line.id: line for line in raci(look()).stages}
    assert (lines["S2"].owner, lines["S2"].second_owner) == ("Solutions Architect", "Engineers")
    assert (lines["S4"].owner, lines["S4"].second_owner) == ("Project Manager", "")


def test_the_activity_matrix_has_the_playbooks_47_rows_by_stage() -> None:
    view = raci(look())
    assert view.activity_count == 47
    assert [len(group.lines) for group in view.activities] == [5, 7, 7, 5, 9, 8, 6]
    assert activity(view, "1.4").cells["OL"] == "A/R"
    assert activity(view, "5.9").cells == {
        **dict.fromkeys(load_activities().roles, ""),
        "CIT": "A",
        "CBA": "R",
        "SE": "C",
        "PM": "C",
        "OL": "I",
        "SDM": "I",
    }


def test_an_intake_row_changes_only_the_cells_that_it_writes() -> None:
    own = {"raci": {"rows": [{"id": "3.4", "cells": {"SE": "R", "PM": "-"}}]}}
    line = activity(raci(look(own)), "3.4")
    assert (line.cells["SE"], line.cells["PM"], line.cells["OL"], line.cells["SA"]) == ("R", "", "A", "R")
    assert (line.text, line.changed) == ("Backup and DR design", "Changed")


def test_a_new_row_stands_last_in_its_stage() -> None:
    own = {"id": "7.7", "stage": "S7", "activity": "Appliance returned", "cells": {"SDM": "A", "CIT": "R"}}
    view = raci(look({"raci": {"rows": [own]}}))
    assert view.activity_count == 48
    last = view.activities[-1].lines[-1]
    assert (last.id, last.changed, last.cells["SDM"], last.cells["CIT"]) == ("7.7", "Added", "A", "R")


def test_rows_that_need_the_client_are_rows_of_the_playbook() -> None:
    assert {row.id for row in load_activities().rows} >= CLIENT_WORK


def test_columns_show_the_people_by_side_and_vacant_where_there_is_none() -> None:
    view = raci(look({"team": TEAM}))
    heads = {role.key: role for role in (*view.provider_roles, *view.client_roles, *view.outside_roles)}
    assert (heads["OL"].holder, heads["OL"].stand_in) == ("Mira Solano", "Lena Voss")
    assert (heads["SDM"].holder, heads["SDM"].vacant, heads["SDM"].stand_in) == ("VACANT", True, "")
    assert (heads["CES"].holder, heads["CES"].stand_in) == ("Dana Wills", "Priyan Rao")
    assert (heads["CIT"].holder, heads["CIT"].stand_in) == ("Tomas Lind", "None named")
    assert heads["INC"].holder == "Bluegum IT Services"
    assert [role.side for role in view.client_roles] == ["client"] * 4


def test_several_holders_of_a_role_stand_in_one_head() -> None:
    owners = [
        {"id": "c-a", "name": "Lee Marsh", "roles": ["business_owner"]},
        {"id": "c-b", "name": "Ana Petrov", "roles": ["business_owner"]},
    ]
    heads = {role.key: role.holder for role in raci(look({"contacts": owners})).client_roles}
    assert heads["CBA"] == "Lee Marsh; Ana Petrov"


def test_a_client_without_an_incumbent_has_no_column_for_one() -> None:
    view = raci(look({"incumbent": {"kind": "none"}}))
    assert view.outside_roles == ()
    assert "INC" not in activity(view, "6.2").cells


def test_the_run_state_matrix_keeps_groups_together_and_takes_the_intakes_rows() -> None:
    own = {
        "id": "run-25",
        "group": "Operations",
        "activity": "Print costs",
        "when": "Monthly",
        "cells": {"SDM": "A", "SDL": "R"},
    }
    view = raci(look({"raci": {"bau_rows": [own]}}))
    groups = [line.group for line in view.bau]
    assert len(view.bau) == 25
    assert sum(before != after for before, after in pairwise(groups)) == len(set(groups)) - 1
    last = [line for line in view.bau if line.group == "Operations"][-1]
    assert (last.id, last.cells["SDM"], last.when) == ("run-25", "A", "Monthly")


def test_the_least_intake_gives_full_matrices_with_every_role_vacant() -> None:
    view = raci(bare())
    assert (view.activity_count, len(view.bau), view.named_people) == (47, 24, 0)
    assert all(role.vacant for role in (*view.provider_roles, *view.client_roles, *view.outside_roles))
    assert view.vacancies == len(load_activities().roles)
    assert len(view.columns) == len(load_playbook("managed_services").raci.columns)


def test_analysts_without_names_are_the_team_of_their_lead() -> None:
    lead = {"id": "t-sdl", "name": "Pete Quill", "role": "service_desk_lead"}
    heads = {role.key: role for role in raci(look({"team": [*TEAM, lead]})).bau_roles}
    assert (heads["SDA"].holder, heads["SDA"].vacant) == ("Team of Pete Quill", False)
    analyst = {"id": "t-an", "name": "Ivy Park", "role": "service_desk_analyst"}
    named = {role.key: role for role in raci(look({"team": [*TEAM, lead, analyst]})).bau_roles}
    assert named["SDA"].holder == "Ivy Park"
    assert {role.key: role for role in raci(look({"team": TEAM})).bau_roles}["SDA"].holder == "VACANT"


def test_a_part_that_the_intake_gives_to_a_role_of_the_other_matrix_is_shown() -> None:
    run = {"id": "run-25", "group": "Operations", "activity": "Tidy up", "cells": {"SDM": "A", "OL": "R"}}
    row = {"id": "7.8", "stage": "S7", "activity": "Hand the queue over", "cells": {"SDL": "A", "SDA": "R"}}
    view = raci(look({"raci": {"rows": [row], "bau_rows": [run]}}))
    assert next(line for line in view.bau if line.id == "run-25").cells["OL"] == "R"
    assert activity(view, "7.8").cells["SDA"] == "R"
    assert [finding.where for finding in view.checks["RACI-12"].findings] == [
        "Onboarding Lead has a part in the run-state service"
    ]
