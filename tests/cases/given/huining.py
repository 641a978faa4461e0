"""The worked cases of Huining's steps, duties, sanctions, services and goods, in the library's public names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from cases.given.words import CARE_LEVELS, TEKUN_MODES, Found, UnknownWord, flag, only, part, rulebook, together, word

from aidrules import Choice, Household, Outcome
from aidrules.facts.bodies import County, Provider, Township
from aidrules.facts.model import Facts
from aidrules.rulebook.clauses import clause_rows

Case = Mapping[str, Any]
Run = Callable[[Case], Found]

GROUPS: Final = {
    "ECON_DIFFICULT_ELDERLY": "economically_difficult_elderly",
    "POOR_SEVERELY_DISABLED": "poor_severely_disabled",
    "LOW_INCOME_DISABLED": "low_income_disabled",
    "ORPHAN": "orphan",
    "DE_FACTO_UNSUPPORTED": "unsupported_child",
    "OTHER_VULNERABLE": "other_vulnerable",
}
TEKUN_GROUPS: Final = {"DISPERSED_TEKUN": "dispersed", "CENTRAL_TEKUN": "central"}
CHECKS: Final = {
    "food": "fed_and_clothed",
    "clothing": "fed_and_clothed",
    "housing": "housing_in_order",
    "education": "schooling_in_order",
    "medical": "medical_care_in_order",
    "clean": "clean",
    "utilities_safe": "utilities_safe",
}
FINDINGS: Final = {"OK": "good", "POOR": "poor", "FRAUD": "faked"}
SIGNS: Final = {"VIOLATION": "rules", "DISCIPLINE": "discipline", "CRIME": "law", "ERROR": "mistake"}
TASKS: Final = {
    **dict.fromkeys(("statistics/reviews", "statistics", "reviews", "information", "coordination"), "3.2#2"),
    "payment": "3.2#4",
    "data": "3.2#5",
    "audit": "3.2#6",
    **dict.fromkeys(("discovery/intake", "discovery", "intake"), "3.2#7"),
}
UNITS: Final = {
    "县民政局": "Civil Affairs",
    "县财政局": "Finance",
    "县卫健局": "Health Bureau",
    "县残联": "Disabled Persons' Federation",
    "审计部门": "Audit",
    "各乡镇": "Township",
}
SERVED: Final = {"tekun_support": "dispersed"}
"""Whom a duty or a sanction is about where the case names no group: somebody of a group that it speaks of."""


def every(limbs: Sequence[bool | None]) -> bool | None:
    """Whether all of them hold."""
    return False if False in limbs else None if None in limbs else True


def found_of(case: Case, root: Facts, output: str, ids: tuple[str, ...], named: Mapping[str, Sequence[str]]) -> Found:
    """The item of an output."""
    return together([rulebook(case).decide(root, case["date"]).find(output, *ids)], named)


def groups(person: Mapping[str, Any]) -> dict[str, Any]:
    """To which groups a person belongs: a list is complete, so what it leaves out is known not to be theirs."""
    listed = person.get("groups")
    mode = word(TEKUN_MODES, person.get("tekun_mode"), "person.tekun_mode")
    if listed is None:
        return {"tekun_support": mode}
    modes = [TEKUN_GROUPS[group] for group in listed if group in TEKUN_GROUPS]
    named = [word(GROUPS, group, "person.groups") for group in listed if group not in TEKUN_GROUPS]
    return {"tekun_support": mode or (modes[0] if modes else "none"), **{name: name in named for name in GROUPS.values()}}


# --- the escort


def payment(fee: Run) -> Run:
    """``escort.fee`` once more: whom it is paid to, and how. A case that speaks of the discharge alone is about an approved escort."""

    def run(case: Case) -> Found:
        facts = case["facts"]
        escort = dict(facts.get("escort") or {})
        if "bank_account" in escort and escort.pop("bank_account") is None:
            raise UnknownWord("escort.bank_account: the library has no fact for it that could be unknown")
        filling = {
            "person": {"tekun_mode": "DISPERSED"},
            "gate": {"applied": True, "township_reviewed": True, "county_approved": True},
        }
        stay = {"kind": "ROUTINE", "segments": [{"level": "COUNTY", "escorted_days": 1}], **facts["stay"]}
        found = fee({**case, "facts": {**filling, **facts, "stay": stay, "escort": {"provider": "GUARDIAN", **escort}}})
        item_said = {"payee": "ESCORT", "channel": "BANK_CARD", "instalments": 1}
        return replace(found, said=item_said if found.outcome is Outcome.GRANTED else {})

    return run


def agreement(fee: Run) -> Run:
    """The step of the agreement, from the fee of an escort of whom all else is in order; its clause from one whom it binds."""

    def run(case: Case) -> Found:
        only(case["facts"], "facts", ["escort"])
        escort = part(case["facts"], "escort", ["provider", "agreement_signed", "agreement_signed_date", "escort_start", "start"])
        begun = escort.get("escort_start", escort.get("start"))
        stay = {"kind": "ROUTINE", "segments": [{"level": "COUNTY", "escorted_days": 1}], "status": "DISCHARGED", "discharge_date": case["date"]}
        given = {name: value for name, value in escort.items() if name != "start"}
        if "agreement_signed_date" in escort:
            given |= {"escort_start": begun, "agreement_signed": escort.get("agreement_signed")}
        facts = {
            "person": {"tekun_mode": "DISPERSED"},
            "stay": stay,
            "gate": {"applied": True, "township_reviewed": True, "county_approved": True},
        }
        found, bound = (fee({**case, "facts": {**facts, "escort": each}}) for each in (given, {**given, "provider": "THIRD_PARTY"}))
        outcome = {Outcome.GRANTED: Outcome.MET, Outcome.PENDING: Outcome.BREACHED}.get(found.outcome, found.outcome)
        named = {**found.named, "escort.start": found.named["escort.escort_start"]}
        return replace(found, outcome=outcome, amount=None, named=named, clauses=found.clauses | bound.clauses)

    return run


def procedure(output: str, kind: str, steps: Mapping[str, str]) -> Run:
    """The steps to an escort; an application is one of the person or of the guardian."""

    def run(case: Case) -> Found:
        only(case["facts"], "facts", ["stay", "gate", "application", "escort"])
        gate = part(case["facts"], "gate", steps)
        by = part(case["facts"], "application", ["by", "to"]) if "application" in case["facts"] else {}
        said = {fact: flag(gate[name], f"gate.{name}") for name, fact in steps.items() if name in gate}
        if "by" in by:
            own = None if by["by"] is None else by["by"] in ("PERSON", "GUARDIAN")
            said["applied"] = every([said.get("applied", True), own])
        if by.get("to", "TOWNSHIP") != "TOWNSHIP":
            said["applied"] = False
        approval = said.pop("county_approval", None)
        stay = {"id": "s1", "kind": kind, "escort": "guardian", **said, "county_approval": {True: "approved", False: "refused", None: None}[approval]}
        home = Household.model_validate({"id": "h1", "members": [{"id": "p1", "tekun_support": "dispersed", "stays": [stay]}]})
        named = {f"gate.{name}": [f"members[0].stays[0].{fact}"] for name, fact in steps.items()}
        return found_of(case, home, output, ("p1", "s1"), {**named, "application.by": ["members[0].stays[0].applied"]})

    return run


def full_day(case: Case) -> Found:
    """``escort.attendance``: round the clock on every day."""
    only(case["facts"], "facts", ["escort_days"])
    days = case["facts"].get("escort_days") or []
    for each in days:
        only(each, "escort_days", ["date", "covered_24h"])
    attended = every([flag(each.get("covered_24h"), "covered_24h") for each in days]) if days else None
    stay = {"id": "s1", "kind": "routine", "escort": "guardian", "attended_round_the_clock": attended}
    home = Household.model_validate({"id": "h1", "members": [{"id": "p1", "tekun_support": "dispersed", "stays": [stay]}]})
    names = ["escort_days", *(f"escort_days[{index}].covered_24h" for index in range(len(days)))]
    return found_of(case, home, "escort.attendance", ("p1", "s1"), dict.fromkeys(names, ["members[0].stays[0].attended_round_the_clock"]))


def funding(case: Case) -> Found:
    """``escort.funding`` of one person."""
    only(case["facts"], "facts", ["person"])
    person = part(case["facts"], "person", ["tekun_mode", "groups"])
    known = groups(person)
    in_hardship = {known.pop(name) for name in ("poor_severely_disabled", "low_income_disabled") if name in known}
    others = {known.pop(name) for name in ("orphan", "unsupported_child", "other_vulnerable") if name in known}
    facts = {**known, "hardship_disabled": any(in_hardship) if in_hardship else None, "other_vulnerable": any(others) if others else None}
    home = Household.model_validate({"id": "h1", "members": [{"id": "p1", **facts}]})
    flags = ("economically_difficult_elderly", "hardship_disabled", "other_vulnerable")
    named = {"person.tekun_mode": ["members[0].tekun_support"], "person.groups": [f"members[0].{name}" for name in flags]}
    return found_of(case, home, "escort.funding", ("p1",), named)


# --- townships and providers


def guardian(output: str) -> Run:
    """What a guardian answers for: food and clothes are one finding of the library's, so that one of them known bad settles it."""

    def run(case: Case) -> Found:
        only(case["facts"], "facts", ["person", "checks"])
        checks = part(case["facts"], "checks", CHECKS)
        person = part(case["facts"], "person", ["guardian_id", "groups", "tekun_mode"]) if "person" in case["facts"] else {"guardian_id": "g1"}
        findings: dict[str, list[bool | None]] = {}
        for name, fact in CHECKS.items():
            findings.setdefault(fact, []).append(flag(checks.get(name), f"checks.{name}"))
        member = {"id": "v1", **SERVED, "guardian_named": True if person.get("guardian_id") else None, **{fact: every(said) for fact, said in findings.items()}}
        named = {f"checks.{name}": [f"persons[0].{fact}"] for name, fact in CHECKS.items()} | {"person.guardian_id": ["persons[0].guardian_named"]}
        return found_of(case, Township.read({"id": "t1", "persons": [member]}), output, ("v1",), named)

    return run


