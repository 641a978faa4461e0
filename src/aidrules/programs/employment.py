"""Work for members of helped households: posts, recognition, training, the insurance subsidy, one member in work."""

from __future__ import annotations

from fractions import Fraction

from aidrules.facts.money import Money
from aidrules.facts.people import Household, Person
from aidrules.facts.terms import Area, Rounding
from aidrules.lang import all_of, any_of, benefit, count, duty, is_, none_of, programme, rule, standard, times
from aidrules.programs.helped import helped, in_poverty, on_dibao_or_its_edge

minimum_base = standard(Money, "employment.minimum_base", unit="yuan/month", zh="社会保险费最低缴费基数", en="the least contribution base of the year")
contribution_rate = standard(Fraction, "employment.contribution_rate", zh="灵活就业社会保险缴费比例", en="the part of the base that is paid in")
contribution_rounding = standard(Rounding, "employment.contribution_rounding", zh="缴费额取整", en="how the contribution is rounded")
flexible_part = standard(Fraction, "employment.flexible_part", zh="灵活就业社保补贴比例", en="the part of it that is subsidised")
flexible_rounding = standard(Rounding, "employment.flexible_rounding", zh="灵活就业社保补贴取整", en="how the subsidy is rounded")


@rule("有劳动能力和就业意愿")
def able_and_willing(person: Person) -> bool:
    """The person is able to work and wants to."""
    return all_of(person.able_to_work, person.willing_to_work)


@rule("公益性岗位安置对象")
def may_be_placed(person: Person, home: Household) -> bool:
    """A member without work, able and willing to work, of a family in poverty through illness or disability is placed in a public-welfare post."""
    return all_of(in_poverty(home), able_and_willing(person), none_of(person.employed))


@rule("优先安排：困难家庭成员或就业困难高校毕业生")
def placed_first(person: Person, home: Household) -> bool:
    """Members of families in dibao or on its edge come first, and graduates with difficulty in finding work."""
    return all_of(may_be_placed(person, home), any_of(on_dibao_or_its_edge(home), person.hardship_graduate))


@rule("认定为就业困难人员")
def hard_to_place(person: Person, home: Household) -> bool:
    """A member of a helped household who is able and willing to work counts as hard to place in work."""
    return all_of(helped(home), able_and_willing(person))


@rule("帮扶对象家庭成员")
def member_of_helped_household(person: Person, home: Household) -> bool:
    """The person is a member of a helped household."""
    return helped(home)


@rule("参与合作经营的农村困难家庭成员")
def trained_for_the_farm(person: Person, home: Household) -> bool:
    """A member of a rural family in difficulty who takes part in cooperative farming is trained for it."""
    in_difficulty = any_of(helped(home), on_dibao_or_its_edge(home))
    return all_of(person.in_cooperative_farming, is_(home.area, Area.RURAL), in_difficulty)


@rule("以灵活就业方式参保的劳动年龄内家庭成员")
def flexibly_insured(person: Person, home: Household) -> bool:
    """A member of a helped household, of working age and insured as flexibly employed, is subsidised."""
    return all_of(helped(home), person.of_working_age, person.flexibly_insured)


@rule("最低缴费基数")
def least_base(person: Person) -> Money:
    """The least base of the year itself."""
    return minimum_base


@rule("按最低缴费基数应缴的社会保险费")
def subsidised(person: Person) -> Money:
    """The subsidy is counted from what is paid in on the least base of the year."""
    return times(minimum_base, contribution_rate, rounding=contribution_rounding)


@rule("灵活就业社会保险补贴金额")
def flexible_amount(person: Person) -> Money:
    """A fixed part is subsidised."""
    return times(subsidised(person), flexible_part, rounding=flexible_rounding)


@rule("有就业能力和意愿的家庭成员数")
def able_and_willing_members(home: Household) -> int:
    """So many members are able and willing to work."""
    return count(able_and_willing(member) for member in home.members)


@rule("已就业的家庭成员数")
def members_in_work(home: Household) -> int:
    """So many members are in work."""
    return count(member.employed for member in home.members)


@rule("有就业能力和意愿的因病因残致贫家庭")
def ought_to_work(home: Household) -> bool:
    """The family is in poverty through illness or disability, and at least one member is able and willing to work."""
    return all_of(in_poverty(home), any_of(able_and_willing(member) for member in home.members))


@rule("家庭中有人就业")
def somebody_works(home: Household) -> bool:
    """At least one member is in work."""
    return any_of(member.employed for member in home.members)


public_post = benefit("employment.public_post", zh="公益性岗位安置", en="a public-welfare post", entitled=may_be_placed, notices=[placed_first])
hardship_recognition = benefit("employment.hardship_recognition", zh="就业困难人员认定", en="recognition as hard to place in work", entitled=hard_to_place)
free_training = benefit("employment.free_training", zh="免费职业培训", en="free vocational training", entitled=member_of_helped_household)
farm_training = benefit("employment.farm_training", zh="农村合作经营技能培训", en="training for cooperative farming", entitled=trained_for_the_farm)
flexible_insurance = benefit(
    "employment.flexible_insurance", zh="灵活就业社会保险补贴", en="insurance subsidy for the flexibly employed",
    entitled=flexibly_insured, amount=flexible_amount, per="month", payee="person",
)  # fmt: skip
one_in_work = duty(
    "employment.one_in_work", zh="家庭中有人实现就业", en="one member in work",
    applies=ought_to_work, kept=somebody_works, figures=[able_and_willing_members, members_in_work],
)  # fmt: skip

employment = programme("employment", outputs=[public_post, hardship_recognition, free_training, farm_training, flexible_insurance, one_in_work])
