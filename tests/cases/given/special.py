"""The worked cases of Huzhou: review, school, insurance, homes, work, disasters, law, new residents and funds, in the library's public names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from cases.given.loose import Case, Words
from cases.given.words import AREAS, Filling, Found, UnknownWord, count, day, flag, only, part, rulebook, standard, together, word

from aidrules import Household, Item, Outcome
from aidrules.facts.bodies import County
from aidrules.jurisdictions import huzhou

STAGES: Final = {
    **dict.fromkeys(("COMPULSORY", "PRIMARY", "JUNIOR", "JUNIOR_HIGH", "JUNIOR_MIDDLE"), "compulsory"),
    **dict.fromkeys(("SENIOR", "SENIOR_HIGH", "SENIOR_MIDDLE", "HIGH_SCHOOL", "VOCATIONAL", "SECONDARY_VOCATIONAL"), "senior"),
    **dict.fromkeys(("HIGHER", "HIGHER_VOCATIONAL", "COLLEGE", "UNIVERSITY", "TERTIARY"), "higher"),
    **dict.fromkeys(("PRESCHOOL", "KINDERGARTEN"), "preschool"),
    **dict.fromkeys(("NONE", "NOT_IN_SCHOOL", "NO_SCHOOL"), "none"),
}
SCHEMES: Final = {
    **dict.fromkeys(("NRCMS", "RURAL", "RURAL_COOPERATIVE"), "rural_cooperative"),
    **dict.fromkeys(("URBAN_RESIDENT", "URBAN_RESIDENTS", "URBAN"), "urban_residents"),
    **dict.fromkeys(("EMPLOYEE", "OTHER", "NONE"), "other"),
}
CAUSES: Final = {"NONE": "none", "DISASTER": "disaster", "ILLNESS": "illness", "OTHER": "other"}
BEFALLEN: Final = {
    **dict.fromkeys(("MAJOR_ILLNESS", "ILLNESS"), "major_illness"),
    **dict.fromkeys(("SUDDEN_DISASTER", "DISASTER"), "sudden_disaster"),
    **dict.fromkeys(("OTHER", "ACCIDENT", "UNEMPLOYMENT"), "other"),
    "NONE": "none",
}
TEKUN: Final = ("WUBAO", "FIVE_GUARANTEE", "SANWU", "THREE_NO", "TEKUN", "DISPERSED_TEKUN", "CENTRAL_TEKUN")
STATUSES: Final = ("DIBAO", *TEKUN, "LOW_INCOME", "LOW_INCOME_EDGE", "RIGID_EXPENDITURE", "ORDINARY", "NONE", "DISABLED")
"""What a household or a person may be recorded as; a list is complete, so what it leaves out is known not to be the case."""

HUZHOU_FILLINGS: Final = (
    Filling("*", "household.aid_reviews", True, "A case asks who is helped, and says nothing of review and publicity, which have a programme of their own."),
    Filling("education.fee_exemption", "person.in_district", True, "The case is about a pupil of the district."),
    Filling("education.fee_exemption", "person.boards_at_school", True, "The boarding fee is waived where there is one; a case that doesn't say so asks for it."),
    Filling("education.fee_exemption", "person.<group>", False, "The case lists the groups; one that it leaves out isn't the pupil's."),
    Filling("education.fee_relief_discretionary", "person.school_stage", "COMPULSORY", "The sentence is about pupils; under either reading these are among them."),
    Filling("education.fee_relief_discretionary", "person.<group>", False, "Whoever is exempt has a programme of their own; the case is about somebody else."),
    Filling("medical.premium_subsidy", "person.scheme", "NRCMS", "One contribution is given, and which of the two schemes it is for changes nothing."),
    Filling("price_subsidy.spring_festival", "household.price_subsidy_drawn", False, "It is a single subsidy; that it was paid already would have to be said."),
    Filling("housing.rural_renovation", "household.area", "RURAL", "The sentence is about homes in the countryside."),
    Filling("employment.rural_support", "household.area", "RURAL", "The sentence is about people in the countryside."),
    Filling("employment.free_services", "person.unemployed", True, "The case is about a worker to be helped into work."),
)  # fmt: skip
FILLED: Final = {(filling.programme, filling.fact): filling.value for filling in HUZHOU_FILLINGS}


LIMBS: Final = {"recipients_ok": "recipients_passed", "standard_ok": "standard_passed", "method_ok": "method_passed"}
GATE: Final = ("review", "publicised")
GATE_PATHS: Final = {f"review.{name}": [f"aid_reviews[0].{fact}"] for name, fact in LIMBS.items()} | {"publicised": ["aid_reviews[0].publicised"]}


class Gated(Words):
    """The words of a case about help that is reviewed first; what it says of the review is read by ``cleared``."""

    def __init__(self, case: Case, known: Iterable[str], params: Iterable[str] = (), parts: Sequence[str] = ("person", "household")) -> None:
        super().__init__(case, known, params, parts, GATE)

    def named(self, paths: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
        """The same, and the paths of the review."""
        return {**super().named(paths), **GATE_PATHS}


def statuses(said: Any, what: str) -> dict[str, Any]:
    """What a list of statuses says of dibao and of tekun support."""
    if said is None:
        return {}
    for status in said:
        word(dict.fromkeys(STATUSES, ""), status, what)
    return {"in_dibao": "DIBAO" in said, "tekun_support": "central" if set(said) & set(TEKUN) else "none"}


def reviewed(case: Case, measure: str) -> dict[str, Any]:
    """The review of a measure as the case tells it."""
    given = part(case["facts"], "review", LIMBS) if case["facts"].get("review") is not None else {}
    facts = {LIMBS[name]: flag(value, f"review.{name}") for name, value in given.items()}
    return {"id": "r1", "measure": measure, **facts, "publicised": flag(case["facts"].get("publicised"), "publicised")}


def cleared(case: Case, measure: str) -> list[dict[str, Any]]:
    """The review of a measure, passed and made public where the case says nothing of it; see ``HUZHOU_FILLINGS``."""
    if {*GATE} & set(case["facts"]):
        return [reviewed(case, measure)]
    done = FILLED["*", "household.aid_reviews"]
    return [{"id": "r1", "measure": measure, "recipients_passed": done, "standard_passed": done, "method_passed": done, "publicised": done}]


def home(case: Case, measure: str, *persons: Mapping[str, Any], **facts: Any) -> Household:
    """A household for which a measure was reviewed."""
    members = [{"id": f"p{index + 1}", **person} for index, person in enumerate(persons)]
    return Household.read({"id": "h1", "aid_reviews": cleared(case, measure), **facts, "members": members})


def item_of(case: Case, about: Any, output: str, *ids: str, standards: Mapping[str, Any] | None = None) -> Item:
    """The item of an output."""
    return rulebook(case, standards).decide(about, case["date"]).find(output, *ids)


def review_and_publicity(case: Case) -> Found:
    """``review.procedure`` of one review; to pass the gate is to be fundable, whichever department helps."""
    only(case["facts"], "facts", ["review", "publicised", "department", "emergency"])
    part(case, "params", [])
    measure = "disaster_relief" if flag(case["facts"].get("emergency"), "emergency") else "legal_aid"
    review = reviewed(case, measure)
    paths = {**GATE_PATHS, "review": [path for name, places in GATE_PATHS.items() if name.startswith("review.") for path in places]}
    found = together([item_of(case, Household.read({"id": "h1", "aid_reviews": [review], "members": [{"id": "p1"}]}), "review.procedure", "r1")], paths)
    fundable = {Outcome.MET: True, Outcome.BREACHED: False}.get(found.outcome)
    also = {True: {Outcome.GRANTED}, False: {Outcome.REFUSED}, None: set()}[fundable]
    return replace(found, also=frozenset(also), said={"fundable": fundable})


WAIVED: Final = {
    "education.misc_fee": ("MISC",), "education.book_fees": ("TEXTBOOK", "EXERCISE_BOOK"), "education.boarding_fee": ("BOARDING",), "education.meal": (),
}  # fmt: skip
SCHOOL_WORDS: Final = (
    "school_stage", "in_district", "school_in_district", "boarder", "boards_at_school", "statuses", "dibao_family", "dibao_child", "disabled",
    "disabled_pupil", "five_guarantee_minor", "wubao_minor", "welfare_institution_minor", "welfare_minor",
)  # fmt: skip


def pupil(words: Words, programme: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a case says of a pupil, and of the household."""
    unsaid = FILLED[programme, "person.<group>"]
    wubao = words.flag("five_guarantee_minor", "wubao_minor", otherwise=unsaid)
    disabled = words.flag("disabled", "disabled_pupil", otherwise=unsaid)
    stage = words.get("school_stage", otherwise=FILLED.get((programme, "person.school_stage")))
    person = {
        "school_stage": word(STAGES, stage, "person.school_stage"),
        "school_in_district": words.flag("in_district", "school_in_district", otherwise=FILLED.get((programme, "person.in_district"))),
        "boards_at_school": words.flag("boarder", "boards_at_school", otherwise=FILLED.get((programme, "person.boards_at_school"))),
        "institution_ward": words.flag("welfare_institution_minor", "welfare_minor", otherwise=unsaid),
        "tekun_support": None if wubao is None else "central" if wubao else "none",
        "disabilities": None if disabled is None else [{}] if disabled else [],
        "in_dibao_alone": False,
    }
    listed = statuses(words.get("statuses"), "household.statuses")
    return person, {"in_dibao": words.flag("dibao_family", "dibao_child", otherwise=listed.get("in_dibao", None if "statuses" in words.values else unsaid))}


