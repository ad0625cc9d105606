"""Sections 16 to 18: what stays open, the checklist, the acceptance certificate."""

from __future__ import annotations

from tools.kit import (
    Block,
    body,
    bullets_each,
    columns,
    key_values,
    lead,
    lines,
    minor,
    open_items_table,
    optional,
    owner_due,
    row,
    row_each,
    section,
    short_date,
    sign_off,
    table,
)
from tools.kit.blocks import paragraph
from tools.kit.sections import Section

OPEN = section(
    "Open actions and residual risks",
    lead(
        "{{ bau.actions|length|plural('action') }} and {{ bau.risks|length|plural('risk') }} go on into run-state "
        "service."
    ),
    table(
        columns(("Action", 18), ("What is done", 84), ("Owner", 34), ("Due", 26), ("State", 28)),
        row_each(
            "line in bau.actions",
            row(
                "**{{ line.id }}**",
                "{{ line.text }}",
                "{{ line.owner }}",
                short_date("line.due"),
                "{{ line.status }}{% if line.late %} [[Chip Critical: \u00a0■\u00a0Late\u00a0]]{% endif %}",
            ),
        ),
        alt="Actions that go on: owner, due, state",
        title="Actions",
        empty="No action goes on.",
        keep=True,
    ),
    table(
        columns(
            ("Risk", 14), ("What may happen", 56), ("Rating", 32), ("What is done", 48), ("Owner, due", 32)
        ),
        row_each(
            "line in bau.risks",
            row(
                "**{{ line.id }}**",
                "{{ line.text }}",
                lines(
                    ("Table Text", "[[Muted: before]]"),
                    ("Table Text", "{{ line.before }}"),
                    ("Table Text", "[[Muted: what is left]]"),
                    ("Table Text", "{{ line.left }}"),
                ),
                optional("line.mitigation", "Nothing yet")
                + "{% if line.contingency %} [[Muted: If it happens: {{ line.contingency }}]]{% endif %}"
                + "{% if line.accepted_by %} [[Muted: Accepted by {{ line.accepted_by }}]]{% endif %}",
                owner_due("line.owner", "line.due"),
            ),
        ),
        alt="Residual risks: rating before and after mitigation, what is done, owner, due",
        title="Risks that stay at medium or above",
        empty="No risk stays at medium or above.",
        keep=True,
    ),
)

CHECKLIST = section(
    "Handoff checklist",
    lead("{{ bau.tasks_percent }} % of the tasks that come before the acceptance are done."),
    table(
        columns(("Task", 13), ("What", 70), ("State", 30), ("Date", 26), ("Proof", 52)),
        row_each(
            "line in bau.tasks",
            row(
                "**{{ line.id }}**",
                "{{ line.text }}",
                "{{ line.chip }}",
                short_date("line.date"),
                optional("line.evidence", "\u2013"),
            ),
        ),
        style="House Table Solid",
        alt="Tasks of the transition: state, date, proof",
        note="B7 follows the acceptance.",
        keep=True,
    ),
    run_on=True,
)

_PEOPLE = tuple(f"bau.acceptance.signatures[{at}]" for at in range(3))


def certificate(service: str) -> Section:
    """Return the acceptance certificate of a handover to `service`."""
    return section(
        "Acceptance certificate",
        lead(
            f"With this certificate the onboarding of {{{{ client.legal_name }}}} ends and {service} begins"
            "{% if bau.start %} on {{ bau.start|date('long') }}{% endif %}."
        ),
        key_values(
            ("Decision", "{{ bau.acceptance.decision }}"),
            ("Service begins", "{{ bau.start }}"),
            ("Handed over by", "{{ bau.acceptance.signatures[1].name }}"),
            ("Taken over by", "{{ bau.acceptance.signatures[0].name }}"),
            alt="Decision, first day of the service, who hands over and who takes over",
        ),
        minor("Conditions"),
        bullets_each("line in bau.acceptance.conditions", "{{ line }}", empty="No condition is stated."),
        minor("Signatures"),
        body(
            "{% if verdict.draft %}This is a draft and not for signature. {% endif %}"
            "Those named below accept the handover as this pack describes it.",
            keep=True,
        ),
        sign_off(
            tuple(f"{{{{ {one}.role }}}}" for one in _PEOPLE),
            (
                ("For", tuple(f"{{{{ {one}.organisation }}}}" for one in _PEOPLE)),
                ("Name", tuple(f"{{{{ {one}.name }}}}" for one in _PEOPLE)),
            ),
            dates=tuple(
                f"{{% if {one}.signed %}}{{{{ {one}.signed|date('medium') }}}}{{% endif %}}"
                for one in _PEOPLE
            ),
        ),
        minor("Open items"),
        open_items_table(),
        Block(paragraph("Section End"), airy=True),
    )


ACCEPTANCE = certificate("run-state service")
