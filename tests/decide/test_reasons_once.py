"""What several steps share is said once; and a rule with any operation has its reasons and clauses."""

from __future__ import annotations

import json
from datetime import date

import pytest

from aidrules import Household, Person
from aidrules.graph.operations import FUNCTIONS
from aidrules.jurisdictions import rulebook_of
from aidrules.lang import all_of, benefit, completed_years, days_between, month_of, months_after, programme, rule, standard, the_day
from aidrules.law.load import load_law
from aidrules.rulebook.compose import compose
from aidrules.rulebook.law import Law

LAW = """
[source]
id = "own"
title_zh = "自定"
title_en = "Own"
number = ""
issuer_zh = "无"
issuer_en = "nobody"
published = ""
in_force_from = ""
has_text = false
[clauses."1"]
address = "一"
kind = "entitlement"
zh = "自定。"
en = "Own."
"""
adult = standard(int, "own.adult", zh="成年年龄")


@rule("成年且久居")
def grown_up(person: Person) -> bool:
    """The person is of age, has been so for a while, and was born before this month."""
    return all_of(
        completed_years(person.birth_date, the_day()) >= adult,
        days_between(person.birth_date, the_day()) > 0,
        months_after(person.birth_date, adult) < the_day(),
        month_of(person.birth_date) < month_of(the_day()),
        person.employed,
    )


own = programme("own", outputs=[benefit("own.grown_up", zh="成年", entitled=grown_up)])


@pytest.mark.parametrize("employed", [True, False, None])
def test_an_operation_inside_a_conjunction_has_reasons_and_clauses(employed: bool | None) -> None:
    assert {"completed_years", "days_between", "months_after", "month_of"} <= set(FUNCTIONS)
    book = compose(own, law=Law("own", [load_law(LAW)], {own.outputs[0]: ["1"]}), standards={"own.adult": 18})
    home = Household(id="h", members=(Person(id="p", birth_date=date(1990, 1, 1), employed=employed),))
    decision = book.decide(home, "2024-06-15")
    item = decision.find("own.grown_up", "p")
    assert item.entitled is employed
    assert [clause.id for clause in item.clauses] == ["own/1"]
    read = {step.path for step in item.reasons.every()}
    assert ("members[0].birth_date" in read) is (employed is not False)
    assert "成年且久居" in decision.explain()
    assert json.loads(decision.to_json())["items"][0]["entitled"] is employed


def home_of(members: int) -> Household:
    plain = [{"id": f"p{i}", "tekun_support": "none", "employed": False, "monthly_earnings": "900.00", "other_monthly_income": "0.00"} for i in range(members)]
    return Household.read({"id": "h", "area": "rural", "in_dibao": True, "assets": "0.00", "members": plain})


def test_what_is_shared_is_said_once_so_that_explanations_grow_with_the_household() -> None:
    book = rulebook_of("zhangye", {"dibao.monthly_standard": {"rural": "480.00"}, "dibao.asset_limit": "100.00"})
    sizes = [len(book.decide(home_of(members), "2024-06-15").explain()) for members in (5, 10, 20)]
    assert sizes[2] - sizes[1] < 3 * (sizes[1] - sizes[0]), sizes
    text = book.decide(home_of(3), "2024-06-15").explain()
    assert "（见上）" in text
    assert "(as above)" in book.decide(home_of(3), "2024-06-15").explain("en")


def test_a_step_written_above_has_no_children_in_json() -> None:
    book = rulebook_of("zhangye", {"dibao.monthly_standard": {"rural": "480.00"}, "dibao.asset_limit": "100.00"})
    items = json.loads(book.decide(home_of(2), "2024-06-15").to_json())["items"]
    steps = []
    waiting = [item["reasons"] for item in items]
    while waiting:
        step = waiting.pop()
        steps.append(step)
        waiting += step["children"]
    assert any(step["above"] for step in steps)
    assert all(not step["children"] for step in steps if step["above"])
