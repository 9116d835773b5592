"""Twelve plainly invented institutions in real countries of all four regions. Names in seven languages."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Invented:
    country: str
    domain: str
    acronym: str
    language: str
    zone: str
    names: dict
    units: tuple = ()


def named(en, fr, es, de, ar, ru, zh):
    return {"en": en, "fr": fr, "es": es, "de": de, "ar": ar, "ru": ru, "zh-hans": zh}


REGIONAL_OFFICE = named(
    "Northern region", "Région Nord", "Región Norte", "Region Nord", "المنطقة الشمالية", "Северный регион", "北部地区"
)
ICT = named(
    "Directorate of information systems",
    "Direction des systèmes d’information",
    "Dirección de sistemas de información",
    "Direktion Informationssysteme",
    "إدارة نظم المعلومات",
    "Управление информационных систем",
    "信息系统部",
)
PENSIONS = named(
    "Pensions branch",
    "Branche vieillesse",
    "Rama de pensiones",
    "Zweig Alterssicherung",
    "فرع المعاشات",
    "Пенсионная отрасль",
    "养老金分支",
)

INSTITUTIONS = [
    Invented(
        "SN",
        "baobab.example",
        "BPF",
        "fr",
        "Africa/Dakar",
        named(
            "Baobab Provident Fund",
            "Caisse de prévoyance du Baobab",
            "Caja de Previsión del Baobab",
            "Vorsorgekasse Baobab",
            "صندوق الباوباب للحماية الاجتماعية",
            "Социальный фонд «Баобаб»",
            "猴面包树社会保障基金",
        ),
        (("directorate", ICT), ("region", REGIONAL_OFFICE)),
    ),
    Invented(
        "KE",
        "acacia.example",
        "ASF",
        "en",
        "Africa/Nairobi",
        named(
            "Acacia Savings Fund",
            "Fonds d’épargne Acacia",
            "Fondo de Ahorro Acacia",
            "Sparfonds Akazie",
            "صندوق الأكاسيا للادخار",
            "Сберегательный фонд «Акация»",
            "金合欢储蓄基金",
        ),
        (("branch", PENSIONS),),
    ),
    Invented(
        "MA",
        "cedar.example",
        "CIA",
        "ar",
        "Africa/Casablanca",
        named(
            "Cedar Insurance Authority",
            "Organisme d’assurance du Cèdre",
            "Autoridad de Seguros del Cedro",
            "Versicherungsanstalt Zeder",
            "هيئة الأرز للتأمين الاجتماعي",
            "Страховое ведомство «Кедр»",
            "雪松社会保险局",
        ),
    ),
    Invented(
        "PE",
        "quinoa.example",
        "IPQ",
        "es",
        "America/Lima",
        named(
            "Quinoa Pensions Institute",
            "Institut des pensions Quinoa",
            "Instituto de Pensiones Quinua",
            "Renteninstitut Quinoa",
            "معهد الكينوا للمعاشات",
            "Пенсионный институт «Киноа»",
            "藜麦养老金局",
        ),
        (("directorate", ICT),),
    ),
    Invented(
        "UY",
        "ombu.example",
        "BSO",
        "es",
        "America/Montevideo",
        named(
            "Ombú Social Bank",
            "Banque sociale Ombú",
            "Banco Social Ombú",
            "Sozialbank Ombú",
            "بنك أومبو للضمان الاجتماعي",
            "Социальный банк «Омбу»",
            "翁布社会保障银行",
        ),
    ),
    Invented(
        "JM",
        "lignum.example",
        "LNI",
        "en",
        "America/Jamaica",
        named(
            "Lignum National Insurance",
            "Assurance nationale Lignum",
            "Seguro Nacional Lignum",
            "Staatliche Versicherung Lignum",
            "تأمين لينيوم الوطني",
            "Государственное страхование «Лигнум»",
            "愈疮木国民保险局",
        ),
    ),
    Invented(
        "JO",
        "anemone.example",
        "ASC",
        "ar",
        "Asia/Amman",
        named(
            "Anemone Social Corporation",
            "Caisse sociale Anémone",
            "Corporación Social Anémona",
            "Sozialanstalt Anemone",
            "مؤسسة شقائق النعمان للضمان",
            "Социальная корпорация «Анемон»",
            "银莲花社会保障公司",
        ),
        (("branch", PENSIONS),),
    ),
    Invented(
        "KZ",
        "steppe.example",
        "FSP",
        "ru",
        "Asia/Almaty",
        named(
            "Feather Grass Social Fund",
            "Fonds social Stipa",
            "Fondo Social Estipa",
            "Sozialfonds Federgras",
            "صندوق السهوب الاجتماعي",
            "Социальный фонд «Ковыль»",
            "针茅社会基金",
        ),
    ),
    Invented(
        "CN",
        "plumblossom.example",
        "PBS",
        "zh-hans",
        "Asia/Shanghai",
        named(
            "Plum Blossom Insurance Centre",
            "Centre d’assurance Fleur de prunier",
            "Centro de Seguros Flor de Ciruelo",
            "Versicherungszentrum Pflaumenblüte",
            "مركز زهرة البرقوق للتأمين",
            "Страховой центр «Цветок сливы»",
            "梅花社会保险中心",
        ),
    ),
    Invented(
        "MY",
        "hibiscus.example",
        "HWF",
        "en",
        "Asia/Kuala_Lumpur",
        named(
            "Hibiscus Workers’ Fund",
            "Caisse des travailleurs Hibiscus",
            "Caja de Trabajadores Hibisco",
            "Arbeitnehmerkasse Hibiskus",
            "صندوق الكركديه للعاملين",
            "Фонд работников «Гибискус»",
            "木槿职工基金",
        ),
    ),
    Invented(
        "AT",
        "enzian.example",
        "VAE",
        "de",
        "Europe/Vienna",
        named(
            "Gentian Insurance Institution",
            "Institution d’assurance Gentiane",
            "Institución de Seguros Genciana",
            "Versicherungsanstalt Enzian",
            "مؤسسة الجنطيانا للتأمين",
            "Страховое учреждение «Горечавка»",
            "龙胆社会保险机构",
        ),
        (("directorate", ICT), ("branch", PENSIONS)),
    ),
    Invented(
        "BE",
        "coquelicot.example",
        "OCP",
        "fr",
        "Europe/Brussels",
        named(
            "Poppy Benefits Office",
            "Office des prestations Coquelicot",
            "Oficina de Prestaciones Amapola",
            "Leistungsamt Mohnblume",
            "مكتب الخشخاش للمزايا",
            "Бюро пособий «Мак»",
            "虞美人待遇办公室",
        ),
    ),
]
