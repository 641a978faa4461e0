"""The worked cases of Kunshan about recognition, medical help, dibao and sanctions, in the library's public names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from cases.given.words import AREAS, DISABILITIES, GRADES, Found, UnknownWord, filled, flag, only, part, rulebook, standard, together, word
from cases.given.work import HELPED, whole

from aidrules import Choice, Household, Outcome

CAPACITY: Final = {
    "ALL": "lost", "TOTAL": "lost", "FULL": "lost", "BASICALLY": "basically_lost", "BASIC": "basically_lost",
    **dict.fromkeys(("NO", "NONE", "PARTLY", "PARTIAL", "PARTIALLY"), "kept"),
}  # fmt: skip
RECOGNITIONS: Final = {"DIBAO": "in_dibao", "EDGE": "low_income_edge", "LOW_INCOME_EDGE": "low_income_edge", "DIBAO_EDGE": "low_income_edge"}
ROLES: Final = {
    "main_labourer": True, "MAIN_LABOURER": True, "main_laborer": True,
    **dict.fromkeys(("child", "CHILD", "spouse", "SPOUSE", "elderly", "ELDERLY", "parent", "PARENT", "other", "OTHER", "dependant", "other_member"), False),
}  # fmt: skip
CERTIFIERS: Final = {"DPF": True, "HOSPITAL": False, "OTHER": False, "NONE": False}
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


def unchosen(item: Any, named: Mapping[str, list[str]], choice: str, *names: str) -> Found:
    """What the agency hasn't chosen is open here, and no fact that is missing; a case may call it so, by the name that it has for what is chosen."""
    found = together([item], {**named, **dict.fromkeys(names, [f'choices["{choice}"]'])})
    if item.outcome is not Outcome.DISCRETIONARY:
        return found
    return replace(found, missing=found.missing | {f'choices["{choice}"]'}, also=frozenset({Outcome.UNDETERMINED}))


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


def certified_ones(listed: Any, what: str) -> list[dict[str, Any]] | None:
    """The disabilities of a list; a grade that the federation hasn't certified isn't known."""
    found = []
    for each in listed or ():
        only(each, what, ["type", "grade", "certified_by"])
        certified = word(CERTIFIERS, each.get("certified_by", "DPF"), f"{what}.certified_by")
        grade = word(GRADES, each.get("grade"), f"{what}.grade") if certified else None
        found.append({"kind": word(DISABILITIES, each.get("type"), f"{what}.type"), "grade": grade})
    return None if listed is None else found


def disability(case: Mapping[str, Any]) -> Found:
    """``helped.disability_poverty``: a grade that the federation hasn't certified isn't known."""
    facts = said_of(case, "household", "disabled_member", "main_labourer")
    home = part(facts, "household", ["local_hukou", "actual_living_level", "area"])
    above = "main_labourer" if "main_labourer" in facts else "disabled_member"
    member = part(facts, above, ["role", "grade", "type", "certified_by_dpf", "labour_capacity_lost", "disabilities"])
    certified = flag(member.get("certified_by_dpf", True), f"{above}.certified_by_dpf")
    grade = word(GRADES, member.get("grade"), f"{above}.grade")
    person = {
        "id": "p1", "main_labourer": word(ROLES, member.get("role", "main_labourer" if above == "main_labourer" else None), f"{above}.role"),
        "work_capacity": word(CAPACITY, member.get("labour_capacity_lost"), f"{above}.labour_capacity_lost"),
        "disabilities": [{"kind": word(DISABILITIES, member.get("type"), f"{above}.type"), "grade": grade}] if certified else None,
    }  # fmt: skip
    if "disabilities" in member:
        person["disabilities"] = certified_ones(member["disabilities"], f"{above}.disabilities")
    supplied = dibao_standard(case)
    household = Household.read({
        "id": "h1", "members": [person], **filled("kunshan.category", "household"),
        "local_registration": flag(home.get("local_hukou"), "household.local_hukou"), "living_level": home.get("actual_living_level"),
    })  # fmt: skip
    named = {
        "household.local_hukou": ["local_registration"], "household.actual_living_level": ["living_level"],
        f"{above}.role": ["members[0].main_labourer"], f"{above}.grade": ["members[0].disabilities[0].grade" if certified else "members[0].disabilities"],
        f"{above}.certified_by_dpf": ["members[0].disabilities"],
        f"{above}.disabilities": [f"members[0].disabilities[{index}].grade" for index, each in enumerate(person["disabilities"] or ()) if each["grade"] is None]
        or ["members[0].disabilities"],
        f"{above}.labour_capacity_lost": ["members[0].work_capacity"],
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
    unsaid = filled("medical.kunshan", "bill") if case["programme"] != "gate.medical_payer_order" else dict.fromkeys(("basic_settled", "supplementary_settled"))
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


def of_a_person(output: str, words: Mapping[str, tuple[str, Mapping[Any, Any] | None]], home: bool = False) -> Callable[[Mapping[str, Any]], Found]:
    """An output about one person, each fact by its name and, where it has some, its words; flags, counts and amounts stand as they are."""

    def run(case: Mapping[str, Any]) -> Found:
        facts = case["facts"]
        params = part(case, "params", [name for name in words if name not in case["facts"]])
        flat = {key: value for name, given in facts.items() if isinstance(given, Mapping) for key, value in given.items()}
        flat |= {**{name: value for name, value in facts.items() if not isinstance(value, Mapping)}, **params}
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
            for prefix in ("", *(f"{name}." for name in ("person", "household", "params")))
        }
        return together([item_of(case, root, output, ("p1",))], {**NAMED_HELPED, **named})

    return run


def extension(case: Mapping[str, Any]) -> Found:
    """``medical.extension`` in its first month; a length that the case names is what the city allows at most, and what the agency has chosen."""
    facts = said_of(case, "person")
    person = part(facts, "person", ["condition", "lost_aid_due_to_income"])
    months = whole(part(case, "params", ["extension_months"]).get("extension_months"), "params.extension_months")
    root = Household.read({"id": "h1", "members": [{
        "id": "p1", "grave_treatment": word(TREATMENTS, person.get("condition"), "person.condition"),
        "aid_lost_by_income": flag(person.get("lost_aid_due_to_income"), "person.lost_aid_due_to_income"), "aid_extended_from": case["date"][:7],
    }]})  # fmt: skip
    named = {"person.condition": ["members[0].grave_treatment"], "person.lost_aid_due_to_income": ["members[0].aid_lost_by_income"]}
    book = rulebook(case, None if months is None else {"medical.extension_most": str(months)})
    item = book.decide(root, case["date"]).find("medical.extension", "p1")
    if months is not None and item.outcome is Outcome.DISCRETIONARY:
        choice = Choice(months, by="worked case", why="the case names so many months")
        item = book.decide(root, case["date"], {("medical.extension_months", "p1"): choice}).find("medical.extension", "p1")
    return unchosen(item, named, "medical.extension_months", "params.extension_months", "extension_months")


PROGRAMMES: Final[Mapping[str, Callable[[Mapping[str, Any]], Found]]] = {
    "kunshan.category.illness_poverty": illness,
    "kunshan.category.disability_poverty": disability,
    "kunshan.category.sudden_illness": sudden,
    "gate.medical_payer_order": bill("medical.payer_order"),
    "medical.kunshan_full_cover": bill("medical.full_cover"),
    "medical.kunshan_self_pay": bill("medical.self_pay"),
    "gate.one_stop_settlement": one_stop,
    "medical.kunshan_extension": extension,
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
}
