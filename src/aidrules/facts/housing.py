"""Dwelling: a house or flat that is dangerous or expropriated, and the flat given for it."""

from __future__ import annotations

from datetime import date

from aidrules.facts.model import Fact, Facts, fact
from aidrules.facts.money import Money
from aidrules.facts.quantity import Quantity
from aidrules.facts.terms import Area, Remedy


class Dwelling(Facts):
    """A dwelling of a household that is dangerous, or is expropriated (危房或被征收的住房)."""

    id: str
    area: Fact[Area] = fact(
        zh="房屋所在地城乡类别", en="whether the dwelling stands in town or in the countryside",
        question_zh="房屋在城镇还是农村？", question_en="Does the dwelling stand in town or in the countryside?",
    )  # fmt: skip
    dangerous: Fact[bool] = fact(
        zh="危险房屋", en="the dwelling is recognised as dangerous", finding="住建部门",
        question_zh="是否认定为危险房屋？", question_en="Is the dwelling recognised as dangerous?",
    )  # fmt: skip
    remedy: Fact[Remedy] = fact(
        zh="治理方式", en="how the dwelling is being treated", finding="住建部门",
        question_zh="危房采取哪种治理方式？未治理则填 none。", question_en="How is the dangerous dwelling being treated? none where it isn't.",
    )  # fmt: skip
    heads: Fact[int] = fact(
        zh="核定的户内人口数", en="the number of people of the household that is recognised for the rebuilding", low=1, high=100, finding="住建部门",
        question_zh="翻建时核定的户内人口是多少？", question_en="How many people of the household are recognised for the rebuilding?",
    )  # fmt: skip
    rebuilt_area: Fact[Quantity] = fact(
        zh="翻建面积", en="the area rebuilt", unit="m2", question_zh="翻建了多少平方米？", question_en="How many square metres were rebuilt?",
    )  # fmt: skip
    lawful_area: Fact[Quantity] = fact(
        zh="合法建筑面积", en="the lawful floor area", unit="m2", finding="住建部门",
        question_zh="房屋的合法建筑面积是多少平方米？", question_en="How many square metres of the floor area are lawful?",
    )  # fmt: skip
    expropriated: Fact[bool] = fact(
        zh="房屋被征收（搬迁）", en="the dwelling is expropriated, or has to be left for relocation", finding="房屋征收部门",
        question_zh="房屋是否被征收（搬迁）？", question_en="Is the dwelling expropriated, or left for relocation?",
    )  # fmt: skip
    compensation: Fact[Money] = fact(
        zh="按货币补偿计算的金额", en="the compensation counted in money", finding="房屋征收部门",
        question_zh="按货币补偿计算的金额是多少？", question_en="What does the compensation come to, counted in money?",
    )  # fmt: skip
    flat_price: Fact[Money] = fact(
        zh="征收部门提供的安置房总价", en="the whole price of the flat that the department offers in place of money", finding="房屋征收部门",
        question_zh="征收部门提供的、按直接安置面积计算的安置房总价是多少？",
        question_en="What is the whole price of the flat, of the area given, that the department offers?",
    )  # fmt: skip
    smallest_flat_area: Fact[Quantity] = fact(
        zh="最小安置房户型面积", en="the area of the smallest flat on offer, which is the one given", unit="m2", finding="房屋征收部门",
        question_zh="所安置的最小户型面积是多少平方米？", question_en="How many square metres has the smallest flat on offer?",
    )  # fmt: skip
    flat_unit_price: Fact[Money] = fact(
        zh="安置房每平方米价格", en="the price of a square metre of the flat at resettlement", high="400000.00", finding="房屋征收部门",
        question_zh="安置时安置房每平方米的价格是多少？", question_en="What was the price of a square metre of the flat at resettlement?",
    )  # fmt: skip
    unable_to_buy: Fact[bool] = fact(
        zh="无力购买超出部分", en="the household can't afford the part of the flat above the area given", finding="房屋征收部门",
        question_zh="是否无力购买超出直接安置面积的部分？", question_en="Is the household unable to buy the part above the area given?",
    )  # fmt: skip
    sharing_applied: Fact[bool] = fact(
        zh="已申请由指定单位购买、按份共有", en="the household has applied for a designated unit to buy that part and to share the property",
        question_zh="是否已申请由指定单位购买、按份共有？", question_en="Has the household applied for a designated unit to buy, and to share the property?",
    )  # fmt: skip
    lease_signed: Fact[bool] = fact(
        zh="已签订租赁合同", en="the lease for the part above the area given is signed",
        question_zh="超出部分的租赁合同是否已签订？", question_en="Is the lease for the part above the area given signed?",
    )  # fmt: skip
    move_in_notice_on: Fact[date] = fact(
        zh="书面入住通知书日期", en="the day of the written notice to move in", past=True,
        question_zh="书面入住通知书是哪一天的？", question_en="Of which day is the written notice to move in?",
    )  # fmt: skip
    buyback_requested_on: Fact[date] = fact(
        zh="提出回购的日期", en="the day on which the household asked to buy back", past=True, not_before="move_in_notice_on",
        question_zh="哪一天提出回购？", question_en="On which day did the household ask to buy back?",
    )  # fmt: skip
    appraisal: Fact[Money] = fact(
        zh="回购部分的房地产市场评估价", en="the appraised market price of the part to be bought back", finding="房地产评估机构",
        question_zh="回购部分的市场评估价是多少？", question_en="At what is the part to be bought back appraised?",
    )  # fmt: skip
