"""Read tables with a fixed header row by row, however long they are."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from tlstudio.core.errors import BadRecord, FormatError
from tlstudio.formats.textfile import encoding_of

# A polygon with thousands of points is one cell.
_LONGEST_CELL = 1 << 24


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row with the line it begins on, from 1; keys are the header's names without blanks and a leading `#`.

    Raises:
        BadRecord: A row is no CSV.
        FormatError: The file cannot be read, or has no header.
    """
    usual = csv.field_size_limit(_LONGEST_CELL)
    line = 1
    try:
        with path.open("rb") as file:
            encoding = encoding_of(file.read(2))
        with path.open(encoding=encoding, errors="replace", newline="") as file:
            reader = csv.reader(file)
            header = [name.strip().lstrip("#") for name in next(reader, [])]
            if not any(header):
                raise FormatError(f"{path.name} is empty.")
            line = reader.line_num + 1
            for row in reader:
                if any(cell.strip() for cell in row):
                    yield line, dict(zip(header, row, strict=False))
                line = reader.line_num + 1
    except csv.Error as err:
        raise BadRecord(f"{path.name}, line {line}: {err}.", hint="Is a quote not closed?") from err
    except OSError as err:
        raise FormatError(f"{path.name} cannot be read: {err.strerror or err}.", hint="Check the path.") from err
    finally:
        csv.field_size_limit(usual)
