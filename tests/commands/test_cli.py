from __future__ import annotations

import subprocess
import sys

import pytest

from newsarchive import cli, commands


def program(*words, **options):
    return subprocess.run(
        [sys.executable, "-m", "newsarchive", *words], capture_output=True, text=True, encoding="utf-8", **options
    )


class TestHelp:
    def test_it_names_every_command_with_its_line_and_shows_examples(self, capsys):
        with pytest.raises(SystemExit) as end:
            cli.main(["--help"])
        said = capsys.readouterr().out
        assert end.value.code == 0
        assert all(f"  {name}" in said and commands.summary(name) in said for name in commands.names())
        assert "examples:" in said

    @pytest.mark.parametrize("name", commands.names())
    def test_a_command_explains_itself(self, name, capsys):
        with pytest.raises(SystemExit) as end:
            cli.main([name, "--help"])
        assert end.value.code == 0
        assert commands.summary(name) in capsys.readouterr().out

    def test_no_words_at_all_are_a_mistake_that_is_helped(self, capsys):
        assert cli.main([]) == 2
        assert "commands:" in capsys.readouterr().err

    def test_the_version_is_told(self, capsys):
        with pytest.raises(SystemExit) as end:
            cli.main(["--version"])
        assert end.value.code == 0
        assert capsys.readouterr().out.startswith("newsarchive 0.")

    @pytest.mark.parametrize("words", [["--help"], ["read", "--help"], ["schema"], ["sites", "--help"]])
    def test_what_needs_no_crawler_does_not_load_it(self, words):
        watch = (
            "import sys; sys.modules['scrapy'] = None; from newsarchive.cli import main; sys.exit(main(sys.argv[1:]))"
        )
        done = subprocess.run([sys.executable, "-c", watch, *words], capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, "")


class TestMistakes:
    @pytest.mark.parametrize(
        ("words", "line"),
        [
            (["shema"], "newsarchive: there is no command 'shema'; did you mean 'schema'?"),
            (["xyzzy"], "newsarchive: there is no command 'xyzzy'; `newsarchive --help` lists them"),
            (["sites", "--chek"], "newsarchive: unrecognized arguments: --chek; did you mean --check?"),
            (["sites", "more"], "newsarchive: unrecognized arguments: more; see `newsarchive sites --help`"),
            (["--verbose"], "newsarchive: the following arguments are required: command"),
            (["changes", "--limit", "-1"], "newsarchive: argument --limit: '-1' is not 1 or more; see"),
            (["sites", "--archive"], "newsarchive: argument --archive: expected one argument; see"),
        ],
    )
    def test_the_caller_is_told_in_one_line(self, words, line, capsys):
        assert cli.main(words) == 2
        said = capsys.readouterr().err
        assert said.startswith(line)
        assert said.count("\n") == 1


class TestEnd:
    @pytest.mark.parametrize(
        ("error", "code", "line"),
        [
            ("CallerError('no such day')", 2, "no such day"),
            ("SiteError('unknown key', key='a')", 2, "a: unknown key"),
            ("ArchiveError('disk full,\\nstop')", 1, "disk full, stop"),
            ("OSError(2, 'No such file', 'x')", 1, "[Errno 2] No such file: 'x'"),
            ("KeyboardInterrupt()", 130, "interrupted"),
        ],
    )
    def test_each_error_has_its_exit_code_and_its_line(self, error, code, line, monkeypatch, capsys):
        from newsarchive import errors
        from newsarchive.commands import schema

        def run(args):
            raise eval(error, vars(errors))

        monkeypatch.setattr(schema, "run", run)
        assert cli.main(["schema"]) == code
        assert capsys.readouterr().err == f"newsarchive: {line}\n"

    def test_a_reader_that_leaves_is_no_error_to_speak_of(self):
        shell = f"set -o pipefail; {sys.executable} -m newsarchive schema | head -c 1"
        done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True)
        assert (done.stdout, done.stderr) == ("{", "")

    def test_results_are_utf_8_in_any_locale(self):
        done = program("schema", env={"PYTHONIOENCODING": "ascii", "PATH": ""})
        assert done.returncode == 0
        assert "责任编辑" in done.stdout


class TestNames:
    def test_a_command_is_found_by_its_file_and_offers_what_the_command_line_calls(self):
        assert {"schema", "sites"} <= set(commands.names())
        for name in commands.names():
            command = commands.load(name)
            assert commands.summary(name) == command.HELP
            assert isinstance(command.EPILOG, str)
            assert callable(command.add_arguments)
            assert callable(command.run)
