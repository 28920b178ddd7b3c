from __future__ import annotations

import pytest

from newsarchive import cli
from newsarchive.records import Page
from newsarchive.storage import SiteArchive, Wire
from newsarchive.storage import examples as kept


@pytest.fixture
def archive(tmp_path):
    for host, text in (
        ("a.cn", 'name = "甲报"\nevery = "60m"\n[[sources]]\nurl = "http://a.cn/"\n'),
        ("b.com", "delay = 1\nnam = 2\n"),
    ):
        (tmp_path / host).mkdir()
        (tmp_path / host / "site.toml").write_text(text, encoding="utf-8")
    (tmp_path / "c.tw" / "articles").mkdir(parents=True)
    return tmp_path


class TestCheck:
    def test_every_mistake_is_a_line_and_the_exit_code_is_2(self, archive, capsys):
        assert cli.main(["sites", "--check", "--archive", str(archive)]) == 2
        said = capsys.readouterr()
        file = archive / "b.com" / "site.toml"
        assert said.err.splitlines() == [
            f"newsarchive: {file}: delay: unknown key; did you mean 'fetch.delay'?",
            f"newsarchive: {file}: nam: unknown key; did you mean 'name'?",
        ]
        assert said.out == "2 site files, 1 with mistakes\n"

    def test_right_files_are_all_right(self, archive, capsys):
        (archive / "b.com" / "site.toml").write_text("", encoding="utf-8")
        assert cli.main(["sites", "--check", "--archive", str(archive)]) == 0
        assert capsys.readouterr().out == "2 site files, all right\n"

    def test_examples_are_read_and_told_by_number_and_field(self, archive, pages, capsys):
        (archive / "b.com" / "site.toml").write_text("", encoding="utf-8")
        folder = archive / "a.cn"
        addresses = [f"http://a.cn{pages.path(number)}" for number in (1, 2, 3)]
        with SiteArchive.open(archive / "look", "a.cn") as look:
            bodies = [pages.story(1).encode(), b"<title>404</title><p>none"]
            places = [look.keep_page(Page(url, body), Wire(body)) for url, body in zip(addresses, bodies, strict=False)]
            look.commit()
        kept.save(folder, archive / "look" / "a.cn" / "raw", places)
        texts = ['title = "渡口第1班船启航"\nsource = "别处"', 'outcome = "too_short"', 'title = "没有"']
        tables = (f'[[examples]]\nurl = "{url}"\n{text}\n' for url, text in zip(addresses, texts, strict=True))
        (folder / "site.toml").write_text("".join(tables), encoding="utf-8")
        assert cli.main(["sites", "--check", "--archive", str(archive)]) == 1
        said = capsys.readouterr()
        file = folder / "site.toml"
        assert said.err.splitlines() == [
            f"newsarchive: {file}: examples[1] {addresses[0]}: source: must be '别处', and reads as '河岸日报'",
            f"newsarchive: {file}: examples[2] {addresses[1]}: must be too_short, and reads as not_article",
            f"newsarchive: {file}: examples[3] {addresses[2]}: its page is not in examples.warc.gz;"
            " `newsarchive learn --save` keeps it there",
        ]
        assert said.out == "2 site files, all right\n3 examples, 3 differences\n"


class TestList:
    def test_each_site_is_a_row_with_what_is_known_of_it(self, archive, capsys):
        (archive / "b.com" / "site.toml").unlink()
        (archive / "b.com" / "ledger.sqlite").touch()
        assert cli.main(["sites", "--archive", str(archive)]) == 0
        rows = [line.split() for line in capsys.readouterr().out.splitlines()]
        assert rows[1:] == [
            ["a.cn", "甲报", "zh-CN", "Asia/Shanghai", "1", "1h", "site.toml"],
            ["b.com", "-", "-", "-", "-", "-", "defaults"],
            ["c.tw", "-", "zh-TW", "Asia/Taipei", "-", "-", "defaults"],
        ]

    def test_a_site_file_with_a_mistake_is_said(self, archive, capsys):
        assert cli.main(["sites", "--archive", str(archive)]) == 2
        assert "b.com" in capsys.readouterr().err

    def test_an_archive_that_is_not_there_is_said(self, tmp_path, capsys):
        assert cli.main(["sites", "--archive", str(tmp_path / "no")]) == 2
        assert "name the archive with --archive DIR" in capsys.readouterr().err
