"""申请与文书: the application itself and the letters that left. What follows from its acts stands on the dossier."""

from __future__ import annotations

from django.db import models

from gongkai.law.applications import ApplicantKind
from gongkai.law.receipt import Channel
from gongkai.office.authorities.models import Owned
from gongkai.office.journal.models import Dossier


class Application(Owned):
    """申请: who asks for what, by which way.

    ``personal`` holds the form as it was filled in, encrypted under the dossier's own key; ``identity_index`` finds the same
    identity number again without revealing it; ``code_digest`` is all that is kept of the query code.
    ``same`` finds an application with the same words by the same person on the same day; it says nothing without the key.
    ``counted_on`` and ``counted_as`` are how the table of a year that is over has counted a file a decision has since reopened.
    """

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="application", verbose_name="案卷")
    applicant = models.CharField("申请人类型", max_length=20, choices=ApplicantKind.choices)
    channel = models.CharField("提交渠道", max_length=20, choices=Channel.choices)
    subject = models.CharField("申请事项", max_length=80)
    personal = models.BinaryField("申请内容（加密）")
    identity_index = models.CharField("证件号码索引", max_length=64, db_index=True)
    code_digest = models.CharField("查询码摘要", max_length=64)
    once = models.CharField("提交标记摘要", max_length=64, unique=True, null=True)  # noqa: DJ001 (only one null is no value)
    split_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="拆分自"
    )

    same = models.CharField("相同申请标记", max_length=64, unique=True, null=True)  # noqa: DJ001 (only one null is no value)
    counted_on = models.DateField("已计入的办结日期", null=True, blank=True)
    counted_as = models.CharField("已计入的办理结果", max_length=40, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "政府信息公开申请"
        indexes = [models.Index(fields=["authority", "applicant", "channel"], name="application_counted_by")]

    def __str__(self) -> str:
        return f"{self.dossier.number} {self.subject}"


class Reply(Owned):
    """答复书: the letter that left, kept as it was signed; Word, PDF and the page are made from it."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="replies", verbose_name="申请")
    number = models.CharField("文号", max_length=60)
    signed_on = models.DateField("签发日期")
    content = models.BinaryField("正文（加密）")

    class Meta:
        verbose_name = verbose_name_plural = "答复书"
        constraints = [models.UniqueConstraint(fields=["authority", "number"], name="reply_number_used_once")]

    def __str__(self) -> str:
        return self.number


from gongkai.casework.applications.advice import models as advice  # noqa: E402, F401 (Django finds a room by its models)
from gongkai.casework.applications.applicant import models as applicant  # noqa: E402, F401 (Django finds a room by its models)
from gongkai.casework.applications.attaching import models as attaching  # noqa: E402, F401
from gongkai.casework.applications.corrections import models as correction_models  # noqa: E402, F401 (Django finds a room by its models)
from gongkai.casework.applications.correspondence import models as correspondence  # noqa: E402,F401 (Django finds them here)
from gongkai.casework.applications.drafts import models as drafts  # noqa: E402, F401
from gongkai.casework.applications.evidence import models as evidence_models  # noqa: E402, F401
from gongkai.casework.applications.finding import models as finding  # noqa: E402, F401
from gongkai.casework.applications.opinions import models as opinions  # noqa: E402, F401
from gongkai.casework.applications.redacting import models as redacting  # noqa: E402, F401
