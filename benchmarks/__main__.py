"""Run all benchmarks, or the named ones, each in a process of its own so that none warms up the next."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
from types import ModuleType

import benchmarks
from benchmarks import harness


def found() -> dict[str, ModuleType]:
    """Benchmarks by name: the modules of this folder that have a NAME."""
    names = (info.name for info in pkgutil.iter_modules(benchmarks.__path__) if not info.name.startswith("_"))
    modules = [importlib.import_module(f"benchmarks.{name}") for name in names]
    return {module.NAME: module for module in modules if hasattr(module, "NAME")}


def run_here(name: str, module: ModuleType) -> int:
    """Run one benchmark in this process; return how many goals were missed."""
    where = harness.machine()
    rows = module.run()
    path = harness.write(name, rows, where)
    print(f"\n{name}  ({path})\n{harness.table(rows)}", flush=True)
    return sum(row.met is False for row in rows)


def main(arguments: list[str]) -> int:
    """Return 0 when every benchmark ran; a goal that was missed is told, not hidden, and is no failure to run."""
    known = found()
    wanted = arguments or list(known)
    unknown = [name for name in wanted if name not in known]
    if unknown:
        print(f"error: no benchmark is called {', '.join(unknown)}\nhint: Known: {', '.join(known)}.", file=sys.stderr)
        return 2
    if len(wanted) == 1:
        missed = run_here(wanted[0], known[wanted[0]])
        print(f"\n{missed} goal(s) missed." if missed else "\nAll goals met.")
        return 0
    codes = [subprocess.run([sys.executable, "-m", "benchmarks", name], check=False).returncode for name in wanted]
    broken = [name for name, code in zip(wanted, codes, strict=True) if code]
    if broken:
        print(f"error: did not finish: {', '.join(broken)}", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
