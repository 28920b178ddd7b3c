"""What `python -m newsarchive WORDS` does, in a fork of a process that has imported it: `processes.py` runs it so.

It is given, as globals: `folder` to run in, `words`, the environment, and the folder for what it says.
"""

from __future__ import annotations

import gc
import os
import runpy
import sys
import warnings

if __name__ == "forked":
    os.chdir(folder)  # noqa: F821
    os.environ.clear()
    os.environ.update(environment)  # noqa: F821
    for number, name in ((1, "stdout"), (2, "stderr")):
        file = said / name.removeprefix("std")  # noqa: F821
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND), number)
        # As in any process, what goes to stderr is there at once, before what processes of its own say.
        setattr(sys, name, os.fdopen(number, "w", buffering=1 if number == 2 else -1, closefd=False))
    sys.argv = ["newsarchive", *words]  # noqa: F821
    warnings.simplefilter("error", ResourceWarning)
    try:
        runpy.run_module("newsarchive", run_name="__main__", alter_sys=True)
    finally:
        gc.collect()  # what was left open says so, as at the end of any process
