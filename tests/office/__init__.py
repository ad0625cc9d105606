"""What judges the Office files that docgen writes: other programs, and rules of our own."""
