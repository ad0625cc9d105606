"""What a template is said to show is all that can change its rendering: random templates over random data."""

from __future__ import annotations

import copy
import random
from dataclasses import dataclass
from typing import Any

import pytest

from docgen.engine import Template
from docgen.errors import DocgenError
from tests.unit.engine.make import with_paragraphs

ROUNDS = 120
SOAK = 3000
NAMES = ("name", "count", "open", "parts", "owner", "note")


@dataclass
class Row:
    """Data that is no mapping; a template reads its fields, and what follows from them."""

    name: Any
    count: Any
    open: Any
    parts: Any
    owner: Any
    note: Any

    @property
    def label(self) -> str:
        return f"{self.name}/{self.count}"


class Author:
    """Writes random templates, whose variables are in `names`, and random data for them."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._pick = self._random.choice
        self.names = ["main", "other"]
        self._macros: list[str] = []

    # -- data ---------------------------------------------------------------------------------------------

    def data(self) -> dict[str, Any]:
        return {"rows": [self.row(2) for _ in range(3)], "main": self.row(2), "other": self.row(1)}

    def row(self, depth: int) -> Any:
        below = [self.row(depth - 1) for _ in range(self._random.randrange(3))] if depth else []
        fields = {
            "name": self._pick(["a", "b", "long text", ""]),
            "count": self._random.randrange(4),
            "open": self._pick([True, False, None]),
            "parts": below,
            "owner": self.row(depth - 1) if depth else None,
            "note": self._pick(["a", "c", None]),
        }
        return Row(**fields) if self._random.random() < 0.5 else fields

    def scalar(self) -> Any:
        return self._pick(["a", "b", "", "long text", 0, 1, 7, None, True])

    # -- templates ----------------------------------------------------------------------------------------

    def template(self) -> str:
        return "".join(self.statement(3) for _ in range(4))

    def body(self, depth: int, *fresh: str) -> str:
        known, macros = list(self.names), list(self._macros)
        self.names += fresh
        text = "".join(self.statement(depth) for _ in range(self._random.randrange(1, 3)))
        self.names, self._macros = known, macros
        return text

    def statement(self, depth: int) -> str:
        if not depth:
            return self.print(0)
        kinds = (self.print, self.condition, self.loop, self.setting, self.scoped, self.macro, self.call)
        return self._pick(kinds)(depth - 1)

    def print(self, depth: int) -> str:
        return f"{{{{ {self.scalar_of(self.path())} }}}};"

    def condition(self, depth: int) -> str:
        branch = f"{{% elif {self.test()} %}}{self.body(depth)}" if self._random.random() < 0.3 else ""
        return (
            f"{{% if {self.test()} %}}{self.body(depth)}{branch}{{% else %}}{self.body(depth)}{{% endif %}}"
        )

    def loop(self, depth: int) -> str:
        name, where = f"x{len(self.names)}", f" if {self.test()}" if self._random.random() < 0.3 else ""
        inside = self._pick(["", "{{ loop.index }}", "{{ loop.last and 'end' }}"])
        body = self.body(depth, name)
        return f"{{% for {name} in {self.items()}{where} %}}{inside}{body}{{% else %}}none{{% endfor %}}"

    def setting(self, depth: int) -> str:
        name = self._pick([*self.names, f"y{len(self.names)}"])
        text = f"{{% set {name} = {self.value()} %}}"
        self.names.append(name)
        return text

    def scoped(self, depth: int) -> str:
        name = f"z{len(self.names)}"
        return f"{{% with {name} = {self.value()} %}}{self.body(depth, name)}{{% endwith %}}"

    def macro(self, depth: int) -> str:
        name = f"m{len(self.names)}{len(self._macros)}"
        text = f"{{% macro {name}(p, q={self.value()}) %}}{self.body(depth, 'p', 'q')}{{% endmacro %}}"
        self._macros.append(name)
        return f"{text}{{{{ {name}({self.value()}) }}}}"

    def call(self, depth: int) -> str:
        if not self._macros:
            return self.print(depth)
        return f"{{{{ {self._pick(self._macros)}({self.value()}, q={self.value()}) }}}}"

    # -- expressions --------------------------------------------------------------------------------------

    def path(self) -> str:
        """Return an expression that is a row, or nothing."""
        found = self._pick(self.names)
        for _ in range(self._random.randrange(3)):
            found += self._pick([".owner", '["owner"]', ".parts[0]", ".parts[1]"])
        return self._pick(
            [found, found, "rows[0]", f"({found}.parts|first)", f"({found} or {self._pick(self.names)})"]
        )

    def scalar_of(self, path: str) -> str:
        other = self.path()
        return self._pick(
            [
                f"{path}.{self._pick(['name', 'count', 'note', 'label'])}",
                f"{path}.name",
                f"{path}.note|default('none')",
                f"{path}.note|default({other}.name, true)",
                f"{path}.name.replace('a', {other}.name)",
                f"{path}.parts|length",
                f"{path}.name ~ 'x'",
                f"{path}.name == {other}.name",
                f"({path} if {self.test()} else {other}).note",
                f"{path}.parts|map(attribute='name')|join(',')",
                f"{path}.parts|map('string')|list|length",
                f"{path}.parts|selectattr('open')|list|length",
                f"{path}.parts|sum(attribute='count')",
                f"[{path}.name, {other}.name]|join('-')",
                f"({path}.parts|map(attribute='owner')|first).name",
            ]
        )

    def value(self) -> str:
        """Return an expression that a name is given: a row."""
        other = f"{self.path()} if {self.test()} else {self.path()}"
        return self._pick([self.path(), self.path(), f"({other})", f"[{self.path()}, {self.path()}][1]"])

    def items(self) -> str:
        path = self._pick(["rows", f"{self.path()}.parts"])
        return self._pick(
            [
                path,
                f"({path} if {path} is iterable else [])",
                f"{path}|selectattr('open')",
                f"{path}|rejectattr('name', 'eq', 'a')|list",
                f"{path}|sort(attribute='count')",
                f"{path}[:2]",
                f"[{self.path()}, {self.path()}]",
                f"({path}|groupby('count')|first).list",
            ]
        )

    def test(self) -> str:
        path = self.path()
        return self._pick(
            [path, f"not {path}", f"{path} is none", f"{path}.open", f"{path}.count", f"{path} is defined",
             f"{path}.note is string", f"{path}.parts|length > 1", f"{path}.name in ['a', 'b']"]
        )  # fmt: skip

    # -- changes ------------------------------------------------------------------------------------------

    def changed(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return the data with one thing changed, rather near the root than far from it."""
        fresh = copy.deepcopy(data)
        holder: Any = fresh
        key = self._pick(_keys(holder))
        while _keys(below := _below(holder, key)) and self._random.random() < 0.75:
            holder, key = below, self._pick(_keys(below))
        value = self._pick([self.scalar(), self.scalar(), self.row(0), [], [self.row(0)]])
        if isinstance(holder, Row):
            setattr(holder, key, value)
        else:
            holder[key] = value
        return fresh


