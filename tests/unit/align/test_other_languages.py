"""Small invented constitutions in five languages and scripts, read from plain text and linked.

All go through the same amendment: articles are renumbered, one is new (water), one went (tax), one was split (assembly),
one moved to another chapter (court), and some are reworded.
"""

from __future__ import annotations

from functools import lru_cache

import pytest

from constitution_diff import pipeline
from constitution_diff.model import Comparison, Document

LABELS = {
    "de": ("Abschnitt {}", "Artikel {}"),
    "es": ("Capítulo {}", "Artículo {}."),
    "fr": ("Chapitre {}", "Article {}"),
    "uk": ("Розділ {}", "Стаття {}."),
    "uz": ("{} bob", "{}-modda."),
}
OLD = {
    "I": ("dignity", "equality", "press", "assembly protest", "home"),
    "II": ("parliament", "president", "tax", "court", "budget"),
    "III": ("school", "amendment"),
}
NEW = {
    "I": ("dignity", "equality", "water", "press+", "assembly+", "protest", "court", "home"),
    "II": ("parliament+", "president", "budget"),
    "III": ("school", "amendment+"),
}
LINKS = {
    ("1", "1"),
    ("2", "2"),
    ("", "3"),
    ("3", "4"),
    ("4", "5 6"),
    ("9", "7"),
    ("5", "8"),
    ("6", "9"),
    ("7", "10"),
    ("8", ""),
    ("10", "11"),
    ("11", "12"),
    ("12", "13"),
}
ARTICLES = {
    "de": {
        "dignity": "Das Leben und die Gesundheit jedes Menschen stehen unter dem Schutz der Stadt. Niemand darf gequält werden.",
        "equality": "Frauen und Männer sind vor dem Richter gleich. Herkunft und Glaube bringen weder Vorteil noch Nachteil.",
        "press": "Zeitungen erscheinen ohne Zensur. Jeder kann seine Meinung drucken und verbreiten.",
        "press+": "Zeitungen und Sender arbeiten ohne Zensur. Jeder kann seine Meinung drucken, senden und verbreiten.",
        "assembly": "Die Bürger dürfen Vereine gründen und ihnen beitreten, sofern deren Zwecke friedlich sind.",
        "assembly+": "Alle dürfen Vereine gründen und ihnen beitreten, sofern deren Zwecke friedlich sind.",
        "protest": "Kundgebungen unter freiem Himmel sind der Wache drei Tage vorher anzumelden.",
        "home": "Die Wohnung ist unverletzlich. Durchsuchungen bei Nacht sind verboten.",
        "parliament": "Der Rat besteht aus vierzig Abgeordneten, die auf vier Jahre geheim gewählt werden.",
        "parliament+": "Der Rat besteht aus sechzig Abgeordneten, die auf fünf Jahre geheim gewählt werden.",
        "president": "Der Bürgermeister vertritt die Stadt nach außen und ernennt die Botschafter mit Zustimmung des Rates.",
        "tax": "Der Zoll auf Salz und Getreide wird an den Toren erhoben und dient allein dem Bau der Mauer.",
        "court": "Richter sind unabhängig und werden auf Lebenszeit berufen. Verhandlungen sind öffentlich.",
        "budget": "Der Haushalt wird vor Beginn des Jahres vorgelegt; Schulden bedürfen besonderer Bewilligung.",
        "school": "Der Unterricht in den Schulen ist unentgeltlich. Lehrer werden von der Gemeinde besoldet.",
        "amendment": "Diese Urkunde wird mit zwei Dritteln der Stimmen geändert.",
        "amendment+": "Diese Urkunde wird durch Volksentscheid mit zwei Dritteln der Stimmen geändert.",
        "water": "Quellen, Flüsse und Seen sind Gemeingut; wer sie verschmutzt, ersetzt den Schaden.",
    },
    "es": {
        "dignity": "La vida y la salud de las personas están bajo la protección de la ciudad. Nadie será torturado.",
        "equality": "Mujeres y hombres son iguales ante el juez. El origen y la fe no dan ventaja ni perjuicio.",
        "press": "Los periódicos se publican sin censura. Cada quien puede imprimir y difundir su opinión.",
        "press+": "Los periódicos y emisoras trabajan sin censura. Cada quien puede imprimir, emitir y difundir su opinión.",
        "assembly": "Los ciudadanos pueden fundar asociaciones e ingresar en ellas si sus fines son pacíficos.",
        "assembly+": "Los habitantes pueden fundar asociaciones e ingresar en ellas si sus fines son pacíficos.",
        "protest": "Las manifestaciones en la calle se comunican a la guardia con tres días de antelación.",
        "home": "El domicilio es inviolable. Quedan prohibidos los registros nocturnos.",
        "parliament": "El consejo se compone de cuarenta diputados elegidos en secreto por cuatro años.",
        "parliament+": "El consejo se compone de sesenta diputados elegidos en secreto por cinco años.",
        "president": "El alcalde representa a la ciudad en el exterior y nombra embajadores con acuerdo del consejo.",
        "tax": "El arancel sobre la sal y el trigo se cobra en las puertas y sirve solo para construir la muralla.",
        "court": "Los jueces son independientes y vitalicios. Las audiencias son públicas.",
        "budget": "El presupuesto se presenta antes de comenzar el año; la deuda exige autorización especial.",
        "school": "La enseñanza en las escuelas es gratuita. El municipio paga a los maestros.",
        "amendment": "Esta carta se reforma con dos tercios de los votos.",
        "amendment+": "Esta carta se reforma en referéndum con dos tercios de los votos.",
        "water": "Fuentes, ríos y lagos son bienes comunes; quien los contamina repara el daño.",
    },
    "fr": {
        "dignity": "La vie et la santé de chaque personne sont protégées par la cité. Nul ne subit la torture.",
        "equality": "Femmes et hommes sont égaux devant le juge. L’origine et la foi ne donnent ni avantage ni désavantage.",
        "press": "Les journaux paraissent sans censure. Chacun peut imprimer et répandre son opinion.",
        "press+": "Les journaux et les radios travaillent sans censure. Chacun peut imprimer, diffuser et répandre son opinion.",
        "assembly": "Les citoyens peuvent fonder des associations et y adhérer si leurs buts sont paisibles.",
        "assembly+": "Les habitants peuvent fonder des associations et y adhérer si leurs buts sont paisibles.",
        "protest": "Les cortèges dans la rue sont annoncés à la garde trois jours plus tôt.",
        "home": "Le domicile est inviolable. Les perquisitions de nuit sont interdites.",
        "parliament": "Le conseil se compose de quarante députés élus au scrutin secret pour quatre ans.",
        "parliament+": "Le conseil se compose de soixante députés élus au scrutin secret pour cinq ans.",
        "president": "Le maire représente la cité à l’étranger et nomme les ambassadeurs avec l’accord du conseil.",
        "tax": "La taxe sur le sel et le blé est perçue aux portes et sert seulement à bâtir le rempart.",
        "court": "Les juges sont indépendants et inamovibles. Les audiences sont publiques.",
        "budget": "Les comptes sont présentés avant le début de l’année ; la dette exige une autorisation spéciale.",
        "school": "L’enseignement dans les écoles est gratuit. La commune paie les instituteurs.",
        "amendment": "Cette charte est révisée à la majorité des deux tiers des voix.",
        "amendment+": "Cette charte est révisée par référendum à la majorité des deux tiers des voix.",
        "water": "Les sources, les rivières et les lacs sont des biens communs ; qui les pollue répare le dommage.",
    },
    "uk": {
        "dignity": "Життя і здоров’я кожної людини перебувають під захистом міста. Нікого не можна катувати.",
        "equality": "Жінки та чоловіки рівні перед суддею. Походження і віра не дають ні переваг, ні обмежень.",
        "press": "Газети виходять без цензури. Кожен може друкувати і поширювати свою думку.",
        "press+": "Газети й радіостанції працюють без цензури. Кожен може друкувати, передавати і поширювати свою думку.",
        "assembly": "Громадяни можуть засновувати товариства і вступати до них, якщо їхня мета мирна.",
        "assembly+": "Мешканці можуть засновувати товариства і вступати до них, якщо їхня мета мирна.",
        "protest": "Про ходу вулицями варту сповіщають за три дні.",
        "home": "Житло недоторканне. Обшуки вночі заборонено.",
        "parliament": "Рада складається із сорока депутатів, обраних таємно на чотири роки.",
        "parliament+": "Рада складається із шістдесяти депутатів, обраних таємно на п’ять років.",
        "president": "Голова представляє місто за кордоном і призначає послів за згодою ради.",
        "tax": "Мито на сіль і зерно стягують біля брами, воно йде лише на будівництво муру.",
        "court": "Судді незалежні та обіймають посади довічно. Засідання відкриті.",
        "budget": "Кошторис подають до початку року; позики потребують окремого дозволу.",
        "school": "Навчання у школах безоплатне. Учителям платить громада.",
        "amendment": "Цю хартію змінюють двома третинами голосів.",
        "amendment+": "Цю хартію змінюють на референдумі двома третинами голосів.",
        "water": "Джерела, річки та озера є спільним надбанням; хто їх забруднює, той відшкодовує збитки.",
    },
    "uz": {
        "dignity": "Har bir insonning hayoti va sog‘lig‘i shahar himoyasida. Hech kim qiynoqqa solinmaydi.",
        "equality": "Ayollar va erkaklar sudya oldida teng. Kelib chiqish va e’tiqod ustunlik ham, kamsitish ham bermaydi.",
        "press": "Gazetalar senzurasiz chiqadi. Har kim o‘z fikrini bosib chiqarishi va tarqatishi mumkin.",
        "press+": "Gazetalar va radiolar senzurasiz ishlaydi. Har kim o‘z fikrini bosishi, uzatishi va tarqatishi mumkin.",
        "assembly": "Fuqarolar uyushmalar tuzishi va maqsadi tinch bo‘lsa, ularga kirishi mumkin.",
        "assembly+": "Aholi uyushmalar tuzishi va maqsadi tinch bo‘lsa, ularga kirishi mumkin.",
        "protest": "Ko‘cha yurishlari haqida soqchilarga uch kun oldin xabar beriladi.",
        "home": "Uy-joy daxlsizdir. Tungi tintuvlar taqiqlanadi.",
        "parliament": "Kengash to‘rt yilga yashirin saylangan qirq deputatdan iborat.",
        "parliament+": "Kengash besh yilga yashirin saylangan oltmish deputatdan iborat.",
        "president": "Hokim shaharni xorijda namoyon etadi va kengash roziligi bilan elchilarni tayinlaydi.",
        "tax": "Tuz va bug‘doy uchun boj darvozalarda undiriladi, u faqat devor qurilishiga sarflanadi.",
        "court": "Sudyalar mustaqil, ular umrbod lavozimda. Majlislar ochiq o‘tadi.",
        "budget": "Byudjet yil boshlanguncha topshiriladi; qarz olish alohida ruxsat talab qiladi.",
        "school": "Maktablarda ta’lim bepul. O‘qituvchilarga jamoa maosh to‘laydi.",
        "amendment": "Ushbu nizom ovozlarning uchdan ikki qismi bilan o‘zgartiriladi.",
        "amendment+": "Ushbu nizom referendumda ovozlarning uchdan ikki qismi bilan o‘zgartiriladi.",
        "water": "Buloqlar, daryolar va ko‘llar umumiy boylik; ularni ifloslantirgan shaxs zararni qoplaydi.",
    },
}


