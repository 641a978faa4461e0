"""Something of another sort than is asked for is an error with a stable code, and its message shows nothing of what was given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from aidrules import Household, Money, Under, changelog, compare, compose, load_rulebook, read_case, replay, replay_all, waterfall
from aidrules.audit import Change, History, ledger, settle
from aidrules.decide.record import Record
from aidrules.errors import AidrulesError, WrongArgument
from aidrules.jurisdictions import huining
from aidrules.law.load import load_law
from aidrules.programs import care
from aidrules.study import curve, impact, receipt, sweep, turning

BOOK = huining.rulebook()
MADE = BOOK.parts.made
assert MADE is not None
LAW = MADE.law
DAY, PAYMENT = "2022-03-15", "care.guardian_payment"
PERSON = {"id": "p1", "tekun_support": "dispersed", "care_level": "full_care", "has_caring_guardian": True}
HOME = Household.read({"id": "h1", "members": [PERSON]})
TABLES: dict[str, Any] = {"household": {"id": ["h1"]}, "person": {"household_id": ["h1"], "id": ["p1"]}}
RATE = "care.guardian_rate"
AXIS: Any = {f"{RATE}[full_care]": ["230.00"]}
ASKED: dict[str, Any] = {"on": DAY, "outputs": [PAYMENT]}
LEDGER = ledger(BOOK, History(HOME), "2022-01", "2022-03")
SECRET = "Zhang San 620422"
WRONG: list[Any] = [None, 3, 3.5, SECRET, b"x", [SECRET], {SECRET: SECRET}, object(), Path("nowhere"), HOME, care.supported_at_home, Household, {1: 2}]
"""What is none of these: a rulebook, figures, a mapping of rules, a decision, a ledger."""


def decided() -> Any:
    return BOOK.decide(HOME, DAY)


CALLS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "impact, before": (lambda wrong: impact(wrong, BOOK, TABLES, **ASKED), "argument.rulebook"),
    "impact, after": (lambda wrong: impact(BOOK, wrong, TABLES, **ASKED), "argument.rulebook"),
    "sweep": (lambda wrong: sweep(wrong, HOME, AXIS, **ASKED), "argument.rulebook"),
    "curve": (lambda wrong: curve(wrong, HOME, "members[p1].lacking_goods", 0, 2, **ASKED), "argument.rulebook"),
    "turning": (lambda wrong: turning(wrong, HOME, "members[p1].lacking_goods", PAYMENT, 0, 2, on=DAY), "argument.rulebook"),
    "receipt, before": (lambda wrong: receipt(wrong, BOOK), "argument.rulebook"),
    "receipt, after": (lambda wrong: receipt(BOOK, wrong), "argument.rulebook"),
    "changelog, before": (lambda wrong: changelog(wrong, BOOK), "argument.rulebook"),
    "changelog, after": (lambda wrong: changelog(BOOK, wrong), "argument.rulebook"),
    "under": (lambda wrong: Under(wrong, HOME, DAY).decide(), "argument.rulebook"),
    "waterfall, rulebook": (lambda wrong: waterfall(Under(wrong, HOME, DAY), Under(BOOK, HOME, DAY)), "argument.rulebook"),
    "waterfall, before": (lambda wrong: waterfall(wrong, Under(BOOK, HOME, DAY)), "argument.under"),
    "waterfall, after": (lambda wrong: waterfall(Under(BOOK, HOME, DAY), wrong), "argument.under"),
    "compare, before": (lambda wrong: compare(wrong, decided()), "argument.decision"),
    "compare, after": (lambda wrong: compare(decided(), wrong), "argument.decision"),
    "ledger, rulebook": (lambda wrong: ledger(wrong, History(HOME), "2022-01", "2022-03"), "argument.rulebook"),
    "ledger, history": (lambda wrong: ledger(BOOK, wrong, "2022-01", "2022-03"), "history.form"),
    "ledger, state": (lambda wrong: ledger(BOOK, History(HOME), "2022-01", "2022-03", state=wrong or 0), "ledger.state"),
    "settle, due": (lambda wrong: settle(LEDGER, wrong), "argument.ledger"),
    "settle, paid": (lambda wrong: settle(wrong, LEDGER), "ledger.payment"),
    "history, changes": (lambda wrong: History(HOME, wrong), "history.form"),
    "compose, law": (lambda wrong: compose(care.care, law=wrong), "compose.law"),
    "compose, programme": (lambda wrong: compose(wrong, law=LAW), "compose.programme"),
    "compose, texts": (lambda wrong: compose(care.care, law=replace(LAW, texts=wrong)), "compose.law"),
    "compose, a text": (lambda wrong: compose(care.care, law=replace(LAW, texts=[wrong])), "compose.law"),
    "compose, rests": (lambda wrong: compose(care.care, law=replace(LAW, rests=wrong)), "compose.law"),
    "compose, clauses": (lambda wrong: compose(care.care, law=replace(LAW, rests={care.supported_at_home: wrong or 0})), "compose.law"),
    "compose, supplants": (lambda wrong: compose(care.care, law=replace(LAW, supplants=wrong)), "compose.law"),
    "replacing by": (lambda wrong: BOOK.replacing({care.supported_at_home: wrong}), "compose.replace"),
    "replacing": (lambda wrong: BOOK.replacing(wrong), "compose.replace"),
    "with_standards": (lambda wrong: BOOK.with_standards(wrong), "standard.form"),
    "load_rulebook, standards": (lambda wrong: load_rulebook(BOOK.archive(), wrong or 0), "standard.form"),
    "load_rulebook": (lambda wrong: load_rulebook(wrong), "sealed.form"),
    "a record": (lambda wrong: Record.from_json(wrong), "sealed.form"),
    "read_case": (lambda wrong: read_case(wrong), "case_file.form"),
    "load_law": (lambda wrong: load_law(wrong), "law.part"),
}
FITS: dict[str, tuple[type, ...]] = {
    "compose, clauses": (list,), "with_standards": (str, Path), "load_rulebook, standards": (str, Path), "load_rulebook": (str, bytes),
    "a record": (str, bytes), "read_case": (str, bytes), "load_law": (str,), "replacing by": (type(care.supported_at_home),),
}  # fmt: skip
"""What is of the right sort here, and wrong in another way."""
ALSO = {"compose.law": {"compose.replace"}, "compose.replace": {"name.rule"}, "standard.form": {"standard.unknown"}}
"""Codes of a mapping whose parts are wrong."""


@pytest.mark.parametrize("call", CALLS)
def test_something_of_another_sort_is_an_error_with_a_code(call: str) -> None:
    asked, code = CALLS[call]
    tried = 0
    for wrong in WRONG:
        if isinstance(wrong, FITS.get(call, ())):
            continue
        with pytest.raises(AidrulesError) as error:
            asked(wrong)
        assert error.value.code == code or (isinstance(wrong, dict) and error.value.code in ALSO.get(code, set())), wrong
        assert SECRET not in str(error.value) or error.value.code in ("name.rule", "standard.unknown")  # there it is the name of a rule, of a figure
        tried += 1
    assert tried >= 8


OTHERS: dict[str, tuple[Callable[[], Any], str]] = {
    "a figure that is a float": (lambda: BOOK.with_standards({RATE: {"full_care": 3.5}}), "money.float"),
    "a figure without its keys": (lambda: BOOK.with_standards({RATE: 3.5}), "standard.key"),
    "a figure by a number": (lambda: BOOK.with_standards({3: "1.00"}), "standard.unknown"),  # type: ignore[dict-item]  # as are the others: that is the mistake
    "a file of no name": (lambda: BOOK.with_standards("a\0b"), "standard.read"),
    "a rule by an unknown name": (lambda: BOOK.replacing({"name": care.supported_at_home}), "name.rule"),
    "a rule by a number": (lambda: BOOK.replacing({3: care.supported_at_home}), "compose.replace"),  # type: ignore[dict-item]
    "no programme": (lambda: compose(law=LAW), "compose.programme"),
    "readings in a list": (lambda: compose(*MADE.programmes, law=LAW, readings=["a"]), "law.reading_name"),  # type: ignore[arg-type]
    "about texts": (lambda: compose(*MADE.programmes, law=LAW, about=["Household"]), "compose.about"),  # type: ignore[list-item]
    "about one model": (lambda: compose(*MADE.programmes, law=LAW, about=3), "compose.about"),  # type: ignore[arg-type]
    "clauses in one text": (lambda: replace(LAW, rests={care.supported_at_home: "12"}), "compose.law"),
    "figures that are no text": (lambda: replace(LAW, standards={"huining": {}}), "compose.law"),  # type: ignore[dict-item]
    "a rule supplanted by a name": (lambda: replace(LAW, supplants={care.supported_at_home: "x"}), "compose.replace"),  # type: ignore[dict-item]
    "outputs that are a number": (lambda: impact(BOOK, BOOK, TABLES, on=DAY, outputs=3), "argument.outputs"),  # type: ignore[arg-type]
    "outputs of a case": (lambda: sweep(BOOK, HOME, AXIS, on=DAY, outputs=[3]), "argument.outputs"),  # type: ignore[list-item]
    "outputs of a register": (lambda: BOOK.batch(TABLES, DAY, [care.supported_at_home]), "argument.outputs"),  # type: ignore[list-item]
    "outputs of a statement": (lambda: BOOK.sql("duckdb", DAY, 3), "argument.outputs"),  # type: ignore[arg-type]
    "an output that is none": (lambda: decided().find(3), "argument.outputs"),
    "an axis by a number": (lambda: sweep(BOOK, HOME, {3: ["1.00"]}, **ASKED), "study.axes"),  # type: ignore[dict-item]
    "a path that is a number": (lambda: curve(BOOK, HOME, 3, 0, 2, **ASKED), "study.path"),  # type: ignore[arg-type]
    "a case that is a mapping": (lambda: curve(BOOK, {"id": SECRET}, "assets", 0, 2, **ASKED), "subject.model"),  # type: ignore[arg-type]
    "earnings that are a rule": (
        lambda: impact(BOOK, BOOK, TABLES, **ASKED, earnings=care.supported_at_home, step=Money(1)),
        "study.fact",  # type: ignore[arg-type]
    ),
    "a table by a number": (lambda: BOOK.tables({1: {}}), "table.unknown"),  # type: ignore[dict-item]
    "a model by a number": (lambda: BOOK.model(3), "name.model"),  # type: ignore[arg-type]
    "a statement about a number": (lambda: BOOK.sql("duckdb", DAY, of=3), "name.model"),  # type: ignore[arg-type]
    "columns in a list": (lambda: BOOK.sql("duckdb", DAY, columns=["id"]), "table.kind"),  # type: ignore[arg-type]
    "checks of columns in a list": (lambda: BOOK.sql_checks("duckdb", DAY, root="Household", columns=["id"]), "table.kind"),  # type: ignore[arg-type]
    "checks of no table": (lambda: BOOK.sql_checks("duckdb", DAY, root="Household", columns={"a": ["id"]}), "table.root"),
    "a value of a number": (lambda: BOOK.value(3, HOME, on=DAY), "argument.rule"),  # type: ignore[arg-type]
    "a figure that nothing reads": (lambda: BOOK.figures(DAY).figure("care.rate"), "standard.unknown"),
    "threads": (lambda: BOOK.batch(TABLES, DAY, threads="2"), "argument.threads"),  # type: ignore[arg-type]
    "grounds in a list": (lambda: settle(LEDGER, LEDGER, ["sanction"]), "ledger.ground"),  # type: ignore[arg-type]
    "a ground for one text": (lambda: settle(LEDGER, LEDGER, {PAYMENT: PAYMENT}), "ledger.ground"),
    "choices in a list": (lambda: History(HOME, (), ["a"]), "history.form"),  # type: ignore[arg-type]
    "a history of a mapping": (lambda: History({"id": SECRET}), "history.form"),  # type: ignore[arg-type]
    "one record": (lambda: replay_all(decided().record().to_json()), "argument.records"),
    "records that are a number": (lambda: replay_all(3), "argument.records"),  # type: ignore[arg-type]
    "another language": (lambda: replay(decided().record()).explain("fr"), "name.language"),
    "another form of a table": (lambda: BOOK.batch(TABLES, DAY).table(PAYMENT, 3), "table.kind"),  # type: ignore[arg-type]
    "a column by a number": (lambda: BOOK.batch(TABLES, DAY).column(PAYMENT, 3), "name.column"),  # type: ignore[arg-type]
    "a law file nested too deep": (lambda: load_law("a = " + "[" * 5000), "law.toml"),
}


@pytest.mark.parametrize("call", OTHERS)
def test_a_part_of_another_sort_is_an_error_with_a_code(call: str) -> None:
    asked, code = OTHERS[call]
    with pytest.raises(AidrulesError) as error:
        asked()
    assert error.value.code == code
    assert SECRET not in str(error.value)


def test_a_record_of_another_sort_is_reported_and_not_raised() -> None:
    for wrong in (3, None, HOME, [decided().record()]):
        found = replay(wrong)  # type: ignore[arg-type]  # that is the mistake
        assert (found.identical, found.cause, found.code) == (False, "record", "sealed.form")


def test_the_message_says_which_and_what_to_write() -> None:
    with pytest.raises(WrongArgument, match=r"`after` is a rulebook, such as compose\(…\) or huining\.rulebook\(\) gives, and this is a str"):
        receipt(BOOK, "x")  # type: ignore[arg-type]  # that is the mistake
    with pytest.raises(TypeError):  # which it is too
        receipt(BOOK, "x")  # type: ignore[arg-type]


def test_several_may_come_one_after_another() -> None:
    assert History(HOME, iter([Change("2022-02-01", "2022-02-01", {"members[p1].care_level": "self_care"})])).changes  # type: ignore[arg-type]
    assert compose(*MADE.programmes, law=LAW, about=iter([Household])).outputs  # type: ignore[arg-type]
    assert BOOK.batch(TABLES, DAY, (name for name in [PAYMENT])).outputs == (PAYMENT,)
