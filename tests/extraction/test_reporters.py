import pytest

from newsarchive.extraction import reporters

LINES = [
    ("2023-06-01 来源：青江晚报 作者：周文博", ["周文博"]),
    ("作者：周文博 何雨晴", ["周文博", "何雨晴"]),
    ("作者：江边闲人", ["江边闲人"]),
    ("文/周文博 编辑/罗静", ["周文博"]),
    ("文丨周文博 图丨何雨晴", ["周文博"]),
    ("【文/青江网专栏作者 周文博】", ["周文博"]),
    ("【文/青江网 周文博】", ["周文博"]),
    ("图/文 周文博", ["周文博"]),
    ("2023-06-01 来源：青江网 记者 周文博 通讯员 何雨晴", ["周文博", "何雨晴"]),
    ("本报记者 王 珂 李 刚", ["王珂", "李刚"]),
    ("執筆：何雨晴", ["何雨晴"]),
    ("记者周文博／青江報導", ["周文博"]),
    ("文／周文博　圖／何雨晴", ["周文博"]),
    ("文字：周文博 摄影：何雨晴", ["周文博"]),
    ("文/本报记者 周文博 图/本报记者 何雨晴", ["周文博"]),
    ("作者 周文博", ["周文博"]),
    ("【作者】周文博", ["周文博"]),
    ("作者∶(美)周文博", ["周文博"]),
    ("作者——周文博", ["周文博"]),
    ("署名：周文博", ["周文博"]),
    ("本刊特约撰稿人 周文博", ["周文博"]),
    ("Author: 周文博", ["周文博"]),
    ("作者：size=", []),
    ("查看作者的其他文章", []),
    ("作者： 2023-06-01", []),
    ("（周文博 摄）", []),
    ("责任编辑：罗静", []),
    ("记者从镇上获悉", []),
    ("作者：青江日报评论员", ["青江日报评论员"]),
    ("作者：本刊编辑部", ["本刊编辑部"]),
    ("作者，周文博", ["周文博"]),
    ("【撰文】周文博", ["周文博"]),
    ("作者：周文博（记者）、何雨晴（通讯员）", ["周文博", "何雨晴"]),
    ("作者：周文博；何雨晴", ["周文博", "何雨晴"]),
    ("作 者：周 文 博", ["周文博"]),
    ("作者：[英]约翰·史密斯 编译：周文博", ["约翰·史密斯"]),
    ("执笔/江二少&舟小刀", ["江二少", "舟小刀"]),
    ("作者：江边闲人、船上客", ["江边闲人", "船上客"]),
    ("作者：江边闲人 望潮县水利局", ["江边闲人"]),
    ("视频记者 周文博", []),
]
TEXTS = [
    ("江讯社青江6月1日电（记者周文博、何雨晴）渡船今天复航，岸上站满了人。", ["周文博", "何雨晴"]),
    ("江新网青江6月1日电 (周文博)渡船今天复航，岸上站满了人。", ["周文博"]),
    ("本报讯（记者 周文博 通讯员 何雨晴）渡船今天复航，岸上站满了人。", ["周文博", "何雨晴"]),
    ("青江晚报讯 记者周文博 渡船今天复航，岸上站满了人。", ["周文博"]),
    ("（中江社記者周小怡青江11日電）渡船今天復航，岸上站滿了人。", ["周小怡"]),
    ("【青江时报记者 周文博】渡船今天复航，岸上站满了人。", ["周文博"]),
    ("【青江时报驻江南特派记者 周文博 青江时报记者 何雨晴】渡船今天复航。", ["周文博", "何雨晴"]),
    ("[青江网综合报道 记者 周文博]渡船今天复航，岸上站满了人。", ["周文博"]),
    ("〔記者周文博、何雨晴／綜合報導〕渡船今天復航，岸上站滿了人。", ["周文博", "何雨晴"]),
    ("【記者周文博台北報導】渡船今天復航，岸上站滿了人。", ["周文博"]),
    ("【青江2023年06月01日訊】（青江記者周文博台灣台北報導）渡船今天復航。", ["周文博"]),
    ("湖边日报6月1日讯(记者周文博通讯员何雨晴)渡船今天复航，岸上站满了人。", ["周文博", "何雨晴"]),
    ("作者：周文博(江边)(船工)", ["周文博"]),
    ("渡船今天复航，岸上站满了人。（记者 周文博）", ["周文博"]),
    ("渡船今天复航，岸上站满了人。（周文博 何雨晴）", ["周文博", "何雨晴"]),
    ("渡船今天复航，岸上站满了人。（周文博 发自青江）", ["周文博"]),
    ("渡船今天复航，岸上站满了人。(立悟/编译)", ["立悟"]),
    ("渡船今天复航，岸上站满了人。记者周文博", ["周文博"]),
    ("渡船今天复航，岸上站满了人。”文/周文博", ["周文博"]),
    ("渡船今天复航，岸上站满了人。（青江网 周文博）", ["周文博"]),
    ("渡船今天复航，岸上站满了人。（周文博编译）", ["周文博"]),
    ("渡船今天復航，岸上站滿了人。（周文博報道）", ["周文博"]),
    ("渡船今天复航，岸上站满了人。（记者 周文博）（完）", ["周文博"]),
    ("渡船今天复航，岸上站满了人。（江上客）", ["江上客"]),
    ("青江電視周文博、何雨晴台北採訪報導。", ["周文博", "何雨晴"]),
    ("——周文博", ["周文博"]),
    ("——摘自渡口旧事", []),
    ("作者简介：周文博，望潮人，写过渡口的旧事。", ["周文博"]),
    ("本文来自公众号：江边小站（ID：jb），作者：周文博，编辑：罗静", ["周文博"]),
    ("本文转载自公众号“江边小站”，作者周文博。", ["周文博"]),
    ("本文转载自青江晚报，版权归原作者所有。", []),
    ("本报记者周文博报道：渡船今天复航，岸上站满了人。", ["周文博"]),
    ("（作者周文博系青江大学教授）", ["周文博"]),
    ("（作者系青江大学教授）", []),
    ("（周文博，作者为青江大学教授）", ["周文博"]),
    ("作者：周文博，江边学者，著有《渡口》等。", ["周文博"]),
    ("【记者】周文博", ["周文博"]),
    ("（江讯社记者周文博参与采写）", ["周文博"]),
    ("（周文博/文 何雨晴/图）", ["周文博"]),
    ("〔江邊記者周文博／高雄報導〕渡船今天復航，岸上站滿了人。", ["周文博"]),
    ("〔本報記者周文博高雄訊〕渡船今天復航，岸上站滿了人。", ["周文博"]),
    ("值班：齐大山 责编：罗静 校对：孟青 记者：周文博", ["周文博"]),
    ("採訪撰文／周文博", ["周文博"]),
    ("文．周文博　攝影．何雨晴", ["周文博"]),
    ("图表：江边的新渡船和从前的旧渡船一样长 江讯社记者 周文博 制", []),
    ("渡船今天复航，岸上站满了人。（完）", []),
    ("渡船今天复航，岸上站满了人。（全文完）", []),
    ("渡船今天复航，岸上站满了人。（青江晚报）", []),
    ("渡船今天复航，岸上站满了人。（记者注）", []),
    ("渡船今天复航，岸上站满了人。（何雨晴 摄）", []),
    ("渡船今天复航，记者周文博在岸上看到，人们带着孩子来看船。", []),
    ("渡船今天复航（见图），岸上站满了人。", []),
]


