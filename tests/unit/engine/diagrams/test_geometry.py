"""What holds in every drawing: nothing on top of anything else, everything in its place, every text in its box."""

from __future__ import annotations

from functools import partial
from itertools import combinations, pairwise

import pytest

from docgen.engine.diagrams import Diagram
from docgen.engine.diagrams.density import ON_PAPER, ON_SLIDES, Density
from docgen.engine.diagrams.drawing import Drawing, PlacedNode, PlacedZone, Rect
from docgen.engine.measure import line_height, text_width, wrap
from tests.unit.engine.diagrams import samples

PAGE = (467.7, 609.4)  # 165 mm by 215 mm
BOX = (864.6, 314.6)  # 305 mm by 111 mm

DESIGNS = [samples.context, samples.cloud, samples.zones, samples.right]


def on_paper(diagram: Diagram) -> list[Drawing]:
    return drawn(diagram.pages(), ON_PAPER, PAGE)


def on_slides(diagram: Diagram) -> list[Drawing]:
    return drawn(diagram.slides(), ON_SLIDES, BOX)


def drawn(
    pages: tuple[Diagram, ...], densities: tuple[Density, ...], size: tuple[float, float]
) -> list[Drawing]:
    drawings = [page.drawn(densities, *size) for page in pages]
    assert all(drawing is not None for drawing in drawings)
    return [drawing for drawing in drawings if drawing is not None]


def segments(drawing: Drawing) -> list[tuple[tuple[int, ...], Rect]]:
    return [
        (stroke.links, Rect(min(x, to_x), min(y, to_y), abs(to_x - x), abs(to_y - y)))
        for stroke in drawing.strokes
        for path in stroke.paths
        for (x, y), (to_x, to_y) in pairwise(path)
    ]


def check(drawing: Drawing) -> None:
    check_boxes(drawing)
    check_zones(drawing)
    check_lines(drawing)
    check_labels(drawing)
    check_texts(drawing)
    check_bounds(drawing)


def check_boxes(drawing: Drawing) -> None:
    for one, other in combinations(drawing.nodes, 2):
        assert not one.box.meets(other.box), (one.node, other.node)


def check_zones(drawing: Drawing) -> None:
    zones = {placed.zone.id: placed for placed in drawing.zones}
    for placed in drawing.nodes:
        inside = set(around(placed.node.zone, zones))
        for name, zone in zones.items():
            if name in inside:
                assert zone.box.holds(placed.box), (placed.node, zone.zone)
            else:
                assert not zone.box.meets(placed.box), (placed.node, zone.zone)
    for one, other in combinations(zones.values(), 2):
        inner, outer = sorted((one, other), key=lambda zone: -zone.depth)
        if outer.zone.id in around(inner.zone.parent, zones):
            assert outer.box.holds(inner.box), (inner.zone, outer.zone)
        else:
            assert not inner.box.meets(outer.box), (inner.zone, outer.zone)


def around(zone: str, zones: dict[str, PlacedZone]) -> list[str]:
    """Return a zone and the zones around it, from the inside."""
    found = []
    while zone:
        found.append(zone)
        zone = zones[zone].zone.parent
    return found


def check_lines(drawing: Drawing) -> None:
    for links, segment in segments(drawing):
        ends = {end for link in links for end in (drawing.links[link].start, drawing.links[link].end)}
        for placed in drawing.nodes:
            assert not meets(segment, placed), (placed.node, [drawing.links[link] for link in links])
            if placed.node.id not in ends:
                assert not touches(segment, placed.box), (placed.node, links)


def meets(segment: Rect, placed: PlacedNode) -> bool:
    """Tell whether a line runs inside a box; its end may stand on the box's edge."""
    slack = 0.01
    inner = Rect(
        placed.box.x + slack,
        placed.box.y + slack,
        placed.box.width - 2 * slack,
        placed.box.height - 2 * slack,
    )
    return touches(segment, inner)


def touches(segment: Rect, box: Rect) -> bool:
    across = segment.x <= box.right and box.x <= segment.right
    return across and segment.y <= box.bottom and box.y <= segment.bottom


def check_labels(drawing: Drawing) -> None:
    lines = segments(drawing)
    labelled = {at for at, link in enumerate(drawing.links) if link.label.strip()}
    assert {label.link for label in drawing.labels} == labelled
    for label in drawing.labels:
        for placed in drawing.nodes:
            assert not label.box.meets(placed.box), (drawing.links[label.link], placed.node)
        own = [segment for links, segment in lines if label.link in links]
        assert any(touches(segment, label.box) for segment in own), drawing.links[label.link]
    for one, other in combinations(drawing.labels, 2):
        assert not one.box.meets(other.box), (drawing.links[one.link], drawing.links[other.link])


