"""A decision read out: what a case worker has to find in it, in both languages, and nothing that could be taken for markup."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest
from decide.forms import item as form_item
from decide.samples import BOTH, LEFT, PHASE_OUT, POOR, cared_for, earner, home, huining, leaving, stay, village, words, zhangye

from aidrules import Choice, Decision, Household, Money, Person
from aidrules.decide.render import item_lines
from aidrules.errors import UnknownName
from aidrules.jurisdictions import rulebook_of
from aidrules.lang import all_of, benefit, rule

DAY = "2022-03-15"
GRANTED = home(cared_for())


def decided(case: Household = GRANTED, on: str = DAY) -> Decision:
    return huining().decide(case, on)


def part(lines: list[str], title: str) -> list[str]:
    """The entries of a list in an explanation, without their dashes."""
    start = lines.index(title) + 1
    found = []
    for line in lines[start:]:
        if not line.startswith("- "):
            break
        found.append(line.removeprefix("- "))
    return found


def phase_out(choices: Any = None, language: str = "zh", on: str = "2024-06-15") -> list[str]:
    decision = zhangye().decide(leaving(), on, choices)
    return [line.strip() for line in item_lines(decision.find("phase_out.payment", "p1"), language)]


# --- the head


def test_it_begins_with_the_day_and_the_place() -> None:
    assert decided().explain("zh").splitlines()[0] == "核定日 2022-03-15 适用地：huining"
    assert decided().explain("en").splitlines()[0] == "Decided for 2022-03-15 Law of: huining"
    assert decided().explain() == decided().explain("zh")


def test_each_item_has_a_head_with_its_title_and_subject() -> None:
    decision = huining().decide(home(cared_for(stays=[stay()])), DAY)
    heads = [line for line in decision.explain("zh").splitlines() if line.startswith("【")]
    assert heads == ["【监护人照料补助】 p1", "【政府购买照料服务】 p1", "【住院陪护费】 p1/s1"]
    heads = [line for line in decision.explain("en").splitlines() if line.startswith("[")]
    assert heads == ["[care payment to the guardian] p1", "[purchased care services] p1", "[hospital escort fee] p1/s1"]


def test_no_line_ends_in_a_space_and_the_text_ends_in_a_new_line() -> None:
    for language in ("zh", "en"):
        text = zhangye().decide(leaving(), "2024-06-15").explain(language)
        assert [line for line in text.split("\n") if line != line.rstrip()] == []
        assert text.endswith("\n")
        assert not text.endswith("\n\n")


@pytest.mark.parametrize("language", ["ug", "", "ZH", "zh-CN"])
def test_another_language_is_an_error(language: str) -> None:
    with pytest.raises(UnknownName) as caught:
        decided().explain(language)
    assert (caught.value.code, caught.value.message) == ("name.language", 'an explanation is in "zh" or "en"')


# --- what it comes to


def outcomes(decision: Decision, language: str) -> list[str]:
    return [line for line in words(decision, language) if line.startswith(("结论", "Outcome"))]


def test_an_amount_says_how_often_to_whom_and_by_what() -> None:
    decision = huining().decide(home(cared_for(stays=[stay()])), DAY)
    assert outcomes(decision, "zh") == [
        "结论：给予 230.00元/每月，付给监护人（一卡通）",
        "结论：给予 170.00元/每月，付给第三方服务机构",
        "结论：给予 600.00元/一次性，付给陪护人（银行卡）",
    ]
    assert outcomes(decision, "en") == [
        "Outcome: granted 230.00 yuan/month, to the guardian by one card",
        "Outcome: granted 170.00 yuan/month, to the provider",
        "Outcome: granted 600.00 yuan/once, to the escort by bank card",
    ]


@rule("支出")
def assets(home: Household) -> Money:
    """The household's assets."""
    return home.assets


def test_an_amount_for_nobody_named_says_no_payee() -> None:
    lent = village(benefit("village.lent", zh="借款", en="loan", entitled=employed, amount=assets, per="year"))
    decision = lent.decide(home({}, in_dibao=True, assets="5.00"), DAY)
    assert outcomes(decision, "zh") == ["结论：给予 5.00元/每年"]
    assert outcomes(decision, "en") == ["Outcome: granted 5.00 yuan/year"]


def test_an_outcome_without_an_amount_is_said_alone() -> None:
    decision = huining().decide(home(cared_for(tekun_support="central"), {}, {"tekun_support": "none"}), DAY)
    assert outcomes(decision, "zh")[:3] == ["结论：不给予", "结论：无法确定", "结论：不适用"]
    assert outcomes(decision, "en")[:3] == ["Outcome: refused", "Outcome: undetermined", "Outcome: not applicable"]


@rule("就业")
def employed(home: Household) -> bool:
    """The household is recorded as receiving dibao."""
    return home.in_dibao


