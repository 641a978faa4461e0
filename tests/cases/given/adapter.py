"""Puts the worked cases that came with the law into the library's public names, runs them and compares; see ``words``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from cases.given import bodies, hardship, hefei, huining, layers, living, local_figures, plan, routing, special, work
from cases.given.words import (
    APPROVALS,
    AREAS,
    CARE_LEVELS,
    DISABILITIES,
    FILLINGS,
    GRADES,
    GROUPS,
    HOSPITAL_LEVELS,
    ILLNESS,
    OTHER_GROUPS,
    OUTCOMES,
    PROVIDERS,
    STAY_KINDS,
    STAY_STATUSES,
    TEKUN_MODES,
    Found,
    UnknownWord,
    count,
    day,
    filled,
    flag,
    only,
    part,
    rulebook,
    standard,
    together,
    word,
)

from aidrules import Choice, Household, Month, Outcome, Person
from aidrules.errors import InvalidChoice
from aidrules.programs import people, tekun

# --- Huining


def groups_of(person: Mapping[str, Any]) -> dict[str, Any]:
    """To which groups a person belongs, from the mode of tekun support and the list of groups; see ``READ_TOGETHER``."""
    mode = word(TEKUN_MODES, person.get("tekun_mode"), "person.tekun_mode")
    listed = person.get("groups")
    if listed is None:
        return {"tekun_support": mode}
    if None in listed:
        raise UnknownWord("person.groups: a group is named, not null")
    named = [word(GROUPS, group, "person.groups") for group in listed]
    modes = {value for name, value in named if name == "tekun_support"}
    if len(modes) > 1 or (mode is not None and modes - {mode}):
        raise UnknownWord("person: the mode of tekun support and the groups contradict each other")
    if mode is None and named:
        mode = modes.pop() if modes else "none"
    return {"tekun_support": mode, **{name: (name, True) in named for name in OTHER_GROUPS}}


def agreement_of(escort: Mapping[str, Any], stay: Mapping[str, Any]) -> str | None:
    """Whether the agreement was signed, and in time; see ``READ_TOGETHER``."""
    signed = flag(escort.get("agreement_signed"), "escort.agreement_signed")
    if signed is False:
        return "unsigned"
    if "agreement_signed_date" not in escort:
        return "signed_in_time" if signed else None
    signed_on = day(escort["agreement_signed_date"], "escort.agreement_signed_date")
    begun = day(escort.get("escort_start", stay.get("escort_start")), "escort.escort_start")
    admitted = day(stay.get("admission_date"), "stay.admission_date")
    if signed_on is None or (begun is None and (admitted is None or signed_on > admitted)):
        return None
    return "signed_late" if begun is not None and signed_on > begun else "signed_in_time"


def approval_of(gate: Mapping[str, Any]) -> str | None:
    """What the county decided; see ``READ_TOGETHER``."""
    approval = word(APPROVALS, gate.get("county_approved"), "gate.county_approved")
    return "not_yet" if approval is None and False in (gate.get("applied"), gate.get("township_reviewed")) else approval


def escort_fee(case: Mapping[str, Any]) -> Found:
    """``escort.fee`` of one stay of one person."""
    only(case["facts"], "facts", ["person", "stay", "gate", "escort"])
    person = part(case["facts"], "person", ["tekun_mode", "groups"])
    stay = part(case["facts"], "stay", ["kind", "segments", "status", "admission_date", "discharge_date", "escort_start"])
    gate = part(case["facts"], "gate", ["applied", "phone_application", "township_reviewed", "county_approved", "county_filed"])
    escort = part(case["facts"], "escort", ["provider", "agreement_signed", "agreement_signed_date", "escort_start"])
    params = part(case, "params", ["central_tekun_in_vulnerable_group"])

    groups = groups_of(person)
    readings = {}
    if flag(params.get("central_tekun_in_vulnerable_group"), "params.central_tekun_in_vulnerable_group") is False:
        if groups["tekun_support"] != "central":
            raise UnknownWord("params.central_tekun_in_vulnerable_group: no reading leaves out central support alone")
        readings = {"escort-coverage": "dispersed-only"}

    segments = stay.get("segments")
    for segment in segments or ():
        only(segment, "stay.segments", ["level", "escorted_days"])
    levels = [word(HOSPITAL_LEVELS, segment.get("level"), "stay.segments.level") for segment in segments or ()]
    by_telephone = stay.get("kind") == "EMERGENCY" and "phone_application" in gate
    household = Household.model_validate({
        "id": "h1",
        "members": [{"id": "p1", **groups, "stays": [{
            "id": "s1",
            "kind": word(STAY_KINDS, stay.get("kind"), "stay.kind"),
            "status": word(STAY_STATUSES, stay.get("status"), "stay.status"),
            "admission_date": stay.get("admission_date"),
            "discharge_date": stay.get("discharge_date"),
            "applied": flag(gate.get("phone_application" if by_telephone else "applied"), "gate.applied"),
            "township_reviewed": flag(gate.get("township_reviewed"), "gate.township_reviewed"),
            "county_approval": approval_of(gate),
            "county_filed": flag(gate.get("county_filed"), "gate.county_filed"),
            "escort": word(PROVIDERS, escort.get("provider"), "escort.provider"),
            "agreement": agreement_of(escort, stay),
            "segments": None if segments is None else
                [{"level": level, "escorted_days": segment.get("escorted_days")} for level, segment in zip(levels, segments, strict=True)],
        }]}],
    })  # fmt: skip
    at = "members[0].stays[0]"
    unrated = [standard("escort.daily_rate", "other")]
    named = {
        "person.tekun_mode": ["members[0].tekun_support"],
        "person.groups": [f"members[0].{name}" for name in OTHER_GROUPS],
        **{f"stay.{name}": [f"{at}.{name}"] for name in ("kind", "status", "discharge_date", "segments")},
        "gate.applied": [f"{at}.applied"],
        "gate.phone_application": [f"{at}.applied"],
        "gate.township_reviewed": [f"{at}.township_reviewed"],
        "gate.county_approved": [f"{at}.county_approval"],
        "gate.county_filed": [f"{at}.county_filed"],
        "escort.provider": [f"{at}.escort"],
        **{f"escort.{name}": [f"{at}.agreement"] for name in ("agreement_signed", "agreement_signed_date", "escort_start")},
        "stay.escort_start": [f"{at}.agreement"],
        # of a hospital of a level that the text has no rate for, the rate is what is missing
        **{f"stay.segments[{index}].level": unrated if level == "other" else [f"{at}.segments[{index}].level"] for index, level in enumerate(levels)},
        **{f"stay.segments[{index}].escorted_days": [f"{at}.segments[{index}].escorted_days"] for index in range(len(levels))},
    }  # fmt: skip
    item = rulebook(case, readings=readings).decide(household, case["date"]).find("escort.fee", "p1", "s1")
    return together([item], named)


def guardian_care_pay(case: Mapping[str, Any]) -> Found:
    """``care.guardian_payment`` of one person, or of several with one guardian; a monthly amount times the months."""
    only(case["facts"], "facts", ["person", "persons", "months"])
    part(case, "params", [])
    given = case["facts"]["persons"] if "persons" in case["facts"] else [part(case["facts"], "person", ["tekun_mode", "care_level", "guardian_id"])]
    members = []
    for index, person in enumerate(given):
        only(person, "person", ["tekun_mode", "care_level", "guardian_id"])
        members.append(Person(
            id=f"p{index + 1}",
            tekun_support=word(TEKUN_MODES, person.get("tekun_mode"), "person.tekun_mode"),
            care_level=word(CARE_LEVELS, person.get("care_level"), "person.care_level"),
            has_caring_guardian=None if person.get("guardian_id") is None else True,
        ))  # fmt: skip
    months = count(case["facts"].get("months", next(filling.value for filling in FILLINGS if filling.fact == "months")), "months")
    decision = rulebook(case).decide(Household(id="h1", members=tuple(members)), case["date"])
    ours = {"tekun_mode": "tekun_support", "care_level": "care_level", "guardian_id": "has_caring_guardian"}
    named = {f"persons[{index}].{name}": [f"members[{index}].{fact}"] for index in range(len(members)) for name, fact in ours.items()}
    named |= {f"person.{name}": [f"members[0].{fact}"] for name, fact in ours.items()}
    return together([decision.find("care.guardian_payment", member.id) for member in members], named, months)


def purchase_remainder(case: Mapping[str, Any]) -> Found:
    """``care.purchased_care`` of as many persons as are counted at each care level; ``invalid`` is the check on the care standard."""
    only(case["facts"], "facts", ["counts", "assessment_passed"])
    counts = part(case["facts"], "counts", CARE_LEVELS)
    given = part(case, "params", ["care_standard"]).get("care_standard") or {}
    only(given, "params.care_standard", CARE_LEVELS)
    standards = {word(CARE_LEVELS, level, "params.care_standard"): value for level, value in given.items() if value is not None}
    passed = flag(case["facts"].get("assessment_passed"), "assessment_passed")
    unsaid = filled("funds.purchase_remainder", "person")
    levels = [word(CARE_LEVELS, level, "counts") for level, number in counts.items() for _ in range(count(number, f"counts.{level}"))]
    members = [Person(id=f"p{index + 1}", care_level=level, service_assessment_passed=passed, **unsaid) for index, level in enumerate(levels)]
    if not members:
        raise UnknownWord("counts: nobody is counted, and the library speaks of persons")

    book = rulebook(case, {"care.monthly_standard": standards})
    check = next(item for item in book.checks(case["date"]) if item.output == "care.standard_check")
    if check.outcome is Outcome.BREACHED:
        return together([check], {})
    homes = [Household(id="h1", members=tuple(members[first : first + 50])) for first in range(0, len(members), 50)]
    items = [book.decide(home, case["date"]).find("care.purchased_care", member.id) for home in homes for member in home.members]
    named = {
        "assessment_passed": [f"members[{index}].service_assessment_passed" for index in range(len(homes[0].members))],
        "params.care_standard": [standard("care.monthly_standard", level) for level in dict.fromkeys(levels) if level not in standards],
        **{f"params.care_standard.{said}": [standard("care.monthly_standard", level)] for said, level in CARE_LEVELS.items()},
    }
    return together(items, named)


# --- Zhangye


def of_mind_and_third(components: Any) -> bool | None:
    """Whether a component of a multiple disability is an intellectual or mental one of grade 3."""
    if components is None:
        return None
    found: list[bool | None] = []
    for component in components:
        only(component, "components", ["type", "grade"])
        kind, grade = word(DISABILITIES, component.get("type"), "components.type"), word(GRADES, component.get("grade"), "components.grade")
        limbs = [None if kind is None else kind in ("intellectual", "mental"), None if grade is None else grade == "third"]
        found.append(False if False in limbs else None if None in limbs else True)
    return True if True in found else None if None in found else False


def disability(given: Mapping[str, Any]) -> dict[str, Any]:
    """A certified disability."""
    only(given, "person.disabilities", ["type", "grade", "components"])
    kind = word(DISABILITIES, given.get("type"), "person.disabilities.type")
    return {
        "kind": kind,
        "grade": word(GRADES, given.get("grade"), "person.disabilities.grade"),
        "mental_part_third": of_mind_and_third(given.get("components")),
    }


def individual_inclusion(case: Mapping[str, Any]) -> Found:
    """``dibao.individual_inclusion`` of the one member spoken of."""
    programme = "dibao.individual_inclusion"
    only(case["facts"], "facts", ["household", "person", "application"])
    part(case, "params", [])
    home = part(case["facts"], "household", ["low_income", "total_income_prev_year"])
    person = part(case["facts"], "person", ["disabilities", "major_illness_recognised_by", "medical_self_borne_ytd"])
    application = part(case["facts"], "application", ["filed_by_person", "filed_by_guardian"])
    filed = [flag(said, f"application.{name}") for name, said in application.items()]
    certified = person.get("disabilities")
    household = Household.model_validate({
        "id": "h1",
        **filled(programme, "household"),
        "low_income": flag(home.get("low_income"), "household.low_income"),
        "income_last_year": home.get("total_income_prev_year"),
        "members": [{
            "id": "p1",
            **filled(programme, "person"),
            "disabilities": None if certified is None else [disability(given) for given in certified],
            "major_illness": word(ILLNESS, person.get("major_illness_recognised_by"), "person.major_illness_recognised_by"),
            "own_medical_cost_this_year": person.get("medical_self_borne_ytd"),
            # a legal representative's application counts as the person's own
            "individual_application": True if True in filed else None if None in filed or not filed else False,
        }],
    })  # fmt: skip
    at = "members[0].disabilities"
    named = {
        "household.low_income": ["low_income"],
        "household.total_income_prev_year": ["income_last_year"],
        "person.disabilities": [at],
        "person.major_illness_recognised_by": ["members[0].major_illness"],
        "person.medical_self_borne_ytd": ["members[0].own_medical_cost_this_year"],
        "application.filed_by_person": ["members[0].individual_application"],
        "application.filed_by_guardian": ["members[0].individual_application"],
        **{f"person.disabilities[{index}].{said}": [f"{at}[{index}].{fact}"] for index in range(len(certified or ()))
           for said, fact in (("type", "kind"), ("grade", "grade"), ("components", "mental_part_third"))},
    }  # fmt: skip
    item = rulebook(case).decide(household, case["date"]).find("dibao.individual_inclusion", "p1")
    return together([item], named)


def one_ground(ground: str) -> Callable[[Mapping[str, Any]], Found]:
    """One of the four grounds for ``dibao.individual_inclusion``: the others aren't there, and the person has applied."""

    def run(case: Mapping[str, Any]) -> Found:
        given = case["facts"]
        said = {"disabilities": [], "major_illness_recognised_by": "NONE", "medical_self_borne_ytd": "0.00", **given.get("person", {})}
        if ground in OTHER_DISABILITIES and said["disabilities"] is not None:
            said["disabilities"] = [each for each in said["disabilities"] if each.get("grade") not in OTHER_DISABILITIES[ground]]
        facts = {
            "household": {"total_income_prev_year": "0.00", **given.get("household", {})},
            "person": said,
            "application": {"filed_by_person": True, **given.get("application", {})},
        }
        only(given, "facts", facts)
        found = individual_inclusion({**case, "facts": facts})
        # that the agency may take somebody in is said of all grounds together, in a row of its own
        return replace(found, also=frozenset({Outcome.GRANTED})) if found.outcome is Outcome.DISCRETIONARY else found

    return run


