"""Small numbers written as words, by how the words begin: a text may write “three” where another writes 3."""

import re

#: For each language, the beginnings of the words for 0, 1, 2 … 12, and 100.
NUMBERS = (*range(13), 100)
BEGINNINGS = {
    "en": "zero,no |one,first,once,single,a,an|two,second,twice,both,half|three,third|four|five,fifth|six|seven|eight"
    "|nine,ninth|ten|eleven|twel|hundred",
    "fr": "zéro,aucun|un,premi|deux,second,double,demi|trois,tiers|quatr,quart|cinq|six|sept|huit|neuv,neuf|dix|onz|douz"
    "|cent",
    "es": "cero,ningun|un,prim|dos,segund,ambos,ambas,medi,mitad|tres,terc|cuatro,cuart|cinco,quint|seis,sext|siete,sépt"
    "|ocho,octav|nueve,noven|diez,décim|once,undéc|doce,duodéc|cien,cent",
    "de": "null,kein|ein,erst|zwei,beid,halb,hälft|drei,dritt|vier|fünf|sech|sieb|acht|neun|zehn|elf|zwölf|hundert",
    "ar": "صفر|واحد,أول,أولى,مرة|اثن,ثان,كلا,مرتين,نصف|ثلاث,ثالث,ثلث|أربع,رابع,ربع|خمس,خامس|ست,سادس|سبع,سابع|ثمان,ثامن"
    "|تسع,تاسع|عشر,عاشر|أحد عشر|اثن|مئة,مائة",
    "ru": "нол,нул|один,одн,перв|дв,втор,об,полов|тр|четыр,четв|пят|шест|сем,седьм|восем,восьм|девят|десят|одиннадцат"
    "|двенадцат|сто",
    "zh-hans": "零|一|二,两,双,半|三|四|五|六|七|八|九|十|十一|十二|百",
}
#: Words that multiply: where one stands, figures may rightly differ.
MAGNITUDES = re.compile(
    r"million|milliard|billion|thousand|hundred|mille\b|mil\b|cent\b|tausend|hundert|mio\b|mrd\b|млн|млрд|тысяч|миллион"
    r"|миллиард|ألف|آلاف|مليون|ملايين|مليار|[万亿千百]|%|per cent|percent|half|dozen|third|quarter|dozain|docen|dutzend",
    re.IGNORECASE,
)


def has_word(number, text, language):
    """Return whether ``text`` writes ``number``, as it was read from figures, in words."""
    if not number.isdecimal() or int(number) not in NUMBERS:
        return False
    beginnings = BEGINNINGS[language].split("|")[NUMBERS.index(int(number))]
    bound = "" if language in {"zh-hans", "ar"} else r"\b"
    alternatives = beginnings.replace(",", "|")
    return re.search(f"{bound}(?:{alternatives})", text, re.IGNORECASE) is not None
