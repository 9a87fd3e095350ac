from __future__ import annotations

import pytest

from constitution_diff.languages import load_language
from constitution_diff.observations import Finding
from tests.builders import build
from tests.changes_of import compare_words, findings, observe, rules
from tests.comparisons import connect, tie

EXAMPLES = (
    (
        "condition-entered",
        "guarantee_narrowed",
        "en",
        "Everyone has the right to a fair trial.",
        "Everyone has the right to a fair trial in accordance with law.",
    ),
    (
        "condition-entered",
        "guarantee_narrowed",
        "ru",
        "Каждый имеет право на доступ к музеям.",
        "Каждый имеет право на доступ к музеям в соответствии с законом.",
    ),
    (
        "condition-entered",
        "guarantee_narrowed",
        "kk",
        "Әркімнің мұражайға кіруге құқығы бар.",
        "Әркімнің заңға сәйкес мұражайға кіруге құқығы бар.",
    ),
    (
        "condition-left",
        "guarantee_widened",
        "en",
        "Everyone has the right to petition as provided by law.",
        "Everyone has the right to petition.",
    ),
    (
        "condition-left",
        "guarantee_widened",
        "ru",
        "Каждый имеет право на отпуск в соответствии с законом.",
        "Каждый имеет право на отпуск.",
    ),
    (
        "condition-left",
        "guarantee_widened",
        "kk",
        "Әркімнің заңға сәйкес еңбек демалысына құқығы бар.",
        "Әркімнің еңбек демалысына құқығы бар.",
    ),
    (
        "condition-left-limitation",
        "guarantee_narrowed",
        "en",
        "Detention is permitted in cases provided by law and by decision of a court.",
        "Detention is permitted by decision of a court.",
    ),
    (
        "condition-left-limitation",
        "guarantee_narrowed",
        "ru",
        "Обыск допускается в случаях, установленных законом, и по решению суда.",
        "Обыск допускается по решению суда.",
    ),
    (
        "emphasis-left",
        "guarantee_narrowed",
        "en",
        "Search of a home is permitted only by decision of a court.",
        "Search of a home is permitted by decision of a court.",
    ),
    (
        "emphasis-left",
        "guarantee_narrowed",
        "ru",
        "Выселение допускается только по решению суда.",
        "Выселение допускается по решению суда.",
    ),
    (
        "emphasis-left",
        "guarantee_narrowed",
        "kk",
        "Тінтуге сот шешімімен ғана жол беріледі.",
        "Тінтуге сот шешімімен жол беріледі.",
    ),
    (
        "emphasis-entered",
        "guarantee_widened",
        "en",
        "Search of a home is permitted by decision of a court.",
        "Search of a home is permitted only by decision of a court.",
    ),
    (
        "emphasis-entered",
        "guarantee_widened",
        "ru",
        "Выселение допускается по решению суда.",
        "Выселение допускается лишь по решению суда.",
    ),
    (
        "emphasis-entered",
        "guarantee_widened",
        "kk",
        "Тінтуге сот шешімімен жол беріледі.",
        "Тінтуге сот шешімімен ғана жол беріледі.",
    ),
    (
        "safeguard-left",
        "guarantee_narrowed",
        "en",
        "Detention is permitted by decision of a court.",
        "Detention is permitted.",
    ),
    ("safeguard-left", "guarantee_narrowed", "ru", "Арест допускается по решению суда.", "Арест допускается."),
    (
        "safeguard-left",
        "guarantee_narrowed",
        "kk",
        "Тұтқындауға сот шешімімен жол беріледі.",
        "Тұтқындауға жол беріледі.",
    ),
    (
        "holder-widened",
        "guarantee_widened",
        "en",
        "Every citizen has the right to clean water.",
        "Everyone has the right to clean water.",
    ),
    (
        "holder-widened",
        "guarantee_widened",
        "ru",
        "Граждане имеют право на чистую воду.",
        "Каждый имеет право на чистую воду.",
    ),
    (
        "holder-widened",
        "guarantee_widened",
        "kk",
        "Азаматтардың таза суға құқығы бар.",
        "Әркімнің таза суға құқығы бар.",
    ),
    (
        "holder-narrowed",
        "guarantee_narrowed",
        "en",
        "Everyone has the right to own land.",
        "Citizens have the right to own land.",
    ),
    ("holder-narrowed", "guarantee_narrowed", "ru", "Каждый имеет право на землю.", "Граждане имеют право на землю."),
    ("holder-narrowed", "guarantee_narrowed", "kk", "Әркімнің жерге құқығы бар.", "Азаматтардың жерге құқығы бар."),
    (
        "holder-unnamed",
        "guarantee_narrowed",
        "en",
        "Everyone has the right to secrecy of letters.",
        "The right to secrecy of letters is guaranteed by law.",
    ),
    (
        "holder-unnamed",
        "guarantee_narrowed",
        "ru",
        "Каждый имеет право на тайну писем.",
        "Право на тайну писем гарантируется законом.",
    ),
    (
        "holder-unnamed",
        "guarantee_narrowed",
        "kk",
        "Әркімнің хат құпиясына құқығы бар.",
        "Хат құпиясына құқыққа заңмен кепілдік беріледі.",
    ),
    (
        "state-as-subject",
        "terminology",
        "en",
        "Everyone has the right to shelter.",
        "The Republic guarantees the right to shelter.",
    ),
    (
        "state-as-subject",
        "terminology",
        "ru",
        "Каждый имеет право на приют.",
        "Государство гарантирует право на приют.",
    ),
    (
        "default-reversed",
        "guarantee_narrowed",
        "en",
        "Foreigners enjoy the rights of citizens, unless otherwise provided by law.",
        "Foreigners enjoy the rights of citizens in cases provided by law.",
    ),
    (
        "default-reversed",
        "guarantee_narrowed",
        "ru",
        "Иностранцы пользуются правами граждан, если иное не предусмотрено законом.",
        "Иностранцы пользуются правами граждан в случаях, предусмотренных законом.",
    ),
    (
        "default-reversed",
        "guarantee_narrowed",
        "kk",
        "Заңда өзгеше көзделмесе, шетелдіктер азаматтардың құқықтарын пайдаланады.",
        "Заңда көзделген жағдайда шетелдіктер азаматтардың құқықтарын пайдаланады.",
    ),
    (
        "free-of-charge-left",
        "guarantee_removed",
        "en",
        "Everyone has the right to schooling free of charge.",
        "Everyone has the right to schooling.",
    ),
    (
        "free-of-charge-left",
        "guarantee_removed",
        "ru",
        "Каждый имеет право на бесплатное лечение.",
        "Каждый имеет право на лечение.",
    ),
    (
        "free-of-charge-left",
        "guarantee_removed",
        "kk",
        "Әркімнің тегін емделуге құқығы бар.",
        "Әркімнің емделуге құқығы бар.",
    ),
    (
        "item-left-guarantee",
        "guarantee_removed",
        "en",
        "Everyone has the right to form unions, clubs and foundations.",
        "Everyone has the right to form unions and foundations.",
    ),
    (
        "item-left-guarantee",
        "guarantee_removed",
        "ru",
        "Каждый имеет право на труд, отдых и стачку.",
        "Каждый имеет право на труд и отдых.",
    ),
    (
        "item-entered-guarantee",
        "guarantee_added",
        "en",
        "The secrecy of letters and telephone calls is protected.",
        "The secrecy of letters, bank accounts and telephone calls is protected.",
    ),
    (
        "item-entered-guarantee",
        "guarantee_added",
        "ru",
        "Тайна писем и звонков охраняется.",
        "Тайна писем, вкладов и звонков охраняется.",
    ),
    (
        "item-entered-guarantee",
        "guarantee_added",
        "kk",
        "Хаттардың және қоңыраулардың құпиясы қорғалады.",
        "Хаттардың, салымдардың және қоңыраулардың құпиясы қорғалады.",
    ),
    (
        "words-left-guarantee",
        "guarantee_narrowed",
        "en",
        "Workers have the right to paid annual leave.",
        "Workers have the right to paid leave.",
    ),
    (
        "words-left-guarantee",
        "guarantee_narrowed",
        "ru",
        "Каждый имеет право на ежегодный отпуск.",
        "Каждый имеет право на отпуск.",
    ),
    (
        "words-left-guarantee",
        "guarantee_narrowed",
        "kk",
        "Әркімнің жыл сайынғы демалысқа құқығы бар.",
        "Әркімнің демалысқа құқығы бар.",
    ),
    (
        "item-entered-ban",
        "restriction_added",
        "en",
        "Propaganda of war and hatred is prohibited.",
        "Propaganda of war, separatism and hatred is prohibited.",
    ),
    (
        "item-entered-ban",
        "restriction_added",
        "ru",
        "Запрещается пропаганда войны и вражды.",
        "Запрещается пропаганда войны, раскола и вражды.",
    ),
    (
        "item-entered-ban",
        "restriction_added",
        "kk",
        "Соғысты және араздықты насихаттауға тыйым салынады.",
        "Соғысты, жікшілдікті және араздықты насихаттауға тыйым салынады.",
    ),
    (
        "item-left-ban",
        "restriction_removed",
        "en",
        "Propaganda of war, separatism and hatred is prohibited.",
        "Propaganda of war and hatred is prohibited.",
    ),
    (
        "item-left-ban",
        "restriction_removed",
        "ru",
        "Запрещается пропаганда войны, раскола и вражды.",
        "Запрещается пропаганда войны и вражды.",
    ),
    (
        "item-left-ban",
        "restriction_removed",
        "kk",
        "Соғысты, жікшілдікті және араздықты насихаттауға тыйым салынады.",
        "Соғысты және араздықты насихаттауға тыйым салынады.",
    ),
    (
        "ground-entered",
        "restriction_added",
        "en",
        "Rights may be limited by law to protect public order.",
        "Rights may be limited by law to protect public order and national security.",
    ),
    (
        "ground-entered",
        "restriction_added",
        "ru",
        "Права могут быть ограничены законом в целях охраны общественного порядка.",
        "Права могут быть ограничены законом в целях охраны общественного порядка и национальной безопасности.",
    ),
    (
        "ground-entered",
        "restriction_added",
        "kk",
        "Құқықтар қоғамдық тәртіпті сақтау үшін заңмен шектелуі мүмкін.",
        "Құқықтар қоғамдық тәртіпті және ұлттық қауіпсіздікті сақтау үшін заңмен шектелуі мүмкін.",
    ),
    (
        "ground-left",
        "restriction_removed",
        "en",
        "Rights may be limited by law to protect public order and national security.",
        "Rights may be limited by law to protect public order.",
    ),
    (
        "ground-left",
        "restriction_removed",
        "ru",
        "Права могут быть ограничены законом в целях охраны общественного порядка и национальной безопасности.",
        "Права могут быть ограничены законом в целях охраны общественного порядка.",
    ),
    (
        "ground-left",
        "restriction_removed",
        "kk",
        "Құқықтар қоғамдық тәртіпті және ұлттық қауіпсіздікті сақтау үшін заңмен шектелуі мүмкін.",
        "Құқықтар қоғамдық тәртіпті сақтау үшін заңмен шектелуі мүмкін.",
    ),
    (
        "exception-entered",
        "restriction_added",
        "en",
        "Everyone has the right to seek information.",
        "Everyone has the right to seek information, except military secrets.",
    ),
    (
        "exception-entered",
        "restriction_added",
        "ru",
        "Каждый имеет право искать сведения.",
        "Каждый имеет право искать сведения, за исключением военных тайн.",
    ),
    (
        "exception-entered",
        "restriction_added",
        "kk",
        "Әркімнің мәлімет іздеуге құқығы бар.",
        "Әскери құпияларды қоспағанда, әркімнің мәлімет іздеуге құқығы бар.",
    ),
    (
        "threshold-left",
        "guarantee_narrowed",
        "en",
        "Detention is permitted for grave harm to the Republic.",
        "Detention is permitted for harm to the Republic.",
    ),
    (
        "threshold-left",
        "guarantee_narrowed",
        "ru",
        "Задержание допускается за причинение тяжкого вреда.",
        "Задержание допускается за причинение вреда.",
    ),
    (
        "item-entered-duty",
        "duty_added",
        "en",
        "Everyone is obliged to pay taxes.",
        "Everyone is obliged to pay taxes and to vote.",
    ),
    (
        "item-entered-duty",
        "duty_added",
        "ru",
        "Каждый обязан платить налоги.",
        "Каждый обязан платить налоги и беречь леса.",
    ),
    (
        "item-entered-duty",
        "duty_added",
        "kk",
        "Әркім салық төлеуге міндетті.",
        "Әркім салық төлеуге және ормандарды аялауға міндетті.",
    ),
    (
        "item-left-duty",
        "duty_removed",
        "en",
        "Everyone is obliged to pay taxes and to vote.",
        "Everyone is obliged to pay taxes.",
    ),
    (
        "item-left-duty",
        "duty_removed",
        "ru",
        "Каждый обязан платить налоги и беречь леса.",
        "Каждый обязан платить налоги.",
    ),
    (
        "item-left-duty",
        "duty_removed",
        "kk",
        "Әркім салық төлеуге және ормандарды аялауға міндетті.",
        "Әркім салық төлеуге міндетті.",
    ),
    ("sentence-new-right", "guarantee_added", "en", "", "Everyone has the right to clean air."),
    ("sentence-new-right", "guarantee_added", "ru", "", "Каждый имеет право на чистый воздух."),
    ("sentence-new-right", "guarantee_added", "kk", "", "Әркімнің таза ауаға құқығы бар."),
    ("sentence-new-ban", "guarantee_added", "en", "", "Torture is prohibited."),
    ("sentence-new-ban", "guarantee_added", "ru", "", "Пытки запрещаются."),
    ("sentence-new-ban", "guarantee_added", "kk", "", "Өлім жазасына тыйым салынады."),
    ("sentence-new-restriction", "restriction_added", "en", "", "Propaganda of war is prohibited."),
    ("sentence-new-restriction", "restriction_added", "ru", "", "Пропаганда войны запрещается."),
    ("sentence-new-restriction", "restriction_added", "kk", "", "Соғысты насихаттауға тыйым салынады."),
    ("sentence-new-duty", "duty_added", "en", "", "Everyone is obliged to protect the forests."),
    ("sentence-new-duty", "duty_added", "ru", "", "Каждый обязан беречь леса."),
    ("sentence-new-duty", "duty_added", "kk", "", "Әркім ормандарды сақтауға міндетті."),
    ("sentence-gone-duty", "duty_removed", "en", "Everyone is obliged to protect the forests.", ""),
    ("sentence-gone-duty", "duty_removed", "ru", "Каждый обязан беречь леса.", ""),
    ("sentence-gone-duty", "duty_removed", "kk", "Әркім ормандарды сақтауға міндетті.", ""),
    (
        "sentence-new-limit",
        "restriction_added",
        "en",
        "",
        "The exercise of rights must not violate the rights of others.",
    ),
    ("sentence-new-limit", "restriction_added", "ru", "", "Пользование правами может быть ограничено законом."),
    ("sentence-new-limit", "restriction_added", "kk", "", "Құқықтарды пайдалану заңмен шектелуі мүмкін."),
    ("sentence-gone-right", "guarantee_removed", "en", "Everyone has the right to clean air.", ""),
    ("sentence-gone-right", "guarantee_removed", "ru", "Каждый имеет право на чистый воздух.", ""),
    ("sentence-gone-right", "guarantee_removed", "kk", "Әркімнің таза ауаға құқығы бар.", ""),
    (
        "number-left-to-law",
        "guarantee_narrowed",
        "en",
        "Detention without a court decision is permitted for no more than forty-eight hours.",
        "Detention without a court decision is permitted for a period established by law.",
    ),
    (
        "number-left-to-law",
        "guarantee_narrowed",
        "ru",
        "Без решения суда лицо может быть подвергнуто задержанию на срок не более сорока восьми часов.",
        "Без решения суда лицо может быть подвергнуто задержанию на срок, установленный законом.",
    ),
    (
        "item-still-covered",
        "terminology",
        "en",
        "The secrecy of letters, telegrams and other messages is protected.",
        "The secrecy of letters and other messages is protected.",
    ),
    (
        "item-still-covered",
        "terminology",
        "ru",
        "Тайна писем, телеграмм и иных сообщений охраняется.",
        "Тайна писем и иных сообщений охраняется.",
    ),
    (
        "competition-left",
        "restriction_removed",
        "en",
        "Everyone has the right to study on a competitive basis.",
        "Everyone has the right to study.",
    ),
    (
        "competition-left",
        "restriction_removed",
        "ru",
        "Каждый имеет право учиться на конкурсной основе.",
        "Каждый имеет право учиться.",
    ),
    (
        "inherent-entered",
        "guarantee_widened",
        "en",
        "Everyone has the right to life.",
        "Everyone has the inalienable right to life.",
    ),
    (
        "inherent-entered",
        "guarantee_widened",
        "ru",
        "Каждый имеет право на жизнь.",
        "Каждый имеет неотъемлемое право на жизнь.",
    ),
    ("sentence-new-definition", "restriction_added", "en", "", "A family – a union of spouses and their children."),
    ("sentence-new-definition", "restriction_added", "ru", "", "Семья – союз супругов и их детей."),
    ("sentence-new-definition", "restriction_added", "kk", "", "Отбасы – ерлі-зайыптылар мен балалардың одағы."),
)
"""Rule, kind, language, old sentence, new sentence: what each rule is for."""

