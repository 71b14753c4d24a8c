"""`tlstudio VERB ...`: find the verb, run it, turn errors into sentences and exit codes."""

from __future__ import annotations

import errno
import signal
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import typer

from tlstudio.cli.options import HELP, GlobalOptions, take_global_options
from tlstudio.cli.output import Output, silence_stdout
from tlstudio.cli.session import INTERRUPTED, Session
from tlstudio.cli.verb import GROUPS
from tlstudio.core.discover import discover
from tlstudio.core.errors import StudioError, closest
from tlstudio.core.version import __version__

VERBS = "tlstudio.cli.verbs"
WINDOW = "gui"


def build_app() -> typer.Typer:
    """The program with all verbs found in `verbs/`."""
    app = typer.Typer(
        add_completion=False,
        no_args_is_help=False,
        pretty_exceptions_enable=False,
        help="Label a few images, get the rest suggested, review, fine-tune. `tlstudio` alone opens the window.",
        epilog=HELP,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback()
    def program() -> None:  # pyright: ignore[reportUnusedFunction]  # typer calls it
        """Label a few images, get the rest suggested, review, fine-tune. `tlstudio` alone opens the window."""

    verbs = discover(VERBS, entry_points=False)
    for key, module in sorted(verbs.items(), key=lambda item: GROUPS.index(item[1].CARD.group)):
        card = module.CARD
        if hasattr(module, "app"):
            app.add_typer(module.app, name=key, help=card.line, rich_help_panel=card.group)
        else:
            app.command(key, short_help=card.line, rich_help_panel=card.group, epilog=HELP)(module.run)
    return app


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug, out = "--debug" in given, Output(as_json="--json" in given)
    # A polite end from outside is treated as Ctrl+C: locks are given back, what is finished is kept.
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        options, rest = take_global_options(given)
        return _call(options, rest)
    except KeyboardInterrupt:
        out.note("Interrupted. What was finished is kept.")
        return INTERRUPTED
    except StudioError as error:
        out.error(error)
        if debug:
            traceback.print_exc()
            out.note(error.detail)
        return error.exit_code
    except BrokenPipeError:
        silence_stdout()
        return 0
    except OSError as error:
        out.error(StudioError(_system_sentence(error), hint="--debug shows where it happened."))
        if debug:
            traceback.print_exc()
        return 1
    except Exception as error:
        # Typer raises its own copy of click's errors; which module it is from depends on its version.
        format_message = getattr(error, "format_message", None)
        if format_message is not None:
            out.error(StudioError(_ended(str(format_message())), hint=_usage_hint(error)))
            return int(getattr(error, "exit_code", 2))
        out.error(StudioError(f"This is a fault of the program: {error}.", hint="--debug shows the details to report."))
        if debug:
            traceback.print_exc()
        return 1
    finally:
        signal.signal(signal.SIGTERM, before)


def _call(options: GlobalOptions, rest: list[str]) -> int:
    if rest == ["--version"]:
        print(f"tlstudio {__version__}")
        return 0
    rest = _with_verb(rest)
    command = typer.main.get_command(build_app())
    session = Session(options)
    try:
        code = command.main(rest, prog_name="tlstudio", standalone_mode=False, obj=session)
    except typer.Abort as error:
        raise KeyboardInterrupt from error
    # Some versions of typer turn Ctrl+C into this code by themselves, without a word.
    if code == INTERRUPTED and not session.has_finished:
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0


def _with_verb(rest: list[str]) -> list[str]:
    """`tlstudio` and `tlstudio PROJECT` open the window."""
    if not rest:
        return [WINDOW]
    first = rest[0]
    if first.startswith("-") or first in discover(VERBS, entry_points=False):
        return rest
    if len(rest) == 1 and Path(first).is_dir():
        return [WINDOW, first]
    return rest


def _usage_hint(error: Any) -> str:
    word = getattr(error, "message", "")
    if "No such command" in word:
        return closest(word.partition("'")[2].partition("'")[0], discover(VERBS, entry_points=False))
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "tlstudio"
    return f"`{path} --help` shows what it takes."


def _system_sentence(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return f"There is no space left{f' for {error.filename}' if error.filename else ''}."
    place = f"{error.filename}: " if error.filename else ""
    return f"{place}{error.strerror or error}."


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?")) else f"{sentence}."


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
