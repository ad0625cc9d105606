"""Sections 1 to 5 of the example's design, and what is said where facts are missing."""

from __future__ import annotations

from decimal import Decimal

from docgen.derive.design.sections import SECTIONS, section_title
from docgen.derive.values import Gap, Money, State, listed
from docgen.judge.open_items import gaps_in
from tests.unit.derive.design.designs import design_of, example


def test_the_example_s_design_has_no_gap() -> None:
    assert [gap.path for gap in gaps_in(example())] == []


def test_a_client_of_whom_nothing_is_known_has_a_design_of_gaps() -> None:
    bare = design_of()
    paths = {gap.path for gap in gaps_in(bare)}
    assert {"design.network", "design.cloud", "design.security", "design.monitoring"} <= paths
    assert {"design.service_desk", "design.ai", "design.decisions", "design.backup.jobs"} <= paths
    assert all(gap.question for gap in gaps_in(bare))
    assert bare.bill is None
    assert bare.drawings.network is None


def test_all_requirements_of_the_example_are_traced_to_a_section_and_a_gate() -> None:
    found = example().requirements
    assert (found.traced, found.counted, found.coverage) == (12, 12, Decimal(100))
    second = listed(found.rows)[1]
    assert (second.id, second.section, second.gate) == ("REQ-02", "8.2 Recovery objectives", "T6")


def test_a_requirement_that_leads_nowhere_is_red_and_lowers_the_coverage() -> None:
    items = [{"id": "R-1", "text": "a", "moscow": "must"}, {"id": "R-2", "text": "b", "moscow": "could"}]
    items.append({"id": "R-3", "text": "c", "moscow": "wont"})
    found = design_of(
        requirements={"items": items}, design={"trace": [{"id": "R-1", "section": "5.2"}]}
    ).requirements
    assert (found.traced, found.counted, found.coverage) == (1, 2, Decimal(50))
    assert [row.traced.state for row in listed(found.rows)] == [State.GOOD, State.CRITICAL, State.NEUTRAL]


def test_findings_are_counted_by_severity_and_area_most_severe_first() -> None:
    found = example().findings
    assert [one.count for one in found.counts] == [3, 6, 4, 1, 0]
    assert sum(row.total for row in found.heat) == found.total == found.treated == 14
    assert found.rows[0].finding.severity == "■ Critical"
    assert found.rows[-1].traced.text == "Accepted as R-08"


def test_sections_that_facts_point_at_exist() -> None:
    sections = [row.section for row in listed(example().requirements.rows)]
    sections += [row.section for row in example().findings.rows]
    sections += [row.section for row in example().controls]
    assert {text.partition(" ")[0] for text in sections if text} <= set(SECTIONS)
    assert section_title("5.2") == "5.2 Network"
    assert section_title("99") == "99"
    assert section_title(None) == ""


def test_the_headroom_of_a_line_is_what_stays_free_at_its_busiest() -> None:
    network = example().network
    assert not isinstance(network, Gap)
    lines = {row.id: row for row in listed(network.circuits)}
    assert (lines["cir-mel-1"].headroom, lines["cir-mel-1"].per_user) == (Decimal(64), Decimal("6.1"))
    assert lines["cir-gee-2"].headroom == Decimal(80)
    assert lines["cir-mel-1"].failover == "Mobile by Coastal Mobile"
    assert lines["cir-mel-2"].failover == "Takes over from Fibre"


def test_what_has_no_second_of_its_kind_is_listed() -> None:
    network = example().network
    assert not isinstance(network, Gap)
    (point,) = network.single_points
    assert (point.place, point.answer) == ("Geelong", "24 users lose the network when it fails")


def test_a_site_with_one_line_is_a_single_point_of_failure() -> None:
    network = design_of(
        sites=[{"id": "a", "name": "Albury", "users": 1}],
        design={"network": {"circuits": [{"id": "c", "site": "a", "mbps": 10, "needed_mbps": 12}]}},
    ).network
    assert not isinstance(network, Gap)
    assert [point.what for point in network.single_points] == ["No line takes over"]
    (line,) = listed(network.circuits)
    assert (line.chip.text, line.headroom) == ("Too slow", Decimal(-20))


