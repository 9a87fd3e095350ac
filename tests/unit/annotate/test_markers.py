from __future__ import annotations

import pytest

from constitution_diff.annotate.markers import find_markers


def markers(text: str, code: str) -> dict[str, str]:
    """The markers of a text with their words."""
    return {hit.marker: text[hit.start : hit.end] for hit in find_markers(text, code)}


@pytest.mark.parametrize(
    ("code", "text", "there", "not_there"),
    [
        ("ru", "Никто не вправе войти в дом.", "no-right", "right"),
        ("kk", "Ешкімнің үйге кіруге құқығы жоқ.", "no-right", "right"),
        ("en", "No one is entitled to enter.", "no-right", "right"),
        ("ru", "Никто не обязан отвечать.", "immunity", "duty"),
        ("kk", "Ешкім жауап беруге міндетті емес.", "immunity", "duty"),
        ("en", "No one is obliged to answer.", "immunity", "duty"),
        ("ru", "Эти права не могут быть ограничены.", "no-limitation", "may-be-limited"),
        ("kk", "Бұл құқықтар шектелмеуге тиіс.", "no-limitation", "may-be-limited"),
        ("en", "These rights may not be limited.", "no-limitation", "may-be-limited"),
        ("ru", "Применяются не запрещенные законом средства.", "not-forbidden", "prohibited"),
        ("en", "Means not forbidden by law are used.", "not-forbidden", "prohibited"),
        ("ru", "Все равны перед законом.", "equal", "according-to-law"),
        ("en", "All are equal before the law.", "equal", "according-to-law"),
        ("kk", "Заң алдында бәрі тең.", "equal", "according-to-law"),
        ("kk", "Үкімет мүшелері партияда болмауға, оны қолдамауға тиіс.", "not-permitted", "duty"),
    ],
)
def test_a_denied_word_is_never_its_opposite(code: str, text: str, there: str, not_there: str) -> None:
    """ "Has no right" is no right, "is not obliged" no duty: the longer meaning takes the words."""
    found = markers(text, code)
    assert there in found and not_there not in found


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("ru", "Тайна охраняется законом.", "законом"),
        ("ru", "Помощь дается в соответствии с законом.", "в соответствии с законом"),
        ("kk", "Құпия заңмен қорғалады.", "заңмен"),
        ("en", "The secret is protected by law.", "by law"),
    ],
)
def test_a_clause_by_law_is_found_beside_the_guarantee(code: str, text: str, words: str) -> None:
    """A guarantee that is left to the law shows both the guarantee and the condition."""
    assert markers(text, code)["according-to-law"] == words


def test_holders_share_words_with_everything() -> None:
    """Who has a right is told whatever else the words say."""
    found = markers("No one is obliged to answer.", "en")
    assert found["h-everyone"] == "No one" and "immunity" in found


def test_overlapping_cues_of_one_marker_are_one_hit() -> None:
    """A marker is counted once where several of its cues meet."""
    hits = find_markers("Обыск допускается в случаях и в порядке, установленных законом.", "ru")
    assert [hit.marker for hit in hits].count("law-order") == 1


def test_every_hit_says_its_sentence() -> None:
    """What belongs to which sentence can be told."""
    hits = find_markers("Censorship is prohibited. Everyone may freely speak.", "en")
    assert {(hit.marker, hit.sentence) for hit in hits} >= {("prohibited", 0), ("h-everyone", 1)}
    assert [hit.start for hit in hits] == sorted(hit.start for hit in hits)
