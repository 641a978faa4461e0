"""The rows of Zhangye's plan that none of the given cases is about, under the inventory's names, in the library's public names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from cases.given.plan import STATUSES, TEKUN, household, statuses, whole
from cases.given.special import Words
from cases.given.words import CARE_LEVELS, TEKUN_MODES, Filling, Found, UnknownWord, day, flag, rulebook, standard, together, word

from aidrules import Choice, Household, Item, Outcome
from aidrules.programs import dibao, people

Case = Mapping[str, Any]
How = Callable[[Any, str], Any]

PARTS: Final = ("person", "household", "event", "county", "deceased", "case", "bill", "application", "episode")
ME: Final = "members[0]"
LOW: Final = ("in_dibao", "low_income", "low_income_edge", "rigid_expenditure", TEKUN)

ZHANGYE_FILLINGS: Final = (
    Filling("*", "person.meets_conditions", True, "Where a row asks only for the group, whoever is in it meets what the rules ask for besides."),
    Filling("*", "household.area", "rural", "The one standard given is that of town and country; which it is changes nothing."),
    Filling("dibao.countable_income", "person.employed", True, "The sentence is about a dibao recipient who has work."),
    Filling("dibao.countable_income", "household.in_dibao", True, "As above: a dibao recipient."),
    Filling("*", "household.hardship_cause", "other_special", "The row asks how much temporary assistance is, or in which form, where it is due."),
    Filling("emergency.no_hukou_limit", "person.stranded_without_means", True, "The row asks where help is given, to somebody in an emergency."),
    Filling("funeral.free_basic", "person.died", True, "The case is about somebody who has died."),
    Filling("kpi.zero_employment", "person.hard_to_place", True, "The plan is that of somebody hard to place in work."),
    Filling("params.city_vs_province", "county.guidance_refers_to_province", True, "With both figures named, the province's was in view."),
    Filling("gate.individual_inclusion_application", "person.disabilities", "first", "The row asks for the application of somebody who has a ground."),
)
"""What the cases of these rows leave unsaid; ``*`` is of several rows."""
FILLED: Final = {(filling.programme, filling.fact): filling.value for filling in ZHANGYE_FILLINGS}
MEETS: Final = FILLED["*", "person.meets_conditions"]
AREA: Final = FILLED["*", "household.area"]


# --- translations of one fact


def by(words: Mapping[Any, Any]) -> How:
    """A translation by a table."""
    return lambda said, what: word(words, said, what)


def listed(said: Any, what: str) -> dict[str, Any]:
    """The statuses of a household; TEKUN without a mode is in tekun support all the same."""
    known = {**STATUSES, "TEKUN": ("tekun_support", "central")}
    if said is None:
        return {}
    for status in said:
        word(known, status, what)
    return {**statuses([status for status in said if status != "TEKUN"]), **({TEKUN: "central"} if "TEKUN" in said else {})}


def one_status(said: Any, what: str) -> dict[str, Any]:
    """The one status of a person."""
    return listed(None if said is None else [] if said == "NONE" else [said], what)


def low_income(said: Any, what: str) -> dict[str, Any]:
    """Whether somebody is low-income, in whichever way."""
    known = flag(said, what)
    return {} if known is None else listed(["LOW_INCOME"] if known else [], what)


def disability(said: Any, what: str) -> list[dict[str, Any]] | None:
    """Whether somebody is disabled, whichever disability it is."""
    known = flag(said, what)
    return None if known is None else [{"kind": "physical", "grade": "second"}] if known else []


def money(said: Any, what: str) -> Any:
    """An amount of yuan as it is given, or not known."""
    if said is not None and not isinstance(said, str):
        raise UnknownWord(f"{what}: {said!r} is no amount")
    return said


def born(case: Case, age: Any) -> str | None:
    """The day of birth of somebody who has completed so many years on the day of the case."""
    if age is None:
        return None
    on = date.fromisoformat(case["date"])
    return on.replace(year=on.year - (whole(age, "person.age") or 0), day=min(on.day, 28)).isoformat()


# --- rows whose facts are translated one by one


@dataclass(frozen=True)
class Told:
    """A row of one output: ``{word: (path, how)}``, the path "" for several facts at once; what the case leaves unsaid is filled in."""

    output: str
    facts: Mapping[str, tuple[str, How]]
    of: tuple[str, ...] = ()
    filled: Mapping[str, Any] = field(default_factory=dict)
    status: Sequence[str] = LOW  # what a list of statuses that isn't known leaves open
    figures: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def __call__(self, case: Case) -> Found:
        """The item that the case is about."""
        words = Words(case, self.facts, (), PARTS)
        facts = dict(self.filled)
        named: dict[str, Sequence[str]] = {}
        # what is said by itself stands over what a list of statuses says
        for name, said in sorted(words.values.items(), key=lambda word: self.facts[word[0]][0] != ""):
            path, how = self.facts[name]
            made = how(said, name)
            facts |= made if path == "" else {path: made}
            named[name] = self.status if path == "" else [path]
        return together([rulebook(case, self.figures).decide(household(facts), case["date"]).find(self.output, *self.of)], words.named(named))


GROUP: Final[Mapping[str, tuple[str, How]]] = {"statuses": ("", listed), "status": ("", one_status), "low_income": ("", low_income)}
EDGE: Final = ("in_dibao", "low_income_edge", "rigid_expenditure", TEKUN)
PHASES: Final = {
    "NONE": "none", "EMERGENCY": "emergency", "TRANSITION": "transition", "TRANSITIONAL": "transition", "DROUGHT": "drought",
    "WINTER_SPRING": "winter_spring", "REBUILD": "rebuilding", "REBUILDING": "rebuilding",
}  # fmt: skip
ENROLLED: Final = {"NONE": "none", "KINDERGARTEN": "kindergarten", "SCHOOL": "school"}
CHILDREN: Final = {"ORPHAN": "orphan", "DE_FACTO_UNSUPPORTED": "unsupported_child", "IN_DIFFICULTY": "child_in_difficulty", "NONE": ""}


def unemployed_and_disabled(said: Any, what: str) -> dict[str, Any]:
    """Somebody who is disabled and out of work; where that isn't known, it is the work that isn't."""
    known = flag(said, what)
    return {f"{ME}.disabilities": disability(True, what), f"{ME}.unemployed": None} if known is None else {
        f"{ME}.disabilities": disability(known, what), f"{ME}.unemployed": known,
    }  # fmt: skip


def employment(case: Case) -> Found:
    """``employment.assistance`` of one person; a group of which the case says nothing isn't theirs."""
    facts: dict[str, tuple[str, How]] = {
        "dibao": ("in_dibao", flag), "in_zero_employment_family": ("zero_employment", flag),
        "registered_unemployed": (f"{ME}.urban_registered_unemployed", flag), "older_worker": (f"{ME}.older_worker", flag),
        "long_term_unemployed": (f"{ME}.long_term_unemployed", flag), "landless_settled_in_town": (f"{ME}.landless_settler", flag),
        "meets_conditions": (f"{ME}.meets_employment_conditions", flag), "disabled_and_unemployed": ("", unemployed_and_disabled),
    }  # fmt: skip
    unsaid = {path: False for path, _how in facts.values() if path} | unemployed_and_disabled(False, "")
    unsaid |= {f"{ME}.in_dibao_alone": False, f"{ME}.meets_employment_conditions": MEETS}
    return Told("employment.assistance", facts, ("p1",), unsaid, [f"{ME}.unemployed"])(case)


