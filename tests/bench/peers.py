"""The other engines' population as tables of the reference policy; they lie in the folder that AIDRULES_BENCH names."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parent))
PEERS = os.environ.get("AIDRULES_BENCH", "")
if PEERS:
    sys.path.insert(0, PEERS)

DAY = date(2024, 6, 15)
UNKNOWN = 0.02
GRADES = ("none", "first", "second", "third", "fourth")
MEMBER = {
    "age": "age", "monthly_income_fen": "monthly_income", "monthly_pension_fen": "pension", "employed": "employed", "medical_fen": "medical",
    "township_days": "esc_town", "county_days": "esc_county", "city_days": "esc_city", "has_supporter": "supporter",
}  # fmt: skip
HOME = {"assets_fen": "assets", "income_last_year_fen": "last_year_income", "months_since_rise": "months_rose", "permit": "permit"}


def tables_of(population: dict[str, Any], unknown: float) -> dict[str, pa.Table]:
    """The population of the other engines as tables, with a share of every fact unknown."""
    draw = np.random.default_rng(5)
    p, h = population["p"], population["h"]

    def column(values: Any) -> pa.Array:
        return pa.array(values, mask=draw.random(len(values)) < unknown if unknown else None)

    def terms(codes: Any, values: tuple[str, ...]) -> pa.Array:
        return pa.DictionaryArray.from_arrays(column(codes.astype(np.int8)), pa.array(values))

    home = {"id": pa.array(np.arange(population["n"])), "area": terms(1 - h["urban"].astype(np.int8), ("urban", "rural"))}
    member = {"home_id": pa.array(population["hid"]), "id": pa.array(np.arange(population["m"]))}
    member |= {"grade": terms(p["grade"], GRADES), "of_mind": column(p["kind"] >= 5), "self_care": terms(p["self_care"], ("able", "partly", "unable"))}
    return {
        "home": pa.table(home | {name: column(h[of]) for name, of in HOME.items()}),
        "member": pa.table(member | {name: column(p[of]) for name, of in MEMBER.items()}),
    }
