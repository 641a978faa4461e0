"""Words of Huzhou that no given case uses are translated too, and a case that expects something else isn't satisfied."""

from __future__ import annotations

from typing import Any

import pytest
from cases.given.adapter import PROGRAMMES, UnknownWord, disagreement
from cases.given.special import HUZHOU_FILLINGS, WITHOUT_A_CASE

Facts = dict[str, Any]


def case(programme: str, facts: Facts, params: Facts, outcome: str, amount: str | None, missing: list[str], **more: Any) -> dict[str, Any]:
    """A case of Huzhou in its own words."""
    expected = {"outcome": outcome, "amount_yuan": amount, "missing": missing, **more}
    return {
        "id": "X",
        "jurisdiction": "huzhou",
        "date": "2013-01-20",
        "programme": programme,
        "facts": facts,
        "params": params,
        "expected": expected,
        "cite": [],
    }


PASSED = {"recipients_ok": True, "standard_ok": True, "method_ok": True}
PUPIL = {"school_stage": "COMPULSORY", "in_district": True, "disabled": False, "dibao_family": False, "five_guarantee_minor": False, "welfare_minor": False}
ALL_WAIVED = ["MISC", "TEXTBOOK", "EXERCISE_BOOK", "BOARDING"]
FAST = {"person": {"dibao": True}, "year_is_fast_price_rise": True}
HOME = {"area": "RURAL", "hardship": True, "dangerous": True}
MONEY = {"cost": "50000.00", "gov_share": "20000.00", "collective_share": "10000.00"}
DIBAO4 = {"household": {"statuses": ["DIBAO"], "size": 4}}

