"""Words of the rows of Zhangye's plan that the readers' cases don't use, words that nobody knows, and answers that are wrong."""

from __future__ import annotations

from typing import Any

import pytest
from cases.given.adapter import UnknownWord, disagreement, run

from aidrules import Outcome

UNABLE: dict[str, Any] = {"care_level": "FULL", "age": 70, "disabled": False, "seriously_ill": False}
OFFICE = {"cpi_trigger": "3.5"}
RATES = {"rate": {"DIBAO": "0.70"}, "deductible": {"DIBAO": "1000.00"}, "cap": {"DIBAO": "50000.00"}}
BILL = {"institution_designated": True, "kind": "INPATIENT", "amount_after_insurance": "11000.00"}


def case(programme: str, facts: dict[str, Any], params: dict[str, Any], outcome: str, /, **expected: Any) -> dict[str, Any]:
    """A case of Zhangye that cites nothing."""
    answer = {"outcome": outcome, "amount_yuan": None, "missing": [], **expected}
    return {"jurisdiction": "zhangye", "date": "2024-06-15", "programme": programme, "facts": facts, "params": params, "expected": answer, "cite": []}


MENTAL = {"household": {"low_income": True}, "person": {"disabilities": [{"type": "MENTAL", "grade": 3}], "major_illness_recognised_by": "CIVIL_AFFAIRS"}}
OTHER_WORDS = [
    case("dibao.individual_inclusion", {**MENTAL, "application": {"filed_by_person": False, "filed_by_guardian": True}}, {}, "entitled_discretionary"),
    case("dibao.individual_inclusion", {**MENTAL, "application": {"filed_by_person": False, "filed_by_guardian": False}}, {}, "not_entitled"),
    case("dibao.individual_inclusion", {**MENTAL, "application": {"filed_by_person": False, "filed_by_guardian": None}}, {}, "undetermined",
         missing=["application.filed_by_guardian"]),
    case("medical.assistance", {"bill": BILL, "household": {"statuses": ["DIBAO"]}, "person": {"status": "DIBAO"}}, RATES, "entitled", amount_yuan="7000.00"),
    case("medical.assistance", {"bill": {**BILL, "kind": None}, "person": {"status": "DIBAO"}}, RATES, "undetermined", missing=["bill.kind"]),
    case("medical.assistance", {"bill": BILL, "person": {"status": "NONE"}}, RATES, "not_entitled"),
    case("services.visiting_care", {"person": {**UNABLE, "tekun_mode": "CENTRAL"}, "household": {"statuses": ["TEKUN"]}}, {}, "not_entitled"),
    case("services.visiting_care", {**UNABLE, "age": 30, "disabled": None, "statuses": ["DIBAO"]}, {}, "undetermined", missing=["disabled"]),
    case("dibao.countable_income", {"earnings": "900.00", "other_income": "100.00", "employment_costs": "1000.00"}, {}, "computed", amount_yuan="100.00"),
    case("gate.individual_inclusion_application", {"application": {"filed": True, "applicant_id": "g1"}, "person": {"id": "p1", "guardian_id": "g1"}}, {}, "pass"),
    case("gate.individual_inclusion_application", {"application": {"filed": True, "applicant_id": "n1"}, "person": {"id": "p1"}}, {}, "not_pass"),
    case("temporary.amount", {"difficulty_type": "RIGID_EXPENDITURE", "difficulty_degree": "LIGHT"},
         {"temp_table": {"RIGID_EXPENDITURE": {"LIGHT": "500.00"}}}, "entitled", amount_yuan="500.00"),
    case("special.menu_edge", {"household": {"statuses": ["LOW_INCOME_EDGE"]}, "needs": ["MEDICAL", "CHARITY"]}, {}, "entitled", menu=["CHARITY", "MEDICAL"]),
    case("special.menu_edge", {"household": {"statuses": ["LOW_INCOME_EDGE"]}, "needs": ["CHARITY"]}, {}, "entitled_discretionary", menu=["CHARITY"]),
    case("employment.assistance", {"person": {"disabled_and_unemployed": None}}, {}, "undetermined", missing=["person.disabled_and_unemployed"]),
    case("emergency.no_hukou_limit", {"event": {"place": "elsewhere"}}, {}, "redirect"),
    case("params.dibao_standard_link", {}, {"per_capita_consumption": "24000.00", "link_ratio": "0.30", "dibao_standard": "599.99"}, "invalid"),
    case("params.dibao_standard_link", {}, {"per_capita_consumption": "24000.00", "link_ratio": "0.30", "dibao_standard": "600.00"}, "valid"),
    case("tekun.amount", {"person": {"care_level": "FULL"}}, {"dibao_standard": "600.00", "care_standard": {"FULL": "400.00"}}, "entitled", amount_yuan="1180.00"),
    case("price_linkage.trigger", {"cpi_yoy": "3.5"}, OFFICE, "triggered"),
    case("medical.premium_subsidy", {"status": "DIBAO", "premium_personal": "400.00"}, {"subsidy_by_status": {"DIBAO": "60%"}}, "entitled", amount_yuan="240.00"),
    case("medical.premium_subsidy", {"status": "DIBAO", "premium_personal": None}, {"subsidy_by_status": {"DIBAO": "60%"}}, "undetermined",
         missing=["premium_personal"]),
    case("kpi.central_support_rate", {"county": {"n_unable_central": 30, "n_unable_total": 80, "as_of": "2024-12-31"}}, {}, "breach"),
    case("kpi.central_support_rate", {"county": {"n_unable_central": 30, "n_unable_total": 80, "as_of": "2024-06-30"}}, {}, "progress"),
    case("legal_aid.eligibility", {"person": {"low_income": True}}, {}, "entitled"),
    case("legal_aid.eligibility", {"person": {"tekun_mode": "CENTRAL"}, "household": {"statuses": []}}, {}, "entitled"),
    case("disaster.eligibility", {"event": {"disaster": True}}, {}, "entitled"),
    case("tekun.central_support_on_wish", {"person": {"tekun_mode": "NOT_TEKUN", "wishes_central_support": True}}, {}, "not_entitled"),
    case("kpi.zero_employment", {"n_zero_employment_families": 0}, {}, "compliant"),
    case("tekun.guardian_on_record", {"person": {"tekun_mode": "DISPERSED", "guardian_id": "NONE"}}, {}, "breach"),
]  # fmt: skip


