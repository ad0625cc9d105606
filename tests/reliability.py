"""What long counts found, kept in `docs/reliability.md`: each count rewrites its own paragraph there, and no other."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reliability.md"


def record(name: str, finding: str) -> None:
    """Put `finding` between the marks `<!-- name -->` and `<!-- /name -->` of the page.

    Raise ValueError if the page has no such marks.
    """
    text = PAGE.read_text(encoding="utf-8")
    marks = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    if not marks.search(text):
        raise ValueError(f"{PAGE.name} has no place for {name}")
    changed = marks.sub(lambda found: f"{found[1]}{finding}\n{found[2]}", text)
    PAGE.write_text(changed, encoding="utf-8", newline="\n")
