"""``@rule``: a plain function that says what one clause says, read once into a graph."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, Final, Generic, ParamSpec, TypeVar, cast

from aidrules.errors import AidrulesError, GraphError, InvalidModel, RuleError
from aidrules.facts.model import Facts
from aidrules.graph import nodes
from aidrules.graph.kinds import Kind
from aidrules.graph.nodes import Call, Var
from aidrules.graph.program import RuleSpec, every
from aidrules.lang import grammar
from aidrules.lang.models import kind_of, model_name
from aidrules.lang.standins import Stand, SubjectStand, Tracing, current, lift, reading, var_of

P = ParamSpec("P")
R = TypeVar("R", covariant=True)


class Rule(Generic[P, R]):
    """A rule. Inside other rules it is called like a function; its value for a case is ``book.value(rule, subject, on=…)``.

    ``zh`` is its title, ``en`` its docstring, ``name`` is ``<module>.<function>``.
    """

    __aidrules__: Final = "rule"

    def __init__(self, function: Callable[P, R], zh: str) -> None:
        self.function, self.zh = function, zh
        self.en = " ".join((function.__doc__ or "").split())
        self.__name__, self.__doc__, self.__module__ = function.__name__, function.__doc__, function.__module__
        self.name = f"{function.__module__.rpartition('.')[2].strip('_')}.{function.__name__}"
        self._signature: tuple[tuple[type[Facts], ...], Kind, type] | None = None
        self._read: tuple[RuleSpec, tuple[object, ...]] | None = None

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Inside another rule: this rule's value for those subjects."""
        if current() is None:
            raise RuleError(
                self.name, "a rule is called inside other rules only; here there are no facts to read it with",
                f"book.value({self.__name__}, subject, on=…)", code="rule.outside",
            )  # fmt: skip
        models, kind, _ = self.signature()
        given = [var_of(argument) for argument in args]
        if kwargs or len(given) != len(models) or any(part is None for part in given):
            wanted = ", ".join(model.__name__ for model in models) or "nothing"
            raise GraphError(f"the rule {self.name} takes {wanted}, one by one", code="rule.arguments")
        variables = []
        for (model, variable), wanted_model in zip(cast(list[tuple[type[Facts], Var]], given), models, strict=True):
            if not issubclass(model, wanted_model):
                raise GraphError(f"the rule {self.name} takes a {wanted_model.__name__}, and is given a {model.__name__}", code="rule.arguments")
            variables.append(variable)
        return cast(R, Stand(Call(self.name, tuple(variables), kind)))

    def __repr__(self) -> str:
        return f"<rule {self.name}>"

    def signature(self) -> tuple[tuple[type[Facts], ...], Kind, type]:
        """Its subjects' models, the kind of its value, and the Python type of its value."""
        if self._signature is None:
            try:
                hints = inspect.get_annotations(self.function, eval_str=True, globals=self._names())
            except NameError as error:
                raise self._refused(
                    "rule.annotation", f"an annotation names `{error.name}`, which isn't known", "models and types that are defined above"
                ) from None
            returned = hints.pop("return", None)
            names = list(inspect.signature(self.function).parameters)
            models = tuple(hints.get(name) for name in names)
            if not all(isinstance(model, type) and issubclass(model, Facts) for model in models):
                raise self._refused(
                    "rule.annotation", "each parameter of a rule is a subject and names its model", f"def {self.__name__}(person: Person) -> bool:"
                )
            try:
                kind = kind_of(returned, self._unit())
            except InvalidModel as error:
                raise self._refused("rule.annotation", f"the value of a rule: {error.message}", f"def {self.__name__}(person: Person) -> bool:") from None
            self._signature = (cast(tuple[type[Facts], ...], models), kind, returned)
        return self._signature

    def _unit(self) -> str:
        return getattr(self.function, "__unit__", "")

    def _names(self) -> dict[str, Any]:
        """What the annotations may name: the module's names and those of the functions around."""
        cells = zip(self.function.__code__.co_freevars, self.function.__closure__ or (), strict=True)
        return {**self.function.__globals__, **{name: cell.cell_contents for name, cell in cells if _filled(cell)}}

    def spec(self) -> RuleSpec:
        """The rule as data; read when first asked for."""
        return self._reading()[0]

    def named(self) -> tuple[object, ...]:
        """The rules, standards and choices that its source names."""
        return self._reading()[1]

    def _reading(self) -> tuple[RuleSpec, tuple[object, ...]]:
        if self._read is None:
            source = grammar.source_of(self.function)
            named = grammar.check(self.function, source)
            models, kind, _ = self.signature()
            self._read = (self._trace(source, models, kind), tuple(named.objects))
        return self._read

    def _trace(self, source: grammar.Source, models: tuple[type[Facts], ...], kind: Kind) -> RuleSpec:
        subjects: tuple[Var, ...] = ()
        for index, model in reversed(list(enumerate(models))):
            subjects = (Var(index, model_name(model), subjects[0] if subjects else None), *subjects)
        stands = [SubjectStand(model, variable) for model, variable in zip(models, subjects, strict=True)]
        try:
            with reading(Tracing(len(models))):
                body = lift(self.function(*stands))  # type: ignore[call-arg, arg-type]  # stand-ins for the subjects
        except RuleError:
            raise
        except AidrulesError as error:
            raise source.error(error.code, self._line(error, source), error.message, _WRITE.get(error.code, "")) from None
        if body.kind != kind:
            raise source.error(
                "rule.returns",
                len(source.lines),
                f"the rule says it gives {kind}, and its value, {nodes.show(body)}, is {body.kind}",
                "the type that the value has, or a value of the type",
            )
        if not any(isinstance(part, nodes.Fact | nodes.Figure | nodes.Chosen | nodes.Call | nodes.Over | nodes.Day) for part in every(body)):
            raise source.error(
                "rule.reads_nothing", 1, "the rule reads no fact and no figure, so it would say the same of everybody", "a fact of its subject, or a standard"
            )
        return RuleSpec(self.name, self.zh, self.en, subjects, body)

    def _line(self, error: BaseException, source: grammar.Source) -> int:
        """The line of the rule (counted within its source) where an error arose."""
        line, trace = source.first, error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == self.function.__code__.co_filename:
                here = trace.tb_lineno
                line = here if source.first <= here < source.first + len(source.lines) else line
            trace = trace.tb_next
        return line - source.first + 1

    def _refused(self, code: str, problem: str, write: str) -> RuleError:
        return grammar.source_of(self.function).error(code, 2, problem, write)