@pytest.mark.parametrize("spoken", OTHER_WORDS, ids=range(len(OTHER_WORDS)))
def test_words_that_no_other_case_uses_are_translated_too(spoken: dict[str, Any]) -> None:
    assert not disagreement(spoken)


UNKNOWN: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("services.visiting_care", {"person": {**UNABLE, "weight": 70}}, {}, "person"),
    ("services.visiting_care", {"person": {**UNABLE, "age": "old"}}, {}, "person.age"),
    ("child.classified_guarantee", {"person": {"age": 10, "child_category": "ADOPTED"}}, {}, "child_category"),
    ("disaster.priority", {"person": {"low_income": True}, "phase": "FLOOD"}, {}, "phase"),
    ("education.assistance", {"enrolled": "UNIVERSITY", "statuses": []}, {}, "enrolled"),
    ("special.menu_basic", {"statuses": ["DIBAO"], "needs": ["HOLIDAY"]}, {}, "needs"),
    ("special.menu_basic", {"statuses": ["DIBAO"], "needs": []}, {}, "needs"),
    ("legal_aid.eligibility", {"household": {"statuses": ["RICH"]}}, {}, "statuses"),
    ("employment.startup", {"low_income": "yes", "wants_business": True}, {}, "low_income"),
    ("temporary.forms", {"forms": ["LOAN"]}, {}, "forms"),
    ("temporary.amount", {"difficulty_type": "ILLNESS", "difficulty_degree": "MILD"}, {"temp_table": {"FIRE": {}}}, "difficulty_type"),
    ("medical.emergency_fund", {"low_income": True, "acute_critical": True, "place": "elsewhere"}, {}, "event.place"),
    ("medical.premium_subsidy", {"status": "DIBAO", "premium_personal": "400.00"}, {"subsidy_by_status": {"DIBAO": 240}}, "params.subsidy_by_status"),
    ("tekun.amount", {"person": {"care_level": "FULL"}}, {"bonus": "1.00"}, "params"),
    ("params.city_vs_province", {"county": {}}, {}, "facts"),
    ("price_linkage.trigger", {"food_cpi_yoy": "6.0"}, OFFICE, "facts"),
]


@pytest.mark.parametrize(("programme", "facts", "params", "named"), UNKNOWN)
def test_a_word_that_nobody_knows_raises(programme: str, facts: dict[str, Any], params: dict[str, Any], named: str) -> None:
    with pytest.raises(UnknownWord, match=named.replace(".", r"\.")):
        run(case(programme, facts, params, "entitled"))


@pytest.mark.parametrize(
    "wrong",
    [
        case("routing.responsible_units", {"task_clause_id": "zhangye/2.3.8"}, {}, "routed", units=["Education Bureau"]),
        case("routing.responsible_units", {"task_clause_id": "zhangye/2.4.13"}, {}, "routed", lead="Civil Affairs Bureau"),
        case("intake.basic_living", {"meets_dibao": True, "meets_tekun": True}, {}, "entitled", programme="dibao"),
        case("special.menu_basic", {"statuses": ["DIBAO"], "needs": ["MEDICAL"]}, {}, "entitled", menu=["HOUSING"]),
        case("dibao.countable_income", {"earnings": "900.00", "necessary_employment_costs": "100.00"}, {}, "computed", amount_yuan="900.00"),
    ],
)
def test_a_case_that_expects_something_else_is_not_satisfied(wrong: dict[str, Any]) -> None:
    assert disagreement(wrong)


def test_months_that_are_not_recorded_are_open_or_not_known_and_nothing_else() -> None:
    given = {
        "person": {"employed_dibao": True},
        "household": {"per_capita_countable_income": "800.00"},
        "phase_out": {"granted_months": None, "month_index": 1},
    }
    found = run(case("dibao.phase_out.zhangye", given, {"dibao_standard": "700.00"}, "undetermined"))
    assert {found.outcome, *found.also} == {Outcome.DISCRETIONARY, Outcome.UNDETERMINED}
