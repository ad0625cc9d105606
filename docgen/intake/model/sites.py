"""Where and when the client works: sites, the calendar, and who looked after it before."""

from typing import Annotated, Literal

from docgen.intake.model.base import Facts, fact
from docgen.intake.model.codes import Region
from docgen.intake.model.dates import Day, YearDay, Zone
from docgen.intake.model.figures import Count, Flag, NoticeDays, Scale5
from docgen.intake.model.parties import OperatingHours
from docgen.intake.model.refs import ContactRef
from docgen.intake.model.scalar import CHOICE
from docgen.intake.model.texts import Email, Id, LongText, Phone, Text
from docgen.intake.model.words import Weekday

SiteKind = Annotated[Literal["office", "clinic", "warehouse", "dc", "remote"], CHOICE]
HolidaySource = Annotated[Literal["builtin", "list", "none"], CHOICE]
HolidayPolicy = Annotated[Literal["any", "hq"], CHOICE]
IncumbentKind = Annotated[Literal["msp", "internal", "none"], CHOICE]


class Holiday(Facts):
    """A day that is added to, or taken from, the public holidays."""

    date: Day | None = fact("Date", example="2027-05-14")
    name: Text | None = fact("Name of the holiday", example="Show day")
    region: Region | None = fact("Region that it is for; all when left out", example="AU-QLD")
    reason: LongText | None = fact("Why it is added or taken out", example="The show day of another town")


class Site(Facts):
    """A place where people work. A site of kind `remote` stands for those who work from home."""

    id: Id | None = fact("Id of the site", example="mel")
    name: Text | None = fact("Name of the site", example="Melbourne CBD", stage="S1", owner="primary")
    kind: SiteKind | None = fact("Kind of site", example="office", stage="S1", owner="primary")
    address: LongText | None = fact("Address", example="Level 14, 200 Example Lane, Melbourne VIC 3000")
    region: Region | None = fact("Region; the client's when left out", example="AU-VIC")
    tz: Zone | None = fact("Time zone; the client's when left out", example="Australia/Melbourne")
    users: Count | None = fact(
        "People who work there", example="82", unit="people", stage="S1", owner="primary"
    )
    devices: Count | None = fact("Devices there", example="97", unit="devices", owner="technical")
    operating_hours: OperatingHours | None = fact("Hours, where they differ from the client's")
    critical: Flag | None = fact("Does the business stop without it?", example="true")
    local_holidays: tuple[Holiday, ...] | None = fact("Days off that only this site has")
    access_notes: LongText | None = fact("How to get in", example="Visitor list the day before")
    it_contact: ContactRef | None = fact("Who helps with IT there", example="c-lind")


class Holidays(Facts):
    """Which days are public holidays."""

    source: HolidaySource | None = fact("Built-in data, the list here, or none", example="builtin")
    regions: tuple[Region, ...] | None = fact("Regions whose holidays count", example="[AU-VIC]")
    add: tuple[Holiday, ...] | None = fact("Holidays to add")
    remove: tuple[Holiday, ...] | None = fact("Holidays that do not count")


class Calendar(Facts):
    """The days on which work is planned."""

    business_days: tuple[Weekday, ...] | None = fact(
        "Weekdays that are worked", example="[mon, tue, wed, thu, fri]"
    )
    holidays: Holidays | None = fact("Public holidays", stage="S1 C1", owner="onboarding_lead")
    policy: HolidayPolicy | None = fact(
        "A holiday in any region counts, or only at head office", example="any"
    )
    fiscal_year_end: YearDay | None = fact("Last day of the client's financial year", example="06-30")


class OutsideContact(Facts):
    """A person outside both parties."""

    name: Text | None = fact("Full name", example="Sione Taufa")
    email: Email | None = fact("E-mail address", example="service@bluegum.example")
    phone: Phone | None = fact("Phone number", example="+61 3 5550 1401")


class Incumbent(Facts):
    """Who provides the service today."""

    kind: IncumbentKind | None = fact(
        "Who looks after IT today", example="msp", stage="S1", owner="account_manager"
    )
    name: Text | None = fact(
        "Name of today's provider", example="Bluegum IT Services", owner="account_manager"
    )
    contact: OutsideContact | None = fact("Whom to talk to there")
    contract_end: Day | None = fact("Day on which that contract ends", example="2027-04-30", owner="it_lead")
    notice_given_date: Day | None = fact(
        "Day on which notice was given", example="2027-02-05", owner="it_lead"
    )
    notice_days: NoticeDays | None = fact(
        "Notice that the contract asks for", example="60", unit="days", owner="it_lead"
    )
    offboarding_terms: LongText | None = fact(
        "Help that the contract owes at its end", example="Sixteen hours of help, credentials on the last day"
    )
    cooperation: Scale5 | None = fact(
        "How helpful they are, 1 to 5", example="2", unit="level of 5", internal=True
    )
    assets_held: tuple[LongText, ...] | None = fact(
        "What they hold that the client needs", example="[Domain registrar account]"
    )
