"""The slides about what people do: training and check-ins, promises and risks, support, the next steps."""

from __future__ import annotations

from tools.csp_parts.deck_words import cut, day, maybe, plain, state
from tools.kit_pptx import Cell, Column, Slide, closing, each, figures, line, table, when

_SESSIONS = "{{ success.training.held }} of {{ success.training.kinds|sum(attribute='planned') }}"
_CALLS = "{{ success.checkins.held }} of {{ success.checkins.rows|length }}"
_RHYTHM = "every {{ success.checkins.every_days }} days"
_OPEN_RISKS = "(success.risks|rejectattr('state.text', 'equalto', 'Closed')|list)"
_TO_DO = "(success.actions|rejectattr('done')|rejectattr('chip.text', 'equalto', 'Cancelled')|list)"
_SAID = "row.progress and row.date <= as_of"
_MOST_RISKS, _MOST_ACTIONS, _MOST_AIMS = 4, 3, 2


def checkins_page() -> Slide:
    """Return training, set-up and check-ins in figures, and the check-ins one by one."""
    return figures(
        maybe(
            "success.training.held or success.checkins.held",
            f"{_SESSIONS} training sessions and {_CALLS} check-ins are held",
            f"Training comes first; from week {{{{ success.checkins.first_week }}}} on we check in {_RHYTHM}",
        ),
        label="Training and check-ins",
        values=(
            (_SESSIONS, "training sessions held"),
            (
                maybe("success.training.share is not none", "{{ success.training.share }} %", "–"),
                "of the places taken; {{ success.training.wanted }} % is the aim",
            ),
            (_CALLS, f"check-ins held, one {_RHYTHM}"),
            ("{{ success.setup.done }} of {{ success.setup.total }}", "set-up items done"),
        ),
        columns=(
            Column("Week", 0.7),
            Column("Check-in", 2.3),
            Column("Progress", 3.2),
            Column("Questions", 2.6),
            Column("Guidance", 2.6),
            Column("State", 1.6),
        ),
        rows=(
            each(
                "row in success.checkins.rows",
                "{{ row.week }}",
                "{{ row.date }}",
                maybe(_SAID, cut("row.progress", 90), cut("row.agenda|join('; ')", 90)),
                maybe(_SAID, cut("row.questions", 70)),
                maybe(_SAID, cut("row.guidance", 70)),
                state("row.chip"),
            ),
            when("not success.checkins.rows", Cell(text="No check-in has a day yet.", span=6)),
        ),
        alt="Sessions held, places taken, check-ins held, set-up items done",
        table_alt="Check-ins with progress, questions, guidance and state",
        source="Training and check-in records to {{ as_of }}",
        notes=(
            "Thank those who came. Ask who still needs a session.",
            "{%p for kind in success.training.kinds %}",
            "{{ kind.text }}: {{ kind.held }} of {{ kind.planned }} held.",
            "{%p endfor %}",
        ),
        size=12,
    )


def _promised() -> str:
    kept = "(success.commitments|selectattr('chip.text', 'equalto', 'Done')|list|length)"
    promises = f"{{{{ {kept} }}}} of {{{{ success.commitments|length|plural('promise') }}}} kept"
    overdue = maybe("success.overdue", ", {{ success.overdue }} overdue")
    risks = maybe(_OPEN_RISKS, f"{{{{ {_OPEN_RISKS}|length|plural('risk') }}}} still open", "no risk open")
    return maybe("success.commitments", promises + overdue, "No promise is recorded") + f", {risks}"


def promises_page() -> Slide:
    """Return the promises of the sale and the greatest open risks in one table."""
    return table(
        _promised(),
        label="Promises and risks",
        columns=(
            Column("Ref", 0.7),
            Column("What", 6.2),
            Column("Owner", 2.1),
            Column("By", 1.5),
            Column("State", 1.7),
        ),
        rows=(
            line(Cell(text="Promises", strong=True, color="accent1", span=5)),
            each(
                "promise in success.commitments or []",
                "{{ promise.id }}",
                cut("promise.text", 140),
                "{{ promise.owner }}",
                day("promise.due"),
                state("promise.chip"),
            ),
            when("not success.commitments", Cell(text=_NO_PROMISE, span=5)),
            line(Cell(text="Open risks, the greatest first", strong=True, color="accent1", span=5)),
            each(
                f"risk in {_OPEN_RISKS}[:{_MOST_RISKS}]",
                "{{ risk.id }}",
                cut("risk.text", 170),
                "{{ risk.owner }}",
                day("risk.due"),
                state("risk.chip"),
            ),
            when(f"not {_OPEN_RISKS}", Cell(text="No risk is open.", span=5)),
        ),
        alt="Promises and open risks with owner, day and state",
        source=f"Promises, and of the open risks the {_MOST_RISKS} greatest; the written plan lists all",
        notes="Agree for each open line what happens before the next check-in.",
        size=12,
    )


_NO_PROMISE = maybe("success.commitments is iterable", "No promise is recorded.", "{{ success.commitments }}")
_HELP = (
    ("From", "{{ success.support.date }}"),
    ("Channels", "{{ success.support.channels }}, queue {{ success.support.queue }}"),
    ("Telephone", "{{ provider.desk.phone }}"),
    ("E-mail", "{{ provider.desk.email }}"),
    ("Portal", "{{ provider.desk.portal }}"),
    ("Hours", "{{ success.support.hours }}"),
    ("Support lead", "{{ success.support.lead }}"),
    ("Your contact", "{{ success.support.remains }}"),
)


def help_page() -> Slide:
    """Return how to get help from the passage to support on."""
    return table(
        cut("success.support.text", 110),
        label="How to get help",
        columns=(Column("", 2.4), Column("", 9)),
        rows=tuple(line(label, text, height=0.44) for label, text in _HELP),
        alt="How to reach support, and who stays the contact",
        source="Support from {{ success.support.date }}",
        notes="Show where to find the portal. Introduce the support lead by name.",
    )


def next_page() -> Slide:
    """Return what happens next: the milestone, the open actions, the next objectives, whom to ask."""
    return closing(
        "What happens next",
        "{%p if not success.approval.date %}",
        "Approve the success plan",
        "- {{ success.approval.approvers|join('; ') if success.approval.approvers else 'to be confirmed' }}",
        "{%p endif %}",
        "{%p if success.next_milestone and success.next_milestone.name != 'Success plan approved' %}",
        "{{ success.next_milestone.name }}",
        f"- {plain('success.next_milestone.due')}",
        "{%p endif %}",
        f"{{%p for action in {_TO_DO}[:{_MOST_ACTIONS}] %}}",
        cut("action.text", 90),
        f"- {plain('action.owner')}, by {plain('action.due')}",
        "{%p endfor %}",
        f"{{%p for aim in success.review.next_objectives[:{_MOST_AIMS}] %}}",
        cut("aim", 90),
        "- Objective of the next period",
        "{%p endfor %}",
        "Whom to ask",
        f"- {plain('success.support.contact')}",
        notes="Read the actions aloud and ask each owner to confirm the day.",
    )
