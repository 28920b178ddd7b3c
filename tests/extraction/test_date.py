from datetime import UTC, datetime, timedelta, timezone

import pytest

from newsarchive.extraction import date

SHANGHAI = timezone(timedelta(hours=8))
ENGLISH = ("The ferry at Port Callan sailed again this morning, three years after the river took its landing.",) * 3
FETCHED = datetime(2023, 6, 10, 4, 30, tzinfo=UTC)


def ld(**values):
    pairs = ", ".join(f'"{name}": "{value}"' for name, value in values.items())
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", {pairs}}}</script>'


def published(page):
    found = date.published(page.document, page.site, page.parts)
    return (found.value.iso(SHANGHAI), found.by) if found else None


def modified(page):
    found = date.modified(page.document, page.site, page.parts)
    return (found.value.iso(SHANGHAI), found.by) if found else None


class TestPublishedOfAChinesePage:
    @pytest.mark.parametrize(
        ("byline", "moment"),
        [
            ("<p>2023年06月01日10:05 来源：青江晚报</p>", "2023-06-01T10:05:00+08:00"),
            ("<p>2005-01-14 17:02:30 来源: 江报\t发表评论 查看评论</p>", "2005-01-14T17:02:30+08:00"),
            ("<p>2005-02-06 13:26更新 来源：江报</p>", "2005-02-06T13:26:00+08:00"),
            ("<p>发布时间：23-06-01 10:05</p>", "2023-06-01T10:05:00+08:00"),
            ("<p>最后更新: 2023-06-02 09:00</p><p>2023-06-01 10:05</p>", "2023-06-01T10:05:00+08:00"),
            ("<p>江边在线 2023-06-01</p>", "2023-06-01"),
        ],
    )
    def test_the_byline_tells_it(self, article, byline, moment):
        assert published(article(byline)) == (moment, "visible byline")

    def test_hidden_fields_and_data_of_scripts_where_the_byline_is_silent(self, article):
        assert (
            published(article("<textarea class=article-time>1685585100000</textarea>"))[0]
            == "2023-06-01T10:05:00+08:00"
        )
        head = "<script>var a = { title: '石桥镇的渡船停航', time: '2023-06-01 10:05:00' };</script>"
        assert published(article(head=head)) == ("2023-06-01T10:05:00+08:00", "script")

    def test_the_byline_comes_before_metadata(self, article):
        page = article("<p>2023-06-01 10:05</p>", head=ld(datePublished="2023-06-01T11:47:03+08:00"))
        assert published(page) == ("2023-06-01T10:05:00+08:00", "visible byline")

    def test_metadata_add_the_time_of_the_day_that_the_byline_tells(self, article):
        page = article("<p>2023-06-01</p>", head='<meta name="pubdate" content="2023-06-01 10:05:00">')
        assert published(page)[0] == "2023-06-01T10:05:00+08:00"

    def test_a_label_below_the_text_comes_before_a_date_inside_it(self, article):
        body = ("2019年2月27日下午，镇上的人到渡口看了新船，并问起班次和票价。",) * 3
        page = article(body=body, below="<p>发布日期：2019-03-06 责任编辑：罗静</p>")
        assert published(page) == ("2019-03-06", "visible byline")

    def test_a_date_beside_a_related_headline_is_none(self, article):
        below = '<p>·<a href="/b/">渡口的石阶重新铺过</a> (2005-04-27 18:03PM)</p>'
        assert published(article(below=below)) is None

    @pytest.mark.parametrize(
        "line",
        ["Copyright © 2001-2019 江边在线 2019-06-01", "江ICP备20190601号 2019-06-01", "网友 2019-06-01 10:05 发表"],
    )
    def test_footers_and_comments_tell_none(self, article, line):
        assert published(article(f"<p>{line}</p>")) is None

    def test_a_line_of_the_text_that_is_only_a_date(self, article):
        assert published(article(first="<p>2012年6月24日</p>")) == ("2012-06-24", "visible byline")


