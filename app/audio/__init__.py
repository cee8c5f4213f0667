"""Sound: the microphone, sound files, voice activity, playing back."""