GROUNDS: Final = ("severe_disability", "grade3_int_mental", "major_illness", "medical_cost")
OTHER_DISABILITIES: Final = {"severe_disability": (3, 4), "grade3_int_mental": (1, 2, 4)}
"""The grades of which the other ground by disability speaks, or none."""


def phase_out(case: Mapping[str, Any]) -> Found:
    """``phase_out.payment``; the months granted are a choice, and a choice beyond the law's bounds is ``invalid``."""
    programme = "dibao.phase_out.zhangye"
    only(case["facts"], "facts", ["person", "household", "phase_out"])
    person = part(case["facts"], "person", ["employed_dibao"])
    home = part(case["facts"], "household", ["per_capita_countable_income", "area"])
    granted = part(case["facts"], "phase_out", ["granted_months", "month_index"])
    params = part(case, "params", ["dibao_standard"])
    unsaid = filled(programme, "household")
    area = word(AREAS, home["area"], "household.area") if "area" in home else unsaid["area"]
    number = granted.get("month_index")
    first = None if number is None else Month.of(date.fromisoformat(case["date"])).plus(1 - count(number, "phase_out.month_index"))
    household = Household.model_validate({
        "id": "h1",
        **unsaid,
        "area": area,
        "members": [{
            "id": "p1",
            **filled(programme, "person"),
            "employed": flag(person.get("employed_dibao"), "person.employed_dibao"),
            "other_monthly_income": home.get("per_capita_countable_income"),
            "phase_out_from": first,
        }],
    })  # fmt: skip
    supplied = {key: params.get("dibao_standard") for key in ([area] if area else AREAS.values()) if params.get("dibao_standard") is not None}
    named = {
        "person.employed_dibao": ["members[0].employed"],
        "household.per_capita_countable_income": ["members[0].other_monthly_income"],
        "household.area": ["area"],
        "phase_out.month_index": ["members[0].phase_out_from"],
        "params.dibao_standard": [standard("dibao.monthly_standard", area)] if area else ["area"],
    }
    book = rulebook(case, {"dibao.monthly_standard": supplied})
    undecided = book.decide(household, case["date"]).find("phase_out.payment", "p1")
    if granted.get("granted_months") is None:
        found = together([undecided], {**named, "phase_out.granted_months": ["phase_out.months"]})
        # how many months were granted is a choice: the library says that it's open, a case that asks about one month that it isn't known
        waits = undecided.outcome is Outcome.DISCRETIONARY
        return replace(found, also=frozenset({Outcome.UNDETERMINED}), missing=found.missing | {"phase_out.months"}) if waits else found
    months = count(granted["granted_months"], "phase_out.granted_months")
    choice = Choice(months or None, by="worked case", why="the case grants so many months")
    try:
        decision = book.decide(household, case["date"], {("phase_out.months", "p1"): choice})
    except InvalidChoice as error:
        if error.code != "choice.bounds":
            raise
        return Found(Outcome.BREACHED, frozenset(clause.id for clause in undecided.clauses), named=named)
    return together([decision.find("phase_out.payment", "p1")], named)


