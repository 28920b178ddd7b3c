import time

import pytest

from newsarchive.cleaning.headline import clean


class TestDecoration:
    @pytest.mark.parametrize(
        "decorated",
        [
            "石桥镇的渡船今天复航|世界新视野",
            "石桥镇的渡船今天复航_今热点",
            "石桥镇的渡船今天复航-全球热议",
            "石桥镇的渡船今天复航 即时看",
            "石桥镇的渡船今天复航_实时",
            "石桥镇的渡船今天复航 速读",
            "石桥镇的渡船今天复航_世界观天下",
            "石桥镇的渡船今天复航|天天热讯",
            "石桥镇的渡船今天复航 微速讯",
            "石桥镇的渡船今天复航-当前时讯",
            "石桥镇的渡船今天复航_环球观察",
            "每日热文:石桥镇的渡船今天复航",
            "当前速读：石桥镇的渡船今天复航",
            "世界快消息!石桥镇的渡船今天复航",
            "环球今日讯！石桥镇的渡船今天复航",
            "世界今日报丨石桥镇的渡船今天复航",
            "【新要闻】石桥镇的渡船今天复航",
            "每日资讯:石桥镇的渡船今天复航|全球速读",
        ],
    )
    def test_what_farms_hang_on_comes_off(self, decorated):
        assert clean(decorated).text == "石桥镇的渡船今天复航"

    @pytest.mark.parametrize(
        "headline",
        [
            "一图读懂|石桥镇的渡船复航方案",
            "江边日报:渡船复航是件大事",
            "快讯：石桥镇的渡船今天复航",
            "关注：渡船之后还要修什么",
            "国际观察：两岸的渡船为何停了又开",
            "渡船复航 全镇关注",
            "石桥镇渡船复航-老船工的心愿",
            "Ferry back in service - at last",
            "渡船|复航",
        ],
    )
    def test_marks_of_the_headline_itself_stay(self, headline):
        assert clean(headline).text == headline

    def test_what_came_off_is_told(self):
        assert clean("每日热文:石桥镇的渡船今天复航|世界新视野").cut == ("每日热文:", "|世界新视野")


class TestTitleTag:
    @pytest.mark.parametrize(
        "title",
        [
            "石桥镇的渡船今天复航_城事_江边在线",
            "石桥镇的渡船今天复航--城事--江边网",
            "石桥镇的渡船今天复航-江边新闻网",
            "石桥镇的渡船今天复航 | 江边晚报",
            "石桥镇的渡船今天复航_江边财经",
        ],
    )
    def test_media_and_channels_come_off(self, title):
        assert clean(title, tag=True).text == "石桥镇的渡船今天复航"

    def test_a_prefix_that_the_page_prints_is_the_headline(self):
        title = "一图读懂|石桥镇的渡船复航方案-城事纵横"
        assert clean(title, tag=True, seen=["一图读懂|石桥镇的渡船复航方案"]).text == "一图读懂|石桥镇的渡船复航方案"

    def test_a_rest_that_the_page_prints_is_the_headline(self):
        title = "明日渡口--石桥镇的渡船今天复航，票价不变"
        assert clean(title, tag=True, seen=["石桥镇的渡船今天复航，票价不变"]).text == "石桥镇的渡船今天复航，票价不变"

    def test_the_names_of_the_site_come_off_at_both_ends(self):
        names = ["The Callan Courier"]
        assert (
            clean("Ferry back in service | The Callan Courier", tag=True, names=names).text == "Ferry back in service"
        )
        assert (
            clean("The Callan Courier | Ferry back in service", tag=True, names=names).text == "Ferry back in service"
        )

    def test_a_headline_is_never_emptied(self):
        assert clean("江边新闻网", tag=True, names=["江边新闻网"]).text == "江边新闻网"
        assert clean("_江边新闻网", tag=True).text

    def test_without_a_title_tag_only_the_sites_name_is_a_suffix(self):
        assert clean("渡船复航_老船工的心愿网", tag=False).text == "渡船复航_老船工的心愿网"
        assert clean("石桥镇的渡船今天复航_江边在线", names=["江边在线"]).text == "石桥镇的渡船今天复航"


