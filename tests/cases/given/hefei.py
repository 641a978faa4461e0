"""The worked cases of Hefei, in the library's public names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from cases.given import safety_net
from cases.given.bodies import decided
from cases.given.loose import Words
from cases.given.words import TEKUN_MODES, Found, UnknownWord, count, day, filled, flag, only, part, rulebook, standard, together, word

from aidrules import Choice, Household, Money, Month, Outcome
from aidrules.errors import InvalidChoice
from aidrules.facts.bodies import County, Township

DIBAO, END, JANUARY = "dibao.monthly_standard", "campaign.end", "campaign.january"
INCOMES: Final = ("per_capita_countable_income", "per_capita_income", "income")


def alone(path: str) -> str:
    """How ``item.missing`` names a local standard that differs by nothing."""
    return f'standards["{path}"]'


def supplied(params: Mapping[str, Any]) -> dict[str, Any]:
    """The dibao standard of the countryside and the end of the campaign, where a case supplies them."""
    rural, end = params.get("dibao_standard"), params.get("campaign_end")
    return {**({} if rural is None else {DIBAO: {"rural": rural}}), **({} if end is None else {END: end})}


PARAMS: Final = {"params.dibao_standard": [standard(DIBAO, "rural")], "params.campaign_end": [alone(END)]}


def income(home: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """The income per head of a household of one: as it counts, it is other income; before the deduction of job costs, earnings."""
    said = [name for name in INCOMES if name in home]
    if said == ["per_capita_countable_income", "per_capita_income"] and home.get("employment_costs") is not None:
        left = Money(home["per_capita_income"]) - Money(home["employment_costs"])
        if Money(home["per_capita_countable_income"]) != left:
            raise UnknownWord("household: what counts isn't what is left of the income after the costs")
        said = said[1:]
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
    only(case["facts"], "facts", ["household", "voluntary_exit_applied", "granted_months", "monthly_dibao", "decision_date"])
    on = str(day(case["facts"].get("decision_date", case["date"]), "decision_date"))
    params = part(case, "params", ["dibao_standard", "campaign_end"])
    asked = flag(case["facts"].get("voluntary_exit_applied"), "voluntary_exit_applied")
    home, named = recipient(case, "dibao.voluntary_exit_payment", [], {"exit_applied": asked, "grant_before": case["facts"].get("monthly_dibao")})
    named |= {"voluntary_exit_applied": ["exit_applied"], "monthly_dibao": ["grant_before"]}
    book = rulebook(case, supplied(params))
    undecided = book.decide(home, on).find("dibao.exit_payment")
    if case["facts"].get("granted_months") is None or undecided.outcome is not Outcome.DISCRETIONARY:
        return together([undecided], named)
    months = count(case["facts"]["granted_months"], "granted_months")
    choice = Choice(months or None, by="worked case", why="the case grants so many months")
    try:
        chosen = book.decide(home, on, {("dibao.exit_months",): choice}).find("dibao.exit_payment")
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


def january(words: Words, case: Mapping[str, Any]) -> dict[str, Any]:
    """The January of the year that a case names, of one that names none the year of its date."""
    year = words.get("year", otherwise=None if "year" in words.values else date.fromisoformat(case["date"]).year)
    return {} if year is None else {JANUARY: f"{count(year, 'year'):04}-01"}


DONE: Final = ("done_date", "filed_date", "survey_done_date", "self_check_date", "check_date", "checks")


def deadline(output: str, task: str) -> Callable[[Mapping[str, Any]], Found]:
    """A task of the campaign, of the township unless it is the county's; a day of it, or the first of several, says that it was done."""

    def run(case: Mapping[str, Any]) -> Found:
        words = Words(case, [*DONE, "year"], parts=("township", "county"))
        checks = words.get("checks")
        done = day(min(checks) if checks else words.get(*DONE[:-1]), "done_date")
        body: Any = County if task == "inspection" else Township
        step = {"id": "s1", "task": task, "done": True if done else False if checks == [] else None, "done_on": done}
        item = rulebook(case, january(words, case)).decide(body.read({"id": "b1", "steps": [step]}), day_of(case, done)).find(output, "s1")
        return together([item], words.named({**dict.fromkeys(DONE, ["steps[0].done_on"]), "year": [alone(JANUARY)]}))

    return run


def day_of(case: Mapping[str, Any], done: date | None) -> date:
    """The day of a case, or the day of what it tells of where that is later."""
    return max(date.fromisoformat(case["date"]), done or date.min)


ROUNDS: Final = {6: "june", 9: "september", 12: "december"}


def quarterly_report(case: Mapping[str, Any]) -> Found:
    """``campaign.report``; a report belongs to the round that a case names, else to the one of its month or the next."""
    words = Words(case, ["done_date", "year", "due", "due_date", "reports"], parts=("township",))
    if "reports" in words.values:
        return all_reports(case, words)
    sent = day(words.get("done_date"), "done_date")
    due = words.get("due", "due_date")
    month = int(str(due).split("-")[-2]) if due is not None else (sent or date.fromisoformat(case["date"])).month
    of = ROUNDS[next((each for each in ROUNDS if each >= month), 12)]
    report = {"id": "r1", "round": of, "sent": True if sent else None, "sent_on": sent}
    book = rulebook(case, january(words, case))
    item = book.decide(Township.read({"id": "t1", "reports": [report]}), day_of(case, sent)).find("campaign.report", "r1")
    return together([item], words.named({"done_date": ["reports[0].sent_on"], "year": [alone(JANUARY)]}))


def all_reports(case: Mapping[str, Any], words: Words) -> Found:
    """The three reports of a year: each day is of the round that was due next, after the last round of that, and a round without one wasn't sent."""
    said = words.get("reports")
    days = None if said is None else [day(each, "reports") for each in said]
    book, reports, last = rulebook(case, january(words, case)), [], (0, 0)
    for index, (month, of) in enumerate(ROUNDS.items()):
        due = (13, 0) if month == 12 else (month, 5)
        mine = [each for each in days or () if each is not None and last < (each.month, each.day) <= due]
        sent = None if days is None or (not mine and None in days) else bool(mine)
        reports.append({"id": f"r{index + 1}", "round": of, "sent": sent, "sent_on": min(mine) if mine else None})
        last = due
    decision = book.decide(Township.read({"id": "t1", "reports": reports}), case["date"])
    items = [decision.find("campaign.report", report["id"]) for report in reports]
    outcomes = {item.outcome for item in items}
    worst = next((outcome for outcome in (Outcome.BREACHED, Outcome.UNDETERMINED, Outcome.MET) if outcome in outcomes), Outcome.NOT_APPLICABLE)
    named = words.named({"reports": [f"reports[{index}].sent" for index in range(len(reports))], "year": [alone(JANUARY)]})
    return replace(together(items, named), outcome=worst)


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
    "tekun.care_agreement": care_agreement,
    "deadline.quarterly_report": quarterly_report,
    **{f"deadline.{name}": deadline(*each) for name, each in DEADLINES.items()},
    **safety_net.PROGRAMMES,
}