COUNTEREXAMPLES = (
    (
        "emphasis-left",
        "en",
        "A search is permitted only by decision of a court.",
        "A search is permitted solely by decision of a court.",
    ),
    ("emphasis-left", "ru", "Обыск допускается лишь по решению суда.", "Обыск допускается только по решению суда."),
    ("emphasis-left", "kk", "Тінтуге тек сот шешімімен жол беріледі.", "Тінтуге сот шешімімен ғана жол беріледі."),
    (
        "condition-entered",
        "en",
        "As provided by law everyone has the right to rest.",
        "Everyone has the right to rest in accordance with law.",
    ),
    (
        "condition-entered",
        "ru",
        "Каждый имеет право на отдых, установленный законом.",
        "Каждый в соответствии с законом имеет право на отдых.",
    ),
    (
        "condition-entered",
        "kk",
        "Әркімнің заңға сәйкес демалуға құқығы бар.",
        "Заңға сәйкес әркімнің демалуға құқығы бар.",
    ),
    ("holder-narrowed", "en", "Everyone has the right to life.", "Every person has the right to life."),
    ("holder-narrowed", "ru", "Каждый имеет право на жизнь.", "Каждый человек имеет право на жизнь."),
    ("holder-narrowed", "kk", "Әркімнің өмір сүруге құқығы бар.", "Әр адамның өмір сүруге құқығы бар."),
    (
        "item-left-guarantee",
        "en",
        "Everyone has the right to work, rest and strike.",
        "Everyone has the right to strike, work and rest.",
    ),
    (
        "item-left-guarantee",
        "ru",
        "Каждый имеет право на труд, отдых и стачку.",
        "Каждый имеет право на стачку, труд и отдых.",
    ),
    (
        "item-left-guarantee",
        "kk",
        "Әркімнің еңбекке, демалысқа және ереуілге құқығы бар.",
        "Әркімнің ереуілге, еңбекке және демалысқа құқығы бар.",
    ),
    ("item-entered-ban", "en", "The propaganda of war is prohibited.", "Propaganda of war shall be prohibited."),
    ("item-entered-ban", "ru", "Запрещается пропаганда войны.", "Пропаганда войны запрещена."),
    ("item-entered-ban", "kk", "Соғысты насихаттауға тыйым салынады.", "Соғысты насихаттауға тыйым салынған."),
    (
        "sentence-new-right",
        "en",
        "Everyone has the right to life and may defend it.",
        "Everyone has the right to life. Everyone may defend life.",
    ),
    (
        "ground-entered",
        "en",
        "Rights may be limited by law to protect public order.",
        "To protect public order rights may be limited by law.",
    ),
    (
        "ground-entered",
        "ru",
        "Права могут быть ограничены законом в целях охраны общественного порядка.",
        "В целях охраны общественного порядка права могут быть ограничены законом.",
    ),
    (
        "free-of-charge-left",
        "en",
        "Everyone has the right to free medical care.",
        "Everyone has the right to medical care without payment.",
    ),
    (
        "free-of-charge-left",
        "ru",
        "Каждый имеет право на бесплатное лечение.",
        "Каждый имеет право на не оплачиваемое им лечение.",
    ),
    (
        "default-reversed",
        "en",
        "Foreigners enjoy rights unless otherwise provided by law.",
        "Unless otherwise provided by law, foreigners enjoy rights.",
    ),
)
"""Rule, language, old sentence, new sentence: what looks like a rule's matter and is not."""

