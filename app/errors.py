"""What can go wrong, as kinds and facts; the words for them are in app.messages."""

from enum import StrEnum


class ErrorKind(StrEnum):
    """Every fault that a user can meet. app.messages holds one sentence for each."""

    # files handed in
    FILE_MISSING = "file_missing"
    FILE_IS_DIRECTORY = "file_is_directory"
    FILE_UNREADABLE = "file_unreadable"
    FILE_EMPTY = "file_empty"
    NOT_UTF8 = "not_utf8"
    TEXT_TOO_LONG = "text_too_long"
    AUDIO_NOT_RECOGNISED = "audio_not_recognised"
    AUDIO_TRUNCATED = "audio_truncated"
    AUDIO_HEADER_CUT = "audio_header_cut"
    AUDIO_NO_CHANNELS = "audio_no_channels"
    AUDIO_TOO_LONG = "audio_too_long"
    AUDIO_RATE = "audio_rate"
    JSON_LINE = "json_line"
    # scenarios
    SCENARIO_UNKNOWN = "scenario_unknown"
    SCENARIO_BROKEN = "scenario_broken"
    SCENARIO_HERE = "scenario_here"
    SCENARIO_TOO_LONG = "scenario_too_long"
    SCENARIO_UNWRITTEN = "scenario_unwritten"
    # microphone
    NO_MICROPHONE = "no_microphone"
    MICROPHONE_UNAVAILABLE = "microphone_unavailable"
    MICROPHONE_LOST = "microphone_lost"
    AUDIO_LIBRARY_MISSING = "audio_library_missing"
    NO_LOUDSPEAKER = "no_loudspeaker"
    NO_VOICE = "no_voice"
    # speech recognition
    ENGINE_UNKNOWN = "engine_unknown"
    ENGINE_MISSING = "engine_missing"
    MODEL_UNKNOWN = "model_unknown"
    MODEL_MISSING = "model_missing"
    MODEL_DAMAGED = "model_damaged"
    RECOGNISER_STOPPED = "recogniser_stopped"
    RECOGNISER_TIMEOUT = "recogniser_timeout"
    RECOGNISER_MEMORY = "recogniser_memory"
    RECOGNISER_FAILED = "recogniser_failed"
    DOWNLOAD_FAILED = "download_failed"
    DOWNLOAD_STALLED = "download_stalled"
    DOWNLOAD_LENGTH = "download_length"
    DOWNLOAD_HASH = "download_hash"
    DOWNLOAD_INSECURE = "download_insecure"
    # marking
    MARKER_MISSING = "marker_missing"
    MARKER_DAMAGED = "marker_damaged"
    MARKER_UNAVAILABLE = "marker_unavailable"
    # nearness in meaning
    MEANING_MISSING = "meaning_missing"
    MEANING_DAMAGED = "meaning_damaged"
    MEANING_UNAVAILABLE = "meaning_unavailable"
    # delivery
    MEASURING_STOPPED = "measuring_stopped"
    MEASURING_TIMEOUT = "measuring_timeout"
    MEASURING_FAILED = "measuring_failed"
    # keeping
    DISK_FULL = "disk_full"
    FOLDER_UNWRITABLE = "folder_unwritable"
    DATABASE_NEWER = "database_newer"
    DATABASE_DAMAGED = "database_damaged"
    SESSION_UNKNOWN = "session_unknown"
    SESSION_DAMAGED = "session_damaged"
    SETTINGS_BROKEN = "settings_broken"
    ALREADY_RUNNING = "already_running"
    # sessions sent to and received from others
    EXPORT_REFUSED = "export_refused"
    EXPORT_SENDER = "export_sender"
    FILE_EXISTS = "file_exists"
    BUNDLE_FOREIGN = "bundle_foreign"
    BUNDLE_CUT = "bundle_cut"
    BUNDLE_ALTERED = "bundle_altered"
    BUNDLE_CONTENT = "bundle_content"
    BUNDLE_NEWER = "bundle_newer"
    BUNDLE_OLDER = "bundle_older"
    BUNDLE_TOO_LARGE = "bundle_too_large"
    BUNDLE_SOUND = "bundle_sound"
    BUNDLE_SOUND_MISSING = "bundle_sound_missing"
    BUNDLE_OWN = "bundle_own"
    BUNDLE_NOTHING_NEW = "bundle_nothing_new"


class HeardFirstError(Exception):
    """A fault that the user can do something about.

    `facts` fill the sentence that app.messages keeps for `kind` (a path, a line number); they are
    shown to the user and never written to the log.
    """

    def __init__(self, kind: ErrorKind, **facts: object) -> None:
        super().__init__(kind.value)
        self.kind = kind
        self.facts = facts

    def __reduce__(self) -> tuple[object, ...]:  # crosses the pipe from the speech worker
        return _rebuild, (self.kind, self.facts)


def _rebuild(kind: ErrorKind, facts: dict[str, object]) -> HeardFirstError:
    return HeardFirstError(kind, **facts)
