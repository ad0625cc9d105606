"""What a drop-down offers: the closed lists of the question bank, and the items of the intake that a column names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from docgen.derive.questionnaire.typed import NO, YES, member, value_at
from docgen.derive.words import in_words
from docgen.intake.model import Intake
from docgen.playbooks.questions import QuestionBank

YES_NO = "yes_no"
_NAMES = ("name", "title", "scope", "tenant_id", "id")


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a drop-down: the `list` it belongs to, the `text` people choose, the `value` the intake stores."""

    list: str
    text: str
    value: str


@dataclass(frozen=True)
class Choices:
    """Every list that the questionnaire offers, by name; a list of the intake goes by its path."""

    bank: QuestionBank
    intake: Intake

    @cached_property
    def lists(self) -> Mapping[str, tuple[Choice, ...]]:
        """The lists in the bank's order, then those of the intake, each in its own order."""
        written = {name: tuple(_options(name, options)) for name, options in self.bank.lists.items()}
        drawn = {path: tuple(self._items(path)) for path in references(self.bank)}
        return {YES_NO: _YES_NO, **written, **drawn}

    def _items(self, path: str) -> Iterator[Choice]:
        items = [item for item in value_at(self.intake, path) or () if member(item, "id")]
        names = [_name(item) for item in items]
        seen = Counter(names)
        for item, name in zip(items, names, strict=True):
            ident = str(member(item, "id"))
            yield Choice(path, name if seen[name] == 1 else f"{name} ({ident})", ident)

    def text(self, name: str, value: Any) -> str:
        """Return the text of one stored value of a list; an option that the list does not know is its own words,
        an id that no item has stays as it is."""
        known = self._texts.get((name, _key(value)))
        if known is not None:
            return known
        return in_words(str(value)) if name in self.bank.lists else str(value)

    @cached_property
    def _texts(self) -> Mapping[tuple[str, str], str]:
        return {
            (name, _key(choice.value)): choice.text
            for name, choices in self.lists.items()
            for choice in choices
        }


_YES_NO = (Choice(YES_NO, YES, "true"), Choice(YES_NO, NO, "false"))


def references(bank: QuestionBank) -> tuple[str, ...]:
    """Return the intake lists whose items a column offers, each once, in the bank's order."""
    asked = (one for question in bank.questions for one in (question, *question.columns))
    return tuple(dict.fromkeys(one.ref for one in asked if one.ref))


def _options(name: str, options: Mapping[str, str]) -> Iterator[Choice]:
    return (Choice(name, text, value) for value, text in options.items())


def _name(item: Any) -> str:
    return next(str(found) for key in _NAMES if (found := member(item, key)))


def _key(value: Any) -> str:
    """Return what tells the values of a list apart: their words without regard to case."""
    return str(getattr(value, "value", value)).casefold()
