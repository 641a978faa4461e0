"""The command line: what it prints, and one message with code 2 for whatever can't be taken."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess  # noqa: TID251  # the command line is run as its users run it
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from aidrules import read_case
from aidrules.__main__ import main
from aidrules.jurisdictions import PLACES, rulebook_of
from aidrules.rulebook.schema import case_schema, decision_schema, history_schema

SOURCE = Path(__file__).parents[1] / "src"
EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.json"))
GRANTED = next(file for file in EXAMPLES if file.stem == "granted")
HOME = {"id": "h1", "members": [{"id": "p1", "tekun_support": "dispersed", "care_level": "full_care", "has_caring_guardian": True}]}
GOOD = {"place": "huining", "on": "2022-03-01", "household": HOME}
STANDARDS = '["care.monthly_standard"]\nself_care = "120.00"\nsemi_care = "260.00"\nfull_care = "400.00"\n'


@pytest.fixture
def case(tmp_path: Path) -> Any:
    def write(data: Any = GOOD, name: str = "case.json") -> str:
        file = tmp_path / name
        file.write_bytes(data if isinstance(data, bytes) else (data if isinstance(data, str) else json.dumps(data)).encode("utf-8"))
        return str(file)

    return write


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command prints when it is carried out."""
    code = main(arguments)
    printed = capsys.readouterr()
    assert (code, printed.err) == (0, "")
    return printed.out


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one message of a command that isn't."""
    code = main(arguments)
    printed = capsys.readouterr()
    assert (code, printed.out) == (2, "")
    assert printed.err.startswith("aidrules: ")
    assert printed.err.endswith("\n")
    assert printed.err.count("aidrules: ") == 1
    assert "Traceback" not in printed.err
    return printed.err.removeprefix("aidrules: ").removesuffix("\n")


def expected(file: Path) -> Any:
    found = read_case(file.read_bytes())
    return rulebook_of(found.place, dict(found.standards) or None, found.readings).decide(found.subject, found.on, found.choices, known_on=found.known_on)


