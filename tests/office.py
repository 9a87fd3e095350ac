"""LibreOffice without a window: opens a document, accepts or rejects all its tracked changes, says what is then in it."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

PYTHON = "/usr/bin/python3"
"""Debian's own Python, which has the package python3-uno."""
ANSWERS = {"": "", "accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}


def lines_after(program: str, document: Path, answer: str, folder: Path) -> list[str]:
    """The paragraphs of a document after its changes were all accepted, all rejected, or left as they are."""
    target = folder / f"{document.stem}-{answer or 'open'}.txt"
    command = [PYTHON, __file__, program, str(folder), document.as_uri(), target.as_uri(), ANSWERS[answer]]
    done = subprocess.run(command, check=False, capture_output=True, timeout=180, text=True)
    assert not done.returncode, done.stderr
    lines = target.read_text(encoding="utf-8-sig").split("\n")
    while lines and not lines[-1]:
        lines.pop()
    return lines


def main(program: str, folder: str, source: str, target: str, answer: str) -> None:
    """Run inside Debian's Python: start the office program, give it one order, end it."""
    import uno  # type: ignore[import-not-found]
    from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

    pipe = f"test{abs(hash(folder))}"
    profile = (Path(folder) / "profile").as_uri()
    flags = ["--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;"]
    office = subprocess.Popen([program, f"-env:UserInstallation={profile}", *flags])
    try:
        context = connect(uno, pipe)
        services = context.ServiceManager
        desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        document = desktop.loadComponentFromURL(source, "_blank", 0, (value(PropertyValue, "Hidden", True),))
        if answer:
            dispatcher = services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
            dispatcher.executeDispatch(document.CurrentController.Frame, answer, "", 0, ())
        options = (("FilterName", "Text (encoded)"), ("FilterOptions", "UTF8,LF,,,"))
        document.storeToURL(target, tuple(value(PropertyValue, *option) for option in options))
        document.close(True)
        # The bridge may be gone before it could say that the office program has ended.
        with contextlib.suppress(Exception):
            desktop.terminate()
            office.wait(60)
    finally:
        office.kill()


def connect(uno, pipe):  # type: ignore[no-untyped-def]
    import time

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # noqa: BLE001 - the office program is not up yet; its own exception cannot be named before
            time.sleep(0.2)
    raise TimeoutError("LibreOffice did not start")


def value(kind, name, content):  # type: ignore[no-untyped-def]
    one = kind()
    one.Name, one.Value = name, content
    return one


if __name__ == "__main__":
    main(*sys.argv[1:])
