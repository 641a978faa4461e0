"""Facts: unknown by default, strict, closed, frozen; and what a model of one's own may hold."""

from __future__ import annotations

import copy
import pickle  # noqa: TID251  # whether it can be pickled is tested
import pprint
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Self

import pytest
from pydantic import ConfigDict, Field, model_validator

from aidrules import Fact, Facts, Household, Money, Month, Person, Quantity, fact, known, required
from aidrules.errors import InvalidFacts, InvalidModel
from aidrules.facts.model import LARGEST_COUNT, LONGEST_TEXT, Shape
from aidrules.facts.terms import Term


class Crop(Term):
    RICE = "rice", "水稻"
    WHEAT = "wheat", "小麦"


class Weed(Term):
    RICE = "rice", "杂草稻"


class Plot(Facts):
    """A plot of land (地块)."""

    id: str
    crop: Fact[Crop] = fact(zh="作物", en="what grows on it")
    rows: Fact[int] = fact(zh="行数", en="number of rows", low=2, high=9)
    balance: Fact[int] = fact(zh="结余", en="balance", low=-5)
    rent: Fact[Money] = fact(zh="租金", en="the rent", low="0.50", high="100.00")
    debt: Fact[Money] = fact(zh="欠款", en="the debt", low=-100)
    area: Fact[Quantity] = fact(zh="面积", en="its area", unit="m2")
    sown: Fact[date] = fact(zh="播种日", en="the day of sowing")
    since: Fact[Month] = fact(zh="租用首月", en="rented since")
    fallow: Fact[bool] = fact(zh="休耕", en="it lies fallow")


class Farm(Facts):
    """A farm (农场)."""

    id: str
    owned: bool = required(zh="自有", en="owned by the farmer")
    plots: Fact[tuple[Plot, ...]] = fact(zh="地块", en="its plots")


WHOLE = "write a whole number, without quotes and without a point"
TRUTH = "write true or false, without quotes"
LIST = "a relation is a list, [] where there is none"
CROP = 'write one of "rice", "wheat"'


def faults(make: Callable[[], object]) -> list[tuple[str, str, str]]:
    with pytest.raises(InvalidFacts) as caught:
        make()
    return [(fault.path, fault.code, fault.message) for fault in caught.value.faults]


# --- what is taken


def test_a_fact_that_is_left_out_or_none_is_unknown() -> None:
    for plot in (Plot(id="a"), Plot(id="a", **{name: None for name in Plot.model_fields if name != "id"}), Plot.read({"id": "a", "crop": None})):
        assert {known(plot, name) for name in Plot.model_fields if name != "id"} == {None}


def test_known_values_are_kept_as_they_are() -> None:
    plot = Plot(
        id="a", crop=Crop.RICE, rows=3, balance=-5, rent=Money("0.50"), debt=Money(-100), area=Quantity("12.5", "m2"), sown=date(2022, 3, 1),
        since=Month(2022, 3), fallow=False,
    )  # fmt: skip
    assert (plot.id, plot.crop, plot.rows, plot.balance, plot.rent, plot.debt) == ("a", Crop.RICE, 3, -5, Money("0.50"), Money(-100))
    assert (plot.area, plot.sown, plot.since, plot.fallow) == (Quantity("12.5", "m2"), date(2022, 3, 1), Month(2022, 3), False)


def test_plain_data_is_read_into_the_same_values() -> None:
    plain = {"id": "a", "crop": "rice", "rows": 3, "rent": "0.50", "area": "12.5 m2", "sown": "2022-03-01", "since": "2022-03", "fallow": True}
    plot = Plot(id="a", crop=Crop.RICE, rows=3, rent=Money("0.50"), area=Quantity("12.5", "m2"), sown=date(2022, 3, 1), since=Month(2022, 3), fallow=True)
    assert Plot.read(plain) == Plot.model_validate(plain) == Plot(**plain) == plot
    assert type(Plot.read(plain).crop) is Crop
    assert Plot.model_validate_json('{"id": "a", "crop": "rice", "rows": 3, "rent": 7, "sown": "2022-03-01"}').rent == Money(7)


