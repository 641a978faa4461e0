"""Employer: who takes on people from helped households, and claims subsidies for them."""

from __future__ import annotations

from aidrules.facts import hardship
from aidrules.facts.model import Fact, Facts, fact
from aidrules.facts.money import Money
from aidrules.facts.terms import PostKind


class Hire(Facts):
    """Somebody whom an employer has taken on, in the month or year that is claimed for (招用人员)."""

    id: str
    post: Fact[PostKind] = fact(
        zh="岗位类别", en="the kind of post", finding="人社部门",
        question_zh="是公益性岗位还是其他岗位？", question_en="Is it a public-welfare post or another one?",
    )  # fmt: skip
    from_helped_household: Fact[bool] = fact(
        zh="帮扶对象家庭劳动力", en="the person belongs to a helped household", finding="民政部门",
        question_zh="是否属于帮扶对象家庭劳动力？", question_en="Does the person belong to a helped household?",
    )  # fmt: skip
    unemployed_before: Fact[bool] = fact(
        zh="招用前失业", en="the person was without work before", finding="人社部门",
        question_zh="招用前是否失业？", question_en="Was the person without work before?",
    )  # fmt: skip
    hired_year: Fact[int] = fact(
        zh="招用年度", en="the year in which the person was hired", low=1900, high=9999,
        question_zh="哪一年招用？", question_en="In which year was the person hired?",
    )  # fmt: skip
    claim_year: Fact[int] = fact(
        zh="申请补贴的年度", en="the year that the subsidy is claimed for", low=1900, high=9999,
        question_zh="申请的是哪一年度的补贴？", question_en="For which year is the subsidy claimed?",
    )  # fmt: skip
    contract_months: Fact[int] = fact(
        zh="劳动合同期限（月）", en="the term of the labour contract in months", high=1200,
        question_zh="劳动合同期限是多少个月？", question_en="How many months is the labour contract for?",
    )  # fmt: skip
    performed_months: Fact[int] = fact(
        zh="已履行劳动合同的月数", en="the months for which the labour contract has been performed", high=1200,
        question_zh="劳动合同已履行了多少个月？", question_en="For how many months has the labour contract been performed?",
    )  # fmt: skip
    monthly_wage: Fact[Money] = fact(
        zh="当月工资", en="the wage of the month", question_zh="当月工资是多少？", question_en="What is the wage of the month?",
    )  # fmt: skip
    contributions_paid: Fact[Money] = fact(
        zh="用人单位为其实际缴纳的社会保险费", en="what the employer really paid in social insurance for the person",
        question_zh="用人单位为其实际缴纳了多少社会保险费？没有则填 \"0.00\"。",
        question_en='How much social insurance did the employer really pay for the person? "0.00" where nothing.',
    )  # fmt: skip


class Employer(Facts):
    """An employer of any kind, and those whom it has taken on (用人单位)."""

    id: str
    hires: Fact[tuple[Hire, ...]] = fact(
        zh="招用人员", en="the people taken on", high=20000, question_zh="招用了哪些人员？没有则填 []。",
        question_en="Who has been taken on? [] where nobody.",
    )  # fmt: skip
    false_papers: Fact[bool] = hardship.FALSE_PAPERS
    drawn_by_fraud: Fact[Money] = hardship.DRAWN_BY_FRAUD
