"""One household at a time: ratios against the hand-written function, in one run; exit status 1 where a limit is missed.

Run it alone: ``python tests/bench/bench_single.py``. Both sides of a ratio run by turns, over the same households, and each counts with its best
round: whatever else the machine does only ever adds to a round.
"""

from __future__ import annotations

import gc
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import plain
import policy

from aidrules import Household, Money, Rulebook, compose, read_case
from aidrules.jurisdictions import rulebook_of
from aidrules.jurisdictions.zhangye.wiring import LAW
from aidrules.programs.care import care
from aidrules.programs.dibao import dibao
from aidrules.programs.escort import escort
from aidrules.programs.phase_out import phase_out
from aidrules.programs.tekun import tekun

DAY = date(2024, 6, 15)
ROUNDS = 25
GRADES = ("none", "first", "second", "third", "fourth")


def main() -> int:
    """Measure, print, judge."""
    homes = plain.population(400)
    cases = [facts(home, number) for number, home in enumerate(homes)]
    book = policy.rulebook()
    agree(homes, cases, book)
    by_hand = lambda: [plain.decide(home) for home in homes]  # noqa: E731  # a name for what every ratio is taken against
    base = fastest(by_hand)[0] / len(homes)
    print(f"hand-written function: {base * 1e6:.2f} µs a household of {statistics.mean(len(home.members) for home in homes):.2f}")
    missed = 0
    for name, limit, run in (
        ("every rule's value, three-valued", 8, lambda: [book.values(case, DAY) for case in cases]),
        ("decide, every outcome and amount read", 40, lambda: [[(item.outcome, item.amount) for item in book.decide(case, DAY).items] for case in cases]),
        ("the reasons of all items, text excluded", 400, lambda: [walked(book.decide(case, DAY)) for case in cases]),
    ):
        ours, theirs = fastest(run, by_hand)
        missed += judged(name, f"{ours / theirs:.1f} × (at most {limit} ×)", ours <= limit * theirs)
    rate, whole = (100 / fastest(lambda book=book: [json_to_json(book) for _ in range(100)])[0] for book in (FIVE_MODULES, WHOLE))  # type: ignore[misc]
    missed += judged("JSON to decision JSON of five modules, households of three", f"{rate:.0f} a second (at least 4000)", rate >= 4000)
    items = len(json.loads(json_to_json(WHOLE))["items"])
    print(f"       of the whole plan, {items} items each, most waiting for facts: {whole:.0f} a second (no limit)")
    ratio = import_ratio("import aidrules")
    missed += judged("import aidrules", f"{ratio:.2f} × pydantic, relativedelta and one model (at most 1.5 ×)", ratio <= 1.5)
    print(f"       with every name in it, those imported when first named too: {import_ratio('from aidrules import *'):.2f} × (no limit)")
    return 1 if missed else 0


def judged(name: str, figure: str, kept: bool) -> int:
    print(f"{'ok    ' if kept else 'MISSED'} {name}: {figure}")
    return 0 if kept else 1


def fastest(*runs: Callable[[], Any]) -> list[float]:
    """The processor time of each run's best round, the runs taking turns, the collector at work between them only."""
    found: list[list[float]] = [[] for _ in runs]
    for run in runs:
        run()
    gc.disable()
    for _ in range(ROUNDS):
        for run, times in zip(runs, found, strict=True):
            gc.collect()
            start = time.process_time()
            run()
            times.append(time.process_time() - start)
    gc.enable()
    return [min(times) for times in found]


