"""A curve is exact: between two pieces nothing is missed, which deciding every single value shows; and it names what makes each leap."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aidrules import Choice, Household, Money, Month, Outcome, Rulebook
from aidrules.errors import InvalidFacts, InvalidStudy, UnknownName
from aidrules.jurisdictions import huining, zhangye
from aidrules.study import Curve, curve, pieces, turning
from aidrules.testing import cases

STANDARDS = Path(__file__).parents[2] / "examples" / "zhangye_standards.toml"
ON = "2024-07-15"
GRANT, PHASE_OUT = "dibao.household_grant", "phase_out.payment"
EARNINGS = "members[p1].monthly_earnings"
BOOK = zhangye.rulebook(STANDARDS)
CHOICES = {
    ("phase_out.months", "p1"): Choice(4, by="县民政局", why="测算假设"),
    ("phase_out.level", "p1"): Choice("200.00", by="县民政局", why="测算假设"),
}


def home(*, earned: str | None = "0.00", assets: str = "0.00", in_dibao: bool = True) -> Household:
    none = {"necessary_job_costs": "0.00", "other_monthly_income": "0.00", "exempt_monthly_income": "0.00", "tekun_support": "none"}
    first = {"id": "p1", "employed": True, "monthly_earnings": earned, "phase_out_from": "2024-06", **none}
    second = {"id": "p2", "employed": False, "monthly_earnings": "0.00", **none}
    return Household.read({"id": "h1", "area": "rural", "in_dibao": in_dibao, "assets": assets, "grant_before": "420.00", "members": [first, second]})


@pytest.fixture(scope="module")
def found() -> Curve:
    return curve(BOOK, home(), EARNINGS, on=ON, choices=CHOICES, outputs=(GRANT, PHASE_OUT))


def test_the_pieces_are_those_of_the_law_to_the_fen(found: Curve) -> None:
    assert [(str(row["from"]), str(row["to"]), row["granted_from_fen"], row["granted_to_fen"], row["slope"]) for row in found.rows()] == [
        ("0.00", "959.99", 96000, 1, Fraction(-1)),
        ("960.00", "960.00", 0, 0, None),
        ("960.01", "20000.00", 20000, 20000, Fraction(0)),
    ]


def test_an_upward_jump_names_its_condition_and_clause(found: Curve) -> None:
    (jump,) = found.upward
    assert (jump.at, jump.next, jump.change_fen, jump.items) == (Money("960.00"), Money("960.01"), 20000, ((PHASE_OUT, ("p1",)),))
    assert [rule.name for rule in jump.rules] == ["phase_out.income_above_standard"]
    assert [clause.id for clause in jump.clauses] == ["zhangye/2.3.10#4b"]
    assert found.cliffs == ()


def test_a_cliff_names_its_condition_and_clause() -> None:
    found = curve(BOOK, home(), "assets", Money(0), Money(100_000), on=ON, outputs=[GRANT])
    (cliff,) = found.cliffs
    assert (cliff.at, cliff.next, cliff.change_fen, cliff.up) == (Money(60_000), Money("60000.01"), -96000, False)
    assert [rule.name for rule in cliff.rules] == ["dibao.assets_within_limit"]
    assert {clause.id for clause in cliff.clauses} == set(BOOK.parts.rests["dibao.assets_within_limit"])
    assert "断崖: 60000.00 → 60000.01: -960.00" in found.text()


def test_the_largest_income_that_still_qualifies_is_exact(found: Curve) -> None:
    assert found.largest(GRANT) == Money("959.99")
    assert found.smallest(PHASE_OUT, "p1") == Money("960.01")
    assert found.largest(GRANT, outcome=Outcome.PENDING) is None
    item = BOOK.decide(found.place.case_with("959.99"), ON).find(GRANT)
    assert (item.outcome, item.amount) == (Outcome.GRANTED, Money("0.01"))
    assert BOOK.decide(found.place.case_with("960.00"), ON).find(GRANT).outcome is Outcome.REFUSED
    with pytest.raises(UnknownName):
        found.largest(GRANT, "p1")


def test_a_turning_point_of_a_count_and_of_a_month() -> None:
    turns = turning(BOOK, home(earned="2000.00"), "members[p1].phase_out_from", PHASE_OUT, Month(2023, 7), Month(2024, 12), on=ON, choices=CHOICES)
    assert [(turn.at, turn.next, turn.before, turn.after) for turn in turns] == [
        (Month(2024, 3), Month(2024, 4), Outcome.REFUSED, Outcome.GRANTED),
        (Month(2024, 7), Month(2024, 8), Outcome.GRANTED, Outcome.REFUSED),
    ]
    assert all(turn.clauses for turn in turns)


def test_a_turning_point_of_a_day() -> None:
    case = {"id": "p1", "tekun_support": "none", "able_to_work": False, "has_source_of_living": False, "has_able_supporter": False, "disabilities": []}
    homes = Household.read({"id": "h1", "members": [case]})
    turns = turning(BOOK, homes, "members[0].birth_date", "tekun.recognition", "1950-01-01", "2020-01-01", on=ON)
    assert [(str(turn.at), str(turn.next), turn.before.value, turn.after.value) for turn in turns] == [
        ("1964-07-15", "1964-07-16", "granted", "refused"),  # 60 on the day itself
        ("2006-07-15", "2006-07-16", "refused", "granted"),  # 18 on the day itself
    ]
    assert [turn.rules[0].name for turn in turns] == ["tekun.elderly", "tekun.minor"]


def test_what_isnt_known_stays_open_along_the_whole_curve() -> None:
    found = curve(BOOK, home(), EARNINGS, Money(0), Money(2000), on=ON)  # nothing is chosen about the phase-out
    assert found.rows()[-1]["granted_to_fen"] is None
    assert "not settled" in found.text("en")
    assert [turn.after for turn in found.turns if turn.output == PHASE_OUT] == [Outcome.DISCRETIONARY]


def brute(found: Curve, low: int, high: int) -> None:
    """Every single value lies in its piece: the same outcomes, and amounts on a straight line but for rounding."""
    along = found._along
    assert found.pieces[0].first.number == low
    assert found.pieces[-1].last.number == high
    for piece in found.pieces:
        for number in range(piece.first.number, piece.last.number + 1):
            point = along.point(number)
            assert point.outcomes == piece.first.outcomes, number
            width = piece.last.number - piece.first.number
            for key in point.outcomes:
                ends = piece.first.amounts.get(key, 0), piece.last.amounts.get(key, 0)
                line = ends[0] if not width else ends[0] + Fraction((ends[1] - ends[0]) * (number - piece.first.number), width)
                assert abs(point.amounts.get(key, 0) - line) <= 1, number
    for one, other in zip(found.pieces, found.pieces[1:], strict=False):
        assert other.first.number == one.last.number + 1


PLACES = [(BOOK, EARNINGS, 95_900, 96_100), (BOOK, "assets", 5_999_950, 6_000_050), (BOOK, "members[p2].other_monthly_income", 0, 200)]


@pytest.mark.parametrize(("book", "path", "low", "high"), PLACES, ids=[path for _, path, _, _ in PLACES])
def test_no_single_value_says_otherwise(book: Rulebook, path: str, low: int, high: int) -> None:
    brute(curve(book, home(), path, Money.from_fen(low), Money.from_fen(high), on=ON, choices=CHOICES), low, high)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(case=cases(Household, unknowns=False), shift=st.integers(0, 99_000), data=st.data())
def test_no_single_value_of_a_random_case_says_otherwise(case: Household, shift: int, data: st.DataObject) -> None:
    if not case.members:
        return
    place = data.draw(st.sampled_from([f"members[{n}].{fact}" for n in range(len(case.members)) for fact in ("monthly_earnings", "other_monthly_income")]))
    brute(curve(BOOK, case, place, Money.from_fen(shift), Money.from_fen(shift + 60), on=ON), shift, shift + 60)


def test_a_search_that_looks_at_the_ends_alone_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "alike", lambda one, other: one.outcomes == other.outcomes)
    monkeypatch.setattr(pieces.Along, "_straight", lambda *points: True)
    with pytest.raises(AssertionError):
        brute(curve(BOOK, partly(), "members[p1].necessary_job_costs", Money(0), Money(20), on=ON, outputs=[GRANT]), 0, 2000)


def partly() -> Household:
    """Job costs are deducted as far as earnings go: the amount is bent at ten yuan, and no outcome changes."""
    return home(earned="10.00")


def test_a_bend_without_a_change_of_outcome_is_found() -> None:
    found = curve(BOOK, partly(), "members[p1].necessary_job_costs", Money(0), Money(20), on=ON, outputs=[GRANT])
    assert [piece.slope() for piece in found.pieces][:: len(found.pieces) - 1] == [1, 0]
    assert any(piece.last.number in (999, 1000) for piece in found.pieces)
    assert found.jumps == ()
    brute(found, 0, 2000)


def test_few_decisions_are_enough(found: Curve) -> None:
    assert len(found._along._points) < 120  # of two million values


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    curve(BOOK, home(), EARNINGS, Money(0), Money(1000), on=ON, choices=CHOICES, progress=lambda done, all_: told.append((done, all_)))
    assert told[-1] == (100_001, 100_001)
    assert told == sorted(told)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("asets", "study.path"),
        ("area", "study.path"),
        ("members[p9].monthly_earnings", "study.path"),
        ("members[p1]", "study.path"),
        ("members.monthly_earnings", "study.path"),
        ("members[p1].monthly_earnings.x", "study.path"),
        ("", "study.path"),
        ("members[p1].birth_date", "study.range"),
    ],
)
def test_a_path_that_leads_nowhere_says_so(path: str, code: str) -> None:
    with pytest.raises(InvalidStudy) as error:
        curve(BOOK, home(), path, on=ON)
    assert error.value.code == code


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("members[p1].monthly_earning", "a Person has no `monthly_earning`; did you mean `monthly_earnings`"),
        ("members.monthly_earnings", "say which of the `members`"),
        ("assets.x", "`assets` is a fact of a Household, and nothing follows it"),
        ("members[p9].monthly_earnings", "its `members` go from 0 to 1, or by their ids"),
    ],
)
def test_a_path_that_leads_nowhere_says_why(path: str, words: str) -> None:
    with pytest.raises(InvalidStudy) as error:
        curve(BOOK, home(), path, on=ON)
    assert words in error.value.message


def test_a_range_is_of_known_values_in_order() -> None:
    for low, high in ((Money(2), Money(1)), (None, None)):
        with pytest.raises(InvalidStudy):
            curve(BOOK, home(), "members[p1].birth_date" if low is None else "assets", low, high, on=ON)
    with pytest.raises(InvalidFacts):
        curve(BOOK, home(), "assets", Money(0), 1.5, on=ON)
    with pytest.raises(InvalidStudy):
        curve(BOOK, home(), "assets", on=ON, outputs=["dibao.houshold_grant"])


def test_another_places_curve_counts_too() -> None:
    segment = {"level": "county", "escorted_days": 1}
    stay = {"id": "s1", "kind": "emergency", "status": "discharged", "discharge_date": "2022-03-05", "applied": True, "township_reviewed": True,
            "county_filed": True, "escort": "guardian", "segments": [segment]}  # fmt: skip
    case = Household.read({"id": "h1", "members": [{"id": "p1", "tekun_support": "dispersed", "stays": [stay]}]})
    found = curve(huining.rulebook(), case, "members[p1].stays[s1].segments[0].escorted_days", 0, 30, on="2022-03-15", outputs=["escort.fee"])
    slopes = {piece.slope() for piece in found.pieces}
    assert Fraction(15000) in slopes
