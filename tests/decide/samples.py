"""What the tests of decisions share: the places' rulebooks with local standards, households, and a small law of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from aidrules import Choice, Decision, Household, Item, Law, Rulebook, compose
from aidrules.decide.reasons import Reason
from aidrules.jurisdictions import rulebook_of
from aidrules.jurisdictions.huining import LAW as HUINING
from aidrules.lang import programme
from aidrules.lang.outputs import Output
from aidrules.law.load import load_law
from aidrules.programs.care import care
from aidrules.programs.escort import escort_fee

LAW = """
[source]
id = "village"
title_zh = "村规"
title_en = "Village rules"
number = ""
issuer_zh = "村民委员会"
issuer_en = "Village committee"
published = "2020-01-01"
in_force_from = "2020-01-01"
has_text = false

[clauses."1"]
address = "第一条"
kind = "entitlement"
zh = "符合条件的，给予补助。"
en = "Aid is given where the conditions are met."

[clauses."2"]
address = "第二条"
kind = "gate"
zh = "补助须经申请。"
en = "Aid is applied for."

[clauses."3"]
address = "第三条"
kind = "amount"
zh = "金额由村定。"
en = "The village sets the amount."
"""
STANDARDS: dict[str, Any] = {
    "dibao.monthly_standard": {"urban": "700.00", "rural": "480.00"},
    "dibao.asset_limit": "1000.00",
    "care.monthly_standard": {"semi_care": "150.00", "full_care": "400.00"},
}


@cache
def huining(reading: str = "", alternative: str = "") -> Rulebook:
    """Huining's care money and escort fee, with the care standards of two levels; that of the self-caring is nowhere supplied."""
    supplied = {"care.monthly_standard": STANDARDS["care.monthly_standard"]}
    benefits = programme("escort", outputs=[escort_fee])
    return compose(care, benefits, law=HUINING, standards=supplied, readings={reading: alternative} if reading else None)


@cache
def zhangye(*without: str, reading: str = "", alternative: str = "") -> Rulebook:
    """Zhangye with its local standards; some may be left out."""
    supplied = {path: value for path, value in STANDARDS.items() if path not in without and path.startswith("dibao")}
    return rulebook_of("zhangye", supplied, {reading: alternative} if reading else None)


def village(*outputs: Output, rests: Mapping[Any, list[str]] | None = None, standards: Mapping[str, Any] | None = None) -> Rulebook:
    """A rulebook of some outputs under a small law; every output rests on its first clause unless ``rests`` says otherwise."""
    wiring: dict[Any, list[str]] = {output: ["1"] for output in outputs} if rests is None else dict(rests)
    return compose(programme("village", outputs=list(outputs)), law=Law(place="village", texts=(load_law(LAW),), rests=wiring), standards=standards)


def home(*members: dict[str, Any], **facts: Any) -> Household:
    """A household of members p1, p2 …"""
    people = [{"id": f"p{number}", **member} for number, member in enumerate(members, 1)]
    return Household.read({"id": "h1", "members": people, **facts})


def stay(**facts: Any) -> dict[str, Any]:
    """A routine stay of four days in the county hospital, with all its steps taken."""
    return {
        "id": "s1", "kind": "routine", "status": "discharged", "admission_date": "2022-03-01", "discharge_date": "2022-03-10", "applied": True,
        "township_reviewed": True, "county_approval": "approved", "escort": "guardian", "agreement": "unsigned",
        "segments": [{"level": "county", "escorted_days": 4}], **facts,
    }  # fmt: skip


def cared_for(**facts: Any) -> dict[str, Any]:
    """A tekun person at home whom a guardian looks after."""
    return {"tekun_support": "dispersed", "care_level": "full_care", "has_caring_guardian": True, "service_assessment_passed": True, **facts}


def earner(**facts: Any) -> dict[str, Any]:
    """A member who counts, without any income unless said."""
    return {
        "tekun_support": "none", "employed": False, "monthly_earnings": "0.00", "necessary_job_costs": "0.00", "other_monthly_income": "0.00",
        "exempt_monthly_income": "0.00", **facts,
    }  # fmt: skip


POOR: dict[str, Any] = {"area": "rural", "assets": "0.00", "in_dibao": False}
PHASE_OUT = earner(employed=True, monthly_earnings="900.00", necessary_job_costs="300.00", phase_out_from="2024-06")
LEFT: dict[str, Any] = {"area": "rural", "assets": "0.00", "in_dibao": True, "grant_before": "200.00"}
BOTH = {("phase_out.months", "p1"): Choice(4, by="乡镇经办人", why="收入刚刚稳定"), ("phase_out.level", "p1"): Choice("150.00", by="乡镇经办人", why="减半")}


def leaving(**member: Any) -> Household:
    """A household whose earner has just come to have more than the standard."""
    return home({**PHASE_OUT, **member}, **LEFT)


def limbs(item: Item) -> set[tuple[str, str, Any]]:
    """What the reasons of an item are made of, without their order: sort, path and value of each step."""
    return {(step.sort, step.path, step.value) for step in item.reasons.every() if step.sort != "output"}


def named(reason: Reason, path: str) -> Reason:
    """The first step of a tree of reasons that is about a rule, fact or figure."""
    return next(step for step in reason.every() if step.path == path)


def words(decision: Decision, language: str = "zh") -> list[str]:
    """The lines of an explanation, without what they are indented by."""
    return [line.strip() for line in decision.explain(language).splitlines()]
