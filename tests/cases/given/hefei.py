"""The worked cases of Hefei, in the library's public names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from cases.given.bodies import decided
from cases.given.words import AREAS, CARE_LEVELS, TEKUN_MODES, Found, UnknownWord, count, day, filled, flag, only, part, rulebook, standard, together, word

from aidrules import Choice, Household, Month, Outcome
from aidrules.errors import InvalidChoice
from aidrules.facts.bodies import County, Township

DIBAO, END, JANUARY, CEILING = "dibao.monthly_standard", "campaign.end", "campaign.january", "temporary.township_ceiling"
GROUPS: Final = {"NONE": "none", "RETURNED": "returned", "NEWLY_POOR": "newly_poor", "MONITORED": "monitored", "EDGE": "edge"}
INCOMES: Final = ("per_capita_countable_income", "per_capita_income", "income")


def alone(path: str) -> str:
    """How ``item.missing`` names a local standard that differs by nothing."""
    return f'standards["{path}"]'


def supplied(params: Mapping[str, Any]) -> dict[str, Any]:
    """The dibao standard of the countryside, the end of the campaign and the ceiling, where a case supplies them."""
    rural = params.get("dibao_standard")
    single = {END: params.get("campaign_end"), CEILING: params.get("township_limit")}
    return {**({} if rural is None else {DIBAO: {"rural": rural}}), **{path: value for path, value in single.items() if value is not None}}


PARAMS: Final = {"params.dibao_standard": [standard(DIBAO, "rural")], "params.campaign_end": [alone(END)], "params.township_limit": [alone(CEILING)]}


def income(home: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """The income per head of a household of one: as it counts, it is other income; before the deduction of job costs, earnings."""
    said = [name for name in INCOMES if name in home]
    if len(said) != 1:
        raise UnknownWord("household: one income per head is named")
    before = said[0] == "per_capita_income"
    ours = "monthly_earnings" if before else "other_monthly_income"
    costs = home.get("employment_costs") if "employment_costs" in home else "0.00"
    person = {"monthly_earnings": "0.00", "other_monthly_income": "0.00", "necessary_job_costs": costs, ours: home[said[0]]}
    named = {f"household.{said[0]}": [f"members[0].{ours}"], "household.employment_costs": ["members[0].necessary_job_costs"]}
    return {"id": "p1", "tekun_support": "none", **person}, named


def recipient(case: Mapping[str, Any], programme: str, words: list[str], more: Mapping[str, Any]) -> tuple[Household, dict[str, list[str]]]:
    """A household in rural dibao, and the names of its facts."""
    home = part(case["facts"], "household", [*INCOMES, "employment_costs", "registered_poor", "in_rural_dibao", *words])
    person, named = income(home)
    facts = {**filled(programme, "household"), **more, "area": "rural"}
    for said, ours in (("registered_poor", "registered_poor"), ("in_rural_dibao", "in_dibao")):
        if said in home:
            facts[ours] = flag(home[said], f"household.{said}")
        named[f"household.{said}"] = [ours]
    return Household.model_validate({"id": "h1", **facts, "members": [person]}), {**named, **PARAMS}


def phase_out(case: Mapping[str, Any]) -> Found:
    """``phase_out.period``: whether a month is one of the twelve."""
    only(case["facts"], "facts", ["household", "month_index", "phase_out", "voluntary_exit_applied"])
    params = part(case, "params", ["dibao_standard", "campaign_end"])
    within = part(case["facts"], "phase_out", ["month_index"]) if "phase_out" in case["facts"] else case["facts"]
    number = within.get("month_index")
    first = None if number is None else Month.of(date.fromisoformat(case["date"])).plus(1 - count(number, "month_index"))
    more: dict[str, Any] = {"phase_out_since": first}
    if "voluntary_exit_applied" in case["facts"]:
        more["exit_applied"] = flag(case["facts"]["voluntary_exit_applied"], "voluntary_exit_applied")
    home, named = recipient(case, "dibao.phase_out.hefei", [], more)
    item = rulebook(case, supplied(params)).decide(home, case["date"]).find("phase_out.period")
    months = {"month_index": ["phase_out_since"], "phase_out.month_index": ["phase_out_since"], "voluntary_exit_applied": ["exit_applied"]}
    return together([item], named | months)


def voluntary_exit(case: Mapping[str, Any]) -> Found:
    """``dibao.exit_payment``: the months are a choice; one within the bounds leaves the outcome discretionary, with its amount."""
    only(case["facts"], "facts", ["household", "voluntary_exit_applied", "granted_months", "monthly_dibao"])
    params = part(case, "params", ["dibao_standard", "campaign_end"])
    asked = flag(case["facts"].get("voluntary_exit_applied"), "voluntary_exit_applied")
    home, named = recipient(case, "dibao.voluntary_exit_payment", [], {"exit_applied": asked, "grant_before": case["facts"].get("monthly_dibao")})
    named |= {"voluntary_exit_applied": ["exit_applied"], "monthly_dibao": ["grant_before"]}
    book = rulebook(case, supplied(params))
    undecided = book.decide(home, case["date"]).find("dibao.exit_payment")
    if case["facts"].get("granted_months") is None or undecided.outcome is not Outcome.DISCRETIONARY:
        return together([undecided], named)
    months = count(case["facts"]["granted_months"], "granted_months")
    choice = Choice(months or None, by="worked case", why="the case grants so many months")
    try:
        chosen = book.decide(home, case["date"], {("dibao.exit_months",): choice}).find("dibao.exit_payment")
    except InvalidChoice as error:
        if error.code != "choice.bounds":
            raise
        return Found(Outcome.BREACHED, frozenset(clause.id for clause in undecided.clauses), named=named)
    found = together([chosen], named)
    return replace(found, outcome=Outcome.DISCRETIONARY) if found.outcome is Outcome.GRANTED else found


def exit_after_12_months(case: Mapping[str, Any]) -> Found:
    """``dibao.leaving``: whether a household may be taken out of dibao."""
    only(case["facts"], "facts", ["household"])
    params = part(case, "params", ["dibao_standard", "campaign_end"])
    given = part(
        case["facts"], "household", [*INCOMES, "employment_costs", "registered_poor", "in_rural_dibao", "stably_out_of_poverty", "dibao_months_received"]
    )
    months = given.get("dibao_months_received")
    more = {
        "stably_out_of_poverty": flag(given.get("stably_out_of_poverty"), "household.stably_out_of_poverty"),
        "dibao_months": None if months is None else count(months, "household.dibao_months_received"),
    }
    home, named = recipient(case, "dibao.exit_after_12_months", ["stably_out_of_poverty", "dibao_months_received"], more)
    named |= {"household.stably_out_of_poverty": ["stably_out_of_poverty"], "household.dibao_months_received": ["dibao_months"]}
    return together([rulebook(case, supplied(params)).decide(home, case["date"]).find("dibao.leaving")], named)


def january(case: Mapping[str, Any]) -> dict[str, Any]:
    """The January of the year that a case names, of one that names none the year of its date."""
    year = case["facts"].get("year", date.fromisoformat(case["date"]).year)
    return {} if year is None else {JANUARY: f"{count(year, 'year'):04}-01"}


def deadline(output: str, task: str) -> Callable[[Mapping[str, Any]], Found]:
    """A task of the campaign, of the township unless it is the county's; a day of it says that it was done."""

    def run(case: Mapping[str, Any]) -> Found:
        only(case["facts"], "facts", ["done_date", "year"])
        part(case, "params", [])
        done = day(case["facts"].get("done_date"), "done_date")
        body: Any = County if task == "inspection" else Township
        step = {"id": "s1", "task": task, "done": True if done else None, "done_on": done}
        item = rulebook(case, january(case)).decide(body.read({"id": "b1", "steps": [step]}), day_of(case, done)).find(output, "s1")
        return together([item], {"done_date": ["steps[0].done_on"], "year": [alone(JANUARY)]})

    return run


