"""Flows of data between applications, and to outside parties."""

from functools import partial
from typing import Annotated, Literal

from docgen.intake.model.applications import DataClass
from docgen.intake.model.base import Facts, fact
from docgen.intake.model.refs import ApplicationRef, ContactRef
from docgen.intake.model.scalar import CHOICE
from docgen.intake.model.texts import Id, LongText, Text

IntegrationKind = Annotated[Literal["api", "file", "sso", "edi", "database", "webhook"], CHOICE]
Direction = Annotated[Literal["in", "out", "both"], CHOICE]
Complexity = Annotated[Literal["simple", "complex"], CHOICE]

_needed = partial(fact, stage="S2 C3", owner="it_lead")


class Integration(Facts):
    """One flow of data. `from_` and `to` are its ends; `counterparty` is an end outside the client."""

    id: Id | None = fact("Id of the integration", example="int-1")
    name: Text | None = _needed("Name of the integration", example="LedgerLine to FileNest filing")
    from_: ApplicationRef | None = fact("Application that it starts at", example="ledgerline", alias="from")
    to: ApplicationRef | None = fact("Application that it ends at", example="filenest")
    counterparty: Text | None = fact("Outside party at one end", example="Australian Taxation Office")
    kind: IntegrationKind | None = _needed("How it works", example="api")
    direction: Direction | None = _needed("Which way data flows, seen from its first end", example="out")
    frequency: Text | None = fact("How often data flows", example="on event")
    auth: Text | None = fact("How the ends prove who they are", example="OAuth client")
    owner: ContactRef | None = _needed("Who answers for it", example="c-lind")
    data_class: DataClass | None = fact("Class of the data", example="Confidential")
    volume: LongText | None = fact("How much data flows", example="About 900 documents a day")
    complexity: Complexity | None = fact("How hard it is to move", example="simple")
