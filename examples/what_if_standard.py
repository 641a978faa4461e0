"""What if the dibao standard rose by 8 %? A synthetic register before and after: a table, a picture, one household explained.

``python examples/what_if_standard.py FOLDER`` leaves the picture in a folder. No household here exists, and no figure: those of the county stand
in zhangye_standards.toml.
"""

import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from aidrules import Money
from aidrules.facts.terms import Area
from aidrules.jurisdictions import zhangye
from aidrules.programs import people
from aidrules.study import impact, picture, receipt, sweep
from aidrules.testing import register

ON, SINCE = "2024-07-15", "2024-07-01"
PERCENT = 8
GRANT = "dibao.household_grant"
STANDARD = "dibao.monthly_standard"


def raised(fen: int, percent: int) -> Money:
    """So many percent more, which has to be whole fen: nothing is rounded in silence."""
    whole, rest = divmod(fen * (100 + percent), 100)
    if rest:
        raise ValueError("the raised standard isn't whole fen")
    return Money.from_fen(whole)


def main(folder: Path) -> None:
    book = zhangye.rulebook(Path(__file__).parent / "zhangye_standards.toml")
    standards = {area: figure.value for area in Area if (figure := book.figures(ON).figure(STANDARD, area.code))}
    dearer = book.with_standards({STANDARD: {area.value: {SINCE: str(raised(fen, PERCENT))} for area, fen in standards.items()}})
    print(receipt(book, dearer).text("en"))

    tables = register(book.parts.program, 5_000, seed=8, near=date(2024, 7, 15))
    found = impact(
        book, dearer, tables, on=ON, outputs=[GRANT], by="area", weights="person", tolerance=Money("5.00"),
        income=people.household_income, line=people.standard_for_all, earnings="Person.monthly_earnings", step=Money("100.00"),
    )  # fmt: skip
    print(found.text("en"))
    print("What each rise would cost, in yuan a month:")
    rural = f"{STANDARD}[rural]"
    costs = sweep(book, tables, {rural: [str(raised(standards[Area.RURAL], percent)) for percent in (0, 2, 4, 6, 8, 10)]}, on=ON, outputs=[GRANT])
    for point in costs.points:
        print(f"  rural {point.values[0]}: {float(point.fen or 0) / 100:,.2f}")

    for name, shown in (("gainers", picture(found)), ("cost", picture(costs))):
        print(f"picture: {shown.save(folder / f'{name}.svg').name}")

    rows = [row for row in found.households().to_pylist() if row["settled"]]
    most = max(rows, key=lambda row: (row["change_fen"], -row["household_id"]))
    print(f"\nHousehold {most['household_id']} gains most, {Money.from_fen(most['change_fen'])} yuan:")
    print(found.explain(most["household_id"]).text("en"))


if __name__ == "__main__":
    with TemporaryDirectory() as elsewhere:
        main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(elsewhere))