def test_what_is_written_out_is_read_back_equal() -> None:
    farm = Farm(id="f", owned=True, plots=[Plot(id="a", crop="rice", rent="1.00", area="2 m2", sown="2022-03-01", since="2022-03"), Plot(id="b")])
    assert Farm.read(farm.model_dump(mode="json")) == Farm.model_validate_json(farm.model_dump_json()) == farm
    assert farm.model_dump(mode="json")["plots"][0]["rent"] == "1.00"


@pytest.mark.parametrize("given", [[], ()])
def test_a_relation_with_nothing_in_it_is_known_to_be_empty(given: Any) -> None:
    farm = Farm(id="f", owned=False, plots=given)
    assert (farm.plots, Farm(id="f", owned=False).plots) == ((), None)


def test_known_says_when_the_model_has_no_such_fact() -> None:
    with pytest.raises(InvalidModel) as caught:
        known(Person(id="p1"), "age")
    assert str(caught.value) == "[model.unknown_fact] Person has no fact `age`"


# --- what is refused


NOT_BOOLEAN = [0, 1, 1.0, "true", "yes", "", b"1", [], Decimal(1), Crop.RICE]
NOT_WHOLE = [True, False, 3.0, 3.5, float("nan"), float("inf"), "3", "３", b"3", Decimal(3), [3]]
NOT_A_CROP = ["Rice", "RICE", "RICE ", "", "水稻", 0, 1, True, b"rice", ["rice"], Weed.RICE, Crop, "\ud800"]


@pytest.mark.parametrize(
    ("name", "value", "code", "message"),
    [
        *(("fallow", value, "fact.type", TRUTH) for value in NOT_BOOLEAN),
        *(("rows", value, "fact.type", WHOLE) for value in NOT_WHOLE),
        *(("crop", value, "fact.term", CROP) for value in NOT_A_CROP),
        ("rows", 1, "fact.range", "the number must be at least 2"),
        ("rows", 10, "fact.range", "the number must be at most 9"),
        ("rows", 10**5000, "fact.range", "the number must be at most 9"),
        ("balance", -6, "fact.range", "the number must be at least -5"),
        ("balance", LARGEST_COUNT + 1, "fact.range", "the number must be at most 1000000000"),
        ("rent", "0.49", "fact.range", "the amount must be at least 0.50 and at most 100.00"),
        ("rent", "100.01", "fact.range", "the amount must be at least 0.50 and at most 100.00"),
        ("debt", "-100.01", "fact.range", "the amount must be at least -100.00"),
        ("rent", 12.5, "money.float", 'a float can\'t hold an amount exactly; write a string, for example "412.50"'),
        ("rent", True, "money.type", 'an amount is a string of yuan, for example "412.50", or a whole number'),
        ("rent", "1e400", "money.exponent", 'write the digits out, for example "1000.00", not with an exponent'),
        ("rent", Decimal("1E+1000000"), "money.range", "the amount is larger, or has more places, than any that aidrules works with"),
        ("area", "12.5 min", "quantity.unit", 'the unit must be m2, for example "30 m2"'),
        ("area", Quantity("3", "km"), "quantity.unit", 'the unit must be m2, for example "30 m2"'),
        ("area", 12, "quantity.format", 'a quantity is digits with at most two places and a unit, for example "30.5 min"'),
        ("sown", "2022-02-29", "date.no_such_day", "there is no such day in the calendar"),
        ("sown", 0, "date.format", 'a day is written "2022-03-01"'),
        ("sown", "86400", "date.format", 'a day is written "2022-03-01"'),
        ("sown", datetime(2022, 3, 1), "date.time", 'a day has no time of day; write "2022-03-01" or datetime.date(2022, 3, 1)'),  # noqa: DTZ001
        ("since", "2022-3", "month.format", 'a month is written "2022-03"'),
        ("since", date(2022, 3, 1), "month.format", 'a month is written "2022-03"'),
    ],
    ids=lambda value: ascii(value)[:20] if isinstance(value, str) else type(value).__name__,
)
def test_what_merely_looks_like_a_value_is_refused(name: str, value: Any, code: str, message: str) -> None:
    for make in (lambda: Plot(id="a", **{name: value}), lambda: Plot.read({"id": "a", name: value}), lambda: Plot.model_validate({"id": "a", name: value})):
        assert faults(make) == [(name, code, message)]


