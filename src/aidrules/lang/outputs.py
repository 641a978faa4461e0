"""What a programme gives: standards and choices that rules read, outputs and their conditions, programmes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar, cast, overload

from aidrules.errors import InvalidModel, OutputError
from aidrules.facts.model import model_name
from aidrules.facts.money import Money
from aidrules.facts.month import Month
from aidrules.facts.terms import Channel, Direction, Payee, Per, Term
from aidrules.graph.kinds import BOOL, COUNT, MONEY, MONTH, Kind
from aidrules.graph.nodes import Figure
from aidrules.graph.program import InteractionSpec, OutputSpec, Sort, StandardSpec
from aidrules.lang.choices import ChoiceOf
from aidrules.lang.models import kind_of
from aidrules.lang.rule import Rule
from aidrules.lang.standins import Stand, Traced, lift

T = TypeVar("T")
K = TypeVar("K", bound=Term)


class Standard(Stand):
    """A standard without a key: in a rule it reads as its value."""

    __slots__ = ("python", "spec", "terms")
    __aidrules__: Final = "standard"

    def __init__(self, python: Any, spec: StandardSpec) -> None:
        super().__init__(Figure(spec.path, spec.kind))
        self.spec, self.python, self.terms = spec, python, tuple(_terms(python))


class Keyed(Generic[K, T]):
    """A standard that differs by a term: in a rule ``rate[person.care_level]``."""

    __aidrules__: Final = "standard"

    def __init__(self, python: Any, by: type[Term], spec: StandardSpec) -> None:
        self.spec, self.python, self.by, self.terms = spec, python, by, (by, *_terms(python))

    def __getitem__(self, key: K) -> T:
        return cast(T, Traced(Figure(self.spec.path, self.spec.kind, self.spec.by, lift(key))))


def _terms(python: Any) -> list[type[Term]]:
    return [python] if isinstance(python, type) and issubclass(python, Term) else []


@overload
def standard(kind: type[T], path: str, *, by: type[K], unit: str = "", zh: str = "", en: str = "") -> Keyed[K, T]: ...
@overload
def standard(kind: type[T], path: str, *, by: None = None, unit: str = "", zh: str = "", en: str = "") -> T: ...
def standard(kind: Any, path: str, *, by: Any = None, unit: str = "", zh: str = "", en: str = "") -> Any:
    """A dated figure that rules read, named by its path; with ``by`` it differs by a term.

    >>> from fractions import Fraction
    >>> tekun_ratio = standard(Fraction, "tekun.floor_ratio", zh="特困基本生活标准倍数")
    """
    try:
        of, key = kind_of(kind, unit), None if by is None else kind_of(by)
    except InvalidModel as error:
        raise InvalidModel(f"standard `{path}`: {error.message}", code=error.code) from None
    spec = StandardSpec(path, of, key, unit, zh or path, en or path.replace("_", " ").replace(".", ": "))
    return Standard(kind, spec) if by is None else Keyed(kind, by, spec)


@dataclass(frozen=True, eq=False)
class Output:
    """An output of a programme: its specification, and the rules it names."""

    spec: OutputSpec
    rules: tuple[Rule[..., Any], ...]
    __aidrules__: Final = "output"

    @property
    def name(self) -> str:
        """Its public name, such as ``care.guardian_payment``."""
        return self.spec.name


@dataclass(frozen=True, eq=False)
class Interaction:
    """An interaction of two outputs: its specification, and the rules it names."""

    spec: InteractionSpec
    rules: tuple[Rule[..., Any], ...]
    __aidrules__: Final = "interaction"

    @property
    def name(self) -> str:
        """Its name, such as ``tekun.basic_living excludes dibao.household_grant``."""
        return self.spec.name


@dataclass(frozen=True, eq=False)
class Programme:
    """A programme: a name, its outputs, and how they act on each other."""

    name: str
    outputs: tuple[Output, ...]
    interactions: tuple[Interaction, ...] = ()


def benefit(
    name: str,
    *,
    zh: str,
    entitled: Rule[..., bool],
    en: str = "",
    applies: Rule[..., bool] | None = None,
    amount: Rule[..., Money] | None = None,
    gates: Sequence[Rule[..., bool]] = (),
    notices: Sequence[Rule[..., bool]] = (),
    may: bool = False,
    within: Rule[..., bool] | None = None,
    first_month: Rule[..., Month] | None = None,
    last_month: Rule[..., Month] | None = None,
    figures: Sequence[Rule[..., Any]] = (),
    per: str = "",
    payee: str = "",
    direction: str = "receives",
    channel: str = "",
    most_months: Rule[..., int] | None = None,
    most_a_year: Rule[..., Money] | None = None,
    verified: bool = False,
) -> Output:
    """Something a person or household is given: whom it speaks of, on which conditions, by which steps, how much.

    ``applies`` false is NOT_APPLICABLE, ``entitled`` false REFUSED, the first of ``gates`` that is false PENDING; ``notices``
    are shown where they are true. ``may``, and the choices that its rules read, leave it DISCRETIONARY until the agency has
    chosen; ``within`` says whether what was chosen reaches the day (false is REFUSED). ``figures`` are rules whose values are shown
    beside the outcome. An amount is Money ``per`` month, day, year or once; without one the benefit is in kind. ``most_months`` is how
    many months on end the law lets it last and ``most_a_year`` what it lets be paid in a calendar year; a decision is about one day, so
    these two are kept by a ledger. ``verified``: a fact counts only where the evidence given beside the case says that it is verified.
    """
    rules: dict[str, Rule[..., Any] | None] = {
        "applies": applies, "entitled": entitled, "within": within, "amount": amount, "first_month": first_month, "last_month": last_month,
        "most_months": most_months, "most_a_year": most_a_year,
    }  # fmt: skip
    many = {"gates": tuple(gates), "notices": tuple(notices), "figures": tuple(figures)}
    words = paid(name, amount, per=per, payee=payee, direction=direction, channel=channel)
    return made("benefit", name, zh, en, rules, many, may=may, verified=verified, **words)


def check(name: str, *, zh: str, holds: Rule[..., bool], en: str = "") -> Output:
    """A constraint on the figures themselves, read by ``book.checks(on)``: met, breached or undetermined."""
    return made("check", name, zh, en, {"entitled": holds}, {})


def programme(name: str, outputs: Sequence[Output], interactions: Sequence[Interaction] = ()) -> Programme:
    """A programme; every rule that its outputs reach is read now, so that a mistake shows at import."""
    for output in outputs if isinstance(outputs, Sequence) else [None]:
        if not isinstance(output, Output):
            raise OutputError(f"programme `{name}`: outputs is a list of what benefit(…), duty(…) and their like give", code="output.programme")
        for reached in reachable(output.rules):
            reached.spec()
    for each in interactions:
        for reached in reachable(each.rules):
            reached.spec()
    names = [output.name for output in outputs]
    if len(set(names)) != len(names):
        twice = next(each for each in names if names.count(each) > 1)
        raise OutputError(f"programme `{name}` has two outputs by the name `{twice}`; give one of them a name of its own", code="output.twice")
    return Programme(name, tuple(outputs), tuple(interactions))


def reachable(rules: Sequence[Rule[..., Any]]) -> list[Rule[..., Any]]:
    """Some rules and every rule they call, each once."""
    found: list[Rule[..., Any]] = []
    waiting = list(rules)
    while waiting:
        rule = waiting.pop(0)
        if rule not in found:
            found.append(rule)
            waiting += [part for part in rule.named() if isinstance(part, Rule)]
            waiting += [bound for part in rule.named() if isinstance(part, ChoiceOf) for bound in part.rules]
    return found


_WANTED: Final[dict[str, Kind]] = {
    "applies": BOOL, "entitled": BOOL, "within": BOOL, "gates": BOOL, "notices": BOOL, "amount": MONEY, "first_month": MONTH, "last_month": MONTH,
    "most_months": COUNT, "most_a_year": MONEY,
}  # fmt: skip
"""The kinds that parts of an output have to be of; figures, and what a sanction leaves, may be of any."""


def paid(name: str, amount: object, *, per: str, payee: str, direction: str, channel: str = "") -> dict[str, str]:
    """How an amount is paid, by whom or to whom; an amount without ``per`` is an error."""
    if amount is not None and not per:
        raise OutputError(f'output `{name}`: an amount says per what: per="month", "day", "year" or "once"', code="output.per")
    return {
        "per": _term(name, "per", Per, per), "payee": _term(name, "payee", Payee, payee),
        "direction": _term(name, "direction", Direction, direction), "channel": _term(name, "channel", Channel, channel),
    }  # fmt: skip


def made(
    sort: Sort,
    name: str,
    zh: str,
    en: str,
    one: dict[str, Rule[..., Any] | None],
    many: dict[str, tuple[Rule[..., Any], ...]],
    **words: Any,
) -> Output:
    """An output whose parts fit together: rules of the right kinds about one subject that has an id. The first rule leads."""
    given = [(part, rule) for part, rule in one.items() if rule is not None]
    given += [(part, rule) for part, rules in many.items() for rule in rules]
    for part, rule in given:
        if not isinstance(rule, Rule):
            raise OutputError(f"output `{name}`: `{part}` is a rule, a function with @rule, and is given a {type(rule).__name__}", code="output.rule")
    if not given:
        raise OutputError(f"output `{name}` has no condition and no step", code="output.rule")
    leading = one.get("entitled") or given[0][1]
    subjects, *_ = leading.signature()
    for part, rule in given:
        models, kind, _ = rule.signature()
        if kind != _WANTED.get(part, kind):
            raise OutputError(f"output `{name}`: `{part}` is a rule that gives {_WANTED[part]}, and {rule.name} gives {kind}", code="output.kind")
        if [model_name(m) for m in models[:1]] != [model_name(m) for m in subjects[:1]]:
            speaks = " and ".join(f"{each.name} of {_first(of)}" for each, of in ((leading, subjects), (rule, models)))
            raise OutputError(f"output `{name}`: its rules speak of one subject first, and {speaks}", code="output.subject")
    if sort != "check" and not subjects:
        raise OutputError(f"output `{name}` speaks of no subject; what speaks of figures alone is a check", code="output.subject")
    if subjects and "id" not in subjects[0].model_fields:
        raise OutputError(
            f"output `{name}`: a {subjects[0].__name__} has no id, so an item about it couldn't be found; give the model `id: str`", code="output.id"
        )
    named: dict[str, Any] = {part: rule.name for part, rule in one.items() if rule is not None}
    named |= {part: tuple(rule.name for rule in rules) for part, rules in many.items()}
    model = model_name(subjects[0]) if subjects else ""
    spec = OutputSpec(name=name, sort=sort, zh=zh, en=en or leading.en, model=model, **named, **words)
    return Output(spec, tuple(rule for _, rule in given))


def _first(models: tuple[type[Any], ...]) -> str:
    return f"a {models[0].__name__}" if models else "no subject"


def _term(output: str, part: str, terms: type[Term], value: str) -> str:
    if value and value not in [member.value for member in terms]:
        known = ", ".join(member.value for member in terms)
        raise OutputError(f"output `{output}`: `{part}` is one of {known}", code=f"output.{part}")
    return value
