"""Rulebook: frozen, deciding any case on any day, the same in every thread."""

from __future__ import annotations

import copy
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from decide.samples import LAW as VILLAGE_LAW
from decide.samples import village

from aidrules import Facts, HospitalStay, Household, Item, Law, Money, Month, Outcome, Person, Quantity, Rulebook, StaySegment, compose, read_case
from aidrules.decide.engine import MOST_DAYS
from aidrules.errors import AidrulesError, InvalidFacts, InvalidValue, UnknownName, WrongSubject
from aidrules.facts.terms import CareLevel, Payee, SupportMode
from aidrules.jurisdictions import huining
from aidrules.lang import all_of, benefit, is_, month_of, programme, rule, standard, the_day, when
from aidrules.law.load import load_law
from aidrules.programs import care, escort

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.json"))
DAY = date(2022, 3, 1)
CARED_FOR = {"tekun_support": "dispersed", "care_level": "full_care", "has_caring_guardian": True}
SEGMENTS = [StaySegment(level="county", escorted_days=2), StaySegment(level="other", escorted_days=1)]
STAY = HospitalStay(id="s1", kind="routine", county_approval="approved", escort="guardian", segments=SEGMENTS)
PERSON = Person(id="p1", **CARED_FOR, stays=[STAY])
HOME = Household(id="h1", members=[PERSON, Person(id="p2", tekun_support="none", stays=[])])


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return huining.rulebook()


def refusal(error: type[AidrulesError], make: Any) -> tuple[str, str]:
    with pytest.raises(error) as caught:
        make()
    return caught.value.code, caught.value.message


# --- frozen


@pytest.mark.parametrize("name", ["parts", "outputs", "rules", "_layout", "_days", "anything"])
def test_a_rulebook_cannot_be_changed(book: Rulebook, name: str) -> None:
    for change in (lambda: setattr(book, name, None), lambda: delattr(book, name)):
        with pytest.raises(AttributeError) as caught:
            change()
        assert str(caught.value) == "a rulebook can't be changed; compose another"
    assert book.decide(HOME, on=DAY).find("care.guardian_payment", "p1").amount == Money("230.00")


def test_its_parts_cannot_be_changed_either(book: Rulebook) -> None:
    for change in (
        lambda: book.outputs.pop("escort.fee"),
        lambda: book.outputs.update({}),
        lambda: book.rules.clear(),
        lambda: setattr(book.parts, "law", None),
        lambda: setattr(next(iter(book.rules.values())), "zh", ""),
        lambda: setattr(book.outputs["escort.fee"], "amount", ""),
    ):
        with pytest.raises((AttributeError, TypeError, FrozenInstanceError)):
            change()
    assert "escort.fee" in book.outputs
    assert "escort.segment_fee" in book.rules


def test_its_printed_form_says_what_it_is(book: Rulebook) -> None:
    assert repr(book) == f"<Rulebook huining: {len(book.outputs)} outputs, {len(book.rules)} rules>"


# --- deciding


def test_a_case_is_decided_on_a_day_or_its_text(book: Rulebook) -> None:
    assert book.decide(HOME, on="2022-03-01").to_json() == book.decide(HOME, on=DAY).to_json() == book.decide(HOME, DAY).to_json()
    decision = book.decide(HOME, on=DAY, known_on="2022-02-01")
    assert (decision.on, decision.known_on, decision.place, decision.subject) == (DAY, date(2022, 2, 1), "huining", "h1")


@pytest.mark.parametrize(
    ("on", "code", "message"),
    [
        (datetime(2022, 3, 1), "date.time", 'a day has no time of day; write "2022-03-01" or datetime.date(2022, 3, 1)'),  # noqa: DTZ001
        (datetime(2022, 3, 1, tzinfo=UTC), "date.time", 'a day has no time of day; write "2022-03-01" or datetime.date(2022, 3, 1)'),
        ("2022-03-01T00:00:00", "date.time", 'a day has no time of day; write "2022-03-01"'),
        ("2022-02-29", "date.no_such_day", "there is no such day in the calendar"),
        (None, "date.format", 'a day is written "2022-03-01"'),
        (20220301, "date.format", 'a day is written "2022-03-01"'),
        (Month(2022, 3), "date.format", 'a day is written "2022-03-01"'),
        (date.max, "date.range", "a day lies in the years 1850 to 2200"),
    ],
    ids=str,
)
def test_what_is_no_day_is_refused(book: Rulebook, on: Any, code: str, message: str) -> None:
    makes = [lambda: book.decide(HOME, on=on), lambda: book.checks(on), lambda: book.figures(on), lambda: book.value(care.guardian_amount, PERSON, on=on)]
    if on is not None:
        makes.append(lambda: book.decide(HOME, on=DAY, known_on=on))
    for make in makes:
        assert refusal(InvalidValue, make) == (code, message)