def write(language: str, plan: dict[str, tuple[str, ...]]) -> str:
    """Return the plain text of a constitution: chapters, articles, and the texts that the plan names."""
    chapter, article = LABELS[language]
    lines: list[str] = []
    number = 0
    for numeral, names in plan.items():
        lines.append(chapter.format(numeral))
        for name in names:
            number += 1
            printed = "premier" if language == "fr" and number == 1 else number
            lines += [article.format(printed), " ".join(ARTICLES[language][one] for one in name.split())]
    return "\n\n".join(lines) + "\n"


@lru_cache
def read(language: str) -> tuple[Document, Document]:
    return (
        pipeline.parse(write(language, OLD).encode(), "old.txt"),
        pipeline.parse(write(language, NEW).encode(), "new.txt"),
    )


@lru_cache
def compared(language: str) -> Comparison:
    return pipeline.compare(*read(language))


@pytest.mark.parametrize("language", LABELS)
def test_the_language_and_all_articles_are_found(language: str) -> None:
    """A constitution of another country is read without being told its language: three chapters, every article, no doubt."""
    for document, last in zip(read(language), (12, 13), strict=True):
        articles = [unit.num for unit in document.provisions() if unit.kind == "article"]
        assert document.edition.language == language
        assert [top.num for top in document.body] == ["I", "II", "III"]
        assert articles == [str(number) for number in range(1, last + 1)]
        assert document.notices == ()


