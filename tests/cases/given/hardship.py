"""The worked cases of Kunshan about recognition, medical help, dibao and sanctions, in the library's public names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from cases.given.words import AREAS, CARE_LEVELS, DISABILITIES, GRADES, Found, UnknownWord, day, filled, flag, only, part, rulebook, standard, together, word
from cases.given.work import HELPED, STATUSES, unkeyed, whole

from aidrules import Choice, Household, Month, Outcome
from aidrules.errors import InvalidChoice
from aidrules.facts.bodies import County, Township

CAPACITY: Final = {"ALL": "lost", "TOTAL": "lost", "FULL": "lost", "BASICALLY": "basically_lost", "BASIC": "basically_lost", "NO": "kept", "NONE": "kept"}
RECOGNITIONS: Final = {"DIBAO": "in_dibao", "EDGE": "low_income_edge", "LOW_INCOME_EDGE": "low_income_edge", "DIBAO_EDGE": "low_income_edge"}
ROLES: Final = {
    "main_labourer": True, "MAIN_LABOURER": True, "main_laborer": True,
    **dict.fromkeys(("child", "CHILD", "spouse", "SPOUSE", "elderly", "ELDERLY", "parent", "PARENT", "other", "OTHER", "dependant", "other_member"), False),
}  # fmt: skip
TREATMENTS: Final = {
    "TUMOR": "tumour", "TUMOUR": "tumour", "MALIGNANT_TUMOR": "tumour", "MALIGNANT_TUMOUR": "tumour", "LEUKAEMIA": "tumour", "LEUKEMIA": "tumour",
    "TRANSPLANT": "transplant", "ORGAN_TRANSPLANT": "transplant", "URAEMIA_DIALYSIS": "dialysis", "UREMIA_DIALYSIS": "dialysis", "DIALYSIS": "dialysis",
    "OTHER_LISTED": "similar", "SIMILAR": "similar", "OTHER": "none", "NONE": "none", "OTHER_UNLISTED": "none",
}  # fmt: skip
CAUSES: Final = {"ILLNESS": "illness", "DISABILITY": "disability", "OTHER": "other", "ACCIDENT": "other", "AGE": "other", "OLD_AGE": "other"}
SETTINGS: Final = {
    "HOSPITAL": "hospital", "INSTITUTION": "institution", "NURSING_HOME": "institution", "COMMUNITY_HOME": "community_or_home",
    "COMMUNITY": "community_or_home", "HOME": "community_or_home", "NONE": "none", "OTHER": "none",
}  # fmt: skip
FAULTS: Final = {
    "IRRESPONSIBLE": "not_done", "IRRESPONSIBILITY": "not_done", "BUCK_PASSING": "passed_on", "DELAY": "too_late", "FAVOURITISM": "favouritism",
    "FAVORITISM": "favouritism", "ABUSE": "abuse", "ABUSE_OF_POWER": "abuse", "NONE": "other", "OTHER": "other", "MINOR": "other",
}  # fmt: skip
BANDS: Final = ("first", "second", "third", "fourth", "fifth")


def said_of(case: Mapping[str, Any], *words: str) -> Mapping[str, Any]:
    """The facts of a case, in which only these parts may stand."""
    only(case["facts"], "facts", words)
    return case["facts"]


def helped_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """To which helped groups a household belongs: the list is complete, and a bare flag says that it is one of them."""
    for name in ("helped_categories", "categories"):
        if name in given:
            return {} if given[name] is None else {ours: ours in [word(HELPED, each, f"household.{name}") for each in given[name]] for ours in HELPED.values()}
    for name in ("helped", "helped_household"):
        if name in given:
            said = flag(given[name], f"household.{name}")
            return {} if said is None else {"illness_poverty": said, "disability_poverty": False, "sudden_illness": False}
    return {"illness_poverty": True, "disability_poverty": False, "sudden_illness": False}


HELPED_NAMES: Final = ("helped_categories", "categories", "helped", "helped_household")
NAMED_HELPED: Final = {f"{above}{name}": list(HELPED.values()) for above in ("household.", "person.", "") for name in HELPED_NAMES}


def item_of(case: Mapping[str, Any], root: Any, output: str, ids: tuple[str, ...], standards: Mapping[str, Any] | None = None) -> Any:
    """The item of an output, with the figures that the case supplies."""
    return rulebook(case, standards).decide(root, case["date"]).find(output, *ids)


def dibao_standard(case: Mapping[str, Any], *others: str) -> dict[str, Any]:
    """The one dibao standard that a case gives, which is that of town and country alike."""
    given = part(case, "params", ["dibao_standard", *others]).get("dibao_standard")
    return {} if given is None else {"dibao.monthly_standard": dict.fromkeys(AREAS.values(), given)}


# --- recognition


def illness(case: Mapping[str, Any]) -> Found:
    """``helped.illness_poverty``: the list of recognitions is complete, and null is not known."""
    names = ["local_hukou", "illness_medical_burden_exceeds_capacity", "long_term", "actual_living_level", "civil_affairs_recognition", "area"]
    home = part(said_of(case, "household"), "household", names)
    recognised = home.get("civil_affairs_recognition")
    if isinstance(recognised, str):
        recognised = [] if recognised == "NONE" else [recognised]
    named = None if recognised is None else [word(RECOGNITIONS, each, "household.civil_affairs_recognition") for each in recognised if each != "NONE"]
    supplied = dibao_standard(case)
    household = Household.read({
        "id": "h1", "members": [{"id": "p1"}], **filled("kunshan.category", "household"),
        "local_registration": flag(home.get("local_hukou"), "household.local_hukou"),
        "illness_burden": flag(home.get("illness_medical_burden_exceeds_capacity"), "household.illness_medical_burden_exceeds_capacity"),
        "long_below": flag(home.get("long_term"), "household.long_term"),
        "living_level": home.get("actual_living_level"),
        **({} if named is None else {ours: ours in named for ours in ("in_dibao", "low_income_edge")}),
    })  # fmt: skip
    paths = {
        "local_hukou": ["local_registration"], "illness_medical_burden_exceeds_capacity": ["illness_burden"], "long_term": ["long_below"],
        "actual_living_level": ["living_level"], "civil_affairs_recognition": ["in_dibao", "low_income_edge"],
    }  # fmt: skip
    translated = {**{f"household.{name}": path for name, path in paths.items()}, "params.dibao_standard": [standard("dibao.monthly_standard", "urban")]}
    return together([item_of(case, household, "helped.illness_poverty", (), supplied)], translated)


def disability(case: Mapping[str, Any]) -> Found:
    """``helped.disability_poverty``: a grade that the federation hasn't certified isn't known."""
    facts = said_of(case, "household", "disabled_member", "main_labourer")
    home = part(facts, "household", ["local_hukou", "actual_living_level", "area"])
    above = "main_labourer" if "main_labourer" in facts else "disabled_member"
    member = part(facts, above, ["role", "grade", "type", "certified_by_dpf", "labour_capacity_lost"])
    certified = flag(member.get("certified_by_dpf", True), f"{above}.certified_by_dpf")
    grade = word(GRADES, member.get("grade"), f"{above}.grade")
    person = {
        "id": "p1", "main_labourer": word(ROLES, member.get("role", "main_labourer" if above == "main_labourer" else None), f"{above}.role"),
        "work_capacity": word(CAPACITY, member.get("labour_capacity_lost"), f"{above}.labour_capacity_lost"),
        "disabilities": [{"kind": word(DISABILITIES, member.get("type"), f"{above}.type"), "grade": grade}] if certified else None,
    }  # fmt: skip
    supplied = dibao_standard(case)
    household = Household.read({
        "id": "h1", "members": [person], **filled("kunshan.category", "household"),
        "local_registration": flag(home.get("local_hukou"), "household.local_hukou"), "living_level": home.get("actual_living_level"),
    })  # fmt: skip
    named = {
        "household.local_hukou": ["local_registration"], "household.actual_living_level": ["living_level"],
        f"{above}.role": ["members[0].main_labourer"], f"{above}.grade": ["members[0].disabilities[0].grade" if certified else "members[0].disabilities"],
        f"{above}.certified_by_dpf": ["members[0].disabilities"], f"{above}.labour_capacity_lost": ["members[0].work_capacity"],
        "params.dibao_standard": [standard("dibao.monthly_standard", "urban")],
    }  # fmt: skip
    return together([item_of(case, household, "helped.disability_poverty", (), supplied)], named)


SUDDEN: Final = {
    "local_hukou": "local_registration", "sudden_major_illness": "sudden_major_illness", "costs_too_large": "illness_costs_too_large",
    "temporarily_serious_difficulty": "temporarily_in_serious_difficulty", "main_labourer_cannot_work_due_to_care": "labourer_kept_from_work",
    "determined_by_civil_affairs": "sudden_illness_determined",
}  # fmt: skip


def sudden(case: Mapping[str, Any]) -> Found:
    """``helped.sudden_illness``."""
    home = part(said_of(case, "household"), "household", SUDDEN)
    part(case, "params", [])
    household = Household.read({"id": "h1", "members": [{"id": "p1"}], **{ours: flag(home.get(said), said) for said, ours in SUDDEN.items()}})
    return together([item_of(case, household, "helped.sudden_illness", ())], {f"household.{said}": [ours] for said, ours in SUDDEN.items()})


# --- medical


def bill_of(case: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any], dict[str, list[str]]]:
    """A bill and its patient; an insurance whose payment is given, of nothing too, has settled."""
    facts = said_of(case, "bill", "person", "compliant_self_pay", "insurer", "settlement_channel")
    bill = facts.get("bill") or {}
    names = ["gonghui", "institution_gonghui", "self_borne_after_insurance", "compliant_self_pay", "total", "basic_insurance_paid", "supplementary_paid"]
    only(bill, "bill", names)
    person = facts.get("person") or {}
    only(person, "person", ["medical_aid_target"])
    unsaid = filled("medical.kunshan", "bill")
    settled = {
        ours: (True if bill[said] is not None else None) if said in bill else unsaid[ours]
        for ours, said in (("basic_settled", "basic_insurance_paid"), ("supplementary_settled", "supplementary_paid"))
    }
    ours = {
        "id": "b1", **settled, "public_benefit_institution": flag(bill.get("gonghui", bill.get("institution_gonghui")), "bill.gonghui"),
        "self_borne": bill.get("self_borne_after_insurance"), "compliant_self_pay": bill.get("compliant_self_pay", facts.get("compliant_self_pay")),
    }  # fmt: skip
    patient = {"medical_aid_target": flag(person.get("medical_aid_target", True), "person.medical_aid_target")}
    at = "members[0].bills[0]"
    named = {
        "bill.gonghui": [f"{at}.public_benefit_institution"], "bill.institution_gonghui": [f"{at}.public_benefit_institution"],
        "bill.self_borne_after_insurance": [f"{at}.self_borne"], "bill.compliant_self_pay": [f"{at}.compliant_self_pay"],
        "compliant_self_pay": [f"{at}.compliant_self_pay"], "bill.basic_insurance_paid": [f"{at}.basic_settled"],
        "bill.supplementary_paid": [f"{at}.supplementary_settled"], "person.medical_aid_target": ["members[0].medical_aid_target"],
        "params.bands": [standard("medical.band_rate", "first")],
    }  # fmt: skip
    return ours, patient, named


def bill(output: str) -> Callable[[Mapping[str, Any]], Found]:
    """An output about a bill; ``bands`` is a list of a lower bound, an upper one, and a rate."""

    def run(case: Mapping[str, Any]) -> Found:
        ours, patient, named = bill_of(case)
        bands = part(case, "params", ["bands"]).get("bands")
        standards: dict[str, Any] = {}
        if bands is not None:
            if len(bands) > len(BANDS):
                raise UnknownWord("params.bands: the library has five bands")
            lows = {name: band["lower"] if isinstance(band, Mapping) else band[0] for name, band in zip(BANDS, bands, strict=False)}
            rates = {name: str(band["rate"] if isinstance(band, Mapping) else band[2]) for name, band in zip(BANDS, bands, strict=False)}
            standards = {"medical.band_from": {name: low for name, low in lows.items() if name != "first"}, "medical.band_rate": rates}
        household = Household.read({"id": "h1", "members": [{"id": "p1", **patient, "bills": [ours]}]})
        return together([item_of(case, household, output, ("p1", "b1"), standards)], named)

    return run


def one_stop(case: Mapping[str, Any]) -> Found:
    """``medical.one_stop``."""
    facts = said_of(case, "insurer", "settlement_channel")
    part(case, "params", [])
    tendered = flag((facts.get("insurer") or {}).get("selected_by_tender"), "insurer.selected_by_tender")
    channel = word({"ONE_STOP": True, "REIMBURSE": False}, facts.get("settlement_channel", "ONE_STOP"), "settlement_channel")
    household = Household.read({"id": "h1", "members": [{"id": "p1", "bills": [{"id": "b1", "insurer_tendered": tendered, "settled_on_the_spot": channel}]}]})
    named = {"insurer.selected_by_tender": ["members[0].bills[0].insurer_tendered"], "settlement_channel": ["members[0].bills[0].settled_on_the_spot"]}
    return together([item_of(case, household, "medical.one_stop", ("p1", "b1"))], named)


def of_a_person(
    output: str, words: Mapping[str, tuple[str, Mapping[Any, Any] | None]], home: bool = False, above: tuple[str, ...] = ("person",)
) -> Callable[[Mapping[str, Any]], Found]:
    """An output about one person, each fact by its name and, where it has some, its words; flags, counts and amounts stand as they are."""

    def run(case: Mapping[str, Any]) -> Found:
        facts = case["facts"]
        part(case, "params", ["extension_months"])
        flat = {key: value for name, given in facts.items() if isinstance(given, Mapping) for key, value in given.items()}
        flat |= {name: value for name, value in facts.items() if not isinstance(value, Mapping)}
        only(flat, "facts", [*words, *(HELPED_NAMES if home else ())])
        person = {
            ours: word(known, flat.get(said), said) if known else flat.get(said)
            for said, (ours, known) in words.items()
            if said in flat and not ours.startswith("home.")
        }
        household = {ours.partition(".")[2]: flat.get(said) for said, (ours, _) in words.items() if ours.startswith("home.")}
        root = Household.read({"id": "h1", **(helped_of(flat) if home else {}), **household, "members": [{"id": "p1", **filled(output, "person"), **person}]})
        named = {
            f"{prefix}{said}": [ours.partition(".")[2] if ours.startswith("home.") else f"members[0].{ours}"]
            for said, (ours, _) in words.items()
            for prefix in ("", *(f"{name}." for name in (*above, "household")))
        }
        return together([item_of(case, root, output, ("p1",))], {**NAMED_HELPED, **named})

    return run


# --- dibao


def single_person(case: Mapping[str, Any]) -> Found:
    """``dibao.single_person``."""
    facts = said_of(case, "person", "application", "household")
    part(case, "params", ["dibao_standard"])
    names = ["birth_date", "disabilities", "unemployed", "household_hardship", "supported_by_family", "cannot_separate"]
    person = part(facts, "person", names)
    filed = facts.get("application")
    filed = filed.get("filed", filed.get("filed_by_person")) if isinstance(filed, Mapping) else filed
    unemployed = flag(person.get("unemployed"), "person.unemployed")
    certified = person.get("disabilities")
    for given in certified or ():
        only(given, "person.disabilities", ["type", "grade"])
    root = Household.read({"id": "h1", **filled("dibao.single_person", "household"), "in_hardship": person.get("household_hardship"), "members": [{
        "id": "p1", "birth_date": day(person.get("birth_date"), "person.birth_date"), "employed": None if unemployed is None else not unemployed,
        "disabilities": None if certified is None else
            [{"kind": word(DISABILITIES, given.get("type"), "type"), "grade": word(GRADES, given.get("grade"), "grade")} for given in certified],
        "supported_by_family": flag(person.get("supported_by_family"), "person.supported_by_family"),
        "unable_to_live_apart": flag(person.get("cannot_separate"), "person.cannot_separate"),
        "individual_application": flag(filed, "application"),
    }]})  # fmt: skip
    named = {
        "person.birth_date": ["members[0].birth_date"], "person.unemployed": ["members[0].employed"], "person.disabilities": ["members[0].disabilities"],
        **{f"person.disabilities[{index}].grade": [f"members[0].disabilities[{index}].grade"] for index in range(len(certified or ()))},
        "person.household_hardship": ["in_hardship"], "person.supported_by_family": ["members[0].supported_by_family"],
        "person.cannot_separate": ["members[0].unable_to_live_apart"],
        **dict.fromkeys(("application", "application.filed", "application.filed_by_person"), ["members[0].individual_application"]),
    }  # fmt: skip
    return together([item_of(case, root, "dibao.single_person", ("p1",))], named)


def buffer(case: Mapping[str, Any]) -> Found:
    """``buffer.payment``; months beyond the bounds are ``invalid``, and nought months is the discretion declined."""
    facts = said_of(case, "household", "phase_out", "person")
    names = ["per_capita_income", "per_capita_countable_income", "voluntary_application", "original_monthly_dibao", "area", *HELPED_NAMES]
    home = part(facts, "household", names)
    granted = facts.get("phase_out") or {}
    only(granted, "phase_out", ["granted_months", "month_index"])
    supplied = dibao_standard(case)
    number = whole(granted.get("month_index", 1), "phase_out.month_index")
    first = None if number is None else Month.of(date.fromisoformat(case["date"])).plus(1 - number)
    root = Household.read({
        "id": "h1", **filled("dibao.phase_out.kunshan", "household"), **helped_of(home),
        "exit_applied": flag(home.get("voluntary_application"), "household.voluntary_application"),
        "grant_before": home.get("original_monthly_dibao"), "phase_out_since": first if first is None else str(first),
        "members": [{"id": "p1", **filled("dibao.phase_out.kunshan", "person"),
                     "other_monthly_income": home.get("per_capita_income", home.get("per_capita_countable_income"))}],
    })  # fmt: skip
    named = {
        **NAMED_HELPED, "household.per_capita_income": ["members[0].other_monthly_income"],
        "household.per_capita_countable_income": ["members[0].other_monthly_income"], "household.voluntary_application": ["exit_applied"],
        "household.original_monthly_dibao": ["grant_before"], "phase_out.month_index": ["phase_out_since"],
        "params.dibao_standard": [standard("dibao.monthly_standard", "urban")],
    }  # fmt: skip
    book = rulebook(case, supplied)
    undecided = book.decide(root, case["date"]).find("buffer.payment")
    months = whole(granted.get("granted_months"), "phase_out.granted_months")
    if months is None:
        return together([undecided], named)
    choices = {("buffer.payment",): Choice(False, by="worked case", why="nought months")} if months == 0 else {
        ("buffer.months",): Choice(months, by="worked case", why="the case grants so many months")}  # fmt: skip
    try:
        item = book.decide(root, case["date"], choices).find("buffer.payment")
    except InvalidChoice as error:
        if error.code != "choice.bounds":
            raise
        return Found(Outcome.BREACHED, frozenset(clause.id for clause in undecided.clauses), named=named)
    return together([item], named)


def countable(case: Mapping[str, Any]) -> Found:
    """``income.countable_earnings``; a deduction beyond the necessary costs is ``invalid``."""
    facts = said_of(case, "person", "household", "job_income", "necessary_employment_costs", "granted_deduction")
    part(case, "params", [])
    flat = {**facts, **(facts.get("person") or {})}
    only(
        {name: value for name, value in flat.items() if name not in ("person", "household")},
        "facts",
        ["job_income", "necessary_employment_costs", "granted_deduction"],
    )
    person = {"id": "p1", "monthly_earnings": flat.get("job_income"), "necessary_job_costs": flat.get("necessary_employment_costs")}
    root = Household.read({"id": "h1", "members": [person]})
    named = {f"{above}{said}": [f"members[0].{ours}"] for above in ("", "person.")
             for said, ours in (("job_income", "monthly_earnings"), ("necessary_employment_costs", "necessary_job_costs"))}  # fmt: skip
    book = rulebook(case)
    undecided = book.decide(root, case["date"]).find("income.countable_earnings", "p1")
    if flat.get("granted_deduction") is None:
        return together([undecided], named)
    choice = Choice(flat["granted_deduction"], by="worked case", why="the case grants it")
    try:
        item = book.decide(root, case["date"], {("income.job_cost_deduction", "p1"): choice}).find("income.countable_earnings", "p1")
    except InvalidChoice as error:
        if error.code != "choice.bounds":
            raise
        return Found(Outcome.BREACHED, frozenset(clause.id for clause in undecided.clauses), named=named)
    return together([item], named)


def disregard(case: Mapping[str, Any]) -> Found:
    """``income.carer_disregard``; where several could be the carer the family names one, and the first of those listed is it."""
    facts = said_of(case, "household", "person")
    part(case, "params", [])
    home = part(facts, "household", ["status", "has_semi_or_full_care_member", "working_age_members", "care_level"])
    dibao, edge = STATUSES[home["status"]] if home.get("status") is not None else (None, None)
    needs = flag(home.get("has_semi_or_full_care_member"), "household.has_semi_or_full_care_member")
    level = word(CARE_LEVELS, home.get("care_level"), "household.care_level") or (None if needs is None else "full_care" if needs else "self_care")
    others = home.get("working_age_members")
    members = [{"id": "p1", "care_level": level, "of_working_age": False, "named_carer": False}]
    for index, given in enumerate(others or ()):
        income = given.get("income") if isinstance(given, Mapping) else given[1]
        members.append({
            "id": f"w{index}", "care_level": "self_care", "of_working_age": True, "named_carer": index == 0,
            "monthly_earnings": "0.00", "other_monthly_income": income,
        })  # fmt: skip
    if others is None:
        members.append({"id": "w0", "care_level": "self_care"})
    root = Household.read({"id": "h1", "in_dibao": dibao, "low_income_edge": edge, "members": members})
    named = {
        "household.status": ["in_dibao", "low_income_edge"], "household.has_semi_or_full_care_member": ["members[0].care_level"],
        "household.working_age_members": ["members[1].named_carer"],
    }  # fmt: skip
    return together([item_of(case, root, "income.carer_disregard", ())], named)


def growth(case: Mapping[str, Any]) -> Found:
    """The check on the growth of the dibao standard; the tolerance goes both ways."""
    only(case["facts"], "facts", [])
    params = part(case, "params", ["standard_prev", "standard_new", "tolerance"])
    names = (("dibao.previous_standard", "standard_prev"), ("dibao.monthly_standard", "standard_new"))
    supplied: dict[str, Any] = {path: {"urban": params[said]} for path, said in names if params.get(said) is not None}
    if params.get("tolerance") is not None:
        about, aside = Decimal("0.08"), Decimal(params["tolerance"])
        supplied |= {"dibao.growth_least": str(about - aside), "dibao.growth_most": str(about + aside)}
    item = next(item for item in rulebook(case, supplied).checks(case["date"]) if item.output == "dibao.growth_urban")
    named = {f"params.{said}": [standard(path, "urban")] for path, said in names}
    return together([item], {**named, "params.tolerance": [unkeyed("dibao.growth_least"), unkeyed("dibao.growth_most")]})


def proportional(case: Mapping[str, Any]) -> Found:
    """``standards.adjusted``: the ratio is that of the two dibao standards; without a standard before there is none, which is ``invalid``."""
    only(case["facts"], "facts", [])
    params = part(case, "params", ["standard_prev", "standard_new", "other_prev"])
    before, after = params.get("standard_prev"), params.get("standard_new")
    named = {
        "params.other_prev": ["linked_standards[0].before"],
        **dict.fromkeys(("params.standard_prev", "params.standard_new"), [unkeyed("dibao.adjustment_ratio")]),
    }
    if before is not None and not Decimal(before):
        return Found(Outcome.BREACHED, frozenset({"kunshan/3.5.1#1b"}), named=named)
    supplied = {} if before is None or after is None else {"dibao.adjustment_ratio": str(Fraction(after) / Fraction(before))}
    county = County.read({"id": "c1", "linked_standards": [{"id": "s1", "before": params.get("other_prev")}]})
    return together([item_of(case, county, "standards.adjusted", ("s1",), supplied)], named)


# --- sanctions, duties


def job_refusal(case: Mapping[str, Any]) -> Found:
    """``sanctions.job_refusal``."""
    facts = said_of(case, "person", "refusals", "months_without_own_search")
    part(case, "params", [])
    person = part(facts, "person", ["working_age", "able", "unemployed", "dibao"])
    unemployed = flag(person.get("unemployed"), "person.unemployed")
    root = Household.read({"id": "h1", "in_dibao": flag(person.get("dibao"), "person.dibao"), "members": [{
        "id": "p1", "of_working_age": flag(person.get("working_age"), "person.working_age"), "able_to_work": flag(person.get("able"), "person.able"),
        "employed": None if unemployed is None else not unemployed, "job_refusals": whole(facts.get("refusals"), "refusals"),
        "months_without_seeking": whole(facts.get("months_without_own_search"), "months_without_own_search"),
    }]})  # fmt: skip
    named = {
        "person.working_age": ["members[0].of_working_age"], "person.able": ["members[0].able_to_work"], "person.unemployed": ["members[0].employed"],
        "person.dibao": ["in_dibao"], "refusals": ["members[0].job_refusals"], "months_without_own_search": ["members[0].months_without_seeking"],
    }  # fmt: skip
    return together([item_of(case, root, "sanctions.job_refusal", ("p1",))], named)


def fraud(case: Mapping[str, Any]) -> Found:
    """``sanctions.fraud_recovery``, and where nothing was drawn the record alone, with an amount of nothing."""
    facts = said_of(case, "finding", "amount_drawn")
    part(case, "params", [])
    finding = part(facts, "finding", ["false_documents"])
    person = {"id": "p1", "false_papers": flag(finding.get("false_documents"), "finding.false_documents"), "drawn_by_fraud": facts.get("amount_drawn")}
    decision = rulebook(case).decide(Household.read({"id": "h1", "members": [person]}), case["date"])
    recovery, record = decision.find("sanctions.fraud_recovery", "p1"), decision.find("sanctions.credit_record", "p1")
    named = {"finding.false_documents": ["members[0].false_papers"], "amount_drawn": ["members[0].drawn_by_fraud"]}
    found = together([record if recovery.outcome is Outcome.REFUSED else recovery], named)
    return replace(found, recorded=record.outcome is Outcome.GRANTED)


def officials(case: Mapping[str, Any]) -> Found:
    """``referrals.help_faults``."""
    facts = said_of(case, "finding")
    part(case, "params", [])
    finding = part(facts, "finding", ["kind", "serious_consequences"])
    fault = {
        "id": "f1", "kind": word(FAULTS, finding.get("kind"), "finding.kind"),
        "serious_consequences": flag(finding.get("serious_consequences", True), "finding.serious_consequences"),
    }  # fmt: skip
    named = {"finding.kind": ["help_faults[0].kind"], "finding.serious_consequences": ["help_faults[0].serious_consequences"]}
    return together([item_of(case, County.read({"id": "c1", "help_faults": [fault]}), "referrals.help_faults", ("f1",))], named)


def of_a_home(output: str, words: Mapping[str, str], unsaid: Mapping[str, Any] | None = None) -> Callable[[Mapping[str, Any]], Found]:
    """A duty about a household, each fact a flag by its name."""

    def run(case: Mapping[str, Any]) -> Found:
        part(case, "params", [])
        facts = case["facts"]
        flat = {**{name: value for name, value in facts.items() if name != "household"}, **(facts.get("household") or {})}
        only(flat, "facts", [*words, *HELPED_NAMES])
        given = {ours: flag(flat.get(said), said) for said, ours in words.items()}
        root = Household.read({"id": "h1", **helped_of(flat), **(unsaid or {}), **given, "members": [{"id": "p1"}]})
        named = {f"{above}{said}": [ours] for said, ours in words.items() for above in ("", "household.")}
        return together([item_of(case, root, output, ())], {**NAMED_HELPED, **named})

    return run


def data_matching(case: Mapping[str, Any]) -> Found:
    """``duties.data_comparison``; a list of the days of comparison says that there were some, which is as much as the text asks."""
    facts = said_of(case, "matched_regularly", "matches")
    part(case, "params", [])
    matched = facts.get("matched_regularly") if "matched_regularly" in facts else (None if facts.get("matches") is None else bool(facts["matches"]))
    county = County.read({"id": "c1", "data_compared_regularly": flag(matched, "matched_regularly")})
    return together([item_of(case, county, "duties.data_comparison", ())], dict.fromkeys(("matched_regularly", "matches"), ["data_compared_regularly"]))


def target_assessment(case: Mapping[str, Any]) -> Found:
    """``duties.target_assessment``."""
    said = said_of(case, "included_in_assessment").get("included_in_assessment")
    part(case, "params", [])
    town = Township.read({"id": "t1", "help_in_target_assessment": flag(said, "included_in_assessment")})
    return together([item_of(case, town, "duties.target_assessment", ())], {"included_in_assessment": ["help_in_target_assessment"]})


PROGRAMMES: Final[Mapping[str, Callable[[Mapping[str, Any]], Found]]] = {
    "kunshan.category.illness_poverty": illness,
    "kunshan.category.disability_poverty": disability,
    "kunshan.category.sudden_illness": sudden,
    "gate.medical_payer_order": bill("medical.payer_order"),
    "medical.kunshan_full_cover": bill("medical.full_cover"),
    "medical.kunshan_self_pay": bill("medical.self_pay"),
    "gate.one_stop_settlement": one_stop,
    "medical.kunshan_extension": of_a_person(
        "medical.extension", {"condition": ("grave_treatment", TREATMENTS), "lost_aid_due_to_income": ("aid_lost_by_income", None)}
    ),
    "medical.kunshan_bridge_loan": of_a_person(
        "medical.bridge_loan", {"out_of_area_treatment": ("out_of_area_treatment", None), "funding_pressure": ("prepayment_pressure", None)}
    ),
    "charity.kunshan": of_a_person(
        "charity.medical",
        {
            "residual_costs": ("residual_medical_cost", None),
            "special_treatment_needed": ("special_treatment_needed", None),
            "family_self_help_exhausted": ("home.self_help_exhausted", None),
        },
        home=True,
    ),
    "ltci.cover": of_a_person(
        "care_insurance.nursing",
        {"long_term_disabled": ("long_term_disabled", None), "cause": ("disablement_cause", CAUSES), "setting": ("nursing_place", SETTINGS)},
    ),
    "ltci.premium_subsidy": of_a_person(
        "care_insurance.premium", {"premium_subsidy_beneficiary": ("premium_subsidy_recipient", None), "premium": ("care_insurance_premium", None)}
    ),
    "services.family_doctor": of_a_person("health.family_doctor", {}, home=True),
    "services.home_nursing": of_a_person("health.nursing_guidance", {"bedridden_long": ("bedridden", None)}, home=True),
    "params.dibao_standard_growth": growth,
    "params.proportional_adjustment": proportional,
    "dibao.countable_income": countable,
    "dibao.single_person_adult_disabled": single_person,
    "dibao.caregiver_disregard": disregard,
    "dibao.buffer": of_a_home("buffer.set", {"temporarily_out_of_poverty": "out_for_now", "buffer_set": "buffer_set"}),
    "dibao.phase_out.kunshan": buffer,
    "duty.job_acceptance": of_a_person(
        "work.acceptance",
        {
            "working_age": ("of_working_age", None),
            "able": ("able_to_work", None),
            "employed": ("employed", None),
            "unemployed": ("employed", {True: False, False: True}),
            "dibao": ("home.in_dibao", None),
            "refusals": ("job_refusals", None),
            "refused_training": ("refused_training", None),
        },
    ),
    "sanction.job_refusal": job_refusal,
    "duty.three_unchanged": of_a_home(
        "tracking.three_unchanged",
        {"contact_unchanged": "same_contact", "attention_unchanged": "same_attention", "support_unchanged": "same_support"},
        {"out_for_now": True},
    ),
    "duty.follow_up": of_a_home("tracking.follow_up", {"followed_up": "followed_up"}),
    "duty.return_detection": of_a_home("tracking.relapse", {"relapse_detected": "fell_back"}),
    "duty.data_matching": data_matching,
    "kpi.target_assessment": target_assessment,
    "sanction.fraud_recovery": fraud,
    "sanction.officials": officials,
}