PUPIL_PATHS: Final = {
    "school_stage": ["members[0].school_stage"], "statuses": ["in_dibao"],
    **dict.fromkeys(("in_district", "school_in_district"), ["members[0].school_in_district"]),
    **dict.fromkeys(("boarder", "boards_at_school"), ["members[0].boards_at_school"]),
    **dict.fromkeys(("dibao_family", "dibao_child"), ["in_dibao"]),
    **dict.fromkeys(("disabled", "disabled_pupil"), ["members[0].disabilities"]),
    **dict.fromkeys(("five_guarantee_minor", "wubao_minor"), ["members[0].tekun_support"]),
    **dict.fromkeys(("welfare_institution_minor", "welfare_minor"), ["members[0].institution_ward"]),
}  # fmt: skip


def fee_exemption(case: Case) -> Found:
    """The four outputs on fees and the meal, of one pupil: what is granted is waived; an open one leaves the whole open, and what is granted stays so."""
    words = Gated(case, SCHOOL_WORDS)
    person, facts = pupil(words, "education.fee_exemption")
    decision = rulebook(case).decide(home(case, "school_fees", person, **facts), case["date"])
    items = {output: decision.find(output, "p1") for output in WAIVED}
    granted = [item for item in items.values() if item.outcome is Outcome.GRANTED]
    decisive = [item for item in items.values() if item.outcome in (Outcome.GRANTED, Outcome.UNDETERMINED)]
    found = together(decisive or list(items.values()), words.named(PUPIL_PATHS))
    meal = {Outcome.GRANTED: True, Outcome.UNDETERMINED: None}.get(items["education.meal"].outcome, False)
    waived = sorted(fee for output, fees in WAIVED.items() if items[output] in granted for fee in fees)
    also = {Outcome.GRANTED} if granted else set()
    return replace(found, amount=None, also=frozenset(also), said={"waived": waived, "nutrition_meal": meal})


