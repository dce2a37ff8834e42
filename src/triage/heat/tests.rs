//! The formula of heat, at its steps and for any inputs.

use super::*;
use proptest::prelude::*;

fn heat(around: &Circumstances) -> Heat {
    Heat::of(&Stance::default(), &Signs::default(), around)
}

#[test]
fn an_hour_two_and_a_day_without_an_answer_count_more_and_more() {
    for (minutes, points) in [
        (0, 0.0),
        (59, 0.0),
        (60, 0.05),
        (120, 0.10),
        (1439, 0.10),
        (1440, 0.15),
    ] {
        let around = Circumstances {
            since: Some(5),
            now: Some(5 + minutes * 60_000),
            ..Circumstances::default()
        };
        assert_eq!(heat(&around).value(), points, "{minutes} minutes");
    }
    assert_eq!(changes_at(0, 0), Some(HOUR));
    assert_eq!(changes_at(0, HOUR), Some(2 * HOUR));
    assert_eq!(changes_at(0, 24 * HOUR), None);
}

#[test]
fn reach_grows_with_powers_of_ten() {
    for (followers, verified, replies, reposts, points) in [
        (None, false, 0, 0, 0.0),
        (Some(99), false, 0, 0, 0.0),
        (Some(1_000), false, 0, 0, 0.04),
        (Some(u64::MAX), true, u64::MAX, 7, 0.10),
        (None, true, 0, 0, 0.02),
        (None, false, 3, 7, 0.04),
    ] {
        let reach = Reach {
            followers,
            verified,
            replies,
            reposts,
        };
        let around = Circumstances {
            reach,
            ..Circumstances::default()
        };
        assert_eq!(heat(&around).value(), points, "{reach:?}");
    }
}

#[test]
fn what_needs_no_reply_is_cold_and_praise_has_no_faults() {
    let signs = [(Input::Safety, None), (Input::Churn, None)]
        .into_iter()
        .collect();
    let stance = Stance {
        urgency: 2,
        grievance: 1.0,
        needs_reply: false,
        ..Stance::default()
    };
    assert_eq!(
        Heat::of(&stance, &signs, &Circumstances::default()).parts(),
        []
    );
    let praise = Stance {
        intent: Intent::Praise,
        needs_reply: true,
        ..stance
    };
    assert_eq!(
        Heat::of(&praise, &signs, &Circumstances::default()).parts(),
        []
    );
}

#[test]
fn the_labels_have_their_own_heat() {
    let of = |urgency, grievance, signs: &[Input]| {
        let signs = signs.iter().map(|&input| (input, None)).collect();
        let stance = Stance {
            urgency,
            grievance,
            ..Stance::default()
        };
        Heat::of(&stance, &signs, &Circumstances::default()).level()
    };
    assert_eq!(of(0, 0.1, &[]), Level::Cool);
    assert_eq!(of(1, 0.7, &[]), Level::Warm);
    assert_eq!(of(1, 0.3, &[Input::Money, Input::Repeated]), Level::Warm);
    assert_eq!(of(2, 0.5, &[Input::Stuck]), Level::Hot);
}

proptest! {
    #[test]
    fn inputs_add_up_and_more_of_anything_is_never_cooler(
        urgency in 0u8..4, grievance in -1.0f32..2.0, inputs in prop::collection::vec(0usize..10, 0..6),
        repeated in 0usize..9, waited in 0i64..100_000_000, reposts in 0u64..100_000,
    ) {
        let signs: Signs = inputs.iter().map(|&at| (Input::ALL[at], None)).collect();
        let stance = Stance { urgency, grievance, ..Stance::default() };
        let around = Circumstances {
            repeated,
            since: Some(0),
            now: Some(waited),
            reach: Reach { reposts, ..Reach::default() },
        };
        let heat = Heat::of(&stance, &signs, &around);
        let sum: f32 = heat.parts().iter().map(|part| part.points).sum();
        prop_assert!((heat.value() - sum.min(1.0)).abs() < 0.006);
        prop_assert!((0.0..=1.0).contains(&heat.value()));
        let more = Circumstances { repeated: repeated + 1, now: Some(waited + HOUR), ..around };
        prop_assert!(Heat::of(&stance, &signs, &more).value() >= heat.value());
        let later = changes_at(0, waited).unwrap_or(waited);
        prop_assert!(later >= waited);
    }
}
