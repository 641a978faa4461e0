"""The rows of Zhangye's plan about amounts by local figures, tasks of the county and responsible units; see ``layers``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from cases.given.layers import AREA, EDGE, FILLED, GROUP, ME, MEETS, PARTS, Case, Told, listed, money, one_status
from cases.given.plan import TEKUN, household, in_support, whole
from cases.given.special import Words
from cases.given.words import CARE_LEVELS, TEKUN_MODES, Found, UnknownWord, flag, only, part, rulebook, standard, together, word

from aidrules import Outcome
from aidrules.facts.bodies import County
from aidrules.jurisdictions import zhangye
from aidrules.programs import linkage

CLASSES: Final = {
    "TEKUN": "tekun", "DIBAO": "dibao", "LOW_INCOME_EDGE": "edge", "EDGE": "edge", "RIGID_EXPENDITURE": "rigid", "RIGID": "rigid",
    "LOW_INCOME": "other", "DISPERSED_TEKUN": "tekun", "CENTRAL_TEKUN": "tekun", "TEKUN_DISPERSED": "tekun", "TEKUN_CENTRAL": "tekun",
}  # fmt: skip


# --- amounts by local figures


def tekun_amount(case: Case) -> Found:
    """``tekun.basic_living`` and ``tekun.care`` of one person together."""
    words = Words(case, ["is_tekun", "tekun_mode", "care_level"], ["tekun_basic", "tekun_basic_standard", "care_standard", "dibao_standard"], PARTS)
    mode = word(TEKUN_MODES, words.get("tekun_mode"), "tekun_mode") if "tekun_mode" in words.values else in_support(words.get("is_tekun", otherwise=True), "")
    level = word(CARE_LEVELS, words.get("care_level"), "care_level")
    basic = words.params.get("tekun_basic", words.params.get("tekun_basic_standard"))
    care = {word(CARE_LEVELS, name, "params.care_standard"): value for name, value in (words.params.get("care_standard") or {}).items() if value is not None}
    poor = words.params.get("dibao_standard")
    figures = {path: {AREA: value} for path, value in (("tekun.basic_standard", basic), ("dibao.monthly_standard", poor)) if value is not None}
    figures |= {"care.monthly_standard": care}
    decision = rulebook(case, figures).decide(household({"area": AREA, TEKUN: mode, f"{ME}.care_level": level}), case["date"])
    parts = [decision.find(output, "p1") for output in ("tekun.basic_living", "tekun.care")]
    named = {
        **words.named({"is_tekun": [TEKUN], "tekun_mode": [TEKUN], "care_level": [f"{ME}.care_level"]}),
        # where no basic standard is published its floor is paid, and what is missing is the dibao standard
        **dict.fromkeys(("params.tekun_basic", "params.tekun_basic_standard", "params.dibao_standard"), [standard("dibao.monthly_standard", AREA)]),
        "params.care_standard": [standard("care.monthly_standard", level)] if level and level not in care else [],
    }
    found = together(parts, named)
    ends = [(item.amount, item.amount) if item.amount is not None else item.bounds or (None, None) for item in parts]
    low, high = ([end[which] for end in ends] for which in (0, 1))
    if found.outcome is not Outcome.UNDETERMINED or None in (*low, *high):
        return found
    return replace(found, bounds=(str(low[0] + low[1]), str(high[0] + high[1])))


def medical_assistance(case: Case) -> Found:
    """``medical.assistance`` of one bill: one that isn't from a designated institution, or of no kind that is named, is no cost that counts."""
    kinds = {"INPATIENT": "inpatient", "CHRONIC_OUTPATIENT": "chronic", "OUTPATIENT": "", "ORDINARY_OUTPATIENT": ""}
    words = Words(case, ["institution_designated", "kind", "amount_after_insurance", "status", "statuses"], ["rate", "deductible", "cap"], PARTS)
    designated, kind, amount = words.flag("institution_designated"), word(kinds, words.get("kind"), "bill.kind"), words.get("amount_after_insurance")
    status = words.get("status")
    group = word(CLASSES, status, "status") if "status" in words.values and status != "NONE" else None
    counts = False if designated is False or kind == "" else None if designated is None or kind is None else True
    cost = "0.00" if counts is False else None if counts is None else amount
    facts = {f"{ME}.designated_{name}_cost": cost if kind in (None, name) else "0.00" for name in ("inpatient", "chronic")}
    names = {"rate": "medical.aid_rate", "deductible": "medical.deductible", "cap": "medical.aid_cap"}
    supplied: dict[str, dict[str, Any]] = {}
    for name, path in names.items():
        given = words.params.get(name)
        keyed = given if isinstance(given, Mapping) else {} if given is None or status is None else {status: given}
        supplied[path] = {word(CLASSES, key, f"params.{name}"): value for key, value in keyed.items() if value is not None}
    groups = listed(words.get("statuses"), "statuses") if "statuses" in words.values else one_status(status, "status")
    about = household({**groups, **facts, f"{ME}.meets_medical_conditions": MEETS})
    asked = f"{ME}.designated_{'chronic' if kind == 'chronic' else 'inpatient'}_cost"
    named = {
        **words.named({"status": EDGE, "statuses": EDGE, **dict.fromkeys(("institution_designated", "kind", "amount_after_insurance"), [asked])}),
        **({f"params.{name}": [standard(path, group)] for name, path in names.items()} if group else {}),
    }
    return together([rulebook(case, supplied).decide(about, case["date"]).find("medical.assistance", "p1")], named)


