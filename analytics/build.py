"""Sources -> facts -> a new release. All or nothing: a bad row leaves the old release standing."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pandas as pd

import geo.frames
from analytics import big_records, catalogue, derive, indices, reduced
from analytics.choices import choices
from data import corrections, observations, releases, source_records
from data.engine import Engine, open_engine
from data.errors import Finding, InputError
from data.observations import Known
from data.paths import ROOT, SOURCES, var

CODE_VERSION = "0.1.0"
INPUT_SUFFIXES = {".toml", ".csv", ".sql", ".py"}
FACT_COLUMNS = [
    "fact_id", "indicator", "place", "year", "wave", "grp", "statistic", "source", "value", "qualifier", "lower",
    "upper", "interval_kind", "interval_level", "n", "status", "flag", "note",
]  # fmt: skip

Progress = Callable[[str], None]


def inputs_digest(root: Path = ROOT) -> str:
    """SHA-256 of everything that a release is built from: sources, records, places, the code itself, the seed."""
    total = hashlib.sha256(str(releases.SEED).encode())
    for path in _inputs(root):
        total.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    total.update(reduced.table_keys(root / "data" / "sources").encode())
    return total.hexdigest()


def _inputs(root: Path) -> list[Path]:
    folders = (root / name for name in ("data", "geo", "analytics"))
    return sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in INPUT_SUFFIXES)


def stale() -> bool:
    """Whether there is no whole release, or it was built from other inputs than those here now."""
    try:
        release = releases.current()
    except releases.ReleaseError:
        return True
    return bool(release.manifest["inputs_sha256"] != inputs_digest())


def build(
    progress: Progress = lambda step: None, *, root: Path = SOURCES, engine: str | None = None
) -> releases.Release:
    """Build a release from the sources and make it the current one.

    Args:
        progress: told what is being read or computed, once per step.
        root: the source folders.
        engine: where big tables are reduced, as `data.engine.open_engine` takes it; None = KVALI_ENGINE, or DuckDB,
            opened only when a source stands on a big table.

    Raises:
        InputError: an input is wrong; the message names file, row, column, value and cure.
        EngineError: an engine cannot be used or did not finish.
        ReleaseLocked: another build is running.
    """
    with releases.lock(), _Engines(engine) as engines:
        records, known_sources = catalogue.catalogue(), source_records.load_all(root)
        places = geo.frames.places_frame()
        known = Known(records.keys(), set(places["place"]))
        published, gaps = _read_all(known_sources, known, root, progress, engines)
        published = derive.identify(published).merge(places[["place", "level"]], on="place", how="left")
        _check_sources_of(records, published)
        progress("metrics")
        facts, parents = derive.derive(published, geo.frames.members_frame(), records)
        tables = _tables(facts, parents, gaps, records, known_sources)
        progress("release")
        date = max(source.retrieved for source in known_sources.values()).isoformat()
        return releases.write(tables, date=date, inputs_sha256=inputs_digest(), code_version=CODE_VERSION)


class _Engines:
    """The engine of one build: opened at once when it was named, else when it is first needed; closed at the end."""

    def __init__(self, setting: str | None) -> None:
        self._setting = setting
        self._engine: Engine | None = open_engine(setting) if setting else None

    def get(self) -> Engine:
        if self._engine is None:
            self._engine = open_engine(self._setting)
        return self._engine

    def __enter__(self) -> "_Engines":
        return self

    def __exit__(self, *raised: object) -> None:
        if self._engine is not None:
            self._engine.close()


def _read_all(
    known_sources: dict[str, source_records.Source], known: Known, root: Path, progress: Progress, engines: _Engines
) -> tuple[pd.DataFrame, pd.DataFrame]:
    frames, gaps = [], []
    findings: list[Finding] = []
    for name, source in known_sources.items():
        progress(name)
        try:
            folder = _figures(root / name, engines)
            frames.append(_read_cached(folder, source, known, root / name))
            gaps.append(observations.read_gaps(folder, source, known))
        except InputError as error:
            findings += error.findings
    if findings:
        raise InputError(findings)
    return pd.concat(frames, ignore_index=True), pd.concat([one for one in gaps if len(one)], ignore_index=True)


def _figures(folder: Path, engines: _Engines) -> Path:
    """Where a source's figures stand: in its folder, or where they were reduced from its big table."""
    record = big_records.load(folder)
    return reduced.folder_of(folder, record, engines.get) if record else folder


def _read_cached(folder: Path, source: source_records.Source, known: Known, home: Path) -> pd.DataFrame:
    """The checked rows of one source; an unchanged source is not read again.

    What was checked depends on the files, on the reader's code and on the known names: all are in the cache's name.
    """
    readers = ("observations.py", "corrections.py", "source_records.py")
    code = b"".join((ROOT / "data" / name).read_bytes() for name in readers)
    names = "\n".join([*sorted(known.indicators), *sorted(known.places)]).encode()
    digests = "".join(observations.digest(one) for one in dict.fromkeys((folder, home)))
    key = hashlib.sha256(digests.encode() + code + names).hexdigest()
    cached = var() / "cache" / f"{home.name}-{key[:16]}.pickle"
    if cached.exists():
        kept: pd.DataFrame = pd.read_pickle(cached)  # noqa: S301 - our own file in our own var/
        return kept
    rows = corrections.correct(observations.read(folder, source, known), home)
    cached.parent.mkdir(parents=True, exist_ok=True)
    for old in cached.parent.glob(f"{home.name}-*.pickle"):
        old.unlink()
    half = cached.with_suffix(".half")
    rows.to_pickle(half)
    half.replace(cached)
    return rows


def _check_sources_of(records: dict[str, catalogue.Indicator], published: pd.DataFrame) -> None:
    """A record names exactly the sources that its rows come from, so that neither drifts from the other."""
    actual = {name: tuple(sorted(set(rows["source"]))) for name, rows in published.groupby("indicator")}
    findings = [
        Finding(f"analytics/indicators/{one.id}.toml", 0, "sources", str(list(one.sources)),
                "are not the sources of its rows", f"Write {list(actual.get(one.id, ()))}")
        for one in records.values()
        if not one.derived and tuple(sorted(one.sources)) != actual.get(one.id, ())
    ]  # fmt: skip
    if findings:
        raise InputError(findings)


def _tables(
    facts: pd.DataFrame,
    parents: pd.DataFrame,
    gaps: pd.DataFrame,
    records: dict[str, catalogue.Indicator],
    known_sources: dict[str, source_records.Source],
) -> dict[str, pd.DataFrame]:
    return {
        "sources": source_records.frame(known_sources),
        "places": geo.frames.places_frame(),
        "place_members": geo.frames.members_frame(),
        "indicators": pd.concat([catalogue.frame(records), indices.frame(indices.indices())], ignore_index=True),
        "groups": _groups(facts["grp"]),
        "facts": facts[FACT_COLUMNS].sort_values("fact_id", ignore_index=True),
        "fact_parents": parents,
        "gaps": gaps,
        "choices": choices(facts, records),
    }


def _groups(grp: "pd.Series[str]") -> pd.DataFrame:
    """One row per dimension of a disaggregation that occurs in the facts."""
    rows = [(name, *part.split("=", 1)) for name in sorted(set(grp)) if name for part in name.split("|")]
    return pd.DataFrame(rows, columns=["grp", "dimension", "category"])
