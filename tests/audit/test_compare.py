"""Two decisions compared: what each item came to, what changed below it, and the clauses on both sides."""

from __future__ import annotations

import json
from typing import Any

import pytest
from audit.samples import DAY, patient, twice, with_rule
from decide.samples import BOTH, cared_for, home, huining, leaving, stay, village, zhangye

from aidrules import Decision, Fact, Facts, Money, Outcome, fact
from aidrules.audit.compare import Comparison, compare
from aidrules.audit.compared import Compared, due
from aidrules.errors import UnknownName
from aidrules.lang import benefit, rule


def escort(comparison: Comparison) -> Compared:
    return next(compared for compared in comparison.items if compared.item.output == "escort.fee")


def decided(case: Any = None, book: Any = None, on: str = DAY, **given: Any) -> Decision:
    decision: Decision = (book or huining()).decide(case or patient(), on=on, **given)
    return decision


def changes(compared: Compared, language: str = "en") -> list[str]:
    return [change.text(language) for change in compared.changes]


# --- item by item


def test_a_decision_does_not_differ_from_itself() -> None:
    found = compare(decided(), decided())
    assert found.changed == ()
    assert len(found.items) == len(decided().items)
    assert "两次核定没有不同。" in found.text()
    assert all(total.difference == Money(0) or total.difference is None for total in found.totals)


def test_a_fact_that_changed_is_named_with_both_values() -> None:
    found = escort(compare(decided(), decided(patient(5))))
    assert found.difference == Money("150.00")
    assert changes(found) == ["fact days with an escort round the clock (p1/s1/0): 4 → 5"]
    assert changes(found, "zh") == ["事实 全天陪护天数 (p1/s1/0)：4 → 5"]
    assert (found.clauses.before, found.clauses.after) == ((), ())
    assert "huining/1.2.1" in " ".join(found.clauses.both)


def test_a_figure_that_changed_is_named_with_both_values() -> None:
    dearer = huining().with_standards({"escort.daily_rate": {"county": "160.00"}})
    found = escort(compare(decided(), decided(book=dearer)))
    assert found.difference == Money("40.00")
    assert changes(found) == ["standard the daily escort rate: 150.00 → 160.00"]
    assert found.clauses.before != ()  # the figure that a user supplied rests on no clause
    assert found.clauses.after == ()


def test_a_rule_that_changed_is_shown_in_words_on_both_sides() -> None:
    found = escort(compare(decided(), decided(book=with_rule(huining(), "escort.segment_fee", twice))))
    assert found.difference == Money("600.00")
    assert [(change.sort, change.name) for change in found.changes] == [("rule", "escort.segment_fee")]
    assert found.changes[0].before_en != found.changes[0].after_en
    assert found.changes[0].after_zh == f"{found.changes[0].before_zh} + {found.changes[0].before_zh}"


def test_another_reading_shows_on_its_side() -> None:
    central = patient(mode="central")
    found = escort(compare(decided(central), decided(central, huining("escort-coverage", "dispersed-only"))))
    assert (found.before and found.before.outcome, found.after and found.after.outcome) == (Outcome.GRANTED, Outcome.REFUSED)
    assert found.difference == Money("-600.00")
    assert found.readings.after == ("escort-coverage=dispersed-only",)
    assert "escort-coverage" in found.readings.before


def test_a_choice_that_was_made_shows_with_its_value() -> None:
    found = compare(zhangye().decide(leaving(), on="2024-06-15"), zhangye().decide(leaving(), on="2024-06-15", choices=BOTH))
    payment = next(compared for compared in found.changed if compared.item.output == "phase_out.payment")
    assert payment.difference is None  # before, the agency hadn't chosen
    assert "choice what a month of the phase-out pays: not known → 150.00" in [text.replace(" (p1)", "") for text in changes(payment)]


def test_an_item_that_only_one_side_has() -> None:
    two = home(cared_for(stays=[stay()]), cared_for(stays=[]))
    found = compare(decided(), decided(two))
    added = next(compared for compared in found.changed if compared.item.subject == ("p2",) and compared.item.output == "care.guardian_payment")
    assert (added.before, added.difference, added.changes) == (None, Money("230.00"), ())
    assert "无此事项 → 给予 230.00元" in found.text()
    removed = next(compared for compared in compare(decided(two), decided()).changed if compared.item.subject == ("p2",))
    assert removed.after is None
    assert removed.difference == -(due(removed.before) or Money(0))


