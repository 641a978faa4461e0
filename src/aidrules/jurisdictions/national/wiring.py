"""Which article of the national base puts which output and condition in force. Figures cite theirs in standards.toml."""

from aidrules.jurisdictions.files import law_of, standards_of
from aidrules.programs import dibao, people, tekun
from aidrules.rulebook.law import Law, Resting

RESTS: dict[Resting, list[str]] = {
    # art. 9 and 12: the income and property tests, and the difference that is paid
    dibao.household_grant: ["national/9", "national/12"],
    dibao.income_below_standard: ["national/9", "national/civil-code-1259"],
    dibao.assets_within_limit: ["national/9", "national/civil-code-1259"],
    dibao.household_amount: ["national/12"],
    people.standard_for_all: ["national/10"],
    # art. 14: who is supported as tekun
    tekun.recognition: ["national/14"],
    tekun.basic_living: ["national/14"],
    people.in_tekun_support: ["national/14"],
    people.counted: ["national/14"],
    tekun.no_household_dibao: ["national/14"],
}

LAW = Law(place="national", texts=(law_of("national"),), standards={"national": standards_of("national")}, rests=RESTS)
