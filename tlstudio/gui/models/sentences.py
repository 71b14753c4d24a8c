"""Sentences that other rooms put together, in the person's language: recognised by their pattern, said by its translation.

Project, engine, reports and format cards speak English, to the command line and to files as well. Here stand the
patterns of what the window shows of them; what stands in no pattern is shown as it came.
"""

from __future__ import annotations

import re
from functools import cache

from tlstudio.gui.models import sentences_of_formats, sentences_of_pictures
from tlstudio.gui.models.numbers import localised
from tlstudio.gui.models.said import tr

# Names in braces are what a sentence says of this project; each is translated by itself where it has a pattern too.
TEMPLATES = (
    # why an image comes up now
    "Unsure: {a}",
    "Unlike anything labelled yet",
    "Typical of many images without a decision",
    # the plan of a run
    "Fine-tune {network} on {n} labelled images",
    "Train {network} from random weights on {n} labelled images",
    "Fine-tune {network}",
    "About {span} on this {processor}",
    "{low} to {high} s",
    "{low} to {high} min",
    "{low} to {high} h",
    "{n} new decisions since the last run. {rest}",
    "The rarest label has {n} images to learn from. Below {limit}, fine-tuning seldom beats the instant learner; it takes "
    "over only if it is better on the same test images.",
    "A gain is possible; it takes over only if it is better on the same test images.",
    "Needs {labels} labels with {images} decided images each; now {now}",
    "the rarest label has {n} images, below {limit}",
    "the rarest label has {n} images",
    "every label has at least {n} images",
    "chosen by hand",
    "from random weights everything has to learn",
    "Evened out: {label} counts {n} times",
    "Test and validation images are those of the project's split",
    "The project has no test and no validation images: a fifth is set aside for this run",
    "The project has no test images: a fifth is set aside for this run",
    "The project has no validation images: a fifth is set aside for this run",
    # which model makes the suggestions
    "The instant learner makes the suggestions: you pinned it.",
    "The instant learner makes the suggestions: no fine-tuning has been compared with it yet.",
    "The instant learner makes the suggestions: run {run} had too few test images to be compared.",
    "The instant learner makes the suggestions. Run {run} against it: {said}.",
    "Run {run} makes the suggestions: you pinned it.",
    "Run {run} makes the suggestions. Against the instant learner: {said}.",
    "Run {run} makes the suggestions. Against run {other}: {said}.",
    # a damaged project that was brought back
    "{file} was damaged ({fault}): the backup of {at} ({n} images, {decided} decided) was brought back. {rest}",
    "{file} was damaged ({fault}): {n} images ({decided} decided) were read from the damaged file, without its history. {rest}",
    "{file} was damaged ({fault}): the backup of {at} ({n} images, {decided} decided) was brought back.",
    "The damaged file is kept as {path}.",
    "it is gone",
    "it is empty",
    "it does not begin like a database",
    "it ends after {n} of {total} pages",
    "{folder} could not be opened: {fault}.",
    # what the engine does
    "Features: {rest}",
    "{n} of {total}",
    "{n} of {total}, {rate} per second",
    "{n} of {total}, {rate} per second, {time} left",
    "{n} of {total}, {time} left",
    "There are no images yet.",
    "Suggestions are on their way.",
    "Suggestions have not been asked for yet.",
    # files that are added
    "The video's end is cut off: {n} s lack.",
    # results in words
    "Names all {n} tested images right",
    "Names {n} of {total} images ({low} to {high}) right",
    "Finds {n} of {total} {label} images ({low} to {high}) and nearly all others",
    "Finds {n} of {total} {label} images ({low} to {high}), {alarms}",
    "no false alarm in {n} images",
    "1 false alarm per {n} images",
    "{n} false alarms per 100 images",
    "Good for sorting and for counting.",
    "Good for sorting; for counting, test more images first.",
    "Good for sorting, not yet for counting {label}.",
    "Good for a first sorting; look at {label} yourself.",
    "Good for suggestions only: look at every image.",
    "Too few tested to say anything: {labels}.",
    "1 in {n} {label} images is called {other}.",
    "{n} more {label} would help most.",
    # what a trial of an export found
    "Of the shapes, {gone} would become {new}.",
    "Of the shapes, {gone} would be left out.",
    "Of what is said about shapes, {lost} would be lost.",
    "{n} images with nothing on them could not be told from unseen ones.",
    "{n} labels of whole images beside shapes may be lost.",
    "{n} boxes",
    "{n} rotated boxes",
    "{n} polygons",
    "{n} points",
    "{n} masks",
    "{n} attributes",
    "{n} notes",
    "{n} groups",
    "{n} marks as {mark}",
    "occluded",
    "truncated",
    "difficult",
    # which frames of a video are taken
    "all {n} frames",
    "every {k}th of {n} frames ({rate} a second)",
    "every {k}th of {n} frames",
    "every {k}st of {n} frames ({rate} a second)",
    "every {k}st of {n} frames",
    "every {k}nd of {n} frames ({rate} a second)",
    "every {k}nd of {n} frames",
    "every {k}rd of {n} frames ({rate} a second)",
    "every {k}rd of {n} frames",
    *sentences_of_pictures.TEMPLATES,
    *sentences_of_formats.TEMPLATES,
)
# What is said of something named before it ("scan.xml has no area"), with or without that and a full stop.
FRAGMENTS = (*sentences_of_pictures.FRAGMENTS, *sentences_of_formats.FRAGMENTS)
_DEEPEST = 3


