"""Rules as users write them: models of one's own, loops, several subjects, helpers, other modules, subclasses."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from aidrules import Fact, Facts, HospitalStay, Household, Money, Month, Outcome, Person, Quantity, Rulebook, StaySegment, fact
from aidrules import lang as words
from aidrules.errors import RuleError, WrongSubject
from aidrules.facts import terms
from aidrules.facts.terms import CareLevel, SupportMode, Term
from aidrules.graph import nodes
from aidrules.lang import Rule, all_of, any_of, benefit, check, count, greatest, is_, month_of, none_of, programme, rule, standard, total, when
from aidrules.lang.outputs import Output
from aidrules.programs import care

ON = date(2022, 3, 1)
Composer = Callable[..., Rulebook]


class Crop(Term):
    """What grows on a field (作物)."""

    NOTHING = "nothing", "休耕"
    RICE = "rice", "水稻"
    MAIZE = "maize", "玉米"


class Field(Facts):
    """A field (田块)."""

    id: str
    crop: Fact[Crop] = fact(zh="作物", en="what grows on it")
    size: Fact[Quantity] = fact(zh="面积", en="the size", unit="m2")
    sown: Fact[date] = fact(zh="播种日", en="the day of sowing")
    rows: Fact[int] = fact(zh="行数", en="the rows")


class Farm(Facts):
    """A farm (农户)."""

    id: str
    harvest: Fact[Money] = fact(zh="收成", en="what the harvest brought")
    fields: Fact[tuple[Field, ...]] = fact(zh="田块", en="the fields")


class Village(Facts):
    """A village (村)."""

    id: str
    flooded: Fact[bool] = fact(zh="受灾", en="the village was flooded")
    farms: tuple[Farm, ...]


seed_aid = standard(Money, "farms.seed_aid", by=Crop, unit="yuan/row", zh="种子补助标准")
poor_harvest = standard(Money, "farms.poor_harvest", unit="yuan", zh="歉收线")
small_field = standard(Quantity, "farms.small_field", unit="m2", zh="小块田面积")
STANDARDS = {
    "farms.seed_aid": {"rice": "3.50", "maize": "2.00"},
    "farms.poor_harvest": "1000.00",
}


@rule("给予种子补助")
def helped(farm: Farm, village: Village) -> bool:
    """The farm lies in a flooded village, or its harvest was poor."""
    poor = needs_seed(farm)
    return all_of(any_of(village.flooded, poor), grows_something(farm))


@rule("歉收")
def needs_seed(farm: Farm) -> bool:
    """The harvest brought less than the line."""
    return farm.harvest < poor_harvest


@rule("有作物")
def grows_something(farm: Farm) -> bool:
    """Something grows on some field."""
    return any_of(none_of(is_(field.crop, Crop.NOTHING)) for field in farm.fields)


@rule("种子补助金额")
def seed_money(farm: Farm) -> Money:
    """Each row is paid by what grows in it."""
    return total(row_money(field) for field in farm.fields)


@rule("一块田的补助")
def row_money(field: Field) -> Money:
    """The rows of one field times the rate; nothing where nothing grows."""
    return when(is_(field.crop, Crop.NOTHING), Money(0), otherwise=seed_aid[field.crop] * field.rows)


seed = benefit("farms.seed", zh="种子补助", entitled=helped, amount=seed_money, per="year", payee="household")
farms = programme("farms", outputs=[seed])


def made(*rules: Rule[..., object]) -> Output:
    """An output that reaches some rules more."""
    return replace(benefit("farms.more", zh="更多", entitled=needs_seed), rules=(needs_seed, *rules))


def field(number: int, crop: Crop | None = Crop.RICE, rows: int | None = 10, **facts: object) -> Field:
    return Field.model_validate({"id": f"f{number}", "crop": crop, "rows": rows, **facts})


def village(*fields: Field, harvest: Money | None = None, flooded: bool | None = None) -> Village:
    return Village(id="v1", flooded=flooded, farms=(Farm(id="farm1", harvest=harvest, fields=fields),))


# --- models of one's own


@pytest.mark.parametrize(
    ("case", "outcome", "amount"),
    [
        (village(field(1), harvest=Money("999.99")), Outcome.GRANTED, "35.00"),
        (village(field(1), harvest=Money(1000)), Outcome.UNDETERMINED, None),
        (village(field(1), harvest=Money(1000), flooded=False), Outcome.REFUSED, None),
        (village(field(1, Crop.MAIZE, 3), field(2, Crop.NOTHING, None), flooded=True), Outcome.GRANTED, "6.00"),
        (village(field(1, Crop.NOTHING), flooded=True), Outcome.REFUSED, None),
        (village(flooded=True), Outcome.REFUSED, None),
        (village(field(1), field(2, None), flooded=True), Outcome.UNDETERMINED, None),
        (village(field(1, rows=None), flooded=True), Outcome.UNDETERMINED, None),
    ],
)
def test_a_case_about_models_of_ones_own(composed: Composer, case: Village, outcome: Outcome, amount: str | None) -> None:
    item = composed(farms, standards=STANDARDS).decide(case, on=ON).find("farms.seed", "farm1")
    assert item.outcome is outcome
    assert item.amount == (None if amount is None else Money(amount))
    assert {clause.id for clause in item.clauses} == {"village/1"}


def test_a_rule_knows_its_words() -> None:
    assert (seed_money.name, seed_money.zh, seed_money.en) == ("test_good.seed_money", "种子补助金额", "Each row is paid by what grows in it.")
    assert repr(seed_money) == "<rule test_good.seed_money>"
    assert (seed_money.__name__, seed_money.__doc__, seed_money.__module__) == ("seed_money", "Each row is paid by what grows in it.", __name__)


def test_helpers_may_stand_below() -> None:
    assert [type(part) for part in nodes.children(helped.spec().body)] == [nodes.Any, nodes.Call]
    assert helped.named() == (needs_seed, grows_something)


def test_a_rule_is_read_when_an_output_reaches_it() -> None:
    @rule("读不懂")
    def unread(farm: Farm) -> bool:
        """Nobody reads this."""
        return farm.harvest == 12  # type: ignore[comparison-overlap]

    with pytest.raises(RuleError, match="rule.equals"):
        unread.spec()


# --- loops


@rule("行数合计")
def all_rows(village: Village) -> int:
    """The rows of all fields of all farms."""
    return total(field.rows for farm in village.farms for field in farm.fields)


@rule("水稻田数")
def rice_fields(village: Village) -> int:
    """How many fields of all farms grow rice."""
    return count(is_(field.crop, Crop.RICE) for farm in village.farms for field in farm.fields)


@rule("处处有水稻")
def rice_everywhere(village: Village) -> bool:
    """Every farm has some field with rice."""
    return all_of(any_of(is_(field.crop, Crop.RICE) for field in farm.fields) for farm in village.farms)


@rule("皆为水稻")
def rice_only(village: Village) -> bool:
    """Every field of every farm grows rice."""
    return all_of(is_(field.crop, Crop.RICE) for farm in village.farms for field in farm.fields)


@rule("最高补助")
def highest_money(village: Village) -> Money:
    """The most that a farm is paid for seed."""
    return greatest((seed_money(farm) for farm in village.farms), otherwise=Money(0))


@rule("超过平均")
def above_all(village: Village) -> bool:
    """Some farm has more rows than rice grows in fields in the whole village."""
    return any_of(total(field.rows for field in farm.fields) > rice_fields(village) for farm in village.farms)


LOOPS = (all_rows, rice_fields, rice_everywhere, rice_only, highest_money, above_all)


@pytest.mark.parametrize(
    ("farms_of", "expected"),
    [
        ((), (0, 0, True, True, Money(0), False)),
        (((),), (0, 0, False, True, Money(0), False)),
        ((((Crop.RICE, 1), (Crop.MAIZE, 4)),), (5, 1, True, False, Money("11.50"), True)),
        ((((Crop.RICE, 1),), ((Crop.RICE, 2),)), (3, 2, True, True, Money(7), False)),
        ((((Crop.RICE, 1),), ((Crop.RICE, None),)), (None, 2, True, True, None, None)),
        ((((None, 1),), ((Crop.MAIZE, 2),)), (3, None, False, False, None, None)),
        ((None, ((Crop.RICE, 3),)), (None, None, None, None, None, None)),
    ],
)
def test_loops_inside_loops(composed: Composer, farms_of: tuple[tuple[tuple[Crop, int], ...], ...], expected: tuple[object, ...]) -> None:
    book = composed(farms, programme("more", outputs=[made(*LOOPS)]), standards=STANDARDS)
    case = Village(
        id="v1",
        farms=tuple(
            Farm(id=f"farm{n}", fields=None if fields is None else tuple(field(10 * n + i, crop, rows) for i, (crop, rows) in enumerate(fields)))
            for n, fields in enumerate(farms_of)
        ),
    )
    assert tuple(book.value(loop, case, on=ON) for loop in LOOPS) == expected


@rule("陪护天数")
def escorted_days(home: Household) -> int:
    """The escorted days of all stays of all members."""
    return total(segment.escorted_days for person in home.members for stay in person.stays for segment in stay.segments)


@rule("住院人数")
def in_hospital(home: Household) -> bool:
    """Somebody of the home had a stay whose days are the home's only ones."""
    return any_of(any_of(days_of(stay) >= escorted_days(home) for stay in person.stays) for person in home.members)


