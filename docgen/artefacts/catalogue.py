"""The catalogue of artefacts: what each document is, for whom, at which stage, from which template.

To add an artefact, put its template into `templates/` and one entry here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Audience = Literal["internal", "client", "contract"]
"""Who reads it: the provider only, the client too, or both parties as part of their contract."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Artefact:
    """One kind of document.

    `promise` says in a phrase what the reader gets. `stage` is when it is issued (`S1` to `S7`).
    `classification` is the provider's default marking; an intake may choose another. `templates` maps each
    format (a file ending) to the name of its template file. `blocks` lists, in words, what must be known
    before it can be issued as final.
    """

    code: str
    title: str
    promise: str
    stage: str
    audience: Audience
    classification: str
    templates: Mapping[str, str]
    blocks: tuple[str, ...]

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats it comes in, the main one first."""
        return tuple(self.templates)


_ENTRIES = (
    Artefact(
        code="HOF",
        title="Sales handoff form",
        promise="Who, what, when, how much, what was promised and what is still missing",
        stage="S1",
        audience="internal",
        classification="internal",
        templates=MappingProxyType({"docx": "HOF.docx"}),
        blocks=(
            "the client's identity",
            "four contact roles: primary, technical, executive sponsor, billing",
            "the service tier",
            "the signed master agreement and statement of work",
            "the commercial terms",
            "the target go-live date",
            "the lists of special conditions and commitments (they may be empty)",
            "the account manager and the onboarding lead",
        ),
    ),
    Artefact(
        code="SLA",
        title="SLA schedule",
        promise="The service levels, how they are measured, and what happens when one is missed",
        stage="S3",
        audience="contract",
        classification="commercial-in-confidence",
        templates=MappingProxyType({"docx": "SLA.docx"}),
        blocks=(
            "the service tier",
            "service hours and time zone",
            "response and resolution targets for four priorities",
            "the availability target",
            "the contract's credit clause",
            "the monthly fee",
            "the exclusions",
            "who receives the reports",
            "a signatory of the client with contract authority",
            "a confirmation of every figure",
        ),
    ),
)

CATALOGUE: Mapping[str, Artefact] = MappingProxyType({entry.code: entry for entry in _ENTRIES})
"""Every artefact by its code, in the order in which an onboarding issues them."""
