from lxml import html

from newsarchive.extraction.walk import lay_out


def blocks(rows):
    """The lines of a table."""
    return lay_out(html.document_fromstring(f"<table>{rows}</table>")).blocks


class TestJoined:
    def test_each_row_of_data_is_a_line(self):
        first, second = blocks("<tr><th>镇<th>户</tr><tr><td>石桥<td>120</tr>")
        assert (first.text, first.tag, first.index) == ("镇\t户", "tr", 0)
        assert (second.text, second.tag, second.index) == ("石桥\t120", "tr", 1)

    def test_its_links_are_those_of_its_cells(self):
        (row,) = blocks("<tr><td><a href='/1'>石桥镇上</a><td>一百二十</tr>")
        assert (row.links, row.anchors) == (0.5, 1)

    def test_a_long_cell_makes_it_a_layout(self):
        assert len(blocks(f"<tr><td>左栏<td>{'江' * 121}</tr>")) == 2

    def test_a_cell_of_two_lines_likewise(self):
        assert [block.text for block in blocks("<tr><td>石桥<br>北岸<td>120</tr>")] == ["石桥", "北岸", "120"]

    def test_a_table_in_a_cell_has_rows_of_its_own(self):
        inner = "<table><tr><td>一<td>二</tr><tr><td>三<td>四</tr></table>"
        assert [block.text for block in blocks(f"<tr><td>{inner}<td>旁边</tr>")] == ["一\t二", "三\t四", "旁边"]
