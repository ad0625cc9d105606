"""From text to XML, for each kind of place that text can land in. What XML cannot hold is an error, never dropped.

`escape` and `unescape` do what those of `xml.sax.saxutils` do, which brings half of Python's network library along.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_SPACE = ' xml:space="preserve"'
# What makes a second look necessary: markup, controls, surrogates, noncharacters that XML forbids.
unsafe = re.compile('[&<>"\x00-\x1f\ud800-\udfff\ufdd0\ufdd1\ufffe\uffff]').search
# ST_Xstring (ISO 29500-1, 22.9.2.19): what reads like an escaped character must have its underscore escaped.
_LIKE_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LONGEST_HEADER = 255  # Excel's limit for each header and footer, codes included
_LONGEST_XSTRING = 32_767  # Excel's for a cell, and for a comment
_LONGEST_TITLE, _LONGEST_PROMPT = (
    32,
    255,
)  # Excel's for the messages of a validation, and for the tip of a link
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NEWLINE = re.compile("\r\n?")
_NONE: Mapping[str, str] = MappingProxyType({})


def escape(text: str, others: Mapping[str, str] = _NONE) -> str:
    """Return a text with `&`, `<` and `>` as entities, then each of the `others` as what stands for it."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for found, written in others.items():
        text = text.replace(found, written)
    return text


def unescape(text: str, others: Mapping[str, str] = _NONE) -> str:
    """Return a text with `&lt;`, `&gt;`, each of the `others` and last `&amp;` as what they stand for."""
    text = text.replace("&lt;", "<").replace("&gt;", ">")
    for found, written in others.items():
        text = text.replace(found, written)
    return text.replace("&amp;", "&")


class Xml(str):
    """Text that is XML already. `kind` is the name of the element it was written for (`…}t`: inside run text)."""

    __slots__ = ("kind",)
    kind: str


def xml(text: str, kind: str = "") -> Xml:
    """Return a text marked as XML."""
    marked = Xml(text)
    marked.kind = kind
    return marked


class ForbiddenCharacter(ValueError):
    """A text holds a character that XML cannot hold."""

    def __init__(self, text: str, position: int) -> None:
        code = f"U+{ord(text[position]):04X}"
        super().__init__(
            f"holds the character {code} at position {position + 1}, which an Office file cannot hold"
        )


def check(text: str) -> None:
    """Raise ForbiddenCharacter where a text holds what XML cannot."""
    match = _FORBIDDEN.search(text)
    if match:
        raise ForbiddenCharacter(text, match.start())


def run_text(text: str) -> str:
    """Return a text for the inside of `<w:t>`: line breaks and tabs become elements of the run."""
    check(text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "\r" in text:
        text = _NEWLINE.sub("\n", text)
    if "\n" in text:
        text = text.replace("\n", f"</w:t><w:br/><w:t{_SPACE}>")
    if "\t" in text:
        text = text.replace("\t", f"</w:t><w:tab/><w:t{_SPACE}>")
    return text


def slide_text(text: str, properties: str = "") -> str:
    """Return a text for the inside of `<a:t>`: line breaks end the run, and one with the same properties goes on.

    A tab stays what it is: DrawingML knows it as a character.
    """
    check(text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "\r" in text:
        text = _NEWLINE.sub("\n", text)
    if "\n" in text:
        text = text.replace("\n", f"</a:t></a:r><a:br>{properties}</a:br><a:r>{properties}<a:t>")
    return text


def attribute(text: str) -> str:
    """Return a text for the inside of an attribute in double quotes; breaks and tabs stay what they are."""
    check(text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text.replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#9;")


def plain(text: str) -> str:
    """Return a text for the inside of an element that keeps line breaks, such as a document property."""
    check(text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def xstring(text: str) -> str:
    """Return a text for an element of a workbook in which `_x000B_` stands for a character (ST_Xstring).

    Raise ValueError for a text that is longer than Excel holds in one.
    """
    _check_length(text, _LONGEST_XSTRING, "a cell or a comment")
    return plain(_LIKE_ESCAPE.sub("_x005F_", text) if "_x" in text else text)


def header(text: str) -> str:
    """Return a text for a sheet's header or footer, where `&` begins a code and is doubled to stand for itself.

    Raise ValueError for a text that alone is longer than all of a header may be.
    """
    _check_length(text, _LONGEST_HEADER, "a page header")
    return xstring(text.replace("&", "&&"))


def title(text: str) -> str:
    """Return a text for the attribute that holds the title of a validation's message. Raise where it is too long."""
    _check_length(text, _LONGEST_TITLE, "the title of a message")
    return prompt(text)


def prompt(text: str) -> str:
    """Return a text for the attribute that holds a validation's message or a link's tip. Raise where it is too long."""
    _check_length(text, _LONGEST_PROMPT, "a message or a tip")
    return xattribute(text)


def xattribute(text: str) -> str:
    """Return a text for an attribute of a workbook in which `_x000B_` stands for a character (ST_Xstring)."""
    return attribute(_LIKE_ESCAPE.sub("_x005F_", text))


def _check_length(text: str, most: int, what: str) -> None:
    if len(text) > most:
        raise ValueError(f"has {len(text):,} characters, and {what} holds at most {most:,}")


def raw(text: str) -> str:
    """Return a text as it is, for what is escaped later as a whole. Raise where XML cannot hold it."""
    check(text)
    return text


ESCAPES = {
    "text": run_text,
    "slide": slide_text,
    "attribute": attribute,
    "plain": plain,
    "xstring": xstring,
    "header": header,
    "title": title,
    "prompt": prompt,
    "xattribute": xattribute,
    "raw": raw,
}

# Those that must look at texts without any unsafe character too.
THOROUGH = frozenset({"xstring", "header", "title", "prompt", "xattribute"})
