"""From household to individual inclusion: what if persons could be taken into dibao alone? A table, a picture, one household explained.

``python examples/what_if_individual.py FOLDER`` leaves the picture in a folder. Taking somebody in alone is left to the agency, so the study says
what it assumes: that the agency grants wherever it may, and pays the full standard, which is one reading of the text. No household here exists.
"""

import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from aidrules import Money
from aidrules.jurisdictions import zhangye
from aidrules.programs import dibao, people
from aidrules.study import impact, picture, receipt
from aidrules.testing import register

ON = "2024-07-15"
ALONE, HOUSEHOLD = dibao.individual_inclusion.name, dibao.household_grant.name


def main(folder: Path) -> None:
    text = zhangye.rulebook(Path(__file__).parent / "zhangye_standards.toml", readings={"individual-amount": "full-standard"})
    before = text.without(dibao.individual_inclusion)
    after = text.granting(dibao.individual_inclusion)
    altered = receipt(before, after)
    print(f"{len(altered.others)} rules, outputs and choices differ, no figure; the output {ALONE} is there now.\n")

    tables = register(text.parts.program, 5_000, seed=21, near=date(2024, 7, 15))
    found = impact(
        before, after, tables, on=ON, outputs=[HOUSEHOLD, ALONE], by="low_income", income=people.household_income, line=people.standard_for_all,
    )  # fmt: skip
    print(found.text("en"))
    wider = impact(after, after.without(dibao.low_income), tables, on=ON, outputs=[HOUSEHOLD, ALONE])
    print("If persons of other households than low-income ones could be taken in as well:")
    print(f"  {float(wider.total.change_fen) / 100:,.2f} yuan more, for {float(wider.total.gainers):,.2f} households\n")

    print(f"picture: {picture(found).save(folder / 'individual.svg').name}")

    rows = [row for row in found.households().to_pylist() if row["settled"] and row["change_fen"] > 0]
    first = rows[0]
    print(f"\nHousehold {first['household_id']} gains {Money.from_fen(first['change_fen'])} yuan:")
    print(found.explain(first["household_id"]).text("en"))


if __name__ == "__main__":
    with TemporaryDirectory() as elsewhere:
        main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(elsewhere))
