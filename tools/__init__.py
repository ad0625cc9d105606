"""What maintainers run: the readable source of the built-in templates, and the kit that it is written with."""
