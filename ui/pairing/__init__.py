"""Two people and one window: who they are and what they agree to, and the moments that the colleague marks."""
