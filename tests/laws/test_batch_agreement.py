"""The numpy reader agrees with the interpreter and the compiled reader to the fen, unknowns included, on rules of ours and generated ones."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample
from hypothesis.strategies import DrawFn
from laws.batch_agreement import book_of, by_batch, by_duckdb, differences, roots_of, shown, singly

from aidrules import Household
from aidrules.batch import outcomes, reader, sql_outcome, sql_terms, vectors, writer
from aidrules.batch.cases import document, from_cases
from aidrules.batch.reader import encoded
from aidrules.batch.run import generated as generated_code
from aidrules.batch.run import rule_values, run
from aidrules.batch.tables import read_tables
from aidrules.decide.interpreter import Interpreter, Tabled
from aidrules.decide.layout import GLOBAL, Layout
from aidrules.decide.outcome import Outcome, Plan, settle
from aidrules.decide.settler import settled_by
from aidrules.decide.table import figures_on
from aidrules.facts.terms import Rounding
from aidrules.graph.kinds import BOOL, DATE, MONEY, MONTH, RATIO, ROUNDING, quantity
from aidrules.graph.nodes import Const, Day, Fact, Node, Op, Over, Var
from aidrules.graph.program import SORTS, ChoiceSpec, OutputSpec, Program, RuleSpec, Sort
from aidrules.jurisdictions import PLACES
from aidrules.lang.models import model_spec, models_below, term_spec
from aidrules.standards.figures import Figures
from aidrules.testing import GeneratedProgram, cases, generated_programs
from aidrules.testing import register as synthetic
from aidrules.testing.programs import Colour, Root

DAY = date(2022, 3, 15)
SLOW = settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
PLACES_AND_ROOTS = [(place, root) for place in PLACES for root in roots_of(book_of(place))]


def numbered(found: list[Any]) -> list[Any]:
    """The same cases with ids of their own, as a register has them."""
    return [case.model_copy(update={"id": f"r{number}"}) for number, case in enumerate(found)]


def meant(generated: GeneratedProgram, found: list[Root], day: date) -> dict[str, list[Any]]:
    """Every rule's value for every subject, by the interpreter, as columns hold them."""
    layout = Layout(generated.program)
    table = figures_on(generated.program, generated.figures, day, None)
    values: dict[str, list[Any]] = {name: [] for name in generated.program.rules}
    for case in found:
        row = layout.load(case, generated.program.models["Root"])
        alone = Interpreter(layout, day, table).fill(row, "Root")
        for owner, subject in [(GLOBAL, alone), *layout.walk(row, "Root")]:
            for name, rule in generated.program.rules.items():
                if rule.model == owner:
                    value = subject[layout.rules[name]]
                    values[name].append(None if value is None else value if isinstance(value, Fraction) else encoded(value))
    return values


def by_numpy(generated: GeneratedProgram, found: list[Root], day: date) -> dict[str, list[Any]]:
    """The same by the numpy reader, two cases at a time."""
    tables = read_tables(generated.program, from_cases(generated.program, "Root", found))
    table = figures_on(generated.program, generated.figures, day, None)
    held = rule_values(tables, generated.figures, table, list(generated.program.rules), threads=1, chunk=2)
    values = {}
    for name, columns in held.items():
        numbers: list[Any] = columns["value"].tolist()
        if "below" in columns:
            numbers = [Fraction(top, below) for top, below in zip(numbers, columns["below"].tolist(), strict=True)]
        values[name] = [number if known else None for number, known in zip(numbers, columns["known"].tolist(), strict=True)]
    return values


@SLOW
@given(generated_programs(), st.lists(cases(Root, most=3), min_size=1, max_size=6), st.dates(date(2020, 2, 28), date(2024, 3, 1)))
def test_on_generated_rules(generated: GeneratedProgram, found: list[Root], day: date) -> None:
    assert meant(generated, numbered(found), day) == by_numpy(generated, numbered(found), day)


