"""The worked cases of Kunshan about dibao, sanctions, duties and standards, in the library's public names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from cases.given.hardship import HELPED_NAMES, NAMED_HELPED, dibao_standard, helped_of, item_of, said_of, unchosen
from cases.given.words import CARE_LEVELS, DISABILITIES, GRADES, Found, day, filled, flag, only, part, rulebook, standard, together, word
from cases.given.work import STATUSES, unkeyed, whole

from aidrules import Choice, Household, Month, Outcome
from aidrules.errors import InvalidChoice
from aidrules.facts.bodies import County, Township
from aidrules.facts.employers import Employer

FAULTS: Final = {
    "IRRESPONSIBLE": "not_done", "IRRESPONSIBILITY": "not_done", "BUCK_PASSING": "passed_on", "DELAY": "too_late", "FAVOURITISM": "favouritism",
    "FAVORITISM": "favouritism", "ABUSE": "abuse", "ABUSE_OF_POWER": "abuse", "NONE": "other", "OTHER": "other", "MINOR": "other",
}  # fmt: skip


def owed(item: Any, named: Mapping[str, list[str]], unsaid: Iterable[str]) -> Found:
    """A case that doesn't say how a duty was kept asks whether there is one: where nothing but that is missing, there is."""
    found = together([item], named)
    nothing_else = found.outcome is Outcome.UNDETERMINED and found.missing <= set(unsaid)
    return replace(found, also=frozenset({Outcome.GRANTED, Outcome.DISCRETIONARY})) if nothing_else else found


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
        return unchosen(undecided, named, "buffer.months", "phase_out.granted_months")
    choices = {("buffer.payment",): Choice(False, by="worked case", why="nought months")} if months == 0 else {
        ("buffer.months",): Choice(months, by="worked case", why="the case grants so many months")}  # fmt: skip
    try:
        item = book.decide(root, case["date"], choices).find("buffer.payment")
    except InvalidChoice as error:
        if error.code != "choice.bounds":
            raise
        return Found(Outcome.BREACHED, frozenset(clause.id for clause in undecided.clauses), named=named)
    if item.outcome is Outcome.DISCRETIONARY and len(set(item.bounds or (None, 0))) > 1:  # what the amount lacks shows once the payment is granted as well
        paid = {**choices, ("buffer.payment",): Choice(True, by="worked case", why="the case grants the months")}
        return replace(together([book.decide(root, case["date"], paid).find("buffer.payment")], named), also=frozenset({Outcome.DISCRETIONARY}))
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
        return unchosen(undecided, named, "income.job_cost_deduction", "granted_deduction", "person.granted_deduction")
    choice = Choice(flat["granted_deduction"], by="worked case", why="the case grants it")
    try:
        item = book.decide(root, case["date"], {("income.job_cost_deduction", "p1"): choice}).find("income.countable_earnings", "p1")
    except InvalidChoice as error:
        if error.code != "choice.bounds":
            raise
        return Found(Outcome.BREACHED, frozenset(clause.id for clause in undecided.clauses), named=named)
    return together([item], named)


