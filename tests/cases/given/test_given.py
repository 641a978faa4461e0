"""The worked cases that came with the law, in their own words; the adapter beside this file translates them."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from cases.given import adapter, hardship, huining, layers, living, local_figures, plan, routing, safety_net, work
from cases.given.adapter import FILLINGS, PROGRAMMES, UnknownWord, disagreement, run
from cases.given.special import WITHOUT_A_CASE

from aidrules import Outcome

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "worked_cases.json").read_text(encoding="utf-8"))
BY_ID = {case["id"]: case for case in CASES}


def changed(case_id: str, changes: dict[str, Any]) -> dict[str, Any]:
    """A case with some of its words changed, each named by its path."""
    case = deepcopy(BY_ID[case_id])
    for path, value in changes.items():
        *above, last = [int(step) if step.isdigit() else step for step in path.split("/")]
        place: Any = case
        for step in above:
            place = place[step]
        place[last] = value
    return case


WITHOUT_CASES = {
    "duty.township_visits", "escort.payment", "gate.escort_agreement", *huining.PROGRAMMES,
    # Hefei
    *safety_net.WITHOUT_A_CASE,
    *(f"deadline.{name}" for name in ("survey", "policy_applied", "self_check", "gap_fill", "quarterly_report")),
    # of Zhangye's the readers' cases have some
    *(f"dibao.individual_inclusion.{ground}" for ground in adapter.GROUNDS),
    *({*layers.PROGRAMMES, *local_figures.PROGRAMMES} - {case["programme"] for case in CASES}),
    # of Kunshan's the tests of their own have some
    *({*work.PROGRAMMES, *hardship.PROGRAMMES, *living.PROGRAMMES} - {case["programme"] for case in CASES}),
    # of the units that answer for something the readers' cases have some
    *routing.PROGRAMMES,
}  # fmt: skip


def test_every_programme_has_cases_and_their_ids_are_unique() -> None:
    assert len(BY_ID) == len(CASES)
    assert {case["programme"] for case in CASES} == set(PROGRAMMES) - WITHOUT_CASES - WITHOUT_A_CASE - set(plan.WITHOUT_A_CASE), "of those there is no case"


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    assert not disagreement(case), case["why"]


STAY, SEGMENT = "facts/stay", "facts/stay/segments/0"
THIRD_PARTY = {"facts/escort/provider": "THIRD_PARTY", "facts/escort/agreement_signed": True}
ILL, DISABLED = "facts/person/major_illness_recognised_by", "facts/person/disabilities"
MULTIPLE = {"type": "MULTIPLE", "grade": 3}
NOT_ILL = {ILL: "NONE", "facts/person/medical_self_borne_ytd": "0.00", "facts/household/total_income_prev_year": "0.00"}

FUNDS = "facts/funds"
HOME = "facts/household"
FIRST, TAKEN_IN, APPROVED = (
    {"programme": name} for name in ("tekun.central_support_priority", "dibao.rural_inclusion_poverty_groups", "routing.temporary_approval")
)
OTHER_WORDS: list[tuple[str, dict[str, Any], str, str | None, list[str]]] = [
    # levels of hospital
    ("G078", {f"{SEGMENT}/level": "TOWNSHIP"}, "entitled", "1000.00", []),
    ("G078", {f"{SEGMENT}/level": "TOWNSHIP_CENTRAL"}, "entitled", "1000.00", []),
    ("G078", {f"{SEGMENT}/level": "COUNTY"}, "entitled", "1500.00", []),
    ("G078", {f"{SEGMENT}/level": "PROVINCIAL"}, "entitled", "2000.00", []),
    ("G078", {f"{SEGMENT}/level": "NATIONAL"}, "entitled", "2000.00", []),
    ("G078", {f"{SEGMENT}/level": "VILLAGE_CLINIC"}, "undetermined", None, ["stay.segments[0].level"]),
    ("G078", {f"{SEGMENT}/escorted_days": None}, "undetermined", None, ["stay.segments[0].escorted_days"]),
    # the stay
    ("G078", {f"{STAY}/status": "IN_HOSPITAL", f"{STAY}/discharge_date": None}, "not_entitled", None, []),
    ("G078", {f"{STAY}/status": None}, "undetermined", None, ["stay.status"]),
    ("G078", {f"{STAY}/discharge_date": None}, "undetermined", None, ["stay.discharge_date"]),
    ("G078", {f"{STAY}/kind": None, "facts/gate/county_filed": None}, "undetermined", None, ["stay.kind", "gate.county_filed"]),
    # the steps
    ("G078", {"facts/gate/applied": False}, "not_entitled", None, []),
    ("G078", {"facts/gate/township_reviewed": None}, "undetermined", None, ["gate.township_reviewed"]),
    ("G078", {"facts/gate/county_approved": None}, "undetermined", None, ["gate.county_approved"]),
    ("G090", {"facts/gate/county_filed": True}, "entitled", "600.00", []),
    ("G090", {"facts/gate/county_filed": False}, "not_entitled", None, []),
    ("G090", {"facts/gate/county_filed": True, "facts/gate/phone_application": False}, "not_entitled", None, []),
    ("G090", {"facts/gate/phone_application": None}, "undetermined", None, ["gate.phone_application", "gate.county_filed"]),
    # the escort and the agreement
    ("G078", {"facts/escort/provider": None}, "undetermined", None, ["escort.provider"]),
    ("G078", THIRD_PARTY, "entitled", "2000.00", []),
    ("G078", {**THIRD_PARTY, "facts/escort/agreement_signed": False}, "not_entitled", None, []),
    ("G078", {**THIRD_PARTY, "facts/escort/agreement_signed": None}, "undetermined", None, ["escort.agreement_signed"]),
    ("G078", {**THIRD_PARTY, "facts/escort/agreement_signed_date": "2022-03-01", "facts/escort/escort_start": "2022-03-01"}, "entitled", "2000.00", []),
    ("G078", {**THIRD_PARTY, "facts/escort/agreement_signed_date": "2022-03-02", "facts/escort/escort_start": "2022-03-01"}, "not_entitled", None, []),
    ("G078", {**THIRD_PARTY, "facts/escort/agreement_signed_date": None}, "undetermined", None, ["escort.agreement_signed_date"]),
    ("G078", {**THIRD_PARTY, "facts/escort/agreement_signed_date": "2022-03-02", f"{STAY}/admission_date": "2022-03-01"}, "undetermined", None, ["escort.escort_start"]),
    # the groups
    ("G078", {"facts/person/tekun_mode": "NOT_TEKUN", "facts/person/groups": []}, "not_entitled", None, []),
    ("G078", {"facts/person/tekun_mode": "NOT_TEKUN", "facts/person/groups": None}, "undetermined", None, ["person.groups"]),
    ("G078", {"facts/person/tekun_mode": None, "facts/person/groups": []}, "undetermined", None, ["person.tekun_mode"]),
    ("G078", {"facts/person/tekun_mode": None, "facts/person/groups": ["ECON_DIFFICULT_ELDERLY"]}, "entitled", "2000.00", []),
    ("G094", {"params": {"central_tekun_in_vulnerable_group": True}}, "entitled", "300.00", []),
    ("G094", {"params": {"central_tekun_in_vulnerable_group": False}}, "not_entitled", None, []),
    # the guardian
    ("G098", {"facts/person/tekun_mode": "DISPERSED", "facts/months": 3}, "entitled", "690.00", []),
    ("G098", {"facts/person/tekun_mode": "DISPERSED", "facts/person/care_level": "SEMI"}, "entitled", "150.00", []),
    ("G098", {"facts/person/tekun_mode": "DISPERSED", "facts/person/care_level": None}, "undetermined", None, ["person.care_level"]),
    ("G098", {"facts/person/tekun_mode": "DISPERSED", "facts/person/guardian_id": None}, "undetermined", None, ["person.guardian_id"]),
    # what is left for services
    ("G102", {"facts/counts": {"FULL": 120}}, "entitled", "20400.00", []),
    ("G102", {"facts/assessment_passed": False}, "not_entitled", None, []),
    ("G102", {"facts/assessment_passed": None}, "undetermined", None, ["assessment_passed"]),
    ("G102", {"params/care_standard/FULL": None}, "undetermined", None, ["params.care_standard", "params.care_standard.FULL"]),
    ("G102", {"facts/counts/FULL": None}, "undetermined", None, ["counts.FULL"]),
    ("G102", {"params/care_standard": None}, "undetermined", None, ["params.care_standard[SELF_CARE]"]),
    ("G102", {"params/care_standard/SELF_CARE": "69.99"}, "invalid", None, []),
    # a person taken in alone
    ("G002", {DISABLED: [{**MULTIPLE, "components": [{"type": "VISUAL", "grade": 3}, {"type": "MENTAL", "grade": 3}]}]}, "entitled_discretionary", None, []),
    ("G002", {DISABLED: [{**MULTIPLE, "components": [{"type": "VISUAL", "grade": 3}, {"type": "MENTAL", "grade": 4}]}], **NOT_ILL}, "not_entitled", None, []),
    ("G002", {DISABLED: [MULTIPLE], **NOT_ILL}, "undetermined", None, ["person.disabilities[0].components"]),
    ("G002", {DISABLED: [{"type": "HEARING", "grade": None}], **NOT_ILL}, "undetermined", None, ["person.disabilities[0].grade"]),
    ("G002", {DISABLED: None, **NOT_ILL}, "undetermined", None, ["person.disabilities"]),
    ("G002", {DISABLED: [], **NOT_ILL, ILL: "HEALTHCARE_SECURITY"}, "entitled_discretionary", None, []),
    ("G002", {DISABLED: [], **NOT_ILL, ILL: "HOSPITAL"}, "not_entitled", None, []),
    ("G002", {DISABLED: [], **NOT_ILL, ILL: None}, "undetermined", None, ["person.major_illness_recognised_by"]),
    ("G002", {"facts/household/low_income": None}, "undetermined", None, ["household.low_income"]),
    ("G002", {"facts/household/low_income": False}, "not_entitled", None, []),
    ("G002", {"facts/application/filed_by_person": False}, "not_entitled", None, []),
    ("G018", {"facts/person/medical_self_borne_ytd": None}, "undetermined", None, ["person.medical_self_borne_ytd"]),
    # the phase-out
    ("G026", {"facts/household/per_capita_countable_income": "700.00"}, "not_entitled", None, []),
    ("G026", {"facts/household/per_capita_countable_income": None}, "undetermined", None, ["household.per_capita_countable_income"]),
    ("G026", {"facts/person/employed_dibao": None}, "undetermined", None, ["person.employed_dibao"]),
    ("G026", {"facts/phase_out/month_index": 6}, "entitled_discretionary", None, []),
    ("G026", {"facts/phase_out/month_index": 7}, "not_entitled", None, []),
    ("G026", {"facts/phase_out/month_index": None}, "undetermined", None, ["phase_out.month_index"]),
    ("G026", {"facts/phase_out/granted_months": 7}, "invalid", None, []),
    ("G026", {"facts/phase_out/granted_months": 0}, "not_entitled", None, []),
    ("G026", {"facts/phase_out/granted_months": None}, "entitled_discretionary", None, []),
    ("G026", {"facts/household/area": "URBAN"}, "entitled_discretionary", None, []),
    ("G026", {"params/dibao_standard": None}, "undetermined", None, ["params.dibao_standard"]),
    # townships, providers, counties
    ("G110", {"facts/visits": 0}, "breach", None, []),
    ("G110", {"facts/visits": None}, "undetermined", None, ["visits"]),
    ("G110", {"facts/groups": None}, "undetermined", None, ["groups"]),
    ("G110", {"facts/groups": ["CENTRAL_TEKUN"]}, "compliant", None, []),
    ("G110", {"programme": "duty.township_visits", "facts/groups": ["DISPERSED_TEKUN"], "facts/visits": 3}, "compliant", None, []),
    ("G110", {"programme": "duty.township_visits", "facts": {"groups": ["DISPERSED_TEKUN"], "visits": 3, "log_complete": False}}, "breach", None, []),
    ("G110", {"programme": "duty.township_visits", "facts": {"groups": ["DISPERSED_TEKUN"], "visits": 3, "log_complete": None}}, "undetermined", None, ["log_complete"]),
    ("G114", {"facts/visits": 1}, "breach", None, []),
    ("G114", {"facts/groups": ["POOR_SEVERELY_DISABLED", "ECON_DIFFICULT_ELDERLY"], "expected/required": 3}, "breach", None, []),
    ("G114", {"facts/groups": ["OTHER_VULNERABLE"], "facts/visits": 0, "expected/required": 0}, "compliant", None, []),
    ("G118", {"facts/assessment_date": "2022-03-11"}, "breach", None, []),
    ("G118", {"facts/assessment_date": None}, "undetermined", None, ["assessment_date"]),
    ("G122", {"facts/township/staff": 1}, "compliant", None, []),
    ("G126", {"facts/township/staff": 1}, "undetermined", None, ["township.size_class"]),
    ("G106", {f"{FUNDS}/provincial": "10000000.00"}, "entitled", "900000.00", []),
    ("G130", {f"{FUNDS}/services": "100000.00", f"{FUNDS}/cash": "0.00"}, "compliant", None, []),
    ("G130", {f"{FUNDS}/cash": None, f"{FUNDS}/services": "100000.00"}, "undetermined", None, ["funds.cash"]),
    # age, and the figures themselves
    ("G038", {"facts/person/birth_date": "2006-06-15", "expected/age": 18}, "not_entitled", None, []),
    ("G054", {"params/tekun_basic_standard": "779.99"}, "invalid", None, []),
    ("G054", {"params/tekun_basic_standard": None}, "undetermined", None, ["params.tekun_basic_standard"]),
    ("G054", {"params/area": "URBAN"}, "valid", None, []),
    ("G062", {"params/county_standard": "650.00"}, "valid", None, []),
    ("G062", {"params/county_standard": "649.99"}, "invalid", None, []),
    ("G062", {"params/city_guidance_standard": None}, "undetermined", None, ["params.city_guidance_standard"]),
    # Hefei: the phase-out and the ways of leaving
    ("G150", {"facts/month_index": 12}, "entitled", None, []),
    ("G150", {"facts/month_index": 1}, "entitled", None, []),
    ("G150", {"facts/month_index": None}, "undetermined", None, ["month_index"]),
    ("G154", {f"{HOME}/registered_poor": True}, "entitled", None, []),
    ("G154", {f"{HOME}/registered_poor": False}, "not_entitled", None, []),
    ("G154", {f"{HOME}/registered_poor": True, f"{HOME}/in_rural_dibao": None}, "undetermined", None, ["household.in_rural_dibao"]),
    ("G154", {f"{HOME}/registered_poor": True, f"{HOME}/per_capita_countable_income": "550.00"}, "not_entitled", None, []),
    ("G154", {f"{HOME}/registered_poor": True, f"{HOME}/per_capita_countable_income": "550.01"}, "entitled", None, []),
    ("G154", {f"{HOME}/registered_poor": True, f"{HOME}/per_capita_countable_income": None}, "undetermined", None, ["household.per_capita_countable_income"]),
    ("G154", {HOME: {"registered_poor": True, "in_rural_dibao": True, "per_capita_income": "600.00", "employment_costs": "50.00"}}, "not_entitled", None, []),
    ("G154", {HOME: {"registered_poor": True, "in_rural_dibao": True, "per_capita_income": "600.00", "employment_costs": "49.99"}}, "entitled", None, []),
    ("G154", {f"{HOME}/registered_poor": True, "date": "2021-01-01"}, "not_entitled", None, []),
    ("G154", {f"{HOME}/registered_poor": True, "params/campaign_end": None}, "undetermined", None, ["params.campaign_end"]),
    ("G154", {f"{HOME}/registered_poor": True, "params/dibao_standard": None}, "undetermined", None, ["params.dibao_standard"]),
    ("G154", {f"{HOME}/registered_poor": True, "facts/voluntary_exit_applied": True}, "not_entitled", None, []),
    ("G154", {f"{HOME}/registered_poor": True, "facts/phase_out": {"month_index": 13}}, "not_entitled", None, []),
    ("G158", {"facts/granted_months": 1}, "entitled_discretionary", "650.00", []),
    ("G158", {"facts/granted_months": None}, "entitled_discretionary", None, []),
    ("G158", {"facts/granted_months": 0}, "not_entitled", None, []),
    ("G158", {"facts/granted_months": 4}, "invalid", None, []),
    ("G158", {"facts/voluntary_exit_applied": False}, "not_entitled", None, []),
    ("G158", {"facts/voluntary_exit_applied": None}, "undetermined", None, ["voluntary_exit_applied"]),
    ("G158", {"facts/monthly_dibao": None}, "undetermined", None, ["monthly_dibao"]),
    ("G158", {"date": "2021-01-01"}, "not_entitled", None, []),
    ("G166", {f"{HOME}/income": "550.01"}, "may_exit", None, []),
    ("G166", {f"{HOME}/income": "600.00", f"{HOME}/dibao_months_received": 11}, "may_not_exit", None, []),
    ("G166", {f"{HOME}/income": "600.00", f"{HOME}/dibao_months_received": None}, "undetermined", None, ["household.dibao_months_received"]),
    ("G166", {f"{HOME}/income": "600.00", f"{HOME}/stably_out_of_poverty": None}, "undetermined", None, ["household.stably_out_of_poverty"]),
    ("G166", {f"{HOME}/income": None}, "undetermined", None, ["household.income"]),
    ("G166", {f"{HOME}/income": "600.00", f"{HOME}/in_rural_dibao": False}, "may_not_exit", None, []),
    # Hefei: time limits
    ("G170", {"facts/done_date": "2020-04-16"}, "breach", None, []),
    ("G170", {"facts/done_date": "2020-04-16", "date": "2020-04-30"}, "breach", None, []),
    ("G170", {"facts/done_date": None, "date": "2020-05-01"}, "undetermined", None, ["done_date"]),
    ("G170", {"facts/year": None}, "undetermined", None, ["year"]),
    ("G170", {"facts": {"done_date": "2020-04-15"}}, "compliant", None, []),
    ("G174", {"facts/done_date": "2020-07-01", "date": "2020-07-01"}, "breach", None, []),
    ("G174", {"programme": "deadline.survey", "facts/done_date": "2020-06-01"}, "breach", None, []),
    ("G174", {"programme": "deadline.policy_applied", "facts/done_date": "2020-07-31"}, "compliant", None, []),
    ("G174", {"programme": "deadline.self_check", "facts/done_date": "2020-09-01"}, "breach", None, []),
    ("G174", {"programme": "deadline.gap_fill", "facts/done_date": "2020-11-30"}, "compliant", None, []),
    ("G178", {"facts/done_date": "2020-09-21", "date": "2020-09-21"}, "breach", None, []),
    ("G178", {"facts/done_date": "2020-09-11"}, "compliant", None, []),
    ("G178", {"facts/done_date": "2020-09-10"}, "breach", None, []),
    ("G178", {"programme": "deadline.quarterly_report", "facts/done_date": "2020-06-05"}, "compliant", None, []),
    ("G178", {"programme": "deadline.quarterly_report", "facts/done_date": "2020-06-06"}, "breach", None, []),
    ("G178", {"programme": "deadline.quarterly_report", "facts/done_date": "2020-09-04"}, "compliant", None, []),
    ("G178", {"programme": "deadline.quarterly_report", "facts": {"done_date": "2020-07-01", "year": 2020, "due": "2020-06-05"}}, "breach", None, []),
    ("G178", {"programme": "deadline.quarterly_report", "facts": {"done_date": None, "year": 2020, "due": "06-05"}}, "undetermined", None, ["done_date"]),
    # Hefei: carers, places in institutions, poverty groups, approval
    ("G182", {"facts/person/agreement_signed": True}, "compliant", None, []),
    ("G182", {"facts/person/agreement_signed": None}, "undetermined", None, ["person.agreement_signed"]),
    ("G182", {"facts/person/agreement_signed": True, "facts/person/carer_id": None}, "undetermined", None, ["person.carer_id"]),
    ("G182", {"facts/person/tekun_mode": "CENTRAL"}, "compliant", None, []),
    ("G182", {"facts/person/tekun_mode": None, "facts/person/agreement_signed": None}, "undetermined", None, ["person.tekun_mode"]),
    ("G182", {"facts/person": {"tekun_mode": "DISPERSED", "carer_id": "c1", "agreement_signed_date": "2020-06-15"}}, "compliant", None, []),
    ("G182", {"facts/person": {"tekun_mode": "DISPERSED", "carer_id": "c1", "agreement_signed_date": "2020-06-16"}}, "breach", None, []),
    ("G182", {"facts/person": {"tekun_mode": "DISPERSED", "carer_id": "c1", "agreement_signed_date": None}}, "undetermined", None, ["person.agreement_signed_date"]),
    ("G182", {**FIRST, "facts": {"person": {"tekun_mode": "DISPERSED", "wishes_central": True, "care_level": "SEMI"}}}, "entitled", None, []),
    ("G182", {**FIRST, "facts": {"person": {"tekun_mode": "CENTRAL", "wishes_central": True, "care_level": "SELF_CARE"}}}, "not_entitled", None, []),
    ("G182", {**FIRST, "facts": {"person": {"tekun_mode": "CENTRAL", "wishes_central": None, "care_level": "FULL"}}}, "undetermined", None, ["person.wishes_central"]),
    ("G182", {**TAKEN_IN, "facts": {"person": {"poverty_group": "EDGE"}, "area": "RURAL", "meets_dibao": True}}, "entitled", None, []),
    ("G182", {**TAKEN_IN, "facts": {"person": {"poverty_group": "EDGE"}, "area": "RURAL", "meets_dibao": False}}, "not_entitled", None, []),
    ("G182", {**TAKEN_IN, "facts": {"person": {"poverty_group": "NONE"}, "area": "RURAL", "meets_dibao": True}}, "not_entitled", None, []),
    ("G182", {**TAKEN_IN, "facts": {"person": {"poverty_group": "RETURNED"}, "area": "URBAN", "meets_dibao": True}}, "not_entitled", None, []),
    ("G182", {**TAKEN_IN, "facts": {"person": {"poverty_group": "MONITORED"}, "area": "RURAL", "meets_dibao": None}}, "undetermined", None, ["meets_dibao"]),
    ("G182", {**APPROVED, "facts": {"amount": "2000.00"}, "params": {"township_limit": "2000.00"}}, "entitled", None, []),
    ("G182", {**APPROVED, "facts": {"amount": "2000.01"}, "params": {"township_limit": "2000.00"}}, "not_entitled", None, []),
    ("G182", {**APPROVED, "facts": {"amount": "2000.00"}, "params": {"township_limit": None}}, "undetermined", None, ["params.township_limit"]),
    # the rest of Zhangye's plan
    ("G046", {"facts/county/n_unable_central": 39}, "breach", None, []),
    ("G046", {"facts/county/n_unable_total": None}, "undetermined", None, ["county.n_unable_total"]),
    ("G046", {"facts/county/n_unable_central": None}, "undetermined", None, ["county.n_unable_central"]),
    ("G066", {"facts/event/basic_life_temporarily_in_difficulty": True}, "entitled", None, []),
    ("G066", {"facts/event/cause": "PUBLIC_HEALTH_EMERGENCY", "facts/event/basic_life_temporarily_in_difficulty": True}, "entitled", None, []),
    ("G066", {"facts/event/cause": "NONE", "facts/event/basic_life_temporarily_in_difficulty": True}, "not_entitled", None, []),
    ("G066", {"facts/person/stranded_no_means": True}, "entitled", None, []),
    ("G066", {"facts/person/stranded_no_means": None}, "undetermined", None, ["person.stranded_no_means"]),
    ("G066", {"facts/event/basic_life_temporarily_in_difficulty": None}, "undetermined", None, ["event.basic_life_temporarily_in_difficulty"]),
    ("G070", {"facts/household/statuses": ["TEKUN_DISPERSED"]}, "entitled", None, []),
    ("G070", {"facts/household/statuses": ["TEKUN_CENTRAL"]}, "not_entitled", None, []),
    ("G070", {"facts/household/statuses": []}, "not_entitled", None, []),
    ("G070", {"facts/household/statuses": None}, "undetermined", None, ["household.statuses"]),
    ("G070", {"facts/household/area": "URBAN"}, "not_entitled", None, []),
    ("G070", {"facts/household/area": None}, "undetermined", None, ["household.area"]),
    ("G070", {"facts/household/meets_housing_conditions": False}, "not_entitled", None, []),
    ("G070", {"programme": "housing.priority_urban", "facts/household/area": "URBAN"}, "entitled", None, []),
    ("G070", {"programme": "legal_aid.eligibility", "facts": {"household": {"statuses": ["LOW_INCOME"]}}}, "entitled", None, []),
    ("G074", {"params/residence_permit_applications_open": True}, "entitled", None, []),
    ("G074", {"params/residence_permit_applications_open": True}, "compliant", None, []),
    ("G074", {"params/residence_permit_applications_open": False}, "not_entitled", None, []),
    ("G074", {"params/residence_permit_applications_open": False}, "breach", None, []),
    ("G074", {"facts/person/hukou_locality": "zhangye"}, "entitled", None, []),
    ("G074", {"facts/person/residence_permit_locality": "elsewhere"}, "not_entitled", None, []),
    ("G074", {"facts/person/hukou_locality": None}, "undetermined", None, ["person.hukou_locality"]),
    ("G046", {"programme": "kpi.ltc_institution", "facts": {"county": {"institutions": [{"standardised": True, "ltc_capable": True}]}}}, "compliant", None, []),
    ("G046", {"programme": "kpi.ltc_institution", "facts": {"county": {"institutions": []}}}, "breach", None, []),
    ("G046", {"programme": "kpi.ltc_institution", "facts": {"county": {"institutions": None}}}, "undetermined", None, ["county.institutions"]),
    ("G066", {"programme": "disaster.eligibility", "facts": {"event": {"natural_disaster": True}}}, "entitled", None, []),
    ("G066", {"programme": "tekun.guardian_on_record", "facts": {"person": {"tekun_mode": "DISPERSED", "guardian_id": "g1"}}}, "compliant", None, []),
    ("G066", {"programme": "tekun.central_support_on_wish", "facts": {"person": {"is_tekun": True, "wishes_central_support": None}}}, "undetermined", None,
     ["person.wishes_central_support"]),
    ("G066", {"programme": "judicial_aid.eligibility", "facts": {"person": {"victim_of_infringement": True, "effective_compensation_obtained": False,
     "in_living_hardship": True}}}, "entitled", None, []),
]  # fmt: skip


@pytest.mark.parametrize(("case_id", "changes", "outcome", "amount", "missing"), OTHER_WORDS)
def test_words_that_no_given_case_uses_are_translated_too(case_id: str, changes: dict[str, Any], outcome: str, amount: str | None, missing: list[str]) -> None:
    case = changed(case_id, changes)
    case["expected"] |= {"outcome": outcome, "amount_yuan": amount, "missing": missing}
    case |= {"also_accepted": [], "cite": []}  # what the unchanged case cites is about the unchanged case
    assert not disagreement(case)


def test_one_guardian_of_two_persons_is_paid_for_both() -> None:
    person = {"tekun_mode": "DISPERSED", "guardian_id": "g1"}
    case = changed("G098", {"facts": {"persons": [{**person, "care_level": "SELF_CARE"}, {**person, "care_level": "FULL"}], "months": 2}})
    assert str(run(case).amount) == "600.00"


def test_a_fee_for_somebody_whose_funding_is_not_stated_cites_the_line_on_funding() -> None:
    case = changed("G078", {"facts/person/tekun_mode": None, "facts/person/groups": ["ECON_DIFFICULT_ELDERLY"]})
    assert "huining/1.3.1.5#1" in run(case).clauses
    assert "huining/1.3.1.5#1" not in run(BY_ID["G078"]).clauses


UNKNOWN_WORDS: list[tuple[str, dict[str, Any], str]] = [
    ("G078", {"programme": "escort.lodging"}, "programme"),
    ("G078", {"jurisdiction": "atlantis"}, "jurisdiction"),
    ("G078", {f"{SEGMENT}/level": "FIELD"}, "stay.segments.level"),
    ("G078", {f"{SEGMENT}/covered": True}, "stay.segments"),
    ("G078", {f"{STAY}/kind": "PLANNED"}, "stay.kind"),
    ("G078", {f"{STAY}/status": "ON_LEAVE"}, "stay.status"),
    ("G078", {"facts/gate/applied": "yes"}, "gate.applied"),
    ("G078", {"facts/gate/county_approved": 1}, "gate.county_approved"),
    ("G078", {"facts/gate/published": True}, "gate"),
    ("G078", {"facts/escort/provider": "NEIGHBOUR"}, "escort.provider"),
    ("G078", {**THIRD_PARTY, "facts/escort/agreement_signed_date": "early March"}, "escort.agreement_signed_date"),
    ("G078", {"facts/person/tekun_mode": "AT_HOME"}, "person.tekun_mode"),
    ("G078", {"facts/person/groups": ["VETERAN"]}, "person.groups"),
    ("G078", {"facts/person/groups": [None]}, "person.groups"),
    ("G078", {"facts/person/groups": ["CENTRAL_TEKUN"]}, "contradict"),
    ("G078", {"facts/weather": "rain"}, "facts"),
    ("G078", {"params/daily_rate": "90.00"}, "params"),
    ("G078", {"params/central_tekun_in_vulnerable_group": False}, "params.central_tekun_in_vulnerable_group"),
    ("G098", {"facts/person/care_level": "HALF"}, "person.care_level"),
    ("G098", {"facts/months": None}, "months"),
    ("G098", {"facts/months": 1.5}, "months"),
    ("G102", {"facts/counts": {}}, "counts"),
    ("G102", {"params/care_standard/HALF": "1.00"}, "params.care_standard"),
    ("G002", {DISABLED: [{"type": "OTHER", "grade": 2}]}, "person.disabilities.type"),
    ("G002", {DISABLED: [{"type": "VISUAL", "grade": 5}]}, "person.disabilities.grade"),
    ("G002", {DISABLED: [{"type": "VISUAL", "grade": True}]}, "person.disabilities.grade"),
    ("G002", {DISABLED: [{**MULTIPLE, "components": [{"type": "MIND", "grade": 3}]}]}, "components.type"),
    ("G002", {ILL: "INSURER"}, "person.major_illness_recognised_by"),
    ("G002", {"facts/application": True}, "application"),
    ("G026", {"facts/phase_out/level": "100.00"}, "phase_out"),
    ("G026", {"facts/phase_out/granted_months": "six"}, "phase_out.granted_months"),
    ("G026", {"facts/household/area": "MIXED"}, "household.area"),
    ("G038", {"facts/person/birth_date": "2006"}, "person.birth_date"),
    ("G054", {"params/area": "MIXED"}, "params.area"),
    ("G054", {"params/city_guidance_standard": "1.00"}, "params"),
    ("G054", {"expected/outcome": "lawful"}, "outcome"),
    ("G090", {"expected/missing": ["gate.filed"]}, "missing"),
    ("G110", {"facts/groups": ["VETERAN"]}, "groups"),
    ("G110", {"facts/visits": "one"}, "visits"),
    ("G122", {"facts/township/size_class": "HUGE"}, "township.size_class"),
    ("G090", {"expected/missing": ["params.central_tekun_in_vulnerable_group"]}, "missing"),
    ("G154", {f"{HOME}/per_capita_income": "600.00"}, "household"),
    ("G154", {f"{HOME}/members": 3}, "household"),
    ("G158", {"facts/granted_months": "two"}, "granted_months"),
    ("G170", {"facts/year": "2020"}, "year"),
    ("G170", {"facts/filed": True}, "facts"),
    ("G182", {"facts/person/tekun_mode": "AT_HOME"}, "person.tekun_mode"),
    ("G182", {**TAKEN_IN, "facts": {"person": {"poverty_group": "POOR"}, "area": "RURAL"}}, "person.poverty_group"),
    ("G046", {"facts/county/n_unable_total": "eighty"}, "county.n_unable_total"),
    ("G066", {"facts/event/cause": "BAD_LUCK"}, "event.cause"),
    ("G066", {"facts/event/place": "here"}, "event"),
    ("G070", {"facts/household/statuses": ["RICH"]}, "household.statuses"),
    ("G074", {"params/residence_permit_applications_open": "soon"}, "params"),
]


@pytest.mark.parametrize(("case_id", "changes", "named"), UNKNOWN_WORDS)
def test_a_word_that_the_adapter_does_not_know_raises(case_id: str, changes: dict[str, Any], named: str) -> None:
    with pytest.raises(UnknownWord, match=named.replace(".", r"\.")):
        disagreement(changed(case_id, changes))


@pytest.mark.parametrize(
    ("case_id", "expected"),
    [
        ("G078", {"outcome": "not_entitled"}),
        ("G078", {"amount_yuan": "2000.01"}),
        ("G086", {"outcome": "entitled"}),
        ("G090", {"missing": ["gate.township_reviewed"]}),
        ("G038", {"age": 18}),
        ("G054", {"outcome": "invalid"}),
        ("G082", {"range_yuan": ["400.00", "800.01"]}),
        ("G114", {"required": 3}),
        ("G158", {"amount_yuan": "1950.01"}),
    ],
)
def test_a_case_that_expects_something_else_is_not_satisfied(case_id: str, expected: dict[str, Any]) -> None:
    case = changed(case_id, {})
    case["expected"] |= expected
    assert disagreement(case)


def test_a_case_that_cites_a_clause_which_settled_nothing_is_not_satisfied() -> None:
    assert disagreement(changed("G078", {"cite": [{"clause": "huining/1.2.2#2", "locator": ""}]}))


def test_every_filling_is_of_a_programme_and_says_why() -> None:
    assert {filling.programme for filling in FILLINGS} <= set(PROGRAMMES)
    assert all(filling.why for filling in FILLINGS)
    assert len({(filling.programme, filling.fact) for filling in FILLINGS}) == len(FILLINGS)


def test_the_area_that_the_phase_out_is_given_changes_nothing() -> None:
    for case in (case for case in CASES if case["programme"] == "dibao.phase_out.zhangye"):
        assert len({run(changed(case["id"], {"facts/household/area": area})).outcome for area in adapter.AREAS}) == 1


def test_every_outcome_is_a_word_of_the_cases_or_of_a_place_that_lacks_the_output() -> None:
    assert {outcome for outcomes in adapter.OUTCOMES.values() for outcome in outcomes} == set(Outcome) - {Outcome.NOT_IN_FORCE}
