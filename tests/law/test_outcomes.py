"""办理结果: each leaf with its article, its row in every edition, what its letter must say."""

import pytest

from gongkai.law.applications import Act
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.outcomes import OUTCOMES, Element, OutcomeGroup, RemedyRule, Version, outcome, replies

ROWS_2021 = {
    "granted", "partial",
    *(f"deny_{n}" for n in range(1, 9)),
    *(f"unable_{n}" for n in range(1, 4)),
    *(f"refuse_{n}" for n in range(1, 6)),
    *(f"other_{n}" for n in range(1, 4)),
}  # fmt: skip


def test_every_row_of_the_form_of_2021_is_reached_by_some_outcome_of_the_present_regulation() -> None:
    reached = {leaf.rows["2021"] for leaf in OUTCOMES if leaf.lawful_under(Version.R2019)}
    assert reached == ROWS_2021


def test_the_form_of_2021_has_twenty_one_leaves_in_six_groups() -> None:
    assert len(ROWS_2021) == 21
    assert {leaf.group for leaf in OUTCOMES} == set(OutcomeGroup)


def test_every_leaf_has_a_row_in_every_edition_so_that_a_late_closing_is_still_counted() -> None:
    for leaf in OUTCOMES:
        assert set(leaf.rows) == {"2014", "2019", "2021"}
        assert leaf.rows["2019"] and leaf.rows["2021"], leaf.key


def test_every_kind_of_reply_of_the_form_of_2014_is_reached_under_the_regulation_of_2007() -> None:
    reached = {leaf.rows["2014"] for leaf in OUTCOMES if leaf.lawful_under(Version.R2007)} - {None}
    assert reached == {
        "replied_already_public", "replied_disclosed", "replied_partly", "refused_secret", "refused_business_secret",
        "refused_privacy", "refused_safety", "refused_not_information", "refused_other_law", "replied_other_authority",
        "replied_not_held", "replied_amend", "replied_other_channel",
    }  # fmt: skip


def test_only_what_is_told_by_a_letter_counts_as_a_reply_in_2014() -> None:
    for leaf in OUTCOMES:
        assert (leaf.rows["2014"] is None) == (leaf.remedy is RemedyRule.NONE), leaf.key
        assert leaf.is_reply == bool(leaf.elements), leaf.key


def test_keys_are_unique_and_acts_required_before_an_outcome_exist() -> None:
    assert len({leaf.key for leaf in OUTCOMES}) == len(OUTCOMES)
    for leaf in OUTCOMES:
        assert all(Act(act) for act in leaf.after)


def test_36_4_not_existing_needs_the_record_of_the_search() -> None:
    leaf = outcome("not_held")
    assert leaf.missing({"facts": "x"}) == (Element.SEARCH,)
    assert leaf.missing({"search": "检索了办公室档案柜"}) == ()
    assert leaf.article(Version.R2019).short == "条例第三十六条第（四）项"


def test_an_outcome_the_law_does_not_know_is_refused_with_the_rule() -> None:
    with pytest.raises(Unlawful, match="没有“maybe”这一办理结果"):
        outcome("maybe")


def test_a_leaf_of_the_other_regulation_may_not_be_chosen() -> None:
    with pytest.raises(Unlawful, match="2007年条例没有"):
        outcome("internal_affairs").article(Version.R2007)
    assert outcome("amend_told") not in replies(Version.R2019)
