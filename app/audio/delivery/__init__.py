"""How something was said, as raw numbers: pace, pauses, loudness and pitch over time. No feeling is named from them."""
