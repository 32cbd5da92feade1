"""How the last run went, for those who watch: `OUT/status.json`, and `OUT/pmo.prom` in the text
format of Prometheus, as the textfile collector of its node exporter reads it.

Neither holds a clock time: who watches knows the age of the file.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from pmo_analytics.whole_files import write_whole

STATUS_FILE, PROMETHEUS_FILE = "status.json", "pmo.prom"
_HELP = {
    "pmo_report_exit_code": "Exit code of the last run: 0 all well.",
    "pmo_report_seconds": "Seconds the last run took.",
    "pmo_reports_made": "Reports made by the last run.",
    "pmo_reports_failed": "Reports that failed in the last run.",
    "pmo_reports_carried_over": "Pages that the last run was not asked for and kept.",
    "pmo_files_refused": "Files and folders of the portfolio that were not used.",
}


@dataclass(frozen=True, slots=True)
class Status:
    """How a run went."""

    portfolio: str
    exit_code: int
    seconds: float = 0.0
    made: int = 0
    failed: int = 0
    carried_over: int = 0
    refused: int = 0
    error: str = ""  # the sentence the run ended with

    def prometheus(self) -> str:
        """Return the status in the text format of Prometheus."""
        values = (
            self.exit_code,
            round(self.seconds, 3),
            self.made,
            self.failed,
            self.carried_over,
            self.refused,
        )
        label = self.portfolio.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
        return "".join(
            f'# HELP {name} {text}\n# TYPE {name} gauge\n{name}{{portfolio="{label}"}} {value}\n'
            for (name, text), value in zip(_HELP.items(), values, strict=True)
        )


def write_status(out: Path, status: Status) -> None:
    """Write both files, each whole or not at all."""
    text = json.dumps(asdict(status), indent=1, ensure_ascii=False)
    for name, content in ((STATUS_FILE, text + "\n"), (PROMETHEUS_FILE, status.prometheus())):
        write_whole(out / name, content.encode(errors="replace"))
