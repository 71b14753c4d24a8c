"""Get published weights: resumable, verified, cancellable; a failure ends in a sentence with the way by hand."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from tlstudio.core.cards import BackboneCard
from tlstudio.core.errors import DiskFull, UsageError, WeightsMissing
from tlstudio.learn.backbones import registry

BLOCK = 1 << 18
TIMEOUT_SECONDS = 30.0
TRIES = 3

OnBytes = Callable[[int, int], None]


def download(card: BackboneCard, *, on_progress: OnBytes | None = None) -> Path:
    """Fetch a backbone's weights into torchvision's cache folder; what an earlier try left is continued.

    Args:
        card: A backbone whose weights have an address.
        on_progress: Called with (bytes done, bytes in all; 0 = unknown). An exception it raises ends the download;
            what came so far is kept for the next try.

    Returns:
        The verified file.

    Raises:
        UsageError: The backbone has no address.
        WeightsMissing: It could not be fetched; the hint has the address and the folder for doing it by hand.
        DiskFull: The folder cannot be written.
    """
    weights = card.weights
    if weights is None or not weights.url:
        raise UsageError(
            f"{card.title} has nothing to download.",
            hint=registry.weights_missing(card).hint if weights is not None else "",
        )
    folder = registry.cache_folder()
    target = folder / weights.file_name
    if target.is_file() and registry.digest_of(target).startswith(weights.sha256):
        return target
    part = target.with_name(target.name + ".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _fetch(card, weights.url, part, on_progress)
        if not registry.digest_of(part).startswith(weights.sha256):
            part.unlink()
            raise _failed(card, "what came is not the published file (its sha256 differs)")
        part.replace(target)
    except OSError as error:
        if isinstance(error, urllib.error.URLError | TimeoutError | ConnectionError):
            raise _failed(card, _reason(error)) from error
        raise DiskFull(
            f"{target.name} could not be written in {folder}: {error.strerror or error}.", hint="Free some space."
        ) from error
    return target


def _fetch(card: BackboneCard, url: str, part: Path, on_progress: OnBytes | None) -> None:
    """Append what is missing to `part`; a connection that breaks is taken up again a few times."""
    for attempt in range(TRIES):
        try:
            if _fetch_once(url, part, on_progress):
                return
        except urllib.error.HTTPError as error:
            if error.code != 416:  # range not satisfiable: the part is not of this file, or complete
                raise
            return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            if attempt == TRIES - 1:
                raise
    raise _failed(card, "the connection broke off")


def _fetch_once(url: str, part: Path, on_progress: OnBytes | None) -> bool:
    """Return whether everything has come."""
    if urlsplit(url).scheme not in ("https", "http"):
        raise urllib.error.URLError("only web addresses are fetched")
    have = part.stat().st_size if part.exists() else 0
    request = urllib.request.Request(url, headers={"Range": f"bytes={have}-"} if have else {})  # noqa: S310 - checked above
    with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310 - checked above
        continues = answer.status == 206
        have = have if continues else 0
        length = answer.headers.get("Content-Length")
        total = have + int(length) if length else 0
        with part.open("ab" if continues else "wb") as stream:
            have = _copy(answer, stream, have, total, on_progress)
    return not total or have >= total


def _copy(answer: IO[bytes], stream: IO[bytes], have: int, total: int, on_progress: OnBytes | None) -> int:
    while block := answer.read(BLOCK):
        stream.write(block)
        have += len(block)
        if on_progress is not None:
            on_progress(have, total)
    return have


def _reason(error: OSError) -> str:
    if isinstance(error, urllib.error.HTTPError):
        return f"the server answered {error.code}"
    reason = getattr(error, "reason", error)
    return f"the address cannot be reached ({reason})"


def _failed(card: BackboneCard, reason: str) -> WeightsMissing:
    assert card.weights is not None
    return WeightsMissing(
        f"The weights of {card.title} could not be downloaded: {reason}.",
        hint=f"Get {card.weights.url} by hand and put the file in {registry.cache_folder()}, or go on with "
        f"{registry.DEFAULT}, which needs no download.",
    )
