"""What the executive deck draws: the network with a box for each place, recovery times beside what was agreed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from docgen.derive.design.drawing import Drawing, Link, Node, Zone
from docgen.derive.design.drawings_brief import network_in_brief
from docgen.derive.design.recovery import ObjectiveRow
from docgen.derive.design.recovery_plot import recovery_plot
from docgen.derive.values import Gap, Span
from docgen.engine.diagrams import Diagram, read_diagram
from tests.unit.derive.design.designs import design_of, example


def critical() -> list[ObjectiveRow]:
    return [row for row in example().recovery.objectives if row.rating == "1 Critical"]


def test_a_site_takes_up_its_firewalls_and_a_cloud_its_regions() -> None:
    brief = example().drawings.network_brief
    assert brief is not None
    boxes = {node.label: node.detail for node in brief.nodes}
    assert boxes["Geelong"] == ("24 users", "Northgate NG-80 with 5G")
    assert boxes["Azure"] == ("Australia Southeast: primary", "Australia East: recovery")
    assert not any(node.kind == "firewall" for node in brief.nodes)


def test_each_line_of_the_network_stays_with_its_site() -> None:
    drawings = example().drawings
    assert drawings.network is not None
    assert drawings.network_brief is not None
    full = sorted((link.label, link.dashed) for link in drawings.network.links if "Mbps" in link.label)
    brief = [link for link in drawings.network_brief.links if "Mbps" in link.label]
    assert sorted((link.label, link.dashed) for link in brief) == full
    assert {link.source for link in brief} == {"site-mel", "site-gee"}


def test_a_network_without_firewalls_and_clouds_loses_nothing_but_its_frames() -> None:
    site, net = Node("site-a", "A", "site", zone="place-a"), Node("internet", "Internet", "internet")
    drawing = Drawing(
        "Network", "One site.", (site, net), (Link("site-a", "internet"),), (Zone("place-a", "A", "client"),)
    )
    brief = network_in_brief(drawing)
    assert brief == replace(drawing, nodes=(replace(site, zone=""), net), zones=(), direction="right")


def test_the_brief_network_fits_one_slide() -> None:
    brief = example().drawings.network_brief
    assert brief is not None
    assert len(read_diagram(brief.plain).slides()) == 1


def test_a_plain_drawing_reads_as_the_diagram_that_it_prints_as() -> None:
    drawing = example().drawings.zones
    assert drawing is not None
    made = read_diagram(drawing.plain)
    assert isinstance(made, Diagram)
    heads = {(link.start, link.end): link.heads for link in made.links}
    assert heads["zone-z-net", "zone-z-work"] == "start"
    assert heads["zone-z-work", "zone-z-srv"] == "end"


def test_the_plot_shows_hours_back_beside_hours_agreed() -> None:
    plot = recovery_plot(critical())
    assert plot is not None
    back, agreed = plot.series
    assert plot.categories == (
        "LedgerLine Practice",
        "FileNest DMS",
        "Microsoft 365",
        "Azure core network and directory",
    )
    # From the restore minutes of the applications and of what they need: 390, 210, 150 and 45 minutes.
    assert back.values == tuple(map(Decimal, ("6.50", "3.50", "2.50", "0.75")))
    assert agreed.values == tuple(map(Decimal, ("8.00", "4.00", "4.00", "1.00")))
    assert "FileNest DMS 3.5 of 4" in plot.alt


def test_an_application_that_comes_back_too_late_stands_out() -> None:
    row = critical()[1]
    late = replace(row, whole=Span(row.rto.minutes + 1)) if isinstance(row.rto, Span) else row
    plot = recovery_plot([late, critical()[2]])
    assert plot is not None
    assert plot.series[0].highlights == {row.name: "accent6"}


def test_what_is_not_known_is_not_drawn() -> None:
    row = critical()[0]
    assert recovery_plot([replace(row, whole=Gap("a")), replace(row, rto=Gap("b"))]) is None
    assert recovery_plot([]) is None
    assert design_of().recovery.plot is None
