"""Review before help: the leading group's office passes whom, by which standard and in what way, and it is made public."""

from __future__ import annotations

from aidrules.facts.assistance import AidMeasure, AidReview
from aidrules.facts.people import Household, Person
from aidrules.lang import all_of, any_of, gate, is_, programme, rule


@rule("救助对象审核通过")
def recipients_passed(review: AidReview) -> bool:
    """The office has passed whom the help is for."""
    return review.recipients_passed


@rule("救助标准审核通过")
def standard_passed(review: AidReview) -> bool:
    """The office has passed by which standard is helped."""
    return review.standard_passed


@rule("救助方式审核通过")
def method_passed(review: AidReview) -> bool:
    """The office has passed in what way is helped."""
    return review.method_passed


@rule("已公示")
def publicised(review: AidReview) -> bool:
    """The help was made public within a certain circle."""
    return review.publicised


@rule("审核通过并已公示")
def cleared(review: AidReview) -> bool:
    """The office has passed whom, by which standard and in what way is helped, and it was made public."""
    return all_of(recipients_passed(review), standard_passed(review), method_passed(review), publicised(review))


@rule("物价补贴已经审核并公示")
def price_subsidy_cleared(home: Household) -> bool:
    """The price subsidy was reviewed for the household and made public."""
    return any_of(all_of(is_(review.measure, AidMeasure.PRICE_SUBSIDY), cleared(review)) for review in home.aid_reviews)


@rule("免费参保已经审核并公示")
def free_insurance_cleared(person: Person, home: Household) -> bool:
    """Free insurance was reviewed for the household and made public."""
    return any_of(all_of(is_(review.measure, AidMeasure.FREE_INSURANCE), cleared(review)) for review in home.aid_reviews)


@rule("免收课本费等已经审核并公示")
def school_fees_cleared(person: Person, home: Household) -> bool:
    """The waiver of school fees and the meal were reviewed for the household and made public."""
    return any_of(all_of(is_(review.measure, AidMeasure.SCHOOL_FEES), cleared(review)) for review in home.aid_reviews)


@rule("缓减免有关费用已经审核并公示")
def fee_relief_cleared(person: Person, home: Household) -> bool:
    """Relief from fees was reviewed for the household and made public."""
    return any_of(all_of(is_(review.measure, AidMeasure.FEE_RELIEF), cleared(review)) for review in home.aid_reviews)


@rule("危房改造已经审核并公示")
def renovation_cleared(home: Household) -> bool:
    """The renovation was reviewed for the household and made public."""
    return any_of(all_of(is_(review.measure, AidMeasure.RENOVATION), cleared(review)) for review in home.aid_reviews)


@rule("城镇就业帮扶已经审核并公示")
def urban_work_cleared(person: Person, home: Household) -> bool:
    """Help into work in town was reviewed for the household and made public."""
    return any_of(all_of(is_(review.measure, AidMeasure.URBAN_WORK), cleared(review)) for review in home.aid_reviews)


@rule("农村生产自救扶持已经审核并公示")
def rural_work_cleared(person: Person, home: Household) -> bool:
    """Support for rural self-help was reviewed for the household and made public."""
    return any_of(all_of(is_(review.measure, AidMeasure.RURAL_WORK), cleared(review)) for review in home.aid_reviews)


@rule("灾民基本生活保障已经审核并公示")
def disaster_relief_cleared(home: Household) -> bool:
    """Relief in the disaster was reviewed for the household and made public."""
    return any_of(all_of(is_(review.measure, AidMeasure.DISASTER_RELIEF), cleared(review)) for review in home.aid_reviews)


@rule("应急救助不等审核公示")
def relief_at_once(home: Household) -> bool:
    """Whoever was struck by a major natural disaster is helped without waiting for a review."""
    return home.struck_by_major_disaster


@rule("法律援助已经审核并公示")
def legal_aid_cleared(person: Person, home: Household) -> bool:
    """Legal aid was reviewed for the household and made public."""
    return any_of(all_of(is_(review.measure, AidMeasure.LEGAL_AID), cleared(review)) for review in home.aid_reviews)


@rule("新居民救助已经审核并公示")
def new_residents_cleared(person: Person, home: Household) -> bool:
    """Assistance for new residents was reviewed for the household and made public."""
    return any_of(all_of(is_(review.measure, AidMeasure.NEW_RESIDENTS), cleared(review)) for review in home.aid_reviews)


procedure = gate(
    "review.procedure", zh="救助前的审核和公示", en="review and publicity before help",
    steps=[recipients_passed, standard_passed, method_passed, publicised],
)  # fmt: skip

review = programme("review", outputs=[procedure])