def minor_age(case: Mapping[str, Any]) -> Found:
    """The rule ``tekun.minor`` alone; its clauses, and what it lacks, from a recognition that hangs on it."""
    only(case["facts"], "facts", ["person"])
    part(case, "params", [])
    born = part(case["facts"], "person", ["birth_date"]).get("birth_date")
    person = Person(id="p1", birth_date=day(born, "person.birth_date"), **filled("tekun.minor_age", "person"))
    book = rulebook(case)
    is_minor = book.value(tekun.minor, person, on=case["date"])
    outcome = {True: Outcome.GRANTED, False: Outcome.REFUSED, None: Outcome.UNDETERMINED}[is_minor]
    item = book.decide(Household(id="h1", members=(person,)), case["date"]).find("tekun.recognition", "p1")
    missing = frozenset(missing.path for missing in item.missing)
    age = book.value(people.age, person, on=case["date"])
    return Found(outcome, frozenset(clause.id for clause in item.clauses), missing, age=age, named={"person.birth_date": ["members[0].birth_date"]})


def figures_check(outputs: Mapping[str, str], standards: Mapping[str, str]) -> Callable[[Mapping[str, Any]], Found]:
    """A check on the figures themselves: the output by area, and the standards by the case's names."""

    def run(case: Mapping[str, Any]) -> Found:
        only(case["facts"], "facts", [])
        params = part(case, "params", [*standards, "area"])
        area = word(AREAS, params.get("area"), "params.area")
        areas = [area] if area else list(AREAS.values())
        supplied = {path: dict.fromkeys(areas, params[name]) for name, path in standards.items() if params.get(name) is not None}
        wanted = {outputs[key] for key in areas}
        items = [item for item in rulebook(case, supplied).checks(case["date"]) if item.output in wanted]
        if len(items) != len(wanted) or len({item.outcome for item in items}) != 1:
            raise AssertionError(f"the checks {', '.join(wanted)} don't come to the same")
        return together(items, {f"params.{name}": [standard(path, key) for key in areas] for name, path in standards.items()})

    return run


