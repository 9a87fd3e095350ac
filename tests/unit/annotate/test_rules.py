from __future__ import annotations

import pytest

from constitution_diff.annotate import annotate
from constitution_diff.annotate.lexicon import read_toml
from constitution_diff.annotate.pairing import pair_comparison
from constitution_diff.annotate.scope import Scope
from constitution_diff.annotate.synonyms import load_synonyms
from constitution_diff.languages import load_language
from constitution_diff.resources import lexicon_file
from tests.builders import build
from tests.changes_of import compare_words, findings, rules
from tests.comparisons import connect, tie
from tests.unit.annotate.test_findings import EXAMPLES as FIRST

EXAMPLES = (
    (
        "measure-left-conditions",
        "guarantee_narrowed",
        "en",
        "Arrest, search and custody are permitted only by decision of a court.",
        "Arrest and custody are permitted only by decision of a court.",
    ),
    (
        "measure-left-conditions",
        "guarantee_narrowed",
        "ru",
        "Арест, обыск и содержание под стражей допускаются только по решению суда.",
        "Арест и содержание под стражей допускаются только по решению суда.",
    ),
    (
        "measure-left-conditions",
        "guarantee_narrowed",
        "kk",
        "Тұтқындауға, тінтуге және күзетпен ұстауға сот шешімімен ғана жол беріледі.",
        "Тұтқындауға және күзетпен ұстауға сот шешімімен ғана жол беріледі.",
    ),
    ("sentence-new-state-duty", "guarantee_added", "en", "", "State bodies are obliged to answer every request."),
    (
        "sentence-new-state-duty",
        "guarantee_added",
        "ru",
        "",
        "Государственные органы обязаны отвечать на каждое обращение.",
    ),
    ("sentence-new-state-duty", "guarantee_added", "kk", "", "Мемлекеттік органдар әр өтінішке жауап беруге міндетті."),
    ("sentence-gone-state-duty", "guarantee_removed", "en", "State bodies are obliged to answer every request.", ""),
    (
        "sentence-gone-state-duty",
        "guarantee_removed",
        "ru",
        "Государственные органы обязаны отвечать на каждое обращение.",
        "",
    ),
    (
        "sentence-gone-state-duty",
        "guarantee_removed",
        "kk",
        "Мемлекеттік органдар әр өтінішке жауап беруге міндетті.",
        "",
    ),
    ("sentence-new-interference", "restriction_added", "en", "", "Search is permitted at any hour."),
    ("sentence-new-interference", "restriction_added", "ru", "", "Обыск допускается в любое время."),
    ("sentence-new-interference", "restriction_added", "kk", "", "Тінтуге кез келген уақытта жол беріледі."),
    ("sentence-gone-interference", "restriction_removed", "en", "Search is permitted at any hour.", ""),
    ("sentence-gone-interference", "restriction_removed", "ru", "Обыск допускается в любое время.", ""),
    ("sentence-gone-interference", "restriction_removed", "kk", "Тінтуге кез келген уақытта жол беріледі.", ""),
    ("sentence-gone-ban", "guarantee_removed", "en", "No one may be tortured.", ""),
    ("sentence-gone-ban", "guarantee_removed", "ru", "Никто не может быть подвергнут пыткам.", ""),
    ("sentence-gone-ban", "guarantee_removed", "kk", "Ешкімді азаптауға болмайды.", ""),
    ("sentence-gone-limit", "restriction_removed", "en", "The right to assemble may be limited by law.", ""),
    ("sentence-gone-limit", "restriction_removed", "ru", "Право на собрания может быть ограничено законом.", ""),
    ("sentence-gone-limit", "restriction_removed", "kk", "Жиналу құқығы заңмен шектелуі мүмкін.", ""),
    ("sentence-gone-restriction", "restriction_removed", "en", "Propaganda of war is prohibited.", ""),
    ("sentence-gone-restriction", "restriction_removed", "ru", "Пропаганда войны запрещается.", ""),
    ("sentence-gone-restriction", "restriction_removed", "kk", "Соғысты насихаттауға тыйым салынады.", ""),
    (
        "state-as-subject",
        "terminology",
        "kk",
        "Әркімнің демалуға құқығы бар.",
        "Мемлекет демалу құқығына кепілдік береді.",
    ),
    (
        "free-of-charge-entered",
        "guarantee_added",
        "en",
        "Everyone has the right to primary education.",
        "Everyone has the right to primary education free of charge.",
    ),
    (
        "free-of-charge-entered",
        "guarantee_added",
        "ru",
        "Каждый имеет право на лечение.",
        "Каждый имеет право на бесплатное лечение.",
    ),
    (
        "free-of-charge-entered",
        "guarantee_added",
        "kk",
        "Әркімнің емделуге құқығы бар.",
        "Әркімнің тегін емделуге құқығы бар.",
    ),
    (
        "competition-left",
        "restriction_removed",
        "kk",
        "Азаматтың конкурстық негізде жоғары білім алуға құқығы бар.",
        "Азаматтың жоғары білім алуға құқығы бар.",
    ),
    (
        "competition-entered",
        "restriction_added",
        "en",
        "Citizens have the right to higher education.",
        "Citizens have the right to higher education on a competitive basis.",
    ),
    (
        "competition-entered",
        "restriction_added",
        "ru",
        "Граждане имеют право на высшее образование.",
        "Граждане имеют право на высшее образование на конкурсной основе.",
    ),
    (
        "competition-entered",
        "restriction_added",
        "kk",
        "Азаматтың жоғары білім алуға құқығы бар.",
        "Азаматтың конкурстық негізде жоғары білім алуға құқығы бар.",
    ),
    (
        "safeguard-entered",
        "guarantee_widened",
        "en",
        "Search is permitted.",
        "Search is permitted by decision of a court.",
    ),
    ("safeguard-entered", "guarantee_widened", "ru", "Обыск допускается.", "Обыск допускается по решению суда."),
    ("safeguard-entered", "guarantee_widened", "kk", "Тінтуге жол беріледі.", "Тінтуге сот шешімімен жол беріледі."),
    (
        "term-wider",
        "guarantee_widened",
        "en",
        "Everyone is presumed innocent of a crime.",
        "Everyone is presumed innocent of a criminal offence.",
    ),
    (
        "term-wider",
        "guarantee_widened",
        "ru",
        "Каждый считается невиновным в преступлении до приговора суда.",
        "Каждый считается невиновным в уголовном правонарушении до приговора суда.",
    ),
    (
        "term-wider",
        "guarantee_widened",
        "kk",
        "Әркім сот үкіміне дейін қылмысқа кінәлі емес деп саналады.",
        "Әркім сот үкіміне дейін қылмыстық құқық бұзушылыққа кінәлі емес деп саналады.",
    ),
    (
        "term-narrower",
        "guarantee_narrowed",
        "en",
        "Everyone is presumed innocent of a criminal offence.",
        "Everyone is presumed innocent of a crime.",
    ),
    (
        "term-narrower",
        "guarantee_narrowed",
        "ru",
        "Каждый считается невиновным в уголовном правонарушении до приговора суда.",
        "Каждый считается невиновным в преступлении до приговора суда.",
    ),
    (
        "term-narrower",
        "guarantee_narrowed",
        "kk",
        "Әркім сот үкіміне дейін қылмыстық құқық бұзушылыққа кінәлі емес деп саналады.",
        "Әркім сот үкіміне дейін қылмысқа кінәлі емес деп саналады.",
    ),
    (
        "threshold-left",
        "guarantee_narrowed",
        "kk",
        "Ауыр зиян келтірілгенде тұтқындауға жол беріледі.",
        "Зиян келтірілгенде тұтқындауға жол беріледі.",
    ),
    (
        "threshold-entered",
        "guarantee_widened",
        "en",
        "Arrest is permitted for harm.",
        "Arrest is permitted for grave harm.",
    ),
    (
        "threshold-entered",
        "guarantee_widened",
        "ru",
        "Арест допускается за преступление.",
        "Арест допускается за тяжкое преступление.",
    ),
    (
        "threshold-entered",
        "guarantee_widened",
        "kk",
        "Зиян келтірілгенде тұтқындауға жол беріледі.",
        "Ауыр зиян келтірілгенде тұтқындауға жол беріледі.",
    ),
    (
        "any-left",
        "guarantee_narrowed",
        "en",
        "No one may be subjected to any torture.",
        "No one may be subjected to torture.",
    ),
    (
        "any-left",
        "guarantee_narrowed",
        "ru",
        "Никто не может подвергаться какой-либо дискриминации.",
        "Никто не может подвергаться дискриминации.",
    ),
    (
        "any-left",
        "guarantee_narrowed",
        "kk",
        "Ешкімді қандай да бір кемсітуге болмайды.",
        "Ешкімді кемсітуге болмайды.",
    ),
    (
        "inherent-entered",
        "guarantee_widened",
        "kk",
        "Өмір сүру әркімнің құқығы деп танылады.",
        "Өмір сүру әркімнің ажыратуға болмайтын құқығы деп танылады.",
    ),
    (
        "exception-left",
        "restriction_removed",
        "en",
        "Everyone may leave the country, except in wartime; this right is guaranteed.",
        "Everyone may leave the country; this right is guaranteed.",
    ),
    (
        "exception-left",
        "restriction_removed",
        "ru",
        "Каждый имеет право на информацию, за исключением государственных секретов.",
        "Каждый имеет право на информацию.",
    ),
    (
        "exception-left",
        "restriction_removed",
        "kk",
        "Мемлекеттік құпияларды қоспағанда, әркімнің ақпарат алуға құқығы бар.",
        "Әркімнің ақпарат алуға құқығы бар.",
    ),
    (
        "item-left-limits",
        "restriction_removed",
        "en",
        "The exercise of rights must not violate the constitutional order, the honour and the peace of others.",
        "The exercise of rights must not violate the constitutional order and the honour of others.",
    ),
    (
        "item-left-limits",
        "restriction_removed",
        "ru",
        "Осуществление прав не должно нарушать достоинство, покой и имущество людей.",
        "Осуществление прав не должно нарушать достоинство и имущество людей.",
    ),
    (
        "item-left-limits",
        "restriction_removed",
        "kk",
        "Құқықты пайдалану адамдардың мүлкін, тыныштығын және намысын бұзбауға тиіс.",
        "Құқықты пайдалану адамдардың мүлкін және намысын бұзбауға тиіс.",
    ),
    (
        "item-entered-limits",
        "restriction_added",
        "en",
        "The exercise of rights must not violate the constitutional order and the honour of others.",
        "The exercise of rights must not violate the constitutional order, the honour and the peace of others.",
    ),
    (
        "item-entered-limits",
        "restriction_added",
        "ru",
        "Осуществление прав не должно нарушать достоинство и имущество людей.",
        "Осуществление прав не должно нарушать достоинство, покой и имущество людей.",
    ),
    (
        "item-entered-limits",
        "restriction_added",
        "kk",
        "Құқықты пайдалану адамдардың мүлкін және намысын бұзбауға тиіс.",
        "Құқықты пайдалану адамдардың мүлкін, тыныштығын және намысын бұзбауға тиіс.",
    ),
    (
        "item-left-interference",
        "restriction_removed",
        "en",
        "Arrest is permitted for murder, theft and arson.",
        "Arrest is permitted for murder and arson.",
    ),
    (
        "item-left-interference",
        "restriction_removed",
        "ru",
        "Арест допускается за убийство, кражу и поджог.",
        "Арест допускается за убийство и поджог.",
    ),
    (
        "item-left-interference",
        "restriction_removed",
        "kk",
        "Кісі өлтіру, ұрлық және өрт қою үшін тұтқындауға жол беріледі.",
        "Кісі өлтіру және өрт қою үшін тұтқындауға жол беріледі.",
    ),
    (
        "item-entered-interference",
        "restriction_added",
        "en",
        "Arrest is permitted for murder and arson.",
        "Arrest is permitted for murder, theft and arson.",
    ),
    (
        "item-entered-interference",
        "restriction_added",
        "ru",
        "Арест допускается за убийство и поджог.",
        "Арест допускается за убийство, кражу и поджог.",
    ),
    (
        "item-entered-interference",
        "restriction_added",
        "kk",
        "Кісі өлтіру және өрт қою үшін тұтқындауға жол беріледі.",
        "Кісі өлтіру, ұрлық және өрт қою үшін тұтқындауға жол беріледі.",
    ),
    (
        "attribute-entered-duty",
        "duty_removed",
        "en",
        "Everyone is obliged to attend school.",
        "Everyone is obliged to attend primary school.",
    ),
    (
        "attribute-entered-duty",
        "duty_removed",
        "ru",
        "Каждый обязан получить образование.",
        "Каждый обязан получить начальное образование.",
    ),
    ("attribute-entered-duty", "duty_removed", "kk", "Білім алу міндетті.", "Бастауыш білім алу міндетті."),
    (
        "holder-item-left",
        "guarantee_narrowed",
        "en",
        "A detainee, a prisoner and a suspect have the right to counsel.",
        "A detainee and a suspect have the right to counsel.",
    ),
    (
        "holder-item-left",
        "guarantee_narrowed",
        "ru",
        "Задержанный, арестованный, подозреваемый имеет право на защитника.",
        "Задержанный, подозреваемый имеет право на защитника.",
    ),
    (
        "holder-item-left",
        "guarantee_narrowed",
        "kk",
        "Айыпталушының, сотталушының және күдіктінің қорғаушыға құқығы бар.",
        "Айыпталушының және күдіктінің қорғаушыға құқығы бар.",
    ),
    (
        "holder-item-entered",
        "guarantee_widened",
        "en",
        "A detainee and a suspect have the right to counsel.",
        "A detainee, a prisoner and a suspect have the right to counsel.",
    ),
    (
        "holder-item-entered",
        "guarantee_widened",
        "ru",
        "Задержанный, подозреваемый имеет право на защитника.",
        "Задержанный, арестованный, подозреваемый имеет право на защитника.",
    ),
    (
        "holder-item-entered",
        "guarantee_widened",
        "kk",
        "Айыпталушының және күдіктінің қорғаушыға құқығы бар.",
        "Айыпталушының, сотталушының және күдіктінің қорғаушыға құқығы бар.",
    ),
    (
        "holder-attribute-left",
        "guarantee_widened",
        "en",
        "Adult citizens have the right to petition.",
        "Citizens have the right to petition.",
    ),
    (
        "holder-attribute-left",
        "guarantee_widened",
        "ru",
        "Совершеннолетние граждане имеют право на обращение.",
        "Граждане имеют право на обращение.",
    ),
    (
        "holder-attribute-left",
        "guarantee_widened",
        "kk",
        "Кәмелетке толған азаматтардың өтініш беруге құқығы бар.",
        "Азаматтардың өтініш беруге құқығы бар.",
    ),
    (
        "holder-attribute-entered",
        "guarantee_narrowed",
        "en",
        "Citizens have the right to petition.",
        "Adult citizens have the right to petition.",
    ),
    (
        "holder-attribute-entered",
        "guarantee_narrowed",
        "ru",
        "Граждане имеют право на обращение.",
        "Совершеннолетние граждане имеют право на обращение.",
    ),
    (
        "holder-attribute-entered",
        "guarantee_narrowed",
        "kk",
        "Азаматтардың өтініш беруге құқығы бар.",
        "Кәмелетке толған азаматтардың өтініш беруге құқығы бар.",
    ),
    (
        "item-still-covered",
        "terminology",
        "kk",
        "Хаттардың, жеделхаттардың және өзге де хабарлардың құпиясы заңмен қорғалады.",
        "Хаттардың және өзге де хабарлардың құпиясы заңмен қорғалады.",
    ),
    (
        "item-left-guarantee",
        "guarantee_removed",
        "kk",
        "Әркімнің еңбекке, демалысқа және ереуілге құқығы бар.",
        "Әркімнің еңбекке және ереуілге құқығы бар.",
    ),
    (
        "words-entered-guarantee",
        "guarantee_widened",
        "en",
        "Everyone has the right to leave.",
        "Everyone has the right to paid annual leave.",
    ),
    (
        "words-entered-guarantee",
        "guarantee_widened",
        "ru",
        "Каждый имеет право на отпуск.",
        "Каждый имеет право на ежегодный оплачиваемый отпуск.",
    ),
    (
        "words-entered-guarantee",
        "guarantee_widened",
        "kk",
        "Әркімнің демалыс алуға құқығы бар.",
        "Әркімнің ақылы еңбек демалысын алуға құқығы бар.",
    ),
    (
        "protection-entered",
        "guarantee_widened",
        "en",
        "The home is inviolable.",
        "The home is inviolable and is protected by law.",
    ),
    (
        "protection-entered",
        "guarantee_widened",
        "ru",
        "Достоинство неприкосновенно.",
        "Достоинство неприкосновенно и охраняется законом.",
    ),
    (
        "protection-entered",
        "guarantee_widened",
        "kk",
        "Тұрғын үйге қол сұғылмайды.",
        "Тұрғын үйге қол сұғылмайды және ол заңмен қорғалады.",
    ),
    (
        "condition-left-limitation",
        "guarantee_narrowed",
        "kk",
        "Тұтқындауға заңда көзделген жағдайда және сот шешімімен жол беріледі.",
        "Тұтқындауға сот шешімімен жол беріледі.",
    ),
    (
        "condition-entered-limitation",
        "guarantee_widened",
        "en",
        "Search is permitted.",
        "Search is permitted in the cases provided by law.",
    ),
    (
        "condition-entered-limitation",
        "guarantee_widened",
        "ru",
        "Обыск допускается.",
        "Обыск допускается в случаях, установленных законом.",
    ),
    (
        "condition-entered-limitation",
        "guarantee_widened",
        "kk",
        "Тінтуге жол беріледі.",
        "Тінтуге заңда белгіленген жағдайда жол беріледі.",
    ),
    (
        "number-left-to-law",
        "guarantee_narrowed",
        "kk",
        "Адамды қырық сегіз сағаттан артық ұстауға болмайды.",
        "Адамды заңда белгіленген мерзімнен артық ұстауға болмайды.",
    ),
)
"""Rule, kind, language, old sentence, new sentence; the rest of the rules' examples stand in `test_findings`."""
EVERY = (*FIRST, *EXAMPLES)