def test_what_is_not_in_force_says_so_and_nothing_else() -> None:
    lines = words(decided(on="2022-01-09"), "zh")
    assert lines[1:5] == ["", "【监护人照料补助】 p1", "结论：未施行", "本地没有条文使其施行，或条文当日尚未施行。"]
    assert "理由：" not in lines
    english = words(decided(on="2022-01-09"), "en")
    assert english[3:5] == ["Outcome: not in force", "No clause puts it in force here, or its clause isn't in force on this day."]
    absent = rulebook_of("national").decide(GRANTED, DAY).find("escort.fee", "p1", "s1")
    assert list(item_lines(absent, "zh"))[1:] == ["  结论：未施行", "    本地没有条文使其施行，或条文当日尚未施行。"]


def test_a_decision_without_items() -> None:
    nothing = village(benefit("village.aid", zh="补助", entitled=employed), rests={}).decide(home({}), DAY)
    assert nothing.explain("zh") == "核定日 2022-03-15 适用地：village\n没有可核定的事项。\n"
    assert nothing.explain("en") == "Decided for 2022-03-15 Law of: village\nThere is nothing to decide.\n"
    assert nothing._repr_html_() == "<table><caption>2022-03-15</caption><tbody></tbody></table>"


def test_a_pending_item_names_the_step_in_words() -> None:
    decision = huining().decide(home(cared_for(service_assessment_passed=False)), DAY)
    assert "未完成的步骤：服务质量考核合格" in words(decision, "zh")
    assert "Step not yet taken: The county's quality assessment of the service was passed." in words(decision, "en")
    assert "结论：符合条件，程序未完成 170.00元/每月，付给第三方服务机构" in words(decision, "zh")


# --- months and discretions


def test_the_months_it_is_for() -> None:
    assert "所属月份：2022-03" in words(decided(), "zh")
    assert "For the month: 2022-03" in words(decided(), "en")
    assert "所属月份：2024-06 – 2024-09" in phase_out(BOTH)
    assert "For the month: 2024-06 – 2024-09" in phase_out(BOTH, "en")


def test_a_last_month_that_is_still_to_be_chosen_is_open() -> None:
    assert "所属月份：2024-06 – 尚未决定" in phase_out()
    assert "For the month: 2024-06 – still open" in phase_out(None, "en")
    assert "None" not in "".join(phase_out() + phase_out(None, "en"))


def discretions(lines: list[str]) -> list[str]:
    return [line.split("：", 1)[-1].split(": ", 1)[-1] for line in lines if line.startswith(("由经办机关决定", "For the agency"))]


def test_a_discretion_says_its_bounds_and_what_was_chosen() -> None:
    assert discretions(phase_out()) == ["渐退期月数（1–6），尚未决定", "渐退期每月金额（0.00–200.00），尚未决定"]
    assert discretions(phase_out(BOTH)) == ["渐退期月数（1–6），已定 4", "渐退期每月金额（0.00–200.00），已定 150.00"]
    assert discretions(phase_out(BOTH, "en")) == [
        "the months of the phase-out (1 to 6), chosen: 4",
        "what a month of the phase-out pays (0.00 to 200.00), chosen: 150.00",
    ]
    declined = {("phase_out.months", "p1"): Choice("declined", by="甲", why="乙")}
    assert discretions(phase_out(declined, "en"))[0] == "the months of the phase-out (1 to 6), declined"


@pytest.mark.parametrize("yes", [True, "yes"])
def test_a_may_that_was_exercised_is_said_in_the_readers_language(yes: Any) -> None:
    case = home(earner(birth_date="1950-01-01", disabilities=[{"kind": "visual", "grade": "first"}], individual_application=True), **POOR, low_income=True)
    key = ("dibao.individual_inclusion", "p1")
    found = zhangye().decide(case, DAY, {key: Choice(yes, by="甲", why="乙")}).find(*key)
    said = [discretions([line.strip() for line in item_lines(found, language)])[0] for language in ("zh", "en")]
    assert said == ["单独纳入低保，已定 给予", "inclusion in dibao of a person alone, chosen: yes"]


def test_a_refused_item_leaves_nothing_to_decide_unless_it_was_declined() -> None:
    case = home(PHASE_OUT, {**PHASE_OUT, "employed": False}, **LEFT)
    for choices in (None, {("phase_out.months", "p1"): Choice(4, by="甲", why="乙")}):
        refused = zhangye().decide(case, "2024-06-15", choices).find("phase_out.payment", "p2")
        assert discretions([line.strip() for line in item_lines(refused, "zh")]) == []
    over = {("phase_out.months", "p1"): Choice(1, by="甲", why="乙")}
    assert discretions(phase_out(over, on="2024-07-15")) == ["渐退期月数（1–6），已定 1"]
    assert discretions(phase_out(on="2024-12-15")) == []
    declined = {("phase_out.months", "p1"): Choice(None, by="甲", why="乙")}
    assert discretions(phase_out(declined)) == ["渐退期月数（1–6），决定不给予"]


