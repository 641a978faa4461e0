"""What is missing: what the open conditions reach, once, in order, each with its path, what it settles and a question."""

from __future__ import annotations

from typing import Any

import pytest
from decide.forms import FORMS, item
from decide.samples import POOR, cared_for, earner, home, huining, leaving, stay, village, zhangye

from aidrules import Fact, Facts, Item, Money, Outcome, fact
from aidrules.decide.missing import Missing
from aidrules.lang import all_of, benefit, rule

T, F, U = True, False, None


class Nut(Facts):
    """A nut (果)."""

    ripe: Fact[bool] = fact(zh="成熟", en="ripe")


class Twig(Facts):
    """A twig (枝)."""

    id: str
    nuts: Fact[tuple[Nut, ...]] = fact(zh="果", en="the nuts")


class Tree(Facts):
    """A tree (树)."""

    id: str
    weight: Fact[Money] = fact(zh="重", en="weight")
    twigs: Fact[tuple[Twig, ...]] = fact(zh="枝", en="the twigs")


@rule("全熟")
def ripe(tree: Tree) -> bool:
    """Every nut on every twig is ripe."""
    return all_of(all_of(nut.ripe for nut in twig.nuts) for twig in tree.twigs)


def paths(found: Item) -> list[str]:
    return [each.path for each in found.missing]


LINE, URBAN, RURAL = 'standards["village.line"]', 'standards["village.rate"]["urban"]', 'standards["village.rate"]["rural"]'
LINED, RATED = {"line": "480.00"}, {"urban": "700.00"}
OPEN: list[tuple[str, dict[str, Any], dict[str, str], list[str]]] = [
    # conditions: the open parts, in order
    ("all_three", {}, {}, ["a", "b", "c"]),
    ("all_three", {"a": T, "c": T}, {}, ["b"]),
    ("any_three", {"a": F}, {}, ["b", "c"]),
    ("none_of_two", {"b": F}, {}, ["a"]),
    ("nested", {"a": F, "b": F}, {}, ["c"]),
    ("nested", {"b": T}, {}, ["a"]),
    # when: the condition, and what is open of the branches that could be taken
    ("branches", {"a": T, "c": T}, {}, ["b"]),
    ("branches", {"a": F}, {}, ["c"]),
    ("branches", {}, {}, ["a", "b", "c"]),
    ("branches", {"b": T}, {}, ["a", "c"]),
    ("branches", {"b": T, "c": F}, {}, ["a"]),
    # loops: the relation, or what is open of the elements
    ("each", {}, {}, ["entries"]),
    ("each", {"entries": [T, U, U]}, {}, ["entries[1].holds", "entries[2].holds"]),
    ("some", {"entries": [F, U]}, {}, ["entries[1].holds"]),
    ("counted", {"entries": [T, U]}, {}, ["entries[1].holds"]),
    ("most", {"entries": []}, {}, ["y", "x"]),
    ("most", {"entries": [], "y": "5.00"}, {}, ["x"]),
    ("most", {"entries": ["1.00", U]}, {}, ["entries[1].amount", "x"]),
    ("most", {}, {}, ["entries", "x"]),
    # terms and figures: the key first, then the figure of that key
    ("somewhere", {}, {}, ["area"]),
    ("below", {}, LINED, ["x"]),
    ("below", {}, {}, ["x", LINE]),
    ("below", {"x": "1.00"}, {}, [LINE]),
    ("below_rate", {"x": "1.00"}, RATED, ["area"]),
    ("below_rate", {"x": "1.00", "area": "rural"}, RATED, [RURAL]),
    ("below_rate", {"area": "rural"}, RATED, ["x", RURAL]),
    ("below_rate", {"x": "1.00", "area": "urban"}, {}, [URBAN]),
    ("below_published", {"x": "1.00", "area": "rural"}, RATED, ["y"]),
    ("below_published", {"x": "1.00"}, RATED, ["area"]),
    # other rules
    ("net_below", {"x": "1.00"}, LINED, ["y"]),
    ("twice", {}, {}, ["x", "y"]),
    ("line_is_high", {}, {}, ["a", LINE]),
    ("line_is_high", {"a": T}, {}, [LINE]),
]


@pytest.mark.parametrize(("form", "given", "standards", "expected"), OPEN, ids=[f"{line[0]} {line[1]} {line[2]}" for line in OPEN])
def test_what_is_open_is_missing_and_nothing_behind_what_is_settled(form: str, given: dict[str, Any], standards: dict[str, str], expected: list[str]) -> None:
    found = item(form, standards=standards, **given)
    assert found.outcome is Outcome.UNDETERMINED
    assert sorted(paths(found)) == sorted(expected)
    assert len(paths(found)) == len(set(paths(found)))
    assert {each.settles for each in found.missing} == {"entitlement"}


