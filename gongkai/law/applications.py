"""依申请公开（条例第二十七至四十五条）: receipt, procedure, clock and standing of an application."""

from __future__ import annotations

from gongkai.law.grammar.words import Word


class ApplicantKind(Word):
    """申请人类型: the columns of the statutory table."""

    PERSON = "person", "自然人"
    BUSINESS = "business", "商业企业"
    RESEARCH = "research", "科研机构"
    CHARITY = "charity", "社会公益组织"
    LEGAL_SERVICE = "legal_service", "法律服务机构"
    OTHER_ORGANIZATION = "other_organization", "其他"


class Channel(Word):
    """提交渠道: how an application reached the authority; decides the day of receipt (条例第三十一条)."""

    IN_PERSON = "in_person", "当面提交"
    ORAL = "oral", "口头申请"
    REGISTERED_POST = "registered_post", "邮寄（需签收）"
    PLAIN_POST = "plain_post", "平常信函"
    ONLINE = "online", "网上提交"
    EMAIL = "email", "电子邮件"
    FAX = "fax", "传真"
