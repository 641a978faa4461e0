"""For a policy analyst: what if the dibao standard rose by 8 %? Exact to the fen, over households made here by a seeded generator.

No household here exists, and no figure: those of the county stand in zhangye_standards.toml.
"""

import random  # noqa: TID251  # the households are invented here; deciding them has no chance in it
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from aidrules import Choice, Decision, Household, Money, Month, Outcome, Person, Rulebook
from aidrules.decide.choices import Choices
from aidrules.decide.reasons import Reason
from aidrules.facts.terms import Area, Per, SupportMode
from aidrules.jurisdictions import zhangye

ON = "2024-07-15"
PERCENT = 8
HOUSEHOLDS = 300
OUTPUTS = ("dibao.household_grant", "phase_out.payment", "tekun.basic_living")


def raised(fen: int) -> Money:
    """So many percent more. Where that isn't whole fen somebody has to say how it is rounded, so it isn't done in silence."""
    whole, rest = divmod(fen * (100 + PERCENT), 100)
    if rest:
        raise ValueError("the raised standard isn't whole fen")
    return Money.from_fen(whole)


def standard(book: Rulebook, area: Area) -> int:
    """The dibao standard in force, in fen."""
    figure = book.figures(ON).figure("dibao.monthly_standard", area.code)
    assert figure is not None
    return int(figure.value)


# --- the households


@dataclass(frozen=True)
class Sample:
    """A household, and what the agency chose for it where it has a phase-out: all six months, and the former grant."""

    home: Household
    choices: Choices


def samples(seed: int) -> Iterator[Sample]:
    chance = random.Random(seed)  # noqa: S311  # not for secrets

    def yuan(low: int, high: int) -> Money:
        return Money(chance.randrange(low, high, 10))

    for number in range(HOUSEHOLDS):
        in_dibao = chance.random() < 0.5
        members: list[Person] = []
        choices: dict[tuple[str, ...], Choice] = {}
        former = yuan(100, 900)
        for place in range(1, chance.choice((2, 2, 3, 4, 5, 6))):
            employed = place == 1 and chance.random() < 0.6
            someone = Person(
                id=f"p{place}",
                tekun_support=SupportMode.DISPERSED if place > 1 and chance.random() < 0.06 else SupportMode.NONE,
                employed=employed,
                monthly_earnings=yuan(600, 2800) if employed else Money(0),
                necessary_job_costs=None if chance.random() < 0.05 else yuan(0, 300),
                other_monthly_income=yuan(0, 400) if place < 3 else Money(0),
                exempt_monthly_income=Money(0),
                phase_out_from=Month(2024, 5) if employed and in_dibao else None,
            )
            if employed and in_dibao:
                choices["phase_out.months", someone.id] = Choice(6, by="县民政局", why="测算假设")
                choices["phase_out.level", someone.id] = Choice(former, by="县民政局", why="测算假设")
            members.append(someone)
        area = Area.RURAL if chance.random() < 0.7 else Area.URBAN
        home = Household(id=f"h{number}", area=area, in_dibao=in_dibao, assets=yuan(0, 60000), grant_before=former, members=tuple(members))
        yield Sample(home, choices)


# --- counting


@dataclass(frozen=True)
class Counted:
    """What a rulebook makes of all the households: decisions, outcomes, and fen a month by output and by household."""

    decisions: dict[str, Decision]
    outcomes: Counter[tuple[str, Outcome]]
    by_output: Counter[str]
    by_household: dict[str, int | None]


def counted(book: Rulebook, households: list[Sample]) -> Counted:
    found = Counted({}, Counter(), Counter(), {})
    for sample in households:
        decision = found.decisions[sample.home.id] = book.decide(sample.home, ON, sample.choices)
        items = [item for item in decision.items if item.output in OUTPUTS]
        fen = 0
        for item in items:
            found.outcomes[item.output, item.outcome] += 1
            if item.outcome is Outcome.GRANTED and item.amount is not None and item.per is Per.MONTH:
                found.by_output[item.output] += item.amount.fen
                fen += item.amount.fen
        # not known is not zero: such a household is neither a gainer nor a loser
        found.by_household[sample.home.id] = None if any(item.outcome is Outcome.UNDETERMINED for item in items) else fen
    return found


def yuan(fen: int) -> str:
    return str(Money.from_fen(fen))


def table(before: Counted, after: Counted) -> None:
    print(f"{'':<24}{'outcome':<16}{'before':>10}{'after':>10}")
    for output in OUTPUTS:
        for outcome in Outcome:
            counts = [counts.outcomes[output, outcome] for counts in (before, after)]
            if any(counts):
                print(f"{output:<24}{outcome.value:<16}{counts[0]:>10}{counts[1]:>10}")
    print(f"\n{'yuan a month':<40}{'before':>12}{'after':>12}{'more':>12}")
    for output in OUTPUTS:
        then, now = before.by_output[output], after.by_output[output]
        print(f"{output:<40}{yuan(then):>12}{yuan(now):>12}{yuan(now - then):>12}")
    then, now = before.by_output.total(), after.by_output.total()
    print(f"{'all':<40}{yuan(then):>12}{yuan(now):>12}{yuan(now - then):>12}")
    print(f"{'in fen':<40}{then:>12}{now:>12}{now - then:>12}")


