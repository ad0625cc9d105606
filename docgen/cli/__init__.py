"""The command line: arguments to the pipeline, print what came of it, exit status.

0   done; warnings at most
1   a problem stops a document: it was left out, or written as a draft
2   wrong usage
"""

from docgen.cli.group import docgen
from docgen.cli.terminal import prepare


def main() -> None:
    """Run the command that the program's arguments name, and exit."""
    prepare()
    docgen(prog_name="docgen")


__all__ = ["main"]
