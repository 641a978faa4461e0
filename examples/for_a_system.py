"""For the system of another department: the bytes of a case come in, a decision to store or a list of faults goes out.

The household is invented, and so are its county's figures, in zhangye_standards.toml.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from aidrules import Rulebook, read_case
from aidrules.errors import AidrulesError, InvalidCaseFile, InvalidFacts
from aidrules.jurisdictions import rulebook_of

STANDARDS = Path(__file__).parent / "zhangye_standards.toml"
TAKEN, NOT_TAKEN = 200, 422

CASE = b"""{
  "place": "zhangye",
  "on": "2024-06-15",
  "household": {
    "id": "h1",
    "area": "rural",
    "in_dibao": true,
    "assets": "12000.00",
    "grant_before": "420.00",
    "members": [
      {
        "id": "p1", "tekun_support": "none", "employed": true, "monthly_earnings": "1500.00",
        "other_monthly_income": "0.00", "exempt_monthly_income": "0.00", "phase_out_from": "2024-04"
      },
      {
        "id": "p2", "tekun_support": "none", "employed": false, "monthly_earnings": "0.00",
        "other_monthly_income": "0.00", "exempt_monthly_income": "0.00"
      }
    ]
  }
}"""

BAD = (
    CASE.replace(b'"rural"', b'"village"')
    .replace(b'"12000.00"', b"12000.5")
    .replace(b'"2024-04"', b'"2024-13"')
    .replace(b'"employed": false', b'"employd": false')
)


# --- the service


@cache
def book_of(place: str, readings: tuple[tuple[str, str], ...]) -> Rulebook:
    """A rulebook is made once; it never changes, and any number of threads may decide with it."""
    return rulebook_of(place, STANDARDS, dict(readings))


def answer(data: bytes) -> tuple[int, str]:
    """The decision as JSON, or what is wrong with the case: where, which mistake, and what to write instead."""
    try:
        case = read_case(data)
        if case.standards:
            raise InvalidCaseFile("the standards here are the county's; leave them out of the case", code="case_file.standards")
        book = book_of(case.place, tuple(sorted(case.readings.items())))
        return TAKEN, book.decide(case.subject, case.on, case.choices, known_on=case.known_on).to_json()
    except InvalidFacts as error:
        faults = [{"path": fault.path, "code": fault.code, "message": fault.message} for fault in error.faults]
    except AidrulesError as error:
        faults = [{"path": "", "code": error.code, "message": error.message}]
    return NOT_TAKEN, json.dumps({"faults": faults}, ensure_ascii=False)


# --- its callers: from here on everything is JSON


def item_of(decision: str, output: str, *subject: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = [item for item in json.loads(decision)["items"] if item["output"] == output and item["subject"] == list(subject)]
    return found[0]


def with_parts(data: bytes, **parts: Any) -> bytes:
    return json.dumps({**json.loads(data), **parts}, ensure_ascii=False).encode()


def show(status: int, document: str) -> None:
    print("  status", status)
    if status == NOT_TAKEN:
        for fault in json.loads(document)["faults"]:
            print(f"  {fault['path'] or '-'} [{fault['code']}] {fault['message']}")
        return
    for output, *subject in (("dibao.household_grant",), ("phase_out.payment", "p1")):
        item = item_of(document, output, *subject)
        amount = "" if item["amount"] is None else f" {item['amount']} yuan per {item['per']}"
        months = f", {item['first_month']} to {item['last_month']}" if item["last_month"] else ""
        print(f"  {output} {'/'.join(subject) or '-'}: {item['outcome']} ({item['outcome_zh']}){amount}{months}")
        for missing in item["missing"]:
            finding = f" (a finding of: {missing['finding']})" if missing["finding"] else ""
            print(f"    asked: {missing['path']}: {missing['question_zh']} {missing['question_en']}{finding}")
        for left in item["discretion"]:
            chosen = f"{left['value']}, by {left['by']}: {left['why']}" if left["value"] else "still open"
            print(f"    left to the agency: {left['path']} from {left['low']} to {left['high']}; {chosen}")


def main() -> None:
    print("At start: the county's figures keep to the bounds of the law?")
    for check in book_of("zhangye", ()).checks("2024-06-15"):
        print(f"  {check.output}: {check.outcome} ({check.outcome.zh})")

    print("\n1. A file with four mistakes. Every one is named, and nothing was decided.")
    status, document = answer(BAD)
    show(status, document)
    repeated = [value for value in ("village", "12000.5", "2024-13", "employd") if value in document]
    print(f"  values of the case that the answer repeats: {repeated or 'none'}")
    print("\n   Others, in one line each:")
    for data in (CASE[:-1], CASE.decode().replace("h1", "户1").encode("gbk"), CASE.replace(b'"zhangye"', b'"zhangje"')):
        show(*answer(data))

    print("\n2. The case is taken, but something isn't known.")
    status, document = answer(CASE)
    show(status, document)

    print("\n3. The agency's finding is written where the question pointed.")
    known = json.loads(CASE)
    known["household"]["members"][0]["necessary_job_costs"] = "200.00"
    complete = json.dumps(known, ensure_ascii=False).encode()
    show(*answer(complete))

    print("\n4. The agency grants more than the law allows.")
    choice = {"subject": ["p1"], "by": "县民政局", "why": "刚就业，收入尚不稳定"}
    level = {**choice, "choice": "phase_out.level", "value": "300.00"}
    show(*answer(with_parts(complete, choices=[{**choice, "choice": "phase_out.months", "value": "8"}, level])))

    print("\n5. Within the bounds.")
    chosen = with_parts(complete, choices=[{**choice, "choice": "phase_out.months", "value": "4"}, level])
    status, document = answer(chosen)
    show(status, document)

    print("\n6. To be stored: the case and the decision. Both together can be checked at any later time.")
    print(f"  case {len(chosen)} bytes, decision {len(document.encode())} bytes")
    print(f"  decided again: {'the same bytes' if answer(chosen) == (status, document) else 'DIFFERENT'}")
    print(f"  format {json.loads(document)['format']}, clauses:")
    for clause in item_of(document, "phase_out.payment", "p1")["clauses"]:
        print(f"    {clause} {json.loads(document)['clauses'][clause]['address']}")

    print("\n7. In August the four months are over.")
    show(*answer(with_parts(chosen, on="2024-08-15")))


if __name__ == "__main__":
    main()
