from guidelines.assessment.models.answer import Answer, AnswerChange
from guidelines.assessment.models.assessment import Assessment
from guidelines.assessment.models.report import DraftFile, ReportFile, StoredReport

__all__ = ["Answer", "AnswerChange", "Assessment", "DraftFile", "ReportFile", "StoredReport"]
