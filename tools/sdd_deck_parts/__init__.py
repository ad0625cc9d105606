"""The slides of the solution design's executive deck."""
