"""What is wrong with a template's text before anybody asks what its tags mean: how the tags were typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from itertools import pairwise

from docgen.engine.lint.texts import Line
from docgen.engine.stream import ENDS, MIDDLES, REFUSED
from docgen.engine.tags import Found, Kind, Tag, UnclosedTag, make_tag, scan
from docgen.problems import Problem, Severity

SHAPES = frozenset({"cellbg", "colspan", "vm", "hm", "paper", "chart"})
GOVERNING = frozenset({"sheet", "slide", "shape", "table"})
_PREFIXES = ("tr", "tc", "p", "r")
WORDS = frozenset({*ENDS, *ENDS.values(), *MIDDLES, *REFUSED, *SHAPES, *GOVERNING, "raw", "endraw", "do"})
"""The words that a block tag may begin with."""

_QUOTES = frozenset("“”„«»‘’‚")
_SPACES = frozenset("\u00a0\u202f")
_TURNED = {
    "–": "-",
    "—": "--",
    "−": "-",
    "‑": "-",
    "…": "...",
    "×": "*",
    "÷": "/",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "½": "1/2",
    "→": "->",
}
_STRING = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'""")
_STRING_OR_NOT = re.compile(rf"(?P<string>{_STRING.pattern})|(?P<code>[^\"']+|.)")
_OPENER = re.compile(r"\{[{%#]")
_WORDY = re.compile(r"(?<![.\w|])(In|And|Or|Not|Is|Else|If|IN|AND|OR|NOT|IS)(?![\w.(])")
_SPACED = re.compile(r"\{\s+[{%#](?!\})|(?<!\{)[}%#]\s+\}")
_SINGLE = re.compile(r"(?<![{\w])\{([A-Za-z_]\w*(?:\.\w+)+|[a-z_]\w*)\}(?!\})")
_STRAY = re.compile(r"\}\}|%\}|#\}")
_WIDE = re.compile("[｛｝]")
_UNDO = "Type it again and undo Word's change at once (Ctrl+Z), or turn AutoCorrect off while you write tags."


# -- one tag --------------------------------------------------------------------------------------------


def intended(tag: Tag) -> str:
    """Return the word that a block tag was meant to begin with: `endif` for `Endif` or `endfi`; empty if unclear."""
    word = tag.keyword
    if tag.kind is not Kind.BLOCK or word in WORDS or not word:
        return word
    folded = word.casefold()
    if folded in WORDS:
        return folded
    near = get_close_matches(folded, sorted(WORDS - SHAPES - REFUSED), n=1, cutoff=0.6)
    return near[0] if near else ""


def swallows(tag: Tag) -> bool:
    """Tell whether a tag has no end of its own, so that the next one became part of it."""
    return bool(_OPENER.search(_STRING.sub("''", tag.body)))


def as_meant(tag: Tag) -> Tag:
    """Return a tag that cannot be read as it was probably meant: its words in small letters, its signs plain."""
    word = tag.keyword
    prefix = word.casefold() if word != word.casefold() and word.casefold() in _PREFIXES else ""
    joined = "" if prefix or intended(tag) == word else _joined(word)[0]
    prefix, start = (prefix, len(prefix)) if prefix else (joined, len(joined))
    body = tag.body[start:].lstrip() if prefix else tag.body
    if not prefix and intended(tag):
        body = intended(tag) + body[len(word) :]
    return replace(tag, prefix=prefix or tag.prefix, body=_STRING_OR_NOT.sub(_plain, body))


def _plain(match: re.Match[str]) -> str:
    if match["string"]:
        return match["string"]
    text = "".join(_TURNED.get(sign, sign) for sign in match["code"])
    return _WORDY.sub(lambda word: word[1].casefold(), text)


def word_fault(tag: Tag) -> Problem | None:
    """Return the problem of a block tag that begins with a word that there is none of."""
    word = tag.keyword
    if tag.kind is not Kind.BLOCK or word in WORDS:
        return None
    meant = intended(tag)
    if meant and meant == word.casefold():
        message = f"{tag.typed}: {word} begins with a capital, and the words of tags are small letters."
        return _error("autocorrected-tag", tag, message, f"Write {meant}. {_UNDO}")
    prefix, rest = _joined(word)
    if prefix and rest in WORDS:
        hint = f"Write a space behind {prefix}: {{%{prefix} {tag.body[len(prefix) :]} %}}."
        return _error("unknown-tag", tag, f"{tag.typed}: {word} is no word that a tag begins with.", hint)
    if word.casefold() in _PREFIXES and word != word.casefold():
        hint = f"Write {{%{word.casefold()} … %}}. {_UNDO}"
        message = f"{tag.typed}: {word} begins with a capital, and the words of tags are small letters."
        return _error("autocorrected-tag", tag, message, hint)
    hint = (
        f"Did you mean {meant}?"
        if meant
        else "A block tag begins with if, for, set or another word of the language."
    )
    return _error("unknown-tag", tag, f"{tag.typed}: {word} is no word that a tag begins with.", hint)


def _joined(word: str) -> tuple[str, str]:
    prefix = next((each for each in _PREFIXES if word.startswith(each) and word[len(each) :] in WORDS), "")
    return prefix, word[len(prefix) :]


