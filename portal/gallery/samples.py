"""Invented texts and figures for the gallery, in English and in Arabic."""

from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict

from portal.differences import difference
from portal.languages import Text
from portal.tables import Column

#: Each text twice; written by hand, because they stand for what people and editors write.
WORDS = {
    "hand_in": ("Hand in", "تسليم"),
    "save": ("Save", "حفظ"),
    "discard": ("Discard", "تجاهل المسودة"),
    "keep": ("Keep the draft", "الإبقاء على المسودة"),
    "sign_off": ("Sign off", "توقيع"),
    "sending": ("Sending", "جارٍ الإرسال"),
    "institution": ("Name of the institution", "اسم المؤسسة"),
    "institution_hint": ("As it stands on your letters.", "كما يرد في مراسلاتكم."),
    "due": ("Due date", "تاريخ الاستحقاق"),
    "due_hint": ("The day on which the answers should be complete.", "اليوم الذي يجب أن تكتمل فيه الإجابات."),
    "due_error": ("Enter a date such as 12 November 2026.", "أدخل تاريخًا مثل 12 نوفمبر 2026."),
    "department": ("Your department", "إدارتك"),
    "benefits": ("Benefits", "المستحقات"),
    "contributions": ("Contributions", "الاشتراكات"),
    "comment": ("Comment", "تعليق"),
    "share": ("Share with our account manager", "المشاركة مع مسؤول الحساب لدينا"),
    "scope": ("What is assessed", "نطاق التقييم"),
    "whole": ("The whole institution", "المؤسسة كلها"),
    "branch": ("One branch", "فرع واحد"),
    "pensions": ("Pensions decided on time", "معاشات بُتَّ فيها في الموعد"),
    "pensions_note": ("Share of claims decided within 30 days, 2025", "نسبة الطلبات التي بُتَّ فيها خلال 30 يومًا، 2025"),
    "column_name": ("Institution", "المؤسسة"),
    "column_decided": ("Decided", "طلبات"),
    "column_share": ("On time", "في الموعد"),
    "coast": ("Fund of the Coast", "صندوق الساحل"),
    "north": ("Provident Fund of the North", "صندوق ادخار الشمال"),
    "finding": ("The coast decides faster than the north", "الساحل أسرع في البت من الشمال"),
    "told": ("The next edition opens for comments on 1 February.", "يُفتح باب التعليق على الطبعة المقبلة في 1 فبراير."),
    "asked": (
        "Two answers still wait for the network. They are kept on this computer.",
        "ما زالت إجابتان تنتظران الاتصال بالشبكة، وهما محفوظتان على هذا الجهاز.",
    ),
    "went_wrong": (
        "The file could not be read. Nothing was stored; your comment is kept. Save the file as PDF and add it again.",
        "تعذّرت قراءة الملف. لم يُخزَّن شيء، وتعليقك محفوظ. احفظ الملف بصيغة PDF ثم أضفه من جديد.",
    ),
    "went_well": ("Handed in on 8 November 2026.", "سُلّم في 8 نوفمبر 2026."),
    "data_management": ("data management", "إدارة البيانات"),
    "draft": ("Draft", "مسودة"),
    "in_progress": ("In progress", "قيد الإنجاز"),
    "waits": ("Waits for you", "بانتظارك"),
    "signed_off": ("Signed off", "موقَّع"),
    "ended": ("Ended", "منتهٍ"),
    "reading": ("Level 2 of 4, target 3, before 1", "المستوى 2 من 4، والهدف 3، وسابقًا 1"),
    "now": ("now", "الآن"),
    "before": ("before", "سابقًا"),
    "target": ("target", "الهدف"),
    "level_0": ("Not in place", "غير مطبَّق"),
    "level_1": ("Planned", "مخطَّط له"),
    "level_2": ("Partly in place", "مطبَّق جزئيًا"),
    "level_3": ("Largely in place", "مطبَّق إلى حد كبير"),
    "level_4": ("Fully in place and reviewed", "مطبَّق بالكامل ويُراجَع"),
    "level_0_text": ("Nobody can list who has access.", "لا أحد يستطيع أن يعدّد من لديه حق الوصول."),
    "level_1_text": ("A rule is drafted; owners are named.", "أُعدّت مسودة قاعدة وسُمّي المسؤولون."),
    "level_2_text": ("Grants are written for the main registers.", "تُدوَّن المنح للسجلات الرئيسية."),
    "level_3_text": ("All registers are covered; use is recorded.", "تُغطّى السجلات كلها ويُسجَّل الاستخدام."),
    "level_4_text": ("Samples are read each month.", "تُراجَع عيّنات كل شهر."),
    "na_text": ("Say why in the comment.", "اذكر السبب في التعليق."),
    "statement_title": ("Access is given for a task and taken back", "يُمنح حق الوصول لأداء مهمة ثم يُسحب"),
    "statement": (
        "The institution gives each person access only to the personal data that the task at hand requires.",
        "تمنح المؤسسة كل شخص حق الوصول إلى البيانات الشخصية التي تتطلبها المهمة وحدها.",
    ),
    "point_1": (
        "Each register of persons has an owner on the benefits side.",
        "لكل سجل أشخاص مسؤول في إدارة المستحقات.",
    ),
    "corrected": ("Corrected, erratum 2 of 26 November 2026", "مصحَّح، التصويب 2 بتاريخ 26 نوفمبر 2026"),
    "point_1_before": (
        "Each register of persons has a named owner.",
        "لكل سجل أشخاص مسؤول معيّن.",
    ),
    "point_2": (
        "Internal audit has its own way into the access record.",
        "للتدقيق الداخلي طريقه الخاص إلى سجل الوصول.",
    ),
    "structure": ("Structure", "البنية"),
    "points_for_members": ("2 points for members", "نقطتان للأعضاء"),
    "who_decides": ("Who decides about access, and who may not", "من يقرر منح الوصول ومن لا يجوز له"),
    "how_to_read": (
        "Everybody who works for a member institution may have an account.",
        "يحق لكل من يعمل في مؤسسة عضو أن يكون له حساب.",
    ),
    "sign_in": ("Sign in", "تسجيل الدخول"),
    "both_changed": (
        "You and Ibrahima Sarr both changed this answer. Yours is kept here and has not been saved.",
        "غيّرتَ أنت وإبراهيما سار هذه الإجابة معًا. إجابتك محفوظة هنا ولم تُرسَل بعد.",
    ),
    "mine_note": ("entered 10:39, not saved", "أُدخلت في 10:39 ولم تُحفظ"),
    "theirs": ("Ibrahima Sarr", "إبراهيما سار"),
    "theirs_note": ("saved 10:40", "حُفظت في 10:40"),
    "level": ("Level", "المستوى"),
    "mine_comment": ("The payment system was left out.", "لم يُشمل نظام الدفع."),
    "theirs_comment": ("The payment system follows in January.", "يُشمل نظام الدفع في يناير."),
    "save_choice": ("Save what is chosen", "حفظ ما اختير"),
    "answered": ("Answered", "أُجيب عنه"),
    "sixteen": ("16 of 22", "16 من 22"),
    "none_yet": ("No assessments yet", "لا توجد تقييمات بعد"),
    "none_yet_text": (
        "Here they will stand side by side, with level and target. The first takes two people about a day.",
        "ستظهر هنا جنبًا إلى جنب، مع المستوى والهدف. ويستغرق أولها نحو يوم عمل لشخصين.",
    ),
    "start": ("Start an assessment", "بدء تقييم"),
    "service_quality": ("Service quality", "جودة الخدمة"),
    "guidelines_12": ("12 guidelines · edition 2025", "12 مبدأ توجيهيًا · طبعة 2025"),
    "november_12": ("12 November", "12 نوفمبر"),
    "in_4_days": ("in 4 days", "خلال 4 أيام"),
    "answer_c1": ("Answer C.1, two left", "أجب عن C.1، بقي اثنان"),
    "answered_two": ("answered ICT-15 and ICT-16", "أجاب عن ICT-15 وICT-16"),
    "returned": ("returned B.2 with a question", "أعاد B.2 مع سؤال"),
    "coordinator": ("Coordinator", "المنسّق"),
    "people": ("People", "الأشخاص"),
    "last_contact": ("17 days ago", "قبل 17 يومًا"),
    "contact": ("Last contact", "آخر اتصال"),
    "home": ("Home", "الرئيسية"),
    "guidelines": ("Guidelines", "المبادئ التوجيهية"),
    "overview": ("Overview", "نظرة عامة"),
    "why": ("Why it matters", "لماذا هذا مهم"),
    "on_this_page": ("On this page", "في هذه الصفحة"),
    "evidence_text": (
        "A file that a colleague in another department could check without asking you.",
        "ملف يستطيع زميل في إدارة أخرى أن يتحقق منه دون الرجوع إليك.",
    ),
    "copy_link": ("Copy the permanent link", "نسخ الرابط الدائم"),
    "saved_at": ("Saved 10:42", "حُفظ في 10:42"),
    "two_waiting": ("2 answers waiting for the network", "إجابتان تنتظران الشبكة"),
    "kept_here": ("Kept on this computer for you.", "محفوظتان لك على هذا الجهاز."),
    "next_section": ("Next: C.2", "التالي: C.2"),
    "menu": ("More", "المزيد"),
}