def share(said: Any, premium: str | None) -> str | None:
    """An amount, or a part of the contribution in hundredths."""
    amount = str(money(said, "params.subsidy_by_status"))
    if not amount.endswith("%"):
        return amount
    return None if premium is None else f"{Decimal(premium) * Decimal(amount[:-1]) / 100:.2f}"


def premium_subsidy(case: Case) -> Found:
    """``medical.premium_subsidy`` of one person by the local amounts."""
    words = Words(case, ["status", "statuses", "premium_personal", "premium"], ["subsidy_by_status"], PARTS)
    table = words.params.get("subsidy_by_status") or {}
    status = words.get("status")
    groups = listed(words.get("statuses"), "statuses") if "statuses" in words.values else one_status(status, "status")
    group = word(CLASSES, status, "status") if status not in (None, "NONE") else None
    premium = words.get("premium_personal", "premium")
    known = {word(CLASSES, key, "params.subsidy_by_status"): share(value, premium) for key, value in table.items()}
    amounts = {key: value for key, value in known.items() if value is not None}
    about = household({**groups, f"{ME}.resident_premium": premium, f"{ME}.meets_medical_conditions": MEETS})
    paths = {"status": EDGE, "statuses": EDGE, "premium_personal": [f"{ME}.resident_premium"], "premium": [f"{ME}.resident_premium"]}
    named = {**words.named(paths), "params.subsidy_by_status": [standard("medical.premium_aid", group)] if group else []}
    return together([rulebook(case, {"medical.premium_aid": amounts}).decide(about, case["date"]).find("medical.premium_subsidy", "p1")], named)


def emergency_fund(case: Case) -> Found:
    """``medical.emergency_fund`` of one person treated in Zhangye, whose fund pays."""
    words = Words(case, ["low_income", "status", "statuses", "acute_critical", "place", "meets_conditions"], (), PARTS)
    if words.get("place", otherwise=case["jurisdiction"]) != case["jurisdiction"]:
        raise UnknownWord("event.place: the library speaks of the fund of the place itself")
    row = Told("medical.emergency_fund", {
        **GROUP, "acute_critical": (f"{ME}.acutely_ill", flag), "place": ("", lambda _said, _what: {}),
        "meets_conditions": (f"{ME}.meets_medical_conditions", flag),
    }, ("p1",), {f"{ME}.meets_medical_conditions": MEETS})  # fmt: skip
    return row(case)


