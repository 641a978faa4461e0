"""The groups of people in need that local documents name: each described once, for every model that records them."""

from __future__ import annotations

from typing import Any

from aidrules.facts.model import fact


def economically_difficult_elderly() -> Any:
    """经济困难老年人."""
    return fact(
        zh="经济困难老年人", en="recognised as an economically difficult elderly person", finding="县级民政部门",
        question_zh="是否认定为经济困难老年人？", question_en="Is the person recognised as an economically difficult elderly person?",
    )  # fmt: skip


def poor_severely_disabled() -> Any:
    """贫困重度残疾人."""
    return fact(
        zh="贫困重度残疾人", en="recognised as a poor severely disabled person", finding="县级残联、民政部门",
        question_zh="是否认定为贫困重度残疾人？", question_en="Is the person recognised as a poor severely disabled person?",
    )  # fmt: skip


def other_vulnerable() -> Any:
    """其他特殊困难弱势群体."""
    return fact(
        zh="其他特殊困难弱势群体", en="recognised as belonging to another specially vulnerable group", finding="县级民政部门",
        question_zh="是否认定为其他特殊困难弱势群体？",
        question_en="Is the person recognised as belonging to another specially vulnerable group?",
    )  # fmt: skip


def tekun_support() -> Any:
    """特困供养方式."""
    return fact(
        zh="特困供养方式", en="how the person is supported as tekun", finding="县级民政部门",
        question_zh="是否为特困人员，以何种方式供养？", question_en="Is the person in tekun support, and at home or in an institution?",
    )  # fmt: skip