@pytest.mark.parametrize(("rule", "kind", "language", "old", "new"), EXAMPLES)
def test_every_rule_finds_its_examples(rule: str, kind: str, language: str, old: str, new: str) -> None:
    """A change of one kind makes one finding, of that kind, naming its rule, in each language."""
    assert rules(old, new, language) == {(kind, rule)}


@pytest.mark.parametrize(("rule", "kind", "language", "old", "new"), EVERY)
def test_the_same_change_the_other_way_round_is_not_the_same_finding(
    rule: str, kind: str, language: str, old: str, new: str
) -> None:
    """What came is never told as gone, nor what went as come: the counterexample of every example."""
    assert (kind, rule) not in rules(new, old, language)


@pytest.mark.parametrize(("rule", "kind", "language", "old", "new"), EVERY)
def test_words_that_stand_on_both_sides_make_no_finding(
    rule: str, kind: str, language: str, old: str, new: str
) -> None:
    """A rule needs a change: its words alone say nothing."""
    for text in filter(None, (old, new)):
        assert rules(text, text, language) == set()


def test_every_rule_about_sentences_has_an_example_in_every_language() -> None:
    """A rule that holds in one language only would make reports disagree."""
    told = {(rule, language) for rule, _, language, _, _ in EVERY}
    inside = {rule for rule, _ in told}
    assert {(rule, language) for rule in inside for language in ("en", "kk", "ru")} == told


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("en", "Everyone has the right to the defence of honor.", "Everyone has the right to the defense of honour."),
        ("ru", "Каждый ребенок имеет право на имя.", "Все дети имеют право на имя."),
        ("kk", "Әркімнің сөз еркіндігіне құқығы бар.", "Әркімнің сөз бостандығына құқығы бар."),
    ],
)
def test_other_words_for_the_same_change_no_right(language: str, old: str, new: str) -> None:
    """Another spelling or a synonym is no gain and no loss."""
    kinds = {kind for kind, _ in rules(old, new, language)}
    assert kinds <= {"terminology", "editorial"}


