"""Strategies for property tests of rules and rulebooks, mutants of them, and synthetic registers; needs hypothesis (``pip install 'aidrules[testing]'``)."""

try:
    import hypothesis as _hypothesis  # noqa: F401
except ImportError:  # the message names what to install
    from aidrules.errors import MissingExtra

    raise MissingExtra("hypothesis", "testing") from None

from aidrules.testing.cases import cases, completions, fact_paths, fact_values, with_fact
from aidrules.testing.mutants import Mutant, mutants
from aidrules.testing.programs import GeneratedProgram, generated_programs
from aidrules.testing.registers import register

__all__ = [
    "GeneratedProgram",
    "Mutant",
    "cases",
    "completions",
    "fact_paths",
    "fact_values",
    "generated_programs",
    "mutants",
    "register",
    "with_fact",
]
