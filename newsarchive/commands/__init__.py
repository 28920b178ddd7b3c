"""One file per command: arguments in, one call, exit code out; imported only when it is called."""

from __future__ import annotations

import argparse
import ast
import importlib
import pkgutil
import re
from pathlib import Path
from typing import Protocol, cast

_HELP = re.compile(r"^HELP\b[^=\n]*=\s*(.+)$", re.M)


class Command(Protocol):
    """What every module of this folder offers: `HELP` one line, `EPILOG` examples (may be empty)."""

    HELP: str
    EPILOG: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's own arguments."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it; the exit code."""


def names() -> list[str]:
    """The commands there are, by alphabet; a module named as a keyword carries a `_` that the command does not.

    Modules that begin with `_` are what commands share.
    """
    found = (module.name for module in pkgutil.iter_modules(__path__))
    return sorted(name.rstrip("_") for name in found if not name.startswith("_"))


def load(name: str) -> Command:
    """The module of a command. Only this one is imported: `newsarchive read` must not wait for Scrapy."""
    stem = name if _file(name).exists() else f"{name}_"
    return cast(Command, importlib.import_module(f"{__name__}.{stem}"))


def summary(name: str) -> str:
    """The `HELP` of a command, read from its source, since importing all of them to list them would take a second."""
    file = _file(name) if _file(name).exists() else _file(f"{name}_")
    found = _HELP.search(file.read_text(encoding="utf-8"))
    return str(ast.literal_eval(found[1])) if found else ""


def _file(stem: str) -> Path:
    return Path(__file__).with_name(f"{stem}.py")
