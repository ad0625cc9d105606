"""The words of a formula, as it stands in a file: ISO 29500-1, 18.17, with A1 references.

Nothing is lost: the texts of the tokens, joined, are the formula. What is no word of the language (a stray quote)
becomes a token of the kind `other`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_SHEET = r"(?:(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?"
_CELL = r"\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}"
_AREA = (
    rf"{_CELL}(?::{_CELL})?|\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}}|\$?[1-9][0-9]{{0,6}}:\$?[1-9][0-9]{{0,6}}"
)
# A quote in brackets escapes what follows it: `Table[it''s]`, `Table['#]`.
_BRACKETS = r"\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]"

_TOKEN = re.compile(
    rf"""
      (?P<string>"(?:[^"]|"")*")
    | (?P<error>\#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|GETTING_DATA|SPILL!|CALC!))
    | (?P<reference>(?<![\w.]){_SHEET}(?:{_AREA})(?![\w.(!\[]))
    | (?P<table>(?:[^\W\d][\w.]*)?{_BRACKETS})
    | (?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?)
    | (?P<function>[^\W\d][\w.]*(?=\())
    | (?P<name>(?:(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?[^\W\d][\w.\\?]*)
    | (?P<operator><=|>=|<>|[-+*/^&=<>%])
    | (?P<mark>[(),:{{}};@\#!])
    | (?P<space>\s+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """One word: its kind (a group of the pattern above) and its text."""

    kind: str
    text: str


def tokens(formula: str) -> Iterator[Token]:
    """Yield the words of a formula (without its leading `=`), white space included."""
    for found in _TOKEN.finditer(formula):
        yield Token(found.lastgroup or "other", found.group())


def split_sheet(reference: str) -> tuple[str, str]:
    """Return the sheet's name of a reference, unquoted, and the rest; no name where it is of the formula's sheet."""
    sheet, mark, rest = reference.rpartition("!")
    if not mark:
        return "", reference
    if sheet.startswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    return sheet, rest
