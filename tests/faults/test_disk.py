"""A disk that is full, or fails: one clear line, exit 1, a clean archive, and the next run with room goes on."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

import pytest

from newsarchive.cli import main

FAILURES = [
    ("write", "ENOSPC", "No space left on device"),
    ("fdatasync", "EIO", "Input/output error|disk I/O error"),
    ("fsync", "EIO", "Input/output error"),
    ("pwrite64", "ENOSPC", "database or disk is full|disk I/O error"),
    ("rename", "EIO", "Input/output error"),
    ("ftruncate", "EIO", "disk I/O error"),
]


def assert_clean_end(session, says):
    """One clear line, and day files whole as they stand, before anybody has opened the folder again."""
    assert re.fullmatch(rf"{re.escape(str(session.root))}.*({says}).*\n", session.errors), session.errors
    session.lines()
    assert not list(session.site.rglob("*.open"))


@pytest.mark.slow
@pytest.mark.usefixtures("strace")
class TestFailingCall:
    @pytest.mark.parametrize(("syscall", "error", "says"), FAILURES)
    def test_a_call_that_fails_ends_the_run_and_loses_nothing(
        self, tmp_path, session_in, moments, syscall, error, says
    ):
        calls = session_in(tmp_path / "undisturbed").calls(syscall)
        assert calls
        failed = 0
        for number in moments(calls):
            session = session_in(tmp_path / str(number))
            if session.run_with(syscall, f"error={error}", number):
                failed += 1
                assert_clean_end(session, says)
            session.assert_nothing_acknowledged_is_lost()
            assert session.run() == 0, f"{syscall} {number}: {session.errors}"
            session.assert_whole()
            shutil.rmtree(session.folder)
        assert failed


@pytest.mark.slow
class TestFullDisk:
    @pytest.mark.parametrize("kilobytes", [2, 60, 90, 120, 150])
    def test_a_quota_ends_the_run_and_the_next_one_with_room_goes_on(self, tmp_path, session_in, kilobytes):
        session = session_in(tmp_path)
        assert session.run(limit=kilobytes * 1024) == 1
        assert_clean_end(session, "File too large|database or disk is full|disk I/O error")
        if session.site.exists():
            session.assert_nothing_acknowledged_is_lost()
        assert session.run() == 0
        session.assert_whole()

    @pytest.mark.parametrize("kilobytes", [40, 120, 160, 200, 240])
    def test_a_full_disk_ends_the_run_and_the_next_one_with_room_goes_on(self, tmp_path, session_in, kilobytes):
        disk = tmp_path / "data"
        disk.mkdir()
        size = ["-o", f"size={kilobytes}k"]
        if subprocess.run(["mount", "-t", "tmpfs", *size, "tmpfs", disk], capture_output=True, check=False).returncode:
            pytest.skip("a tmpfs cannot be mounted here")
        try:
            session = session_in(tmp_path)
            assert session.run() == 1
            assert_clean_end(session, "No space left on device|database or disk is full|disk I/O error")
            subprocess.run(["mount", "-o", "remount,size=10m", disk], check=True)
            if session.site.exists():
                session.assert_nothing_acknowledged_is_lost()
            assert session.run() == 0
            session.assert_whole()
        finally:
            subprocess.run(["umount", disk], check=True)


@pytest.fixture
def read_only(program):
    """Makes the archive under the program's folder one that can only be read, and writable again at the end."""
    data = program.folder / "data"
    data.mkdir()
    if os.geteuid():

        def forbid() -> None:
            for path in (data, *data.rglob("*")):
                path.chmod(path.stat().st_mode & ~0o222)

        yield forbid
        for path in (data, *data.rglob("*")):
            path.chmod(path.stat().st_mode | 0o200)
        return
    # Nothing is forbidden to root but to write to a file system that is mounted so.
    if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", data], capture_output=True, check=False).returncode:
        pytest.skip("a tmpfs cannot be mounted here")
    yield lambda: subprocess.run(["mount", "-o", "remount,ro", data], check=True)
    subprocess.run(["umount", data], check=True)


@pytest.mark.slow
class TestReadOnlyFolder:
    def test_whoever_writes_ends_with_one_line_and_whoever_reads_goes_on(
        self, program, read_only, serve, pages, local, capsys
    ):
        server = serve(pages.portal(3))
        folder = program.folder / "data" / f"127.0.0.1_{server.port}"

        def call(*words: str) -> tuple[int, str, str]:
            return main([*words, "--archive", str(folder.parent)]), *capsys.readouterr()

        assert program("crawl", server.url, *local).returncode == 0
        before = call("export")
        read_only()
        told = f"newsarchive: {folder}: cannot be written: it is read-only\n"
        for words in (("rebuild",), ("compact", "--compress", "gz"), ("verify", "--repair")):
            code, _, errors = call(*words)
            assert (code, errors[-len(told) :]) == (1, told), words
        for root in ("data", "data/new"):
            done = program("crawl", server.url, "--archive", root, *local)
            assert (done.returncode, done.stderr.count("\n")) == (1, 1)
            assert "cannot be written" in done.stderr
        assert [call(*words)[0] for words in (("report",), ("changes",), ("verify",), ("rebuild", "--dry-run"))] == [
            0
        ] * 4
        assert call("export") == before
