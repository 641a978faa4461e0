"""Which sentence of the Huzhou district's opinion puts which output and condition in force. It prints no figure."""

from aidrules.jurisdictions.files import law_of, standards_of
from aidrules.programs import protection, review, schooling, self_help, wider_help
from aidrules.rulebook.law import Law

REVIEW = ["4.2#1", "4.1#2"]

LAW = Law(
    place="huzhou",
    texts=(law_of("national"), law_of("huzhou")),
    standards={"huzhou": standards_of("huzhou")},
    rests={
        # 三(一): growth of the standard, the price subsidy
        protection.urban_growth: ["3.1.p1#2"],
        protection.rural_growth: ["3.1.p1#2"],
        protection.price_subsidy: ["3.1.p2#1"],
        protection.subsidy_in_time: ["3.1.p2#1"],
        # 三(二): insurance free of charge
        protection.free_insurance: ["3.2.p2#1"],
        # 三(三): school
        schooling.misc_fee: ["3.3.p1#2"],
        schooling.book_fees: ["3.3.p2#1"],
        schooling.boarding_fee: ["3.3.p2#1"],
        schooling.meal: ["3.3.p2#1"],
        schooling.exempt: ["3.3.p2#1"],
        schooling.fee_relief: ["3.3.p2#2"],
        schooling.already_exempt: ["3.3.p2#1"],
        # 三(四): central support
        self_help.central_support: ["3.4.p1#1"],
        # 三(五): homes
        self_help.renovation: ["3.5.p1#1"],
        self_help.own_share: ["3.5.p1#1"],
        self_help.funding: ["3.5.p1#1"],
        # 三(六): work
        self_help.urban_help: ["3.6.p1#1"],
        self_help.rural_help: ["3.6.p2#2"],
        self_help.needs_survey: ["3.6.p2#2"],
        # 三(八): disasters
        protection.basic_living: ["3.8.p1#2"],
        protection.plan: ["3.8.p1#2"],
        # 三(九) to 三(十一): legal aid, new residents, mutual-aid funds
        wider_help.legal_aid: ["3.9.p1#1"],
        wider_help.new_residents: ["3.10.p1#1"],
        wider_help.mutual_fund: ["3.11.p1#1"],
        # 四(一) and 四(二): the office that leads reviews every department's help, and it is made public
        review.procedure: REVIEW,
        review.price_subsidy_cleared: REVIEW,
        review.free_insurance_cleared: REVIEW,
        review.school_fees_cleared: REVIEW,
        review.fee_relief_cleared: REVIEW,
        review.renovation_cleared: REVIEW,
        review.urban_work_cleared: REVIEW,
        review.rural_work_cleared: REVIEW,
        review.disaster_relief_cleared: REVIEW,
        review.legal_aid_cleared: REVIEW,
        review.new_residents_cleared: REVIEW,
    },
    alternatives={
        ("price-subsidy-unit", "per-household"): {protection.subsidy: protection.subsidy_for_household},
        ("dibao-alone", "households-only"): {protection.of_dibao_family: protection.of_dibao_household},
        ("fee-relief-stage", "compulsory-only"): {schooling.may_have_relief: schooling.may_have_relief_at_compulsory_stage},
        ("urban-worker-out-of-work", "employed-too"): {self_help.worker_out_of_work: self_help.hardship_worker},
        ("disaster-review", "no-review-in-disaster"): {review.disaster_relief_cleared: review.relief_at_once},
        ("legal-aid-disabled", "in-hardship-only"): {wider_help.covered_as_disabled: wider_help.covered_as_disabled_in_hardship},
    },
)