@pytest.mark.parametrize("code", ["en", "kk", "ru"])
def test_no_word_is_in_two_groups_of_synonyms(code: str) -> None:
    """A word that were in two groups would make their words one."""
    groups = read_toml(lexicon_file(code, "words.toml"))["same"]
    for number, group in enumerate(groups):
        for word in group:
            assert load_synonyms(code).find(word.strip("*")) == (number,), word


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        (
            "en",
            "Workers of bodies of national security and judges may not join parties.",
            "Workers of special state bodies and judges may not join parties.",
        ),
        (
            "ru",
            "Запрещается вступать в партии работникам органов национальной безопасности, судьям.",
            "Запрещается вступать в партии работникам специальных государственных органов, судьям.",
        ),
    ],
)
def test_what_belongs_to_the_same_word_may_change_sides(language: str, old: str, new: str) -> None:
    """An attribute before its noun that stood behind it as other words is a change of terms."""
    assert {kind for kind, _ in rules(old, new, language)} <= {"terminology", "editorial"}


def test_a_member_of_a_list_may_say_first_what_it_includes() -> None:
    """Kazakh names what is included before what includes it: the whole is still a new member of the list."""
    found = rules(
        "Әркімнің жеке өмірге қол сұғылмауына құқығы бар.",
        "Әркімнің жеке өмірге қол сұғылмауына, цифрлық құралдарды қоса алғанда, дербес деректерді заңсыз жинаудан, "
        "өңдеуден және таратудан қорғалуға құқығы бар.",
        "kk",
    )
    assert ("guarantee_added", "item-entered-guarantee") in found


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("en", "Arrest is permitted with the sanction of a court.", "Arrest is permitted by judicial decision."),
        ("ru", "Арест допускается с санкции суда.", "Арест допускается по судебному решению."),
        ("kk", "Тұтқындауға соттың санкциясымен жол беріледі.", "Тұтқындауға сот шешімімен жол беріледі."),
    ],
)
def test_a_safeguard_in_other_words_is_another_term(language: str, old: str, new: str) -> None:
    """A court's control that is named by another act of the court is shown, and is neither gone nor new."""
    assert rules(old, new, language) == {("terminology", "other-words")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The duties of advocates are defined by law."),
        ("ru", "Права и обязанности адвоката определяются законом."),
        ("kk", "Адвокат құқықтары мен міндеттері заңда айқындалады."),
    ],
)
def test_duties_that_a_law_will_define_are_no_duty_yet(language: str, text: str) -> None:
    """A sentence that leaves duties to a law imposes none."""
    assert "sentence-new-duty" not in {rule for _, rule in rules("", text, language)}


