"""Times a rerun of every page on a real server over its websocket: `make bench-pages`.

Prints p50 and p95 over 50 reruns a page after a warm-up, the ratio to the fastest page, bytes per rerun on the wire
(compressed) and unpacked, and memory per session. A page named "… part" runs again only its fragment, as a click inside
of it does. `python -m bench.pages map overview` takes only these pages. No limit is asserted: the machine decides the
seconds, the reader of the table judges the ratios.
"""

import sys
from statistics import median, quantiles

from bench.server import Session, memory, server

RUNS, WARM_UP, SESSIONS = 50, 5, 100
# Each page with choices that draw its fullest figures; they vary so that no run repeats the one before.
PAGES: dict[str, list[dict[str, str]]] = {
    "": [{"door": door} for door in ("donor", "writer", "hub")],
    "overview": [{"year": year} for year in ("2024", "2016")],
    "explore": [{"q": words} for words in ("turnout", "ნდობა")],
    "indicator": [{"indicator": "turnout_parliamentary", "place": place} for place in ("GE-KK", "GE-TB")],
    "compare": [{"indicator": "eng_petition", "places": places} for places in ("GE-KK,GE-TB", "GE-KK,GE-IM")],
    "map": [{"year": year} for year in ("2008", "2012", "2016", "2024")],
    "map part": [{"year": year} for year in ("2008", "2012", "2016", "2024")],
    "map two part": [
        {"indicator": "eng_petition", "beside": "2017", "year": year, "place": place}
        for year in ("2015", "2019")
        for place in ("GE-KK", "GE-TB")
    ],
    "index": [{"index": "national", "place": place} for place in ("GEO", "ARM")],
    "hub": [{"place": place} for place in ("GE-KK", "GE-RL")],
    "briefing": [{"subject": "region", "place": place} for place in ("GE-KK", "GE-RL")],
    "project": [{}],
    "methods": [{}],
    "releases": [{}],
}


WHOLE = {name: choices for name, choices in PAGES.items() if not name.endswith(" part")}
"""Those that run a whole page."""


def main(names: list[str]) -> None:
    chosen = {
        name: choices for name, choices in PAGES.items() if not names or (name.partition(" ")[0] or "start") in names
    }
    with server() as (port, pid):
        rows = {name: timed(port, name, choices) for name, choices in chosen.items()}
        fastest = min(row[0] for row in rows.values())
        heads = ("p50 ms", "p95 ms", "x fastest", "kB a rerun", "unpacked")
        print(f"{'page':<14}" + "".join(f"{head:>12}" for head in heads))
        for name, (p50, p95, received, unpacked) in rows.items():
            figures = (p50, p95, p50 / fastest, received / 1024, unpacked / 1024)
            print(f"{name or 'start':<14}" + "".join(f"{figure:>12.1f}" for figure in figures))
        print(f"memory per session: {per_session(port, pid):.1f} MB over {SESSIONS} sessions on the overview")


def timed(port: int, name: str, choices: list[dict[str, str]]) -> tuple[float, float, float, float]:
    """p50 and p95 in milliseconds, and the median bytes of one rerun, on the wire and unpacked."""
    page, part = name.partition(" ")[0], name.endswith(" part")
    session = Session(port)
    session.run(page, lang="ka", **choices[0])
    taken, received, unpacked = [], [], []
    for run in range(WARM_UP + RUNS):
        seconds = session.run(
            page, part=part, lang="ka" if part or run % 4 < 2 else "en", **choices[run % len(choices)]
        )
        if run >= WARM_UP:
            taken.append(1000 * seconds)
            received.append(session.received)
            unpacked.append(session.unpacked)
    session.close()
    return median(taken), quantiles(taken, n=20)[-1], median(received), median(unpacked)


def per_session(port: int, pid: int) -> float:
    """Megabytes that one more open session adds to the server."""
    before = memory(pid)
    sessions = [Session(port) for _ in range(SESSIONS)]
    for session in sessions:
        session.run("overview", lang="ka")
    grown = memory(pid) - before
    for session in sessions:
        session.close()
    return grown / SESSIONS


if __name__ == "__main__":
    main(sys.argv[1:])
