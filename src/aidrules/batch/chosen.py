"""Which outputs a register is asked for, whatever engine computes them."""

from __future__ import annotations

from collections.abc import Iterable

from aidrules.batch.sql_names import Columns, table_name
from aidrules.decide.basis import Basis
from aidrules.errors import UnknownName, Unsupported, closest
from aidrules.graph.program import OutputSpec


def chosen_outputs(basis: Basis, names: Iterable[str] | None, of: str, columns: Columns | None) -> list[OutputSpec]:
    """The outputs that are asked for, in the order of the rulebook: all that speak of something in a table, where none is named."""
    program = basis.program
    known = {name: spec for name, spec in program.outputs.items() if name in basis.rests and spec.sort != "check"}
    if of and of not in program.models:
        raise UnknownName(f"there is no model `{of[:64]}`; {closest(of[:64], program.models)}", code="name.model")
    if names is None:
        found = [spec for spec in known.values() if not of or spec.model == of]
        found = [spec for spec in found if columns is None or table_name(spec.model) in columns]
    else:
        found = []
        for name in dict.fromkeys([names] if isinstance(names, str) else names):
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
