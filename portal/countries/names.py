"""Editorial names: where the wording of Unicode's list is not that of the association. By country, then language."""

OVERRIDES = {
    "HK": {
        "en": "Hong Kong (China)",
        "fr": "Hong Kong (Chine)",
        "es": "Hong Kong (China)",
        "de": "Hongkong (China)",
        "ar": "هونغ كونغ (الصين)",
        "ru": "Гонконг (Китай)",
        "zh-hans": "中国香港",
    },
    "MM": {
        "en": "Myanmar",
        "fr": "Myanmar",
        "es": "Myanmar",
        "de": "Myanmar",
        "ar": "ميانمار",
        "ru": "Мьянма",
        "zh-hans": "缅甸",
    },
    "MO": {
        "en": "Macao (China)",
        "fr": "Macao (Chine)",
        "es": "Macao (China)",
        "de": "Macau (China)",
        "ar": "ماكاو (الصين)",
        "ru": "Макао (Китай)",
        "zh-hans": "中国澳门",
    },
    "PS": {
        "en": "Palestine",
        "fr": "Palestine",
        "es": "Palestina",
        "de": "Palästina",
        "ar": "فلسطين",
        "ru": "Палестина",
        "zh-hans": "巴勒斯坦",
    },
}
