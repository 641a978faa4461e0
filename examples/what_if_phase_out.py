"""What if a phase-out lasted up to 12 months instead of 6? Two years month by month: a table, a picture, one household explained.

``python examples/what_if_phase_out.py FOLDER`` leaves the picture in a folder. The households are invented: somebody in each finds work that lifts
it above the standard, and some lose it again.
"""

import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from aidrules import Choice, Household, Money, Month, Rulebook
from aidrules.audit import Change, History, Ledger, ledger
from aidrules.decide.choices import Choices
from aidrules.jurisdictions import zhangye
from aidrules.study import picture, receipt
from aidrules.study.explained import Explained
from aidrules.study.sweeps import Sweep, SweepPoint

FIRST, LAST = Month(2024, 4), Month(2026, 3)
HOUSEHOLDS = 24
OUTPUTS = ("dibao.household_grant", "phase_out.payment")


def history(number: int, months: int) -> History:
    """A household whose first member finds work in its own month; every fourth loses it half a year later. The agency grants all it may."""
    start = FIRST.plus(1 + number % 6)
    nothing = {"tekun_support": "none", "necessary_job_costs": "0.00", "other_monthly_income": "0.00", "exempt_monthly_income": "0.00"}
    first = {"id": "p1", "employed": False, "monthly_earnings": "0.00", "phase_out_from": str(start), **nothing}
    second = {"id": "p2", "employed": False, "monthly_earnings": "0.00", **nothing}
    grant = str(Money(200 + 10 * number))
    plain = {"id": f"h{number}", "area": "rural", "in_dibao": True, "assets": "0.00", "grant_before": grant, "members": [first, second]}
    found = [Change(start.first_day, start.first_day, {"members[p1].employed": True, "members[p1].monthly_earnings": str(Money(1000 + 50 * number))})]
    if number % 4 == 3:
        ended = start.plus(6).first_day
        found.append(Change(ended, ended, {"members[p1].employed": False, "members[p1].monthly_earnings": "0.00"}))
    chosen: Choices = {
        ("phase_out.months", "p1"): Choice(months, by="县民政局", why="测算假设"),
        ("phase_out.level", "p1"): Choice(grant, by="县民政局", why="测算假设"),
    }
    return History(Household.read(plain), found, chosen)


def paid(book: Rulebook, months: int) -> list[Ledger]:
    return [ledger(book, history(number, months), FIRST, LAST, day=15) for number in range(HOUSEHOLDS)]


def fen(ledgers: list[Ledger], month: Month, output: str) -> int:
    """What a month pays of an output to all households; a line that is open pays nothing yet."""
    lines = [line for each in ledgers for line in each.lines if line.month == month and line.output == output]
    return sum(line.payable.fen for line in lines if line.payable is not None)


def main(folder: Path) -> None:
    book = zhangye.rulebook(Path(__file__).parent / "zhangye_standards.toml")
    longer = book.with_standards({"phase_out.most_months": 12})
    print(receipt(book, longer).text("en"))

    variants = {"6": paid(book, 6), "12": paid(longer, 12)}
    print(f"Yuan a month for {HOUSEHOLDS} households: dibao, and what the phase-out pays")
    print(f"{'month':<10}" + "".join(f"{f'{months} months':>24}" for months in variants))
    points = []
    sums = dict.fromkeys(variants, 0)
    for ordinal in range(FIRST.ordinal, LAST.ordinal + 1):
        month = Month.from_ordinal(ordinal)
        cells = []
        for months, ledgers in variants.items():
            by_output = [fen(ledgers, month, output) for output in OUTPUTS]
            sums[months] += sum(by_output)
            points.append(SweepPoint((str(month), f"{months} 个月"), sum(by_output)))
            cells.append("".join(f"{Money.from_fen(amount)!s:>12}" for amount in by_output))
        print(f"{month!s:<10}" + "".join(cells))
    print(f"{'both':<10}" + "".join(f"{Money.from_fen(total)!s:>24}" for total in sums.values()))
    print(f"twelve months cost {Money.from_fen(sums['12'] - sums['6'])} yuan more in two years")

    titles = {name: (spec.zh, spec.en) for name, spec in book.outputs.items()}
    costs = Sweep(["月份", "渐退期最多"], points, OUTPUTS, date(2024, 4, 1), "", titles=titles)
    print(f"picture: {picture(costs).save(folder / 'phase_out.svg').name}")

    tenth = 9  # the household of number 1 has worked for more than half a year
    print(f"\nHousehold h1 in {FIRST.plus(tenth)}, under six months and under twelve:")
    one, other = (ledgers[1].months[tenth].decision for ledgers in variants.values())
    print(Explained(one, other, OUTPUTS).text("en"))


if __name__ == "__main__":
    with TemporaryDirectory() as elsewhere:
        main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(elsewhere))
