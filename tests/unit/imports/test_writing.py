"""Data to YAML: every text is read back as it was, and other readers take it for a text too."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.imports.writing import as_yaml, scalar
from docgen.intake.load import load
from docgen.intake.model.texts import FORBIDDEN
from docgen.intake.nodes import Data
from tests.unit.imports.books import EXAMPLES, data_of

TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30).filter(
    lambda text: not FORBIDDEN.search(text)
)
VALUES = st.recursive(
    TEXTS,
    lambda below: (
        st.lists(below, max_size=3) | st.dictionaries(TEXTS.map(lambda key: f"x_{key}"), below, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(TEXTS.map(lambda key: f"x_{key}"), VALUES, min_size=1, max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_is_written_is_read_as_it_was(tmp_path: Path, data: dict[str, Data]) -> None:
    path = tmp_path / "intake.yaml"
    path.write_bytes(as_yaml(data).encode())
    loaded = load(path)
    assert (loaded.data, loaded.warnings) == (data, ())


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_read_back_as_it_was(name: str, tmp_path: Path) -> None:
    path = tmp_path / "intake.yaml"
    path.write_text(as_yaml(data_of(name)), "utf-8")
    assert load(path).data == data_of(name)


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "No",
        "on",
        "null",
        "~",
        "0123",
        "5.10",
        "1e3",
        "19:00",
        "0x1f",
        ".5",
        "1_000",
        "+61 3",
        "2.0.0",
        "=",
    ],
)
def test_what_other_readers_would_guess_stands_in_quotes(text: str) -> None:
    assert yaml.safe_load(f"a: {scalar(text)}") == {"a": text}
