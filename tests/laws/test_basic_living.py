"""What dibao, tekun support and the phase-out satisfy on any household: laws of the programmes themselves."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aidrules import Choice, Household, Money, Outcome
from aidrules.jurisdictions import rulebook_of
from aidrules.programs import people
from aidrules.testing import cases, with_fact

DAY = date(2022, 3, 15)
STANDARDS = {
    "dibao.monthly_standard": {"urban": "700.00", "rural": "480.00"},
    "dibao.asset_limit": "1000.00",
    "care.monthly_standard": {"self_care": "70.00", "semi_care": "150.00", "full_care": "400.00"},
}
ZHANGYE, NATIONAL = rulebook_of("zhangye", STANDARDS), rulebook_of("national", {key: STANDARDS[key] for key in list(STANDARDS)[:2]})
OFTEN = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
AMOUNTS = st.one_of(st.sampled_from([0, 1, 47999, 48000, 48001, 70000]), st.integers(0, 100_000))
HOMES = cases(Household, amounts=AMOUNTS, reading=ZHANGYE.parts.program)
KNOWN = cases(Household, unknowns=False, amounts=AMOUNTS, reading=ZHANGYE.parts.program)


@OFTEN
@given(KNOWN, st.data(), st.sampled_from([ZHANGYE, NATIONAL]))
def test_one_fen_more_of_income_never_raises_the_grant(home, data, book) -> None:  # type: ignore[no-untyped-def]
    index = data.draw(st.integers(0, len(home.members) - 1))
    name = data.draw(st.sampled_from(["monthly_earnings", "other_monthly_income"]))
    richer = with_fact(home, f"members[{index}].{name}", str(getattr(home.members[index], name) + Money("0.01")))
    before, after = (book.decide(case, DAY).find("dibao.household_grant") for case in (home, richer))
    assert paid(after) <= paid(before)


def paid(item) -> int:  # type: ignore[no-untyped-def]
    return item.amount.fen if item.outcome is Outcome.GRANTED else 0


@OFTEN
@given(HOMES)
def test_tekun_and_dibao_never_both_for_a_person(home: Household) -> None:
    decision = ZHANGYE.decide(home, DAY)
    for person in home.members:
        tekun = decision.find("tekun.basic_living", person.id).outcome
        alone = decision.find("dibao.individual_inclusion", person.id).outcome
        counted = ZHANGYE.value(people.counted, person, home, on=DAY)
        if tekun in (Outcome.GRANTED, Outcome.PENDING, Outcome.DISCRETIONARY):
            assert counted is False
            assert alone not in (Outcome.GRANTED, Outcome.PENDING, Outcome.DISCRETIONARY)


@OFTEN
@given(KNOWN, st.sampled_from([ZHANGYE, NATIONAL]))
def test_the_grant_is_never_negative_and_never_above_the_standard_for_all(home, book) -> None:  # type: ignore[no-untyped-def]
    home = with_fact(with_fact(home, "assets", "0.00"), "members[0].tekun_support", "none")
    item = book.decide(home, DAY).find("dibao.household_grant")
    most = book.value(people.standard_for_all, home, on=DAY)
    if item.outcome is Outcome.GRANTED:
        assert Money(0) < item.amount <= most
    else:
        assert item.amount is None
        assert book.value(people.household_income, home, on=DAY) >= most


@OFTEN
@given(HOMES, st.integers(0, 14), st.integers(1, 6), st.data())
def test_a_phase_out_never_pays_a_seventh_month(home: Household, later: int, months: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(home.members) - 1))
    home = with_fact(home, f"members[{index}].phase_out_from", "2022-01")
    home = with_fact(home, "grant_before", "100.00")
    day = date(2022 + later // 12, later % 12 + 1, 15)
    person = home.members[index].id
    made = {key: Choice(value, by="test", why="test") for key, value in (("phase_out.months", months), ("phase_out.level", "100.00"))}
    item = ZHANGYE.decide(home, day, {(path, person): choice for path, choice in made.items()}).find("phase_out.payment", person)
    if later >= months:
        assert item.outcome is not Outcome.GRANTED
    if later >= 6:
        assert item.outcome in (Outcome.REFUSED, Outcome.UNDETERMINED)
        open_ = ZHANGYE.decide(home, day).find("phase_out.payment", person)
        assert open_.outcome in (Outcome.REFUSED, Outcome.UNDETERMINED)
    if item.outcome is Outcome.GRANTED:
        assert item.first_month <= item.last_month
        assert str(item.last_month) <= "2022-06"


def test_these_laws_are_not_empty() -> None:
    """A grant, a tekun payment and a phase-out do occur."""
    member = {"id": "p1", "tekun_support": "none", "employed": True, "monthly_earnings": "500.00", "necessary_job_costs": "0.00",
              "other_monthly_income": "0.00", "exempt_monthly_income": "0.00", "phase_out_from": "2022-01"}  # fmt: skip
    home = Household.read({"id": "h", "area": "rural", "in_dibao": True, "assets": "0.00", "grant_before": "100.00", "members": [member]})
    choices = {(path, "p1"): Choice(value, by="test", why="test") for path, value in (("phase_out.months", 3), ("phase_out.level", "100.00"))}
    assert paid(ZHANGYE.decide(home, DAY, choices).find("phase_out.payment", "p1")) == 10000
    poor = with_fact(home, "members[0].monthly_earnings", "100.00")
    assert paid(ZHANGYE.decide(poor, DAY).find("dibao.household_grant")) == 38000
    tekun = with_fact(poor, "members[0].tekun_support", "dispersed")
    assert paid(ZHANGYE.decide(tekun, DAY).find("tekun.basic_living", "p1")) == 62400
