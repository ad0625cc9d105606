"""References to what the design itself lists, and to what it answers."""

from typing import Annotated

from docgen.intake.model.refs import RefTo
from docgen.intake.model.texts import Id

TargetCircuitRef = Annotated[Id, RefTo(("design.network.circuits",), "circuit of the design")]
ZoneRef = Annotated[Id, RefTo(("design.security.zones",), "security zone")]
GroupRef = Annotated[Id, RefTo(("design.cloud.management_groups",), "management group")]
CloudRegionRef = Annotated[Id, RefTo(("design.cloud.regions",), "cloud region of the design")]
RiskRef = Annotated[Id, RefTo(("risks",), "risk")]
ObligationRef = Annotated[Id, RefTo(("compliance.obligations",), "obligation")]
WaveRef = Annotated[Id, RefTo(("go_live.waves",), "wave of the go-live")]
TracedRef = Annotated[Id, RefTo(("requirements.items", "discovery.findings"), "requirement or finding")]
RespondentRef = Annotated[
    Id, RefTo(("contacts", "team", "applications"), "person, or application with a vendor")
]
