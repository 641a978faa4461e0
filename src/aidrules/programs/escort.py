"""Escort in hospital: who may have an escort paid, through which steps, and how much the escort is paid."""

from __future__ import annotations

from aidrules.facts.money import Money
from aidrules.facts.people import Person
from aidrules.facts.stays import HospitalStay, StaySegment
from aidrules.facts.terms import Agreement, Approval, EscortKind, HospitalLevel, StayKind, StayStatus, SupportMode
from aidrules.lang import all_of, any_of, benefit, duty, gate, is_, none_of, one_of, programme, rule, standard, the_day, total, when

daily_rate = standard(
    Money, "escort.daily_rate", by=HospitalLevel, unit="yuan/person/day",
    zh="住院陪护日标准", en="the daily escort rate",
)  # fmt: skip


@rule("有监护人或第三方服务人员陪护")
def escorted(stay: HospitalStay) -> bool:
    """A guardian or a third-party worker escorted the patient."""
    return one_of(stay.escort, EscortKind.GUARDIAN, EscortKind.THIRD_PARTY)


@rule("属于可享受住院陪护的人群")
def in_covered_group(person: Person) -> bool:
    """The person is a tekun person, an economically difficult elderly person, a disabled person in hardship, or of another vulnerable group."""
    return any_of(
        one_of(person.tekun_support, SupportMode.DISPERSED, SupportMode.CENTRAL),
        person.economically_difficult_elderly,
        person.hardship_disabled,
        person.other_vulnerable,
    )


@rule("属于分散供养特困人员")
def supported_at_home_only(person: Person) -> bool:
    """The person is in tekun support and lives at home."""
    return is_(person.tekun_support, SupportMode.DISPERSED)


@rule("县级民政部门未否决陪护申请")
def not_turned_down(stay: HospitalStay) -> bool:
    """The county hasn't turned the application down; in an emergency it isn't asked for approval."""
    return when(is_(stay.kind, StayKind.ROUTINE), routine_not_refused(stay), otherwise=True)


@rule("常规住院陪护申请未被否决")
def routine_not_refused(stay: HospitalStay) -> bool:
    """For a routine stay the county's answer isn't a refusal."""
    return none_of(is_(stay.county_approval, Approval.REFUSED))


@rule("符合住院陪护条件")
def may_have_escort(stay: HospitalStay, person: Person) -> bool:
    """The person belongs to a group that may have an escort, and the county hasn't turned it down."""
    return all_of(in_covered_group(person), not_turned_down(stay))


@rule("本人或监护人向乡镇申请陪护")
def application(stay: HospitalStay) -> bool:
    """The person or the guardian has applied to the township, by telephone in an emergency."""
    return when(is_(stay.kind, StayKind.ROUTINE), routine_applied(stay), otherwise=emergency_applied(stay))


@rule("常规住院已提出申请")
def routine_applied(stay: HospitalStay) -> bool:
    """For a routine stay an application was made to the township."""
    return stay.applied


@rule("紧急住院已电话申请")
def emergency_applied(stay: HospitalStay) -> bool:
    """In an emergency the township was telephoned."""
    return stay.applied


@rule("乡镇审核")
def review(stay: HospitalStay) -> bool:
    """For a routine stay the township has reviewed the application; an emergency needs no review."""
    return when(is_(stay.kind, StayKind.ROUTINE), routine_reviewed(stay), otherwise=True)


@rule("常规住院已经乡镇审核")
def routine_reviewed(stay: HospitalStay) -> bool:
    """For a routine stay the township has reviewed the application."""
    return stay.township_reviewed


@rule("县级审批或备案")
def approval(stay: HospitalStay) -> bool:
    """The county has approved a routine escort, or has an emergency escort on file."""
    return when(is_(stay.kind, StayKind.ROUTINE), routine_approved(stay), otherwise=emergency_filed(stay))


