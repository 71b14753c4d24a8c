"""Numbers in the person's language, for everything that the window shows; files and the command line write them plainly.

Like `said` it does not know Qt: the window hands the separators in when it starts.
"""

from __future__ import annotations

# The last one holds; what is not in it stays as Python wrote it.
_written_as: list[dict[int, str]] = [{}]


def counted(number: int) -> str:
    """Return `12,310`, in German `12.310`."""
    return localised(f"{number:,}")


def decimal(value: float, digits: int = 2) -> str:
    """Return `0.93`, in German `0,93`."""
    return localised(f"{value:.{digits}f}")


def localised(number: str) -> str:
    """Return a number that Python has written (`1,234.5`) with the separators of the person's language."""
    return number.translate(_written_as[-1])


def use(group: str, point: str) -> None:
    """Write numbers with these separators of thousands and of decimals from now on."""
    _written_as[-1] = str.maketrans({",": group, ".": point})
