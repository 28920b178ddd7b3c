import json
import subprocess
import sys

import pytest

from newsarchive.demo.server import DemoPortal
from newsarchive.records import FIELD_ORDER

LINES = [
    "江边的老船坞今年春天修好了，看船的人说，下水那天要请全镇的人来吃一碗面，面里要有春笋和河虾。",
    "船坞建于一九五八年，最忙的时候一年修过四十七条船，后来河道改了，船少了，门也就锁上了。",
]
PAGE = (
    "<html><head><title>江边的老船坞修好了_江边在线</title></head><body><h1>江边的老船坞修好了</h1>"
    "<div>2023-06-01 17:34 来源：江边晚报</div><div>" + "".join(f"<p>{line}</p>" for line in LINES) + "</div>"
    "<p>（责任编辑：田野）</p></body></html>"
)


@pytest.fixture
def read(tmp_path):
    """The command, run in a folder of its own."""

    def run(*words, given=None):
        command = [sys.executable, "-m", "newsarchive", "read", *map(str, words)]
        return subprocess.run(command, cwd=tmp_path, input=given, capture_output=True, timeout=60)

    return run


class TestRecord:
    def test_a_file_is_read_to_a_record_on_one_line(self, read, tmp_path):
        (tmp_path / "page.html").write_text(PAGE, encoding="gb18030")
        done = read("page.html", "--url", "http://news.example.cn/20230601/1.html")
        assert done.returncode == 0, done.stderr
        record = json.loads(done.stdout)
        assert list(record) == list(FIELD_ORDER)
        assert record["text"].split("\n") == LINES
        assert (record["source"], record["editor"]) == ("江边晚报", "田野")
        assert done.stdout.count(b"\n") == 1

    def test_standard_input_is_a_dash(self, read):
        done = read("-", "--url", "http://news.example.cn/1.html", given=PAGE.encode())
        assert json.loads(done.stdout)["title"] == "江边的老船坞修好了"

    def test_a_plain_text_capture_is_read_too(self, read):
        text = "\n\n".join(["江边的老船坞修好了", "2023-06-01 17:34 来源：江边晚报", *LINES])
        done = read("-", "--url", "http://news.example.cn/1.html", given=text.encode())
        assert json.loads(done.stdout)["text"].split("\n") == LINES

    def test_an_address_is_fetched_and_its_further_pages_are_joined(self, read):
        with DemoPortal() as portal:
            story = next(each for each in portal.articles if each.pages == 2)
            done = read(portal.url.rstrip("/") + story.path, "--allow-private")
        record = json.loads(done.stdout)
        assert (record["pages"], record["text"]) == (2, story.fields()["text"])

    def test_a_saved_page_says_that_its_article_goes_on(self, read):
        page = PAGE.replace("</body>", "").replace("（责任", "<a href=100_2.html>下一页</a>（责任")
        record = json.loads(read("-", "--url", "http://news.example.cn/100.html", given=page.encode()).stdout)
        assert (record["pages"], record["read_by"]["pages"]) == (1, "page links; page 2 missing")

    def test_a_further_page_that_does_not_arrive_is_said_in_the_record(self, read, serve):
        server = serve({"/a/100.html": PAGE.replace("（责任", "<a href=100_2.html>下一页</a>（责任")})
        record = json.loads(read(f"{server.url}a/100.html", "--allow-private").stdout)
        assert record["read_by"]["pages"] == "page links; page 2 gone"


class TestExplain:
    def test_each_line_is_shown_with_what_decided(self, read):
        shown = read("-", "--url", "http://news.example.cn/1.html", "--explain", given=PAGE.encode()).stdout.decode()
        kept = [line for line in shown.splitlines() if line.startswith("kept")]
        assert len(kept) == len(LINES)
        assert any(line.startswith("cut") and "editor credit" in line and "田野" in line for line in shown.splitlines())


class TestMistakes:
    @pytest.mark.parametrize(
        ("words", "given", "code", "said"),
        [
            (["nowhere.html"], None, 2, "nowhere.html"),
            (["-", "--url", "http://news.example.cn/"], b"<html><body></body></html>", 1, "not_article"),
            (["-", "--url", "http://news.example.cn/"], b"", 1, "unreadable"),
            (["http://127.0.0.1:1/"], None, 2, "no public address"),
        ],
    )
    def test_each_is_one_line_and_an_exit_code(self, read, words, given, code, said):
        done = read(*words, given=given)
        assert (done.returncode, done.stdout) == (code, b"")
        assert said in done.stderr.decode()
        assert len(done.stderr.decode().splitlines()) == 1