def service_circle(case: Case) -> Found:
    """``service.circle`` of one person."""
    only(case["facts"], "facts", ["travel_minutes"])
    minutes = case["facts"].get("travel_minutes")
    person = {"id": "s1", **SERVED, "travel_time": None if minutes is None else f"{minutes} min"}
    return found_of(case, Provider.read({"id": "o1", "persons": [person]}), "service.circle", ("s1",), {"travel_minutes": ["persons[0].travel_time"]})


def provider_fee(case: Case) -> Found:
    """``sanctions.provider_fee``; a rate or an amount of the deduction is what the county chose."""
    only(case["facts"], "facts", ["assessment", "fee"])
    assessment = part(case["facts"], "assessment", ["finding"])
    params = part(case, "params", ["deduction_rate", "deduction"])
    fee = case["facts"].get("fee")
    provider = Provider.read({"id": "o1", "finding": word(FINDINGS, assessment.get("finding"), "assessment.finding"), "monthly_fee": fee})
    amount = params.get("deduction")
    if params.get("deduction_rate") is not None and fee is not None:
        amount = str((Decimal(fee) * Decimal(params["deduction_rate"])).quantize(Decimal("0.01")))
    choices = {}  # of a fee that isn't known nothing can be chosen yet
    if amount is not None and fee is not None and assessment.get("finding") not in (None, "OK"):
        choices = {("sanctions.fee_deduction",): Choice(amount, by="worked case", why="the case sets the deduction")}
    item = rulebook(case).decide(provider, case["date"], choices).find("sanctions.provider_fee")
    # that there is a deduction stands before it is said how much
    also = frozenset({Outcome.GRANTED} if item.outcome is Outcome.DISCRETIONARY else ())
    return replace(together([item], {"assessment.finding": ["finding"], "fee": ["monthly_fee"]}), also=also)


