"""One or two axes over facts or figures: a case decided, or a register counted, at every point."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import product
from typing import TYPE_CHECKING, Any, TypeAlias

from aidrules.batch.progress import Progress, Stages
from aidrules.decide.choices import Choices
from aidrules.decide.outcome import Outcome
from aidrules.errors import InvalidStudy
from aidrules.facts.model import Facts
from aidrules.facts.month import as_day
from aidrules.rulebook.rulebook import Rulebook, check_rulebooks
from aidrules.study.curves import outputs_of_case
from aidrules.study.paths import figure_of, figures_like, override, place_of
from aidrules.study.pieces import Key
from aidrules.study.words import Titles, term_titles, titles_of

if TYPE_CHECKING:
    from aidrules.batch.tables import Tables
    from aidrules.study.measures import Exact

Values: TypeAlias = Iterable[Any]
MOST_AXES = 2


@dataclass(frozen=True)
class SweepPoint:
    """One point: the values of its axes in order. ``fen`` is what is granted in all, None where a case isn't settled.

    Of a case ``outcomes`` and ``amounts`` (fen) tell its items apart. Of a register ``recipients`` are granted something and ``unsettled``
    have an item that isn't known, both by its weights.
    """

    values: tuple[Any, ...]
    fen: Exact | None
    outcomes: Mapping[Key, Outcome] | None = None
    amounts: Mapping[Key, int] | None = None
    recipients: Exact | None = None
    unsettled: Exact | None = None


class Sweep:
    """The points of one or two axes, in the order of the axes; made by ``sweep``."""

    def __init__(
        self,
        axes: Sequence[str],
        points: Sequence[SweepPoint],
        outputs: Sequence[str],
        on: date,
        weights: str,
        *,
        weights_zh: str = "",
        titles: Titles | None = None,
    ) -> None:
        self.axes, self.points, self.outputs, self.on = tuple(axes), tuple(points), tuple(outputs), on
        self.weights, self.weights_zh = weights, weights_zh
        """By what a register was counted, in words; "" of a case."""
        self.titles: Titles = titles or {}
        """The titles of axes, of their values and of outputs, in Chinese and English."""

    def rows(self) -> list[dict[str, Any]]:
        """One row for each point: the axes by name, then ``fen``, and of a register ``recipients`` and ``unsettled``."""
        found = []
        for point in self.points:
            row = {**dict(zip(self.axes, point.values, strict=True)), "fen": point.fen}
            found.append(row if point.recipients is None else {**row, "recipients": point.recipients, "unsettled": point.unsettled})
        return found

    def table(self, form: str = "arrow") -> Any:
        """The same as an Arrow, pandas or polars table: axes as text, exact yuan in ``yuan``."""
        from aidrules.batch.extras import pa
        from aidrules.batch.result import formed
        from aidrules.study.measures import as_decimal

        columns: dict[str, Any] = {axis: pa.array([str(point.values[place]) for point in self.points]) for place, axis in enumerate(self.axes)}
        amounts = [None if point.fen is None else as_decimal(point.fen, 100) for point in self.points]
        columns["yuan"] = pa.array(amounts, pa.decimal128(38, 8))
        if self.weights:
            for name in ("recipients", "unsettled"):
                columns[name] = pa.array([as_decimal(getattr(point, name) or 0) for point in self.points], pa.decimal128(38, 6))
        return formed(pa.table(columns).replace_schema_metadata({"weights": self.weights, "outputs": " ".join(self.outputs)}), form)

    def _repr_html_(self) -> str:
        rows = self.rows()
        heads = list(rows[0]) if rows else [*self.axes, "fen"]
        body = "".join("<tr>" + "".join(f"<td>{escape(str(row[head]))}</td>" for head in heads) + "</tr>" for row in rows)
        caption = f"{', '.join(self.outputs)}, {self.on}" + (f"; {self.weights}" if self.weights else "")
        return f"<table><caption>{escape(caption)}</caption><tr>{''.join(f'<th>{escape(head)}</th>' for head in heads)}</tr>{body}</table>"

    def __repr__(self) -> str:
        return f"<Sweep over {' and '.join(self.axes)}: {len(self.points)} points>"


def sweep(
    book: Rulebook,
    about: Facts | Mapping[str, Any] | Tables,
    axes: Mapping[str, Values],
    *,
    on: date | str,
    outputs: Sequence[str] | None = None,
    choices: Choices | None = None,
    progress: Progress | None = None,
) -> Sweep:
    """A case, or a register, at every value of one axis or every pair of two.

    An axis is a figure, ``dibao.monthly_standard[rural]``, or a fact: of a case ``members[0].monthly_earnings``. Its values are written as
    ``with_standards`` and case files take them. ``outputs`` are added up (left out: every monthly benefit). ``progress`` is called with the
    points done and all of them; over a register with its root subjects, once for each point. Raises
    :class:`~aidrules.errors.InvalidStudy` for an axis that leads nowhere.

    >>> from aidrules import Household
    >>> from aidrules.jurisdictions import huining
    >>> home = Household.read({"id": "h1", "members": [{"id": "p1", "tekun_support": "dispersed", "has_caring_guardian": True}]})
    >>> axes = {"members[0].care_level": ["self_care", "full_care"], "care.guardian_rate[full_care]": ["230.00", "260.00"]}
    >>> found = sweep(huining.rulebook(), home, axes, on="2022-03-15", outputs=["care.guardian_payment"])
    >>> [point.fen for point in found.points]
    [7000, 7000, 23000, 26000]
    """
    check_rulebooks(book=book)
    lists = isinstance(axes, Mapping) and not any(isinstance(values, str) or not isinstance(values, Iterable) for values in axes.values())
    if not lists or not all(isinstance(path, str) for path in axes):
        raise InvalidStudy('axes are given as {path: [value, …]}: {"dibao.monthly_standard[rural]": ["480.00", "500.00"]}', code="study.axes")
    named = {path: list(values) for path, values in axes.items()}
    if not 1 <= len(named) <= MOST_AXES or not all(named.values()):
        raise InvalidStudy("a sweep has one axis or two, each with at least one value", code="study.axes")
    day = as_day(on)
    steps = list(product(*named.values()))
    figures = {path: figure_of(book, path) for path in named}
    if isinstance(about, Facts):
        _check_paths(book, about, figures)
        names = [spec.name for spec in outputs_of_case(book, outputs)]
        points = [_case(book, about, dict(zip(named, values, strict=True)), figures, day, names, choices) for values in _told(steps, progress)]
        return Sweep(list(named), points, names, day, "", titles=_titles(book, about, named, figures))
    if choices:
        raise InvalidStudy("choices are made about a case, not about a register", code="study.axes")
    return _register(book, about, named, figures, day, outputs, steps, Stages(progress, len(steps)))


def _check_paths(book: Rulebook, case: Facts, figures: Mapping[str, tuple[str, str] | None]) -> None:
    """Every axis leads somewhere, before anything is decided; what looks like a figure is told the closest one."""
    for path, figure in figures.items():
        near = "" if figure is not None or "[" in path.partition(".")[0] else figures_like(book, path)
        try:
            if figure is None:
                place_of(book, case, path, ordered=False)
        except InvalidStudy:
            if not near:
                raise
            raise InvalidStudy(f"`{path[:64]}` is neither a figure that these rules read nor a fact of this case; {near}", code="study.path") from None


def _titles(book: Rulebook, case: Facts | None, named: Mapping[str, Any], figures: Mapping[str, tuple[str, str] | None]) -> Titles:
    """The titles of outputs, of axes, and of terms as values."""
    program = book.parts.program
    found = titles_of([book], program)
    for path in named:
        figure = figures[path]
        if figure is not None:
            found[path] = found[f"{figure[0]}[{figure[1]}]" if figure[1] else figure[0]]
            found |= term_titles(program, program.standards[figure[0]].kind)
        elif case is not None:
            place = place_of(book, case, path, ordered=False)
            owner = path.rpartition(".")[0]
            found[path] = (f"{place.spec.zh}（{owner}）", f"{place.spec.en} ({owner})") if owner else (place.spec.zh, place.spec.en)
            found |= term_titles(program, place.kind)
    return found


def _told(steps: list[tuple[Any, ...]], progress: Progress | None) -> Iterable[tuple[Any, ...]]:
    for number, values in enumerate(steps, start=1):
        yield values
        if progress is not None:
            progress(number, len(steps))


def _case(
    book: Rulebook, case: Facts, at: Mapping[str, Any], figures: Mapping[str, tuple[str, str] | None], day: date, names: Sequence[str], choices: Choices | None
) -> SweepPoint:
    for path, value in at.items():
        figure = figures[path]
        if figure is None:
            case = place_of(book, case, path, ordered=False).case_with(value)
        else:
            book = book.with_standards(override(*figure, value))
    items = [item for item in book.decide(case, day, choices).items if item.output in names]
    outcomes = {(item.output, item.subject): item.outcome for item in items}
    amounts = {(i.output, i.subject): i.amount.fen for i in items if i.outcome is Outcome.GRANTED and i.amount is not None}
    open_ = any(outcome in (Outcome.UNDETERMINED, Outcome.DISCRETIONARY) for outcome in outcomes.values())
    return SweepPoint(tuple(at.values()), None if open_ else sum(amounts.values()), outcomes, amounts)


def _register(
    book: Rulebook,
    given: Mapping[str, Any] | Tables,
    named: Mapping[str, list[Any]],
    figures: Mapping[str, tuple[str, str] | None],
    day: date,
    outputs: Sequence[str] | None,
    steps: Sequence[tuple[Any, ...]],
    stages: Stages,
) -> Sweep:
    """A register under every figure; its facts are its own, so that only figures are axes."""
    from aidrules.batch.tables import Tables
    from aidrules.study.measures import counted, weighted
    from aidrules.study.register import batch_of, outputs_of, paid, weighed, weights_of

    for path, figure in figures.items():
        if figure is None:
            near = figures_like(book, path) or "write it as `dibao.monthly_standard[rural]`, with its key where it has one"
            raise InvalidStudy(f"over a register an axis is a figure, and `{path[:64]}` is none that these rules read; {near}", code="study.path")
    tables = given if isinstance(given, Tables) else book.tables(given)
    specs = outputs_of([book], tables, outputs)
    weights = weights_of(tables)
    points = []
    for values in steps:
        changed = book
        for figure, value in zip(figures.values(), values, strict=True):
            assert figure is not None  # as just checked
            changed = changed.with_standards(override(*figure, value))
        found = paid(batch_of(changed, tables, day, list(specs), stages.next), specs)
        points.append(
            SweepPoint(
                values, weighted(found.fen, weights), recipients=counted(found.fen > 0, weights), unsettled=counted(~found.settled, weights)
            )
        )  # fmt: skip
    zh, en = weighed("household", tables)
    return Sweep(list(named), points, list(specs), day, en, weights_zh=zh, titles=_titles(book, None, named, figures))
