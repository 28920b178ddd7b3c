import re

import pytest

from newsarchive.cleaning.rules import PLACES, SCRIPTS, Rule, letters, shipped

RULES = shipped()


def examples(kind):
    return [pytest.param(rule, line, id=f"{rule.name}: {line[:24]}") for rule in RULES for line in getattr(rule, kind)]


class TestShipped:
    @pytest.mark.parametrize(("rule", "line"), examples("cut"))
    def test_a_line_that_it_must_cut_is_cut(self, rule, line):
        assert rule.matches(line)

    @pytest.mark.parametrize(("rule", "line"), examples("keep"))
    def test_a_line_that_it_must_leave_is_left(self, rule, line):
        assert not rule.matches(line)

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
    def test_each_rule_has_examples_of_both_kinds(self, rule):
        assert rule.cut
        assert rule.keep

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
    def test_each_rule_stands_somewhere(self, rule):
        assert rule.where in PLACES
        assert rule.script in SCRIPTS

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
    def test_no_rule_cuts_plain_prose(self, rule):
        prose = (
            "江边的老船坞今年春天修好了，看船的人说，下水那天要请全镇的人来吃一碗面。",
            "有人问起这笔钱的来源，他说都是镇上人一点一点凑的，账目贴在渡口的墙上。",
            "The old dockyard by the river was mended this spring, and its watchman invited the whole town.",
            "公司发表声明，称将在三日内公布调查结果，并对受影响的住户作出补偿。",
            "记者在现场看到，二十多名工人正在铺设最后一段轨道。",
        )
        assert not [line for line in prose if rule.matches(line)]

    def test_a_line_longer_than_the_rules_bound_is_left(self):
        rule = next(rule for rule in RULES if rule.name == "source credit")
        line = rule.cut[0]
        assert not rule.matches(line + "啊" * rule.longest)

    def test_no_phrase_is_written_twice(self):
        """Two rules that claim one phrase would hide each other."""
        for kind in ("lines", "openings"):
            phrases = [phrase for rule in RULES if rule.where == "anywhere" for phrase in getattr(rule, kind)]
            assert len(phrases) == len(set(phrases)), kind

    def test_each_phrase_has_letters(self):
        assert all(phrase for rule in RULES for phrase in (*rule.lines, *rule.openings))


class TestLetters:
    def test_marks_digits_and_case_do_not_count(self):
        assert letters("▶ 3 MIN. Lesezeit") == letters("12 min lesezeit:")

    def test_a_turkish_capital_is_its_small_letter(self):
        assert letters("İlgili haber") == letters("ilgili haber")


class TestMatches:
    @pytest.mark.parametrize(("script", "line"), [("han", "Foto: dpa"), ("alphabet", "图片：江边"), ("han", "12:30")])
    def test_a_line_in_another_script_is_left(self, script, line):
        assert not Rule("any line", re.compile("."), script=script).matches(line)
        assert Rule("any line", re.compile(".")).matches(line)