def fee_relief(case: Case) -> Found:
    """``education.fee_relief`` of one pupil; how great the hardship is, and which relief is thought of, is the agency's to weigh."""
    words = Gated(case, (*SCHOOL_WORDS, "hardship_cause", "hardship_degree", "relief"))
    person, facts = pupil(words, "education.fee_relief_discretionary")
    person["family_hardship"] = word(CAUSES, words.get("hardship_cause"), "hardship_cause")
    paths = {**PUPIL_PATHS, "hardship_cause": ["members[0].family_hardship"]}
    found = together([item_of(case, home(case, "fee_relief", person, **facts), "education.fee_relief", "p1")], words.named(paths))
    return replace(found, said={"options": ["DEFER", "EXEMPT", "REDUCE"]} if found.outcome is Outcome.DISCRETIONARY else {})


def premium_subsidy(case: Case) -> Found:
    """``insurance.premium`` of every member; where the number of members isn't known, neither is what comes to all of them."""
    words = Gated(case, ["statuses", "dibao", "size", "scheme"], ["premium_personal"])
    size = words.get("size", otherwise=1)
    scheme = word(SCHEMES, words.get("scheme", otherwise=FILLED["medical.premium_subsidy", "person.scheme"]), "scheme")
    listed = statuses(words.get("statuses"), "household.statuses")
    person = {"insurance_scheme": scheme, "in_dibao_alone": False}
    premium = words.params.get("premium_personal")
    book = rulebook(case, {"insurance.own_contribution": {} if premium is None or scheme is None else {scheme: premium}})
    left, items = 1 if size is None else count(size, "household.size"), []
    if not left:
        raise UnknownWord("household.size: nobody is there, and the library speaks of persons")
    while left:
        about = home(case, "free_insurance", *[person] * min(left, 50), in_dibao=words.flag("dibao", otherwise=listed.get("in_dibao")))
        items += [book.decide(about, case["date"]).find("insurance.premium", member.id) for member in about.members]
        left -= len(about.members)
    paths = {"statuses": ["in_dibao"], "dibao": ["in_dibao"], "scheme": ["members[0].insurance_scheme"], "size": ["members"]}
    found = together(items, {**words.named(paths), "params.premium_personal": [standard("insurance.own_contribution", scheme)] if scheme else []})
    if size is None and found.outcome is Outcome.GRANTED:
        return replace(found, outcome=Outcome.UNDETERMINED, amount=None, missing=frozenset(["members"]))
    return replace(found, said={"payable_by_person": "0.00"} if found.outcome is Outcome.GRANTED else {})


