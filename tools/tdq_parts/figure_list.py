"""The figures that follow from the answers, by area."""

from __future__ import annotations

from tools.tdq_parts.figure_terms import (
    NEVER,
    Figure,
    counted,
    ending,
    extreme,
    given,
    judged,
    lowest_maturity,
    number,
    out_of_support,
)
from tools.tdq_parts.plan import COUNTED, column_of

BUSINESS = (
    Figure(
        "Users at the sites, less the declared total",
        given(f"SUM({column_of('sites', 'users')})-{number('BUS-01.3')}", "BUS-01.3"),
        "{v}<>0",
        "Explain the difference in Count differences",
        "BUS",
    ),
    Figure(
        "Devices at the sites, less the declared total",
        given(f"SUM({column_of('sites', 'devices')})-{number('BUS-01.4')}", "BUS-01.4"),
        "{v}<>0",
        "Explain the difference in Count differences",
        "BUS",
    ),
    Figure(
        "Devices per user",
        given(f'IFERROR({number("BUS-01.4")}/{number("BUS-01.3")},"")', "BUS-01.3", "BUS-01.4"),
        "OR({v}<0.5,{v}>3)",
        "Usual are 0.5 to 3",
        "BUS",
        "0.00",
    ),
)
ENVIRONMENT = (
    Figure(
        "Paths without failover",
        counted("environment.circuits", "failover", "No failover"),
        "{v}>0",
        "A site may lose its line",
        "WAN",
    ),
    Figure(
        "Circuits that end within 90 days",
        ending("environment.circuits"),
        "{v}>0",
        "Renew before go-live",
        "WAN",
    ),
    Figure(
        "Firewalls out of support",
        out_of_support("environment.firewalls"),
        "{v}>0",
        "Each needs a finding",
        "FWL",
    ),
    Figure(
        "Firewalls managed from the internet",
        counted("environment.firewalls", "mgmt_access", "Open to the internet"),
        "{v}>0",
        "Close before go-live",
        "FWL",
    ),
    Figure(
        "Servers out of support",
        out_of_support("environment.servers"),
        "{v}>0",
        "Each needs a finding",
        "SRV",
    ),
    Figure(
        "Fullest storage",
        extreme("MAX", "environment.storage", "Used, share"),
        "{v}>=0.8",
        "Over 80 % slows down and fails",
        "STO",
        "0%",
    ),
    Figure(
        "Fewest months to 80 % of a storage",
        extreme("MIN", "environment.storage", "Months to 80 %"),
        "AND({v}>0,{v}<12)",
        "Plan more space",
        "STO",
        "0.0",
    ),
    Figure(
        "Backups not protected from loss or ransom",
        f'COUNTIF({judged("environment.backups", "Protection")},"▲*")',
        "{v}>0",
        "Offsite, unchangeable, encrypted",
        "BKP",
    ),
    Figure(
        "Backups never restored as a test",
        counted("environment.backups", "restore_result", "Never tested"),
        "{v}>0",
        "Test one before go-live",
        "BKP",
    ),
    Figure(
        "Domain controllers",
        f"COUNTA({column_of('environment.directory.dcs', 'name')})",
        "{v}=1",
        "A single one stops all sign-in",
        "DIR",
    ),
    Figure(
        "Domain names that expire within 90 days",
        ending("environment.dns"),
        "{v}>0",
        "Renew, and move to your own account",
        "DIR",
    ),
    Figure(
        "Certificates that expire within 90 days",
        ending("environment.certificates"),
        "{v}>0",
        "Renew before go-live",
        "DIR",
    ),
    Figure(
        "Licences short",
        f'SUMIF({judged("environment.licences", "Spare")},"<0")',
        "{v}<0",
        "More in use than bought",
        "CLD",
    ),
    Figure("Licences to spare", f'SUMIF({judged("environment.licences", "Spare")},">0")', NEVER, "", "CLD"),
    Figure(
        "Cloud spend a month, contract currency ex tax",
        f"SUM({column_of('environment.cloud', 'monthly_spend')})",
        NEVER,
        "",
        "CLD",
        "#,##0.00",
    ),
)
SECURITY = (
    Figure(
        "Essential Eight, overall (lowest of the eight)",
        lowest_maturity(),
        "{v}=0",
        "Maturity level zero",
        "SEC",
        "0",
    ),
    Figure(
        "Devices with protection that reports, per cent",
        given(number("EDR-02.2"), "EDR-02.2"),
        "{v}<100",
        "Every device needs it",
        "EDR",
        "0",
    ),
    Figure(
        "Mail domains that can be forged",
        f'COUNTIF({judged("security.email.domains", "Forgery")},"▲*")',
        "{v}>0",
        "Quarantine or reject with DMARC",
        "EML",
    ),
    Figure(
        "Users with a second factor, per cent",
        given(number("IAM-02.1"), "IAM-02.1"),
        "{v}<100",
        "Everyone by go-live",
        "IAM",
        "0",
    ),
    Figure(
        "Administrators with a second factor, per cent",
        given(number("IAM-02.2"), "IAM-02.2"),
        "{v}<100",
        "All by go-live",
        "IAM",
        "0",
    ),
    Figure(
        "Critical and high vulnerabilities",
        given(f"{number('VUL-02.1')}+{number('VUL-02.2')}", "VUL-02.1", "VUL-02.2"),
        "{v}>0",
        "Patch or retire before go-live",
        "VUL",
    ),
    Figure(
        "Days since the last vulnerability scan",
        given(f"{COUNTED}-{number('VUL-01.2')}", "VUL-01.2"),
        "{v}>90",
        "Scan again, or say why not",
        "VUL",
    ),
)
NEEDS = (
    Figure(
        "Tickets a user a month",
        given(f'IFERROR({number("SUP-01.1")}/{number("BUS-01.3")},"")', "BUS-01.3", "SUP-01.1"),
        NEVER,
        "",
        "SUP",
        "0.00",
    ),
    Figure(
        "Users in twelve months, more than today",
        given(f"{number('GRO-01.1')}-{number('BUS-01.2')}", "GRO-01.1", "BUS-01.2"),
        NEVER,
        "",
        "GRO",
    ),
    Figure(
        "Critical applications without recovery targets",
        f'COUNTIF({judged("applications", "Recovery targets")},"■*")',
        "{v}>0",
        "Agree time and data loss with the owner",
        "APP",
    ),
    Figure(
        "Applications out of support", out_of_support("applications"), "{v}>0", "Each needs a finding", "APP"
    ),
    Figure(
        "Integrations without an owner",
        f'COUNTIF({judged("integrations", "Owner")},"▲*")',
        "{v}>0",
        "Name one",
        "INT",
    ),
    Figure(
        "Documents overdue",
        f'COUNTIF({judged("discovery.evidence", "Outstanding")},"■*")',
        "{v}>0",
        "Ask again",
        "ACC",
    ),
)
FIGURES = (*BUSINESS, *ENVIRONMENT, *SECURITY, *NEEDS)
