"""The form of a statement: what it says of itself, which rows and columns it gives, and that names from data can't break out of it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

import pyarrow as pa
import pytest
import sqlglot
from batch.engines import in_duckdb
from sqlglot import exp

from aidrules import Household, Outcome, Person, Rulebook
from aidrules.batch.sql import EXACT, rule_values
from aidrules.batch.sql_names import Names, comment
from aidrules.decide.basis import Basis
from aidrules.decide.layout import Layout
from aidrules.decide.table import figures_on
from aidrules.errors import AidrulesError, InvalidTable, UnknownName, Unsupported
from aidrules.graph.kinds import BOOL, COUNT, TermSpec, term
from aidrules.graph.nodes import All, Call, Const, Fact, Is, Not, Op, Over, Var
from aidrules.graph.program import FactSpec, ModelSpec, Program, RelationSpec, RuleSpec
from aidrules.jurisdictions import huining, rulebook_of
from aidrules.standards.figures import Figures

DAY = date(2022, 3, 15)


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return huining.rulebook()


def basis_of(program: Program) -> Basis:
    return Basis(program, Layout(program), "", DAY, None, figures_on(program, Figures(), DAY, None), MappingProxyType({}), MappingProxyType({}), ())


@pytest.mark.parametrize("dialect", EXACT)
def test_a_statement_says_that_it_is_exact(book: Rulebook, dialect: str) -> None:
    assert f"Exact for {dialect}" in book.sql(dialect, DAY).partition("*/")[0]


@pytest.mark.parametrize("dialect", ["mysql", "clickhouse", "oracle", "doris", "starrocks", "snowflake"])
def test_other_dialects_are_experimental_and_say_so(book: Rulebook, dialect: str) -> None:
    head = book.sql(dialect, DAY).partition("*/")[0]
    assert f"Experimental for {dialect}" in head
    assert "Exact for" not in head


def test_an_unknown_dialect_gets_the_closest_name(book: Rulebook) -> None:
    with pytest.raises(UnknownName, match="did you mean `postgres`") as caught:
        book.sql("postgress", DAY)
    assert caught.value.code == "name.dialect"


def test_an_unknown_output_gets_the_closest_name(book: Rulebook) -> None:
    with pytest.raises(UnknownName, match=r"`care\.guardian_payment`") as caught:
        book.sql("duckdb", DAY, ["care.guardian_paymen"])
    assert caught.value.code == "name.output"


def test_an_unknown_model_gets_the_closest_name(book: Rulebook) -> None:
    with pytest.raises(UnknownName, match="`Person`") as caught:
        book.sql("duckdb", DAY, of="Persons")
    assert caught.value.code == "name.model"


def test_an_output_about_another_model_is_refused(book: Rulebook) -> None:
    with pytest.raises(Unsupported) as caught:
        book.sql("duckdb", DAY, ["escort.fee"], of="Person")
    assert caught.value.code == "sql.model"


def test_a_place_without_outputs_about_a_model_says_so() -> None:
    with pytest.raises(Unsupported) as caught:
        rulebook_of("national").sql("duckdb", DAY, of="Disability")
    assert caught.value.code == "sql.nothing"


def columns_given(text: str) -> list[str]:
    parsed = sqlglot.parse_one(text, read="duckdb")
    assert isinstance(parsed, exp.Query)
    return parsed.named_selects


def test_the_long_form_has_a_row_for_each_subject_and_output(book: Rulebook) -> None:
    found = columns_given(book.sql("duckdb", DAY, ["care.guardian_payment", "escort.fee"]))
    assert found == ["output", "household_id", "person_id", "hospital_stay_id", "outcome", "amount_fen"]


def test_the_form_of_one_model_has_a_row_for_each_subject(book: Rulebook) -> None:
    found = columns_given(book.sql("duckdb", DAY, ["escort.fee"], of="HospitalStay"))
    assert found == ["household_id", "person_id", "hospital_stay_id", "escort__fee_outcome", "escort__fee_fen"]


def test_every_rule_stands_with_its_title_and_its_clauses(book: Rulebook) -> None:
    text = book.sql("duckdb", DAY, ["care.guardian_payment"])
    line = next(line for line in text.splitlines() if "AS people__in_tekun_support" in line)
    rule = book.rules["people.in_tekun_support"]
    assert rule.zh in line
    assert "第十四条" in line


def test_a_law_that_is_not_yet_in_force_decides_nothing() -> None:
    book, case = rulebook_of("national"), Household(id="h", members=(Person(id="p"),))
    day = date(2013, 1, 1)
    assert book.decide(case, day).find("tekun.recognition", "p").outcome is Outcome.NOT_IN_FORCE
    text = book.sql("duckdb", day, ["tekun.recognition"], of="Person")
    assert "Not in force on this day: tekun.recognition." in text
    people = pa.table({"household_id": ["h"], "id": ["p"]})
    assert in_duckdb({"household": pa.table({"id": ["h"]}), "person": people}, [text]) == [[("h", "p", "not_in_force")]]


def test_a_table_that_is_needed_and_not_there_is_named() -> None:
    with pytest.raises(InvalidTable, match="`person`") as caught:
        rulebook_of("zhangye").sql("duckdb", DAY, ["dibao.household_grant"], columns={"household": ["id"]})
    assert caught.value.code == "table.lacks"


# --- names and words from data

BAD = ["a */ DROP TABLE x; /*", "-- x", "${env}", "@x", "a\nb", "a\u202eb", "'", '"', "`", ";", "/*+ hint */", "!x", "\x00", "{{ x }}", "%s :x ?"]


@pytest.mark.parametrize("words", BAD)
def test_words_from_data_stay_inside_a_comment(words: str) -> None:
    found = comment(f"标题{words}")
    assert found.startswith("标题")
    assert not set(found) & set("*/\\'\"`;${}@!?\n\r\0\u202e")
    assert "--" not in found


@pytest.mark.parametrize("name", ["select", "order", "Order", "收入", "", "1", "a b", 'a"b', "current_date", "x" * 300, "_", "__"])
def test_a_name_in_a_statement_is_plain_and_no_word_of_sql(name: str) -> None:
    names = Names()
    given = [names.take(name) for _ in range(3)]
    assert len(set(given)) == 3
    for each in given:
        assert re.fullmatch(r"[a-z_][a-z0-9_]{1,59}", each)
        assert sqlglot.parse_one(f"SELECT {each}", read="postgres").selects[0].name == each  # type: ignore[attr-defined]  # a query


def hostile() -> Program:
    """A program whose every name and word is what SQL must not read: quotes, comments, words of SQL, letters beyond ASCII."""
    quoted = 'it\'s -- \\ /* x */ "y"'
    facts = (FactSpec("order", BOOL, True, "*/ x /*", "y"), FactSpec("收入", COUNT, True, "", ""), FactSpec("select", term("Kind"), True, "", ""))
    inner = ModelSpec("Table", "*/", (FactSpec("group", COUNT, True, "", ""), FactSpec("order", BOOL, True, "", "")), (), False)
    model = ModelSpec("User", "x", facts, (RelationSpec("all", "Table", True, "*/ DROP", ""),), True)
    user = Var(0, "User")
    element = Var(1, "Table", user)
    kind = term("Kind")
    rules = {
        "a.select": RuleSpec("a.select", "*/ SELECT 1; --", "x", (user,), Fact(user, "order", BOOL)),
        "a.b": RuleSpec("a.b", "", "x", (user,), Is(Fact(user, "select", kind), (Const(kind, 0),))),
        "a.收入": RuleSpec("a.收入", "${x}", "x", (user,), Op("add", (Fact(user, "收入", COUNT), Const(COUNT, 1)))),
        "a.c": RuleSpec("a.c", "", "x", (user,), Over("total", "all", element, Fact(element, "group", COUNT))),
        "a.d": RuleSpec("a.d", "", "x", (user,), All((Call("a.select", (user,), BOOL), Not(Over("any", "all", element, Fact(element, "order", BOOL)))))),
    }
    return Program({"User": model, "Table": inner}, {"Kind": TermSpec("Kind", ((quoted, "*/"), ("b", "")))}, {}, {}, rules, {})


HOSTILE: dict[str, Any] = {
    "user": pa.table({"id": ["1"], "order": [True], "收入": [7], "select": ['it\'s -- \\ /* x */ "y"'], "all_known": [True]}),
    "table": pa.table({"user_id": ["1", "1"], "group": [3, 4], "order": [False, False]}),
}


def test_a_program_of_hostile_names_is_computed() -> None:
    text = rule_values(basis_of(hostile()), "duckdb", list(hostile().rules), "User")
    assert in_duckdb(HOSTILE, [text]) == [[("1", True, True, 8, 7, True)]]


@pytest.mark.parametrize("dialect", EXACT)
def test_a_program_of_hostile_names_is_one_statement(dialect: str) -> None:
    text = rule_values(basis_of(hostile()), dialect, list(hostile().rules), "User")
    parsed = sqlglot.parse(text, read=dialect)
    assert len(parsed) == 1
    assert not list(parsed[0].find_all(exp.Drop))  # type: ignore[union-attr]  # there is one


# --- what can't be said


def nested(middle_has_id: bool) -> Program:
    outer, middle, inner = Var(0, "Outer"), Var(1, "Middle"), Var(2, "Inner")
    models = {
        "Outer": ModelSpec("Outer", "", (), (RelationSpec("middles", "Middle", False, "", ""),), True),
        "Middle": ModelSpec("Middle", "", (FactSpec("holds", BOOL, True, "", ""),), (RelationSpec("inners", "Inner", False, "", ""),), middle_has_id),
        "Inner": ModelSpec("Inner", "", (FactSpec("holds", BOOL, True, "", ""),), (), True),
    }
    element = replace(inner, owner=middle)
    rules = {
        "a.loop": RuleSpec("a.loop", "", "", (middle,), Over("any", "inners", element, Fact(element, "holds", BOOL))),
        "a.up": RuleSpec("a.up", "", "", (replace(inner, owner=middle), middle), Fact(middle, "holds", BOOL)),
        "a.own": RuleSpec("a.own", "", "", (outer,), Over("all", "middles", replace(middle, owner=outer), Fact(replace(middle, owner=outer), "holds", BOOL))),
    }
    return Program(models, {}, {}, {}, rules, {})


@pytest.mark.parametrize(("rule", "of"), [("a.loop", "Middle"), ("a.up", "Inner")])
def test_rows_that_nothing_ties_together_are_refused(rule: str, of: str) -> None:
    assert rule_values(basis_of(nested(True)), "duckdb", [rule], of)
    with pytest.raises(Unsupported) as caught:
        rule_values(basis_of(nested(False)), "duckdb", [rule], of)
    assert caught.value.code == "sql.no_id"


def test_rows_without_an_id_of_their_own_can_be_gathered() -> None:
    assert rule_values(basis_of(nested(False)), "duckdb", ["a.own"], "Outer")


def test_a_rule_about_another_model_is_refused() -> None:
    with pytest.raises(AidrulesError) as caught:
        rule_values(basis_of(nested(True)), "duckdb", ["a.own"], "Inner")
    assert caught.value.code == "sql.rule"


def test_an_unknown_rule_gets_the_closest_name() -> None:
    with pytest.raises(UnknownName, match=r"`a\.own`"):
        rule_values(basis_of(nested(True)), "duckdb", ["a.ownn"], "Outer")
