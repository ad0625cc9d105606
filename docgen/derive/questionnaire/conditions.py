"""When a question is asked: the condition in words, as a test that a spreadsheet can make, and as it stands now.

A condition looks at the answer to another question. Where that answer is missing, the question waits: it is not
asked, unless the condition is just that the answer is missing. The workbook and this module judge alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from docgen.derive.questionnaire.choices import YES_NO, Choices
from docgen.derive.questionnaire.typed import Typed, value_at
from docgen.derive.words import join_words
from docgen.errors import PlaybookError
from docgen.playbooks.questions import AskIf, Question

IS, IS_NOT, ABOVE, EMPTY, ANSWERED = "is", "is not", "is above", "is empty", "is answered"
"""The tests that the workbook makes, in its own words."""
NEVER = "Never"
"""Stands for the deciding question where no answer can decide any more."""


@dataclass(frozen=True, slots=True)
class Condition:
    """When a question is asked: `words` for people; `on` the question that decides, the `test` of its answer and the
    `value` that it is compared with.

    All are empty for a question that is always asked.
    """

    words: str = ""
    on: str = ""
    test: str = ""
    value: str | Decimal = ""

    def holds(self, answers: Mapping[str, Typed], *, counts: frozenset[str] = frozenset()) -> bool:
        """Return whether the question is asked, given the answers in words by question id.

        `counts` are the questions whose answer is a number of rows: none is no answer.
        """
        answer = answers.get(self.on, "")
        answered = answer != "" and not (self.on in counts and answer == 0)
        if not self.on or self.test == EMPTY:
            return not (self.on and answered)
        return answered and self._passes(answer)

    def _passes(self, answer: Typed) -> bool:
        if self.test == ABOVE:
            return isinstance(answer, int | Decimal) and answer > Decimal(self.value)
        same = str(answer).casefold() == str(self.value).casefold()
        return {IS: same, IS_NOT: not same}.get(self.test, True)


def condition_of(question: Question, choices: Choices) -> Condition:
    """Return the condition of a question of the bank.

    Raise PlaybookError for a condition that a spreadsheet cannot test: one on several of a list's values that are
    not all but one.
    """
    asked = question.ask_if
    if asked is None:
        return Condition()
    if asked.path:
        return _of_fact(asked, choices)
    decider = choices.bank.by_id[asked.answer]
    words = f"{decider.id} {_words(asked, decider, choices)}"
    return Condition(words, decider.id, *_test(asked, decider, choices))


def _of_fact(asked: AskIf, choices: Choices) -> Condition:
    """Return a condition on a fact that no question asks for: it is decided when the questionnaire is issued."""
    if asked.holds(value_at(choices.intake, asked.path)):
        return Condition()
    return Condition(f"{asked.path} calls for it", NEVER, ANSWERED)


def _test(asked: AskIf, decider: Question, choices: Choices) -> tuple[str, str | Decimal]:
    if asked.empty or asked.not_empty:
        return (EMPTY if asked.empty else ANSWERED), ""
    if asked.above is not None:
        return ABOVE, asked.above
    named = (asked.equals,) if asked.equals is not None else asked.in_ or ()
    if len(named) == 1:
        return IS, _text(named[0], decider, choices)
    other = asked.not_equals
    return IS_NOT, _only_other(asked, decider, choices) if other is None else _text(other, decider, choices)


def _words(asked: AskIf, decider: Question, choices: Choices) -> str:
    def quoted(value: str) -> str:
        return f"“{_text(value, decider, choices)}”"

    if asked.empty or asked.not_empty:
        return "is left empty" if asked.empty else "has an answer"
    if asked.above is not None:
        return f"is above {asked.above}"
    if asked.in_ is not None:
        return _among(asked, decider, choices, quoted)
    return (
        f"is {quoted(asked.equals)}"
        if asked.equals is not None
        else f"is not {quoted(asked.not_equals or '')}"
    )


def _among(asked: AskIf, decider: Question, choices: Choices, quoted: Callable[[str], str]) -> str:
    """Say a choice of several by what is named, or, where that is long, by what is left out."""
    named = asked.in_ or ()
    if len(named) > 2:
        return f"has an answer other than “{_only_other(asked, decider, choices)}”"
    return f"is {join_words(map(quoted, named), 'or')}"


def _only_other(asked: AskIf, decider: Question, choices: Choices) -> str:
    named = {_text(value, decider, choices) for value in asked.in_ or ()}
    texts = [text for text in choices.bank.options(decider).values() if text not in named]
    if len(texts) != 1:
        raise PlaybookError.single(
            "untestable-condition",
            f"A condition on {decider.id} names several of its options.",
            hint="Name all options but one, or use equals or not_equals.",
        )
    return texts[0]


def _text(value: str, decider: Question, choices: Choices) -> str:
    """Return an answer as the cell shows it."""
    name = YES_NO if decider.type == "yes_no" else decider.options
    return choices.text(name, value) if name else value