# --- reasons


def test_reasons_are_indented_below_what_they_settle_and_marked() -> None:
    lines = decided(home(cared_for(tekun_support="central"))).explain("zh").splitlines()
    start = lines.index("  理由：")
    assert lines[start + 1 : start + 9] == [
        "    ✓ 属于特困供养人员：并非(特困供养方式（集中供养） = 未纳入特困供养)：是 〔第十四条〕",
        "      ✓ 并非：",
        "        · 特困供养方式 = 集中供养",
        "    ✗ 有履行照料责任的监护人的分散供养特困人员：分散供养特困人员 否且有履行照料责任的监护人 是：否",
        "      ✗ 分散供养特困人员：特困供养方式（集中供养） = 分散供养：否",
        "        · 特困供养方式 = 集中供养",
        "  依据：",
        lines[start + 8],
    ]


def test_what_is_open_is_marked_so() -> None:
    lines = words(huining().decide(home({}), DAY), "en")
    assert any(line.startswith("? The person is in tekun support, at home or in an institution: ") for line in lines)
    assert "· how the person is supported as tekun = not known" in lines


def test_a_reason_about_another_subject_names_it() -> None:
    case = home(earner(monthly_earnings="100.00"), earner(), **POOR)
    lines = words(zhangye().decide(case, DAY), "zh")
    grant = lines[: lines.index("", 2)]
    assert "· 月工作收入 (p1) = 100.00" in grant
    assert "· 月工作收入 (p2) = 0.00" in grant
    assert not [line for line in words(decided(), "zh") if "(p1)" in line]


def figures(lines: list[str], title: str) -> list[str]:
    return [line.removeprefix(f"· {title} = ") for line in lines if line.startswith(f"· {title} = ")]


def test_a_figure_says_from_when_it_is_in_force_and_its_clause() -> None:
    assert figures(words(decided(), "zh"), "监护人照料补助标准")[0] == "230.00 (2022-01-10起施行) 〔一(三)一是①〕"
    assert figures(words(decided(), "en"), "the guardian's care rate")[0] == "230.00 (in force from 2022-01-10) 〔一(三)一是①〕"


def test_a_supplied_figure_is_marked() -> None:
    assert figures(words(decided(), "zh"), "照料护理标准") == ["400.00 (由使用者提供)"]
    assert figures(words(decided(), "en"), "the care standard") == ["400.00 (supplied by the user)"]
    dated = rulebook_of("huining", {"care.monthly_standard": {"full_care": {"value": "400.00", "from": "2022-02-01"}}})
    assert figures(words(dated.decide(GRANTED, DAY), "zh"), "照料护理标准") == ["400.00 (2022-02-01起施行 由使用者提供)"]


def test_where_the_key_is_open_every_figure_is_named_with_its_amount() -> None:
    lines = words(huining().decide(home(cared_for(care_level=None)), DAY), "en")
    assert figures(lines, "the guardian's care rate")[0] == (
        "not known (70.00 in force from 2022-01-10; 150.00 in force from 2022-01-10; 230.00 in force from 2022-01-10) 〔一(三)一是①〕"
    )


def test_of_two_figures_each_is_named_with_its_amount_too() -> None:
    lines = [line.strip() for line in item_lines(form_item("below_rate", standards={"urban": "700.00", "rural": "480.00"}, x="1.00"), "en")]
    assert figures(lines, "the rate") == ["not known (700.00 supplied by the user; 480.00 supplied by the user)"]


@rule("就业且有收入")
def earning(person: Person) -> bool:
    """The person has a job and earns something."""
    return all_of(person.employed, person.monthly_earnings > Money(0))


def test_a_step_names_each_of_its_clauses() -> None:
    aid = benefit("village.aid", zh="补助", entitled=earning)
    lines = words(village(aid, rests={aid: ["1"], earning: ["2", "3"]}).decide(Person(id="p1", employed=True, monthly_earnings="1.00"), DAY), "zh")
    assert [line for line in lines if line.endswith("〔第二条; 第三条〕")]


def test_a_figure_without_days_or_marks_has_no_brackets() -> None:
    lines = phase_out(BOTH)
    assert figures(lines, "渐退期最多月数") == ["6 〔二(二)4〕"]


