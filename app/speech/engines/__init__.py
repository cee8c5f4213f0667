"""The recognisers themselves; imported by the speech worker alone."""
