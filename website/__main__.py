"""``python -m website``: build the page into a folder, which any server can hand out as it is."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from website import runtime
from website.build import build


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m website", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/site"), help="the folder to fill")
    parser.add_argument("--today", type=dt.date.fromisoformat, default=None,
                        help="the day of the ready-made workbooks (YYYY-MM-DD)")  # fmt: skip
    parser.add_argument("--base-url", default="", help="where it will stand, for search engines")
    given = parser.parse_args()
    base_url = given.base_url and given.base_url.rstrip("/") + "/"
    today = given.today or dt.datetime.now().astimezone().date()
    try:
        files = build(today, base_url)
    except runtime.RuntimeMissing as missing:
        print(missing, file=sys.stderr)
        return 2
    for place, content in files.items():
        path = given.out / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    weight = sum(map(len, files.values())) / 1e6
    print(f"{given.out}: {len(files)} files, {weight:.1f} MB. Open it with: make site-serve")
    return 0


if __name__ == "__main__":
    sys.exit(main())
