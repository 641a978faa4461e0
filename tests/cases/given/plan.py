"""The worked cases of Zhangye's plan beside dibao, tekun and the phase-out, in the library's public names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from cases.given.words import AREAS, TEKUN_MODES, Found, UnknownWord, day, flag, only, part, rulebook, together, word

from aidrules import Household, Outcome
from aidrules.facts.bodies import County

CAUSES: Final = {
    "NONE": "none",
    "SUDDEN_EVENT": "sudden_event",
    "ACCIDENT": "accident",
    "ACCIDENTAL_INJURY": "accident",
    "MAJOR_ILLNESS": "major_illness",
    "PUBLIC_HEALTH_EMERGENCY": "public_health",
    "OTHER_SPECIAL": "other_special",
    "OTHER": "other_special",
}
STATUSES: Final[Mapping[str, tuple[str, Any]]] = {
    "DIBAO": ("in_dibao", True),
    "LOW_INCOME": ("low_income", True),
    "LOW_INCOME_EDGE": ("low_income_edge", True),
    "EDGE": ("low_income_edge", True),
    "RIGID_EXPENDITURE": ("rigid_expenditure", True),
    "RIGID": ("rigid_expenditure", True),
    "DISPERSED_TEKUN": ("tekun_support", "dispersed"),
    "TEKUN_DISPERSED": ("tekun_support", "dispersed"),
    "CENTRAL_TEKUN": ("tekun_support", "central"),
    "TEKUN_CENTRAL": ("tekun_support", "central"),
}
FLAGS: Final = ("in_dibao", "low_income", "low_income_edge", "rigid_expenditure")
TEKUN: Final = "members[0].tekun_support"


def statuses(given: Any) -> dict[str, Any]:
    """What a household is recorded as: the list is complete, so what it leaves out is known not to be so."""
    if given is None:
        return {}
    named = [word(STATUSES, status, "household.statuses") for status in given]
    modes = [mode for name, mode in named if name == "tekun_support"]
    # whom the list calls a dibao recipient is one with the household
    return {**{name: (name, True) in named for name in FLAGS}, TEKUN: modes[0] if modes else "none", "members[0].in_dibao_alone": False}


def household(facts: Mapping[str, Any]) -> Household:
    """A household of one from facts by their paths."""
    mine = {name: value for name, value in facts.items() if not name.startswith("members")}
    person = {name.rpartition(".")[2]: value for name, value in facts.items() if name.startswith("members")}
    return Household.model_validate({"id": "h1", **mine, "members": [{"id": "p1", **person}]})


def whole(said: Any, what: str) -> int | None:
    """A whole number, or not known."""
    if said is not None and (type(said) is not int or said < 0):
        raise UnknownWord(f"{what}: {said!r} is no whole number")
    return said


@dataclass(frozen=True)
class Translated:
    """A programme whose facts are translated one by one: ``{part.name: (path, how)}``; ``of`` is the subject of its output below the household."""

    output: str
    facts: Mapping[str, tuple[str, Callable[[Any, str], Any]]]
    of: tuple[str, ...] = ()

    def __call__(self, case: Mapping[str, Any]) -> Found:
        """The item that the case is about."""
        part(case, "params", [])
        parts = {name.partition(".")[0] for name in self.facts}
        only(case["facts"], "facts", parts)
        facts: dict[str, Any] = {}
        named: dict[str, Sequence[str]] = {}
        for name in sorted(parts):
            given = part(case["facts"], name, [said.partition(".")[2] for said in self.facts if said.startswith(f"{name}.")])
            for key, said in given.items():
                path, how = self.facts[f"{name}.{key}"]
                made = how(said, f"{name}.{key}")
                facts |= made if path == "" else {path: made}
                named[f"{name}.{key}"] = [*FLAGS[:1], *FLAGS[2:], TEKUN] if path == "" else [path]
        return together([rulebook(case).decide(household(facts), case["date"]).find(self.output, *self.of)], named)


def from_words(words: Mapping[Any, Any]) -> Callable[[Any, str], Any]:
    """A translation by a table."""
    return lambda said, what: word(words, said, what)


def from_list(said: Any, _what: str) -> dict[str, Any]:
    """The statuses of a household, which are several facts."""
    return statuses(said)


def named_guardian(said: Any, _what: str) -> bool | None:
    """Who is named is there; null stays not known, and NONE is nobody."""
    return None if said is None else said != "NONE"


def in_support(said: Any, what: str) -> str | None:
    """Whether somebody is tekun, where the mode isn't asked about."""
    known = flag(said, what)
    return None if known is None else "dispersed" if known else "none"


def support_rate(case: Mapping[str, Any]) -> Found:
    """``central_support.rate`` of a county; the numbers take in everybody who can't care for themselves, and stand as those in full care."""
    part(case, "params", [])
    only(case["facts"], "facts", ["county"])
    given = part(case["facts"], "county", ["n_unable_central", "n_unable_total", "as_of"])
    counted = day(given.get("as_of", case["date"]), "county.as_of")
    central, everybody = (whole(given.get(name), f"county.{name}") for name in ("n_unable_central", "n_unable_total"))
    county = County.read({"id": "c1", "semi_care_tekun": 0, "semi_care_central": 0, "full_care_tekun": everybody, "full_care_central": central})
    named = {"county.n_unable_central": ["full_care_central"], "county.n_unable_total": ["full_care_tekun"]}
    if counted is None:
        raise UnknownWord("county.as_of: a decision is made for a day")
    return together([rulebook(case).decide(county, counted.isoformat()).find("central_support.rate")], named)


