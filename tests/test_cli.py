"""The command line as a person meets it: results, messages and exit codes (contract, section 4)."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from msgspec import Struct

from constitution_diff import akn, cli, pipeline
from tests.files import make_pdf

OLD = """Constitution of Ruritania

PART I. THE STATE

Article 1. Form of government

Ruritania is a kingdom; its king swears to keep this law.

PART II. THE PERSON

Article 2. Speech

1. Everyone may speak and write freely.
2. Censorship is prohibited.

Article 3. Home

The home is inviolable. No one may enter it against the will of its owner.
"""
NEW = """Constitution of Ruritania

PART I. THE STATE

Article 1. Form of government

Ruritania is a republic; its president swears to keep this law.

PART II. THE PERSON

Article 2. Home

The home is inviolable. No one may enter it against the will of its owner, except by decision of a court.

Article 3. Speech

1. Everyone may speak, write and publish freely.
2. Censorship is prohibited.

Article 4. Water

Everyone has the right to clean water from the springs of the mountains.
"""
RUSSIAN = """Конституция Руритании

РАЗДЕЛ I. ГОСУДАРСТВО

Статья 1. Форма правления

Руритания является королевством, и его король присягает этому закону.
"""
ESCAPE = "\x1b["


class Run(Struct, frozen=True):
    """What one command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two small constitutions, which is where the commands run."""
    (tmp_path / "old.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    (tmp_path / "russian.txt").write_text(RUSSIAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def command(folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """Runs one command in that folder; anything but a known exit code would raise."""

    def run(*arguments: str, stdin: bytes = b"") -> Run:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = cli.run(list(arguments))
        sys.stdout.flush()
        captured = capfd.readouterr()
        return Run(code, captured.out, captured.err)

    return run


def start(*arguments: str, cwd: Path, env: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    """Start the installed command as a process of its own, which an interrupt reaches even where its parent ignores it."""
    return subprocess.Popen(
        [Path(sys.executable).parent / "constitution-diff", *arguments],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **(env or {})},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - there are no threads here
    )


def make_zip(**files: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


BILLION_LAUGHS = b"""<?xml version="1.0"?>
<!DOCTYPE akomaNtoso [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act>&c;</act></akomaNtoso>"""
UNREADABLE = {
    "empty.txt": b"",
    "noise.bin": bytes(range(256)) * 64,
    "scan.pdf": make_pdf([]),
    "broken.pdf": b"%PDF-1.7\n" + b"no page follows\n" * 20,
    "broken.docx": b"PK\x03\x04word/document.xml" + b"\0" * 200,
    "archive.zip": make_zip(readme="no constitution"),
    "protected.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "letter.rtf": b"{\\rtf1\\ansi Article 1. The State}",
    "latin.txt": "Artículo 1. España".encode("latin-1") * 40,
    "data.xml": b'<?xml version="1.0"?><rows><row>1</row></rows>',
}
WRONG_USE = {
    "unknown edition": (("diff", "kz-1905", "new.txt"), "kz-1995"),
    "unknown language of an edition": (("diff", "kz-1995:xx", "new.txt"), "kz-1995:ru"),
    "edition whose text is not bundled": (("diff", "kz-1995:ru", "new.txt"), "adilet"),
    "file that is not there": (("diff", "old.txt", "nwe.txt"), "nwe.txt"),
    "only one edition": (("diff", "old.txt"), "OLD and NEW"),
    "three editions": (("diff", "old.txt", "new.txt", "old.txt"), "extra argument"),
    "standard input twice": (("diff", "-", "-"), "standard input"),
    "unknown command": (("compare", "old.txt", "new.txt"), "compare"),
    "unknown option": (("diff", "--word-diff"), "--word-diff"),
    "option without its value": (("report", "old.txt", "new.txt", "-o"), "-o"),
    "unknown value of an option": (("align", "old.txt", "new.txt", "--format", "yaml"), "'json'"),
    "unknown format": (("report", "old.txt", "new.txt", "--format", "odt"), "html"),
    "unknown ending of the output": (("report", "old.txt", "new.txt", "-o", "report.odt"), "html"),
    "unknown language of the page": (("report", "old.txt", "new.txt", "--ui-lang", "fr"), "'kk'"),
    "unknown language": (("parse", "old.txt", "--lang", "xx"), "a new language is a new TOML file"),
    "unknown part": (("diff", "old.txt", "new.txt", "--part", "IX"), "I, II"),
    "unknown action of texts": (("texts", "shred"), "list"),
    "texts show without a name": (("texts", "show"), "texts show NAME"),
    "texts show of an unknown edition": (("texts", "show", "kz-1905"), "kz-1995:en"),
}
BAD_LINKS = {
    "another header": ("alt,neu\n2.1,3.1\n", "line 1"),
    "unknown reference": ("old,new,action,note\n2.1,3.1,link,\n99.1,3.1,link,\n", "line 3"),
    "unknown action": ("old,new,action,note\n2.1,3.1,join,\n", "line 2"),
    "no reference": ("old,new,action,note\n,,link,\n", "line 2"),
    "not UTF-8": ("old,new,action,note\n2.1,3.1,link,ÿ\n", "byte"),
}


def check_message(run: Run) -> None:
    """A known fault is told in a few lines on standard error: what, and what to do; nothing on standard output."""
    assert run.out == ""
    assert "Traceback" not in run.err
    assert 0 < len(run.err.strip().splitlines()) <= 8
    assert re.search(r"^(error: |Error: )\S", run.err, re.MULTILINE)


@pytest.mark.parametrize("name", WRONG_USE)
def test_wrong_use_ends_with_2_and_says_what_would_be_right(name: str, command: Callable[..., Run]) -> None:
    """Whoever mistypes a name or an option learns which ones there are."""
    arguments, advice = WRONG_USE[name]
    run = command(*arguments)
    check_message(run)
    assert run.code == 2
    assert advice in run.err


@pytest.mark.parametrize("name", UNREADABLE)
@pytest.mark.parametrize("verb", ["parse", "diff"])
def test_a_file_that_cannot_be_read_ends_with_3_and_is_named(
    name: str, verb: str, folder: Path, command: Callable[..., Run]
) -> None:
    """Damaged, foreign and scanned files are refused by name, with advice, whichever command gets them."""
    (folder / name).write_bytes(UNREADABLE[name])
    run = command(verb, name) if verb == "parse" else command(verb, "old.txt", name)
    check_message(run)
    assert run.code == 3
    assert name in run.err
    assert "try: " in run.err


def test_a_scan_is_called_a_scan(folder: Path, command: Callable[..., Run]) -> None:
    """A PDF of pictures is no empty constitution: the message says that its text must be recognised first."""
    (folder / "scan.pdf").write_bytes(make_pdf([]))
    assert re.search(r"scan|text layer", command("parse", "scan.pdf").err)


def test_hostile_xml_is_refused_without_being_expanded(folder: Path, command: Callable[..., Run]) -> None:
    """A file built to fill the memory is refused as what it is."""
    (folder / "laughs.xml").write_bytes(BILLION_LAUGHS)
    run = command("parse", "laughs.xml")
    check_message(run)
    assert run.code in (3, 4)
    assert "laughs.xml" in run.err


def test_a_folder_and_a_huge_file_are_refused(folder: Path, command: Callable[..., Run]) -> None:
    """Neither a folder nor a file of more than 64 MiB is read."""
    (folder / "texts").mkdir()
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(pipeline.MAXIMUM_BYTES + 1)
    for name in ("texts", "huge.txt"):
        run = command("parse", name)
        check_message(run)
        assert (run.code, name in run.err) == (3, True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_refused(folder: Path, command: Callable[..., Run]) -> None:
    """A file that its owner closed is named, not traced back."""
    (folder / "old.txt").chmod(0)
    run = command("parse", "old.txt")
    check_message(run)
    assert run.code == 3


@pytest.mark.parametrize("arguments", [("parse", "prose.txt"), ("diff", "old.txt", "prose.txt")], ids=" ".join)
def test_a_text_without_articles_ends_with_4(
    arguments: tuple[str, ...], folder: Path, command: Callable[..., Run]
) -> None:
    """A text in which no article was found is not compared as if it were empty."""
    (folder / "prose.txt").write_text("It was a dark night in Ruritania.\n\nNobody slept.\n", encoding="utf-8")
    run = command(*arguments)
    check_message(run)
    assert run.code == 4
    assert "Article 1" in run.err


INVALID = {
    "another vocabulary": lambda good: good.replace(b"<article ", b"<artikel ").replace(b"</article>", b"</artikel>"),
    "names twice": lambda good: good.replace(b'eId="art_2"', b'eId="art_1"'),
    "no language": lambda good: re.sub(rb"<FRBRlanguage[^>]*/>", b"", good),
}


@pytest.mark.parametrize("name", INVALID)
def test_invalid_akoma_ntoso_ends_with_4_and_names_lines(name: str, folder: Path, command: Callable[..., Run]) -> None:
    """`validate` lists what is wrong, line by line, and says so by its exit code."""
    good = akn.dump(pipeline.parse(OLD.encode(), "old.txt"))
    (folder / "good.xml").write_bytes(good)
    (folder / "bad.xml").write_bytes(INVALID[name](good))
    assert command("validate", "good.xml").code == 0
    run = command("validate", "bad.xml")
    assert run.code == 4
    assert "Traceback" not in run.err
    assert re.search(r"line \d+", run.out + run.err)
    assert "bad.xml" in run.err


def test_a_cut_off_xml_file_ends_with_3_and_names_its_last_line(folder: Path, command: Callable[..., Run]) -> None:
    """A file that stopped half way is damaged, whoever reads it: `validate` and `parse` say so alike."""
    good = akn.dump(pipeline.parse(OLD.encode(), "old.txt"))
    (folder / "half.xml").write_bytes(good[: len(good) // 2])
    for verb in ("validate", "parse"):
        run = command(verb, "half.xml")
        check_message(run)
        assert run.code == 3
        assert re.search(r"where: half\.xml, line \d+", run.err)


def test_different_languages_end_with_5(command: Callable[..., Run]) -> None:
    """Two languages are not compared word by word."""
    run = command("diff", "old.txt", "russian.txt")
    check_message(run)
    assert run.code == 5
    assert "en and ru" in run.err


@pytest.mark.parametrize("name", BAD_LINKS)
def test_a_wrong_links_file_ends_with_6_and_names_the_line(
    name: str, folder: Path, command: Callable[..., Run]
) -> None:
    """A person's own file is never half obeyed: its first mistake is named with its line."""
    content, place = BAD_LINKS[name]
    (folder / "links.csv").write_text(content, encoding="latin-1")
    run = command("align", "old.txt", "new.txt", "--links", "links.csv")
    check_message(run)
    assert run.code == 6
    assert f"links.csv, {place}" in run.err


def test_a_missing_links_file_ends_with_6(command: Callable[..., Run]) -> None:
    """A links file that is not there is not passed over."""
    run = command("align", "old.txt", "new.txt", "--links", "lost.csv")
    check_message(run)
    assert (run.code, "lost.csv" in run.err) == (6, True)


@pytest.mark.parametrize("target", ["nowhere/report.html", "report.html"])
def test_an_unwritable_output_ends_with_7_and_leaves_nothing(
    target: str, folder: Path, command: Callable[..., Run]
) -> None:
    """No half-written file is left, neither under its name nor under another."""
    (folder / "report.html").mkdir()
    before = sorted(path.name for path in folder.rglob("*"))
    run = command("report", "old.txt", "new.txt", "-o", target)
    check_message(run)
    assert run.code == 7
    assert target in run.err
    assert sorted(path.name for path in folder.rglob("*")) == before


def test_a_failed_report_leaves_the_last_one_untouched(folder: Path, command: Callable[..., Run]) -> None:
    """Yesterday's report is still there when today's cannot be made."""
    (folder / "report.html").write_text("yesterday", encoding="utf-8")
    assert command("report", "old.txt", "russian.txt", "-o", "report.html").code == 5
    assert (folder / "report.html").read_text(encoding="utf-8") == "yesterday"


def test_a_report_is_written_where_it_is_asked_for(folder: Path, command: Callable[..., Run]) -> None:
    """The format follows the file's name; without one an HTML report is written, other formats go to standard output."""
    assert command("report", "old.txt", "new.txt", "-o", "changes.json").code == 0
    report = json.loads((folder / "changes.json").read_text(encoding="utf-8"))
    assert report["schema"].startswith("constitution-diff/")
    run = command("report", "old.txt", "new.txt")
    assert (run.code, run.out, "report.html" in run.err) == (0, "", True)
    assert (folder / "report.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    run = command("report", "old.txt", "new.txt", "--format", "json")
    assert json.loads(run.out) == report
    assert (folder / "report.html").stat().st_mode & 0o044 == 0o044 & ~current_mask()


def current_mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_differences_end_with_0_unless_asked_for(command: Callable[..., Run]) -> None:
    """Like git diff: 1 means different only with --exit-code."""
    assert command("diff", "old.txt", "new.txt").code == 0
    assert command("diff", "old.txt", "new.txt", "--exit-code").code == 1
    assert command("diff", "old.txt", "old.txt", "--exit-code").code == 0


@pytest.mark.parametrize(
    "arguments", [("diff",), ("diff", "--stat"), ("diff", "--side-by-side"), ("align",)], ids=" ".join
)
def test_colours_only_where_they_are_wanted(
    arguments: tuple[str, ...], command: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pipe gets none; --color always gives them even there; --color never and NO_COLOR keep them away."""
    pair = ("old.txt", "new.txt")
    assert ESCAPE not in command(*arguments, *pair).out
    assert ESCAPE in command(*arguments, *pair, "--color", "always").out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert ESCAPE not in command(*arguments, *pair, "--color", "never").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert ESCAPE not in command(*arguments, *pair).out


def test_quiet_says_nothing_but_the_result(command: Callable[..., Run]) -> None:
    """With -q a script sees the result alone; without it messages go to standard error."""
    assert command("report", "old.txt", "new.txt", "-o", "a.html").err != ""
    assert command("report", "old.txt", "new.txt", "-o", "b.html", "-q") == Run(0, "", "")


def test_verbose_lists_the_notices(folder: Path, command: Callable[..., Run]) -> None:
    """-v names each doubt about a text, with its place."""
    (folder / "gap.txt").write_text(OLD.replace("2. Censorship", "5. Censorship"), encoding="utf-8")
    assert "numbering_gap" in command("parse", "gap.txt", "-v", "-o", "gap.xml").err
    assert "numbering_gap" not in command("parse", "gap.txt", "-o", "gap.xml").err


def test_standard_input_is_a_source(command: Callable[..., Run]) -> None:
    """A text can come through a pipe, and gives what its file gives."""
    piped = json.loads(command("parse", "-", "--format", "json", stdin=OLD.encode()).out)
    read = json.loads(command("parse", "old.txt", "--format", "json").out)
    assert piped["provisions"] == read["provisions"]
    assert command("align", "-", "new.txt", stdin=OLD.encode()).code == 0


def test_part_limits_what_is_shown(command: Callable[..., Run]) -> None:
    """--part II shows that part of both texts, and nothing that lies in another."""
    links = json.loads(command("align", "old.txt", "new.txt", "--part", "II", "--format", "json").out)["links"]
    assert {ref.partition(".")[0] for link in links for ref in link["old"] + link["new"]} == {"2", "3", "4"}


def test_the_same_command_gives_the_same_bytes(folder: Path, command: Callable[..., Run]) -> None:
    """A report made twice is the same file, byte for byte."""
    for _ in range(2):
        command("report", "old.txt", "new.txt", "-o", "report.html")
        (folder / "report.html").rename(folder / f"{len(list(folder.glob('*.html')))}.html")
    first, second = sorted(folder.glob("*.html"))
    assert first.read_bytes() == second.read_bytes()


def test_help_opens_with_an_example_for_every_command(command: Callable[..., Run]) -> None:
    """Nobody has to guess what a command line looks like."""
    verbs = re.findall(r"^  ([a-z]+) ", command("--help").out.partition("Commands:")[2], re.MULTILINE)
    assert {"report", "diff", "align", "parse", "validate", "texts"} <= set(verbs)
    for verb in verbs:
        run = command(verb, "--help")
        assert run.code == 0
        assert f"Example: constitution-diff {verb}" in run.out


def test_the_installed_command_tells_its_version(folder: Path) -> None:
    """`constitution-diff --version` works as installed."""
    process = start("--version", cwd=folder)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert re.fullmatch(rb"constitution-diff \d+\.\d+\.\d+\n", out)


def test_an_interrupt_ends_with_130_and_leaves_nothing(folder: Path) -> None:
    """Ctrl-C ends the program with one word, at once."""
    os.mkfifo(folder / "slow.txt")
    process = start("parse", "slow.txt", "-o", "slow.xml", cwd=folder)
    # Opening the pipe waits until the program opens it too: it is reading now, and would for ever.
    with (folder / "slow.txt").open("wb"):
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, b"", b"interrupted\n")
    assert not (folder / "slow.xml").exists()


def test_a_closed_pipe_is_no_fault(folder: Path) -> None:
    """`| head` ends the program without a message."""
    process = start("align", "old.txt", "new.txt", "--format", "json", cwd=folder)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) == 0
    process.stderr.close()
