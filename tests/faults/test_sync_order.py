"""The order of the system calls: what a loss of power leaves behind is at least what was acknowledged."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CALL = re.compile(r"^\d+ +(\w+)\((?:AT_FDCWD<[^>]*>, \"([^\"]*)\"|\d+<([^>]*)>)(.*)$", re.M)


@pytest.mark.usefixtures("strace")
def test_the_disk_has_everything_before_the_ledger_and_the_ledger_before_it_is_acknowledged(tmp_path, session_in):
    session, log = session_in(tmp_path), tmp_path / "calls"
    names = "write,pwrite64,fsync,fdatasync,openat"
    assert session.run("-y", "-s", "0", "-o", str(log), "-e", f"trace={names}") == 0
    unsynced: set[str] = set()
    acknowledged = 0
    for call, opened, written, rest in CALL.findall(log.read_text()):
        path = Path(opened or written)
        if call in ("fsync", "fdatasync"):
            unsynced.discard(str(path))
        elif call == "openat":
            if "O_EXCL" in rest and path.parent.name in ("raw", "articles"):
                unsynced.add(str(path.parent))
        elif path.name == "ledger.sqlite-wal":
            assert not unsynced - {str(path)}
            unsynced.add(str(path))
        elif path.name == "acknowledged":
            assert not unsynced
            acknowledged += 1
        elif path.parent.name in ("raw", "articles"):
            unsynced.add(str(path))
    assert acknowledged >= 4