@pytest.mark.parametrize(
    "value",
    [{Plot(id="a")}, {"a": 1}, {}, "", "ab", b"ab", iter([]), (part for part in ()), range(0), 5, True, frozenset()],
    ids=lambda value: type(value).__name__,
)
def test_a_relation_is_a_list_or_a_tuple_and_nothing_else(value: Any) -> None:
    assert faults(lambda: Farm(id="f", owned=True, plots=value)) == [("plots", "fact.type", LIST)]


@pytest.mark.parametrize("entry", [None, "a", 1, [], True, Farm(id="f", owned=True), Person(id="p")], ids=lambda value: type(value).__name__)
def test_what_stands_in_a_relation_is_an_object_of_its_model(entry: Any) -> None:
    assert faults(lambda: Farm(id="f", owned=True, plots=[Plot(id="a"), entry])) == [("plots[1]", "fact.type", "write an object, {…}")]


def test_required_facts_are_required_and_never_none() -> None:
    assert faults(lambda: Farm(id="f")) == [("owned", "fact.required", "this is required")]
    assert faults(lambda: Farm.read({})) == [("id", "fact.required", "this is required"), ("owned", "fact.required", "this is required")]
    assert faults(lambda: Farm(id="f", owned=None)) == [("owned", "fact.type", TRUTH)]
    assert faults(lambda: Farm(id=None, owned=True)) == [("id", "fact.type", "write a text in quotes")]


@pytest.mark.parametrize("value", [None, 5, "a", [], Farm(id="f", owned=True)], ids=lambda value: type(value).__name__)
def test_facts_are_read_from_an_object_only(value: Any) -> None:
    assert faults(lambda: Plot.read(value, under="plot")) == [("plot", "fact.type", "write an object, {…}")]


def test_facts_take_names_only() -> None:
    with pytest.raises(TypeError):
        Plot("a")


LENGTH = ("id", "id.length", "an id has 1 to 64 characters")
CHARACTERS = ("id", "id.characters", "an id holds printable characters and no slash")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", LENGTH),
        ("a" * (LONGEST_TEXT + 1), LENGTH),
        ("a" * 2**20, LENGTH),
        ("a/b", CHARACTERS),
        ("/", CHARACTERS),
        ("a\nb", CHARACTERS),
        ("a\x00", CHARACTERS),
        ("a\u200bb", CHARACTERS),
        ("\u200bab", CHARACTERS),
        ("ab\u200d", CHARACTERS),
        ("\ufeffab", CHARACTERS),
        ("a\u00a0b", CHARACTERS),
        ("\u202eab", CHARACTERS),
        ("\ud800", CHARACTERS),
        (1, ("id", "fact.type", "write a text in quotes")),
        (True, ("id", "fact.type", "write a text in quotes")),
        (b"a", ("id", "fact.type", "write a text in quotes")),
    ],
    ids=lambda value: ascii(value)[:20],
)
def test_an_id_is_short_and_every_character_of_it_can_be_seen(value: Any, expected: tuple[str, str, str]) -> None:
    assert faults(lambda: Plot(id=value)) == [expected]


@pytest.mark.parametrize("value", ["a", "甲", "户主-1", "P 1", "a" * LONGEST_TEXT, "①"])
def test_an_id_may_be_in_any_script(value: str) -> None:
    assert Plot(id=value).id == value


# --- frozen


def test_nothing_can_be_set_or_deleted() -> None:
    plot = Plot(id="a", rows=3)
    for change in (
        lambda: setattr(plot, "rows", 4),
        lambda: setattr(plot, "unheard_of", 4),
        lambda: setattr(plot, "_rows", 4),
        lambda: delattr(plot, "rows"),
        lambda: delattr(plot, "unheard_of"),
    ):
        with pytest.raises(AttributeError) as caught:
            change()
        assert str(caught.value) == "Plot can't be changed; make a new one with the fact in it"
    assert plot == Plot(id="a", rows=3)


def test_the_list_that_was_given_is_not_kept() -> None:
    plots = [Plot(id="a")]
    farm = Farm(id="f", owned=True, plots=plots)
    plots.append(Plot(id="b"))
    assert farm.plots == (Plot(id="a"),)