def day_of(case: Mapping[str, Any], done: date | None) -> date:
    """The day of a case, or the day of what it tells of where that is later."""
    return max(date.fromisoformat(case["date"]), done or date.min)


ROUNDS: Final = {6: "june", 9: "september", 12: "december"}


def quarterly_report(case: Mapping[str, Any]) -> Found:
    """``campaign.report``; a report belongs to the round that a case names, else to the one of its month or the next."""
    only(case["facts"], "facts", ["done_date", "year", "due", "due_date"])
    part(case, "params", [])
    sent = day(case["facts"].get("done_date"), "done_date")
    due = case["facts"].get("due", case["facts"].get("due_date"))
    month = int(str(due).split("-")[-2]) if due is not None else (sent or date.fromisoformat(case["date"])).month
    of = ROUNDS[next((each for each in ROUNDS if each >= month), 12)]
    report = {"id": "r1", "round": of, "sent": True if sent else None, "sent_on": sent}
    item = rulebook(case, january(case)).decide(Township.read({"id": "t1", "reports": [report]}), day_of(case, sent)).find("campaign.report", "r1")
    return together([item], {"done_date": ["reports[0].sent_on"], "year": [alone(JANUARY)]})


def one_person(case: Mapping[str, Any], output: str, person: Mapping[str, Any], named: Mapping[str, list[str]]) -> Found:
    """The item of an output about the one member of a household."""
    return decided(case, Household.model_validate({"id": "h1", "members": [{"id": "p1", **person}]}), output, ("p1",), named)


