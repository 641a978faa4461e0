"""Care at home for dispersed tekun persons: what their guardian is paid each month, and what is left for services."""

from __future__ import annotations

from aidrules.facts.money import Money
from aidrules.facts.people import Person
from aidrules.facts.terms import CareLevel, SupportMode
from aidrules.lang import all_of, benefit, check, greatest, interaction, is_, programme, rule, standard, when
from aidrules.programs.people import in_tekun_support

guardian_rate = standard(
    Money, "care.guardian_rate", by=CareLevel, unit="yuan/person/month",
    zh="监护人照料补助标准", en="the guardian's care rate",
)  # fmt: skip
monthly_standard = standard(
    Money, "care.monthly_standard", by=CareLevel, unit="yuan/person/month",
    zh="照料护理标准", en="the care standard",
)  # fmt: skip


@rule("分散供养特困人员")
def supported_at_home(person: Person) -> bool:
    """The person is in tekun support and lives at home."""
    return is_(person.tekun_support, SupportMode.DISPERSED)


@rule("有履行照料责任的监护人的分散供养特困人员")
def cared_for_by_guardian(person: Person) -> bool:
    """The person lives at home in tekun support and a guardian looks after them."""
    return all_of(supported_at_home(person), person.has_caring_guardian)


@rule("监护人每月照料补助金额")
def guardian_amount(person: Person) -> Money:
    """The guardian is paid by how much care the person needs."""
    return guardian_rate[person.care_level]


@rule("购买服务的剩余照料护理资金")
def remainder(person: Person) -> Money:
    """What is left of the person's care money after the guardian's part buys services."""
    left = monthly_standard[person.care_level] - guardian_rate[person.care_level]
    return greatest(left, Money(0))


@rule("购买服务的照料护理资金（无监护人照料时为全额）")
def remainder_or_whole(person: Person) -> Money:
    """Where no guardian looks after the person, the whole care money buys services; otherwise what is left of it does."""
    return when(person.has_caring_guardian, remainder(person), otherwise=monthly_standard[person.care_level])


@rule("购买服务的金额")
def purchased_amount(person: Person) -> Money:
    """The money for purchased services is what is left of the person's care money."""
    return remainder(person)


@rule("服务质量考核合格")
def assessment(person: Person) -> bool:
    """The county's quality assessment of the service was passed."""
    return person.service_assessment_passed


@rule("照料护理标准不低于监护人补助标准")
def standard_covers_guardian() -> bool:
    """At every care level the care standard is at least what the guardian is paid from it."""
    return all_of(
        monthly_standard[CareLevel.SELF_CARE] >= guardian_rate[CareLevel.SELF_CARE],
        monthly_standard[CareLevel.SEMI_CARE] >= guardian_rate[CareLevel.SEMI_CARE],
        monthly_standard[CareLevel.FULL_CARE] >= guardian_rate[CareLevel.FULL_CARE],
    )


guardian_payment = benefit(
    "care.guardian_payment", zh="监护人照料补助", en="care payment to the guardian",
    applies=in_tekun_support, entitled=cared_for_by_guardian, amount=guardian_amount,
    per="month", payee="guardian", channel="one_card",
)  # fmt: skip
purchased_care = benefit(
    "care.purchased_care", zh="政府购买照料服务", en="purchased care services",
    applies=in_tekun_support, entitled=supported_at_home, gates=[assessment], amount=purchased_amount,
    per="month", payee="provider",
)  # fmt: skip
care_standard_check = check("care.standard_check", zh="照料护理标准核对", en="care standard check", holds=standard_covers_guardian)
guardian_first = interaction(
    "offsets", of=purchased_care, by=guardian_payment, when=cared_for_by_guardian, forgone=guardian_amount,
    zh="监护人照料补助与购买服务出自同一笔护理资金，先付监护人，剩余部分购买服务。",
    en="The guardian is paid from the same care money as the services, and first; what is left buys services.",
)  # fmt: skip

care = programme("care", outputs=[guardian_payment, purchased_care, care_standard_check], interactions=[guardian_first])
