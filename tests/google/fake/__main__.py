"""``python -m tests.google.fake [FOLDER]``: the fake by hand, with one blank spreadsheet.

FOLDER, an existing one, gets the key of a service account and a person's login.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from tests.google.fake.google import FakeGoogle


def main() -> None:
    """Serve until interrupted; say what to set and where the spreadsheet is."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    with FakeGoogle() as google:
        google.quota = False
        file = google.credentials_file(folder)
        print(f"export RETROSHEET_GOOGLE_API={google.url}")  # noqa: T201
        print(f"export RETROSHEET_CREDENTIALS={file}")  # noqa: T201
        person = google.user_file(folder)
        print(f"# or, to create sheets: export RETROSHEET_CREDENTIALS={person}")  # noqa: T201
        print(f"# a blank spreadsheet: {google.blank()}", flush=True)  # noqa: T201
        seen = 0
        try:
            while True:
                time.sleep(0.2)
                for item in google.requests[seen:]:
                    print(item.status, item.method, item.path, file=sys.stderr)  # noqa: T201
                    seen += 1
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