def test_the_address_plan_says_which_networks_clash() -> None:
    segments = [
        {"id": "s1", "name": "Staff", "subnet": "10.1.0.0/24"},
        {"id": "s2", "name": "Guest", "subnet": "10.1.0.128/25"},
        {"id": "s3", "name": "Lab", "subnet": "10.9.0.0/24"},
        {"id": "s4", "name": "Voice", "subnet": "10.1.64.0/24"},
    ]
    blocks = [
        {"id": "b1", "subnet": "10.1.0.0/16", "purpose": "Office"},
        {"id": "b2", "subnet": "10.1.64.0/20", "purpose": "Growth", "reserved": True},
    ]
    network = design_of(design={"network": {"segments": segments, "blocks": blocks}}).network
    assert not isinstance(network, Gap)
    assert network.clashes == (
        "Staff (10.1.0.0/24) and Guest (10.1.0.128/25) share addresses",
        "Lab (10.9.0.0/24) lies outside every range",
        "Voice (10.1.64.0/24) lies in the range kept for Growth",
    )
    rows = {row.id: row for row in listed(network.segments)}
    assert [rows[ref].chip.text for ref in ("s1", "s3", "s4")] == ["Clashes"] * 3
    assert (rows["s1"].usable, rows["s2"].usable) == (254, 126)


def test_the_example_s_fourteen_networks_are_clear_of_each_other() -> None:
    network = example().network
    assert not isinstance(network, Gap)
    assert len(listed(network.segments)) == 14
    assert network.clashes == ()


def test_storage_is_48_per_cent_full_in_two_years_at_22_per_cent_a_year() -> None:
    (row,) = listed(example().platform.storage)
    assert (row.full_now, row.full_12, row.full_24) == (Decimal(33), Decimal(40), Decimal(48))
    assert row.chip.state is State.GOOD


def test_the_budget_of_the_cloud_is_money_and_its_groups_are_nested() -> None:
    cloud = example().cloud
    assert not isinstance(cloud, Gap)
    assert cloud.budget == Money(Decimal("2600.00"), "AUD")
    assert [(group.name, group.depth) for group in cloud.groups] == [
        ("hwp", 0),
        ("hwp-production", 1),
        ("hwp-sandbox", 1),
    ]
    assert cloud.alerts == "80\N{NO-BREAK SPACE}% and 100\N{NO-BREAK SPACE}%"


def test_the_bill_adds_up_and_turns_recurring_costs_into_a_year() -> None:
    bill = example().bill
    assert bill is not None
    assert bill.one_off == Money(Decimal("24458.00"), "AUD")
    assert bill.monthly == Money(Decimal("2783.00"), "AUD")
    assert bill.first_year == Money(Decimal("57854.00"), "AUD")


def test_a_quarterly_cost_is_a_third_of_it_a_month_and_internal_lines_are_left_out() -> None:
    lines = [
        {"id": "b1", "item": "Line", "recurring": "300.00", "period": "quarter"},
        {"id": "b2", "item": "Margin", "one_off": "9999.00", "visibility": "internal"},
    ]
    bill = design_of(contract={"currency": "AUD"}, design={"bom": lines}).bill
    assert bill is not None
    assert (bill.monthly, bill.one_off) == (Money(Decimal("100.00"), "AUD"), Money(Decimal(0), "AUD"))
    assert [row.item for row in bill.rows] == ["Line"]


def test_risks_stand_worst_first_and_in_their_square_of_the_map() -> None:
    risks = example().risks
    assert [row.id for row in risks.rows][:2] == ["R-01", "R-02"]
    assert (risks.rows[0].score, risks.rows[0].band, risks.rows[0].residual_band) == (16, "High", "Medium")
    top = risks.before[0]
    assert (top.impact, top.cells[2].text) == (5, "R-02")
    assert len(risks.before) == len(risks.after) == 5


def test_only_risks_that_the_client_may_see_are_shown_and_only_those_that_the_design_names() -> None:
    risks = [
        {"id": "R-1", "event": "a", "likelihood": 5, "impact": 5},
        {"id": "R-2", "event": "b", "visibility": "internal"},
        {"id": "R-3", "event": "c", "kind": "issue"},
        {"id": "R-4", "event": "d"},
    ]
    assert [row.id for row in design_of(risks=risks).risks.rows] == ["R-1", "R-4"]
    assert [row.id for row in design_of(risks=risks, design={"risks": ["R-4"]}).risks.rows] == ["R-4"]


def test_approval_is_asked_of_the_architect_of_who_may_and_of_compliance() -> None:
    rows = [(row.role, row.name) for row in example().approvals]
    assert rows[0] == ("Design authority", "Ken Adeyemi")
    assert ("Approves for the client", "Dana Wills") in rows
    assert rows[-1][0] == "Confirms the obligations"


def test_decisions_keep_the_ways_that_were_not_taken() -> None:
    decisions = listed(example().decisions)
    assert len(decisions) == 6
    assert [len(listed(one.options)) for one in decisions] == [3, 3, 2, 3, 2, 2]
    assert {one.chip.text for one in decisions} == {"Approved"}
