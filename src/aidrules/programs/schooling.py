"""Schooling: the fees that no pupil pays, those that the groups named don't pay, the meal, and relief for families in hardship."""

from __future__ import annotations

from aidrules.facts.assistance import FamilyHardship, SchoolStage
from aidrules.facts.people import Household, Person
from aidrules.lang import all_of, any_of, benefit, interaction, is_, none_of, programme, rule
from aidrules.programs.people import in_tekun_support
from aidrules.programs.protection import of_dibao_family
from aidrules.programs.review import fee_relief_cleared, school_fees_cleared
from aidrules.programs.tekun import disabled


@rule("在校学生")
def pupil(person: Person) -> bool:
    """The person is a pupil or student."""
    return none_of(is_(person.school_stage, SchoolStage.NONE))


@rule("义务教育阶段学生")
def in_compulsory_education(person: Person) -> bool:
    """The person is in compulsory education."""
    return is_(person.school_stage, SchoolStage.COMPULSORY)


@rule("在本区上义务教育的学生")
def compulsory_in_district(person: Person) -> bool:
    """The person is in compulsory education at a school of the district."""
    return all_of(in_compulsory_education(person), person.school_in_district)


@rule("低保家庭子女、福利机构监护或五保供养的未成年人、残疾学生")
def of_named_group(person: Person, home: Household) -> bool:
    """The pupil is of a dibao family, under a welfare institution's guardianship, supported as tekun (wubao), or disabled."""
    return any_of(of_dibao_family(person, home), person.institution_ward, in_tekun_support(person), disabled(person))


@rule("免收课本费等的义务教育学生")
def exempt(person: Person, home: Household) -> bool:
    """The person is in compulsory education and of one of the groups named."""
    return all_of(in_compulsory_education(person), of_named_group(person, home))


@rule("在校住宿的学生")
def boarder(person: Person) -> bool:
    """The person is a pupil and boards at school."""
    return all_of(pupil(person), person.boards_at_school)


@rule("家庭经济困难")
def family_in_hardship(person: Person) -> bool:
    """The pupil's family is in economic hardship, because of a disaster, illness or something else."""
    return none_of(is_(person.family_hardship, FamilyHardship.NONE))


@rule("家庭经济困难且未免收课本费等的学生")
def may_have_relief(person: Person, home: Household) -> bool:
    """The pupil's family is in economic hardship, and the pupil isn't exempt from fees already."""
    return all_of(family_in_hardship(person), none_of(exempt(person, home)))


@rule("家庭经济困难且未免收课本费等的义务教育学生")
def may_have_relief_at_compulsory_stage(person: Person, home: Household) -> bool:
    """The pupil in compulsory education isn't exempt from fees already, and the family is in economic hardship."""
    return all_of(in_compulsory_education(person), family_in_hardship(person), none_of(exempt(person, home)))


misc_fee = benefit("education.misc_fee", zh="免收杂费", en="no miscellaneous fees", applies=pupil, entitled=compulsory_in_district)
book_fees = benefit(
    "education.book_fees", zh="免收课本费和作业本费", en="no textbook and exercise-book fees",
    applies=pupil, entitled=exempt, gates=[school_fees_cleared],
)  # fmt: skip
boarding_fee = benefit(
    "education.boarding_fee", zh="免收住宿费", en="no boarding fee", applies=boarder, entitled=exempt, gates=[school_fees_cleared]
)  # fmt: skip
meal = benefit("education.meal", zh="营养餐补助", en="subsidised nutritious meal", applies=pupil, entitled=exempt, gates=[school_fees_cleared])
fee_relief = benefit(
    "education.fee_relief", zh="缓交、减交或免交有关费用", en="fees paid later, in part or not at all",
    applies=pupil, entitled=may_have_relief, gates=[fee_relief_cleared], may=True,
)  # fmt: skip
already_exempt = interaction(
    "excludes", of=fee_relief, by=book_fees, when=exempt,
    zh="已经免收课本费等的学生，没有有关费用可再缓减免。", en="A pupil who is exempt from book fees has no fees left to be let off.",
)  # fmt: skip

schooling = programme("schooling", outputs=[misc_fee, book_fees, boarding_fee, meal, fee_relief], interactions=[already_exempt])
