"""Which voice speaks."""

from app.scenarios.scenario import VoiceKind
from ui.voice_choice import InstalledVoice, fitting, shortlist

ESPEAK = [
    InstalledVoice("English (Caribbean)", "en_US"),
    InstalledVoice("English (America)", "en_US"),
    InstalledVoice("English (America)+female2", "en_US"),
    InstalledVoice("English (America)+croak", "en_US"),
    InstalledVoice("English (Great Britain)", "en_GB"),
    InstalledVoice("English (Great Britain)+female2", "en_GB"),
    InstalledVoice("English (Great Britain)+male3", "en_GB"),
]


def test_a_woman_gets_a_womans_voice_of_the_users_locale() -> None:
    assert fitting(ESPEAK, VoiceKind.FEMALE, "en_GB") == ESPEAK[5]


def test_what_the_engine_says_counts_more_than_a_name() -> None:
    voices = [InstalledVoice("Annie", "en_US", "male"), InstalledVoice("Max", "en_US", "female")]
    assert fitting(voices, VoiceKind.FEMALE, "en_US") == voices[1]


def test_an_unnamed_voice_will_do_for_a_man_of_the_users_locale() -> None:
    found = fitting(ESPEAK[:3], VoiceKind.MALE, "en_US")
    assert found == ESPEAK[1]  # the common accent before the one that happens to come first


def test_without_voices_there_is_none() -> None:
    assert fitting([], VoiceKind.MALE, "en_US") is None


def test_few_voices_are_all_offered_and_many_only_the_plain_ones() -> None:
    assert shortlist(ESPEAK) == tuple(ESPEAK)
    jokes = [InstalledVoice(f"English (America)+Robosoft{at}", "en_US") for at in range(40)]
    assert ESPEAK[3] not in shortlist([*ESPEAK, *jokes])
    assert ESPEAK[2] in shortlist([*ESPEAK, *jokes])


def test_a_name_is_offered_once() -> None:
    assert len(shortlist([ESPEAK[0], InstalledVoice("English (Caribbean)", "en_JM")])) == 1
