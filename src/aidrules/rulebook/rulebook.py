"""A rulebook: frozen, compiled once, deciding cases on any day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn

from aidrules.archive.document import Digest, digest_of_words
from aidrules.archive.grounds import Grounds
from aidrules.decide.choices import Choices
from aidrules.decide.compiled import Rows
from aidrules.decide.decision import Decision
from aidrules.decide.engine import Engine
from aidrules.decide.evidence import Evidences
from aidrules.decide.item import Item
from aidrules.decide.table import DayFigures
from aidrules.errors import UnknownName, WrongArgument, closest, start_of
from aidrules.facts.model import Facts
from aidrules.facts.month import as_day
from aidrules.facts.terms import Term
from aidrules.graph.program import OutputSpec, Program, RuleSpec
from aidrules.lang.outputs import Output, Programme
from aidrules.lang.rule import Rule
from aidrules.law.source import Reading
from aidrules.rulebook import reforming
from aidrules.rulebook.law import Law
from aidrules.standards.figures import Figures
from aidrules.standards.load import Slot, read_supplied

if TYPE_CHECKING:
    from aidrules.batch.progress import Progress
    from aidrules.batch.result import Batch
    from aidrules.batch.tables import Tables


@dataclass(frozen=True)
class Made:
    """What a rulebook was composed of, and how it was reformed since."""

    programmes: tuple[Programme, ...]
    law: Law
    selected: Mapping[str, str]
    about: tuple[type[Facts], ...]
    replaced: Mapping[Rule[..., Any], Rule[..., Any]] = field(default_factory=dict)
    dropped_outputs: frozenset[str] = frozenset()
    dropped_rules: tuple[str, ...] = ()
    granted: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Parts:
    """What a rulebook is made of."""

    program: Program
    law: Law
    rests: Mapping[str, tuple[str, ...]]
    readings: tuple[Reading, ...]
    figures: Figures
    printed: Figures
    slots: Mapping[str, Slot]
    classes: Mapping[str, type[Facts]]
    terms: Mapping[str, type[Term]]
    rules: Mapping[str, Rule[..., Any]]
    made: Made | None = None
    """None for a rulebook from an archive."""


def check_rulebooks(**books: object) -> None:
    """Whether what was given for each name is a rulebook."""
    for name, book in books.items():
        if not isinstance(book, Rulebook):
            raise WrongArgument(
                f"`{name}` is a rulebook, such as compose(…) or huining.rulebook() gives, and this is a {type(book).__name__}", code="argument.rulebook"
            )


class Rulebook:
    """All rules, figures and clauses of a place, or of one's own; made by ``compose`` or a place's ``rulebook()``.

    >>> from datetime import date
    >>> from aidrules import Household, Person
    >>> from aidrules.jurisdictions import huining
    >>> home = Household(id="h1", members=(Person(id="p1", tekun_support="dispersed", care_level="full_care", has_caring_guardian=True),))
    >>> huining.rulebook().decide(home, on=date(2022, 3, 1)).find("care.guardian_payment", "p1").amount
    Money("230.00")
    """

    def __init__(self, parts: Parts) -> None:
        p = parts
        grounds = Grounds(p.program, p.figures, p.printed, p.law.clauses(), p.rests, p.readings, p.law.place, p.classes, p.terms)
        self.__dict__.update(parts=parts, _engine=Engine(grounds))

    parts: Parts
    _engine: Engine

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("a rulebook can't be changed; compose another")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError("a rulebook can't be changed; compose another")

    @cached_property
    def outputs(self) -> Mapping[str, OutputSpec]:
        """The outputs that a clause puts in force here, by name."""
        return MappingProxyType({name: output for name, output in self.parts.program.outputs.items() if name in self.parts.rests})

    @property
    def rules(self) -> Mapping[str, RuleSpec]:
        """Every rule by name."""
        return MappingProxyType(self.parts.program.rules)

    def decide(
        self, case: Facts, on: date | str, choices: Choices | None = None, *, known_on: date | str | None = None, evidence: Evidences | None = None
    ) -> Decision:
        """Decide a case for a day; the case isn't changed.

        ``choices`` are the discretions exercised, ``{("phase_out.months", "p1"): Choice(4, by="…", why="…")}``; ``known_on``
        leaves out the figures announced later; ``evidence`` says how facts are known, ``{"members[0].employed": Evidence("verified",
        source="…", day="…")}``. Raises :class:`~aidrules.errors.WrongSubject` for a case of a model that these
        rules don't speak of, :class:`~aidrules.errors.InvalidFacts` for two subjects with one id or a birth after the day,
        :class:`~aidrules.errors.InvalidChoice` for a choice that the law doesn't leave or that is out of its bounds.
        """
        return self._engine.decide(case, on, choices, known_on, evidence)

    def tables(self, tables: Mapping[str, Any]) -> Tables:
        """A register, read and checked once for several runs of ``batch``; its tables are those of docs/tables.md."""
        from aidrules.batch.tables import read_tables

        return read_tables(self.parts.program, tables)

    def batch(
        self,
        tables: Mapping[str, Any] | Tables,
        on: date | str,
        outputs: Iterable[str] | None = None,
        *,
        known_on: date | str | None = None,
        threads: int = 2,
        settling: bool = False,
        progress: Progress | None = None,
    ) -> Batch:
        """Decide a whole register for a day: ``{"household": table, "person": table, …}``, Arrow, pandas, polars, DuckDB or Parquet paths.

        ``outputs`` names those wanted (all in force where left out), ``settling`` also keeps what settled each item, ``progress`` is
        called with the root subjects done and all of them. Choices are made about single cases: here every discretion stays open.
        Needs ``pip install 'aidrules[batch]'``. Raises
        :class:`~aidrules.errors.InvalidTable` for tables that aren't laid out as docs/tables.md says,
        :class:`~aidrules.errors.InvalidFacts` for facts that a single case wouldn't take, :class:`~aidrules.errors.Unsupported` for
        rules that could leave 64 bits.

        >>> from aidrules.jurisdictions import huining
        >>> homes = {"id": ["h1", "h2"]}
        >>> people = {"household_id": ["h1", "h2"], "id": ["p1", "p1"], "tekun_support": ["dispersed", None], "has_caring_guardian": [True, True]}
        >>> people["care_level"] = ["full_care", "full_care"]
        >>> result = huining.rulebook().batch({"household": homes, "person": people}, "2022-03-01", ["care.guardian_payment"])
        >>> result.table("care.guardian_payment")["amount_fen"].to_pylist()
        [23000, None]
        """
        from aidrules.batch.result import batch

        day, announced = as_day(on), None if known_on is None else as_day(known_on)
        return batch(
            self._engine.basis(day, announced), self.parts.figures, tables, outputs, self.parts.classes,
            lambda case: self.decide(case, day, known_on=announced), threads=threads, settling=settling, progress=progress,
        )  # fmt: skip

    def values(self, case: Facts, on: date | str) -> Rows:
        """Every rule's value for every subject, as plain rows by model: what batch work and measurements read.

        The places in a row are those of ``decide.layout``; amounts are fen, terms are codes, None is *not known*.
        """
        return self._engine.values(case, on)

    def value(self, rule: Rule[..., Any] | str, *subjects: Facts, on: date | str, known_on: date | str | None = None) -> Any:
        """The value of one rule for a subject and the subjects that contain it; None where it isn't known.

        >>> from aidrules import Person
        >>> from aidrules.jurisdictions import huining
        >>> from aidrules.programs import care
        >>> huining.rulebook().value(care.supported_at_home, Person(id="p1", tekun_support="central"), on="2022-03-01")
        False
        """
        if not isinstance(rule, str | Rule):
            raise WrongArgument(f"`rule` is a rule or its name, and this is a {type(rule).__name__}", code="argument.rule")
        return self._engine.value(rule if isinstance(rule, str) else rule.name, subjects, on, known_on)

    def checks(self, on: date | str, *, known_on: date | str | None = None) -> tuple[Item, ...]:
        """The constraints on the figures themselves, as items that are met, breached or undetermined."""
        return self._engine.checks(on, known_on)

    def sql(
        self,
        dialect: str,
        on: date | str,
        outputs: Iterable[str] | None = None,
        *,
        of: str = "",
        columns: Mapping[str, Collection[str]] | None = None,
        known_on: date | str | None = None,
    ) -> str:
        """These rules on a day as one SQL statement over a register's tables, each column with its rule and clauses.

        Without ``of`` one row for each subject and output: ``output``, the ids as text, ``outcome``, ``amount_fen``. With a model
        in ``of`` one row for each of its subjects, with ``…_outcome`` and ``…_fen`` for each output. ``columns`` says which tables
        and columns there are; without it all of the layout in docs/tables.md. ``duckdb``, ``spark`` and ``postgres`` are exact, other
        dialects experimental. Needs sqlglot (``pip install 'aidrules[sql]'``); raises :class:`~aidrules.errors.Unsupported` for
        what SQL can't say.

        >>> from aidrules.jurisdictions import huining
        >>> print(huining.rulebook().sql("duckdb", "2022-03-15", ["care.guardian_payment"], of="Person").splitlines()[0])
        /* aidrules: huining on 2022-03-15.
        """
        from aidrules.batch.sql import statement

        return statement(self._engine.basis(on, known_on), dialect, outputs=outputs, of=of, columns=columns)

    def sql_checks(self, dialect: str, on: date | str, *, root: str = "", columns: Mapping[str, Collection[str]] | None = None) -> str:
        """Whether a register is one that ``batch`` would take for a day, as one SQL statement: a row for each mistake, and none where there is none.

        A row has ``table_name``, ``column_name``, the stable ``code`` of docs/errors.md, ``row_count``, and in ``row_id`` the ids of one row
        that has it, never a fact's value. ``columns`` says which tables and columns there are, perhaps with each column's type in the
        dialect; without it all of the layout but weights, below the model ``root``. Raises :class:`~aidrules.errors.InvalidTable` for
        columns that the layout doesn't have, or lacks.

        >>> from aidrules.jurisdictions import huining
        >>> print(huining.rulebook().sql_checks("duckdb", "2022-03-15", root="Household").splitlines()[0])
        /* aidrules: whether a register can be decided for 2022-03-15.
        """
        from aidrules.batch.sql_checks import Checks

        return Checks(self.parts.program, dialect, as_day(on), root, columns).text()

    def with_standards(self, standards: Mapping[str, Any] | str | Path) -> Rulebook:
        """Another rulebook in which some figures are different: a what-if. From its first day on, an override ends what held.

        >>> from aidrules.jurisdictions import huining
        >>> dearer = huining.rulebook().with_standards({"care.guardian_rate": {"self_care": {"2022-07-01": "80.00"}}})
        >>> [dearer.figures(day).figure("care.guardian_rate").text for day in ("2022-06-30", "2022-07-01")]
        ['70.00', '80.00']
        """
        supplied = read_supplied(standards, self.parts.slots)
        reforming.check_read(self.parts, supplied)
        return Rulebook(replace(self.parts, figures=self.parts.figures.overriding(supplied)))

    def replacing(self, rules: Mapping[Rule[..., Any] | str, Rule[..., Any]]) -> Rulebook:
        """Another rulebook in which rules take the place of others: a what-if. A rule that stands so rests on the reform, and on no clause.

        Raises :class:`~aidrules.errors.ComposeError` for a rule about other subjects or of another kind than the one it replaces.

        >>> from aidrules.jurisdictions import zhangye
        >>> from aidrules.programs import people
        >>> gross = zhangye.rulebook().replacing({people.countable_earnings: people.countable_earnings})
        >>> gross.rules["people.countable_earnings"].zh
        '计入的工作收入'
        """
        return self._reformed(reforming.replacing(self.parts, rules))

    def without(self, part: Rule[..., Any] | Output | str) -> Rulebook:
        """Another rulebook without an output, or without a condition: a limb of ``all_of`` or ``any_of``, a step, a notice, a limit.

        Raises :class:`~aidrules.errors.ComposeError` for a rule that is more than one condition beside others.

        >>> from aidrules.jurisdictions import zhangye
        >>> "escort.fee" in zhangye.rulebook().without("escort.fee").parts.program.outputs
        False
        """
        return self._reformed(reforming.without(self.parts, part))

    def granting(self, output: Output | str) -> Rulebook:
        """Another rulebook in which an agency grants an output wherever it may: a what-if about a discretion.

        >>> from aidrules.jurisdictions import zhangye
        >>> zhangye.rulebook().granting("dibao.individual_inclusion").outputs["dibao.individual_inclusion"].may
        False
        """
        return self._reformed(reforming.granting(self.parts, output))

    def _reformed(self, made: Made) -> Rulebook:
        from aidrules.rulebook.compose import tie

        parts = tie(made).parts
        return Rulebook(replace(parts, figures=reforming.kept_figures(self.parts, parts)))

    def model(self, name: str) -> type[Facts]:
        """The model of facts by its name: for a loaded rulebook one that was made from the archived schema."""
        found = self.parts.classes.get(name) if isinstance(name, str) else None
        if found is None:
            raise UnknownName(f"these rules don't speak of a model by this name; {closest(start_of(name), self.parts.classes)}", code="name.model")
        return found

    @property
    def digest(self) -> Digest:
        """What it means, as a pair: ``law``, and ``figures``. Supplied figures change only the second; words, file names and the order
        of imports change neither.

        >>> from aidrules.jurisdictions import huining
        >>> one, other = huining.rulebook(), huining.rulebook({"care.monthly_standard": {"full_care": "400.00"}})
        >>> one.digest.law == other.digest.law, one.digest.figures == other.digest.figures
        (True, False)
        """
        return self._engine.digest

    @cached_property
    def digest_of_words(self) -> str:
        """The digest of its titles, questions and clauses in words, which a corrected translation moves and ``digest`` doesn't show."""
        return digest_of_words(self._engine.grounds)

    def archive(self) -> str:
        """Rules, printed figures, clauses, readings and the facts' schema as canonical JSON under a checksum; ``load_rulebook`` reads it.

        Figures that a user supplied aren't in it: they travel in the records.

        >>> from aidrules.jurisdictions import huining
        >>> huining.rulebook().archive()[:13]
        '{"checksum":"'
        """
        return self._engine.archive

    def figures(self, on: date | str, *, known_on: date | str | None = None) -> DayFigures:
        """The figures in force on a day."""
        return self._engine.basis(on, known_on).figures

    def __repr__(self) -> str:
        return f"<Rulebook {self.parts.law.place or 'of programmes'}: {len(self.outputs)} outputs, {len(self.rules)} rules>"