def _keys(value: Any) -> list[Any]:
    members = vars(value) if isinstance(value, Row) else value
    if isinstance(members, list):
        return list(range(len(members)))
    return list(members) if isinstance(members, dict) else []


def _below(holder: Any, key: Any) -> Any:
    return getattr(holder, key) if isinstance(holder, Row) else holder[key]


def outcome(template: Template, data: dict[str, Any]) -> bytes | None:
    try:
        return template.render(data)
    except DocgenError:
        return None


def check(seed: int) -> tuple[int, int]:
    """Return how many changes came to light in the rendering, and how many were rightly said not to."""
    author = Author(seed)
    template = Template.open(with_paragraphs(author.template()), missing="blank", name=f"seed {seed}")
    data = author.data()
    shown, before = template.shown.of(data), outcome(template, data)
    seen = unseen = 0
    for _ in range(25):
        fresh = author.changed(data)
        if template.shown.of(fresh) == shown and _same_types(template.shown.of(fresh), shown):
            assert outcome(template, fresh) == before, f"seed {seed}: {fresh}"
            unseen += 1
        else:
            seen += outcome(template, fresh) != before
    return (seen, unseen) if before is not None else (0, 0)


def _same_types(first: Any, second: Any) -> bool:
    """Return whether two equal values are so in type too: 1 is not True, on a page."""
    return repr(first) == repr(second)


def test_what_a_template_is_not_said_to_show_changes_no_byte_of_it() -> None:
    found = [check(seed) for seed in range(ROUNDS)]
    assert sum(seen for seen, _ in found) > ROUNDS
    assert sum(unseen for _, unseen in found) > ROUNDS


@pytest.mark.soak
def test_what_a_template_is_not_said_to_show_changes_no_byte_of_it_at_length() -> None:
    for seed in range(ROUNDS, SOAK):
        check(seed)
