"""Tables stay aligned where characters are two columns wide, and a record shows what was cut and by which rule."""

from __future__ import annotations

from newsarchive.records import Image, Removed
from newsarchive.reporting import render
from newsarchive.reporting.measure import Gap, measure


class TestWidth:
    def test_a_chinese_character_is_two_columns_wide(self) -> None:
        assert render.width("青江ok，") == 8

    def test_a_combining_mark_takes_no_column(self) -> None:
        assert render.width("e\u0301") == 1


class TestTable:
    def test_every_line_is_as_wide_as_the_heads(self) -> None:
        lines = render.table([("频道", "n"), ("World", "7"), ("城事", "1,234")]).split("\n")
        assert lines == ["频道       n", "World      7", "城事   1,234"]
        assert len({render.width(line) for line in lines}) == 1

    def test_words_stand_to_the_left(self) -> None:
        assert render.table([("a", "b"), ("1", "x"), ("22", "yy")]) == " a  b\n 1  x\n22  yy"


class TestWrap:
    def test_no_line_is_wider_than_asked(self) -> None:
        text = "青江市与望潮县签署备忘录，2023年 a memorandum of understanding was signed。" * 3
        lines = render.wrap(text, 20)
        assert max(map(render.width, lines)) <= 20
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")

    def test_a_closing_mark_does_not_begin_a_line(self) -> None:
        assert render.wrap("青江市，望潮县。", 6) == ["青江", "市，望", "潮县。"]


class TestCoverage:
    def test_days_channels_and_totals_are_shown(self, article) -> None:
        records = [article(date_published=f"2023-06-0{day}", section=name) for day, name in [(1, "城事"), (2, "城事")]]
        table = render.coverage(measure([*records, article(date_published="2023-06-02")])).split("\n")
        assert [row.split() for row in table] == [
            ["day", "城事", "(none)", "total"],
            ["2023-06-01", "1", "-", "1"],
            ["2023-06-02", "1", "1", "2"],
            ["total", "2", "1", "3"],
        ]

    def test_only_the_last_days_are_shown_on_request(self, article) -> None:
        numbers = measure(article(date_published=f"2023-06-0{day}") for day in range(1, 6))
        assert [row.split()[0] for row in render.coverage(numbers, 2).split("\n")][1:-1] == ["2023-06-04", "2023-06-05"]

    def test_many_channels_share_a_column(self, article) -> None:
        numbers = measure(article(date_published="2023-06-01", section=f"c{number}") for number in range(12))
        heads, row, _ = (line.split() for line in render.coverage(numbers).split("\n"))
        assert heads[-2:] == ["others", "total"]
        assert row[-2:] == ["5", "12"]


class TestFilled:
    def test_the_share_of_records_with_each_field_is_shown(self, article) -> None:
        numbers = measure([article(editor="罗静", date_published="2023-06-01"), article(), article()])
        rows = {row.split("  ")[0].strip(): row.split()[-2:] for row in render.filled(numbers).split("\n")}
        assert rows["editor"] == ["1", "33%"]
        assert rows["date_published"] == ["1", "33%"]


class TestRules:
    def test_the_busiest_rule_stands_first(self, article) -> None:
        cuts = (Removed("a", "share"), Removed("b", "share"), Removed("c", "editor"))
        rows = [line.split()[0] for line in render.rules(measure([article(removed=cuts)])).split("\n")]
        assert rows == ["rule", "share", "editor"]


class TestGaps:
    def test_a_gap_is_shown_beside_what_is_usual(self) -> None:
        assert render.gaps([Gap("2023-06-03", 0, 20.5)]).split("\n")[1].split() == ["2023-06-03", "0", "20.5"]


class TestRecord:
    def test_it_shows_headline_facts_text_and_cuts(self, article) -> None:
        shown = render.record(
            article(
                raw_title="标题|世界新视野",
                date_published="2023-06-01T17:34:56+08:00",
                date_published_raw="2023-06-01 17:34:56",
                authors=("周文博", "何雨晴"),
                text="第一段。\n第二段。",
                images=(Image("http://news.example/1.jpg", "三号泊位"), Image("http://news.example/2.jpg")),
                removed=(Removed("（资料图）", "placeholder"),),
            )
        )
        lines = shown.split("\n")
        assert lines[0] == "标题"
        assert "as printed  标题|世界新视野" in lines
        assert 'published   2023-06-01T17:34:56+08:00 (printed as "2023-06-01 17:34:56")' in lines
        assert "authors     周文博、何雨晴" in lines
        assert "captions    三号泊位" in lines
        assert lines.index("第一段。") < lines.index("第二段。") < lines.index("  placeholder  （资料图）")

    def test_what_is_not_known_is_not_shown(self, article) -> None:
        shown = render.record(article())
        assert "editor" not in shown
        assert "cut from" not in shown
