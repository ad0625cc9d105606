"""The design, as far as discovery already asks for it: the data that has to move."""

from __future__ import annotations

from docgen.intake.model.base import Facts, fact
from docgen.intake.model.figures import Quantity
from docgen.intake.model.refs import WindowRef
from docgen.intake.model.texts import Id, LongText, Text


class Migration(Facts):
    """Data that moves to another place."""

    id: Id | None = fact("Id of the move", example="mg-mail")
    workload: Text | None = fact("What moves", example="Mailboxes")
    source: Text | None = fact("Where it lies today", example="MEL-FS01")
    volume_gb: Quantity | None = fact("How much there is", example="420", unit="GB")
    mbps: Quantity | None = fact("Speed at which it can be copied", example="200", unit="Mbps")
    method: LongText | None = fact("How it is copied", example="Staged copy with a final pass")
    wave: Id | None = fact("Wave of the go-live that it belongs to", example="w1")
    window: WindowRef | None = fact("Window in which it is copied", example="w-sat1")
    rollback: LongText | None = fact("How it is undone")
    validation: LongText | None = fact("How it is checked")


class Design(Facts):
    """The design of the service."""

    migration: tuple[Migration, ...] | None = fact("Data that moves")
