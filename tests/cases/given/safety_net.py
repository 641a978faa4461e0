"""The worked cases of Hefei about tekun, temporary assistance, children, the elderly and referrals, in the library's public names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from cases.given.loose import Case, Words
from cases.given.words import AREAS, CARE_LEVELS, TEKUN_MODES, Found, count, day, rulebook, together, word

from aidrules import Household, Item, Month, Outcome
from aidrules.facts.bodies import County, Township
from aidrules.facts.model import Facts
from aidrules.programs import people, poverty_exit, special_groups, tekun_steps, temporary

PARTS: Final = ("person", "household", "case", "event", "county", "township", "steps", "children", "funds")
DIBAO, CEILING = "dibao.monthly_standard", "temporary.township_ceiling"
POVERTY: Final = {"NONE": "none", "RETURNED": "returned", "NEWLY_POOR": "newly_poor", "MONITORED": "monitored", "EDGE": "edge"}
NEEDS: Final = {kind: kind.lower() for kind in ("BASIC_LIVING", "MEDICAL", "HOUSING", "EDUCATION", "EMPLOYMENT", "DISASTER", "OTHER")}
FAULTS: Final = {
    "NONE": "none", "NOT_IMPLEMENTED": "not_carried_out", "FORMALISM": "formalism", "BUREAUCRACY": "formalism", "INACTION": "inaction", "SLOW": "slow",
    "SLOW_ACTION": "slow", "ARBITRARY": "arbitrary", "WRONG_ACTION": "arbitrary",
}  # fmt: skip
CARE: Final = {True: "full_care", False: "self_care", None: None}
SUPPORT: Final = {True: "dispersed", False: "none", None: None}

SAFETY_NET_SAID: Final = {
    "is_tekun": "Who is tekun and not said to live in an institution lives at home.",
    "meets_dibao": "That dibao is met is an income below the standard, and that it isn't one at the standard; assets are within their limit.",
    "disabled": "Of the elderly the text means those who can't look after themselves: full care; who isn't disabled looks after themselves.",
    "steps": "A file is kept; a case that speaks of an ending is about support that has ended.",
    "n_eligible": "Numbers of children stand as they are.",
    "months_since_temp": "So many months before the month of the case temporary assistance began.",
    "survey": "Who is found in the survey, and meets the conditions of temporary assistance, has a sentence of their own; other cases of aid first are about an emergency.",
    "trigger_met": "Where the price subsidy is started, the case is about somebody in dibao.",
    "two noes": "Where it isn't known whether a sentence speaks of somebody, and its other conditions are known not to be met, the answer is no either way. "
    "The library leaves open which of its two noes it is; the cases ask only whether.",
    "approver": "What isn't for the township to approve is for the county.",
    "already poor": "Whoever is poor is of a registered-poor household that isn't out of poverty, and on none of the other registers.",
}  # fmt: skip
"""How the words of these cases are read where one says more, or less, than a fact of the library."""


def home_of(person: Mapping[str, Any] | None = None, **facts: Any) -> Household:
    """A household of one."""
    return Household.read({"id": "h1", **facts, "members": [{"id": "p1", **(person or {})}]})


def found(
    case: Case,
    root: Facts,
    output: str,
    ids: Sequence[str],
    named: Mapping[str, Sequence[str]],
    *,
    standards: Mapping[str, Any] | None = None,
    entitled: Any = None,
) -> Found:
    """The item of an output; ``entitled`` is the condition beside whom the sentence speaks of, see ``two noes``."""
    book = rulebook(case, standards)
    item: Item = book.decide(root, case["date"]).find(output, *ids)
    answer = together([item], named)
    if entitled is not None and item.outcome is Outcome.UNDETERMINED and isinstance(root, Household):
        subjects = [root.members[0], root] if ids else [root]
        if no_either_way(book, entitled, subjects, case["date"]):
            return replace(answer, also=frozenset({Outcome.REFUSED}))
    return answer


def no_either_way(book: Any, condition: Any, subjects: Sequence[Any], on: str) -> bool:
    """Whether a condition about a person, or about a person in a household, is known not to be met."""
    models = condition.signature()[0]
    return book.value(condition, *(subject for subject in subjects if type(subject) in models), on=on) is False


def words_of(case: Case, known: Sequence[str], params: Sequence[str] = ()) -> Words:
    """The words of a case, wherever they stand."""
    return Words(case, known, params, parts=PARTS)


# --- tekun


def tekun_of(words: Words) -> str | None:
    """The mode of tekun support, or whether there is any."""
    return word(TEKUN_MODES, words.get("tekun_mode"), "tekun_mode") if "tekun_mode" in words.values else SUPPORT[words.flag("is_tekun")]


def central_priority(case: Case) -> Found:
    """``tekun.central_first`` of one person."""
    words = words_of(case, ["is_tekun", "tekun_mode", "wishes_central", "wishes_central_support", "care_level"])
    person = {
        "tekun_support": tekun_of(words),
        "wishes_central_support": words.flag("wishes_central", "wishes_central_support"),
        "care_level": word(CARE_LEVELS, words.get("care_level"), "care_level"),
    }
    paths = {
        **dict.fromkeys(("is_tekun", "tekun_mode"), ["members[0].tekun_support"]), "care_level": ["members[0].care_level"],
        **dict.fromkeys(("wishes_central", "wishes_central_support"), ["members[0].wishes_central_support"]),
    }  # fmt: skip
    return found(case, home_of(person), "tekun.central_first", ["p1"], words.named(paths), entitled=tekun_steps.comes_first)


STEPS: Final = {"recognition": "tekun_recognised_on_record", "approval": "tekun_approved_on_record", "termination": "tekun_ending_on_record"}


def process(case: Case) -> Found:
    """``tekun.process`` where the case speaks of steps, else ``tekun.poor_inclusion``."""
    words = words_of(case, [*STEPS, *(f"{step}_recorded" for step in STEPS), "steps", "registered_poor", "meets_tekun", "out_of_poverty", "file_kept"])
    steps = {ours: words.flag(said, f"{said}_recorded") for said, ours in STEPS.items()}
    if not {*STEPS, "steps", *(f"{step}_recorded" for step in STEPS)} & set(words.values):
        return poor_inclusion(case, words)
    ended = "termination" in words.values or "termination_recorded" in words.values
    person = {"tekun_support": "none" if ended else "dispersed", "tekun_ended": ended, "tekun_file_kept": words.flag("file_kept", otherwise=True), **steps}
    paths = {name: [f"members[0].{ours}"] for said, ours in STEPS.items() for name in (said, f"{said}_recorded")}
    paths |= {"file_kept": ["members[0].tekun_file_kept"], "steps": [f"members[0].{ours}" for ours in STEPS.values()]}
    return found(case, home_of(person), "tekun.process", ["p1"], words.named(paths))


def poor_inclusion(case: Case, words: Words) -> Found:
    """``tekun.poor_inclusion``: whoever meets the conditions of tekun is old, and the last condition, of a supporter, settles it."""
    meets = words.flag("meets_tekun")
    person = {
        "birth_date": "1930-01-01", "able_to_work": False, "has_source_of_living": False, "has_able_supporter": None if meets is None else not meets,
        "disabilities": [], "tekun_support": "none",
    }  # fmt: skip
    home = home_of(person, registered_poor=words.flag("registered_poor"), out_of_poverty=words.flag("out_of_poverty", otherwise=False))
    paths = {"registered_poor": ["registered_poor"], "out_of_poverty": ["out_of_poverty"], "meets_tekun": ["members[0].has_able_supporter"]}
    return found(case, home, "tekun.poor_inclusion", ["p1"], words.named(paths))


# --- who is taken in, and temporary assistance


def met(meets: bool | None) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """That dibao is met, isn't, or isn't known: of the person, of the household, and the standards; see ``SAFETY_NET_SAID``."""
    person = {"tekun_support": "none", "monthly_earnings": "0.00", "other_monthly_income": {True: "0.00", False: "1.00", None: None}[meets]}
    standards = {DIBAO: dict.fromkeys(AREAS.values(), "1.00"), "dibao.asset_limit": "0.00"}
    return person, {"assets": "0.00", "in_dibao": False, "registered_poor": False}, standards


def group_inclusion(case: Case) -> Found:
    """``dibao.group_inclusion`` of the one member."""
    words = words_of(case, ["poverty_group", "area", "meets_dibao"])
    person, home, standards = met(words.flag("meets_dibao"))
    person["poverty_group"] = word(POVERTY, words.get("poverty_group"), "person.poverty_group")
    root = home_of(person, area=word(AREAS, words.get("area"), "area"), **home)
    paths = {"poverty_group": ["members[0].poverty_group"], "area": ["area"], "meets_dibao": ["members[0].other_monthly_income"]}
    answer = found(case, root, "dibao.group_inclusion", ["p1"], words.named(paths), standards=standards)
    # without an area income isn't compared at all; where dibao is said not to be met, that is enough
    refused = words.flag("meets_dibao") is False and answer.outcome is Outcome.UNDETERMINED
    return replace(answer, also=frozenset({Outcome.REFUSED})) if refused else answer


AFTER: Final = ("months_since_temp", "still_difficult", "meets_dibao")


def bridge(case: Case) -> Found:
    """``dibao.after_bridge`` where the case speaks of the time after temporary assistance, else ``temporary.bridge``."""
    words = words_of(case, ["poverty_group", *AFTER], ["bridge_months"])
    group = word(POVERTY, words.get("poverty_group", otherwise=None if "poverty_group" in words.values else "RETURNED"), "person.poverty_group")
    paths = {"poverty_group": ["members[0].poverty_group"]}
    if not {*AFTER} & set(words.values):
        return found(case, home_of({"poverty_group": group}), "temporary.bridge", ["p1"], words.named(paths))
    months = words.get("months_since_temp")
    began = None if months is None else str(Month.of(date.fromisoformat(case["date"])).plus(-count(months, "months_since_temp")))
    person, home, standards = met(words.flag("meets_dibao"))
    person |= {"poverty_group": group, "bridging_aid_from": began, "still_in_difficulty": words.flag("still_difficult")}
    paths |= {
        "months_since_temp": ["members[0].bridging_aid_from"], "still_difficult": ["members[0].still_in_difficulty"],
        "meets_dibao": ["members[0].other_monthly_income"],
    }  # fmt: skip
    period = words.params.get("bridge_months")
    standards |= {} if period is None else {"temporary.bridge_months": period}
    named = {**words.named(paths), "params.bridge_months": ['standards["temporary.bridge_months"]']}
    return found(case, home_of(person, area="rural", **home), "dibao.after_bridge", ["p1"], named, standards=standards, entitled=temporary.goes_on_to_dibao)


SURVEY: Final = ("meets_temporary_conditions", "reserve_fund_balance", "survey_phase", "found_in_survey")


def aid_first(case: Case) -> Found:
    """``temporary.survey_aid`` of somebody found in the survey, else ``temporary.aid_first``; an empty fund leaves open what pays."""
    words = words_of(case, ["emergency", *SURVEY])
    surveyed = words.flag("survey_phase", "found_in_survey", otherwise=None if {"survey_phase", "found_in_survey"} & set(words.values) else True)
    if not {*SURVEY} & set(words.values) or surveyed is False:
        root = home_of(emergency=words.flag("emergency"))
        return found(case, root, "temporary.aid_first", [], words.named({"emergency": ["emergency"]}))
    left = words.get("reserve_fund_balance")
    root = home_of(found_in_survey=surveyed, meets_temporary_aid=words.flag("meets_temporary_conditions"), reserve_fund_left=left)
    paths = {
        "meets_temporary_conditions": ["meets_temporary_aid"], "reserve_fund_balance": ["reserve_fund_left"],
        **dict.fromkeys(("survey_phase", "found_in_survey"), ["found_in_survey"]),
    }  # fmt: skip
    answer = found(case, root, "temporary.survey_aid", [], words.named(paths), entitled=temporary.meets_conditions)
    notices = rulebook(case).decide(root, case["date"]).find("temporary.survey_aid").notices
    return replace(answer, also=frozenset({Outcome.UNDETERMINED})) if answer.outcome is Outcome.GRANTED and notices else answer


def temporary_approval(case: Case) -> Found:
    """``referrals.township_approval`` of an emergency; see ``approver``."""
    words = words_of(case, ["amount", "emergency"], ["township_limit"])
    root = home_of(emergency=words.flag("emergency", otherwise=None if "emergency" in words.values else True), proposed_aid=words.get("amount"))
    limit = words.params.get("township_limit")
    named = {**words.named({"amount": ["proposed_aid"], "emergency": ["emergency"]}), "params.township_limit": [f'standards["{CEILING}"]']}
    answer = found(case, root, "referrals.township_approval", [], named, standards={} if limit is None else {CEILING: limit})
    approver = {Outcome.GRANTED: "TOWNSHIP", Outcome.REFUSED: "COUNTY"}.get(answer.outcome)
    routed = case["expected"]["outcome"] in ROUTED and approver is not None
    return replace(answer, outcome=Outcome.GRANTED if routed else answer.outcome, said={} if approver is None else {"approver": approver})


ROUTED: Final = ("routed", "referred", "route", "refer")


def reserve_fund(case: Case) -> Found:
    """``temporary.reserve_fund`` of a county."""
    ours = {
        "reserve_fund_document_issued": "reserve_document_issued", "township_limit_old": "approval_ceiling_before", "township_limit_new": "approval_ceiling_now",
    }  # fmt: skip
    words = words_of(case, list(ours), ["township_limit_old", "township_limit_new"])
    given = {**{name: words.params[name] for name in words.params}, **words.values}
    root = County.read({"id": "c1", **{fact: given.get(said) for said, fact in ours.items()}})
    paths = {said: [fact] for said, fact in ours.items()}
    return found(case, root, "temporary.reserve_fund", [], {**words.named(paths), **{f"params.{said}": path for said, path in paths.items()}})


def flags(output: str, ours: Mapping[str, str], entitled: Any = None, person: bool = False) -> Callable[[Case], Found]:
    """An output whose conditions are all flags, of a household or of one person."""

    def run(case: Case) -> Found:
        words = words_of(case, list(ours))
        facts = {fact: words.flag(said) for said, fact in ours.items()}
        root = home_of(facts) if person else home_of(**facts)
        named = words.named({said: [f"members[0].{fact}" if person else fact] for said, fact in ours.items()})
        return found(case, root, output, ["p1"] if person else [], named, entitled=entitled)

    return run


def price_subsidy(case: Case) -> Found:
    """``temporary.price_subsidy`` of a dibao recipient."""
    words = words_of(case, ["trigger_met", "dibao", "in_dibao"], ["amount"])
    amount = words.params.get("amount")
    dibao = words.flag("dibao", "in_dibao", otherwise=None if {"dibao", "in_dibao"} & set(words.values) else True)
    root = home_of({"tekun_support": "none"}, in_dibao=dibao, price_subsidy_started=words.flag("trigger_met"))
    paths = {"trigger_met": ["price_subsidy_started"], "dibao": ["in_dibao"], "in_dibao": ["in_dibao"]}
    named = {**words.named(paths), "params.amount": ['standards["temporary.price_subsidy"]']}
    return found(case, root, "temporary.price_subsidy", ["p1"], named, standards={} if amount is None else {"temporary.price_subsidy": amount})


# --- children and the elderly


def born(words: Words, case: Case) -> str | None:
    """A birth date as it is said, or the one of somebody who has just reached the age said."""
    if "birth_date" in words.values:
        on = day(words.get("birth_date"), "birth_date")
        return None if on is None else on.isoformat()
    age = words.get("age")
    return None if age is None else f"{int(case['date'][:4]) - count(age, 'age'):04}{case['date'][4:]}"


BORN: Final = dict.fromkeys(("age", "birth_date"), ["members[0].birth_date"])


def guardianship(case: Case) -> Found:
    """``children.guardianship`` of one child."""
    words = words_of(case, ["age", "birth_date", "guardianship_lost_due_to_covid"])
    person = {"birth_date": born(words, case), "guardianship_lost_to_epidemic": words.flag("guardianship_lost_due_to_covid")}
    named = words.named({**BORN, "guardianship_lost_due_to_covid": ["members[0].guardianship_lost_to_epidemic"]})
    return found(case, home_of(person), "children.guardianship", ["p1"], named)


def coverage(case: Case) -> Found:
    """``children.coverage`` of a county."""
    ours = {"n_eligible": "children_to_protect", "n_covered": "children_protected"}
    words = words_of(case, list(ours))
    root = County.read({"id": "c1", **{fact: words.get(said) for said, fact in ours.items()}})
    return found(case, root, "children.coverage", [], words.named({said: [fact] for said, fact in ours.items()}))


def left_behind(case: Case) -> Found:
    """``elderly.care`` of one person."""
    words = words_of(case, ["rural_hardship", "area", "hardship", "age", "birth_date", "disabled", "left_behind"], ["very_old_age", "age"])
    hardship = words.flag("rural_hardship", "hardship")
    person = {"birth_date": born(words, case), "care_level": CARE[words.flag("disabled")], "left_behind": words.flag("left_behind")}
    area = word(AREAS, words.get("area", otherwise=None if "area" in words.values else "RURAL"), "area")
    paths = {
        **BORN, "disabled": ["members[0].care_level"], "left_behind": ["members[0].left_behind"], "area": ["area"],
        **dict.fromkeys(("rural_hardship", "hardship"), ["in_hardship"]),
    }  # fmt: skip
    very_old = words.params.get("very_old_age", words.params.get("age"))
    path = ['standards["elderly.very_old_age"]']
    named = {**words.named(paths), "params.very_old_age": path, "params.age": path}
    standards = {} if very_old is None else {"elderly.very_old_age": very_old}
    root = home_of(person, area=area, in_hardship=hardship)
    return found(case, root, "elderly.care", ["p1"], named, standards=standards, entitled=special_groups.to_be_cared_for)


# --- referrals and bad work


def not_qualified(case: Case) -> Found:
    """``referrals.other_measures`` of the poor, ``referrals.other_departments`` of others in hardship."""
    words = words_of(case, ["poor", "qualifies_safety_net", "hardship", "qualifies_civil_affairs", "qualifies", "need"])
    word(NEEDS, words.get("need"), "need")
    if "poor" in words.values:
        person = {"poverty_group": "none", "meets_safety_net": words.flag("qualifies_safety_net", "qualifies")}
        root = home_of(person, registered_poor=words.flag("poor"), out_of_poverty=False)
        paths = {"poor": ["registered_poor"], **dict.fromkeys(("qualifies_safety_net", "qualifies"), ["members[0].meets_safety_net"])}
        answer = found(case, root, "referrals.other_measures", ["p1"], words.named(paths), entitled=special_groups.outside_safety_net)
        return nobody_else(replace(answer, said={"agency": "TOWNSHIP_POVERTY_RELIEF"} if answer.outcome is Outcome.GRANTED else {}))
    root = home_of({"meets_civil_affairs_aid": words.flag("qualifies_civil_affairs", "qualifies")}, in_hardship=words.flag("hardship"))
    paths = {"hardship": ["in_hardship"], **dict.fromkeys(("qualifies_civil_affairs", "qualifies"), ["members[0].meets_civil_affairs_aid"])}
    return nobody_else(found(case, root, "referrals.other_departments", ["p1"], words.named(paths), entitled=special_groups.outside_civil_affairs))


def nobody_else(answer: Found) -> Found:
    """The sentences on referral speak only of those who don't qualify: nothing to refer is the same as none of theirs."""
    return replace(answer, also=answer.also | {Outcome.NOT_APPLICABLE}) if answer.outcome is Outcome.REFUSED else answer


