"""What people type: settings, events, targets, aliases, levels and saved mappings."""

from cxdash.store.registers.registers import Registers

__all__ = ["Registers"]
