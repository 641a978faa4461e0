"""What duties, gates, sanctions and the pool of Huining satisfy on any case; and each law is shown to find a fault put into the rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from aidrules import Choice, Household, Item, Money, Outcome, Rulebook
from aidrules.errors import InvalidChoice
from aidrules.facts.bodies import County, Provider, Township
from aidrules.graph.nodes import All, Any, Not, Op
from aidrules.graph.program import RuleSpec
from aidrules.jurisdictions import rulebook_of
from aidrules.standards.load import read_supplied
from aidrules.testing import cases, with_fact

DAY = date(2022, 3, 15)
BOOK = rulebook_of("huining")
OTHERS = [rulebook_of("huining", readings={"three-percent": other}) for other in ("floor", "ceiling")]
Law = Callable[[Rulebook, st.DataObject], None]
SOME = st.sampled_from
of = partial(cases, reading=BOOK.parts.program)


def run(law: Law, book: Rulebook, examples: int) -> None:
    @settings(
        max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None,
        phases=[Phase.generate], report_multiple_bugs=False,
    )  # fmt: skip
    @given(st.data())
    def on_any_case(data: st.DataObject) -> None:
        law(book, data)

    on_any_case()


# --- duties


def one_more_visit_never_turns_met_into_breached(book: Rulebook, data: st.DataObject) -> None:
    fact, output = data.draw(SOME([("township_visits", "visits.township"), ("cadre_visits", "visits.cadre"), ("service_visits", "service.visits")]))
    case = data.draw(of(Provider if fact == "service_visits" else Township, most=2))
    for number, person in enumerate(case.persons or ()):
        visits = data.draw(st.integers(0, 4))
        before, after = (book.decide(with_fact(case, f"persons[{number}].{fact}", count), DAY).find(output, person.id) for count in (visits, visits + 1))
        assert before.outcome is not Outcome.MET or after.outcome is Outcome.MET


GROUPS = ("economically_difficult_elderly", "poor_severely_disabled", "other_vulnerable")


def one_group_more_never_asks_for_fewer_service_visits(book: Rulebook, data: st.DataObject) -> None:
    case = data.draw(of(Provider, most=2, unknowns=False))
    for number, person in enumerate(case.persons or ()):
        for group in GROUPS:
            out, into = (book.decide(with_fact(case, f"persons[{number}].{group}", is_in), DAY).find("service.visits", person.id) for is_in in (False, True))
            if out.outcome is not Outcome.NOT_APPLICABLE:
                assert required(out) <= required(into)
                assert (out.outcome, into.outcome) != (Outcome.BREACHED, Outcome.MET)


def required(item: Item) -> int:
    return int(next(figure.value for figure in item.figures if figure.name.endswith(".required")))


def one_officer_more_never_turns_met_into_breached(book: Rulebook, data: st.DataObject) -> None:
    case = data.draw(of(Township, most=1, unknowns=False))
    assert case.officers is not None
    before, after = (book.decide(with_fact(case, "officers", case.officers + more), DAY).find("staffing.officers") for more in (0, 1))
    assert (before.outcome, after.outcome) != (Outcome.MET, Outcome.BREACHED)


def who_assesses_earlier_is_never_late_for_it(book: Rulebook, data: st.DataObject) -> None:
    first, second = sorted(data.draw(st.lists(st.dates(date(2022, 2, 1), DAY), min_size=2, max_size=2)))
    assessments = [{"id": f"a{n}", "service_month": "2022-01", "done": True, "done_on": day.isoformat()} for n, day in enumerate((first, second))]
    decision = book.decide(County.read({"id": "c", "assessments": assessments}), DAY)
    early, late = (decision.find("assessment.monthly", f"a{n}").outcome for n in (0, 1))
    assert (early, late) != (Outcome.BREACHED, Outcome.MET)


def the_pool_is_used_as_pooled_only_within_both_other_readings(book: Rulebook, data: st.DataObject) -> None:
    case = data.draw(of(County, most=1, unknowns=False, amounts=st.integers(0, 200)))
    as_pooled = book.decide(case, DAY).find("funds.pool_used").outcome
    floor, ceiling = (other.decide(case, DAY).find("funds.pool_used").outcome for other in OTHERS)
    assert (as_pooled is Outcome.MET) == (floor is ceiling is Outcome.MET)


# --- gates


def gate_steps(case: Household) -> dict[tuple[str, ...], list[bool]]:
    """For each gate about somebody in a home whether each of its steps is taken, in the order of the text."""
    steps: dict[tuple[str, ...], list[bool]] = {}
    for person in case.members or ():
        found = person.on_survey_list or person.service_application
        approved = person.services_approved == "approved"
        steps["services.procedure", person.id] = [bool(step) for step in (found, person.ability_assessed, person.needs_reviewed, approved)]
        for stay in person.stays or ():
            if stay.kind == "routine":
                approved = stay.county_approval == "approved"
                steps["escort.routine_procedure", person.id, stay.id] = [bool(stay.applied), bool(stay.township_reviewed), approved]
            else:
                steps["escort.emergency_procedure", person.id, stay.id] = [bool(stay.applied), bool(stay.county_filed)]
    return steps


def a_gate_is_met_exactly_when_every_step_is_taken(book: Rulebook, data: st.DataObject) -> None:
    decision = book.decide(case := data.draw(of(Household, most=2, unknowns=False)), DAY)
    for (output, *ids), steps in gate_steps(case).items():
        item = decision.find(output, *ids)
        assert item.outcome is (Outcome.MET if all(steps) else Outcome.BREACHED)
        names = [name.rpartition(".")[2] for name in BOOK.outputs[output].gates]
        assert item.step == ("" if all(steps) else names[steps.index(False)])


# --- sanctions


def what_a_sanction_takes_and_leaves_is_what_there_was(book: Rulebook, data: st.DataObject) -> None:
    there = data.draw(st.integers(0, 300))
    takes = data.draw(st.integers(0, 310))
    finding = data.draw(SOME(["poor", "faked"]))
    case = Provider.read({"id": "o", "finding": finding, "monthly_fee": str(Money.from_fen(there))})
    choice = Choice(str(Money.from_fen(takes)), by="a test", why="any amount")
    try:
        item = book.decide(case, DAY, {("sanctions.fee_deduction",): choice}).find("sanctions.provider_fee")
    except InvalidChoice:
        assert not 1 <= takes <= there
        return
    assert 1 <= takes <= there
    assert item.amount is not None
    assert item.amount.fen == takes
    assert takes + item.figures[-1].value == there


def what_is_taken_off_a_score_and_what_is_left_is_the_score(book: Rulebook, data: st.DataObject) -> None:
    score, points = data.draw(st.integers(0, 120)), data.draw(st.integers(0, 130))
    person = {"id": "v", "tekun_support": "dispersed", "township_visits": 0, "visit_log_complete": True}
    case = Township.read({"id": "t", "year_end_score": score, "persons": [person]})
    try:
        item = book.decide(case, DAY, {("sanctions.score_points",): Choice(str(points), by="a test", why="any number")}).find("sanctions.township_score")
    except InvalidChoice:
        assert not 1 <= points <= score
        return
    assert 1 <= points <= score
    assert [figure.value for figure in item.figures] == [points, score - points]


def a_township_loses_points_exactly_when_a_visit_duty_is_breached(book: Rulebook, data: st.DataObject) -> None:
    decision = book.decide(data.draw(of(Township, most=2, unknowns=False)), DAY)
    breached = [item for item in decision if item.output in ("visits.township", "visits.cadre") and item.outcome is Outcome.BREACHED]
    assert (decision.find("sanctions.township_score").outcome is Outcome.REFUSED) == (not breached)


def nobody_is_well_cared_for_and_has_the_guardian_replaced(book: Rulebook, data: st.DataObject) -> None:
    facts = ("guardian_named", "fed_and_clothed", "housing_in_order", "schooling_in_order", "medical_care_in_order", "clean", "utilities_safe")
    person = {"id": "v", **{fact: data.draw(SOME([True, True, True, True, False, None])) for fact in (*GROUPS, *facts)}}
    decision = book.decide(Township.read({"id": "t", "persons": [{**person, "tekun_support": data.draw(SOME(["none", "dispersed", "central"]))}]}), DAY)
    kept, replaced = (decision.find(output, "v").outcome for output in ("guardian.care", "sanctions.guardian_replacement"))
    assert (kept, replaced) != (Outcome.MET, Outcome.GRANTED)
    assert (kept is Outcome.NOT_APPLICABLE) == (replaced is Outcome.NOT_APPLICABLE)


# --- funds


def the_pool_is_the_printed_part_of_the_funds_to_within_half_a_fen(book: Rulebook, data: st.DataObject) -> None:
    amounts = st.one_of(st.integers(0, 200), st.integers(0, 10**12))
    central, provincial = data.draw(amounts), data.draw(amounts)
    case = County.read({"id": "c", "central_funds": str(Money.from_fen(central)), "provincial_funds": str(Money.from_fen(provincial))})
    pool = book.decide(case, DAY).find("funds.pool").amount
    assert pool is not None
    assert 0 <= pool.fen <= central + provincial
    assert abs(pool.fen - Fraction(3, 100) * (central + provincial)) <= Fraction(1, 2)


# --- faults


def with_body(name: str, change: Callable[[RuleSpec], RuleSpec]) -> Rulebook:
    """Huining's rules with a fault in one of them."""
    program = BOOK.parts.program
    return Rulebook(replace(BOOK.parts, program=replace(program, rules={**program.rules, name: change(program.rules[name])})))