def sentence(text: str) -> str:
    """Return a sentence, or several one after the other, in the person's language; unknown ones as they are."""
    return _said(text, 0)


def place(text: str) -> str:
    """Return where in a label file something is ("a.json: shape 3") in the person's language; paths as they are."""
    for template in sentences_of_formats.PLACES:
        found = _pattern(template).fullmatch(text)
        if found is not None:
            return tr(template).format(**{name: place(value) for name, value in found.groupdict().items()})
    return text


def _said(text: str, depth: int) -> str:
    if not text or depth > _DEEPEST:
        return text
    for template in (*FRAGMENTS, *TEMPLATES):
        found = _pattern(template).fullmatch(text)
        if found is not None:
            return _filled(template, found, depth)
    for fragment in FRAGMENTS:
        found = _with_subject(fragment).fullmatch(text)
        if found is not None:
            return f"{found['subject_']} {_filled(fragment, found, depth)}{found['stop_']}"
    two = _two_parts(text, depth)
    if two:
        return two
    several = re.split(r"(?<=\.) (?=[0-9A-Z])|, (?=[0-9])", text)
    if len(several) > 1 and "".join(several) != text:
        joint = " " if ". " in text else ", "
        said = [_said(part, depth + 1) for part in several]
        return joint.join(said) if said != several else text
    return text


def _filled(template: str, found: re.Match[str], depth: int) -> str:
    parts = {name: value for name, value in found.groupdict().items() if name[-1] != "_"}
    return tr(template).format(
        **{
            name: localised(value) if _is_number(name, value) else _said(value, depth + 1)
            for name, value in parts.items()
        }
    )


def _is_number(name: str, value: str) -> bool:
    """Whether a part is a number that Python wrote; `1.1` of a format's or a program's version is none."""
    return re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?" if name not in _NUMBERS else r"[\d,]+(\.\d+)?", value) is not None


def _two_parts(text: str, depth: int) -> str:
    """A reason and what follows from it, with a colon between them; "" = one of them is not known."""
    for colon in re.finditer(": ", text):
        before, after = text[: colon.start()], text[colon.end() :]
        said = _said(before, depth + 1), _said(after, depth + 1)
        if said[0] != before and said[1] != after:
            return ": ".join(said)
    return ""


@cache
def _with_subject(fragment: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<subject_>.+?) {_pattern(fragment).pattern}(?P<stop_>\.?)", re.DOTALL)


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """The template as a pattern: numbers are told from words, so that no sentence is taken for another one."""
    parts = re.split(r"\{(\w+)\}", template)
    text = "".join(
        re.escape(part) if place % 2 == 0 else f"(?P<{part}>{_NUMBER if part in _NUMBERS else '.+?'})"
        for place, part in enumerate(parts)
    )
    return re.compile(text, re.DOTALL)


_NUMBER = r"[\d.,]+"
_NUMBERS = frozenset({"n", "total", "low", "high", "rate", "limit", "images", "k"})
