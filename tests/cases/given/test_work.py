"""Cases about work, housing and social help in the words of the given ones: every programme, and what no given case says."""

from __future__ import annotations

from typing import Any

import pytest
from cases.given import work
from cases.given.adapter import UnknownWord, disagreement

CLAIM = {"post_type": "PUBLIC_WELFARE", "monthly_wage": "2328.00", "contract_months_performed": 12, "helped_household": True}
WAGE = {"min_wage": "1940.00"}
HIRED = {"hire_year": 2018, "claim_year": 2018, "contract_term_months": 12, "contributions_paid": "9000.00", "helped_household": True}
SEEKING = {"able": True, "willing": True, "unemployed": True}
ILL: dict[str, Any] = {"helped_categories": ["ILLNESS_POVERTY"]}
NOT: dict[str, Any] = {"helped_categories": []}
REBUILT = {"household": {"status": "DIBAO", "members": 3}, "dwelling": {"rebuilt_area": "120", "area": "RURAL"}}
COST = {"cost_per_m2": "1500.00"}
FLAT = {"person": {"helped": True, "dwellings_owned": 1}, "compensation": "400000.00", "price_60m2": "600000.00"}
BUYBACK = {
    "move_in_notice_date": "2018-03-01",
    "request_date": "2023-03-01",
    "excess_area": "10",
    "original_unit_price": "10000.00",
    "appraisal_total": "150000.00",
}

