"""Medical assistance: after the insurances, all of what is borne, bands of self-paid costs, longer assistance, loans for the time between."""

from __future__ import annotations

from fractions import Fraction

from aidrules.facts.hardship import GraveTreatment, MedicalBill, SelfPayBand
from aidrules.facts.money import Money
from aidrules.facts.month import Month
from aidrules.facts.people import Person
from aidrules.facts.terms import Rounding
from aidrules.lang import (
    all_of,
    benefit,
    choice,
    gate,
    is_,
    least,
    month_of,
    month_plus,
    months_between,
    none_of,
    programme,
    published,
    rule,
    standard,
    the_day,
    times,
    when,
)

band_from = standard(Money, "medical.band_from", by=SelfPayBand, unit="yuan", zh="自费费用各段起点", en="where each band of self-paid costs begins")
band_rate = standard(Fraction, "medical.band_rate", by=SelfPayBand, zh="自费费用各段补偿比例", en="the part of each band that is compensated")
band_rounding = standard(Rounding, "medical.band_rounding", zh="各段补偿的取整方式", en="how the compensation of a band is rounded")
extension_least = standard(int, "medical.extension_least", unit="months", zh="延长救助最少月数", en="the least months of extended assistance")
extension_most = standard(int, "medical.extension_most", unit="months", zh="延长救助最多月数", en="the most months of extended assistance")


@rule("基本医疗保险已结算")
def basic_paid(bill: MedicalBill) -> bool:
    """Basic medical insurance has settled the bill."""
    return bill.basic_settled


@rule("大病补充保险已结算")
def supplementary_paid(bill: MedicalBill) -> bool:
    """Supplementary major-illness insurance has settled the bill."""
    return bill.supplementary_settled


@rule("医疗救助对象")
def aid_target(bill: MedicalBill, person: Person) -> bool:
    """The person is recognised as entitled to medical assistance."""
    return person.medical_aid_target


@rule("公惠医疗机构的自负费用")
def borne_at_public_benefit_institution(bill: MedicalBill, person: Person) -> bool:
    """Somebody entitled to medical assistance has covered costs to bear at a public-benefit institution."""
    return all_of(aid_target(bill, person), bill.public_benefit_institution, bill.self_borne > Money(0))


@rule("自负费用全额")
def all_that_is_borne(bill: MedicalBill) -> Money:
    """All that the patient bears of covered costs is paid."""
    return bill.self_borne


@rule("有合规自费费用")
def has_self_paid_costs(bill: MedicalBill, person: Person) -> bool:
    """Somebody entitled to medical assistance has compliant self-paid costs, from the first fen on."""
    return all_of(aid_target(bill, person), bill.compliant_self_pay > Money(0))


@rule("第二段起点")
def second_from(bill: MedicalBill) -> Money:
    """The second band begins where the city says; where it says nothing the first never ends."""
    return least(bill.compliant_self_pay, published(band_from[SelfPayBand.SECOND], otherwise=bill.compliant_self_pay))


@rule("第三段起点")
def third_from(bill: MedicalBill) -> Money:
    """The third band begins where the city says; where it says nothing the second never ends."""
    return least(bill.compliant_self_pay, published(band_from[SelfPayBand.THIRD], otherwise=bill.compliant_self_pay))


@rule("第四段起点")
def fourth_from(bill: MedicalBill) -> Money:
    """The fourth band begins where the city says; where it says nothing the third never ends."""
    return least(bill.compliant_self_pay, published(band_from[SelfPayBand.FOURTH], otherwise=bill.compliant_self_pay))


@rule("第五段起点")
def fifth_from(bill: MedicalBill) -> Money:
    """The fifth band begins where the city says; where it says nothing the fourth never ends."""
    return least(bill.compliant_self_pay, published(band_from[SelfPayBand.FIFTH], otherwise=bill.compliant_self_pay))


@rule("第一段补偿")
def first_band(bill: MedicalBill) -> Money:
    """The costs from nothing up to the second band are compensated at the first rate."""
    portion = second_from(bill) - band_from[SelfPayBand.FIRST]
    return when(portion > Money(0), times(portion, band_rate[SelfPayBand.FIRST], rounding=band_rounding), otherwise=Money(0))


@rule("第二段补偿")
def second_band(bill: MedicalBill) -> Money:
    """The costs within the second band are compensated at its rate."""
    portion = third_from(bill) - second_from(bill)
    return when(portion > Money(0), times(portion, band_rate[SelfPayBand.SECOND], rounding=band_rounding), otherwise=Money(0))