def check_texts(drawing: Drawing) -> None:
    density = drawing.density
    for placed in drawing.nodes:
        room = placed.box.width - density.before_text - density.inset
        label = wrap(placed.node.label, width=room, points=density.label, bold=True)
        detail = [
            line for text in placed.node.detail for line in wrap(text, width=room, points=density.detail)
        ]
        height = len(label) * line_height(density.label) + len(detail) * line_height(density.detail)
        assert height <= placed.box.height, placed.node
        assert all(text_width(line, points=density.detail) <= room for line in detail), placed.node
    for label in drawing.labels:
        lines = wrap(drawing.links[label.link].label, width=label.box.width, points=density.link)
        assert len(lines) * line_height(density.link) <= label.box.height + 0.01, lines
    for zone in drawing.zones:
        assert zone.box.holds(zone.title), zone.zone
        assert not any(zone.title.meets(placed.box) for placed in drawing.nodes), zone.zone


def check_bounds(drawing: Drawing) -> None:
    page = Rect(0, 0, drawing.width, drawing.height)
    rects = [placed.box for placed in drawing.nodes] + [zone.box for zone in drawing.zones]
    rects += [label.box for label in drawing.labels] + [segment for _, segment in segments(drawing)]
    rects += [entry.sample for entry in drawing.legend] + [entry.words for entry in drawing.legend]
    assert all(page.holds(rect) for rect in rects)


@pytest.mark.parametrize("design", DESIGNS)
def test_the_drawings_of_a_design_hold(design: samples.Design) -> None:
    for drawing in (*on_paper(design()), *on_slides(design())):
        check(drawing)


@pytest.mark.parametrize("sites", range(1, 41))
def test_a_network_of_one_to_forty_sites_holds_on_paper(sites: int) -> None:
    (drawing,) = on_paper(samples.network(sites))
    check(drawing)
    assert len(drawing.nodes) == sites + 4
    assert drawing.width <= PAGE[0]
    assert drawing.height <= PAGE[1]


@pytest.mark.parametrize("sites", range(1, 41))
def test_a_network_of_one_to_forty_sites_holds_on_slides(sites: int) -> None:
    drawings = on_slides(samples.network(sites))
    shown = [placed.node.id for drawing in drawings for placed in drawing.nodes if placed.node.kind == "site"]
    assert sorted(shown) == sorted(f"s{at}" for at in range(sites))
    for drawing in drawings:
        check(drawing)
        assert drawing.width <= BOX[0]
        assert drawing.height <= BOX[1]


@pytest.mark.parametrize("seed", range(200))
def test_any_diagram_holds(seed: int) -> None:
    diagram = samples.random_diagram(seed)
    for drawing in on_paper(diagram):
        check(drawing)
        assert drawing.width <= PAGE[0]
        assert drawing.height <= PAGE[1]


@pytest.mark.parametrize("density", [*ON_PAPER, *ON_SLIDES])
def test_no_density_has_text_that_cannot_be_read(density: Density) -> None:
    least = 7 if density in ON_PAPER else 10
    assert min(density.label, density.detail, density.link, density.title) >= least


def crossed(drawing: Drawing) -> list[str]:
    """Return what spoils a drawing without making it wrong: lines on lines, lines under labels of others, or titles."""
    lines = segments(drawing)
    found = [
        f"{one} on {other}"
        for (one, a), (other, b) in combinations(lines, 2)
        if not {*one} & {*other} and along(a, b)
    ]
    for links, line in lines:
        found += [
            f"{links} under label {label.link}"
            for label in drawing.labels
            if label.link not in links and touches(line, label.box)
        ]
        found += [
            f"{links} under {zone.zone.label}"
            for zone in drawing.zones
            if zone.lines and touches(line, zone.title)
        ]
    return found


def along(one: Rect, other: Rect) -> bool:
    """Tell whether two lines run on each other for more than a point."""
    if one.width == other.width == 0:
        return abs(one.x - other.x) < 1 and min(one.bottom, other.bottom) - max(one.y, other.y) > 1
    if one.height == other.height == 0:
        return abs(one.y - other.y) < 1 and min(one.right, other.right) - max(one.x, other.x) > 1
    return False


@pytest.mark.parametrize(
    "design", [*DESIGNS, *(partial(samples.network, sites) for sites in (1, 2, 5, 9, 16, 27, 40))]
)
def test_in_a_design_no_line_runs_on_another_nor_under_a_text(design: samples.Design) -> None:
    for drawing in (*on_paper(design()), *on_slides(design())):
        assert crossed(drawing) == []