@st.composite
def generated_outputs(draw: DrawFn) -> tuple[GeneratedProgram, OutputSpec]:
    """A generated program with one output of every part that an output may have."""
    generated = draw(generated_programs(most_rules=9, depth=3))
    model = draw(st.sampled_from(["Root", "Branch"]))
    names = {kind: [name for name, rule in generated.program.rules.items() if (rule.model, rule.kind) == (model, kind)] for kind in (BOOL, MONEY)}
    assume(names[BOOL])
    one, perhaps = st.sampled_from(names[BOOL]), st.sampled_from(["", *names[BOOL]])
    gates, within = tuple(draw(st.lists(one, max_size=3, unique=True))), draw(perhaps)
    sort: Sort = draw(st.sampled_from(SORTS))
    output = OutputSpec(
        "x.output", sort, "产出", "Output.", model, draw(one if sort != "gate" else perhaps), draw(perhaps), draw(st.sampled_from(["", *names[MONEY]])), gates,
        may=draw(st.booleans()), within=within, verified=draw(st.integers(0, 4)) == 4,
    )  # fmt: skip
    choices = {output.name: ChoiceSpec(output.name, BOOL, Var(0, model), None, None, "可", "May.")} if output.may else {}
    return replace(generated, program=replace_outputs(generated.program, output, choices)), output


def replace_outputs(program: Program, output: OutputSpec, choices: dict[str, ChoiceSpec]) -> Program:
    return Program(program.models, program.terms, program.standards, choices, program.rules, {output.name: output})


@SLOW
@given(generated_outputs(), st.lists(cases(Root, most=2), min_size=1, max_size=5))
def test_on_generated_outputs(made: tuple[GeneratedProgram, OutputSpec], found: list[Root]) -> None:
    (generated, output), found = made, numbered(found)
    layout, table = Layout(generated.program), figures_on(generated.program, generated.figures, DAY, None)
    tables = read_tables(generated.program, from_cases(generated.program, "Root", found))
    items: list[Any] = []
    causes: list[str | None] = []
    for case in found:
        row = layout.load(case, generated.program.models["Root"])
        subjects, interpreter = [(GLOBAL, [None] * layout.width[GLOBAL]), *layout.walk(row, "Root")], Interpreter(layout, DAY, table)
        if output.verified:
            for owner, subject in subjects[1:]:
                model = generated.program.models[owner]
                places = {**layout.facts[owner], **layout.relations[owner]}
                for part in (*model.facts, *model.relations):
                    if part.may_be_unknown and part.name in places:
                        subject[places[part.name]] = None
        for stage, names in layout.stages:
            for owner, subject in subjects:
                for name in names if owner == stage else ():
                    subject[layout.rules[name]] = interpreter.rule(name, subject)
        plan, tabled, own = Plan(output, layout), Tabled(layout, DAY, table, subjects[0][1]), [row for owner, row in subjects if owner == output.model]
        items += [shown(plan, subject) for subject in own]
        causes += [settled_by(output, settle(plan, subject), subject, tabled) for subject in own]
    for settling in (False, True):
        code = generated_code(tables, table, [(output, True)], settling=settling)
        columns = {slot.what: column.tolist() for slot, column in zip(code.slots, run(tables, code, threads=1, chunk=2), strict=True)}
        amounts = columns.get("amount_fen", [0] * len(items))
        known = columns.get("amount_known", [False] * len(items))
        values, signs = [outcome.value for outcome in Outcome], {1: True, 0: False, -1: None}
        got = [
            (values[a], signs[b], c if d else None) for a, b, c, d in zip(columns["outcome"], columns["entitled"], amounts, known, strict=True)
        ]  # fmt: skip
        assert got == items
        if settling:
            assert [code.causes[cause] or None for cause in columns["settled"]] == causes


