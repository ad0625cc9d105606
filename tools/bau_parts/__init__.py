"""The sections of the handoff pack, and the sheets of its registers."""
