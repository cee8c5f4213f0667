"""Everything that people, not the program, add to a session."""

from app.pairing.critique import Critique
from app.pairing.pin import Pin
from app.pairing.settlement import Settlement

Feedback = Critique | Pin | Settlement
"""Each has an `id` of its own and the number of its `take`; the same id is the same piece, whatever changed in it."""