def long_term_care(case: Mapping[str, Any]) -> Found:
    """``institutions.long_term`` of a county."""
    part(case, "params", [])
    only(case["facts"], "facts", ["county"])
    given = part(case["facts"], "county", ["institutions"]).get("institutions")
    rows, named = [], {"county.institutions": ["institutions"]}
    for index, institution in enumerate(given or ()):
        only(institution, "county.institutions", ["standardised", "ltc_capable"])
        row: dict[str, Any] = {"id": f"i{index}"}
        for said, fact in (("standardised", "up_to_standard"), ("ltc_capable", "long_term_care")):
            row[fact] = flag(institution.get(said), f"county.institutions.{said}")
            named[f"county.institutions[{index}].{said}"] = [f"institutions[{index}].{fact}"]
        rows.append(row)
    county = County.read({"id": "c1", "institutions": None if given is None else rows})
    return together([rulebook(case).decide(county, case["date"]).find("institutions.long_term")], named)


def application_place(case: Mapping[str, Any]) -> Found:
    """``application.place``; where a case asks who is *entitled* to apply, a gate that is passed says so."""
    only(case["facts"], "facts", ["person", "application_locality"])
    person = part(case["facts"], "person", ["hukou_locality", "residence_permit_locality"])
    opened = flag(part(case, "params", ["residence_permit_applications_open"]).get("residence_permit_applications_open"), "params")
    where = case["facts"].get("application_locality")

    def there(said: Any) -> bool | None:
        return None if said is None or where is None else said == where

    at = "members[0]"
    facts = {
        f"{at}.registered_here": there(person.get("hukou_locality")),
        f"{at}.residence_permit_here": there(person.get("residence_permit_locality")),
    }
    named = {
        "person.hukou_locality": [f"{at}.registered_here"],
        "person.residence_permit_locality": [f"{at}.residence_permit_here"],
        "application_locality": [*facts],
        "params.residence_permit_applications_open": ['standards["application.residence_permit_open"]'],
    }
    book = rulebook(case, None if opened is None else {"application.residence_permit_open": opened})
    found = together([book.decide(household(facts), case["date"]).find("application.place", "p1")], named)
    asked = case["expected"]["outcome"] in ("entitled", "not_entitled")
    return replace(found, outcome={Outcome.MET: Outcome.GRANTED, Outcome.BREACHED: Outcome.REFUSED}.get(found.outcome, found.outcome)) if asked else found


def housing(area: str) -> Translated:
    """``housing.priority_urban`` or ``housing.priority_rural`` of a household."""
    facts = {
        "household.area": ("area", from_words(AREAS)),
        "household.statuses": ("", from_list),
        "household.meets_housing_conditions": ("meets_housing_conditions", flag),
    }
    return Translated(f"housing.priority_{area}", facts)


PROGRAMMES: Final[Mapping[str, Callable[[Mapping[str, Any]], Found]]] = {
    "kpi.central_support_rate": support_rate,
    "gate.application_place": application_place,
    "housing.priority_rural": housing("rural"),
    "emergency.eligibility": Translated(
        "emergency.eligibility",
        {
            "event.cause": ("hardship_cause", from_words(CAUSES)),
            "event.basic_life_temporarily_in_difficulty": ("temporarily_in_difficulty", flag),
            "person.stranded_no_means": ("members[0].stranded_without_means", flag),
        },
        of=("p1",),
    ),
}

WITHOUT_A_CASE: Final[Mapping[str, Callable[[Mapping[str, Any]], Found]]] = {
    "housing.priority_urban": housing("urban"),
    "kpi.ltc_institution": long_term_care,
    "disaster.eligibility": Translated(
        "disaster.relief", {"event.natural_disaster": ("struck_by_disaster", flag), "event.disaster": ("struck_by_disaster", flag)}
    ),
    "judicial_aid.eligibility": Translated(
        "judicial_aid.eligibility",
        {
            "person.victim_of_infringement": ("members[0].wronged", flag),
            "person.effective_compensation_obtained": ("members[0].effectively_compensated", flag),
            "person.in_living_hardship": ("members[0].in_living_hardship", flag),
        },
        of=("p1",),
    ),
    "tekun.guardian_on_record": Translated(
        "tekun.guardian",
        {"person.tekun_mode": ("members[0].tekun_support", from_words(TEKUN_MODES)), "person.guardian_id": ("members[0].guardian_named", named_guardian)},
        of=("p1",),
    ),
    "tekun.central_support_on_wish": Translated(
        "tekun.central_on_wish",
        {
            "person.is_tekun": (TEKUN, in_support),
            "person.tekun_mode": (TEKUN, from_words(TEKUN_MODES)),
            "person.wishes_central_support": ("members[0].wishes_central_support", flag),
        },
        of=("p1",),
    ),
}
"""Rows of the inventory that none of the given cases is about, under the inventory's names."""
