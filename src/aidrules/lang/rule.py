"""``@rule``: a plain function that says what one clause says, read once into a graph."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, Final, Generic, ParamSpec, TypeVar, cast

from aidrules.errors import AidrulesError, GraphError, InvalidModel, RuleError
from aidrules.facts.model import Facts, model_name
from aidrules.facts.quantity import Quantity
from aidrules.graph import nodes
from aidrules.graph.kinds import Kind
from aidrules.graph.nodes import Call, Var
from aidrules.graph.program import RuleSpec, every
from aidrules.lang import advice, grammar
from aidrules.lang.models import kind_of, models_below, terms_in
from aidrules.lang.standins import SubjectStand, Traced, Tracing, current, described, lift, reading, var_of

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
        module = function.__module__ or "__main__"  # code that was run without a module
        self.name = f"{module.rpartition('.')[2].strip('_')}.{function.__name__}"
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
        fits = not kwargs and len(given) == len(models)
        if not fits or not all(part and issubclass(part[0], model) for part, model in zip(given, models, strict=True)):
            wanted = ", ".join(f"{name}: {model.__name__}" for name, model in zip(inspect.signature(self.function).parameters, models, strict=False))
            shown = ", ".join([*map(described, args), *(f"{name}=…" for name in kwargs)]) or "nothing"
            raise GraphError(f"the rule {self.name} takes ({wanted}), one by one, and is given {shown}", code="rule.arguments")
        return cast(R, Traced(Call(self.name, tuple(part[1] for part in given if part), kind)))

    def __repr__(self) -> str:
        return f"<rule {self.name}>"

    def signature(self) -> tuple[tuple[type[Facts], ...], Kind, type]:
        """Its subjects' models, the kind of its value, and the Python type of its value."""
        if self._signature is None:
            models, returned = self._annotated()
            self._signature = (models, self._quantity() if returned is Quantity else kind_of(returned), returned)
        return self._signature

    def _annotated(self) -> tuple[tuple[type[Facts], ...], type]:
        """Its subjects' models and the type of its value, as annotated."""
        example = f"def {self.__name__}(person: Person) -> bool:"
        try:
            hints = inspect.get_annotations(self.function, eval_str=True, globals=self._names())
        except NameError as error:
            raise _refused(
                self.function, "rule.annotation", f"an annotation names `{error.name}`, which isn't known", "models and types that are defined above"
            ) from None
        except (AttributeError, TypeError, SyntaxError):
            raise _refused(self.function, "rule.annotation", "an annotation can't be read", example) from None
        if "return" not in hints:
            raise _refused(self.function, "rule.annotation", "the rule doesn't say what it gives", example)
        returned = hints.pop("return")
        models = {name: hints.get(name) for name in inspect.signature(self.function).parameters}
        for name, model in models.items():
            if not (isinstance(model, type) and issubclass(model, Facts)):
                raise _refused(self.function, "rule.annotation", f"each parameter is a subject and names its model, and `{name}` doesn't", example)
        if returned is not Quantity:
            try:
                kind_of(returned)
            except InvalidModel as error:
                raise _refused(self.function, "rule.annotation", f"the value of a rule: {error.message}", example) from None
        return cast(tuple[type[Facts], ...], tuple(models.values())), cast(type, returned)

    def _quantity(self) -> Kind:
        """The kind of a quantity has a unit, and that stands in what the rule reads."""
        tracing = current()
        if tracing is not None and self in tracing.rules:
            circle = " → ".join(rule.name for rule in (*tracing.rules[tracing.rules.index(self) :], self) if isinstance(rule, Rule))
            raise GraphError(f"rules call each other in a circle: {circle}", code="rule.circle")
        return self._reading()[0].kind

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
            models, returned = self._annotated()
            for term, line in named.terms:
                for model in (part for top in models for part in models_below(top)):
                    if any(known is not term and known.__name__ == term.__name__ for known in terms_in(model)):
                        raise source.error(
                            "rule.term",
                            line,
                            f"there are two enumerations `{term.__name__}`, and {model.__name__} has its terms from the other one",
                            f"the enumeration of {model.__name__}, imported from where it stands, or another name for the new one",
                        )
            self._read = (self._trace(source, models, returned), tuple(named.objects))
        return self._read

    def _trace(self, source: grammar.Source, models: tuple[type[Facts], ...], returned: type) -> RuleSpec:
        subjects: tuple[Var, ...] = ()
        for index, model in reversed(list(enumerate(models))):
            subjects = (Var(index, model_name(model), subjects[0] if subjects else None), *subjects)
        stands = [SubjectStand(model, variable) for model, variable in zip(models, subjects, strict=True)]
        outer = current()
        try:
            with reading(Tracing(len(models), (*(outer.rules if outer else ()), self))):
                body = lift(self.function(*stands))  # type: ignore[call-arg, arg-type]  # stand-ins for the subjects
        except RuleError:
            raise
        except AidrulesError as error:
            message = advice.as_written(error.message) if error.code == "graph.kinds" else error.message
            write = advice.misfit(message) if error.code == "graph.kinds" else advice.BY_CODE.get(error.code, "")
            raise source.error(error.code, self._line(error, source), message, write) from None
        except Exception as error:
            raise source.error("rule.python", self._line(error, source), f"Python can't work this out: {error}", "words, and values of one kind") from error
        name = "quantity" if returned is Quantity else kind_of(returned)
        if name not in (body.kind, body.kind.name):
            gives = "a quantity" if returned is Quantity else str(name)
            raise source.error(
                "rule.returns",
                source.tree.body[-1].lineno,
                advice.as_written(f"the rule says it gives {gives}, and its value, {nodes.show(body)}, is {body.kind}"),
                "the type that the value has, or a value of the type",
            )
        if not any(isinstance(part, nodes.Fact | nodes.Figure | nodes.Chosen | nodes.Call | nodes.Over | nodes.Day) for part in every(body)):
            raise source.error(
                "rule.reads_nothing",
                source.tree.lineno,
                "the rule reads no fact and no figure, so it would say the same of everybody",
                "a fact of its subject, or a standard",
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


def _refused(function: Callable[..., Any], code: str, problem: str, write: str) -> RuleError:
    source = grammar.source_of(function)
    return source.error(code, source.tree.lineno, problem, write)


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
    title = ("rule.title", "a rule has a title in Chinese, the words that an explanation prints", '@rule("分散供养特困人员")')
    given: object = zh
    if inspect.isfunction(given):  # @rule without brackets
        raise _refused(given, *title)

    def made(function: Callable[P, R]) -> Rule[P, R]:
        if not isinstance(given, str) or not given.strip():
            raise _refused(function, *title)
        return Rule(function, zh)

    return made
