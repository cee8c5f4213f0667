"""A picture with the 256 colours that matter most, without dots between them: a quarter of the size."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

MOST = 256


def few_colours(image: QImage) -> QImage:
    """The same picture with a palette."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width())
    colours, at, counts = np.unique(pixels, return_inverse=True, return_counts=True)
    boxes = _boxes(colours, counts)
    box_of = np.empty(len(colours), np.uint8)
    for number, box in enumerate(boxes):
        box_of[box] = number
    indexed = np.ascontiguousarray(box_of[at].reshape(pixels.shape))
    made = QImage(indexed.data, image.width(), image.height(), image.width(), QImage.Format.Format_Indexed8)
    made.setColorTable([int(colours[box[counts[box].argmax()]]) for box in boxes])
    return made.copy()  # with bytes of its own


def _boxes(colours: NDArray[np.uint32], counts: NDArray[np.intp]) -> list[NDArray[np.intp]]:
    """Colours that become one: what spreads most, weighed by how often it occurs, is split at its mean."""
    channels = np.stack([(colours >> shift) & 255 for shift in (16, 8, 0)], axis=1).astype(float)
    boxes = [np.arange(len(colours))]
    spreads = [_spread(channels[boxes[0]], counts[boxes[0]])]
    while len(boxes) < MOST and any(spread.any() for spread in spreads):
        widest = max(range(len(boxes)), key=lambda at: spreads[at].max())
        box, spread = boxes[widest], spreads[widest]
        channel = channels[box, spread.argmax()]
        below = channel <= np.average(channel, weights=counts[box])
        boxes[widest], other = box[below], box[~below]
        boxes.append(other)
        spreads[widest] = _spread(channels[boxes[widest]], counts[boxes[widest]])
        spreads.append(_spread(channels[other], counts[other]))
    return boxes


def _spread(channels: NDArray[np.float64], counts: NDArray[np.intp]) -> NDArray[np.float64]:
    mean = np.average(channels, axis=0, weights=counts)
    return ((channels - mean) ** 2 * counts[:, None]).sum(axis=0)