@rule("一次住院的陪护天数")
def days_of(stay: HospitalStay) -> int:
    """The escorted days of one stay."""
    return total(segment.escorted_days for segment in stay.segments)


def test_three_loops_at_once(composed: Composer) -> None:
    output = replace(benefit("stays.more", zh="更多", entitled=in_hospital), rules=(in_hospital, escorted_days))
    book = composed(programme("stays", outputs=[output]))

    def home(*days: tuple[int | None, ...]) -> Household:
        stays = tuple(HospitalStay(id=f"s{n}", segments=tuple(StaySegment(escorted_days=d) for d in of)) for n, of in enumerate(days))
        return Household(id="h1", members=(Person(id="p1", stays=stays), Person(id="p2", stays=())))

    assert [book.value(escorted_days, home(*days), on=ON) for days in ((), ((1, 2), (3,)), ((1, None),))] == [0, 6, None]
    assert [book.value(in_hospital, home(*days), on=ON) for days in ((), ((0, 0), (3,)), ((1, 2), (3,)), ((None,),))] == [False, True, False, None]


# --- several subjects


@rule("有水稻的农户")
def rice_in_flood(field: Field, farm: Farm, village: Village) -> bool:
    """The field grows rice, its village was flooded and its farm's harvest was poor."""
    return all_of(is_(field.crop, Crop.RICE), helped(farm, village), needs_seed(farm))


