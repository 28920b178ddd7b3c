from __future__ import annotations

SITE = "a.example.cn"


class TestVerify:
    def test_a_whole_archive_is_all_right(self, call):
        code, out, _ = call("verify")
        assert code == 0
        assert out.splitlines()[0] == "a.example.cn: all right (2 days, 3 lines, 2 articles, 0 raw records)"

    def test_damage_is_told_and_mended(self, call, root):
        day = root / SITE / "articles" / "2023-06-02.jsonl"
        day.write_bytes(b"#" + day.read_bytes()[1:])
        code, out, _ = call("verify", SITE)
        assert code == 1
        assert "a.example.cn: damaged line: articles/2023-06-02.jsonl: at byte 0: is no record" in out
        assert "a.example.cn: faults: 2 (" in out
        code, out, _ = call("verify", "--repair")
        assert code == 0
        assert "moved to 2023-06-02.rejected" in out
        assert call("verify")[0] == 0

    def test_an_edited_text_is_found_without_a_ledger_too(self, call, root):
        day = root / SITE / "articles" / "2023-06-02.jsonl"
        day.write_bytes(day.read_bytes().replace("正文".encode(), "止文".encode()))
        (root / SITE / "ledger.sqlite").unlink()
        code, out, _ = call("verify", SITE)
        assert code == 1
        assert "a.example.cn: edited line: articles/2023-06-02.jsonl: at byte 0: the title or text" in out
        out = call("verify", SITE, "--repair")[1]
        assert "articles/2023-06-02.jsonl: 1 edited lines stay" in out
        assert call("verify", SITE)[0] == 0

    def test_many_faults_of_one_kind_are_counted(self, call, root):
        day = root / SITE / "articles" / "2023-06-02.jsonl"
        day.write_bytes(day.read_bytes()[:-40] + b"\n" * 40)
        out = call("verify", SITE)[1]
        assert "damaged line: 20 more" in out