SAME = (
    ("en", "Everyone has the right to life. Torture is prohibited."),
    ("ru", "Каждый имеет право на жизнь. Пытки запрещены."),
    ("kk", "Әркімнің өмір сүруге құқығы бар. Азаптауға тыйым салынады."),
    ("und", "Omnes homines liberi nascuntur."),
)


@pytest.mark.parametrize(("rule", "kind", "language", "old", "new"), EXAMPLES)
def test_every_rule_finds_its_examples_and_nothing_else(
    rule: str, kind: str, language: str, old: str, new: str
) -> None:
    """A change of one kind makes one finding, of that kind, naming its rule, in each language."""
    assert rules(old, new, language) == {(kind, rule)}


@pytest.mark.parametrize(("rule", "language", "old", "new"), COUNTEREXAMPLES)
def test_no_rule_finds_what_only_looks_like_its_matter(rule: str, language: str, old: str, new: str) -> None:
    """A synonym, another order of words or a verb's form makes no finding about rights."""
    assert rule not in {name for _, name in rules(old, new, language)}


@pytest.mark.parametrize(("language", "text"), SAME)
def test_a_text_beside_itself_has_no_findings(language: str, text: str) -> None:
    """Where nothing changed nothing is said, in a language without a lexicon too."""
    assert findings(text, text, language) == ()