@pytest.mark.parametrize(("form", "given", "expected"), [("all_three", {}, ["a", "b", "c"]), ("branches", {}, ["a", "b", "c"]), ("twice", {}, ["x", "y"])])
def test_what_is_missing_stands_in_the_order_of_the_rule(form: str, given: dict[str, Any], expected: list[str]) -> None:
    assert paths(item(form, **given)) == expected


def test_every_form_is_among_them() -> None:
    assert {line[0] for line in OPEN} == set(FORMS) - {"summed"}


def test_what_is_settled_misses_nothing_whatever_is_unknown() -> None:
    for form, given in [
        ("all_three", {"b": F}),
        ("any_three", {"c": T}),
        ("branches", {"b": T, "c": T}),
        ("some", {"entries": [U, T]}),
        ("each", {"entries": [U, F]}),
    ]:
        found = item(form, **given)
        assert (found.outcome in (Outcome.GRANTED, Outcome.REFUSED), found.missing) == (True, ())


# --- what one says


def test_a_missing_fact_says_what_it_is_whose_finding_and_what_to_ask() -> None:
    assert item("all_three", b=T, c=T).missing == (Missing("a", "fact", "entitlement", "甲", "a holds", "甲是否成立？", "Does a hold?", "村委会"),)


def test_a_question_is_built_from_the_titles_where_none_is_written() -> None:
    (missing,) = item("all_three", a=T, c=T).missing
    assert (missing.question_zh, missing.question_en, missing.finding) == ("请补充：乙。", "Please say: b holds.", "")


def test_a_missing_relation_says_so() -> None:
    assert item("each").missing == (Missing("entries", "relation", "entitlement", "条目", "the entries", "有哪些条目？", "Which entries are there?"),)


def test_a_missing_fact_of_an_element_stands_at_its_path() -> None:
    (missing,) = item("counted", entries=[F, U]).missing
    assert (missing.path, missing.sort, missing.question_en) == ("entries[1].holds", "fact", "Please say: holds.")


def test_a_missing_standard_says_for_which_key_and_day() -> None:
    (missing,) = item("below_rate", standards=RATED, x="1.00", area="rural").missing
    assert missing == Missing(
        RURAL, "standard", "entitlement", "分区标准(农村)", "the rate (rural)",
        "缺少当地标准：2022-03-15施行的分区标准(农村)是多少？", "A local standard is missing: what is the rate (rural) on 2022-03-15?",
    )  # fmt: skip
    (plain,) = item("below", x="1.00").missing
    assert (plain.path, plain.zh, plain.question_en) == (LINE, "标准线", "A local standard is missing: what is the line on 2022-03-15?")


# --- entitlement and amount


def settles(found: Item) -> dict[str, str]:
    return {each.path: each.settles for each in found.missing}


def test_what_settles_the_entitlement_comes_before_what_settles_the_amount() -> None:
    found = item("all_three", "village.aid", a=T, c=T)
    assert list(settles(found).items()) == [("b", "entitlement"), ("x", "amount")]


def test_what_settles_both_is_said_once_and_for_the_entitlement() -> None:
    assert settles(item("below", "village.aid", standards=LINED)) == {"x": "entitlement"}


def test_where_only_the_amount_is_open_it_alone_is_missing() -> None:
    found = item("all_three", "village.aid", a=T, b=T, c=T)
    assert (found.outcome, found.entitled, settles(found)) == (Outcome.UNDETERMINED, True, {"x": "amount"})


def test_an_item_that_is_refused_needs_no_amount() -> None:
    assert item("all_three", "village.aid", a=F).missing == ()


def test_a_pending_item_misses_what_its_amount_rests_on() -> None:
    case = home({**cared_for(service_assessment_passed=False), "care_level": None})
    found = huining().decide(case, "2022-03-15").find("care.purchased_care", "p1")
    assert (found.outcome, found.amount) == (Outcome.PENDING, None)
    assert settles(found) == {"members[0].care_level": "amount"}


def test_an_open_gate_is_missing_and_settles_the_entitlement() -> None:
    case = home({"tekun_support": "dispersed", "stays": [stay(township_reviewed=None, status=None)]})
    found = huining().decide(case, "2022-03-15").find("escort.fee", "p1", "s1")
    assert (found.outcome, found.entitled) == (Outcome.UNDETERMINED, True)
    assert settles(found) == {"members[0].stays[0].township_reviewed": "entitlement", "members[0].stays[0].status": "entitlement"}
    assert found.missing[0].finding == "乡镇人民政府"


