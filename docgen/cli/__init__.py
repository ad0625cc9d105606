"""The command line: arguments to the pipeline, print what came of it, exit status.

0   done; warnings at most
1   a problem stops a document: it was left out, or written as a draft
2   wrong usage
"""

import gc

from docgen.cli.group import docgen
from docgen.cli.terminal import prepare

_NEW_OBJECTS, _YOUNG_ROUNDS, _OLD_ROUNDS = 100_000, 20, 100


def main() -> None:
    """Run the command that the program's arguments name, and exit."""
    prepare()
    # A command makes models, templates and contexts by the million objects and keeps nearly all of them until it ends:
    # at Python's own thresholds the collector looks through them again and again, a quarter of a command's time.
    gc.set_threshold(_NEW_OBJECTS, _YOUNG_ROUNDS, _OLD_ROUNDS)
    try:
        docgen(prog_name="docgen")
    finally:
        gc.freeze()  # all of it goes with the process: Python would look through it once more, for a sixth of the time


__all__ = ["main"]
