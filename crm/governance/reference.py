"""The Technical Commissions, as every installation needs them. A name changed in the admin is not written over."""

from django.db import transaction

from crm.governance.models import Commission
from portal.languages import set_columns

#: Code → names. Nine that the association has made public.
COMMISSIONS = {
    "ccc": {
        "en": "Technical Commission on Contribution Collection and Compliance",
        "fr": "Commission technique du recouvrement des cotisations et de la conformité",
        "es": "Comisión Técnica de Recaudación y Cumplimiento de las Obligaciones de Cotización",
        "de": "Fachkommission für Beitragseinzug und Beitragstreue",
        "ar": "اللجنة الفنية لتحصيل الاشتراكات والامتثال",
        "ru": "Техническая комиссия по сбору взносов и соблюдению обязательств",
        "zh-hans": "缴费征收与合规技术委员会",
    },
    "employment": {
        "en": "Technical Commission on Employment Policies and Unemployment Insurance",
        "fr": "Commission technique des politiques de l’emploi et de l’assurance chômage",
        "es": "Comisión Técnica de Políticas de Empleo y Seguro de Desempleo",
        "de": "Fachkommission für Beschäftigungspolitik und Arbeitslosenversicherung",
        "ar": "اللجنة الفنية لسياسات التشغيل والتأمين ضد البطالة",
        "ru": "Техническая комиссия по политике занятости и страхованию от безработицы",
        "zh-hans": "就业政策与失业保险技术委员会",
    },
    "family": {
        "en": "Technical Commission on Family Benefits",
        "fr": "Commission technique des prestations familiales",
        "es": "Comisión Técnica de Prestaciones Familiares",
        "de": "Fachkommission für Familienleistungen",
        "ar": "اللجنة الفنية للإعانات الأسرية",
        "ru": "Техническая комиссия по семейным пособиям",
        "zh-hans": "家庭津贴技术委员会",
    },
    "ict": {
        "en": "Technical Commission on Information and Communication Technology",
        "fr": "Commission technique des technologies de l’information et de la communication",
        "es": "Comisión Técnica de Tecnologías de la Información y de la Comunicación",
        "de": "Fachkommission für Informations- und Kommunikationstechnologie",
        "ar": "اللجنة الفنية لتكنولوجيا المعلومات والاتصالات",
        "ru": "Техническая комиссия по информационно-коммуникационным технологиям",
        "zh-hans": "信息通信技术委员会",
    },
    "work-injury": {
        "en": "Technical Commission on Insurance against Employment Accidents and Occupational Diseases",
        "fr": "Commission technique de l’assurance contre les accidents du travail et les maladies professionnelles",
        "es": "Comisión Técnica del Seguro de Accidentes del Trabajo y Enfermedades Profesionales",
        "de": "Fachkommission für die Versicherung gegen Arbeitsunfälle und Berufskrankheiten",
        "ar": "اللجنة الفنية للتأمين ضد حوادث العمل والأمراض المهنية",
        "ru": "Техническая комиссия по страхованию от производственного травматизма и профессиональных заболеваний",
        "zh-hans": "工伤事故与职业病保险技术委员会",
    },
    "health": {
        "en": "Technical Commission on Medical Care and Sickness Insurance",
        "fr": "Commission technique des prestations de santé et de l’assurance maladie",
        "es": "Comisión Técnica de Asistencia Médica y Seguro de Enfermedad",
        "de": "Fachkommission für medizinische Versorgung und Krankenversicherung",
        "ar": "اللجنة الفنية للرعاية الطبية والتأمين الصحي",
        "ru": "Техническая комиссия по медицинской помощи и страхованию на случай болезни",
        "zh-hans": "医疗服务与疾病保险技术委员会",
    },
    "mutual": {
        "en": "Technical Commission on Mutual Benefit Societies",
        "fr": "Commission technique de la mutualité",
        "es": "Comisión Técnica de Mutualidades",
        "de": "Fachkommission für Gegenseitigkeitsgesellschaften",
        "ar": "اللجنة الفنية لجمعيات التعاضد",
        "ru": "Техническая комиссия по обществам взаимопомощи",
        "zh-hans": "互助会技术委员会",
    },
    "pensions": {
        "en": "Technical Commission on Old-age, Invalidity and Survivors’ Insurance",
        "fr": "Commission technique de l’assurance vieillesse, invalidité et survivants",
        "es": "Comisión Técnica del Seguro de Vejez, Invalidez y Sobrevivientes",
        "de": "Fachkommission für Alters-, Invaliden- und Hinterbliebenenversicherung",
        "ar": "اللجنة الفنية للتأمين ضد الشيخوخة والعجز والوفاة",
        "ru": "Техническая комиссия по страхованию по старости, инвалидности и по случаю потери кормильца",
        "zh-hans": "老年、残疾与遗属保险技术委员会",
    },
    "management": {
        "en": "Technical Commission on Organization, Management and Innovation",
        "fr": "Commission technique de l’organisation, de la gestion et de l’innovation",
        "es": "Comisión Técnica de Organización, Gestión e Innovación",
        "de": "Fachkommission für Organisation, Management und Innovation",
        "ar": "اللجنة الفنية للتنظيم والإدارة والابتكار",
        "ru": "Техническая комиссия по организации, управлению и инновациям",
        "zh-hans": "组织、管理与创新技术委员会",
    },
}


@transaction.atomic
def load():
    known = set(Commission.objects.values_list("code", flat=True))
    for code, names in COMMISSIONS.items():
        if code not in known:
            commission = Commission(code=code)
            set_columns(commission, "name", names)
            commission.full_clean()
            commission.save()
