import pytest

from newsarchive.extraction import editor

LINES = [
    *(
        ("责任编辑：罗静", "罗静"),
        ("(责编：罗静、章北辰)", "罗静、章北辰"),
        ("【编辑:罗静】", "罗静"),
        ("编辑：罗静 校对：章北辰", "罗静"),
    ),
    *(
        ("[责任编辑：罗静 PN021]", "罗静"),
        ("责任编辑：罗静_NF4425", "罗静"),
        ("（编辑 罗静）", "罗静"),
        ("責任編輯：羅靜", "羅靜"),
    ),
    *(
        ("本文来源：青江网 责任编辑：罗静_NB1", "罗静"),
        ("责任编辑 罗静", "罗静"),
        ("责编丨罗静", "罗静"),
        ("编 辑：罗静", "罗静"),
    ),
    *(("责任编辑：罗静 图片编辑：章北辰", "罗静"), ("记者 周文博 编辑 罗静", "罗静"), ("羅靜／核稿編輯", "羅靜")),
    *(("编辑 罗静 校对 章北辰", "罗静"), ("（青江网编辑 罗静）", "罗静"), ("責任編輯／羅靜", "羅靜")),
    *(("责任编辑：DF524", "DF524"), ("[ 责编：lisi ]", "lisi"), ("Editor: Clara Voss", "Clara Voss")),
    *(("Reporting by Jane Miller; editing by Clara Voss", "Clara Voss"), ("编辑：罗静 责任编辑：章北辰", "章北辰")),
    *(("责任编辑:罗静 文章来源:青江网", "罗静"), ("编辑：罗静 责任编审：章北辰", "罗静"), ("責任編輯：羅靜#", "羅靜")),
    *(("(记者：周文博 责编：罗静 网编：章北辰)", "罗静"), ("作者：周文博，编辑：罗静，题图来自：《渡口》", "罗静")),
    *(("(责编：罗静（实习生）、章北辰)", "罗静、章北辰"), ("编辑：罗静 实习编辑：章北辰", "罗静")),
    *(("责编 罗静　审读 章北辰", "罗静"), ("（记者周文博 编辑罗静）", "罗静"), ("【编辑】罗静", "罗静")),
    *(("本期编辑 罗静", "罗静"), ("青江记者 周文博 青江编辑 罗静", "罗静")),
]
NONE = [
    "责任编辑：",
    "编辑 推荐阅读 更多",
    "编辑推荐",
    "文章编辑 评论管理",
    "编辑：SN034",
    "责任重大，编辑部表示歉意",
    "编辑部电话：123456",
    "联系编辑：0700-0000000",
    "编辑：分享",
    "图片编辑：罗静",
    "图片编辑 罗静",
]


def read(page):
    found = editor.read(page.document, page.site, page.parts)
    return found.value if found else None


class TestRead:
    @pytest.mark.parametrize(("line", "name"), LINES)
    def test_the_editor_of_a_credit_line(self, article, line, name):
        assert read(article(below=f"<p>{line}</p>")) == name

    @pytest.mark.parametrize("line", NONE)
    def test_lines_that_name_none(self, article, line):
        assert read(article(below=f"<p>{line}</p>")) is None

    def test_the_line_of_the_date_may_name_one(self, article):
        assert read(article("<p>2023-06-01 | 责任编辑: 罗静 | 来源： 青江网</p>")) == "罗静"

    def test_a_last_line_that_the_text_kept(self, article):
        assert read(article(last="<p>责任编辑：罗静</p>")) == "罗静"

    def test_metadata_where_the_page_prints_none(self, article):
        assert read(article(head='<meta name="editor" content="罗静">')) == "罗静"

    def test_hidden_fields_where_the_page_prints_none(self, article):
        assert read(article("<textarea class=article-editor-name>罗静</textarea>")) == "罗静"

    def test_the_rule_of_the_site(self, article):
        assert read(article("<i>编辑：罗静</i><p>责任编辑：章北辰</p>", read={"editor": "i"})) == "罗静"
