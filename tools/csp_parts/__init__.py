"""The parts of the customer success plan, one module for a few sections each."""
