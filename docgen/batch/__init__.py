"""Many clients at once: which, what is unchanged, workers, and what came of each."""
