"""Facts of work, housing and schooling: what members of a household can and want to do, and what the household owns and is given."""

from __future__ import annotations

from typing import Final

from aidrules.facts.model import fact

# of a person

WILLING_TO_WORK: Final = fact(
    zh="有就业意愿", en="the person wants to work", finding="人社部门",
    question_zh="是否有就业意愿？", question_en="Does the person want to work?",
)  # fmt: skip
HARDSHIP_GRADUATE: Final = fact(
    zh="就业困难高校毕业生", en="recognised as a university graduate with difficulty in finding work", finding="人社部门",
    question_zh="是否认定为就业困难高校毕业生？", question_en="Is the person recognised as a university graduate with difficulty in finding work?",
)  # fmt: skip
IN_COOPERATIVE_FARMING: Final = fact(
    zh="参与农村集体合作经营", en="the person takes part in collective cooperative farming", finding="农办",
    question_zh="是否参与农村“大承包、小包干”集体合作经营？", question_en="Does the person take part in collective cooperative farming?",
)  # fmt: skip
FLEXIBLY_INSURED: Final = fact(
    zh="以灵活就业方式参加社会保险", en="the person is insured as flexibly employed", finding="人社部门",
    question_zh="是否以灵活就业方式参加社会保险？", question_en="Is the person insured as flexibly employed?",
)  # fmt: skip
ENTERING_UNIVERSITY: Final = fact(
    zh="上大学", en="the person goes to university", finding="教育部门",
    question_zh="是否上大学？", question_en="Does the person go to university?",
)  # fmt: skip

# of a household

DWELLINGS_OWNED: Final = fact(
    zh="自有住房处数", en="the number of dwellings that the household owns", high=100, finding="房屋征收部门",
    question_zh="家庭共有几处住房？没有则填 0。", question_en="How many dwellings does the household own? 0 where none.",
)  # fmt: skip
ASSIGNED_CADRES: Final = fact(
    zh="一对一负责的村（社区）干部人数", en="the number of village or community cadres in charge of the household", high=1000,
    question_zh="有几名村（社区）干部一对一负责该户？没有则填 0。",
    question_en="How many village or community cadres are in charge of the household? 0 where none.",
)  # fmt: skip
DWELLINGS: Final = fact(
    zh="危房或被征收的住房", en="dwellings that are dangerous or expropriated", question_zh="有哪些危房或被征收的住房？没有则填 []。",
    question_en="Which dwellings are dangerous or expropriated? [] where there is none.",
)  # fmt: skip
