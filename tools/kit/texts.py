"""Texts that depend on the data: facts that may be gaps, words that may be absent."""

from __future__ import annotations


def known(fact: str, text: str) -> str:
    """Return `text` where the fact is known, else the fact itself, which then prints as its TBC chip.

    Filters need a value: `known("timeline.target", "{{ timeline.target|date('long') }}")`.
    """
    return f"{{% if {fact} %}}{text}{{% else %}}{{{{ {fact} }}}}{{% endif %}}"


_SHORT_TBC = "[[Chip TBC: \u00a0▲\u00a0TBC\u00a0]]"


def brief(fact: str, text: str) -> str:
    """Return `text` where the fact is known, else a short TBC chip: for a sentence that names several facts, where
    a table below says who owes them."""
    return f"{{% if {fact} %}}{text}{{% else %}}{_SHORT_TBC}{{% endif %}}"


def counted(fact: str) -> str:
    """Return a number, or a short TBC chip: a narrow column has no room for who owes it, which the open items say."""
    return f"{{% if {fact} is number %}}{{{{ {fact} }}}}{{% else %}}{_SHORT_TBC}{{% endif %}}"


def joined(first: str, second: str, between: str) -> str:
    """Return two facts with words between; where both are gaps, one chip speaks for both."""
    return f"{{{{ {first} }}}}{{% if {first} or {second} %}}{between}{{{{ {second} }}}}{{% endif %}}"


def long_date(fact: str) -> str:
    """Return a date without its weekday, as prose has it (`16 March 2027`), or its TBC chip."""
    return known(fact, f"{{{{ {fact}|date('long') }}}}")


def short_date(fact: str) -> str:
    """Return a date as short as in a TBC chip (`16 Mar 2027`), for narrow columns, or its TBC chip."""
    return known(fact, f"{{{{ {fact}|date('medium') }}}}")


def optional(fact: str, absent: str, text: str = "") -> str:
    """Return `text` (or the fact itself) where there is one, else the words `absent`."""
    return f"{{% if {fact} %}}{text or f'{{{{ {fact} }}}}'}{{% else %}}{absent}{{% endif %}}"


def none_recorded(items: str, sentence: str, *, name: str = "") -> str:
    """Return what stands for an empty list: `sentence` where it is known to be empty, else its TBC chip.

    An absent list means that nobody asked, an empty one that there is none. `name` stands in front of the chip.
    """
    label = f"{name}: " if name else ""
    return f"{{% if {items} is iterable %}}{sentence}{{% else %}}{label}{{{{ {items} }}}}{{% endif %}}"


def chip(kind: str, words: str) -> str:
    """Return a fixed chip: kinds Good, Caution, Critical, Neutral."""
    glyph = {"Good": "●", "Caution": "▲", "Critical": "■", "Neutral": "○"}[kind]
    text = f"\u00a0{glyph}\u00a0{words}\u00a0".replace(" ", "\u00a0")
    return f"[[Chip {kind}: {text}]]"
