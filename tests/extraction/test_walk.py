import pytest
from lxml import html

from newsarchive.extraction.walk import lay_out


def lines(page):
    return [block.text for block in lay_out(html.document_fromstring(page)).blocks]


class TestBlocks:
    def test_a_paragraph_is_one_line_whatever_marks_its_words(self):
        assert lines("<p>江边的<b>老船坞</b>修<a href='#'>好</a>了。</p>") == ["江边的老船坞修好了。"]

    def test_a_line_break_ends_a_line(self):
        assert lines("<div>　　第一段。<br><br>　　第二段。</div>") == ["第一段。", "第二段。"]

    def test_bare_text_beside_elements_is_a_line_of_its_own(self):
        assert lines("<div>前面<p>中间</p>后面</div>") == ["前面", "中间", "后面"]

    def test_scripts_styles_and_fields_are_not_shown(self):
        page = "<p>看得见</p><script>var a</script><style>p{}</style><select><option>选</option></select>"
        assert lines(page) == ["看得见"]

    def test_text_behind_a_silent_element_is_kept(self):
        assert lines("<p>前<script>1</script>后</p>") == ["前后"]

    def test_neighbouring_links_do_not_run_together(self):
        assert lines("<p><a href='#'>首页</a><a href='#'>新闻</a></p>") == ["首页 新闻"]

    def test_spans_of_different_names_do_not_run_together(self):
        assert lines("<p><span class='t'>10:20</span><span class='s'>江边晚报</span></p>") == ["10:20 江边晚报"]

    def test_spans_of_one_name_do(self):
        assert lines("<p><span class='t'>江边</span><span class='t'>晚报</span></p>") == ["江边晚报"]

    def test_a_row_of_data_is_one_line_with_tabs(self):
        assert lines("<table><tr><th>镇</th><th>户</th></tr><tr><td>石桥</td><td>120</td></tr></table>") == [
            "镇\t户",
            "石桥\t120",
        ]

    def test_a_row_that_only_arranges_the_page_is_not(self):
        long = "江边的老船坞今年春天修好了。" * 12
        assert lines(f"<table><tr><td>左栏</td><td>{long}</td></tr></table>") == ["左栏", long]

    def test_the_share_of_linked_and_of_bold_text(self):
        (block,) = lay_out(html.document_fromstring("<p><a href='#'><b>四个字啊</b></a>四个字啊</p>")).blocks
        assert (block.links, block.bold, block.anchors) == (0.5, 0.5, 1)

    @pytest.mark.parametrize(("times", "share"), [(1, 1.0), (40, 0.0)])
    def test_what_is_too_long_for_a_link_is_text_that_an_unclosed_one_swallowed(self, times, share):
        page = f'<div><a href="/a">{times * "旧船坞今年春天修好了，看船的人这样说。<br>"}好了。</div>'
        assert {block.links for block in lay_out(html.document_fromstring(page)).blocks} == {share}

    def test_an_indented_line_is_marked(self):
        first, second = lay_out(html.document_fromstring("<p>　　缩进</p><p>不缩进</p>")).blocks
        assert (first.indented, second.indented) == (True, False)


class TestContainers:
    def test_bounds_hold_the_blocks_inside(self):
        layout = lay_out(html.document_fromstring("<div id='a'><p>一</p><p>二</p></div><div id='b'><p>三</p></div>"))
        bounds = {
            each.element.get("id"): (each.first, each.last) for each in layout.containers if each.element.get("id")
        }
        assert bounds == {"a": (0, 2), "b": (2, 3)}

    def test_repeated_parts_share_a_shape(self):
        layout = lay_out(
            html.document_fromstring("<ul><li class='x'>一</li><li class='x'>二</li><li class='y'>三</li></ul>")
        )
        one, two, three = [each.shape for each in layout.containers if each.tag == "li"]
        assert one == two != three

    def test_the_path_of_a_block(self):
        layout = lay_out(html.document_fromstring("<div><ul><li>一</li></ul></div>"))
        assert layout.path(layout.blocks[0]) == "html/body/div/ul/li"


class TestBounds:
    def test_no_more_text_is_looked_at_than_an_article_can_have(self):
        layout = lay_out(html.document_fromstring(f"<p>{'渡' * 3_000_000}</p><p>船</p>"))
        assert [len(block.text) for block in layout.blocks] == [2_000_000]
        assert not layout.complete

    def test_nor_more_lines(self):
        layout = lay_out(html.document_fromstring("<p>渡</p>" * 20_000))
        assert len(layout.blocks) == 10_000
        assert not layout.complete


class TestPictures:
    def test_an_image_knows_the_line_that_follows_it(self):
        layout = lay_out(html.document_fromstring("<p>一</p><p><img src='/a.jpg' alt='船'></p><p>二</p>"))
        assert [(each.src, each.alt, each.before) for each in layout.pictures] == [("/a.jpg", "船", 1)]

    def test_a_lazy_image_is_found_where_it_waits(self):
        layout = lay_out(html.document_fromstring("<p><img src='data:image/gif;base64,x' data-src='/big.jpg'></p>"))
        assert [each.src for each in layout.pictures] == ["/big.jpg"]
