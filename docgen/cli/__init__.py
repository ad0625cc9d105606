"""The command line: arguments to the pipeline, print what came of it, exit status.

0   done; warnings at most
1   a problem stops a document: it was left out, or written as a draft
2   wrong usage
"""

import gc

from docgen.cli.group import docgen
from docgen.cli.terminal import prepare
from docgen.collector import collect_rarely


def main() -> None:
    """Run the command that the program's arguments name, and exit."""
    prepare()
    collect_rarely()
    try:
        docgen(prog_name="docgen")
    finally:
        gc.freeze()  # all of it goes with the process: Python would look through it once more, for a sixth of the time


__all__ = ["main"]
