"""The reference policy by hand: what a careful programmer writes over dataclasses, without unknowns, reasons or clauses."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

LINE = {"urban": 68000, "rural": 48000}
CARE = {"able": 7000, "partly": 15000, "unable": 23000}


@dataclass(slots=True)
class Member:
    """A person."""

    age: int
    monthly_income: int
    monthly_pension: int
    employed: bool
    grade: int
    of_mind: bool
    self_care: str
    medical: int
    township_days: int
    county_days: int
    city_days: int
    has_supporter: bool


@dataclass(slots=True)
class Home:
    """A household."""

    area: str
    assets: int
    income_last_year: int
    months_since_rise: int
    permit: bool
    members: list[Member] = field(default_factory=list)


@dataclass(slots=True)
class Result:
    """The seven totals, in fen."""

    dibao: int
    single: int
    tekun_basic: int
    care: int
    escort: int
    phase_out: int
    total: int


def decide(home: Home) -> Result:
    """The seven totals of a household."""
    line = LINE[home.area]
    permit = home.permit
    last_year = home.income_last_year
    size = income = qualified = 0
    tekun_basic = care = escort = 0
    any_employed = False
    for member in home.members:
        own = member.monthly_income + member.monthly_pension
        severe = 1 <= member.grade <= 2
        age = member.age
        if permit and (age >= 60 or age < 18 or severe) and own <= line and not member.has_supporter:
            tekun_basic += (13 * line + 5) // 10
            care += CARE[member.self_care]
            escort += 10000 * member.township_days + 15000 * member.county_days + 20000 * member.city_days
            continue
        size += 1
        if member.employed:
            any_employed = True
            share = member.monthly_income * 20 // 100
            own -= share if share < 30000 else 30000
        income += own
        if severe or (member.grade == 3 and member.of_mind) or member.medical > last_year:
            qualified += 1
    dibao = single = phase_out = 0
    if permit and size:
        per_head = income // size
        eligible = per_head < line and home.assets <= 24 * line * size
        if eligible:
            dibao = max(0, line * size - income)
        elif 2 * per_head < 3 * line:
            single = line * qualified
        if per_head >= line and any_employed and home.months_since_rise < 6:
            phase_out = line * size // 2
    return Result(dibao, single, tekun_basic, care, escort, phase_out, dibao + single + tekun_basic + care + escort + phase_out)


def population(number: int, seed: int = 20240601) -> list[Home]:
    """Synthetic households, the same for a seed."""
    draw = random.Random(seed)
    homes = []
    for _ in range(number):
        poor = draw.random() < 0.45
        members = [_member(draw, poor) for _ in range(draw.choices(range(1, 7), [25, 32, 22, 13, 6, 2])[0])]
        homes.append(
            Home(
                area=draw.choice(["urban", "rural"]),
                assets=int(draw.random() ** 3 * 8_000_000),
                income_last_year=int(draw.random() ** 2 * (2_500_000 if poor else 9_000_000)),
                months_since_rise=draw.randrange(25),
                permit=draw.random() < 0.96,
                members=members,
            )
        )
    return homes


def _member(draw: random.Random, poor: bool) -> Member:
    age = draw.choice([draw.randrange(18), draw.randrange(18, 60), draw.randrange(18, 60), draw.randrange(60, 96)])
    employed = 18 <= age < 60 and draw.random() < 0.6
    disabled = draw.random() < 0.12
    in_hospital = draw.random() < 0.15
    return Member(
        age=age,
        monthly_income=int(draw.random() ** 1.6 * (250_000 if poor else 900_000)) if employed else int(draw.random() * 60_000) * (draw.random() < 0.25),
        monthly_pension=int(draw.random() ** 2 * 200_000) if age >= 60 and draw.random() < 0.6 else 0,
        employed=employed,
        grade=draw.randint(1, 4) if disabled else 0,
        of_mind=disabled and draw.random() < 0.33,
        self_care=draw.choices(["able", "partly", "unable"], [85, 9, 6])[0],
        medical=int(draw.random() ** 4 * 6_000_000) if draw.random() < 0.3 else 0,
        township_days=draw.randrange(20) if in_hospital and draw.random() < 0.5 else 0,
        county_days=draw.randrange(20) if in_hospital and draw.random() < 0.5 else 0,
        city_days=draw.randrange(20) if in_hospital and draw.random() < 0.5 else 0,
        has_supporter=draw.random() < 0.7,
    )
