"""The worked cases kill nearly every mutant of the rules, outputs and figures they are about."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any

import pytest
from cases.worked import FIELDS, found
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import one_of
from laws.mutation import Module, Reader, equivalent, equivalents, modules

from aidrules import Facts, Item, Rulebook
from aidrules.errors import AidrulesError
from aidrules.facts.model import model_name
from aidrules.facts.roots import ROOTS
from aidrules.testing import cases
from aidrules.testing.mutants import Mutant

MODULES = modules()
LISTED = equivalents()
EQUIVALENT = [(module, name) for module in MODULES for name in equivalent(module)]
LEAST_OF_ALL, LEAST_OF_KILLABLE = 0.92, 0.95


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_without_a_mistake_every_case_comes_out_as_expected(module: Module) -> None:
    assert [work.case["id"] for work in module.cases if not Reader(module).comes_out(work)] == []


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_the_cases_kill_the_mutants(module: Module) -> None:
    killers, listed = module.killers(), equivalent(module)
    survived = [name for name, killer in killers.items() if not killer]
    assert [name for name in listed if killers[name]] == [], "an equivalent mutant that is killed: take it off the list"
    left = [name for name in survived if name not in listed]
    assert len(killers) - len(left) - len(listed) >= LEAST_OF_KILLABLE * (len(killers) - len(listed)), "\n".join(left)
    assert len(killers) - len(survived) >= LEAST_OF_ALL * len(killers), "\n".join(survived)


def test_every_entry_names_equivalent_mutants_of_its_module_or_place_and_has_a_reason() -> None:
    for key, entries in LISTED.items():
        names = [mutant.name for module in MODULES if key in (str(module), module.place) for mutant in module.mutants]
        for entry, reason in entries.items():
            assert len(reason) > 40
            assert any(re.fullmatch(re.escape(entry).replace(r"\*", ".*"), name) for name in names), f"{key}: {entry} names no mutant"


def mutated(book: Rulebook, mutant: Mutant) -> Rulebook:
    """A whole rulebook with the mistake in it."""
    return Rulebook(replace(book.parts, program=mutant.program(book.parts.program), figures=mutant.figures(book.parts.figures)))


@pytest.mark.parametrize("module", [module for module in MODULES if module.reading is None], ids=str)
def test_a_rulebook_with_the_mistake_in_it_comes_to_the_same(module: Module) -> None:
    for number, mutant in enumerate(islice(module.mutants, 0, None, 23)):
        works = [work for work in module.cases if mutant.where in module.needed(work) and mutant.fits(work.book.parts.program)]
        work = works[number * 7 % len(works)]
        book, reader = mutated(work.book, mutant), Reader(module, mutant)

        def decided(book: Rulebook = book, work: Any = work) -> Item:
            if work.subject is None:
                return next(item for item in book.checks(work.day) if item.output == work.output)
            return book.decide(work.subject, work.day, work.choices).find(work.output, *work.case["subject"])

        assert shown(decided) == shown(lambda reader=reader, work=work: reader.item(work)), mutant.name


def shown(item: Any) -> Any:
    try:
        return found(item(), FIELDS)
    except AidrulesError as error:
        return error.code


def roots(module: Module) -> list[str]:
    """The keys of the roots that a module's outputs speak of."""
    program = module.book.parts.program
    about = {program.outputs[name].model for name in module.outputs}
    return [key for key, root in ROOTS.items() if any(model_name(root) in (model, *program.above(model)) for model in about)]


@pytest.mark.parametrize(("module", "name"), EQUIVALENT, ids=str)
def test_no_random_case_kills_an_equivalent_mutant(module: Module, name: str) -> None:
    mutant = next(mutant for mutant in module.mutants if mutant.name == name)
    wrong, chosen = mutated(module.book, mutant), roots(module)
    assert chosen

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None, phases=[Phase.generate])
    @given(one_of([cases(ROOTS[key], most=2, reading=module.book.parts.program) for key in chosen]))
    def same(case: Facts) -> None:
        for day in (date(2022, 1, 9), date(2022, 3, 15)):
            pairs = zip(module.book.decide(case, on=day), wrong.decide(case, on=day), strict=True)
            for plain, other in pairs:
                if plain.output in module.outputs:
                    assert found(plain, FIELDS) == found(other, FIELDS)

    same()
