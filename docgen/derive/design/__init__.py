"""The solution design: what its document shows, worked out from the intake. See `view` for the root."""
