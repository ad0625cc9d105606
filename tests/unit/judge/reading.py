"""What shows that a message was put together by a program."""

from __future__ import annotations

import re

_TELLS_TO_WRITE = re.compile(r"write \[\]")
ODD = {
    "a count below nothing": re.compile(r"(?<![\w.-])-\d+(\.\d+)? [a-z%]"),
    "a value of the program's": re.compile(r"\b(None|nan|NaT|True|False)\b|\[\]|\{\}|Decimal\(|Gap\("),
    "a gap in the text": re.compile(r"  | [,.;:](?: |$)|\(\)|^ |\n"),
    "several of one": re.compile(r"(?<![\d,.])1 (days|weeks|hours|minutes|people|sites|users)\b"),
}


def odd_in(*texts: str) -> list[str]:
    """Return what is odd in some texts."""
    plain = [_TELLS_TO_WRITE.sub("write none", text) for text in texts]
    return [what for what, pattern in ODD.items() if any(map(pattern.search, plain))]
