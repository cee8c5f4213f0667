"""Lines for the kinds of answer for which the author of a scenario gave none: they fit anybody, and say little."""

from app.persona.mind import Answer

FRAME: dict[Answer, tuple[str, ...]] = {
    Answer.HEARD_MORE: (
        "Yes. That's part of it, at least.",
        "Right. And that isn't even the whole of it.",
        "Nobody has said that to me so far.",
    ),
    Answer.HEARD_OPEN: (
        "That's how it is. I didn't think you had seen it.",
        "You've put your finger on it. So, what happens now?",
    ),
    Answer.EXCUSE: (
        "I hear you. Could it wait until next month, though? Things will be calmer then.",
        "Maybe. Or we begin with half of it, and see how that goes?",
    ),
    Answer.EXCUSE_AGAIN: (
        "I'm not saying no. I only think that this is the wrong moment.",
        "You keep asking. It doesn't get any easier, you know.",
    ),
    Answer.ASKED_UNHEARD: (
        "That's easily asked. You aren't the one who has to do it.",
        "And how I am to manage that, nobody wants to know.",
        "So that's what this talk is for.",
    ),
    Answer.VAGUE: (
        "I'm not sure what you are telling me.",
        "All right. And what does that mean for me?",
        "I don't quite follow you.",
    ),
    Answer.EMPTY: (
        "Do you? What is it that you understand?",
        "Everybody tells me that.",
    ),
    Answer.SYMPATHY: (
        "Please don't feel sorry for me. That doesn't help.",
        "I don't need pity. I need somebody who looks at it.",
    ),
    Answer.OFF_THE_HOOK: (
        "Oh. So it doesn't matter whether I do it.",
        "Well, if you don't expect it of me any more.",
    ),
    Answer.AVOIDANCE: (
        "So we just talk about something else.",
        "I tell you what is wrong, and you send me away with it.",
    ),
    Answer.JUDGMENT: (
        "So now it's my fault.",
        "I don't have to listen to that.",
    ),
    Answer.NUMBERS_ONLY: (
        "The numbers, of course. It always comes down to those.",
        "I know the figures. They aren't what keeps me awake.",
    ),
    Answer.REPAIRED: (
        "Hm. A moment ago I thought that you hadn't listened at all.",
        "All right. That's the first thing today that sounds like me.",
    ),
    Answer.COMMITMENT: (
        "Good. I'll make a start tomorrow morning, and tell you by noon how it went.",
        "All right, I'll do it. The hardest one first, this week.",
    ),
    Answer.NODDING: (
        "Sure. I'll see what I can do.",
        "Yes, yes. I'll think about it.",
    ),
    Answer.CLOSED: (
        "I think we had better stop here.",
        "There's nothing more to say. I have to go.",
    ),
}
"""Said only where a kind has no line of its own; no line stands here twice."""
