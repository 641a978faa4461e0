"""Reasons: for each form of a rule exactly the limbs that settled it, and none besides; formulas with the values of the case."""

from __future__ import annotations

from typing import Any

import pytest
from decide.forms import FORMS, item
from decide.samples import BOTH, POOR, earner, home, huining, leaving, limbs, named, stay, zhangye

from aidrules import Item, Outcome
from aidrules.decide.reasons import Reason

T, F, U = True, False, None
Limb = tuple[str, str, Any]


def below(found: Item, form: str) -> set[Limb]:
    """The limbs behind a condition: sort, path and value of every step below it."""
    top = found.reasons.children[0]
    assert top.path == FORMS[form].name
    return {(step.sort, step.path.replace("forms.", ""), step.value) for step in top.every() if step is not top}


def facts(**values: Any) -> set[Limb]:
    return {("fact", name, value) for name, value in values.items()}


def held(*values: Any) -> set[Limb]:
    """The relation, and the facts of its elements that are named by their places."""
    return {("relation", "entries", values[0]), *(("fact", f"entries[{place}].{name}", value) for place, name, value in values[1:])}


def group(sort: str, value: bool | None) -> set[Limb]:
    return {(sort, "", value)}


def rule(name: str, value: Any) -> set[Limb]:
    return {("rule", name, value)}


def figure(path: str, value: Any) -> set[Limb]:
    return {("figure", f"village.{path}", value)}


