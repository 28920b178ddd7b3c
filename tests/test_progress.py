"""The line that says how work stands: rewritten on a terminal, now and then in a log."""

from __future__ import annotations

import io

from newsarchive.progress import StatusLine


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class TestStatusLine:
    def test_a_log_gets_a_line_every_five_seconds(self):
        times, log = iter([0.0, 1.0, 5.0, 6.0, 10.5]), io.StringIO()
        line = StatusLine(log, clock=lambda: next(times))
        for number in range(4):
            line.say(lambda seconds, number=number: f"{number} after {seconds:g} s")
        line.end()
        assert log.getvalue() == "1 after 5 s\n3 after 10.5 s\n"

    def test_a_terminal_has_one_line_which_is_gone_at_the_end(self):
        times, terminal = iter([0.0, 1.0, 2.0]), Terminal()
        line = StatusLine(terminal, clock=lambda: next(times))
        line.say(lambda _: "10 pages")
        line.say(lambda _: "11 pages")
        line.end()
        assert "\n" not in terminal.getvalue()
        assert terminal.getvalue().split()[:4] == ["10", "pages", "11", "pages"]
        assert terminal.getvalue().endswith(" \r")
