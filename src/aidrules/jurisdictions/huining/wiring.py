"""Which clause of Huining's notice puts which output and condition in force. Figures cite their clauses in standards.toml."""

from aidrules.jurisdictions.files import law_of, standards_of
from aidrules.programs import care, escort, people
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
        # 一(三)一是⑤: whose escort the hardship-subsidy funds pay
        escort.funding_not_stated: ["1.3.1.5#1"],
    },
    alternatives={
        ("escort-coverage", "dispersed-only"): {escort.in_covered_group: escort.supported_at_home_only},
        ("agreement-in-time", "late-agreement-counts"): {escort.signed_in_time: escort.signed_at_all},
        ("purchased-care-without-guardian", "whole-when-no-guardian"): {care.purchased_amount: care.remainder_or_whole},
    },
)
