"""What a catalogue entry says of a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Audience = Literal["internal", "client", "contract"]
"""Who reads it: the provider only, the client too, or both parties as part of their contract."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Artefact:
    """One kind of document.

    `purpose` says in one line what it gives the client who reads it. `stage` is when it is issued (`S1` to `S7`,
    `C1` to `C4`); what another process makes of the same document is an entry of its own with the same code.
    `classification` is the provider's default marking; an intake may choose another. `templates` maps each format
    (a file ending) to the name of its template file; an artefact without one can be referred to, not rendered.

    What blocks its issue: the required facts below the intake paths in `topics` (none: all that its stage
    requires), and the `minimum` that no single field can say: `contact:ROLE` and `team:ROLE` must be held by
    somebody, `authority:KIND` by somebody at the client; `some:PATH` is a list that is not empty, `approved:CODE`
    another document that is approved. `views` are the names of the context that it shows.
    `findings` are the starts of the rule numbers that a document for others may list; `actions` says whether open
    actions and risks are listed.
    """

    code: str
    title: str
    stage: str
    audience: Audience
    classification: str
    purpose: str = ""
    templates: Mapping[str, str] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    minimum: tuple[str, ...] = ()
    views: tuple[str, ...] = ()
    findings: tuple[str, ...] = ("",)
    actions: bool = False

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats it comes in, the main one first."""
        return tuple(self.templates)

    @property
    def binding(self) -> bool:
        """Whether it binds a party, so that no unconfirmed default may stand in it."""
        return self.audience == "contract"

    @property
    def shared(self) -> bool:
        """Whether the client reads it, so that nothing internal may stand in it."""
        return self.audience != "internal"