class TestPublishedElsewhere:
    def test_json_ld_comes_before_the_byline(self, article):
        page = article("<p>June 3, 2023</p>", body=ENGLISH, head=ld(datePublished="2023-06-01T02:05:00Z"))
        assert published(page) == ("2023-06-01T10:05:00+08:00", "json-ld")

    def test_an_earlier_day_below_the_headline_comes_before_json_ld(self, article):
        page = article("<p>May 3, 2021</p>", body=ENGLISH, head=ld(datePublished="2023-06-01T02:05:00Z"))
        assert published(page) == ("2021-05-03", "visible byline")

    def test_a_day_earlier_is_but_another_zone(self, article):
        page = article("<p>May 31, 2023</p>", body=ENGLISH, head=ld(datePublished="2023-06-01T02:05:00Z"))
        assert published(page) == ("2023-06-01T10:05:00+08:00", "json-ld")

    @pytest.mark.parametrize(
        ("head", "byline", "by"),
        [
            *(('<meta property="article:published_time" content="2023-06-01">', "", "meta"),),
            *(('<meta itemprop="datePublished" content="2023-06-01">', "", "meta"),),
            *(("", '<p>At <time datetime="2023-06-01">noon</time></p>', "time element"),),
            *(("", "<p>Published 1 June 2023, updated 3 June 2023</p>", "visible byline"),),
            *(("", "<p>Updated 3 June 2023 | Published 1 June 2023</p>", "visible byline"),),
            *(('<script>var a = {"publishDate": "2023-06-01"}</script>', "", "script"),),
        ],
    )
    def test_other_readers_where_it_is_silent(self, article, head, byline, by):
        assert published(article(byline, body=ENGLISH, head=head)) == ("2023-06-01", by)

    @pytest.mark.parametrize("value", ['["2023-06-01"]', '{"@value": "2023-06-01"}', "1685577600"])
    def test_json_ld_of_other_forms(self, article, value):
        head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": {value}}}</script>'
        assert published(article(body=ENGLISH, head=head))[0][:10] == "2023-06-01"

    def test_json_ld_that_was_escaped(self, article):
        head = ld(datePublished="2023-06-01").replace('"@type', "&quot;@type").replace('"', "&quot;")
        head = head.replace("&quot;application/ld+json&quot;", '"application/ld+json"')
        assert published(article(body=ENGLISH, head=head)) == ("2023-06-01", "json-ld")

    @pytest.mark.parametrize(
        "element",
        [
            '<span itemprop="datePublished" content="2023-06-01">1 June</span>',
            '<abbr class="published" title="2023-06-01">1 June</abbr>',
            '<time datetime="2023-06-01"></time>1 June',
        ],
    )
    def test_elements_that_tell_it_to_machines(self, article, element):
        assert published(article(f"<p>On {element}</p>", body=ENGLISH))[0] == "2023-06-01"

    def test_the_time_of_a_change_is_not_that_of_publication(self, article):
        head = '<meta property="article:modified_time" content="2023-06-01T10:05:00Z">'
        assert published(article("<p>June 1, 2023</p>", body=ENGLISH, head=head)) == ("2023-06-01", "visible byline")

    def test_the_days_that_a_page_tells_say_which_number_is_the_month(self, article):
        assert published(article("<p>06/07/2023</p>", body=ENGLISH, lang="en"))[0] == "2023-06-07"
        near = article("<p>06/07/2023</p>", body=ENGLISH, lang="en", url="http://news.example/2023/07/06/a.html")
        assert published(near)[0] == "2023-07-06"

    @pytest.mark.parametrize(
        "line", ["Publié le 1 juin 2023 - Mis à jour le 3 juin 2023", "입력 2023.06.01. 수정 2023.06.03."]
    )
    def test_a_first_line_of_the_text_that_says_when_it_was_published(self, article, line):
        assert published(article(first=f"<p>{line}</p>", body=ENGLISH))[0] == "2023-06-01"

    @pytest.mark.parametrize(
        ("opening", "found"),
        [
            ("Port Callan, June 1, 2023 – ", ("2023-06-01", "dateline")),
            ("1 June 2023. ", ("2023-06-01", "dateline")),
            ("(Callan, 1 June 2023) ", ("2023-06-01", "dateline")),
            ("On June 1, 2023, ", None),
            ("The pier fell. Since June 1, 2023 – ", None),
        ],
    )
    def test_the_day_that_opens_the_text_with_its_place(self, article, opening, found):
        assert published(article(body=(opening + ENGLISH[0], *ENGLISH[1:]))) == found

    def test_the_address_comes_after_the_page(self, article):
        page = article(body=ENGLISH, url="http://news.example/2023/06/01/ferry.html")
        assert published(page) == ("2023-06-01", "url")

    def test_a_page_that_tells_only_its_change(self, article):
        assert published(article("<p>Updated June 3, 2023</p>", body=ENGLISH)) == ("2023-06-03", "visible byline")
        assert published(article(body=ENGLISH, head=ld(dateModified="2023-06-03"))) == ("2023-06-03", "json-ld")

    @pytest.mark.parametrize(
        ("url", "lang", "day"),
        [
            *(("http://news.example/1", "en-US", "2023-03-04"), ("http://news.example/1", "en-GB", "2023-04-03")),
            *(("http://news.co.uk/1", "en-US", "2023-04-03"), ("http://news.us/1", "", "2023-03-04")),
        ],
    )
    def test_the_order_of_month_and_day_is_that_of_the_country(self, article, url, lang, day):
        assert published(article("<p>03/04/2023</p>", body=ENGLISH, url=url, lang=lang))[0] == day


