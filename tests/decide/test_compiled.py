"""Compiled rules: whom they can be decided for, and what a traceback shows of them."""

from __future__ import annotations

import linecache

import pytest
from decide.samples import home, stay, village

from aidrules import HospitalStay, Household, Money, Person
from aidrules.errors import WrongSubject
from aidrules.lang import all_of, benefit, rule

DAY = "2022-03-15"


@rule("本人已申请")
def own_request(stay: HospitalStay, person: Person) -> bool:
    """The escort was applied for, and the person has a job."""
    return all_of(stay.applied, person.employed)


@rule("就业")
def employed(person: Person) -> bool:
    """The person has a job."""
    return person.employed


@rule("家庭有资产")
def owning(home: Household) -> bool:
    """The household owns something."""
    return home.assets > Money(0)


BOOK = village(
    benefit("village.stay", zh="住院", entitled=own_request),
    benefit("village.person", zh="本人", entitled=employed),
    benefit("village.home", zh="家庭", entitled=owning),
)


def test_a_case_is_decided_from_wherever_all_that_its_rules_speak_of_is_there() -> None:
    case = home({"employed": True, "stays": [stay()]}, assets="1.00")
    assert [item.output for item in BOOK.decide(case, DAY)] == ["village.stay", "village.person", "village.home"]
    assert [item.output for item in BOOK.decide(case.members[0], DAY)] == ["village.stay", "village.person"]


def test_what_needs_its_container_is_not_decided_alone() -> None:
    (member,) = home({"employed": True, "stays": [stay()]}).members
    with pytest.raises(WrongSubject) as caught:
        BOOK.decide(member.stays[0], DAY)
    assert (caught.value.code, caught.value.message) == (
        "subject.container",
        "the rules of a HospitalStay also speak of the Person that contains it; decide that",
    )


def test_a_traceback_shows_the_code_that_was_written_for_the_rules() -> None:
    BOOK.decide(home({"employed": True}), DAY)
    written = [name for name in linecache.cache if name.startswith("<aidrules ")]
    assert written
    for name in written:
        lines = linecache.getlines(name)
        assert all(line.endswith("\n") for line in lines)
        assert any(line.startswith("def ") for line in lines)
