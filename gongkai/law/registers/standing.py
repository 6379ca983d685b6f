"""记录状态: where a record stands towards the public, and the acts that move it."""

from __future__ import annotations

from gongkai.law.grammar.words import Word


class Standing(Word):
    """记录状态: kept inside until a named person lets it out; what was out is never forgotten."""

    WAITING = "waiting", "待公开"
    PUBLIC = "public", "公开中"
    ENDED = "ended", "公示期满"
    WITHDRAWN = "withdrawn", "已撤回"


ENTER, ENTER_MANY = "enter_record", "enter_records"
CORRECT, WITHDRAW, LEAVE = "correct_record", "withdraw_record", "leave_list"
PUBLISH = "publish_records"
END = "end_records"
SET_DATA_TERMS = "set_data_terms"
KEEP, STOP_KEEPING, ENTRUST = "keep_register", "stop_keeping_register", "entrust_register"
ACCEPT_IMPORT, CLOSE_IMPORT = "accept_record_import", "close_record_import"
ISSUE_KEY, REVOKE_KEY, CALL = "issue_register_key", "revoke_register_key", "register_call"
OF_ONE_RECORD = frozenset({ENTER, CORRECT, WITHDRAW, LEAVE})
"""一条记录: the acts that name the record they changed."""
OF_MANY = frozenset({ENTER_MANY, PUBLISH, END})
RECORD_ACTS = OF_ONE_RECORD | OF_MANY
"""登记簿事项."""
ACT_LABELS = {
    ENTER: "登记",
    ENTER_MANY: "成批登记",
    CORRECT: "更正",
    WITHDRAW: "撤回",
    LEAVE: "移出",
    PUBLISH: "公开",
    END: "期满撤下",
}
"""事项名称: as the page of a record tells them."""