def test_a_language_without_a_lexicon_has_findings_about_wording_alone() -> None:
    """Without cues nothing is guessed about rights: what changed is shown as wording."""
    kinds = {kind for kind, _ in rules("Omnes homines liberi nascuntur.", "Omnes cives liberi nascuntur.", "und")}
    assert kinds <= {"terminology", "editorial"}


@pytest.mark.parametrize(("rule", "kind", "language", "old", "new"), EXAMPLES[::5])
def test_the_words_quoted_stand_in_the_texts(rule: str, kind: str, language: str, old: str, new: str) -> None:
    """Every quoted word is an exact substring, and its evidence says where it stands."""
    for finding in findings(old, new, language):
        assert all(words in old for words in finding.old_words)
        assert all(words in new for words in finding.new_words)
        texts = {"old": old, "new": new}
        assert all(texts[one.side][one.start : one.end] == one.words for one in finding.evidence)
        assert {one.words for one in finding.evidence} == {*finding.old_words, *finding.new_words}


def test_findings_are_numbered_in_order_and_the_same_every_time() -> None:
    """The same input gives the same findings, numbered from F001."""
    pair = ("Everyone has the right to work, rest and strike.", "Citizens have the right to work and rest by law.")
    first, second = findings(*pair), findings(*pair)
    assert first == second
    assert [finding.id for finding in first] == [f"F{number:03d}" for number in range(1, len(first) + 1)]