def test_quotes_hold_whole_words() -> None:
    """A hyphened word of which one half is new is quoted whole."""
    (one,) = findings(
        "Propaganda of political parties is prohibited.",
        "Propaganda of political parties and socio-political clubs is prohibited.",
    )
    assert one.new_words == ("socio-political clubs",)


ORGANS = """
Part I Rights
  Article 1
    1. Everyone has the right to life.
    2. Everyone has the right to rest.
Part II President
  Article 2
    1. The President has the right to dissolve the chamber.
    2. The chamber is elected for five years.
    3. No one may be forced into a party.
"""


def test_powers_of_organs_are_no_rights_of_persons() -> None:
    """A president's new power is no guarantee, a person's right outside the rights part is one."""
    old = build(ORGANS)
    new = build(
        ORGANS.replace("the chamber.", "the chamber and the councils.").replace(
            "into a party", "into a party or a union"
        )
    )
    observed = annotate(connect(old, new, tie("2.1", "2.1"), tie("2.2", "2.2"), tie("2.3", "2.3")), load_language("en"))
    told = {(one.kind, one.new) for one in observed.findings if one.kind not in ("terminology", "editorial")}
    assert told == {("guarantee_added", ("2.3",))}


def test_a_part_is_about_rights_when_most_of_its_sentences_are() -> None:
    """Which part holds the rights is told by what it says, not by its number or title."""
    document = build(ORGANS)
    comparison = connect(
        document,
        document,
        tie("1.1", "1.1"),
        tie("1.2", "1.2"),
        tie("2.1", "2.1"),
        tie("2.2", "2.2"),
        tie("2.3", "2.3"),
    )
    groups = pair_comparison(comparison, load_language("en")).groups
    scope = Scope(comparison, groups)
    assert [scope.holds(group, "rule") for group in groups] == [True, True, False, False, True]


