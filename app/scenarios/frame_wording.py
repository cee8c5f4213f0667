"""What a salesperson can say whose author left it out: frames that fit anybody, and hold the author's own fields.

A fact or a feeling is written about the salesperson ("He found out from a customer"), and nothing here knows its
grammar. So it is only ever quoted, as what somebody else would say or write about them: {fact_1}, {fact_2} and
{name} come with their quotation marks.
"""

from app.persona.mind import Answer

_A = Answer

ABOUT_A_FACT = (
    "If somebody wrote it all down, it would begin like this: {quoted} And I get up with that every morning.",
    "Here's one thing for your notes: {quoted} It isn't the whole of it, but it's where I'd start.",
    "Anybody who was there would tell you the same. {quoted} I go over that more often than I'd like.",
    "There's one more line that belongs on the list: {quoted} I don't bring it up much.",
    "Put this beside it: {quoted} It doesn't sound like a lot when somebody reads it out. It is, though.",
    "And if people ask how it came to this, the answer is short: {quoted} Short to say, at least.",
    "It would fit on a postcard: {quoted} It just doesn't feel like one.",
    "And that one stays with me as well: {quoted} It's there whenever I try to think of something else.",
)
"""One for each fact that a scenario may have: what they add where a fact was said back to them."""

ABOUT_A_FEELING = (
    "It isn't easy to say, so I'll say it as if it were about somebody else. {quoted}",
    "Somebody who knows me well would put it like this: {quoted} I couldn't say it better.",
    "And under all that, if you could read me like a page: {quoted} I don't show it much.",
    "If I had to wear a label this week, that's what it would say: {quoted}",
    "One more, and then I'll stop: {quoted} I don't like to hear myself say that.",
    "You'd find this in the small print: {quoted} Most people don't read that far.",
    "And when it's quiet, late in the evening, it comes down to this: {quoted}",
    "There's one that I never know what to do with. {quoted}",
)
"""One for each feeling that a scenario may have."""

LINES: dict[Answer, tuple[str, ...]] = {
    _A.HEARD_MORE: (
        "I could go on. It's been like this for a while, and I've mostly kept it to myself.",
        "Well, you asked, so there it is. There isn't much more to it, and there isn't less.",
        "It helps a bit to say it out loud. I hadn't planned to, when we sat down.",
    ),
    _A.HEARD_OPEN: (
        "Yes. That's about how it is. I didn't think anybody had noticed. So what happens now?",
        "You've got it, more or less. And I don't suppose that's all you wanted to say. Go on.",
        "That's it, yes. Strange to hear it from somebody else. What do you have in mind?",
        "All right, you were listening. Where do we go from here?",
    ),
    _A.EXCUSE: (
        "Could it wait a little, just until things are calmer? Two weeks, and I'll be the first to start.",
        "What if somebody else took the first step? It would go down better coming from you, and I'd join in later.",
        "Let me begin with a small piece of it, the easy one. If that goes well, we can talk about the rest.",
    ),
    _A.EXCUSE_AGAIN: (
        "I've told you what I'd suggest. I still think it's the better way.",
        "I hear what you want. I just don't see how, and saying it twice doesn't show me.",
        "I made you an offer. You could at least look at it.",
    ),
    _A.ASKED_UNHEARD: (
        "Easy to say. Then tell me what I do about this: {fact_1}",
        "So that's what this is about. I'd thought there might be a question first.",
        "I heard you. I'm not sure that you heard me. {fact_2} What about that?",
        "Everybody wants something from me at the moment. I suppose it's your turn.",
        "I could say yes to that, and we'd both know what it's worth.",
    ),
    _A.VAGUE: (
        "I'm not sure what you're telling me. Is there something you want me to do with that?",
        "Sorry, I lost you there. What does that mean for me?",
        "Maybe. I don't know what to say to that.",
        "I'm listening. I just can't tell yet what to.",
        "Could you say that once more, and simpler? My head's rather full.",
    ),
    _A.EMPTY: (
        "You understand. What is it that you understand?",
        "People say that. Then they go on to the next thing.",
        "Do you? Then tell me how it looks from where I stand.",
        "That's a kind thing to say. It doesn't tell me that you know anything about it, though.",
        "I say that as well, when I've got nothing else to say.",
    ),
    _A.SYMPATHY: (
        "You don't have to be sorry for me. I'd rather you saw what's going on.",
        "Please, no pity. I can stand nearly anything but that.",
        "That's nice of you. It changes nothing, though.",
        "Now I feel as if I had to cheer you up.",
        "I didn't come to be comforted. I wanted somebody to look at it with me.",
    ),
    _A.OFF_THE_HOOK: (
        "Oh. Well, I won't say no to that. I suppose it wasn't so important, then.",
        "So it works without me. Good to know.",
        "That's a relief, I'd be lying if I said it wasn't. I did think it mattered whether I do it.",
        "So I'm excused. And who does it instead?",
        "Up to now it was always {name} who'd manage. Now it seems that nobody has to.",
    ),
    _A.AVOIDANCE: (
        "So that's all we say about it, and on to the next thing?",
        "You went past that quickly. I was just about to tell you something.",
        "All right, let's talk about something else. It's still there, though: {fact_1}",
        "I see. Not today, then. It won't be any smaller tomorrow.",
        "That's a door closing, isn't it? I know the sound.",
    ),
    _A.JUDGMENT: (
        "So it's me. I thought as much. Then there's nothing more to explain, is there?",
        "So that's what you think of me. I'd wondered.",
        "You could ask what happened before you tell me what I am.",
        "I don't have to listen to that. Not from somebody who wasn't there.",
        "Say that again, slowly, and see if you'd want to hear it yourself.",
    ),
    _A.NUMBERS_ONLY: (
        "I know the numbers. I look at them every day, too.",
        "And in which column do you put this? {fact_2}",
        "If it's only about the numbers, you don't need me for the conversation.",
        "Nobody who buys from me has ever asked about our targets.",
        "There's always a number. There was one last month, and there'll be another.",
    ),
    _A.REPAIRED: (
        "That sounds different. I was about to stop listening, if I'm honest. Yes, that's closer to it.",
        "All right. So you did hear it. I wasn't sure.",
        "Now that's another way to talk to me. Go on.",
        "Thanks for coming back to that. I'd thought it was gone.",
    ),
    _A.COMMITMENT: (
        "All right. I'll make a start tomorrow morning, before anything else, and I'll tell you at noon how it went.",
        "Okay, I'll do it, the hardest part first, so that it's behind me. You'll hear from me by tomorrow evening.",
        "Good. I'll do it the way we've said it now, and by Friday you'll know what came of it.",
    ),
    _A.NODDING: (
        "Sure. I'll see what I can do.",
        "Yes, I'll get round to it, as soon as there's a moment.",
        "Right. I'll put it on my list.",
    ),
    _A.CLOSED: (
        "Let's leave it there. I've got things to do.",
        "I don't think this is going anywhere. Do what you have to do.",
        "That's enough for today. I'd rather get back to work.",
    ),
}
"""Enough of each for the eight turns of a conversation; those of HEARD_MORE come after the facts and feelings."""

COMMITMENT_WITHOUT_AN_ASK = (
    "Thank you for hearing me out. Next time I'll come to you before it gets this far.",
    "That did me good, I think. Tonight I'll write down what I need, and tomorrow I'll tell you.",
    "I hadn't said that to anybody. I'll think about who else should hear it, and I'll tell them this week.",
)
"""How a conversation ends well that was only meant to hear them: nothing was asked, so they promise nothing of it."""