def disregard(case: Mapping[str, Any]) -> Found:
    """``income.carer_disregard``; the family names the carer, who is the first of those listed where the case doesn't say."""
    facts = said_of(case, "household", "person")
    part(case, "params", [])
    home = part(facts, "household", ["status", "has_semi_or_full_care_member", "working_age_members", "care_level", "carer_id"])
    dibao, edge = STATUSES[home["status"]] if home.get("status") is not None else (None, None)
    needs = flag(home.get("has_semi_or_full_care_member"), "household.has_semi_or_full_care_member")
    level = word(CARE_LEVELS, home.get("care_level"), "household.care_level") or (None if needs is None else "full_care" if needs else "self_care")
    others = home.get("working_age_members")
    members = [{"id": "p1", "care_level": level, "of_working_age": False, "named_carer": False}]
    for index, given in enumerate(others or ()):
        each = given if isinstance(given, Mapping) else dict(zip(("id", "income"), given, strict=True))
        only(each, "household.working_age_members", ["id", "income", "care_level"])
        members.append({
            "id": f"w{index}", "care_level": word(CARE_LEVELS, each.get("care_level", "SELF_CARE"), "working_age_members.care_level"),
            "of_working_age": True, "named_carer": each.get("id") == home["carer_id"] if home.get("carer_id") is not None else index == 0,
            "monthly_earnings": "0.00", "other_monthly_income": each.get("income"),
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


def seeker(case: Mapping[str, Any]) -> tuple[Household, dict[str, list[str]]]:
    """Somebody who could work; who is in dibao may be so with the household, and who isn't was taken in neither way."""
    facts = said_of(case, "person", "refusals", "months_without_own_search", "refused_training")
    part(case, "params", [])
    person = part(facts, "person", ["working_age", "able", "unemployed", "employed", "dibao", "refusals", "refused_training"])
    unemployed, dibao = flag(person.get("unemployed"), "person.unemployed"), flag(person.get("dibao"), "person.dibao")
    root = Household.read({"id": "h1", "in_dibao": dibao, "members": [{
        "id": "p1", "in_dibao_alone": None if dibao is None else False, "of_working_age": flag(person.get("working_age"), "person.working_age"),
        "able_to_work": flag(person.get("able"), "person.able"),
        "employed": flag(person["employed"], "person.employed") if "employed" in person else None if unemployed is None else not unemployed,
        "job_refusals": whole(facts.get("refusals", person.get("refusals")), "refusals"),
        "months_without_seeking": whole(facts.get("months_without_own_search"), "months_without_own_search"),
        "refused_training": flag(facts.get("refused_training", person.get("refused_training")), "refused_training"),
    }]})  # fmt: skip
    ours = {
        "person.working_age": "of_working_age", "person.able": "able_to_work", "person.unemployed": "employed", "person.employed": "employed",
        "months_without_own_search": "months_without_seeking",
        **{f"{above}{said}": fact for above in ("", "person.") for said, fact in (("refusals", "job_refusals"), ("refused_training", "refused_training"))},
    }  # fmt: skip
    named = {said: [f"members[0].{fact}"] for said, fact in ours.items()}
    return root, {**named, "person.dibao": ["in_dibao", "members[0].in_dibao_alone"]}


def job_refusal(case: Mapping[str, Any]) -> Found:
    """``sanctions.job_refusal``."""
    root, named = seeker(case)
    return together([item_of(case, root, "sanctions.job_refusal", ("p1",))], named)


def acceptance(case: Mapping[str, Any]) -> Found:
    """``work.acceptance``."""
    root, named = seeker(case)
    said = {**case["facts"], **case["facts"]["person"]}
    unsaid = [path for name in ("refusals", "refused_training") if name not in said for path in named[name]]
    return owed(item_of(case, root, "work.acceptance", ("p1",)), named, unsaid)


def fraud(case: Mapping[str, Any]) -> Found:
    """``sanctions.fraud_recovery`` of a person or an employer, and where nothing was drawn the record alone, with an amount of nothing."""
    facts = said_of(case, "finding", "amount_drawn")
    part(case, "params", [])
    finding = part(facts, "finding", ["false_documents", "by"])
    papers = {"false_papers": flag(finding.get("false_documents"), "finding.false_documents"), "drawn_by_fraud": facts.get("amount_drawn")}
    unit = word({"UNIT": True, "EMPLOYER": True, "PERSON": False, "INDIVIDUAL": False}, finding.get("by", "PERSON"), "finding.by")
    root = Employer.read({"id": "e1", **papers}) if unit else Household.read({"id": "h1", "members": [{"id": "p1", **papers}]})
    at, of, ids = ("", "employer_", ()) if unit else ("members[0].", "", ("p1",))
    decision = rulebook(case).decide(root, case["date"])
    recovery, record = decision.find(f"sanctions.{of}fraud_recovery", *ids), decision.find(f"sanctions.{of}credit_record", *ids)
    named = {"finding.false_documents": [f"{at}false_papers"], "amount_drawn": [f"{at}drawn_by_fraud"]}
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
        before, after = (facts.get(f"contact_person_{when}") for when in ("before", "after"))
        if "contact_unchanged" in words and "contact_person_before" in facts:
            facts = {name: value for name, value in facts.items() if not name.startswith("contact_person_")}
            facts["contact_unchanged"] = None if before is None or after is None else before == after
        if facts.get("follow_ups") is not None:  # so often as the text asks, which says no number
            facts = {**facts, "follow_ups": bool(facts["follow_ups"])}
        flat = {**{name: value for name, value in facts.items() if name != "household"}, **(facts.get("household") or {})}
        only(flat, "facts", [*words, *HELPED_NAMES])
        given = {ours: flag(flat[said], said) for said, ours in words.items() if said in flat}
        root = Household.read({"id": "h1", **helped_of(flat), **(unsaid or {}), **given, "members": [{"id": "p1"}]})
        named = {f"{above}{said}": [ours] for said, ours in words.items() for above in ("", "household.")}
        named |= {f"contact_person_{when}": [words["contact_unchanged"]] for when in ("before", "after") if "contact_unchanged" in words}
        kept = [ours for ours in words.values() if ours not in given and ours not in ("out_for_now", "fell_back")]
        return owed(item_of(case, root, output, ()), {**NAMED_HELPED, **named}, kept)

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
    "params.dibao_standard_growth": growth,
    "params.proportional_adjustment": proportional,
    "dibao.countable_income": countable,
    "dibao.single_person_adult_disabled": single_person,
    "dibao.caregiver_disregard": disregard,
    "dibao.buffer": of_a_home("buffer.set", {"temporarily_out_of_poverty": "out_for_now", "buffer_set": "buffer_set"}),
    "dibao.phase_out.kunshan": buffer,
    "duty.job_acceptance": acceptance,
    "sanction.job_refusal": job_refusal,
    "duty.three_unchanged": of_a_home(
        "tracking.three_unchanged",
        {"contact_unchanged": "same_contact", "attention_unchanged": "same_attention", "support_unchanged": "same_support"},
        {"out_for_now": True},
    ),
    "duty.follow_up": of_a_home("tracking.follow_up", {"followed_up": "followed_up", "follow_ups": "followed_up"}),
    "duty.return_detection": of_a_home("tracking.relapse", {"relapse_detected": "fell_back"}),
    "duty.data_matching": data_matching,
    "kpi.target_assessment": target_assessment,
    "sanction.fraud_recovery": fraud,
    "sanction.officials": officials,
}
