"""The worked cases of Kunshan about work, housing and social help, in the library's public names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from cases.given.words import AREAS, Found, UnknownWord, day, filled, flag, only, part, rulebook, together, word

from aidrules import Household, Outcome
from aidrules.facts.bodies import County
from aidrules.facts.employers import Employer

HELPED: Final = {"ILLNESS_POVERTY": "illness_poverty", "DISABILITY_POVERTY": "disability_poverty", "SUDDEN_ILLNESS": "sudden_illness"}
STATUSES: Final[Mapping[str, tuple[bool, bool]]] = {
    "DIBAO": (True, False), "LOW_INCOME_EDGE": (False, True), "EDGE": (False, True), "DIBAO_EDGE": (False, True),
    "NONE": (False, False), "NEITHER": (False, False), "OTHER": (False, False), "HELPED": (False, False), "HELPED_ONLY": (False, False),
    "LOW_INCOME": (False, False), "NORMAL": (False, False), "ORDINARY": (False, False), **dict.fromkeys(HELPED, (False, False)),
}  # fmt: skip
POSTS: Final = {"PUBLIC_WELFARE": "public_welfare", "ORDINARY": "ordinary"}
REMEDIES: Final = {
    "REBUILD": "rebuild", "REINFORCE": "reinforce", "REPAIR": "reinforce", "DEMOLISH": "demolish", "NONE": "none",
}  # fmt: skip
FLEXIBLE: Final = {"FLEXIBLE": True, "EMPLOYEE": False, "EMPLOYER": False, "RESIDENT": False, "URBAN_EMPLOYEE": False, "NONE": False}


def unkeyed(path: str) -> str:
    """How ``item.missing`` names a local standard without a key."""
    return f'standards["{path}"]'


def whole(said: Any, what: str) -> int | None:
    """A whole number, or not known."""
    if said is not None and (type(said) is not int or said < 0):
        raise UnknownWord(f"{what}: {said!r} is no whole number")
    return said


def area(said: Any, above: int = 0) -> str | None:
    """Square metres, so many more than is said, or not known."""
    if said is None:
        return None
    digits, _, places = str(said).partition(".")
    if not digits.isdecimal() or (places and not places.isdecimal()):
        raise UnknownWord(f"{said!r} is no area")
    return f"{int(digits) + above}{f'.{places}' if places else ''} m2"


def first(parts: Iterable[Mapping[str, Any]], *names: str, otherwise: Any = None) -> Any:
    """What the first of some names that is said says."""
    return next((given[name] for given in parts for name in names if name in given), otherwise)


def helped(*parts: Mapping[str, Any], unsaid: bool = True) -> dict[str, Any]:
    """Whether a household is helped, by a flag, or by the complete list of its categories; unsaid, it is (or isn't known to be)."""
    for given in parts:
        for name in ("helped_categories", "categories", "category"):
            if name in given:
                said = given[name]
                if said is None:
                    return {}
                named = [word(HELPED, each, f"household.{name}") for each in ([said] if isinstance(said, str) else said)]
                return {flag_: flag_ in named for flag_ in HELPED.values()}
        for name in ("helped", "helped_household"):
            if name in given:
                said = flag(given[name], name)
                return {} if said is None else {"illness_poverty": said, "disability_poverty": False, "sudden_illness": False}
    return {"illness_poverty": True, "disability_poverty": False, "sudden_illness": False} if unsaid else {}


NAMED_HELPED: Final = {
    name: list(HELPED.values())
    for name in (
        "household.helped", "household.helped_categories", "person.helped", "person.helped_categories", "helped", "helped_categories", "household.category"
    )
}  # fmt: skip

NAMED_POOR: Final = dict.fromkeys(NAMED_HELPED, ["illness_poverty", "disability_poverty"])
"""Where the sentence names poverty through illness and through disability, and not sudden illness."""


def on_the_merits(found: Found, item: Any, unsaid: Iterable[str]) -> Found:
    """A case that names no figure asks who is entitled, not to how much: where a figure that it doesn't name is all that is missing, somebody is."""
    only_figures = found.outcome is Outcome.UNDETERMINED and item.entitled and found.missing <= set(unsaid)
    return replace(found, also=frozenset({Outcome.GRANTED})) if only_figures else found


def status_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """Whether a household is in dibao or on its edge."""
    found = word(STATUSES, given.get("status"), "household.status")
    return {} if found is None else {"in_dibao": found[0], "low_income_edge": found[1]}


# --- employers


def claim_of(case: Mapping[str, Any]) -> dict[str, Any]:
    """What an employer claims for one person."""
    only(case["facts"], "facts", ["claim"])
    claim = part(case["facts"], "claim", [
        "post_type", "monthly_wage", "contract_months_performed", "helped_household", "unemployed", "hire_year", "new_hire_year", "claim_year",
        "contract_term_months", "contributions_paid", "paid_insurance",
    ])  # fmt: skip
    return {
        **filled(case["programme"], "hire"),
        "id": "w1",
        **({"post": word(POSTS, claim["post_type"], "claim.post_type")} if "post_type" in claim else {}),
        "from_helped_household": flag(claim.get("helped_household"), "claim.helped_household"),
        **({"unemployed_before": flag(claim["unemployed"], "claim.unemployed")} if "unemployed" in claim else {}),
        "hired_year": whole(first([claim], "hire_year", "new_hire_year"), "claim.hire_year"),
        "claim_year": whole(claim.get("claim_year"), "claim.claim_year"),
        "contract_months": whole(claim.get("contract_term_months"), "claim.contract_term_months"),
        "performed_months": whole(claim.get("contract_months_performed"), "claim.contract_months_performed"),
        "monthly_wage": claim.get("monthly_wage"),
        "contributions_paid": first([claim], "contributions_paid", "paid_insurance"),
    }


CLAIMED: Final = {
    "post_type": "post", "monthly_wage": "monthly_wage", "contract_months_performed": "performed_months", "helped_household": "from_helped_household",
    "unemployed": "unemployed_before", "hire_year": "hired_year", "new_hire_year": "hired_year", "claim_year": "claim_year",
    "contract_term_months": "contract_months", "contributions_paid": "contributions_paid", "paid_insurance": "contributions_paid",
}  # fmt: skip


def claim(outputs: Mapping[str | None, str], params: Mapping[str, str]) -> Callable[[Mapping[str, Any]], Found]:
    """An output of one hire, by the kind of post; and the standards by the case's names."""

    def run(case: Mapping[str, Any]) -> Found:
        hire = claim_of(case)
        given = part(case, "params", params)
        supplied = {path: given[name] for name, path in params.items() if given.get(name) is not None}
        named = {f"claim.{name}": [f"hires[0].{fact}"] for name, fact in CLAIMED.items()}
        named |= {f"params.{name}": [unkeyed(path)] for name, path in params.items()} | {name: [unkeyed(path)] for name, path in params.items()}
        asked = outputs.get(hire.get("post"), outputs[None])
        decision = rulebook(case, supplied).decide(Employer.read({"id": "e1", "hires": [hire]}), case["date"])
        if hire.get("post") is None and len(outputs) > 1:  # one programme there, and an output for each kind of post here
            items = [decision.find(output, "w1") for output in outputs.values()]
            ends = [str(end) for item in items for end in item.bounds or ()]
            bounds = (min(ends, key=Decimal), max(ends, key=Decimal)) if ends else None
            return replace(together(items, named), bounds=bounds)
        return together([decision.find(asked, "w1")], named)

    return run


# --- members of a household

PERSON: Final[Mapping[str, tuple[str, bool]]] = {
    "able": ("able_to_work", True), "able_to_work": ("able_to_work", True), "willing": ("willing_to_work", True), "unemployed": ("employed", False),
    "employed": ("employed", True), "hardship_graduate": ("hardship_graduate", True), "in_cooperative_farming": ("in_cooperative_farming", True),
    "working_age": ("of_working_age", True), "in_working_age": ("of_working_age", True), "age_in_working_age": ("of_working_age", True),
    "within_working_age": ("of_working_age", True), "entering_university": ("entering_university", True),
}  # fmt: skip
"""A person's flags: the library's fact, and whether it says the same or the opposite."""


def member(given: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of one member."""
    found: dict[str, Any] = {"id": "p1"}
    for name, (fact, same) in PERSON.items():
        if name in given:
            said = flag(given[name], f"person.{name}")
            found[fact] = None if said is None else said is same
    if "insured_as" in given:
        found["flexibly_insured"] = word(FLEXIBLE, given["insured_as"], "person.insured_as")
    return found


def of_member(output: str, params: Mapping[str, str], named_helped: Mapping[str, list[str]] = NAMED_HELPED) -> Callable[[Mapping[str, Any]], Found]:
    """An output of one member of a household; a monthly amount times the months."""

    def run(case: Mapping[str, Any]) -> Found:
        facts = case["facts"]
        only(facts, "facts", ["person", "household", "months", "helped", "helped_categories"])
        person, home = facts.get("person") or {}, facts.get("household") or {}
        only(person, "person", [*PERSON, "insured_as", "helped", "helped_categories", "rural", "in_hardship"])
        only(home, "household", ["helped", "helped_categories", "category", "status", "in_hardship", "rural", "area"])
        given = part(case, "params", params)
        supplied = {path: given[name] for name, path in params.items() if given.get(name) is not None}
        where = first([home, person], "rural")
        body = {
            "id": "h1", **filled(case["programme"], "household"), **helped(home, person, facts), **status_of(home),
            "area": word(AREAS, home.get("area"), "household.area") if where is None else {True: "rural", False: "urban"}[where],
            "members": [{**filled(case["programme"], "person"), **member(person)}],
        }  # fmt: skip
        if "in_hardship" in {**home, **person}:  # a family in difficulty is one that is helped, or in dibao, or on its edge
            hard = flag(first([home, person], "in_hardship"), "in_hardship")
            body |= dict.fromkeys(HELPED.values(), hard if hard is not True else None) | {
                "in_dibao": hard,
                "low_income_edge": hard if hard is not True else None,
            }
        named = {f"person.{name}": [f"members[0].{fact}"] for name, (fact, _) in PERSON.items()} | dict(named_helped)
        named |= {"person.insured_as": ["members[0].flexibly_insured"], "household.rural": ["area"], "person.rural": ["area"], "household.area": ["area"]}
        named |= {"household.in_hardship": ["in_dibao"], "household.status": ["in_dibao", "low_income_edge"]}
        named |= {f"params.{name}": [unkeyed(path)] for name, path in params.items()}
        months = whole(facts.get("months", 1), "months")
        if months is None:
            raise UnknownWord("months: the library has no fact for it that could be unknown")
        item = rulebook(case, supplied).decide(Household.read(body), case["date"]).find(output, "p1")
        return on_the_merits(together([item], named, months), item, [unkeyed(path) for name, path in params.items() if name not in given])

    return run


def one_in_work(case: Mapping[str, Any]) -> Found:
    """``employment.one_in_work``: so many members who can and want to work, and so many in work."""
    only(case["facts"], "facts", ["household"])
    part(case, "params", [])
    home = part(case["facts"], "household", ["able_willing_members", "employed_members", "helped", "helped_categories", "category"])
    able, working = (whole(home.get(name), f"household.{name}") for name in ("able_willing_members", "employed_members"))
    most = max(able or 1, working or 1, 1)
    members = [
        {
            "id": f"p{index + 1}",
            "able_to_work": None if able is None else index < able,
            "willing_to_work": None if able is None else index < able,
            "employed": None if working is None else index < working,
        }
        for index in range(most)
    ]
    named = {
        "household.able_willing_members": ["members[0].able_to_work", "members[0].willing_to_work"],
        "household.employed_members": ["members[0].employed"],
        **NAMED_POOR,
    }
    body = Household.read({"id": "h1", **helped(home), "members": members})
    return together([rulebook(case).decide(body, case["date"]).find("employment.one_in_work")], named)


# --- dwellings


def of_dwelling(output: str, params: Mapping[str, str], *, of_household: bool = False) -> Callable[[Mapping[str, Any]], Found]:
    """An output of one dwelling, or of the household that has it; and the standards by the case's names."""

    def run(case: Mapping[str, Any]) -> Found:
        facts = case["facts"]
        only(facts, "facts", ["household", "dwelling", "person", "helped", "helped_categories", *params])
        home, dwelling, person = (facts.get(name) or {} for name in ("household", "dwelling", "person"))
        only(home, "household", ["helped", "helped_categories", "status", "members", "meets_housing_conditions"])
        only(dwelling, "dwelling", ["area", "rural", "remedy", "dangerous", "rebuilt_area", "lawful_area", "total_area", *params])
        only(person, "person", ["helped", "helped_categories"])
        given = {**part(case, "params", params), **{name: each[name] for each in (facts, dwelling) for name in params if name in each}}
        supplied = {path: given[name] for name, path in params.items() if given.get(name) is not None}
        body = {**filled(case["programme"], "dwelling"), "id": "d1"}
        body |= {"area": word(AREAS, dwelling["area"], "dwelling.area")} if "area" in dwelling else {}
        body |= {"area": word({True: "rural", False: "urban"}, dwelling["rural"], "dwelling.rural")} if "rural" in dwelling else {}
        body |= {"remedy": word(REMEDIES, dwelling["remedy"], "dwelling.remedy")} if "remedy" in dwelling else {}
        body |= {"dangerous": flag(dwelling["dangerous"], "dwelling.dangerous")} if "dangerous" in dwelling else {}
        body |= {"heads": whole(home.get("members"), "household.members") or None}  # nobody counted is nothing known
        body |= {"rebuilt_area": area(dwelling.get("rebuilt_area")), "lawful_area": area(dwelling.get("lawful_area"))}
        household = {"id": "h1", **helped(home, person, facts), **status_of(home), "members": [{"id": "p1"}], "dwellings": [body]}
        household["meets_housing_conditions"] = flag(home.get("meets_housing_conditions"), "household.meets_housing_conditions")
        at = "dwellings[0]"
        other = home.get("status") is not None and STATUSES.get(home["status"]) == (False, False)
        named = {
            **{f"dwelling.{name}": [f"{at}.{name}"] for name in ("area", "remedy", "dangerous", "rebuilt_area", "lawful_area")},
            "dwelling.rural": [f"{at}.area"],
            "household.members": [f"{at}.heads"],
            "household.status": ['standards["dwellings.rebuild_part"]["other"]'] if other else ["in_dibao", "low_income_edge"],
            "params.rate": ['standards["dwellings.rebuild_part"]["other"]'],
            "household.meets_housing_conditions": ["meets_housing_conditions"],
            **NAMED_HELPED,
            **{f"{before}{name}": [unkeyed(path)] for name, path in params.items() for before in ("params.", "dwelling.", "")},
        }
        ids = () if of_household else ("d1",)
        item = rulebook(case, supplied).decide(Household.read(household), case["date"]).find(output, *ids)
        return on_the_merits(together([item], named), item, [unkeyed(path) for path in params.values() if path not in {params[name] for name in given}])

    return run


EXPROPRIATED: Final[Mapping[str, tuple[str, Callable[[Any, str], Any]]]] = {
    "expropriated": ("expropriated", flag),
    "compensation": ("compensation", lambda said, what: said),
    "price_60m2": ("flat_price", lambda said, what: said),
    "min_flat_area": ("smallest_flat_area", lambda said, what: area(said)),
    "excess_area": ("smallest_flat_area", lambda said, what: area(said, 60)),
    "unit_price": ("flat_unit_price", lambda said, what: said),
    "original_unit_price": ("flat_unit_price", lambda said, what: said),
    "unable_to_buy": ("unable_to_buy", flag),
    "applied": ("sharing_applied", flag),
    "lease_signed": ("lease_signed", flag),
    "move_in_notice_date": ("move_in_notice_on", day),
    "request_date": ("buyback_requested_on", day),
    "appraisal": ("appraisal", lambda said, what: said),
    "appraisal_total": ("appraisal", lambda said, what: said),
}
"""What a case says of an expropriation: the library's fact, and how it is read."""


def of_expropriation(output: str) -> Callable[[Mapping[str, Any]], Found]:
    """An output of one expropriated dwelling; what isn't asked about is as it has to be for the question to arise."""

    def run(case: Mapping[str, Any]) -> Found:
        facts, given = case["facts"], part(case, "params", ["rent_per_m2", *EXPROPRIATED])
        only(facts, "facts", ["person", "household", "helped", "helped_categories", "dwellings_owned", "rent_per_m2", *EXPROPRIATED])
        person, home = facts.get("person") or {}, facts.get("household") or {}
        for name, said in (("person", person), ("household", home)):
            only(said, name, ["helped", "helped_categories", "dwellings_owned", *EXPROPRIATED])
        parts = (facts, person, home, given)
        dwelling = {**filled(case["programme"], "dwelling"), "id": "d1"}
        for said in parts:
            dwelling |= {fact: read(said[name], name) for name, (fact, read) in EXPROPRIATED.items() if name in said}
        household = {"id": "h1", **filled(case["programme"], "household"), **helped(person, home, facts), "members": [{"id": "p1"}], "dwellings": [dwelling]}
        owned = first(parts, "dwellings_owned", otherwise=...)
        household |= {} if owned is ... else {"dwellings_owned": whole(owned, "dwellings_owned")}
        rent = first((given, facts), "rent_per_m2")
        named = {f"{before}{name}": [f"dwellings[0].{fact}"] for name, (fact, _) in EXPROPRIATED.items() for before in ("", "person.", "household.", "params.")}
        named |= {f"{before}dwellings_owned": ["dwellings_owned"] for before in ("", "person.", "household.")} | NAMED_HELPED
        named |= {f"{before}rent_per_m2": [unkeyed("expropriation.rent_per_m2")] for before in ("", "params.")}
        book = rulebook(case, {"expropriation.rent_per_m2": rent})
        return together([book.decide(Household.read(household), case["date"]).find(output, "d1")], named)

    return run


# --- social help


def one_to_one(case: Mapping[str, Any]) -> Found:
    """``society.one_to_one`` of one helped household, to which so many cadres are assigned, or of several, each with its own assignments."""
    only(case["facts"], "facts", ["household", "households", "assigned_cadres", "assignments", "helped"])
    part(case, "params", [])
    home = case["facts"].get("household") or {}
    only(home, "household", ["helped", "helped_categories", "assigned_cadres"])
    said = first((home, case["facts"]), "assigned_cadres", "assignments")
    named = {f"{before}{name}": ["assigned_cadres"] for before in ("", "household.") for name in ("assigned_cadres", "assignments")} | NAMED_HELPED
    numbers = [len(said) if isinstance(said, list) else said]
    if "households" in case["facts"]:
        ids = [each["id"] if isinstance(each, Mapping) else each for each in case["facts"]["households"]]
        numbers = [None if said is None else sum(each["household_id"] == id_ for each in said) for id_ in ids]
    items = []
    for number in numbers:
        body = {"id": "h1", **helped(home, case["facts"]), "assigned_cadres": whole(number, "assigned_cadres"), "members": [{"id": "p1"}]}
        items.append(rulebook(case).decide(Household.read(body), case["date"]).find("society.one_to_one"))
    # of several, one that is kept from nobody is only as good as the worst
    return together([next((item for item in items if item.outcome is Outcome.BREACHED), None) or next(
        (item for item in items if item.outcome is Outcome.UNDETERMINED), items[0])], named)  # fmt: skip


def disclosure(case: Mapping[str, Any]) -> Found:
    """``society.disclosure``: one word for both the use of the money and the projects."""
    only(case["facts"], "facts", ["fund"])
    part(case, "params", [])
    disclosed = flag(part(case["facts"], "fund", ["disclosed"]).get("disclosed"), "fund.disclosed")
    county = County.read({"id": "c1", "charity_use_disclosed": disclosed, "charity_projects_disclosed": disclosed})
    named = {"fund.disclosed": ["charity_use_disclosed", "charity_projects_disclosed"]}
    return together([rulebook(case).decide(county, case["date"]).find("society.disclosure")], named)


WAGE: Final = {"min_wage": "employment.minimum_wage"}
POSTED: Final[Mapping[str | None, str]] = {"ordinary": "employers.post_subsidy", None: "employers.public_post_subsidy"}
FLEX: Final = {"min_base": "employment.minimum_base", "contribution_rate": "employment.contribution_rate"}

PROGRAMMES: Final[Mapping[str, Callable[[Mapping[str, Any]], Found]]] = {
    "employer.post_subsidy": claim(POSTED, WAGE),
    "employer.public_post_insurance_subsidy": claim({None: "employers.public_post_insurance"}, {"rate": "employers.public_post_insurance_part"}),
    "employer.new_hire_insurance": claim({None: "employers.new_hire_insurance"}, {}),
    "employment.public_posts": of_member("employment.public_post", {}, NAMED_POOR),
    "employment.hardship_recognition": of_member("employment.hardship_recognition", {}),
    "employment.free_training": of_member("employment.free_training", {}),
    "employment.farm_training": of_member("employment.farm_training", {}),
    "employment.flexible_subsidy_eligibility": of_member("employment.flexible_insurance", FLEX),
    "employment.flexible_subsidy": of_member("employment.flexible_insurance", FLEX),
    "kpi.one_in_work": one_in_work,
    "housing.kunshan_priority": of_dwelling("housing.social_housing", {}, of_household=True),
    "dwelling.kunshan_priority": of_dwelling("dwellings.priority", {}),
    "dwelling.kunshan_hardship": of_dwelling("dwellings.hardship", dict.fromkeys(("hardship_subsidy", "hardship_subsidy_table"), "dwellings.hardship_subsidy")),
    "dwelling.rural_rebuild": of_dwelling("dwellings.rural_rebuild", {"cost_per_m2": "dwellings.rebuild_cost"}),
    "dwelling.rural_reinforce": of_dwelling("dwellings.rural_reinforce", {}, of_household=True),
    "dwelling.urban_reinforce": of_dwelling("dwellings.urban_reinforce", {}),
    "dwelling.urban_demolish": of_dwelling("dwellings.demolition", {"expropriation_policy": "dwellings.demolition_subsidy"}),
    "expropriation.priority": of_expropriation("expropriation.priority"),
    "expropriation.sixty_m2": of_expropriation("expropriation.flat"),
    "expropriation.excess": of_expropriation("expropriation.excess"),
    "expropriation.shared_ownership": of_expropriation("expropriation.shared_ownership"),
    "expropriation.rent": of_expropriation("expropriation.rent"),
    "expropriation.buyback": of_expropriation("expropriation.buyback"),
    "duty.one_to_one": one_to_one,
    "education.kunshan_university": of_member("education.university_grant", {"grant": "education.university_grant"}),
    "gate.charity_disclosure": disclosure,
}
