"""The microphones there are, known by name and host API, since their numbers change when one is plugged in."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.audio.portaudio import DeviceInfo, PortAudio
from app.errors import ErrorKind, HeardFirstError
from app.rehearsal.sound import InputDevice

_SOUND_SERVERS = ("pipewire", "pulse", "default")
_MOST_CHANNELS = 8


@dataclass(frozen=True)
class FoundDevice:
    """A microphone with what is needed to open it now."""

    device: InputDevice
    index: int
    rate_hz: int
    channels: int


def found_devices(portaudio: PortAudio) -> list[FoundDevice]:
    """Every device that can record; a device that cannot be asked is left out."""
    try:
        default = int(portaudio.get_default_input_device_info()["index"])
    except OSError:
        default = -1
    return [_found(portaudio, info, default) for info in _infos(portaudio) if int(info["maxInputChannels"]) > 0]


def find_device(portaudio: PortAudio, wanted: InputDevice | None) -> FoundDevice:
    """The microphone to open: the wanted one or none, never silently another.

    Raises HeardFirstError: NO_MICROPHONE where there is none at all, MICROPHONE_UNAVAILABLE where the wanted one
    is gone.
    """
    found = found_devices(portaudio)
    if not found:
        raise HeardFirstError(ErrorKind.NO_MICROPHONE)
    if wanted is not None:
        for one in found:
            if (one.device.name, one.device.host_api) == (wanted.name, wanted.host_api):
                return one
        raise HeardFirstError(ErrorKind.MICROPHONE_UNAVAILABLE, device=wanted.name, reason="it is not connected")
    for one in found:
        if one.device.is_default:
            return one
    return min(found, key=_preference)


def _preference(found: FoundDevice) -> int:
    name = found.device.name
    return _SOUND_SERVERS.index(name) if name in _SOUND_SERVERS else len(_SOUND_SERVERS)


def _infos(portaudio: PortAudio) -> Iterator[DeviceInfo]:
    for index in range(portaudio.get_device_count()):
        try:
            yield portaudio.get_device_info_by_index(index)
        except OSError:
            continue


def _found(portaudio: PortAudio, info: DeviceInfo, default: int) -> FoundDevice:
    try:
        host_api = str(portaudio.get_host_api_info_by_index(int(info["hostApi"]))["name"])
    except OSError:
        host_api = ""
    index, channels, rate_hz = int(info["index"]), int(info["maxInputChannels"]), int(info["defaultSampleRate"])
    if channels > _MOST_CHANNELS:
        channels = 2  # a sound server that takes any number; its microphones have one or two
    device = InputDevice(str(info["name"]), host_api, is_default=index == default)
    return FoundDevice(device, index, rate_hz if rate_hz <= 96_000 else 48_000, channels)