@pytest.mark.parametrize("language", LABELS)
def test_every_provision_is_found_again(language: str) -> None:
    """Renumbered, reworded, split and moved provisions are linked; the new and the dropped one are linked to nothing."""
    assert {(" ".join(link.old), " ".join(link.new)) for link in compared(language).links} == LINKS


@pytest.mark.parametrize("language", LABELS)
def test_each_link_says_what_happened(language: str) -> None:
    """A split is called a split, a new article added, a dropped one removed; what was only renumbered is unchanged."""
    relations = {" ".join(link.old) or "-": link.relation for link in compared(language).links}
    assert relations["4"] == "split"
    assert (relations["-"], relations["8"]) == ("added", "removed")
    assert {relations[old] for old in ("1", "2", "5", "7", "9", "10", "11")} == {"unchanged"}
    assert {relations[old] for old in ("3", "6", "12")} <= {"edited", "rewritten"}


@pytest.mark.parametrize("language", LABELS)
def test_only_the_court_moved(language: str) -> None:
    """An article that went to another chapter moved; articles that were only renumbered did not."""
    assert [link.old for link in compared(language).links if link.moved] == [("9",)]


@pytest.mark.parametrize("language", LABELS)
def test_the_other_direction_is_the_mirror_image(language: str) -> None:
    """Swapping the two texts swaps the sides of every link."""
    old, new = read(language)
    back = pipeline.compare(new, old)
    assert {(" ".join(link.new), " ".join(link.old)) for link in back.links} == LINKS
