"""Which clause of 三(二), 三(三) and 三(四) puts which output and condition in force: work, housing, social help."""

from aidrules.lang import Rule
from aidrules.programs import dwellings, employers, employment, expropriation, society
from aidrules.rulebook.law import Resting

PROGRAMMES = (employment.employment, employers.employers, dwellings.dwellings, expropriation.expropriation, society.society)

RESTS: dict[Resting, list[str]] = {
    # 三(二)1: public-welfare posts, and what their employers are paid
    employment.public_post: ["3.2.1#1"],
    employment.placed_first: ["3.2.1#1"],
    employers.public_post_insurance: ["3.2.1#2"],
    employers.public_post_subsidy: ["3.2.1#3"],
    # 三(二)2: recognition, training, one member in work
    employment.hardship_recognition: ["3.2.2#1"],
    employment.free_training: ["3.2.2#2"],
    employment.farm_training: ["3.2.2#3"],
    employment.one_in_work: ["3.2.2#4"],
    # 三(二)3: the flexibly employed
    employment.flexible_insurance: ["3.2.3#1", "3.2.3#2"],
    # 三(二)4: employers of every kind
    employers.new_hire_insurance: ["3.2.4#1"],
    employers.post_subsidy: ["3.2.4#2"],
    # 三(三)1 and 2: social housing, dangerous dwellings
    dwellings.social_housing: ["3.3.1#1"],
    dwellings.priority: ["3.3.2#1"],
    dwellings.hardship: ["3.3.2#2"],
    dwellings.rural_rebuild: ["3.3.2#3a"],
    dwellings.area_for_heads: ["3.3.2#3b", "3.3.2#3c"],
    dwellings.rural_reinforce: ["3.3.2#4"],
    dwellings.urban_reinforce: ["3.3.2#5"],
    dwellings.demolition: ["3.3.2#6"],
    # 三(三)3: expropriation
    expropriation.priority: ["3.3.3#1"],
    expropriation.resettlement: ["3.3.3#2"],
    expropriation.excess: ["3.3.3#3"],
    expropriation.shared_ownership: ["3.3.3#4"],
    expropriation.rent: ["3.3.3#5"],
    expropriation.buyback: ["3.3.3#6"],
    expropriation.market_price: ["3.3.3#7"],
    # 三(四)2 and 3: cadres, university, public-welfare money
    society.one_to_one: ["3.4.2#1"],
    society.university_grant: ["3.4.2#3"],
    society.disclosure: ["3.4.3#2"],
}

ALTERNATIVES: dict[tuple[str, str], dict[Rule[..., object], Rule[..., object]]] = {
    ("employers-of-every-kind", "every-post"): {employers.ordinary_post: employers.any_post},
    ("flexible-subsidy-base", "of-the-base"): {employment.subsidised: employment.least_base},
    ("rebuild-households", "helped-only"): {dwellings.rebuilding_household: dwellings.helped_household},
    ("rebuilt-area", "fixed-area"): {dwellings.subsidised_area: dwellings.area_for_heads},
    ("demolition-where", "urban-only"): {dwellings.demolished: dwellings.demolished_in_town},
    ("one-to-one", "at-least-one"): {society.one_cadre: society.at_least_one_cadre},
}