LINE = {"line": "480.00"}
RATES = {"urban": "700.00", "rural": "480.00"}
LIMBS: list[tuple[str, dict[str, Any], dict[str, str], bool | None, set[Limb]]] = [
    # all: the parts that failed; all parts where it holds; the open and the known ones where it is open
    ("all_three", {"a": T, "b": T, "c": T}, {}, T, facts(a=T, b=T, c=T)),
    ("all_three", {"a": T, "b": F, "c": T}, {}, F, facts(b=F)),
    ("all_three", {"a": F, "b": T, "c": F}, {}, F, facts(a=F, c=F)),
    ("all_three", {"a": F, "b": U, "c": U}, {}, F, facts(a=F)),
    ("all_three", {"a": T, "b": U, "c": T}, {}, U, facts(a=T, b=U, c=T)),
    # any: the parts that held; all parts where none does
    ("any_three", {"a": F, "b": T, "c": U}, {}, T, group("any", T) | facts(b=T)),
    ("any_three", {"a": T, "b": F, "c": T}, {}, T, group("any", T) | facts(a=T, c=T)),
    ("any_three", {"a": F, "b": F, "c": F}, {}, F, group("any", F) | facts(a=F, b=F, c=F)),
    ("any_three", {"a": F, "b": U, "c": F}, {}, U, group("any", U) | facts(a=F, b=U, c=F)),
    # not: what settled the part
    ("none_of_two", {"a": T, "b": F}, {}, F, group("not", F) | group("any", T) | facts(a=T)),
    ("none_of_two", {"a": F, "b": F}, {}, T, group("not", T) | group("any", F) | facts(a=F, b=F)),
    ("none_of_two", {"a": F, "b": U}, {}, U, group("not", U) | group("any", U) | facts(a=F, b=U)),
    ("nested", {"a": F, "b": T, "c": F}, {}, F, group("any", F) | group("not", F) | facts(a=F, b=T)),
    ("nested", {"a": F, "b": F, "c": F}, {}, T, group("any", T) | group("not", T) | facts(b=F, c=F)),
    ("nested", {"a": T, "b": F, "c": F}, {}, T, group("any", T) | group("not", T) | facts(a=T, b=F, c=F)),
    ("nested", {"a": T, "b": T, "c": F}, {}, T, group("any", T) | facts(a=T)),
    # when: the condition and the branch taken; both branches where it is open
    ("branches", {"a": T, "b": F, "c": T}, {}, F, facts(a=T, b=F)),
    ("branches", {"a": F, "b": F, "c": T}, {}, T, facts(a=F, c=T)),
    ("branches", {"a": T, "b": U, "c": T}, {}, U, facts(a=T, b=U)),
    ("branches", {"a": U, "b": T, "c": T}, {}, T, facts(a=U, b=T, c=T)),
    ("branches", {"a": U, "b": T, "c": F}, {}, U, facts(a=U, b=T, c=F)),
    # loops: the relation, and the elements that settled it
    ("each", {"entries": [T, T]}, {}, T, held(2, (0, "holds", T), (1, "holds", T))),
    ("each", {"entries": [T, F, U]}, {}, F, held(3, (1, "holds", F))),
    ("each", {"entries": [T, U]}, {}, U, held(2, (0, "holds", T), (1, "holds", U))),
    ("each", {"entries": []}, {}, T, held(0)),
    ("each", {"entries": None}, {}, U, held(None)),
    ("some", {"entries": [F, T, U]}, {}, T, held(3, (1, "holds", T))),
    ("some", {"entries": [F, F]}, {}, F, held(2, (0, "holds", F), (1, "holds", F))),
    ("some", {"entries": [F, U]}, {}, U, held(2, (0, "holds", F), (1, "holds", U))),
    ("some", {"entries": []}, {}, F, held(0)),
    ("counted", {"entries": [T, F]}, {}, T, held(2, (0, "holds", T), (1, "holds", F))),
    ("counted", {"entries": [F, U]}, {}, U, held(2, (0, "holds", F), (1, "holds", U))),
    ("summed", {"x": "5.00", "entries": ["2.00", "3.00"]}, {}, T, facts(x=500) | held(2, (0, "amount", 200), (1, "amount", 300))),
    ("summed", {"x": "5.00", "entries": []}, {}, T, facts(x=500) | held(0)),
    ("most", {"x": "5.00", "y": "9.00", "entries": ["2.00"]}, {}, T, facts(x=500) | held(1, (0, "amount", 200))),
    ("most", {"x": "5.00", "y": "9.00", "entries": []}, {}, F, facts(x=500, y=900) | held(0)),
    # terms and figures
    ("somewhere", {"area": "urban"}, {}, T, facts(area=0)),
    ("somewhere", {"area": "rural"}, {}, F, facts(area=1)),
    ("below", {"x": "479.99"}, LINE, T, facts(x=47999) | figure("line", 48000)),
    ("below", {"x": "480.00"}, LINE, F, facts(x=48000) | figure("line", 48000)),
    ("below", {"x": "480.00"}, {}, U, facts(x=48000) | figure("line", None)),
    ("below_rate", {"x": "500.00", "area": "urban"}, RATES, T, facts(x=50000, area=0) | figure("rate", 70000)),
    ("below_rate", {"x": "500.00", "area": None}, RATES, U, facts(x=50000, area=None) | figure("rate", None)),
    ("below_published", {"x": "500.00", "y": "1.00", "area": "urban"}, RATES, T, facts(x=50000, area=0) | figure("rate", 70000)),
    ("below_published", {"x": "500.00", "y": "1.00", "area": "rural"}, {"urban": "700.00"}, F, facts(x=50000, area=1, y=100)),
    # other rules, about the subject and about figures alone
    ("net_below", {"x": "500.00", "y": "20.01"}, LINE, T, rule("left_over", 47999) | facts(x=50000, y=2001) | figure("line", 48000)),
    ("twice", {"x": "5.00", "y": "2.00"}, {}, T, rule("left_over", 300) | facts(x=500, y=200)),
    ("twice", {"x": "5.00", "y": "5.00"}, {}, F, rule("left_over", 0) | facts(x=500, y=500)),
    ("line_is_high", {"a": T}, LINE, T, facts(a=T) | rule("high_line", T) | figure("line", 48000)),
    ("line_is_high", {"a": T}, {}, U, facts(a=T) | rule("high_line", U) | figure("line", None)),
    ("line_is_high", {"a": F}, {}, F, facts(a=F)),
]


