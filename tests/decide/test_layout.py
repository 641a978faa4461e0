"""Rows: what is put into them is what was checked."""

from __future__ import annotations

from typing import Any

import pytest
from decide.forms import Card, below
from decide.samples import village

from aidrules import Money
from aidrules.errors import WrongSubject
from aidrules.lang import benefit

BOOK = village(benefit("village.aid", zh="补助", entitled=below), standards={"village.line": "480.00"})


@pytest.mark.parametrize(("held", "kind"), [("479.99", "str"), (479.99, "float"), ([1], "list")])
def test_a_fact_that_was_put_there_without_being_checked_is_refused(held: Any, kind: str) -> None:
    card = Card.model_construct(id="k1", x=held)
    with pytest.raises(WrongSubject) as caught:
        BOOK.value(below, card, on="2022-03-15")
    assert (caught.value.code, caught.value.message) == ("subject.unchecked", f"a fact holds a {kind}; it was put there without being checked")


def test_a_fact_that_was_checked_elsewhere_is_read() -> None:
    assert [BOOK.value(below, Card.model_construct(id="k1", x=held), on="2022-03-15") for held in (Money("479.99"), Money(480), None)] == [True, False, None]
