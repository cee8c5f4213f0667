"""Two people and one rehearsal: who plays whom, what the colleague noticed, and where they differ from the marks."""