_WRITE: Final = {
    "graph.kinds": "values of one kind; a count of money is Money, so multiply: rate * days",
    "graph.key": "the standard with its key, rate[person.care_level], or without one where it has no by=",
    "graph.subjects": "the loop's own element and the subjects that contain it",
    "graph.otherwise": "greatest((… for m in home.members), otherwise=…)",
    "rule.unknown_fact": "the fact as the model names it",
    "rule.arguments": "the subjects in the order of the rule's parameters",
}


def _filled(cell: Any) -> bool:
    try:
        cell.cell_contents  # noqa: B018  # asks whether there is anything in it
    except ValueError:
        return False
    return True


def rule(zh: str) -> Callable[[Callable[P, R]], Rule[P, R]]:
    """Make a rule of a function; ``zh`` is its title, the docstring its one sentence.

    >>> from aidrules import Person
    >>> from aidrules.facts.terms import SupportMode
    >>> from aidrules.lang import is_, rule
    >>> @rule("分散供养特困人员")
    ... def supported_at_home(person: Person) -> bool:
    ...     '''The person is in tekun support and lives at home.'''
    ...     return is_(person.tekun_support, SupportMode.DISPERSED)
    >>> supported_at_home.zh
    '分散供养特困人员'
    """
    if not isinstance(zh, str) or not zh:
        raise RuleError("?", "a rule has a title in Chinese", '@rule("分散供养特困人员")', code="rule.title")
    return lambda function: Rule(function, zh)