@rule("第三段补偿")
def third_band(bill: MedicalBill) -> Money:
    """The costs within the third band are compensated at its rate."""
    portion = fourth_from(bill) - third_from(bill)
    return when(portion > Money(0), times(portion, band_rate[SelfPayBand.THIRD], rounding=band_rounding), otherwise=Money(0))


@rule("第四段补偿")
def fourth_band(bill: MedicalBill) -> Money:
    """The costs within the fourth band are compensated at its rate."""
    portion = fifth_from(bill) - fourth_from(bill)
    return when(portion > Money(0), times(portion, band_rate[SelfPayBand.FOURTH], rounding=band_rounding), otherwise=Money(0))


@rule("第五段补偿")
def fifth_band(bill: MedicalBill) -> Money:
    """The costs above the start of the fifth band are compensated at its rate."""
    portion = bill.compliant_self_pay - fifth_from(bill)
    return when(portion > Money(0), times(portion, band_rate[SelfPayBand.FIFTH], rounding=band_rounding), otherwise=Money(0))


@rule("分段累进补偿合计")
def all_bands(bill: MedicalBill) -> Money:
    """Each band of the costs is compensated at its own rate, and the bands are added."""
    return first_band(bill) + second_band(bill) + third_band(bill) + fourth_band(bill) + fifth_band(bill)


@rule("公开招投标确定承保公司")
def tendered(bill: MedicalBill) -> bool:
    """The commercial insurer was chosen by public tender."""
    return bill.insurer_tendered


@rule("一站式即时结算")
def settled_at_once(bill: MedicalBill) -> bool:
    """The bill was settled at one counter, at once."""
    return bill.settled_on_the_spot


@rule("可延长医疗救助")
def may_be_extended(person: Person) -> bool:
    """Somebody in one of the grave treatments, whose medical assistance ended because income rose, has it for longer."""
    return all_of(none_of(is_(person.grave_treatment, GraveTreatment.NONE)), person.aid_lost_by_income)


extension_months = choice(
    int, "medical.extension_months", of=Person, low=extension_least, high=extension_most,
    zh="延长救助月数", en="the months of extended medical assistance",
)  # fmt: skip


@rule("在延长的月数内")
def within_extension(person: Person) -> bool:
    """The month is one of those for which assistance was extended."""
    passed = months_between(person.aid_extended_from, month_of(the_day()))
    return all_of(passed >= 0, passed < extension_months(person))


@rule("延长救助首月")
def extension_first(person: Person) -> Month:
    """Extended assistance begins with the recorded month."""
    return person.aid_extended_from


@rule("延长救助末月")
def extension_last(person: Person) -> Month:
    """Extended assistance ends after the months that were granted."""
    return month_plus(person.aid_extended_from, extension_months(person) - 1)


@rule("转外就医垫资困难")
def pressed_by_prepayment(person: Person) -> bool:
    """Somebody treated outside the area is hard pressed to pay up front."""
    return all_of(person.out_of_area_treatment, person.prepayment_pressure)


payer_order = gate("medical.payer_order", zh="医疗费用支付顺序", en="the order of payers", steps=[basic_paid, supplementary_paid])
full_cover = benefit(
    "medical.full_cover", zh="自负医疗费用全额救助", en="full cover of what is borne of covered costs",
    entitled=borne_at_public_benefit_institution, gates=[basic_paid, supplementary_paid], amount=all_that_is_borne, per="once", payee="person",
)  # fmt: skip
self_pay = benefit(
    "medical.self_pay", zh="合规自费费用分段补偿", en="compensation of compliant self-paid costs by bands",
    entitled=has_self_paid_costs, gates=[basic_paid, supplementary_paid], amount=all_bands, per="once", payee="person",
)  # fmt: skip
one_stop = gate("medical.one_stop", zh="一站式结算", en="settlement at one counter", steps=[tendered, settled_at_once])
extension = benefit(
    "medical.extension", zh="延长医疗救助期限", en="longer medical assistance",
    entitled=may_be_extended, within=within_extension, first_month=extension_first, last_month=extension_last,
)  # fmt: skip
bridge_loan = benefit(
    "medical.bridge_loan", zh="转外就医借贷垫付", en="a loan until treatment elsewhere is reimbursed", entitled=pressed_by_prepayment, may=True
)

medical = programme("medical", outputs=[payer_order, full_cover, self_pay, one_stop, extension, bridge_loan])
