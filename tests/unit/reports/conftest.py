"""LibreOffice, for the tests that open documents as a person would."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.office import PYTHON


@pytest.fixture(scope="session")
def libreoffice() -> str:
    """The path of LibreOffice, with the bridge by which Debian's Python talks to it."""
    path = shutil.which("soffice") or shutil.which("libreoffice")
    bridge = [PYTHON, "-c", "import uno"]
    if path is None or not Path(PYTHON).exists() or subprocess.run(bridge, check=False, capture_output=True).returncode:
        pytest.skip("no LibreOffice on this machine (Debian: apt install libreoffice-writer-nogui python3-uno)")
    return path