@pytest.mark.parametrize(("form", "given", "standards", "value", "expected"), LIMBS, ids=[f"{line[0]} {line[1]} {line[2]}" for line in LIMBS])
def test_the_limbs_that_settled_it(form: str, given: dict[str, Any], standards: dict[str, str], value: bool | None, expected: set[Limb]) -> None:
    found = item(form, standards=standards, **given)
    assert found.entitled is value
    assert found.reasons.children[0].value is value
    assert below(found, form) == expected


def test_every_form_is_among_them() -> None:
    assert {line[0] for line in LIMBS} == set(FORMS)


@pytest.mark.parametrize(("form", "given", "standards", "value", "expected"), LIMBS, ids=[f"{line[0]} {line[1]} {line[2]}" for line in LIMBS])
def test_a_fact_that_is_not_among_the_limbs_does_not_matter(
    form: str, given: dict[str, Any], standards: dict[str, str], value: bool | None, expected: set[Limb]
) -> None:
    named_facts = {path.partition("[")[0] for _, path, _ in expected}
    for name in set("abcxy") - named_facts:
        for other in (True, False, None) if name in "abc" else ("0.00", "999.00", None):
            changed = item(form, standards=standards, **{**given, name: other})
            assert changed.entitled is value, (name, other)


def test_a_fact_used_twice_is_said_once_and_a_rule_each_time() -> None:
    steps = item("twice", x="5.00", y="2.00").reasons.children[0].children
    assert [step.path.rpartition(".")[2] for step in steps] == ["left_over", "left_over", "x"]
    same = item("below_published", standards=RATES, x="5.00", y="5.00", area="urban").reasons.children[0].children
    assert [step.path for step in same] == ["x", "area", "village.rate"]


def test_steps_stand_in_the_order_of_the_rule() -> None:
    assert [step.path for step in item("all_three", a=T, b=T, c=T).reasons.children[0].children] == ["a", "b", "c"]
    nested = item("nested", a=F, b=F, c=T).reasons.children[0].children[0]
    assert (nested.sort, nested.zh, nested.en) == ("any", "以下任一", "any of these")
    assert [(step.sort, step.zh, step.en) for step in nested.children] == [("fact", "甲", "a holds"), ("not", "并非", "not")]


# --- what the steps say


def test_a_step_says_its_titles_its_subject_and_its_value() -> None:
    decision = huining().decide(home({"tekun_support": "dispersed", "has_caring_guardian": True, "care_level": "full_care"}), "2022-03-15")
    reasons = decision.find("care.guardian_payment", "p1").reasons
    assert (reasons.sort, reasons.zh, reasons.en, reasons.value, reasons.subject, reasons.path) == (
        "output", "监护人照料补助", "care payment to the guardian", True, ("p1",), "care.guardian_payment",
    )  # fmt: skip
    condition = named(reasons, "care.cared_for_by_guardian")
    assert (condition.sort, condition.zh, condition.subject) == ("rule", "有履行照料责任的监护人的分散供养特困人员", ("p1",))
    assert condition.en == "The person lives at home in tekun support and a guardian looks after them."
    level = named(reasons, "members[0].care_level")
    assert (level.sort, level.zh, level.value, level.subject, level.clauses, level.figures) == ("fact", "生活自理能力", 2, ("p1",), (), ())
    rate = named(reasons, "care.guardian_rate")
    assert (rate.sort, rate.zh, rate.value, rate.subject, rate.clauses) == ("figure", "监护人照料补助标准", 23000, (), ("huining/1.3.1.1#1c",))
    (used,) = rate.figures
    assert (used.text, str(used.start), used.supplied, used.key) == ("230.00", "2022-01-10", False, "full_care")


def test_a_supplied_figure_is_known_as_such_and_has_no_clause() -> None:
    rate = named(item("below", standards=LINE, x="1.00").reasons, "village.line")
    assert (rate.clauses, [(each.text, each.supplied, each.start) for each in rate.figures]) == ((), [("480.00", True, None)])


