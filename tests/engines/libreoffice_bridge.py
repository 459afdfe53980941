"""Drives LibreOffice for the tests: one JSON request a line on stdin, one answer a line on stdout.

Run by the Python that has ``uno``, as ``-m tests.engines.libreoffice_bridge PROGRAM FOLDER
LOCALE``. A request is ``{"call": NAME, "arguments": {…}}``, the answer ``{"result": …}`` or
``{"error": TEXT, "ended": WHETHER IT CRASHED}``; the first line, unasked, answers whether
LibreOffice has started. The end of stdin ends it, and LibreOffice with it.
"""

from __future__ import annotations

import json
import os
import queue
import shutil
import signal
import sys
import threading
from pathlib import Path
from typing import Any

from tests.engines.libreoffice_calls import Calls
from tests.engines.libreoffice_process import Office

SECONDS_TO_END = 10


def _read_requests(requests: queue.Queue[str]) -> None:
    for line in sys.stdin:
        requests.put(line)
    requests.put("")
    # Whoever asked is gone. A call that hangs must not keep LibreOffice alive for ever.
    threading.Timer(SECONDS_TO_END, _end_at_once).start()


def _end_at_once() -> None:
    if os.name == "posix":
        os.killpg(os.getpgrp(), signal.SIGKILL)
    os._exit(1)


def _answer(office: Office, calls: Calls, line: str) -> dict[str, Any]:
    request = json.loads(line)
    try:
        return {"result": calls.call(request["call"], request["arguments"])}
    except Exception as error:  # noqa: BLE001 whatever UNO raises becomes the caller's error
        return {"error": f"{type(error).__name__}: {error}", "ended": office.ended()}


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Serve until stdin ends."""
    program, folder, locale = sys.argv[1:]
    requests: queue.Queue[str] = queue.Queue()
    threading.Thread(target=_read_requests, args=(requests,), daemon=True).start()
    office = Office(program, Path(folder), locale)
    try:
        office.start()
    except Exception as error:  # noqa: BLE001 likewise
        _say({"error": str(error)})
        return
    _say({"result": "ready"})
    calls = Calls(office)
    try:
        while line := requests.get():
            _say(_answer(office, calls, line))
    finally:
        office.stop()
        # Whoever asked may have been killed and cannot tidy up.
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
    # The timer would keep a process that has nothing left to do.
    os._exit(0)
