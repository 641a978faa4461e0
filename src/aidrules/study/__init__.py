"""What if: a reform's receipt, its impact on a register, sweeps, and a household's benefit over one of its facts."""

from typing import TYPE_CHECKING, Any

from aidrules.batch.progress import Progress, progress_line
from aidrules.study.curves import Curve, curve, turning
from aidrules.study.pictures import Picture, picture
from aidrules.study.receipts import Receipt, receipt
from aidrules.study.sweeps import Sweep, sweep

if TYPE_CHECKING:
    from aidrules.study.impacts import Impact, impact

_OF_REGISTERS = {"Impact": "impacts", "impact": "impacts"}


def __getattr__(name: str) -> Any:
    """What works on registers needs numpy, and is imported when it is used."""
    if name not in _OF_REGISTERS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"aidrules.study.{_OF_REGISTERS[name]}"), name)


__all__ = ["Curve", "Impact", "Picture", "Progress", "Receipt", "Sweep", "curve", "impact", "picture", "progress_line", "receipt", "sweep", "turning"]
