"""What if: a reform's receipt, its impact on a register, sweeps, and a household's benefit over one of its facts."""

from aidrules.study.receipts import Receipt, receipt

__all__ = ["Receipt", "receipt"]