@rule("受灾田块")
def flooded_field(field: Field, village: Village) -> bool:
    """Something grows on the field, and its village was flooded."""
    return all_of(none_of(is_(field.crop, Crop.NOTHING)), village.flooded)


@rule("受灾田块数")
def flooded_fields(village: Village) -> int:
    """How many fields were flooded."""
    return count(flooded_field(field, village) for farm in village.farms for field in farm.fields)


@rule("有受灾的水稻")
def some_rice_in_flood(farm: Farm, village: Village) -> bool:
    """Some field of the farm grows rice in a flooded village."""
    return any_of(rice_in_flood(field, farm, village) for field in farm.fields)


def test_rules_of_several_subjects(composed: Composer) -> None:
    book = composed(farms, programme("more", outputs=[made(rice_in_flood, flooded_field, flooded_fields, some_rice_in_flood)]), standards=STANDARDS)
    rice, idle = field(1), field(2, Crop.NOTHING)
    case = village(rice, idle, harvest=Money(1), flooded=True)
    (farm,) = case.farms
    assert book.value(rice_in_flood, rice, farm, case, on=ON) is True
    assert book.value(rice_in_flood, idle, farm, case, on=ON) is False
    assert book.value(flooded_field, rice, case, on=ON) is True
    assert book.value(flooded_fields, case, on=ON) == 1
    assert book.value(some_rice_in_flood, farm, case, on=ON) is True
    assert book.value(some_rice_in_flood, farm, village(rice, flooded=False).model_copy(update={"farms": (farm,)}), on=ON) is True


