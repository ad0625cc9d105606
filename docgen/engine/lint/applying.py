"""Filters and tests in expressions: whether there are such, whether they take what they are given, what they give."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from jinja2 import nodes

from docgen.engine.lint import filters as known
from docgen.engine.lint.arguments import call_fault
from docgen.engine.lint.expressions import Expressions
from docgen.engine.lint.findings import stopped
from docgen.engine.lint.kinds import (
    ANYTHING,
    TEXT,
    TRUTH,
    Anything,
    Key,
    Kind,
    Listed,
    Record,
    named,
    never_true,
    one_of,
    options,
    where_true,
    without,
)
from docgen.engine.lint.members import items_of, member
from docgen.engine.lint.scope import path_of, wording, written_key
from docgen.engine.theme import Palette
from docgen.problems import Problem, Severity

_EXISTS = frozenset({"defined", "undefined"})
_COLORS = frozenset({"shd", "fill"})
_BY_ATTRIBUTE = frozenset({"sort", "unique", "min", "max", "sum", "join", "map", "groupby"})
_MOST_SHOWN = 60


class Applying(Expressions):
    """Reads filters and tests."""

    # -- printing -------------------------------------------------------------------------------------

    def must_fit(self, node: nodes.Expr, kind: Kind, context: str) -> None:
        """Say what cannot stand in the place of a tag: what cannot be printed there, a colour that is none."""
        self.must_print(node, kind, context)
        if context in _COLORS:
            for each in _constants(node):
                self._check_color(node, each)

    def _check_color(self, node: nodes.Expr, token: str) -> None:
        try:
            Palette.office().word_fill(token.strip() or "auto")
        except ValueError as error:
            self.findings.add(node.lineno, "wrong-value", str(error), "")

    # -- tests ----------------------------------------------------------------------------------------

    def _ex_test(self, node: nodes.Test) -> Kind:
        if node.name in _EXISTS:
            self._existing(node.node)
        else:
            self.of(node.node)
        for argument in _given(node):
            self.of(argument)
        self._check_known(node, "test", self.language.environment.tests)
        return TRUTH

    def _existing(self, node: nodes.Node | None) -> Kind:
        """Return what a value may be whose absence is allowed for; a name that is never known is a warning."""
        if node is None:
            return ANYTHING
        if isinstance(node, nodes.Name):
            return self._name(node, Severity.WARNING)
        with self.muted():
            kind = self.of(node)
        if isinstance(node, nodes.Getattr):
            holder = self._existing(node.node)
            lacking = without(holder, never_true)
            if path_of(node) is not None:
                self._check_existing(node, lacking)
        return kind

    def _check_existing(self, node: nodes.Getattr, holder: Kind) -> None:
        before = len(self.findings.found)
        self.looked_up(node.lineno, node.node, holder, node.attr)
        for problem in list(self.findings.found)[before:]:
            if problem.is_error:
                del self.findings.found[problem]
                self.findings.found.setdefault(_softened(problem))

    # -- filters --------------------------------------------------------------------------------------

    def _ex_filter(self, node: nodes.Filter) -> Kind:
        if node.node is None:  # a filter block works on text
            return TEXT
        may_lack = node.name in ("default", "d", "default_tbc")
        kind = self._existing(node.node) if may_lack else self.of(node.node)
        return self.applied(node, kind, [self.of(argument) for argument in _given(node)])

    def over_text(self, node: nodes.Filter) -> None:
        """Read the filters of a filter block, the innermost first."""
        if isinstance(node.node, nodes.Filter):
            self.over_text(node.node)
        self.applied(node, TEXT, [self.of(argument) for argument in _given(node)])

    def applied(self, node: nodes.Filter, kind: Kind, given: list[Kind]) -> Kind:
        """Return what a filter gives of a kind, and say what it doesn't take."""
        table = {**self.language.environment.filters, **self.language.filters}
        if not self._check_known(node, "filter", table):
            return ANYTHING
        self._check_constants(node)
        if node.name in ("default", "d"):
            also_false = len(node.args) > 1 or any(pair.key == "boolean" for pair in node.kwargs)
            return known.with_default(kind, given[0] if given else TEXT, also_false=also_false)
        if node.name == "default_tbc":
            return known.with_tbc(kind)
        use = known.USES.get(node.name)
        if use is None:
            return ANYTHING
        self._check_taken(node, node.node, kind, use)
        special = {
            "map": self._mapped,
            "groupby": self._grouped,
            "select": self._chosen,
            "selectattr": self._chosen,
        }
        found = special.get(node.name)
        self._check_attribute(node, kind)
        return found(node, kind) if found else use.gives(kind)

    def _check_known(self, node: nodes.Filter | nodes.Test, what: str, table: Mapping[str, Any]) -> bool:
        function: Callable[..., Any] | None = table.get(node.name)
        if function is None:
            self._say_unknown(node.lineno, node.name, what, table)
            return False
        fault = call_fault(function, node)
        if fault:
            self.findings.add(node.lineno, "wrong-argument", *_with_question(f"{node.name} {fault}"))
        return True

    def _say_unknown(self, line: int, name: str, what: str, table: Iterable[str]) -> None:
        near = get_close_matches(name, list(table), n=1) or get_close_matches(name.lower(), list(table), n=1)
        hint = f"Did you mean {near[0]}?" if near else f"Known: {', '.join(sorted(table)[:_MOST_SHOWN])}."
        self.findings.add(line, f"unknown-{what}", f"there is no {what} called {name}.", hint)

    def _check_constants(self, node: nodes.Filter) -> None:
        if (
            not all(isinstance(each, nodes.Const) for each in _given(node))
            or node.dyn_args
            or node.dyn_kwargs
        ):
            return
        by_name = {
            str(pair.key): pair.value.value for pair in node.kwargs if isinstance(pair.value, nodes.Const)
        }
        args = tuple(each.value for each in node.args if isinstance(each, nodes.Const))
        fault = known.constant_fault(node.name, args, by_name)
        if fault:
            self.findings.add(
                node.lineno, "wrong-argument", *_with_question(f"what {node.name} is given {fault}")
            )

    def _check_taken(self, node: nodes.Filter, holder: nodes.Node | None, kind: Kind, use: known.Use) -> None:
        bad = [option for option in options(kind) if not (isinstance(option, Anything) or use.takes(option))]
        if not bad or holder is None:
            return
        hint = f"Give {node.name} {use.wanted}, or take it out."
        why = f"and {node.name} expects {use.wanted}"
        self.findings.unfit(node.lineno, wording(holder), kind, bad, why, hint)

    # -- filters that name members or other filters ----------------------------------------------------

    def _check_attribute(self, node: nodes.Filter, kind: Kind) -> None:
        """Read the members that a filter looks at, and the test that it applies."""
        tests = self.language.environment.tests
        if node.name in known.OF_MEMBERS and node.args:
            self._attribute(node, items_of(kind), node.args[0])
        elif node.name in _BY_ATTRIBUTE and (path := _attribute_argument(node)) is not None:
            self._attribute(node, items_of(kind), path)
        tested = {"select": 0, "reject": 0, "selectattr": 1, "rejectattr": 1}.get(node.name)
        if tested is not None and len(node.args) > tested:
            name = written_key(node.args[tested])
            if isinstance(name, str) and name not in tests:
                self._say_unknown(node.lineno, name, "test", tests)

    def _attribute(self, node: nodes.Filter, kind: Kind, argument: nodes.Node) -> Kind:
        """Return what a path of members (`client.name`) leads to in each item."""
        key = written_key(argument)
        if key is None or node.node is None:
            return ANYTHING
        last = kind
        for path in str(key).split(",") if node.name == "sort" else [str(key)]:
            last = kind
            for step in path.split("."):
                last = self.looked_up(
                    node.lineno, node.node, last, int(step) if step.isdigit() else step, items=True
                )
        return last

    def _mapped(self, node: nodes.Filter, kind: Kind) -> Kind:
        path = _attribute_argument(node)
        if path is not None:
            with self.muted():
                found = self._attribute(node, items_of(kind), path)
            default = next((pair.value for pair in node.kwargs if pair.key == "default"), None)
            return Listed(found if default is None else one_of((found, self.of(default))))
        name = written_key(node.args[0]) if node.args else None
        if not isinstance(name, str):
            return Listed(ANYTHING)
        inner = nodes.Filter(node.node, name, node.args[1:], node.kwargs, None, None, lineno=node.lineno)
        return Listed(self.applied(inner, items_of(kind), [self.of(each) for each in node.args[1:]]))

    def _chosen(self, node: nodes.Filter, kind: Kind) -> Kind:
        """Return what `select` and `selectattr` leave: without a test, what counts as true."""
        of_member = node.name == "selectattr"
        item = items_of(kind)
        if len(node.args) == int(of_member):
            key = written_key(node.args[0]) if of_member else None
            return Listed(
                where_true(item) if not of_member else one_of(_with(each, key) for each in options(item))
            )
        return Listed(item)

    def _grouped(self, node: nodes.Filter, kind: Kind) -> Kind:
        path = node.args[0] if node.args else _attribute_argument(node)
        with self.muted():
            found = ANYTHING if path is None else self._attribute(node, items_of(kind), path)
        items = Listed(items_of(kind))
        return Listed(_pair(found, items))


