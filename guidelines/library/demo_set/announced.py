"""The association's other subjects, by name only: their texts belong to the association."""


def _in(en, fr, es, de, ar, ru, zh):
    return {"en": en, "fr": fr, "es": es, "de": de, "ar": ar, "ru": ru, "zh-hans": zh}


#: The commissions that own the sets of the demo.
COMMISSIONS = {
    "ICT": _in(
        "Technical Commission on Information and Communication Technology",
        "Commission technique des technologies de l’information et de la communication",
        "Comisión Técnica de Tecnologías de la Información y la Comunicación",
        "Fachkommission für Informations- und Kommunikationstechnologie",
        "اللجنة الفنية لتكنولوجيا المعلومات والاتصالات",
        "Техническая комиссия по информационно-коммуникационным технологиям",
        "信息与通信技术委员会",
    ),
    "CCC": _in(
        "Technical Commission on Contribution Collection and Compliance",
        "Commission technique du recouvrement des cotisations et du respect des obligations",
        "Comisión Técnica de Recaudación de Cotizaciones y Cumplimiento",
        "Fachkommission für Beitragseinzug und Einhaltung der Beitragspflicht",
        "اللجنة الفنية لتحصيل الاشتراكات والامتثال",
        "Техническая комиссия по сбору взносов и соблюдению обязательств",
        "保费征缴与合规技术委员会",
    ),
    "OMI": _in(
        "Technical Commission on Organization, Management and Innovation",
        "Commission technique de l’organisation, de la gestion et de l’innovation",
        "Comisión Técnica de Organización, Gestión e Innovación",
        "Fachkommission für Organisation, Management und Innovation",
        "اللجنة الفنية للتنظيم والإدارة والابتكار",
        "Техническая комиссия по организации, управлению и инновациям",
        "组织、管理与创新技术委员会",
    ),
}

#: Code → the name under which the association lists the set.
ANNOUNCED = {
    "GG": _in(
        "Good Governance",
        "Bonne gouvernance",
        "Buena gobernanza",
        "Gute Governance",
        "الحوكمة الرشيدة",
        "Надлежащее управление",
        "良好治理",
    ),
    "SQ": _in(
        "Service Quality",
        "Qualité de service",
        "Calidad del servicio",
        "Servicequalität",
        "جودة الخدمة",
        "Качество обслуживания",
        "服务质量",
    ),
    "CCC": _in(
        "Contribution Collection and Compliance",
        "Recouvrement des cotisations et respect des obligations",
        "Recaudación de cotizaciones y cumplimiento",
        "Beitragseinzug und Einhaltung der Beitragspflicht",
        "تحصيل الاشتراكات والامتثال",
        "Сбор взносов и соблюдение обязательств",
        "保费征缴与合规",
    ),
    "INV": _in(
        "Investment of Social Security Funds",
        "Placement des fonds de la sécurité sociale",
        "Inversión de los fondos de la seguridad social",
        "Anlage der Mittel der sozialen Sicherheit",
        "استثمار أموال الضمان الاجتماعي",
        "Инвестирование средств социального обеспечения",
        "社会保障基金投资",
    ),
    "RTW": _in(
        "Return to Work and Reintegration",
        "Retour au travail et réintégration",
        "Retorno al trabajo y reintegración",
        "Rückkehr an den Arbeitsplatz und Wiedereingliederung",
        "العودة إلى العمل وإعادة الإدماج",
        "Возвращение к труду и реинтеграция",
        "重返工作岗位与重新融入",
    ),
    "WHP": _in(
        "Workplace Health Promotion",
        "Promotion de la santé sur le lieu de travail",
        "Promoción de la salud en el lugar de trabajo",
        "Gesundheitsförderung am Arbeitsplatz",
        "تعزيز الصحة في مكان العمل",
        "Укрепление здоровья на рабочем месте",
        "工作场所健康促进",
    ),
    "PREV": _in(
        "Prevention of Occupational Risks",
        "Prévention des risques professionnels",
        "Prevención de los riesgos profesionales",
        "Prävention berufsbedingter Risiken",
        "الوقاية من المخاطر المهنية",
        "Профилактика профессиональных рисков",
        "职业风险预防",
    ),
    "ACT": _in(
        "Actuarial Work",
        "Travail actuariel",
        "Trabajo actuarial",
        "Versicherungsmathematische Arbeit",
        "العمل الاكتواري",
        "Актуарная работа",
        "精算工作",
    ),
    "COM": _in(
        "Communication by Social Security Administrations",
        "Communication des administrations de sécurité sociale",
        "Comunicación de las administraciones de seguridad social",
        "Kommunikation der Verwaltungen der sozialen Sicherheit",
        "التواصل لدى إدارات الضمان الاجتماعي",
        "Коммуникация в администрациях социального обеспечения",
        "社会保障管理机构的沟通工作",
    ),
    "EXT": _in(
        "Administrative Solutions for Coverage Extension",
        "Solutions administratives pour l’extension de la couverture",
        "Soluciones administrativas para la extensión de la cobertura",
        "Verwaltungslösungen für die Ausweitung des Versicherungsschutzes",
        "الحلول الإدارية لتوسيع نطاق التغطية",
        "Административные решения для расширения охвата",
        "扩大覆盖面的行政管理方案",
    ),
    "EMP": _in(
        "Promotion of Sustainable Employment",
        "Promotion de l’emploi durable",
        "Promoción del empleo sostenible",
        "Förderung nachhaltiger Beschäftigung",
        "تعزيز العمالة المستدامة",
        "Содействие устойчивой занятости",
        "促进可持续就业",
    ),
    "EEF": _in(
        "Error, Evasion and Fraud in Social Security Systems",
        "Erreur, évasion et fraude dans les systèmes de sécurité sociale",
        "Error, evasión y fraude en los sistemas de seguridad social",
        "Fehler, Hinterziehung und Betrug in Systemen der sozialen Sicherheit",
        "الخطأ والتهرب والاحتيال في نظم الضمان الاجتماعي",
        "Ошибки, уклонение и мошенничество в системах социального обеспечения",
        "社会保障制度中的差错、逃费与欺诈",
    ),
    "COR": _in(
        "Continuity and Resilience of Social Security Services and Systems",
        "Continuité et résilience des services et systèmes de sécurité sociale",
        "Continuidad y resiliencia de los servicios y sistemas de seguridad social",
        "Kontinuität und Resilienz der Dienste und Systeme der sozialen Sicherheit",
        "استمرارية خدمات الضمان الاجتماعي ونظمه وقدرتها على الصمود",
        "Непрерывность и устойчивость услуг и систем социального обеспечения",
        "社会保障服务与系统的连续性和韧性",
    ),
    "HRM": _in(
        "Human Resource Management",
        "Gestion des ressources humaines",
        "Gestión de los recursos humanos",
        "Personalmanagement",
        "إدارة الموارد البشرية",
        "Управление человеческими ресурсами",
        "人力资源管理",
    ),
    "LTC": _in(
        "Administrative Solutions for Long-Term Care",
        "Solutions administratives pour les soins de longue durée",
        "Soluciones administrativas para los cuidados de larga duración",
        "Verwaltungslösungen für die Langzeitpflege",
        "الحلول الإدارية للرعاية الطويلة الأجل",
        "Административные решения для долговременного ухода",
        "长期护理的行政管理方案",
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
