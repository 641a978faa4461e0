"""What an auditor asks: a decision made again, two compared, the months as they were paid and as they were due, and what is to be settled."""

from aidrules.audit.compare import Comparison, compare
from aidrules.audit.history import Change, History
from aidrules.audit.ledger import Ledger, Line, ledger
from aidrules.audit.pays import Pays
from aidrules.audit.replay import Replay, replay, replay_all
from aidrules.audit.settle import Payment, Settlement, settle
from aidrules.audit.state import Account, State

__all__ = [
    "Account", "Change", "Comparison", "History", "Ledger", "Line", "Payment", "Pays", "Replay", "Settlement", "State", "compare", "ledger", "replay",
    "replay_all", "settle",
]  # fmt: skip