# --- decide


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_decide_reads_the_decision_out(capsys: pytest.CaptureFixture[str], file: Path, language: str) -> None:
    assert run(capsys, "decide", str(file), "--language", language) == expected(file).explain(language)
    if language == "zh":
        assert run(capsys, "decide", str(file)) == expected(file).explain("zh")


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_decide_writes_json_that_keeps_to_its_schema(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    printed = run(capsys, "decide", str(file), "--json")
    assert printed == expected(file).to_json() + "\n"
    document = json.loads(printed)
    Draft202012Validator(decision_schema()).validate(document)
    assert (document["format"], document["place"], document["on"]) == ("aidrules-decision/1", "huining", "2022-03-15")


def test_what_stands_in_the_case_file_is_used(capsys: pytest.CaptureFixture[str], case: Any) -> None:
    plain = json.loads(run(capsys, "decide", case(), "--json"))
    assert {item["output"]: item["outcome"] for item in plain["items"]}["care.guardian_payment"] == "granted"
    early = json.loads(run(capsys, "decide", case({**GOOD, "known_on": "2022-01-09"}), "--json"))
    assert (early["known_on"], {item["output"]: item["outcome"] for item in early["items"]}["care.guardian_payment"]) == ("2022-01-09", "undetermined")
    stayed = {**GOOD, "household": {**HOME, "members": [{**HOME["members"][0], "stays": [{"id": "s", "escort": "guardian"}]}]}}
    for readings, selected in (({}, ""), ({"escort-coverage": "dispersed-only"}, "dispersed-only")):
        read = json.loads(run(capsys, "decide", case({**stayed, "readings": readings}), "--json"))
        assert read["readings"]["escort-coverage"]["selected"] == selected
    standards = {"care.monthly_standard": {"full_care": "400.00"}}
    document = {**GOOD, "standards": standards, "household": {**HOME, "members": [{**HOME["members"][0], "service_assessment_passed": True}]}}
    supplied = json.loads(run(capsys, "decide", case(document), "--json"))
    assert {item["output"]: item["amount"] for item in supplied["items"]}["care.purchased_care"] == "170.00"


def test_standards_may_be_given_beside_the_case_file(capsys: pytest.CaptureFixture[str], case: Any) -> None:
    document = {**GOOD, "household": {**HOME, "members": [{**HOME["members"][0], "service_assessment_passed": True}]}}
    beside = run(capsys, "decide", case(document), "--json", "--standards", case(STANDARDS, "local.toml"))
    assert {item["output"]: item["amount"] for item in json.loads(beside)["items"]}["care.purchased_care"] == "170.00"


@pytest.mark.parametrize("name", PLACES)
def test_every_place_can_be_named(capsys: pytest.CaptureFixture[str], case: Any, name: str) -> None:
    assert json.loads(run(capsys, "decide", case({**GOOD, "place": name}), "--json"))["place"] == name


# --- ledger

HISTORY = str(Path(__file__).parents[1] / "examples" / "months" / "history.json")
MONTHS = ("ledger", HISTORY, "--from", "2024-01", "--to", "2024-04")


def test_ledger_decides_a_history_month_by_month(capsys: pytest.CaptureFixture[str]) -> None:
    due, known = (json.loads(run(capsys, *MONTHS, "--json", *more)) for more in ((), ("--known-on", "2024-04-19")))
    assert [due["total"], known["total"]] == ["1320.00", "1520.00"]
    assert [month["on"] for month in json.loads(run(capsys, *MONTHS, "--json", "--day", "5"))["months"]] == [f"2024-0{month}-05" for month in (1, 2, 3, 4)]
    assert "In all 1320.00 yuan" in run(capsys, *MONTHS, "--language", "en")
    assert "合计发放 1320.00 元" in run(capsys, *MONTHS)


def test_ledger_settles_what_was_paid_as_known_then_against_what_was_due(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(run(capsys, *MONTHS, "--known-on", "month", "--settle", "--json"))
    assert {name: found[name] for name in ("due", "paid", "arrears", "recoverable", "overpaid")} == {
        "due": "1320.00", "paid": "1440.00", "arrears": "20.00", "recoverable": "0.00", "overpaid": "140.00",
    }  # fmt: skip
    assert "补发 10.00" in run(capsys, *MONTHS, "--known-on", "month", "--settle")


def test_what_a_ledger_can_not_take_is_one_message(capsys: pytest.CaptureFixture[str], case: Any) -> None:
    assert "[ledger.months]" in refused(capsys, "ledger", HISTORY, "--from", "2024-05", "--to", "2024-04")
    assert "[ledger.known_on]" in refused(capsys, *MONTHS, "--known-on", "then")
    assert "[case_file.unknown_name]" in refused(capsys, "ledger", case(), *MONTHS[2:])


# --- schema


def test_explain_reads_out_one_item_or_all(capsys: pytest.CaptureFixture[str], case: Any) -> None:
    file = case()
    decision = rulebook_of("huining").decide(read_case(json.dumps(GOOD)).subject, "2022-03-01")
    whole = run(capsys, "explain", file, "--language", "en")
    one = run(capsys, "explain", file, "care.guardian_payment", "p1", "--language", "en")
    assert whole == decision.explain("en")
    assert one == decision.find("care.guardian_payment", "p1").explain("en")
    assert one.startswith("[care payment to the guardian] p1\n  Outcome: granted 230.00 yuan/month")
    assert one in whole
    assert refused(capsys, "explain", file, "care.guardian_paymnt", "p1").startswith("[name.output]")


def test_sql_prints_the_query_of_a_place(capsys: pytest.CaptureFixture[str]) -> None:
    printed = run(capsys, "sql", "--place", "huining", "--on", "2022-03-15", "--output", "care.guardian_payment")
    assert printed == rulebook_of("huining").sql("duckdb", "2022-03-15", outputs=["care.guardian_payment"]) + "\n"
    assert refused(capsys, "sql", "--place", "huining", "--on", "2022-02-30").startswith("[date")


def test_clauses_says_of_each_what_is_computed_or_why_nothing_is(capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(run(capsys, "clauses", "--place", "huining", "--json"))
    assert len(rows) == 63
    by_id = {row["id"]: row for row in rows}
    assert by_id["huining/1.2.3#1c"]["figures"] == [
        {"path": "escort.daily_rate", "key": "county", "value": "150.00", "unit": "yuan/person/day", "from": "2022-01-10"}
    ]
    assert by_id["huining/3.2#4"]["units_en"] == ["County Finance Bureau"]
    assert by_id["huining/3.1#1"]["outputs"] == []
    assert by_id["huining/3.1#1"]["why_not_en"]
    text = run(capsys, "clauses", "--language", "en")
    assert all(f"{key}  " in text for key in by_id)
    assert "national/9  " in text
    assert "zhangye/2.2.4#1g  " in text
    assert refused(capsys, "clauses", "--place", "huinning").startswith("[name.place]")


@pytest.mark.parametrize(("of", "schema"), [("case", case_schema), ("history", history_schema), ("decision", decision_schema)])
def test_schema_prints_a_json_schema(capsys: pytest.CaptureFixture[str], of: str, schema: Any) -> None:
    printed = run(capsys, "schema", of)
    assert json.loads(printed) == schema()
    assert printed == json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


# --- what can't be taken


def member(**parts: Any) -> dict[str, Any]:
    return {**GOOD, "household": {"id": "h1", "members": [{"id": "p1", **parts}]}}


CLOSEST = ", ".join(f"`{name}`" for name in sorted(PLACES))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "[case_file.json] this isn't JSON: Expecting value, line 1, column 1"),
        (b"place: huining", "[case_file.json] this isn't JSON: Expecting value, line 1, column 1"),
        ('{"place": "会宁"}'.encode("gbk"), "[case_file.encoding] a case file is UTF-8; this one isn't (GBK, perhaps): save it as UTF-8"),
        (b"\xef\xbb\xbf{}", "[case_file.bom] the file begins with a byte order mark; save it as UTF-8 without one"),
        (b"[" * 10**6, "[case_file.depth] a case file is at most 32 levels deep"),
        (b'["]",' * 10**5, "[case_file.depth] a case file is at most 32 levels deep"),
        (b" " * (4 * 1024 * 1024 + 1), "[case_file.size] a case file is at most 4 MiB"),
        (b'{"a": 1, "a": 2}', "[case_file.twice] a name stands twice in one object, so it isn't clear which value counts"),
        (b'{"a": NaN}', "[case_file.not_finite] NaN is no value of JSON; write a number, or null for what isn't known"),
        (b"[]", '[case_file.form] a case file is an object: {"place": …, "on": …, "household": {…}}'),
        ({**GOOD, "palce": 1}, "[case_file.unknown_name] there is a name at the top that a case file doesn't have; did you mean `place`?"),
        ({"place": "huining", "on": "2022-03-01"}, "[case_file.subject] a case file is about one subject; write it under `household` or `township` or `provider` or `county` or `employer`"),
        ({"household": HOME, "on": "2022-03-01"}, 'place: [fact.required] write the place whose law is applied, for example "huining"'),
        ({**GOOD, "place": "atlantis"}, f"[name.place] there is no place of this name; there is {CLOSEST}"),
        ({**GOOD, "place": "huinin"}, "[name.place] there is no place of this name; did you mean `huining`?"),
        ({**GOOD, "on": "2022-02-29"}, "on: [date.no_such_day] there is no such day in the calendar"),
        (member(care_level="full"), 'household.members[0].care_level: [fact.term] write one of "self_care", "semi_care", "full_care"'),
        (
            member(care_level="full", employed=1),
            'household.members[0].care_level: [fact.term] write one of "self_care", "semi_care", "full_care"\n'
            "household.members[0].employed: [fact.type] write true or false, without quotes",
        ),
        (member(monthly_earnings=1.5), 'household.members[0].monthly_earnings: [money.type] an amount is a string of yuan, for example "412.50", or a whole number'),
        (
            {**GOOD, "household": {"id": "h", "members": [{"id": "p"}, {"id": "p"}]}},
            "members[1].id: [id.twice] another Person of this case has the same id; ids are unique in a case",
        ),
        (member(birth_date="2022-03-02"), "members[0].birth_date: [date.after_day] this day lies after the day decided for, 2022-03-01"),
        ({**GOOD, "standards": []}, "standards: [fact.type] write an object, {…}"),
        (
            {**GOOD, "standards": {"care.monthly_standrad": "1"}},
            '[standard.unknown] standards["care.monthly_standrad"] is read by no rule of this rulebook; did you mean `care.monthly_standard`?',
        ),
        (
            {**GOOD, "standards": {"care.monthly_standard": {"full_care": 400.5}}},
            '[money.type] standards["care.monthly_standard"]["full_care"]: an amount is a string of yuan, for example "412.50", or a whole number',
        ),
        (
            {**GOOD, "standards": {"care.monthly_standard": {"full": "400.00"}}},
            '[standard.unknown_key] standards["care.monthly_standard"] has no key `full`; did you mean `full_care`?',
        ),
        ({**GOOD, "readings": {"escort-coverage": 5}}, 'readings: [fact.type] write the alternative that is selected as a text: {"reading": "alternative"}'),
        ({**GOOD, "readings": {"escort-coverag": "x"}}, "[law.unknown_reading] there is no reading `escort-coverag`; did you mean `escort-coverage`?"),
    ],
    ids=lambda value: value.split("]")[0].split("[")[-1] if isinstance(value, str) else "",
)  # fmt: skip
def test_a_bad_case_file_is_one_message(capsys: pytest.CaptureFixture[str], case: Any, data: Any, message: str) -> None:
    for options in ([], ["--json"], ["--language", "en"]):
        assert refused(capsys, "decide", case(data), *options) == message


