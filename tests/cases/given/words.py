"""The words of the worked cases that came with the law, and what they are in the library's public names.

Their facts, parameters and outcomes are words of their own. Every word is translated by a table or a named function here, and a word
that none of them knows raises :class:`UnknownWord`: nothing is passed over in silence. A fact given as ``null`` stays unknown. What a
case doesn't say and the library asks for stands in ``FILLINGS``, with the reason. Of ``expected`` the outcome, the amount of an
entitled case, discretionary or not, the missing facts and the age are compared; of ``cite`` the clauses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Final

from aidrules import Money, Outcome, Rulebook
from aidrules.jurisdictions import hefei, huining, huzhou, kunshan, zhangye


class UnknownWord(ValueError):
    """A word of a worked case that has no translation here."""


# --- what a case doesn't say


@dataclass(frozen=True)
class Filling:
    """A fact that a case of a programme leaves unsaid, the value that its plain words imply, and why."""

    programme: str
    fact: str
    value: Any
    why: str


FILLINGS: Final = (
    Filling("tekun.guardian_care_pay", "months", 1, "The rate is for one month; a case that names no number of months asks for one."),
    Filling("funds.purchase_remainder", "person.tekun_support", "dispersed", "The care money is that of tekun persons in dispersed support; the counts are of them."),
    Filling("duty.township_visits", "person.tekun_support", "dispersed", "The sentence names no group; a case that names none is about somebody who is due the visits."),
    Filling("duty.village_visits", "person.other_vulnerable", True, "A case that names no group is about somebody who is due the visits."),
    Filling("dibao.individual_inclusion", "person.tekun_support", "none", "A case about dibao is about somebody who isn't in tekun support; nobody has both."),
    Filling("dibao.individual_inclusion", "household.in_dibao", False, "A low-income household of which one member is taken in alone isn't in dibao as a whole."),
    Filling("dibao.phase_out.zhangye", "person.tekun_support", "none", "A dibao recipient isn't in tekun support; nobody has both."),
    Filling("dibao.phase_out.zhangye", "household.in_dibao", True, "Every case is about a dibao recipient; what `employed_dibao` leaves open or denies is the job."),
    Filling("dibao.phase_out.zhangye", "household.area", "rural", "The one dibao standard given is that of the household's area; which area it is changes nothing."),
    Filling("dibao.phase_out.zhangye", "person.monthly_earnings", "0.00", "The income per head is given as it counts; it stands as the other income of a household of one."),
    Filling("dibao.phase_out.zhangye", "person.necessary_job_costs", "0.00", "The income per head is given after deduction; nothing more is deducted."),
    Filling("dibao.phase_out.zhangye", "person.exempt_monthly_income", "0.00", "The income per head is given after exemption; nothing more is exempt."),
    Filling("dibao.phase_out.hefei", "household.exit_applied", False, "A case about the phase-out that speaks of no application to leave is about a household that made none."),
    Filling("dibao.exit_after_12_months", "household.in_dibao", True, "A case about leaving dibao, with months received, is about a household in dibao."),
    Filling("dibao.exit_after_12_months", "household.registered_poor", False, "The income is given as it counts, so that nothing is deducted."),
    Filling("tekun.minor_age", "person.disabilities", (), "Only the age is asked about; the recognition is made to hang on it, so that its clauses and what is missing show."),
    Filling("tekun.minor_age", "person.able_to_work", False, "As above: the other conditions are met."),
    Filling("tekun.minor_age", "person.has_source_of_living", False, "As above: the other conditions are met."),
    Filling("tekun.minor_age", "person.has_able_supporter", False, "As above: the other conditions are met."),
)  # fmt: skip

KUNSHAN_POST: Final = "A claim about a public-welfare post is for somebody who was without work before; the claims don't say so."
KUNSHAN_HOME: Final = "The case asks about one sentence of the expropriation; what the sentences before it ask for is met."
WORK_FILLINGS: Final = (
    Filling("employer.post_subsidy", "hire.unemployed_before", True, KUNSHAN_POST),
    Filling("employer.public_post_insurance_subsidy", "hire.unemployed_before", True, KUNSHAN_POST),
    Filling("employer.public_post_insurance_subsidy", "hire.post", "public_welfare", "The sentence is about public-welfare posts."),
    Filling("employer.new_hire_insurance", "hire.post", "ordinary", "The claims name no kind of post; public-welfare posts have a sentence of their own."),
    Filling("dwelling.kunshan_hardship", "dwelling.remedy", "reinforce", "The subsidy is for dwellings that are being treated, whichever way."),
    *(Filling(f"dwelling.{name}", "dwelling.dangerous", True, "The sentences are about dangerous dwellings; the case doesn't say so again.")
      for name in ("kunshan_hardship", "rural_rebuild", "rural_reinforce", "urban_reinforce", "urban_demolish")),
    Filling("dwelling.rural_rebuild", "dwelling.remedy", "rebuild", "A rebuilt area is given; how the dwelling is treated is then known."),
    Filling("dwelling.rural_rebuild", "dwelling.area", "rural", "The sentence is about dwellings in the countryside."),
    Filling("dwelling.rural_reinforce", "dwelling.remedy", "reinforce", "The sentence is about reinforcing."),
    Filling("dwelling.rural_reinforce", "dwelling.area", "rural", "The sentence is about dwellings in the countryside."),
    Filling("dwelling.urban_reinforce", "dwelling.remedy", "reinforce", "The sentence is about reinforcing."),
    Filling("dwelling.urban_reinforce", "dwelling.area", "urban", "The sentence is about dwellings in town."),
    Filling("dwelling.urban_demolish", "dwelling.remedy", "demolish", "The sentence is about demolition."),
    Filling("dwelling.urban_demolish", "dwelling.area", "urban", "The case is about a dwelling in town."),
    *(Filling(f"expropriation.{name}", fact, value, KUNSHAN_HOME)
      for name in ("sixty_m2", "excess", "shared_ownership", "rent", "buyback")
      for fact, value in (("dwelling.expropriated", True), ("household.dwellings_owned", 1))),
    *(Filling(f"expropriation.{name}", fact, value, KUNSHAN_HOME)
      for name in ("excess", "shared_ownership", "rent", "buyback")
      for fact, value in (("dwelling.compensation", "0.00"), ("dwelling.flat_price", "0.01"))),
    *(Filling(f"expropriation.{name}", fact, True, KUNSHAN_HOME)
      for name in ("rent", "buyback") for fact in ("dwelling.unable_to_buy", "dwelling.sharing_applied")),
    Filling("expropriation.shared_ownership", "dwelling.smallest_flat_area", "70 m2", KUNSHAN_HOME),
    Filling("expropriation.rent", "dwelling.lease_signed", True, KUNSHAN_HOME),
    *(Filling("employment.flexible_subsidy_eligibility", f"person.{fact}", True, "The sentence is about whose members are included; the next one asks for this.")
      for fact in ("of_working_age", "flexibly_insured")),
    Filling("employment.farm_training", "household.area", "rural", "The sentence is about families in the countryside."),
    *(Filling("employment.public_posts", fact, False, "Priority is told apart in a notice; the cases ask whom the posts are for.")
      for fact in ("household.in_dibao", "household.low_income_edge", "person.hardship_graduate")),
)  # fmt: skip

KUNSHAN_INCOME: Final = "The income per head is given as it counts; it stands as the other income of a household of one, and nothing is deducted or left out."
HARDSHIP_FILLINGS: Final = (
    Filling("kunshan.category", "household.area", "urban", "The one dibao standard given is that of town and country; which it is changes nothing."),
    Filling("medical.kunshan", "bill.basic_settled", True, "The cost is given as what is left after the insurances; they have settled."),
    Filling("medical.kunshan", "bill.supplementary_settled", True, "As above: both have settled."),
    Filling("dibao.single_person", "household.in_dibao", False, "Whether the household as a whole is in dibao is only pointed out, and the cases don't say it."),
    Filling("dibao.phase_out.kunshan", "household.area", "urban", "The one dibao standard given is that of town and country; which it is changes nothing."),
    Filling("dibao.phase_out.kunshan", "household.in_dibao", True, "Who applies to leave dibao is in it."),
    Filling("dibao.phase_out.kunshan", "household.low_income_edge", False, "A household in dibao isn't on its edge."),
    Filling("dibao.phase_out.kunshan", "person.tekun_support", "none", "A dibao recipient isn't in tekun support; nobody has both."),
    Filling("dibao.phase_out.kunshan", "person.monthly_earnings", "0.00", KUNSHAN_INCOME),
    Filling("dibao.phase_out.kunshan", "person.named_carer", False, KUNSHAN_INCOME),
)  # fmt: skip

READ_TOGETHER: Final = {
    "person.groups": "The list is complete: a group that it leaves out is known not to be the person's.",
    "person.tekun_mode": "Where it is null and the list of groups names a tekun group, that is the mode. Where the list names only other groups, the person "
    "is known not to be tekun. Beside an empty or unknown list it stays unknown.",
    "escort.agreement_signed": "Without a day of signing, signed means signed when the escort began. With one, the day decides: in time by the day the escort "
    "began, or by the day of admission, before which no escort begins; unknown where neither is known.",
    "gate.county_approved": "Where it is null and the application or the review, which come first, is known not to be there, the county hasn't approved yet.",
    "stay.status": "A death ends the stay as a discharge does, by the reading `death-in-hospital`.",
    "gate.applied": "In an emergency `phone_application`, where the case has it, is the application.",
    "phase_out.granted_months": "Nought months granted is the discretion declined; null is a choice not made, which a case may call not known.",
    "year": "Of a case that names no year, the year of its date; null is not known. The day decided for is never before the day of what was done.",
    "granted_months": "Months granted within the bounds leave an exit payment discretionary, with the amount that they come to; nought is declined.",
    "person.dibao": "Who isn't in dibao was taken in neither with the household nor alone; where it is null, neither is known.",
    "granted_deduction, extension_months": "Null is a choice not made, as are months. Here that is discretionary; a case may also call it undetermined, and the choice missing.",
    "a figure that a case doesn't name": "It asks who is entitled, not to how much: where nothing but such a figure is missing, somebody is entitled.",
    "how a duty was kept": "A case that doesn't say it asks whether there is the duty: where nothing but that is missing, there is.",
    "claim.post_type": "One programme there is two outputs here, one for each kind of post; where the kind is null, both are asked, and the bounds are those of the two.",
    "params without an area": "One standard without an area is supplied for town and country alike, and both checks have to come to the same.",
}  # fmt: skip
"""Where two facts of a case make one of the library's, or one word says more than it seems to."""