class Stranger(Facts):
    """Somebody else (外人)."""

    id: str


class Impostor:
    """Goes by the name of a model."""


Impostor.__name__ = "Household"


@pytest.mark.parametrize("case", [Stranger(id="x"), {"id": "h1"}, None, "h1", [HOME], Household, Impostor(), Facts()], ids=lambda case: type(case).__name__)
def test_a_case_of_another_model_is_refused(book: Rulebook, case: Any) -> None:
    name = type(case).__name__
    expected = ("subject.model", f"these rules don't speak of a {name}; they speak of {', '.join(book.parts.classes)}")
    assert refusal(WrongSubject, lambda: book.decide(case, on=DAY)) == expected
    assert refusal(WrongSubject, lambda: book.value(care.guardian_amount, case, on=DAY)) == expected


def test_a_part_of_a_case_can_be_decided_alone(book: Rulebook) -> None:
    assert book.decide(PERSON, on=DAY).find("care.guardian_payment").amount == Money("230.00")


def test_two_subjects_of_one_id_are_refused_with_the_path_of_each(book: Rulebook) -> None:
    def faults(home: Household) -> list[tuple[str, str, str]]:
        with pytest.raises(InvalidFacts) as caught:
            book.decide(home, on=DAY)
        return [(fault.path, fault.code, fault.message) for fault in caught.value.faults]

    twice = "another {} of this case has the same id; ids are unique in a case"
    three = Household(id="h", members=[Person(id="a"), Person(id="b"), Person(id="a"), Person(id="a")])
    assert faults(three) == [(f"members[{place}].id", "id.twice", twice.format("Person")) for place in (2, 3)]
    stays = Household(id="h", members=[Person(id="a", stays=[HospitalStay(id="s")]), Person(id="b", stays=[HospitalStay(id="t"), HospitalStay(id="s")])])
    assert faults(stays) == [("members[1].stays[1].id", "id.twice", twice.format("HospitalStay"))]


def test_subjects_of_two_models_may_share_an_id(book: Rulebook) -> None:
    home = Household(id="x", members=[Person(id="x", stays=[HospitalStay(id="x", escort="guardian")])])
    assert book.decide(home, on=DAY).find("escort.fee", "x", "x").path == "members[0].stays[0]"


def test_a_birth_after_the_day_is_refused(book: Rulebook) -> None:
    home = Household(id="h", members=[Person(id="a"), Person(id="b", birth_date="2022-03-02")])
    with pytest.raises(InvalidFacts) as caught:
        book.decide(home, on=DAY)
    assert [(fault.path, fault.code, fault.message) for fault in caught.value.faults] == [
        ("members[1].birth_date", "date.after_day", "this day lies after the day decided for, 2022-03-01")
    ]
    assert book.decide(home, on="2022-03-02").on == date(2022, 3, 2)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_deciding_leaves_the_case_as_it_was(book: Rulebook, file: Path) -> None:
    subject = read_case(file.read_bytes()).subject
    before, kept, fields = subject.model_dump_json(), copy.deepcopy(subject), set(subject.model_fields_set)
    decision = book.decide(subject, on=DAY)
    decision.explain(), decision.to_json(), [item.missing for item in decision], book.checks(DAY)
    assert (subject.model_dump_json(), subject, set(subject.model_fields_set)) == (before, kept, fields)
    assert subject.__dict__.keys() == kept.__dict__.keys()


def test_deciding_twice_gives_the_same(book: Rulebook) -> None:
    first = book.decide(HOME, on=DAY)
    texts = first.to_json(), first.explain("zh"), first.explain("en")
    again = book.decide(copy.deepcopy(HOME), on=DAY)
    assert (again.to_json(), again.explain("zh"), again.explain("en")) == texts
    fresh = huining.rulebook().decide(HOME, on=DAY)
    assert (fresh.to_json(), fresh.explain("zh"), fresh.explain("en")) == texts


