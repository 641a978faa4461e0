"""Services and goods for people in need: who is given them, and through which steps."""

from __future__ import annotations

from aidrules.facts.people import Person
from aidrules.facts.terms import Approval, SupportMode
from aidrules.lang import all_of, any_of, benefit, gate, is_, programme, rule


@rule("属于补充服务的人群")
def in_service_group(person: Person) -> bool:
    """The person is poor and severely disabled, disabled with low income, an orphan, a child nobody supports, or otherwise in need."""
    return any_of(person.poor_severely_disabled, person.low_income_disabled, person.orphan, person.unsupported_child, person.other_vulnerable)


@rule("个人申请")
def application(person: Person) -> bool:
    """The person has applied."""
    return person.service_application


@rule("属于特殊困难弱势群体")
def in_need(person: Person) -> bool:
    """The person is in tekun support at home, an economically difficult elderly person, or of a group that may have extra services."""
    return any_of(is_(person.tekun_support, SupportMode.DISPERSED), person.economically_difficult_elderly, in_service_group(person))


@rule("缺少的基本生活用品种数")
def goods_lacking(person: Person) -> int:
    """The person is short of so many kinds of basic everyday goods."""
    return person.lacking_goods


@rule("缺少基本生活用品的困难群众")
def lacks_goods(person: Person) -> bool:
    """The person is in need, and short of at least one kind of basic everyday goods."""
    return all_of(in_need(person), goods_lacking(person) > 0)


@rule("列入排查摸底表或已自主申请")
def listed_or_applied(person: Person) -> bool:
    """The township's survey found the person, or the person has applied."""
    return any_of(person.on_survey_list, person.service_application)


@rule("已完成生活自理能力评估")
def assessed(person: Person) -> bool:
    """The person's self-care ability has been assessed and the result reported."""
    return person.ability_assessed


@rule("乡镇已审核需求")
def reviewed(person: Person) -> bool:
    """The township has opened a file and reviewed what the person needs."""
    return person.needs_reviewed


@rule("县民政局会同财政局已审批")
def approved(person: Person) -> bool:
    """County civil affairs, together with finance, has approved."""
    return is_(person.services_approved, Approval.APPROVED)


supplementary = benefit("services.supplementary", zh="基本补充服务", en="basic extra services", entitled=in_service_group, gates=[application])
goods = benefit("services.goods", zh="基本生活用品", en="basic everyday goods", entitled=lacks_goods, figures=[goods_lacking])
procedure = gate(
    "services.procedure", zh="服务和物品的审核审批程序", en="the steps to services and goods",
    steps=[listed_or_applied, assessed, reviewed, approved],
)  # fmt: skip

services = programme("services", outputs=[supplementary, goods, procedure])