def filled(programme: str, subject: str) -> dict[str, Any]:
    """The facts of a person or a household that the cases of a programme leave unsaid."""
    named = (
        filling for filling in (*FILLINGS, *WORK_FILLINGS, *HARDSHIP_FILLINGS) if filling.programme == programme and filling.fact.startswith(f"{subject}.")
    )
    return {filling.fact.partition(".")[2]: filling.value for filling in named}


# --- words

TEKUN_MODES: Final = {"DISPERSED": "dispersed", "CENTRAL": "central", "NOT_TEKUN": "none", "NONE": "none"}
GROUPS: Final[dict[str, tuple[str, Any]]] = {
    "DISPERSED_TEKUN": ("tekun_support", "dispersed"),
    "CENTRAL_TEKUN": ("tekun_support", "central"),
    "ECON_DIFFICULT_ELDERLY": ("economically_difficult_elderly", True),
    "POOR_SEVERELY_DISABLED": ("hardship_disabled", True),
    "LOW_INCOME_DISABLED": ("hardship_disabled", True),
    "ORPHAN": ("other_vulnerable", True),
    "DE_FACTO_UNSUPPORTED": ("other_vulnerable", True),
    "OTHER_VULNERABLE": ("other_vulnerable", True),
}
OTHER_GROUPS: Final = ("economically_difficult_elderly", "hardship_disabled", "other_vulnerable")
CARE_LEVELS: Final = {"SELF_CARE": "self_care", "SEMI": "semi_care", "SEMI_CARE": "semi_care", "FULL": "full_care", "FULL_CARE": "full_care"}
STAY_KINDS: Final = {"ROUTINE": "routine", "EMERGENCY": "emergency"}
STAY_STATUSES: Final = {"IN_HOSPITAL": "in_hospital", "DISCHARGED": "discharged", "DIED": "discharged"}
HOSPITAL_LEVELS: Final = {
    "TOWNSHIP": "township_centre",
    "TOWNSHIP_CENTRAL": "township_centre",
    "COUNTY": "county",
    "MUNICIPAL": "city_or_higher",
    "PROVINCIAL": "city_or_higher",
    "NATIONAL": "city_or_higher",
    "MUNICIPAL_OR_ABOVE": "city_or_higher",
    **dict.fromkeys(("VILLAGE_CLINIC", "PRIVATE", "OTHER"), "other"),
}
APPROVALS: Final = {True: "approved", False: "refused"}
PROVIDERS: Final = {"GUARDIAN": "guardian", "THIRD_PARTY": "third_party", "NONE": "nobody"}
DISABILITIES: Final = {kind: kind.lower() for kind in ("VISUAL", "HEARING", "SPEECH", "PHYSICAL", "INTELLECTUAL", "MENTAL", "MULTIPLE")}
GRADES: Final = {1: "first", 2: "second", 3: "third", 4: "fourth"}
ILLNESS: Final = {
    "NONE": "none",
    "HEALTHCARE_SECURITY": "healthcare_security",
    **dict.fromkeys(("HOSPITAL", "CIVIL_AFFAIRS", "HEALTH_COMMISSION", "OTHER"), "other_body"),
}
AREAS: Final = {"URBAN": "urban", "RURAL": "rural"}
OUTCOMES: Final = {
    "entitled": {Outcome.GRANTED},
    "entitled_discretionary": {Outcome.DISCRETIONARY},
    "not_entitled": {Outcome.REFUSED, Outcome.PENDING, Outcome.NOT_APPLICABLE},
    "undetermined": {Outcome.UNDETERMINED},
    "valid": {Outcome.MET},
    "invalid": {Outcome.BREACHED},
    "compliant": {Outcome.MET, Outcome.NOT_APPLICABLE},
    "breach": {Outcome.BREACHED},
    "may_exit": {Outcome.DISCRETIONARY},
    "may_not_exit": {Outcome.REFUSED, Outcome.NOT_APPLICABLE},
    **dict.fromkeys(("fundable", "open", "pass", "passed", "allowed"), {Outcome.MET}),
    **dict.fromkeys(("accept", "accepted"), {Outcome.MET}),
    **dict.fromkeys(("not_fundable", "fail", "failed", "redirect", "not_pass", "not_passed"), {Outcome.BREACHED}),
    "blocked": {Outcome.BREACHED, Outcome.PENDING},
    **dict.fromkeys(("not_applicable", "not_due", "progress", "progress_only"), {Outcome.NOT_APPLICABLE}),
    "routed": {Outcome.GRANTED, Outcome.MET},
    **dict.fromkeys(("referred", "refer", "township", "TOWNSHIP", "computed", "triggered", "priority"), {Outcome.GRANTED}),
    **dict.fromkeys(("not_routed", "not_referred", "county", "COUNTY", "not_triggered", "no_priority"), {Outcome.REFUSED, Outcome.NOT_APPLICABLE}),
    **dict.fromkeys(("sanction", "applies", "duty", "duty_applies"), {Outcome.GRANTED}),
    **dict.fromkeys(("no_duty", "does_not_apply"), {Outcome.REFUSED, Outcome.NOT_APPLICABLE}),
    "no_sanction": {Outcome.REFUSED, Outcome.NOT_APPLICABLE},
    **dict.fromkeys(("pending", "not_yet", "not_yet_payable", "accrued"), {Outcome.PENDING}),
}
PLACES: Final = {"hefei": hefei, "huining": huining, "huzhou": huzhou, "kunshan": kunshan, "zhangye": zhangye}


