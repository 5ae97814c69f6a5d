//! Who sees what of a talk: one pure function of consents, so that a withdrawal takes effect with the next look.

use super::CounsellingTalk;
use crate::ids::OrganisationId;
use crate::organisation::OrganisationKind;
use crate::person::RecipientGroup;

/// How much of a talk a body sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sight {
    Nothing,
    /// That it was booked, where and when: the body's own act.
    Booking,
    /// The result too.
    Result,
}

/// What a body sees of a talk of a person who agrees to these groups; `reaches`: the body works with the person
/// anyway (involved in the chain). The counselling body needs consent for counselling, whoever else wants the result
/// consent for its own group as well.
pub fn sight(
    talk: &CounsellingTalk,
    body: (OrganisationId, OrganisationKind),
    reaches: bool,
    agreed: &[RecipientGroup],
) -> Sight {
    let (own, kind) = body;
    let counselled = agreed.contains(&RecipientGroup::Counselling);
    if kind == OrganisationKind::Beratungsstelle {
        return if talk.organisation == own && counselled { Sight::Result } else { Sight::Nothing };
    }
    if !reaches {
        return Sight::Nothing;
    }
    let told = RecipientGroup::of(kind).is_some_and(|group| agreed.contains(&group));
    match (counselled && told, talk.booked_by == own) {
        (true, _) => Sight::Result,
        (false, true) => Sight::Booking,
        (false, false) => Sight::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::counselling::talk::tests::talk;
    use crate::organisation::OrganisationKind as K;
    use proptest::prelude::*;

    const COUNSELLING: OrganisationId = OrganisationId(9);
    const BOOKER: OrganisationId = OrganisationId(2);

    fn groups() -> impl Strategy<Value = Vec<RecipientGroup>> {
        proptest::sample::subsequence(RecipientGroup::ALL.to_vec(), 0..=RecipientGroup::ALL.len())
    }

    fn kinds() -> impl Strategy<Value = K> {
        proptest::sample::select(K::ALL.to_vec())
    }

    #[test]
    fn the_counselling_body_sees_its_own_people_with_consent_and_another_one_nobody() {
        let agreed = [RecipientGroup::Counselling];
        let seen = |own, agreed: &[RecipientGroup]| sight(&talk(), (own, K::Beratungsstelle), false, agreed);
        assert_eq!(seen(COUNSELLING, &agreed), Sight::Result);
        assert_eq!(seen(COUNSELLING, &[]), Sight::Nothing);
        assert_eq!(seen(OrganisationId(8), &agreed), Sight::Nothing);
    }

    #[test]
    fn whoever_booked_sees_the_booking_and_the_result_only_with_consent_for_its_own_group() {
        let seen = |agreed: &[RecipientGroup]| sight(&talk(), (BOOKER, K::Jobcenter), true, agreed);
        use RecipientGroup as G;
        assert_eq!(seen(&[G::Counselling]), Sight::Booking);
        assert_eq!(seen(&[G::Counselling, G::CourseProvider]), Sight::Booking);
        assert_eq!(seen(&[G::Counselling, G::Jobcenter]), Sight::Result);
        assert_eq!(seen(&[G::Jobcenter]), Sight::Booking, "nothing is passed on without counselling itself");
    }

    proptest! {
        /// Taking any consent away never shows more.
        #[test]
        fn withdrawing_never_shows_more(kind in kinds(), own in 1i64..12, reaches: bool, agreed in groups(), gone in 0usize..9) {
            let fewer: Vec<RecipientGroup> = agreed.iter().copied().filter(|group| *group != RecipientGroup::ALL[gone]).collect();
            let body = (OrganisationId(own), kind);
            prop_assert!(sight(&talk(), body, reaches, &fewer) <= sight(&talk(), body, reaches, &agreed));
        }

        /// Without consent for counselling nobody at all sees a result.
        #[test]
        fn without_counselling_consent_no_result(kind in kinds(), own in 1i64..12, reaches: bool, agreed in groups()) {
            let agreed: Vec<RecipientGroup> = agreed.into_iter().filter(|group| *group != RecipientGroup::Counselling).collect();
            prop_assert!(sight(&talk(), (OrganisationId(own), kind), reaches, &agreed) < Sight::Result);
        }
    }
}
