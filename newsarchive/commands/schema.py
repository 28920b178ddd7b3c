"""`newsarchive schema`: the JSON Schema of the record on stdout."""

from __future__ import annotations

import argparse
from importlib.resources import files

HELP = "print the JSON Schema of the record"
EPILOG = """\
example:
  newsarchive schema > record.schema.json

Each field carries its description; docs/record.md says the same in prose.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None: there is one schema."""


def run(args: argparse.Namespace) -> int:  # noqa: ARG001 -- every command is called alike
    """Print the schema as it is shipped."""
    print(files("newsarchive").joinpath("record.schema.json").read_text(encoding="utf-8"), end="")
    return 0
