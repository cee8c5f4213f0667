"""The words in which each part of what leaves is told: from the plain values that the file will hold."""

from datetime import UTC, datetime
from typing import Any

from app.marking.label import Label
from app.marking.marker import Unmarked
from app.marking.verdict import Verdict
from app.marking.wording import LABELS, UNMARKED, VERDICTS

Plain = Any
"""A value as JSON has it; its shape is that of app.bundle.content."""


def the_file(letter: Plain) -> str:
    """What the file says of itself."""
    return f"its form (number {letter['version']}) and a checksum of each part"


def sender(content: Plain) -> str:
    """Who sends it, where a name was chosen already."""
    return f"{content['sender'] or 'the name that you choose'}, and the time of the export"


def owner(content: Plain) -> str:
    """Who spoke, also where somebody else sends it on."""
    return content["owner"] or "the name that you choose"


def session(content: Plain) -> str:
    """The session's own number and when it began."""
    return f"number {content['session']}, begun {moment(content['started_utc_s'])}"


def scenario(content: Plain) -> str:
    """The scenario; all of it goes along, since the other copy may have another one of that name."""
    found = content["scenario"]
    name = found["persona"]["name"]
    return f"“{found['title']}”: what happened, what {name} says and feels, and the replies to learn from"


def names(pair: Plain) -> str:
    """The two people."""
    plays = pair["colleague"] if pair["salesperson"] == "colleague" else "the program"
    return f"{pair['manager']} (manager), {pair['colleague']} (colleague); {plays} played the salesperson"


def consent(pair: Plain) -> str:
    """What both agreed to."""
    found = pair["consent"]
    spoken = "; the sound of it stays here" if found["agreed"] == "spoken" else ""
    return f"“{found['line']}” ({found['agreed']}, {moment(found['given_utc_s'])}{spoken})"


def alone(_: Plain) -> str:
    """Nobody else took part."""
    return "none: a rehearsal without a partner"


def line(take: Plain) -> str:
    """What the salesperson says before a take, and which take it goes on from."""
    follows = f", going on from take {take['after']}" if take["after"] else ""
    return f"“{take['salesperson']}”{follows}"


def words(take: Plain) -> str:
    """The manager's words; both, where they were corrected."""
    found = take["transcript"]
    if found is None:
        return ""
    heard = [word["text"] for segment in found["segments"] for word in segment["words"]]
    said = " ".join(heard) if found["corrected"] is None else found["corrected"]
    parts = [f"“{said}”"]
    if heard and found["corrected"] is not None:
        parts.append(f"before it was corrected: “{' '.join(heard)}”")
    if heard:
        parts.append(f"{len(heard)} words with their times and how sure each is, heard by {found['engine']}")
    return "; ".join(parts)


def recording(take: Plain) -> str:
    """The facts of a recording, without its sound."""
    found = take["recording"]
    if found is None:
        return ""
    lost = f", {found['lost_s']:.2f} s lost" if found["lost_s"] else ""
    cut = ", cut off" if found["interrupted"] else ""
    return f"{found['duration_s']:.0f} s long, {found['speech_s']:.0f} s of speech, {found['condition']}{lost}{cut}"


def marks(take: Plain) -> str:
    """The program's marks."""
    found = take["marking"]
    if found is None:
        return ""
    if found["unmarked"] is not None:
        return UNMARKED[Unmarked(found["unmarked"])]
    count = sum(len(turn) for turn in found["sentences"])
    verdict = VERDICTS[Verdict(found["verdict"])]
    acts = ", and how the salesperson took each" if take["acts"] is not None else ""
    return (
        f"{verdict}; the labels of {count} sentences and how sure each is{acts}, the headline, the checklist, and "
        "which version marked them"
    )


def critique(one: Plain) -> str:
    """A colleague's critique, note by note."""
    parts = [f"{one['colleague']} on {one['manager']}, take {one['take']}, {moment(one['given_utc_s'])}"]
    for scale in ("face", "tone", "words"):
        given = "left open" if one[scale] is None else f"{one[scale]} of 5"
        parts.append(f"{scale} {given}{_quoted(one[f'{scale}_note'])}")
    if one["order"] is not None:
        parts.append(f"order heard: {VERDICTS[Verdict(one['order'])]}")
    parts += [f"keep{_quoted(one['keep'])}"] if one["keep"] else []
    parts += [f"agreed to{_quoted(one['consent'])}"] if one["consent"] else []
    return "; ".join(parts)


def pin(one: Plain) -> str:
    """A moment that a colleague marked, and what was said of it."""
    kind = "good" if one["good"] else "try again"
    answer = f"; answer{_quoted(one['answer'])}" if one["answer"] else ""
    place = f"take {one['take']} at {_clock(one['at_s'])}"
    return f"{one['by']}, {place}: {one['noticed']}, {kind}{_quoted(one['note'])}{answer}"


def settlement(one: Plain) -> str:
    """A mark that a person settled."""
    if one["verdict"] is not None:
        place, settled = "order", VERDICTS[Verdict(one["verdict"])]
    else:
        turn, index = one["sentence"]
        place = f"sentence {index + 1}{f' of turn {turn + 1}' if turn else ''}"
        settled = ", ".join(LABELS[Label(label)] for label in one["labels"]) or "nothing of note"
    by = f"{one['by']} ({one['role']}), take {one['take']}, {moment(one['given_utc_s'])}"
    return f"{by}: {place}{_quoted(one['said'])}: {settled}"


def moment(utc_s: int) -> str:
    """A date and time as the clock here shows it, in the window's form: 3 May, 14:05; the year where it is another."""
    if not utc_s:  # what was kept before there were dates
        return "at a time not known"
    when, now = datetime.fromtimestamp(utc_s, UTC).astimezone(), datetime.now(UTC).astimezone()
    year = "" if when.year == now.year else f" {when.year}"
    return f"{when.day} {when:%B}{year}, {when:%H:%M}"


def size(size_bytes: int) -> str:
    """A length in bytes, rounded."""
    return f"{size_bytes / 1e6:.1f} MB" if size_bytes >= 100_000 else f"{max(1, round(size_bytes / 1e3))} kB"


def _quoted(text: str) -> str:
    return f": “{text}”" if text else ""


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
