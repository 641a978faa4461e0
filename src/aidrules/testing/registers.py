"""Synthetic registers: seeded, with weights and unknowns, drawn from documented shares. No household in them exists.

``SHARES`` says how often each value occurs; what isn't listed is drawn by kind: true half of the time, terms evenly, counts from 0 to 30,
amounts ``u³ × 10,000 yuan``, days within 400 days and months within 12 of the day, days that must have passed within 95 years before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeAlias

from aidrules.batch.columns import Column, Table, layout
from aidrules.facts.money import BOUND
from aidrules.graph.program import FactSpec, Program, RelationSpec

Array: TypeAlias = Any
SYNTHETIC: Final = "synthetic: drawn at random by aidrules.testing.register; nobody in it exists"
SIZES: Final[Mapping[str, tuple[float, ...]]] = {
    "Household.members": (0, 0.25, 0.32, 0.22, 0.13, 0.06, 0.02),
    "Person.disabilities": (0.88, 0.11, 0.01),
    "Person.stays": (0.85, 0.12, 0.03),
    "HospitalStay.segments": (0.05, 0.75, 0.2),
}
"""How often a subject has none, one, two … parts. Elsewhere: none 0.5, one 0.3, two 0.2, at least the fewest that the model allows."""
SHARES: Final[Mapping[str, float | Mapping[str, float]]] = {
    "Household.area": {"urban": 0.45, "rural": 0.55},
    "Household.in_dibao": 0.15,
    "Household.low_income": 0.3,
    "Person.tekun_support": {"none": 0.94, "dispersed": 0.05, "central": 0.01},
    "Person.care_level": {"self_care": 0.85, "semi_care": 0.09, "full_care": 0.06},
    "Person.has_caring_guardian": 0.7,
    "Person.able_to_work": 0.6,
    "Person.has_source_of_living": 0.8,
    "Person.has_able_supporter": 0.7,
    "Person.individual_application": 0.1,
    "Person.major_illness": {"none": 0.96, "healthcare_security": 0.03, "other_body": 0.01},
    "Person.employed": 0.6,
}
"""How often a fact is true, or has a term. Being employed is a share of those from 16 to 59; the others aren't employed."""
AMOUNTS: Final[Mapping[str, tuple[float, float, int]]] = {
    "Household.assets": (1.0, 3.0, 8_000_000),
    "Household.income_last_year": (1.0, 2.0, 6_000_000),
    "Household.grant_before": (0.3, 1.0, 80_000),
    "Person.monthly_earnings": (1.0, 1.6, 400_000),
    "Person.necessary_job_costs": (0.3, 1.0, 30_000),
    "Person.other_monthly_income": (0.4, 2.0, 200_000),
    "Person.exempt_monthly_income": (0.1, 1.0, 20_000),
    "Person.own_medical_cost_this_year": (0.3, 4.0, 6_000_000),
}
"""Amounts in fen: how often above zero, and then ``u ** power × most``. Earnings are those of the employed; what is exempt is at most the income."""
AGES: Final = ((0.2, 0, 16), (0.55, 16, 60), (0.25, 60, 95))
"""Shares of the ages of persons, each spread evenly over its years."""
POORER: Final = (0.45, 0.3)
"""The share of households whose amounts are all smaller, and by which factor: the incomes of one household go together."""


@dataclass(frozen=True)
class _Draw:
    program: Program
    random: Any
    near: date
    unknown: float


def register(
    program: Program, rows: int, *, root: str = "Household", seed: int = 1, near: date = date(2022, 3, 15), unknown: float = 0.02, text_ids: bool = False
) -> dict[str, Any]:
    """A synthetic register of so many root subjects, as Arrow tables laid out as docs/tables.md says; it says in each table that it is synthetic.

    ``unknown`` is the share of NULLs in each fact that may be unknown, and of relations that aren't known. ``weight`` is 1 to 20 with two
    places, 10.5 on average. The same arguments give the same register, on one version of numpy. Needs numpy and pyarrow.

    >>> from aidrules.jurisdictions import huining
    >>> homes = register(huining.rulebook().parts.program, 1000, seed=7)["household"]
    >>> homes.num_rows, homes.schema.metadata[b"synthetic"][:9]
    (1000, b'synthetic')
    """
    from aidrules.batch.extras import np, pa

    draw = _Draw(program, np.random.default_rng(seed), near, unknown)
    tables: dict[str, Any] = {}
    ids: dict[str, dict[str, Array]] = {}
    counts: dict[str, Array] = {root: np.array([rows])}
    poorer = np.zeros(0)
    for model, table in layout(program, root).items():
        owner = table.owner
        up = np.repeat(np.arange(len(counts[model])), counts[model])
        number = len(up)
        above = {} if not owner else {of: column[up] for of, column in ids[owner].items()}
        poorer = np.where(draw.random.random(number) < POORER[0], POORER[1], 1.0) if not owner else poorer
        roots = np.arange(number) if not owner else np.searchsorted(ids[root][root], above[root])
        own = np.arange(1, number + 1)  # unique in the register, so also in each case
        ids[model] = {**above, model: own} if table.model.identified else above
        facts = _facts(draw, table, number, poorer[roots])
        columns: dict[str, Any] = {}
        for column in table.columns:
            match column.role:
                case "id" | "owner":
                    values = own if column.role == "id" else above[column.of]
                    columns[column.name] = pa.array(values) if not text_ids else pa.array([f"synthetic-{value}" for value in values.tolist()], pa.string())
                case "fact":
                    columns[column.name] = _column(draw, table.model.fact(column.of), column, facts[column.of])
                case "text":
                    columns[column.name] = pa.array([f"synthetic {number}" for number in own.tolist()], pa.string())
                case "weight":
                    columns[column.name] = _hundredths(draw.random.integers(100, 2001, number))
                case "known":
                    pass
        for relation in table.model.relations:
            sizes = _sizes(draw, model, relation, number)
            if relation.may_be_unknown:
                known = draw.random.random(number) >= unknown
                columns[f"{relation.name}_known"] = pa.array(known)
                sizes = sizes * known
            counts[relation.model] = sizes
        arrays = {column.name: columns[column.name] for column in table.columns}
        tables[table.name] = pa.table(arrays).replace_schema_metadata({"synthetic": SYNTHETIC, "seed": str(seed)})
    return tables


