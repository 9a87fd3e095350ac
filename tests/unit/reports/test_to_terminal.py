from __future__ import annotations

import re
from itertools import pairwise

import pytest

from constitution_diff.reports.labels import load_labels
from constitution_diff.reports.to_terminal import render_diff
from tests.builders import build
from tests.comparisons import comparison, connect, tie


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_the_diff_names_both_editions_and_their_states() -> None:
    """The first lines say what is compared, of which date, and that one text is a draft."""
    head = plain(render_diff(comparison(), color=False)[:300])
    assert "--- Old text: Constitution of Freedonia, wording of 1 May 1990, in force" in head
    assert "+++ New text: Constitution of Freedonia, wording of 21 June 2020, draft" in head


def test_changed_words_are_signed_where_they_stand() -> None:
    """Without any colour a reader sees what left and what came."""
    text = plain(render_diff(comparison(), color=False))
    assert "These duties bind [-everyone-]{+all citizens+}." in text
    assert "{+Data about a person are protected.+}" in text
    assert "[-Titles of honour are abolished.-]" in text


def test_each_entry_names_its_references_relation_and_move() -> None:
    """Every entry says which provisions it joins and what happened to them."""
    text = render_diff(comparison(), color=False)
    assert "@@ 20.2.1) → 11.4 @@ reworded, moved, " in text
    assert "moved from Part III to Part II" in text
    assert "pairing to be checked" in text
    assert "@@ 10.2 → 11.2, 11.3 @@ split" in text


def test_unchanged_provisions_are_only_named() -> None:
    """A diff shows changes; what stayed is summed up by its references."""
    text = render_diff(comparison(), color=False)
    assert "unchanged: 20.1 → 20.1" in text
    assert "Judges are independent." not in text


def test_repealed_numbers_are_said_to_be_repealed() -> None:
    """A number without words is not shown as a removal."""
    assert "12.2: Repealed earlier" in plain(render_diff(comparison(), color=False))


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("options", [{}, {"side_by_side": True}, {"stat": True}], ids=["run", "columns", "stat"])
def test_no_line_is_wider_than_the_terminal(width: int, options: dict[str, bool]) -> None:
    """Nothing is cut off or wrapped by the terminal itself."""
    lines = render_diff(comparison(), width=width, color=False, **options).splitlines()
    assert max(map(len, lines)) <= width
    assert all(line == line.rstrip() for line in lines)


def test_a_pipe_gets_no_colour_codes_and_a_terminal_does() -> None:
    """Piped output is plain text; the words are the same with colours."""
    bare, coloured = render_diff(comparison(), color=False), render_diff(comparison(), color=True)
    assert "\x1b" not in bare
    assert "\x1b[31m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured).split() == bare.split()


def test_the_environment_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The result depends on the options given, not on the machine."""
    before = render_diff(comparison(), color=True)
    for name, value in (("NO_COLOR", "1"), ("COLUMNS", "40"), ("TERM", "dumb"), ("FORCE_COLOR", "1")):
        monkeypatch.setenv(name, value)
    assert render_diff(comparison(), color=True) == before


def test_the_columns_keep_old_left_and_new_right() -> None:
    """Side by side the old words stand in the left half, the new ones in the right half."""
    lines = render_diff(comparison(), side_by_side=True, color=False, width=100).splitlines()
    line = next(line for line in lines if "[-everyone-]" in line)
    assert line.index("[-everyone-]") < 50 < line.index("{+all citizens+}")


def test_the_sum_has_one_line_per_article() -> None:
    """`--stat` shows at a glance where most words changed."""
    text = render_diff(comparison(), stat=True, color=False, width=100)
    assert re.search(r"^Article 12, formerly 12 +36 % +-6 +\+10 -+\++$", text, re.M)
    assert re.search(r"^Article 13 of the old text, not continued +100 % +-9 +\+0 -+$", text, re.M)
    assert not re.search(r"^Article 14", text, re.M)
    assert "removed: 3" in text and "repealed earlier: 2" in text


def test_a_text_cannot_drive_the_terminal() -> None:
    """Escape sequences and direction signs in a law are written out, not obeyed."""
    old = build("Article 1\n  1. All are free.")
    new = build("Article 1\n  1. All are \x1b[2J\x07\u202efree [bold]now[/bold].")
    text = render_diff(connect(old, new, tie("1.1", "1.1")), color=False)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
    assert "<U+001B>[2J<U+0007><U+202E>" in plain(text)
    assert "[bold]now[/bold]" in text


def test_the_diff_speaks_the_language_of_the_interface() -> None:
    """Headings and relations come in the language that was asked for."""
    text = plain(render_diff(comparison(), color=False, labels=load_labels("ru")))
    assert "--- Старый текст: Constitution of Freedonia, редакция от 1 мая 1990 года, действует" in text
    assert "Статья 12, ранее 12" in text


def test_equal_texts_show_no_change() -> None:
    """A text against itself has no entry and no sign."""
    same = build("Article 1\n  1. All are free.")
    text = render_diff(connect(same, same, tie("1.1", "1.1", "unchanged", 1.0)), color=False)
    assert "@@" not in text and "[-" not in text and "{+" not in text


def test_a_rule_parts_the_columns() -> None:
    """Side by side, a rule stands between old and new in every line, so that they are read apart without colour."""
    lines = render_diff(comparison(), side_by_side=True, color=False, width=80).splitlines()
    texts = [line for line in lines if "│" in line]
    assert len({line.index("│") for line in texts}) == 1
    assert any("[-everyone-]" in line for line in texts)
    assert all(line[line.index("│") - 1] == " " for line in texts)


def test_what_wraps_goes_on_under_its_first_word() -> None:
    """In a narrow terminal a remark never looks like a new line of its own."""
    lines = render_diff(comparison(), color=False, width=40).splitlines()
    heads = ("--- ", "+++ ", "@@ ", "   ")
    wrapped = [
        following
        for line, following in pairwise(lines)
        if line.startswith(heads) and len(line) > 30 and following and not following.startswith(("+++ ", "@@ "))
    ]
    assert wrapped and all(line.startswith("  ") for line in wrapped if not line.startswith(("- ", "+ ", "The ")))
