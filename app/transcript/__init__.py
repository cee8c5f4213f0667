"""Words: what was said, with places in the text and times in the sound."""