REFERRED: Final = {
    "referrals.basic_living": (("BASIC_LIVING",), "TOWNSHIP_CIVIL_AFFAIRS"),
    "referrals.special_aid": (("MEDICAL", "HOUSING", "EDUCATION", "EMPLOYMENT"), "RESPONSIBLE_DEPARTMENT"),
    "referrals.disaster": (("DISASTER",), "EMERGENCY_MANAGEMENT"),
}


def by_need(case: Case) -> Found:
    """The three referrals of each need: all that have to be made, or the open ones where it isn't known what is needed."""
    words = words_of(case, ["need", "needs"])
    said = words.get("needs", otherwise=[words.get("need")])
    kinds = [word(NEEDS, need, "need") for need in said]
    root = home_of({"needs": [{"id": f"n{index + 1}", "kind": kind} for index, kind in enumerate(kinds)]})
    decision = rulebook(case).decide(root, case["date"])
    items = {(output, need): decision.find(output, "p1", f"n{index + 1}") for index, need in enumerate(said) for output in REFERRED}
    referred = {key: item for key, item in items.items() if item.outcome is Outcome.GRANTED}
    decisive = referred or {key: item for key, item in items.items() if item.outcome is Outcome.UNDETERMINED} or items
    named = words.named({"need": ["members[0].needs[0].kind"], "needs": [f"members[0].needs[{index}].kind" for index in range(len(kinds))]})
    agencies = sorted({REFERRED[output][1] for output, _ in referred})
    return replace(together(list(decisive.values()), named), said={"agency": agencies[0]} if len(agencies) == 1 else {"agencies": agencies})


