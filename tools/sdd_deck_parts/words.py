"""Texts that several slides share."""

from __future__ import annotations

from tools.kit.texts import known

GO_LIVE = "{% if timeline.go_live %} before go-live on {{ timeline.go_live|date('long') }}{% endif %}"
"""Ends a message; nothing where the day is not known."""


def short_day(fact: str) -> str:
    """Return a date as `Tue 16 Mar 2027`, or its TBC chip."""
    return known(fact, f"{{{{ {fact}|date('EEE') }}}} {{{{ {fact}|date('medium') }}}}")


def cut(expression: str, length: int) -> str:
    """Return the tag of a text that may be long, cut at a word so that it keeps to its place; gaps print as such."""
    return known(expression, f'{{{{ {expression}|truncate({length}, false, "…") }}}}')


def or_dash(fact: str) -> str:
    """Return a text, or a dash where there is none."""
    return f'{{% if {fact} == "" or {fact} is none %}}–{{% else %}}{{{{ {fact} }}}}{{% endif %}}'
