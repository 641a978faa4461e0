"""Tekun: who is in extreme hardship, the basic living standard that keeps above a multiple of dibao, and the care tier on top."""

from __future__ import annotations

from fractions import Fraction

from aidrules.facts.money import Money
from aidrules.facts.people import Household, Person
from aidrules.facts.terms import Area, Rounding
from aidrules.lang import all_of, any_of, benefit, check, count, interaction, none_of, programme, published, rule, standard, times
from aidrules.programs.care import monthly_standard
from aidrules.programs.dibao import household_grant, individual_inclusion
from aidrules.programs.people import age, dibao_standard, in_tekun_support

elderly_age = standard(int, "tekun.elderly_age", unit="years", zh="老年人年龄", en="the age from which a person is elderly")
minor_age = standard(int, "tekun.minor_age", unit="years", zh="未成年人年龄上限", en="the age below which a person is a minor")
basic_standard = standard(
    Money, "tekun.basic_standard", by=Area, unit="yuan/person/month",
    zh="特困人员基本生活标准", en="the tekun basic living standard",
)  # fmt: skip
floor_ratio = standard(Fraction, "tekun.floor_ratio", zh="特困基本生活标准不低于低保标准的倍数", en="the least multiple of the dibao standard")
floor_rounding = standard(Rounding, "tekun.floor_rounding", zh="下限的取整方式", en="how the floor is rounded")


@rule("老年人")
def elderly(person: Person) -> bool:
    """The person has reached the age of the elderly."""
    return age(person) >= elderly_age


@rule("未成年人")
def minor(person: Person) -> bool:
    """The person is below the age up to which minors are covered."""
    return age(person) < minor_age


@rule("未成年人（含上限周岁）")
def minor_through_the_year(person: Person) -> bool:
    """The person hasn't completed the year of age up to which minors are covered."""
    return age(person) <= minor_age


@rule("残疾人")
def disabled(person: Person) -> bool:
    """The person has a certified disability."""
    return count(True for _disability in person.disabilities) > 0


@rule("老年人、残疾人或者未成年人")
def of_a_covered_group(person: Person) -> bool:
    """Tekun support is for the elderly, the disabled and minors."""
    return any_of(elderly(person), disabled(person), minor(person))


@rule("符合特困条件")
def in_extreme_hardship(person: Person) -> bool:
    """The person is elderly, disabled or a minor, can't work, has no source of living, and nobody bound to support them is able to."""
    return all_of(
        of_a_covered_group(person),
        none_of(person.able_to_work),
        none_of(person.has_source_of_living),
        none_of(person.has_able_supporter),
    )


@rule("记录的特困状态与核定结果不一致")
def record_differs(person: Person) -> bool:
    """What is recorded about tekun support differs from what is found here."""
    return any_of(
        all_of(in_tekun_support(person), none_of(in_extreme_hardship(person))),
        all_of(none_of(in_tekun_support(person)), in_extreme_hardship(person)),
    )


@rule("基本生活标准")
def basic_amount(person: Person, home: Household) -> Money:
    """A tekun person is paid the published basic living standard."""
    return basic_standard[home.area]


@rule("基本生活标准的下限")
def floor(home: Household) -> Money:
    """The basic living standard is at least a fixed multiple of the dibao standard."""
    return times(dibao_standard[home.area], floor_ratio, rounding=floor_rounding)


@rule("已公布的基本生活标准，未公布时为下限")
def basic_amount_or_floor(person: Person, home: Household) -> Money:
    """A tekun person is paid the published basic living standard, or its floor where none is published."""
    return published(basic_standard[home.area], otherwise=floor(home))


@rule("照料护理标准")
def care_amount(person: Person) -> Money:
    """The care standard goes by how much care the person needs."""
    return monthly_standard[person.care_level]


@rule("城市特困基本生活标准不低于下限")
def urban_floor_kept() -> bool:
    """The urban basic living standard is at least a fixed multiple of the urban dibao standard."""
    return basic_standard[Area.URBAN] >= times(dibao_standard[Area.URBAN], floor_ratio, rounding=floor_rounding)


@rule("农村特困基本生活标准不低于下限")
def rural_floor_kept() -> bool:
    """The rural basic living standard is at least a fixed multiple of the rural dibao standard."""
    return basic_standard[Area.RURAL] >= times(dibao_standard[Area.RURAL], floor_ratio, rounding=floor_rounding)


@rule("有成员享受特困供养")
def has_supported_members(home: Household) -> bool:
    """Somebody in the household is in tekun support."""
    return any_of(in_tekun_support(member) for member in home.members)


@rule("特困成员不计入的低保标准")
def standard_not_counted(home: Household) -> Money:
    """The dibao standard isn't taken for the members who are in tekun support."""
    return dibao_standard[home.area] * count(in_tekun_support(member) for member in home.members)


recognition = benefit("tekun.recognition", zh="特困人员认定", en="recognition as a tekun person", entitled=in_extreme_hardship, notices=[record_differs])
basic_living = benefit(
    "tekun.basic_living", zh="特困人员基本生活费", en="tekun basic living allowance",
    applies=in_tekun_support, entitled=in_tekun_support, amount=basic_amount, per="month", payee="person",
)  # fmt: skip
care_tier = benefit(
    "tekun.care", zh="特困人员照料护理费", en="tekun care allowance",
    applies=in_tekun_support, entitled=in_tekun_support, amount=care_amount, per="month", payee="person",
)  # fmt: skip
urban_floor = check("tekun.floor_check_urban", zh="城市特困标准核对", en="urban tekun floor", holds=urban_floor_kept)
rural_floor = check("tekun.floor_check_rural", zh="农村特困标准核对", en="rural tekun floor", holds=rural_floor_kept)
no_household_dibao = interaction(
    "excludes", of=household_grant, by=basic_living, when=has_supported_members, forgone=standard_not_counted,
    zh="享受特困供养的成员不计入低保家庭。", en="Members who are supported as tekun don't count for dibao.",
)  # fmt: skip
no_dibao_alone = interaction(
    "excludes", of=individual_inclusion, by=basic_living, when=in_tekun_support,
    zh="享受特困供养的，不再单独纳入低保。", en="Whoever is supported as tekun isn't taken into dibao as well.",
)  # fmt: skip

tekun = programme("tekun", outputs=[recognition, basic_living, care_tier, urban_floor, rural_floor], interactions=[no_household_dibao, no_dibao_alone])
