"""The registers of a workspace, each with `list`, `add` and `remove`."""

from pathlib import Path

from cxdash.store.registers.aliases import Aliases
from cxdash.store.registers.baselines import Baselines
from cxdash.store.registers.exclusions import Exclusions
from cxdash.store.registers.ledger import Ledger
from cxdash.store.registers.notes import Events, Phases, Targets
from cxdash.store.registers.profiles import Profiles
from cxdash.store.registers.settings import Settings


class Registers:
    """What people typed, in one small file that several processes may use.

    Attributes:
        settings: Time zone, week start, fiscal year, whether names are shown.
        events: What happened, to be drawn beside the numbers.
        targets: What metrics should reach.
        aliases: Spellings that are one thing.
        phases: Days from which a metric has new limits.
        exclusions: Days that are left out of limits.
        baselines: Stretches of days that limits are kept from.
        profiles: Saved mappings of files.
    """

    def __init__(self, home: Path) -> None:
        self._ledger = Ledger(home)
        self.settings = Settings(self._ledger)
        self.events = Events(self._ledger)
        self.targets = Targets(self._ledger)
        self.aliases = Aliases(self._ledger)
        self.phases = Phases(self._ledger)
        self.exclusions = Exclusions(self._ledger)
        self.baselines = Baselines(self._ledger)
        self.profiles = Profiles(self._ledger)

    def is_empty(self) -> bool:
        """Tell whether nobody has typed anything yet."""
        return self.revision() == 0 and not self.profiles.list()

    def copy_to(self, path: Path) -> None:
        """Copy all registers, as they are at one moment, to a new file."""
        self._ledger.copy_to(path)

    def revision(self) -> int:
        """Return a number that rises with every change that can alter an answer."""
        return int(str(self._ledger.read("select number from revision")[0][0]))