OLD = """
    Part II Persons
      Article 1
        1. Everyone has the right to private life and to the protection of honour.
        2. Everyone has the right to rest. Work is honoured.
      Article 2
        1. Dignity is inviolable.
    Part III Courts
      Article 3
        1. Nobody is obliged to testify against themselves.
"""
NEW = """
    Part II Rights and duties
      Article 1
        1. Everyone has the right to private life.
        2. Everyone has the right to rest. Work is honoured.
      Article 2
        1. Dignity and honour are inviolable.
        2. Nobody is obliged to testify against themselves.
"""


def of_parts() -> tuple[Finding, ...]:
    from constitution_diff.annotate import annotate

    links = (
        tie("1.1", "1.1"),
        tie("1.2", "1.2", "unchanged"),
        tie("1.1 2.1", "2.1", "merged"),
        tie("3.1", "2.2", "unchanged", moved="other_part"),
    )
    comparison = connect(build(OLD), build(NEW), *links, parts=("II",))
    return annotate(comparison, load_language("en")).findings


def test_a_right_from_another_part_is_relocated() -> None:
    """A sentence that came from elsewhere is told as such, with both places, and is not new."""
    found = [(one.rule, one.old, one.new) for one in of_parts() if one.kind == "relocated"]
    assert ("other-part", ("3.1",), ("2.2",)) in found
    assert not [one for one in of_parts() if one.kind.endswith("_added") and one.new == ("2.2",)]


