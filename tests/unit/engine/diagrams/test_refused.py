"""What makes no diagram is said in words, with the offender's name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from docgen.engine.diagrams import Diagram, Link, Node, Zone, read_diagram
from docgen.engine.diagrams.density import ON_PAPER
from docgen.errors import RenderError
from tests.unit.engine.diagrams.make import word_file

A, B = Node(id="a", label="A"), Node(id="b", label="B")
SOUND = Diagram(alt="Two", nodes=(A, B), links=(Link(start="a", end="b"),))

REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no nodes": ({"nodes": ()}, "has no nodes"),
    "no alternative text": ({"alt": " "}, "without alt text"),
    "an id twice": ({"nodes": (A, A)}, '2 nodes of the id "a"'),
    "no id": ({"nodes": (A, B, Node(id="", label="C"))}, "a node without an id"),
    "a misspelt kind": ({"nodes": (A, replace(B, kind="fire_wall"))}, 'did you mean "firewall"?'),
    "a misspelt kind of zone": ({"zones": (Zone(id="z", label="Z", kind="clod"),)}, 'did you mean "cloud"?'),
    "an unknown style": ({"links": (Link(start="a", end="b", style="wavy"),)}, 'style "wavy"'),  # type: ignore[arg-type]
    "unknown heads": ({"links": (Link(start="a", end="b", heads="all"),)}, 'heads "all"'),  # type: ignore[arg-type]
    "a link to nowhere": ({"links": (Link(start="a", end="c"),)}, 'a link to a node "c", which is not known'),
    "a link to itself": ({"links": (Link(start="a", end="a"),)}, 'from the node "a" to itself'),
    "a zone that is not there": ({"nodes": (A, replace(B, zone="z"))}, 'the node "b" in a zone "z"'),
    "a parent that is not there": (
        {"zones": (Zone(id="z", label="Z", parent="y"),)},
        'the zone "z" in a zone "y"',
    ),
    "a zone in itself": (
        {"zones": (Zone(id="z", label="Z", parent="z"),)},
        "nested deeper than 4, or in itself",
    ),
    "another direction": ({"direction": "up"}, "known are down and right"),
    "a legend for nothing": ({"legend": (("sites", "Sites"),)}, 'did you mean "site"?'),
    "an endless label": ({"nodes": (A, replace(B, label="x" * 201))}, "over 200 characters"),
    "a number for a text": ({"nodes": (A, replace(B, label=7))}, "7 where a text must be"),
    "a detail that is one text": ({"nodes": (A, replace(B, detail="x"))}, "not a tuple of lines"),
    "a width of nothing": ({"width_mm": 0}, "40 to 558.8 mm"),
    "a height without end": ({"height_mm": float("inf")}, "40 to 558.8 mm"),
    "too many nodes": ({"nodes": tuple(Node(id=f"n{at}", label="N") for at in range(401))}, "over 400 nodes"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_a_problem_that_names_the_offender(name: str) -> None:
    changes, message = REFUSED[name]
    with pytest.raises(RenderError) as raised:
        word_file(replace(SOUND, **changes))
    (problem,) = raised.value.problems
    assert message in problem.message
    assert problem.where.file


def test_a_sound_one_is_drawn() -> None:
    assert SOUND.drawn(ON_PAPER, 400, 400) is not None


def test_a_box_too_large_for_any_page_is_a_problem() -> None:
    node = Node(id="a", label="A", detail=tuple("line" for _ in range(150)))
    with pytest.raises(RenderError) as raised:
        word_file(replace(SOUND, nodes=(node,), links=()))
    assert '"A" and its links fill more than a page' in raised.value.problems[0].message


READ_WRONG: dict[str, tuple[Any, str]] = {
    "no mapping": ([1], "is no diagram"),
    "no nodes": ({"alt": "x"}, "without nodes"),
    "no alt": ({"nodes": []}, "without alt"),
    "an unknown key": ({"nodes": [], "alt": "x", "zone": []}, 'did you mean "zones"?'),
    "an unknown key of a node": (
        {"nodes": [{"id": "a", "label": "A", "kin": "x"}], "alt": "x"},
        'did you mean "kind"?',
    ),
    "a node without label": ({"nodes": [{"id": "a"}], "alt": "x"}, "a node without label"),
    "a link without end": ({"nodes": [], "alt": "x", "links": [{"start": "a"}]}, "a link without end"),
    "nodes that are no list": ({"nodes": "abc", "alt": "x"}, "nodes that are no list"),
    "a node that is no mapping": ({"nodes": ["a"], "alt": "x"}, "a node that is no mapping"),
    "a width that is no number": (
        {"nodes": [], "alt": "x", "width_mm": "wide"},
        "width_mm that is no number",
    ),
    "a legend of threes": (
        {"nodes": [], "alt": "x", "legend": [["a", "b", "c"]]},
        "legend that is no mapping",
    ),
}


@pytest.mark.parametrize("name", READ_WRONG)
def test_data_that_is_no_diagram_is_refused(name: str) -> None:
    value, message = READ_WRONG[name]
    with pytest.raises(ValueError, match=r"."):
        read_diagram(value)
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - the words are compared below
        read_diagram(value)
    assert message in str(raised.value)


def test_data_is_read_by_the_names_of_the_fields() -> None:
    found = read_diagram(
        {
            "nodes": [
                {"id": "a", "label": "A", "detail": "one"},
                {"id": "b", "label": "B", "detail": ["x", "y"]},
            ],
            "links": [{"start": "a", "end": "b"}],
            "legend": {"site": "Site"},
            "alt": "Two",
        },
        width_mm=80,
    )
    assert found.nodes[0].detail == ("one",)
    assert found.nodes[1].detail == ("x", "y")
    assert found.links == (Link(start="a", end="b"),)
    assert found.legend == (("site", "Site"),)
    assert (found.width_mm, found.alt) == (80, "Two")
    assert read_diagram(found, alt="Other").alt == "Other"
