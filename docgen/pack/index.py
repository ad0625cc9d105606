"""What the index document shows: a client's documents, what they wait for, and all that is open, once.

It is made from the manifest's entries, so it is right even where a run left documents out because nothing of them had
changed. Internal documents, and that there are any, are not the client's to know.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from docgen.artefacts import CATALOGUE, INDEX, edition
from docgen.derive.control import STATUSES
from docgen.derive.values import Chip, FileRef, State
from docgen.derive.words import counted, join_words
from docgen.judge.walk import covers
from docgen.pack.current import age_of, shared
from docgen.pack.manifest import Manifest

_APPLICATIONS: Final = {"docx": "Word", "xlsx": "Excel", "pptx": "PowerPoint"}
_STRICTEST: Final = ("Public", "Internal", "Commercial-in-Confidence", "Restricted")
_FACTS: Final = ("gap", "unknown")
_CONTROL: Final = re.compile(r"documents\.\w+\.(.+)")
_AGES: Final = (*_FACTS, "action", "risk")
_SHOWN_FACTS = 3
_OVERDUE = Chip(State.CRITICAL, "Overdue")
_NEEDED = Chip(State.CAUTION, "Needed now")
_CHIPS: Final = {
    "error": Chip(State.CRITICAL, "To be settled"),
    "gap": Chip(State.CAUTION, "To be confirmed"),
    "unknown": Chip(State.CAUTION, "Not known yet"),
    "action": Chip(State.NEUTRAL, "Open"),
    "risk": Chip(State.CAUTION, "Open risk"),
    "warning": Chip(State.CAUTION, "To check"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One document in its latest version: `files` lead to each of its formats, `stage` is its stage in words.

    `waits_for` says in whole sentences why it is a draft; it is empty for a final.
    """

    code: str
    title: str
    purpose: str
    stage: str
    version: str
    status: Chip
    date: date | None
    files: tuple[FileRef, ...]
    waits_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenLine:
    """One open item, whichever documents list it: `documents` are their codes."""

    number: int
    item: str
    owner: str
    due: date | None
    documents: str
    chip: Chip


@dataclass(frozen=True, slots=True)
class PackView:
    """The topic `pack`: the client's documents in the catalogue's order, and what is open over all of them, by due day.

    `date` is that of the youngest document, `folder` the name of the folder that all of them lie in.
    """

    folder: str
    date: date
    classification: str
    documents: tuple[Listed, ...]
    open_items: tuple[OpenLine, ...]

    @property
    def drafts(self) -> tuple[Listed, ...]:
        """The documents that cannot be signed yet."""
        return tuple(one for one in self.documents if one.waits_for)

    @property
    def approved(self) -> int:
        """How many documents are approved."""
        return sum(one.status == STATUSES["approved"] for one in self.documents)

    @property
    def for_review(self) -> int:
        """How many documents wait for the client's word."""
        return sum(one.status == STATUSES["for_review"] for one in self.documents)

    @property
    def overdue(self) -> int:
        """How many open items were due before the youngest document was made."""
        return sum(line.chip == _OVERDUE for line in self.open_items)


def pack_view(manifest: Manifest, stages: Mapping[str, str]) -> PackView | None:
    """Return what the index of a client's folder shows, None where nothing in it is the client's to read.

    `stages` gives the name of each stage of the client's process by its id, in order.
    """
    entries = [entry for entry in shared(manifest.entries) if entry["artefact"] != INDEX.code]
    if not entries:
        return None
    by_code: dict[str, list[Mapping[str, Any]]] = {}
    for entry in entries:
        by_code.setdefault(entry["artefact"], []).append(entry)
    groups = [by_code[code] for code in sorted(by_code, key=tuple(CATALOGUE).index)]
    return PackView(
        folder=manifest.client,
        date=max(filter(None, (_day(entry["date"]) for entry in entries))),
        classification=max((entry["classification"] for entry in entries), key=_STRICTEST.index),
        documents=tuple(line for group in groups for line in _lines(group, stages)),
        open_items=tuple(_open_lines(entries, as_of=max(entry["as_of"] for entry in entries))),
    )


def _lines(group: Iterable[Mapping[str, Any]], stages: Mapping[str, str]) -> Iterable[Listed]:
    """Yield a line for each version that some format of a document has: usually they agree."""
    versions: dict[Any, list[Mapping[str, Any]]] = {}
    for entry in sorted(group, key=age_of, reverse=True):
        versions.setdefault(age_of(entry), []).append(entry)
    for same in versions.values():
        yield _listed(same, stages)


