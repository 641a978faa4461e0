"""``choice``: what the law leaves to the agency, within bounds."""

from __future__ import annotations

from typing import Any, Final, Generic, TypeVar, cast, overload

from aidrules.errors import GraphError, OutputError
from aidrules.facts.model import Facts, model_name
from aidrules.facts.money import Money
from aidrules.graph.kinds import COUNT, MONEY
from aidrules.graph.nodes import Call, Chosen, Node, Var
from aidrules.graph.program import ChoiceSpec
from aidrules.lang.models import kind_of
from aidrules.lang.rule import Rule
from aidrules.lang.standins import Stand, Traced, var_of

C = TypeVar("C", int, Money)


class ChoiceOf(Generic[C]):
    """A choice about a subject: in a rule ``months(person)``; unknown while it is open."""

    __aidrules__: Final = "choice"

    def __init__(self, python: Any, of: type[Facts], spec: ChoiceSpec, bounds: tuple[object, ...]) -> None:
        self.python, self.of, self.spec, self.bounds = python, of, spec, bounds

    @property
    def name(self) -> str:
        """Its path, under which it is exercised: ``choices={("phase_out.months", "p1"): Choice(4, …)}``."""
        return self.spec.path

    @property
    def rules(self) -> tuple[Rule[..., Any], ...]:
        """The rules among its bounds."""
        return tuple(bound for bound in self.bounds if isinstance(bound, Rule))

    def __call__(self, subject: Facts) -> C:
        """Inside a rule: what was chosen about the subject."""
        given = var_of(subject)
        if given is None or not issubclass(given[0], self.of):
            raise GraphError(f"the choice {self.name} is about a {self.of.__name__}", code="rule.arguments")
        return cast(C, Traced(Chosen(self.spec.path, given[1], self.spec.kind)))

    def __repr__(self) -> str:
        return f"<choice {self.name}>"


@overload
def choice(kind: type[int], path: str, *, of: type[Facts], zh: str, en: str, low: int | Rule[..., int], high: int | Rule[..., int]) -> ChoiceOf[int]: ...
@overload
def choice(
    kind: type[Money], path: str, *, of: type[Facts], zh: str, en: str, low: Money | Rule[..., Money], high: Money | Rule[..., Money]
) -> ChoiceOf[Money]: ...
def choice(kind: Any, path: str, *, of: type[Facts], zh: str, en: str, low: Any, high: Any) -> Any:
    """A choice that the law leaves to the agency about a subject, within bounds that are standards or rules of the subject.

    >>> from aidrules import Person
    >>> from aidrules.lang import standard
    >>> most = standard(int, "leave.most_days", zh="最多天数")
    >>> least = standard(int, "leave.least_days", zh="最少天数")
    >>> days = choice(int, "leave.days", of=Person, zh="天数", en="the days granted", low=least, high=most)
    """
    if kind_of(kind) not in (COUNT, MONEY):
        raise OutputError(f"choice `{path}`: a choice is a count or an amount", code="output.choice")
    least, most = _bound(path, low, of), _bound(path, high, of)
    if {least.kind, most.kind} != {kind_of(kind)}:
        raise OutputError(f"choice `{path}`: its bounds are of its own kind", code="output.choice")
    spec = ChoiceSpec(path, kind_of(kind), Var(0, model_name(of)), least, most, zh, en)
    return ChoiceOf(kind, of, spec, (low, high))


def _bound(path: str, bound: object, of: type[Facts]) -> Node:
    if isinstance(bound, Stand):
        return bound.node
    if isinstance(bound, Rule):
        models, kind, _ = bound.signature()
        if not models or model_name(models[0]) != model_name(of):
            raise OutputError(f"choice `{path}`: the rule {bound.name} doesn't speak of a {of.__name__}", code="output.choice")
        variables: tuple[Var, ...] = ()
        for index, model in reversed(list(enumerate(models))):
            variables = (Var(index, model_name(model), variables[0] if variables else None), *variables)
        return Call(bound.name, variables, kind)
    raise OutputError(f"choice `{path}`: a bound is a standard or a rule; the law's figures aren't written here", code="output.choice")
