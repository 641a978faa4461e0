"""The reference policy, written in aidrules: all five modules over small models, with figures and a law of its own."""

from __future__ import annotations

from fractions import Fraction

from aidrules.facts.model import Fact, Facts, fact
from aidrules.facts.money import Money
from aidrules.facts.terms import Area, Rounding, Term
from aidrules.lang import all_of, any_of, benefit, count, divided, greatest, is_, least, none_of, programme, rule, standard, times, total, when
from aidrules.law.load import load_law
from aidrules.rulebook.compose import compose
from aidrules.rulebook.law import Law
from aidrules.rulebook.rulebook import Rulebook


class Care(Term):
    """Self-care ability."""

    ABLE = "able", "全自理"
    PARTLY = "partly", "半护理"
    UNABLE = "unable", "全护理"


class Grade(Term):
    """Grade of disability."""

    NONE = "none", "无"
    FIRST = "first", "一级"
    SECOND = "second", "二级"
    THIRD = "third", "三级"
    FOURTH = "fourth", "四级"


class Member(Facts):
    """A person of the reference policy."""

    id: str
    age: Fact[int] = fact(zh="年龄", en="age")
    monthly_income: Fact[Money] = fact(zh="月收入", en="monthly income")
    monthly_pension: Fact[Money] = fact(zh="月养老金", en="monthly pension")
    employed: Fact[bool] = fact(zh="就业", en="employed")
    grade: Fact[Grade] = fact(zh="残疾等级", en="grade of disability")
    of_mind: Fact[bool] = fact(zh="智力或精神残疾", en="intellectual or mental disability")
    self_care: Fact[Care] = fact(zh="自理能力", en="self-care ability")
    medical: Fact[Money] = fact(zh="自负医疗费", en="self-paid medical cost")
    township_days: Fact[int] = fact(zh="乡镇陪护天数", en="escorted days, township")
    county_days: Fact[int] = fact(zh="县级陪护天数", en="escorted days, county")
    city_days: Fact[int] = fact(zh="市级陪护天数", en="escorted days, city")
    has_supporter: Fact[bool] = fact(zh="有赡养人", en="has a legal supporter")


class Home(Facts):
    """A household of the reference policy."""

    id: str
    area: Fact[Area] = fact(zh="城乡", en="area")
    assets: Fact[Money] = fact(zh="财产", en="assets")
    income_last_year: Fact[Money] = fact(zh="上年收入", en="income of last year")
    months_since_rise: Fact[int] = fact(zh="收入增加后月数", en="months since the income rose")
    permit: Fact[bool] = fact(zh="居住证", en="residence permit")
    members: tuple[Member, ...]


line = standard(Money, "ref.line", by=Area, zh="标准")
deduction_ratio = standard(Fraction, "ref.deduction_ratio", zh="扣减比例")
deduction_most = standard(Money, "ref.deduction_most", zh="扣减上限")
down = standard(Rounding, "ref.down", zh="舍去")
half_up = standard(Rounding, "ref.half_up", zh="四舍五入")
old_age = standard(int, "ref.old_age", zh="老年")
young_age = standard(int, "ref.young_age", zh="未成年")
tekun_ratio = standard(Fraction, "ref.tekun_ratio", zh="特困倍数")
care_rate = standard(Money, "ref.care_rate", by=Care, zh="护理标准")
township_rate = standard(Money, "ref.township_rate", zh="乡镇陪护")
county_rate = standard(Money, "ref.county_rate", zh="县级陪护")
city_rate = standard(Money, "ref.city_rate", zh="市级陪护")
asset_months = standard(int, "ref.asset_months", zh="财产倍数")
phase_months = standard(int, "ref.phase_months", zh="渐退月数")
single_doubled = standard(int, "ref.single_doubled", zh="两倍")
single_tripled = standard(int, "ref.single_tripled", zh="三倍")
phase_share = standard(Fraction, "ref.phase_share", zh="渐退份额")


@rule("本人收入")
def member_income(member: Member) -> Money:
    """A member's income is the monthly income and the pension."""
    return member.monthly_income + member.monthly_pension


@rule("就业扣减")
def deduction(member: Member) -> Money:
    """Of an employed member's income a share is deducted, up to a most."""
    share = times(member.monthly_income, deduction_ratio, rounding=down)
    return when(member.employed, least(share, deduction_most), otherwise=Money(0))


@rule("计入收入")
def countable(member: Member) -> Money:
    """What counts is the income less the deduction."""
    return member_income(member) - deduction(member)