def township_score(case: Case) -> Found:
    """``sanctions.township_score``: each finding is one of the visits to one person."""
    only(case["facts"], "facts", ["visit_findings"])
    part(case, "params", ["points"])
    made = {"COMPLIANT": 3, "BREACH": 0}
    findings = case["facts"].get("visit_findings")
    persons = [
        {"id": f"v{index}", "tekun_support": "dispersed", "visit_log_complete": True, "township_visits": word(made, said, "visit_findings"),
         **dict.fromkeys(("economically_difficult_elderly", "poor_severely_disabled", "other_vulnerable"), False)}
        for index, said in enumerate(findings or ())
    ]  # fmt: skip
    town = Township.read({"id": "t1", "persons": None if findings is None else persons})
    named = {"visit_findings": ["persons"], **{f"visit_findings[{index}]": [f"persons[{index}].township_visits"] for index in range(len(persons))}}
    found = found_of(case, town, "sanctions.township_score", (), named)
    return replace(found, also=frozenset({Outcome.GRANTED} if found.outcome is Outcome.DISCRETIONARY else ()))


def pool_used(case: Case) -> Found:
    """``funds.pool_used``: whether what was used is the pool."""
    given = part(case["facts"], "funds", ["central", "provincial", "used"])
    county = County.read({"id": "c1", "central_funds": given.get("central"), "provincial_funds": given.get("provincial"), "pool_used": given["used"]})
    named = {"funds.central": ["central_funds"], "funds.provincial": ["provincial_funds"], "funds.used": ["pool_used"]}
    return found_of(case, county, "funds.pool_used", (), named)