def changes(before: Counted, after: Counted) -> dict[str, int]:
    found = {}
    for home, then in before.by_household.items():
        now = after.by_household[home]
        if then is not None and now is not None:
            found[home] = now - then
    return found


# --- one household


def steps(reason: Reason, depth: int = 0, deepest: int = 3) -> Iterator[str]:
    """The rules that settled it, each with its value; ``formula_en`` of a step would also show how it was worked out."""
    for child in reason.children:
        if child.sort == "rule" and depth < deepest:
            yield f"{child.value_words('en'):>10}  {'  ' * depth}{child.en}"
            yield from steps(child, depth + 1, deepest)


def explain(decision: Decision) -> None:
    for item in decision.items:
        if item.output == "dibao.household_grant" or (item.output == "phase_out.payment" and ("phase_out.months", *item.subject) in decision.choices):
            amount = "" if item.amount is None else f" {item.amount} yuan per {item.per}"
            print("  " + " ".join((item.en, *item.subject)) + f": {item.outcome}{amount}")
            print(*dict.fromkeys(steps(item.reasons)), sep="\n")


# --- a sweep


def with_earnings(earnings: Money) -> Household:
    """Two people of the countryside, in dibao; one has found work."""
    none = Money(0)
    first, second = (
        Person(
            id=member,
            tekun_support=SupportMode.NONE,
            employed=member == "p1",
            monthly_earnings=earnings if member == "p1" else none,
            necessary_job_costs=none,
            other_monthly_income=none,
            exempt_monthly_income=none,
            phase_out_from=Month(2024, 6) if member == "p1" else None,
        )
        for member in ("p1", "p2")
    )
    return Household(id="h1", area=Area.RURAL, in_dibao=True, assets=none, grant_before=Money("420.00"), members=(first, second))


def sweep(before: Rulebook, after: Rulebook) -> None:
    """Only the earnings change from line to line; the agency has granted four months of 200 yuan from June on."""
    chosen: Choices = {
        ("phase_out.months", "p1"): Choice(4, by="县民政局", why="测算假设"),
        ("phase_out.level", "p1"): Choice("200.00", by="县民政局", why="测算假设"),
    }
    columns = ((before, ON), (after, ON), (before, "2024-11-15"))
    print(f"{'':>10}|{'before, in July':^30}|{'after, in July':^30}|     before, in November")
    print(f"{'earnings':<10}" + "|".join(["", *[f"{'dibao':>9}{'phase-out':>10}{'in hand':>10} "] * len(columns)]).rstrip())
    for text in ("0.00", "500.00", "900.00", "959.99", "960.00", "960.01", "1000.00", "1036.79", "1036.80", "1036.81", "1200.00"):
        earnings = Money(text)
        home = with_earnings(earnings)
        line, notices = f"{text:>9} ", set[str]()
        for book, day in columns:
            decision = book.decide(home, day, chosen)
            dibao, phase_out = decision.find("dibao.household_grant"), decision.find("phase_out.payment", "p1")
            in_hand = earnings + (dibao.amount or Money(0)) + (phase_out.amount or Money(0))
            line += f"|{dibao.amount or '-'!s:>9}{phase_out.amount or '-'!s:>10}{in_hand!s:>10} "
            notices |= {notice.en for notice in phase_out.notices}
        print(line.rstrip(), *sorted(notices), sep="\n          ^ ")


def main() -> None:
    households = list(samples(seed=20240715))
    book = zhangye.rulebook(Path(__file__).parent / "zhangye_standards.toml")
    dearer = book.with_standards({"dibao.monthly_standard": {area.value: raised(standard(book, area)) for area in Area}})
    print(f"What if the dibao standard rose by {PERCENT} %? {len(households)} invented households, decided for {ON}")
    for area in Area:
        print(f"  {area}: {yuan(standard(book, area))} -> {yuan(standard(dearer, area))} yuan a month")
    print("What becomes of the bounds on the figures themselves:")
    for then, now in zip(book.checks(ON), dearer.checks(ON), strict=True):
        print(f"  {then.output}: {then.outcome} -> {now.outcome}")

    before, after = counted(book, households), counted(dearer, households)
    print()
    table(before, after)

    change = changes(before, after)
    gained, lost = [fen for fen in change.values() if fen > 0], [fen for fen in change.values() if fen < 0]
    print(f"\ngainers {len(gained)}, {yuan(sum(gained))} yuan more; losers {len(lost)}, {yuan(sum(lost))} yuan;", end=" ")
    print(f"unchanged {len(change) - len(gained) - len(lost)}; not known {len(households) - len(change)}")

    home = min(change, key=lambda home: change[home])
    print(f"\nWhy does {home} lose {yuan(-change[home])} yuan a month? Before:")
    explain(before.decisions[home])
    print("After:")
    explain(after.decisions[home])

    print("\nThe edge of dibao. Yuan a month for two people, of whom one earns:")
    sweep(book, dearer)


if __name__ == "__main__":
    main()
