"""Words of Hefei that only readers' cases use, and that a readers' case of Hefei or Huzhou which expects the opposite isn't satisfied."""

from __future__ import annotations

from typing import Any

import pytest
from cases.given import safety_net
from cases.given.adapter import UnknownWord, disagreement, run
from cases.given.test_readers import CASES

OURS = [case for case in CASES if case["jurisdiction"] in ("hefei", "huzhou")]
OPPOSITE = {
    "entitled": "not_entitled", "entitled_discretionary": "not_entitled", "not_entitled": "entitled_discretionary", "undetermined": "entitled_discretionary",
    "may_exit": "may_not_exit", "may_not_exit": "may_exit", "compliant": "breach", "breach": "compliant", "valid": "invalid", "invalid": "valid",
    "sanction": "no_sanction", "not_applicable": "breach", "pass": "blocked", "blocked": "pass", "routed": "undetermined",
}  # fmt: skip


@pytest.mark.parametrize("case", OURS, ids=[case["id"] for case in OURS])
def test_a_case_that_expects_the_opposite_is_not_satisfied(case: dict[str, Any]) -> None:
    assert disagreement({**case, "also_accepted": [], "expected": {**case["expected"], "outcome": OPPOSITE[case["expected"]["outcome"]], "missing": []}})


def test_every_programme_of_this_module_is_tried() -> None:
    assert {case["programme"] for case in OURS} >= safety_net.WITHOUT_A_CASE


def changed(case_id: str, **changes: Any) -> dict[str, Any]:
    """A readers' case with other facts."""
    return {**next(case for case in OURS if case["id"] == case_id), **changes}


@pytest.mark.parametrize(
    ("case_id", "changes", "named"),
    [
        ("RE081", {"facts": {"person": {"is_tekun": True, "wishes": True}}}, "wishes"),
        ("RE099", {"facts": {"case": {"emergency": "yes"}}}, "emergency"),
        ("RE114", {"params": {"limit": "2000.00"}}, "limit"),
        ("RE121", {"facts": {"person": {"poverty_group": "POOR"}}}, "poverty_group"),
        ("RE127", {"facts": {"months_since_temp": "six"}}, "months_since_temp"),
        ("RE137", {"facts": {"person": {"age": "ten"}}}, "age"),
        ("RE218", {"facts": {"need": "FOOD"}}, "need"),
        ("RE238", {"facts": {"finding": "LATE"}}, "finding"),
    ],
)
def test_a_word_that_is_not_known_raises(case_id: str, changes: dict[str, Any], named: str) -> None:
    with pytest.raises(UnknownWord, match=named):
        run(changed(case_id, **changes))


def test_what_the_township_does_not_approve_is_for_the_county() -> None:
    case = changed("RE115")
    assert disagreement({**case, "expected": {**case["expected"], "approver": "TOWNSHIP"}})
