"""The proof that nothing leaves 64 bits: every value lies in its interval, and what could leave them is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aidrules.batch.cases import from_cases
from aidrules.batch.ranges import LARGEST, Known, declared, prove
from aidrules.batch.run import check_range
from aidrules.batch.tables import read_tables
from aidrules.decide.interpreter import Interpreter
from aidrules.decide.layout import GLOBAL, Layout
from aidrules.decide.table import figures_on
from aidrules.errors import Unsupported
from aidrules.facts.model import Fact, Facts, fact
from aidrules.facts.money import Money
from aidrules.jurisdictions import PLACES, rulebook_of
from aidrules.lang import benefit, programme, rule, standard, total
from aidrules.law.load import load_law
from aidrules.rulebook.compose import compose
from aidrules.rulebook.law import Law
from aidrules.testing import GeneratedProgram, cases, generated_programs
from aidrules.testing.programs import Root

DAY = date(2022, 3, 15)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(generated_programs(), st.lists(cases(Root, most=3), min_size=1, max_size=3))
def test_every_value_lies_in_its_interval(generated: GeneratedProgram, found: list[Root]) -> None:
    program, layout = generated.program, Layout(generated.program)
    found = [case.model_copy(update={"id": f"r{number}"}) for number, case in enumerate(found)]
    tables, table = read_tables(program, from_cases(program, "Root", found)), figures_on(program, generated.figures, DAY, None)
    values = {path: held if isinstance(held, tuple) else (held,) for path, held in zip(program.standards, table.values, strict=True)}
    proven = prove(program, Known(tables.bounds(), values, tables.longest()))
    for case in found:
        row = layout.load(case, program.models["Root"])
        alone = Interpreter(layout, DAY, table).fill(row, "Root")
        for owner, subject in [(GLOBAL, alone), *layout.walk(row, "Root")]:
            for name, spec in program.rules.items():
                value = subject[layout.rules[name]] if spec.model == owner else None
                if value is not None and spec.kind.name in ("bool", "count", "money", "quantity", "month"):
                    low, high = proven[name]
                    assert low <= value <= high


@pytest.mark.parametrize("place", PLACES)
def test_every_place_is_proven_from_the_models_alone(place: str) -> None:
    parts = rulebook_of(place).parts
    assert all(-LARGEST <= low <= high <= LARGEST for low, high in prove(parts.program, declared(parts.program, parts.figures)).values())


class Orchard(Facts):
    """An orchard whose yield is far too large."""

    id: str
    trees: Fact[int] = fact(zh="树", en="trees")
    fruits: Fact[int] = fact(zh="果", en="fruits of each tree")
    seeds: Fact[int] = fact(zh="籽", en="seeds of each fruit")


class Farm(Facts):
    """A farm of orchards."""

    id: str
    orchards: tuple[Orchard, ...]


price = standard(Money, "orchard.price", unit="yuan", zh="单价")


@rule("果园收入")
def worth(orchard: Orchard) -> Money:
    """Each seed has a price."""
    return price * (orchard.trees * orchard.fruits * orchard.seeds)


@rule("农场收入")
def worth_of_all(farm: Farm) -> Money:
    """The farm is paid for all its seeds."""
    return total(worth(orchard) for orchard in farm.orchards)


@rule("任何农场")
def any_farm(farm: Farm) -> bool:
    """Every farm that is worth something."""
    return worth_of_all(farm) >= Money(0)


payment = benefit("orchard.payment", zh="果园补贴", entitled=any_farm, amount=worth_of_all, per="year", payee="household")
LAW = """
[source]
id = "orchard"
title_zh = "果园"
title_en = "Orchards"
number = ""
issuer_zh = "无"
issuer_en = "nobody"
published = ""
in_force_from = ""
has_text = false
[clauses."1"]
address = "一"
kind = "amount"
zh = "补贴。"
en = "A payment."
"""


def book() -> Any:
    return compose(programme("orchard", outputs=[payment]), law=Law("orchard", [load_law(LAW)], {payment: ["1"]}), standards={"orchard.price": "0.01"})


def register(trees: int, seeds: int) -> dict[str, Any]:
    orchards = {"farm_id": ["f1", "f1"], "id": ["o1", "o2"], "trees": [trees, 1], "fruits": [trees, 1], "seeds": [seeds, 1]}
    return {"farm": {"id": ["f1"]}, "orchard": orchards}


def test_a_program_that_could_leave_64_bits_is_an_error_that_names_the_rule() -> None:
    parts = book().parts
    with pytest.raises(Unsupported) as caught:
        prove(parts.program, declared(parts.program, parts.figures))
    assert caught.value.code == "batch.range"
    assert worth.name in caught.value.message


def test_a_register_whose_own_numbers_are_small_enough_is_decided_all_the_same() -> None:
    assert book().batch(register(1000, 1000), DAY).totals()["orchard.payment"].granted_fen == 1000**3 + 1


def test_a_register_whose_numbers_are_too_large_is_refused_and_never_wraps_around() -> None:
    with pytest.raises(Unsupported) as caught:
        book().batch(register(10**9, 100), DAY)
    assert caught.value.code == "batch.range"
    tables = book().tables(register(10**9, 100))
    with pytest.raises(Unsupported):
        check_range(tables, book().parts.figures, book().figures(DAY), [worth.name])
