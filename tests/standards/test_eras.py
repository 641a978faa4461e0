"""Days of one era have the same figures: what an engine keeps for one of them it may use for the others."""

from __future__ import annotations

from datetime import date, timedelta

from decide.samples import STANDARDS
from hypothesis import given, settings
from hypothesis import strategies as st

from aidrules.jurisdictions import rulebook_of
from aidrules.standards.figures import Figure, Figures

START = date(2024, 1, 1)
days = st.integers(0, 12).map(lambda number: START + timedelta(days=number))


@st.composite
def series(draw: st.DrawFn) -> Figures:
    """Figures one after another, some with an end or announced on another day."""
    starts = sorted(draw(st.sets(days, max_size=4)))
    made = []
    for number, start in enumerate(starts):
        following = starts[number + 1] if number + 1 < len(starts) else None
        until = draw(
            st.one_of(st.none(), days.filter(lambda day, start=start, following=following: day >= start and (following is None or day < following)))
            if following is None or following > start
            else st.none()
        )
        made.append(Figure("a.b", "", number, str(number), start=start, until=until, announced=draw(st.one_of(st.none(), days))))
    return Figures(made)


@settings(max_examples=300, deadline=None)
@given(series(), days, days, st.one_of(st.none(), days), st.one_of(st.none(), days))
def test_two_days_of_one_era_have_the_same_figure(figures: Figures, one: date, other: date, known: date | None, later: date | None) -> None:
    if figures.era(one, known) == figures.era(other, later):
        assert figures.in_force("a.b", "", one, known) == figures.in_force("a.b", "", other, later)


def test_an_engine_that_has_seen_other_days_decides_as_one_that_has_not() -> None:
    dated = {"dibao.monthly_standard": {"urban": {"2023-01-01": "380.00", "2024-01-01": {"value": "390.00", "announced": "2024-07-10"}}, "rural": "480.00"}}
    supplied = {**dated, "dibao.asset_limit": STANDARDS["dibao.asset_limit"]}
    used = rulebook_of("zhangye", supplied)
    asked = [(date(2022, 12, 31) + timedelta(days=40 * number), known) for number in range(30) for known in (None, date(2024, 7, 9), date(2024, 7, 10))]
    for day, known in asked:
        other = rulebook_of("zhangye", supplied)
        found, fresh = used.figures(day, known_on=known), other.figures(day, known_on=known)
        assert (found.day, found.values, found.found) == (fresh.day, fresh.values, fresh.found)
        seen, first = (book.checks(day, known_on=known) for book in (used, other))
        assert [(item.outcome, item.clauses) for item in seen] == [(item.outcome, item.clauses) for item in first]
