"""Tracking: households that have come out of poverty, what the city and its towns owe, and standards that move together."""

from __future__ import annotations

from fractions import Fraction

from aidrules.facts.bodies import County, Township
from aidrules.facts.hardship import HelpFault, HelpFaultKind, LinkedStandard
from aidrules.facts.money import Money
from aidrules.facts.people import Household
from aidrules.facts.terms import Area, Rounding
from aidrules.lang import all_of, any_of, benefit, between, check, duty, is_, one_of, programme, referral, rule, standard, times
from aidrules.programs.buffer import out_for_now
from aidrules.programs.helped import helped
from aidrules.programs.people import dibao_standard

previous_standard = standard(
    Money, "dibao.previous_standard", by=Area, unit="yuan/person/month", zh="上年度低保标准", en="the dibao standard of the year before"
)
growth = standard(Fraction, "dibao.growth", zh="低保标准每年增长比例", en="the growth of the dibao standard in a year")
growth_least = standard(Fraction, "dibao.growth_least", zh="“左右”的下端", en="the least growth that is still about that")
growth_most = standard(Fraction, "dibao.growth_most", zh="“左右”的上端", en="the most growth that is still about that")
growth_rounding = standard(Rounding, "dibao.growth_rounding", zh="增长额的取整方式", en="how the growth is rounded")
adjustment_ratio = standard(Fraction, "dibao.adjustment_ratio", zh="低保标准调整后与调整前之比", en="the dibao standard after the adjustment to the one before")
adjustment_rounding = standard(Rounding, "dibao.adjustment_rounding", zh="比例调整的取整方式", en="how a proportional adjustment is rounded")


@rule("对口、关注、扶持都不变")
def three_unchanged(home: Household) -> bool:
    """Contact person, attention and strength of support have all stayed the same."""
    return all_of(home.same_contact, home.same_attention, home.same_support)


@rule("定期回访")
def followed_up(home: Household) -> bool:
    """Telephone calls or visits follow the household up regularly."""
    return home.followed_up


@rule("脱贫再返贫")
def fell_back(home: Household) -> bool:
    """The household has fallen back into poverty, and is helped at once."""
    return home.fell_back


@rule("列入目标管理考核")
def assessed_for_helping(township: Township) -> bool:
    """The work of helping is part of the target assessment of the district or town."""
    return township.help_in_target_assessment


@rule("定期比对信息")
def compares_data(county: County) -> bool:
    """The employment and civil-affairs departments compare their data regularly."""
    return county.data_compared_regularly


@rule("造成严重后果的失职")
def neglect_with_consequences(fault: HelpFault) -> bool:
    """Duties not done, passed on to others or done too late have had serious consequences."""
    kinds = one_of(fault.kind, HelpFaultKind.NOT_DONE, HelpFaultKind.PASSED_ON, HelpFaultKind.TOO_LATE)
    return all_of(kinds, fault.serious_consequences)


@rule("徇私舞弊或滥用职权")
def abuse_of_office(fault: HelpFault) -> bool:
    """Help was handled with favouritism or against the rules by abuse of office."""
    return one_of(fault.kind, HelpFaultKind.FAVOURITISM, HelpFaultKind.ABUSE)


@rule("依纪依法追究责任的情形")
def answered_for(fault: HelpFault) -> bool:
    """Neglect with serious consequences, and abuse of office, are answered for by discipline and law."""
    return any_of(neglect_with_consequences(fault), abuse_of_office(fault))


@rule("按比例调整后的标准")
def adjusted(linked: LinkedStandard) -> Money:
    """An assistance standard moves in the proportion in which the dibao standard has moved."""
    return times(linked.before, adjustment_ratio, rounding=adjustment_rounding)


@rule("调整前有标准")
def had_a_standard(linked: LinkedStandard) -> bool:
    """There was a standard before the adjustment."""
    return linked.before > Money(0)


@rule("标准已按比例调整")
def moved_in_proportion(linked: LinkedStandard) -> bool:
    """The assistance standard has been set to what the proportion makes it."""
    return is_(linked.after, adjusted(linked))


@rule("城市低保标准按规定比例增长")
def urban_growth_kept() -> bool:
    """The urban dibao standard has grown by the part that the text names, or by about that within the bounds that the city supplies."""
    grown = dibao_standard[Area.URBAN] - previous_standard[Area.URBAN]
    exactly = is_(grown, times(previous_standard[Area.URBAN], growth, rounding=growth_rounding))
    low = times(previous_standard[Area.URBAN], growth_least, rounding=growth_rounding)
    return any_of(exactly, between(low, grown, times(previous_standard[Area.URBAN], growth_most, rounding=growth_rounding)))


@rule("农村低保标准按规定比例增长")
def rural_growth_kept() -> bool:
    """The rural dibao standard has grown by the part that the text names, or by about that within the bounds that the city supplies."""
    grown = dibao_standard[Area.RURAL] - previous_standard[Area.RURAL]
    exactly = is_(grown, times(previous_standard[Area.RURAL], growth, rounding=growth_rounding))
    low = times(previous_standard[Area.RURAL], growth_least, rounding=growth_rounding)
    return any_of(exactly, between(low, grown, times(previous_standard[Area.RURAL], growth_most, rounding=growth_rounding)))


unchanged = duty(
    "tracking.three_unchanged", zh="对口、关注、扶持不变", en="contact, attention and support as before", applies=out_for_now, kept=three_unchanged
)
follow_up = duty("tracking.follow_up", zh="定期回访", en="regular follow-up", applies=helped, kept=followed_up)
relapse = referral("tracking.relapse", zh="返贫实时援助", en="help at once for those who fall back", refer=fell_back)
target_assessment = duty("duties.target_assessment", zh="列入目标管理考核", en="helping in the target assessment", kept=assessed_for_helping)
data_comparison = duty("duties.data_comparison", zh="定期信息比对", en="regular comparison of data", kept=compares_data)
help_faults = referral("referrals.help_faults", zh="依纪依法追究责任", en="faults answered for by discipline and law", refer=answered_for)
linked_duty = duty("standards.linked", zh="救助标准按比例调整", en="standards moved in proportion", kept=moved_in_proportion, figures=[adjusted])
linked_amount = benefit(
    "standards.adjusted", zh="按比例调整后的救助标准", en="an assistance standard after the adjustment",
    entitled=had_a_standard, amount=adjusted, per="month",
)  # fmt: skip
urban_growth = check("dibao.growth_urban", zh="城市低保标准增长", en="growth of the urban dibao standard", holds=urban_growth_kept)
rural_growth = check("dibao.growth_rural", zh="农村低保标准增长", en="growth of the rural dibao standard", holds=rural_growth_kept)

tracking = programme(
    "tracking",
    outputs=[
        unchanged, follow_up, relapse, target_assessment, data_comparison, help_faults, linked_duty, linked_amount, urban_growth, rural_growth,
    ],
)  # fmt: skip
