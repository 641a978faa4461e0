"""Temporary assistance: aid first, who approves it, the bridge to dibao, sudden hardship, the epidemic, and prices."""

from __future__ import annotations

from aidrules.facts.bodies import County
from aidrules.facts.money import Money
from aidrules.facts.people import Household, Person
from aidrules.facts.poverty import PovertyGroup
from aidrules.lang import all_of, any_of, benefit, duty, is_, month_of, months_between, one_of, programme, referral, rule, standard, the_day
from aidrules.programs.people import in_tekun_support
from aidrules.programs.poverty_exit import meets_dibao

township_ceiling = standard(Money, "temporary.township_ceiling", unit="yuan", zh="乡镇审批急难型救助的额度", en="the most that a township approves")
bridge_months = standard(int, "temporary.bridge_months", unit="months", zh="先行救助后再看是否纳入低保的月数", en="the months from aid first to dibao")
price_amount = standard(Money, "temporary.price_subsidy", unit="yuan/person/month", zh="价格临时补贴标准", en="the temporary price subsidy")


@rule("急难型救助对象")
def in_emergency(home: Household) -> bool:
    """The township finds the household to be in an emergency."""
    return home.emergency


@rule("入户调查中发现的困难家庭")
def found_in_survey(home: Household) -> bool:
    """The household was found in the campaign's survey."""
    return home.found_in_survey


@rule("符合临时救助条件")
def meets_conditions(home: Household) -> bool:
    """The township finds that the household meets the conditions of temporary assistance."""
    return home.meets_temporary_aid


@rule("备用金没有余额：先行救助从哪里出没有写明")
def source_not_stated(home: Household) -> bool:
    """Nothing is left of the reserve fund, and the text doesn't say what pays then."""
    return all_of(meets_conditions(home), is_(home.reserve_fund_left, Money(0)))


@rule("金额在下放给乡镇的额度以内")
def within_ceiling(home: Household) -> bool:
    """The assistance proposed is no more than a township may approve."""
    return home.proposed_aid <= township_ceiling


@rule("返贫人口或新增贫困人口")
def back_or_newly_poor(person: Person) -> bool:
    """The person fell back into poverty or became poor newly."""
    return one_of(person.poverty_group, PovertyGroup.RETURNED, PovertyGroup.NEWLY_POOR)


@rule("先行救助已满规定时间")
def bridge_over(person: Person) -> bool:
    """The time that the locality sets has passed since the first month of the temporary assistance."""
    return months_between(person.bridging_aid_from, month_of(the_day())) >= bridge_months


@rule("先行救助后仍然困难且符合低保条件")
def goes_on_to_dibao(person: Person, home: Household) -> bool:
    """Some time after the temporary assistance basic living is still difficult, and the conditions of dibao are met."""
    return all_of(bridge_over(person), person.still_in_difficulty, meets_dibao(person, home))


@rule("患者家庭或者受疫情影响的家庭")
def hit_by_epidemic(home: Household) -> bool:
    """Somebody in the household has caught the disease, or the epidemic has taken its work or income."""
    return any_of(home.epidemic_patient, home.epidemic_income_loss)


@rule("受疫情影响并符合临时救助条件")
def epidemic_aid_due(home: Household) -> bool:
    """The epidemic has hit the household, and it meets the conditions of temporary assistance."""
    return all_of(hit_by_epidemic(home), meets_conditions(home))


@rule("意外事故或者刚性支出过大")
def sudden_cause(home: Household) -> bool:
    """The household has met with an accident, or its unavoidable spending is too large."""
    return any_of(home.accident, home.excessive_rigid_expenditure)


@rule("因此基本生活暂时严重困难")
def in_sudden_hardship(home: Household) -> bool:
    """Such a cause has put basic living for a time in serious difficulty."""
    return all_of(sudden_cause(home), home.temporarily_in_serious_difficulty)


