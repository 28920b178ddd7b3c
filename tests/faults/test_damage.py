"""Files torn, cut, edited, flipped or deleted: `verify` finds it, a repair mends it, the next run ends up whole."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsarchive.errors import ArchiveError
from newsarchive.storage import Archive, Layout, SiteArchive, raw
from newsarchive.storage.repair import repair
from newsarchive.storage.verify import Inspection

NOW = datetime(2023, 6, 2, tzinfo=UTC)
SITE = "news.example.cn"


@pytest.fixture(scope="module")
def pristine(tmp_path_factory, session_in):
    session = session_in(tmp_path_factory.mktemp("pristine"))
    assert session.run() == 0
    session.assert_whole()
    return session.folder


@pytest.fixture
def session(tmp_path, pristine, session_in):
    shutil.copytree(pristine, tmp_path / "copy")
    return session_in(tmp_path / "copy")


def findings(session):
    return [str(finding) for finding in Inspection(Layout(session.root, SITE)).findings()]


def mend(session):
    return list(repair(Layout(session.root, SITE), NOW))


def assert_mended(session):
    """Nothing is wrong any more, and the next run fetches what was lost, and only that."""
    mend(session)
    assert findings(session) == []
    assert session.run() == 0, session.errors
    assert findings(session) == []
    lines = session.lines()
    assert {article.id for article in lines} == {str(number) for number in range(18)}
    assert len({(article.id, article.version) for article in lines}) == len(lines)


def a_file(session, pattern):
    return min(session.site.glob(pattern))


class TestTornTail:
    @pytest.mark.parametrize("pattern", ["articles/*.jsonl", "articles/*.gz", "raw/*"])
    def test_bytes_behind_the_committed_end_are_found_and_cut(self, session, pattern):
        file = a_file(session, pattern)
        before = file.read_bytes()
        file.write_bytes(before + before[: len(before) // 3])
        assert "not committed" in " ".join(findings(session))
        mend(session)
        assert file.read_bytes() == before
        file.write_bytes(before + b"torn")
        SiteArchive.open(session.root, SITE).close()
        assert file.read_bytes() == before
        assert findings(session) == []


class TestTruncatedFile:
    @pytest.mark.parametrize("pattern", ["articles/*.jsonl", "articles/*.gz", "raw/*"])
    @pytest.mark.parametrize("share", [0.0, 0.4, 0.99])
    def test_a_run_stops_loudly_and_a_repair_brings_back_what_was_lost(self, session, pattern, share):
        file = a_file(session, pattern)
        file.write_bytes(file.read_bytes()[: int(file.stat().st_size * share)])
        assert session.run() == 1
        assert "the ledger promises" in session.errors
        assert "verify news.example.cn --repair" in session.errors
        assert "cut off" in " ".join(findings(session))
        assert_mended(session)

    @pytest.mark.parametrize("pattern", ["articles/*.jsonl", "articles/*.gz", "raw/*"])
    def test_a_file_that_is_missing_is_one_of_no_length(self, session, pattern):
        a_file(session, pattern).unlink()
        assert session.run() == 1
        assert_mended(session)


@pytest.mark.usefixtures("strace")
class TestDeletedLedger:
    def test_a_run_stops_loudly_and_a_repair_rebuilds_it(self, session):
        before = session.lines()
        (session.site / "ledger.sqlite").unlink()
        assert session.run() == 1
        assert "no ledger" in session.errors
        assert findings(session) == ["ledger: ledger.sqlite: is missing"]
        mend(session)
        assert findings(session) == []
        assert session.run() == 0
        session.assert_whole()
        assert [article for article in session.lines() if article not in before] == []

    def test_a_crawl_that_was_killed_before_is_no_obstacle(self, tmp_path, session_in):
        session = session_in(tmp_path)
        assert session.run_with("fdatasync", "signal=KILL", 14)
        for path in session.site.glob("ledger.sqlite*"):
            path.unlink()
        mend(session)
        assert findings(session) == []
        assert session.run() == 0
        # Links that only the ledger knew come back when their sources are fetched again.
        lines = session.lines()
        assert {article.id for article in lines} >= {str(number) for number in range(16)}
        assert len({(article.id, article.version) for article in lines}) == len(lines)


class TestFlippedBit:
    @pytest.mark.parametrize("pattern", ["articles/*.jsonl", "articles/*.gz", "raw/*", "ledger.sqlite"])
    def test_a_flipped_bit_is_found_or_does_no_harm(self, tmp_path, pristine, session_in, pattern):
        chance = random.Random(pattern)
        harmful = 0
        for number in range(40):
            shutil.copytree(pristine, tmp_path / str(number))
            session = session_in(tmp_path / str(number))
            file = chance.choice(sorted(session.site.glob(pattern)))
            content = bytearray(file.read_bytes())
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            file.write_bytes(content)
            if findings(session):
                harmful += 1
                mend(session)
                assert findings(session) == []
            else:
                assert_reads_as(session, session_in(pristine))
            if number % 10 == 0:
                assert_mended(session)
            shutil.rmtree(session.folder)
        assert harmful


def assert_reads_as(session, other):
    archives = [Archive(each.root) for each in (session, other)]
    records, expected = ([*archive.records()] for archive in archives)
    assert records == expected
    for article in records:
        assert archives[0].page(SITE, article.raw) == archives[1].page(SITE, article.raw)


class TestEditedDay:
    def test_a_line_added_by_hand_in_the_middle_is_taken_in_and_the_others_are_kept(self, session):
        file = a_file(session, "articles/*.jsonl")
        lines = file.read_bytes().splitlines(keepends=True)
        own = lines[0].replace(b'"id": "', b'"id": "own')
        file.write_bytes(b"".join([lines[0], own, *lines[1:]]))
        assert any(finding.startswith("moved line") for finding in findings(session))
        mend(session)
        assert findings(session) == []
        assert len(file.read_bytes().splitlines()) == len(lines) + 1

    def test_a_line_that_is_there_twice_is_kept_once(self, session):
        file = a_file(session, "articles/*.jsonl")
        lines = file.read_bytes().splitlines(keepends=True)
        file.write_bytes(b"".join([lines[1], *lines]))
        assert any("moved line" in finding or "duplicate" in finding for finding in findings(session))
        mend(session)
        assert findings(session) == []
        assert sorted(file.read_bytes().splitlines(keepends=True)) == sorted(lines)
        assert (file.parent / f"{file.stem}.rejected").read_bytes() == lines[1]


class TestRawDamage:
    def test_damage_between_records_moves_no_record_and_every_tool_can_read_on(self, session, tmp_path):
        records = [article for article in session.lines() if article.raw]
        file = session.site / "raw" / records[0].raw.file
        content = bytearray(file.read_bytes())
        start = records[0].raw.offset
        content[start + 100 : start + 140] = b"\xff" * 40
        file.write_bytes(content)
        assert any(finding.startswith("damaged raw page") for finding in findings(session))
        said = " ".join(mend(session))
        assert "damaged bytes" in said
        assert findings(session) == []
        assert file.stat().st_size == len(content)
        list(raw.pages(file))
        subprocess.run(["gzip", "-t", file], check=True)
        subprocess.run([Path(sys.executable).with_name("warcio"), "check", file], check=True)
        with pytest.raises(ArchiveError):
            raw.read(session.site / "raw", records[0].raw)
        aside = next((session.site / "raw").glob("*.damaged"))
        assert aside.read_bytes() == bytes(content[start : start + aside.stat().st_size])


@pytest.mark.slow
@pytest.mark.usefixtures("strace")
class TestKilledRepair:
    def damage(self, session, *, ledger):
        """Something wrong with every kind of file, and the ledger deleted if asked."""
        squeezed = a_file(session, "articles/*.gz")
        squeezed.write_bytes(squeezed.read_bytes()[:-20])
        day = a_file(session, "articles/*.jsonl")
        day.write_bytes(b"torn\n" + day.read_bytes())
        torn, flipped = sorted(session.site.glob("raw/*"))[:2]
        torn.write_bytes(torn.read_bytes()[:-5])
        content = bytearray(flipped.read_bytes())
        content[400] ^= 1
        flipped.write_bytes(content)
        if ledger:
            (session.site / "ledger.sqlite").unlink()

    @pytest.mark.parametrize("ledger", [True, False])
    @pytest.mark.parametrize("syscall", ["write", "pwrite64", "fsync", "rename", "unlink", "ftruncate"])
    def test_a_repair_killed_at_any_call_can_be_begun_again(
        self, tmp_path, pristine, session_in, moments, syscall, ledger
    ):
        shutil.copytree(pristine, tmp_path / "0")
        undisturbed = session_in(tmp_path / "0")
        self.damage(undisturbed, ledger=ledger)
        calls = undisturbed.calls(syscall, repair=True)
        kept = {(article.id, article.version) for article in undisturbed.lines()}
        for number in moments(calls):
            shutil.copytree(pristine, tmp_path / str(number))
            session = session_in(tmp_path / str(number))
            self.damage(session, ledger=ledger)
            assert session.run_with(syscall, "signal=KILL", number, repair=True) != 0
            mend(session)
            assert findings(session) == []
            assert {(article.id, article.version) for article in session.lines()} == kept
            assert_mended(session)
            shutil.rmtree(session.folder)
