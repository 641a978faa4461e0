"""Work, homes and institutions: help into work, the renovation of dangerous homes and who pays it, and central support."""

from __future__ import annotations

from aidrules.facts.bodies import County
from aidrules.facts.money import Money
from aidrules.facts.people import Household, Person
from aidrules.facts.terms import Area
from aidrules.lang import all_of, benefit, duty, is_, none_of, programme, rule
from aidrules.programs.review import renovation_cleared, rural_work_cleared, urban_work_cleared


@rule("没有工作的城镇困难职工")
def worker_out_of_work(person: Person) -> bool:
    """The person is recognised as a worker in hardship in town and has no job."""
    return all_of(person.urban_hardship_worker, none_of(person.employed))


@rule("城镇困难职工")
def hardship_worker(person: Person) -> bool:
    """The person is recognised as a worker in hardship in town."""
    return person.urban_hardship_worker


@rule("农村困难家庭")
def rural_in_hardship(home: Household) -> bool:
    """The household is rural and in hardship."""
    return all_of(is_(home.area, Area.RURAL), home.in_hardship)


@rule("农村困难群众")
def rural_person_in_hardship(person: Person, home: Household) -> bool:
    """The person lives in a rural household in hardship."""
    return rural_in_hardship(home)


@rule("已全面调查就业需求")
def needs_surveyed(county: County) -> bool:
    """What work people in hardship want has been surveyed everywhere."""
    return county.work_needs_surveyed


@rule("农村困难家庭的危房")
def to_be_renovated(home: Household) -> bool:
    """The household is rural and in hardship, and its home is dangerous."""
    return all_of(rural_in_hardship(home), home.dangerous_home)


@rule("政府补助与集体资助合计")
def public_shares(home: Household) -> Money:
    """What the government and the collective pay is added up."""
    return home.government_share + home.collective_share


@rule("危房改造总费用")
def cost(home: Household) -> Money:
    """The renovation costs so much in all."""
    return home.renovation_cost


@rule("政府和集体出资不超过总费用")
def shares_within_cost(home: Household) -> bool:
    """Government and collective together pay no more than the renovation costs."""
    return public_shares(home) <= cost(home)


@rule("改造危房且出资安排相符")
def has_own_share(home: Household) -> bool:
    """The home is to be renovated, and the shares of government and collective stay within the cost."""
    return all_of(to_be_renovated(home), shares_within_cost(home))


@rule("个人出资金额")
def own_part(home: Household) -> Money:
    """The family pays what the shares of government and collective leave of the cost."""
    return cost(home) - public_shares(home)


@rule("应集中供养人数")
def due(county: County) -> int:
    """So many people should be in central support."""
    return county.central_support_due


@rule("已集中供养人数")
def given(county: County) -> int:
    """So many of them are in central support."""
    return county.central_support_given


@rule("经费已纳入各级预算，应养尽养")
def support_carried_out(county: County) -> bool:
    """The money is in the budget of every level of government, and all who should be in central support are."""
    return all_of(county.central_support_budgeted, is_(given(county), due(county)))


urban_help = benefit(
    "employment.urban_help", zh="免费培训、职业介绍或岗位", en="free training, an introduction or a job",
    entitled=worker_out_of_work, gates=[urban_work_cleared],
)  # fmt: skip
rural_help = benefit(
    "employment.rural_help", zh="免费技能培训、贴息贷款等生产自救扶持", en="free training, loans with subsidised interest and the like",
    entitled=rural_person_in_hardship, gates=[rural_work_cleared],
)  # fmt: skip
needs_survey = duty("employment.needs_survey", zh="困难群众就业需求调查", en="the survey of what work is wanted", kept=needs_surveyed)
renovation = benefit(
    "housing.renovation", zh="农村困难家庭危房改造", en="renovation of a dangerous rural home", entitled=to_be_renovated, gates=[renovation_cleared]
)  # fmt: skip
own_share = benefit(
    "housing.own_share", zh="危房改造个人出资", en="the family's share of a renovation",
    entitled=has_own_share, amount=own_part, per="once", payee="household", direction="pays",
)  # fmt: skip
funding = duty(
    "housing.funding", zh="危房改造各方出资", en="who pays a renovation",
    applies=to_be_renovated, kept=shares_within_cost, figures=[public_shares, cost],
)  # fmt: skip
central_support = duty(
    "central_support.carried_out", zh="集中供养经费和应养尽养", en="central support budgeted and for all", kept=support_carried_out, figures=[due, given]
)  # fmt: skip

self_help = programme("self_help", outputs=[urban_help, rural_help, needs_survey, renovation, own_share, funding, central_support])
