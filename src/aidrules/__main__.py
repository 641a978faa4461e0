"""The command line, ``python -m aidrules``: ``decide``, ``explain``, ``replay``, ``compare``, ``ledger``, ``archive``, ``clauses``, ``sql``, ``schema``."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from aidrules.audit import Ledger, Settlement, ledger, settle
from aidrules.decide.decision import Decision
from aidrules.errors import AidrulesError, InvalidCaseFile
from aidrules.jurisdictions import PLACES, rulebook_of
from aidrules.rulebook.casefile import LARGEST, Case, read_case
from aidrules.rulebook.clauses import as_document, as_lines, own_rows
from aidrules.rulebook.compare_files import compared
from aidrules.rulebook.historyfile import HistoryFile, read_history
from aidrules.rulebook.rulebook import Rulebook
from aidrules.rulebook.schema import case_schema, decision_schema, history_schema


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it was carried out, 2 with one message when something given can't be taken, or the output not written."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        printed = options.run(options)
        for part in [printed] if isinstance(printed, str) else printed:
            print(part, end="")
        print(end="", flush=True)
    except AidrulesError as error:
        print(f"aidrules: {error}", file=sys.stderr)
        return 2
    except OSError as error:  # of writing: files that can't be read are told above
        _to_nowhere()
        if not isinstance(error, BrokenPipeError):  # somebody who reads no further, as `head`, is told nothing
            print(f"aidrules: the output can't be written: {error.strerror}", file=sys.stderr)
        return 2
    return int(getattr(options, "status", 0))


def _to_nowhere() -> None:
    """What is left to be written goes nowhere, so that nothing fails once more at the end of the process."""
    with suppress(OSError):  # an output without a file of its own
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m aidrules", description="Cited decisions of China's social assistance.")
    commands = parser.add_subparsers(required=True, metavar="command")
    decide = commands.add_parser("decide", help="decide a case file")
    decide.add_argument("case", type=Path, help="a case file (JSON)")
    form = decide.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="the decision as JSON instead of text")
    form.add_argument("--record", action="store_true", help="the record of the decision: all that a replay needs, one line of JSON")
    _language(decide)
    _standards(decide)
    decide.set_defaults(run=_decide)
    explain = commands.add_parser("explain", help="read out one item of a case file's decision, or all of them")
    explain.add_argument("case", type=Path, help="a case file (JSON)")
    explain.add_argument("output", nargs="?", help="an output, such as escort.fee")
    explain.add_argument("subject", nargs="*", help="the ids on the way to its subject")
    _language(explain)
    _standards(explain)
    explain.set_defaults(run=_explain)
    query = commands.add_parser("sql", help="print the query that decides a register in a database")
    query.add_argument("--place", required=True, help="the place")
    query.add_argument("--on", required=True, help="the day decided for")
    query.add_argument("--dialect", default="duckdb", help="duckdb, spark, postgres, or another that is then experimental")
    query.add_argument("--output", action="append", dest="outputs", help="an output; may be said several times (all where left out)")
    _standards(query)
    query.set_defaults(run=_sql)
    again = commands.add_parser("replay", help="decide again what records hold, and compare every byte; ends with 1 where one differs")
    again.add_argument("record", type=Path, help="a file of records, one a line")
    again.add_argument("--json", action="store_true", help="a line of JSON for each record instead of text")
    _language(again)
    again.set_defaults(run=_replay)
    archive = commands.add_parser("archive", help="print the archive of a place: its rules, figures and clauses as data")
    archive.add_argument("--place", required=True, help="the place")
    archive.set_defaults(run=_archive)
    compare = commands.add_parser("compare", help="compare two case files or records: what differs, and step by step why")
    compare.add_argument("before", type=Path, help="a case file or a record (JSON)")
    compare.add_argument("after", type=Path, help="another")
    compare.add_argument("--json", action="store_true", help="as JSON instead of text")
    _language(compare)
    compare.set_defaults(run=_compare)
    clauses = commands.add_parser("clauses", help="what is computed of each clause of a place, or why nothing is")
    clauses.add_argument("--place", help="only this place's clauses; without it, those of every place")
    clauses.add_argument("--json", action="store_true", help="as JSON instead of text")
    _language(clauses)
    clauses.set_defaults(run=_clauses)
    months = commands.add_parser("ledger", help="decide a history file month by month")
    months.add_argument("history", type=Path, help="a history file (JSON)")
    months.add_argument("--from", dest="first", required=True, help="the first month, such as 2024-01")
    months.add_argument("--to", dest="last", required=True, help="the last month")
    months.add_argument("--known-on", help='as known on a day; "month": each month as known on its own day')
    months.add_argument("--day", type=int, default=31, help="the day of each month for which it is decided")
    months.add_argument("--settle", action="store_true", help="what was paid, as known then, against what was due")
    months.add_argument("--json", action="store_true", help="JSON instead of text")
    _language(months)
    _standards(months)
    months.set_defaults(run=_ledger)
    schema = commands.add_parser("schema", help="print a JSON Schema")
    schema.add_argument("of", choices=("case", "history", "decision"))
    schema.set_defaults(run=_schema)
    return parser


def _language(command: argparse.ArgumentParser) -> None:
    command.add_argument("--language", choices=("zh", "en"), default="zh", help="of the text")


def _standards(command: argparse.ArgumentParser) -> None:
    command.add_argument("--standards", type=Path, help="a TOML file of local standards")


def _decided(options: argparse.Namespace) -> Decision:
    case = read_case(_bytes(options.case))
    return _book(case, options.standards).decide(case.subject, case.on, case.choices, known_on=case.known_on, evidence=case.evidence)


def _decide(options: argparse.Namespace) -> str:
    decision = _decided(options)
    if options.record:
        return decision.record().to_json() + "\n"
    return decision.to_json() + "\n" if options.json else decision.explain(options.language)


def _explain(options: argparse.Namespace) -> str:
    decision = _decided(options)
    if not options.output:
        return decision.explain(options.language)
    return decision.find(options.output, *options.subject).explain(options.language)


def _sql(options: argparse.Namespace) -> str:
    return rulebook_of(options.place, options.standards).sql(options.dialect, options.on, outputs=options.outputs) + "\n"


def _replay(options: argparse.Namespace) -> Iterator[str]:
    from aidrules.audit.report import Report, records_in

    with _opened(options.record) as file:
        report = Report(records_in(file), options.language, as_json=options.json)
        yield from report
        options.status = 0 if report.identical else 1


def _archive(options: argparse.Namespace) -> str:
    return rulebook_of(options.place).archive() + "\n"


def _compare(options: argparse.Namespace) -> str:
    found = compared(_bytes(options.before), _bytes(options.after), rulebook_of)
    return found.to_json() + "\n" if options.json else found.text(options.language)


def _clauses(options: argparse.Namespace) -> str:
    rows = [row for place in ([options.place] if options.place else PLACES) for row in own_rows(rulebook_of(place))]
    if options.json:
        return json.dumps(as_document(rows), ensure_ascii=False, indent=2) + "\n"
    return "\n".join(as_lines(rows, options.language)) + "\n"


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
    with _opened(path) as file:
        return file.read(LARGEST + 1)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise InvalidCaseFile(f"the file can't be read: {error.strerror}", code="case_file.read") from None


if __name__ == "__main__":
    sys.exit(main())
