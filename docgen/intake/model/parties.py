"""The two parties: the provider and the client."""

from typing import Annotated, Literal

from docgen.intake.model.base import Facts, fact
from docgen.intake.model.codes import Region
from docgen.intake.model.dates import Clock, Zone
from docgen.intake.model.figures import Count, Difference
from docgen.intake.model.scalar import CHOICE, Scalar
from docgen.intake.model.texts import (
    ClientCode,
    Email,
    LongText,
    MailDomain,
    Phone,
    Text,
    Url,
    locale_code,
)
from docgen.intake.model.words import Weekday

CompanyNumberKind = Annotated[Literal["ABN", "ACN", "CRN", "EIN", "NZBN"], CHOICE]
CountMeasure = Annotated[Literal["users", "devices", "sites", "remote_workers"], CHOICE]
Locale = Annotated[str, Scalar(locale_code, {"type": "string", "pattern": "^[a-z]{2}-[A-Z]{2}$"})]


class ServiceDesk(Facts):
    """How users reach the provider's service desk."""

    phone: Phone | None = fact("Phone number of the service desk", example="+61 3 5550 0100", stage="S1")
    email: Email | None = fact(
        "E-mail address of the service desk", example="help@asi-ai.example", stage="S1"
    )
    portal: Url | None = fact("Web address of the service desk", example="https://help.asi-ai.example")
    hours: Text | None = fact("Hours of the service desk in words", example="Mon-Fri 07:00-19:00")


class Products(Facts):
    """Names of the tools that the provider works with."""

    monitoring: Text | None = fact("Monitoring product", example="ASI AI Sentinel")
    itsm: Text | None = fact("Service management product", example="ServiceNow")
    project: Text | None = fact("Project tool", example="Monday.com")
    crm: Text | None = fact("Customer relationship product", example="Salesforce")
    cs_platform: Text | None = fact("Customer success platform", example="Gainsight")
    kb: Text | None = fact("Knowledge base", example="ServiceNow Knowledge")


class Provider(Facts):
    """The organisation that onboards the client."""

    name: Text | None = fact(
        "Name of the provider", example="ASI AI Solutions", stage="S1 C1", owner="onboarding_lead"
    )
    legal_name: Text | None = fact(
        "Legal name of the provider",
        example="ASI AI Solutions Pty Ltd",
        stage="S1 C1",
        owner="account_manager",
    )
    logo: Text | None = fact("File of the provider's logo, beside the intake", example="logo.png")
    address: LongText | None = fact(
        "Postal address of the provider", example="40 Example Street, Docklands VIC 3008", stage="S3",
        owner="account_manager",
    )  # fmt: skip
    service_desk: ServiceDesk | None = fact(
        "How to reach the service desk", stage="S3", owner="service_desk_lead"
    )
    email_domains: tuple[MailDomain, ...] | None = fact(
        "Mail domains of the provider", example="[asi-ai.example]"
    )
    products: Products | None = fact("Tools that the provider works with")


class CompanyNumber(Facts):
    """The client's number in a public register."""

    kind: CompanyNumberKind | None = fact("Register that the number is from", example="ABN", stage="S1 C1")
    value: Text | None = fact(
        "Company number", example="34 090 017 281", stage="S1 C1", owner="account_manager"
    )


class Industry(Facts):
    """What the client does."""

    code: Text | None = fact(
        "Short name of the industry", example="accounting", stage="S1 C1", owner="account_manager"
    )
    text: Text | None = fact("What the client does, in words", example="Accounting, tax and audit practice")


class DayWindow(Facts):
    """A span of the day on some weekdays, in local time."""

    days: tuple[Weekday, ...] | None = fact("Weekdays", example="[mon, tue, wed, thu, fri]")
    start: Clock | None = fact("First minute of the span", example="08:00")
    end: Clock | None = fact("End of the span", example="18:00")
    applies_to: Text | None = fact("Part of the organisation that the span is for", example="Contact centre")


class OperatingHours(Facts):
    """When the client works."""

    tz: Zone | None = fact("Time zone of these hours", example="Australia/Melbourne")
    windows: tuple[DayWindow, ...] | None = fact("Hours by weekday", stage="S1", owner="primary")


class CountVariance(Facts):
    """A difference between two counts that is known and explained."""

    measure: CountMeasure | None = fact("What is counted", example="users")
    difference: Difference | None = fact(
        "Sum of the sites less the declared total", example="-2", unit="of what is counted"
    )
    reason: LongText | None = fact("Why the counts differ", example="Two people start in May")


class Client(Facts):
    """The organisation that is onboarded."""

    code: ClientCode = fact("Short code, used in file names and document numbers", example="HWP", default=...)
    legal_name: Text = fact("Legal name", example="Harrow Wills Partners Pty Ltd", default=...)
    trading_name: Text | None = fact("Name that it trades under", example="Harrow Wills")
    logo: Text | None = fact("File of the client's logo, beside the intake", example="logo.png")
    address: LongText | None = fact(
        "Registered address", example="Level 14, 200 Example Lane, Melbourne VIC 3000"
    )
    company_number: CompanyNumber | None = fact(
        "Registered company number", stage="S1 C1", owner="account_manager"
    )
    industry: Industry | None = fact("Industry of the client", stage="S1 C1", owner="account_manager")
    headcount: Count | None = fact(
        "People who work there", example="128", unit="people", stage="S1", owner="primary"
    )
    users_total: Count | None = fact(
        "People whose accounts are supported", example="120", unit="people", stage="S1", owner="primary"
    )
    devices_total: Count | None = fact(
        "Devices that are supported", example="141", unit="devices", stage="S1", owner="technical"
    )
    remote_workers: Count | None = fact(
        "People who work from home", example="14", unit="people", stage="S1", owner="primary"
    )
    operating_hours: OperatingHours | None = fact("When the client works", stage="S1", owner="primary")
    locale: Locale | None = fact("Language of the documents", example="en-AU")
    territory: Text | None = fact(
        "Territory of the client, as success managers are assigned",
        example="UK&I",
        stage="C1",
        owner="account_manager",
    )
    region: Region | None = fact(
        "Region of the head office", example="AU-VIC", stage="S1 C1", owner="account_manager"
    )
    timezone: Zone | None = fact(
        "Time zone of the head office", example="Australia/Melbourne", stage="S1 C1", owner="account_manager"
    )
    count_variance: tuple[CountVariance, ...] | None = fact("Differences between counts that are explained")