def _with(option: Kind, key: Key | None) -> Kind:
    """Return the kind of an item whose member of that name counts as true."""
    found = member(option, key) if isinstance(option, Record) and isinstance(key, str) else None
    if found is None or not isinstance(option, Record):
        return option
    return replace(option, known=(*option.known, (str(key), where_true(found))))


def _pair(grouper: Kind, items: Kind) -> Kind:
    return named({"grouper": grouper, "list": items, "0": grouper, "1": items})


def _attribute_argument(node: nodes.Filter) -> nodes.Node | None:
    """Return the argument of a filter that names a member, None where there is none."""
    if node.name in ("sum", "groupby") and node.args:
        return node.args[0]
    return next((pair.value for pair in node.kwargs if pair.key == "attribute"), None)


def _given(node: nodes.Filter | nodes.Test) -> list[nodes.Node]:
    spread = [each for each in (node.dyn_args, node.dyn_kwargs) if each is not None]
    return [*node.args, *(pair.value for pair in node.kwargs), *spread]


def _constants(node: nodes.Node) -> list[str]:
    """Return the texts that an expression may be, as far as they stand in it."""
    if isinstance(node, nodes.Const):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, nodes.CondExpr):
        return [*_constants(node.expr1), *(_constants(node.expr2) if node.expr2 is not None else ())]
    return []


def _with_question(text: str) -> tuple[str, str]:
    """Return a fault as message and hint: some ask whether another word was meant."""
    message, _, question = text.partition("; did you mean ")
    return stopped(message), f"Did you mean {question}" if question else ""


def _softened(problem: Problem) -> Problem:
    return replace(problem, severity=Severity.WARNING)
