"""Backup and recovery as the design has them: jobs, who declares a disaster, the order of restore, runbooks."""

from functools import partial
from typing import Annotated, Literal

from docgen.intake.model.base import Facts, fact
from docgen.intake.model.codes import Area
from docgen.intake.model.dates import Day
from docgen.intake.model.design_refs import RespondentRef
from docgen.intake.model.durations import Every, Length
from docgen.intake.model.figures import Count, Flag, Level3
from docgen.intake.model.refs import ApplicationRef, ContactRef, MemberRef, PersonRef
from docgen.intake.model.scalar import CHOICE
from docgen.intake.model.systems import Offsite
from docgen.intake.model.texts import Id, LongText, Text
from docgen.intake.model.words import Cadence

TestResult = Annotated[Literal["passed", "partial", "failed"], CHOICE]

_needed = partial(fact, stage="S3", owner="solutions_architect")


class BackupJob(Facts):
    """A backup job of the design."""

    id: Id | None = fact("Id of the job", example="bj-filenest")
    scope: Text | None = _needed("What is backed up", example="FileNest database and documents")
    apps: tuple[ApplicationRef, ...] | None = _needed("Applications that it serves", example="[filenest]")
    product: Text | None = fact("Product", example="Azure Backup")
    frequency: Every | None = _needed("How often it runs", example="30m")
    duration: Length | None = _needed("How long one run takes", example="10m")
    replication_lag: Length | None = fact("How far a replica is behind, where there is one", example="5m")
    retention: Text | None = _needed("How long copies are kept", example="35 days and 12 months")
    copies: Count | None = _needed("Copies, the live data included", example="3", unit="copies")
    media: Count | None = _needed("Kinds of storage they lie on", example="2", unit="kinds of storage")
    offsite: Offsite | None = _needed("Where the copy outside the site lies", example="cloud")
    immutable: Flag | None = _needed("Can nobody change or delete a copy?", example="true")
    encrypted: Flag | None = _needed("Are the copies encrypted?", example="true")
    area: Area | None = _needed("Country or region in which the copies lie", example="AU")
    location: Text | None = fact("Where they lie", example="Australia East")
    test_cadence: Cadence | None = _needed("How often a restore is tried", example="quarterly")


class BackupPlan(Facts):
    """Backup as the design has it."""

    summary: LongText | None = fact(
        "The backup in two or three sentences",
        example="Three copies on two kinds of storage, one that nobody can change",
    )
    jobs: tuple[BackupJob, ...] | None = _needed("Jobs (write [] for none)")


class RecoveryTier(Facts):
    """How applications of one criticality are recovered."""

    criticality: Level3 | None = _needed("Criticality: 1 critical, 2 important, 3 routine", example="1")
    strategy: LongText | None = _needed(
        "How they are recovered", example="Restored in the second region within the day"
    )


class RecoveryContact(Facts):
    """Whom a recovery needs, by two channels that do not depend on each other."""

    role: Text | None = _needed("Part in the recovery", example="Declares the disaster")
    who: RespondentRef | None = _needed(
        "Who it is: a person, or the application whose vendor it is", example="c-wills"
    )
    channels: tuple[Text, ...] | None = _needed("Channels, best first", example="[+61 491 570 156]")


class RecoveryStep(Facts):
    """A step of a recovery."""

    n: Count | None = _needed("Number of the step", example="1")
    action: LongText | None = _needed("What is done", example="Start the database in the second region")
    owner: PersonRef | None = _needed("Who does it", example="t-haddad")
    minutes: Count | None = _needed("Time that it takes", example="45", unit="minutes")
    verify: LongText | None = _needed("What shows that it worked", example="Test document opens")


class RecoveryTest(Facts):
    """A recovery that was exercised."""

    date: Day | None = fact("When", example="2027-03-12")
    scope: LongText | None = fact("What was exercised", example="Steps 2 to 5 into an isolated network")
    minutes: Count | None = fact("Time that it took", example="165", unit="minutes")
    result: TestResult | None = fact("What came of it", example="passed")
    by: MemberRef | None = fact("Who led it", example="t-haddad")


class RecoveryRunbook(Facts):
    """Step by step: how one application comes back."""

    id: Id | None = fact("Id of the runbook", example="dr-filenest")
    app: ApplicationRef | None = _needed("Application that it recovers", example="filenest")
    trigger: LongText | None = _needed(
        "When it is opened", example="FileNest down for 20 minutes with no repair in sight"
    )
    contacts: tuple[RecoveryContact, ...] | None = _needed("Whom it needs")
    contacts_stored: LongText | None = fact(
        "Where their numbers can be read when the system is down",
        example="Printed card and the provider's vault",
    )
    steps: tuple[RecoveryStep, ...] | None = _needed("Steps, in order")
    fallback: LongText | None = fact(
        "How people work meanwhile", example="Work from the files of the day before, read only"
    )
    messages: tuple[LongText, ...] | None = fact("Messages that are prepared", example="[To all staff]")
    failback: LongText | None = fact(
        "How things go back to normal", example="On the next Saturday, after a full copy back"
    )
    tests: tuple[RecoveryTest, ...] | None = fact("When it was exercised (write [] for never)")


class RecoveryPlan(Facts):
    """Recovery from the loss of a system or a site, as the design has it."""

    strategy: LongText | None = _needed(
        "The strategy in two or three sentences",
        example="Directory first, then FileNest, in the second region",
    )
    tiers: tuple[RecoveryTier, ...] | None = _needed("Strategy for each criticality")
    recovery_site: Text | None = _needed("Where things are recovered to", example="Australia East")
    declaration_authority: ContactRef | None = _needed("Who declares a disaster", example="c-wills")
    declaration_deputy: ContactRef | None = fact("Who does when that person is away", example="c-rao")
    restore_order: tuple[ApplicationRef, ...] | None = fact(
        "Order of restore, first to last", example="[az-core, filenest]"
    )
    test_cadence: Cadence | None = fact("How often the whole is exercised", example="annual")
    runbooks: tuple[RecoveryRunbook, ...] | None = _needed("Runbooks of recovery (write [] for none)")
