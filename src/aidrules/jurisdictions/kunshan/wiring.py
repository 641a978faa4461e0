"""Which clause of Kunshan's opinion puts which output and condition in force, and what it replaces of the national base."""

from aidrules.jurisdictions.files import law_of, standards_of
from aidrules.jurisdictions.kunshan import work
from aidrules.jurisdictions.national.wiring import RESTS as NATIONAL
from aidrules.rulebook.law import Law

LAW = Law(
    place="kunshan",
    texts=(law_of("national"), law_of("kunshan")),
    standards={"national": standards_of("national"), "kunshan": standards_of("kunshan")},
    rests={
        **NATIONAL,
        # 三(二), 三(三), 三(四): work, housing, social help
        **work.RESTS,
    },
    alternatives={**work.ALTERNATIVES},
)