class TestLabelled:
    @pytest.mark.parametrize(("line", "found"), LINES)
    def test_writers_of_a_credit_line(self, article, line, found):
        assert reporters.labelled(article(f"<p>{line}</p>").parts.credits_above[:1]) == found

    def test_a_label_and_its_value_may_stand_in_lines_of_their_own(self, article):
        page = article("<dl><dt>作者</dt><dd>周文博</dd><dt>作者：</dt></dl>")
        assert reporters.labelled(page.parts.credits_above) == ["周文博"]

    def test_reporters_of_lines_that_follow_each_other_belong_together(self, article):
        page = article("<p>本报实习生 周文博 何雨晴</p><p>本报记者 王珂</p>")
        assert reporters.labelled(page.parts.credits_above) == ["周文博", "何雨晴", "王珂"]

    @pytest.mark.parametrize("unit", ["记者", "作者：", "文/", "（", "记者 周文博 ", "由"])
    def test_time_grows_with_the_line_and_no_faster(self, article, unit, in_linear_time):
        from newsarchive.records import Block

        def read(text):
            reporters.labelled([Block(index=0, text=text)])
            reporters.posted([Block(index=0, text=text)])

        in_linear_time(read, lambda size: unit * size)


class TestInText:
    @pytest.mark.parametrize(("line", "found"), TEXTS)
    def test_writers_credited_in_the_text(self, article, line, found):
        assert reporters.in_text(article(body=(line,)).parts) == found

    def test_a_line_below_the_text_that_tells_its_origin_first(self, article):
        page = article(below="<p>上一篇</p><p>江边</p><p>石阶</p><p>本文转载自公众号“江边小站”，作者周文博。</p>")
        assert reporters.in_text(page.parts) == ["周文博"]

    def test_a_list_of_all_who_made_the_article(self, article):
        made = ("文字记者：周文博、何雨晴", "视频记者：郑海", "海报设计：孟青", "统筹：齐大山", "审核：罗静")
        assert reporters.in_text(article(last="".join(f"<p>{line}</p>" for line in made)).parts) == ["周文博", "何雨晴"]

    @pytest.mark.parametrize("place", ["first", "last"])
    def test_a_line_with_nothing_but_a_credit(self, article, place):
        assert reporters.in_text(article(**{place: "<p>青江日报记者 周文博 何雨晴 文/图</p>"}).parts) == [
            "周文博",
            "何雨晴",
        ]