def test_a_subparagraph_with_a_link_of_its_own_is_not_lost_from_its_paragraph() -> None:
    """What moved elsewhere is told as moved: the paragraph it left does not tell it as gone."""
    old = build(
        "Part II Rights\n  Article 1\n    1. Everyone has the right to life.\n"
        "Part VII Courts\n  Article 9\n    1. A judge is guided by this:\n"
        "      1) no one may be convicted twice;\n      2) the accused is heard."
    )
    new = build(
        "Part II Rights\n  Article 1\n    1. Everyone has the right to life.\n    2. No one may be convicted twice.\n"
        "Part VII Courts\n  Article 9\n    1. A judge is guided by this:\n      1) the accused is heard."
    )
    links = [tie("9.1.1)", "1.2", moved="other_part"), tie("9.1", "9.1")]
    observed = annotate(connect(old, new, *links), load_language("en"))
    assert "guarantee_removed" not in {one.kind for one in observed.findings}
    assert [one.new for one in observed.findings if one.kind == "relocated"] == [("1.2",)]


def test_a_clause_that_stayed_with_another_number_tells_of_it() -> None:
    """A number that also stands in another clause now has been replaced in its own."""
    comparison = compare_words(
        "The term of office of the Prosecutor is five years.",
        "The term of office of the Prosecutor is six years; the list of deputies is kept for five years.",
    )
    changes = annotate(comparison, load_language("en")).numbers
    assert ("replaced", "5", "6") in {(one.change, one.old_value, one.new_value) for one in changes}


def test_a_provision_of_hundreds_of_sentences_is_read_in_time() -> None:
    """Time grows with the text, not with its square: two hundred sentences are paired by the words they share."""
    topics = ("rest", "work", "health", "housing", "learning")
    old = " ".join(f"Everyone has the right to {topics[number % 5]} in place{number}x." for number in range(200))
    comparison = compare_words(old, old.replace("Everyone has", "Citizens have"))
    kinds = [one.rule for one in annotate(comparison, load_language("en")).findings]
    assert kinds.count("holder-narrowed") == 200
