"""A ledger of 120 months against one decision, in one run; exit status 1 where it takes more than 200 decisions.

Run it alone: ``python tests/bench/bench_ledger.py``. One decision is ``decide`` with every outcome and amount read, of the same
household by the same rulebook. Like is held against like: a ledger on a rulebook that has its days' figures ready against a
decision on such a day, and a ledger on one that has seen none of its days against a decision on a day not seen before. The
history changes in 0, in 12 and in every one of its months.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from aidrules import Household, Money, Month, Rulebook
from aidrules.audit import Change, History, ledger
from aidrules.jurisdictions import rulebook_of

FIRST, MONTHS, LIMIT, ROUNDS = Month(2015, 1), 120, 200, 9


def rulebook() -> Rulebook:
    """Zhangye, with a dibao standard that rises every year, announced half a year late."""
    rising = {f"{year}-01-01": {"value": str(Money(300 + 10 * (year - 2015))), "announced": f"{year}-07-10"} for year in range(2015, 2026)}
    care = {"self_care": "100.00", "semi_care": "200.00", "full_care": "400.00"}
    return rulebook_of(
        "zhangye", {"dibao.monthly_standard": {"urban": dict(rising), "rural": rising}, "dibao.asset_limit": "10000.00", "care.monthly_standard": care}
    )


def member(number: int) -> dict[str, Any]:
    return {
        "id": f"p{number}", "tekun_support": "none", "birth_date": "1980-05-04", "employed": number == 1, "monthly_earnings": "350.00",
        "necessary_job_costs": "50.00", "other_monthly_income": "10.00", "exempt_monthly_income": "0.00", "able_to_work": True,
        "has_source_of_living": True, "has_able_supporter": False, "disabilities": [], "major_illness": "none", "own_medical_cost_this_year": "120.00",
        "individual_application": False, "care_level": "self_care", "phase_out_from": "2015-02", "stays": [],
    }  # fmt: skip


HOME = Household.read({
    "id": "h", "area": "rural", "in_dibao": True, "low_income": True, "assets": "100.00", "income_last_year": "5000.00", "grant_before": "100.00",
    "members": [member(1), member(2), member(3)],
})  # fmt: skip


def history(changes: int) -> History:
    """A household whose earnings change now and then, each time known two months later."""
    every = MONTHS // changes if changes else 0
    months = [FIRST.plus(every * number) for number in range(changes)]
    return History(HOME, [
        Change(month.first_day, month.plus(2).first_day, {"members[p1].monthly_earnings": str(Money(350 + number))}) for number, month in enumerate(months)
    ])  # fmt: skip


def main() -> int:
    """Measure, print, judge."""
    book, last = rulebook(), FIRST.plus(MONTHS - 1)
    one = seconds(lambda: [[(item.outcome, item.amount) for item in book.decide(HOME, date(2020, 6, 30)).items] for _ in range(50)]) / 50
    items = len(book.decide(HOME, date(2020, 6, 30)).items)
    print(f"one decision of {items} items: {one * 1e6:.0f} µs")
    days = [FIRST.plus(number).last_day for number in range(MONTHS)]
    strange = seconds_of(lambda cold: [[(item.outcome, item.amount) for item in cold.decide(HOME, day).items] for day in days]) / MONTHS
    print(f"on a day not seen before: {strange * 1e6:.0f} µs")
    missed = 0
    for changes in (0, 12, MONTHS):
        told = history(changes)
        ready = seconds(lambda told=told: ledger(book, told, FIRST, last)) / one
        unseen = seconds_of(lambda cold, told=told: ledger(cold, told, FIRST, last)) / strange
        for name, ratio in (("figures ready", ready), ("days never seen", unseen)):
            kept = ratio <= LIMIT
            missed += not kept
            print(f"{'ok    ' if kept else 'MISSED'} {MONTHS} months, {changes} changes, {name}: {ratio:.0f} decisions (at most {LIMIT})")
    return 1 if missed else 0


def seconds_of(run: Callable[[Rulebook], Any]) -> float:
    """As ``seconds``, of a run on a rulebook that has decided one case, on a day before all the others."""
    fresh = [rulebook() for _ in range(ROUNDS + 1)]
    for cold in fresh:
        cold.decide(HOME, date(2014, 12, 31))
    return seconds(lambda: run(fresh.pop()))


def seconds(run: Callable[[], Any]) -> float:
    """The median processor time of a run, the collector off: what else the machine does counts little."""
    run()
    found = []
    gc.disable()
    for _ in range(ROUNDS):
        start = time.process_time()
        run()
        found.append(time.process_time() - start)
    gc.enable()
    return statistics.median(found)


if __name__ == "__main__":
    sys.exit(main())
