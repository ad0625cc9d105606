"""Made-up clients for tests of batches, and ten ways in which an intake can be broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bench.clients import client_text

SHORT = "harbour-vale"
"""The example that is read and rendered fastest."""


def write(folder: Path, number: int, *, base: str = SHORT) -> Path:
    """Write one made-up client's intake below `folder` and return its path."""
    path = folder / f"{number:04}" / "intake.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(client_text(number, base=base), encoding="utf-8")
    return path


def _replaced(old: str, new: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text, f"the example no longer holds {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def _emptied(path: Path) -> None:
    path.write_text("", encoding="utf-8")


def _in_latin_1(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"Fictional", b"F\xefctional", 1))


WAYS: dict[str, Callable[[Path], None]] = {
    "yaml-syntax": _replaced("contacts:\n", "contacts: [\n"),
    "unknown-key": _replaced("  legal_name: ", "  legal_nam: "),
    "wrong-type": _replaced("  headcount: 610", "  headcount: [610]"),
    "broken-reference": _replaced("made_by: t-daly", "made_by: t-nobody"),
    "duplicate-id": _replaced("{id: k2, text:", "{id: k1, text:"),
    "duplicate-key": _replaced("\ncontract:\n", "\nplaybook: customer_success\ncontract:\n"),
    "bad-value": _replaced("  start_date: 20", "  start_date: 2027-02-30 # 20"),
    "unknown-value": _replaced("playbook: customer_success", "playbook: customer_succes"),
    "empty-file": _emptied,
    "encoding": _in_latin_1,
}
"""What breaks an intake so that nothing can be made of it, by the code of the problem that says so."""