def sample(language):
    """Return everything that the specimens print in one language."""
    words = {name: pair[language == "ar"] for name, pair in WORDS.items()}
    text = {name: Text(value, language, language) for name, value in words.items()}
    return {
        **words,
        "levels_five": _levels(words, [0, 1, 2, 3, 4], chosen=2, target=3),
        "levels_seven": _levels(words, [0, 0, 1, 2, 3, 3, 4], chosen=None, target=6),
        "form": _form(words)(prefix=language),
        "refused": _form(words)({f"{language}-due": "31"}, prefix=f"{language}", auto_id="refused_%s"),
        "columns": [
            Column(words["column_name"], "name", url="?sort=name"),
            Column(words["column_decided"], "decided", is_number=True, url="?sort=decided"),
            Column(words["column_share"], "share", is_number=True, url="?sort=share", sorted="descending"),
        ],
        "rows": [(words["coast"], "41,208", "91%"), (words["north"], "18,340", "84%")],
        "statement_text": text["statement"],
        "structure_text": text["structure"],
        "holds_text": text["who_decides"],
        "points": [text["point_1"], text["point_2"]],
        "corrected_text": SimpleNamespace(marks=[SimpleNamespace(words=words["corrected"], url="#main")]),
        "difference": difference(words["point_1_before"], words["point_1"], language),
        "foreign": Text("Chaque registre de personnes a un responsable.", "fr", language),
        "fields": [
            {"name": f"{language}-level", "label": words["level"], "before": "1", "mine": f"2 {words['level_2']}",
             "theirs": f"3 {words['level_3']}", "take": "mine"},
            {"name": f"{language}-comment", "label": words["comment"], "before": "", "mine": words["mine_comment"],
             "theirs": words["theirs_comment"], "take": "theirs"},
        ],
        "facts": [
            {"name": words["coordinator"], "value": "Awa Ndiaye", "note": ""},
            {"name": words["contact"], "value": words["last_contact"], "note": "Helena Brandt"},
            {"name": words["people"], "value": "14", "note": ""},
        ],
        "pairs": [(words["now"], f"2 {words['level_2']}"), (words["target"], "3")],
        "trail": [(words["home"], "#"), (words["guidelines"], "#"), (words["service_quality"], "#")],
        "tabs": [{"label": words["overview"], "url": "#", "is_current": True}, {"label": words["people"], "url": "#"}],
        "groups": [
            {"title": words["on_this_page"], "items": [
                {"label": words["why"], "url": "#why", "is_current": True},
                {"label": words["structure"], "url": "#structure", "is_locked": True},
            ]},
            {"title": words["service_quality"], "items": [
                {"code": "SQ-1", "label": words["statement_title"], "url": "#", "count": "3/5"},
            ]},
        ],
        "previous": {"url": "#", "code": "ICT-14", "title": words["point_1"]},
        "next": {"url": "#", "code": "ICT-16", "title": words["statement_title"]},
        "page": Paginator(range(280), 20).page(2),
        "query": QueryDict("sort=name"),
        "downloads": [("SVG", "#"), ("CSV", "#")],
        "contents_lines": [
            {"label": words["service_quality"], "url": "#", "figure": 12, "note": words["guidelines_12"]},
            {"label": words["data_management"], "url": "#", "code": "ICT"},
        ],
        "numbered_lines": [{"number": 15, "title": text["statement_title"], "url": "#"}],
        "swatches": ["ink", "muted", "rule", "tray", "teal", "deep", "warm-mark", "bad"],
    }  # fmt: skip


def _levels(words, kinds, *, chosen, target):
    return [
        {
            "value": value,
            "name": words[f"level_{kind}"],
            "text": words[f"level_{kind}_text"],
            "is_chosen": value == chosen,
            "is_target": value == target,
        }
        for value, kind in enumerate(kinds)
    ]


def _form(words):
    class Sample(forms.Form):
        name = forms.CharField(label=words["institution"], help_text=words["institution_hint"], max_length=80)
        due = forms.DateField(
            label=words["due"], help_text=words["due_hint"], error_messages={"invalid": words["due_error"]}
        )
        department = forms.ChoiceField(
            label=words["department"], choices=[("b", words["benefits"]), ("c", words["contributions"])]
        )
        comment = forms.CharField(label=words["comment"], widget=forms.Textarea(attrs={"rows": 3}), required=False)
        scope = forms.ChoiceField(
            label=words["scope"],
            choices=[("w", words["whole"]), ("b", words["branch"])],
            widget=forms.RadioSelect,
            initial="w",
        )
        share = forms.BooleanField(label=words["share"], required=False)

    return Sample