def test_eight_threads_decide_alike() -> None:
    cases = [read_case(file.read_bytes()).subject for file in EXAMPLES] + [HOME, PERSON]
    days = [DAY + timedelta(days=30 * number) for number in range(10)]
    alone = huining.rulebook()
    expected = [alone.decide(case, on=day).to_json() for case in cases for day in days]
    shared = huining.rulebook()

    def work(turn: int) -> list[str]:
        found = {}
        order = [(index, day) for index in range(len(cases)) for day in days]
        for index, day in order[turn:] + order[:turn]:
            found[index, day] = shared.decide(cases[index], on=day).to_json()
        return [found[at] for at in order]

    with ThreadPoolExecutor(8) as pool:
        for found in pool.map(work, range(8)):
            assert found == expected


def test_one_decision_is_read_alike_by_eight_threads(book: Rulebook) -> None:
    decision = book.decide(HOME, on=DAY)
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: decision.to_json() + decision.explain(), range(32)))) == 1


def test_only_so_many_days_are_kept_ready() -> None:
    book = huining.rulebook()
    first = book.decide(HOME, on=DAY).to_json()
    for number in range(MOST_DAYS + 44):
        book.figures(DAY + timedelta(days=number))
        book.figures(DAY + timedelta(days=number), known_on=DAY)
    assert len(book._engine._days) == MOST_DAYS
    assert book.decide(HOME, on=DAY).to_json() == first


# --- one rule


def test_the_value_of_a_rule_is_what_its_annotation_says(book: Rulebook) -> None:
    assert book.value(care.supported_at_home, PERSON, on=DAY) is True
    assert book.value("care.guardian_amount", PERSON, on=DAY) == Money("230.00")
    assert book.value(escort.segment_fee, SEGMENTS[0], on=DAY) == Money("300.00")
    assert book.value(escort.segment_fee, SEGMENTS[1], on=DAY) is None, "no rate is printed for other hospitals"
    assert book.value(care.guardian_amount, Person(id="x"), on=DAY) is None
    assert book.value(care.guardian_amount, PERSON, on="2021-12-31") is None, "no figure is in force yet"
    assert book.value(care.guardian_amount, PERSON, on=DAY, known_on="2022-01-09") is None, "nothing was announced yet"
    assert book.value(care.standard_covers_guardian, on=DAY) is None


def test_a_rule_of_several_subjects_takes_them_from_the_inside_out(book: Rulebook) -> None:
    assert book.value(escort.may_have_escort, STAY, PERSON, on=DAY) is True
    assert book.value(escort.may_have_escort, STAY, PERSON, HOME, on=DAY) is True
    assert book.value(escort.not_turned_down, STAY, on=DAY) is True
    assert book.value(escort.not_turned_down, STAY, PERSON, HOME, on=DAY) is True


TAKES = "the rule escort.may_have_escort takes HospitalStay, Person, one by one"


@pytest.mark.parametrize(
    ("subjects", "code", "message"),
    [
        ([], "subject.number", TAKES),
        ([STAY], "subject.number", TAKES),
        ([PERSON], "subject.number", TAKES),
        ([PERSON, STAY], "subject.number", TAKES),
        ([STAY, HOME], "subject.number", TAKES),
        ([STAY, Person(id="p9", stays=[])], "subject.container", "the HospitalStay given isn't part of the Person given"),
        ([STAY, PERSON, Household(id="h", members=[Person(id="p9")])], "subject.container", "the HospitalStay given isn't part of the Household given"),
    ],
    ids=["none", "one", "outer", "order", "gap", "other", "other-home"],
)
def test_wrong_subjects_of_a_rule_are_refused(book: Rulebook, subjects: list[Any], code: str, message: str) -> None:
    assert refusal(WrongSubject, lambda: book.value(escort.may_have_escort, *subjects, on=DAY)) == (code, message)


def test_a_rule_about_figures_takes_no_subject(book: Rulebook) -> None:
    expected = ("subject.number", "the rule care.standard_covers_guardian speaks of no subject")
    assert refusal(WrongSubject, lambda: book.value(care.standard_covers_guardian, PERSON, on=DAY)) == expected


def test_a_rule_that_is_not_there_is_refused_with_the_closest(book: Rulebook) -> None:
    code, message = refusal(UnknownName, lambda: book.value("care.guardian_amout", PERSON, on=DAY))
    assert (code, message) == ("name.rule", "this rulebook has no rule `care.guardian_amout`; did you mean `care.guardian_amount` or `care.purchased_amount`?")
    assert refusal(UnknownName, lambda: book.value(born_month, PERSON, on=DAY))[0] == "name.rule"


@rule("出生月")
def born_month(person: Person) -> Month:
    """The month of birth."""
    return month_of(person.birth_date)


