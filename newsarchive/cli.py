"""The command line: words in, exit code out (0 done, 1 could not finish, 2 the caller's mistake)."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from typing import NoReturn

from newsarchive import commands
from newsarchive.errors import CallerError, NewsarchiveError, SiteError
from newsarchive.version import __version__

EXAMPLES = """\
examples:
  newsarchive demo                                 see it work: a small portal of our own, crawled into ./data
  newsarchive crawl https://news.example.cn/       collect a portal; most need no site file
  newsarchive crawl news.example.cn --since 2023-06-01 --until 2023-06-30
  newsarchive read page.html --url https://news.example.cn/a/1.html    one saved page as a record

Records land in data/<site>/articles/<day>.jsonl, one JSON object a line.
`newsarchive COMMAND --help` explains a command, with examples of its own.
exit codes: 0 done, 1 could not finish, 2 the command line or a site file is wrong (one line on stderr says what).
"""


class _Parser(argparse.ArgumentParser):
    """Says a caller's mistake in one line, where argparse prints the whole usage before it."""

    def error(self, message: str) -> NoReturn:
        wrong = message.removeprefix("unrecognized arguments: ").split()[0] if "unrecognized" in message else ""
        options = [option for option in self._option_string_actions if option.startswith("--")]
        near = get_close_matches(wrong.partition("=")[0], options, 1) if wrong.startswith("--") else []
        hint = f"did you mean {near[0]}?" if near else f"see `{self.prog} --help`"
        raise CallerError(f"{message}; {hint}")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code. Never raises but `SystemExit` (0, after `--help` and `--version`)."""
    _speak_utf8()
    try:
        code = _run(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
    except (CallerError, SiteError) as error:
        return _say(error, 2)
    except BrokenPipeError:
        # The reader (`| head`) has gone; without this Python complains once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (NewsarchiveError, OSError) as error:
        return _say(error, 1)
    except KeyboardInterrupt:
        return _say("interrupted", 130)
    return code


def _run(argv: Sequence[str]) -> int:
    parser = _top_parser()
    if not argv:
        parser.print_help(sys.stderr)
        return 2
    chosen = parser.parse_args(argv)
    if chosen.command not in commands.names():
        near = get_close_matches(chosen.command, commands.names(), 1)
        hint = f"did you mean '{near[0]}'?" if near else "`newsarchive --help` lists them"
        raise CallerError(f"there is no command '{chosen.command}'; {hint}")
    command = commands.load(chosen.command)
    own = _Parser(
        prog=f"newsarchive {chosen.command}",
        description=command.HELP,
        epilog=command.EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.add_arguments(own)
    return command.run(own.parse_args(chosen.arguments))


def _top_parser() -> _Parser:
    known = "\n".join(f"  {name:<10} {commands.summary(name)}" for name in commands.names())
    parser = _Parser(
        prog="newsarchive",
        usage="newsarchive COMMAND [ARGUMENT ...]",
        description=f"Turns a news portal into a clean, dated, permanent data set.\n\ncommands:\n{known}",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"newsarchive {__version__}")
    parser.add_argument("command", help=argparse.SUPPRESS)
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return parser


def _speak_utf8() -> None:
    # Records are UTF-8 whatever the terminal's locale says; a headline must not end a run in UnicodeEncodeError.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _say(problem: object, code: int) -> int:
    line = " ".join(str(problem).split()) or type(problem).__name__
    print(f"newsarchive: {line}", file=sys.stderr)  # noqa: T201 -- the one line the caller is owed
    return code
