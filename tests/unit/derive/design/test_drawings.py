"""The drawings: every line ends at something that is drawn, and they print as the engine's diagrams."""

from __future__ import annotations

from dataclasses import fields

from docgen.derive.design.drawing import Drawing
from docgen.engine.diagrams import Diagram
from docgen.printing import PRINTERS
from tests.unit.derive.design.designs import design_of, example


def all_drawings() -> dict[str, Drawing]:
    drawings = example().drawings
    return {field.name: getattr(drawings, field.name) for field in fields(drawings)}


def test_the_example_has_all_five_drawings_two_of_them_in_brief() -> None:
    found = all_drawings()
    assert set(found) == {"context", "context_brief", "network", "network_brief", "cloud", "zones", "data"}
    assert all(isinstance(one, Drawing) for one in found.values())


def test_lines_frames_and_nodes_of_a_drawing_know_each_other() -> None:
    for drawing in all_drawings().values():
        nodes, zones = {one.id for one in drawing.nodes}, {one.id for one in drawing.zones}
        assert len(nodes) == len(drawing.nodes)
        assert {end for link in drawing.links for end in (link.source, link.target)} <= nodes
        assert {one.zone for one in drawing.nodes} <= zones | {""}
        assert {one.parent for one in drawing.zones} <= zones | {""}


def test_the_network_shows_each_line_with_its_speed_and_the_one_that_stands_by_dashed() -> None:
    network = all_drawings()["network"]
    lines = {(link.source, link.label): link.dashed for link in network.links if "Mbps" in link.label}
    assert lines == {
        ("fw-fw-mel", "Fibre 500 Mbps"): False,
        ("fw-fw-mel", "Mobile 60 Mbps"): True,
        ("fw-fw-gee2", "Fibre 100 Mbps"): False,
        ("fw-fw-gee2", "Mobile 150 Mbps"): True,
    }


def test_crossings_lead_from_the_outside_in_with_the_head_where_the_flow_goes() -> None:
    links = {(link.source, link.target): link for link in all_drawings()["zones"].links}
    browsing = links["zone-z-net", "zone-z-work"]
    assert (browsing.label, browsing.back, browsing.both) == ("fr-03", True, False)
    assert links["zone-z-work", "zone-z-srv"].label == "fr-01"


def test_only_what_is_allowed_crosses_between_zones() -> None:
    links = {(link.source, link.target) for link in all_drawings()["zones"].links}
    assert ("zone-z-work", "zone-z-srv") in links
    assert ("zone-z-guest", "zone-z-work") not in links
    assert ("zone-z-net", "zone-z-srv") not in links


def test_a_drawing_prints_as_a_diagram_with_words_for_those_who_cannot_see_it() -> None:
    for drawing in all_drawings().values():
        printed = PRINTERS[Drawing](drawing, "en-AU")
        assert isinstance(printed, Diagram)
        assert printed.alt == drawing.alt
        assert len(printed.nodes) == len(drawing.nodes)


def test_a_group_deeper_than_a_drawing_bears_stands_in_the_last_frame() -> None:
    groups = [{"id": "g0"}, *({"id": f"g{n}", "parent": f"g{n - 1}"} for n in range(1, 6))]
    cloud = {"management_groups": groups, "subscriptions": [{"id": "s", "name": "prod", "group": "g5"}]}
    drawing = design_of(design={"cloud": cloud}).drawings.cloud
    assert drawing is not None
    assert [zone.id for zone in drawing.zones] == ["group-g0", "group-g1", "group-g2"]
    assert drawing.nodes[0].zone == "group-g2"


def test_groups_that_lie_in_each_other_do_not_hang_the_drawing() -> None:
    groups = [{"id": "a", "parent": "b"}, {"id": "b", "parent": "a"}]
    cloud = {"management_groups": groups, "subscriptions": [{"id": "s", "group": "a"}]}
    drawing = design_of(design={"cloud": cloud}).drawings.cloud
    assert drawing is not None
    assert (len(drawing.nodes), drawing.zones) == (1, ())


def test_what_has_no_id_is_drawn_all_the_same() -> None:
    sites = [{"name": "North", "users": 1}, {"name": "South", "users": 2}]
    drawing = design_of(sites=sites).drawings.context
    assert drawing is not None
    assert [node.id for node in drawing.nodes][:2] == ["site-0", "site-1"]
    assert [link.source for link in drawing.links][:2] == ["site-0", "site-1"]


def test_an_outside_party_is_the_end_of_a_flow_of_data() -> None:
    flows = [{"id": "i", "name": "Lodgement", "from": "a", "counterparty": "Tax office", "direction": "in"}]
    drawing = design_of(applications=[{"id": "a", "name": "Ledger"}], integrations=flows).drawings.data
    assert drawing is not None
    (link,) = drawing.links
    assert (link.source, link.target) == ("out-0", "app-a")
