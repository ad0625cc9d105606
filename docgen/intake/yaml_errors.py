"""What a YAML parser complains about, in people's words and at the right place."""

from __future__ import annotations

import re

import yaml

from docgen.intake.source import Source
from docgen.problems import Problem

_BAD_CODE = "found invalid Unicode"
_NO_COLON = "could not find expected ':'"
_TAB = re.compile(r"^ *(\t+)", re.MULTILINE)
_QUOTE = "Put a text in quotes if it holds any of : # [ ] { } & * ! | > % @ or starts with a quote."
_INDENT = "Give the keys of one group the same number of spaces in front."

# The start of the parser's words (both parsers), what is wrong, what to do.
_REASONS = (
    ("mapping values are not allowed", "There is a colon here that YAML does not expect.", _QUOTE),
    ("did not find expected key", "A key is expected here.", f"{_INDENT} {_QUOTE}"),
    ("expected <block end>", "A key is expected here.", f"{_INDENT} {_QUOTE}"),
    ("did not find expected '-'", "A list item is expected here.", _INDENT),
    (_NO_COLON, "A key without a colon stands here.", "Write key: value."),
    (
        "did not find expected ',' or ']'",
        "A list in [ ] goes wrong here.",
        "Put commas between, and ] at its end.",
    ),
    ("expected ',' or ']'", "A list in [ ] goes wrong here.", "Put commas between, and ] at its end."),
    (
        "did not find expected ',' or '}'",
        "A group in { } goes wrong here.",
        "Put commas between, and } at its end.",
    ),
    ("expected ',' or '}'", "A group in { } goes wrong here.", "Put commas between, and } at its end."),
    (
        "found unexpected end of stream",
        "A quote is opened and never closed.",
        "Close it with the same quote.",
    ),
    ("found unknown escape", "This backslash means nothing.", "Write two of them, or use single quotes."),
    (_BAD_CODE, "This code names half a character, or none.", "Write the character itself."),
    ("did not find expected hexdecimal", "This code names no character.", "Write the character itself."),
    ("expected escape sequence", "This code names no character.", "Write the character itself."),
    ("found undefined tag", "The ! here starts a tag that means nothing.", "Put the text in quotes."),
    ("found character", "A value cannot start with this character.", _QUOTE),
    ("found unknown directive", "The % here starts an instruction to the parser.", _QUOTE),
    ("block sequence entries are not allowed", "A list item cannot start here.", "Start it on its own line."),
    ("did not find expected <document start>", "What stands above ends before this.", _INDENT),
    ("expected '<document start>'", "What stands above ends before this.", _INDENT),
    ("did not find expected node content", "A value is expected here.", _QUOTE),
    ("expected the node content", "A value is expected here.", _QUOTE),
    ("did not find expected alphabetic", "A name is expected after this * or &.", _QUOTE),
    ("expected alphabetic", "A name is expected after this * or &.", _QUOTE),
)
_OTHER = ("This cannot be read as YAML.", f"{_INDENT} {_QUOTE}")


def syntax_problem(source: Source, error: yaml.YAMLError) -> Problem:
    """Return the problem that says what `error` means, at the character where the parser gave up."""
    spot = _spot(source, error)
    tab = _tab_near(source, spot)
    if tab is not None:
        hint = "Use spaces: YAML does not take tabs in front of a line."
        return source.refuse("yaml-syntax", *tab, "This line starts with a tab.", hint)
    words = str(getattr(error, "problem", "") or "")
    message, hint = _reason(words)
    code = "forbidden-character" if words.startswith(_BAD_CODE) else "yaml-syntax"
    return source.refuse(code, spot, spot + 1, message, hint)


def _reason(words: str) -> tuple[str, str]:
    for start, message, hint in _REASONS:
        if words.startswith(start):
            return message, hint
    return _OTHER


def _spot(source: Source, error: yaml.YAMLError) -> int:
    """Return the offset that helps most: of an open quote or bracket its start, else where reading stopped."""
    mark = getattr(error, "problem_mark", None)
    begin = getattr(error, "context_mark", None)
    end = len(source.text.rstrip())
    at_end = mark is None or mark.index >= end
    no_colon = str(getattr(error, "problem", "")).startswith(_NO_COLON)
    best = begin if (at_end or no_colon) and begin is not None else mark
    # Past the last character there is nothing to mark.
    return min(best.index, max(0, end - 1)) if best is not None else 0


def _tab_near(source: Source, spot: int) -> tuple[int, int] | None:
    """Return the tab in front of the line of `spot`, or of the line above it."""
    line = source.place(spot, spot + 1).line or 1
    for start in (source.starts[line - 1], source.starts[max(0, line - 2)]):
        match = _TAB.match(source.text, start)
        if match:
            return match.span(1)
    return None