CASES: list[tuple[str, dict[str, Any], dict[str, Any], str, str | None, list[str]]] = [
    # employers
    ("employer.post_subsidy", {"claim": CLAIM}, WAGE, "entitled", "970.00", []),
    ("employer.post_subsidy", {"claim": {**CLAIM, "post_type": "ORDINARY"}}, WAGE, "entitled", "388.00", []),
    ("employer.post_subsidy", {"claim": {**CLAIM, "monthly_wage": "2327.99"}}, WAGE, "not_entitled", None, []),
    ("employer.post_subsidy", {"claim": {**CLAIM, "contract_months_performed": None}}, WAGE, "undetermined", None, ["claim.contract_months_performed"]),
    ("employer.post_subsidy", {"claim": {**CLAIM, "post_type": None}}, WAGE, "undetermined", None, ["claim.post_type"]),
    ("employer.post_subsidy", {"claim": CLAIM}, {"min_wage": None}, "undetermined", None, ["params.min_wage"]),
    ("employer.post_subsidy", {"claim": {**CLAIM, "helped_household": False}}, WAGE, "not_entitled", None, []),
    ("employer.new_hire_insurance", {"claim": HIRED}, {}, "entitled", "9000.00", []),
    ("employer.new_hire_insurance", {"claim": {**HIRED, "contract_term_months": 11}}, {}, "not_entitled", None, []),
    ("employer.new_hire_insurance", {"claim": {**HIRED, "hire_year": 2017}}, {}, "not_entitled", None, []),
    ("employer.new_hire_insurance", {"claim": {**HIRED, "hire_year": None}}, {}, "undetermined", None, ["claim.hire_year"]),
    ("employer.new_hire_insurance", {"claim": {**HIRED, "contributions_paid": None}}, {}, "undetermined", None, ["claim.contributions_paid"]),
    ("employer.public_post_insurance_subsidy", {"claim": {"helped_household": True, "paid_insurance": "900.00"}}, {"rate": "0.5"}, "entitled", "450.00", []),
    ("employer.public_post_insurance_subsidy", {"claim": {"helped_household": True, "paid_insurance": "900.00"}}, {}, "undetermined", None, ["params.rate"]),
    # members of a household
    ("employment.public_posts", {"person": SEEKING, "household": {"category": "ILLNESS_POVERTY"}}, {}, "entitled", None, []),
    ("employment.public_posts", {"person": {**SEEKING, "unemployed": False}, "household": ILL}, {}, "not_entitled", None, []),
    ("employment.public_posts", {"person": {**SEEKING, "unemployed": None}, "household": ILL}, {}, "undetermined", None, ["person.unemployed"]),
    ("employment.public_posts", {"person": SEEKING, "household": {"category": "SUDDEN_ILLNESS"}}, {}, "not_entitled", None, []),
    ("employment.hardship_recognition", {"person": {"able": True, "willing": True}, "household": ILL}, {}, "entitled", None, []),
    ("employment.hardship_recognition", {"person": {"able": True, "willing": None}, "household": ILL}, {}, "undetermined", None, ["person.willing"]),
    ("employment.hardship_recognition", {"person": {"able": True, "willing": True}, "household": NOT}, {}, "not_entitled", None, []),
    ("employment.free_training", {"household": {"helped": None}}, {}, "undetermined", None, ["household.helped"]),
    ("employment.free_training", {"household": ILL}, {}, "entitled", None, []),
    ("employment.farm_training", {"person": {"in_cooperative_farming": True}, "household": {"in_hardship": True, "rural": True}}, {}, "entitled", None, []),
    ("employment.farm_training", {"person": {"in_cooperative_farming": True}, "household": {"in_hardship": False, "rural": True}}, {}, "not_entitled", None, []),
    ("employment.farm_training", {"person": {"in_cooperative_farming": True}, "household": {"in_hardship": True, "rural": None}}, {}, "undetermined", None, ["household.rural"]),
    ("employment.flexible_subsidy", {"person": {"working_age": True, "insured_as": "FLEXIBLE"}, "months": 2}, {"min_base": "3000.00", "contribution_rate": "0.28"}, "entitled", "1120.00", []),
    ("employment.flexible_subsidy", {"person": {"working_age": True, "insured_as": "FLEXIBLE"}}, {"min_base": "3000.00"}, "undetermined", None, ["params.contribution_rate"]),
    ("employment.flexible_subsidy", {"person": {"working_age": False, "insured_as": "FLEXIBLE"}}, {"min_base": "3000.00"}, "not_entitled", None, []),
    ("employment.flexible_subsidy_eligibility", {"person": {"working_age": True, "insured_as": "EMPLOYEE"}}, {}, "not_entitled", None, []),
    ("kpi.one_in_work", {"household": {"able_willing_members": 2, "employed_members": 1}}, {}, "compliant", None, []),
    ("kpi.one_in_work", {"household": {"able_willing_members": 1, "employed_members": 0}}, {}, "breach", None, []),
    ("kpi.one_in_work", {"household": {"able_willing_members": 0, "employed_members": 0}}, {}, "compliant", None, []),
    ("kpi.one_in_work", {"household": {"able_willing_members": 1, "employed_members": None}}, {}, "undetermined", None, ["household.employed_members"]),
    # dwellings
    ("housing.kunshan_priority", {"household": {**ILL, "meets_housing_conditions": True}}, {}, "entitled", None, []),
    ("housing.kunshan_priority", {"household": {**ILL, "meets_housing_conditions": None}}, {}, "undetermined", None, ["household.meets_housing_conditions"]),
    ("dwelling.kunshan_priority", {"household": ILL, "dwelling": {"dangerous": True}}, {}, "entitled", None, []),
    ("dwelling.kunshan_priority", {"household": ILL, "dwelling": {"dangerous": False}}, {}, "not_entitled", None, []),
    ("dwelling.kunshan_hardship", {"household": ILL, "dwelling": {"dangerous": True}}, {"hardship_subsidy": "5000.00"}, "entitled", "5000.00", []),
    ("dwelling.kunshan_hardship", {"household": ILL, "dwelling": {"dangerous": True}}, {}, "undetermined", None, ["params.hardship_subsidy"]),
    ("dwelling.rural_rebuild", REBUILT, COST, "entitled", "67500.00", []),
    ("dwelling.rural_rebuild", {**REBUILT, "household": {"status": "LOW_INCOME_EDGE", "members": 9}, "dwelling": {"rebuilt_area": "300", "area": "RURAL"}}, COST, "entitled", "121500.00", []),
    ("dwelling.rural_rebuild", {**REBUILT, "household": {"status": "NONE", "members": 3}}, COST, "undetermined", None, ["household.status"]),
    ("dwelling.rural_rebuild", {**REBUILT, "household": {"status": None, "members": 3}}, COST, "undetermined", None, ["household.status"]),
    ("dwelling.rural_rebuild", {**REBUILT, "household": {"status": "NONE", "helped": False, "members": 3}}, COST, "not_entitled", None, []),
    ("dwelling.rural_rebuild", {**REBUILT, "dwelling": {"rebuilt_area": None, "area": "RURAL"}}, COST, "undetermined", None, ["dwelling.rebuilt_area"]),
    ("dwelling.rural_rebuild", REBUILT, {}, "undetermined", None, ["params.cost_per_m2"]),
    ("dwelling.rural_rebuild", {**REBUILT, "dwelling": {"rebuilt_area": "89.99", "area": "URBAN"}}, COST, "not_entitled", None, []),
    ("dwelling.rural_reinforce", {"household": {"helped": True}, "dwelling": {"area": "RURAL", "remedy": "REINFORCE"}}, {}, "entitled", "14000.00", []),
    ("dwelling.rural_reinforce", {"household": {"helped": True}, "dwelling": {"area": "RURAL", "remedy": "REBUILD"}}, {}, "not_entitled", None, []),
    ("dwelling.rural_reinforce", {"household": {"helped": True}, "dwelling": {"area": "RURAL", "remedy": None}}, {}, "undetermined", None, ["dwelling.remedy"]),
    ("dwelling.urban_reinforce", {"household": {"helped": True}, "dwelling": {"rural": True, "remedy": "REPAIR", "lawful_area": "10"}}, {}, "not_entitled", None, []),
    ("dwelling.rural_reinforce", {"household": {"helped": True}, "dwelling": {"rural": None, "remedy": "REPAIR"}}, {}, "undetermined", None, ["dwelling.rural"]),
    ("dwelling.urban_reinforce", {"household": {"helped": True}, "dwelling": {"area": "URBAN", "remedy": "REPAIR", "lawful_area": "0"}}, {}, "not_entitled", None, []),
    ("dwelling.urban_reinforce", {"household": {"helped": True}, "dwelling": {"area": "URBAN", "remedy": "REINFORCE", "lawful_area": None}}, {}, "undetermined", None, ["dwelling.lawful_area"]),
    ("dwelling.urban_demolish", {"household": ILL, "dwelling": {"remedy": "DEMOLISH"}}, {"expropriation_policy": "20000.00"}, "entitled", "20000.00", []),
    # expropriation
    ("expropriation.priority", {"expropriated": True, "helped": True}, {}, "entitled", None, []),
    ("expropriation.priority", {"expropriated": None, "helped": True}, {}, "undetermined", None, ["expropriated"]),
    ("expropriation.sixty_m2", FLAT, {}, "entitled", None, []),
    ("expropriation.sixty_m2", {**FLAT, "compensation": "600000.00"}, {}, "not_entitled", None, []),
    ("expropriation.sixty_m2", {**FLAT, "price_60m2": None}, {}, "undetermined", None, ["price_60m2"]),
    ("expropriation.sixty_m2", {**FLAT, "person": {"helped": True, "dwellings_owned": None}}, {}, "undetermined", None, ["person.dwellings_owned"]),
    ("expropriation.excess", {"min_flat_area": "61", "unit_price": "10000.00"}, {}, "entitled", "10000.00", []),
    ("expropriation.excess", {"min_flat_area": "60", "unit_price": "10000.00"}, {}, "not_entitled", None, []),
    ("expropriation.excess", {"min_flat_area": "61", "unit_price": None}, {}, "undetermined", None, ["unit_price"]),
    ("expropriation.shared_ownership", {"unable_to_buy": True, "applied": True}, {}, "entitled", None, []),
    ("expropriation.shared_ownership", {"unable_to_buy": True, "applied": False}, {}, "not_entitled", None, []),
    ("expropriation.rent", {"excess_area": "10", "lease_signed": True}, {"rent_per_m2": "12.50"}, "entitled", "125.00", []),
    ("expropriation.rent", {"excess_area": "10", "rent_per_m2": None}, {}, "undetermined", None, ["rent_per_m2"]),
    ("expropriation.rent", {"excess_area": "0"}, {"rent_per_m2": "12.50"}, "not_entitled", None, []),
    ("expropriation.buyback", BUYBACK, {}, "entitled", "100000.00", []),
    ("expropriation.buyback", {**BUYBACK, "request_date": "2023-03-02"}, {}, "entitled", "150000.00", []),
    ("expropriation.buyback", {**BUYBACK, "move_in_notice_date": None}, {}, "undetermined", None, ["move_in_notice_date"]),
    ("expropriation.buyback", {**BUYBACK, "excess_area": None}, {}, "undetermined", None, ["excess_area"]),
    # social help
    ("duty.one_to_one", {"household": {"helped": True}, "assigned_cadres": 1}, {}, "compliant", None, []),
    ("duty.one_to_one", {"household": {"helped": True}, "assignments": []}, {}, "breach", None, []),
    ("duty.one_to_one", {"household": {"helped": True}, "assigned_cadres": None}, {}, "undetermined", None, ["assigned_cadres"]),
    ("education.kunshan_university", {"person": {"entering_university": True}, "household": ILL}, {"grant": "4000.00"}, "entitled", "4000.00", []),
    ("education.kunshan_university", {"person": {"entering_university": True}, "household": ILL}, {}, "undetermined", None, ["params.grant"]),
    ("gate.charity_disclosure", {"fund": {"disclosed": False}}, {}, "breach", None, []),
    ("gate.charity_disclosure", {"fund": {"disclosed": True}}, {}, "compliant", None, []),
]  # fmt: skip


