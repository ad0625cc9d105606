"""Damaged files, made from sound ones: bytes of the zip, XML of a part, and the text of a tag, a few slips each.

Mutations know what they change: a zip's headers and lengths, an element's name, attributes and place, a tag's words.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

from tests.tough.attacks_files import members_of, packed

_WORDS = (
    *(
        "for",
        "if",
        "endif",
        "endfor",
        "else",
        "elif",
        "in",
        "is",
        "not",
        "set",
        "endset",
        "macro",
        "endmacro",
        "raw",
    ),
    *(
        "endraw",
        "tr",
        "tc",
        "p",
        "r",
        "sheet",
        "slide",
        "shape",
        "cellbg",
        "colspan",
        "vm",
        "hm",
        "chart",
        "paper",
    ),
    *(
        "filter",
        "call",
        "with",
        "loop",
        "self",
        "x",
        "|date",
        "|money",
        "1e999",
        "99999999999999999999",
        "0x",
        "..",
    ),
    *(
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "#}",
        "{_{",
        "|",
        ".",
        "(",
        ")",
        "[",
        "]",
        "'",
        '"',
        ",",
        "~",
        "-",
        "\\",
        "=",
    ),
    *("\u00a0", "\u201c", "\U0001f600", "\u202e"),
)
_TAG = re.compile(rb"\{[{%#][^<>]*?[}%#]\}")
_NUMBERS = (
    "",
    "-1",
    "0",
    "1",
    "99999999999",
    "1e9",
    "NaN",
    "x",
    "A1:XFD1048576",
    "#REF!",
    "rId1",
    "rId999",
    "\u0660",
)


def fuzzed(sound: bytes, seed: str) -> bytes:
    """Return a file that differs from a sound one; the same for the same seed."""
    rng = random.Random(seed)
    way: Callable[[bytes, random.Random], bytes] = rng.choice(
        (_bytes, _part, _xml, _xml, _xml, _tags, _tags, _tags)
    )
    return way(sound, rng)


def _bytes(sound: bytes, rng: random.Random) -> bytes:
    data = bytearray(sound)
    heads = [match.start() for match in re.finditer(rb"PK(?:\x01\x02|\x03\x04|\x05\x06)", sound)]
    for _ in range(rng.randint(1, 6)):
        at = rng.choice(heads) + rng.randrange(46) if rng.random() < 0.7 else rng.randrange(len(data))
        if at < len(data):
            data[at] = rng.randrange(256)
    return bytes(data[: rng.randrange(len(data))]) if rng.random() < 0.1 else bytes(data)


def _part(sound: bytes, rng: random.Random) -> bytes:
    """Lose, empty, exchange or cut parts."""
    members = members_of(sound)
    names = list(members)
    one, other = rng.choice(names), rng.choice(names)
    way = rng.randrange(5)
    if way == 0:
        del members[one]
    elif way == 1:
        members[one] = b""
    elif way == 2:
        members[one], members[other] = members[other], members[one]
    elif way == 3:
        members[one] = members[one][: rng.randrange(len(members[one]) + 1)]
    else:
        members[f"{one}x"] = members.pop(one)
    return packed(members)


def _xml(sound: bytes, rng: random.Random) -> bytes:
    members = members_of(sound)
    names = [name for name in members if name.endswith((".xml", ".rels"))]
    own = [name for name in names if "theme" not in name and "docProps" not in name] or names
    name = rng.choice(own)
    for _ in range(rng.randint(1, 3)):
        members[name] = _slipped(members[name], rng)
    return packed(members)


def _slipped(data: bytes, rng: random.Random) -> bytes:
    """Return XML with an element dropped, doubled or renamed, or an attribute changed or dropped."""
    text = data.decode("utf-8", "replace")
    attributes = list(re.finditer(r' [\w:]+="([^"]*)"', text))
    elements = list(re.finditer(r"<([\w:]+)[^<>]*?(?:/>|>[^<>]*</\1>)", text))
    way = rng.randrange(6)
    if way < 3 and attributes:
        found = rng.choice(attributes)
        if way == 0:
            return (text[: found.start()] + text[found.end() :]).encode()
        value = rng.choice(_NUMBERS) if way == 1 else rng.choice(attributes)[1]
        return (text[: found.start(1)] + value + text[found.end(1) :]).encode()
    if elements:
        found = rng.choice(elements)
        whole = found[0]
        instead = {3: "", 4: whole * 2, 5: rng.choice(elements)[0]}.get(way, "")
        return (text[: found.start()] + instead + text[found.end() :]).encode()
    return text.encode()[: rng.randrange(len(data) + 1)]


def _tags(sound: bytes, rng: random.Random) -> bytes:
    members = members_of(sound)
    tagged = [
        name for name, data in members.items() if _TAG.search(data) and name.endswith((".xml", ".rels"))
    ]
    name = rng.choice(tagged)
    for _ in range(rng.randint(1, 3)):
        members[name] = _retagged(members[name], rng)
    return packed(members)


def _retagged(data: bytes, rng: random.Random) -> bytes:
    found = list(_TAG.finditer(data))
    if not found:
        return data
    match = rng.choice(found)
    typed = match[0].decode("utf-8", "replace")
    at = rng.randrange(len(typed) + 1)
    word = rng.choice(_WORDS).replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    way = rng.randrange(5)
    if way == 0:
        typed = typed[:at] + word + typed[at:]
    elif way == 1:
        typed = typed[:at] + typed[at + rng.randint(1, 4) :]
    elif way == 2:
        typed = rng.choice(found)[0].decode("utf-8", "replace")
    elif way == 3:
        typed = re.sub(r"\w+", lambda _: word, typed, count=rng.randint(1, 2))
    else:
        typed = ""
    return data[: match.start()] + typed.encode() + data[match.end() :]


def ill_formed(rendered: bytes) -> list[str]:
    """Return the parts of a rendering that are no XML, or the whole if it is no zip."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(rendered)) as archive:
        if archive.testzip() is not None:
            return ["the zip"]
        parts = {name: archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))}
    broken = []
    for name, data in parts.items():
        try:
            etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))
        except etree.XMLSyntaxError:
            broken.append(name)
    return broken