def of_age(row: Told) -> Callable[[Case], Found]:
    """A row that gives an age instead of a day of birth."""

    def run(case: Case) -> Found:
        facts = {name: dict(value) if isinstance(value, Mapping) else value for name, value in case["facts"].items()}
        for given in (facts, *(value for value in facts.values() if isinstance(value, dict))):
            if "age" in given:
                given["age"] = born(case, given["age"])
        return row({**case, "facts": facts})

    return run


def as_day(said: Any, what: str) -> date | None:
    """A day of birth."""
    return day(said, what)


def of_class(said: Any, what: str) -> dict[str, Any]:
    """The class of a child; a class that isn't the child's is known not to be."""
    known = word(CHILDREN, said, what)
    return {} if known is None else {f"{ME}.{name}": name == known for name in CHILDREN.values() if name}


# --- a person taken in alone: the application, what income counts


def application(case: Case) -> Found:
    """The rule ``dibao.application``; its clause and what it lacks, from an inclusion that waits for it."""
    words = Words(case, ["filed", "filed_by_person", "applicant_id", "id", "guardian_id", "legal_guardian_id"], (), PARTS)
    filed = words.flag("filed", "filed_by_person")
    who, person = words.get("applicant_id"), words.get("id")
    stands_for = {person, words.get("guardian_id", "legal_guardian_id")} - {None}
    mine = filed if not filed or who is None or person is None else who in stands_for
    about = household({
        "in_dibao": False, "low_income": True, TEKUN: "none", f"{ME}.individual_application": mine,
        f"{ME}.disabilities": [{"kind": "physical", "grade": FILLED["gate.individual_inclusion_application", "person.disabilities"]}],
    })  # fmt: skip
    book = rulebook(case)
    passed = book.value(dibao.application, about.members[0], on=case["date"])
    item = book.decide(about, case["date"]).find("dibao.individual_inclusion", "p1")
    named = words.named(dict.fromkeys(("filed", "filed_by_person", "applicant_id"), [f"{ME}.individual_application"]))
    outcome = {True: Outcome.MET, False: Outcome.BREACHED, None: Outcome.UNDETERMINED}[passed]
    return replace(together([item], named), outcome=outcome, amount=None)


