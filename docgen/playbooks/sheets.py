"""Whether a question bank of one's own fits the questionnaire's sheets, which are laid out from the built-in bank.

A sheet holds any number of questions of its domain; a table any number of rows. A domain, a list or a column for which
there is no place would be left out without a word, so it is refused where the bank says it.
"""

from collections.abc import Iterator

from docgen.playbooks.questions import Fault, Question, QuestionBank


def unplaced(bank: QuestionBank, laid_out: QuestionBank) -> Iterator[Fault]:
    """Yield what of `bank` has no place in the sheets of `laid_out`, and what these need and it lacks: the steps to
    it, and what is wrong (after its path)."""
    yield from _domains(bank, laid_out)
    columns = _columns(laid_out)
    for index, question in enumerate(bank.questions):
        if question.is_table:
            yield from _table(index, question, columns)
    for path in columns.keys() - _columns(bank).keys():
        yield ("questions",), f"asks nothing that fills {path}, for which the questionnaire has a sheet"


def _domains(bank: QuestionBank, laid_out: QuestionBank) -> Iterator[Fault]:
    for index, domain in enumerate(bank.domains):
        if domain.id not in laid_out.domains_by_id:
            yield ("domains", index), f"is {domain.id}, for which the questionnaire has no sheet"
    for name in laid_out.domains_by_id:
        if name not in bank.domains_by_id:
            yield ("domains",), f"lacks {name}, for which the questionnaire has a sheet"


def _table(index: int, question: Question, columns: dict[str, set[str]]) -> Iterator[Fault]:
    known = columns.get(question.list_path)
    if known is None:
        yield (
            ("questions", index, "maps_to"),
            f"is {question.maps_to}, for which the questionnaire has no sheet",
        )
        return
    for at, column in enumerate(question.columns):
        if column.key not in known:
            steps = ("questions", index, "columns", at, "key")
            yield steps, f"is {column.key}, for which the sheet of {question.list_path} has no column"


def _columns(bank: QuestionBank) -> dict[str, set[str]]:
    """Return the keys of each table's columns by the table's list."""
    found: dict[str, set[str]] = {}
    for question in bank.questions:
        if question.is_table:
            found.setdefault(question.list_path, set()).update(column.key for column in question.columns)
    return found