PROGRAMMES: Final[Mapping[str, Callable[[Mapping[str, Any]], Found]]] = {
    "escort.fee": escort_fee,
    "tekun.guardian_care_pay": guardian_care_pay,
    "funds.purchase_remainder": huining.uncounted(purchase_remainder),
    "escort.payment": huining.payment(escort_fee),
    "gate.escort_agreement": huining.agreement(escort_fee),
    **huining.PROGRAMMES,
    "dibao.individual_inclusion": individual_inclusion,
    "dibao.phase_out.zhangye": phase_out,
    "tekun.minor_age": minor_age,
    "params.tekun_1_3": figures_check(
        {"urban": "tekun.floor_check_urban", "rural": "tekun.floor_check_rural"},
        {"tekun_basic_standard": "tekun.basic_standard", "dibao_standard": "dibao.monthly_standard"},
    ),
    **{f"dibao.individual_inclusion.{ground}": one_ground(ground) for ground in GROUNDS},
    **layers.PROGRAMMES,
    **local_figures.PROGRAMMES,
    **bodies.PROGRAMMES,
    **hefei.PROGRAMMES,
    **special.PROGRAMMES,
    **plan.PROGRAMMES,
    **plan.WITHOUT_A_CASE,
    **work.PROGRAMMES,
    **hardship.PROGRAMMES,
    **living.PROGRAMMES,
    **routing.PROGRAMMES,
    "params.county_not_below_city": figures_check(
        {"urban": "dibao.city_check_urban", "rural": "dibao.city_check_rural"},
        {"county_standard": "dibao.monthly_standard", "city_guidance_standard": "dibao.city_guidance"},
    ),
}  # fmt: skip