def test_where_the_key_is_not_known_every_figure_that_it_could_be_is_named() -> None:
    rate = named(item("below_rate", standards=RATES, x="500.00").reasons, "village.rate")
    assert (rate.value, [each.text for each in rate.figures]) == (None, ["700.00", "480.00"])


def test_a_choice_that_was_made_is_a_step() -> None:
    found = zhangye().decide(leaving(), "2024-06-15", BOTH).find("phase_out.payment", "p1")
    assert limbs(found) >= {("choice", "phase_out.months", 4), ("choice", "phase_out.level", 15000)}
    months = named(found.reasons, "phase_out.months")
    assert (months.zh, months.en, months.subject) == ("渐退期月数", "the months of the phase-out", ("p1",))
    open_ = zhangye().decide(leaving(), "2024-06-15").find("phase_out.payment", "p1")
    assert limbs(open_) >= {("choice", "phase_out.months", None), ("choice", "phase_out.level", None)}


# --- which rules are asked for which outcome


def asked(found: Item) -> list[tuple[str, Any]]:
    return [(step.path.rpartition(".")[2], step.value) for step in found.reasons.children]


def escort(**facts: Any) -> Item:
    return huining().decide(home({"tekun_support": "dispersed", "stays": [stay(**facts)]}), "2022-03-15").find("escort.fee", "p1", "s1")


def test_an_item_that_does_not_apply_says_only_why_it_does_not() -> None:
    found = escort(escort="nobody")
    assert (found.outcome, asked(found)) == (Outcome.NOT_APPLICABLE, [("escorted", False)])
    open_ = escort(escort=None)
    assert (open_.outcome, asked(open_)) == (Outcome.UNDETERMINED, [("escorted", None)])


def test_a_refused_item_says_only_the_condition_that_failed() -> None:
    found = escort(county_approval="refused", applied=False)
    assert (found.outcome, asked(found)) == (Outcome.REFUSED, [("escorted", True), ("may_have_escort", False)])


def test_an_item_whose_conditions_are_open_says_no_more_than_these() -> None:
    found = escort(county_approval=None)
    assert (found.outcome, asked(found)) == (Outcome.UNDETERMINED, [("escorted", True), ("may_have_escort", None)])


def test_a_pending_item_says_the_steps_up_to_the_one_not_taken_and_what_has_accrued() -> None:
    found = escort(township_reviewed=False, status="in_hospital")
    assert (found.outcome, asked(found)) == (
        Outcome.PENDING,
        [("escorted", True), ("may_have_escort", True), ("application", True), ("review", False), ("fee", 60000)],
    )


def test_a_granted_item_says_every_condition_every_step_and_the_amount() -> None:
    steps = [(name, True) for name in ("escorted", "may_have_escort", "application", "review", "approval", "agreement", "discharge")]
    assert asked(escort()) == [*steps, ("fee", 60000)]
    assert asked(escort(township_reviewed=None)) == [(name, None if name == "review" else value) for name, value in [*steps, ("fee", 60000)]]


def test_a_declined_item_says_its_conditions() -> None:
    declined = {("phase_out.months", "p1"): type(BOTH["phase_out.months", "p1"])("declined", by="甲", why="乙")}
    found = zhangye().decide(leaving(), "2024-06-15", declined).find("phase_out.payment", "p1")
    assert (found.outcome, asked(found)) == (Outcome.REFUSED, [("in_phase_out", True)])


# --- whole trees of real decisions


def test_why_a_household_is_refused_that_has_exactly_the_standard() -> None:
    case = home(earner(employed=True, monthly_earnings="300.00"), earner(other_monthly_income="660.00"), **POOR)
    found = zhangye().decide(case, "2024-06-15").find("dibao.household_grant")
    assert found.outcome is Outcome.REFUSED
    condition = named(found.reasons, "dibao.income_below_standard")
    assert condition.formula_zh == "计入的家庭月收入 960.00 < 低保标准乘以家庭人口 960.00：否"
    assert condition.formula_en == (
        "The household's income is that of the members who count 960.00 < The dibao standard is taken for every member who counts 960.00: no"
    )
    paths = {path for _, path, _ in limbs(found)}
    assert "assets" not in paths
    assert {"area", "members", "members[0].monthly_earnings", "members[1].other_monthly_income", "dibao.monthly_standard"} <= paths
    assert ("rule", "people.earnings_after_job_costs", 30000) not in limbs(found)  # it stands under the name of the rule it replaces
    assert ("rule", "people.countable_earnings", 30000) in limbs(found)