def bad_work(case: Case) -> Found:
    """``sanctions.bad_work`` of a township."""
    words = words_of(case, ["finding"])
    root = Township.read({"id": "t1", "work_fault": word(FAULTS, words.get("finding"), "finding")})
    return found(case, root, "sanctions.bad_work", [], words.named({"finding": ["work_fault"]}))


# --- income


def countable_income(case: Case) -> Found:
    """The rule on what earnings count, of a household of one: where costs are deducted, what is left; else what there is."""
    words = words_of(case, ["registered_poor", "in_rural_dibao", "per_capita_income", "income", "employment_costs"], ["dibao_standard", "campaign_end"])
    income = words.get("per_capita_income", "income")
    person = {"tekun_support": "none", "monthly_earnings": income, "other_monthly_income": "0.00", "necessary_job_costs": words.get("employment_costs")}
    root = home_of(person, area="rural", registered_poor=words.flag("registered_poor"), in_dibao=words.flag("in_rural_dibao"), assets="0.00")
    rural, end = words.params.get("dibao_standard"), words.params.get("campaign_end")
    standards = {**({} if rural is None else {DIBAO: {"rural": rural}}), **({} if end is None else {"campaign.end": end})}
    book = rulebook(case, {**standards, "dibao.asset_limit": "0.00"})
    deducted = book.value(poverty_exit.job_costs_deducted, root, on=case["date"])
    amount = book.value(people.household_income, root, on=case["date"])
    item = book.decide(root, case["date"]).find("dibao.household_grant")
    paths = {
        **dict.fromkeys(("per_capita_income", "income"), ["members[0].monthly_earnings"]), "employment_costs": ["members[0].necessary_job_costs"],
        "registered_poor": ["registered_poor"], "in_rural_dibao": ["in_dibao"],
    }  # fmt: skip
    named = {**words.named(paths), "params.dibao_standard": [f'standards["{DIBAO}"]["rural"]'], "params.campaign_end": ['standards["campaign.end"]']}
    outcome = Outcome.UNDETERMINED if amount is None else Outcome.GRANTED if deducted else Outcome.REFUSED
    # what counts is a figure either way; a case may ask for it where nothing is taken off
    also = {Outcome.GRANTED, Outcome.NOT_APPLICABLE} if outcome is Outcome.REFUSED else set()
    return replace(together([item], named), outcome=outcome, amount=amount, also=frozenset(also))