def test_a_copy_with_other_facts_is_checked_like_a_new_one() -> None:
    plot = Plot(id="a", rows=3)
    changed = plot.model_copy(update={"rows": 4, "rent": "7.00"})
    assert (changed, plot, type(changed.rent)) == (Plot(id="a", rows=4, rent="7.00"), Plot(id="a", rows=3), Money)
    assert faults(lambda: plot.model_copy(update={"rows": "4"})) == [("rows", "fact.type", WHOLE)]
    assert faults(lambda: plot.model_copy(update={"row": 4}))[0][:2] == ("", "fact.unknown_name")
    assert plot.model_copy() == plot.model_copy(deep=True) == plot
    assert changed.model_fields_set == {"id", "rows", "rent"}


def test_copies_and_pickles_are_equal_and_frozen() -> None:
    farm = Farm(id="f", owned=True, plots=[Plot(id="a", rent="1.00", crop="rice")])
    for again in (copy.copy(farm), copy.deepcopy(farm), pickle.loads(pickle.dumps(farm))):
        assert again == farm
        with pytest.raises(AttributeError):
            again.owned = False


def test_equal_facts_are_one_key() -> None:
    assert len({Plot(id="a", rows=3), Plot(id="a", rows=3, crop=None), Plot.read({"id": "a", "rows": 3})}) == 1
    assert Plot(id="a") != Plot(id="b")


def test_printing_shows_nothing_of_it() -> None:
    plot = Plot(id="户主张三", crop="rice", rent="77.00")
    farm = Farm(id="户主张三", owned=True, plots=[plot])
    for shown in (repr(plot), str(plot), f"{plot}", f"{plot!r:>10}".strip(), pprint.pformat(plot), repr([plot]), repr({"p": plot})):
        assert shown.strip("[]").replace("{'p': ", "").rstrip("}") == "Plot(…)"
    assert repr(farm) == "Farm(…)"
    assert list(farm.__rich_repr__()) == list(farm.__repr_args__()) == []
    assert "张三" not in "".join(str(part) for part in farm.__pretty__(repr))


# --- models of one's own


def test_shapes_say_what_each_field_is() -> None:
    assert Farm.shapes == {
        "id": Shape(str, False, None),
        "owned": Shape(bool, False, None),
        "plots": Shape(tuple[Plot, ...], True, Plot),
    }
    with pytest.raises(TypeError):
        Farm.shapes["id"] = Shape(str, True, None)


def test_a_subclass_is_as_strict_as_what_it_inherits() -> None:
    class Garden(Plot):
        flowers: Fact[int] = fact(zh="花", en="flowers", high=3)

    class Park(Garden):
        rows: Fact[int] = fact(zh="行数", en="number of rows", high=100)
        benches: Fact[bool] = fact(zh="长椅", en="benches")

    assert {**Plot.shapes, "flowers": Shape(int, True, None)} == Garden.shapes
    assert {**Garden.shapes, "benches": Shape(bool, True, None)} == Park.shapes
    assert Plot.shapes.keys() == Plot.model_fields.keys()
    assert faults(lambda: Garden(id="a", rows="3")) == [("rows", "fact.type", WHOLE)]
    assert faults(lambda: Garden(id="a", rows=10)) == [("rows", "fact.range", "the number must be at most 9")]
    assert faults(lambda: Garden(id="a", flowers=4)) == [("flowers", "fact.range", "the number must be at most 3")]
    assert faults(lambda: Park(id="a", fallow=1, flowers=True)) == [("fallow", "fact.type", TRUTH), ("flowers", "fact.type", WHOLE)]
    assert Park(id="a", rows=10, crop="rice").rows == 10
    assert repr(Park(id="a")) == "Park(…)"


def test_a_model_may_inherit_from_two() -> None:
    class Watered(Facts):
        wells: Fact[int] = fact(zh="井", en="wells", high=3)

    class Paddy(Plot, Watered):
        deep: Fact[bool] = fact(zh="深", en="deep")

    assert Paddy.shapes == {**Plot.shapes, **Watered.shapes, "deep": Shape(bool, True, None)}
    assert faults(lambda: Paddy(id="a", wells=4, rows=1)) == [
        ("wells", "fact.range", "the number must be at most 3"),
        ("rows", "fact.range", "the number must be at least 2"),
    ]


