"""Errors about facts: the path, the code, what to write instead; never the unknown name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import field_validator

from aidrules import Fact, Facts, Household, Money, fact
from aidrules.errors import Fault, InvalidFacts
from aidrules.facts.faults import path_of
from aidrules.facts.terms import Term

WHOLE = "write a whole number, without quotes and without a point"
TRUTH = "write true or false, without quotes"


class Crop(Term):
    RICE = "rice", "水稻"
    WHEAT = "wheat", "小麦"


class Plot(Facts):
    """A plot of land (地块)."""

    id: str
    crop: Fact[Crop] = fact(zh="作物", en="what grows on it")
    rows: Fact[int] = fact(zh="行数", en="number of rows")
    rent: Fact[Money] = fact(zh="租金", en="the rent")
    fallow: Fact[bool] = fact(zh="休耕", en="it lies fallow")


class Farm(Facts):
    """A farm (农场)."""

    id: str
    plots: Fact[tuple[Plot, ...]] = fact(zh="地块", en="its plots")


def faults(make: Callable[[], object]) -> list[tuple[str, str, str]]:
    with pytest.raises(InvalidFacts) as caught:
        make()
    return [(fault.path, fault.code, fault.message) for fault in caught.value.faults]


NAMES = "there is a name here that the model doesn't have; "


def test_an_unknown_name_is_refused_with_the_closest_and_never_shown() -> None:
    assert faults(lambda: Plot(id="a", fallo=True)) == [("", "fact.unknown_name", NAMES + "did you mean `fallow`?")]
    assert faults(lambda: Farm(id="f", plots=[{"id": "a", "crops": "rice"}])) == [("plots[0]", "fact.unknown_name", NAMES + "did you mean `crop` or `rows`?")]
    listed = "there is `crop`, `fallow`, `id`, `rent`, `rows`"
    assert faults(lambda: Plot.read({"id": "a", "张三": 1}, under="plot")) == [("plot", "fact.unknown_name", NAMES + listed)]
    assert faults(lambda: Plot.read({"id": "a", "x" * 2**20: 1})) == [("", "fact.unknown_name", NAMES + listed)]


@pytest.mark.parametrize("name", [130102199001011234, ("a",), None, 1.5, b"fallow"], ids=lambda value: type(value).__name__)
def test_a_name_that_is_no_text_is_not_shown_either(name: Any) -> None:
    assert [(path, code) for path, code, _ in faults(lambda: Plot.read({"id": "a", name: 1}))] == [("", "fact.unknown_name")]


def test_half_a_surrogate_pair_is_no_name() -> None:
    text = "the text holds characters that can't be stored (half of a surrogate pair)"
    assert faults(lambda: Plot.read({"id": "a", "\ud800": 1})) == [("", "fact.text", text)]


def test_a_model_without_facts_takes_no_names() -> None:
    class Empty(Facts):
        pass

    assert faults(lambda: Empty(x=1)) == [("", "fact.unknown_name", "there is a name here that the model doesn't have")]


def test_a_path_leads_to_the_mistake() -> None:
    stay = {"id": "s", "segments": [{"level": "county"}, {"level": "moon"}]}
    people = [{"id": "a"}, {"id": "b"}, {"id": "c", "stays": [stay]}]
    found = faults(lambda: Household.read({"id": "h", "members": people}, under="household"))
    assert found == [
        ("household.members[2].stays[0].segments[1].level", "fact.term", 'write one of "township_centre", "county", "city_or_higher", "other"'),
    ]
    assert faults(lambda: Household.read({"id": "h", "members": people}))[0][0] == "members[2].stays[0].segments[1].level"


def test_every_mistake_is_listed_up_to_twenty() -> None:
    people = [{"id": f"p{number}", "has_caring_guardian": "yes"} for number in range(30)]
    found = faults(lambda: Household.read({"id": "h", "members": people}))
    assert found == [(f"members[{number}].has_caring_guardian", "fact.type", TRUTH) for number in range(20)]


def test_the_error_reads_as_one_line_per_mistake() -> None:
    with pytest.raises(InvalidFacts) as caught:
        Household.read({"members": [{"id": "a", "care_level": "full", "employed": 1}]})
    assert str(caught.value) == (
        "id: [fact.required] this is required\n"
        'members[0].care_level: [fact.term] write one of "self_care", "semi_care", "full_care"\n'
        "members[0].employed: [fact.type] write true or false, without quotes"
    )
    assert caught.value.code == "fact.required"


def test_json_that_is_none_is_our_error_too() -> None:
    assert faults(lambda: Plot.model_validate_json('{"id": "a"')) == [("", "fact.json", "this isn't JSON; read_case says where and why")]
    assert faults(lambda: Plot.model_validate_json('{"id": "a", "rows": 3.0}')) == [("rows", "fact.type", WHOLE)]
    assert faults(lambda: Plot.model_validate_json('{"id": "a", "rent": 412.5}'))[0][:2] == ("rent", "money.float")
    assert faults(lambda: Plot.model_validate_strings({"id": "a", "x": "1"}))[0][1] == "fact.unknown_name"
    assert Plot.model_validate_strings({"id": "a", "rent": "7"}).rent == Money(7)


def test_what_a_validator_of_ones_own_raises_is_not_shown() -> None:
    class Shed(Facts):
        id: str
        old: Fact[bool] = fact(zh="旧", en="old")

        @field_validator("old")
        @classmethod
        def _checked(cls, value: bool) -> bool:
            raise ValueError(f"secret {value}")

    assert faults(lambda: Shed(id="s", old=True)) == [("old", "fact.invalid", "this can't be taken as it is; see the documentation of the fact")]


def test_a_path_is_written_as_python_would() -> None:
    assert path_of(["household", "members", 2, "stays", 0, "id"]) == "household.members[2].stays[0].id"
    assert (path_of([]), path_of(["id"]), path_of([3, "id"])) == ("", "id", "[3].id")


def test_a_fault_without_a_path_begins_with_its_code() -> None:
    assert (str(Fault("", "x.y", "words")), str(Fault("a.b", "x.y", "words"))) == ("[x.y] words", "a.b: [x.y] words")