@rule("常规住院陪护已经县级民政部门同意")
def routine_approved(stay: HospitalStay) -> bool:
    """For a routine stay the county civil affairs department has approved the escort."""
    return is_(stay.county_approval, Approval.APPROVED)


@rule("紧急住院陪护已在县民政部门备案")
def emergency_filed(stay: HospitalStay) -> bool:
    """An emergency escort is on file with the county civil affairs department."""
    return stay.county_filed


@rule("第三方陪护已签协议")
def agreement(stay: HospitalStay) -> bool:
    """Where a third-party worker escorts, the agreement with the organisation was signed by the day the escort began."""
    return when(is_(stay.escort, EscortKind.THIRD_PARTY), signed_in_time(stay), otherwise=True)


@rule("协议在陪护开始前签订")
def signed_in_time(stay: HospitalStay) -> bool:
    """The agreement with the third-party organisation was signed by the day the escort began."""
    return is_(stay.agreement, Agreement.SIGNED_IN_TIME)


@rule("已签协议（含补签）")
def signed_at_all(stay: HospitalStay) -> bool:
    """The agreement with the third-party organisation was signed, early or late."""
    return one_of(stay.agreement, Agreement.SIGNED_IN_TIME, Agreement.SIGNED_LATE)


@rule("已出院")
def discharge(stay: HospitalStay) -> bool:
    """The patient has been discharged by the day decided for."""
    return all_of(is_(stay.status, StayStatus.DISCHARGED), stay.discharge_date <= the_day())


@rule("一段住院的陪护费")
def segment_fee(segment: StaySegment) -> Money:
    """Each escorted day is paid at the rate of the hospital's level."""
    return daily_rate[segment.level] * segment.escorted_days


@rule("住院陪护费合计")
def fee(stay: HospitalStay) -> Money:
    """The escort is paid for all the days of the stay."""
    return total(segment_fee(segment) for segment in stay.segments)


@rule("资金来源未载明：文件只写明由困难群众补助资金为分散供养特困人员提供住院陪护补贴")
def funding_not_stated(stay: HospitalStay, person: Person) -> bool:
    """The source of the money isn't stated: the text funds the escort of dispersed tekun persons only."""
    return all_of(may_have_escort(stay, person), none_of(supported_at_home_only(person)))


@rule("常规住院")
def routine(stay: HospitalStay) -> bool:
    """The stay was a routine one."""
    return is_(stay.kind, StayKind.ROUTINE)


@rule("紧急住院")
def emergency(stay: HospitalStay) -> bool:
    """The stay was an emergency."""
    return is_(stay.kind, StayKind.EMERGENCY)


@rule("全天候有人陪护")
def attended(stay: HospitalStay) -> bool:
    """The escort was there day and night throughout the stay."""
    return stay.attended_round_the_clock


escort_fee = benefit(
    "escort.fee", zh="住院陪护费", en="hospital escort fee",
    applies=escorted, entitled=may_have_escort, gates=[application, review, approval, agreement, discharge], amount=fee,
    notices=[funding_not_stated], per="once", payee="escort", channel="bank_card",
)  # fmt: skip
routine_procedure = gate(
    "escort.routine_procedure", zh="常规住院陪护程序", en="the steps to an escort in a routine stay",
    applies=routine, steps=[routine_applied, routine_reviewed, routine_approved],
)  # fmt: skip
emergency_procedure = gate(
    "escort.emergency_procedure", zh="紧急住院陪护程序", en="the steps to an escort in an emergency",
    applies=emergency, steps=[emergency_applied, emergency_filed],
)  # fmt: skip
attendance = duty("escort.attendance", zh="全天候陪护", en="an escort day and night", applies=escorted, kept=attended)
funding = benefit(
    "escort.funding", zh="由困难群众补助资金支付住院陪护补贴", en="the escort paid from hardship-subsidy funds",
    applies=in_covered_group, entitled=supported_at_home_only,
)  # fmt: skip

escort = programme("escort", outputs=[escort_fee, routine_procedure, emergency_procedure, attendance, funding])
