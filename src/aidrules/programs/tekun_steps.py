"""The course of tekun support: its steps on record, who comes first for an institution, and who cares at home."""

from __future__ import annotations

from aidrules.facts.people import Household, Person
from aidrules.facts.terms import CareLevel, SupportMode
from aidrules.lang import all_of, any_of, benefit, duty, gate, is_, none_of, one_of, programme, rule, when
from aidrules.programs.people import in_tekun_support
from aidrules.programs.tekun import in_extreme_hardship


@rule("正在或者曾经特困供养")
def now_or_before(person: Person) -> bool:
    """The person is in tekun support, or was until it ended."""
    return any_of(in_tekun_support(person), person.tekun_ended)


@rule("认定已记录")
def recognised(person: Person) -> bool:
    """The recognition as tekun is on record."""
    return person.tekun_recognised_on_record


@rule("审批已记录")
def approved(person: Person) -> bool:
    """The approval of tekun support is on record."""
    return person.tekun_approved_on_record


@rule("终止已记录（已终止的）")
def ended(person: Person) -> bool:
    """Where support has ended, the ending is on record."""
    return when(person.tekun_ended, person.tekun_ending_on_record, otherwise=True)


@rule("档案已建立")
def filed(person: Person) -> bool:
    """A file of the person is kept."""
    return person.tekun_file_kept


@rule("未脱贫的建档立卡贫困户")
def still_poor(home: Household) -> bool:
    """The household is registered as poor and isn't out of poverty."""
    return all_of(home.registered_poor, none_of(home.out_of_poverty))


@rule("属于未脱贫的建档立卡贫困户")
def of_poor_household(person: Person, home: Household) -> bool:
    """The person belongs to a registered-poor household that isn't out of poverty."""
    return still_poor(home)


@rule("生活不能自理")
def unable_to_care(person: Person) -> bool:
    """The person needs care in part or in full."""
    return one_of(person.care_level, CareLevel.SEMI_CARE, CareLevel.FULL_CARE)


@rule("生活完全不能自理")
def wholly_unable_to_care(person: Person) -> bool:
    """The person needs care in full."""
    return is_(person.care_level, CareLevel.FULL_CARE)


@rule("优先集中供养所说的不能自理")
def unable_for_central(person: Person) -> bool:
    """For central support, care in part or in full is inability to care for oneself."""
    return unable_to_care(person)


@rule("优先安排集中供养")
def comes_first(person: Person) -> bool:
    """Whoever can't care for themselves and wishes to live in an institution comes first."""
    return all_of(unable_for_central(person), person.wishes_central_support)


@rule("分散供养特困人员")
def supported_at_home(person: Person) -> bool:
    """The person is in tekun support and lives at home."""
    return is_(person.tekun_support, SupportMode.DISPERSED)


@rule("照料护理人已落实并签协议")
def care_agreed(person: Person) -> bool:
    """Somebody is settled as the carer, and the agreement on commissioned care is signed."""
    return all_of(person.carer_settled, person.care_agreement_signed)


process = gate("tekun.process", zh="特困供养全流程管理", en="tekun support in order", applies=now_or_before, steps=[recognised, approved, ended, filed])
poor_inclusion = benefit(
    "tekun.poor_inclusion", zh="未脱贫建档立卡人口纳入特困供养", en="registered-poor people taken into tekun support",
    applies=of_poor_household, entitled=in_extreme_hardship,
)  # fmt: skip
central_first = benefit(
    "tekun.central_first", zh="优先集中供养", en="first for central support", applies=in_tekun_support, entitled=comes_first
)  # fmt: skip
care_agreement = duty("tekun.care_agreement", zh="照料护理人和委托照料协议", en="a carer and an agreement on care", applies=supported_at_home, kept=care_agreed)

tekun_steps = programme("tekun_steps", outputs=[process, poor_inclusion, central_first, care_agreement])
