"""Dwelling and Employer: their days in order, and who stands below them."""

from __future__ import annotations

import pytest

from aidrules.errors import InvalidFacts
from aidrules.facts.employers import Employer
from aidrules.facts.housing import Dwelling
from aidrules.facts.roots import ROOTS


def test_nobody_asks_to_buy_back_before_the_notice_to_move_in() -> None:
    with pytest.raises(InvalidFacts) as caught:
        Dwelling.read({"id": "d1", "move_in_notice_on": "2018-03-01", "buyback_requested_on": "2018-02-28"})
    assert caught.value.code == "fact.order"
    for moved, asked in [("2018-03-01", "2018-03-01"), ("2018-03-01", None), (None, "2018-02-28")]:
        assert Dwelling.read({"id": "d1", "move_in_notice_on": moved, "buyback_requested_on": asked}).id == "d1"


def test_an_employer_is_a_subject_of_its_own_with_those_it_took_on() -> None:
    assert ROOTS["employer"] is Employer
    employer = Employer.read({"id": "e1", "hires": [{"id": "w1"}, {"id": "w2", "post": "ordinary"}]})
    assert [hire.post for hire in employer.hires] == [None, "ordinary"]
    assert Employer.read({"id": "e1"}).hires is None
