"""Dibao: the household that lives below the standard, and the person who is taken in alone."""

from __future__ import annotations

from aidrules.facts.money import Money
from aidrules.facts.people import Disability, Household, Person
from aidrules.facts.terms import Area, DisabilityGrade, DisabilityKind, IllnessRecognition
from aidrules.lang import all_of, any_of, benefit, check, choice, is_, none_of, one_of, programme, rule, standard
from aidrules.programs.people import counted, counted_members, dibao_standard, household_income, standard_for_all

asset_limit = standard(Money, "dibao.asset_limit", unit="yuan/person", zh="家庭财产限额（每人）", en="the asset limit for each member")
city_guidance = standard(
    Money, "dibao.city_guidance", by=Area, unit="yuan/person/month",
    zh="市级低保指导标准", en="the city's guidance standard",
)  # fmt: skip
least_amount = standard(Money, "dibao.individual_least", unit="yuan/month", zh="单独纳入低保的最低金额", en="the least amount for a person taken in alone")


@rule("家庭中有计入低保的成员")
def has_counted_members(home: Household) -> bool:
    """Somebody in the household counts for dibao."""
    return counted_members(home) > 0


@rule("家庭人均收入低于低保标准")
def income_below_standard(home: Household) -> bool:
    """The income for each member is below the dibao standard; equal isn't below."""
    return household_income(home) < standard_for_all(home)


@rule("家庭财产符合规定")
def assets_within_limit(home: Household) -> bool:
    """The household's assets are within the local limit for its members."""
    return home.assets <= asset_limit * counted_members(home)


@rule("符合低保条件的家庭")
def household_eligible(home: Household) -> bool:
    """The household's income for each member is below the standard and its assets are within the limit."""
    return all_of(income_below_standard(home), assets_within_limit(home))


@rule("低保金额")
def household_amount(home: Household) -> Money:
    """The household is paid what its income lacks to the standard for all its members."""
    return standard_for_all(home) - household_income(home)


@rule("记录的低保状态与核定结果不一致")
def record_differs(home: Household) -> bool:
    """What is recorded about dibao differs from what is found here."""
    return any_of(
        all_of(home.in_dibao, none_of(household_eligible(home))),
        all_of(none_of(home.in_dibao), household_eligible(home)),
    )


@rule("重度残疾（一级、二级）")
def severe(disability: Disability) -> bool:
    """The disability is of grade 1 or 2, whatever its kind."""
    return one_of(disability.grade, DisabilityGrade.FIRST, DisabilityGrade.SECOND)


@rule("三级智力或精神残疾")
def third_grade_of_mind(disability: Disability) -> bool:
    """The disability is intellectual or mental and of grade 3; of a multiple one that part is itself of grade 3."""
    of_mind = any_of(
        one_of(disability.kind, DisabilityKind.INTELLECTUAL, DisabilityKind.MENTAL),
        all_of(is_(disability.kind, DisabilityKind.MULTIPLE), disability.mental_part_third),
    )
    return all_of(is_(disability.grade, DisabilityGrade.THIRD), of_mind)


@rule("有重度残疾")
def severely_disabled(person: Person) -> bool:
    """The person has a certified disability of grade 1 or 2."""
    return any_of(severe(disability) for disability in person.disabilities)


@rule("有三级智力或精神残疾")
def disabled_in_mind(person: Person) -> bool:
    """The person has an intellectual or mental disability of grade 3."""
    return any_of(third_grade_of_mind(disability) for disability in person.disabilities)


@rule("经医保部门认定的重特大疾病")
def gravely_ill(person: Person) -> bool:
    """The healthcare-security department has recognised a major illness."""
    return is_(person.major_illness, IllnessRecognition.HEALTHCARE_SECURITY)


@rule("当年自负医疗费用超过上年度家庭总收入")
def cost_above_income(person: Person, home: Household) -> bool:
    """The person's own medical cost this year is above the household's whole income of last year."""
    return person.own_medical_cost_this_year > home.income_last_year


@rule("有单独纳入低保的情形")
def has_basis(person: Person, home: Household) -> bool:
    """One of the grounds for being taken in alone is there."""
    return any_of(severely_disabled(person), disabled_in_mind(person), gravely_ill(person), cost_above_income(person, home))


@rule("低收入家庭")
def low_income(home: Household) -> bool:
    """The household is recognised as a low-income household."""
    return home.low_income


@rule("家庭未享受低保")
def not_covered_as_household(home: Household) -> bool:
    """The household isn't covered by dibao as a whole."""
    return none_of(home.in_dibao)


@rule("可单独纳入低保")
def may_be_included(person: Person, home: Household) -> bool:
    """The person belongs to a low-income household that isn't in dibao, isn't supported as tekun, and has one of the grounds."""
    return all_of(counted(person), not_covered_as_household(home), low_income(home), has_basis(person, home))


@rule("可单独纳入低保（低收入家庭只限残疾人）")
def may_be_included_when_ill(person: Person, home: Household) -> bool:
    """As before, but the disabled alone must belong to a low-income household, and the ill needn't."""
    disabled = all_of(low_income(home), any_of(severely_disabled(person), disabled_in_mind(person)))
    return all_of(counted(person), not_covered_as_household(home), any_of(disabled, gravely_ill(person), cost_above_income(person, home)))


@rule("本人申请")
def application(person: Person) -> bool:
    """The person has applied, or a legal representative has."""
    return person.individual_application


@rule("单独纳入低保的最高金额")
def individual_most(person: Person, home: Household) -> Money:
    """A person taken in alone is paid at most the dibao standard."""
    return dibao_standard[home.area]


individual_amount = choice(
    Money, "dibao.individual_amount", of=Person, low=least_amount, high=individual_most,
    zh="单独纳入低保的金额", en="the amount for a person taken in alone",
)  # fmt: skip


@rule("单独纳入低保的金额")
def chosen_amount(person: Person, home: Household) -> Money:
    """The agency decides what a person taken in alone is paid."""
    return individual_amount(person)


@rule("市县低保标准（城市）")
def urban_not_below_city() -> bool:
    """The county's urban standard is at least the city's guidance standard."""
    return dibao_standard[Area.URBAN] >= city_guidance[Area.URBAN]


@rule("市县低保标准（农村）")
def rural_not_below_city() -> bool:
    """The county's rural standard is at least the city's guidance standard."""
    return dibao_standard[Area.RURAL] >= city_guidance[Area.RURAL]


household_grant = benefit(
    "dibao.household_grant", zh="最低生活保障金", en="dibao grant of the household",
    applies=has_counted_members, entitled=household_eligible, amount=household_amount, notices=[record_differs],
    per="month", payee="household",
)  # fmt: skip
individual_inclusion = benefit(
    "dibao.individual_inclusion", zh="单独纳入低保", en="inclusion in dibao of a person alone",
    entitled=may_be_included, gates=[application], may=True, amount=chosen_amount,
    per="month", payee="person",
)  # fmt: skip
urban_check = check("dibao.city_check_urban", zh="县级城市低保标准不低于市级", en="urban standard against the city's", holds=urban_not_below_city)
rural_check = check("dibao.city_check_rural", zh="县级农村低保标准不低于市级", en="rural standard against the city's", holds=rural_not_below_city)

dibao = programme("dibao", outputs=[household_grant, individual_inclusion, urban_check, rural_check])