TABLE: list[tuple[Any, ...]] = [
    # the gate
    ("gate.review_and_publicity", {"review": PASSED, "publicised": True}, {}, "entitled", None, []),
    ("gate.review_and_publicity", {"review": PASSED, "publicised": True}, {}, "compliant", None, [], {"fundable": True}),
    ("gate.review_and_publicity", {"review": PASSED, "publicised": False}, {}, "not_entitled", None, [], {"fundable": False}),
    ("gate.review_and_publicity", {"review": {**PASSED, "method_ok": False}, "publicised": True, "department": "EDUCATION"}, {}, "breach", None, []),
    ("gate.review_and_publicity", {"review": {**PASSED, "method_ok": False}, "publicised": None}, {}, "blocked", None, []),
    ("gate.review_and_publicity", {"review": PASSED, "publicised": None}, {}, "undetermined", None, ["publicised"]),
    ("gate.review_and_publicity", {"review": None, "publicised": True}, {}, "undetermined", None, ["review"]),
    ("gate.review_and_publicity", {"review": PASSED, "publicised": False, "emergency": True}, {}, "not_fundable", None, []),
    # school fees
    ("education.fee_exemption", {"person": {**PUPIL, "dibao_family": True}}, {}, "entitled", None, [], {"waived": ALL_WAIVED, "nutrition_meal": True}),
    ("education.fee_exemption", {"person": {**PUPIL, "disabled": True}}, {}, "entitled", None, [], {"waived": ALL_WAIVED, "nutrition_meal": True}),
    ("education.fee_exemption", {"person": {**PUPIL, "welfare_minor": True}}, {}, "entitled", None, [], {"waived": ALL_WAIVED}),
    ("education.fee_exemption", {"person": {**PUPIL, "five_guarantee_minor": True}}, {}, "entitled", None, [], {"waived": ALL_WAIVED}),
    ("education.fee_exemption", {"person": {"school_stage": "PRIMARY"}, "household": {"statuses": ["DIBAO"]}}, {}, "entitled", None, [], {"waived": ALL_WAIVED}),
    ("education.fee_exemption", {"person": {**PUPIL, "school_stage": "SENIOR_HIGH", "disabled": True}}, {}, "not_entitled", None, [], {"waived": []}),
    ("education.fee_exemption", {"person": {**PUPIL, "disabled": None}}, {}, "undetermined", None, ["person.disabled"], {"waived": ["MISC"], "nutrition_meal": None}),
    ("education.fee_exemption", {"person": {**PUPIL, "disabled": None}}, {}, "entitled", None, ["person.disabled"], {"waived": ["MISC"]}),
    ("education.fee_exemption", {"person": {**PUPIL, "dibao_family": None}}, {}, "undetermined", None, ["person.dibao_family"]),
    ("education.fee_exemption", {"person": {**PUPIL, "school_stage": None}}, {}, "undetermined", None, ["person.school_stage"]),
    ("education.fee_exemption", {"person": {**PUPIL, "in_district": False}}, {}, "not_entitled", None, [], {"waived": [], "nutrition_meal": False}),
    ("education.fee_exemption", {"person": {**PUPIL, "in_district": None}}, {}, "undetermined", None, ["person.in_district"]),
    ("education.fee_exemption", {"person": {**PUPIL, "disabled": True, "boarder": False}}, {}, "entitled", None, [], {"waived": ALL_WAIVED[:3]}),
    # relief from fees
    ("education.fee_relief_discretionary", {"hardship_cause": "ILLNESS"}, {}, "entitled_discretionary", None, [], {"options": ["DEFER", "REDUCE", "EXEMPT"]}),
    ("education.fee_relief_discretionary", {"hardship_cause": "DISASTER", "hardship_degree": "heavy"}, {}, "entitled_discretionary", None, []),
    ("education.fee_relief_discretionary", {"person": {"hardship_cause": "OTHER"}}, {}, "entitled_discretionary", None, []),
    ("education.fee_relief_discretionary", {"hardship_cause": "NONE"}, {}, "not_entitled", None, []),
    ("education.fee_relief_discretionary", {"hardship_cause": None}, {}, "undetermined", None, ["hardship_cause"]),
    ("education.fee_relief_discretionary", {"hardship_cause": "ILLNESS", "person": {"disabled": True}}, {}, "not_entitled", None, []),
    # insurance
    ("medical.premium_subsidy", {"household": {"statuses": [], "size": 4}}, {"premium_personal": "60.00"}, "not_entitled", None, []),
    ("medical.premium_subsidy", {"household": {"statuses": ["LOW_INCOME"], "size": 4}}, {"premium_personal": "60.00"}, "not_entitled", None, []),
    ("medical.premium_subsidy", {"household": {"statuses": ["DIBAO"], "size": 1}}, {"premium_personal": "60.00"}, "entitled", "60.00", [], {"payable_by_person": "0.00"}),
    ("medical.premium_subsidy", {"household": {"statuses": ["DIBAO"], "size": 51}}, {"premium_personal": "60.00"}, "entitled", "3060.00", []),
    ("medical.premium_subsidy", {**DIBAO4, "scheme": "URBAN_RESIDENT"}, {"premium_personal": "90.00"}, "entitled", "360.00", []),
    ("medical.premium_subsidy", {**DIBAO4, "scheme": "EMPLOYEE"}, {}, "not_entitled", None, []),
    ("medical.premium_subsidy", {"household": {"statuses": None, "size": 4}}, {"premium_personal": "60.00"}, "undetermined", None, ["household.statuses"]),
    ("medical.premium_subsidy", {"household": {"statuses": ["DIBAO"], "size": None}}, {"premium_personal": "60.00"}, "undetermined", None, ["household.size"]),
    ("medical.premium_subsidy", {"household": {"statuses": [], "size": None}}, {"premium_personal": "60.00"}, "not_entitled", None, []),
    ("medical.premium_subsidy", DIBAO4, {"premium_personal": None}, "undetermined", None, ["params.premium_personal"]),
    # the price subsidy
    ("price_subsidy.spring_festival", FAST, {"amount": "300.00"}, "entitled", "300.00", []),
    ("price_subsidy.spring_festival", FAST, {}, "entitled", None, []),
    ("price_subsidy.spring_festival", FAST, {"amount": None}, "undetermined", None, ["params.amount"]),
    ("price_subsidy.spring_festival", {"person": {"dibao": True}, "year_is_fast_price_rise": None}, {}, "undetermined", None, ["year_is_fast_price_rise"]),
    ("price_subsidy.spring_festival", {**FAST, "person": {"dibao": False}}, {"amount": "300.00"}, "not_entitled", None, []),
    ("price_subsidy.spring_festival", {**FAST, "person": {"dibao": None}}, {"amount": "300.00"}, "undetermined", None, ["person.dibao"]),
    ("price_subsidy.spring_festival", {**FAST, "already_paid_this_year": True}, {"amount": "300.00"}, "not_entitled", None, []),
    ("price_subsidy.spring_festival", {**FAST, "already_paid": None}, {"amount": "300.00"}, "undetermined", None, ["already_paid"]),
    ("price_subsidy.spring_festival", {**FAST, "pay_date": "2013-02-09", "spring_festival_date": "2013-02-10"}, {"amount": "300.00"}, "entitled", "300.00", []),
    ("price_subsidy.spring_festival", {**FAST, "pay_date": "2013-02-10", "spring_festival_date": "2013-02-10"}, {"amount": "300.00"}, "breach", None, []),
    ("price_subsidy.spring_festival", {**FAST, "pay_date": "2013-02-09", "spring_festival_date": None}, {"amount": "1.00"}, "undetermined", None, ["spring_festival_date"]),
    # the growth of the standard
    ("params.dibao_standard_growth", {}, {"standard_prev": "500.00", "standard_new": "500.00"}, "valid", None, []),
    ("params.dibao_standard_growth", {}, {"standard_prev": "500.00", "standard_new": "499.99"}, "invalid", None, []),
    ("params.dibao_standard_growth", {"standard_prev": "500.00", "standard_new": "520.00"}, {"area": "URBAN", "cpi": "0.03"}, "valid", None, []),
    ("params.dibao_standard_growth", {}, {"standard_prev": None, "standard_new": "500.00"}, "undetermined", None, ["params.standard_prev"]),
    # central support
    ("kpi.central_support_budgeted", {"budget_line_exists": True, "eligible_persons": 10, "supported_persons": 10}, {}, "compliant", None, []),
    ("kpi.central_support_budgeted", {"county": {"budget_line_exists": True, "eligible_persons": 10, "supported_persons": 9}}, {}, "breach", None, []),
    ("kpi.central_support_budgeted", {"budget_line_exists": True, "eligible_persons": 0, "supported_persons": 0}, {}, "compliant", None, []),
    ("kpi.central_support_budgeted", {"budget_line_exists": None, "eligible_persons": 1, "supported_persons": 1}, {}, "undetermined", None, ["budget_line_exists"]),
    # homes
    ("housing.rural_renovation", {"household": HOME}, {}, "entitled", None, []),
    ("housing.rural_renovation", {"household": {"hardship": True}, "dwelling": {"dangerous": False}}, {}, "not_entitled", None, []),
    ("housing.rural_renovation", {"household": {**HOME, "area": "URBAN"}, **MONEY}, {}, "not_entitled", None, []),
    ("housing.rural_renovation", {"household": HOME, "dwelling": MONEY}, {}, "entitled", "20000.00", [], {"individual_pays": "20000.00"}),
    ("housing.rural_renovation", {"household": HOME}, MONEY, "entitled", "20000.00", []),
    ("housing.rural_renovation", {"household": HOME, **MONEY, "cost": "29999.99"}, {}, "invalid", None, []),
    ("housing.rural_renovation", {"household": HOME, **MONEY, "cost": None}, {}, "undetermined", None, ["cost"]),
    ("housing.rural_renovation", {"household": {**HOME, "dangerous": None}}, {}, "undetermined", None, ["household.dangerous"]),
    # work
    ("employment.free_services", {"person": {"urban_hardship_worker": True, "unemployed": True}}, {}, "entitled", None, []),
    ("employment.free_services", {"person": {"urban_hardship_worker": True}}, {}, "entitled", None, []),
    ("employment.free_services", {"person": {"urban_hardship_worker": True, "unemployed": False}}, {}, "not_entitled", None, []),
    ("employment.free_services", {"person": {"urban_hardship_worker": True, "unemployed": None}}, {}, "undetermined", None, ["person.unemployed"]),
    ("employment.free_services", {"urban_hardship_worker": None, "unemployed": True}, {}, "undetermined", None, ["urban_hardship_worker"]),
    ("employment.rural_support", {"person": {"area": "RURAL", "hardship": True, "need": "TRAINING"}}, {}, "entitled", None, []),
    ("employment.rural_support", {"person": {"area": "URBAN", "hardship": True}}, {}, "not_entitled", None, []),
    ("employment.rural_support", {"hardship": None}, {}, "undetermined", None, ["hardship"]),
    # disasters
    ("disaster.response", {"event": {"major_natural_disaster": True}}, {}, "entitled", None, []),
    ("disaster.response", {"event": {"major_natural_disaster": False}}, {}, "not_entitled", None, []),
    ("disaster.response", {"event": {"major_natural_disaster": None}}, {}, "undetermined", None, ["event.major_natural_disaster"]),
    ("disaster.response", {"event": {"major_natural_disaster": True, "plan_started": False}}, {}, "breach", None, []),
    ("disaster.response", {"event": {"major_natural_disaster": True, "plan_started": None}}, {}, "undetermined", None, ["event.plan_started"]),
    # legal aid
    ("legal_aid.eligibility", {"person": {"statuses": ["DIBAO"], "disabled": False}}, {}, "entitled", None, [], {"fee": "0.00"}),
    ("legal_aid.eligibility", {"person": {"statuses": ["SANWU"], "disabled": False}}, {}, "entitled", None, []),
    ("legal_aid.eligibility", {"person": {"statuses": [], "disabled": True}}, {}, "entitled", None, []),
    ("legal_aid.eligibility", {"person": {"statuses": ["DISABLED"]}}, {}, "entitled", None, []),
    ("legal_aid.eligibility", {"person": {"statuses": ["LOW_INCOME"], "disabled": False}}, {}, "not_entitled", None, []),
    ("legal_aid.eligibility", {"person": {"statuses": [], "disabled": None}}, {}, "undetermined", None, ["person.disabled"]),
    ("legal_aid.eligibility", {"person": {"statuses": None, "disabled": False}}, {}, "undetermined", None, ["person.statuses"]),
    # new residents
    ("new_residents.assistance", {"person": {"new_resident": True}, "event": {"cause": "MAJOR_ILLNESS"}}, {"policy_in_force": True}, "entitled", None, []),
    ("new_residents.assistance", {"person": {"new_resident": True}, "event": {"cause": "OTHER"}}, {"policy_in_force": True}, "not_entitled", None, []),
    ("new_residents.assistance", {"person": {"new_resident": False, "cause": "DISASTER"}}, {"policy_in_force": True}, "not_entitled", None, []),
    ("new_residents.assistance", {"person": {"new_resident": True, "cause": "DISASTER"}}, {"policy_in_force": False}, "undetermined", None, ["params.policy_in_force"]),
    ("new_residents.assistance", {"person": {"new_resident": None}, "cause": "DISASTER"}, {"policy_in_force": True}, "undetermined", None, ["person.new_resident"]),
    # mutual-aid funds
    ("mutual_fund.eligibility", {"fund": {"unit_id": "v1"}, "person": {"unit_id": "v1", "hardship": True}}, {}, "entitled", None, []),
    ("mutual_fund.eligibility", {"fund": {"unit_id": "v1"}, "person": {"unit_id": "v1"}, "hardship": True}, {}, "entitled_discretionary", None, []),
    ("mutual_fund.eligibility", {"fund": {"unit_id": "v1"}, "person": {"unit_id": "v2", "hardship": True}}, {}, "not_entitled", None, []),
    ("mutual_fund.eligibility", {"fund": {"unit_id": "v1"}, "person": {"unit_id": None, "hardship": True}}, {}, "undetermined", None, ["person.unit_id"]),
    ("mutual_fund.eligibility", {"fund": {"exists": False}, "person": {"unit_id": "v1", "hardship": True}}, {}, "not_entitled", None, []),
    ("mutual_fund.eligibility", {"fund": {"unit_id": "v1"}, "person": {"unit_id": "v1"}, "household": {"hardship": None}}, {}, "undetermined", None, ["household.hardship"]),
    # late, and still owed
    ("price_subsidy.spring_festival", {**FAST, "payment_date": "2013-02-10", "spring_festival_date": "2013-02-10"}, {"amount": "200.00"}, "breach", None, []),
    ("price_subsidy.spring_festival", {**FAST, "payment_date": "2013-02-10", "spring_festival_date": "2013-02-10"}, {"amount": "200.00"}, "entitled", "200.00", []),
    ("price_subsidy.spring_festival", {**FAST, "already_received": True}, {"amount": "200.00"}, "not_entitled", None, []),
    # who leads, and who watches over the money
    ("routing.responsible_units", {"task": "lead"}, {}, "routed", None, []),
    ("routing.responsible_units", {"task": "funds"}, {}, "entitled", None, []),
]  # fmt: skip