def test_a_subclass_stands_where_its_model_does() -> None:
    class Resident(Person):
        registered: Fact[bool] = fact(zh="登记", en="registered")

    resident = Resident(id="p", registered=True, care_level="full_care")
    home = Household(id="h", members=[resident])
    assert home.members[0] is resident


def test_a_bound_of_ones_own_is_kept() -> None:
    class Row(Facts):
        length: Annotated[Fact[int], Field(multiple_of=5)] = fact(zh="长", en="length")

    assert Row(length=10).length == 10
    assert faults(lambda: Row(length=7))[0][:2] == ("length", "fact.invalid")
    assert faults(lambda: Row(length="10")) == [("length", "fact.type", WHOLE)]


KINDS = "a fact is bool, int, Money, Quantity, date, Month, a Term, or tuple[Model, ...] of a model defined above; str is for ids"


@pytest.mark.parametrize(
    "kind",
    [
        float, Decimal, bytes, object, Any, list, dict, datetime, Term, Facts | Money, int | str, list[int], tuple[int, ...], tuple[Plot, Plot], list[Plot],
        set[Plot], dict[str, int], Plot, "NotDefinedAnywhere",
    ],
    ids=str,
)  # fmt: skip
def test_a_field_of_another_type_is_refused_when_the_model_is_defined(kind: Any) -> None:
    with pytest.raises(InvalidModel) as caught:
        type("Barn", (Facts,), {"__annotations__": {"x": kind}, "__module__": __name__})
    assert (caught.value.code, caught.value.message) == ("model.type", f"Barn.x: {KINDS}")


def test_an_optional_field_of_another_type_is_refused_too() -> None:
    with pytest.raises(InvalidModel) as caught:

        class Barn(Facts):
            x: Fact[list[int]] = fact(zh="x", en="x")

    assert str(caught.value) == f"[model.type] Barn.x: {KINDS}"
    with pytest.raises(InvalidModel) as caught:

        class Shed(Facts):
            x: Fact[Annotated[int, Field(gt=3)]] = fact(zh="x", en="x")

    assert str(caught.value) == f"[model.type] Shed.x: {KINDS}"


@pytest.mark.parametrize("unit", ["", "min ", "yuan"])
def test_a_quantity_needs_a_unit(unit: str) -> None:
    with pytest.raises(InvalidModel) as caught:

        class Barn(Facts):
            area: Fact[Quantity] = fact(zh="面积", en="area", unit=unit)

    assert str(caught.value) == "[model.unit] Barn.area: a quantity needs fact(unit=…), one of min, m2, km"


LEFT_OUT = "what a case leaves out is unknown; "


@pytest.mark.parametrize(
    ("kind", "default", "write"),
    [
        (bool, fact(zh="x", en="x"), "write Fact[…] with fact(…)"),
        (int, None, "write Fact[…] with fact(…)"),
        (int, 3, "leave the default out"),
        (Fact[int], 3, "leave the default out"),
        (Fact[int], 0, "leave the default out"),
        (Fact[int], Field(default_factory=int), "leave the default out"),
        (tuple[Plot, ...], (), "leave the default out"),
    ],
    ids=["fact-of-plain", "none-of-plain", "plain", "fact", "zero", "factory", "relation"],
)
def test_no_fact_has_a_value_of_its_own_accord(kind: Any, default: Any, write: str) -> None:
    with pytest.raises(InvalidModel) as caught:
        type("Barn", (Facts,), {"__annotations__": {"x": kind}, "__module__": __name__, "x": default})
    assert (caught.value.code, caught.value.message) == ("model.default", f"Barn.x: {LEFT_OUT}{write}")


@pytest.mark.parametrize("setting", ["extra", "frozen", "defer_build", "hide_input_in_errors", "use_enum_values"])
def test_a_model_cannot_be_made_less_strict(setting: str) -> None:
    value: Any = {"extra": "ignore", "use_enum_values": True}.get(setting, False)
    with pytest.raises(InvalidModel) as caught:
        type("Barn", (Facts,), {"__annotations__": {"id": str}, "__module__": __name__, "model_config": ConfigDict(**{setting: value})})
    assert str(caught.value) == f"[model.config] Barn: the configuration of facts is fixed; leave out {setting}"


