"""Names for what people add to a session, the same on every computer that it travels to."""

import secrets


def new_id() -> str:
    """16 hexadecimal digits that nothing else has."""
    return secrets.token_hex(8)
