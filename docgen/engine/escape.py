"""From text to XML, for each kind of place that text can land in. What XML cannot hold is an error, never dropped."""

from __future__ import annotations

import re

_SPACE = ' xml:space="preserve"'
# What makes a second look necessary: markup, controls, surrogates, noncharacters that XML forbids.
unsafe = re.compile('[&<>"\x00-\x1f\ud800-\udfff\ufdd0\ufdd1\ufffe\uffff]').search
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NEWLINE = re.compile("\r\n?")


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


def attribute(text: str) -> str:
    """Return a text for the inside of an attribute in double quotes; breaks and tabs stay what they are."""
    check(text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text.replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#9;")


def plain(text: str) -> str:
    """Return a text for the inside of an element that keeps line breaks, such as a document property."""
    check(text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


ESCAPES = {"text": run_text, "attribute": attribute, "plain": plain}
