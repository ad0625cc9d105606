"""What the registers hold, column by column."""

from __future__ import annotations

from tools.bau_parts.register import Field, Register, blank_or, day, left, state, whole


def _ref(text: str = "{{ line.id }}", head: str = "No.", width: float = 10) -> Field:
    return Field(head=head, width=width, text=text, style="House Ref")


def _text(head: str, path: str, width: float, style: str = "House Text") -> Field:
    return Field(head=head, width=width, text=f"{{{{ {path} }}}}", style=style)


ASSETS = Register(
    sheet="Assets",
    lead="Every kind of device in service, counted by the tool that sees it.",
    items="bau.registers.assets",
    fields=(
        _ref(),
        _text("Kind", "line.kind", 20, "House Strong"),
        _text("Make and model", "line.model", 30),
        _text("Site", "line.site", 22),
        whole("Devices", "{{ line.count }}", total=True),
        day("Supported until", blank_or("line.supported_until"), ends=True),
        left(),
        state(),
        _text("Counted by", "line.source", 18),
    ),
    none="No device is recorded.",
)
CONTACTS = Register(
    sheet="Contacts",
    lead="Everybody on either side: who they are and how to reach them.",
    items="bau.registers.contacts",
    fields=(
        _text("Side", "line.side", 11),
        _text("Name", "line.name", 24, "House Strong"),
        _text("Title", "line.title", 28),
        _text("Roles", "line.roles", 40),
        _text("E-mail", "line.email", 34),
        _text("Phone", "line.phone", 19),
        _text("Mobile", "line.mobile", 19),
        _text("After hours", "line.after_hours", 19),
    ),
    none="Nobody is recorded.",
)
LICENCES = Register(
    sheet="Licences",
    lead="What is licensed, for how many, and until when. Spare is paid for less in use.",
    items="bau.registers.licences",
    fields=(
        _ref(),
        _text("Licence", "line.name", 36, "House Strong"),
        _text("Bought from", "line.supplier", 26),
        whole("Paid for", "{{ line.quantity }}", total=True),
        whole("In use", blank_or("line.assigned"), total=True),
        whole("Spare", blank_or("line.spare"), total=True),
        day("Valid until", "{{ line.expiry }}", ends=True),
        left(),
        state(),
    ),
    none="No licence is recorded.",
)
VENDORS = Register(
    sheet="Vendors",
    lead="Suppliers that the service depends on, and how their support is reached.",
    items="bau.registers.vendors",
    fields=(
        _ref(),
        _text("Supplier", "line.name", 28, "House Strong"),
        _text("What comes from it", "line.supplies", 32),
        _text("E-mail", "line.contact", 34),
        _text("Phone", "line.phone", 19),
        _text("Customer number", "line.account", 17),
        day("Contract ends", "{{ line.contract_end }}", ends=True),
        left(),
        state(),
    ),
    none="No supplier is recorded.",
)
CIRCUITS = Register(
    sheet="Circuits",
    lead="Lines to the sites, what takes over when one fails, and when that was last tried.",
    items="bau.registers.circuits",
    fields=(
        _ref(width=12),
        _text("Site", "line.site", 22, "House Strong"),
        _text("Carrier", "line.carrier", 26),
        _text("Kind", "line.kind", 12),
        whole("Mbps", "{{ line.mbps }}"),
        _text("Service number", "line.service_number", 18),
        _text("Taken over by", "line.failover", 15),
        day("Last tried", blank_or("line.failover_tested")),
        day("Contract ends", "{{ line.contract_end }}", ends=True),
        left(),
        state(),
    ),
    none="No line is recorded.",
)
CERTIFICATES = Register(
    sheet="Certificates",
    title="Domains and certificates",
    lead="Domains and certificates: what stops working on the day it runs out, and who renews it.",
    items="bau.registers.certificates",
    fields=(
        _ref(),
        _text("Kind", "line.kind", 14),
        _text("Name", "line.name", 30, "House Strong"),
        _text("What depends on it", "line.used_by", 36),
        _text("Renewed by", "line.owner", 22),
        day("Valid until", "{{ line.expiry }}", ends=True),
        left(),
        state(),
    ),
    none="No domain and no certificate is recorded.",
)
WARRANTIES = Register(
    sheet="Warranties",
    lead="What the maker still answers for.",
    items="bau.registers.warranties",
    fields=(
        _ref(),
        _text("Device", "line.item", 40, "House Strong"),
        _text("What the warranty gives", "line.cover", 40),
        day("Valid until", "{{ line.expiry }}", ends=True),
        left(),
        state(),
    ),
    none="No warranty is recorded.",
)
ISSUES = Register(
    sheet="Known issues",
    lead="Faults that the service starts with: what helps, who mends them, and who accepted them.",
    items="bau.issues",
    fields=(
        _ref(),
        state("{{ line.chip }}", "Severity", 14),
        _text("Symptom", "line.symptom", 44, "House Strong"),
        _text("What helps", "line.workaround", 34),
        _text("Cause", "line.cause", 30),
        _text("Owner", "line.owner", 20),
        day("Mended by", "{{ line.target_fix }}", due=True),
        _text("Article", "line.article", 12),
        _text("Accepted by", "line.accepted_by", 20),
        Field(
            head="Stands",
            width=11,
            text="{% if line.open %}Open{% else %}Closed{% endif %}",
            options=("Open", "Closed"),
        ),
    ),
    none="There is no known issue.",
)
KNOWLEDGE = Register(
    sheet="KB index",
    title="Index of the knowledge base",
    lead="The documents that the service team works from, each with a version, an owner and a day of review.",
    items="bau.documents",
    fields=(
        _ref(),
        _text("Number", "line.ref", 16),
        _text("Title", "line.title", 44, "House Strong"),
        _text("Kind", "line.kind", 24),
        _text("Version", "line.version", 10, "House Ref"),
        _text("Owner", "line.owner", 22),
        _text("Place", "line.location", 22),
        day("Next review", "{{ line.review_due }}", due=True),
    ),
    none="No document is handed over.",
)
ACCESS = Register(
    sheet="Access",
    lead="Accounts with rights. Secrets are in the vault; this sheet holds references, and never a secret.",
    items="bau.access",
    fields=(
        _ref(),
        _text("Account", "line.account", 34, "House Strong"),
        _text("What it may do", "line.role", 28),
        _text("Reference in the vault", "line.vault", 40),
        _text("Owner", "line.owner", 22),
        day("Next review", "{{ line.review_due }}", due=True),
        day("Temporary until", blank_or("line.until"), due=True),
    ),
    none="No account is recorded.",
)
ACTIONS = Register(
    sheet="Actions",
    lead="What goes on after the handover.",
    items="bau.actions",
    fields=(
        _ref(),
        _text("What is done", "line.text", 64, "House Strong"),
        _text("Owner", "line.owner", 24),
        day("Due", "{{ line.due }}", due=True),
        Field(
            head="State",
            width=16,
            text="{{ line.status }}",
            options=("Open", "In progress", "Done", "Cancelled"),
        ),
    ),
    none="No action goes on.",
)
CALENDAR = Register(
    sheet="Calendar",
    lead="Every date of the first year: reviews, reports, tests, promises and the days that the contract sets.",
    items="(bau.year and bau.year.days)",
    fields=(
        day("Date", "{{ line.date }}", due=True),
        _text("What", "line.what", 70, "House Strong"),
        _text("Basis", "line.basis", 16),
        state("{% if line.chip %}{{ line.chip }}{% endif %}", "Remark", 24),
    ),
    none="Nothing is dated yet.",
)

SHEETS = (
    ASSETS,
    CONTACTS,
    LICENCES,
    VENDORS,
    CIRCUITS,
    CERTIFICATES,
    WARRANTIES,
    ISSUES,
    KNOWLEDGE,
    ACCESS,
    ACTIONS,
    CALENDAR,
)