PROGRAMMES: Final[Mapping[str, Callable[[Case], Found]]] = {
    "dibao.rural_inclusion_poverty_groups": group_inclusion,
    "tekun.central_support_priority": central_priority,
    "routing.temporary_approval": temporary_approval,
    "dibao.countable_income": countable_income,
    "tekun.process": process,
    "temporary.aid_first": aid_first,
    "kpi.reserve_fund_document": reserve_fund,
    "temporary.bridge_to_dibao": bridge,
    "child.covid_guardianship": guardianship,
    "temporary.covid": flags(
        "temporary.epidemic",
        {"covid_patient": "epidemic_patient", "epidemic_income_loss": "epidemic_income_loss", "meets_conditions": "meets_temporary_aid"},
    ),
    "price_linkage.trigger": price_subsidy,
    "child.coverage": coverage,
    "duty.left_behind_elderly": left_behind,
    "routing.not_qualified": not_qualified,
    "routing.by_need": by_need,
    "vagrant.aid": flags(
        "vagrants.aid",
        {"vagrant_no_means": "vagrant_without_means", "qualifies": "meets_vagrant_aid"},
        entitled=special_groups.meets_vagrant_aid,
        person=True,
    ),
    "temporary.rigid_expenditure": flags(
        "temporary.sudden_hardship",
        {
            "accident": "accident",
            "rigid_expenditure_excessive": "excessive_rigid_expenditure",
            "temporarily_serious_difficulty": "temporarily_in_serious_difficulty",
        },
    ),
    "sanction.implementation_failure": bad_work,
}
WITHOUT_A_CASE: Final = frozenset(PROGRAMMES)
"""Programmes of the inventory of which no case came; the readers' cases try them."""
