"""Figures: which one holds on a day, as announced by another; and two for one day."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aidrules.errors import InvalidStandard, StandardConflict
from aidrules.standards.figures import Figure, Figures, standard_path

PATH = "care.rate"
DAY = timedelta(days=1)


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def figure(
    value: int, start: str | None = None, until: str | None = None, announced: str | None = None, *, key: str = "", clause: str = "x/1", path: str = PATH
) -> Figure:
    return Figure(path, key, value, f"{value}.00", day(start), day(until), day(announced), clause=clause)


def value_on(figures: Figures, on: str, known_on: str | None = None, key: str = "", path: str = PATH) -> Any:
    found = figures.in_force(path, key, date.fromisoformat(on), day(known_on))
    return None if found is None else found.value


# --- one day


@pytest.mark.parametrize(("on", "value"), [("2021-12-31", None), ("2022-01-01", 1), ("2022-06-01", 1), ("2022-12-31", 1), ("2023-01-01", None)])
def test_a_figure_holds_from_its_first_to_its_last_day(on: str, value: int | None) -> None:
    assert value_on(Figures([figure(1, "2022-01-01", "2022-12-31")]), on) == value


@pytest.mark.parametrize(("on", "value"), [("2021-12-31", None), ("2022-01-01", 1), ("2022-12-31", 1), ("2023-01-01", 2), ("2199-01-01", 2)])
def test_a_later_figure_takes_over_from_an_open_one(on: str, value: int | None) -> None:
    assert value_on(Figures([figure(2, "2023-01-01"), figure(1, "2022-01-01")]), on) == value


def test_between_an_ended_figure_and_the_next_there_is_none() -> None:
    figures = Figures([figure(1, "2022-01-01", "2022-03-31"), figure(2, "2022-06-01")])
    assert [value_on(figures, on) for on in ("2022-03-31", "2022-04-01", "2022-05-31", "2022-06-01")] == [1, None, None, 2]


def test_one_day_is_a_whole_life() -> None:
    figures = Figures([figure(1, "2022-03-01", "2022-03-01"), figure(2, "2022-03-02", "2022-03-02")])
    assert [value_on(figures, on) for on in ("2022-02-28", "2022-03-01", "2022-03-02", "2022-03-03")] == [None, 1, 2, None]


def test_a_figure_without_a_first_day_holds_from_ever() -> None:
    figures = Figures([figure(1), figure(2, "2022-01-01")])
    assert [value_on(figures, on) for on in ("1850-01-01", "2021-12-31", "2022-01-01")] == [1, 1, 2]
    ended = Figures([figure(1, None, "2021-12-31"), figure(2, "2022-01-01")])
    assert [value_on(ended, on) for on in ("1850-01-01", "2021-12-31", "2022-01-01")] == [1, 1, 2]


def test_other_keys_and_paths_are_other_standards() -> None:
    figures = Figures([figure(1, key="a"), figure(2, key="b"), figure(3, path="care.other")])
    assert [value_on(figures, "2022-01-01", key=key) for key in ("a", "b", "c", "")] == [1, 2, None, None]
    assert (value_on(figures, "2022-01-01", path="care.other"), value_on(figures, "2022-01-01", path="care")) == (3, None)
    assert figures.paths() == {"care.rate", "care.other"}


# --- what was known by then


def test_what_was_announced_later_is_not_known_yet() -> None:
    figures = Figures([figure(1, "2022-01-01", announced="2021-12-01"), figure(2, "2022-06-01", announced="2022-08-15")])
    on = "2022-07-01"
    assert [value_on(figures, on, known) for known in (None, "2022-08-15", "2022-08-14", "2021-12-01", "2021-11-30")] == [2, 2, 1, 1, None]


def test_a_figure_without_an_announcement_was_known_whenever_it_held() -> None:
    figures = Figures([figure(1, "2022-01-01")])
    assert value_on(figures, "2022-01-01", "1900-01-01") == 1


def test_a_later_figure_that_was_announced_before_an_earlier_one_holds() -> None:
    figures = Figures([figure(1, "2022-01-01", announced="2022-08-15"), figure(2, "2022-06-01", announced="2021-12-01")])
    assert [value_on(figures, on, "2022-07-01") for on in ("2022-05-31", "2022-06-01")] == [None, 2]


def test_an_end_counts_though_what_follows_is_not_known_yet() -> None:
    figures = Figures([figure(1, "2022-01-01", "2022-05-31"), figure(2, "2022-06-01", announced="2022-08-15")])
    assert value_on(figures, "2022-07-01", "2022-07-01") is None


# --- two figures for one day


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        (figure(1, "2022-01-01"), figure(2, "2022-01-01", clause="x/2"), "2022-01-01: 1.00 (x/1) and 2.00 (x/2)"),
        (figure(1), figure(2, clause=""), "every day: 1.00 (x/1) and 2.00 (supplied)"),
        (figure(1, "2022-01-01", "2022-06-01"), figure(2, "2022-06-01"), "2022-06-01: 1.00 (x/1) and 2.00 (x/1)"),
        (figure(1, None, "2022-06-01"), figure(2, "2022-06-01", "2022-06-01"), "2022-06-01: 1.00 (x/1) and 2.00 (x/1)"),
        (figure(1, "2022-01-01", clause=""), figure(2, "2022-01-01", "2022-02-01", clause=""), "2022-01-01: 1.00 (supplied) and 2.00 (supplied)"),
        (figure(1, clause=""), figure(2, "2022-01-10"), "2022-01-10: 1.00 (supplied) and 2.00 (x/1)"),
    ],
    ids=["same-day", "both-undated", "last-is-first", "undated-until", "both-supplied", "supplied-for-every-day"],
)
def test_two_figures_for_one_day_are_a_conflict_that_shows_both(first: Figure, second: Figure, message: str) -> None:
    for given_ in ([first, second],) if first.start == second.start else ([first, second], [second, first]):
        with pytest.raises(StandardConflict) as caught:
            Figures(given_)
        assert caught.value.code == "standard.conflict"
        assert caught.value.message == (
            f'standards["care.rate"] has two figures for {message}; end the first with `until`, or use with_standards for a what-if'
        )
        assert isinstance(caught.value, InvalidStandard)
    with pytest.raises(StandardConflict):
        Figures([first]).adding([second])


def test_the_conflict_names_the_key() -> None:
    with pytest.raises(StandardConflict) as caught:
        Figures([figure(1, key="full_care"), figure(2, key="full_care")])
    assert caught.value.message.startswith('standards["care.rate"]["full_care"] has two figures for every day: ')


def test_figures_that_touch_are_no_conflict() -> None:
    Figures([figure(1, "2022-01-01", "2022-05-31"), figure(2, "2022-06-01")])
    Figures([figure(1, "2022-01-01", key="a"), figure(2, "2022-01-01", key="b")])
    Figures([figure(1, "2022-01-01"), figure(2, "2022-01-01", path="care.other")])


def test_a_supplied_figure_may_end_before_a_printed_one_or_follow_it() -> None:
    before = Figures([figure(2, "2022-01-10")]).adding([figure(1, None, "2022-01-09", clause="")])
    assert [value_on(before, on) for on in ("2022-01-09", "2022-01-10")] == [1, 2]
    dated = Figures([figure(2, "2022-01-10")]).adding([figure(1, "2020-01-01", clause="")])
    assert [value_on(dated, on) for on in ("2022-01-09", "2022-01-10")] == [1, 2]
    both = Figures([figure(1, clause=""), figure(2, "2022-01-10", clause="")])
    assert [value_on(both, on) for on in ("2022-01-09", "2022-01-10")] == [1, 2]
    after = Figures([figure(1, "2022-01-10")]).adding([figure(2, "2024-01-01", clause="")])
    assert [value_on(after, on) for on in ("2023-12-31", "2024-01-01")] == [1, 2]


def test_adding_leaves_the_first_as_they_were() -> None:
    first = Figures([figure(1, "2022-01-01")])
    both = first.adding([figure(2, "2023-01-01")])
    assert (value_on(first, "2023-06-01"), value_on(both, "2023-06-01")) == (1, 2)


# --- overriding


def test_an_override_ends_what_held_before_from_its_first_day_on() -> None:
    printed = Figures([figure(1, "2022-01-01"), figure(2, "2023-01-01"), figure(3, "2024-01-01")])
    new = printed.overriding([figure(9, "2023-06-01", clause="")])
    assert [value_on(new, on) for on in ("2022-06-01", "2023-05-31", "2023-06-01", "2024-06-01")] == [1, 2, 9, 9]
    assert [value_on(printed, on) for on in ("2023-06-01", "2024-06-01")] == [2, 3], "the original is as it was"


def test_an_override_ends_what_held_from_ever() -> None:
    new = Figures([figure(1)]).overriding([figure(9, "2023-06-01", clause="")])
    assert [value_on(new, on) for on in ("1900-01-01", "2023-05-31", "2023-06-01")] == [1, 1, 9]
    assert [(found.value, found.until) for found in new] == [(1, date(2023, 5, 31)), (9, None)]


def test_an_override_without_a_first_day_replaces_everything() -> None:
    printed = Figures([figure(1), figure(2, "2022-01-01"), figure(7, path="care.other")])
    new = printed.overriding([figure(9, clause="")])
    assert [value_on(new, on) for on in ("1900-01-01", "2022-06-01")] == [9, 9]
    assert value_on(new, "2022-06-01", path="care.other") == 7
    assert [found.value for found in new] == [7, 9]


def test_an_override_on_the_first_day_leaves_nothing_of_it() -> None:
    new = Figures([figure(1, "2022-01-01")]).overriding([figure(9, "2022-01-01", clause="")])
    assert [found.value for found in new] == [9]


def test_an_override_keeps_an_earlier_end() -> None:
    new = Figures([figure(1, "2022-01-01", "2022-03-31"), figure(2, "2022-05-01", "2022-12-31")]).overriding([figure(9, "2022-06-01", clause="")])
    assert [value_on(new, on) for on in ("2022-03-31", "2022-04-01", "2022-05-31", "2022-06-01")] == [1, None, 2, 9]


def test_an_override_cuts_a_later_end() -> None:
    new = Figures([figure(1, "2022-01-01", "2022-12-31")]).overriding([figure(9, "2022-06-01", announced="2022-07-01", clause="")])
    assert [(found.value, found.until) for found in new] == [(1, date(2022, 5, 31)), (9, None)]
    assert [value_on(new, "2022-06-15", known) for known in (None, "2022-06-30")] == [9, None]


def test_an_override_that_ends_does_not_bring_back_what_held_before() -> None:
    new = Figures([figure(1, "2022-01-01")]).overriding([figure(9, "2022-06-01", "2022-06-30", clause="")])
    assert [value_on(new, on) for on in ("2022-05-31", "2022-06-30", "2022-07-01")] == [1, 9, None]


def test_an_override_of_what_is_not_there_adds_it() -> None:
    assert value_on(Figures().overriding([figure(9, "2022-06-01")]), "2022-06-01") == 9


def test_two_overrides_for_one_day_are_a_conflict() -> None:
    with pytest.raises(StandardConflict):
        Figures([figure(1)]).overriding([figure(8, "2022-01-01"), figure(9, "2022-01-01")])


# --- a figure


def test_a_figure_says_where_it_is_supplied_and_whether_it_was() -> None:
    assert (figure(1, key="full_care").name, figure(1).name) == ('standards["care.rate"]["full_care"]', 'standards["care.rate"]')
    assert (standard_path("a.b"), standard_path("a.b", "c")) == ('standards["a.b"]', 'standards["a.b"]["c"]')
    assert (figure(1).supplied, figure(1, clause="").supplied) == (False, True)


def test_a_figure_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        figure(1).value = 2


def test_all_figures_are_listed_by_path_key_and_day() -> None:
    figures = Figures([figure(3, "2023-01-01", key="b"), figure(1, key="a"), figure(2, "2022-01-01", key="b"), figure(0, path="a.a")])
    assert [found.value for found in figures] == [0, 1, 2, 3]


# --- against a plain reading of the definition


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12) | st.none(), st.integers(-5, 50) | st.none()), max_size=5),
    st.integers(-5, 60),
    st.integers(-5, 60) | st.none(),
)
def test_the_figure_in_force_is_the_last_that_began(rows: list[tuple[int, int | None, int | None]], on: int, known: int | None) -> None:
    origin = date(2022, 1, 1)
    made = [
        Figure(
            PATH,
            "",
            number,
            "",
            origin + start * DAY,
            None if length is None else origin + (start + length) * DAY,
            None if said is None else origin + said * DAY,
            clause="x/1",
        )
        for number, (start, length, said) in enumerate(rows)
    ]
    overlap = any(a is not b and a.start <= b.start and ((a.until and a.until >= b.start) or a.start == b.start) for a in made for b in made)
    if overlap:
        with pytest.raises(StandardConflict):
            Figures(made)
        return
    day_, known_on = origin + on * DAY, None if known is None else origin + known * DAY
    begun = [found for found in made if found.start <= day_ and (known_on is None or found.announced is None or found.announced <= known_on)]
    last = max(begun, key=lambda found: found.start, default=None)
    expected = None if last is None or (last.until is not None and last.until < day_) else last
    assert Figures(made).in_force(PATH, "", day_, known_on) == expected
