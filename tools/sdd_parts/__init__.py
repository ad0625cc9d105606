"""The sections of the solution design document."""