def price_subsidy(case: Case) -> Found:
    """``price_subsidy.payment`` of a household of one; with a day of payment, ``price_subsidy.in_time`` may say that it was late."""
    drawn = ("already_paid_this_year", "already_paid", "paid_this_year", "second_payment", "already_received", "paid_already", "drawn_this_year")
    words = Gated(
        case,
        ["dibao", "statuses", "year_is_fast_price_rise", "spring_festival_date", "pay_date", "payment_date", "low_income_cpi", *drawn],
        ["amount", "spring_festival_date"],
    )
    paid = day(words.get("pay_date", "payment_date"), "pay_date")
    festival = words.get("spring_festival_date", otherwise=words.params.get("spring_festival_date"))
    listed = statuses(words.get("statuses"), "person.statuses")
    facts = {"in_dibao": words.flag("dibao", otherwise=listed.get("in_dibao")), "price_subsidy_paid_on": None}
    unsaid = FILLED["price_subsidy.spring_festival", "household.price_subsidy_drawn"]
    supplied = {
        "price_subsidy.fast_rise": words.flag("year_is_fast_price_rise"), "price_subsidy.amount": words.params.get("amount"),
        "price_subsidy.spring_festival": day(festival, "spring_festival_date") and festival,
    }  # fmt: skip
    # a year that isn't one of fast rises is told from one of which it isn't known
    standards = {path: {"value": value} for path, value in supplied.items() if value is not None}
    person = {"tekun_support": "none", "in_dibao_alone": False}
    about = home(case, "price_subsidy", person, price_subsidy_drawn=words.flag(*drawn, otherwise=unsaid), **facts)
    item = item_of(case, about, "price_subsidy.payment", standards=standards)
    named = words.named({
        "dibao": ["in_dibao"], "statuses": ["in_dibao"], "year_is_fast_price_rise": ['standards["price_subsidy.fast_rise"]'],
        "spring_festival_date": ['standards["price_subsidy.spring_festival"]'], **dict.fromkeys(drawn, ["price_subsidy_drawn"]),
    }) | {"params.amount": ['standards["price_subsidy.amount"]']}  # fmt: skip
    if paid is not None and item.outcome is Outcome.GRANTED:
        late_case = {**case, "date": max(case["date"], paid.isoformat())}
        when = home(case, "price_subsidy", person, price_subsidy_drawn=True, **{**facts, "price_subsidy_paid_on": paid.isoformat()})
        in_time = item_of(late_case, when, "price_subsidy.in_time", standards=standards)
        if in_time.outcome is not Outcome.MET:
            # too late, and still owed
            return replace(together([in_time], named), amount=item.amount, also=frozenset({Outcome.GRANTED}))
    # a case that names no amount asks whether, and not how much
    also = {Outcome.GRANTED} if "amount" not in words.params and item.entitled and not item.step else set()
    return replace(together([item], named), also=frozenset(also))