EARNED: Final = ("earnings", "job_income")
COSTS: Final = ("necessary_employment_costs", "employment_cost", "employment_costs")
EXEMPT: Final = ("exempt_income", "exempt")


def countable_income(case: Case) -> Found:
    """``people.countable_income`` of a dibao recipient with work; income of which no kind is named is earned."""
    words = Words(case, [*EARNED, *COSTS, *EXEMPT, "gross_income", "other_income"], (), PARTS)
    facts = {
        "monthly_earnings": words.get(*EARNED, "gross_income"), "necessary_job_costs": words.get(*COSTS, otherwise="0.00"),
        "other_monthly_income": words.get("other_income", otherwise="0.00"), "exempt_monthly_income": words.get(*EXEMPT, otherwise="0.00"),
    }  # fmt: skip
    for name, said in facts.items():
        money(said, name)
    person = {"id": "p1", "employed": FILLED["dibao.countable_income", "person.employed"], "tekun_support": "none", "birth_date": None, **facts}
    about = Household.model_validate(
        {"id": "h1", "in_dibao": FILLED["dibao.countable_income", "household.in_dibao"], "area": AREA, "assets": "0.00", "members": [person]}
    )
    standards = {"dibao.monthly_standard": {AREA: "0.01"}, "dibao.asset_limit": {"value": "1.00"}}
    book = rulebook(case, standards)
    counts = book.value(people.countable_income, about.members[0], about, on=case["date"])
    item = book.decide(about, case["date"]).find("dibao.household_grant")
    paths = {**dict.fromkeys((*EARNED, "gross_income"), "monthly_earnings"), **dict.fromkeys(COSTS, "necessary_job_costs"),
             **dict.fromkeys(EXEMPT, "exempt_monthly_income"), "other_income": "other_monthly_income"}  # fmt: skip
    named = words.named({name: [f"{ME}.{path}"] for name, path in paths.items()})
    found = together([item], named)
    return replace(found, outcome=Outcome.UNDETERMINED if counts is None else Outcome.GRANTED, amount=counts)


# --- who is taken in, which help goes with which need


def intake(case: Case) -> Found:
    """``intake.tekun`` and ``intake.dibao``: who meets either's conditions is to be taken in, tekun before dibao."""
    words = Words(case, ["meets_dibao", "meets_tekun"], (), PARTS)
    tekun, poor = words.flag("meets_tekun"), words.flag("meets_dibao")
    about = household({
        "in_dibao": False, "area": AREA, "assets": {True: "0.00", False: "2.00", None: None}[poor], TEKUN: "none",
        f"{ME}.able_to_work": None if tekun is None else not tekun, f"{ME}.has_source_of_living": False, f"{ME}.has_able_supporter": False,
        f"{ME}.disabilities": disability(True, ""), f"{ME}.monthly_earnings": "0.00", f"{ME}.other_monthly_income": "0.00",
        f"{ME}.exempt_monthly_income": "0.00", f"{ME}.employed": False,
    })  # fmt: skip
    book = rulebook(case, {"dibao.monthly_standard": {AREA: "1.00"}, "dibao.asset_limit": {"value": "1.00"}})
    decision = book.decide(about, case["date"])
    items = {"tekun": decision.find("intake.tekun", "p1"), "dibao": decision.find("intake.dibao")}
    named = words.named({"meets_tekun": [f"{ME}.able_to_work"], "meets_dibao": ["assets"]})
    taken = [name for name, item in items.items() if item.outcome is Outcome.GRANTED]
    found = together([items[taken[0]]] if taken else list(items.values()), named)
    open_still = items["tekun"].outcome is Outcome.UNDETERMINED and taken == ["dibao"]
    return replace(found, said={"programme": taken[0]} if taken and not open_still else {})


