"""Cases about recognition, medical help, dibao and sanctions in the words of the given ones: every programme, and what no given case says."""

from __future__ import annotations

from typing import Any

import pytest
from cases.given import hardship, living
from cases.given.adapter import UnknownWord, disagreement

POOR: dict[str, Any] = {
    "local_hukou": True, "illness_medical_burden_exceeds_capacity": True, "long_term": True, "actual_living_level": "900.00",
    "civil_affairs_recognition": ["DIBAO"],
}  # fmt: skip
STANDARD = {"dibao_standard": "945.00"}
LABOURER = {"role": "main_labourer", "grade": 1, "certified_by_dpf": True, "labour_capacity_lost": "ALL"}
LOCAL = {"local_hukou": True, "actual_living_level": "900.00"}
SUDDEN = {"local_hukou": True, "sudden_major_illness": True, "costs_too_large": True, "temporarily_serious_difficulty": True,
          "main_labourer_cannot_work_due_to_care": False, "determined_by_civil_affairs": True}  # fmt: skip
BILL = {"gonghui": True, "self_borne_after_insurance": "12345.67"}
TARGET = {"medical_aid_target": True}
BANDS = {"bands": [["0.00", "10000.00", "0.5"], ["10000.00", None, "0.6"]]}
SINGLE = {"birth_date": "2000-06-15", "disabilities": [{"type": "PHYSICAL", "grade": 2}], "unemployed": True, "household_hardship": True,
          "supported_by_family": True, "cannot_separate": True}  # fmt: skip
LEAVING = {"helped_categories": ["ILLNESS_POVERTY"], "per_capita_income": "945.00", "voluntary_application": True, "original_monthly_dibao": "800.00"}
SEEKER = {"working_age": True, "able": True, "unemployed": True, "dibao": True}
CARING = {"status": "DIBAO", "has_semi_or_full_care_member": True, "working_age_members": [["a", "2000.00"], ["b", "1000.00"]]}
NOT: dict[str, Any] = {"helped_categories": []}