class TestPublishedBesideOtherDates:
    def test_the_day_of_the_visit_above_the_headline_comes_last(self, article):
        bar = "<p>2023年6月10日 星期六</p>"
        page = article(above=bar, url="http://news.example/2023/0601/1024.html")
        assert published(page) == ("2023-06-01", "url")
        assert published(article(above=bar)) == ("2023-06-10", "visible byline")

    def test_captions_and_comments_tell_none(self, article):
        caption = "<figure><img src=/a.jpg><figcaption>The old pier on 3 May 2019</figcaption></figure>"
        page = article(caption + "<p>1 June 2023</p>", body=ENGLISH)
        assert published(page) == ("2023-06-01", "visible byline")
        below = "<div class=comments><p>Joe</p><span class=date>6 June 2023 10:00</span><p>I like the ferry.</p></div>"
        assert published(article(body=ENGLISH, below=below)) is None

    def test_elements_below_the_text_are_not_of_the_article(self, article):
        below = "<p><time datetime=2023-06-02T01:00:00Z>2 June 2023</time> Joe</p>"
        assert published(article("<p>1 June 2023</p>", body=ENGLISH, below=below)) == ("2023-06-01", "visible byline")

    def test_a_change_of_the_same_day_adds_the_time(self, article):
        head = '<meta property="article:modified_time" content="2023-06-01T10:05:00+08:00">'
        page = article("<p>Updated June 1, 2023</p>", body=ENGLISH, head=head)
        assert published(page) == ("2023-06-01T10:05:00+08:00", "meta")

    def test_a_byline_that_is_taken_for_text(self, article):
        first = "<p>Por Ana Prado — Lisboa 01/06/2023 15h30 Atualizado em 02/06/2023 09h10</p>"
        page = article(body=ENGLISH, first=first, lang="pt")
        assert published(page) == ("2023-06-01T15:30:00+08:00", "visible byline")
        times = (
            "<p><time class=updated datetime=2023-06-02T01:10:00Z>2 June 2023</time> "
            "<time class=published datetime=2023-06-01T02:05:00Z>1 June 2023</time></p>"
        )
        assert published(article(body=ENGLISH, first=times)) == ("2023-06-01T10:05:00+08:00", "time element")

    def test_the_time_of_a_post_below_the_text(self, article):
        page = article(body=ENGLISH, below="<p>Post time: 01-06-2023</p>", lang="en-GB")
        assert published(page) == ("2023-06-01", "visible byline")


