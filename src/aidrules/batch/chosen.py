"""Which outputs a register is asked for, whatever engine computes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from aidrules.batch.sql_names import Columns, table_name
from aidrules.decide.basis import Basis
from aidrules.errors import InvalidTable, UnknownName, Unsupported, closest, names_given, start_of
from aidrules.graph.program import OutputSpec, Program


def check_model(program: Program, of: str) -> None:
    """Whether a model that was named is one of the program's; "" names none."""
    if not isinstance(of, str) or (of and of not in program.models):
        raise UnknownName(f"there is no model `{start_of(of)}`; {closest(start_of(of), program.models)}", code="name.model")


def check_columns(columns: Columns | None) -> None:
    """Whether tables and their columns are named as they should be."""
    if columns is not None and not isinstance(columns, Mapping):
        raise InvalidTable('columns are named by their table: {"household": ["id", "area"]}', code="table.kind")


def chosen_outputs(basis: Basis, names: Iterable[str] | None, of: str, columns: Columns | None) -> list[OutputSpec]:
    """The outputs that are asked for, in the order of the rulebook: all that speak of something in a table, where none is named."""
    program = basis.program
    known = {name: spec for name, spec in program.outputs.items() if name in basis.rests and spec.sort != "check"}
    check_model(program, of)
    check_columns(columns)
    if names is None:
        found = [spec for spec in known.values() if not of or spec.model == of]
        found = [spec for spec in found if columns is None or table_name(spec.model) in columns]
    else:
        found = []
        for name in dict.fromkeys(names_given(names)):
            if name not in known:
                raise UnknownName(f"there is no output `{name[:64]}` to compute for many; {closest(name[:64], known)}", code="name.output")
            if of and known[name].model != of:
                raise Unsupported(f"`{name}` speaks of a {known[name].model}, and these rows are about a {of}", code="sql.model")
            if columns is not None and table_name(known[name].model) not in columns:
                raise Unsupported(f"`{name}` speaks of a {known[name].model}, and there is no table of them here", code="sql.model")
            found.append(known[name])
    if not found:
        raise Unsupported(f"there is no output about a {of}" if of else "there is no output to compute", code="sql.nothing")
    return found
