"""Which clause of Huining's notice puts which output and condition in force. Figures cite their clauses in standards.toml."""

from aidrules.jurisdictions.files import law_of, standards_of
from aidrules.programs import care, escort, funds, home_service, oversight, people, services, township, visits
from aidrules.rulebook.law import Law

LAW = Law(
    place="huining",
    texts=(law_of("national"), law_of("huining")),
    standards={"huining": standards_of("huining")},
    rests={
        # 一(三)一是①: the guardian's tiers, and what is left of the care money
        care.guardian_payment: ["1.3.1.1#1a"],
        care.purchased_care: ["1.3.1.1#1d"],
        care.assessment: ["1.3.1.1#1d"],
        care.care_standard_check: ["1.3.1.1#1d"],
        people.in_tekun_support: ["national/14"],
        # 一(二): who may have an escort, through which steps, and the payment after discharge
        escort.escort_fee: ["1.2.3#1e"],
        escort.in_covered_group: ["1.2.1#1", "1.2.2#1"],
        escort.routine_not_refused: ["1.2.2#1"],
        escort.routine_applied: ["1.2.2#1"],
        escort.routine_reviewed: ["1.2.2#1"],
        escort.routine_approved: ["1.2.2#1"],
        escort.emergency_applied: ["1.2.2#2"],
        escort.emergency_filed: ["1.2.2#2"],
        escort.signed_in_time: ["1.2.3#1a"],
        escort.discharge: ["1.2.3#1e"],
        escort.segment_fee: ["1.2.3#1f"],
        escort.routine_procedure: ["1.2.2#1"],
        escort.emergency_procedure: ["1.2.2#2"],
        escort.attendance: ["1.2.3#1f"],
        # 一(三)一是⑤: whose escort the hardship-subsidy funds pay
        escort.funding_not_stated: ["1.3.1.5#1"],
        escort.funding: ["1.3.1.5#1"],
        # 一(三)一是①: guardian and provider are paid from one sum
        care.guardian_first: ["1.3.1.1#1d"],
        # 一(一)一是 and 二(二): the township's officers and its survey
        township.staffing: ["1.1.1#1a", "1.1.1#1b"],
        township.above_band: ["1.1.1#1b"],
        township.survey_report: ["2.2#1"],
        # 一(一)二是: visits by cadres, care by a named guardian
        visits.township_visits: ["1.1.2#1"],
        visits.cadre_visits: ["1.1.2#2"],
        visits.visited_enough: ["1.1.2#1"],
        visits.visited_by_cadres: ["1.1.2#2"],
        visits.guardian_care: ["1.1.2#3"],
        visits.cared_for: ["1.1.2#3"],
        visits.guardian_fails: ["1.1.2#3"],
        # 一(一)三是: the provider's service circle and visits
        home_service.service_circle: ["1.1.3#1"],
        home_service.service_visits: ["1.1.3#2a", "1.1.3#2b"],
        home_service.on_demand: ["1.1.3#2c"],
        # 一(三)一是: the pool and its uses, the elderly allowance, services and goods
        funds.pooled: ["1.3.1#1"],
        funds.pool_used: ["1.3.1#1"],
        funds.uses: ["1.3.1#1", "1.3.1.1#1d", "1.3.1.2#1", "1.3.1.3#1", "1.3.1.4#1", "1.3.1.5#1"],
        funds.elderly_allowance: ["1.3.1.2#1"],
        services.supplementary: ["1.3.1.3#1"],
        services.application: ["1.3.1.3#1"],
        services.goods: ["1.3.1.4#1"],
        # 二(二) and 二(三): survey, assessment, review, approval
        services.procedure: ["2.2#1", "2.3#1", "2.3#2", "2.3#3"],
        services.listed_or_applied: ["2.2#1", "2.3#2"],
        services.assessed: ["2.3#1"],
        services.reviewed: ["2.3#2"],
        services.approved: ["2.3#3"],
        # 一(三)二是: the monthly assessment, and what follows from a bad one
        oversight.monthly_assessment: ["1.3.2#2a"],
        home_service.provider_fee: ["1.3.2#2b"],
        home_service.fee_deduction: ["1.3.2#2b"],
        township.score_reduction: ["1.3.2#3a"],
        township.score_points: ["1.3.2#3a"],
        visits.guardian_replacement: ["1.3.2#3b"],
        # 三(三): signs of violations
        oversight.violation: ["3.3#3"],
    },
    alternatives={
        ("escort-coverage", "dispersed-only"): {escort.in_covered_group: escort.supported_at_home_only},
        ("agreement-in-time", "late-agreement-counts"): {escort.signed_in_time: escort.signed_at_all},
        ("purchased-care-without-guardian", "whole-when-no-guardian"): {care.purchased_amount: care.remainder_or_whole},
        ("staffing-band", "ceiling-binds"): {township.larger_staffed: township.larger_staffed_within_band},
        ("visit-group", "all-vulnerable"): {visits.in_visit_group: visits.in_any_group},
        ("three-percent", "floor"): {funds.used_as_pooled: funds.used_at_least},
        ("three-percent", "ceiling"): {funds.used_as_pooled: funds.used_at_most},
        ("after-the-month", "early-counts"): {oversight.assessed_in_time: oversight.assessed_in_time_or_early},
        ("tenth-included", "tenth-excluded"): {oversight.in_time: oversight.in_time_before, oversight.overdue: oversight.overdue_on},
    },
)
