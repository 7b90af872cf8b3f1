"""Many readers at once: `python -m bench.load --sessions 50 --seconds 180`.

Every reader has a websocket of its own and clicks every three seconds, a third more or less: a page and one of its
choices by chance (seeded). The server is warm as one that has served for a day: before, every choice was made once in
each language, and as many other readers clicked by other chances for `--before` seconds, since a reader carries place
and year from page to page. `--cold` opens only the pages themselves before, so that nearly every choice is built under
load.
Prints p50, p95 and the largest time by page and over all, mistakes, the server's memory and processor time, and this
client's processor time apart. No limit is asserted: the machine decides the seconds.
"""

import argparse
import asyncio
import os
import random
import time
from pathlib import Path
from statistics import median, quantiles

from analytics.catalogue import catalogue
from analytics.headlines import plan
from analytics.indices import indices
from bench.pages import WHOLE
from bench.reader import PAUSE, Log, read_on
from bench.server import Session, memory, server
from geo.places import places

SEED = 20261127
LANGUAGES = ("ka", "en")


def choices() -> dict[str, list[dict[str, str]]]:
    """What a reader may click: each page with some of its choices, taken from our own records."""
    regions = [code for code, place in places().items() if place.level == "region"]
    indicators = list(catalogue())
    by_page = {page: [dict(one) for one in given] for page, given in WHOLE.items()}
    by_page["overview"] += [{"indicator": name, "place": place} for name in plan().maps for place in regions[:4]]
    by_page["explore"] += [{"q": words} for words in ("media", "არჩევნები", "turnuot", "კვემო ქართლი")]
    by_page["indicator"] += [{"indicator": name} for name in indicators[::4]]
    by_page["compare"] += [{"indicator": "turnout_parliamentary", "places": f"{one},GE-TB"} for one in regions[:4]]
    by_page["index"] += [
        {"index": record.id, "profile": one.id} for record in indices().values() for one in record.profile
    ]
    by_page["hub"] += [{"place": place} for place in regions]
    return by_page


def processor_seconds(pid: int) -> float:
    """Processor time that a process has used so far (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def warm(port: int, pages: dict[str, list[dict[str, str]]]) -> None:
    """Opens every page in each language with the first of its choices, or with all that are given."""
    for page, given in pages.items():
        for language in LANGUAGES:
            for one in given:
                session = Session(port)  # a new one each time: a session remembers its choices
                session.run(page, lang=language, **one)
                session.close()


async def press(port: int, pid: int, sessions: int, seconds: float, seed: int = SEED) -> tuple[Log, list[float]]:
    """All readers at once; the log, and the server's memory in MB at start, middle and end."""
    log, pages, until = Log(), choices(), time.monotonic() + seconds
    readers = [read_on(port, until, log, random.Random(seed + one), pages) for one in range(sessions)]
    megabytes = [memory(pid)]

    async def watch() -> None:
        await asyncio.sleep(seconds / 2)
        megabytes.append(memory(pid))
        await asyncio.sleep(seconds / 2 - 1)
        megabytes.append(memory(pid))

    await asyncio.gather(watch(), *readers)
    return log, megabytes


def row(name: str, seconds: list[float], received: list[int]) -> str:
    """One line of the table; milliseconds and the median kilobytes of a click."""
    p95 = quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
    times = (median(seconds), p95, max(seconds))
    return (
        f"{name:<11}{len(seconds):>8}"
        + "".join(f"{1000 * one:>9.0f}" for one in times)
        + (f"{median(received) / 1024:>10.1f}")
    )


def tell(log: Log) -> None:
    """Prints the table of clicks, and the mistakes."""
    print(f"{'page':<11}{'clicks':>8}{'p50 ms':>9}{'p95 ms':>9}{'max ms':>9}{'kB p50':>10}")
    for page in [*WHOLE, None]:
        rows = [one for one in log.clicks if page in (None, one[0])]
        if rows:
            name = "all" if page is None else page or "start"
            print(row(name, [one[1] for one in rows], [one[2] for one in rows]))
    print(f"errors: {len(log.mistakes)}")
    for words, times in sorted({one: log.mistakes.count(one) for one in log.mistakes}.items())[:10]:
        print(f"  {times} x {words}")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--sessions", type=int, default=50)
    asked.add_argument("--seconds", type=float, default=180)
    asked.add_argument("--before", type=float, default=180)
    asked.add_argument("--cold", action="store_true")
    given = asked.parse_args()
    with server() as (port, pid):
        warm(port, {page: several[:1] for page, several in WHOLE.items()} if given.cold else choices())
        if not given.cold:
            asyncio.run(press(port, pid, given.sessions, given.before, seed=SEED + given.sessions))
        served, own, started = processor_seconds(pid), time.process_time(), time.perf_counter()
        log, megabytes = asyncio.run(press(port, pid, given.sessions, given.seconds))
        wall = time.perf_counter() - started
        served, own = processor_seconds(pid) - served, time.process_time() - own
    print(f"{given.sessions} sessions, a click every {PAUSE:g} s each, for {given.seconds:g} s")
    tell(log)
    start, middle, end = megabytes
    print(f"server memory: {start:.0f} MB at the start, {middle:.0f} in the middle, {end:.0f} at the end")
    each = 1000 * served / max(len(log.clicks), 1)
    print(f"processor: server {100 * served / wall:.0f} % of one core ({each:.1f} ms a click)")
    print(f"processor: load client {100 * own / wall:.0f} % of one core")


if __name__ == "__main__":
    main()