@rule("低保家庭成员、单独纳入低保的人或者特困人员")
def on_record_in_need(person: Person, home: Household) -> bool:
    """The person is in tekun support, was taken into dibao alone, or belongs to a household that receives dibao."""
    return any_of(in_tekun_support(person), home.in_dibao, person.in_dibao_alone)


@rule("价格临时补贴已启动")
def price_subsidy_started(person: Person, home: Household) -> bool:
    """The temporary price subsidy has been started for the month, and the person is on record as in need."""
    return all_of(on_record_in_need(person, home), home.price_subsidy_started)


@rule("价格临时补贴金额")
def price_subsidy_amount(person: Person) -> Money:
    """Each person is paid the subsidy that the locality has set."""
    return price_amount


@rule("备用金文件已出台、额度没有降低")
def reserve_in_order(county: County) -> bool:
    """The document on the reserve fund has been issued, and the ceiling is as the text asks."""
    return all_of(county.reserve_document_issued, ceiling_as_asked(county))


@rule("乡镇审批额度没有降低")
def ceiling_as_asked(county: County) -> bool:
    """Townships may approve at least as much as before."""
    return county.approval_ceiling_now >= county.approval_ceiling_before


@rule("乡镇审批额度已经提高")
def ceiling_raised(county: County) -> bool:
    """Townships may approve more than before."""
    return county.approval_ceiling_now > county.approval_ceiling_before


@rule("乡镇审批额度与原来一样，没有提高")
def ceiling_unchanged(county: County) -> bool:
    """Townships may approve as much as before, and not more."""
    return is_(county.approval_ceiling_now, county.approval_ceiling_before)


@rule("现乡镇审批额度")
def ceiling_now(county: County) -> Money:
    """Up to what amount townships can approve now."""
    return county.approval_ceiling_now


@rule("原乡镇审批额度")
def ceiling_before(county: County) -> Money:
    """Up to what amount townships could approve before."""
    return county.approval_ceiling_before


aid_first = benefit("temporary.aid_first", zh="急难对象先行救助", en="aid first in an emergency", entitled=in_emergency, may=True)
survey_aid = benefit(
    "temporary.survey_aid", zh="调查中动用备用金先行救助", en="aid first from the reserve fund in the survey",
    applies=found_in_survey, entitled=meets_conditions, notices=[source_not_stated], payee="household",
)  # fmt: skip
township_approval = referral(
    "referrals.township_approval", zh="急难型救助由乡镇审批", en="emergency aid approved by the township", applies=in_emergency, refer=within_ceiling
)  # fmt: skip
bridge = benefit("temporary.bridge", zh="返贫和新增贫困人口先行临时救助", en="temporary assistance ahead of dibao", entitled=back_or_newly_poor, may=True)
after_bridge = benefit(
    "dibao.after_bridge", zh="临时救助后纳入低保", en="taken into dibao after temporary assistance",
    applies=back_or_newly_poor, entitled=goes_on_to_dibao,
)  # fmt: skip
epidemic = benefit("temporary.epidemic", zh="受疫情影响的临时救助", en="temporary assistance in the epidemic", entitled=epidemic_aid_due)
sudden_hardship = benefit(
    "temporary.sudden_hardship", zh="意外或刚性支出过大的临时救助", en="temporary assistance in sudden hardship", entitled=in_sudden_hardship
)  # fmt: skip
price_subsidy = benefit(
    "temporary.price_subsidy", zh="价格临时补贴", en="temporary price subsidy",
    entitled=price_subsidy_started, amount=price_subsidy_amount, per="month", payee="person",
)  # fmt: skip
reserve_fund = duty(
    "temporary.reserve_fund", zh="乡镇临时救助备用金制度", en="rules for the townships' reserve funds",
    kept=reserve_in_order, figures=[ceiling_now, ceiling_before], notices=[ceiling_unchanged],
)  # fmt: skip

temporary = programme(
    "temporary",
    outputs=[aid_first, survey_aid, township_approval, bridge, after_bridge, epidemic, sudden_hardship, price_subsidy, reserve_fund],
)