def _hundredths(whole: Array) -> Any:
    """Whole numbers of hundredths, as exact decimals."""
    from aidrules.batch.extras import pa, pc

    return pc.multiply(pa.array(whole).cast(pa.decimal128(20, 0)), pa.scalar(Decimal("0.01"), pa.decimal128(3, 2))).cast(pa.decimal128(18, 2))


def _sizes(draw: _Draw, model: str, relation: RelationSpec, number: int) -> Array:
    from aidrules.batch.extras import np

    shares = SIZES.get(f"{model}.{relation.name}", (0.5, 0.3, 0.2))
    return np.clip(draw.random.choice(len(shares), number, p=shares), relation.fewest, relation.most)


def _facts(draw: _Draw, table: Table, number: int, poorer: Array) -> dict[str, Array]:
    """The values of a table's facts: those that hang together in one go, the others by kind."""
    from aidrules.batch.extras import np

    found = {fact.name: _by_kind(draw, table.model.name, fact, number, poorer) for fact in table.model.facts}
    if table.model.name == "Person" and {"birth_date", "employed", "monthly_earnings", "other_monthly_income", "exempt_monthly_income"} <= set(found):
        shares = [share for share, _, _ in AGES]
        group = draw.random.choice(len(AGES), number, p=shares)
        low, high = (np.array([ages[end] for ages in AGES])[group] for end in (1, 2))
        age_days = ((low + draw.random.random(number) * (high - low)) * 365.25).astype(np.int64)
        found["birth_date"] = draw.near.toordinal() - age_days
        found["employed"] &= group == 1
        found["monthly_earnings"] = found["monthly_earnings"] * found["employed"]
        found["exempt_monthly_income"] = np.minimum(found["exempt_monthly_income"], found["other_monthly_income"])
    for fact in table.model.facts:
        if fact.not_before:
            later = found[fact.not_before] + draw.random.integers(0, 40, number)
            found[fact.name] = np.minimum(later, draw.near.toordinal()) if fact.past else later
    return found


def _by_kind(draw: _Draw, model: str, fact: FactSpec, number: int, poorer: Array) -> Array:
    from aidrules.batch.extras import np

    name, random, near = f"{model}.{fact.name}", draw.random, draw.near.toordinal()
    share = SHARES.get(name)
    match fact.kind.name:
        case "bool":
            return random.random(number) < (share if isinstance(share, float) else 0.5)
        case "term":
            values = [value for value, _ in draw.program.terms[fact.kind.of].members]
            given = share if isinstance(share, Mapping) else {}
            return random.choice(len(values), number, p=[given[value] for value in values] if set(given) == set(values) else None).astype(np.int8)
        case "money":
            often, power, most = AMOUNTS.get(name, (1.0, 3.0, 1_000_000))
            drawn = (random.random(number) ** power * most * poorer).astype(np.int64) * (random.random(number) < often)
            return np.clip(drawn, fact.low or 0, BOUND if fact.high is None else fact.high)
        case "date":
            return near - random.integers(0, 95 * 365, number) if fact.past else near + random.integers(-400, 1, number)
        case "month":
            return draw.near.year * 12 + draw.near.month - 1 + random.integers(-12, 13, number)
        case "quantity":
            return random.integers(0, 10_000, number)
        case _:
            low = fact.low or 0
            return random.integers(low, min(low + 30, 10**9 if fact.high is None else fact.high) + 1, number)


def _column(draw: _Draw, fact: FactSpec, column: Column, values: Array) -> Any:
    """The Arrow column of a fact, with its share of NULLs."""
    from aidrules.batch.extras import np, pa

    mask = draw.random.random(len(values)) < draw.unknown if fact.may_be_unknown and draw.unknown else None
    match fact.kind.name:
        case "term":
            texts = pa.array([value for value, _ in draw.program.terms[fact.kind.of].members])
            return pa.DictionaryArray.from_arrays(pa.array(values, mask=mask), texts)
        case "date":
            return pa.array((values - date(1970, 1, 1).toordinal()).astype(np.int32), pa.int32(), mask=mask).cast(pa.date32())
        case "month":
            months = (values - 1970 * 12).astype("datetime64[M]").astype("datetime64[D]").astype(np.int32)
            return pa.array(months, pa.int32(), mask=mask).cast(pa.date32())
        case _:
            return pa.array(values, mask=mask)
