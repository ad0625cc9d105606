"""The steps of a layout, each by itself: ranks, spreading, nets, pages, kinds."""

from __future__ import annotations

import random
from itertools import pairwise, permutations

import pytest

from docgen.engine.charts.colors import HOUSE
from docgen.engine.diagrams import Diagram, Link, Node
from docgen.engine.diagrams.density import ON_PAPER
from docgen.engine.diagrams.icons import GRID, ICONS, commands
from docgen.engine.diagrams.kinds import NODE_KINDS, ZONE_KINDS
from docgen.engine.diagrams.nets import nets_of
from docgen.engine.diagrams.ranks import ranked
from docgen.engine.diagrams.spread import spread
from tests.unit.engine.diagrams import samples

# Ranks ---------------------------------------------------------------------------------------------------------


def test_every_edge_leads_down_a_rank() -> None:
    assert ranked("abcd", [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")]) == [["a"], ["b"], ["c"], ["d"]]


def test_a_source_stands_right_above_what_it_leads_to() -> None:
    assert ranked("abcx", [("a", "b"), ("b", "c"), ("x", "c")]) == [["a"], ["b", "x"], ["c"]]


def test_a_cycle_is_turned_at_the_edge_that_closes_it() -> None:
    assert ranked("abc", [("a", "b"), ("b", "c"), ("c", "a")]) == [["a"], ["b"], ["c"]]


def test_what_has_no_edge_comes_last_in_its_own_order() -> None:
    assert ranked("xayb", [("a", "b")]) == [["a"], ["b"], ["x", "y"]]
    assert ranked("cab", []) == [["c", "a", "b"]]


def test_crossings_that_can_be_avoided_are() -> None:
    assert ranked("abcd", [("a", "d"), ("b", "c")])[0] in (["a", "b"], ["b", "a"])
    upper, lower = ranked("abcd", [("a", "d"), ("b", "c")])
    assert [lower.index("d") < lower.index("c")] == [upper.index("a") < upper.index("b")]


@pytest.mark.parametrize("seed", range(20))
def test_ranks_hold_every_key_once_whatever_the_edges(seed: int) -> None:
    dice = random.Random(seed)
    keys = [f"k{at}" for at in range(dice.randint(1, 30))]
    edges = [(dice.choice(keys), dice.choice(keys)) for _ in range(dice.randrange(60))]
    found = ranked(keys, [(start, end) for start, end in edges if start != end])
    assert sorted(key for rank in found for key in rank) == sorted(keys)
    assert all(found)


def test_a_long_chain_needs_no_deep_recursion() -> None:
    keys = [str(at) for at in range(3_000)]
    assert len(ranked(keys, list(pairwise(keys)))) == 3_000


# Spreading -----------------------------------------------------------------------------------------------------


def test_wishes_that_leave_room_come_true() -> None:
    assert spread([1.0, 5.0, 9.0], [2.0, 2.0], low=0, high=10) == (1.0, 5.0, 9.0)


def test_those_too_near_share_the_way_back() -> None:
    assert spread([5.0, 5.0, 5.0], [2.0, 2.0], low=0, high=10) == (3.0, 5.0, 7.0)


def test_the_bounds_hold() -> None:
    assert spread([-4.0, 20.0], [1.0], low=0, high=10) == (0.0, 10.0)
    assert spread([9.0, 9.0], [4.0], low=0, high=10) == (6.0, 10.0)
    assert spread([], [], low=0, high=1) == ()


@pytest.mark.parametrize("seed", range(20))
def test_no_other_places_are_nearer_to_the_wishes(seed: int) -> None:
    dice = random.Random(seed)
    wishes = [dice.uniform(0, 20) for _ in range(5)]
    found = spread(wishes, [2.0] * 4, low=0, high=20)
    assert all(other - one >= 2 - 1e-9 for one, other in pairwise(found))
    for at in range(5):
        for step in (-0.05, 0.05):
            tried = [place + step if index == at else place for index, place in enumerate(found)]
            kept = (
                all(other - one >= 2 for one, other in pairwise(tried)) and 0 <= tried[0] <= tried[-1] <= 20
            )
            assert not kept or distance(tried, wishes) >= distance(found, wishes) - 1e-9


def distance(places: list[float] | tuple[float, ...], wishes: list[float]) -> float:
    return sum((place - wish) ** 2 for place, wish in zip(places, wishes, strict=True))


# Nets ----------------------------------------------------------------------------------------------------------

ROWS = {"hub": 0, "a": 1, "b": 1, "c": 2}


def test_links_of_one_style_share_the_hubs_port() -> None:
    links = [Link(start="hub", end=end) for end in "abc"]
    (net,) = nets_of(links, ROWS)
    assert net.hub == 0
    assert [port.node for port in net.ports] == ["hub", "a", "b", "c"]
    assert net.channels == (0, 1)


def test_links_of_two_styles_or_heads_do_not_share() -> None:
    links = [
        Link(start="hub", end="a"),
        Link(start="hub", end="b", style="dashed"),
        Link(start="hub", end="c", heads="start"),
    ]
    assert [net.hub for net in nets_of(links, ROWS)] == [None, None, None]


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_every_link_is_in_exactly_one_net(order: tuple[int, ...]) -> None:
    ends = [("hub", "a"), ("hub", "b"), ("a", "c"), ("b", "c")]
    links = [Link(start=start, end=end) for start, end in (ends[at] for at in order)]
    nets = nets_of(links, ROWS)
    held = [sorted({link for port in net.ports for link in port.links}) for net in nets]
    assert sorted(link for links_ in held for link in links_) == [0, 1, 2, 3]


def test_a_label_stands_at_the_end_where_fewer_lines_crowd() -> None:
    links = [Link(start="hub", end="c", label="x"), Link(start="a", end="c", style="dashed", label="y")]
    places = {
        port.labelled: port.node
        for net in nets_of(links, ROWS)
        for port in net.ports
        if port.labelled is not None
    }
    assert places == {0: "hub", 1: "a"}


# Pages ---------------------------------------------------------------------------------------------------------


def test_what_fits_stays_one_page() -> None:
    diagram = samples.network(12)
    assert diagram.pages() == (diagram,)


def test_peers_are_shared_out_evenly_and_the_rest_repeated() -> None:
    pages = samples.network(120).pages()
    counts = [sum(node.kind == "site" for node in page.nodes) for page in pages]
    assert sum(counts) == 120
    assert max(counts) - min(counts) <= 1
    for at, page in enumerate(pages, start=1):
        assert {"noc", "hq", "hub", "wan"} <= {node.id for node in page.nodes}
        assert page.zones[1].label == f"Sites ({at}/{len(pages)})"
        assert page.alt.endswith(f"({at}/{len(pages)})")


def test_without_peers_every_box_is_drawn_once_and_shown_elsewhere_where_it_is_linked() -> None:
    nodes = tuple(Node(id=str(at), label=f"Step {at}", detail=("one", "two")) for at in range(60))
    links = tuple(Link(start=str(at), end=str(at + 1), label=f"to {at + 1}") for at in range(59))
    pages = Diagram(alt="A long chain", nodes=nodes, links=links).pages()
    assert len(pages) > 1
    own = [node.id for page in pages for node in page.nodes if node.kind != "elsewhere"]
    assert sorted(own, key=int) == [node.id for node in nodes]
    shown = {(link.start, link.end) for page in pages for link in page.links}
    assert shown == {(link.start, link.end) for link in links}


def test_what_does_not_fit_going_right_goes_down() -> None:
    nodes = tuple(Node(id=str(at), label=f"Step {at}") for at in range(9))
    links = tuple(Link(start=str(at), end=str(at + 1), label="then") for at in range(8))
    diagram = Diagram(alt="A chain", nodes=nodes, links=links, direction="right")
    (page,) = diagram.pages()
    drawing = page.drawn(ON_PAPER, 467, 609)
    assert drawing is not None
    assert drawing.height > drawing.width


# Kinds ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", NODE_KINDS)
def test_text_on_every_kind_of_node_has_contrast(kind: str) -> None:
    look = NODE_KINDS[kind].look
    assert HOUSE.contrast(look.label, look.fill) >= 4.5
    assert HOUSE.contrast(look.detail, look.fill) >= 4.5


@pytest.mark.parametrize("kind", ZONE_KINDS)
def test_text_on_every_kind_of_zone_has_contrast(kind: str) -> None:
    look = ZONE_KINDS[kind]
    assert HOUSE.contrast(look.label, look.fill) >= 4.5
    assert HOUSE.contrast("dk1", look.fill) >= 4.5


def test_every_kind_has_an_icon_within_its_grid() -> None:
    assert {kind.icon for kind in NODE_KINDS.values()} <= set(ICONS)
    for icon in ICONS:
        assert all(0 <= number <= GRID for _, numbers in commands(icon) for number in numbers)


def test_kinds_of_one_colour_differ_in_icon_or_words() -> None:
    assert len({(kind.icon, kind.words) for kind in NODE_KINDS.values()}) == len(NODE_KINDS)
