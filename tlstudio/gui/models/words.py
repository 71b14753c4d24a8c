"""Numbers, times and counts as a person reads them; the same words in every room."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from tlstudio.gui.models.numbers import counted, decimal, localised
from tlstudio.gui.models.said import tr

MINUS = "−"


def figure(value: float | None, digits: int = 2) -> str:
    """Return `0.93`, a real minus sign where needed, `–` where nothing is known."""
    if value is None or math.isnan(value):
        return "–"
    return decimal(value, digits).replace("-", MINUS)


def signed(value: float, digits: int = 2) -> str:
    """Return `+0.04` or `−0.01`."""
    return ("+" if value >= 0 else MINUS) + decimal(abs(value), digits)


def interval(low_high: tuple[float, float] | list[float] | None, digits: int = 2) -> str:
    """Return `0.86 to 0.97`; empty where there is none."""
    return (
        ""
        if low_high is None
        else tr("{low} to {high}").format(low=figure(low_high[0], digits), high=figure(low_high[1], digits))
    )


def clock(seconds: float) -> str:
    """Return a length of time as `0:47`, `4:48` or `1:02:05`."""
    whole = round(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def time_left(low: float, high: float) -> str:
    """Return `2 to 3 min left`, `about 20 s left`, `1.5 to 2 h left` for seconds."""
    return tr("{time} left").format(time=time_range(low, high))


def time_range(low: float, high: float) -> str:
    """Return `2 to 3 min`, `about 20 s`, `1.5 to 2 h` for seconds."""
    high = max(low, high)
    if high < 90:
        return tr("about {n} s").format(n=max(5, round(high / 5) * 5))
    if high < 90 * 60:
        first, last = max(1, math.floor(low / 60)), max(1, math.ceil(high / 60))
        one, two = tr("about {n} min"), tr("{low} to {high} min")
        return one.format(n=last) if first >= last else two.format(low=first, high=last)
    first, last = math.floor(low / 1800) / 2, math.ceil(high / 1800) / 2
    one, two = tr("about {n} h"), tr("{low} to {high} h")
    return (
        one.format(n=localised(f"{last:g}"))
        if first >= last
        else two.format(low=localised(f"{first:g}"), high=localised(f"{last:g}"))
    )


def moment(then: datetime, now: datetime) -> str:
    """Return `Now`, `Today 14:03`, `Yesterday 17:10`, `Monday`, `12 November` or `12 November 2025`."""
    if abs(now - then) < timedelta(seconds=60):
        return tr("Now")
    days = (now.date() - then.date()).days
    if days == 0:
        return tr("Today {}").format(f"{then:%H:%M}")
    if days == 1:
        return tr("Yesterday {}").format(f"{then:%H:%M}")
    if 1 < days < 7:
        weekday = f"{then:%A}"
        return tr(weekday)
    month = f"{then:%B}"
    day = tr("{day} {month}").format(day=then.day, month=tr(month))
    return day if then.year == now.year else f"{day} {then.year}"


def count(number: int, one: str, many: str = "") -> str:
    """Return `1 image`, `2,310 images`."""
    return f"{counted(number)} {tr(one if number == 1 else many or one + 's')}"
