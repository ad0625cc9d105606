"""What the expressions of a template may be, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from jinja2 import nodes

from docgen.engine.lint import operators
from docgen.engine.lint.conditions import narrowed
from docgen.engine.lint.findings import Findings, sentence, suggestion
from docgen.engine.lint.fits import Fits
from docgen.engine.lint.kinds import (
    ANYTHING,
    NOTHING,
    TEXT,
    TRUTH,
    Key,
    Keyed,
    Kind,
    Listed,
    Method,
    Plain,
    never_true,
    one_of,
    options,
    where_false,
    where_true,
)
from docgen.engine.lint.members import member, names
from docgen.engine.lint.scope import Path, Scope, as_a_whole, path_of, wording, written_key
from docgen.engine.sandbox import Sandbox
from docgen.problems import Severity

GLOBALS: Mapping[str, Kind] = {"range": Method(Listed(Plain(int))), "dict": Method(Keyed(ANYTHING))}


@dataclass(frozen=True, slots=True)
class Language:
    """What all parts of a template share: the environment, the filters, how values look, what is at the root.

    `root` is None where nothing is known of the data.
    """

    environment: Sandbox
    filters: Mapping[str, Callable[..., Any]]
    fits: Fits
    root: Kind | None


class Expressions:
    """Reads expressions in the scope that holds; statements (`Reading`) move the scope."""

    def __init__(self, language: Language, findings: Findings) -> None:
        self.language, self.findings = language, findings
        self.scope = Scope()

    @contextmanager
    def inside(self, scope: Scope) -> Iterator[Scope]:
        """Read in another scope, and hand on what it leaves."""
        outer, self.scope = self.scope, scope
        yield scope
        scope.leave()
        self.scope = outer

    @contextmanager
    def muted(self) -> Iterator[None]:
        """Say nothing of what is wrong meanwhile."""
        self.findings.muted += 1
        yield
        self.findings.muted -= 1

    def holding(self, node: nodes.Node, *, holds: bool) -> list[tuple[Path, Kind]]:
        """Return what is known of paths where a condition holds, or where it doesn't."""
        with self.muted():
            return list(narrowed(node, self.of, holds=holds))

    # -- reading --------------------------------------------------------------------------------------

    def of(self, node: nodes.Node) -> Kind:
        """Return what an expression may be."""
        method = getattr(self, f"_ex_{type(node).__name__.lower()}", None)
        if method is not None:
            found: Kind = method(node)
            return found
        for child in node.iter_child_nodes():
            self.of(child)
        return ANYTHING

    def _ex_const(self, node: nodes.Const) -> Kind:
        if node.value is None:
            return NOTHING
        return Plain(type(node.value), (node.value,))

    def _ex_templatedata(self, node: nodes.TemplateData) -> Kind:  # noqa: ARG002 - all are called alike
        return TEXT

    def _ex_name(self, node: nodes.Name) -> Kind:
        return self._name(node, Severity.ERROR)

    def _name(self, node: nodes.Name, severity: Severity) -> Kind:
        found = self.scope.known((node.name,)) or self.scope.find(node.name) or GLOBALS.get(node.name)
        root = self.language.root
        if found is not None or root is None or node.name in self.language.environment.globals:
            return found or ANYTHING
        found = member(root, node.name)
        if found is None:
            known = [*names(root), *sorted(self.scope.all_names())]
            hint = suggestion(node.name, known)
            self.findings.add(
                node.lineno,
                "unknown-name",
                f"{node.name} is not known here.",
                hint,
                severity=severity,
                path=node.name,
            )
        return found or ANYTHING

    def _ex_getattr(self, node: nodes.Getattr) -> Kind:
        return self._member(node, self.of(node.node), node.attr)

    def _ex_getitem(self, node: nodes.Getitem) -> Kind:
        holder, key = self.of(node.node), written_key(node.arg)
        if isinstance(node.arg, nodes.Slice):
            for child in node.arg.iter_child_nodes():
                self.of(child)
            path = path_of(node)
            known = self.scope.known(path) if path else None
            return known or one_of(_part(option) for option in options(holder))
        if key is not None:
            return self._member(node, holder, key)
        self.of(node.arg)
        return one_of(
            option.of if isinstance(option, Listed | Keyed) else ANYTHING for option in options(holder)
        )

    def _member(self, node: nodes.Getattr | nodes.Getitem, holder: Kind, key: Key) -> Kind:
        path = path_of(node)
        known = self.scope.known(path) if path else None
        return known or self.looked_up(node.lineno, node.node, holder, key)

    def looked_up(self, line: int, node: nodes.Node, holder: Kind, key: Key, *, items: bool = False) -> Kind:
        """Return what a value has under a name, and say so if it has none. `node` is what is named in messages;
        with `items`, the value is each of its items."""
        found = {option: member(option, key) for option in options(holder)}
        lacking = [option for option, kind in found.items() if kind is None]
        if lacking:
            subject = f"each of {wording(node)}" if items else wording(node)
            self._say_lacking(line, subject, holder, key, lacking)
        return one_of(kind for kind in found.values() if kind is not None)

    def _say_lacking(self, line: int, subject: str, holder: Kind, key: Key, lacking: list[Kind]) -> None:
        rest = [option for option in options(holder) if option not in lacking]
        if rest and all(map(never_true, lacking)):
            self.findings.unfit(line, subject, holder, lacking, f"and then it has no {key}")
            return
        path = f"{subject}.{key}" if isinstance(key, str) else f"{subject}[{key}]"
        where = f"where {subject} is {lacking[0].words}" if rest else "here"
        hint = suggestion(str(key), names(holder), f"{subject}." if isinstance(key, str) else "")
        self.findings.add(
            line,
            "unknown-name",
            f"{path} is not known {where}.",
            hint or _of_what(subject, holder),
            severity=Severity.WARNING if rest else Severity.ERROR,
            path=path,
        )

    # -- choosing and joining -------------------------------------------------------------------------

    def _ex_condexpr(self, node: nodes.CondExpr) -> Kind:
        self.of(node.test)
        first = self._under(node.expr1, self.holding(node.test, holds=True))
        if node.expr2 is None:
            return first
        return one_of((first, self._under(node.expr2, self.holding(node.test, holds=False))))

    def _under(self, node: nodes.Node, tested: Iterable[tuple[Path, Kind]]) -> Kind:
        with self.inside(self.scope.inner(tested)):
            return self.of(node)

    def _ex_and(self, node: nodes.And) -> Kind:
        known = self.scope.known(as_a_whole(node))
        if known is not None:
            return known
        left = self.of(node.left)
        right = self._under(node.right, self.holding(node.left, holds=True))
        return one_of((where_false(left), right))

    def _ex_or(self, node: nodes.Or) -> Kind:
        known = self.scope.known(as_a_whole(node))
        if known is not None:
            return known
        left = self.of(node.left)
        right = self._under(node.right, self.holding(node.left, holds=False))
        return one_of((*(option for option in options(left) if not never_true(option)), right))

    def _ex_not(self, node: nodes.Not) -> Kind:
        self.of(node.node)
        return TRUTH

    def _ex_tuple(self, node: nodes.Tuple | nodes.List) -> Kind:
        kinds = tuple(map(self.of, node.items))
        return Listed(one_of(kinds), kinds)

    _ex_list = _ex_tuple

    def _ex_dict(self, node: nodes.Dict) -> Kind:
        for pair in node.items:
            self.of(pair.key)
        return Keyed(one_of([self.of(pair.value) for pair in node.items]))

    def _ex_concat(self, node: nodes.Concat) -> Kind:
        for part in node.nodes:
            self.must_print(part, self.of(part))
        return TEXT

    def must_print(self, node: nodes.Node, kind: Kind, context: str = "text") -> None:
        """Say what cannot stand in the place of a tag: never, or where a fact is missing."""
        fits = self.language.fits
        faults = {option: fault for option in options(kind) if (fault := fits.fault(option, context))}
        if faults:
            why, _, hint = next(iter(faults.values())).partition("; ")
            self.findings.unfit(node.lineno, wording(node), kind, list(faults), why, sentence(hint))

    # -- computing and comparing ----------------------------------------------------------------------

    def _binary(self, node: nodes.BinExpr) -> Kind:
        left, right = self.of(node.left), self.of(node.right)
        name = type(node).__name__.lower()
        for side, kind, other in ((node.left, left, right), (node.right, right, left)):
            self._check_operand(side, kind, operators.fault(name, other), "and cannot be computed with")
        return operators.result(name, left, right)

    _ex_add = _ex_sub = _ex_mul = _ex_div = _ex_floordiv = _ex_mod = _ex_pow = _binary

    def _ex_neg(self, node: nodes.Neg | nodes.Pos) -> Kind:
        kind = self.of(node.node)
        self._check_operand(node.node, kind, operators.fault("neg", ANYTHING), "and cannot be computed with")
        return where_true(kind)

    _ex_pos = _ex_neg

    def _check_operand(self, node: nodes.Node, kind: Kind, fault: Callable[[Kind], bool], why: str) -> None:
        bad = [option for option in options(kind) if fault(option)]
        if bad:
            self.findings.unfit(node.lineno, wording(node), kind, bad, why, "Name a number or a text of it.")

    def _ex_compare(self, node: nodes.Compare) -> Kind:
        left_node, left = node.expr, self.of(node.expr)
        for operand in node.ops:
            right = self.of(operand.expr)
            self._compare(operand.op, (left_node, left), (operand.expr, right))
            left_node, left = operand.expr, right
        return TRUTH

    def _compare(self, op: str, left: tuple[nodes.Node, Kind], right: tuple[nodes.Node, Kind]) -> None:
        if op in operators.ORDERS:
            for (node, kind), (_, other) in ((left, right), (right, left)):
                self._check_operand(
                    node, kind, operators.order_fault(other), "and cannot be put in order with that"
                )
        elif op in ("eq", "ne"):
            for (node, kind), (other_node, _) in ((left, right), (right, left)):
                self._check_literal(node, kind, other_node)
        elif isinstance(right[0], nodes.Tuple | nodes.List):
            for item in right[0].items:
                self._check_literal(left[0], left[1], item)

    def _check_literal(self, node: nodes.Node, kind: Kind, other: nodes.Node) -> None:
        """Say of a comparison with a word that the value can never be."""
        if not isinstance(other, nodes.Const) or not isinstance(other.value, str):
            return
        plain = [option for option in options(kind) if not never_true(option)]
        known = [literal for option in plain if isinstance(option, Plain) for literal in option.literals]
        if (
            not plain
            or not all(isinstance(o, Plain) and o.literals for o in plain)
            or isinstance(node, nodes.Const)
        ):
            return
        if other.value in known:
            return
        words = [str(literal) for literal in known]
        near = get_close_matches(other.value, words, n=1)
        hint = f"Did you mean {near[0]!r}?" if near else f"It is one of {', '.join(words)}."
        message = f"{wording(node)} is never {other.value!r}."
        self.findings.add(
            node.lineno, "never-equal", message, hint, severity=Severity.WARNING, path=wording(node)
        )


def _part(option: Kind) -> Kind:
    return Listed(option.of) if isinstance(option, Listed) else option


def _of_what(subject: str, holder: Kind) -> str:
    if any(isinstance(option, Listed) for option in options(holder)):
        return f"{subject} is a list: go over it with a for, or name an item such as {subject}[0]."
    return f"{subject} is {holder.words}, which has no such thing." if holder is not ANYTHING else ""
