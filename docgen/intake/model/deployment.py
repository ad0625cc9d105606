"""The deployment: its workstreams, the nine test gates, the acceptance by users, and the changes behind it all."""

from functools import partial
from typing import Annotated, Literal

from docgen.intake.model.base import Facts, fact
from docgen.intake.model.dates import Day
from docgen.intake.model.figures import Count
from docgen.intake.model.refs import ApplicationRef, ChangeRef, ContactRef, PersonRef, TaskRef, WindowRef
from docgen.intake.model.scalar import CHOICE
from docgen.intake.model.texts import Id, LongText
from docgen.intake.model.words import Gate, Level, WorkStatus

Result = Annotated[Literal["pass", "fail", "pending"], CHOICE]
ChangeStatus = Annotated[
    Literal["draft", "submitted", "approved", "rejected", "implemented", "closed", "rolled_back"], CHOICE
]

_needed = partial(fact, stage="S5", owner="project_manager")


class DeploymentStream(Facts):
    """A workstream of the deployment, by its id in the playbook."""

    id: Id | None = fact("Id of the workstream, as in the playbook", example="W4")
    owner: PersonRef | None = _needed("Who leads it", example="t-haddad")
    change_refs: tuple[ChangeRef, ...] | None = fact(
        "Changes that belong to it (write [] for none)", example="[CHG-1005, CHG-1006]"
    )
    status: WorkStatus | None = _needed("How far it is", example="done")


class RestoreTime(Facts):
    """How long the restore of one application took in the test."""

    app: ApplicationRef | None = fact("Application that was restored", example="filenest")
    minutes: Count | None = fact("Time that the restore took", example="165", unit="minutes")


class GateMeasure(Facts):
    """What was counted at a gate. Each gate has its own keys; the others are left out."""

    agents_reporting: Count | None = fact("T1: agents that report", example="141", unit="agents")
    agents_expected: Count | None = fact("T1: agents that should", example="141", unit="agents")
    alerts_fired: Count | None = fact("T2: test alerts that fired", example="11", unit="alerts")
    alerts_tested: Count | None = fact("T2: alerts that were tried", example="11", unit="alerts")
    sites_passed: Count | None = fact(
        "T3: places from which remote access worked", example="3", unit="places"
    )
    sites_total: Count | None = fact("T3: places from which it was tried", example="3", unit="places")
    internal: Result | None = fact("T4: mail inside the client", example="pass")
    external: Result | None = fact("T4: mail to and from outside", example="pass")
    calendar_sharing: Result | None = fact("T4: shared calendars", example="pass")
    critical_apps_passed: Count | None = fact(
        "T5: critical applications that work", example="4", unit="applications"
    )
    critical_apps: Count | None = fact("T5: critical applications", example="4", unit="applications")
    restores: tuple[RestoreTime, ...] | None = fact(
        "T6: restores that were tried", example="[{app: filenest, minutes: 165}]"
    )
    critical_open: Count | None = fact("T7: open critical findings", example="0", unit="findings")
    high_open: Count | None = fact("T7: open high findings", example="0", unit="findings")
    tickets_passed: Count | None = fact(
        "T8: test tickets that came through right", example="12", unit="tickets"
    )
    tickets_total: Count | None = fact("T8: test tickets that were raised", example="12", unit="tickets")
    signed: Count | None = fact("T9: workstreams that are signed", example="7", unit="workstreams")
    workstreams: Count | None = fact("T9: workstreams", example="7", unit="workstreams")


class Waiver(Facts):
    """Leave to go on although a gate is not passed."""

    by: PersonRef | None = _needed("Who gives it", example="c-wills")
    reason: LongText | None = _needed("Why", example="One laptop is in repair until 22 March")
    expiry: Day | None = _needed("Until when it holds", example="2027-03-26")


class GateTest(Facts):
    """The result of one test gate."""

    gate: Gate | None = _needed("Gate", example="T6")
    measure: GateMeasure | None = fact("What was counted", example="{tickets_passed: 12, tickets_total: 12}")
    result: Result | None = _needed("Outcome", example="pass")
    evidence: LongText | None = _needed("What shows it", example="Restore log of 11 and 12 March")
    tester: PersonRef | None = _needed("Who tested", example="t-haddad")
    date: Day | None = _needed("When", example="2027-03-12")
    waiver: Waiver | None = fact(
        "Leave to go on without it", example="{by: c-wills, reason: Vendor is late, expiry: 2027-03-26}"
    )


class Acceptance(Facts):
    """The users' test of one workstream, or of one application within it."""

    workstream: Id | None = _needed("Workstream, as in the playbook", example="W4")
    app: ApplicationRef | None = fact("Application, where it is one", example="filenest")
    tester: PersonRef | None = _needed("Who tested", example="c-petrov")
    cases: Count | None = _needed("Cases that were tried", example="14", unit="cases")
    passed: Count | None = _needed("Cases that passed", example="14", unit="cases")
    failed: Count | None = _needed("Cases that failed", example="0", unit="cases")
    signed_by: ContactRef | None = fact("Who accepted it for the client", example="c-petrov")
    signed_on: Day | None = fact("When it was accepted", example="2027-03-15")


class Change(Facts):
    """A change record: what is altered, what it may upset, and the way back."""

    id: Id | None = fact("Number of the change record", example="CHG-1006")
    task: TaskRef | None = _needed("Task of the plan that it covers; quote its id", example='"5.10"')
    summary: LongText | None = _needed("What is changed", example="Switch FileNest and shares to Azure")
    risk: Level | None = _needed("How risky it is", example="high")
    impact: LongText | None = _needed("What users notice", example="FileNest is away from 06:00 on Saturday")
    window: WindowRef | None = _needed("Window in which it is made", example="w-sat2")
    rollback: LongText | None = _needed(
        "How it is undone", example="Make the source writable again (45 minutes)"
    )
    approved_by: PersonRef | None = fact("Who approved it", example="c-wills")
    approved_on: Day | None = fact("When it was approved", example="2027-03-11")
    status: ChangeStatus | None = _needed("State", example="closed")


class Deployment(Facts):
    """What was deployed, and what shows that it works."""

    workstreams: tuple[DeploymentStream, ...] | None = _needed("Workstreams of the deployment")
    tests: tuple[GateTest, ...] | None = _needed("Results of the test gates")
    uat: tuple[Acceptance, ...] | None = _needed("Acceptance by the users")
    changes: tuple[Change, ...] | None = _needed("Change records (write [] for none)")