@rule("重度残疾")
def severe(member: Member) -> bool:
    """The disability is of grade 1 or 2."""
    return any_of(is_(member.grade, Grade.FIRST), is_(member.grade, Grade.SECOND))


@rule("老幼残")
def in_group(member: Member) -> bool:
    """The member is old, young or severely disabled."""
    return any_of(member.age >= old_age, member.age < young_age, severe(member))


@rule("收入不高于标准")
def poor(member: Member, home: Home) -> bool:
    """The member's income is at most the standard."""
    return member_income(member) <= line[home.area]


@rule("特困")
def tekun(member: Member, home: Home) -> bool:
    """The member is in extreme hardship."""
    return all_of(home.permit, in_group(member), poor(member, home), none_of(member.has_supporter))


@rule("低保成员")
def in_unit(member: Member, home: Home) -> bool:
    """The member belongs to the dibao unit."""
    return none_of(tekun(member, home))


@rule("单人保情形")
def single_basis(member: Member, home: Home) -> bool:
    """The member has a ground for being taken in alone."""
    third_of_mind = all_of(member.of_mind, is_(member.grade, Grade.THIRD))
    return any_of(severe(member), third_of_mind, member.medical > home.income_last_year)


@rule("可单人保")
def single_qualified(member: Member, home: Home) -> bool:
    """The member isn't tekun and has a ground."""
    return all_of(in_unit(member, home), single_basis(member, home))


@rule("特困基本生活费")
def tekun_basic(member: Member, home: Home) -> Money:
    """A tekun member is paid 1.3 times the standard."""
    return when(tekun(member, home), times(line[home.area], tekun_ratio, rounding=half_up), otherwise=Money(0))


@rule("护理费")
def care(member: Member, home: Home) -> Money:
    """A tekun member is paid by self-care ability."""
    return when(tekun(member, home), care_rate[member.self_care], otherwise=Money(0))


@rule("陪护费合计")
def escort_total(member: Member) -> Money:
    """Each escorted day is paid at the level's rate."""
    return township_rate * member.township_days + county_rate * member.county_days + city_rate * member.city_days


@rule("陪护费")
def escort(member: Member, home: Home) -> Money:
    """A tekun member's escort is paid."""
    return when(tekun(member, home), escort_total(member), otherwise=Money(0))


@rule("低保人口")
def unit_size(home: Home) -> int:
    """The members of the dibao unit."""
    return count(in_unit(member, home) for member in home.members)


@rule("低保收入")
def unit_income(home: Home) -> Money:
    """The income of the dibao unit."""
    return total(when(in_unit(member, home), countable(member), otherwise=Money(0)) for member in home.members)


@rule("有低保人口")
def has_unit(home: Home) -> bool:
    """Somebody is in the dibao unit."""
    return unit_size(home) > 0


@rule("人均收入")
def per_head(home: Home) -> Money:
    """The income for each member of the unit, rounded down."""
    return divided(unit_income(home), unit_size(home), rounding=down, otherwise=Money(0))


@rule("收入低于标准")
def income_ok(home: Home) -> bool:
    """The income for each is below the standard."""
    return per_head(home) < line[home.area]


@rule("财产合格")
def assets_ok(home: Home) -> bool:
    """The assets are within the limit."""
    return home.assets <= line[home.area] * asset_months * unit_size(home)


@rule("低保资格")
def dibao_eligible(home: Home) -> bool:
    """The household may have dibao."""
    return all_of(home.permit, has_unit(home), income_ok(home), assets_ok(home))


@rule("低保")
def dibao_amount(home: Home) -> Money:
    """What the income lacks to the standard."""
    lacks = greatest(line[home.area] * unit_size(home) - unit_income(home), Money(0))
    return when(dibao_eligible(home), lacks, otherwise=Money(0))


@rule("单人保开放")
def single_open(home: Home) -> bool:
    """Members may be taken in alone."""
    near = per_head(home) * single_doubled < line[home.area] * single_tripled
    return all_of(home.permit, has_unit(home), none_of(dibao_eligible(home)), near)


@rule("单人保金额")
def single(member: Member, home: Home) -> Money:
    """A member taken in alone is paid the standard."""
    return when(all_of(single_open(home), single_qualified(member, home)), line[home.area], otherwise=Money(0))


@rule("有就业成员")
def any_employed(home: Home) -> bool:
    """A member of the unit has a job."""
    return any_of(all_of(in_unit(member, home), member.employed) for member in home.members)


@rule("渐退资格")
def phase_eligible(home: Home) -> bool:
    """The household is phased out."""
    return all_of(home.permit, has_unit(home), none_of(income_ok(home)), any_employed(home), home.months_since_rise < phase_months)