def test_a_choice_that_the_law_does_not_leave_is_one_message(capsys: pytest.CaptureFixture[str], case: Any) -> None:
    choice = {"choice": "phase_out.months", "subject": ["p1"], "value": "4", "by": "a", "why": "b"}
    assert refused(capsys, "decide", case({**GOOD, "choices": [choice]})).startswith("[choice.unknown] the law leaves no choice `phase_out.months` here")


def test_half_a_surrogate_pair_can_still_be_reported(capsys: pytest.CaptureFixture[str], case: Any) -> None:
    message = refused(capsys, "decide", case({**GOOD, "standards": {"\ud800": "1"}}))
    assert message.startswith('[standard.unknown] standards["\\ud800"] is read by no rule of this rulebook; ')


def test_a_case_file_that_cannot_be_read_is_one_message(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert refused(capsys, "decide", str(tmp_path / "none.json")) == "[case_file.read] the file can't be read: No such file or directory"
    assert refused(capsys, "decide", str(tmp_path)) == "[case_file.read] the file can't be read: Is a directory"
    assert refused(capsys, "decide", "") == "[case_file.read] the file can't be read: Is a directory"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('"care.monthly_standard" = ', "[standard.toml] the file of standards is not TOML: "),
        ("a = " + "[" * 10**5, "[standard.toml] the file of standards is not TOML: "),
        ("标准 = 1".encode("gbk"), "[standard.encoding] the file of standards isn't UTF-8 (GBK, perhaps): save it as UTF-8"),
        ("#" * (4 * 1024 * 1024 + 1), "[standard.size] the file of standards is larger than 4 MiB"),
        (STANDARDS.replace("monthly", "monthley"), '[standard.unknown] standards["care.monthley_standard"] is read by no rule of this rulebook; did you mean `care.monthly_standard`?'),
        (STANDARDS.replace('"400.00"', "nan"), '[money.not_finite] standards["care.monthly_standard"]["full_care"]: NaN and Infinity are no amounts; '),
        (STANDARDS.replace("care.monthly_standard", "care.guardian_rate"), '[standard.conflict] standards["care.guardian_rate"]["full_care"] has two figures for 2022-01-10: '),
    ],
    ids=["toml", "deep", "gbk", "size", "path", "nan", "conflict"],
)  # fmt: skip
def test_a_bad_file_of_standards_is_one_message(capsys: pytest.CaptureFixture[str], case: Any, text: Any, message: str) -> None:
    assert refused(capsys, "decide", case(), "--standards", case(text, "local.toml")).startswith(message)


