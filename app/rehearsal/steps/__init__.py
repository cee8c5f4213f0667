"""The rules of a rehearsal, a file for each theme; app.rehearsal.step puts them together."""