@pytest.mark.parametrize("row", TABLE)
def test_words_that_no_given_case_uses_are_translated_too(row: tuple[Any, ...]) -> None:
    programme, facts, params, outcome, amount, missing, *more = row
    assert not disagreement(case(programme, facts, params, outcome, amount, missing, **(more[0] if more else {})))


def test_every_programme_without_a_given_case_is_tried() -> None:
    assert {row[0] for row in TABLE} >= WITHOUT_A_CASE


@pytest.mark.parametrize(
    ("programme", "facts", "params", "named"),
    [
        ("gate.review_and_publicity", {"review": {"days_ok": True}, "publicised": True}, {}, "review"),
        ("gate.review_and_publicity", {"review": PASSED, "publicised": "yes"}, {}, "publicised"),
        ("education.fee_exemption", {"person": {**PUPIL, "school_stage": "NIGHT_SCHOOL"}}, {}, "person.school_stage"),
        ("education.fee_exemption", {"person": {**PUPIL, "in_district": True, "gifted": True}}, {}, "person"),
        ("education.fee_exemption", {"person": PUPIL, "disabled": True}, {}, "disabled"),
        ("medical.premium_subsidy", {"household": {"statuses": ["VETERAN"], "size": 4}}, {}, "household.statuses"),
        ("medical.premium_subsidy", {"household": {"statuses": ["DIBAO"], "size": 0}}, {}, "household.size"),
        ("medical.premium_subsidy", DIBAO4, {"premium_total": "60.00"}, "params"),
        ("price_subsidy.spring_festival", {**FAST, "pay_date": "February"}, {"amount": "1.00"}, "pay_date"),
        ("housing.rural_renovation", {"household": {**HOME, "area": "MIXED"}}, {}, "area"),
        ("new_residents.assistance", {"person": {"new_resident": True, "cause": "LOVE"}}, {"policy_in_force": True}, "cause"),
    ],
)
def test_a_word_that_the_adapter_does_not_know_raises(programme: str, facts: Facts, params: Facts, named: str) -> None:
    with pytest.raises(UnknownWord, match=named.replace(".", r"\.")):
        disagreement(case(programme, facts, params, "entitled", None, []))


