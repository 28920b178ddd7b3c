"""A repair to be killed: `python repair.py ROOT` mends the site's folder and goes on after any death."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from newsarchive.storage import Layout
from newsarchive.storage.repair import repair

if __name__ == "__main__":
    for _ in repair(Layout(Path(sys.argv[1]), "news.example.cn"), datetime.now(UTC)):
        pass