def negated(rule: RuleSpec) -> RuleSpec:
    return replace(rule, body=Not(rule.body))


def any_for_all(rule: RuleSpec) -> RuleSpec:
    assert isinstance(rule.body, All)
    return replace(rule, body=Any(rule.body.parts))


def all_for_any(rule: RuleSpec) -> RuleSpec:
    assert isinstance(rule.body, Any)
    return replace(rule, body=All(rule.body.parts))


def with_operation(operation: str) -> Callable[[RuleSpec], RuleSpec]:
    def change(rule: RuleSpec) -> RuleSpec:
        assert isinstance(rule.body, Op)
        return replace(rule, body=Op(operation, rule.body.parts))

    return change


def with_figure(path: str, value: str) -> Rulebook:
    """Huining's rules with another figure printed."""
    parts = BOOK.parts
    return Rulebook(replace(parts, figures=parts.figures.overriding(read_supplied({path: value}, parts.slots))))


def without_last_step(output: str) -> Rulebook:
    program = BOOK.parts.program
    spec = program.outputs[output]
    return Rulebook(replace(BOOK.parts, program=replace(program, outputs={**program.outputs, output: replace(spec, gates=spec.gates[:-1])})))


FAULTS: list[tuple[Law, Callable[[], Rulebook]]] = [
    (one_more_visit_never_turns_met_into_breached, lambda: with_body("visits.visited_by_cadres", with_operation("le"))),
    (one_more_visit_never_turns_met_into_breached, lambda: with_body("home_service.served_enough", negated)),
    (one_group_more_never_asks_for_fewer_service_visits, lambda: with_body("home_service.first_group_served", negated)),
    (one_group_more_never_asks_for_fewer_service_visits, lambda: with_body("home_service.required", with_operation("subtract"))),
    (one_officer_more_never_turns_met_into_breached, lambda: with_body("township.larger_staffed", with_operation("eq"))),
    (who_assesses_earlier_is_never_late_for_it, lambda: with_body("oversight.in_time", negated)),
    (the_pool_is_used_as_pooled_only_within_both_other_readings, lambda: with_body("funds.used_as_pooled", with_operation("le"))),
    (a_gate_is_met_exactly_when_every_step_is_taken, lambda: without_last_step("services.procedure")),
    (a_gate_is_met_exactly_when_every_step_is_taken, lambda: without_last_step("escort.emergency_procedure")),
    (what_a_sanction_takes_and_leaves_is_what_there_was, lambda: with_body("home_service.fee_left", with_operation("add"))),
    (what_a_sanction_takes_and_leaves_is_what_there_was, lambda: with_figure("sanctions.least_deduction", "0.02")),
    (what_is_taken_off_a_score_and_what_is_left_is_the_score, lambda: with_body("township.score_left", with_operation("add"))),
    (what_is_taken_off_a_score_and_what_is_left_is_the_score, lambda: with_figure("sanctions.least_points", "0")),
    (a_township_loses_points_exactly_when_a_visit_duty_is_breached, lambda: with_body("visits.falls_short", all_for_any)),
    (nobody_is_well_cared_for_and_has_the_guardian_replaced, lambda: with_body("visits.guardian_fails", any_for_all)),
    (the_pool_is_the_printed_part_of_the_funds_to_within_half_a_fen, lambda: with_figure("funds.pool_ratio", "1.03")),
    (the_pool_is_the_printed_part_of_the_funds_to_within_half_a_fen, lambda: with_figure("funds.pool_rounding", "yuan_half_up")),
]
LAWS = list(dict.fromkeys(law for law, _ in FAULTS))


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_holds(law: Law) -> None:
    run(law, BOOK, 60)


@pytest.mark.parametrize(("law", "fault"), FAULTS, ids=lambda part: getattr(part, "__name__", ""))
def test_finds_a_fault(law: Law, fault: Callable[[], Rulebook]) -> None:
    wrong = fault()
    with pytest.raises(AssertionError):
        run(law, wrong, 600)
