"""Marginal rates: by hand, in their bands, and for a group the same as for its register alone."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from study.homes import home, made, small

from aidrules import Money, Rulebook
from aidrules.study.measures import SCALE
from aidrules.study.rates import BANDS, Taken

EARNED: dict[str, Any] = {"earnings": "Person.monthly_earnings", "step": Money(100)}


def test_marginal_rates_by_hand(book: Rulebook, risen: Rulebook) -> None:
    # taken back whole below the standard; in part at it; nothing above; who has no earnings isn't asked
    homes = [home(1, "100.00"), home(2, "440.00"), home(3, "500.00"), home(4, "0.00")]
    found = made(book, risen, small(book, homes, [2, 1, 1, 9]), earnings="Person.monthly_earnings", step=Money(100)).rates
    assert found is not None
    before, after = found
    assert before.households == 4
    assert before.mean == (2 * Fraction(1) + Fraction(40, 100) + 0) / 4
    assert before.median == Fraction(40, 100)
    assert dict(before.bands) == {"below 0 %": 0, "0 %": 1, "up to 50 %": 1, "50 % to below 100 %": 0, "100 %": 2, "above 100 %": 0}
    assert after.mean == (2 * Fraction(1) + Fraction(7840, 10000) + Fraction(1840, 10000)) / 4


def test_the_rates_of_groups_by_hand(book: Rulebook, risen: Rulebook) -> None:
    homes = [home(1, "100.00"), home(2, "440.00"), home(3, "500.00"), home(4, "0.00"), home(5, "600.00", area="urban"), home(6, "100.00", area=None)]
    urban, rural, lost = made(book, risen, small(book, homes, [2, 1, 1, 9, 3, 5]), by="area", **EARNED).groups
    found = [(side.rates.households, side.rates.mean, side.rates.median) for group in (urban, rural) for side in (group.before, group.after) if side.rates]
    assert found[:2] == [(3, 1, 1), (3, 1, 1)]  # 600 and 700 are below both urban standards
    assert found[2] == (4, (2 + Fraction(40, 100)) / 4, Fraction(40, 100))
    assert found[3] == (4, (2 + Fraction(7840, 10000) + Fraction(1840, 10000)) / 4, Fraction(7840, 10000))
    assert rural.after.rates is not None
    assert dict(rural.after.rates.bands) == dict(zip(BANDS, (0, 0, 1, 1, 2, 0), strict=True))
    assert lost.before.rates is not None
    assert (lost.before.rates.households, lost.before.rates.mean) == (0, None)  # what isn't settled has no rate


def test_a_rate_between_bands_is_in_the_one_it_belongs_to() -> None:
    taken = np.array([-1, 0, 1, 5000, 5001, 9999, 10000, 10001])  # of a step of 100.00
    found = Taken(taken, np.ones(8, bool), 10000).rates(np.ones(8, bool), np.full(8, SCALE))
    assert dict(found.bands) == dict(zip(BANDS, (1, 1, 2, 2, 1, 1), strict=True))


def parted(tables: dict[str, Any], keys: list[Any]) -> dict[str, Any]:
    """The register of some households alone."""
    own = pa.array(keys)
    return {name: table.filter(pc.is_in(table["id" if name == "household" else "household_id"], own)) for name, table in tables.items()}


@pytest.mark.parametrize("weights", ["household", "person", "row"])
def test_the_rates_of_a_group_are_those_of_its_register_alone(book: Rulebook, risen: Rulebook, tables: Any, weights: Any) -> None:
    found = made(book, risen, tables, by="area", weights=weights, **EARNED)
    areas, keys = tables["household"]["area"].to_pylist(), tables["household"]["id"].to_pylist()
    for group in found.groups:
        alone = made(book, risen, parted(tables, [key for key, area in zip(keys, areas, strict=True) if area == group.name]), weights=weights, **EARNED)
        assert (group.before, group.after) == (alone.total.before, alone.total.after), group.name
        assert alone.rates == (group.before.rates, group.after.rates)
    rated = [group.before.rates for group in found.groups if group.before.rates]
    assert sum(rates.households for rates in rated) == found.total.before.rates.households  # type: ignore[union-attr]  # earnings are named
    assert len({rates.mean for rates in rated}) == 3


def test_a_group_marked_wrongly_would_be_found(book: Rulebook, risen: Rulebook, tables: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    right = made(book, risen, tables, by="area", **EARNED)
    real = Taken.rates
    monkeypatch.setattr(Taken, "rates", lambda taken, of, by: real(taken, of if of.all() else np.roll(of, 1), by))
    wrong = made(book, risen, tables, by="area", **EARNED)
    assert wrong.total == right.total
    assert [group.before.rates for group in wrong.groups] != [group.before.rates for group in right.groups]


def test_the_rates_are_in_the_table_and_in_the_texts(book: Rulebook, risen: Rulebook) -> None:
    given = small(book, [home(1, "100.00"), home(2, "440.00"), home(3, "0.00", area="urban")], [2, 1, 4])
    found = made(book, risen, given, by="area", **EARNED)
    row = found.table().to_pylist()[2]
    assert [row[f"{name}_before"] for name in ("rated", "rate_mean", "rate_median", "rate_to_50", "rate_100")] == [3, pytest.approx(0.8), 1.0, 1, 2]
    assert row["rate_mean_after"] == pytest.approx((2 + 0.784) / 3)
    zh, en = found.text().split("\n\n")[3], found.text("en").split("\n\n")[3]
    assert "改革前的边际有效税率：平均80.00%，中位100.00%；低于0：0，0：0，至50%：1，50%至100%以下：0，100%：2，高于100%：0" in zh
    assert "marginal effective tax rates after: mean 92.80%, median 100.00%; below 0 %: 0, 0 %: 0, up to 50 %: 0, 50 % to below 100 %: 1, 100 %: 2" in en
    assert "平均无人，中位无人" in found.text().split("\n\n")[2]
    assert found._repr_html_().count("<td>平均80.00%，中位100.00%") == 2  # of all, and of the rural
    without = made(book, risen, given, by="area")
    assert (without.rates, without.groups[1].before.rates) == (None, None)
    assert without.table()["rate_mean_before"].null_count == without.table()["rated_after"].null_count == 4 - 1
    assert "边际" not in without.text()
