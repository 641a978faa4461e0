"""The examples are run as their readers run them: each in a process of its own, from elsewhere, under two hash seeds, with warnings as errors."""

from __future__ import annotations

import json
import os
import re
import subprocess  # noqa: TID251  # what a reader is told to run is run
import sys
import tempfile
from functools import cache
from pathlib import Path

import pytest

from aidrules import Money

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
SCRIPTS = sorted(path.stem for path in EXAMPLES.glob("*.py"))
CASES = {
    "granted": ("escort.fee", "granted", "2350.00"),
    "refused": ("escort.fee", "refused", None),
    "pending": ("escort.fee", "pending", "300.00"),
    "undetermined": ("escort.fee", "undetermined", None),
}


def process(*arguments: str, seed: str) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANG", "COV"))}
    with tempfile.TemporaryDirectory() as elsewhere:
        done = subprocess.run(
            [sys.executable, "-W", "error", *arguments],
            cwd=elsewhere, env={**kept, "PYTHONUTF8": "1", "PYTHONHASHSEED": seed}, capture_output=True, check=False, timeout=60,
        )  # fmt: skip
    assert (done.returncode, done.stderr.decode()) == (0, "")
    return done.stdout.decode()


@cache
def printed(script: str, seed: str = "1") -> str:
    return process(str(EXAMPLES / f"{script}.py"), seed=seed)


def part(text: str, start: str, end: str = "\n\n") -> str:
    """From a line that begins so to the next end."""
    return text[text.index(start) :].partition(end)[0]


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_ends_by_itself_and_prints_the_same_under_any_hash_seed(script: str) -> None:
    assert printed(script)
    assert printed(script, seed="2") == printed(script)


@pytest.mark.parametrize("script", SCRIPTS)
def test_what_is_printed_is_a_text_for_readers(script: str) -> None:
    lines = printed(script).splitlines()
    assert len(lines) < 400
    assert [line for line in lines if line != line.rstrip() or " object at 0x" in line or str(ROOT) in line] == []


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_documentation_leads_to_every_script(script: str) -> None:
    assert f"(../examples/{script}.py)" in (ROOT / "docs" / "getting-started.md").read_text(encoding="utf-8")


# --- the case files


@pytest.mark.parametrize("name", CASES)
def test_a_case_file_is_decided(name: str) -> None:
    document = json.loads(process("-m", "aidrules", "decide", str(EXAMPLES / f"{name}.json"), "--json", seed="1"))
    output, outcome, amount = CASES[name]
    item = next(item for item in document["items"] if item["output"] == output)
    assert (item["outcome"], item["amount"]) == (outcome, amount)


def test_there_is_no_other_case_file() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.json")} == set(CASES)


# --- for a system


def test_for_a_system_the_countys_figures_are_checked_at_the_start() -> None:
    checks = part(printed("for_a_system"), "At start")
    assert re.findall(r"^  ([a-z_.]+): (\w+)", checks, re.MULTILINE) == [
        ("dibao.city_check_urban", "met"), ("dibao.city_check_rural", "met"), ("tekun.floor_check_urban", "met"), ("tekun.floor_check_rural", "met"),
        ("dibao.link_check_urban", "undetermined"), ("dibao.link_check_rural", "undetermined"),  # the county of the examples has set no ratio
    ]  # fmt: skip


def test_for_a_system_every_fault_has_its_path_and_code_and_no_value() -> None:
    faults = part(printed("for_a_system"), "1. ", "2. ")
    assert re.findall(r"^  (\S+) \[([a-z_.]+)\]", faults, re.MULTILINE) == [
        ("household.area", "fact.term"),
        ("household.assets", "money.type"),
        ("household.members[0].phase_out_from", "month.format"),
        ("household.members[1]", "fact.unknown_name"),
        ("-", "case_file.json"),
        ("-", "case_file.encoding"),
        ("-", "name.place"),
    ]
    assert "values of the case that the answer repeats: none" in faults


def test_for_a_system_what_is_missing_is_asked_for() -> None:
    asked = part(printed("for_a_system"), "2. ")
    assert "dibao.household_grant -: undetermined" in asked
    assert "phase_out.payment p1: undetermined" in asked
    assert set(re.findall(r"asked: ([^:]+):", asked)) == {"members[0].necessary_job_costs"}
    assert "a finding of: 县级民政部门" in asked