CASES: list[tuple[str, dict[str, Any], dict[str, Any], str, str | None, list[str]]] = [
    # recognition
    ("kunshan.category.illness_poverty", {"household": POOR}, STANDARD, "entitled", None, []),
    ("kunshan.category.illness_poverty", {"household": {**POOR, "actual_living_level": "945.00"}}, STANDARD, "not_entitled", None, []),
    ("kunshan.category.illness_poverty", {"household": {**POOR, "actual_living_level": "1000.00", "civil_affairs_recognition": ["EDGE"]}}, STANDARD, "entitled", None, []),
    ("kunshan.category.illness_poverty", {"household": {**POOR, "civil_affairs_recognition": "LOW_INCOME_EDGE"}}, STANDARD, "entitled", None, []),
    ("kunshan.category.illness_poverty", {"household": {**POOR, "civil_affairs_recognition": []}}, STANDARD, "not_entitled", None, []),
    ("kunshan.category.illness_poverty", {"household": {**POOR, "civil_affairs_recognition": None}}, STANDARD, "undetermined", None, ["household.civil_affairs_recognition"]),
    ("kunshan.category.illness_poverty", {"household": {**POOR, "long_term": None}}, STANDARD, "undetermined", None, ["household.long_term"]),
    ("kunshan.category.illness_poverty", {"household": POOR}, {}, "undetermined", None, ["params.dibao_standard"]),
    ("kunshan.category.disability_poverty", {"household": LOCAL, "disabled_member": LABOURER}, STANDARD, "entitled", None, []),
    ("kunshan.category.disability_poverty", {"household": LOCAL, "disabled_member": {**LABOURER, "labour_capacity_lost": "BASICALLY"}}, STANDARD, "entitled", None, []),
    ("kunshan.category.disability_poverty", {"household": LOCAL, "disabled_member": {**LABOURER, "labour_capacity_lost": "NO"}}, STANDARD, "not_entitled", None, []),
    ("kunshan.category.disability_poverty", {"household": LOCAL, "disabled_member": {**LABOURER, "role": "child"}}, STANDARD, "not_entitled", None, []),
    ("kunshan.category.disability_poverty", {"household": LOCAL, "disabled_member": {**LABOURER, "grade": 3}}, STANDARD, "not_entitled", None, []),
    ("kunshan.category.disability_poverty", {"household": LOCAL, "disabled_member": {**LABOURER, "grade": None}}, STANDARD, "undetermined", None, ["disabled_member.grade"]),
    ("kunshan.category.disability_poverty", {"household": LOCAL, "disabled_member": {**LABOURER, "certified_by_dpf": False}}, STANDARD, "undetermined", None, ["disabled_member.certified_by_dpf"]),
    *(("kunshan.category.disability_poverty", {"household": LOCAL, "main_labourer": {"disabilities": listed, "labour_capacity_lost": "ALL"}}, STANDARD, outcome, None, missing)
      for listed, outcome, missing in (
          ([{"type": "VISUAL", "grade": 2, "certified_by": "DPF"}], "entitled", []),
          ([{"type": "VISUAL", "grade": 1, "certified_by": "HOSPITAL"}, {"type": "SPEECH", "grade": 3}], "undetermined", ["main_labourer.disabilities"]),
          ([{"type": "VISUAL", "grade": 3, "certified_by": "DPF"}], "not_entitled", []),
          ([], "not_entitled", []),
          ([{"type": "VISUAL", "grade": 1, "certified_by": None}], "undetermined", ["main_labourer.disabilities"]),
          (None, "undetermined", ["main_labourer.disabilities"]),
      )),
    ("kunshan.category.disability_poverty", {"household": LOCAL, "main_labourer": {"grade": 2, "labour_capacity_lost": "ALL"}}, STANDARD, "entitled", None, []),
    ("kunshan.category.sudden_illness", {"household": SUDDEN}, {}, "entitled", None, []),
    ("kunshan.category.sudden_illness", {"household": {**SUDDEN, "costs_too_large": False}}, {}, "not_entitled", None, []),
    ("kunshan.category.sudden_illness", {"household": {**SUDDEN, "determined_by_civil_affairs": None}}, {}, "undetermined", None, ["household.determined_by_civil_affairs"]),
    ("kunshan.category.sudden_illness", {"household": {**SUDDEN, "determined_by_civil_affairs": False}}, {}, "not_entitled", None, []),
    # medical help
    ("gate.medical_payer_order", {"bill": {"total": "100.00", "basic_insurance_paid": "0.00", "supplementary_paid": "0.00"}}, {}, "compliant", None, []),
    ("gate.medical_payer_order", {"bill": {"basic_insurance_paid": "10.00", "supplementary_paid": None}}, {}, "undetermined", None, ["bill.supplementary_paid"]),
    ("gate.medical_payer_order", {"bill": {"basic_insurance_paid": "10.00"}}, {}, "undetermined", None, ["bill.supplementary_paid"]),
    ("medical.kunshan_full_cover", {"bill": BILL, "person": TARGET}, {}, "entitled", "12345.67", []),
    ("medical.kunshan_full_cover", {"bill": {**BILL, "gonghui": False}, "person": TARGET}, {}, "not_entitled", None, []),
    ("medical.kunshan_full_cover", {"bill": BILL, "person": {"medical_aid_target": False}}, {}, "not_entitled", None, []),
    ("medical.kunshan_full_cover", {"bill": BILL, "person": {"medical_aid_target": None}}, {}, "undetermined", None, ["person.medical_aid_target"]),
    ("medical.kunshan_full_cover", {"bill": {**BILL, "self_borne_after_insurance": None}, "person": TARGET}, {}, "undetermined", None, ["bill.self_borne_after_insurance"]),
    ("medical.kunshan_self_pay", {"compliant_self_pay": "20000.00"}, BANDS, "entitled", "11000.00", []),
    ("medical.kunshan_self_pay", {"compliant_self_pay": "20000.00"}, {}, "undetermined", None, ["params.bands"]),
    ("medical.kunshan_self_pay", {"bill": {"compliant_self_pay": None}}, BANDS, "undetermined", None, ["bill.compliant_self_pay"]),
    ("gate.one_stop_settlement", {"insurer": {"selected_by_tender": True}, "settlement_channel": "ONE_STOP"}, {}, "compliant", None, []),
    ("gate.one_stop_settlement", {"insurer": {"selected_by_tender": None}}, {}, "undetermined", None, ["insurer.selected_by_tender"]),
    ("gate.one_stop_settlement", {"insurer": {"selected_by_tender": False}}, {}, "breach", None, []),
    ("medical.kunshan_extension", {"person": {"condition": "TUMOR", "lost_aid_due_to_income": True}}, {}, "entitled_discretionary", None, []),
    ("medical.kunshan_extension", {"person": {"condition": "OTHER", "lost_aid_due_to_income": True}}, {}, "not_entitled", None, []),
    ("medical.kunshan_extension", {"person": {"condition": "TUMOR", "lost_aid_due_to_income": None}}, {}, "undetermined", None, ["person.lost_aid_due_to_income"]),
    ("medical.kunshan_bridge_loan", {"person": {"out_of_area_treatment": True, "funding_pressure": True}}, {}, "entitled_discretionary", None, []),
    ("medical.kunshan_bridge_loan", {"person": {"out_of_area_treatment": True, "funding_pressure": None}}, {}, "undetermined", None, ["person.funding_pressure"]),
    # charity, care insurance, family doctors
    ("charity.kunshan", {"residual_costs": "1.00", "special_treatment_needed": False, "family_self_help_exhausted": True}, {}, "entitled_discretionary", None, []),
    ("charity.kunshan", {"residual_costs": "0.00", "special_treatment_needed": False, "family_self_help_exhausted": True}, {}, "not_entitled", None, []),
    ("charity.kunshan", {"residual_costs": "1.00", "special_treatment_needed": False, "family_self_help_exhausted": None}, {}, "undetermined", None, ["family_self_help_exhausted"]),
    ("charity.kunshan", {"residual_costs": "1.00", "family_self_help_exhausted": True, "household": NOT}, {}, "not_entitled", None, []),
    ("ltci.cover", {"person": {"long_term_disabled": True, "cause": "ILLNESS", "setting": "HOSPITAL"}}, {}, "entitled", None, []),
    ("ltci.cover", {"person": {"long_term_disabled": True, "cause": "ACCIDENT", "setting": "HOSPITAL"}}, {}, "not_entitled", None, []),
    ("ltci.cover", {"person": {"long_term_disabled": True, "cause": "ILLNESS", "setting": None}}, {}, "undetermined", None, ["person.setting"]),
    ("ltci.premium_subsidy", {"person": {"premium_subsidy_beneficiary": True}, "premium": "120.00"}, {}, "entitled", "120.00", []),
    ("ltci.premium_subsidy", {"person": {"premium_subsidy_beneficiary": False}, "premium": "120.00"}, {}, "not_entitled", None, []),
    ("ltci.premium_subsidy", {"person": {"premium_subsidy_beneficiary": True}, "premium": None}, {}, "undetermined", None, ["premium"]),
    ("services.family_doctor", {"household": {"helped_categories": ["SUDDEN_ILLNESS"]}}, {}, "entitled", None, []),
    ("services.family_doctor", {"household": NOT}, {}, "not_entitled", None, []),
    ("services.family_doctor", {"household": {"helped_categories": None}}, {}, "undetermined", None, ["household.helped_categories"]),
    ("services.family_doctor", {"household": {"helped": True}}, {}, "entitled", None, []),
    ("services.family_doctor", {"household": {"helped": None}}, {}, "undetermined", None, ["household.helped"]),
    ("services.home_nursing", {"person": {"bedridden_long": True}}, {}, "entitled", None, []),
    ("services.home_nursing", {"person": {"bedridden_long": None}}, {}, "undetermined", None, ["person.bedridden_long"]),
    # dibao
    ("params.dibao_standard_growth", {}, {"standard_prev": "875.00", "standard_new": "945.00"}, "valid", None, []),
    ("params.dibao_standard_growth", {}, {"standard_prev": "875.00", "standard_new": "936.25", "tolerance": "0.01"}, "valid", None, []),
    ("params.dibao_standard_growth", {}, {"standard_prev": "875.00", "standard_new": "936.24", "tolerance": "0.01"}, "invalid", None, []),
    ("params.dibao_standard_growth", {}, {"standard_prev": "875.00", "standard_new": "936.25"}, "undetermined", None, ["params.tolerance"]),
    ("params.proportional_adjustment", {}, {"standard_prev": "875.00", "standard_new": "945.00", "other_prev": "500.00"}, "entitled", "540.00", []),
    ("params.proportional_adjustment", {}, {"standard_prev": "875.00", "standard_new": "945.00", "other_prev": None}, "undetermined", None, ["params.other_prev"]),
    ("params.proportional_adjustment", {}, {"standard_prev": "875.00", "standard_new": None, "other_prev": "500.00"}, "undetermined", None, ["params.standard_new"]),
    ("params.proportional_adjustment", {}, {"standard_prev": "0.00", "standard_new": "945.00", "other_prev": "500.00"}, "invalid", None, []),
    ("dibao.countable_income", {"job_income": "3000.00", "necessary_employment_costs": "400.00", "granted_deduction": "400.00"}, {}, "entitled", "2600.00", []),
    ("dibao.countable_income", {"job_income": "3000.00", "necessary_employment_costs": "400.00", "granted_deduction": "400.01"}, {}, "invalid", None, []),
    ("dibao.countable_income", {"job_income": "3000.00", "necessary_employment_costs": "400.00"}, {}, "entitled_discretionary", None, []),
    ("dibao.countable_income", {"job_income": None, "necessary_employment_costs": "400.00"}, {}, "undetermined", None, ["job_income"]),
    ("dibao.single_person_adult_disabled", {"person": SINGLE, "application": True}, {}, "entitled", None, []),
    ("dibao.single_person_adult_disabled", {"person": SINGLE, "application": None}, {}, "undetermined", None, ["application"]),
    ("dibao.single_person_adult_disabled", {"person": SINGLE, "application": {"filed": True}}, {}, "entitled", None, []),
    ("dibao.single_person_adult_disabled", {"person": {**SINGLE, "unemployed": False}, "application": True}, {}, "not_entitled", None, []),
    ("dibao.single_person_adult_disabled", {"person": {**SINGLE, "disabilities": [{"type": "MENTAL", "grade": 3}]}, "application": True}, {}, "not_entitled", None, []),
    ("dibao.single_person_adult_disabled", {"person": {**SINGLE, "cannot_separate": None}, "application": True}, {}, "undetermined", None, ["person.cannot_separate"]),
    ("dibao.caregiver_disregard", {"household": CARING}, {}, "entitled", "2000.00", []),
    ("dibao.caregiver_disregard", {"household": {**CARING, "status": "OTHER"}}, {}, "not_entitled", None, []),
    ("dibao.caregiver_disregard", {"household": {**CARING, "working_age_members": []}}, {}, "not_entitled", None, []),
    ("dibao.caregiver_disregard", {"household": {**CARING, "has_semi_or_full_care_member": None}}, {}, "undetermined", None, ["household.has_semi_or_full_care_member"]),
    ("dibao.caregiver_disregard", {"household": {**CARING, "status": None}}, {}, "undetermined", None, ["household.status"]),
    ("dibao.caregiver_disregard", {"household": {**CARING, "working_age_members": None}}, {}, "undetermined", None, ["household.working_age_members"]),
    ("dibao.buffer", {"household": {"temporarily_out_of_poverty": True, "buffer_set": True}}, {}, "compliant", None, []),
    ("dibao.buffer", {"household": {"temporarily_out_of_poverty": True, "buffer_set": False}}, {}, "breach", None, []),
    ("dibao.phase_out.kunshan", {"household": LEAVING, "phase_out": {"granted_months": 3, "month_index": 3}}, STANDARD, "entitled_discretionary", None, []),
    ("dibao.phase_out.kunshan", {"household": LEAVING, "phase_out": {"granted_months": 3, "month_index": 4}}, STANDARD, "not_entitled", None, []),
    ("dibao.phase_out.kunshan", {"household": LEAVING, "phase_out": {"granted_months": 2, "month_index": 1}}, STANDARD, "invalid", None, []),
    ("dibao.phase_out.kunshan", {"household": LEAVING, "phase_out": {"granted_months": 0, "month_index": 1}}, STANDARD, "not_entitled", None, []),
    ("dibao.phase_out.kunshan", {"household": LEAVING, "phase_out": {"granted_months": None, "month_index": 1}}, STANDARD, "entitled_discretionary", None, []),
    ("dibao.phase_out.kunshan", {"household": LEAVING, "phase_out": {"granted_months": None, "month_index": 1}}, STANDARD, "undetermined", None, ["phase_out.granted_months"]),
    ("dibao.phase_out.kunshan", {"household": {**LEAVING, "voluntary_application": None}, "phase_out": {"granted_months": None, "month_index": 1}}, STANDARD, "undetermined", None, ["household.voluntary_application"]),
    ("dibao.phase_out.kunshan", {"household": LEAVING, "phase_out": {"granted_months": 6, "month_index": 7}}, STANDARD, "not_entitled", None, []),
    ("dibao.phase_out.kunshan", {"household": {**LEAVING, "per_capita_income": "944.99"}}, STANDARD, "not_entitled", None, []),
    ("dibao.phase_out.kunshan", {"household": {**LEAVING, "per_capita_income": None}}, STANDARD, "undetermined", None, ["household.per_capita_income"]),
    ("dibao.phase_out.kunshan", {"household": {**LEAVING, "voluntary_application": None}}, STANDARD, "undetermined", None, ["household.voluntary_application"]),
    ("dibao.phase_out.kunshan", {"household": {**LEAVING, "helped_categories": []}}, STANDARD, "not_entitled", None, []),
    ("dibao.phase_out.kunshan", {"household": LEAVING}, {}, "undetermined", None, ["params.dibao_standard"]),
    # work, tracking, sanctions
    ("duty.job_acceptance", {"person": {**SEEKER, "employed": False}, "refusals": 0, "refused_training": False}, {}, "compliant", None, []),
    ("duty.job_acceptance", {"person": SEEKER, "refusals": 1}, {}, "breach", None, []),
    ("duty.job_acceptance", {"person": {**SEEKER, "able": False}}, {}, "compliant", None, []),
    ("duty.job_acceptance", {"person": SEEKER}, {}, "duty", None, []),
    ("duty.job_acceptance", {"person": {**SEEKER, "refusals": None}, "refused_training": False}, {}, "undetermined", None, ["person.refusals"]),
    ("sanction.job_refusal", {"person": SEEKER, "refusals": 3, "months_without_own_search": 0}, {}, "sanction", None, []),
    ("sanction.job_refusal", {"person": SEEKER, "refusals": 2, "months_without_own_search": 5}, {}, "no_sanction", None, []),
    ("sanction.job_refusal", {"person": SEEKER, "refusals": 2, "months_without_own_search": None}, {}, "undetermined", None, ["months_without_own_search"]),
    ("sanction.job_refusal", {"person": {**SEEKER, "able": False}, "refusals": 3, "months_without_own_search": 6}, {}, "not_entitled", None, []),
    ("sanction.job_refusal", {"person": {**SEEKER, "dibao": None}, "refusals": 3, "months_without_own_search": 6}, {}, "undetermined", None, ["person.dibao"]),
    ("duty.three_unchanged", {"contact_unchanged": True, "attention_unchanged": True, "support_unchanged": True}, {}, "compliant", None, []),
    ("duty.three_unchanged", {"contact_unchanged": False, "attention_unchanged": True, "support_unchanged": True}, {}, "breach", None, []),
    ("duty.follow_up", {"followed_up": None}, {}, "undetermined", None, ["followed_up"]),
    ("duty.follow_up", {"follow_ups": []}, {}, "breach", None, []),
    ("duty.follow_up", {"follow_ups": None}, {}, "undetermined", None, ["follow_ups"]),
    ("dibao.caregiver_disregard", {"household": {**CARING, "carer_id": "b"}}, {}, "entitled", "1000.00", []),
    ("dibao.caregiver_disregard", {"household": {**CARING, "has_semi_or_full_care_member": False, "working_age_members": [{"id": "a", "income": "2000.00", "care_level": "SEMI"}]}}, {}, "not_entitled", None, []),
    ("duty.return_detection", {"relapse_detected": True}, {}, "entitled", None, []),
    ("duty.data_matching", {"matched_regularly": True}, {}, "compliant", None, []),
    ("kpi.target_assessment", {"included_in_assessment": False}, {}, "breach", None, []),
    ("sanction.fraud_recovery", {"finding": {"false_documents": True}, "amount_drawn": "8000.00"}, {}, "sanction", "8000.00", []),
    ("sanction.fraud_recovery", {"finding": {"false_documents": True}, "amount_drawn": "0.00"}, {}, "sanction", None, []),
    ("sanction.fraud_recovery", {"finding": {"false_documents": False}, "amount_drawn": "8000.00"}, {}, "no_sanction", None, []),
    ("sanction.fraud_recovery", {"finding": {"false_documents": None}, "amount_drawn": "8000.00"}, {}, "undetermined", None, ["finding.false_documents"]),
    ("sanction.fraud_recovery", {"finding": {"false_documents": True}, "amount_drawn": None}, {}, "undetermined", None, ["amount_drawn"]),
    ("sanction.fraud_recovery", {"finding": {"false_documents": None, "by": "EMPLOYER"}, "amount_drawn": "1.00"}, {}, "undetermined", None, ["finding.false_documents"]),
    ("sanction.officials", {"finding": {"kind": "BUCK_PASSING"}}, {}, "sanction", None, []),
    ("sanction.officials", {"finding": {"kind": "DELAY", "serious_consequences": False}}, {}, "no_sanction", None, []),
    ("sanction.officials", {"finding": {"kind": None}}, {}, "undetermined", None, ["finding.kind"]),
]  # fmt: skip


