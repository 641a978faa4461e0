"""A rulebook of one's own: an invented town, its heating aid, and the three files it takes. Explained in docs/writing-a-rule.md."""

from datetime import date
from pathlib import Path

from aidrules import Fact, Facts, Law, Money, compose, fact
from aidrules.facts.terms import Term
from aidrules.lang import all_of, benefit, completed_years, count, programme, rule, standard, the_day, total, when
from aidrules.law.load import load_law


class Fuel(Term):
    """What a home is heated with (取暖方式)."""

    COAL = "coal", "燃煤"
    GAS = "gas", "燃气"
    OTHER = "other", "其他"


class Resident(Facts):
    """Somebody who lives in a home (居住人)."""

    id: str
    born: Fact[date] = fact(zh="出生日期", en="the day of birth", question_zh="哪一天出生？", question_en="On which day was the person born?")
    income: Fact[Money] = fact(zh="月收入", en="the monthly income", question_zh="每月收入多少？", question_en="How much is the monthly income?")


class Home(Facts):
    """A home (住户)."""

    id: str
    fuel: Fact[Fuel] = fact(zh="取暖方式", en="the fuel", question_zh="用什么取暖？", question_en="What is the home heated with?")
    pays_heating: Fact[bool] = fact(
        zh="自行付费取暖", en="the home pays for its own heating", question_zh="是否自行付费取暖？", question_en="Does the home pay for its own heating?"
    )
    residents: tuple[Resident, ...]


rate = standard(Money, "heating.rate", by=Fuel, unit="yuan/home/month", zh="取暖补助标准", en="the heating rate")
income_line = standard(Money, "heating.income_line", unit="yuan/person/month", zh="收入线", en="the income line")
adult_age = standard(int, "heating.adult_age", unit="years", zh="成年年龄", en="the adult age")


@rule("成年人")
def adult(resident: Resident) -> bool:
    """The resident has come of age."""
    return completed_years(resident.born, the_day()) >= adult_age


@rule("成年人数")
def adults(home: Home) -> int:
    """How many adults live in the home."""
    return count(adult(resident) for resident in home.residents)


@rule("成年人月收入合计")
def income(home: Home) -> Money:
    """The income of the adults of the home."""
    return total(when(adult(resident), resident.income, otherwise=Money(0)) for resident in home.residents)


@rule("收入低")
def low_income(home: Home) -> bool:
    """The adults together have less than the income line for each of them."""
    return income(home) < income_line * adults(home)


@rule("自行付费取暖且收入低")
def may_have_aid(home: Home) -> bool:
    """The home pays for its own heating and its income is low."""
    return all_of(home.pays_heating, low_income(home))


@rule("取暖补助金额")
def aid_amount(home: Home) -> Money:
    """The aid goes by the fuel."""
    return rate[home.fuel]


heating_aid = benefit("heating.aid", zh="取暖补助", en="heating aid", entitled=may_have_aid, amount=aid_amount, per="month", payee="household")
heating = programme("heating", outputs=[heating_aid])


@rule("全部成员月收入合计")
def income_of_everybody(home: Home) -> Money:
    """The income of everybody in the home."""
    return total(resident.income for resident in home.residents)


HERE = Path(__file__).parent
LAW = Law(
    place="sample",
    texts=[load_law((HERE / "heating_law.toml").read_text(encoding="utf-8"))],
    standards={"sample": (HERE / "heating_standards.toml").read_text(encoding="utf-8")},
    rests={heating_aid: ["1"], low_income: ["2"]},
    alternatives={("who-counts", "everybody"): {income: income_of_everybody}},
)
book = compose(heating, law=LAW, standards={"heating.income_line": "800.00"})

home = Home(
    id="h1",
    fuel=Fuel.COAL,
    pays_heating=True,
    residents=(Resident(id="r1", born=date(1980, 5, 1), income=Money("650.00")), Resident(id="r2", born=date(2012, 5, 1), income=Money("200.00"))),
)

if __name__ == "__main__":
    print(book.decide(home, on="2024-12-01").explain("en"))
