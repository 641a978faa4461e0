"""Which clause of Kunshan's opinion puts which output and condition in force, and what it replaces of the national base."""

from aidrules.jurisdictions.files import law_of, standards_of
from aidrules.jurisdictions.kunshan import work
from aidrules.jurisdictions.national.wiring import RESTS as NATIONAL
from aidrules.programs import buffer, helped, income, medical, people, recognition, single_person, support, tracking, work_duties
from aidrules.rulebook.law import Law

# the national base without tekun support, of which the opinion doesn't speak
DIBAO = {resting: clauses for resting, clauses in NATIONAL.items() if not resting.name.startswith("tekun.") and resting is not people.in_tekun_support}

LAW = Law(
    place="kunshan",
    texts=(law_of("national"), law_of("kunshan")),
    standards={"national": standards_of("national"), "kunshan": standards_of("kunshan")},
    rests={
        **DIBAO,
        # 二: whom the opinion helps
        recognition.illness: ["2.1#1a", "2.1#1b"],
        recognition.found_and_recognised: ["2.1#1a", "2.1#1b"],
        recognition.on_the_edge: ["2.1#1b"],
        recognition.disability: ["2.2#1"],
        recognition.sudden: ["2.3#1"],
        recognition.determined: ["2.3#1"],
        helped.helped: ["2.1#1a", "2.2#1", "2.3#1"],
        # 三(一)1: medical assistance
        medical.payer_order: ["3.1.1#1a"],
        medical.basic_paid: ["3.1.1#1a"],
        medical.supplementary_paid: ["3.1.1#1a"],
        medical.full_cover: ["3.1.1#1b", "3.1.1#6"],
        medical.self_pay: ["3.1.1#2", "3.1.1#6"],
        medical.one_stop: ["3.1.1#3"],
        medical.extension: ["3.1.1#4"],
        medical.extension_months: ["3.1.1#4"],
        medical.bridge_loan: ["3.1.1#5"],
        # 三(一)2 to 4: charity, long-term care, family doctors
        support.charity: ["3.1.2#1"],
        support.nursing: ["3.1.3#1"],
        support.premium: ["3.1.3#2"],
        support.family_doctor: ["3.1.4#1"],
        support.nursing_guidance: ["3.1.4#2"],
        # 三(二), 三(三), 三(四): work, housing, social help
        **work.RESTS,
        # 三(五)1: dibao and what counts as income
        tracking.urban_growth: ["3.5.1#1a"],
        tracking.rural_growth: ["3.5.1#1a"],
        tracking.linked_duty: ["3.5.1#1b"],
        tracking.linked_amount: ["3.5.1#1b"],
        income.countable: ["3.5.1#2"],
        income.deduction: ["3.5.1#2"],
        people.countable_earnings: ["3.5.1#2"],
        single_person.inclusion: ["3.5.1#3"],
        single_person.grant: ["3.5.1#3", "national/12"],
        single_person.applied: ["3.5.1#3"],
        income.carer_disregard: ["3.5.1#4"],
        people.countable_income: ["3.5.1#4"],
        # 三(五)2: the buffer
        buffer.set_: ["3.5.2#1"],
        buffer.payment: ["3.5.2#2a"],
        buffer.months: ["3.5.2#2a"],
        buffer.original_amount: ["3.5.2#2b"],
        # 三(五)3: work and dibao
        tracking.data_comparison: ["3.5.3#1"],
        work_duties.acceptance: ["3.5.3#2"],
        work_duties.bound_to_accept: ["3.5.3#2"],
        work_duties.job_refusal: ["3.5.3#3a", "3.5.3#3b"],
        work_duties.refuses_and_seeks_none: ["3.5.3#3a"],
        work_duties.refuses_often: ["3.5.3#3b"],
        # 三(五)4: after poverty
        tracking.unchanged: ["3.5.4#1"],
        tracking.follow_up: ["3.5.4#2"],
        tracking.relapse: ["3.5.4#3", "3.5.4#4"],
        # 四: the work itself, fraud, officials
        tracking.target_assessment: ["4.1#2"],
        work_duties.fraud_recovery: ["4.4#2"],
        work_duties.credit_record: ["4.4#2"],
        work_duties.employer_fraud_recovery: ["4.4#2"],
        work_duties.employer_credit_record: ["4.4#2"],
        tracking.help_faults: ["4.4#3", "4.4#5"],
    },
    supplants={
        people.countable_earnings: income.earnings_counted,
        people.countable_income: income.counted_income,
    },
    alternatives={
        **work.ALTERNATIVES,
        ("recognition-as-proof", "recognition-settles"): {recognition.found_and_recognised: recognition.recognised_dibao},
        ("recognition-as-proof", "edge-of-any-cause"): {recognition.poor_through_illness: recognition.poor_through_illness_or_on_the_edge},
        ("sudden-illness-limb", "any-grave-illness"): {recognition.in_trouble_through_illness: recognition.in_trouble_through_grave_illness},
    },
    alternative_figures={
        ("buffer-months", "literal-36"): {"buffer.least_months": 1, "buffer.most_months": "36"},
        ("buffer-months", "up-to-six"): {"buffer.least_months": 1},
    },
)