def care_agreement(case: Mapping[str, Any]) -> Found:
    """``tekun.care_agreement`` of one person; a named carer is settled, and a day of signing signs."""
    only(case["facts"], "facts", ["person"])
    part(case, "params", [])
    person = part(case["facts"], "person", ["tekun_mode", "carer_id", "agreement_signed", "agreement_signed_date"])
    signed = flag(person.get("agreement_signed"), "person.agreement_signed")
    if "agreement_signed_date" in person and signed is None:
        on = day(person["agreement_signed_date"], "person.agreement_signed_date")
        signed = None if on is None else on <= date.fromisoformat(case["date"])
    facts = {
        "tekun_support": word(TEKUN_MODES, person.get("tekun_mode"), "person.tekun_mode"),
        "carer_settled": None if person.get("carer_id") is None else True,
        "care_agreement_signed": signed,
    }
    agreement = {f"person.{name}": ["members[0].care_agreement_signed"] for name in ("agreement_signed", "agreement_signed_date")}
    named = {"person.tekun_mode": ["members[0].tekun_support"], "person.carer_id": ["members[0].carer_settled"], **agreement}
    return one_person(case, "tekun.care_agreement", facts, named)


def central_priority(case: Mapping[str, Any]) -> Found:
    """``tekun.central_first`` of one person."""
    only(case["facts"], "facts", ["person"])
    part(case, "params", [])
    person = part(case["facts"], "person", ["tekun_mode", "wishes_central", "care_level"])
    facts = {
        "tekun_support": word(TEKUN_MODES, person.get("tekun_mode"), "person.tekun_mode"),
        "wishes_central_support": flag(person.get("wishes_central"), "person.wishes_central"),
        "care_level": word(CARE_LEVELS, person.get("care_level"), "person.care_level"),
    }
    said = {"tekun_mode": "tekun_support", "wishes_central": "wishes_central_support", "care_level": "care_level"}
    return one_person(case, "tekun.central_first", facts, {f"person.{name}": [f"members[0].{ours}"] for name, ours in said.items()})


def group_inclusion(case: Mapping[str, Any]) -> Found:
    """``dibao.group_inclusion`` of the one member; whether dibao is met is an income below or at a standard."""
    only(case["facts"], "facts", ["person", "area", "meets_dibao"])
    part(case, "params", [])
    person = part(case["facts"], "person", ["poverty_group"])
    meets = flag(case["facts"].get("meets_dibao"), "meets_dibao")
    area = word(AREAS, case["facts"].get("area"), "area")
    earned = {True: "0.00", False: "1.00", None: None}[meets]
    facts = {"poverty_group": word(GROUPS, person.get("poverty_group"), "person.poverty_group"), "tekun_support": "none"}
    home = Household.model_validate({
        "id": "h1", "area": area, "assets": "0.00", "in_dibao": False, "registered_poor": False,
        "members": [{"id": "p1", **facts, "monthly_earnings": "0.00", "other_monthly_income": earned}],
    })  # fmt: skip
    book = rulebook(case, {DIBAO: dict.fromkeys(AREAS.values(), "1.00"), "dibao.asset_limit": "0.00"})
    named = {"person.poverty_group": ["members[0].poverty_group"], "area": ["area"], "meets_dibao": ["members[0].other_monthly_income"]}
    return together([book.decide(home, case["date"]).find("dibao.group_inclusion", "p1")], named)


def temporary_approval(case: Mapping[str, Any]) -> Found:
    """``referrals.township_approval`` of an emergency."""
    only(case["facts"], "facts", ["amount", "emergency"])
    params = part(case, "params", ["township_limit"])
    emergency = flag(case["facts"].get("emergency", True), "emergency")
    home = Household.model_validate({"id": "h1", "emergency": emergency, "proposed_aid": case["facts"].get("amount"), "members": [{"id": "p1"}]})
    item = rulebook(case, supplied(params)).decide(home, case["date"]).find("referrals.township_approval")
    return together([item], {"amount": ["proposed_aid"], "emergency": ["emergency"], **PARAMS})


DEADLINES: Final = {
    "plan_filing": ("campaign.plan", "plan"),
    "survey": ("campaign.survey", "survey"),
    "full_check": ("campaign.full_check", "full_check"),
    "policy_applied": ("campaign.policies", "policies"),
    "self_check": ("campaign.self_check", "self_check"),
    "county_check": ("campaign.inspection", "inspection"),
    "gap_fill": ("campaign.gaps", "gaps_filled"),
}

PROGRAMMES: Final[Mapping[str, Callable[[Mapping[str, Any]], Found]]] = {
    "dibao.phase_out.hefei": phase_out,
    "dibao.voluntary_exit_payment": voluntary_exit,
    "dibao.exit_after_12_months": exit_after_12_months,
    "dibao.rural_inclusion_poverty_groups": group_inclusion,
    "tekun.care_agreement": care_agreement,
    "tekun.central_support_priority": central_priority,
    "routing.temporary_approval": temporary_approval,
    "deadline.quarterly_report": quarterly_report,
    **{f"deadline.{name}": deadline(*each) for name, each in DEADLINES.items()},
}