def test_a_model_may_have_a_title() -> None:
    class Barn(Facts):
        model_config = ConfigDict(title="谷仓")
        id: str

    assert Barn.model_json_schema()["title"] == "谷仓"


# --- descriptions


def test_a_fact_carries_its_titles_questions_and_bounds() -> None:
    class Barn(Facts):
        full: Fact[bool] = fact(zh="装满", en="full", finding="农业局", question_zh="装满了吗？", question_en="Is it full?")
        doors: Fact[int] = fact(zh="门", en="doors", high=4)
        built: int = required(zh="年", en="year", low=1900)
        ghosts: Fact[int] = fact(zh="鬼", en="ghosts", high=0)

    full, doors, built = (Barn.model_fields[name] for name in ("full", "doors", "built"))
    assert (full.title, full.description, full.is_required(), built.is_required()) == ("装满", "full", False, True)
    assert full.json_schema_extra == {"finding": "农业局", "low": 0, "question_zh": "装满了吗？", "question_en": "Is it full?"}
    assert doors.json_schema_extra == {"low": 0, "high": 4, "question_zh": "请补充：门。", "question_en": "Please say: doors."}
    assert built.json_schema_extra == {"low": 1900, "question_zh": "请补充：年。", "question_en": "Please say: year."}
    assert faults(lambda: Barn(built=1899, ghosts=1, doors=5)) == [
        ("doors", "fact.range", "the number must be at most 4"),
        ("built", "fact.range", "the number must be at least 1900"),
        ("ghosts", "fact.range", "the number must be at most 0"),
    ]


def test_a_required_number_is_bounded_like_any_other() -> None:
    class Well(Facts):
        depth: int = required(zh="深", en="depth")
        cost: Money = required(zh="造价", en="cost")

    assert (Well(depth=0, cost="0.00").depth, Well(depth=LARGEST_COUNT, cost=1).depth) == (0, 10**9)
    assert faults(lambda: Well(depth=-1, cost="-0.01")) == [
        ("depth", "fact.range", "the number must be at least 0"),
        ("cost", "fact.range", "the amount must be at least 0.00"),
    ]


def test_a_day_that_cannot_lie_before_another_is_refused_where_the_model_says_so() -> None:
    class Lease(Facts):
        begins: Fact[date] = fact(zh="始", en="the first day")
        ends: Fact[date] = fact(zh="终", en="the last day", not_before="begins")
        left: Fact[date] = fact(zh="迁", en="the day of moving out", not_before="begins")

    class Longer(Lease):
        kept: Fact[bool] = fact(zh="留", en="it is kept")

    class Watched(Lease):
        @model_validator(mode="after")
        def watched(self) -> Self:
            return self

    class Tenant(Facts):
        leases: tuple[Longer, ...]

    wrong = {"begins": "2022-03-02", "ends": "2022-03-01", "left": "2022-02-28"}
    reads: list[tuple[Callable[[], object], str]] = [
        (lambda: Lease(**wrong), ""),
        (lambda: Longer.read(wrong), ""),
        (lambda: Watched.read(wrong), ""),
        (lambda: Tenant.read({"leases": [{}, wrong]}), "leases[1]."),
    ]
    for read, prefix in reads:
        with pytest.raises(InvalidFacts) as caught:
            read()
        expected = [(f"{prefix}{name}", "fact.order", "this day can't lie before begins") for name in ("ends", "left")]
        assert [(fault.path, fault.code, fault.message) for fault in caught.value.faults] == expected
    for right in ({"begins": "2022-03-01", "ends": "2022-03-01"}, {"ends": "2022-03-01"}, {"begins": "2022-03-01"}, {}):
        assert Longer.read(right) == Longer(**right)


@pytest.mark.parametrize("name", ["ends", "rooms", "nothing"])
def test_only_another_day_of_the_model_can_come_before(name: str) -> None:
    with pytest.raises(InvalidModel) as caught:

        class Lease(Facts):
            rooms: Fact[int] = fact(zh="间", en="rooms")
            ends: Fact[date] = fact(zh="终", en="the last day", not_before=name)

    assert caught.value.code == "model.order"