# --- tasks of the county, and what the standards follow


def zero_employment(case: Case) -> Found:
    """``employment.zero_families`` of a county, with ``employment.plan`` of a person where the case speaks of a plan."""
    words = Words(case, ["n_zero_employment_families", "plan_on_file"], (), PARTS)
    book = rulebook(case)
    county = County.read({"id": "c1", "zero_employment_families": whole(words.get("n_zero_employment_families"), "n_zero_employment_families")})
    items = [book.decide(county, case["date"]).find("employment.zero_families")]
    if "plan_on_file" in words.values:
        person = household(
            {f"{ME}.hard_to_place": FILLED["kpi.zero_employment", "person.hard_to_place"], f"{ME}.has_employment_plan": words.flag("plan_on_file")}
        )
        items.append(book.decide(person, case["date"]).find("employment.plan", "p1"))
    named = words.named({"n_zero_employment_families": ["zero_employment_families"], "plan_on_file": [f"{ME}.has_employment_plan"]})
    outcomes = [item.outcome for item in items]
    worst = next((each for each in (Outcome.BREACHED, Outcome.UNDETERMINED) if each in outcomes), outcomes[0])
    return replace(together(items, named), outcome=worst)


def city_vs_province(case: Case) -> Found:
    """``dibao.guidance``: the province's figure is a reference, so that being below it is a notice and no breach."""
    only(case["facts"], "facts", ())
    params = part(case, "params", ["city_guidance", "city_guidance_standard", "provincial_guidance", "provincial_guidance_standard"])
    city, province = (params.get(name, params.get(f"{name}_standard")) for name in ("city_guidance", "provincial_guidance"))
    figures = {"dibao.city_guidance": city, "dibao.province_guidance": province}
    book = rulebook(case, {path: dict.fromkeys(("urban", "rural"), value) for path, value in figures.items() if value is not None})
    county = County.read({"id": "c1", "guidance_refers_to_province": FILLED["params.city_vs_province", "county.guidance_refers_to_province"]})
    below = book.value(linkage.urban_below_province, county, on=case["date"])
    item = book.decide(county, case["date"]).find("dibao.guidance")
    lacking = frozenset(standard(path, "urban") for path, value in figures.items() if value is None)
    named = {f"params.{name}{tail}": [standard(path, "urban")]
             for name, path in (("city_guidance", "dibao.city_guidance"), ("provincial_guidance", "dibao.province_guidance")) for tail in ("", "_standard")}  # fmt: skip
    found = together([item], named)
    return replace(found, outcome=Outcome.UNDETERMINED if below is None else found.outcome, missing=found.missing | lacking)


def standard_link(case: Case) -> Found:
    """What the dibao standard follows, from a year's spending; with a standard, whether it follows it."""
    only(case["facts"], "facts", ())
    params = part(case, "params", ["per_capita_consumption", "link_ratio", "dibao_standard"])
    year = money(params.get("per_capita_consumption"), "params.per_capita_consumption")
    figures = {
        "dibao.consumption": None if year is None else {"urban": str(Decimal(year) / 12)},
        "dibao.link_ratio": None if params.get("link_ratio") is None else {"value": params["link_ratio"]},
        "dibao.monthly_standard": None if params.get("dibao_standard") is None else {"urban": params["dibao_standard"]},
    }
    book = rulebook(case, {path: value for path, value in figures.items() if value is not None})
    named = {
        "params.per_capita_consumption": [standard("dibao.consumption", "urban")], "params.link_ratio": ['standards["dibao.link_ratio"]'],
        "params.dibao_standard": [standard("dibao.monthly_standard", "urban")],
    }  # fmt: skip
    found = together([item for item in book.checks(case["date"]) if item.output == "dibao.link_check_urban"], named)
    linked = book.value(linkage.urban_linked, on=case["date"])
    if "dibao_standard" in params or linked is None:
        return found
    return replace(found, outcome=Outcome.GRANTED, amount=linked)


