"""Recognition: who belongs to the groups of people helped, as we find it beside what is recorded."""

from __future__ import annotations

from aidrules.facts.hardship import WorkCapacity
from aidrules.facts.people import Household, Person
from aidrules.lang import all_of, any_of, benefit, none_of, one_of, programme, rule
from aidrules.programs.dibao import severely_disabled
from aidrules.programs.people import dibao_standard


@rule("本市户籍")
def registered_here(home: Household) -> bool:
    """The household is registered in the city."""
    return home.local_registration


@rule("实际生活水平低于低保标准")
def living_below_standard(home: Household) -> bool:
    """The household's actual living level is below the dibao standard; equal isn't below."""
    return home.living_level < dibao_standard[home.area]


@rule("长期低于低保标准")
def long_below_standard(home: Household) -> bool:
    """The household has long lived below the dibao standard."""
    return all_of(living_below_standard(home), home.long_below)


@rule("民政部门认定为低保家庭")
def recognised_dibao(home: Household) -> bool:
    """Civil affairs has recognised the household as one in dibao."""
    return home.in_dibao


@rule("长期低于低保标准并经认定为低保家庭")
def found_and_recognised(home: Household) -> bool:
    """The household has long lived below the dibao standard, and civil affairs has recognised it as one in dibao."""
    return all_of(long_below_standard(home), recognised_dibao(home))


@rule("经认定的低保边缘家庭")
def on_the_edge(home: Household) -> bool:
    """Civil affairs has recognised the household as one on the edge of dibao."""
    return home.low_income_edge


@rule("因病负担超出家庭承受能力")
def burdened_by_illness(home: Household) -> bool:
    """Medical costs are beyond the family's means, and neither its own nor others' help suffices."""
    return home.illness_burden


@rule("符合因病致贫家庭条件")
def poor_through_illness(home: Household) -> bool:
    """A local family that illness burdens beyond its means, long below the dibao standard or on its edge, is poor through illness."""
    return all_of(registered_here(home), burdened_by_illness(home), any_of(found_and_recognised(home), on_the_edge(home)))


@rule("符合因病致贫家庭条件（低保边缘家庭不问是否因病）")
def poor_through_illness_or_on_the_edge(home: Household) -> bool:
    """A local family that illness burdens beyond its means and long below the dibao standard belongs here, and any local family on its edge."""
    burdened = all_of(burdened_by_illness(home), found_and_recognised(home))
    return all_of(registered_here(home), any_of(burdened, on_the_edge(home)))


@rule("因病致贫记录与核定结果不一致")
def illness_record_differs(home: Household) -> bool:
    """What is recorded about poverty through illness differs from what is found here."""
    return any_of(
        all_of(home.illness_poverty, none_of(poor_through_illness(home))),
        all_of(none_of(home.illness_poverty), poor_through_illness(home)),
    )


@rule("劳动能力全部或基本丧失")
def capacity_lost(person: Person) -> bool:
    """A disability has taken all, or basically all, of the person's capacity to work."""
    return one_of(person.work_capacity, WorkCapacity.LOST, WorkCapacity.BASICALLY_LOST)


@rule("主要劳动力因重度残疾丧失劳动能力")
def disabled_labourer(person: Person) -> bool:
    """The person is the main labourer, and a disability of grade 1 or 2 has taken their capacity to work."""
    return all_of(person.main_labourer, severely_disabled(person), capacity_lost(person))


@rule("符合因残致贫家庭条件")
def poor_through_disability(home: Household) -> bool:
    """A local family below the dibao standard, whose main labourer a severe disability keeps from working, is poor through disability."""
    return all_of(registered_here(home), any_of(disabled_labourer(member) for member in home.members), living_below_standard(home))


@rule("因残致贫记录与核定结果不一致")
def disability_record_differs(home: Household) -> bool:
    """What is recorded about poverty through disability differs from what is found here."""
    return any_of(
        all_of(home.disability_poverty, none_of(poor_through_disability(home))),
        all_of(none_of(home.disability_poverty), poor_through_disability(home)),
    )


@rule("费用过大致基本生活严重困难")
def costs_bring_difficulty(home: Household) -> bool:
    """The costs of the illness are too large, and basic living is for a time in serious difficulty."""
    return all_of(home.illness_costs_too_large, home.temporarily_in_serious_difficulty)


@rule("符合因突发重病致困家庭条件")
def in_trouble_through_illness(home: Household) -> bool:
    """A local family struck by a sudden grave illness is in trouble where the costs bring difficulty, or care keeps the main labourer from work."""
    return all_of(registered_here(home), home.sudden_major_illness, any_of(costs_bring_difficulty(home), home.labourer_kept_from_work))


@rule("符合因突发重病致困家庭条件（照看重病成员的不问是否突发）")
def in_trouble_through_grave_illness(home: Household) -> bool:
    """A local family is in trouble where a sudden grave illness costs too much, or care for any gravely ill member keeps the main labourer from work."""
    struck = all_of(home.sudden_major_illness, costs_bring_difficulty(home))
    return all_of(registered_here(home), any_of(struck, home.labourer_kept_from_work))


@rule("民政部门已受理审定")
def determined(home: Household) -> bool:
    """Civil affairs has accepted the application and determined the case."""
    return home.sudden_illness_determined


illness = benefit(
    "helped.illness_poverty", zh="因病致贫家庭认定", en="recognition as a family in poverty through illness",
    entitled=poor_through_illness, notices=[illness_record_differs],
)  # fmt: skip
disability = benefit(
    "helped.disability_poverty", zh="因残致贫家庭认定", en="recognition as a family in poverty through disability",
    entitled=poor_through_disability, notices=[disability_record_differs],
)  # fmt: skip
sudden = benefit(
    "helped.sudden_illness", zh="因突发重病致困家庭认定", en="recognition as a family in trouble through a sudden illness",
    entitled=in_trouble_through_illness, gates=[determined],
)  # fmt: skip

recognition = programme("recognition", outputs=[illness, disability, sudden])
