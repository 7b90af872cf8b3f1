"""Times a rerun of every page on a real server over its websocket: `make bench-pages`.

Prints p50 and p95 over 50 reruns a page after a warm-up, the ratio to the fastest page, bytes per rerun, and memory per
session. No limit is asserted: the machine decides the seconds, the reader of the table judges the ratios.
"""

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
    "index": [{"index": "national", "place": place} for place in ("GEO", "ARM")],
    "hub": [{"place": place} for place in ("GE-KK", "GE-RL")],
    "project": [{}],
    "methods": [{}],
    "releases": [{}],
}


def main() -> None:
    with server() as (port, pid):
        rows = {page: timed(port, page, choices) for page, choices in PAGES.items()}
        fastest = min(p50 for p50, _, _ in rows.values())
        print(f"{'page':<11}{'p50 ms':>8}{'p95 ms':>8}{'x fastest':>11}{'kB a rerun':>12}")
        for page, (p50, p95, received) in rows.items():
            print(f"{page or 'start':<11}{p50:>8.0f}{p95:>8.0f}{p50 / fastest:>11.1f}{received / 1024:>12.1f}")
        print(f"memory per session: {per_session(port, pid):.1f} MB over {SESSIONS} sessions on the overview")


def timed(port: int, page: str, choices: list[dict[str, str]]) -> tuple[float, float, float]:
    """p50 and p95 in milliseconds, and the median bytes of one rerun."""
    session = Session(port)
    taken, received = [], []
    for run in range(WARM_UP + RUNS):
        seconds = session.run(page, lang="ka" if run % 4 < 2 else "en", **choices[run % len(choices)])
        if run >= WARM_UP:
            taken.append(1000 * seconds)
            received.append(session.received)
    session.close()
    return median(taken), quantiles(taken, n=20)[-1], median(received)


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
    main()