class TestToldHeadline:
    def test_a_kicker_in_the_heading_comes_off_where_metadata_tell_the_headline_apart(self):
        printed, told = "Port Callan Ferry sails again after three years", ["Ferry sails again after three years"]
        assert clean(printed, told=told).text == told[0]

    def test_a_kicker_with_a_colon_is_a_part_of_the_headline(self):
        printed = "Port Callan: Ferry sails again after three years"
        assert clean(printed, told=["Ferry sails again after three years"]).text == printed

    def test_a_date_behind_it_comes_off(self):
        printed, told = "Ferry sails again after three years\tJune 1st, 2023", ["Ferry sails again after three years"]
        assert clean(printed, told=told).text == told[0]

    @pytest.mark.parametrize(
        "printed",
        [
            "Ferry sails again after three years in dock",
            "The Ferry sails again after three years",
            "Ferry sails again after three years Here",
        ],
    )
    def test_a_headline_that_merely_says_more_stays(self, printed):
        assert clean(printed, told=["Ferry sails again after three years"]).text == printed

    def test_what_metadata_cut_off_is_no_shorter_headline(self):
        printed = "Ferry sails again after three years (Including One On Sunday)"
        told = [
            "Ferry sails again after three years (Including One On Sunday) - Callan Weekly",
            "Ferry sails again after three years (Including",
        ]
        assert clean(printed, told=told).text == printed


class TestClean:
    def test_entities_that_were_escaped_twice(self):
        assert clean("Boats &#x26; Piers").text == "Boats & Piers"
        assert clean("&amp;quot;Never again,&amp;quot; says he").text == '"Never again," says he'

    def test_markup_that_was_copied_comes_off(self):
        assert clean("<i>The Ferry</i> sails again").text == "The Ferry sails again"
        assert clean("Thirty years of <br> tags").text == "Thirty years of <br> tags"

    def test_a_short_end_that_the_page_prints_by_itself_is_a_name(self):
        title = "Ferry sails again after three years - Callan Courier"
        assert clean(title, tag=True, seen=["Callan Courier"]).text == "Ferry sails again after three years"
        assert clean(title, tag=True).text == title

    def test_a_name_goes_with_that_of_the_medium_before_it(self):
        printed = "石桥镇的渡船今天复航_直击现场_江边新闻-The River"
        assert clean(printed, tag=True).text == "石桥镇的渡船今天复航"

    @pytest.mark.parametrize("tail", [" - 석교일보", " < 사회 < 기사본문 - 석교일보"])
    def test_korean_media(self, tail):
        assert clean(f"석교읍 나룻배 3년 만에 운항 재개{tail}", tag=True).text == "석교읍 나룻배 3년 만에 운항 재개"

    def test_a_short_beginning_that_the_page_prints_is_a_kicker(self):
        title = "Harbours - The ferry sails again after three years, and the fare is what it was"
        assert clean(title, tag=True, seen=["Harbours"]).text == title

    def test_a_name_within_the_sites_domain(self):
        assert (
            clean("Ferry sails again | Callan Weekly", tag=True, names=["callanweeklynews"]).text == "Ferry sails again"
        )

    @pytest.mark.parametrize("unit", [" ", "-", "_", "今日", "| ", "世界快", ":", "—"])
    def test_time_grows_with_the_headline_and_no_faster(self, unit):
        seconds = []
        for size in (500, 5_000):
            start = time.process_time()
            clean(unit * size + "渡船", tag=True, names=["江边"], seen=["渡船"], told=["渡船今天复航了真的"])
            seconds.append(time.process_time() - start)
        assert seconds[1] < max(40 * seconds[0], 0.1)