def test_a_limb_that_joined_another_provision_is_relocated_and_not_lost() -> None:
    """Words that left one provision and stand in another linked with it have moved."""
    (moved,) = [one for one in of_parts() if one.rule == "part-of-provision"]
    assert (moved.old, moved.new, moved.new_words) == (("1.1",), ("2.1",), ("honour",))
    assert not [one for one in of_parts() if one.kind == "guarantee_removed"]


def test_a_part_with_another_title_is_terminology() -> None:
    """The title of a part is no right."""
    (title,) = [one for one in of_parts() if one.rule == "part-title"]
    assert (title.kind, title.topic, title.weight) == ("terminology", "part_title", "minor")
    assert (title.old_words, title.new_words) == (("Persons",), ("Rights and duties",))


def test_a_systematic_renaming_is_one_finding_with_all_its_places() -> None:
    """A word that changed the same way throughout is said once, not under every paragraph."""
    lines = [
        "1. Everyone in the Republic has the right to life.",
        "2. Everyone in the Republic may work.",
        "3. Everyone in the Republic may rest.",
    ]
    old = build("Part II Rights\n  Article 1\n" + "\n".join(f"    {line}" for line in lines))
    new = build(
        "Part II Rights\n  Article 1\n"
        + "\n".join(f"    {line.replace('Republic', 'Republic of Freedonia')}" for line in lines)
    )
    from constitution_diff.annotate import annotate

    comparison = connect(old, new, *(tie(f"1.{number}", f"1.{number}") for number in (1, 2, 3)))
    (finding,) = annotate(comparison, load_language("en")).findings
    assert (finding.kind, finding.rule, finding.new) == ("terminology", "renaming", ("1.1", "1.2", "1.3"))


