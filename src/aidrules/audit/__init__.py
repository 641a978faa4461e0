"""What an auditor asks: the months of a case as they were paid and as they were due, and what is to be settled between them."""

from aidrules.audit.history import Change, History
from aidrules.audit.ledger import Ledger, Line, ledger
from aidrules.audit.pays import Pays
from aidrules.audit.settle import Payment, Settlement, settle
from aidrules.audit.state import Account, State

__all__ = ["Account", "Change", "History", "Ledger", "Line", "Payment", "Pays", "Settlement", "State", "ledger", "settle"]