def word(words: Mapping[Any, Any], said: Any, what: str) -> Any:
    """The library's word for a word of a case; None for null."""
    if said is None:
        return None
    # True == 1 and would be found as the grade 1
    if not isinstance(said, str | int) or said not in words or isinstance(said, bool) is not any(isinstance(key, bool) for key in words):
        raise UnknownWord(f"{what}: {said!r} has no translation; known are {', '.join(map(str, words))}")
    return words[said]


def flag(said: Any, what: str) -> bool | None:
    """Yes, no, or not known."""
    if said is not None and type(said) is not bool:
        raise UnknownWord(f"{what}: {said!r} is neither true, false nor null")
    return said


def count(said: Any, what: str) -> int:
    """A whole number that is known."""
    if type(said) is not int or said < 0:
        raise UnknownWord(f"{what}: {said!r} is no whole number, and the library has no fact for it that could be unknown")
    return said


def day(said: Any, what: str) -> date | None:
    """A day, or not known."""
    try:
        return None if said is None else date.fromisoformat(said)
    except (TypeError, ValueError):
        raise UnknownWord(f"{what}: {said!r} is no day") from None


def part(given: Mapping[str, Any], name: str, words: Iterable[str]) -> Mapping[str, Any]:
    """A part of a case, in which only these words may stand."""
    found = given.get(name)
    if not isinstance(found, Mapping):
        raise UnknownWord(f"{name}: the case has no such part")
    only(found, name, words)
    return found


