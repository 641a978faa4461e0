"""What a reform does to a register: cost, gainers and losers, poverty, inequality, and any household's reasons before and after."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final, Literal, TypeAlias

from aidrules.batch.extras import np, pa
from aidrules.batch.progress import Progress, Stages
from aidrules.batch.result import Batch, Form, formed
from aidrules.batch.tables import Tables
from aidrules.errors import InvalidStudy, closest
from aidrules.facts.money import Money
from aidrules.facts.month import as_day
from aidrules.rulebook.rulebook import Rulebook, check_rulebooks
from aidrules.study.explained import Explained
from aidrules.study.groups import Columns, Group, labels_of
from aidrules.study.impact_words import impact_html, impact_text
from aidrules.study.measures import as_decimal, times
from aidrules.study.rates import BANDS, Rates, taken_back
from aidrules.study.register import Amounts, Paid, amounts_of, batch_of, fen_of, outputs_of, paid, persons_in, weighed, weights_of
from aidrules.study.words import Titles, group_titles, titles_of

Weights: TypeAlias = Literal["household", "person", "row"]
NO_MONEY: Final = Money(0)


class Impact:
    """What a reform does to a register; made by ``impact``. ``total`` is all of it, ``groups`` are those of ``by``."""

    def __init__(self, batches: tuple[Batch, Batch], columns: Columns, total: Group, groups: Sequence[Group], about: Mapping[str, Any]) -> None:
        self._batches, self._columns = batches, columns
        self.total, self.groups = total, tuple(groups)
        self.outputs: tuple[str, ...] = about["outputs"]
        """The outputs that were added up."""
        self.per: str = about["per"]
        """How often the amounts are paid."""
        self.weights_zh: str = about["weights"][0]
        self.weights: str = about["weights"][1]
        """By what was counted, in words."""
        self.titles: Titles = about["titles"]
        """The titles of the outputs, rules and facts that are named, in Chinese and English; ``group_titles`` are those of the groups."""
        self.group_titles: Titles = about["group_titles"]
        self.tolerance: Money = about["tolerance"]
        """Who changes by no more than that is unchanged."""
        self.on: date = about["on"]
        self.by: str = about["by"]
        self.line: str = about["line"]
        self.income: str = about["income"]

    @property
    def rates(self) -> tuple[Rates, Rates] | None:
        """The marginal effective tax rates of all before and after, where an income was named; those of a group are at its sides."""
        before, after = self.total.before.rates, self.total.after.rates
        return None if before is None or after is None else (before, after)

    def table(self, form: Form = "arrow") -> Any:
        """One row for all and one for each group: costs as exact yuan, counts as exact decimals, indices as floats, NULL for nobody."""
        rows = [_row(group, name) for name, group in self._named()]
        found = pa.table({name: pa.array([row[name] for row in rows], _TYPES.get(name)) for name in rows[0]})
        about = {"weights": self.weights, "per": self.per, "tolerance": str(self.tolerance), "outputs": " ".join(self.outputs)}
        return _formed_nullable(found.replace_schema_metadata(about), form)

    def _named(self) -> list[tuple[str, Group]]:
        return [("all", self.total), *(("(not known)" if group.name is None else group.name, group) for group in self.groups)]

    def households(self, form: Form = "arrow") -> Any:
        """One row for each root subject: its id, fen before and after, the change, and whether all of it is settled."""
        tables, columns = self._batches[0].tables, self._columns
        level = tables.levels[tables.root]
        found = {f"{level.table.name}_id": level.ids} if level.ids is not None else {}
        found |= {"before_fen": pa.array(columns.before.fen), "after_fen": pa.array(columns.after.fen)}
        found |= {"change_fen": pa.array(columns.after.fen - columns.before.fen), "settled": pa.array(columns.before.settled & columns.after.settled)}
        return formed(pa.table(found), form)

    def explain(self, key: str | int) -> Explained:
        """One household decided singly under both rulebooks, with all reasons before and after."""
        return Explained(self._batches[0].decide(key), self._batches[1].decide(key), self.outputs)

    def text(self, language: str = "zh") -> str:
        """A few lines for all and for each group, with what they rest on, in ``"zh"`` or ``"en"``."""
        return impact_text(self, language)

    def _repr_html_(self) -> str:
        return impact_html(self, "zh")

    def __repr__(self) -> str:
        return f"<Impact on {self.on}: {self.total.rows} rows, {len(self.groups)} groups, by {self.weights}>"


def impact(
    before: Rulebook,
    after: Rulebook,
    tables: Mapping[str, Any] | Tables,
    *,
    on: date | str,
    outputs: Sequence[str] | None = None,
    weights: Weights = "household",
    by: str | Sequence[Any] | None = None,
    tolerance: Money = NO_MONEY,
    income: Amounts | None = None,
    line: Amounts | Money | None = None,
    earnings: str | None = None,
    step: Money | None = None,
    progress: Progress | None = None,
) -> Impact:
    """What becomes of a register when one rulebook takes the place of another, on a day.

    ``outputs`` are added up for each household (left out: every monthly benefit). ``weights`` counts by the register's own weights
    (``"household"``), by these times the members (``"person"``), or each ``"row"`` once; costs are always by the register's own.
    ``by`` is a fact of the household, or a label for each row. ``income`` is a rule or fact that gives what a household has without the
    benefits, ``line`` what it needs: a rule or fact about the household, or an amount for each person. Both are taken from ``before``, so that a
    reform doesn't move its own measure. ``earnings`` and ``step`` name an income and how much more of it the marginal rates are for, of all and
    of each group.
    ``progress`` is called with the root subjects done and all of them, each counted once for every time that it is decided.

    Raises :class:`~aidrules.errors.InvalidStudy` for what doesn't add up, and all that ``Rulebook.batch`` raises.

    >>> from aidrules.jurisdictions import huining
    >>> book = huining.rulebook()
    >>> dearer = book.with_standards({"care.guardian_rate": {"full_care": "260.00"}})
    >>> homes = {"id": ["h1", "h2"], "weight": [3, 1]}
    >>> people = {"household_id": ["h1", "h2"], "id": ["p1", "p1"], "tekun_support": ["dispersed", "dispersed"]}
    >>> people |= {"has_caring_guardian": [True, None], "care_level": ["full_care", "full_care"]}
    >>> tables = {"household": homes, "person": people}
    >>> found = impact(book, dearer, tables, on="2022-03-15", outputs=["care.guardian_payment"])
    >>> found.total.change_fen, found.total.gainers, found.total.unsettled
    (9000, 3, 1)
    """
    check_rulebooks(before=before, after=after)
    if weights not in ("household", "person", "row"):
        raise InvalidStudy(f"weights are by household, person or row; {closest(str(weights)[:20], ('household', 'person', 'row'))}", code="study.weights")
    if line is not None and income is None:
        raise InvalidStudy("a line needs `income`, a rule or fact that says what a household has without the benefits", code="study.line")
    if (earnings is None) != (step is None) or (step is not None and fen_of(step, "step") <= 0):
        raise InvalidStudy("marginal rates need `earnings`, an amount of the tables, and `step`, an amount above nothing", code="study.step")
    stages = Stages(progress, 2 if earnings is None else 4)
    day, slack = as_day(on), fen_of(tolerance, "tolerance")
    if slack < 0:
        raise InvalidStudy("`tolerance` is an amount of at least nothing", code="study.amounts")
    read = tables if isinstance(tables, Tables) else before.tables(tables)
    specs = outputs_of((before, after), read, outputs)
    books = (before, after)
    batches = [batch_of(book, read, day, list(specs), stages.next) for book in books]
    sides = [paid(batch, specs) for batch in batches]
    own, persons = weights_of(read), persons_in(read)
    if weights == "person" and persons is None:
        raise InvalidStudy(f"a {read.root} has no members to count by", code="study.weights")
    counting = np.full_like(own, 10**6) if weights == "row" else times(own, persons) if weights == "person" else own
    gross, known = (None, None) if income is None else amounts_of(before, read, day, income)
    needed = None
    if line is not None and known is not None:
        needed, stated = _line(before, read, day, line, persons)
        known = known & stated
    labels = [] if by is None else labels_of(read, by)
    taken = None
    if earnings is not None and step is not None:
        made = [taken_back(read, earnings, step.fen, side, _again(book, day, specs, stages.next)) for book, side in zip(books, sides, strict=True)]
        taken = made[0], made[1]
    columns = Columns(own, counting, sides[0], sides[1], slack, gross, known, needed, persons, taken)
    total = columns.group(None, np.ones(read.rows, bool))
    groups = [columns.group(name, of) for name, of in labels]
    about = {
        "outputs": tuple(specs), "per": next(iter(specs.values())).per, "weights": weighed(weights, read), "tolerance": tolerance, "on": day,
        "by": by if isinstance(by, str) else "group", "line": _named(line), "income": _named(income),
        "titles": {**titles_of(books, read.program, read.root), **_line_title(line)},
        "group_titles": group_titles(read.program, read.root, by) if isinstance(by, str) else {},
    }  # fmt: skip
    return Impact((batches[0], batches[1]), columns, total, groups, about)


def _again(book: Rulebook, day: date, specs: Mapping[str, Any], progress: Progress | None) -> Callable[[Tables], Paid]:
    return lambda raised: paid(batch_of(book, raised, day, list(specs), progress), dict(specs))


def _line(book: Rulebook, tables: Tables, day: date, line: Amounts | Money, persons: Any) -> tuple[Any, Any]:
    if not isinstance(line, Money):
        return amounts_of(book, tables, day, line)
    each = np.full(tables.rows, line.fen, np.int64)
    return each if persons is None else each * persons, np.ones(tables.rows, bool)


def _line_title(line: Amounts | Money | None) -> Titles:
    return {_named(line): (f"每人{line}元", _named(line))} if isinstance(line, Money) else {}


def _named(what: Amounts | Money | None) -> str:
    if what is None:
        return ""
    return f"{what} yuan for each person" if isinstance(what, Money) else what if isinstance(what, str) else what.name


# --- how it is shown

_INDICES: Final = ("headcount", "gap", "severity", "gini", "coverage", "leakage", "rate_mean", "rate_median")
_BANDS: Final = dict(zip(BANDS, ("rate_below_0", "rate_0", "rate_to_50", "rate_below_100", "rate_100", "rate_above_100"), strict=True))
_TYPES: Final = {
    **dict.fromkeys(("cost_before", "cost_after", "change", "gained", "lost"), pa.decimal128(38, 8)),
    **dict.fromkeys(("weight", "unsettled", "measured", "recipients_before", "recipients_after", "gainers", "losers", "unchanged"), pa.decimal128(38, 6)),
    **{f"{name}_{side}": pa.float64() for name in _INDICES for side in ("before", "after")},
    **{f"{name}_{side}": pa.decimal128(38, 6) for name in ("rated", *_BANDS.values()) for side in ("before", "after")},
}


def _formed_nullable(table: Any, form: Form) -> Any:
    """A table in which what isn't there is null in every form: pandas would make it NaN."""
    if form != "pandas":
        return formed(table, form)
    floats = [field.name for field in table.schema if field.type == pa.float64()]
    frame = formed(table.drop_columns(floats), form)
    for place, name in enumerate(table.column_names):
        if name in floats:
            frame.insert(place, name, np.array(table[name].to_pylist(), dtype=object))
            frame[name] = frame[name].astype("Float64")
    return frame


