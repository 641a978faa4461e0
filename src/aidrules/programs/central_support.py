"""Tekun support as a task: a guardian for everybody at home, an institution for everybody who wishes it, and the county's rate and institutions."""

from __future__ import annotations

from datetime import date

from aidrules.facts.bodies import County
from aidrules.facts.layered import SupportInstitution
from aidrules.facts.people import Person
from aidrules.lang import all_of, any_of, benefit, completed_years, count, duty, is_, months_after, programme, rule, standard, the_day
from aidrules.programs.aid_services import dispersed
from aidrules.programs.people import in_tekun_support

least_percent = standard(
    int, "central_support.least_percent", unit="hundredths", zh="生活不能自理特困人员集中供养率下限", en="the least rate of central support"
)
whole_percent = standard(int, "central_support.whole_percent", unit="hundredths", zh="全部", en="the whole")
year_end = standard(date, "central_support.year_end", zh="年底（以往某个年底，每年同月同日）", en="an end of the year, from which the others are counted")
months_of_year = standard(int, "central_support.months_of_year", unit="months", zh="全年月数", en="the months of a year")
least_institutions = standard(int, "institutions.least", unit="institutions", zh="供养服务机构数量下限", en="the least institutions of a county")


@rule("已有人承担监护责任")
def guardian_named(person: Person) -> bool:
    """Somebody has taken on the duty of guardian."""
    return person.guardian_named


@rule("有集中供养意愿")
def wishes_central_support(person: Person) -> bool:
    """The person wishes to be supported in an institution."""
    return person.wishes_central_support


@rule("生活不能自理特困人员人数")
def unable(county: County) -> int:
    """Those in semi care and those in full care can't care for themselves."""
    return county.semi_care_tekun + county.full_care_tekun


@rule("完全不能自理特困人员人数")
def unable_in_full(county: County) -> int:
    """Those in full care can't care for themselves."""
    return county.full_care_tekun


@rule("其中集中供养人数")
def in_institutions(county: County) -> int:
    """So many of those who can't care for themselves live in institutions."""
    return county.semi_care_central + county.full_care_central


@rule("完全不能自理特困人员中集中供养人数")
def in_institutions_in_full(county: County) -> int:
    """So many of those in full care live in institutions."""
    return county.full_care_central


@rule("有生活不能自理的特困人员")
def somebody_unable(county: County) -> bool:
    """Some tekun person of the county can't care for themselves."""
    return unable(county) > 0


@rule("年底")
def at_year_end(county: County) -> bool:
    """The day decided for is the last of a year."""
    return is_(months_after(year_end, completed_years(year_end, the_day()) * months_of_year), the_day())


@rule("年底有生活不能自理的特困人员")
def rate_due(county: County) -> bool:
    """The rate is looked at for the last day of a year, where somebody can't care for themselves."""
    return all_of(at_year_end(county), somebody_unable(county))


@rule("集中供养率达到下限")
def rate_reached(county: County) -> bool:
    """Of those who can't care for themselves, at least the set part lives in institutions."""
    return in_institutions(county) * whole_percent >= unable(county) * least_percent


@rule("标准化并具备长期照护能力")
def fit_for_long_term_care(institution: SupportInstitution) -> bool:
    """The institution is up to standard and can give long-term care."""
    return all_of(institution.up_to_standard, institution.long_term_care)


@rule("符合要求的供养服务机构数")
def fit(county: County) -> int:
    """So many of the county's institutions are up to standard and able to give long-term care."""
    return count(fit_for_long_term_care(institution) for institution in county.institutions)


@rule("应有供养服务机构数")
def required(county: County) -> int:
    """A county has at least so many of them."""
    return least_institutions


@rule("已有一所符合要求的供养服务机构")
def one_fit(county: County) -> bool:
    """One institution of the county is fit, whatever the others are."""
    return any_of(fit_for_long_term_care(institution) for institution in county.institutions)


@rule("有足够的供养服务机构")
def enough_institutions(county: County) -> bool:
    """The county has as many institutions that are fit as it needs; where it needs one, nothing need be known of the others."""
    return any_of(fit(county) >= required(county), all_of(is_(required(county), 1), one_fit(county)))


guardian = duty("tekun.guardian", zh="分散供养监护责任", en="a guardian for a tekun person at home", applies=dispersed, kept=guardian_named)
central_on_wish = benefit("tekun.central_on_wish", zh="按意愿集中供养", en="central support on wish", applies=in_tekun_support, entitled=wishes_central_support)
support_rate = duty(
    "central_support.rate", zh="生活不能自理特困人员集中供养率", en="the rate of central support",
    applies=rate_due, kept=rate_reached, figures=[in_institutions, unable],
)  # fmt: skip
institutions = duty(
    "institutions.long_term", zh="长期照护供养服务机构", en="institutions for long-term care", kept=enough_institutions, figures=[fit, required]
)

central_support = programme("central_support", outputs=[guardian, central_on_wish, support_rate, institutions])
