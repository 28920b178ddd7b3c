"""`python -m newsarchive`: the same as the command `newsarchive`."""

import sys

from newsarchive.cli import main

sys.exit(main())
