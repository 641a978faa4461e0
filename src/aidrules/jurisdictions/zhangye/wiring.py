"""Which task of Zhangye's plan puts which output and condition in force, and what it replaces of the national base."""

from aidrules.jurisdictions.files import law_of, standards_of
from aidrules.jurisdictions.national.wiring import RESTS as NATIONAL
from aidrules.programs import dibao, people, phase_out, tekun
from aidrules.rulebook.law import Law

LAW = Law(
    place="zhangye",
    texts=(law_of("national"), law_of("zhangye")),
    standards={"national": standards_of("national"), "zhangye": standards_of("zhangye")},
    rests={
        **NATIONAL,
        # 二(二)4 and 二(三)10: what income counts
        people.countable_earnings: ["2.3.10#4a", "2.2.4#2"],
        people.countable_other_income: ["2.2.4#2"],
        # 二(二)4: a person taken in alone
        dibao.individual_inclusion: ["2.2.4#1g"],
        dibao.individual_amount: ["2.2.4#1g"],
        dibao.not_covered_as_household: ["2.2.4#1a"],
        dibao.low_income: ["2.2.4#1b", "2.2.4#1c", "2.2.4#1d", "2.2.4#1e"],
        dibao.severely_disabled: ["2.2.4#1b"],
        dibao.disabled_in_mind: ["2.2.4#1c"],
        dibao.gravely_ill: ["2.2.4#1d"],
        dibao.cost_above_income: ["2.2.4#1e"],
        dibao.application: ["2.2.4#1f"],
        # 二(二)6: the county's standard against the city's
        dibao.urban_check: ["2.2.6#1c"],
        dibao.rural_check: ["2.2.6#1c"],
        # 二(二)5 and 6: tekun
        tekun.minor: ["2.2.5#1"],
        tekun.no_dibao_alone: ["national/14"],
        tekun.floor: ["2.2.6#2a"],
        tekun.care_tier: ["2.2.6#2b"],
        tekun.urban_floor: ["2.2.6#2a"],
        tekun.rural_floor: ["2.2.6#2a"],
        # 二(二)4 and 二(三)10: the phase-out
        phase_out.payment: ["2.2.4#3", "2.3.10#4b"],
        phase_out.income_above_standard: ["2.3.10#4b"],
        phase_out.within_the_law: ["2.2.4#3"],
        phase_out.longest: ["2.2.4#3"],
        phase_out.granted_months: ["2.2.4#3"],
        phase_out.granted_level: ["2.2.4#3", "2.3.10#4b"],
    },
    supplants={
        people.countable_earnings: people.earnings_after_job_costs,
        people.countable_other_income: people.other_income_after_exemption,
        tekun.basic_amount: tekun.basic_amount_or_floor,
    },
    alternatives={
        ("minor-age", "through-eighteen"): {tekun.minor: tekun.minor_through_the_year},
        ("low-income-governs-all", "disabled-only"): {dibao.may_be_included: dibao.may_be_included_when_ill},
        ("individual-amount", "full-standard"): {dibao.chosen_amount: dibao.individual_most},
    },
    alternative_figures={("phase-out-months", "zero-allowed"): {"phase_out.least_months": 0}},
)