def test_for_a_system_a_choice_keeps_to_its_bounds() -> None:
    text = printed("for_a_system")
    opened = part(text, "3. ")
    assert "phase_out.payment p1: discretionary" in opened
    assert "phase_out.months from 1 to 6; still open" in opened
    assert "phase_out.level from 0.00 to 420.00; still open" in opened
    refused = part(text, "4. ")
    assert "status 422" in refused
    assert "[choice.bounds] `phase_out.months` lies between 1 and 6" in refused
    assert "phase_out.payment p1: granted (给予) 300.00 yuan per month, 2024-04 to 2024-07" in part(text, "5. ")
    assert "phase_out.payment p1: refused" in part(text, "7. ")


def test_for_a_system_what_is_stored_can_be_made_again() -> None:
    stored = part(printed("for_a_system"), "6. ")
    assert "decided again: the same bytes" in stored
    assert {"zhangye/2.2.4#3", "zhangye/2.3.10#4b"} <= set(re.findall(r"^    (\S+) ", stored, re.MULTILINE))


# --- for an analyst


def numbers(line: str) -> list[Money]:
    return [Money(text) for text in re.findall(r"-?\d+\.\d\d", line)]


def test_for_an_analyst_the_standard_rises_by_exactly_eight_percent() -> None:
    text = printed("for_an_analyst")
    assert "urban: 700.00 -> 756.00" in text
    assert "rural: 480.00 -> 518.40" in text
    assert "tekun.floor_check_rural: met -> breached" in text  # 1.3 times the higher standard is more than what the county pays


def test_for_an_analyst_the_sums_agree_to_the_fen() -> None:
    text = printed("for_an_analyst")
    rows = {line.split()[0]: numbers(line) for line in part(text, "yuan a month  ").splitlines()[1:]}
    outputs = [rows[name] for name in ("dibao.household_grant", "phase_out.payment", "tekun.basic_living")]
    assert rows["all"] == [sum(column, start=Money(0)) for column in zip(*outputs, strict=True)]
    assert rows["all"][2] == rows["all"][1] - rows["all"][0]
    fen = [int(number) for number in part(text, "in fen").split()[2:]]
    assert fen == [amount.fen for amount in rows["all"]]
    found = re.search(r"gainers (\d+), (\S+) yuan more; losers (\d+), (\S+) yuan; unchanged (\d+); not known (\d+)", text)
    assert found is not None
    assert sum(int(found[number]) for number in (1, 3, 5, 6)) == 300
    assert Money(found[2]) + Money(found[4]) == rows["all"][2]
    assert int(found[3]) > 0, "a raised standard also has losers: the phase-out ends where dibao begins again"


def test_for_an_analyst_one_household_is_explained_before_and_after() -> None:
    text = part(printed("for_an_analyst"), "Why does ")
    before, _, after = text.partition("After:\n")
    assert "dibao grant of the household: refused" in before
    assert "phase-out payment p1: granted" in before
    assert "dibao grant of the household: granted" in after
    assert "phase-out payment p1: refused" in after


def test_for_an_analyst_the_sweep_shows_the_cliff_and_the_phase_out() -> None:
    lines = [line for line in part(printed("for_an_analyst"), "The edge of dibao").splitlines() if "|" in line][2:]
    row = {line.split()[0]: [cell.split() for cell in line.split("|")[1:]] for line in lines}
    assert row["959.99"] == [["0.01", "-", "960.00"], ["76.81", "-", "1036.80"], ["0.01", "-", "960.00"]]
    assert row["960.00"] == [["-", "-", "960.00"], ["76.80", "-", "1036.80"], ["-", "-", "960.00"]]
    assert row["960.01"] == [["-", "200.00", "1160.01"], ["76.79", "-", "1036.80"], ["-", "-", "960.01"]]
    assert row["1036.81"] == [["-", "200.00", "1236.81"], ["-", "200.00", "1236.81"], ["-", "-", "1036.81"]]


# --- what if


PICTURES = {"what_if_standard": ("gainers", "cost"), "what_if_phase_out": ("phase_out",), "what_if_individual": ("individual",)}


@pytest.mark.parametrize("script", PICTURES)
def test_a_what_if_leaves_its_pictures_in_the_folder_named(script: str, tmp_path: Path) -> None:
    assert process(str(EXAMPLES / f"{script}.py"), str(tmp_path), seed="1") == printed(script)
    assert {path.stem for path in tmp_path.glob("*.svg")} == set(PICTURES[script])
    for path in tmp_path.glob("*.svg"):
        assert "<text" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("script", PICTURES)