class TestOfPaper:
    @pytest.mark.parametrize(
        ("line", "found"),
        [
            ("周文博／台北報導", ["周文博"]),
            ("【周文博、何雨晴／綜合報導】", ["周文博", "何雨晴"]),
            ("【青江醒報／周文博】", ["周文博"]),
            ("國際中心／周文博報導", ["周文博"]),
            ("國際中心／台北報導", []),
            ("青江醒報／", []),
            ("美元/日元", []),
            ("文学/历史", []),
        ],
    )
    def test_reporters_with_their_paper_or_place(self, article, line, found):
        assert reporters.of_paper(article(f"<p>{line}</p>").parts.byline[:1]) == found


class TestAsSource:
    def test_a_person_where_the_source_stands_is_a_writer(self, article):
        assert reporters.as_source(article("<p>来源：周文博</p>").parts.byline) == ["周文博"]
        assert reporters.as_source(article("<p>来源：青江晚报</p>").parts.byline) == []


class TestPosted:
    @pytest.mark.parametrize(
        ("line", "found"),
        [
            *(
                ("由江边闲人张贴 @ 2005-06-14 03:25:55", ["江边闲人"]),
                ("jiangbian 发表于 2005-9-15 11:46", ["jiangbian"]),
            ),
            *(("Posted by jiangbian at 2005-06-14 03:25", ["jiangbian"]), ("江边闲人 @ 2005-06-14", ["江边闲人"])),
            *(("录入者：江边闲人", ["江边闲人"]), ("发信人：江边闲人 2023-06-01", ["江边闲人"])),
            *(("发布时间 2005/03/15 22:36:13 by jiangbian", ["jiangbian"]), ("本文发表于首页", []), ("2005-06-14", [])),
        ],
    )
    def test_who_put_it_up(self, article, line, found):
        assert reporters.posted(article(f"<p>{line}</p>").parts.byline) == found


class TestLone:
    @pytest.mark.parametrize(
        "line",
        [
            "周文博",
            "周 文 博",
            "□周文博",
            "◎ 周文博",
            "文 周文博",
            "周文博/文",
            "周文博 译",
            "周文博专栏",
            "[美] 周文博",
            "望潮县委书记 周文博",
        ],
    )
    def test_a_name_alone_below_the_headline(self, article, line):
        assert reporters.lone(article(f"<p>{line}</p>").parts) == ["周文博"]

    def test_several_behind_a_sign(self, article):
        assert reporters.lone(article("<p>■ 周文博 何雨晴</p>").parts) == ["周文博", "何雨晴"]
        assert reporters.lone(article("<p>■ 周文博 江边的船</p>").parts) == []

    def test_a_foreign_writer_and_the_translator(self, article):
        assert reporters.lone(article("<p>［美］约翰·史密斯 著 周文博 译</p>").parts) == ["约翰·史密斯"]
        assert reporters.lone(article("<p>约翰·史密斯</p>").parts) == []

    def test_a_name_that_opens_the_text(self, article):
        assert reporters.lone(article(first="<p>周文博</p>").parts) == ["周文博"]

    @pytest.mark.parametrize("line", ["国际", "江边", "打印", "<a href=/z/>周文博</a>", "周文博说"])
    def test_other_short_lines(self, article, line):
        assert reporters.lone(article(f"<p>{line}</p>").parts) == []


class TestBesideDate:
    def test_a_person_in_the_line_of_the_date(self, article):
        page = article("<p>2023-06-01 10:05 青江晚报 周文博</p>")
        assert reporters.beside_date(page.parts.byline) == ["周文博"]

    def test_marks_and_dates_that_run_into_the_name(self, article):
        assert reporters.beside_date(article("<p>周文博2023-06-01</p>").parts.byline) == ["周文博"]
        assert reporters.beside_date(article("<p>周文博© 2023-06-01</p>").parts.byline) == ["周文博"]

    def test_a_channel_in_it_is_none(self, article):
        assert reporters.beside_date(article("<p>2023-06-01 10:05 国际</p>").parts.byline) == []