def uncounted(remainder: Run) -> Run:
    """The remainder where it isn't known how many there are at a care level: nothing is settled, whatever the others come to."""

    def run(case: Case) -> Found:
        counts = part(case["facts"], "counts", CARE_LEVELS)
        unknown = [level for level, number in counts.items() if number is None]
        found = remainder({**case, "facts": {**case["facts"], "counts": {level: 1 if level in unknown else counts[level] for level in counts}}})
        if not unknown or found.outcome not in (Outcome.GRANTED, Outcome.UNDETERMINED):
            return found
        named = {**found.named, **{f"counts.{level}": [f"counts.{level}"] for level in unknown}}
        missing = found.missing | {f"counts.{level}" for level in unknown}
        return replace(found, outcome=Outcome.UNDETERMINED, amount=None, missing=missing, named=named)

    return run


# --- services and goods


def supplementary(case: Case) -> Found:
    """``services.supplementary`` of one person."""
    only(case["facts"], "facts", ["person", "groups", "application"])
    person = part(case["facts"], "person", ["groups", "tekun_mode"]) if "person" in case["facts"] else {"groups": case["facts"].get("groups")}
    said = case["facts"].get("application")
    applied = flag(part(case["facts"], "application", ["filed"]).get("filed") if isinstance(said, Mapping) else said, "application")
    home = Household.model_validate({"id": "h1", "members": [{"id": "p1", **groups(person), "service_application": applied}]})
    flags = [f"members[0].{name}" for name in GROUPS.values() if name != "economically_difficult_elderly"]
    named = {"person.groups": flags, "groups": flags, **dict.fromkeys(("application", "application.filed"), ["members[0].service_application"])}
    return found_of(case, home, "services.supplementary", ("p1",), named)


def goods(case: Case) -> Found:
    """``services.goods`` of one person."""
    only(case["facts"], "facts", ["person", "groups", "lacking_items"])
    person = part(case["facts"], "person", ["groups", "tekun_mode", "lacking_items"]) if "person" in case["facts"] else {"groups": case["facts"].get("groups")}
    lacking = case["facts"].get("lacking_items", person.get("lacking_items"))
    home = Household.model_validate({"id": "h1", "members": [{"id": "p1", **groups(person), "lacking_goods": None if lacking is None else len(set(lacking))}]})
    flags = [f"members[0].{name}" for name in ("tekun_support", *GROUPS.values())]
    named = {"person.groups": flags, "groups": flags, **dict.fromkeys(("lacking_items", "person.lacking_items"), ["members[0].lacking_goods"])}
    return found_of(case, home, "services.goods", ("p1",), named)


# --- the steps of the pilot, and who answers for what


