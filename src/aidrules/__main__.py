"""The command line: ``python -m aidrules decide CASE.json [--json] [--language zh|en]``, ``ledger`` and ``schema``."""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from aidrules.audit import Ledger, Settlement, ledger, settle
from aidrules.errors import AidrulesError, InvalidCaseFile
from aidrules.jurisdictions import rulebook_of
from aidrules.rulebook.casefile import LARGEST, Case, read_case
from aidrules.rulebook.historyfile import HistoryFile, read_history
from aidrules.rulebook.rulebook import Rulebook
from aidrules.rulebook.schema import case_schema, decision_schema, history_schema


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it was carried out, 2 with one message when something given can't be taken."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        print(options.run(options), end="")
    except AidrulesError as error:
        print(f"aidrules: {error}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m aidrules", description="Cited decisions of China's social assistance.")
    commands = parser.add_subparsers(required=True, metavar="command")
    decide = commands.add_parser("decide", help="decide a case file")
    decide.add_argument("case", type=Path, help="a case file (JSON)")
    decide.add_argument("--json", action="store_true", help="the decision as JSON instead of text")
    decide.add_argument("--language", choices=("zh", "en"), default="zh", help="of the text")
    decide.add_argument("--standards", type=Path, help="a TOML file of local standards")
    decide.set_defaults(run=_decide)
    months = commands.add_parser("ledger", help="decide a history file month by month")
    months.add_argument("history", type=Path, help="a history file (JSON)")
    months.add_argument("--from", dest="first", required=True, help="the first month, such as 2024-01")
    months.add_argument("--to", dest="last", required=True, help="the last month")
    months.add_argument("--known-on", help='as known on a day; "month": each month as known on its own day')
    months.add_argument("--day", type=int, default=31, help="the day of each month for which it is decided")
    months.add_argument("--settle", action="store_true", help="what was paid, as known then, against what was due")
    months.add_argument("--json", action="store_true", help="JSON instead of text")
    months.add_argument("--language", choices=("zh", "en"), default="zh", help="of the text")
    months.add_argument("--standards", type=Path, help="a TOML file of local standards")
    months.set_defaults(run=_ledger)
    schema = commands.add_parser("schema", help="print a JSON Schema")
    schema.add_argument("of", choices=("case", "history", "decision"))
    schema.set_defaults(run=_schema)
    return parser


def _decide(options: argparse.Namespace) -> str:
    case = read_case(_bytes(options.case))
    decision = _book(case, options.standards).decide(case.subject, case.on, case.choices, known_on=case.known_on)
    return decision.to_json() + "\n" if options.json else decision.explain(options.language)


def _ledger(options: argparse.Namespace) -> str:
    told = read_history(_bytes(options.history))
    book = _book(told, options.standards)
    asked = ledger(book, told.history, options.first, options.last, known_on=options.known_on, day=options.day)
    made: Ledger | Settlement = asked
    if options.settle:
        made = settle(asked, ledger(book, told.history, options.first, options.last, day=options.day))
    return made.to_json() + "\n" if options.json else made.explain(options.language)


def _book(case: Case | HistoryFile, standards: Path | None) -> Rulebook:
    if case.standards and standards:
        raise InvalidCaseFile("standards stand in the case file and are given beside it; give them in one place", code="case_file.standards")
    return rulebook_of(case.place, standards or dict(case.standards) or None, case.readings)


def _schema(options: argparse.Namespace) -> str:
    schema = {"case": case_schema, "history": history_schema, "decision": decision_schema}[options.of]()
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise InvalidCaseFile(f"the file can't be read: {error.strerror}", code="case_file.read") from None


if __name__ == "__main__":
    sys.exit(main())
