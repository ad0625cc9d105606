"""What is sound is left alone: what a template tests before it uses it is known."""

from __future__ import annotations

import pytest

from docgen.engine.lint import Look, data_kind, lint, lint_with_data
from docgen.problems import Severity
from tests.unit.engine.lint.context import LOOK, told
from tests.unit.engine.make import with_paragraphs, with_table

SOUND = [
    "{{ client.name|upper }} since {{ client.since|date('long') }}, {{ client.elsewhere.town }}",
    "{% if client.head %}{{ client.head.name }}{% else %}nobody{% endif %}",
    "{% if client.head is none %}nobody{% else %}{{ client.head.name }}{% endif %}",
    "{{ client.head.name if client.head else '–' }}",
    "{{ client.head and client.head.name or '–' }}",
    "{% if not client.head %}–{% elif client.head.users > 3 %}{{ client.head.users }}{% endif %}",
    "{% for s in client.sites if s.opened %}{{ s.name }}: {{ s.opened|date }}{% endfor %}",
    "{% for s in client.sites|selectattr('opened') %}{{ s.opened|date }}{% endfor %}",
    "{% for s in client.sites %}{% set r = s.rent %}{% if r %}{{ r * 12 }}{% else %}{{ r }}{% endif %}{% endfor %}",
    "{% if client.contacts is iterable %}{{ client.contacts|join(', ') }}{% else %}{{ client.contacts }}{% endif %}",
    "{% if client.contacts and client.contacts|length > 1 %}{{ client.contacts[0] }}{% endif %}",
    "{{ client.contacts or 'nobody' if not client.contacts is iterable else client.contacts|join(', ') }}",
    "{{ client.sites|map(attribute='users')|sum|number }} {{ client.sites|length|plural('site') }}",
    "{% for g, s in client.sites|groupby('size') %}{{ g }}: {{ s[0].name }}{% endfor %}",
    "{% for k, v in client.sites[0].figures.items() %}{{ k }} {{ v + 1 }}{% endfor %}",
    "{% macro m(s, n=1) %}{{ s.name }}{{ n }}{% endmacro %}{{ m(client.sites[0]) }}{{ m(client.sites[0], n=2) }}",
    "{% set ns = namespace(n=0) %}{% for s in client.sites %}{% set ns.n = ns.n + s.users %}{% endfor %}{{ ns.n }}",
    "{% for s in client.sites %}{{ loop.index }}{% if loop.last %}{{ s.label }}{% endif %}{% endfor %}",
    "{{ client.sites[0].hours[0]|time('24h') }}",
    "{{ client.head.name|default('–') }} {{ client.sites[0].opened|default_tbc('Ann') }}",
    "{% if client.tier == 'gold' or client.sites[0].size == 'small' %}{{ as_of.year + 1 }}{% endif %}",
    "{{ client.sites[0].within(3)[0].name }}, {{ range(3)|join(', ') }}",
    "{% raw %}{{ anything }} {client.name}{% endraw %} and {_{ braces }_}",
    "{% for _ in client.sites %}x{% endfor %}",
]


@pytest.mark.parametrize("typed", SOUND)
def test_a_sound_template_is_left_alone(typed: str) -> None:
    found = lint(with_paragraphs(typed), LOOK)
    assert not [each for each in found if each.severity is not Severity.INFO], told(found)


def test_of_a_member_that_may_be_anything_nothing_is_said() -> None:
    assert (
        lint(with_paragraphs("{{ client.extra }} {{ client.extra.more|date }} {{ client.extra + 1 }}"), LOOK)
        == ()
    )


def test_what_is_known_to_be_there_is_not_even_noted() -> None:
    guarded = [typed for typed in SOUND if typed.startswith("{% if client.head")]
    assert [lint(with_paragraphs(typed), LOOK) for typed in guarded] == [()] * len(guarded)


def test_without_a_context_no_name_is_unknown_and_no_value_wrong() -> None:
    assert (
        lint(with_paragraphs("{{ anybody.anything|date }} {% for x in y %}{{ x.z * 2 }}{% endfor %}")) == ()
    )


def test_a_paragraph_that_is_all_of_a_cell_may_stay_empty() -> None:
    assert lint(with_table(["{% if risks %}{% endif %}", "x"]), LOOK) == ()


def test_faults_of_several_kinds_are_told_together_in_the_order_of_the_text() -> None:
    template = with_paragraphs(
        "# One", "{{ clent }}", "# Two", "{% if risks %}x", "# Three", "{{ as_of|dat }}"
    )
    found = [(each.code, each.where.trail) for each in lint(template, LOOK, name="t.docx")]
    assert found == [
        ("unknown-name", ("One",)),
        ("unbalanced-block", ("Two",)),
        ("unknown-filter", ("Three",)),
    ]


def test_a_file_that_is_no_office_file_is_one_problem() -> None:
    (problem,) = lint(b"not a zip", name="t.docx")
    assert (problem.is_error, problem.where.file) == (True, "t.docx")


# -- with data ------------------------------------------------------------------------------------------


def test_data_tell_what_a_template_may_name() -> None:
    found = lint_with_data(
        with_paragraphs("{% if false %}{{ sites[0].nmae }}{% endif %}"), {"sites": [{"name": "A"}]}
    )
    assert [(each.code, each.hint) for each in found] == [("unknown-name", "Did you mean sites[0].name?")]


def test_what_only_some_items_of_a_list_have_is_known() -> None:
    data = {"sites": [{"name": "A"}, {"name": "B", "users": 3}]}
    assert (
        lint(with_paragraphs("{{ sites|map(attribute='users')|list|length }}"), Look(root=data_kind(data)))
        == ()
    )


def test_rendering_with_the_data_says_what_kinds_cannot() -> None:
    found = lint_with_data(
        with_paragraphs("{{ day|date }} {{ sites[3].name }}"), {"day": "2027-02-30", "sites": [{"name": "A"}]}
    )
    assert [each.code for each in found] == ["wrong-value", "unknown-name"], told(found)


def test_a_text_that_reads_as_a_date_or_a_number_is_taken_for_one() -> None:
    data = {"day": "2027-03-16", "cost": "12.50", "at": "09:30"}
    assert lint_with_data(with_paragraphs("{{ day|date }} {{ cost|money('AUD') }} {{ at|time }}"), data) == ()


def test_a_fault_that_kinds_have_told_is_not_told_again_by_rendering() -> None:
    found = lint_with_data(with_paragraphs("{{ client.nmae }}"), {"client": {"name": "A"}})
    assert [each.code for each in found] == ["unknown-name"]
