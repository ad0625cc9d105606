"""The sections of the SLA schedule, by topic."""
