"""The core of Heard First: rehearse, transcribe and mark a reply, without a window."""

__version__ = "0.1.0"