@pytest.mark.parametrize(
    ("form", "facts", "zh", "en"),
    [
        ("any_three", {"a": True}, "✓ 以下任一：", "✓ any of these:"),
        ("any_three", {"a": False, "b": False, "c": False}, "✗ 以下任一：", "✗ any of these:"),
        ("none_of_two", {"a": True}, "✗ 并非：", "✗ not:"),
        ("any_three", {}, "? 以下任一：", "? any of these:"),
        ("each", {"entries": [True, True]}, "· 条目 = 2", "· the entries = 2"),
        ("each", {}, "· 条目 = 未知", "· the entries = not known"),
        ("somewhere", {"area": "rural"}, "· 区域 = 农村", "· the area = rural"),
        (
            "net_below",
            {"x": "5.00", "y": "1.00"},
            "= 净额：收入 5.00 − 支出 1.00：4.00",
            "= The income less the outlay: the income 5.00 − the outlay 1.00: 4.00",
        ),
    ],
)
def test_each_sort_of_reason(form: str, facts: dict[str, Any], zh: str, en: str) -> None:
    found = form_item(form, **facts)
    for language, line in (("zh", zh), ("en", en)):
        assert line in [each.strip() for each in item_lines(found, language)]


# --- what follows the reasons


def test_what_is_missing_is_asked_with_its_path_and_what_it_settles() -> None:
    case = home(cared_for(care_level=None, has_caring_guardian=None))
    assert part(words(decided(case), "zh"), "还需要：") == [
        "是否有监护人实际履行照料责任？ [members[0].has_caring_guardian; 影响资格]",
        "生活自理能力评估为哪一档？ [members[0].care_level; 影响金额]",
    ]
    assert part(words(decided(case), "en"), "Still needed:") == [
        "Is there a guardian who really carries out the daily care? [members[0].has_caring_guardian; settles the entitlement]",
        "Which care level did the assessment of self-care ability give? [members[0].care_level; settles the amount]",
    ]


def test_clauses_readings_and_notices_are_listed_in_the_language() -> None:
    decision = huining().decide(home(cared_for(tekun_support="central", stays=[stay()])), DAY)
    found = decision.find("escort.fee", "p1", "s1")
    for language, titles in (("zh", ("提示：", "依据：", "对条文的理解：")), ("en", ("Notices:", "Clauses:", "How the text was read:"))):
        zh = language == "zh"
        colon = "：" if zh else ": "
        lines = [line.strip() for line in item_lines(found, language)]
        assert part(lines, titles[0]) == [notice.zh if zh else notice.en for notice in found.notices]
        assert part(lines, titles[1]) == [f"{clause.citation}{colon}{clause.zh if zh else clause.en}" for clause in found.clauses]
        assert part(lines, titles[2]) == [f"{reading.topic_zh if zh else reading.topic_en}{colon}{reading.words(language)}" for reading in found.readings]
        assert len(found.notices) == 1
        assert len(found.readings) >= 4


def test_a_selected_reading_is_the_one_read_out() -> None:
    book = huining("escort-coverage", "dispersed-only")
    found = book.decide(home(cared_for(stays=[stay()])), DAY).find("escort.fee", "p1", "s1")
    lines = [line.strip() for line in item_lines(found, "en")]
    assert "Who may have a hospital escort fee: The fee is only for tekun persons supported at home." in part(lines, "How the text was read:")


def test_what_there_is_none_of_has_no_title() -> None:
    lines = words(decided(), "zh")
    assert "还需要：" not in lines
    assert "提示：" not in lines
    assert "依据：" in lines


# --- HTML

TAGS = {"table", "caption", "tbody", "tr", "td", "details", "summary", "pre"}


class Reader(HTMLParser):
    """Collects the tags and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.texts: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not attrs
        self.tags.add(tag)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read(decision: Decision) -> Reader:
    reader = Reader()
    reader.feed(decision._repr_html_())
    reader.close()
    assert reader.open == []
    return reader


@pytest.mark.parametrize("name", ["<script>alert(1)<", "a&amp;b", "\"'><b>x", "&lt;i&gt;", "</td></tr><table>".replace("/", "")])
def test_ids_are_no_markup(name: str) -> None:
    case = home(cared_for(id=name, stays=[stay(id=f"{name}2")]))
    decision = huining().decide(case, DAY)
    reader = read(decision)
    assert reader.tags == TAGS
    text = "".join(reader.texts)
    assert text.count(name) >= 6  # the cell and the head of each item
    assert name in decision.explain("zh")
    assert "<script>" not in decision._repr_html_()


def test_a_notebook_shows_the_day_and_each_item_with_its_explanation() -> None:
    decision = decided()
    text = "".join(read(decision).texts)
    assert text.startswith("2022-03-15")
    for found in decision:
        assert "\n".join(line.rstrip() for line in item_lines(found, "zh")) in text
        assert found.zh in text
    assert "给予 230.00元/每月，付给监护人（一卡通）" in text


def test_a_notebook_names_the_whole_way_to_a_subject() -> None:
    found = read(huining().decide(home(cared_for(stays=[stay()])), DAY)).texts
    assert [text for text in found if text in ("p1", "p1/s1")] == ["p1", "p1", "p1/s1"]
