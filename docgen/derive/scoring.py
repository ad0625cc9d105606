"""Risks by the numbers: likelihood x impact, each 1 to 5, and the band that the product lies in."""

from __future__ import annotations

from docgen.intake.model.plan import Risk

SCALE = range(1, 6)
"""Likelihood and impact: 1 is the least, 5 the most."""
MEDIUM, HIGH, EXTREME = 5, 10, 17
"""The lowest score of each band above Low. Provider defaults."""


def score(likelihood: int | None, impact: int | None) -> int | None:
    """Return likelihood x impact (1 to 25), None where either is unknown."""
    return likelihood * impact if likelihood and impact else None


def before(risk: Risk) -> int | None:
    """Return a risk's score before treatment."""
    return score(risk.likelihood, risk.impact)


def after(risk: Risk) -> int | None:
    """Return a risk's score after treatment, None where nobody has rated what remains."""
    return score(risk.residual.likelihood, risk.residual.impact) if risk.residual else None


def band(score: int | None) -> str:
    """Return the band of a score in words: Low 1 to 4, Medium 5 to 9, High 10 to 16, Extreme from 17 (provider
    default); empty for None."""
    if score is None:
        return ""
    if score < MEDIUM:
        return "Low"
    if score < HIGH:
        return "Medium"
    return "High" if score < EXTREME else "Extreme"