def only(found: Mapping[str, Any], name: str, words: Iterable[str]) -> None:
    """Only these words stand in a part of a case."""
    if strange := sorted(set(found) - set(words)):
        raise UnknownWord(f"{name}: no translation for {', '.join(strange)}")


def standard(path: str, key: str) -> str:
    """How ``item.missing`` names a local standard."""
    return f'standards["{path}"]["{key}"]'


# --- what was found


@dataclass(frozen=True)
class Found:
    """What the library says of a case; ``named`` translates the case's names of facts to paths in ``missing``."""

    outcome: Outcome
    clauses: frozenset[str]
    missing: frozenset[str] = frozenset()
    amount: Money | None = None
    age: int | None = None
    required: int | None = None
    bounds: tuple[str, str] | None = None
    recorded: bool | None = None
    named: Mapping[str, Sequence[str]] = field(default_factory=dict)
    also: frozenset[Outcome] = frozenset()  # what the same answer is called where a case asks about another part of it
    said: Mapping[str, Any] = field(default_factory=dict)  # what else was found, by the names of ``expected``

    def paths(self, name: str) -> Sequence[str]:
        """The paths of a fact that a case names; ``care_standard[FULL]`` is ``care_standard.FULL``."""
        name = re.sub(r"\[([A-Z_]+)\]", r".\1", name)
        if not self.named.get(name):
            raise UnknownWord(f"missing: no translation for {name}; known are {', '.join(self.named)}")
        return self.named[name]


