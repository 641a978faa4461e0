"""The worked cases of townships, providers and counties, in the library's public names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from cases.given import huining
from cases.given.words import Found, UnknownWord, day, filled, only, part, rulebook, together, word

from aidrules.facts.bodies import County, Provider, Township
from aidrules.facts.model import Facts

GROUPS: Final = {
    "DISPERSED_TEKUN": ("tekun_support", "dispersed"),
    "CENTRAL_TEKUN": ("tekun_support", "central"),
    "ECON_DIFFICULT_ELDERLY": ("economically_difficult_elderly", True),
    "POOR_SEVERELY_DISABLED": ("poor_severely_disabled", True),
    **dict.fromkeys(("LOW_INCOME_DISABLED", "ORPHAN", "DE_FACTO_UNSUPPORTED", "OTHER_VULNERABLE"), ("other_vulnerable", True)),
}
FLAGS: Final = ("economically_difficult_elderly", "poor_severely_disabled", "other_vulnerable")
SIZES: Final = {"SMALL": "smaller", "LARGE": "larger"}


def groups(given: Any) -> dict[str, Any]:
    """To which groups somebody belongs: the list is complete, so what it leaves out is known not to be theirs."""
    if given is None:
        return {}
    named = [word(GROUPS, group, "groups") for group in given]
    mode = next((value for name, value in named if name == "tekun_support"), "none")
    return {"tekun_support": mode, **{name: (name, True) in named for name in FLAGS}}


def count(said: Any, what: str) -> int | None:
    """A whole number, or not known."""
    if said is not None and (type(said) is not int or said < 0):
        raise UnknownWord(f"{what}: {said!r} is no whole number")
    return said


def decided(case: Mapping[str, Any], root: Facts, output: str, ids: tuple[str, ...], named: Mapping[str, list[str]], required: str = "") -> Found:
    """The item of an output, with the figure that is required where one is asked for."""
    item = rulebook(case).decide(root, case["date"]).find(output, *ids)
    figure = next((each.value for each in item.figures if each.name.rpartition(".")[2] == required), None)
    return replace(together([item], named), required=figure)


def visits(output: str, fact: str, required: str, asked: Sequence[str]) -> Callable[[Mapping[str, Any]], Found]:
    """Visits by cadres to one person; the log is complete unless the case says otherwise."""

    def run(case: Mapping[str, Any]) -> Found:
        only(case["facts"], "facts", ["groups", "visits", "log_complete"])
        part(case, "params", [])
        belongs = groups(case["facts"]["groups"]) if "groups" in case["facts"] else filled(case["programme"], "person")
        person = {"id": "v1", **belongs, fact: count(case["facts"].get("visits"), "visits")}
        person["visit_log_complete"] = case["facts"].get("log_complete", True)
        town = Township.read({"id": "t1", "persons": [person]})
        named = {"visits": [f"persons[0].{fact}"], "log_complete": ["persons[0].visit_log_complete"], "groups": [f"persons[0].{name}" for name in asked]}
        return decided(case, town, output, ("v1",), named, required)

    return run


def provider_visits(case: Mapping[str, Any]) -> Found:
    """``service.visits`` of one person."""
    only(case["facts"], "facts", ["groups", "visits"])
    part(case, "params", [])
    person = {"id": "s1", **groups(case["facts"].get("groups")), "service_visits": count(case["facts"].get("visits"), "visits")}
    provider = Provider.read({"id": "o1", "persons": [person]})
    named = {"visits": ["persons[0].service_visits"], "groups": [f"persons[0].{name}" for name in ("tekun_support", *FLAGS)]}
    return decided(case, provider, "service.visits", ("s1",), named, "required")


def monthly_assessment(case: Mapping[str, Any]) -> Found:
    """``assessment.monthly``: a day of the assessment says that it was made."""
    only(case["facts"], "facts", ["service_month", "assessment_date"])
    part(case, "params", [])
    made = day(case["facts"].get("assessment_date"), "assessment_date")
    assessment = {"id": "a1", "service_month": case["facts"].get("service_month"), "done_on": made, "done": True if made else None}
    county = County.read({"id": "c1", "assessments": [assessment]})
    named = {"assessment_date": ["assessments[0].done_on"], "service_month": ["assessments[0].service_month"]}
    return decided(case, county, "assessment.monthly", ("a1",), named)


def township_staffing(case: Mapping[str, Any]) -> Found:
    """``staffing.officers`` of a township."""
    only(case["facts"], "facts", ["township"])
    part(case, "params", [])
    given = part(case["facts"], "township", ["size_class", "staff"])
    town = Township.read(
        {"id": "t1", "size": word(SIZES, given.get("size_class"), "township.size_class"), "officers": count(given.get("staff"), "township.staff")}
    )
    return decided(case, town, "staffing.officers", (), {"township.size_class": ["size"], "township.staff": ["officers"]})


def pool(case: Mapping[str, Any]) -> Found:
    """``funds.pool``: what the pool comes to."""
    only(case["facts"], "facts", ["funds"])
    part(case, "params", [])
    if "used" in (case["facts"].get("funds") or {}):
        return huining.pool_used(case)
    given = part(case["facts"], "funds", ["central", "provincial"])
    county = County.read({"id": "c1", "central_funds": given.get("central"), "provincial_funds": given.get("provincial")})
    return decided(case, county, "funds.pool", (), {"funds.central": ["central_funds"], "funds.provincial": ["provincial_funds"]})


def elderly_allowance(case: Mapping[str, Any]) -> Found:
    """``funds.elderly_allowance``: that all of it buys services."""
    only(case["facts"], "facts", ["funds"])
    part(case, "params", [])
    given = part(case["facts"], "funds", ["total", "services", "cash"])
    facts = {"elderly_allowance": given.get("total"), "elderly_services": given.get("services"), "elderly_cash": given.get("cash")}
    named = {"funds.total": ["elderly_allowance"], "funds.services": ["elderly_services"], "funds.cash": ["elderly_cash"]}
    return decided(case, County.read({"id": "c1", **facts}), "funds.elderly_allowance", (), named)


PROGRAMMES: Final[Mapping[str, Callable[[Mapping[str, Any]], Found]]] = {
    "duty.village_visits": visits("visits.cadre", "cadre_visits", "required_by_cadres", FLAGS),
    "duty.township_visits": visits("visits.township", "township_visits", "required", ["tekun_support"]),
    "duty.provider_visits": provider_visits,
    "duty.monthly_assessment": monthly_assessment,
    "kpi.township_staffing": township_staffing,
    "funds.three_percent": pool,
    "funds.elderly_allowance_pooled": elderly_allowance,
}
