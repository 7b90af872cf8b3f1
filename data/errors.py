"""What is wrong with an input: the file, row, column and value, and how to mend it."""

from collections.abc import Sequence
from dataclasses import dataclass

SHOWN_AT_MOST = 20


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong in one input file.

    Attributes:
        file: path below the project's root.
        row: line of the file as an editor counts it (the header is line 1); 0 = the whole file.
        column: column or key; "" = the whole row.
        value: what stands there.
        problem: what is wrong with it.
        cure: what to do.
    """

    file: str
    row: int
    column: str
    value: str
    problem: str
    cure: str

    def __str__(self) -> str:
        where = self.file + (f", line {self.row}" if self.row else "") + (f", {self.column}" if self.column else "")
        return f"{where}: {self.value!r} {self.problem}. {self.cure}"


class InputError(ValueError):
    """Some inputs are wrong; nothing was built and the old release stays."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        shown = [str(finding) for finding in self.findings[:SHOWN_AT_MOST]]
        more = len(self.findings) - len(shown)
        super().__init__("\n".join(shown + ([f"... and {more} more"] if more > 0 else [])))
