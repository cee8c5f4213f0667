"""A private PulseAudio server for tests: a null sink whose monitor is the default microphone.

Nothing of the machine's own sound is touched: the server has its own runtime folder and socket, and ALSA's
default device is set to it by a configuration file of its own. What `say` and `play` put into the sink, PyAudio
records. Everything is ended when the context is left.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NEEDED = ("pulseaudio", "pactl", "paplay", "flite")
_SINK = "loudspeaker"
_SOURCE = "microphone"
_ALSA = """</usr/share/alsa/alsa.conf>
pcm.!default { type pulse }
ctl.!default { type pulse }
"""


def missing() -> list[str]:
    """The programs that are not installed; empty where everything is there."""
    return [name for name in NEEDED if shutil.which(name) is None]


class Pulse:
    """A running server. `environment` holds the variables that point programs and this process at it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._socket = folder / "native"
        self._players: list[subprocess.Popen[bytes]] = []
        self._server: subprocess.Popen[bytes] | None = None
        alsa = folder / "alsa.conf"
        alsa.write_text(_ALSA)
        self.environment = {
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_RUNTIME_PATH": str(folder),
            "PULSE_STATE_PATH": str(folder),
            "PULSE_SERVER": f"unix:{self._socket}",
            "ALSA_CONFIG_PATH": str(alsa),
        }

    def start(self) -> None:
        """Start the server and wait until it answers."""
        command = ["pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1"]
        command += ["--disallow-exit=no", "--realtime=no", "--high-priority=no", "--log-target=stderr"]
        for module in (
            f"module-native-protocol-unix auth-anonymous=1 socket={self._socket}",
            f"module-null-sink sink_name={_SINK} rate=44100 norewinds=1",
            f"module-remap-source master={_SINK}.monitor source_name={_SOURCE} remix=no",
        ):
            command += ["-L", module]
        log = (self._folder / "pulse.log").open("wb")
        with log:
            environment = os.environ | self.environment
            environment.pop("PULSE_SERVER")
            self._server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        for attempt in range(100):
            if self._server.poll() is not None:
                break
            if self._socket.exists() and self._control("set-default-source", _SOURCE) == 0:
                self._control("set-default-sink", _SINK)
                return
            time.sleep(0.05 if attempt else 0.1)
        log_text = (self._folder / "pulse.log").read_text(errors="replace")
        self.stop()
        raise RuntimeError(f"PulseAudio did not start: {log_text}")

    def stop(self) -> None:
        """End what is still playing, then the server."""
        self.hush()
        if self._server is not None and self._server.poll() is None:
            self._server.terminate()
            try:
                self._server.wait(5)
            except subprocess.TimeoutExpired:
                self._server.kill()
                self._server.wait()

    def kill(self) -> None:
        """End the server at once, as an unplugged device would be."""
        if self._server is not None:
            self._server.kill()
            self._server.wait()

    def speech(self, text: str, voice: str = "slt") -> Path:
        """A WAV file with `text` spoken by flite (voices slt and rms come out nearly word for word)."""
        path = self._folder / f"{voice}-{abs(hash(text)):x}.wav"
        if not path.exists():
            subprocess.run(["flite", "-voice", voice, "-t", text, "-o", str(path)], check=True, capture_output=True)
        return path

    def say(self, text: str, voice: str = "slt") -> None:
        """Speak into the microphone; returns when the last word was played."""
        self.play(self.speech(text, voice))

    def play(self, path: Path) -> None:
        """Play a sound file into the microphone; returns when it was played."""
        player = self.play_in_background(path)
        player.wait(120)
        self._players.remove(player)

    def play_in_background(self, path: Path) -> "subprocess.Popen[bytes]":
        """Play a sound file into the microphone and return at once; `hush` ends it."""
        command = ["paplay", f"--device={_SINK}", "--latency-msec=50", str(path)]
        player = subprocess.Popen(command, env=os.environ | self.environment)
        self._players.append(player)
        return player

    def hush(self) -> None:
        """End everything that is being played."""
        for player in self._players:
            player.kill()
            player.wait()
        self._players.clear()

    def _control(self, *words: str) -> int:
        return subprocess.run(["pactl", *words], env=os.environ | self.environment, capture_output=True).returncode


@contextmanager
def pulse_server() -> Iterator[Pulse]:
    """A server that is this process's own, and its children's, sound device while the context lasts."""
    with tempfile.TemporaryDirectory(prefix="hf-pulse-") as folder:
        pulse = Pulse(Path(folder))
        pulse.start()
        before = {name: os.environ.get(name) for name in pulse.environment}
        os.environ.update(pulse.environment)
        try:
            yield pulse
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value
            pulse.stop()