@pytest.mark.parametrize(
    ("programme", "facts", "params", "outcome", "amount", "more"),
    [
        ("gate.review_and_publicity", {"review": PASSED, "publicised": True}, {}, "not_entitled", None, {}),
        ("gate.review_and_publicity", {"review": PASSED, "publicised": True}, {}, "compliant", None, {"fundable": False}),
        ("education.fee_exemption", {"person": PUPIL}, {}, "entitled", None, {"waived": ["MISC", "TEXTBOOK"]}),
        ("education.fee_exemption", {"person": PUPIL}, {}, "entitled", None, {"nutrition_meal": True}),
        ("education.fee_exemption", {"person": PUPIL}, {}, "undetermined", None, {}),
        ("medical.premium_subsidy", DIBAO4, {"premium_personal": "60.00"}, "entitled", "180.00", {}),
        ("price_subsidy.spring_festival", FAST, {"amount": None}, "entitled", None, {}),
        ("mutual_fund.eligibility", {"fund": {"unit_id": "v1"}, "person": {"unit_id": "v1", "hardship": True}}, {}, "not_entitled", None, {}),
    ],
)
def test_a_case_that_expects_something_else_is_not_satisfied(
    programme: str, facts: Facts, params: Facts, outcome: str, amount: str | None, more: Facts
) -> None:
    assert disagreement(case(programme, facts, params, outcome, amount, [], **more))


def test_every_filling_is_of_a_programme_and_says_why() -> None:
    assert {filling.programme for filling in HUZHOU_FILLINGS} <= {*PROGRAMMES, "*"}
    assert all(filling.why for filling in HUZHOU_FILLINGS)
    assert len({(filling.programme, filling.fact) for filling in HUZHOU_FILLINGS}) == len(HUZHOU_FILLINGS)
