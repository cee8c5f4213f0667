"""What a reply earned, with the sentences that earned it, and the colleague's page."""