@pytest.mark.parametrize("order", [(), (0,), (1, 0), (0, 0), (0, 2)])
def test_a_value_is_asked_for_with_the_subjects_in_order(composed: Composer, order: tuple[int, ...]) -> None:
    case = village(field(1))
    subjects = (case.farms[0], case, village(field(1)))
    with pytest.raises(WrongSubject):
        composed(farms, standards=STANDARDS).value(helped, *(subjects[place] for place in order), on=ON)


# --- what a rule gives


@rule("全部田地面积")
def land(farm: Farm) -> Quantity:
    """The size of all fields."""
    return total(field.size for field in farm.fields)


@rule("田地少")
def little_land(farm: Farm) -> bool:
    """All fields together are no larger than a small field."""
    return land(farm) <= small_field


@rule("主要作物")
def main_crop(field: Field) -> Crop:
    """Rice where there are rows, otherwise what grows."""
    return when(field.rows > 0, Crop.RICE, otherwise=field.crop)


@rule("主要作物为水稻")
def mainly_rice(field: Field) -> bool:
    """Mainly rice grows on the field."""
    return is_(main_crop(field), Crop.RICE)


@rule("播种月")
def sowing(field: Field) -> Month:
    """The month of sowing."""
    return month_of(field.sown)


@rule("播种日")
def sowing_day(field: Field) -> date:
    """The day of sowing."""
    return field.sown


def test_what_a_rule_gives(composed: Composer) -> None:
    more = (land, little_land, main_crop, mainly_rice, sowing, sowing_day)
    book = composed(farms, programme("more", outputs=[made(*more)]), standards={**STANDARDS, "farms.small_field": "600 m2"})
    small = field(1, Crop.MAIZE, 0, size="599.5 m2", sown="2022-04-30")
    farm = Farm(id="farm1", fields=(small,))
    assert book.value(land, farm, on=ON) == Quantity("599.5", "m2")
    assert book.value(little_land, farm, on=ON) is True
    assert book.value(little_land, Farm(id="farm1", fields=(small, field(2, size="0.51 m2"))), on=ON) is False
    assert book.value(little_land, Farm(id="farm1", fields=(small, field(2, size="0.5 m2"))), on=ON) is True
    assert book.value(main_crop, small, on=ON) is Crop.MAIZE
    assert book.value(main_crop, field(1, Crop.MAIZE, 1), on=ON) is Crop.RICE
    assert book.value(main_crop, field(1, None, 0), on=ON) is None
    assert book.value(main_crop, field(1, Crop.RICE, None), on=ON) is Crop.RICE
    assert book.value(mainly_rice, small, on=ON) is False
    assert book.value(sowing, small, on=ON) == Month(2022, 4)
    assert book.value(sowing_day, small, on=ON) == date(2022, 4, 30)
    assert book.value(sowing, field(1), on=ON) is None


@rule("补助标准有序")
def rates_in_order() -> bool:
    """Rice is paid at least what maize is."""
    return seed_aid[Crop.RICE] >= seed_aid[Crop.MAIZE]


def test_a_rule_of_figures_alone(composed: Composer) -> None:
    more = programme("more", outputs=[check("farms.order", zh="标准核对", holds=rates_in_order)])
    book = composed(more, standards={"farms.seed_aid": {"rice": "2.00", "maize": "2.00"}})
    assert [item.outcome for item in book.checks(ON)] == [Outcome.MET]
    book = composed(more, standards={"farms.seed_aid": {"rice": "1.99", "maize": "2.00"}})
    assert [item.outcome for item in book.checks(ON)] == [Outcome.BREACHED]
    assert [item.outcome for item in composed(more).checks(ON)] == [Outcome.UNDETERMINED]


# --- other modules, functions around, subclasses


