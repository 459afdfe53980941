"""How long a visitor of the web page waits, beside the command line on the same machine.

``python -m benchmarks.website``; needs Chromium, node and ``website/node_modules``. It promises
only what is sent: the first visit with a workbook at most 9 MB, the next one nothing but the page.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.timing import command, interleaved
from website.build import build

TODAY = dt.date(2026, 11, 28)
MOST_BYTES = 9_000_000
_TIMER = Path(__file__).resolve().parents[1] / "website" / "tests" / "time.mjs"
_NEW = ("-m", "retrosheet", "new", "event", "--launch", "2027-09-15", "--lang", "fr", "--force")


def main() -> int:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    node = shutil.which("node")
    if browser is None or node is None:
        print("needs Chromium and node", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for place, content in build(TODAY).items():
            (folder / place).parent.mkdir(parents=True, exist_ok=True)
            (folder / place).write_bytes(content)
        native = interleaved(
            {"new": command(sys.executable, *_NEW, "-o", str(folder / "native.xlsx"))}, rounds=5
        )["new"].best
        done = subprocess.run(
            [node, str(_TIMER), browser, str(folder)], capture_output=True, text=True, check=True
        )
    seen = json.loads(done.stdout)
    print(f"{'':24}{'seconds':>9}{'× new':>8}{'MB':>8}")
    print(f"{'retrosheet new':24}{native:9.2f}{1:8.1f}")
    for visit, times in seen.items():
        for which in ("first", "next"):
            sent = f"{times['bytes'] / 1e6:8.2f}" if which == "first" else ""
            label = f"{visit} visit, {which} plan"
            print(f"{label:24}{times[which]:9.2f}{times[which] / native:8.1f}{sent}")
    return int(seen["cold"]["bytes"] > MOST_BYTES)


if __name__ == "__main__":
    sys.exit(main())