def standard_growth(case: Case) -> Found:
    """The growth checks: one standard without an area is supplied for town and country alike."""
    words = Words({**case, "facts": {**case["facts"], **case["params"]}, "params": {}}, ["standard_prev", "standard_new", "growth", "cpi", "area"])
    area = word(AREAS, words.get("area"), "area")
    areas = [area] if area else list(AREAS.values())
    paths = {"standard_new": "dibao.monthly_standard", "standard_prev": "dibao.standard_before"}
    supplied = {path: dict.fromkeys(areas, words.get(name)) for name, path in paths.items() if words.get(name) is not None}
    outputs = {f"dibao.growth_check_{key}" for key in areas}
    items = [item for item in rulebook(case, supplied).checks(case["date"]) if item.output in outputs]
    if len({item.outcome for item in items}) != 1:
        raise AssertionError("the checks on growth don't come to the same")
    named = {f"{prefix}{name}": [standard(path, key) for key in areas] for name, path in paths.items() for prefix in ("", "params.")}
    return together(items, named)


def central_support(case: Case) -> Found:
    """``central_support.carried_out`` of a district."""
    words = Words(case, ["budget_line_exists", "eligible_persons", "supported_persons"], parts=("county", "district", "funds"))
    ours = {"budget_line_exists": "central_support_budgeted", "eligible_persons": "central_support_due", "supported_persons": "central_support_given"}
    about = County.read({"id": "c1", **{fact: words.get(name) for name, fact in ours.items()}})
    return together([item_of(case, about, "central_support.carried_out")], words.named({name: [fact] for name, fact in ours.items()}))


def rural_renovation(case: Case) -> Found:
    """``housing.renovation``; where the case speaks of money also what the family pays, and whether the shares fit the cost."""
    money = {"cost": "renovation_cost", "gov_share": "government_share", "collective_share": "collective_share"}
    words = Gated(case, ["area", "hardship", "dangerous", "mode", *money], money, parts=("household", "dwelling", "person"))
    area = word(AREAS, words.get("area", otherwise=FILLED["housing.rural_renovation", "household.area"]), "area")
    given = {name: words.get(name, otherwise=words.params.get(name)) for name in money}
    facts = {"area": area, "in_hardship": words.flag("hardship"), "dangerous_home": words.flag("dangerous")}
    decision = rulebook(case).decide(home(case, "renovation", {}, **facts, **{money[name]: value for name, value in given.items()}), case["date"])
    paths = {"area": ["area"], "hardship": ["in_hardship"], "dangerous": ["dangerous_home"], **{name: [fact] for name, fact in money.items()}}
    named = words.named(paths) | {f"params.{name}": [fact] for name, fact in money.items()}
    found = together([decision.find("housing.renovation")], named)
    if not {*money} & {*words.values, *words.params} or found.outcome is not Outcome.GRANTED:
        return found
    funding = together([decision.find("housing.funding")], named)
    if funding.outcome is Outcome.BREACHED:
        return funding
    own = together([decision.find("housing.own_share")], named)
    return replace(own, said={"individual_pays": str(own.amount)} if own.amount is not None else {})