@rule("在家供养且全护理")
def at_home_in_full_care(person: Person) -> bool:
    """The person lives at home in tekun support and needs full care."""
    return words.all_of(care.supported_at_home(person), words.is_(person.care_level, terms.CareLevel.FULL_CARE))


def test_names_may_be_reached_through_their_modules(composed: Composer) -> None:
    book = composed(programme("more", outputs=[benefit("more.aid", zh="补助", entitled=at_home_in_full_care)]))
    assert at_home_in_full_care.named() == (care.supported_at_home,)
    for mode, level, expected in (
        (SupportMode.DISPERSED, CareLevel.FULL_CARE, True),
        (SupportMode.DISPERSED, CareLevel.SEMI_CARE, False),
        (SupportMode.CENTRAL, None, False),
        (None, CareLevel.FULL_CARE, None),
    ):
        assert book.value(at_home_in_full_care, Person(id="p1", tekun_support=mode, care_level=level), on=ON) is expected


def richer_than(line: Money, name: str) -> Rule[[Farm], bool]:
    """A rule made by a function; the line is a standard."""

    @rule(name)
    def richer(farm: Farm) -> bool:
        """The harvest brought more than a line."""
        return farm.harvest > line

    return richer


def test_a_rule_may_close_over_a_standard(composed: Composer) -> None:
    richer = richer_than(poor_harvest, "丰收")
    book = composed(programme("more", outputs=[benefit("more.aid", zh="补助", entitled=richer)]), standards={"farms.poor_harvest": "5.00"})
    assert [book.value(richer, Farm(id="a", harvest=Money(yuan)), on=ON) for yuan in ("5.00", "5.01")] == [False, True]


class Villager(Person):
    """A person with a fact more."""

    farms: Fact[bool] = fact(zh="务农", en="the person farms")


class Homestead(Household):
    """A household of such persons."""

    remote: Fact[bool] = fact(zh="偏远", en="the home is remote")
    members: tuple[Villager, ...]


@rule("在家供养的农民")
def farmer_at_home(villager: Villager, home: Homestead) -> bool:
    """A farmer in a remote home who is in tekun support at home."""
    return all_of(villager.farms, home.remote, care.supported_at_home(villager))


@rule("有农民")
def any_farmer(home: Homestead) -> bool:
    """Some farmer of the home is in tekun support at home."""
    return any_of(farmer_at_home(villager, home) for villager in home.members)


def test_rules_of_this_library_apply_to_subclasses(composed: Composer) -> None:
    more = programme("more", outputs=[benefit("more.aid", zh="补助", entitled=farmer_at_home), benefit("more.home", zh="家庭补助", entitled=any_farmer)])
    book = composed(care.care, more, standards={"care.guardian_rate": {"full_care": "230.00"}})
    villager = Villager(id="p1", farms=True, tekun_support=SupportMode.DISPERSED, care_level=CareLevel.FULL_CARE, has_caring_guardian=True)
    home = Homestead(id="h1", remote=True, members=(villager, Villager(id="p2", farms=False)))
    decision = book.decide(home, on=ON)
    assert decision.find("care.guardian_payment", "p1").amount == Money(230)
    assert decision.find("more.aid", "p1").outcome is Outcome.GRANTED
    assert decision.find("more.aid", "p2").outcome is Outcome.REFUSED
    assert decision.find("more.home").outcome is Outcome.GRANTED
    assert book.value(care.supported_at_home, villager, on=ON) is True
    assert book.value(farmer_at_home, villager, home, on=ON) is True


def test_a_case_of_the_plain_model_is_refused_where_rules_speak_of_a_subclass(composed: Composer) -> None:
    book = composed(programme("more", outputs=[benefit("more.aid", zh="补助", entitled=farmer_at_home)]))
    with pytest.raises(WrongSubject):
        book.decide(Household(id="h1", members=(Person(id="p1"),)), on=ON)


def test_rules_are_read_alike_in_several_threads() -> None:
    fresh = [Rule(loop.function, loop.zh) for loop in LOOPS] * 8
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda each: each.spec(), fresh)) == [loop.spec() for loop in LOOPS] * 8
