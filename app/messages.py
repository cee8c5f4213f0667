"""The words for what the core reports: one plain sentence each, used by the front end and by the window.

Templates take named facts in braces. The window passes them through its translator first.
"""

from app.errors import ErrorKind, HeardFirstError

_E = ErrorKind

ERRORS: dict[ErrorKind, str] = {
    _E.FILE_MISSING: "There is no file {path}. Check the name and the folder.",
    _E.FILE_IS_DIRECTORY: "{path} is a folder. Name a file in it.",
    _E.FILE_UNREADABLE: "{path} cannot be read ({reason}). Check that you are allowed to open it.",
    _E.FILE_EMPTY: "{path} is empty. Choose a file with something in it.",
    _E.NOT_UTF8: "{path} is not UTF-8 text (byte {offset}). Save it as UTF-8 and try again.",
    _E.TEXT_TOO_LONG: "{path} holds more than {most} characters. Choose a shorter text.",
    _E.AUDIO_NOT_RECOGNISED: "{path} is not a sound file that can be read. Use WAV, FLAC or MP3.",
    _E.AUDIO_TRUNCATED: "{path} is cut short: {found_s:.1f} s of the {expected_s:.1f} s it announces are there. "
    "Copy or record it again.",
    _E.AUDIO_HEADER_CUT: "{path} is cut short: it ends before any sound begins. Copy or record it again.",
    _E.AUDIO_NO_CHANNELS: "{path} has no sound channel. Record it again.",
    _E.AUDIO_TOO_LONG: "{path} is {minutes:.0f} minutes long; at most {most} minutes can be read. Cut it first.",
    _E.AUDIO_RATE: "{path} has a sample rate of {rate_hz} Hz; 8000 to 96000 Hz can be read. Convert it first.",
    _E.JSON_LINE: "Line {line} of {path} is not as expected: {reason}. Mend that line and try again.",
    _E.SCENARIO_UNKNOWN: "There is no scenario called {id}. Choose one of: {known}.",
    _E.SCENARIO_BROKEN: "The scenario file {path} has a fault in line {line}, {key}: {reason}. Mend it and try again.",
    _E.SCENARIO_HERE: "{path} holds “{title}” as you have it here already. Nothing was changed.",
    _E.SCENARIO_TOO_LONG: "“{title}” is too long to be kept in one file ({most} bytes). Shorten its texts and try "
    "again.",
    _E.SCENARIO_UNWRITTEN: "{path} could not be written or deleted ({reason}). Nothing is lost: make room or allow the "
    "folder, then try again.",
    _E.NO_MICROPHONE: "No microphone was found. Plug one in and choose it, or type your reply.",
    _E.MICROPHONE_UNAVAILABLE: "The microphone {device} could not be opened ({reason}). Close other programs that "
    "use it or allow access in the system's privacy settings, or type your reply.",
    _E.MICROPHONE_LOST: "The microphone {device} stopped sending sound. What you said until then is kept; "
    "plug it in again or choose another.",
    _E.AUDIO_LIBRARY_MISSING: "The sound library PyAudio is missing or broken ({reason}). Set the program up again; "
    "until then you can type your reply.",
    _E.NO_VOICE: "No voice was found to speak the salesperson's lines; they are shown as captions. On Linux install "
    "speech-dispatcher and espeak-ng.",
    _E.NO_LOUDSPEAKER: "The sound could not be played ({reason}). Connect a loudspeaker or headphones and try again; "
    "the recording itself is safe.",
    _E.ENGINE_UNKNOWN: "There is no recogniser called {engine}. Choose one of: {known}.",
    _E.ENGINE_MISSING: "The recogniser {engine} is not installed ({reason}). Set the program up again.",
    _E.MODEL_UNKNOWN: "There is no model called {model}. Choose one of: {known}, or name a model file.",
    _E.MODEL_MISSING: "The model {model} is not on this computer. Download it or import its file first.",
    _E.MODEL_DAMAGED: "The model file {path} is damaged or not the one expected. Download it again or choose another.",
    _E.RECOGNISER_STOPPED: "The recogniser stopped unexpectedly. Your recording is safe: try again, or type what you "
    "said.",
    _E.RECOGNISER_TIMEOUT: "The recogniser took too long and was stopped. Your recording is safe: try again, choose a "
    "smaller model, or type what you said.",
    _E.RECOGNISER_MEMORY: "The recogniser ran out of memory. Your recording is safe: choose a smaller model, or type "
    "what you said.",
    _E.RECOGNISER_FAILED: "The recogniser failed ({reason}). Your recording is safe: try again, or type what you said.",
    _E.DOWNLOAD_FAILED: "The download failed ({reason}). Check the connection and try again; it goes on where it "
    "stopped. You can also import the file.",
    _E.DOWNLOAD_STALLED: "The download stood still for {seconds} seconds. Try again; it goes on where it stopped.",
    _E.DOWNLOAD_LENGTH: "The download has the wrong length ({found} instead of {expected} bytes). Try again.",
    _E.DOWNLOAD_HASH: "The downloaded file is not the one expected and was removed. Try again, or import the file.",
    _E.DOWNLOAD_INSECURE: "The download address {url} is not secure (https) and was refused.",
    _E.MARKER_MISSING: "The marker's model {path} is missing (expected SHA-256 {sha256}). Set the program up again.",
    _E.MARKER_DAMAGED: "The marker's model {path} was altered: it has SHA-256 {found}, expected {sha256}. "
    "Set the program up again.",
    _E.MARKER_UNAVAILABLE: "The marker could not do its work ({reason}). What you said is kept: close other programs "
    "and try again. If that does not help, set the program up again.",
    _E.MEANING_MISSING: "The model that compares meanings, {path}, is missing (expected SHA-256 {sha256}). Set the "
    "program up again.",
    _E.MEANING_DAMAGED: "The model that compares meanings, {path}, was altered: it has SHA-256 {found}, expected "
    "{sha256}. Set the program up again.",
    _E.MEANING_UNAVAILABLE: "What you said could not be compared in meaning ({reason}). It is kept: close other "
    "programs and try again. If that does not help, set the program up again.",
    _E.MEASURING_STOPPED: "Measuring pace, pauses, loudness and pitch stopped unexpectedly. The recording is safe: try "
    "again.",
    _E.MEASURING_TIMEOUT: "Measuring pace, pauses, loudness and pitch took too long and was stopped. The recording is "
    "safe: close other programs and try again.",
    _E.MEASURING_FAILED: "Pace, pauses, loudness and pitch could not be measured ({reason}). The recording is safe: "
    "try again, or set the program up again.",
    _E.DISK_FULL: "The disk is full ({path}). What was recorded is kept; make room and try again.",
    _E.FOLDER_UNWRITABLE: "The folder {path} cannot be written ({reason}). Allow it or choose another folder.",
    _E.DATABASE_NEWER: "Your sessions in {path} were written by a newer version of this program (format "
    "{found}, this one reads up to {known}). They are left as they are; update the program.",
    _E.DATABASE_DAMAGED: "Your sessions in {path} cannot be read ({reason}). The file was set aside; nothing "
    "was deleted.",
    _E.SESSION_UNKNOWN: "There is no session {id}. It may have been deleted.",
    _E.SESSION_DAMAGED: "The session {id} cannot be read. Nothing was deleted; the others are not affected. Choose "
    "another, or delete it.",
    _E.SETTINGS_BROKEN: "Your settings could not be read; the file is kept as {path}. The defaults are used: choose "
    "again what you had changed.",
    _E.ALREADY_RUNNING: "Heard First is already open. Use the window that is there.",
    _E.EXPORT_REFUSED: "This session cannot be sent: {reason}. Nothing was written; mend that, or send it without "
    "sound.",
    _E.EXPORT_SENDER: "Say under whose name the file goes out: {how}. Nothing was written.",
    _E.FILE_EXISTS: "{path} is there already and was not touched. Choose another name.",
    _E.BUNDLE_FOREIGN: "{path} is not a session that Heard First wrote ({reason}). Nothing was taken in; ask for the "
    "file that ends with .heardfirst.",
    _E.BUNDLE_CUT: "{path} ends too soon or goes on too long: it did not arrive whole. Nothing was taken in; ask for "
    "it again.",
    _E.BUNDLE_ALTERED: "{path} was changed or damaged since it was written. Nothing was taken in; ask for it again.",
    _E.BUNDLE_CONTENT: "{path} does not hold what Heard First writes ({reason}). Nothing was taken in; ask for it "
    "again.",
    _E.BUNDLE_NEWER: "{path} was written by a newer version of this program (format {found}, this one reads up to "
    "{known}). Nothing was taken in; update the program.",
    _E.BUNDLE_OLDER: "{path} was written by an older version of this program (format {found}, this one reads from "
    "{known} on). Nothing was taken in; ask the sender to update and to export it again.",
    _E.BUNDLE_TOO_LARGE: "{path} is larger than a session can be ({most} MB). Nothing was taken in; ask for it without "
    "sound.",
    _E.BUNDLE_SOUND: "The sound of take {take} in {path} cannot be used: {reason}. Nothing was taken in; ask for the "
    "file without sound.",
    _E.BUNDLE_SOUND_MISSING: "The sound of take {take} is missing from {path}. Nothing was taken in; ask for the file "
    "again.",
    _E.BUNDLE_OWN: "{path} is your own session “{title}” as you have it here. Nothing was changed; import the file "
    "that your colleague sends back.",
    _E.BUNDLE_NOTHING_NEW: "{path} holds nothing that is not already here, under “{title}”. Nothing was changed.",
}


def sentence(error: HeardFirstError) -> str:
    """The cause and the next step, in the user's words."""
    return fill(ERRORS[error.kind], error.facts)


def fill(template: str, facts: dict[str, object]) -> str:
    """A template with its facts; a fact that is not there shows as "?" rather than failing."""
    return template.format_map(_Facts(facts))


class _Facts(dict[str, object]):
    def __missing__(self, key: str) -> object:
        return _Unknown()


class _Unknown:
    def __format__(self, spec: str) -> str:
        return "?"