class TestPublishedInAttributes:
    @pytest.mark.parametrize(
        "byline",
        [
            "<span property=schema:datePublished content=2023-06-01T02:05:00Z>Thursday</span>",
            "<span property=dc:date content=2023-06-01T02:05:00Z>Thursday</span>",
            "<p class=date data-timestamp=1685585100>Jun 1</p>",
            "<p class=time data-time=1685585100000>loading</p>",
            "<span class=published data-date=2023-06-01T02:05:00Z></span>",
            "<div><b data-utime=1685585100></b></div>",
        ],
    )
    def test_that_scripts_read(self, article, byline):
        assert published(article(byline, body=ENGLISH))[0] == "2023-06-01T10:05:00+08:00"

    def test_several_moments_tell_none(self, article):
        below = "<div data-time=1685585100></div><div data-time=1685885100></div>"
        assert published(article(body=ENGLISH, below=below)) is None


class TestPublished:
    def test_a_page_without_a_date_has_none(self, article):
        assert published(article()) is None

    def test_a_date_in_a_line_of_its_own_wherever_it_is(self, article):
        assert published(article(below="<p>渡口</p>" * 20 + "<p>June 1, 2023</p>" * 2))[0] == "2023-06-01"
        assert published(article(below="<p>渡口</p>" * 20 + "<p>June 1, 2023</p><p>June 2, 2023</p>")) is None

    def test_nothing_is_published_after_it_was_fetched(self, article):
        page = article("<p>2023-07-01 10:05</p><p>2023-06-01 10:05</p>", fetched_at=FETCHED)
        assert published(page)[0] == "2023-06-01T10:05:00+08:00"

    def test_counted_from_the_time_of_fetching(self, article):
        assert published(article("<p>3小时前</p>", fetched_at=FETCHED))[0] == "2023-06-10T09:30:00+08:00"
        assert published(article("<p>3小时前</p>")) is None

    def test_a_date_without_a_year_is_completed_from_the_address(self, article):
        page = article("<p>06/01 10:05</p>", url="http://news.example/2023-06/01/c_1.htm")
        assert published(page)[0] == "2023-06-01T10:05:00+08:00"

    def test_the_rule_of_the_site_comes_first(self, article):
        page = article("<p>2023-06-01 10:05</p><b>2023-06-02 08:00</b>", read={"date_published": "b"})
        assert published(page) == ("2023-06-02T08:00:00+08:00", "site rule")


class TestModified:
    @pytest.mark.parametrize("label", ["更改时间：", "修改时间：", "最後更新：", "Aktualisiert: "])
    def test_words_that_tell_a_change(self, article, label):
        page = article(f"<p>2023-06-01 10:05</p><p>{label}2023-06-04 10:05</p>")
        assert modified(page) == ("2023-06-04T10:05:00+08:00", "visible byline")

    def test_elements_that_say_so(self, article):
        byline = "<p>Last updated <time datetime=2023-06-02T01:10:00Z>2 June 2023</time></p>"
        assert modified(article(byline, body=ENGLISH)) == ("2023-06-02T09:10:00+08:00", "time element")

    def test_nothing_is_changed_after_it_was_fetched(self, article):
        assert modified(article(head=ld(dateModified="2027-06-02T10:00:00Z"), fetched_at=FETCHED)) is None

    def test_json_ld_of_the_page_where_none_is_of_the_article(self, article):
        told = '{"@type": "WebPage", "dateModified": "2023-06-02T01:10:00Z"}'
        head = f'<script type="application/ld+json">{told}</script>'
        assert modified(article(head=head)) == ("2023-06-02T09:10:00+08:00", "json-ld")

    def test_json_ld_before_meta_before_the_page(self, article):
        line, meta = "<p>最后更新：2023-06-04 10:05</p>", '<meta property="article:modified_time" content="2023-06-03">'
        assert modified(article(line, head=meta + ld(dateModified="2023-06-02"))) == ("2023-06-02", "json-ld")
        assert modified(article(line, head=meta)) == ("2023-06-03", "meta")
        assert modified(article(line)) == ("2023-06-04T10:05:00+08:00", "visible byline")

    @pytest.mark.parametrize("line", ["2023-06-01 10:05", "最后一班渡船 06-04 停航", "Updated often"])
    def test_a_page_that_tells_none(self, article, line):
        assert modified(article(f"<p>{line}</p>")) is None

    def test_the_rule_of_the_site(self, article):
        page = article("<b>2023-06-02</b>", read={"date_modified": "b"})
        assert modified(page) == ("2023-06-02", "site rule")
