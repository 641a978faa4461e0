"""Work and honesty: what dibao recipients who could work have to accept, what refusing costs, what false papers cost."""

from __future__ import annotations

from aidrules.facts.employers import Employer
from aidrules.facts.money import Money
from aidrules.facts.people import Household, Person
from aidrules.lang import all_of, any_of, duty, is_, none_of, programme, rule, sanction, standard
from aidrules.programs.people import dibao_recipient

refusals_to_count = standard(
    int, "work.refusals_with_months", unit="times", zh="拒绝职业介绍次数（并计未求职月数）", en="the refusals that count with the months"
)
most_months = standard(int, "work.months_without_seeking", unit="months", zh="未自行求职就业月数", en="the months without seeking work")
most_refusals = standard(int, "work.refusals", unit="times", zh="拒绝职业介绍次数", en="the refusals that count alone")


@rule("有劳动能力但未就业的低保对象")
def bound_to_accept(person: Person, home: Household) -> bool:
    """A dibao recipient of working age who is able to work and has no job has to accept training and job introductions."""
    return all_of(dibao_recipient(person, home), person.of_working_age, person.able_to_work, none_of(person.employed))


@rule("接受技能培训和职业介绍")
def accepts(person: Person, home: Household) -> bool:
    """The person has refused neither training nor a job introduction."""
    return all_of(none_of(person.refused_training), is_(person.job_refusals, 0))


@rule("拒绝职业介绍并且长期未自行求职就业")
def refuses_and_seeks_none(person: Person) -> bool:
    """The person has refused a job introduction and has for months neither sought nor taken up work."""
    return all_of(person.job_refusals >= refusals_to_count, person.months_without_seeking >= most_months)


@rule("多次拒绝职业介绍")
def refuses_often(person: Person) -> bool:
    """The person has refused job introductions so often that it counts alone."""
    return person.job_refusals >= most_refusals


@rule("停发本人低保金的情形")
def refuses_work(person: Person, home: Household) -> bool:
    """Refusing and not seeking work for months, or refusing often, stops the person's own dibao; the others in the household keep theirs."""
    return any_of(refuses_and_seeks_none(person), refuses_often(person))


@rule("出具虚假证明骗取帮扶资金")
def used_false_papers(person: Person) -> bool:
    """The person is found to have produced false papers to get help money."""
    return person.false_papers


@rule("有冒领的款物")
def drew_by_fraud(person: Person) -> bool:
    """With false papers the person has drawn money or goods."""
    return all_of(used_false_papers(person), person.drawn_by_fraud > Money(0))


@rule("冒领款物全部追回")
def all_drawn(person: Person) -> Money:
    """All that was drawn is recovered."""
    return person.drawn_by_fraud


@rule("用人单位出具虚假证明骗取帮扶资金")
def employer_used_false_papers(employer: Employer) -> bool:
    """The employer is found to have produced false papers to get help money."""
    return employer.false_papers


@rule("用人单位有冒领的款物")
def employer_drew_by_fraud(employer: Employer) -> bool:
    """With false papers the employer has drawn money."""
    return all_of(employer_used_false_papers(employer), employer.drawn_by_fraud > Money(0))


@rule("用人单位冒领款物全部追回")
def all_the_employer_drew(employer: Employer) -> Money:
    """All that the employer drew is recovered."""
    return employer.drawn_by_fraud


acceptance = duty("work.acceptance", zh="接受培训和职业介绍", en="accepting training and job introductions", applies=bound_to_accept, kept=accepts)
job_refusal = sanction("sanctions.job_refusal", zh="停发本人低保金", en="the person's own dibao is stopped", applies=bound_to_accept, when=refuses_work)
fraud_recovery = sanction(
    "sanctions.fraud_recovery", zh="追回冒领款物", en="recovery of what was drawn by fraud",
    when=drew_by_fraud, takes=all_drawn, payee="person", direction="owes",
)  # fmt: skip
credit_record = sanction("sanctions.credit_record", zh="记入社会信用", en="a record in social credit", when=used_false_papers)
employer_fraud_recovery = sanction(
    "sanctions.employer_fraud_recovery", zh="追回用人单位冒领款物", en="recovery of what an employer drew by fraud",
    when=employer_drew_by_fraud, takes=all_the_employer_drew, payee="employer", direction="owes",
)  # fmt: skip
employer_credit_record = sanction(
    "sanctions.employer_credit_record", zh="用人单位记入社会信用", en="an employer's record in social credit", when=employer_used_false_papers
)

work_duties = programme("work_duties", outputs=[acceptance, job_refusal, fraud_recovery, credit_record, employer_fraud_recovery, employer_credit_record])
