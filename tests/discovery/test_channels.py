from __future__ import annotations

import pytest

from newsarchive.discovery import channels
from newsarchive.records import Link


def links(*paths):
    return [Link(f"http://www.example.cn{path}", "国内") for path in paths]


class TestParts:
    @pytest.mark.parametrize("home", ["/news/", "/news", "/news.htm", "/news/?page=2"])
    def test_listings_in_the_folder_of_a_channel_are_parts_of_it(self, home):
        listed = links("/news/gn/", "/news/list_12.html", "/sports/", "/newsroom/", "/")
        assert channels.parts(f"http://www.example.cn{home}", listed) == tuple(listed[:2])

    def test_everything_lies_in_the_folder_of_the_home_page_and_tells_nothing(self):
        assert channels.parts("http://www.example.cn/", links("/news/", "/more.asp?classid=3")) == ()

    def test_a_box_goes_on_where_its_link_to_more_leads(self):
        more = Link("http://www.example.cn/more.asp?classid=3", "更多>>")
        assert channels.parts("http://www.example.cn/class.asp?id=1", [more, *links("/other.asp")]) == (more,)

    def test_a_page_that_shows_listings_alone_leads_to_all_but_the_days_of_a_calendar(self):
        listed = links("/sports/", "/archive/2023/05/", "/archive/2023/07/")
        assert channels.parts("http://www.example.cn/archive/2023/06/", listed, alone=True) == (listed[0],)


class TestSheets:
    def test_listings_in_one_folder_of_a_day_are_sheets_of_a_paper(self):
        listed = links("/html/2023-06/01/node_3.htm", "/html/2023-06/02/node_2.htm", "/html/node_4.htm")
        assert channels.sheets("http://www.example.cn/html/2023-06/01/node_2.htm", listed) == (listed[0],)

    def test_other_folders_have_none(self):
        assert channels.sheets("http://www.example.cn/html/node_2.htm", links("/html/node_3.htm")) == ()
