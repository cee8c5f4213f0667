"""What was measured of a take, as a chart and as the rows of a table."""

from PySide6.QtCore import QCoreApplication

from app.audio.delivery.delivery import Curve, Delivery, Measured, middle
from ui import words
from ui.widgets.curve_row import Chart, CurveRow, Shade, number

_STRETCHES_S = (5.0, 10.0, 30.0, 60.0)
_MOST_ROWS = 60

TableRow = tuple[str, str, str, str, str]


def chart_of(measured: Measured, extent_s: float) -> Chart:
    """Three curves and the pauses across them, over the seconds of the ribbon."""
    delivery, usual = measured.delivery, measured.reference.medians if measured.reference else None
    sound = delivery.sound
    rows = (
        _row(_tr("Loudness, dBFS"), _tr("%1 dBFS"), sound.loudness_dbfs, 10, usual and usual.loudness_dbfs),
        _row(_tr("Pitch, Hz"), _tr("%1 Hz"), sound.pitch_hz, 20, usual and usual.pitch_hz),
        _row(
            _tr("Pace, words per minute"),
            _tr("%1 words per minute"),
            delivery.pace.over_time_wpm,
            20,
            usual and usual.pace_wpm,
        ),
    )
    shades = tuple(Shade(one.start_s, one.end_s, _seconds(one.length_s)) for one in sound.pauses)
    return Chart(extent_s, rows, shades, _pauses_told(len(shades)), _tr("%1 to %2"))


def table_of(measured: Measured) -> tuple[TableRow, ...]:
    """The whole reply, the own medians, then stretch after stretch."""
    delivery = measured.delivery
    duration_s = delivery.sound.duration_s
    medians, pauses = delivery.medians, delivery.sound.pauses
    whole_s = sum(one.length_s for one in pauses)
    rows: list[TableRow] = [
        (
            _tr("Whole reply"),
            _told(medians.pace_wpm),
            _told(medians.loudness_dbfs),
            _told(medians.pitch_hz),
            f"{whole_s:.1f}",
        )
    ]
    if measured.reference is not None:
        usual = measured.reference.medians
        rows.append((_tr("Own median"), _told(usual.pace_wpm), _told(usual.loudness_dbfs), _told(usual.pitch_hz), ""))
    stretch_s = next((one for one in _STRETCHES_S if duration_s / one <= _MOST_ROWS), _STRETCHES_S[-1])
    start_s = 0.0
    while start_s < duration_s:
        rows.append(_stretch(delivery, start_s, min(start_s + stretch_s, duration_s)))
        start_s += stretch_s
    return tuple(rows)


def _stretch(delivery: Delivery, start_s: float, end_s: float) -> TableRow:
    sound = delivery.sound
    silent_s = sum(max(0.0, min(one.end_s, end_s) - max(one.start_s, start_s)) for one in sound.pauses)
    curves = (delivery.pace.over_time_wpm, sound.loudness_dbfs, sound.pitch_hz)
    pace, loudness, pitch = (_told(_within(curve, start_s, end_s)) for curve in curves)
    return f"{words.clock(start_s)} – {words.clock(end_s)}", pace, loudness, pitch, f"{silent_s:.1f}"


def _within(curve: Curve, start_s: float, end_s: float) -> float | None:
    return middle(curve.values[round(start_s / curve.step_s) : round(end_s / curve.step_s)])


def _row(title: str, told: str, curve: Curve, tick: float, usual: float | None) -> CurveRow:
    reference = "" if usual is None else _tr("own median %1").replace("%1", number(usual))
    return CurveRow(title, told, curve.step_s, curve.values, tick, usual, reference)


def _pauses_told(count: int) -> str:
    if count == 0:
        return _tr("No pause of 0.2 s or more")
    return _tr("Pauses of 0.2 s or more: %1").replace("%1", str(count))


def _seconds(length_s: float) -> str:
    return _tr("%1 s").replace("%1", f"{length_s:.1f}")


def _told(value: float | None) -> str:
    return "–" if value is None else number(value)


def _tr(text: str) -> str:
    return QCoreApplication.translate("DeliveryChart", text)
