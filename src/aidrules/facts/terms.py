"""The field's terms: enumerations whose members carry their Chinese name."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """An enumeration whose members carry the Chinese term: ``SELF_CARE = "self_care", "全自理"``.

    The first part is what a case file holds; ``zh`` is the term; ``code`` its position.

    >>> CareLevel.SELF_CARE.zh, CareLevel("full_care").code
    ('全自理', 2)
    """

    zh: str
    code: int

    def __new__(cls, value: str, zh: str = "") -> Self:
        """A member, with its term and its position."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.zh = zh
        member.code = len(cls.__members__)
        return member


class SupportMode(Term):
    """How a tekun person is supported (供养方式); NONE: not in tekun support."""

    NONE = "none", "未纳入特困供养"
    DISPERSED = "dispersed", "分散供养"
    CENTRAL = "central", "集中供养"


class CareLevel(Term):
    """Self-care ability as assessed (生活自理能力)."""

    SELF_CARE = "self_care", "全自理"
    SEMI_CARE = "semi_care", "半护理"
    FULL_CARE = "full_care", "全护理"


class Area(Term):
    """Whether urban or rural standards apply (城乡类别)."""

    URBAN = "urban", "城市"
    RURAL = "rural", "农村"


class DisabilityKind(Term):
    """The kind of a certified disability (残疾类别)."""

    VISUAL = "visual", "视力残疾"
    HEARING = "hearing", "听力残疾"
    SPEECH = "speech", "言语残疾"
    PHYSICAL = "physical", "肢体残疾"
    INTELLECTUAL = "intellectual", "智力残疾"
    MENTAL = "mental", "精神残疾"
    MULTIPLE = "multiple", "多重残疾"


class DisabilityGrade(Term):
    """The grade of a certified disability, the first the most severe (残疾等级)."""

    FIRST = "first", "一级"
    SECOND = "second", "二级"
    THIRD = "third", "三级"
    FOURTH = "fourth", "四级"


class IllnessRecognition(Term):
    """Who recognised a major illness (重特大疾病认定)."""

    NONE = "none", "未认定"
    HEALTHCARE_SECURITY = "healthcare_security", "医保部门认定"
    OTHER_BODY = "other_body", "仅由医疗机构等其他机构认定"


class StayKind(Term):
    """How a hospital stay began (住院类型)."""

    ROUTINE = "routine", "常规住院"
    EMERGENCY = "emergency", "紧急住院"


class StayStatus(Term):
    """Whether a hospital stay has ended (住院状态)."""

    IN_HOSPITAL = "in_hospital", "在院"
    DISCHARGED = "discharged", "已出院"


class HospitalLevel(Term):
    """The level of a hospital (医院级别); OTHER is one for which no text prints a rate."""

    TOWNSHIP_CENTRE = "township_centre", "乡镇中心医院"
    COUNTY = "county", "县级医院"
    CITY_OR_HIGHER = "city_or_higher", "市级及以上医院"
    OTHER = "other", "其他医疗机构"


class EscortKind(Term):
    """Who escorted the patient in hospital (陪护人)."""

    NOBODY = "nobody", "无人陪护"
    GUARDIAN = "guardian", "监护人"
    THIRD_PARTY = "third_party", "第三方服务人员"


class Agreement(Term):
    """The agreement with the third-party organisation (陪护协议)."""

    UNSIGNED = "unsigned", "未签订"
    SIGNED_IN_TIME = "signed_in_time", "陪护开始前已签订"
    SIGNED_LATE = "signed_late", "陪护开始后补签"


class Approval(Term):
    """Where an approval stands (审批结果)."""

    NOT_YET = "not_yet", "尚未审批"
    APPROVED = "approved", "同意"
    REFUSED = "refused", "不同意"


class TownshipSize(Term):
    """Whether few or many people live in a township (乡镇人口规模); no text here draws the line."""

    SMALLER = "smaller", "人口较少"
    LARGER = "larger", "人口较多"


class AssessmentFinding(Term):
    """What the county's monthly assessment of a provider found (考核结果)."""

    GOOD = "good", "合格"
    POOR = "poor", "服务效果差"
    FAKED = "faked", "弄虚作假"


class SignOf(Term):
    """What something that came up in supervision is a sign of (问题性质)."""

    DEVIATION = "deviation", "不可避免的误差"
    MISTAKE = "mistake", "工作错误"
    RULES = "rules", "涉嫌违规"
    DISCIPLINE = "discipline", "涉嫌违纪"
    LAW = "law", "涉嫌违法"


class PostKind(Term):
    """The kind of a post that somebody is hired for (岗位类别)."""

    PUBLIC_WELFARE = "public_welfare", "公益性岗位"
    ORDINARY = "ordinary", "其他岗位"


class Remedy(Term):
    """How a dangerous dwelling is treated (危房治理方式); NONE: not treated."""

    NONE = "none", "未治理"
    REBUILD = "rebuild", "翻建改造"
    REINFORCE = "reinforce", "加固"
    DEMOLISH = "demolish", "拆除"


class DibaoStatus(Term):
    """Whether a household is in dibao or on its edge (低保身份)."""

    DIBAO = "dibao", "低保家庭"
    EDGE = "edge", "低保边缘家庭"
    OTHER = "other", "其他家庭"


class Payee(Term):
    """Who is paid (领取人)."""

    PERSON = "person", "本人"
    HOUSEHOLD = "household", "家庭"
    GUARDIAN = "guardian", "监护人"
    ESCORT = "escort", "陪护人"
    PROVIDER = "provider", "第三方服务机构"
    COUNTY = "county", "县级"
    EMPLOYER = "employer", "用人单位"


class Direction(Term):
    """Which way money moves, seen from the payee or payer named (资金方向)."""

    RECEIVES = "receives", "领取"
    PAYS = "pays", "缴纳"
    OWES = "owes", "应退"


class Per(Term):
    """How often an amount is paid (发放周期)."""

    DAY = "day", "每日"
    MONTH = "month", "每月"
    YEAR = "year", "每年"
    ONCE = "once", "一次性"


class Channel(Term):
    """By which way an amount is paid (发放方式)."""

    ONE_CARD = "one_card", "一卡通"
    BANK_CARD = "bank_card", "银行卡"
    BANK_TRANSFER = "bank_transfer", "银行转账"


class Rounding(Term):
    """To which unit, and by which mode, an amount is rounded (取整方式); the order is that of the graph's table."""

    FEN_UP = "fen_up", "进位到分"
    FEN_HALF_UP = "fen_half_up", "四舍五入到分"
    FEN_DOWN = "fen_down", "舍去分以下"
    JIAO_UP = "jiao_up", "进位到角"
    JIAO_HALF_UP = "jiao_half_up", "四舍五入到角"
    JIAO_DOWN = "jiao_down", "舍去角以下"
    YUAN_UP = "yuan_up", "进位到元"
    YUAN_HALF_UP = "yuan_half_up", "四舍五入到元"
    YUAN_DOWN = "yuan_down", "舍去元以下"
