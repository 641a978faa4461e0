"""Models of facts: constructors take None for what isn't known, facts read as what they are, known() tells the two apart."""

from __future__ import annotations

from datetime import date

from aidrules import Fact, Facts, HospitalStay, Household, Money, Month, Person, Quantity, StaySegment, fact, known, required
from aidrules.facts.terms import CareLevel, HospitalLevel, SupportMode, Term


class Crop(Term):
    """What grows on a field."""

    RICE = "rice", "水稻"
    MAIZE = "maize", "玉米"


class Field(Facts):
    """A field."""

    id: str
    crop: Fact[Crop] = fact(zh="作物", en="what grows on it")
    size: Fact[Quantity] = fact(zh="面积", en="the size", unit="m2")
    rows: Fact[int] = fact(zh="行数", en="the rows", low=0, high=1000)
    own: Fact[bool] = fact(zh="自有", en="the farm owns it", question_zh="是否自有？", question_en="Does the farm own it?")


class Farm(Facts):
    """A farm."""

    id: str
    harvest: Fact[Money] = fact(zh="收成", en="what the harvest brought")
    begun: Fact[date] = fact(zh="开始日", en="the first day")
    paid_until: Fact[Month] = fact(zh="已付至", en="the last month paid")
    registered: bool = required(zh="已登记", en="the farm is registered", finding="县级农业农村部门")
    fields: Fact[tuple[Field, ...]] = fact(zh="田块", en="the fields")


rice = Field(id="f1", crop=Crop.RICE, size=Quantity("300", "m2"), rows=12, own=None)
bare = Field(id="f2")
unknown = Field(id="f3", crop=None, size=None, rows=None)
farm = Farm(id="a", harvest=Money("12.50"), begun=date(2020, 1, 1), paid_until=Month(2022, 3), registered=True, fields=(rice, bare, unknown))
other = Farm(id="b", harvest=None, registered=False, fields=None)

rows: int = rice.rows
crop: Crop = rice.crop
harvest: Money = farm.harvest
fields: tuple[Field, ...] = farm.fields
maybe: Money | None = known(farm, "harvest")
chinese: str = crop.zh

segment = StaySegment(level=HospitalLevel.COUNTY, escorted_days=3)
stay = HospitalStay(id="s1", admission_date=date(2022, 3, 1), discharge_date=None, segments=(segment,))
person = Person(id="p1", tekun_support=SupportMode.DISPERSED, care_level=CareLevel.FULL_CARE, has_caring_guardian=None, stays=(stay,))
home = Household(id="h1", members=(person, Person(id="p2")))
level: CareLevel = home.members[0].care_level


class Villager(Person):
    """A person with a fact more."""

    farms: Fact[bool] = fact(zh="务农", en="the person farms")


class Homestead(Household):
    """A household of villagers."""

    members: tuple[Villager, ...]


villager = Villager(id="v1", care_level=CareLevel.SELF_CARE, farms=None)
homestead = Homestead(id="h2", members=(villager,))
farms: bool = homestead.members[0].farms
read: Household = Household.read({"id": "h1", "members": [{"id": "p1"}]})