def step(name: str) -> Run:
    """One step of ``services.procedure``, the others taken; the survey is a township's."""

    def run(case: Case) -> Found:
        facts = case["facts"]
        taken: dict[str, Any] = {"on_survey_list": True, "ability_assessed": True, "needs_reviewed": True, "services_approved": "approved"}
        named: dict[str, list[str]] = {}
        if name == "assessment":
            only(facts, "facts", ["ability_assessment"])
            taken["ability_assessed"] = None if facts.get("ability_assessment") is None else True
            named["ability_assessment"] = ["members[0].ability_assessed"]
        elif name == "township_review":
            only(facts, "facts", ["township_review", "ability_assessment"])
            taken["needs_reviewed"] = None if facts.get("township_review") is None else True
            if "ability_assessment" in facts:
                taken["ability_assessed"] = None if facts["ability_assessment"] is None else True
            named = {"township_review": ["members[0].needs_reviewed"], "ability_assessment": ["members[0].ability_assessed"]}
        else:
            only(facts, "facts", ["gate", "application"])
            gate = part(facts.get("application", facts), "gate", ["county_approval", "county_random_check"])
            taken["services_approved"] = {True: "approved", False: "refused", None: None}[flag(gate.get("county_approval"), "gate.county_approval")]
            named = dict.fromkeys(("gate.county_approval", "application.gate.county_approval"), ["members[0].services_approved"])
        home = Household.model_validate({"id": "h1", "members": [{"id": "p1", **taken}]})
        return found_of(case, home, "services.procedure", ("p1",), named)

    return run


def survey(case: Case) -> Found:
    """``survey.report`` of a township."""
    only(case["facts"], "facts", ["township"])
    town = part(case["facts"], "township", ["survey_list_submitted"])
    read = Township.read({"id": "t1", "survey_reported": flag(town.get("survey_list_submitted"), "township.survey_list_submitted")})
    return found_of(case, read, "survey.report", (), {"township.survey_list_submitted": ["survey_reported"]})


def responsible_units(case: Case) -> Found:
    """The units that the clause about a task names."""
    only(case["facts"], "facts", ["task"])
    key = word(TASKS, case["facts"].get("task"), "task")
    if key is None:
        raise UnknownWord("task: null names no task")
    row = next(row for row in clause_rows(rulebook(case)) if row.clause.id == f"huining/{key}")
    return Found(Outcome.GRANTED, frozenset({row.clause.id}), said={"units": sorted(word(UNITS, unit, "units") for unit in row.clause.units_zh)})


def referral(case: Case) -> Found:
    """``referrals.violation`` of one finding."""
    only(case["facts"], "facts", ["finding"])
    finding = part(case["facts"], "finding", ["kind"])
    incident = {"id": "i1", "sign_of": word(SIGNS, finding.get("kind"), "finding.kind")}
    county = County.read({"id": "c1", "incidents": [incident]})
    return found_of(case, county, "referrals.violation", ("i1",), {"finding.kind": ["incidents[0].sign_of"]})


PROGRAMMES: Final[Mapping[str, Run]] = {
    "gate.escort_routine": procedure(
        "escort.routine_procedure", "routine", {"applied": "applied", "township_reviewed": "township_reviewed", "county_approved": "county_approval"}
    ),
    "gate.escort_emergency": procedure(
        "escort.emergency_procedure", "emergency", {"applied": "applied", "phone_application": "applied", "county_filed": "county_filed"}
    ),
    "duty.escort_full_day": full_day,
    "escort.funding": funding,
    "duty.guardian_designated": guardian("guardian.care"),
    "sanction.replace_guardian": guardian("sanctions.guardian_replacement"),
    "duty.service_circle": service_circle,
    "sanction.provider_fee": provider_fee,
    "sanction.township_score": township_score,
    "services.supplementary": supplementary,
    "goods.in_kind": goods,
    "pilot.step_survey": survey,
    **{f"pilot.step_{name}": step(name) for name in ("assessment", "township_review", "county_approval")},
    "routing.responsible_units": responsible_units,
    "routing.violation_referral": referral,
}
