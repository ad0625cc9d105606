"""The page on what is wrong explains every code that the engine and its linter can give, and no other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import docgen
from tests.unit.engine.test_docs import DOCS

SOURCE = Path(docgen.__file__).parent
FILES = (*(SOURCE / "engine").rglob("*.py"), SOURCE / "problems.py", SOURCE / "errors.py")
TREES = [ast.parse(path.read_text("utf-8")) for path in FILES]
ROW = re.compile(r"^\| `([a-z-]+)` \| (.+) \| (.+) \|$", re.MULTILINE)
WORD = re.compile(r"[a-z]+(-[a-z]+)*")
CODE, MESSAGE = "code", "message"


def makers() -> Iterator[tuple[str, list[str], list[ast.expr]]]:
    """Yield what a problem's code and message can be given to: its name, its parameters in order, their defaults."""
    for node in (node for tree in TREES for node in ast.walk(tree)):
        if isinstance(node, ast.FunctionDef):
            yield node.name, _own(node), node.args.defaults
        elif isinstance(node, ast.ClassDef):
            fields = (each.target for each in node.body if isinstance(each, ast.AnnAssign))
            yield node.name, [field.id for field in fields if isinstance(field, ast.Name)], []
            inits = (
                each for each in node.body if isinstance(each, ast.FunctionDef) and each.name == "__init__"
            )
            yield from ((node.name, _own(init), []) for init in inits)


def _own(node: ast.FunctionDef) -> list[str]:
    names = [each.arg for each in node.args.args]
    return names[1:] if names[:1] in (["self"], ["cls"]) else names


MAKERS = [each for each in makers() if {CODE, MESSAGE} <= {*each[1]}]
POSITIONS = {name: parameters.index(CODE) for name, parameters, _ in MAKERS}


def defaults() -> Iterator[ast.expr]:
    """Yield what stands for a code that is left out."""
    for _, parameters, values in MAKERS:
        pairs = zip(reversed(parameters), reversed(values), strict=False)
        yield from (value for name, value in pairs if name == CODE)


def given() -> Iterator[ast.expr]:
    """Yield what is given as a code wherever a problem is made."""
    for node in (node for tree in TREES for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        at = POSITIONS.get(name, len(node.args))
        yield from node.args[at : at + 1]
        yield from (each.value for each in node.keywords if each.arg == CODE and name in POSITIONS)


@lru_cache
def codes() -> frozenset[str]:
    written = (each for value in (*given(), *defaults()) for each in ast.walk(value))
    texts = {each.value for each in written if isinstance(each, ast.Constant) and isinstance(each.value, str)}
    return frozenset(text for text in texts if WORD.fullmatch(text))


def test_every_code_is_explained_and_none_that_nothing_gives() -> None:
    listed = [code for code, _, _ in ROW.findall((DOCS / "reference/problems.md").read_text("utf-8"))]
    assert sorted(listed) == sorted(codes())


def test_the_codes_of_the_code_base_are_found() -> None:
    assert {"unknown-name", "damaged", "refused-tag", "may-be-missing", "wrong-replacement"} <= codes()
