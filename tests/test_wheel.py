"""What a person gets who installs the package instead of working in a checkout: everything it needs, and all of it works."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
OLD = "Article 1. The State\n\nRuritania is a kingdom.\n"
NEW = "Article 1. The State\n\nRuritania is a republic.\n"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without network by the build backend that is installed."""
    target = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target), str(CHECKOUT)]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(target.glob("*.whl"))


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment in another folder: the wheel is installed in it, its dependencies are borrowed from ours."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder / "venv", with_pip=False, symlinks=True)
    python = folder / "venv" / "bin" / "python"
    options = ["--quiet", "--disable-pip-version-check", "--no-index", "--no-deps"]
    subprocess.run([sys.executable, "-m", "pip", "--python", str(python), "install", *options, str(wheel)], check=True)
    # A line in a .pth file adds a folder, and leaves out the .pth files in it: our own editable install stays unseen.
    packages = next((folder / "venv").glob("lib/python*/site-packages"))
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    program = [str(folder / "venv" / "bin" / command[0]), *command[1:]]
    return subprocess.run(program, cwd=folder, env=env, capture_output=True, text=True, check=False)


def test_the_wheel_carries_all_that_it_needs(wheel: Path) -> None:
    """Code, types, templates, texts and languages are in it; tests and other people's files are not."""
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("constitution_diff", "templates", "texts"):
        inside = "" if folder == "constitution_diff" else "constitution_diff/"
        for path in (CHECKOUT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert inside + path.relative_to(CHECKOUT).as_posix() in names
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"constitution_diff"}


def test_the_wheel_runs_from_its_own_files(elsewhere: Path) -> None:
    """The program that runs is the installed one, not the checkout."""
    where = "print(constitution_diff.__file__, resources.find_folder('texts'))"
    script = f"import constitution_diff; from constitution_diff import resources; {where}"
    done = run(elsewhere, "python", "-c", script)
    assert done.returncode == 0, done.stderr
    for place in done.stdout.split():
        assert Path(place).is_relative_to(elsewhere)


def test_the_wheel_tells_the_version_of_the_project(elsewhere: Path) -> None:
    """The version has one home."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert run(elsewhere, "constitution-diff", "--version").stdout == f"constitution-diff {project['version']}\n"


def test_the_wheel_finds_its_texts(elsewhere: Path) -> None:
    """The catalogue is there, and each text it calls bundled is a file of the installation."""
    listed = run(elsewhere, "constitution-diff", "texts", "list").stdout.splitlines()
    assert any(line.startswith("kz-1995:ru ") for line in listed)
    bundled = [line.split()[0] for line in listed if " not bundled " not in line]
    for name in bundled:
        done = run(elsewhere, "constitution-diff", "texts", "path", name)
        assert Path(done.stdout.strip()).is_file(), done.stderr
        assert Path(done.stdout.strip()).is_relative_to(elsewhere)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_the_wheel_renders_a_report(language: str, elsewhere: Path) -> None:
    """Templates and words of the page are found in every interface language."""
    (elsewhere / "old.txt").write_text(OLD, encoding="utf-8")
    (elsewhere / "new.txt").write_text(NEW, encoding="utf-8")
    page = f"{language}.html"
    done = run(elsewhere, "constitution-diff", "report", "old.txt", "new.txt", "-o", page, "--ui-lang", language)
    assert done.returncode == 0, done.stderr
    text = (elsewhere / page).read_text(encoding="utf-8")
    assert f'lang="{language}"' in text
    assert "republic" in text
    assert "kingdom" in text


@pytest.mark.parametrize(("language", "title"), [("en", "Article 1"), ("ru", "Статья 1"), ("kk", "1-бап")])
def test_the_wheel_brings_all_that_a_run_would_compile(
    language: str, title: str, wheel: Path, elsewhere: Path, tmp_path: Path
) -> None:
    """Where the installation cannot be written each run is as quick: tables and templates are in it already."""
    for name in ("old", "new"):
        (tmp_path / f"{name}.txt").write_text(f"{title}\n\n1. {name}\n", encoding="utf-8")
    texts = [str(tmp_path / "old.txt"), str(tmp_path / "new.txt")]
    target = str(tmp_path / "report.html")
    options = ["-q", "--lang", language, "--ui-lang", language, "-o", target]
    done = run(elsewhere, "constitution-diff", "report", *texts, *options)
    assert done.returncode == 0, done.stderr
    packages = next((elsewhere / "venv").glob("lib/python*/site-packages"))
    there = {
        path.relative_to(packages).as_posix() for path in (packages / "constitution_diff").rglob("*") if path.is_file()
    }
    assert {name for name in there if not name.endswith(".pyc")} <= set(zipfile.ZipFile(wheel).namelist())


def test_the_report_of_the_wheel_is_that_of_the_checkout(elsewhere: Path, tmp_path: Path) -> None:
    """The same version writes the same bytes, however it was installed."""
    reports = []
    for program in (elsewhere / "venv" / "bin", Path(sys.executable).parent):
        command = [str(program / "constitution-diff"), "report", "--part", "II", "-q", "-o", "report.html"]
        subprocess.run(command, cwd=tmp_path, check=True)
        reports.append((tmp_path / "report.html").read_bytes())
    assert reports[0] == reports[1]


@pytest.mark.parametrize(
    ("language", "text"), [("ru", "Статья 1. Человек\n\nЧеловек свободен."), ("kk", "1-бап\n\nАдам азат.")]
)
def test_the_wheel_finds_its_languages(language: str, text: str, elsewhere: Path) -> None:
    """Every language file is found: a text in it is recognised and parsed."""
    (elsewhere / f"{language}.txt").write_text(text + "\n", encoding="utf-8")
    done = run(elsewhere, "constitution-diff", "parse", f"{language}.txt", "--format", "json", "-q")
    assert done.returncode == 0, done.stderr
    assert f'"language": "{language}"' in done.stdout
