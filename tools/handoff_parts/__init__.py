"""The sections of the sales handoff form, by topic."""