def test_facts_are_the_same_facts_wherever_their_subject_stands() -> None:
    one, other = cared_for(care_level="self_care", stays=[]), cared_for(care_level="full_care", stays=[])
    there = home({"id": "a", **one}, {"id": "b", **other})
    back = home({"id": "b", **other}, {"id": "a", **one})
    assert [changes(compared) for compared in compare(decided(there), decided(back)).items if compared.changes] == []


# --- what it comes to


def test_what_is_open_has_no_difference_and_no_total() -> None:
    found = compare(decided(), decided(patient(None)))
    assert escort(found).difference is None
    once = next(total for total in found.totals if total.per == "once")
    assert (once.before, once.after, once.difference) == (Money("600.00"), None, None)
    assert "合计 (一次性)：600.00元 → 未定" in found.text()
    assert "In all (once): 600.00 yuan → open" in found.text("en")


class Tenant(Facts):
    """A tenant (租户)."""

    id: str
    poor: Fact[bool] = fact(zh="困难", en="poor")
    rent: Fact[Money] = fact(zh="租金", en="the rent")


@rule("困难")
def poor(tenant: Tenant) -> bool:
    """The tenant is poor."""
    return tenant.poor


@rule("租金")
def rent(tenant: Tenant) -> Money:
    """The rent."""
    return tenant.rent


def test_what_is_to_be_paid_in_counts_the_other_way() -> None:
    output = benefit("rent.due", zh="应缴租金", en="rent due", entitled=poor, amount=rent, per="month", direction="pays")
    book = village(output, benefit("rent.home", zh="住房", en="a home", entitled=poor))
    one, other = (book.decide(Tenant(id="t", poor=True, rent=Money(yuan)), on=DAY) for yuan in (10, 30))
    found = compare(one, other)
    assert [due(item) for item in one.items] == [Money(-10), Money(0)]
    assert [compared.difference for compared in found.items] == [Money(-20), None]  # a home is no yuan
    assert [(total.per, total.difference) for total in found.totals] == [("month", Money(-20))]


def test_only_what_is_granted_is_due() -> None:
    pending = decided(patient(applied=False)).find("escort.fee", "p1", "s1")
    assert (pending.outcome, pending.amount, due(pending)) == (Outcome.PENDING, Money("600.00"), Money(0))
    assert due(None) == Money(0)


# --- as text, JSON and a table


def test_the_text_says_the_clauses_of_each_side() -> None:
    text = compare(decided(), decided(book=huining().with_standards({"escort.daily_rate": {"county": "160.00"}}))).text()
    assert text.startswith("两次核定的比较：huining 2022-03-15 h1 → huining 2022-03-15 h1\n")
    assert "【住院陪护费】 p1/s1：给予 600.00元/一次性" in text
    assert "(+40.00元)" in text
    assert "  依据 (仅之前)：" in text
    assert "  依据 (前后均有)：" in text
    with pytest.raises(UnknownName):
        compare(decided(), decided()).text("fr")


def test_the_json_holds_what_changed() -> None:
    text = compare(decided(), decided(patient(5))).to_json()
    document = json.loads(text)
    assert document["format"] == "aidrules-comparison/1"
    assert document["before"] == {"place": "huining", "on": DAY, "known_on": None, "subject": "h1"}
    [item] = document["items"]
    assert (item["output"], item["before"]["amount"], item["after"]["amount"], item["difference"]) == ("escort.fee", "600.00", "750.00", "150.00")
    assert item["changes"][0]["before_en"] == "4"
    assert document["unchanged"] == len(decided().items) - 1


def test_the_table_has_a_row_for_each_item() -> None:
    rows = compare(decided(), decided(patient(5))).table()
    assert len(rows) == len(decided().items)
    row = next(row for row in rows if row["output"] == "escort.fee")
    assert (row["before_amount"], row["after_amount"], row["difference"], row["per"], row["changed"]) == ("600.00", "750.00", "150.00", "once", "yes")
    assert {tuple(row) for row in rows} == {tuple(rows[0])}