@rule("渐退金额")
def phase_amount(home: Home) -> Money:
    """Half of the standard for each."""
    return when(phase_eligible(home), times(line[home.area] * unit_size(home), phase_share, rounding=down), otherwise=Money(0))


@rule("合计")
def total_amount(home: Home) -> Money:
    """All that the household and its members are paid."""
    members = total(single(m, home) + tekun_basic(m, home) + care(m, home) + escort(m, home) for m in home.members)
    return dibao_amount(home) + phase_amount(home) + members


@rule("始终适用")
def known_member(member: Member, home: Home) -> bool:
    """Every member of a household is spoken of."""
    return any_of(home.permit, none_of(home.permit))


@rule("家庭在内")
def known_home(home: Home) -> bool:
    """Every household is spoken of."""
    return any_of(home.permit, none_of(home.permit))


@rule("单人保合计")
def single_total(home: Home) -> Money:
    """What the members taken in alone are paid together."""
    return total(single(member, home) for member in home.members)


@rule("特困合计")
def tekun_total(home: Home) -> Money:
    """The tekun members' basic living together."""
    return total(tekun_basic(member, home) for member in home.members)


@rule("护理合计")
def care_total(home: Home) -> Money:
    """The tekun members' care together."""
    return total(care(member, home) for member in home.members)


@rule("陪护合计")
def escort_totals(home: Home) -> Money:
    """The tekun members' escorts together."""
    return total(escort(member, home) for member in home.members)


@rule("七项合计")
def seven(home: Home) -> Money:
    """The six totals together."""
    return dibao_amount(home) + phase_amount(home) + single_total(home) + tekun_total(home) + care_total(home) + escort_totals(home)


OUTPUTS = [
    benefit("ref.dibao", zh="低保", entitled=known_home, amount=dibao_amount, per="month", payee="household"),
    benefit("ref.single", zh="单人保", entitled=known_member, amount=single, per="month", payee="person"),
    benefit("ref.tekun_basic", zh="特困", entitled=known_member, amount=tekun_basic, per="month", payee="person"),
    benefit("ref.care", zh="护理", entitled=known_member, amount=care, per="month", payee="person"),
    benefit("ref.escort", zh="陪护", entitled=known_member, amount=escort, per="month", payee="person"),
    benefit("ref.phase_out", zh="渐退", entitled=known_home, amount=phase_amount, per="month", payee="household"),
    benefit("ref.total", zh="合计", entitled=known_home, amount=total_amount, per="month", payee="household"),
]
reference = programme("ref", outputs=OUTPUTS)

TOTALS = [
    benefit(f"sum.{name}", zh=amount.zh, entitled=known_home, amount=amount, per="month", payee="household")
    for name, amount in (
        ("dibao", dibao_amount), ("single", single_total), ("tekun_basic", tekun_total), ("care", care_total),
        ("escort", escort_totals), ("phase_out", phase_amount), ("total", seven),
    )
]  # fmt: skip
totals = programme("sum", outputs=TOTALS)
"""The seven totals of each household, as the other engines give them."""

LAW_TEXT = """
[source]
id = "ref"
title_zh = "参考政策"
title_en = "The reference policy"
number = ""
issuer_zh = "无"
issuer_en = "nobody"
published = ""
in_force_from = ""
has_text = false
[clauses."1"]
address = "一"
kind = "amount"
zh = "参考。"
en = "A reference."
"""
FIGURES = {
    "ref.line": {"urban": "680.00", "rural": "480.00"}, "ref.deduction_ratio": "0.2", "ref.deduction_most": "300.00",
    "ref.down": "fen_down", "ref.half_up": "fen_half_up", "ref.old_age": 60, "ref.young_age": 18, "ref.tekun_ratio": "1.3",
    "ref.care_rate": {"able": "70.00", "partly": "150.00", "unable": "230.00"}, "ref.township_rate": "100.00",
    "ref.county_rate": "150.00", "ref.city_rate": "200.00", "ref.asset_months": 24, "ref.phase_months": 6,
    "ref.single_doubled": 2, "ref.single_tripled": 3, "ref.phase_share": "1/2",
}  # fmt: skip


def rulebook() -> Rulebook:
    """The reference policy as a rulebook."""
    law = Law("ref", [load_law(LAW_TEXT)], {output: ["1"] for output in OUTPUTS})
    return compose(reference, law=law, standards=FIGURES)


def totals_rulebook() -> Rulebook:
    """The reference policy with its seven totals by household, for populations."""
    return compose(totals, law=Law("ref", [load_law(LAW_TEXT)], {output: ["1"] for output in TOTALS}), standards=FIGURES)
