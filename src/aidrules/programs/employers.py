"""Employers: what they are paid for taking on people from helped households."""

from __future__ import annotations

from fractions import Fraction

from aidrules.facts.employers import Hire
from aidrules.facts.money import Money
from aidrules.facts.terms import PostKind, Rounding
from aidrules.lang import all_of, benefit, is_, one_of, programme, rule, standard, times

minimum_wage = standard(Money, "employment.minimum_wage", unit="yuan/month", zh="最低工资标准", en="the minimum wage")
wage_ratio = standard(Fraction, "employers.wage_ratio", by=PostKind, zh="工资下限倍数", en="how many times the minimum wage has to be paid")
wage_rounding = standard(Rounding, "employers.wage_rounding", zh="工资下限取整", en="how the least wage is rounded")
performed_months = standard(int, "employers.performed_months", by=PostKind, unit="months", zh="履行劳动合同月数下限", en="the least months performed")
post_part = standard(Fraction, "employers.post_part", by=PostKind, zh="岗位补贴比例", en="the part of the minimum wage that is paid")
post_rounding = standard(Rounding, "employers.post_rounding", zh="岗位补贴取整", en="how the post subsidy is rounded")
contract_months = standard(int, "employers.contract_months", unit="months", zh="劳动合同期限下限", en="the least term of the contract")
insurance_part = standard(
    Fraction, "employers.public_post_insurance_part", zh="公益性岗位社会保险补贴比例", en="the part of contributions that is paid for public-welfare posts"
)
insurance_rounding = standard(Rounding, "employers.insurance_rounding", zh="社会保险补贴取整", en="how the insurance subsidy is rounded")


@rule("公益性岗位")
def public_post(hire: Hire) -> bool:
    """The post is a public-welfare one."""
    return is_(hire.post, PostKind.PUBLIC_WELFARE)


@rule("公益性岗位以外的岗位")
def ordinary_post(hire: Hire) -> bool:
    """What is paid to employers of every kind is for posts other than public-welfare ones, which have rules of their own."""
    return is_(hire.post, PostKind.ORDINARY)


@rule("任何岗位")
def any_post(hire: Hire) -> bool:
    """What is paid to employers of every kind is for every kind of post."""
    return one_of(hire.post, PostKind.PUBLIC_WELFARE, PostKind.ORDINARY)


@rule("招用帮扶对象家庭失业劳动力")
def unemployed_of_helped_household(hire: Hire) -> bool:
    """The employer took on somebody without work from a helped household."""
    return all_of(hire.from_helped_household, hire.unemployed_before)


@rule("公益性岗位履行合同满期且工资达标")
def public_post_kept(hire: Hire) -> bool:
    """The contract has been performed for the full term asked of a public-welfare post, and the wage isn't below the least."""
    least_wage = times(minimum_wage, wage_ratio[PostKind.PUBLIC_WELFARE], rounding=wage_rounding)
    return all_of(hire.performed_months >= performed_months[PostKind.PUBLIC_WELFARE], hire.monthly_wage >= least_wage)


@rule("公益性岗位补贴条件")
def public_post_subsidised(hire: Hire) -> bool:
    """For somebody without work from a helped household, after the full term and at the wage asked, a public-welfare post is subsidised."""
    return all_of(unemployed_of_helped_household(hire), public_post_kept(hire))


@rule("公益性岗位补贴金额")
def public_post_amount(hire: Hire) -> Money:
    """A part of the minimum wage is paid for a public-welfare post."""
    return times(minimum_wage, post_part[PostKind.PUBLIC_WELFARE], rounding=post_rounding)


@rule("其他岗位履行合同满期且工资达标")
def ordinary_post_kept(hire: Hire) -> bool:
    """The contract has been performed for the full term asked, and the wage isn't below the least."""
    least_wage = times(minimum_wage, wage_ratio[PostKind.ORDINARY], rounding=wage_rounding)
    return all_of(hire.performed_months >= performed_months[PostKind.ORDINARY], hire.monthly_wage >= least_wage)


@rule("岗位补贴条件")
def post_subsidised(hire: Hire) -> bool:
    """For somebody from a helped household, after the full term and at the wage asked, a post is subsidised."""
    return all_of(hire.from_helped_household, ordinary_post_kept(hire))


@rule("岗位补贴金额")
def post_amount(hire: Hire) -> Money:
    """A part of the minimum wage is paid for a post."""
    return times(minimum_wage, post_part[PostKind.ORDINARY], rounding=post_rounding)


@rule("当年度新招用、合同期限达标且已缴社会保险费")
def newly_hired_and_insured(hire: Hire) -> bool:
    """Somebody from a helped household was newly hired in the year claimed for, on a long enough contract, and contributions were paid."""
    return all_of(
        hire.from_helped_household,
        is_(hire.hired_year, hire.claim_year),
        hire.contract_months >= contract_months,
        hire.contributions_paid > Money(0),
    )


@rule("实际缴纳的社会保险费")
def contributions(hire: Hire) -> Money:
    """All that the employer really paid in for the person is paid back."""
    return hire.contributions_paid


@rule("公益性岗位社会保险补贴金额")
def insurance_amount(hire: Hire) -> Money:
    """The part that the rules set of what the employer really paid in is paid."""
    return times(hire.contributions_paid, insurance_part, rounding=insurance_rounding)


public_post_insurance = benefit(
    "employers.public_post_insurance", zh="公益性岗位社会保险补贴", en="insurance subsidy for a public-welfare post",
    applies=public_post, entitled=unemployed_of_helped_household, amount=insurance_amount, per="once", payee="employer",
)  # fmt: skip
public_post_subsidy = benefit(
    "employers.public_post_subsidy", zh="公益性岗位补贴", en="subsidy for a public-welfare post",
    applies=public_post, entitled=public_post_subsidised, amount=public_post_amount, per="month", payee="employer",
)  # fmt: skip
new_hire_insurance = benefit(
    "employers.new_hire_insurance", zh="新招用社会保险补贴", en="insurance subsidy for a new hire",
    applies=ordinary_post, entitled=newly_hired_and_insured, amount=contributions, per="once", payee="employer",
)  # fmt: skip
post_subsidy = benefit(
    "employers.post_subsidy", zh="岗位补贴", en="post subsidy",
    applies=ordinary_post, entitled=post_subsidised, amount=post_amount, per="month", payee="employer",
)  # fmt: skip

employers = programme("employers", outputs=[public_post_insurance, public_post_subsidy, new_hire_insurance, post_subsidy])