@rule("在内")
def reaches(tree: Tree) -> bool:
    """The tree weighs more than nothing."""
    return tree.weight > Money(0)


def test_whether_what_is_granted_reaches_the_day_is_missing_too() -> None:
    book = village(benefit("village.harvest", zh="收", entitled=ripe, within=reaches))
    found = book.decide(Tree(id="tree", twigs=()), "2022-03-15").find("village.harvest")
    assert (found.outcome, found.entitled, settles(found)) == (Outcome.UNDETERMINED, True, {"weight": "entitlement"})


def test_whom_it_speaks_of_is_asked_first() -> None:
    found = huining().decide(home({}), "2022-03-15").find("care.guardian_payment", "p1")
    assert list(settles(found).items()) == [
        ("members[0].tekun_support", "entitlement"), ("members[0].has_caring_guardian", "entitlement"), ("members[0].care_level", "amount"),
    ]  # fmt: skip


def test_a_discretion_that_is_open_is_not_missing() -> None:
    found = zhangye().decide(leaving(), "2024-06-15").find("phase_out.payment", "p1")
    assert (found.outcome, found.missing) == (Outcome.DISCRETIONARY, ())


# --- standards of the places


def test_every_local_standard_that_a_household_grant_rests_on() -> None:
    book = zhangye("dibao.monthly_standard", "dibao.asset_limit")
    found = book.decide(home(earner(), **POOR), "2024-06-15").find("dibao.household_grant")
    assert settles(found) == {'standards["dibao.monthly_standard"]["rural"]': "entitlement", 'standards["dibao.asset_limit"]': "entitlement"}
    assert found.missing[0].question_zh == "缺少当地标准：2024-06-15施行的低保标准(农村)是多少？"
    assert found.missing[1].question_en == "A local standard is missing: what is the asset limit for each member on 2024-06-15?"


def test_the_area_is_asked_before_the_standard_of_an_area() -> None:
    book = zhangye("dibao.monthly_standard", "dibao.asset_limit")
    found = book.decide(home(earner(), assets="0.00"), "2024-06-15").find("dibao.household_grant")
    assert paths(found) == ["area", 'standards["dibao.asset_limit"]']


def test_a_standard_that_two_rules_read_is_missing_once() -> None:
    (urban, _) = (each for each in zhangye("dibao.monthly_standard").checks("2024-06-15") if each.output.startswith("dibao.city_check"))
    assert paths(urban) == ['standards["dibao.monthly_standard"]["urban"]', 'standards["dibao.city_guidance"]["urban"]']
    tekun = home(earner(tekun_support="central"), area="urban")
    found = zhangye("dibao.monthly_standard").decide(tekun, "2024-06-15").find("tekun.basic_living", "p1")
    assert settles(found) == {'standards["dibao.monthly_standard"]["urban"]': "amount"}


def test_a_standard_at_one_care_level() -> None:
    found = huining().decide(home(cared_for(care_level="self_care")), "2022-03-15").find("care.purchased_care", "p1")
    (missing,) = found.missing
    assert (missing.path, missing.settles, missing.zh) == ('standards["care.monthly_standard"]["self_care"]', "amount", "照料护理标准(全自理)")
    assert missing.en.endswith(" (self care)")
    assert missing.question_en == f"A local standard is missing: what is {missing.en} on 2022-03-15?"


# --- deep subjects


HARVEST = village(benefit("village.harvest", zh="收", entitled=ripe))


@pytest.mark.parametrize(
    ("twigs", "expected"),
    [
        (None, ["twigs"]),
        ([None], ["twigs[0].nuts"]),
        ([[T], None, [U, T, U]], ["twigs[1].nuts", "twigs[2].nuts[0].ripe", "twigs[2].nuts[2].ripe"]),
        ([[U], []], ["twigs[0].nuts[0].ripe"]),
    ],
)
def test_paths_lead_through_every_relation(twigs: list[list[bool | None] | None] | None, expected: list[str]) -> None:
    plain = None if twigs is None else [{"id": f"t{n}", "nuts": None if nuts is None else [{"ripe": each} for each in nuts]} for n, nuts in enumerate(twigs)]
    found = HARVEST.decide(Tree.read({"id": "tree", "twigs": plain}), "2022-03-15").find("village.harvest")
    assert paths(found) == expected
