"""Each kind of fault, seeded once, is found at its place, with a hint that mends it, and with nothing else beside."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pytest

from docgen.engine.lint import lint
from docgen.problems import Problem, Severity
from tests.unit.engine.lint.context import LOOK, told
from tests.unit.engine.make import with_paragraphs, with_table


class Fault(NamedTuple):
    """A paragraph (or two and more, or the rows of a table), and the problem that it holds."""

    typed: str | list[str] | list[list[str]]
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR


ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
FAULTS = [
    # -- blocks
    Fault("{% if risks %}x", "unbalanced-block", "never closed", "{% endif %}"),
    Fault("x{% endif %}", "unbalanced-block", "closes nothing", "{% if … %}"),
    Fault("x{% else %}", "unbalanced-block", "outside an if"),
    Fault(
        "{% for r in risks %}{% if r %}{{ r }}{% endfor %}",
        "unbalanced-block",
        "{% if r %} is never closed",
        "endif",
    ),
    Fault(["{%p for r in risks %}", "{{ r }}"], "unbalanced-block", "never closed", "{%p endfor %}"),
    Fault(
        [["{% if risks %}a", "b"], ["c", "d{% endif %}"]],
        "crossing-block",
        "is opened here",
        "prefix tr, tc or p",
    ),
    Fault("{% include 'x' %}y", "refused-tag", "cannot use include", "one file"),
    # -- how tags are typed
    Fault("{{ client.name", "unclosed-tag", "never closed", "Add }}"),
    Fault("{% if risks }x{% endif %}", "unclosed-tag", "never closed", "Add %}"),
    Fault("{{ client.name|default('x }}", "unclosed-quote", "never closes it"),
    Fault("{{ client..name }}", "tag-syntax", "cannot be read", "spelling"),
    Fault("{{ client.name | }}", "tag-syntax", "cannot be read", "spelling"),
    Fault("{% If risks %}x{% endif %}", "autocorrected-tag", "If begins with a capital", "Write if."),
    Fault("{% if risks %}x{% Endif %}", "autocorrected-tag", "Endif begins with a capital", "Write endif."),
    Fault(
        ["{%P if risks %}", "x", "{%p endif %}"], "autocorrected-tag", "P begins with a capital", "{%p … %}"
    ),
    Fault(
        "{% for r In risks %}{{ r }}{% endfor %}",
        "autocorrected-tag",
        "In is written with capitals",
        "Write in.",
    ),
    Fault("{% if risks And as_of %}x{% endif %}", "autocorrected-tag", "And is written", "Write and."),
    Fault("{{ client.sites|length – 1 }}", "autocorrected-tag", "it was typed as -", "Write -."),
    Fault("{{ client.name if risks else … }}", "autocorrected-tag", "it was typed as ...", "Write ...."),
    Fault("{% if client.sites|length ≥ 2 %}x{% endif %}", "autocorrected-tag", "typed as >=", "Write >=."),
    Fault("{{ as_of|date(“long”) }}", "typographic-quotes", "read as straight quotes", "AutoCorrect", INFO),
    Fault("{{\u00a0client.name }}", "no-break-space", "read as a space", "ordinary space", INFO),
    Fault(["{%pif risks %}", "x", "{%p endif %}"], "unknown-tag", "pif is no word", "{%p if risks %}"),
    Fault("{% fro r in risks %}{{ r }}{% endfor %}", "unknown-tag", "fro is no word", "Did you mean for?"),
    Fault("{% if risks %}x{% esle %}y{% endif %}", "unknown-tag", "esle is no word", "Did you mean else?"),
    Fault("{ { client.name }}", "looks-like-tag", "'{ {' stands for itself", "without a space", WARNING),
    Fault("{client.name}", "looks-like-tag", "two braces", "{{ client.name }}", WARNING),
    Fault("client.name }}", "stray-end", "does not begin", "with {{", WARNING),
    Fault("if risks %}", "stray-end", "does not begin", "with {%", WARNING),
    Fault("｛｛ client.name ｝｝", "looks-like-tag", "full-width", "half-width", WARNING),
    # -- places
    Fault(["{%p if risks %} lost", "x", "{%p endif %}"], "text-beside-tag", "'lost'", "of its own", WARNING),
    Fault("{%tr for r in risks %}{%tr endfor %}", "misplaced-tag", "outside a table", "{% for"),
    Fault("{% cellbg 'accent1' %}x", "misplaced-tag", "outside a table cell"),
    Fault([["{{tr client.name }}", "x"]], "misplaced-tag", "cannot print a whole tr", "{{ }}"),
    Fault(
        ["{% if risks %}", "x{% endif %}"], "empty-paragraph", "{% if risks %}", "{%p if risks %}", WARNING
    ),
    Fault("{% set n = 1 %}", "empty-paragraph", "stays as an empty line", "{%p set n = 1 %}", WARNING),
    Fault("{# a note #}", "empty-paragraph", "stays as an empty line", "{#p a note #}", WARNING),
    # -- names
    Fault("{{ clent.name }}", "unknown-name", "clent is not known", "Did you mean client?"),
    Fault("{{ client.nmae }}", "unknown-name", "client.nmae", "Did you mean client.name?"),
    Fault("{{ client.elsewhere.twon }}", "unknown-name", "elsewhere.twon", "client.elsewhere.town?"),
    Fault("{{ client['nam'] }}", "unknown-name", "client.nam is not known", "client.name?"),
    Fault(
        "{% for s in client.sites %}{{ s.user }}{% endfor %}",
        "unknown-name",
        "s.user",
        "Did you mean s.users?",
    ),
    Fault("{% for s in client.sites %}{{ s.lable }}{% endfor %}", "unknown-name", "s.lable", "s.label?"),
    Fault("{{ client.sites[0].usres }}", "unknown-name", "usres", "client.sites[0].users?"),
    Fault("{{ client.sites.name }}", "unknown-name", "client.sites.name", "client.sites is a list"),
    Fault("{{ client.name.town }}", "unknown-name", "client.name.town", "is a text"),
    Fault("{% set s = client.sites|first %}{{ s.nam }}", "unknown-name", "s.nam", "s.name?"),
    Fault("{% with s = client.sites[0] %}{{ s.nam }}{% endwith %}", "unknown-name", "s.nam", "s.name?"),
    Fault(
        "{% macro m(s) %}{{ s.nam }}{% endmacro %}{{ m(client.sites[0]) }}",
        "unknown-name",
        "s.nam",
        "s.name?",
    ),
    Fault(
        "{{ client.sites|map(attribute='nam')|join(', ') }}",
        "unknown-name",
        "each of client.sites.nam",
        ".name?",
    ),
    Fault("{{ client.sites|sum(attribute='user') }}", "unknown-name", "user is not known", ".users?"),
    Fault(
        "{% for s in client.sites|sort(attribute='nam') %}{{ s.name }}{% endfor %}",
        "unknown-name",
        "nam",
        ".name?",
    ),
    Fault(
        "{% for s in client.sites|selectattr('man') %}{{ s.name }}{% endfor %}",
        "unknown-name",
        "man",
        ".main?",
    ),
    Fault(
        "{% for g in client.sites|groupby('size') %}{{ g.groper }}{% endfor %}",
        "unknown-name",
        "groper",
        "g.grouper?",
    ),
    Fault(
        "{% for r in risks %}{{ loop.idnex }}: {{ r }}{% endfor %}",
        "unknown-name",
        "loop.idnex",
        "loop.index?",
    ),
    Fault(
        "{% for s in client.sites[0].within(5) %}{{ s.nam }}{% endfor %}", "unknown-name", "s.nam", "s.name?"
    ),
    Fault("{{ clent.name|default('–') }}", "unknown-name", "clent is not known", "client?", WARNING),
    Fault(
        "{% if client.nmae is defined %}x{% endif %}", "unknown-name", "client.nmae", "client.name?", WARNING
    ),
    # -- filters, tests, arguments
    Fault("{{ client.name|uper }}", "unknown-filter", "no filter called uper", "Did you mean upper?"),
    Fault("{{ risks|map('uper')|join }}", "unknown-filter", "no filter called uper", "Did you mean upper?"),
    Fault("{% if client.name is strng %}x{% endif %}", "unknown-test", "no test called strng", "string?"),
    Fault("{% for r in risks|select('strng') %}{{ r }}{% endfor %}", "unknown-test", "strng", "string?"),
    Fault(
        "{{ as_of|date(frm='long') }}",
        "wrong-argument",
        "date has no argument called frm",
        "Did you mean form?",
    ),
    Fault("{{ as_of|date('long', 'short') }}", "wrong-argument", "date takes 1 argument at most"),
    Fault("{{ client.name|replace('a') }}", "wrong-argument", "replace needs the argument"),
    Fault(
        "{{ as_of|date('lnog') }}", "wrong-argument", '"lnog" is not a form of a date', "Did you mean long?"
    ),
    Fault("{{ 12|money('AUDD') }}", "wrong-argument", "is not a currency code", "Did you mean AUD?"),
    Fault(
        "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}", "wrong-argument", "m takes 1 argument at most"
    ),
    # -- values in their places
    Fault("{{ client.sites }}", "wrong-value", "client.sites is a list", "list_and"),
    Fault("{{ client.sites[0].figures }}", "wrong-value", "is a group of values", "Name one of its members"),
    Fault("{{ client }}", "wrong-value", "a value of the kind Client", "Name one of its fields"),
    Fault("{{ client.sites[0].main }}", "wrong-value", "is yes or no", "Choose words with an if"),
    Fault("{{ client.sites[0].within }}", "wrong-value", "something to be called", "Call it with ()"),
    Fault("{{ 'Of ' ~ client.sites }}", "wrong-value", "client.sites is a list", "list_and"),
    Fault("{{ none }}", "wrong-value", "is empty", "if"),
    Fault(
        "{{ client.head.name }}", "may-be-missing", "client.head may be missing", "{% if client.head %}", INFO
    ),
    Fault("{{ client.sites[0].opened }}", "may-be-missing", "nothing would be printed", "{% if", INFO),
    Fault("{{ client.sites[0].rent * 12 }}", "may-be-missing", "cannot be computed with", "{% if", INFO),
    Fault(
        "{% if not client.sites[0].rent %}{{ client.sites[0].rent * 12 }}{% endif %}",
        "may-be-missing",
        "cannot be computed with",
        "",
        INFO,
    ),
    Fault("{{ client.head * 2 }}", "wrong-value", "cannot be computed with"),
    Fault("{{ client.name + 1 }}", "wrong-value", "client.name is a text, and cannot be computed with"),
    Fault(
        "{% if client.name > 3 %}x{% endif %}",
        "wrong-value",
        "client.name is a text, and cannot be put in order",
    ),
    Fault("{{ client.name|date }}", "wrong-value", "client.name is a text, and date expects a date"),
    Fault("{{ as_of|time }}", "wrong-value", "as_of is a date, and time expects a time"),
    Fault("{{ as_of|money }}", "wrong-value", "money expects a number"),
    Fault("{{ client.name|number }}", "wrong-value", "number expects a number"),
    Fault("{{ client.sites|list_and }}", "wrong-value", "list_and expects a list of texts"),
    Fault("{{ client.sites|upper }}", "wrong-value", "upper expects a text"),
    Fault("{{ as_of|join }}", "wrong-value", "join expects a list"),
    Fault("{% for s in client %}{{ s }}{% endfor %}", "wrong-value", "a loop needs a list", "client.sites"),
    Fault(
        "{% for c in client.name %}{{ c }}{% endfor %}", "wrong-value", "client.name is a text, and a loop"
    ),
    Fault(
        [["{%tr for n in client.sites[0].users %}"], ["{{ n }}"], ["{%tr endfor %}"]],
        "wrong-value",
        "a loop needs",
    ),
    Fault("{{ client.name() }}", "wrong-value", "cannot be called", "brackets out"),
    Fault("{% if client.sites[0].within %}x{% endif %}", "never-called", "always holds", "within()", WARNING),
    Fault([["{% cellbg 'acent1' %}x"]], "wrong-value", '"acent1" is not a colour'),
    Fault([["{% cellbg client.sites[0].users %}x"]], "wrong-value", "a colour is a text"),
    Fault([["{% colspan client.sites %}x"]], "wrong-value", "a span is a whole number"),
    Fault(
        "{% if client.tier == 'glod' %}x{% endif %}",
        "never-equal",
        "never 'glod'",
        "Did you mean 'gold'?",
        WARNING,
    ),
    Fault(
        "{% if client.sites[0].size == 'big' %}x{% endif %}",
        "never-equal",
        "never 'big'",
        "small, large",
        WARNING,
    ),
    Fault(
        "{% if client.tier in ('gold', 'slver') %}x{% endif %}",
        "never-equal",
        "'slver'",
        "'silver'?",
        WARNING,
    ),
    Fault("{% for s in client.sites %}x{% endfor %}", "unused-name", "uses s", "Every round", INFO),
]


def made(typed: str | list[str] | list[list[str]]) -> bytes:
    if isinstance(typed, str):
        return with_paragraphs("# Terms", typed)
    rows = [row for row in typed if isinstance(row, list)]
    return with_table(*rows) if rows else with_paragraphs("# Terms", *map(str, typed))


@cache
def found_in(template: bytes) -> tuple[Problem, ...]:
    return lint(template, LOOK, name="t.docx")


def named_by(fault: Fault) -> str:
    return f"{fault.code}-{fault.typed if isinstance(fault.typed, str) else fault.typed[0]}"


@pytest.mark.parametrize("fault", FAULTS, ids=named_by)
def test_a_seeded_fault_is_found_at_its_place_with_its_hint(fault: Fault) -> None:
    found = found_in(made(fault.typed))
    same = [each for each in found if each.code == fault.code and fault.message in each.message]
    assert same, told(found)
    problem = same[0]
    assert problem.severity is fault.severity
    assert fault.hint in problem.hint
    is_table = isinstance(fault.typed, list) and isinstance(fault.typed[0], list)
    assert problem.where.trail[0] == ("table 1" if is_table else "Terms")


@pytest.mark.parametrize("fault", FAULTS, ids=named_by)
def test_a_seeded_fault_brings_no_other_error_along(fault: Fault) -> None:
    found = found_in(made(fault.typed))
    assert {each.code for each in found if each.is_error} <= {fault.code}, told(found)


def test_quotes_that_word_changed_in_many_tags_are_one_note() -> None:
    found = found_in(
        with_paragraphs(
            *(f"{{{{ as_of|date(“{form}”) }}}}" for form in ("long", "iso", "month")),
            "{{\u00a0client.name }}",
        )
    )
    assert [problem.code for problem in found] == ["typographic-quotes", "no-break-space"]
    assert found[0].message.endswith("So it is in 2 more tags.")
