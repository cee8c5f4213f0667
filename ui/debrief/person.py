"""Who may settle a mark."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.pairing.critique import Critique
from app.pairing.pair import Pair
from app.pairing.settlement import Role
from ui.widgets.literal import filled


@dataclass(frozen=True)
class Person:
    """A name and what that person did."""

    name: str
    role: Role

    @property
    def told(self) -> str:
        """The name with what they did, e.g. "Ada, who spoke"."""
        if self.role is Role.MANAGER:
            return filled(QCoreApplication.translate("Person", "%1, who spoke"), self.name)
        return filled(QCoreApplication.translate("Person", "%1, who watched"), self.name)


def people(pair: Pair | None, critiques: Iterable[Critique]) -> tuple[Person, ...]:
    """Everyone who is known to have been there, the manager first; empty where somebody rehearsed alone."""
    found: list[Person] = []
    if pair is not None:
        found += [Person(pair.manager, Role.MANAGER), Person(pair.colleague, Role.COLLEAGUE)]
    for one in critiques:
        found += [Person(one.manager, Role.MANAGER), Person(one.colleague, Role.COLLEAGUE)]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: one.role is not Role.MANAGER))
