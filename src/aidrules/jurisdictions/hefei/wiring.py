"""Which sentence of the opinion puts which output and condition in force, and what it replaces of the national base."""

from aidrules.jurisdictions.files import law_of, standards_of
from aidrules.jurisdictions.national.wiring import RESTS as NATIONAL
from aidrules.programs import campaign, people, poverty_exit, special_groups, tekun_steps, temporary
from aidrules.rulebook.law import Law

LAW = Law(
    place="hefei",
    texts=(law_of("national"), law_of("hefei")),
    standards={"national": standards_of("national"), "hefei": standards_of("hefei")},
    rests={
        **NATIONAL,
        # 一(一): who is taken in, what income counts, the phase-out and the ways of leaving
        poverty_exit.group_inclusion: ["1.1#1"],
        poverty_exit.job_costs_deducted: ["1.1#2a"],
        poverty_exit.period: ["1.1#2b"],
        poverty_exit.period_payment: ["1.1#2b"],
        poverty_exit.longest: ["1.1#2b"],
        poverty_exit.period_level: ["1.1#2b"],
        poverty_exit.exit_payment: ["1.1#2c"],
        poverty_exit.exit_months: ["1.1#2c"],
        poverty_exit.no_period_after_leaving: ["1.1#2c"],
        poverty_exit.leaving: ["1.1#3b"],
        # 一(二): the course of tekun support
        tekun_steps.process: ["1.2#1"],
        tekun_steps.poor_inclusion: ["1.2#1"],
        tekun_steps.central_first: ["1.2#2"],
        tekun_steps.care_agreement: ["1.2#3"],
        # 一(三) and 四(二): aid first, who approves, the bridge to dibao
        temporary.aid_first: ["1.3#2"],
        temporary.reserve_fund: ["1.3#3a"],
        temporary.township_approval: ["1.3#3b"],
        temporary.bridge: ["1.3#4"],
        temporary.after_bridge: ["1.3#5"],
        temporary.survey_aid: ["4.2#1b"],
        # 一(四) and 五(二): the epidemic, prices, sudden hardship
        special_groups.guardianship: ["1.4#1"],
        temporary.epidemic: ["1.4#2"],
        temporary.price_subsidy: ["1.4#3"],
        temporary.sudden_hardship: ["5.2#5"],
        # 二 and 四(三): children, the elderly, homeless people
        special_groups.coverage: ["2.2#1"],
        special_groups.elderly_care: ["2.3#3"],
        special_groups.vagrant_aid: ["4.3#5"],
        # 四(三) and 五(二): who is referred, and where to
        special_groups.other_measures: ["4.3#3"],
        special_groups.other_departments: ["4.3#4"],
        special_groups.basic_living: ["5.2#2"],
        special_groups.special_aid: ["5.2#3"],
        special_groups.disaster_aid: ["5.2#4"],
        # 四 and 五(四): the time limits of the campaign
        campaign.plan: ["4.1#1"],
        campaign.survey: ["4.2#1a"],
        campaign.full_check: ["4.3#1"],
        campaign.policies: ["4.3#2"],
        campaign.self_check: ["4.4#1"],
        campaign.inspection: ["4.4#2"],
        campaign.gaps: ["4.4#3"],
        campaign.county_gaps: ["4.4#3"],
        campaign.report: ["5.4#2"],
        # 五(三): bad work
        campaign.bad_work: ["5.3#2"],
    },
    supplants={people.countable_earnings: poverty_exit.earnings_of_registered_poor},
    alternatives={
        ("phase-out-trigger", "before-deduction"): {poverty_exit.above_standard: poverty_exit.above_before_costs},
        ("phase-out-after-campaign", "stops-with-campaign"): {poverty_exit.period_begun_in_campaign: poverty_exit.in_campaign},
        ("exit-scope", "any-recipient"): {poverty_exit.of_exit_scope: poverty_exit.any_recipient},
        ("twelve-months", "since-above"): {poverty_exit.full_months: poverty_exit.full_months_since_above},
        ("leaving-in-phase-out", "not-while-it-runs"): {poverty_exit.may_leave: poverty_exit.may_leave_after_period},
        ("unable-central", "full-care-only"): {tekun_steps.unable_for_central: tekun_steps.wholly_unable_to_care},
        ("ceiling-raised", "must-rise"): {temporary.ceiling_as_asked: temporary.ceiling_raised},
        ("deadline-day", "day-excluded"): {
            campaign.plan_in_time: campaign.plan_before_day,
            campaign.plan_overdue: campaign.plan_overdue_on,
            campaign.report_in_time: campaign.report_before_day,
            campaign.report_overdue: campaign.report_overdue_on,
        },
    },
    alternative_figures={
        ("masked-ceiling", "two-thousand"): {"temporary.township_ceiling": "2000.00"},
        ("campaign-year", "as-printed"): {"campaign.january": "2022-01"},
        ("campaign-year", "year-2020"): {"campaign.january": "2020-01"},
    },
)
