"""Runs one way to one answer some times in this process and prints what it took as JSON: `-m bench.engine_task …`.

CPU and memory count this process and its children (Spark's Java); the best of the runs by wall time is told.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from bench.engine_paths import by_hand, in_pandas, ours
from data.engine import open_engine

TICKS = os.sysconf("SC_CLK_TCK")
KEYS = {"M1": ["region", "year", "sex", "age"], "M2": ["place", "period"], "M3": ["pool", "place"]}
NUMBERS = {"M1": ["value", "standard_error"], "M2": ["rate", "rate_change"], "M3": ["score"]}


def descendants(root: int) -> list[int]:
    """This process and all below it."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        except OSError:
            continue
        parents[int(path.parent.name)] = int(fields[1])
    found = [root]
    for one in found:
        found += [pid for pid, parent in parents.items() if parent == one]
    return found


def cpu() -> float:
    total = 0
    for pid in descendants(os.getpid()):
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def peak() -> float:
    """Peak memory of all processes together, MB."""
    lines = [line for pid in descendants(os.getpid())
             for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()]  # fmt: skip
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def digest(metric: str, found: pd.DataFrame) -> list[float]:
    """What the frame says, in few numbers that agree to 1e-9 when the frames do: size, sums and weighted sums."""
    rows = found.sort_values(KEYS[metric], ignore_index=True)
    place = pd.Series(range(1, len(rows) + 1), dtype="float64") / len(rows)
    sums = [total for name in NUMBERS[metric] for one in [rows[name].astype("float64").fillna(0.0)]
            for total in (one.sum(), (one * place).sum())]  # fmt: skip
    return [float(len(rows)), *map(float, sums)]


def way(name: str) -> Callable[[str, Path], pd.DataFrame]:
    if name.startswith("ours on "):
        engine = open_engine(name.removeprefix("ours on "))
        return lambda metric, folder: ours(engine, metric, folder)
    if name in ("polars", "Ibis"):
        from bench import engine_rivals

        return {"polars": engine_rivals.in_polars, "Ibis": engine_rivals.in_ibis}[name]
    return {"pandas": in_pandas, "DuckDB SQL by hand": by_hand}[name]


def main() -> None:
    name, metric, folder, runs = sys.argv[1], sys.argv[2], Path(sys.argv[3]), int(sys.argv[4])
    run = way(name)
    taken = []
    for _ in range(runs):
        cpu_before, wall_before = cpu(), time.perf_counter()
        found = run(metric, folder)
        taken.append((time.perf_counter() - wall_before, cpu() - cpu_before))
    wall, used = min(taken)
    print(json.dumps({"wall": wall, "cpu": used, "peak": peak(), "says": digest(metric, found)}))


if __name__ == "__main__":
    main()