def sign_fault(tag: Tag) -> Problem | None:
    """Return the problem of a tag in which a sign of the language was turned into a typographic one."""
    code = _STRING.sub("''", tag.body)
    found = next((sign for sign in code if sign in _TURNED), "")
    if found:
        message = f"{tag.typed}: {found} is no sign of the tag language; it was typed as {_TURNED[found]}."
        return _error("autocorrected-tag", tag, message, f"Write {_TURNED[found]}. {_UNDO}")
    word = _WORDY.search(code.removeprefix(tag.keyword) if tag.kind is Kind.BLOCK else code)
    if word:
        message = f"{tag.typed}: {word[1]} is written with capitals, and the words of tags are small letters."
        return _error("autocorrected-tag", tag, message, f"Write {word[1].casefold()}. {_UNDO}")
    return None


def _error(code: str, tag: Tag, message: str, hint: str) -> Problem:
    return Problem(code, Severity.ERROR, tag.where, message, hint)


# -- one line -------------------------------------------------------------------------------------------


def of_lines(lines: Iterable[Line], known: Callable[[str], bool]) -> Iterator[Problem]:
    """Yield what is wrong with how lines were typed; `known` tells whether a name is one of the data's."""
    for line in lines:
        if "{" in line.text or "}" in line.text or _WIDE.search(line.text):
            yield from _of_line(line, known)


def _of_line(line: Line, known: Callable[[str], bool]) -> Iterator[Problem]:
    found, end = _scanned(line.text)
    raw = False
    for each in found:
        if not each.literal:
            tag = make_tag(each, line.text[each.start : each.end], line.where)
            raw = tag.keyword == "raw" if tag.keyword in ("raw", "endraw") else raw
            yield from () if raw else _typography(tag, each)
    if raw or any(each.opener == "{%" and "raw" in each.body for each in found):
        return
    outside = _outside(line.text[:end], found)
    yield from _lookalikes(outside, line, known)
    if line.leaves_gap and end == len(line.text) and not outside.strip(" \u00a0\t\n\0"):
        yield from _empty(line, found)


def _scanned(text: str) -> tuple[list[Found], int]:
    """Return the tags of a text, and where they stop: the end, or the beginning of a tag that has none."""
    found: list[Found] = []
    try:
        found.extend(scan(text))
    except UnclosedTag as error:
        return found, error.start
    return found, len(text)


def _outside(text: str, found: list[Found]) -> str:
    """Return a text with a zero character in the place of each tag."""
    edges = [0, *(edge for each in found for edge in (each.start, each.end)), len(text)]
    return "\0".join(text[start:end] for start, end in list(pairwise(edges))[::2])


def _typography(tag: Tag, found: Found) -> Iterator[Problem]:
    """Tell of quotes and spaces that Word has changed: they are read as meant, as long as they come in pairs."""
    inside = tag.typed[2:-2]
    if found.opener == "{#" or inside == found.body:
        return
    changed = {sign for sign, plain in zip(inside, found.body, strict=False) if sign != plain}
    if changed & _QUOTES:
        message = f"{tag.typed}: its quotes are typographic ones; they are read as straight quotes."
        yield Problem("typographic-quotes", Severity.INFO, tag.where, message, _UNDO)
    elif changed & _SPACES:
        message = f"{tag.typed}: it holds a no-break space, which is read as a space."
        yield Problem("no-break-space", Severity.INFO, tag.where, message, "Type an ordinary space.")


def _lookalikes(text: str, line: Line, known: Callable[[str], bool]) -> Iterator[Problem]:
    """Tell of text that was meant as a tag."""
    for match in _SPACED.finditer(text):
        message = f"{match.group()!r} stands for itself: the two signs of a tag stand together."
        yield _doubt(
            "looks-like-tag", line, message, f"Write {''.join(match.group().split())}, without a space."
        )
    for match in _SINGLE.finditer(text):
        if known(match[1].split(".")[0]):
            message = f"{match.group()} is printed as it stands: a tag has two braces on either side."
            yield _doubt("looks-like-tag", line, message, f"Write {{{{ {match[1]} }}}}.")
    for match in _STRAY.finditer(text):
        message = f"{match.group()} ends a tag that does not begin."
        opener = {"}}": "{{", "%}": "{%", "#}": "{#"}[match.group()]
        hint = f"Begin the tag with {opener}, or type {match.group()[0]}_}} for the signs themselves."
        yield _doubt("stray-end", line, message, hint)
    if _WIDE.search(text):
        message = "full-width braces stand for themselves: tags are written with { and }."
        yield _doubt(
            "looks-like-tag", line, message, "Switch the keyboard to half-width letters and type it again."
        )


def _doubt(code: str, line: Line, message: str, hint: str) -> Problem:
    return Problem(code, Severity.WARNING, line.where, message, hint)


def _empty(line: Line, found: list[Found]) -> Iterator[Problem]:
    """Tell of a paragraph that holds nothing but tags that print nothing: it stays, empty."""
    tags = [
        make_tag(each, line.text[each.start : each.end], line.where) for each in found if not each.literal
    ]
    if not tags or any(
        tag.kind is Kind.PRINT or tag.prefix or tag.keyword in (SHAPES | GOVERNING) for tag in tags
    ):
        return
    if any(map(swallows, tags)) or any(tag.trim_before or tag.trim_after for tag in tags):
        return
    typed = " ".join(tag.typed for tag in tags)
    tag = tags[0]
    body = as_meant(tag).body
    mark = "#" if tag.kind is Kind.COMMENT else "%"
    hint = f"Write {{{mark}p {body} {mark}}}: then the paragraph goes with its tag."
    if len(tags) > 1:
        hint = f"Give each tag a paragraph of its own with p ({{{mark}p {body} {mark}}}), or put them beside text."
    message = f"this paragraph holds nothing but {typed}, and stays as an empty line."
    yield _doubt("empty-paragraph", line, message, hint)