def free_services(case: Case) -> Found:
    """``employment.urban_help`` of one person."""
    words = Gated(case, ["urban_hardship_worker", "unemployed"])
    unemployed = words.flag("unemployed", otherwise=FILLED["employment.free_services", "person.unemployed"])
    person = {"urban_hardship_worker": words.flag("urban_hardship_worker"), "employed": None if unemployed is None else not unemployed}
    paths = {"urban_hardship_worker": ["members[0].urban_hardship_worker"], "unemployed": ["members[0].employed"]}
    return together([item_of(case, home(case, "urban_work", person), "employment.urban_help", "p1")], words.named(paths))


def rural_support(case: Case) -> Found:
    """``employment.rural_help`` of one person; what is needed settles what is offered, and not who may have it."""
    words = Gated(case, ["area", "hardship", "need"])
    area = word(AREAS, words.get("area", otherwise=FILLED["employment.rural_support", "household.area"]), "area")
    about = home(case, "rural_work", {}, area=area, in_hardship=words.flag("hardship"))
    return together([item_of(case, about, "employment.rural_help", "p1")], words.named({"area": ["area"], "hardship": ["in_hardship"]}))


def disaster_response(case: Case) -> Found:
    """``disaster.basic_living`` of a household that the disaster struck; with word of the plan, ``disaster.plan`` of the district."""
    words = Gated(case, ["major_natural_disaster", "plan_started"], parts=("event", "household"))
    major = words.flag("major_natural_disaster")
    named = words.named({"major_natural_disaster": ["struck_by_major_disaster", "disasters[0].major"], "plan_started": ["disasters[0].plan_started"]})
    named = {name: [path] for name, paths in named.items() for path in paths if path.startswith("disasters") is ("plan_started" in words.values)}
    if "plan_started" in words.values:
        event = {"id": "e1", "major": major, "plan_started": words.flag("plan_started")}
        return together([item_of(case, County.read({"id": "c1", "disasters": [event]}), "disaster.plan", "e1")], named)
    return together([item_of(case, home(case, "disaster_relief", {}, struck_by_major_disaster=major), "disaster.basic_living")], named)


def legal_aid(case: Case) -> Found:
    """``legal_aid.free`` of one person."""
    words = Gated(case, ["statuses", "disabled", "hardship"])
    listed = statuses(words.get("statuses"), "person.statuses")
    said = words.get("statuses") or ()
    disabled = words.flag("disabled", otherwise="DISABLED" in said if "disabled" not in words.values and "statuses" in words.values else None)
    person = {
        "tekun_support": listed.get("tekun_support"),
        "in_dibao_alone": False,
        "disabilities": None if disabled is None else [{}] if disabled else [],
    }
    about = home(case, "legal_aid", person, in_dibao=listed.get("in_dibao"), in_hardship=words.flag("hardship"))
    paths = {"statuses": ["in_dibao", "members[0].tekun_support"], "disabled": ["members[0].disabilities"]}
    found = together([item_of(case, about, "legal_aid.free", "p1")], words.named(paths))
    return replace(found, said={"fee": "0.00"} if found.outcome is Outcome.GRANTED else {})