def facts(home: plain.Home, number: int) -> policy.Home:
    """The same household as facts."""
    money = Money.from_fen
    members = tuple(
        policy.Member(
            id=f"m{number}-{i}", age=m.age, monthly_income=money(m.monthly_income), monthly_pension=money(m.monthly_pension), employed=m.employed,
            grade=policy.Grade(GRADES[m.grade]), of_mind=m.of_mind, self_care=policy.Care(m.self_care), medical=money(m.medical),
            township_days=m.township_days, county_days=m.county_days, city_days=m.city_days, has_supporter=m.has_supporter,
        )
        for i, m in enumerate(home.members)
    )  # fmt: skip
    return policy.Home(
        id=f"h{number}", area=policy.Area(home.area), assets=money(home.assets), income_last_year=money(home.income_last_year),
        months_since_rise=home.months_since_rise, permit=home.permit, members=members,
    )  # fmt: skip


def agree(homes: list[plain.Home], cases: list[policy.Home], book: Any) -> None:
    """Both come to the same fen, or nothing is measured."""
    for home, case in zip(homes, cases, strict=True):
        result, decision = plain.decide(home), book.decide(case, DAY)
        found = dict.fromkeys(("dibao", "single", "tekun_basic", "care", "escort", "phase_out", "total"), 0)
        for item in decision.items:
            found[item.output.removeprefix("ref.")] += item.amount.fen
        assert found == {name: getattr(result, name) for name in found}, (home, found, result)


def walked(decision: Any) -> int:
    """Build every step of every item's reasons; a step that several items share is built once, and counted once."""
    seen: set[int] = set()
    waiting = [item.reasons for item in decision.items]
    while waiting:
        step = waiting.pop()
        if id(step) not in seen:
            seen.add(id(step))
            waiting += step.children
    return len(seen)


def member(number: int) -> dict[str, Any]:
    return {
        "id": f"p{number}", "tekun_support": "none", "birth_date": "1980-05-04", "employed": number == 1, "monthly_earnings": "650.00",
        "necessary_job_costs": "50.00", "other_monthly_income": "10.00", "exempt_monthly_income": "0.00", "able_to_work": True,
        "has_source_of_living": True, "has_able_supporter": False, "disabilities": [], "major_illness": "none", "own_medical_cost_this_year": "120.00",
        "individual_application": False, "care_level": "self_care", "phase_out_from": "2024-05", "stays": [],
    }  # fmt: skip


CASE = json.dumps({
    "place": "zhangye", "on": "2024-06-15",
    "household": {
        "id": "h", "area": "rural", "in_dibao": True, "low_income": True, "assets": "100.00", "income_last_year": "5000.00", "grant_before": "100.00",
        "members": [member(1), member(2), member(3)],
    },
}).encode()  # fmt: skip
SUPPLIED: dict[str, Any] = {
    "dibao.monthly_standard": {"urban": "700.00", "rural": "480.00"}, "dibao.asset_limit": "10000.00",
    "care.monthly_standard": {"self_care": "100.00", "semi_care": "200.00", "full_care": "400.00"},
}  # fmt: skip
FIVE_MODULES = compose(dibao, tekun, phase_out, care, escort, law=LAW, standards=SUPPLIED)
"""What the limit is about. The whole plan asks a household much more than this case says, and most of its items wait for facts."""
WHOLE = rulebook_of("zhangye", SUPPLIED)


def json_to_json(book: Rulebook) -> str:
    """The bytes of a case file to the JSON of its decision, without reasons, clauses by id."""
    case = read_case(CASE)
    assert isinstance(case.subject, Household)
    return book.decide(case.subject, case.on, case.choices).to_json(reasons=False, clauses="ids")


BASE = "from pydantic import BaseModel\nfrom dateutil.relativedelta import relativedelta\nclass M(BaseModel):\n    a: int\n    b: str = ''\nM(a=1)"


def import_ratio(ours: str) -> float:
    """How long an import takes, against what it must import and one model, by turns, each in a fresh process."""
    found = [(process(ours), process(BASE)) for _ in range(9)]
    return min(time for time, _ in found) / min(time for _, time in found)


def process(code: str) -> float:
    text = f"import time\nstart = time.process_time()\n{code}\nprint(time.process_time() - start)"
    return float(subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True).stdout)


if __name__ == "__main__":
    sys.exit(main())
