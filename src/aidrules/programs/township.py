"""A township: its civil-affairs officers, its house-to-house survey, and what missed visits cost it at the end of the year."""

from __future__ import annotations

from aidrules.facts.bodies import Township
from aidrules.facts.terms import TownshipSize
from aidrules.lang import all_of, any_of, between, choice, duty, gate, is_, programme, rule, sanction, standard, when
from aidrules.programs.visits import falls_short

least_smaller = standard(int, "staffing.least_smaller", unit="officers", zh="人口较少乡镇民政专干下限", en="the least officers of a smaller township")
least_larger = standard(int, "staffing.least_larger", unit="officers", zh="人口较多乡镇民政专干下限", en="the least officers of a larger township")
planned_larger = standard(
    int, "staffing.planned_larger", unit="officers", zh="人口较多乡镇民政专干计划数上端", en="the upper planning figure of a larger township"
)
least_points = standard(int, "sanctions.least_points", unit="points", zh="扣减分数下限", en="the least points taken off")


@rule("民政专干人数")
def officers(township: Township) -> int:
    """The township has so many full-time civil-affairs officers."""
    return township.officers


@rule("应配备民政专干人数")
def required(township: Township) -> int:
    """A township needs at least so many officers, by how many people live there."""
    return when(is_(township.size, TownshipSize.SMALLER), least_smaller, otherwise=least_larger)


@rule("人口较少的乡镇配备到位")
def smaller_staffed(township: Township) -> bool:
    """A township with few people has at least the officers that it needs."""
    return township.officers >= least_smaller


@rule("人口较多的乡镇配备到位")
def larger_staffed(township: Township) -> bool:
    """A township with many people has at least the officers that it needs."""
    return township.officers >= least_larger


@rule("人口较多的乡镇配备在区间内")
def larger_staffed_within_band(township: Township) -> bool:
    """A township with many people has the officers that it needs, and no more than planned."""
    return between(least_larger, township.officers, planned_larger)


@rule("民政专干配备到位")
def staffed(township: Township) -> bool:
    """The township has the officers that its size asks for."""
    return when(is_(township.size, TownshipSize.SMALLER), smaller_staffed(township), otherwise=larger_staffed(township))


@rule("民政专干超过计划数")
def above_band(township: Township) -> bool:
    """A township with many people has more officers than the planning figure."""
    return all_of(is_(township.size, TownshipSize.LARGER), township.officers > planned_larger)


@rule("已上报排查摸底表")
def survey(township: Township) -> bool:
    """The township has reported the list of people found in its house-to-house survey."""
    return township.survey_reported


@rule("有走访对象走访不到位")
def visits_fall_short(township: Township) -> bool:
    """For somebody in the township visits were not made as often as they should have been."""
    return any_of(falls_short(person) for person in township.persons)


@rule("年终考核得分")
def score(township: Township) -> int:
    """The township's score in the year-end assessment, before anything is taken off."""
    return township.year_end_score


score_points = choice(
    int, "sanctions.score_points", of=Township, low=least_points, high=score, zh="年终考核扣减分数", en="the points taken off the year-end score"
)


@rule("扣减分数")
def points(township: Township) -> int:
    """The county decides how many points are taken off."""
    return score_points(township)


@rule("扣减后得分")
def score_left(township: Township) -> int:
    """What is left of the township's score."""
    return score(township) - points(township)


staffing = duty(
    "staffing.officers", zh="乡镇民政专干配备", en="civil-affairs officers of the township",
    kept=staffed, figures=[officers, required], notices=[above_band],
)  # fmt: skip
survey_report = gate("survey.report", zh="排查摸底上报", en="reporting the survey", steps=[survey])
score_reduction = sanction(
    "sanctions.township_score", zh="扣减乡镇年终考核分数", en="points off the township's year-end score",
    when=visits_fall_short, takes=points, leaves=score_left,
)  # fmt: skip

township_programme = programme("township", outputs=[staffing, survey_report, score_reduction])
