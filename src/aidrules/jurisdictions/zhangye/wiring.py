"""Which task of Zhangye's plan puts which output and condition in force, and what it replaces of the national base."""

from aidrules.jurisdictions.files import law_of, standards_of
from aidrules.jurisdictions.national.wiring import RESTS as NATIONAL
from aidrules.programs import (
    aid_services,
    central_support,
    dibao,
    emergencies,
    layered,
    linkage,
    medical_aid,
    people,
    phase_out,
    special_aid,
    tekun,
)
from aidrules.rulebook.law import Law

# 二(一)1, last sentence: of every task after the first the county and district governments are among the units
EVERYWHERE = "2.1.1#7"

LAW = Law(
    place="zhangye",
    texts=(law_of("national"), law_of("zhangye")),
    standards={"national": standards_of("national"), "zhangye": standards_of("zhangye")},
    rests={
        **NATIONAL,
        # 二(二)4 and 二(三)10: what income counts
        people.countable_earnings: ["2.3.10#4a", "2.2.4#2"],
        people.countable_income: ["2.2.4#2"],
        # 二(二)4: a person taken in alone
        dibao.individual_inclusion: ["2.2.4#1g", "2.2.4#4", EVERYWHERE],
        dibao.individual_amount: ["2.2.4#1g"],
        dibao.not_covered_as_household: ["2.2.4#1a"],
        dibao.low_income: ["2.2.4#1b", "2.2.4#1c", "2.2.4#1d", "2.2.4#1e"],
        dibao.severely_disabled: ["2.2.4#1b"],
        dibao.disabled_in_mind: ["2.2.4#1c"],
        dibao.gravely_ill: ["2.2.4#1d"],
        dibao.cost_above_income: ["2.2.4#1e"],
        dibao.application: ["2.2.4#1f"],
        # 二(二)6: the county's standard against the city's
        dibao.urban_check: ["2.2.6#1c", "2.2.6#4", EVERYWHERE],
        dibao.rural_check: ["2.2.6#1c", "2.2.6#4", EVERYWHERE],
        # 二(二)5 and 6: tekun
        tekun.minor: ["2.2.5#1"],
        tekun.no_dibao_alone: ["national/14", "2.1.1#2a"],
        tekun.floor: ["2.2.6#2a"],
        tekun.care_tier: ["2.2.6#2b", "2.2.6#4", EVERYWHERE],
        tekun.urban_floor: ["2.2.6#2a", "2.2.6#4", EVERYWHERE],
        tekun.rural_floor: ["2.2.6#2a", "2.2.6#4", EVERYWHERE],
        # 二(二)4 and 二(三)10: the phase-out
        phase_out.payment: ["2.2.4#3", "2.3.10#4b", "2.2.4#4", "2.3.10#5", EVERYWHERE],
        phase_out.income_above_standard: ["2.3.10#4b"],
        phase_out.within_the_law: ["2.2.4#3"],
        phase_out.longest: ["2.2.4#3"],
        phase_out.granted_months: ["2.2.4#3"],
        phase_out.granted_level: ["2.2.4#3", "2.3.10#4b"],
        # 二(一)1: who is taken in, which help goes with which need, emergencies and disasters
        layered.intake_dibao: ["2.1.1#2a", "2.1.1#6"],
        layered.intake_tekun: ["2.1.1#2a", "2.1.1#6"],
        layered.special_basic: ["2.1.1#2b", "2.1.1#6"],
        layered.special_edge: ["2.1.1#3", "2.1.1#6"],
        layered.special_necessary: ["2.1.1#3", "2.1.1#6"],
        emergencies.emergency: ["2.1.1#4", "2.1.1#6"],
        emergencies.struck: ["2.1.1#4"],
        emergencies.short_of_means: ["2.1.1#3"],
        emergencies.relief: ["2.1.1#5", "2.1.1#6"],
        # 二(一)2: services and aid in kind
        aid_services.visiting_care: ["2.1.2#1", "2.1.2#7", EVERYWHERE],
        aid_services.legal_aid: ["2.1.2#2", "2.1.2#7", EVERYWHERE],
        aid_services.judicial_aid: ["2.1.2#3", "2.1.2#7", EVERYWHERE],
        aid_services.heating_aid: ["2.1.2#4", "2.1.2#7", EVERYWHERE],
        aid_services.children: ["2.1.2#5a", "2.1.2#7", EVERYWHERE],
        aid_services.funerals: ["2.1.2#5b", "2.1.2#7", EVERYWHERE],
        # 二(一)3: where one applies
        layered.application_place: ["2.1.3#2", "2.1.3#6", EVERYWHERE],
        # 二(二)5: guardians and institutions
        central_support.guardian: ["2.2.5#2a", "2.2.5#6", EVERYWHERE],
        central_support.institutions: ["2.2.5#4a", "2.2.5#6", EVERYWHERE],
        central_support.central_on_wish: ["2.2.5#4b", "2.2.5#6", EVERYWHERE],
        central_support.support_rate: ["2.2.5#5", "2.2.5#6", EVERYWHERE],
        # 二(二)6: what the standards follow
        linkage.urban_link: ["2.2.6#1a", "2.2.6#4", EVERYWHERE],
        linkage.rural_link: ["2.2.6#1a", "2.2.6#4", EVERYWHERE],
        linkage.guidance: ["2.2.6#1b", "2.2.6#4", EVERYWHERE],
        linkage.prices: ["2.2.6#3", "2.2.6#4", EVERYWHERE],
        # 二(三)7 to 12: special assistance
        medical_aid.premium_subsidy: ["2.3.7#1", "2.3.7#4", EVERYWHERE],
        medical_aid.assistance: ["2.3.7#2", "2.3.7#4", EVERYWHERE],
        medical_aid.emergency_fund: ["2.3.7#3", "2.3.7#4", EVERYWHERE],
        special_aid.education: ["2.3.8#1", "2.3.8#2", EVERYWHERE],
        special_aid.housing_urban: ["2.3.9#1", "2.3.9#3", EVERYWHERE],
        special_aid.housing_rural: ["2.3.9#2", "2.3.9#3", EVERYWHERE],
        special_aid.employment: ["2.3.10#1", "2.3.10#5", EVERYWHERE],
        special_aid.startup: ["2.3.10#2", "2.3.10#5", EVERYWHERE],
        special_aid.plan: ["2.3.10#3", "2.3.10#5", EVERYWHERE],
        special_aid.zero: ["2.3.10#3", "2.3.10#5", EVERYWHERE],
        emergencies.priority: ["2.3.11#1", "2.3.11#3", EVERYWHERE],
        emergencies.forms: ["2.3.12#2", "2.3.12#5", EVERYWHERE],
        emergencies.payment: ["2.3.12#3", "2.3.12#5", EVERYWHERE],
        emergencies.emergency_place: ["2.3.12#4", "2.3.12#5", EVERYWHERE],
        # 二(四)15: who is passed on as at risk
        layered.risk: ["2.4.15#1", "2.4.15#2", EVERYWHERE],
    },
    supplants={
        people.countable_earnings: people.earnings_after_job_costs,
        people.countable_income: people.income_after_exemption,
        tekun.basic_amount: tekun.basic_amount_or_floor,
    },
    alternatives={
        ("minor-age", "through-eighteen"): {tekun.minor: tekun.minor_through_the_year},
        ("low-income-governs-all", "disabled-only"): {dibao.may_be_included: dibao.may_be_included_when_ill},
        ("exempt-income", "other-income-only"): {people.countable_income: people.income_with_other_exempt},
        ("child-class", "recognition-decides"): {aid_services.protected_child: aid_services.recognised_child},
        ("individual-amount", "full-standard"): {dibao.chosen_amount: dibao.individual_most},
        ("visiting-care-scope", "also-tekun"): {aid_services.visited_as_tekun: aid_services.visited_as_unable_tekun},
        ("unable-to-care", "full-only"): {
            central_support.unable: central_support.unable_in_full,
            central_support.in_institutions: central_support.in_institutions_in_full,
        },
    },
    alternative_figures={("phase-out-months", "zero-allowed"): {"phase_out.least_months": 0}},
)