def together(items: Sequence[Any], named: Mapping[str, Sequence[str]], times: int = 1) -> Found:
    """Several items of one kind as one: open while any is open, else granted with the sum of those that are granted."""
    outcomes = [item.outcome for item in items]
    decisive = next((outcome for outcome in (Outcome.UNDETERMINED, Outcome.GRANTED) if outcome in outcomes), outcomes[0])
    amount = None
    if decisive is Outcome.GRANTED:
        amount = sum((item.amount * times for item in items if item.outcome is Outcome.GRANTED and item.amount is not None), Money(0))
    missing = frozenset(missing.path for item in items for missing in item.missing)
    low, high = items[0].bounds if len(items) == 1 and items[0].bounds else (None, None)
    bounds = None if low is None or high is None else (str(low * times), str(high * times))
    return Found(decisive, frozenset(clause.id for item in items for clause in item.clauses), missing, amount, bounds=bounds, named=named)


def rulebook(case: Mapping[str, Any], standards: Mapping[str, Any] | None = None, readings: Mapping[str, str] | None = None) -> Rulebook:
    """The rulebook of the case's place, with what the case supplies."""
    supplied = {path: values for path, values in (standards or {}).items() if values or values is False}
    return composed(word({name: name for name in PLACES}, case["jurisdiction"], "jurisdiction"), json.dumps(supplied), json.dumps(readings or {}))


@cache
def composed(place: str, standards: str, readings: str) -> Rulebook:
    """The rulebook of a place, composed once for the same figures and readings."""
    book = PLACES[place].rulebook(standards=json.loads(standards) or None, readings=json.loads(readings))
    assert isinstance(book, Rulebook)
    return book