def price_trigger(case: Case) -> Found:
    """The rule ``linkage.prices_risen``; its clause and what it lacks, from the duty that hangs on it."""
    words = Words(case, ["cpi_yoy", "cpi"], ["cpi_trigger", "trigger"], PARTS)
    rise, trigger = words.get("cpi_yoy", "cpi"), words.params.get("cpi_trigger", words.params.get("trigger"))
    figures = {"prices.rise": rise, "prices.trigger": trigger}
    book = rulebook(case, {path: {"value": value} for path, value in figures.items() if value is not None})
    county = County(id="c1")
    risen = book.value(linkage.prices_risen, county, on=case["date"])
    item = book.decide(county, case["date"]).find("prices.linkage")
    named = {**words.named(dict.fromkeys(("cpi_yoy", "cpi"), ['standards["prices.rise"]'])),
             **dict.fromkeys(("params.cpi_trigger", "params.trigger"), ['standards["prices.trigger"]'])}  # fmt: skip
    return replace(together([item], named), outcome={True: Outcome.GRANTED, False: Outcome.REFUSED, None: Outcome.UNDETERMINED}[risen])


UNITS: Final = {
    "Housing & Urban-Rural Development Bureau": "City Housing and Urban-Rural Development Bureau",
    "Human Resources & Social Security Bureau": "City Human Resources and Social Security Bureau",
    "Red Cross": "City Red Cross Society",
    "Communist Youth League committee": "City Communist Youth League Committee",
    "Agriculture & Rural Affairs Bureau": "City Agriculture and Rural Affairs Bureau",
    "Development & Reform Commission": "City Development and Reform Commission",
    "county/district governments": "County and district governments",
    **{
        name: f"City {name}"
        for name in (
            "Civil Affairs Bureau", "Healthcare Security Bureau", "Education Bureau", "Justice Bureau",
            "Emergency Management Bureau", "Charity Association", "Finance Bureau", "Disabled Persons' Federation", "Public Security Bureau",
            "Health Commission", "Federation of Trade Unions", "Women's Federation",
        )
    },
}  # fmt: skip
"""The inventory's names of the units, and the library's."""


def responsible_units(case: Case) -> Found:
    """The units that the clauses of a task name, with those of the sentence on every county; a task that the plan doesn't have is not known."""
    task = Words(case, ["task_clause_id", "locality"]).get("task_clause_id")
    tasks = {clause.id.partition("#")[0]: clause for clause in zhangye.clauses.values() if clause.kind == "routing" and not clause.id.endswith("2.1.1#7")}
    everywhere = zhangye.clauses["zhangye/2.1.1#7"]
    named = {"task_clause_id": ["task"]}
    if task is None or task.partition("#")[0] not in tasks:
        return Found(Outcome.UNDETERMINED, frozenset([everywhere.id]), frozenset(["task"]), named=named)
    clause = tasks[task.partition("#")[0]]
    theirs = {unit: name for name, unit in UNITS.items()}
    units = sorted(theirs[unit] for unit in {*clause.units_en, *everywhere.units_en})
    return Found(Outcome.GRANTED, frozenset([clause.id, everywhere.id]), said={"units": units, "lead": clause.lead or None}, named=named)


PROGRAMMES: Final[Mapping[str, Callable[[Case], Found]]] = {
    "tekun.amount": tekun_amount,
    "medical.assistance": medical_assistance,
    "medical.premium_subsidy": premium_subsidy,
    "medical.emergency_fund": emergency_fund,
    "kpi.zero_employment": zero_employment,
    "params.city_vs_province": city_vs_province,
    "params.dibao_standard_link": standard_link,
    "price_linkage.trigger": price_trigger,
    "routing.responsible_units": responsible_units,
}