def test_a_what_if_ends_with_one_household_explained(script: str) -> None:
    explained = part(printed(script), "\nHousehold ", "\0")
    before, _, after = explained.partition("—— After ——")
    assert "—— Before ——" in before
    assert "Outcome: granted" in after
    assert "Clauses:" in after


def test_a_what_if_about_the_standard_counts_the_same_twice() -> None:
    text = printed("what_if_standard")
    rise = re.search(r"cost: (\S+) → (\S+) yuan \((\S+)\)", part(text, "\nall\n")[4:])
    assert rise is not None
    before, after, change = (Money(found.replace(",", "")) for found in rise.groups())
    assert abs((after - before - change).fen) <= 1  # each is rounded to be shown: the weights have two places
    costs = [Money(line.split()[-1].replace(",", "")) for line in part(text, "What each rise", "picture").splitlines()[1:]]
    assert costs[0] == before  # no rise of either standard
    assert costs == sorted(costs)
    assert "480.00 (supplied) → 518.40 (supplied)" in text


def test_a_what_if_about_the_phase_out_pays_alike_for_six_months() -> None:
    lines = re.findall(r"^(20\d\d-\d\d) +(\S+) +(\S+) +(\S+) +(\S+)$", printed("what_if_phase_out"), re.MULTILINE)
    assert len(lines) == 24
    assert all(line[1:3] == line[3:5] for line in lines[:7])  # the first finds work in the second month
    assert all(line[1] == line[3] for line in lines)  # dibao itself is the same
    more = sum((Money(line[4]) - Money(line[2]) for line in lines), Money(0))
    assert f"twelve months cost {more} yuan more in two years" in printed("what_if_phase_out")
    assert more > Money(0)


def test_a_what_if_about_persons_alone_costs_low_income_households_alone() -> None:
    text = printed("what_if_individual")
    assert "cost: 0.00" not in text
    assert "(0.00)" in part(text, "the household is recognised as a low-income household: no")
    assert "(0.00)" not in part(text, "the household is recognised as a low-income household: yes")


# --- for an auditor


def test_for_an_auditor_the_stored_decision_is_that_of_today() -> None:
    """After a change that is meant to change decisions: ``python examples/for_an_auditor.py --store``."""
    assert "The stored decision against today's: identical, " in printed("for_an_auditor")


def test_for_an_auditor_each_step_has_its_clause_and_each_figure_its_days() -> None:
    text = part(printed("for_an_auditor"), "escort.fee for p1/stay1: granted (给予) 2350.00 yuan, once")
    assert "clause huining/1.2.2#1, 《关于会宁县开展社会救助改革创新试点工作的通知》 一(二)二是" in text
    assert "figure escort.daily_rate (county) = 150.00 yuan/person/day, from 2022-01-10, announced 2022-01-10, compared with the text " in text
    assert "clause huining/1.2.3#1c" in text
    assert "figure escort.daily_rate (city_or_higher) = 200.00 yuan/person/day, from 2022-01-10" in text
    assert "escort-coverage: Who may have a hospital escort fee" in text
    assert "The source of the money isn't stated" in text
    assert "escort.fee: not_in_force" in part(printed("for_an_auditor"), "On its day")


def test_for_an_auditor_another_reading_gives_another_decision() -> None:
    other = part(printed("for_an_auditor"), "Read the other way, escort-coverage = dispersed-only")
    assert "escort.fee for p1/stay1: refused" in other
    assert "against the stored decision: DIFFERENT" in other
    assert "items[2].outcome\n" in other


# --- a module of one's own


def test_own_module_stands_on_the_national_base() -> None:
    zh, en, rest = printed("own_module").split("\n\n")
    assert "结论：给予 180.00元/每月，付给家庭" in zh
    assert "Outcome: granted 180.00 yuan/month, to the household" in en
    for text in (zh, en):
        assert "国务院令第649号 第九条" in text
        assert "国务院令第649号 第十四条" in text
        assert "示例县发〔2024〕9号 第三条" in text
    assert "  300.00: dibao granted 180.00; heating granted 180.00, for 2 covered" in rest
    assert "  479.99: dibao granted 0.01; heating granted 180.00, for 2 covered" in rest
    assert "  480.00: dibao refused -; heating granted 90.00, for 1 covered" in rest
    assert "In April: not_applicable" in rest
    assert "A year before the county's rules: not_in_force" in rest
    assert re.findall(r"Asked: (\w+):", rest) == ["heating_applied", "heating"]