NEEDS: Final = {
    "MEDICAL": "medical", "HOUSING": "housing", "EDUCATION": "education", "EMPLOYMENT": "employment", "DISASTER": "disaster",
    "TEMPORARY": "other", "CHARITY": "other",
}  # fmt: skip


def menu(*outputs: str) -> Callable[[Case], Found]:
    """Which kinds of help are open to somebody with some needs: those that are given, and those that the agency may give."""

    def run(case: Case) -> Found:
        words = Words(case, ["statuses", "status", "needs"], (), PARTS)
        needs = words.get("needs")
        spoken = [None] if needs is None else [word(NEEDS, need, "needs") for need in needs]
        if not spoken:
            raise UnknownWord("needs: nothing is needed, and the library speaks of needs")
        facts = listed(words.get("statuses"), "statuses") if "statuses" in words.values else one_status(words.get("status"), "status")
        rows = [{"id": f"n{index}", "kind": kind} for index, kind in enumerate(spoken)]
        decision = rulebook(case).decide(household({**facts, f"{ME}.needs": rows}), case["date"])
        found = {row["id"]: [decision.find(output, "p1", row["id"]) for output in outputs] for row in rows}
        items = [item for each in found.values() for item in each if item.outcome is not Outcome.NOT_APPLICABLE] or found["n0"][:1]
        paths = {"statuses": _asked(items), "status": _asked(items), "needs": [f"{ME}.needs[0].kind"]}
        kinds = sorted(need for need, each in zip(needs or (), found.values(), strict=False) if _opened(each))
        settled = together(items, words.named(paths))
        # a row that lists what is open to somebody says the same of what the agency may give
        return replace(settled, said={"menu": kinds}, also=frozenset({Outcome.GRANTED}) if settled.outcome is Outcome.DISCRETIONARY else frozenset())

    return run


def _opened(items: Sequence[Item]) -> bool:
    return any(item.outcome in (Outcome.GRANTED, Outcome.DISCRETIONARY) for item in items)


def _asked(items: Sequence[Item]) -> list[str]:
    """Of what makes somebody one of a group, what these items lack."""
    return sorted({missing.path for item in items for missing in item.missing} & set(LOW)) or list(EDGE)


# --- emergencies and temporary assistance

DEGREES: Final = {
    **dict.fromkeys(("LIGHT", "MILD", "LOW"), "light"),
    **dict.fromkeys(("SERIOUS", "MODERATE", "MEDIUM"), "serious"),
    **dict.fromkeys(("GRAVE", "SEVERE", "HIGH"), "grave"),
}
STRUCK: Final = {"hardship_cause": FILLED["*", "household.hardship_cause"], "temporarily_in_difficulty": True}
SHORT: Final = {"hardship_cause": "none", "temporarily_in_difficulty": False, "low_income_edge": True, "needs_temporary_aid": True}


def temporary_amount(case: Case) -> Found:
    """``temporary.payment`` once money is given: a type of the local table stands as an emergency, one of expenditure as a want of means."""
    words = Words(case, ["difficulty_type", "difficulty_degree", "type", "degree"], ["temp_table"], PARTS)
    table, kind = words.params.get("temp_table"), words.get("difficulty_type", "type")
    said = words.get("difficulty_degree", "degree")
    degree = word(DEGREES, said, "difficulty_degree")
    spending = isinstance(kind, str) and "EXPENDITURE" in kind
    path = "temporary.expenditure_amount" if spending else "temporary.emergency_amount"
    if table is not None and kind is not None and kind not in table:
        raise UnknownWord(f"difficulty_type: {kind} isn't in the local table")
    amounts = {word(DEGREES, name, "params.temp_table"): value for name, value in (table or {}).get(kind, {}).items()}
    about = household({**(SHORT if spending else STRUCK), "hardship_degree": degree, **({"hardship_cause": None} if kind is None else {})})
    choice = {("temporary.payment",): Choice(True, by="worked case", why="the case asks what money comes to")}
    item = rulebook(case, {path: amounts}).decide(about, case["date"], choice).find("temporary.payment")
    named = words.named({
        **dict.fromkeys(("difficulty_type", "type"), ["hardship_cause"]),
        **dict.fromkeys(("difficulty_degree", "degree"), ["hardship_degree"]),
    })  # fmt: skip
    return together([item], {**named, "params.temp_table": [standard(path, degree)] if degree else []})


