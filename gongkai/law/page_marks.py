"""网页标签（国办发〔2017〕47号附件）: the names a page of a government site carries in its head, and the marks at its foot."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.law.grammar.statute import Article
from gongkai.law.grammar.words import Word

PAGE_RULES = Article(
    "国办发〔2017〕47号", gist="网页标签规范，页脚标明标识码、备案号和主办单位，同类栏目页面适应多种终端"
)


class MetaGroup(Word):
    """标签组: of which pages a name is asked."""

    SITE = "site", "网站标签"
    COLUMN = "column", "栏目标签"
    ARTICLE = "article", "内容页标签"


META_NAMES: Mapping[MetaGroup, tuple[str, ...]] = {
    MetaGroup.SITE: ("SiteName", "SiteDomain", "SiteIDCode"),
    MetaGroup.COLUMN: ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"),
    MetaGroup.ARTICLE: ("ArticleTitle", "PubDate", "ContentSource"),
}
"""必填标签: site names on every page, those of a column on its page, those of an article on its own."""

COLUMN_TYPES = frozenset(
    {
        *("首页", "概况信息", "机构职能", "负责人信息", "工作动态", "政策文件"),
        *("信息公开指南", "信息公开目录", "信息公开年报", "依法申请公开"),
        *("数据发布", "数据开放", "政策解读", "回应关切", "办事服务", "咨询投诉", "征集调查", "在线访谈"),
    }
)
"""栏目类别: what ColumnType may say."""


class FootMark(Word):
    """页脚标识: what the foot of a government site says; the label is the word it is known by."""

    IDENTITY = "identity", "网站标识码"
    ICP = "icp", "ICP备案号"
    POLICE = "police", "公安备案号"
    OWNER = "owner", "主办单位"
    CONTACT = "contact", "联系方式"
    SITEMAP = "sitemap", "网站地图"
