"""The classifier behind app.marking's port: one small network, its training, its evaluation."""
