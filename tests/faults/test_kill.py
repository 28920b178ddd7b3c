"""SIGKILL at each write, sync, rename, unlink and cut of a storage session: nothing is lost, doubled or torn."""

from __future__ import annotations

import shutil

import pytest

SYSCALLS = ("write", "pwrite64", "fsync", "fdatasync", "rename", "unlink", "ftruncate", "mkdir")


@pytest.mark.slow
@pytest.mark.usefixtures("strace")
class TestKill:
    @pytest.mark.parametrize("syscall", SYSCALLS)
    def test_a_session_killed_at_any_call_loses_nothing(self, tmp_path, session_in, moments, syscall):
        calls = session_in(tmp_path / "undisturbed").calls(syscall)
        assert calls
        for number in moments(calls):
            session = session_in(tmp_path / str(number))
            assert session.run_with(syscall, "signal=KILL", number) != 0
            session.assert_nothing_acknowledged_is_lost()
            assert session.run() == 0, f"killed at {syscall} {number}: {session.errors}"
            session.assert_whole()
            shutil.rmtree(session.folder)

    def test_a_session_killed_again_and_again_comes_to_its_end(self, tmp_path, session_in):
        session = session_in(tmp_path)
        deaths = 0
        while session.run_with("fdatasync", "signal=KILL", 12):
            deaths += 1
            session.assert_nothing_acknowledged_is_lost()
        assert deaths > 3
        session.assert_whole()