def test_a_file_of_standards_that_cannot_be_read_is_one_message(capsys: pytest.CaptureFixture[str], case: Any, tmp_path: Path) -> None:
    message = "[standard.read] the file of standards can't be read: "
    assert refused(capsys, "decide", case(), "--standards", str(tmp_path / "none.toml")) == message + "No such file or directory"
    assert refused(capsys, "decide", case(), "--standards", str(tmp_path)) == message + "Is a directory"


def test_standards_in_two_places_are_refused(capsys: pytest.CaptureFixture[str], case: Any) -> None:
    document = {**GOOD, "standards": {"care.monthly_standard": {"full_care": "400.00"}}}
    message = "[case_file.standards] standards stand in the case file and are given beside it; give them in one place"
    assert refused(capsys, "decide", case(document), "--standards", case(STANDARDS, "local.toml")) == message


@pytest.mark.parametrize(
    "arguments",
    [[], ["decide"], ["undo"], ["schema"], ["schema", "law"], ["decide", "x.json", "--language", "fr"], ["decide", "x.json", "y.json"]],
    ids=" ".join,
)
def test_an_unknown_command_shows_how_to_use_it(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    printed = capsys.readouterr()
    assert (caught.value.code, printed.out) == (2, "")
    assert printed.err.startswith("usage: python -m aidrules")


def test_help_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    printed = capsys.readouterr()
    assert (caught.value.code, printed.err) == (0, "")
    assert "decide" in printed.out
    assert "schema" in printed.out


# --- as a process of its own


def process(*arguments: str, options: tuple[str, ...] = (), **environment: str) -> tuple[int, bytes, bytes]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANG", "TZ", "COV"))}
    done = subprocess.run([sys.executable, *options, "-m", "aidrules", *arguments], env={**kept, **environment}, capture_output=True, check=False, timeout=300)
    return done.returncode, done.stdout, done.stderr


SURROUNDINGS: list[tuple[tuple[str, ...], dict[str, str]]] = [
    ((), {}),
    ((), {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    ((), {"PYTHONIOENCODING": "ascii"}),
    ((), {"TZ": "Asia/Kathmandu"}),
    ((), {"PYTHONHASHSEED": "0"}),
    ((), {"PYTHONHASHSEED": "4242"}),
    (("-O",), {}),
    (("-W", "error", "-X", "dev"), {}),
]


@pytest.mark.parametrize(("options", "environment"), SURROUNDINGS, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ",".join(value))
def test_the_surroundings_change_nothing(capsys: pytest.CaptureFixture[str], options: tuple[str, ...], environment: dict[str, str]) -> None:
    for arguments in (["decide", str(GRANTED), "--json"], ["decide", str(GRANTED)]):
        here = run(capsys, *arguments).encode("utf-8")
        assert process(*arguments, options=options, **environment) == (0, here, b"")


def test_a_bad_file_is_one_message_in_utf8_under_any_locale(case: Any) -> None:
    bad = case({**GOOD, "standards": []})
    message = "aidrules: standards: [fact.type] write an object, {…}\n".encode()
    for environment in ({}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        assert process("decide", bad, **environment) == (2, b"", message)


def test_a_schema_is_printed_by_a_process_of_its_own() -> None:
    code, printed, errors = process("schema", "case", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (code, errors, json.loads(printed.decode("utf-8"))) == (0, b"", case_schema())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("arguments", [("schema", "case"), ("decide", str(GRANTED)), ("archive", "--place", "huining")], ids=lambda arguments: arguments[0])
def test_an_output_that_cannot_be_written_is_one_message(arguments: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "aidrules", *arguments]
    for standard, message in (("/dev/full", b"aidrules: the output can't be written: No space left on device\n"), ("", b"")):
        with contextlib.ExitStack() as kept:
            if standard:
                out = kept.enter_context(Path(standard).open("wb")).fileno()
            else:  # a pipe that nobody reads
                reading, out = os.pipe()
                os.close(reading)
                kept.callback(os.close, out)
            done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(SOURCE)}, stdout=out, stderr=subprocess.PIPE, check=False, timeout=300)
        assert (done.returncode, done.stderr) == (2, message)


# --- records and archives


def test_a_record_is_written_replayed_and_told_apart_from_a_changed_one(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    printed = run(capsys, "decide", str(GRANTED), "--record")
    assert printed == expected(GRANTED).record().to_json() + "\n"
    file = tmp_path / "record.json"
    file.write_text(printed, encoding="utf-8", newline="")
    assert run(capsys, "replay", str(file), "--language", "en").startswith("Identical")
    assert json.loads(run(capsys, "replay", str(file), "--json"))["identical"] is True
    file.write_text(printed + printed.replace("granted", "refused") + printed, encoding="utf-8", newline="")
    assert main(["replay", str(file), "--language", "en"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("2: The record can't be used")
    assert lines[-1] == "identical 2, record 1"
    assert refused(capsys, "replay", str(tmp_path / "none.json")).startswith("[case_file.read]")


@pytest.mark.parametrize("place", PLACES)
def test_the_archive_of_a_place_is_printed(capsys: pytest.CaptureFixture[str], place: str) -> None:
    assert run(capsys, "archive", "--place", place) == rulebook_of(place).archive() + "\n"
