"""For an auditor: an old decision followed step by step to the printed clauses, read the other way, and compared with what was stored.

The case and the decision that was stored with it are in archive/; the person is invented. After a change of the library or of the law that is
meant to change decisions, ``python examples/for_an_auditor.py --store`` writes the stored decision anew.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aidrules import Decision, Item, read_case
from aidrules.decide.reasons import Reason
from aidrules.jurisdictions import huining, rulebook_of
from aidrules.standards.figures import Figure

ARCHIVE = Path(__file__).parent / "archive"
STORED = ARCHIVE / "stored_decision.json"
OUTPUT = ("escort.fee", "p1", "stay1")


def decided(readings: dict[str, str]) -> Decision:
    """The old case, on its day, under the readings in use or under others."""
    case = read_case((ARCHIVE / "case.json").read_bytes())
    book = rulebook_of(case.place, case.standards, {**case.readings, **readings})
    return book.decide(case.subject, case.on, case.choices, known_on=case.known_on)


# --- step by step


def step(reason: Reason, depth: int) -> Iterator[str]:
    """A step with its value, its clauses as printed, and for a figure its days; then the steps below it."""
    pad = "  " * depth
    if reason.sort == "fact":
        yield f"{pad}[fact] {reason.en}: {reason.value_words('en')} ({reason.path})"
    else:
        yield f"{pad}[{reason.sort}] {reason.en.rstrip('.')}: {reason.value_words('en')}"
    if reason.sort == "rule" and reason.kind.name != "bool":
        yield f"{pad}    worked out: {reason.formula_en}"
    for figure in reason.figures:
        yield f"{pad}    {dates(figure)}"
    for clause in reason.clauses:
        yield f"{pad}    clause {clause}, {huining.clauses[clause].citation}"
    for child in reason.children:
        yield from step(child, depth + 1)


def dates(figure: Figure) -> str:
    key = f" ({figure.key})" if figure.key else ""
    held = f"from {figure.start or 'ever'}" + (f" until {figure.until}" if figure.until else "")
    known = f"announced {figure.announced or '-'}, compared with the text {figure.checked_on or '-'}"
    return f"figure {figure.path}{key} = {figure.text} {figure.unit}, {held}, {known}"


def print_item(item: Item) -> None:
    print(f"{item.output} for {'/'.join(item.subject)}: {item.outcome} ({item.outcome.zh})", f"{item.amount} yuan, {item.per}" if item.amount else "")
    for child in item.reasons.children:
        print(*step(child, 1), sep="\n")
    print("  Places of the text that had to be read one way:")
    for reading in item.readings:
        print(f"    {reading.id}: {reading.topic_en}")
        print(f"      read here: {reading.words('en')}{' (an alternative)' if reading.selected else ''}")
        print(f"      why: {reading.why_en}")
        for other in reading.alternatives:
            print(f"      could also be read: {other.id}: {other.en}")
    print("  Notices:")
    for notice in item.notices:
        print(f"    {notice.en} ({', '.join(clause.id for clause in notice.clauses)})")


# --- compared


def differences(then: Any, now: Any, path: str = "") -> Iterator[str]:
    """The paths at which two documents differ."""
    if isinstance(then, dict) and isinstance(now, dict):
        for name in sorted({*then, *now}):
            yield from differences(then.get(name), now.get(name), f"{path}.{name}" if path else name)
    elif isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        for number, parts in enumerate(zip(then, now, strict=True)):
            yield from differences(*parts, f"{path}[{number}]")
    elif then != now:
        yield path


def compared(stored: bytes, today: bytes) -> str:
    if stored == today:
        return f"identical, {len(stored)} bytes"
    found = list(differences(json.loads(stored), json.loads(today)))
    return "\n".join([f"DIFFERENT in {len(found)} places:", *(f"    {path}" for path in found[:12]), *(["    …"] if len(found) > 12 else [])])


def main() -> None:
    decision = decided({})
    today = decision.to_json().encode()
    if sys.argv[1:] == ["--store"]:
        STORED.write_bytes(today)
        print("stored", len(today), "bytes")
        return

    print(f"Place {decision.place}, decided for {decision.on}, household {decision.subject}\n")
    print_item(decision.find(*OUTPUT))

    print("\nOn its day only what was in force then counts. The day before the notice:")
    case = read_case((ARCHIVE / "case.json").read_bytes())
    print(f"  {OUTPUT[0]}: {huining.rulebook().decide(case.subject, on='2022-01-09', known_on='2022-01-09').find(*OUTPUT).outcome}")

    print("\nRead the other way, escort-coverage = dispersed-only:")
    other = decided({"escort-coverage": "dispersed-only"})
    item = other.find(*OUTPUT)
    print(f"  {item.output} for {'/'.join(item.subject)}: {item.outcome} ({item.outcome.zh})")
    for child in item.reasons.children:
        print(*step(child, 2), sep="\n")
    print("  against the stored decision:", compared(STORED.read_bytes(), other.to_json().encode()))

    print("\nThe stored decision against today's:", compared(STORED.read_bytes(), today))


if __name__ == "__main__":
    main()
