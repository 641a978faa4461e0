"""Strategies for property tests of rules and rulebooks, and mutants of them; needs hypothesis (``pip install 'aidrules[testing]'``)."""

try:
    import hypothesis as _hypothesis  # noqa: F401
except ImportError:  # the message names what to install
    from aidrules.errors import MissingExtra

    raise MissingExtra("hypothesis", "testing") from None

from aidrules.testing.cases import cases, completions, fact_paths, fact_values, with_fact
from aidrules.testing.mutants import Mutant, mutants
from aidrules.testing.programs import GeneratedProgram, generated_programs

__all__ = ["GeneratedProgram", "Mutant", "cases", "completions", "fact_paths", "fact_values", "generated_programs", "mutants", "with_fact"]
