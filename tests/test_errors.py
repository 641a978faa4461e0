"""Every error comes back whole from another process, where a pool sends it as bytes."""

from __future__ import annotations

import copy
import pickle

import pytest

from aidrules.errors import AidrulesError, Fault, InvalidFacts, InvalidStandard, InvalidValue, MissingExtra, RuleError

ERRORS = [
    AidrulesError("a message"),
    InvalidValue("a message", code="money.float"),
    InvalidStandard("a message", code="standard.day"),
    InvalidFacts([Fault("members[0].care_level", "fact.term", "write one of …"), Fault("", "fact.type", "write an object")]),
    RuleError("costly", "`and` can't be read", "all_of(a, b)", code="rule.and", place="care.py, line 3", line="return a and b"),
    MissingExtra("numpy", "batch"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("again", [lambda error: pickle.loads(pickle.dumps(error)), copy.copy, copy.deepcopy], ids=["pickle", "copy", "deepcopy"])
def test_an_error_comes_back_whole(error: AidrulesError, again) -> None:  # type: ignore[no-untyped-def]
    other = again(error)
    assert type(other) is type(error)
    assert (str(other), other.code, other.message, other.args) == (str(error), error.code, error.message, error.args)
    assert vars(other) == vars(error)
