"""Sites in words: people at home are no site."""

from __future__ import annotations

import pytest

from docgen.derive.places import sites_in_words


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ([], ""),
        (["office"], "1 site"),
        (["office", None, "remote"], "2 sites and home workers"),
        (["remote"], "home workers"),
    ],
)
def test_home_workers_are_told_apart_from_sites(kinds: list[str | None], words: str) -> None:
    assert sites_in_words(kinds) == words
