"""The network on a page: every box of few sites, a box for each of many."""

from __future__ import annotations

from typing import Any

from docgen.derive.design.drawing import Drawing
from docgen.derive.design.drawings_network import MOST_FRAMES
from docgen.engine.diagrams import read_diagram
from tests.unit.derive.design.designs import design_of, example


def network_of(count: int, *, remote: bool = False) -> Drawing:
    """Return the network of so many sites, each with a firewall, a line and one that stands by."""
    places: list[dict[str, Any]] = [
        {"id": f"s{at}", "name": f"Site {at}", "kind": "office", "users": 9} for at in range(count)
    ]
    tunnels = [
        {"id": f"t{at}", "site": f"s{at}", "to": "azure", "kind": "ipsec", "mbps": 100} for at in range(count)
    ]
    if remote:
        places.append({"id": "home", "name": "At home", "kind": "remote", "users": 4})
        tunnels.append({"id": "th", "site": "home", "to": "azure", "kind": "proxy"})
    lines = [
        line
        for at in range(count)
        for line in (
            {"id": f"a{at}", "site": f"s{at}", "type": "fibre", "mbps": 200, "failover_to": f"b{at}"},
            {"id": f"b{at}", "site": f"s{at}", "type": "mobile", "mbps": 50},
        )
    ]
    walls = [{"id": f"w{at}", "site": f"s{at}", "model": "Corvid 400"} for at in range(count)]
    design = {"network": {"circuits": lines, "tunnels": tunnels, "firewalls": walls}}
    drawing = design_of(sites=places, design=design).drawings.network
    assert drawing is not None
    return drawing


def test_few_sites_have_a_frame_each_with_their_firewall_in_it() -> None:
    drawing = network_of(MOST_FRAMES)
    assert len([zone for zone in drawing.zones if zone.id != "clouds"]) == MOST_FRAMES
    assert len([node for node in drawing.nodes if node.kind == "firewall"]) == MOST_FRAMES


def test_many_sites_are_a_box_each_that_tells_its_firewall_and_its_lines() -> None:
    drawing = network_of(MOST_FRAMES + 1)
    boxes = [node.detail for node in drawing.nodes if node.kind == "site"]
    assert boxes == [("9 users", "Corvid 400", "Fibre 200 Mbps", "Mobile 50 Mbps (standby)")] * (
        MOST_FRAMES + 1
    )
    assert not any(node.kind == "firewall" for node in drawing.nodes)


def test_tunnels_of_many_sites_are_counted_by_kind_and_home_workers_named() -> None:
    drawing = network_of(9, remote=True)
    (cloud,) = (node for node in drawing.nodes if node.id.startswith("cloud-"))
    assert cloud.detail == ("IPsec 100 Mbps: 9 sites", "Private access: At home")
    assert drawing.alt.startswith("9 sites and home workers with 18 lines")


def test_ten_sites_fit_one_page() -> None:
    assert len(read_diagram(network_of(10).plain).pages()) == 1


def test_lines_that_stand_in_for_each_other_both_carry_traffic() -> None:
    lines = [
        {"id": "a", "site": "s", "type": "fibre", "mbps": 200, "failover_to": "b"},
        {"id": "b", "site": "s", "type": "fibre", "mbps": 200, "failover_to": "a"},
    ]
    sites = [{"id": "s", "name": "Site", "kind": "office"}]
    drawing = design_of(sites=sites, design={"network": {"circuits": lines}}).drawings.network
    assert drawing is not None
    assert [link.dashed for link in drawing.links if "Mbps" in link.label] == [False, False]


def test_a_mail_domain_that_has_arrived_owes_no_day() -> None:
    domain = {"domain": "a.example", "dmarc": "reject", "target_dmarc": "reject"}
    security = {"email": {"domains": [domain]}}
    (row,) = design_of(security=security, design={"security": {}}).security.mail  # type: ignore[union-attr]
    assert (row.target, row.by) == ("Reject", None)


def test_the_example_draws_its_two_sites_in_full() -> None:
    drawing = example().drawings.network
    assert drawing is not None
    assert drawing.note == "Dashed lines stand by until another fails."
