"""`heard-first transcribe`: a sound file to words, on this computer."""

import argparse
import json

from app.headless import hear_file
from app.marking.wording import UNMARKED
from app.rehearsal.hearing import why_unmarked


def transcribe(options: argparse.Namespace) -> int:
    """The command. Raises HeardFirstError before anything is printed."""
    heard = hear_file(options.file, options.engine, options.model)
    transcript, recording = heard.transcript, heard.recording
    reason = why_unmarked(recording, transcript, heard.confidence_floor)
    if not options.json:
        print(transcript.text or (UNMARKED[reason] if reason else ""))
        return 0
    segments = [
        {
            "text": segment.text,
            "start_s": round(segment.start_s, 3),
            "end_s": round(segment.end_s, 3),
            "words": [
                {
                    "text": word.text,
                    "start_s": round(word.start_s, 3),
                    "end_s": round(word.end_s, 3),
                    "confidence": None if word.confidence is None else round(word.confidence, 4),
                }
                for word in segment.words
            ],
        }
        for segment in transcript.segments
    ]
    record = {
        "file": str(options.file),
        "engine": transcript.engine,
        "rough": transcript.rough,
        "duration_s": round(recording.duration_s, 3),
        "speech_s": round(recording.speech_s, 3),
        "condition": recording.condition,
        "not_heard": reason,
        "transcript": transcript.text,
        "segments": segments,
    }
    print(json.dumps(record, ensure_ascii=False, allow_nan=False))
    return 0
