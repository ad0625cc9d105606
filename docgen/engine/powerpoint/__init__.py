"""The engine's PowerPoint half: a deck's slides, notes, layouts and charts rendered, copied and listed."""
