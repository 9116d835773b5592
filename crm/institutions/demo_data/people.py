"""Invented people of the invented institutions: name, address, position, language, roles."""

from crm.institutions.enums import PortalRole

C, K, R, A = PortalRole.COORDINATOR, PortalRole.CONTRIBUTOR, PortalRole.READER, PortalRole.APPROVER

#: domain → rows; a language of None is the institution's own.
PEOPLE = {
    "baobab.example": [
        ("Awa Ndiaye", "awa.ndiaye", "Responsable de la qualité", "en", [C]),
        ("Ibrahima Sarr", "ibrahima.sarr", "Chef de la sécurité informatique", "fr", [K]),
        ("Mariama Ba", "mariama.ba", "Responsable des données", "ar", [K]),
        ("Cheikh Fall", "cheikh.fall", "Directeur général", "fr", [A]),
        ("Fatou Sow", "fatou.sow", "Auditrice interne", "en", [R]),
    ],
    "acacia.example": [
        ("Wanjiru Otieno-Hale", "wanjiru.otienohale", "Head of strategy", None, [C]),
        ("Baraka Simiyu", "baraka.simiyu", "ICT manager", None, [K]),
        ("Naliaka Juma", "naliaka.juma", "Chief executive", None, [A]),
        ("Kioni Wafula", "kioni.wafula", "Records officer", None, [K, R]),
    ],
    "cedar.example": [
        ("نادية بنكيران", "nadia.benkirane", "منسقة الجودة", None, [C]),
        ("يوسف العلوي", "youssef.alaoui", "رئيس قسم النظم", None, [K]),
        ("Sanae Tazi", "sanae.tazi", "Directrice des prestations", "fr", [R]),
        ("حميد الوزاني", "hamid.ouazzani", "المدير العام", None, [A]),
    ],
    "quinoa.example": [
        ("Yaneth Quispe Rojas", "yaneth.quispe", "Jefa de planeamiento", None, [C]),
        ("Édgar Mamani", "edgar.mamani", "Jefe de sistemas", None, [K]),
        ("Rosaura Huamán", "rosaura.huaman", "Gerenta general", None, [A]),
        ("Teófilo Ccori", "teofilo.ccori", "Oficial de datos", None, [K]),
    ],
    "ombu.example": [
        ("Graciela Techera", "graciela.techera", "Coordinadora de mejora", None, [C]),
        ("Washington Rocha", "washington.rocha", "Asesor letrado", None, [R]),
        ("Nelson Berrutti", "nelson.berrutti", "Presidente", None, [A, R]),
    ],
    "lignum.example": [
        ("Keisha Barrow", "keisha.barrow", "Quality manager", None, [C]),
        ("Delroy Pinnock", "delroy.pinnock", "Director of information systems", None, [K]),
        ("Marva Lindo", "marva.lindo", "Director general", None, [A]),
    ],
    "anemone.example": [
        ("رنا الخصاونة", "rana.alkhasawneh", "مديرة التخطيط", None, [C]),
        ("سامر حداد", "samer.haddad", "مدير تقنية المعلومات", None, [K]),
        ("هالة القضاة", "hala.qudah", "المديرة العامة", None, [A]),
        ("Basel Nimri", "basel.nimri", "Adviser to the board", "en", [R]),
    ],
    "steppe.example": [
        ("Айгуль Сарсенова", "aigul.sarsenova", "Руководитель проектного офиса", None, [C]),
        ("Данияр Омаров", "daniyar.omarov", "Начальник отдела данных", None, [K]),
        ("Ерлан Токаев-Бек", "yerlan.tokayevbek", "Председатель правления", None, [A]),
        ("Светлана Ким", "svetlana.kim", "Внутренний аудитор", None, [R]),
    ],
    "plumblossom.example": [
        ("沈若溪", "shen.ruoxi", "质量管理处处长", None, [C]),
        ("陆景明", "lu.jingming", "信息处工程师", None, [K]),
        ("顾清远", "gu.qingyuan", "中心主任", None, [A]),
        ("白晓棠", "bai.xiaotang", "档案管理员", None, [R]),
    ],
    "hibiscus.example": [
        ("Nurul Aini Zulkifli", "nurul.aini", "Head of service quality", None, [C]),
        ("Tan Wei Sheng", "tan.weisheng", "Solution architect", None, [K]),
        ("Datin Faridah Omar", "faridah.omar", "Chief executive officer", None, [A]),
        ("Kumaran Pillai", "kumaran.pillai", "Risk manager", None, [K]),
    ],
    "enzian.example": [
        ("Sieglinde Moosbrugger", "sieglinde.moosbrugger", "Leiterin Organisation", None, [C]),
        ("Korbinian Thaler", "korbinian.thaler", "Leiter IT-Sicherheit", None, [K]),
        ("Walburga Hinterhölzl", "walburga.hinterhoelzl", "Generaldirektorin", None, [A]),
        ("Leopold Achatz", "leopold.achatz", "Innenrevision", None, [R]),
    ],
    "coquelicot.example": [
        ("Bénédicte Vanhoutte", "benedicte.vanhoutte", "Coordinatrice qualité", None, [C, K]),
        ("Thibault Maréchal", "thibault.marechal", "Responsable des applications", None, [K]),
        ("Godelieve Peeters", "godelieve.peeters", "Administratrice générale", None, [A]),
    ],
}
#: Left the fund: their access ended.
LEFT = [("baobab.example", "Ousmane Diouf", "ousmane.diouf", "Ancien chef de projet", "fr", [K])]
#: role shown → address of the person in the table of sign-ins.
SHOWN = {
    "coordinator": "awa.ndiaye@baobab.example",
    "contributor": "ibrahima.sarr@baobab.example",
    "contributor (Arabic)": "mariama.ba@baobab.example",
    "approver": "cheikh.fall@baobab.example",
    "reader": "fatou.sow@baobab.example",
    "coordinator elsewhere": "shen.ruoxi@plumblossom.example",
}