def test_the_lists_of_rights_that_may_not_be_limited_are_compared_through_the_alignment() -> None:
    """What left and entered such a list is said; what was only renumbered is not."""
    from constitution_diff.annotate import annotate
    from tests.unit.annotate.test_references import LINKS
    from tests.unit.annotate.test_references import NEW as NEW_LIST
    from tests.unit.annotate.test_references import OLD as OLD_LIST

    observed = annotate(connect(build(OLD_LIST), build(NEW_LIST), *LINKS), load_language("en"))
    found = {(one.rule, one.old[-1], one.new[-1]) for one in observed.findings if one.kind == "nonderogable_changed"}
    assert found == {("nonderogable-left", "2.2", "7.1"), ("nonderogable-entered", "3.1", "8")}


def test_a_rule_about_an_organ_is_no_finding_about_rights() -> None:
    """The number of deputies or their sessions change nothing for a person's right."""
    kinds = {kind for kind, _ in rules("The chamber sits in May and June.", "The chamber sits in May, June and July.")}
    assert kinds <= {"terminology", "editorial"}


def test_everything_is_there_beside_the_findings() -> None:
    """Topics of both sides are listed, so that a provision without any is seen."""
    tags = observe("Torture is prohibited.", "Torture is prohibited.").topics
    assert [(tag.side, tag.ref) for tag in tags] == [("old", "5.1"), ("new", "5.1")]
    assert compare_words("Torture is prohibited.", "").links[0].relation == "removed"
