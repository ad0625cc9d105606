"""Templates to bytes. Knows nothing of onboarding and can be used alone."""