def _row(group: Group, name: str) -> dict[str, Any]:
    found: dict[str, Any] = {"group": name, "rows": group.rows}
    found |= {part: as_decimal(getattr(group, part)) for part in ("weight", "unsettled", "measured")}
    for side, of in (("before", group.before), ("after", group.after)):
        found |= {f"cost_{side}": as_decimal(of.cost_fen, 100), f"recipients_{side}": as_decimal(of.recipients)}
    found |= {"change": as_decimal(group.change_fen, 100), "gained": as_decimal(group.gained_fen, 100), "lost": as_decimal(group.lost_fen, 100)}
    found |= {part: as_decimal(getattr(group, part)) for part in ("gainers", "losers", "unchanged")}
    for side, of in (("before", group.before), ("after", group.after)):
        for part in ("headcount", "gap", "severity"):
            found[f"{part}_{side}"] = None if of.poverty is None else float(getattr(of.poverty, part))
        for part in ("gini", "coverage", "leakage"):
            value = getattr(of, part)
            found[f"{part}_{side}"] = None if value is None else float(value)
    for side, of in (("before", group.before), ("after", group.after)):
        rates = of.rates
        found[f"rated_{side}"] = None if rates is None else as_decimal(rates.households)
        for part, value in (("mean", None if rates is None else rates.mean), ("median", None if rates is None else rates.median)):
            found[f"rate_{part}_{side}"] = None if value is None else float(value)
        found |= {f"{name}_{side}": None if rates is None else as_decimal(rates.bands[band]) for band, name in _BANDS.items()}
    return found