@pytest.mark.parametrize(("place", "root"), PLACES_AND_ROOTS)
def test_on_a_register_of_every_place(place: str, root: str) -> None:
    assert differences(book_of(place), root, 2_000, interpreted=200) == 0


@pytest.mark.parametrize("place", PLACES)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), day=st.dates(date(2021, 12, 1), date(2022, 6, 1)))
def test_on_cases_of_every_place(place: str, data: st.DataObject, day: date) -> None:
    book = book_of(place)
    found = data.draw(st.lists(cases(Household, most=2, reading=book.parts.program), min_size=1, max_size=4))
    tables = book.tables(from_cases(book.parts.program, "Household", numbered(found)))
    alone: dict[str, list[Any]] = {output: [] for output in by_batch(book, tables, day)}
    for case in singly(book, tables, range(tables.rows), interpreted=True, day=day):
        for output, items in case.items():
            alone[output] += items
    assert by_batch(book, tables, day) == alone


@pytest.mark.parametrize(("place", "root"), PLACES_AND_ROOTS)
def test_what_settled_an_item_is_what_the_single_decision_says(place: str, root: str) -> None:
    book = book_of(place)
    tables = book.tables(synthetic(book.parts.program, 400, root=root, seed=5, near=DAY, unknown=0.08))
    result = book.batch(tables, DAY, settling=True)
    columns = {output: iter(result.table(output)["settled_by"].to_pylist()) for output in result.outputs}
    named: set[tuple[Outcome, bool]] = set()
    for row in range(tables.rows):
        for item in book.decide(book.parts.classes[root].read(document(tables, row)), DAY).items:
            if item.output in columns:
                assert next(columns[item.output]) == item.settled_by, (item.output, item.subject)
                named.add((item.outcome, item.settled_by is not None))
    silent = {Outcome.GRANTED, Outcome.MET, Outcome.NOT_IN_FORCE}
    assert all((outcome not in silent) is is_named for outcome, is_named in named)
    assert {outcome for outcome, _ in named} - silent


@pytest.mark.parametrize("place", PLACES)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_settled_an_item_is_named_by_its_reasons_or_is_missing_first(place: str, data: st.DataObject) -> None:
    book = book_of(place)
    for item in book.decide(data.draw(cases(Household, most=2, reading=book.parts.program)), DAY).items:
        match item.outcome:
            case Outcome.GRANTED | Outcome.MET | Outcome.NOT_IN_FORCE:
                assert item.settled_by is None
            case Outcome.UNDETERMINED:
                first = re.sub(r'^standards\["([^"]+)"\].*', r"\1", item.missing[0].path)
                assert item.settled_by == first or first.rpartition(".")[2] == str(item.settled_by).rpartition(".")[2]
            case Outcome.PENDING:
                assert str(item.settled_by).rpartition(".")[2] == item.step
            case Outcome.DISCRETIONARY:
                assert item.settled_by == item.discretion[0].path
            case _:
                assert any(step.sort == "rule" and step.path == item.settled_by and step.value is False for step in item.reasons.every())


