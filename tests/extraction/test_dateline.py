import pytest

from newsarchive.extraction import dateline


class TestRead:
    @pytest.mark.parametrize(
        ("line", "found"),
        [
            *(
                ("江讯社青江6月2日电（记者周文博）渡船复航。", "江讯社青江6月2日电"),
                ("据江讯社青江6月2日电 渡船复航。", "江讯社青江6月2日电"),
            ),
            *(
                ("【青江晚报２０２３年６月２日讯】渡船复航。", "青江晚报２０２３年６月２日讯"),
                ("江新网6月2日电 据镇上消息", "江新网6月2日电"),
            ),
            *(
                ("PORT CALLAN — The ferry sailed.", "PORT CALLAN"),
                ("PORT CALLAN, June 2 (Coastwire) - The", "PORT CALLAN, June 2 (Coastwire)"),
            ),
            *(
                ("6月2日，渡船复航。", None),
                ("渡船复航，2日电视台作了报道。", None),
                ("The ferry sailed.", None),
                ("NEW - offer", None),
            ),
        ],
    )
    def test_what_opens_an_agencys_text(self, article, line, found):
        assert dateline.read(article(body=(line,)).parts) == found

    def test_one_deep_in_the_text_is_none(self, article):
        body = (*["渡口的石阶重新铺过，岸上站满了人。"] * 5, "江讯社青江6月2日电 渡船复航。")
        assert dateline.read(article(body=body).parts) is None
