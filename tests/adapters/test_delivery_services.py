"""The window's services: an own take is measured, compared with own takes, and deleted with its session."""

import queue
from dataclasses import replace
from datetime import UTC, datetime

from app.audio.delivery.delivery import Measured
from app.errors import HeardFirstError
from app.folders import Folders
from app.pairing.origin import Origin
from app.services import Services
from app.storage.stored import StoredSession
from tests import example_session, tones


def test_own_takes_are_compared_and_deleted_with_their_session(folders: Folders) -> None:
    services = Services(folders)
    results: queue.SimpleQueue[Measured | HeardFirstError] = queue.SimpleQueue()

    def measured(session: str, hz: float) -> Measured:
        path = tones.write(folders.sound / f"{session}-1.wav", tones.tone(hz, 16_000, overtones=8), 16_000)
        take = example_session.take(sound=path)
        run = example_session.run(session, take)
        if session == "f" * 16:
            origin = Origin("Björn", 1_767_603_600, 1_767_690_000)
            services.archive.save_received(StoredSession(run, datetime(2026, 1, 5, tzinfo=UTC), origin=origin))
        else:
            services.archive.save_take(replace(run, takes=()), take)
        services.delivery.measure(path, take.transcript, results.put)
        result = results.get(timeout=100)
        assert isinstance(result, Measured)
        return result

    try:
        middles = [measured(session * 16, hz).reference for session, hz in (("a", 120), ("b", 200), ("f", 400))]
        services.archive.delete_session("a" * 16)
    finally:
        services.close(5.0)
    assert [one.takes for one in middles if one] == [1, 2, 1]
    pitches = [round(one.medians.pitch_hz or 0, -1) for one in middles if one]
    assert pitches == [120, 160, 400]
    assert sorted(path.name[0] for path in folders.sound.iterdir()) == ["b", "b", "f", "f"]