@rule("护理等级")
def level(person: Person) -> CareLevel:
    """The care level."""
    return person.care_level


@rule("出生日")
def birthday(person: Person) -> date:
    """The day of birth."""
    return person.birth_date


@rule("谁领取")
def paid_to(person: Person) -> Payee:
    """A person who has a job is paid directly; otherwise the household is."""
    return when(person.employed, Payee.PERSON, otherwise=Payee.HOUSEHOLD)


@rule("所用时间")
def time_needed(person: Person) -> Quantity:
    """How long a visit takes."""
    return visit_time[person.care_level]


visit_time = standard(Quantity, "own.visit_time", by=CareLevel, unit="min", zh="上门时长", en="the time of a visit")


@rule("本人领取")
def in_person(person: Person) -> bool:
    """The person is paid directly, was born, and is visited for some time."""
    return all_of(
        is_(paid_to(person), Payee.PERSON),
        is_(level(person), CareLevel.FULL_CARE),
        birthday(person) <= birthday(person),
        time_needed(person) >= time_needed(person),
    )


def test_values_are_of_the_python_type_that_the_rule_names() -> None:
    output = benefit("own.aid", zh="自定", entitled=in_person, first_month=born_month)
    law = Law("huining", huining.LAW.texts, {output: ["1.3.1.1#1a"]})
    own = compose(programme("own", outputs=[output]), law=law, standards={"own.visit_time": {"full_care": "30.5 min"}})
    person = Person(id="p", birth_date="1950-05-06", care_level="full_care", employed=False)
    values = [own.value(each, person, on=DAY) for each in (born_month, birthday, level, paid_to, time_needed, in_person)]
    assert values == [Month(1950, 5), date(1950, 5, 6), CareLevel.FULL_CARE, Payee.HOUSEHOLD, Quantity("30.5", "min"), False]
    assert [type(value) for value in values] == [Month, date, CareLevel, Payee, Quantity, bool]
    assert [own.value(each, Person(id="p"), on=DAY) for each in (born_month, birthday, level, paid_to, time_needed)] == [None] * 5
    granted = own.decide(person.model_copy(update={"employed": True}), on=DAY).find("own.aid")
    assert (granted.outcome, granted.first_month) == (Outcome.GRANTED, Month(1950, 5))


def test_an_enumeration_that_no_fact_has_can_be_explained() -> None:
    output = benefit("own.aid", zh="自定", entitled=in_person)
    law = Law("huining", huining.LAW.texts, {output: ["1.3.1.1#1a"]})
    own = compose(programme("own", outputs=[output]), law=law)
    assert "household" in own.decide(Person(id="p", employed=False), on=DAY).explain("en")
    assert "家庭" in own.decide(Person(id="p", employed=False), on=DAY).explain("zh")


# --- figures and checks


STANDARDS = {"care.monthly_standard": {"self_care": "120.00", "semi_care": "260.00", "full_care": "400.00"}}


@pytest.mark.parametrize(
    ("standards", "on", "outcome"),
    [
        (STANDARDS, "2022-03-01", Outcome.MET),
        ({"care.monthly_standard": {**STANDARDS["care.monthly_standard"], "full_care": "229.99"}}, "2022-03-01", Outcome.BREACHED),
        ({"care.monthly_standard": {**STANDARDS["care.monthly_standard"], "full_care": "230.00"}}, "2022-03-01", Outcome.MET),
        ({"care.monthly_standard": {"full_care": "229.99"}}, "2022-03-01", Outcome.BREACHED),
        ({"care.monthly_standard": {"full_care": "400.00"}}, "2022-03-01", Outcome.UNDETERMINED),
        (None, "2022-03-01", Outcome.UNDETERMINED),
        (STANDARDS, "2022-01-09", Outcome.NOT_IN_FORCE),
    ],
)
def test_checks_read_the_figures_of_the_day(standards: Any, on: str, outcome: Outcome) -> None:
    found = {item.output: item for item in huining.rulebook(standards).checks(on)}
    item = found["care.standard_check"]
    assert (type(item), item.outcome, item.subject, item.path, item.amount) == (Item, outcome, (), "", None)


def test_checks_are_no_items_of_a_decision(book: Rulebook) -> None:
    decision = book.decide(HOME, on=DAY)
    assert "care.standard_check" not in {item.output for item in decision}
    assert refusal(UnknownName, lambda: decision.find("care.standard_check"))[0] == "name.output"


