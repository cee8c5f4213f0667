"""From several channels to one: those that carry the voice, by their level."""

from typing import cast

import numpy as np
from numpy.typing import NDArray

from app.rehearsal.sound import Samples

_FAR_BELOW = 0.01
"""Share of the loudest channel's power (-20 dB) under which a channel only adds its noise."""


def channel_weights(power: NDArray[np.float64], against: NDArray[np.float64]) -> Samples:
    """How much of each channel goes into the mix, from the channels' powers.

    `against` holds each channel's product with the loudest one: a channel of opposite sign would cancel the voice,
    so it is left out too.
    """
    loudest = int(power.argmax())
    taken = (power > 0) & (power >= _FAR_BELOW * power[loudest]) & (against >= 0)
    taken[loudest] = True
    return (taken / taken.sum()).astype(np.float32)


class ChannelMix:
    """Mixes a stream as it comes; the weights follow the last seconds and change without a click."""

    def __init__(self, channels: int, rate_hz: int) -> None:
        self._channels = channels
        self._memory_samples = 3.0 * rate_hz
        self._products = np.zeros((channels, channels))
        self._weights = np.full(channels, 1 / channels, np.float32)

    def mix(self, block: Samples) -> Samples:
        """Samples of shape (n, channels) to shape (n,)."""
        if self._channels == 1 or not len(block):
            return np.ascontiguousarray(block[:, 0])
        self._products *= 0.5 ** (len(block) / self._memory_samples)
        self._products += block.T.astype(np.float64) @ block
        power = self._products.diagonal()
        before, self._weights = self._weights, channel_weights(power, self._products[int(power.argmax())])
        if np.array_equal(before, self._weights):
            return block @ before
        ramp: Samples = np.linspace(0, 1, len(block), dtype=np.float32)
        return cast("Samples", (block @ before) * (1 - ramp) + (block @ self._weights) * ramp)