def new_residents(case: Case) -> Found:
    """``new_residents.aid`` of one person; a policy that isn't there yet is one that isn't supplied: nothing is settled until it is built."""
    words = Gated(case, ["new_resident", "cause"], ["policy_in_force"], parts=("person", "event", "household"))
    policy = flag(words.params.get("policy_in_force"), "params.policy_in_force")
    person = {"new_resident": words.flag("new_resident"), "sudden_hardship": word(BEFALLEN, words.get("cause"), "cause")}
    standards = {"new_residents.policy": {"value": True}} if policy else None
    named = words.named({"new_resident": ["members[0].new_resident"], "cause": ["members[0].sudden_hardship"]})
    named["params.policy_in_force"] = ['standards["new_residents.policy"]']
    return together([item_of(case, home(case, "new_residents", person), "new_residents.aid", "p1", standards=standards)], named)


def mutual_fund(case: Case) -> Found:
    """``mutual_fund.support`` of one person; the cases ask whom a fund is for, and whether it pays is left to it."""
    only(case["facts"], "facts", ["fund", "person", "household", "hardship"])
    part(case, "params", [])
    fund = part(case["facts"], "fund", ["unit_id", "exists"]) if case["facts"].get("fund") is not None else {}
    person = part(case["facts"], "person", ["unit_id", "hardship"]) if "person" in case["facts"] else {}
    house = part(case["facts"], "household", ["hardship"]) if "household" in case["facts"] else {}
    hardship = next((flag(part_["hardship"], "hardship") for part_ in (case["facts"], person, house) if "hardship" in part_), None)
    known = fund.get("unit_id") is not None and person.get("unit_id") is not None
    own = False if fund.get("exists") is False else fund["unit_id"] == person["unit_id"] if known else None
    named = dict.fromkeys(("fund", "fund.unit_id", "fund.exists", "person.unit_id"), ["members[0].unit_has_mutual_fund"])
    named |= dict.fromkeys(("hardship", "person.hardship", "household.hardship"), ["in_hardship"])
    item = item_of(case, home(case, "legal_aid", {"unit_has_mutual_fund": own}, in_hardship=hardship), "mutual_fund.support", "p1")
    return replace(together([item], named), also=frozenset({Outcome.GRANTED} if item.outcome is Outcome.DISCRETIONARY else ()))


TASKS: Final = {
    **dict.fromkeys(("lead", "coordination", "coordinate", "lead and coordinate", "urge departments", "assistance"), "4.1#2"),
    **dict.fromkeys(("fund supervision", "funds", "fund use", "supervision of funds", "audit"), "4.2#2"),
}


def responsible_units(case: Case) -> Found:
    """The clause that names the units for a task, as the law file has them."""
    task = Words(case, ["task"]).get("task")
    if task is None:
        raise UnknownWord("task: the library has no fact for it that could be unknown")
    clause = huzhou.clauses[f"huzhou/{word(TASKS, task, 'task')}"]
    return Found(Outcome.GRANTED if clause.units_zh else Outcome.REFUSED, frozenset({clause.id}))


PROGRAMMES: Final[Mapping[str, Callable[[Case], Found]]] = {
    "gate.review_and_publicity": review_and_publicity,
    "education.fee_exemption": fee_exemption,
    "medical.premium_subsidy": premium_subsidy,
    "price_subsidy.spring_festival": price_subsidy,
    "education.fee_relief_discretionary": fee_relief,
    "params.dibao_standard_growth": standard_growth,
    "kpi.central_support_budgeted": central_support,
    "housing.rural_renovation": rural_renovation,
    "employment.free_services": free_services,
    "employment.rural_support": rural_support,
    "disaster.response": disaster_response,
    "legal_aid.eligibility": legal_aid,
    "new_residents.assistance": new_residents,
    "mutual_fund.eligibility": mutual_fund,
    "routing.responsible_units": responsible_units,
}
WITHOUT_A_CASE: Final = frozenset(list(PROGRAMMES)[4:])
"""Programmes of the inventory of which no case came; they are tried in ``test_special``."""
