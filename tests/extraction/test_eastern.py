import pytest

from newsarchive.extraction import eastern

KOREAN = ("나루터의 돌계단이 새로 놓였고, 늙은 사공이 밧줄을 풀자 강가에 모인 사람들이 크게 손뼉을 치며 기뻐했다.",) * 3
JAPANESE = (
    "渡し場の石段は新しく敷き直され、船頭がもやい綱をほどくと、岸に集まった人たちから大きな拍手が起こった。",
) * 3


class TestNamed:
    @pytest.mark.parametrize("line", ["김철수 기자", "김철수 선임기자 kim@callan.example", "사회부 김철수기자"])
    def test_a_korean_reporter(self, article, line):
        assert eastern.named(article(f"<p>{line}</p>", body=KOREAN).parts) == ["김철수"]

    def test_one_whom_the_text_begins_with(self, article):
        body = ("(서울=석교뉴스) 김철수 기자 = " + KOREAN[0], *KOREAN)
        assert eastern.named(article(body=body).parts) == ["김철수"]

    @pytest.mark.parametrize("line", ["文・山田太郎", "取材・文：山田太郎", "執筆者：山田太郎", "山田太郎記者"])
    def test_a_japanese_writer(self, article, line):
        assert eastern.named(article(f"<p>{line}</p>", body=JAPANESE).parts) == ["山田太郎"]

    def test_who_signed_the_text(self, article):
        assert eastern.named(article(body=(*JAPANESE, "今後は冬も運航するという。【山田太郎】")).parts) == ["山田太郎"]

    def test_who_signed_it_in_a_line_below(self, article):
        assert eastern.named(article(body=JAPANESE, below="<p>【山田太郎】</p>").parts) == ["山田太郎"]

    def test_pages_in_other_scripts_name_none(self, article):
        assert eastern.named(article("<p>文・山田太郎</p>").parts) == []

    def test_a_word_that_goes_on_is_no_role(self, article):
        assert eastern.named(article("<p>전국 기자협회</p>", body=KOREAN).parts) == []
