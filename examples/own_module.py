"""A module of one's own, composed with those of this library: the heating subsidy of an invented county.

It adds facts to our household, its rules call our rules on dibao and tekun, and its law stands on the national base. docs/writing-a-rule.md
explains each part; heating.py shows a module that stands alone.
"""

from datetime import date
from pathlib import Path

from aidrules import Fact, Household, Law, Money, Person, compose, fact
from aidrules.decide.render import item_lines
from aidrules.facts.terms import Area, SupportMode, Term
from aidrules.jurisdictions.national.wiring import LAW as NATIONAL
from aidrules.lang import benefit, between, count, least, programme, rule, standard, the_day, when
from aidrules.law.load import load_law
from aidrules.programs.dibao import dibao, household_eligible
from aidrules.programs.people import counted, in_tekun_support

# --- our household, with the facts that this subsidy needs besides


class Heating(Term):
    """How a home is heated (取暖方式)."""

    DISTRICT = "district", "集中供热"
    OWN = "own", "自行取暖"


class HeatedHousehold(Household):
    """A household and the home it heats (取暖家庭)."""

    heating: Fact[Heating] = fact(
        zh="取暖方式", en="how the home is heated", question_zh="集中供热还是自行取暖？", question_en="Is there district heating, or do you heat yourselves?"
    )
    floor_area: Fact[int] = fact(
        zh="住房面积（整平方米）",
        en="the floor area in whole square metres",
        high=2000,
        question_zh="住房有多少平方米？不足一平方米的不计。",
        question_en="How many square metres has the home? A part of one isn't counted.",
    )
    heating_applied: Fact[bool] = fact(
        zh="已申请取暖补助",
        en="the household has applied for the heating subsidy",
        finding="乡镇人民政府",
        question_zh="是否已向乡镇申请取暖补助？",
        question_en="Has the household applied to the township for the heating subsidy?",
    )


# --- the figures it reads, and its rules, of which `tekun_members` and `dibao_members` call ours

rate = standard(Money, "winter.rate", by=Heating, unit="yuan/m2/month", zh="每平方米取暖补助标准", en="the heating rate for a square metre")
area_each = standard(int, "winter.area_each", unit="m2", zh="每个对象的面积上限", en="the most square metres for each person covered")
season_begins = standard(date, "winter.season_begins", zh="取暖期首日", en="the first day of the heating season")
season_ends = standard(date, "winter.season_ends", zh="取暖期末日", en="the last day of the heating season")


@rule("在取暖期内")
def in_season(home: HeatedHousehold) -> bool:
    """The day decided for belongs to the heating season."""
    return between(season_begins, the_day(), season_ends)


@rule("特困供养的成员人数")
def tekun_members(home: HeatedHousehold) -> int:
    """How many members are supported as tekun."""
    return count(in_tekun_support(member) for member in home.members)


@rule("符合低保条件的成员人数")
def dibao_members(home: HeatedHousehold) -> int:
    """In a household that meets the dibao conditions the members who count for dibao are covered; in another nobody is."""
    return when(household_eligible(home), count(counted(member) for member in home.members), otherwise=0)


@rule("取暖补助对象人数")
def covered_members(home: HeatedHousehold) -> int:
    """The members supported as tekun are covered, and those covered by way of dibao."""
    return tekun_members(home) + dibao_members(home)


@rule("家庭中有取暖补助对象")
def anybody_covered(home: HeatedHousehold) -> bool:
    """Somebody in the household is covered."""
    return covered_members(home) > 0


@rule("已向乡镇申请")
def application(home: HeatedHousehold) -> bool:
    """The household has applied to the township."""
    return home.heating_applied


@rule("计入补助的面积")
def area_paid_for(home: HeatedHousehold) -> int:
    """The area of the home counts up to a limit for each person covered."""
    return least(home.floor_area, area_each * covered_members(home))


@rule("取暖补助金额")
def subsidy_amount(home: HeatedHousehold) -> Money:
    """Each square metre that counts is paid at the rate for the way of heating."""
    return rate[home.heating] * area_paid_for(home)


subsidy = benefit(
    "winter.subsidy",
    zh="冬季取暖补助",
    en="winter heating subsidy",
    applies=in_season,
    entitled=anybody_covered,
    gates=[application],
    amount=subsidy_amount,
    per="month",
    payee="household",
)
winter = programme("winter", outputs=[subsidy])


# --- the county's law on the national base: its texts, figures and wiring beside ours

HERE = Path(__file__).parent
LAW = Law(
    place="sample_county",
    texts=[*NATIONAL.texts, load_law((HERE / "own_module_law.toml").read_text(encoding="utf-8"))],
    standards={**NATIONAL.standards, "sample_county": (HERE / "own_module_standards.toml").read_text(encoding="utf-8")},
    rests={
        **NATIONAL.rests,
        subsidy: ["1"],
        tekun_members: ["1"],
        dibao_members: ["1"],
        application: ["2"],
        area_paid_for: ["3"],
        subsidy_amount: ["3"],
        in_season: ["4"],
    },
)
book = compose(dibao, winter, law=LAW)


# --- one household: a grandparent in tekun support, and somebody with a small job


def household(earnings: str) -> HeatedHousehold:
    return HeatedHousehold(
        id="h1",
        area=Area.RURAL,
        in_dibao=True,
        assets=Money("8000.00"),
        heating=Heating.OWN,
        floor_area=75,
        heating_applied=True,
        members=(
            Person(id="p1", tekun_support=SupportMode.DISPERSED),
            Person(id="p2", tekun_support=SupportMode.NONE, monthly_earnings=Money(earnings), other_monthly_income=Money(0)),
        ),
    )


if __name__ == "__main__":
    decision = book.decide(household("300.00"), on="2024-12-15")
    for language in ("zh", "en"):
        print(*(line.rstrip() for line in item_lines(decision.find("winter.subsidy"), language)), sep="\n", end="\n\n")

    print("Both outputs, as the earnings rise to the dibao standard:")
    for earnings in ("300.00", "479.99", "480.00"):
        home = household(earnings)
        decision = book.decide(home, on="2024-12-15")
        grant, heating = decision.find("dibao.household_grant"), decision.find("winter.subsidy")
        covered = book.value(covered_members, home, on="2024-12-15")
        print(f"  {earnings}: dibao {grant.outcome} {grant.amount or '-'}; heating {heating.outcome} {heating.amount}, for {covered} covered")
    print("In April:", book.decide(household("300.00"), on="2025-04-15").find("winter.subsidy").outcome)
    print("A year before the county's rules:", book.decide(household("300.00"), on="2023-12-15").find("winter.subsidy").outcome)
    unsure = household("300.00").model_copy(update={"heating": None, "heating_applied": None})
    for missing in book.decide(unsure, on="2024-12-15").find("winter.subsidy").missing:
        print(f"Asked: {missing.path}: {missing.question_zh} {missing.question_en}")
