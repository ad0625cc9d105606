"""Circles are found wherever they are, however long, each once."""

from __future__ import annotations

import random

from docgen.judge.graphs import circles


def test_a_circle_starts_at_its_first_member_and_follows_the_links() -> None:
    assert circles({"c": ("a",), "b": ("c",), "a": ("b",)}) == [("a", "b", "c")]


def test_what_waits_for_itself_is_a_circle_of_one() -> None:
    assert circles({"a": ("a",), "b": ("a",)}) == [("a",)]


def test_circles_that_share_a_member_are_told_apart() -> None:
    assert circles({"a": ("b", "c"), "b": ("a",), "c": ("a",)}) == [("a", "b"), ("a", "c")]


def test_followers_that_are_not_there_close_no_circle() -> None:
    assert circles({"a": ("ghost",), "ghosts": ("a",)}) == []


def test_a_chain_of_thousands_is_no_circle_and_its_closing_makes_one() -> None:
    chain = {f"t{n:05}": (f"t{n + 1:05}",) for n in range(5000)} | {"t05000": ()}
    assert circles(chain) == []
    (found,) = circles({**chain, "t05000": ("t00000",)})
    assert (len(found), found[0], found[-1]) == (5001, "t00000", "t05000")


def test_without_one_link_of_each_circle_none_is_left() -> None:
    source = random.Random(7)
    names = [f"n{number}" for number in range(12)]
    for _ in range(50):
        graph = {name: tuple(source.sample(names, source.randrange(3))) for name in names}
        links = {
            (circle[index], circle[(index + 1) % len(circle)])
            for circle in circles(graph)
            for index in range(len(circle))
        }
        assert all(follower in graph[node] for node, follower in links)
        kept = {
            node: tuple(f for f in followers if (node, f) not in links) for node, followers in graph.items()
        }
        assert circles(kept) == []