FAULTS: dict[str, tuple[Any, str, Any]] = {
    "an addition": (writer.ADDED, "add", "subtract"),
    "a tally": (vectors.FUNCTIONS, "tally", lambda mask, starts: vectors.tally(mask, starts) + 1),
    "a conjunction": (vectors.FUNCTIONS, "logical_and", vectors.FUNCTIONS["logical_or"]),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_numpy_reader_is_found(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    table, name, wrong = FAULTS[fault]
    monkeypatch.setitem(table, name, wrong)
    assert disagreement()


ROOT = Var(0, "Root")
BRANCH = Var(1, "Branch", ROOT)
AMOUNT, INNER = Fact(ROOT, "amount", MONEY), Fact(BRANCH, "amount", MONEY)
NAMED: dict[str, tuple[Node, str]] = {
    "a comparison": (Op("lt", (AMOUNT, AMOUNT)), "less"),
    "a division": (Op("divide", (AMOUNT, Over("count", "branches", BRANCH, Fact(BRANCH, "sure", BOOL)), Const(ROUNDING, 1))), "divided"),
    "a price": (Op("priced", (AMOUNT, Fact(ROOT, "size", quantity("m2")), Const(RATIO, Fraction(1, 3)), Const(ROUNDING, 1))), "priced"),
    "a share of a month": (Op("month_share", (AMOUNT, Fact(ROOT, "month", MONTH), Const(ROUNDING, 1))), "month_share"),
    "a total": (Over("total", "branches", BRANCH, INNER), "total"),
    "the greatest of a loop": (Over("greatest", "branches", BRANCH, INNER, AMOUNT), "extreme"),
    "an age": (Over("total", "branches", BRANCH, Op("completed_years", (Fact(BRANCH, "born", DATE), Day()))), "completed_years"),
    "a greatest": (Op("greatest", (AMOUNT, Const(MONEY, 0), Over("total", "branches", BRANCH, INNER))), "maximum"),
}


@pytest.mark.parametrize("fault", NAMED)
def test_a_fault_in_what_the_code_calls_is_found(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    body, name = NAMED[fault]
    models = {model.__name__: model_spec(model) for model in models_below(Root)}
    program = Program(
        models,
        {"Rounding": term_spec(Rounding), "Colour": term_spec(Colour)},
        {},
        {},
        {"generated.r0": RuleSpec("generated.r0", "规则", "Rule.", (ROOT,), body)},
        {},
    )
    found = st.lists(cases(Root, most=3), min_size=1, max_size=3)
    options = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True, phases=[Phase.generate])

    def differs(given_: list[Root]) -> bool:
        generated = GeneratedProgram(program, Figures())
        return meant(generated, numbered(given_), DAY) != by_numpy(generated, numbered(given_), DAY)

    with pytest.raises(NoSuchExample):
        find(found, differs, settings=options)
    right = vectors.FUNCTIONS[name]
    wrong = vectors.FUNCTIONS["less_equal"] if name == "less" else lambda *parts, **options: right(*parts, **options) + 1
    monkeypatch.setitem(vectors.FUNCTIONS, name, wrong)
    assert find(found, differs, settings=options)


def test_an_unknown_taken_for_known_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader.Reader, "less", lambda self, mask, without: mask)
    assert disagreement()


def test_a_fault_in_the_order_of_outcomes_is_found_on_a_register(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcomes.Outcomes, "_signed", lambda self, true, unknown: "1")
    assert differences(book_of("huining"), "Household", 200, interpreted=0) > 0


def test_a_fault_in_the_sql_reader_is_found_on_a_register(monkeypatch: pytest.MonkeyPatch) -> None:
    book = book_of("huining")
    given = synthetic(book.parts.program, 200, root="Household", unknown=0.05)
    tables = book.tables(given)
    assert by_duckdb(book, given, tables) == 0
    monkeypatch.setattr(sql_outcome, "_open", lambda value: sql_terms.Known(False))
    assert by_duckdb(book, given, tables) > 0


def test_without_a_fault_there_is_no_disagreement() -> None:
    with pytest.raises(NoSuchExample):
        disagreement(examples=100)


def disagreement(examples: int = 3000) -> Any:
    """A program and cases on which the two readers differ; none is an error."""

    def differs(pair: tuple[GeneratedProgram, list[Root]]) -> bool:
        try:
            return meant(pair[0], numbered(pair[1]), DAY) != by_numpy(pair[0], numbered(pair[1]), DAY)
        except (ValueError, TypeError):  # a fault may also break a column's form
            return True

    options = settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True, phases=[Phase.generate])
    return find(st.tuples(generated_programs(most_rules=2, depth=3), st.lists(cases(Root, most=2), min_size=1, max_size=3)), differs, settings=options)
