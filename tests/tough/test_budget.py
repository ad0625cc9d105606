"""What a rendering may cost: counting loses no round, bounds grow with the data, and the end is the same again."""

from __future__ import annotations

import random
from typing import Any

import pytest

from docgen.engine import Template
from docgen.engine.budget import Budget, leaves
from docgen.errors import RenderError
from tests.unit.engine.make import texts, with_paragraphs


@pytest.mark.parametrize("seed", range(12))
def test_no_round_of_any_loop_is_lost(seed: int) -> None:
    rng = random.Random(seed)
    data = [
        [["x" * rng.randrange(60)] * rng.randrange(9) for _ in range(rng.randrange(30))]
        for _ in range(rng.randrange(60))
    ]
    template = with_paragraphs(
        "{% for a in data %}({{ loop.index }}{% for b in a %}[{% for c in b %}{{ c }},{% endfor %}]"
        "{% endfor %}){% endfor %}"
    )
    wanted = "".join(
        f"({at}{''.join('[' + ''.join(f'{c},' for c in b) + ']' for b in a)})"
        for at, a in enumerate(data, start=1)
    )
    assert texts(template, {"data": data}) == [wanted]


def test_loops_within_loops_that_write_much_lose_no_round() -> None:
    rows = [{"cells": [f"{row}-{cell}" for cell in range(40)]} for row in range(300)]
    template = with_paragraphs(
        "{%p for r in rows %}", "{% for c in r.cells %}{{ c }} {% endfor %}", "{%p endfor %}"
    )
    assert texts(template, {"rows": rows}) == [" ".join(row["cells"]) + " " for row in rows]


WORK = with_paragraphs(
    "{% for a in xs %}{% for b in range(20000) %}",
    "{% if a.x == b|string %}{{ b }}{% endif %}",
    "{% endfor %}{% endfor %}",
)


def rows(count: int) -> dict[str, Any]:
    return {"xs": [{"x": "1", **{f"k{n}": n for n in range(1000)}} for _ in range(count)]}


def test_more_data_may_cost_more() -> None:
    with pytest.raises(RenderError) as raised:
        Template.open(WORK).render({"xs": [{"x": "1"}] * 60})
    assert [problem.code for problem in raised.value.problems] == ["over-bound"]
    assert Template.open(WORK).render(rows(60))


def test_the_same_template_and_data_end_at_the_same_place() -> None:
    told = set()
    for _ in range(3):
        with pytest.raises(RenderError) as raised:
            Template.open(WORK).render({"xs": [{"x": "1"}] * 60})
        told.add(str(raised.value))
    assert len(told) == 1


def test_values_that_are_met_twice_count_once() -> None:
    shared = ["a", "b", "c"]
    assert leaves([shared, shared]) == leaves([shared]) < leaves([shared, list(shared)])


def test_a_list_of_lists_weighs_what_is_met_in_it() -> None:
    inner = [1, 2, 3]
    assert Budget().weigh([inner, inner]) == 2 * Budget().weigh(inner) + 1