# --- comparing


OWN: Final[Mapping[str, Mapping[str, Callable[[Mapping[str, Any]], Found]]]] = {
    "hefei": hefei.PROGRAMMES,
    "huining": huining.PROGRAMMES,
    "huzhou": special.PROGRAMMES,
    "kunshan": {**work.PROGRAMMES, **hardship.PROGRAMMES, **living.PROGRAMMES},
    "zhangye": {**plan.PROGRAMMES, **plan.WITHOUT_A_CASE, **layers.PROGRAMMES, **local_figures.PROGRAMMES},
}
"""Two places may go by one name of a programme, each on its own conditions."""


def run(case: Mapping[str, Any]) -> Found:
    """What the library says of a case."""
    if case["programme"] not in PROGRAMMES:
        raise UnknownWord(f"programme: no translation for {case['programme']}")
    own = OWN.get(case["jurisdiction"], {})
    return (own if case["programme"] in own else PROGRAMMES)[case["programme"]](case)


def differences(case: Mapping[str, Any], found: Found, expected: Mapping[str, Any]) -> list[str]:
    """Where what was found isn't what one answer of the case expects."""
    differ = []
    if expected["outcome"] not in OUTCOMES:
        raise UnknownWord(f"outcome: no translation for {expected['outcome']}")
    if not OUTCOMES[expected["outcome"]] & {found.outcome, *found.also}:
        return [f"{expected['outcome']} was expected, {found.outcome.name} found"]
    if (
        expected["outcome"] in ("entitled", "entitled_discretionary", "sanction", "computed")
        and expected.get("amount_yuan") is not None
        and expected["amount_yuan"] not in (str(found.amount), *(found.bounds[:1] if found.bounds and len(set(found.bounds)) == 1 else ()))
    ):
        differ.append(f"{expected['amount_yuan']} yuan were expected, {found.amount} found")
    differ += [f"{name} ({path}) isn't missing" for name in expected.get("missing", ()) for path in found.paths(name) if path not in found.missing]
    if expected.get("required") is not None and found.required != expected["required"]:
        differ.append(f"{expected['required']} were expected to be required, {found.required} found")
    if expected.get("range_yuan") is not None and found.bounds != tuple(expected["range_yuan"]):
        differ.append(f"a range of {expected['range_yuan']} was expected, {found.bounds} found")
    if expected.get("age") is not None and found.age != expected["age"]:
        differ.append(f"an age of {expected['age']} was expected, {found.age} found")
    for name, value in found.said.items():
        if name in expected and (sorted(expected[name]) if isinstance(expected[name], list) else expected[name]) != value:
            differ.append(f"{name}: {expected[name]} was expected, {value} found")
    if expected.get("credit_record") is not None and found.recorded != expected["credit_record"]:
        differ.append(f"{expected['credit_record']} was expected of the record in social credit, {found.recorded} found")
    return differ + [f"{cited['clause']} isn't cited" for cited in case["cite"] if cited["clause"] not in found.clauses]


def disagreement(case: Mapping[str, Any]) -> list[list[str]]:
    """Nothing where the case is satisfied by its expected answer or by one that it also accepts; else how each of them differs."""
    found = run(case)
    each = [differences(case, found, answer) for answer in (case["expected"], *case.get("also_accepted", ()))]
    return [] if [] in each else each
