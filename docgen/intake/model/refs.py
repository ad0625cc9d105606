"""References: ids of other entities, and paths of other facts. Both are checked once the whole file is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from docgen.intake.model.scalar import expect_text
from docgen.intake.model.texts import Id, clean


@dataclass(frozen=True, slots=True)
class RefTo:
    """Marks an id that must exist in one of `lists`, each the dotted path of a list whose items have ids."""

    lists: tuple[str, ...]
    noun: str


class PathMark:
    """Marks a text that must be the path of a fact of this model."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(lambda value: clean(expect_text(value, "a path")))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> Mapping[str, Any]:
        return {"type": "string", "examples": ["applications[app-xero].rto"]}


PATH = PathMark()

FieldPath = Annotated[str, PATH]
ContactRef = Annotated[Id, RefTo(("contacts",), "contact")]
MemberRef = Annotated[Id, RefTo(("team",), "team member")]
PersonRef = Annotated[Id, RefTo(("contacts", "team"), "contact or team member")]
SiteRef = Annotated[Id, RefTo(("sites",), "site")]
ApplicationRef = Annotated[Id, RefTo(("applications",), "application")]
ConditionRef = Annotated[Id, RefTo(("contract.special_conditions",), "special condition")]
RungRef = Annotated[Id, RefTo(("sla.escalation",), "escalation rung")]
ObjectiveRef = Annotated[Id, RefTo(("success.objectives",), "objective")]
ActionRef = Annotated[Id, RefTo(("actions",), "action")]
TaskRef = Annotated[Id, RefTo(("plan.wbs",), "task of the plan")]
ChangeRef = Annotated[Id, RefTo(("deployment.changes",), "change record")]
WindowRef = Annotated[Id, RefTo(("plan.windows",), "window")]
CircuitRef = Annotated[Id, RefTo(("environment.circuits",), "circuit")]
TenantRef = Annotated[Id, RefTo(("environment.cloud",), "tenancy or subscription")]
LicenceRef = Annotated[Id, RefTo(("environment.licences",), "licence")]