def _listed(entries: Sequence[Mapping[str, Any]], stages: Mapping[str, str]) -> Listed:
    first = entries[0]
    artefact = edition(first["artefact"], {first["stage"]})
    files = sorted(entries, key=lambda entry: (*artefact.formats, entry["format"]).index(entry["format"]))
    return Listed(
        code=first["artefact"],
        title=first["title"],
        purpose=artefact.purpose,
        stage=stages.get(first["stage"], first["stage"]),
        version=first["version"],
        status=STATUSES["draft"] if first["draft"] else STATUSES[first["status"]],
        date=_day(first["date"]),
        files=tuple(FileRef(_APPLICATIONS[entry["format"]], entry["path"]) for entry in files),
        waits_for=waits_for(first) if first["draft"] else (),
    )


def waits_for(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """Return why a document is a draft, in words for the client; always at least one sentence."""
    blocking = [one for one in entry["open"] if one["blocks"]]
    facts = [one["item"] for one in blocking if one["kind"] in _FACTS]
    points = sum(one["kind"] == "error" for one in blocking)
    known = tuple(
        filter(None, (_of_facts(facts), _of_points(points), _of_figures(len(entry["unconfirmed"]))))
    )
    unreleased = entry["status"] == "draft" or not known
    return (*known, "It has not been released for review yet.") if unreleased else known


def _of_facts(facts: Sequence[str]) -> str:
    if not facts:
        return ""
    rest = [f"{len(facts) - _SHOWN_FACTS} more"] if len(facts) > _SHOWN_FACTS else []
    verb = "is" if len(facts) == 1 else "are"
    shown = join_words([*facts[:_SHOWN_FACTS], *rest])
    return f"{counted(len(facts), 'fact')} that it needs {verb} not known yet: {shown}."


def _of_points(points: int) -> str:
    verb = "has" if points == 1 else "have"
    return f"{counted(points, 'point')} in it {verb} to be settled first." if points else ""


def _of_figures(figures: int) -> str:
    kind = "is a standard value" if figures == 1 else "are standard values"
    return f"{counted(figures, 'figure')} in it {kind} that nobody has confirmed yet." if figures else ""


@dataclass(slots=True)
class _Item:
    """An open item while the documents that list it are gathered."""

    first: Mapping[str, Any]
    documents: list[str]
    blocks: bool


def _open_lines(entries: Sequence[Mapping[str, Any]], *, as_of: str) -> Iterable[OpenLine]:
    """Yield every open item once, by due day."""
    items, codes = _merged(entries), {entry["artefact"] for entry in entries}
    for number, item in enumerate(sorted(items, key=_order), 1):
        one = item.first
        yield OpenLine(
            number=number,
            item=one["item"],
            owner=one["owner"],
            due=_day(one["due"]),
            documents=_named(item.documents, codes),
            chip=_chip(item, as_of),
        )


def _named(documents: Iterable[str], codes: Collection[str]) -> str:
    """Return the documents' codes, or `all` where an item stands in each of several."""
    named = sorted(set(documents), key=tuple(CATALOGUE).index)
    return "all" if 1 < len(named) == len(codes) else ", ".join(named)


def _order(item: _Item) -> tuple[str, bool, str]:
    return item.first["due"] or "9999", not item.blocks, item.first["item"]


def _merged(entries: Iterable[Mapping[str, Any]]) -> list[_Item]:
    """Return what is open, each item once: a fact is known by its path, whatever question asks for it."""
    items: dict[tuple[str, ...], _Item] = {}
    for entry in entries:
        for one in entry["open"]:
            if one["kind"] in _CHIPS:
                item = items.setdefault(_key(one), _Item(one, [], False))
                item.documents.append(entry["artefact"])
                item.blocks |= one["blocks"]
    return _without_parts(list(items.values()))


def _key(one: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what makes two items one; what documents lack of their own control (`documents.SLA.owner`) is alike."""
    if own := _CONTROL.fullmatch(one["path"]):
        return ("control", own[1], one["item"], one["owner"], one["due"])
    return (
        ("fact", one["path"])
        if one["kind"] in _FACTS
        else (one["kind"], one["ref"], one["path"], one["item"])
    )


def _without_parts(items: list[_Item]) -> list[_Item]:
    """Return the items without facts that are part of another one that is missing as a whole."""
    facts = [item for item in items if item.first["kind"] in _FACTS]
    kept = []
    for item in items:
        whole = next((other for other in facts if other is not item and _part_of(item, other)), None)
        if whole is None:
            kept.append(item)
        else:
            whole.documents += item.documents
            whole.blocks |= item.blocks
    return kept


def _part_of(item: _Item, other: _Item) -> bool:
    return item.first["kind"] in _FACTS and covers(other.first["path"], item.first["path"])


def _chip(item: _Item, as_of: str) -> Chip:
    kind, due = item.first["kind"], item.first["due"]
    if kind in _AGES and due and due < as_of:
        return _OVERDUE
    return _NEEDED if item.blocks and kind in _FACTS else _CHIPS[kind]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
