"""One rehearsal: a pure state machine, and the runner that carries out its effects through ports."""