def test_figures_are_those_of_the_day_as_announced(book: Rulebook) -> None:
    rate = book.figures(DAY).figure("care.guardian_rate", CareLevel.FULL_CARE.code)
    assert (rate.text, rate.value, rate.start, rate.clause, rate.supplied) == ("230.00", 23000, date(2022, 1, 10), "huining/1.3.1.1#1c", False)
    assert book.figures("2022-01-09").figure("care.guardian_rate", 2) is None
    assert book.figures("2022-01-10").figure("care.guardian_rate", 2) == rate
    assert book.figures(DAY, known_on="2022-01-09").figure("care.guardian_rate", 2) is None
    assert book.figures(DAY).figure("care.monthly_standard", 2) is None
    supplied = huining.rulebook(STANDARDS).figures(DAY).figure("care.monthly_standard", CareLevel.SEMI_CARE.code)
    assert (supplied.text, supplied.supplied, supplied.start) == ("260.00", True, None)


def test_a_decision_knows_only_what_was_announced(book: Rulebook) -> None:
    known = book.decide(HOME, on=DAY, known_on="2022-01-10").find("care.guardian_payment", "p1")
    before = book.decide(HOME, on=DAY, known_on="2022-01-09").find("care.guardian_payment", "p1")
    assert (known.outcome, known.amount) == (Outcome.GRANTED, Money("230.00"))
    assert (before.outcome, before.amount, [missing.path for missing in before.missing]) == (
        Outcome.UNDETERMINED, None, ['standards["care.guardian_rate"]["full_care"]'],
    )  # fmt: skip


# --- one day after another


@rule("供养方式与出生日期相符")
def by_then(person: Person) -> bool:
    """Who was born before the day lives at home, and who was not in an institution."""
    return when(person.birth_date < the_day(), at_home(person), otherwise=in_an_institution(person))


@rule("分散供养")
def at_home(person: Person) -> bool:
    """The person lives at home."""
    return is_(person.tekun_support, SupportMode.DISPERSED)


@rule("集中供养")
def in_an_institution(person: Person) -> bool:
    """The person lives in an institution."""
    return is_(person.tekun_support, SupportMode.CENTRAL)


aid = benefit("village.aid", zh="补助", entitled=by_then, per="month")
VILLAGE: dict[Any, list[str]] = {aid: ["1"], at_home: ["2"], in_an_institution: ["3"]}
BEFORE, AFTER = date(2022, 3, 1), date(2022, 3, 20)


@pytest.mark.parametrize("days", [(BEFORE, AFTER), (AFTER, BEFORE), (BEFORE, AFTER, BEFORE)])
def test_what_a_day_cites_does_not_hang_on_the_days_decided_before(days: tuple[date, ...]) -> None:
    home = Household(id="h1", members=[Person(id="p1", tekun_support="dispersed", birth_date=BEFORE)])
    book = village(aid, rests=VILLAGE)
    cited = {day: [clause.id for clause in book.decide(home, on=day).find("village.aid", "p1").clauses] for day in days}
    assert cited == {BEFORE: ["village/1", "village/3"], AFTER: ["village/1", "village/2"]}


rate = standard(Money, "village.rate", zh="补助标准")


@rule("补助金额")
def at_the_rate(person: Person) -> Money:
    """The aid is the village's rate."""
    return rate


rated = benefit("village.rated", zh="按标准补助", entitled=at_home, amount=at_the_rate, per="month")
RATES = """
[figures."village.rate"]
unit = "yuan/person/month"
values = [
    { value = "10.00", from = "2021-01-01", announced = "2021-01-01", clause = "2", checked_on = "2021-01-01" },
    { value = "12.00", from = "2022-03-10", announced = "2022-03-10", clause = "3", checked_on = "2022-03-10" },
]
"""


@pytest.mark.parametrize("days", [(BEFORE, AFTER), (AFTER, BEFORE), (BEFORE, AFTER, BEFORE)])
def test_nor_does_the_figure_that_it_cites(days: tuple[date, ...]) -> None:
    home = Household(id="h1", members=[Person(id="p1", tekun_support="dispersed")])
    law = Law(place="village", texts=(load_law(VILLAGE_LAW),), rests={rated: ["1"]}, standards={"village": RATES})
    book = compose(programme("village", outputs=[rated]), law=law)
    found = {day: book.decide(home, on=day).find("village.rated", "p1") for day in days}
    cited = {day: (str(item.amount), [clause.id for clause in item.clauses]) for day, item in found.items()}
    assert cited == {BEFORE: ("10.00", ["village/1", "village/2"]), AFTER: ("12.00", ["village/1", "village/3"])}
