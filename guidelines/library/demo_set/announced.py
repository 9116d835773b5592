"""The association's other subjects, by name only: their texts belong to the association."""


def _in(en, fr, es, de, ar, ru, zh):
    return {"en": en, "fr": fr, "es": es, "de": de, "ar": ar, "ru": ru, "zh-hans": zh}


#: The commission that owns the demo set.
COMMISSION = _in(
    "Technical Commission on Information and Communication Technology",
    "Commission technique des technologies de l’information et de la communication",
    "Comisión Técnica de Tecnologías de la Información y la Comunicación",
    "Fachkommission für Informations- und Kommunikationstechnologie",
    "اللجنة الفنية لتكنولوجيا المعلومات والاتصالات",
    "Техническая комиссия по информационно-коммуникационным технологиям",
    "信息与通信技术委员会",
)

ANNOUNCED = {
    "GG": _in(
        "Governing an institution well",
        "Bien gouverner une institution",
        "Gobernar bien una institución",
        "Eine Institution gut führen",
        "حسن إدارة المؤسسة",
        "Надлежащее управление организацией",
        "机构善治",
    ),
    "SQ": _in(
        "Service quality",
        "Qualité de service",
        "Calidad del servicio",
        "Servicequalität",
        "جودة الخدمة",
        "Качество обслуживания",
        "服务质量",
    ),
    "CCC": _in(
        "Collecting contributions",
        "Recouvrement des cotisations",
        "Recaudación de cotizaciones",
        "Einzug der Beiträge",
        "تحصيل الاشتراكات",
        "Сбор страховых взносов",
        "保费征缴",
    ),
    "INV": _in(
        "Investing reserves",
        "Placement des réserves",
        "Inversión de las reservas",
        "Anlage der Rücklagen",
        "استثمار الاحتياطيات",
        "Инвестирование резервов",
        "储备金投资",
    ),
    "RTW": _in(
        "Returning to work",
        "Retour au travail",
        "Reincorporación al trabajo",
        "Rückkehr an den Arbeitsplatz",
        "العودة إلى العمل",
        "Возвращение к труду",
        "重返工作岗位",
    ),
    "WHP": _in(
        "Health at the workplace",
        "Santé sur le lieu de travail",
        "Salud en el lugar de trabajo",
        "Gesundheit am Arbeitsplatz",
        "الصحة في مكان العمل",
        "Здоровье на рабочем месте",
        "工作场所健康",
    ),
    "PREV": _in(
        "Preventing accidents and diseases at work",
        "Prévention des accidents et maladies du travail",
        "Prevención de accidentes y enfermedades del trabajo",
        "Verhütung von Arbeitsunfällen und Berufskrankheiten",
        "الوقاية من حوادث العمل وأمراض المهنة",
        "Профилактика несчастных случаев и болезней на производстве",
        "工伤事故与职业病预防",
    ),
    "ACT": _in(
        "Actuarial work",
        "Travaux actuariels",
        "Trabajo actuarial",
        "Versicherungsmathematische Arbeit",
        "العمل الاكتواري",
        "Актуарная работа",
        "精算工作",
    ),
    "COM": _in(
        "Speaking with the public",
        "Communiquer avec le public",
        "Comunicación con el público",
        "Mit der Öffentlichkeit sprechen",
        "التواصل مع الجمهور",
        "Общение с населением",
        "公众沟通",
    ),
    "EXT": _in(
        "Extending coverage",
        "Extension de la couverture",
        "Extensión de la cobertura",
        "Ausweitung des Versicherungsschutzes",
        "توسيع نطاق التغطية",
        "Расширение охвата",
        "扩大覆盖面",
    ),
    "EMP": _in(
        "Promoting lasting employment",
        "Promotion de l’emploi durable",
        "Fomento del empleo duradero",
        "Förderung dauerhafter Beschäftigung",
        "تعزيز العمالة المستدامة",
        "Содействие устойчивой занятости",
        "促进稳定就业",
    ),
    "EEF": _in(
        "Error, evasion and fraud",
        "Erreurs, évasion et fraude",
        "Errores, evasión y fraude",
        "Fehler, Umgehung und Betrug",
        "الخطأ والتهرب والاحتيال",
        "Ошибки, уклонение и мошенничество",
        "差错、逃费与欺诈",
    ),
    "COR": _in(
        "Continuity and resilience",
        "Continuité et résilience",
        "Continuidad y resiliencia",
        "Kontinuität und Widerstandsfähigkeit",
        "الاستمرارية والقدرة على الصمود",
        "Непрерывность и устойчивость",
        "业务连续性与韧性",
    ),
    "HRM": _in(
        "People who work for an institution",
        "Le personnel de l’institution",
        "Las personas que trabajan en la institución",
        "Die Beschäftigten der Institution",
        "العاملون في المؤسسة",
        "Персонал организации",
        "机构人力资源",
    ),
    "LTC": _in(
        "Long-term care",
        "Soins de longue durée",
        "Cuidados de larga duración",
        "Langzeitpflege",
        "الرعاية الطويلة الأجل",
        "Долговременный уход",
        "长期护理",
    ),
}

#: Code → (title, year of the proposed edition).
PROPOSED = {
    "LTI": (
        _in(
            "Long-term inactivity through ill health",
            "Inactivité de longue durée pour raisons de santé",
            "Inactividad prolongada por motivos de salud",
            "Lange Nichterwerbstätigkeit aus gesundheitlichen Gründen",
            "الانقطاع الطويل عن العمل لأسباب صحية",
            "Длительная неактивность на рынке труда по состоянию здоровья",
            "因健康原因长期脱离劳动",
        ),
        2028,
    ),
    "CCB": (
        _in(
            "Conditional cash benefits",
            "Prestations en espèces conditionnelles",
            "Prestaciones monetarias condicionadas",
            "An Bedingungen geknüpfte Geldleistungen",
            "المزايا النقدية المشروطة",
            "Обусловленные денежные пособия",
            "有条件现金待遇",
        ),
        2028,
    ),
}
