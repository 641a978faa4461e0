"""From one decision to another in steps: facts, standards, rules, readings, choices; the yuan add up exactly."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from audit.samples import DAY, patient, twice, under, with_rule
from decide.samples import BOTH, LEFT, PHASE_OUT, POOR, STANDARDS, earner, home, huining, leaving, zhangye
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from aidrules import Choice, Evidence, Household, Money, Outcome, Rulebook
from aidrules.audit import waterfall as module
from aidrules.audit.compare import compare
from aidrules.audit.replay import replay
from aidrules.audit.stages import side_of
from aidrules.audit.stages import waterfall as from_sides
from aidrules.audit.waterfall import CAUSES, Fall, Waterfall
from aidrules.graph.nodes import Op
from aidrules.graph.sealed import canonical, seal
from aidrules.rulebook.steps import Under, waterfall
from aidrules.testing import cases

PARTS: dict[str, Callable[[], Under]] = {
    "facts": lambda: under(case=patient(7)),
    "standards": lambda: under(huining().with_standards({"escort.daily_rate": {"county": "160.00"}})),
    "rules": lambda: under(with_rule(huining(), "escort.segment_fee", twice)),
}


def fall(found: Waterfall, output: str = "escort.fee") -> Fall:
    return next(fall for fall in found.falls if fall.output == output)


def steps(found: Fall) -> list[tuple[str, str]]:
    """The steps that matter: their causes and their yuan."""
    return [(" ".join(step.causes), str(step.difference)) for step in found.steps if step.matters]


# --- each cause


@pytest.mark.parametrize("cause", PARTS)
def test_where_one_thing_changes_the_whole_difference_is_its_own(cause: str) -> None:
    found = waterfall(under(), PARTS[cause]())
    assert steps(fall(found)) == [(cause, str(compare(found.before, found.after).totals[-1].difference))]
    assert [step.causes for step in fall(found).steps] == [(cause,) for cause in CAUSES]


def test_another_reading_is_a_step_of_its_own() -> None:
    central = patient(mode="central")
    found = fall(waterfall(under(case=central), under(huining("escort-coverage", "dispersed-only"), central)))
    assert steps(found) == [("readings", "-600.00")]
    back = fall(waterfall(under(huining("escort-coverage", "dispersed-only"), central), under(case=central)))
    assert steps(back) == [("readings", "600.00")]


def test_a_figure_that_a_reading_sets_is_part_of_that_step() -> None:
    made = {**BOTH, ("phase_out.months", "p1"): Choice(4, by="乡镇经办人", why="收入刚刚稳定")}
    other = zhangye(reading="phase-out-months", alternative="zero-allowed")
    found = waterfall(Under(zhangye(), leaving(), "2024-06-15", made), Under(other, leaving(), "2024-06-15", made))
    assert [step.causes for step in fall(found, "phase_out.payment").steps if step.compared and step.compared.changed] == [("readings",)]


def test_a_choice_is_the_last_step() -> None:
    less = {**BOTH, ("phase_out.level", "p1"): Choice("100.00", by="乡镇经办人", why="减半")}
    found = waterfall(Under(zhangye(), leaving(), "2024-06-15", BOTH), Under(zhangye(), leaving(), "2024-06-15", less))
    assert steps(fall(found, "phase_out.payment")) == [("choices", "-50.00")]


def test_everything_at_once_comes_in_the_fixed_order() -> None:
    book = with_rule(huining("escort-coverage", "dispersed-only"), "escort.segment_fee", twice)
    after = under(book.with_standards({"escort.daily_rate": {"county": "160.00"}}), patient(5, mode="central"))
    found = fall(waterfall(under(), after))
    assert steps(found) == [("facts", "150.00"), ("standards", "50.00"), ("rules", "800.00"), ("readings", "-1600.00")]
    assert (found.before, found.after, found.difference) == (Money("600.00"), Money(0), Money("-600.00"))


# --- the day


def test_the_figures_of_another_day_are_standards_and_no_facts() -> None:
    book = huining().with_standards({"escort.daily_rate": {"county": {"2022-07-01": "170.00"}}})
    found = fall(waterfall(under(book), under(book, on="2022-07-15")))
    assert steps(found) == [("standards", "80.00")]


def test_law_that_comes_in_force_is_rules_and_no_facts() -> None:
    case = patient(discharge_date="2022-01-05", admission_date="2022-01-01")
    found = fall(waterfall(under(case=case, on="2022-01-09"), under(case=case, on="2022-01-20")))
    assert found.steps[0].compared is not None
    assert found.steps[0].compared.before is not None
    assert found.steps[0].compared.before.outcome is Outcome.NOT_IN_FORCE
    assert steps(found) == [("rules", "600.00")]


def test_a_figure_that_was_announced_later_is_a_standard() -> None:
    rates = {"2021-01-01": "150.00", "2022-01-01": {"value": "170.00", "announced": "2022-07-01"}}
    book = huining().with_standards({"escort.daily_rate": {"county": rates}})
    found = fall(waterfall(under(book, known_on="2022-03-15"), under(book, known_on="2022-07-01")))
    assert steps(found) == [("standards", "80.00")]


# --- steps that can't be told apart


def test_a_step_that_leaves_it_open_is_told_together_with_the_next() -> None:
    def side(area: str, *keys: str) -> Under:
        book = zhangye("dibao.monthly_standard").with_standards({"dibao.monthly_standard": {key: STANDARDS["dibao.monthly_standard"][key] for key in keys}})
        return Under(book, home(earner(monthly_earnings="80.00"), **{**POOR, "area": area}), "2024-06-15")

    found = fall(waterfall(side("rural", "rural"), side("urban", "urban")), "dibao.household_grant")
    assert [step.causes for step in found.steps] == [("facts", "standards"), ("rules",), ("readings",), ("choices",)]
    assert steps(found) == [("facts standards", "220.00")]


def test_an_open_end_has_no_difference() -> None:
    found = fall(waterfall(under(), under(case=patient(None))))
    assert (found.before, found.after, found.difference) == (Money("600.00"), None, None)
    assert [step.causes for step in found.steps] == [CAUSES]
    back = fall(waterfall(under(case=patient(None)), under()))
    assert [(step.causes, step.before, step.after, step.difference) for step in back.steps][0] == (("facts",), None, Money("600.00"), None)


def test_a_stage_whose_choice_is_not_left_is_told_together_with_the_next() -> None:
    two = home(PHASE_OUT, {"id": "q", **PHASE_OUT}, **LEFT)
    one = home({"id": "q", **PHASE_OUT}, **LEFT)
    after = {(path, "q"): choice for (path, _), choice in BOTH.items()}
    found = waterfall(Under(zhangye(), two, "2024-06-15", BOTH), Under(zhangye(), one, "2024-06-15", after))
    assert [step.causes for step in found.totals[0].steps] == [CAUSES]  # the earlier choices speak of somebody who isn't there any more


# --- the yuan add up


@cache
def books() -> list[Rulebook]:
    richer = zhangye().with_standards({"dibao.monthly_standard": {"rural": "500.00"}})
    lax = with_rule(richer, "dibao.assets_within_limit", lambda body: Op("le", tuple(reversed(body.parts))) if isinstance(body, Op) else body)
    return [
        zhangye(), richer, lax, with_rule(zhangye(), "people.standard_for_all", twice), zhangye("dibao.monthly_standard"),
        zhangye(reading="low-income-governs-all", alternative="disabled-only"), zhangye(reading="individual-amount", alternative="full-standard"),
    ]  # fmt: skip


def adds_up(before: Under, after: Under) -> None:
    found, plain = waterfall(before, after), compare(before.decide(), after.decide())
    known = {(compared.item.output, compared.item.subject): compared.difference for compared in plain.items if compared.item.per is not None}
    assert {(fall.output, fall.subject): fall.difference for fall in found.falls} == known
    for each in (*found.falls, *found.totals):
        assert tuple(cause for step in each.steps for cause in step.causes) == CAUSES
        assert all(one.after == other.before for one, other in zip(each.steps, each.steps[1:], strict=False))
        if each.difference is not None:
            assert sum(step.difference.fen for step in each.steps if step.difference is not None) == each.difference.fen
            assert None not in [step.difference for step in each.steps]
    sums = {total.per: total.difference for total in plain.totals}
    assert {total.per: total.difference for total in found.totals} == sums


def holds(examples: int, *, random: bool = True) -> None:
    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), derandomize=not random, database=None, phases=[Phase.generate])
    @given(st.data())
    def check(data: st.DataObject) -> None:
        unknowns = data.draw(st.booleans())
        one, other = data.draw(cases(Household, most=2, unknowns=unknowns)), data.draw(cases(Household, most=2, unknowns=unknowns))
        days = st.sampled_from(["2022-03-15", "2022-06-15"])
        before = Under(data.draw(st.sampled_from(books())), one, data.draw(days))
        adds_up(before, Under(data.draw(st.sampled_from(books())), data.draw(st.sampled_from([one, other])), data.draw(days)))

    check()


def test_the_yuan_add_up_whatever_changes() -> None:
    holds(60)


def test_a_step_that_is_lost_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    original = Waterfall._steps
    monkeypatch.setattr(Waterfall, "_steps", lambda self, amounts, between: original(self, [Money(0), *amounts[1:]], between))
    with pytest.raises(AssertionError):
        holds(200, random=False)


def test_an_open_amount_taken_for_nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    original = module.due
    monkeypatch.setattr(module, "due", lambda item: original(item) or Money(0))
    with pytest.raises(AssertionError):
        holds(200, random=False)


# --- archived law, and records


def test_archived_rulebooks_fall_in_the_same_steps() -> None:
    dearer = with_rule(huining(), "escort.segment_fee", twice).with_standards({"escort.daily_rate": {"county": "160.00"}})
    plain = waterfall(under(), under(dearer, patient(5)))
    records = [side.decide().record() for side in (under(), under(dearer, patient(5)))]
    again = from_sides(*(side_of(record) for record in records))
    assert again.to_json() == plain.to_json()
    mixed = from_sides(side_of(records[0]), under(dearer, patient(5)).side())
    assert mixed.to_json() == plain.to_json()


def test_of_archives_rules_and_readings_are_told_together_where_readings_differ() -> None:
    central = patient(mode="central")
    sides = [under(case=central), under(huining("escort-coverage", "dispersed-only"), central)]
    found = fall(from_sides(*(side_of(side.decide().record()) for side in sides)))
    assert steps(found) == [("rules readings", "-600.00")]


def test_a_record_keeps_the_evidence_and_replays() -> None:
    evidence = {"members[0].care_level": Evidence("declared", "本人", "2022-03-01", "2022-12-31")}
    record = under(evidence=evidence).decide().record()
    assert side_of(record).evidence == evidence
    assert replay(record).identical
    assert side_of(record).decide().record() == record


def test_a_record_with_evidence_that_can_not_be_is_reported() -> None:
    record = under(evidence={"members[0].care_level": Evidence("declared", "本人", "2022-03-01")}).decide().record()
    document = dict(record.document)
    for changed in (
        {"members[0].care_level": {"how": "declared"}},
        {"members[0].care_level": "declared"},
        {"members[9].care_level": next(iter(document["evidence"].values()))},
    ):
        found = replay(seal("record", canonical({**document, "evidence": changed})))
        assert (found.identical, found.cause) == (False, "record")


# --- as text, JSON and a table


def everything() -> Waterfall:
    book = with_rule(huining(), "escort.segment_fee", twice).with_standards({"escort.daily_rate": {"county": "160.00"}})
    return waterfall(under(), under(book, patient(5)))


def test_the_text_says_each_step_with_its_clauses() -> None:
    text = everything().text()
    lines = [line.strip() for line in text.splitlines()]
    assert lines[0] == f"逐步比较：huining {DAY} h1 → huining {DAY} h1"
    assert "【住院陪护费】 p1/s1 (一次性)：600.00元 → 1600.00元 (+1000.00元)" in lines
    for step in ("事实：+150.00元 → 750.00元", "标准：+50.00元 → 800.00元", "规则：+800.00元 → 1600.00元"):
        assert step in lines
    assert "- 标准 住院陪护日标准：150.00 → 160.00" in lines
    assert any(line.startswith("依据 (仅之前)：") for line in lines)
    assert "rules: +800.00 yuan → 1600.00 yuan" in everything().text("en")
    same = waterfall(under(), under())
    assert "两次核定没有不同。" in same.text()


def test_the_json_and_the_table_add_up() -> None:
    found = everything()
    document = json.loads(found.to_json())
    item: Any = next(item for item in document["items"] if item["output"] == "escort.fee")
    assert [step["causes"] for step in item["steps"]] == [[cause] for cause in CAUSES]
    assert [step["difference"] for step in item["steps"]] == ["150.00", "50.00", "800.00", "0.00", "0.00"]
    assert item["difference"] == "1000.00"
    assert item["steps"][1]["clauses"]["before"] != []
    rows = [row for row in found.table() if row["output"] == "escort.fee"]
    assert [row["difference"] for row in rows] == ["150.00", "50.00", "800.00", "0.00", "0.00"]
    assert [row["causes"] for row in rows] == list(CAUSES)
    assert rows[0]["clauses_before"]
