"""One document in the manifest: what it is, what it was made from, what is open about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An input: its name (an id or a file name, never a folder of somebody's machine), version, SHA-256."""

    name: str
    version: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A value that the command line put in place of the intake's: its path, both values as text, and where from
    (an overlay's `file:line`, or `--set`)."""

    path: str
    old: str = ""
    new: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """One open item of a document, as the document lists it: `due` is an ISO date or empty.

    `kind` is one of `docgen.judge.open_items.KINDS`; `blocks` says that the document waits for it. `path` is the
    data path, by which the same item is known in several documents.
    """

    ref: str
    item: str
    owner: str = ""
    due: str = ""
    kind: str
    path: str = ""
    blocks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One document. `path` is below the client's folder; `bytes` is its size; `facts` the hash printed on it.

    `date` is the document's own, `as_of` the day that counted as today for it. `content_sha256` is over the
    unpacked parts, which no compressor changes. `problems` counts by severity (`acknowledged` apart);
    `unconfirmed` lists the figures that are still the provider's defaults; `open` what stands in its list of open
    items. Documents with the same `key` have the same content; an empty one is not known. `brand` is what
    restyled the template, else the theme (colours and fonts) that the template carries. `doubts` are the problems
    that rendering found (a text that overflows), as plain data: who does not render again still tells them.
    """

    path: str
    artefact: str
    title: str = ""
    stage: str
    format: str
    audience: str = ""
    classification: str = ""
    bytes: int
    sha256: str
    content_sha256: str
    version: str
    status: str
    draft: bool
    reasons: tuple[str, ...]
    date: str = ""
    as_of: str
    facts: str
    key: str = ""
    intake: Source
    playbook: Source
    template: Source
    brand: Source = Source(name="")
    tool: str
    problems: dict[str, int]
    unconfirmed: tuple[str, ...]
    overrides: tuple[Override, ...] = ()
    doubts: tuple[Mapping[str, Any], ...] = ()
    open: tuple[Open, ...] = ()
