"""Visits: how often cadres call on people in need, and whether their guardians look after them."""

from __future__ import annotations

from aidrules.facts.bodies import VisitedPerson
from aidrules.facts.terms import SupportMode
from aidrules.lang import all_of, any_of, duty, is_, none_of, programme, rule, sanction, standard

least_visits = standard(int, "visits.township_least", unit="visits/month", zh="乡镇干部每月走访次数下限", en="the least visits a month by the township cadre")
least_cadre_visits = standard(int, "visits.cadres_least", unit="visits/month", zh="乡村干部每月走访次数下限", en="the least visits a month by cadres")


@rule("分散供养特困人员")
def in_visit_group(person: VisitedPerson) -> bool:
    """The person is in tekun support and lives at home."""
    return is_(person.tekun_support, SupportMode.DISPERSED)


@rule("属于乡村干部走访的人群")
def in_cadre_group(person: VisitedPerson) -> bool:
    """The person is an economically difficult elderly person, poor and severely disabled, or of another vulnerable group."""
    return any_of(person.economically_difficult_elderly, person.poor_severely_disabled, person.other_vulnerable)


@rule("属于特殊困难弱势群体")
def in_any_group(person: VisitedPerson) -> bool:
    """The person is in tekun support at home, or belongs to another group of people in need."""
    return any_of(is_(person.tekun_support, SupportMode.DISPERSED), in_cadre_group(person))


@rule("乡镇干部当月走访次数")
def visits(person: VisitedPerson) -> int:
    """So many times the township cadre in charge has called on the person this month."""
    return person.township_visits


@rule("应走访次数")
def required(person: VisitedPerson) -> int:
    """The township cadre in charge calls on the person at least so many times a month."""
    return least_visits


@rule("乡镇干部走访和台账到位")
def visited_enough(person: VisitedPerson) -> bool:
    """The township cadre in charge has called often enough, and the visit log is complete and current."""
    return all_of(visits(person) >= required(person), person.visit_log_complete)


@rule("乡村干部当月走访次数")
def visits_by_cadres(person: VisitedPerson) -> int:
    """So many times cadres have called on the person this month."""
    return person.cadre_visits


@rule("乡村干部应走访次数")
def required_by_cadres(person: VisitedPerson) -> int:
    """Cadres call on the person at least so many times a month."""
    return least_cadre_visits


@rule("乡村干部走访到位")
def visited_by_cadres(person: VisitedPerson) -> bool:
    """Township or village cadres have called on the person often enough this month."""
    return visits_by_cadres(person) >= required_by_cadres(person)


@rule("走访不到位")
def falls_short(person: VisitedPerson) -> bool:
    """Visits that the person should have had this month were not made."""
    return any_of(
        all_of(in_visit_group(person), none_of(visited_enough(person))),
        all_of(in_cadre_group(person), none_of(visited_by_cadres(person))),
    )


@rule("生活照料各项到位")
def living_in_order(person: VisitedPerson) -> bool:
    """Food and clothes, housing, schooling, medical care, cleanliness and safe utilities are all in order."""
    return all_of(
        person.fed_and_clothed, person.housing_in_order, person.schooling_in_order,
        person.medical_care_in_order, person.clean, person.utilities_safe,
    )  # fmt: skip


@rule("监护照料责任到位")
def cared_for(person: VisitedPerson) -> bool:
    """Somebody is named as responsible for the person's care, and everything they answer for is in order."""
    return all_of(person.guardian_named, living_in_order(person))


@rule("监护人未尽责")
def guardian_fails(person: VisitedPerson) -> bool:
    """A guardian is named, and something they answer for isn't in order."""
    return all_of(person.guardian_named, none_of(living_in_order(person)))


township_visits = duty(
    "visits.township", zh="乡镇干部包户走访", en="visits by the township cadre in charge",
    applies=in_visit_group, kept=visited_enough, figures=[visits, required],
)  # fmt: skip
cadre_visits = duty(
    "visits.cadre", zh="乡村干部走访探视", en="visits by township or village cadres",
    applies=in_cadre_group, kept=visited_by_cadres, figures=[visits_by_cadres, required_by_cadres],
)  # fmt: skip
guardian_care = duty("guardian.care", zh="监护照料责任", en="care by a named guardian", applies=in_any_group, kept=cared_for)
guardian_replacement = sanction(
    "sanctions.guardian_replacement", zh="更换或调整监护人", en="replacing the guardian or changing the arrangement",
    applies=in_any_group, when=guardian_fails,
)  # fmt: skip

visits_programme = programme("visits", outputs=[township_visits, cadre_visits, guardian_care, guardian_replacement])
