"""Where the project's files stand, and where a build may write."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "data" / "sources"
SCHEMA = ROOT / "data" / "schema.sql"
RENAMED = ROOT / "data" / "renamed.toml"


def var() -> Path:
    """The only folder that the project writes to: KVALI_VAR, or var/ in the checkout."""
    return Path(os.environ.get("KVALI_VAR") or ROOT / "var")


def shown(path: Path) -> str:
    """The path as a message names it: below the checkout where it lies there."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)
