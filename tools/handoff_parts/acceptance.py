"""The acceptance: the decision, its conditions, the signatures of both sides."""

from __future__ import annotations

from tools.kit import body, bullets_each, lead, minor, optional, section, sign_off, unconfirmed_defaults, when

_DATE = "{% if handoff.signatures[#].signed %}Signed {{ handoff.signatures[#].signed }}{% endif %}"


def _box(decision: str, words: str) -> str:
    ticked = f"{{{{ '☒' if handoff.decision.text == '{decision}' else '☐' }}}}"
    return f"{ticked}\u00a0{words}"


_ACCEPTED = _box("Accepted", "Accepted")
_CONDITIONAL = _box("Accepted with conditions", "With\u00a0conditions")
_RETURNED = _box("Returned", "Returned")


def _both(text: str) -> tuple[str, str]:
    return text.replace("#", "0"), text.replace("#", "1")


ACCEPTANCE = section(
    "Acceptance",
    lead(
        "{{ handoff.outcome }}{% if handoff.decided_on %} on {{ handoff.decided_on }}{% endif %}; "
        "{% if handoff.outstanding %}{{ handoff.outstanding|plural('checklist item') }} "
        "{{ 'is' if handoff.outstanding == 1 else 'are' }} outstanding{% else %}the checklist is complete{% endif %}."
    ),
    when(
        "handoff.conditions",
        minor("Conditions"),
        bullets_each("condition in handoff.conditions", "{{ condition }}"),
    ),
    body(
        "By signing, Sales hands over what it knows and promised, and {{ handoff.receiver }} takes it on.",
        keep=True,
    ),
    sign_off(
        _both("{{ handoff.signatures[#].role }}"),
        (
            ("Name", _both("{{ handoff.signatures[#].name }}")),
            ("Organisation", _both(optional("handoff.signatures[#].organisation", "Not stated"))),
            (
                "Decision",
                (
                    "{{ '☒' if handoff.signatures[0].signed else '☐' }}\u00a0Handed over",
                    "\u2002".join((_ACCEPTED, _CONDITIONAL, _RETURNED)),
                ),
            ),
        ),
        dates=_both(_DATE),
    ),
    unconfirmed_defaults(),
    run_on=True,
)