FORMS: Final = {"CASH": "aid_in_cash", "GOODS": "aid_in_goods", "REFERRAL": "aid_by_referral"}


def temporary_forms(case: Case) -> Found:
    """``temporary.forms`` of somebody to whom temporary assistance is due; the list of forms is complete."""
    words = Words(case, ["forms"], (), PARTS)
    given = words.get("forms")
    used = [word(FORMS, form, "forms") for form in given or ()]
    about = household({**STRUCK, **({} if given is None else {name: name in used for name in FORMS.values()})})
    return together([rulebook(case).decide(about, case["date"]).find("temporary.forms")], words.named({"forms": list(FORMS.values())}))


def no_hukou_limit(case: Case) -> Found:
    """``emergency.place``: where one is registered or lives is told and not asked for."""
    words = Words(case, ["place", "hukou_locality", "residence_permit_locality", "residence_locality", "application_locality"], (), PARTS)
    place, asked = words.get("place"), words.get("application_locality", otherwise=case["jurisdiction"])
    about = household(
        {
            f"{ME}.stranded_without_means": FILLED["emergency.no_hukou_limit", "person.stranded_without_means"],
            f"{ME}.emergency_here": None if place is None or asked is None else place == asked,
        }
    )
    named = words.named(dict.fromkeys(("place", "application_locality"), [f"{ME}.emergency_here"]))
    return together([rulebook(case).decide(about, case["date"]).find("emergency.place", "p1")], named)


LOW_GROUP: Final[Mapping[str, tuple[str, How]]] = {**GROUP, "tekun_mode": (TEKUN, by(TEKUN_MODES))}
PROGRAMMES: Final[Mapping[str, Callable[[Case], Found]]] = {
    "gate.individual_inclusion_application": application,
    "dibao.countable_income": countable_income,
    "intake.basic_living": intake,
    "special.menu_basic": menu("special.basic"),
    "special.menu_edge": menu("special.edge", "special.necessary"),
    "employment.assistance": employment,
    "temporary.amount": temporary_amount,
    "temporary.forms": temporary_forms,
    "emergency.no_hukou_limit": no_hukou_limit,
    "disaster.priority": Told(
        "disaster.priority",
        {**GROUP, "disaster": ("struck_by_disaster", flag), "natural_disaster": ("struck_by_disaster", flag), "phase": ("disaster_phase", by(PHASES))},
    ),
    "services.visiting_care": of_age(
        Told(
            "services.visiting_care",
            {
                **LOW_GROUP, "care_level": (f"{ME}.care_level", by(CARE_LEVELS)), "age": (f"{ME}.birth_date", as_day),
                "disabled": (f"{ME}.disabilities", disability), "seriously_ill": (f"{ME}.seriously_ill", flag),
            },
            ("p1",),
            status=LOW[:-1],
        )
    ),
    "child.classified_guarantee": of_age(
        Told(
            "children.guarantee",
            {"age": (f"{ME}.birth_date", as_day), "child_category": ("", of_class)},
            ("p1",),
            status=[f"{ME}.{name}" for name in CHILDREN.values() if name],
            # the row asks who is provided for; what is paid is a figure of the locality
            figures={"children.guarantee_standard": dict.fromkeys(("orphan", "unsupported", "in_difficulty"), "0.01")},
        )
    ),
    "funeral.free_basic": Told(
        "funerals.free_basic",
        {"specially_needy": (f"{ME}.in_special_hardship", flag)},
        ("p1",),
        {f"{ME}.died": FILLED["funeral.free_basic", "person.died"]},
    ),
    "education.assistance": Told(
        "education.assistance",
        {
            **LOW_GROUP, "enrolled": (f"{ME}.enrolment", by(ENROLLED)), "financially_difficult": ("financially_difficult", flag),
            "meets_conditions": (f"{ME}.meets_education_conditions", flag),
        },
        ("p1",),
        {f"{ME}.meets_education_conditions": MEETS},
    ),
    "legal_aid.eligibility": Told("legal_aid.eligibility", LOW_GROUP, ("p1",)),
    "employment.startup": Told("employment.startup", {**LOW_GROUP, "wants_business": (f"{ME}.wants_to_start_business", flag)}, ("p1",)),
}  # fmt: skip