def case_of(programme: str, facts: dict[str, Any], params: dict[str, Any]) -> dict[str, Any]:
    return {"jurisdiction": "kunshan", "date": "2018-06-15", "programme": programme, "facts": facts, "params": params, "cite": []}


@pytest.mark.parametrize(("programme", "facts", "params", "outcome", "amount", "missing"), CASES)
def test_case(programme: str, facts: dict[str, Any], params: dict[str, Any], outcome: str, amount: str | None, missing: list[str]) -> None:
    case = case_of(programme, facts, params) | {"expected": {"outcome": outcome, "amount_yuan": amount, "missing": missing}}
    assert not disagreement(case)


def test_every_programme_has_a_case() -> None:
    assert {case[0] for case in CASES} == {*hardship.PROGRAMMES, *living.PROGRAMMES}


UNKNOWN: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("kunshan.category.illness_poverty", {"household": {**POOR, "civil_affairs_recognition": ["TEKUN"]}}, STANDARD, "civil_affairs_recognition"),
    ("kunshan.category.illness_poverty", {"household": {**POOR, "cars": 1}}, STANDARD, "household"),
    ("kunshan.category.disability_poverty", {"household": LOCAL, "disabled_member": {**LABOURER, "role": "cousin"}}, STANDARD, "role"),
    ("kunshan.category.sudden_illness", {"household": {**SUDDEN, "costs_too_large": "yes"}}, {}, "costs_too_large"),
    ("medical.kunshan_full_cover", {"bill": {**BILL, "level": "CITY"}, "person": TARGET}, {}, "bill"),
    ("medical.kunshan_self_pay", {"compliant_self_pay": "1.00"}, {"bands": [["0.00", None, "0.5"]] * 6}, "five bands"),
    ("medical.kunshan_extension", {"person": {"condition": "COLD", "lost_aid_due_to_income": True}}, {}, "condition"),
    ("charity.kunshan", {"residual_costs": "1.00", "weather": "rain"}, {}, "facts"),
    ("dibao.phase_out.kunshan", {"household": LEAVING, "phase_out": {"granted_months": "six"}}, STANDARD, "granted_months"),
    ("sanction.job_refusal", {"person": SEEKER, "refusals": "many"}, {}, "refusals"),
    ("sanction.officials", {"finding": {"kind": "BRIBE"}}, {}, "finding.kind"),
    ("sanction.fraud_recovery", {"finding": {"false_documents": True, "by": "CAT"}, "amount_drawn": "1.00"}, {}, "finding.by"),
    ("routing.responsible_units", {"task_clause_id": "medical"}, {}, "task_clause_id"),
]


@pytest.mark.parametrize(("programme", "facts", "params", "named"), UNKNOWN)
def test_a_word_that_is_not_known_raises(programme: str, facts: dict[str, Any], params: dict[str, Any], named: str) -> None:
    with pytest.raises(UnknownWord, match=named.replace(".", r"\.")):
        disagreement(case_of(programme, facts, params) | {"expected": {"outcome": "entitled"}})