def said(
    programme: str, facts: dict[str, Any], params: dict[str, Any], outcome: str = "entitled", amount: str | None = None, missing: Any = ()
) -> dict[str, Any]:
    expected = {"outcome": outcome, "amount_yuan": amount, "missing": list(missing)}
    return {"jurisdiction": "kunshan", "date": "2023-03-02", "programme": programme, "facts": facts, "params": params, "expected": expected, "cite": []}


@pytest.mark.parametrize(("programme", "facts", "params", "outcome", "amount", "missing"), CASES)
def test_a_case_in_these_words_comes_out_as_expected(
    programme: str, facts: dict[str, Any], params: dict[str, Any], outcome: str, amount: str | None, missing: list[str]
) -> None:
    assert not disagreement(said(programme, facts, params, outcome, amount, missing))


def test_every_programme_of_this_part_has_a_case() -> None:
    assert {programme for programme, *_ in CASES} == set(work.PROGRAMMES)


@pytest.mark.parametrize(
    ("programme", "facts", "named"),
    [
        ("employer.post_subsidy", {"claim": {**CLAIM, "post_type": "GOVERNMENT"}}, "claim.post_type"),
        ("employer.post_subsidy", {"claim": {**CLAIM, "bonus": "1.00"}}, "bonus"),
        ("employer.new_hire_insurance", {"claim": {**HIRED, "contract_term_months": "a year"}}, "contract_term_months"),
        ("employment.flexible_subsidy", {"person": {"insured_as": "PENSIONER"}}, "insured_as"),
        ("employment.hardship_recognition", {"person": {"able": "yes"}}, "person.able"),
        ("dwelling.rural_rebuild", {"household": {"status": "RICH", "members": 3}, "dwelling": {"rebuilt_area": "10"}}, "household.status"),
        ("dwelling.rural_rebuild", {"household": {"status": "DIBAO", "members": 3}, "dwelling": {"rebuilt_area": "ten"}}, "area"),
        ("dwelling.urban_reinforce", {"dwelling": {"remedy": "PAINT"}}, "dwelling.remedy"),
        ("expropriation.sixty_m2", {**FLAT, "weather": "rain"}, "weather"),
        ("expropriation.buyback", {**BUYBACK, "request_date": "soon"}, "request_date"),
        ("duty.one_to_one", {"assigned_cadres": "one"}, "assigned_cadres"),
    ],
)
def test_a_word_that_this_part_does_not_know_raises(programme: str, facts: dict[str, Any], named: str) -> None:
    with pytest.raises(UnknownWord, match=named.replace(".", r"\.")):
        disagreement(said(programme, facts, {}))