@pytest.mark.parametrize(
    ("earnings", "formula"), [("479.99", "479.99 < {} 480.00：是"), ("480.00", "480.00 < {} 480.00：否"), ("480.01", "480.01 < {} 480.00：否")]
)
def test_a_near_miss_is_exact(earnings: str, formula: str) -> None:
    found = zhangye().decide(home(earner(monthly_earnings=earnings), **POOR), "2024-06-15").find("dibao.household_grant")
    step = named(found.reasons, "dibao.income_below_standard")
    assert step.formula_zh == f"计入的家庭月收入 {formula.format('低保标准乘以家庭人口')}"


FORMULAS: list[tuple[str, dict[str, Any], dict[str, str], str, str]] = [
    ("below", {"x": "480.00"}, LINE, "收入 480.00 < 标准线 480.00：否", "the income 480.00 < the line 480.00: no"),
    ("below", {"x": "480.00"}, {}, "收入 480.00 < 标准线 未知：未知", "the income 480.00 < the line not known: not known"),
    (
        "below_rate",
        {"x": "0.00", "area": "rural"},
        RATES,
        "收入 0.00 < 分区标准[区域（农村）] 480.00：是",
        "the income 0.00 < the rate[the area (rural)] 480.00: yes",
    ),
    ("all_three", {"a": T, "b": F}, {}, "甲 是且乙 否且丙 未知：否", "a holds yes and b holds no and c holds not known: no"),
    ("none_of_two", {"a": T}, {}, "并非(甲 是或乙 未知)：否", "not (a holds yes or b holds not known): no"),
    ("branches", {"b": T, "c": T}, {}, "若甲 未知，则乙 是，否则丙 是：是", "if a holds not known, then b holds yes, otherwise c holds yes: yes"),
    ("summed", {"x": "5.00", "entries": ["2.00"]}, {}, "各条目的数额之和 ≤ 收入 5.00：是", "(the total over the entries of the amount) ≤ the income 5.00: yes"),
    ("net_below", {"x": "500.00", "y": "20.01"}, LINE, "净额 479.99 < 标准线 480.00：是", "The income less the outlay 479.99 < the line 480.00: yes"),
]


@pytest.mark.parametrize(("form", "given", "standards", "zh", "en"), FORMULAS, ids=[f"{line[0]} {line[1]}" for line in FORMULAS])
def test_a_formula_shows_the_values_of_the_case_and_what_they_come_to(form: str, given: dict[str, Any], standards: dict[str, str], zh: str, en: str) -> None:
    top = item(form, standards=standards, **given).reasons.children[0]
    assert (top.formula_zh, top.formula_en) == (zh, en)


def test_only_rules_have_formulas() -> None:
    steps = list(zhangye().decide(leaving(), "2024-06-15", BOTH).find("phase_out.payment", "p1").reasons.every())
    assert all(step.formula_zh and step.formula_en for step in steps if step.sort == "rule")
    assert {step.sort for step in steps} == {"output", "rule", "fact", "relation", "figure", "choice", "any"}
    assert not any(step.formula_zh or step.formula_en for step in steps if step.sort not in ("rule", "output"))


def test_every_gives_a_step_before_what_is_below_it() -> None:
    def order(step: Reason) -> list[str]:
        return [step.path, *(path for child in step.children for path in order(child))]

    reasons = zhangye().decide(leaving(), "2024-06-15").find("phase_out.payment", "p1").reasons
    assert [step.path for step in reasons.every()] == order(reasons)
