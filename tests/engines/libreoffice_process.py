"""Starts and stops a LibreOffice of our own. Runs under the Python that has LibreOffice's ``uno``.

Nothing outside the given folder is read or written: the profile, the log and every temporary file
lie in it, so that neither a person's LibreOffice nor another test run is ever met.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import shutil
import subprocess
import time
import uuid
from pathlib import Path
from typing import Any

ATTEMPTS = 3
SECONDS_TO_START = 40
SECONDS_TO_STOP = 5
SECONDS_TO_CRASH = 1

# What a person's installation would ask, show or take from the machine's language. And one thread:
# asked to calculate all formulas again, LibreOffice 7.4 comes to a cell from two sides once in
# twenty times, calls that a circle (Err:522), or ends. What edits touch it calculates rightly.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{locale}</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Save/Document">
<prop oor:name="AutoSave" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc">
<prop oor:name="FirstRun" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Calculation">
<prop oor:name="UseThreadedCalculationForFormulaGroups" oor:op="fuse">
<value>false</value></prop></item>
</oor:items>
"""


class OfficeFailed(Exception):
    """LibreOffice did not start or did not answer; the message ends with what it said."""


class Office:
    """A running LibreOffice and the way to it."""

    def __init__(self, program: str, folder: Path, locale: str) -> None:
        self.uno: Any = importlib.import_module("uno")
        self._program = program
        self._folder = folder
        self._locale = locale
        self._process: subprocess.Popen[bytes] | None = None
        self.desktop: Any = None

    def start(self) -> None:
        """Start it, again with a fresh profile where the first start goes wrong."""
        for attempt in range(1, ATTEMPTS + 1):
            pipe = f"retrosheet-{uuid.uuid4().hex}"
            self._launch(pipe)
            try:
                self.desktop = self._connect(pipe)
            except OfficeFailed:
                self.stop()
                if attempt == ATTEMPTS:
                    raise
            else:
                return

    def stop(self) -> None:
        """Ask it to end. Whoever started this process ends what does not listen."""
        if self.desktop is not None:
            # It closes the connection while it answers, which raises here.
            with contextlib.suppress(Exception):
                self.desktop.terminate()
            self.desktop = None
        if self._process is not None:
            try:
                self._process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None

    def ended(self) -> bool:
        """Whether it is gone, or goes within the time that a crash takes to be written down."""
        if self._process is None:
            return True
        try:
            self._process.wait(SECONDS_TO_CRASH)
        except subprocess.TimeoutExpired:
            return False
        return True

    def said(self) -> str:
        """The end of what LibreOffice wrote to its log."""
        log = self._folder / "soffice.log"
        return log.read_text("utf-8", "replace")[-2000:] if log.exists() else ""

    def _launch(self, pipe: str) -> None:
        profile = self._folder / "profile"
        shutil.rmtree(profile, ignore_errors=True)
        (profile / "user").mkdir(parents=True)
        settings = _PROFILE.format(locale=self._locale)
        (profile / "user" / "registrymodifications.xcu").write_text(settings, "utf-8")
        command = [
            self._program,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--invisible",
            "--nodefault",
            "--nofirststartwizard",
            "--nologo",
            "--norestore",
            f"--accept=pipe,name={pipe};urp;",
        ]
        environment = dict(os.environ, TMPDIR=str(self._folder))
        # This interpreter's settings are not for the Python inside LibreOffice.
        for name in ("PYTHONPATH", "PYTHONHOME"):
            environment.pop(name, None)
        with (self._folder / "soffice.log").open("wb") as log:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment
            )

    def _connect(self, pipe: str) -> Any:
        assert self._process is not None
        local = self.uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", local
        )
        no_connection = self.uno.getClass("com.sun.star.connection.NoConnectException")
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            except no_connection:
                time.sleep(0.05)
            else:
                return context.ServiceManager.createInstanceWithContext(
                    "com.sun.star.frame.Desktop", context
                )
        ended = self._process.poll()
        state = "was not ready" if ended is None else f"ended with code {ended}"
        raise OfficeFailed(f"LibreOffice {state}\n{self.said()}")
