//! How right a list of answers is: macro-F1, agreement beyond chance.

/// F1 of one label.
pub(crate) fn f1<T: PartialEq>(pairs: &[(T, T)], label: &T) -> f64 {
    let (mut both, mut said, mut right) = (0u32, 0u32, 0u32);
    for (truth, answer) in pairs {
        both += u32::from(truth == label && answer == label);
        said += u32::from(answer == label);
        right += u32::from(truth == label);
    }
    if said + right == 0 {
        0.0
    } else {
        2.0 * f64::from(both) / f64::from(said + right)
    }
}

/// The mean F1 of the labels, over pairs of truth and answer.
pub(crate) fn macro_f1<T: PartialEq>(pairs: &[(T, T)], labels: &[T]) -> f64 {
    let sum: f64 = labels.iter().map(|label| f1(pairs, label)).sum();
    sum / f64::from(u32::try_from(labels.len()).unwrap_or(u32::MAX))
}

/// Complaint or not, over pairs of intents.
pub(crate) fn complaint_f1(pairs: &[(usize, usize)]) -> f64 {
    let binary: Vec<(bool, bool)> = pairs
        .iter()
        .map(|&(truth, answer)| (truth == 0, answer == 0))
        .collect();
    macro_f1(&binary, &[true, false])
}

/// Cohen's kappa over three ordered labels (Cohen 1968): weighted linearly, where a miss by two counts twice, or
/// `squared`, where it counts four times.
pub(crate) fn kappa(pairs: &[(u8, u8)], squared: bool) -> f64 {
    let count = pairs.len().max(1);
    let total = f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let distance = |a: u8, b: u8| {
        let far = f64::from(a.abs_diff(b));
        if squared { far * far } else { far }
    };
    let share = |label: u8, pick: fn(&(u8, u8)) -> u8| {
        let found = pairs.iter().filter(|pair| pick(pair) == label).count();
        f64::from(u32::try_from(found).unwrap_or(u32::MAX)) / total
    };
    let seen: f64 = pairs.iter().map(|&(a, b)| distance(a, b)).sum::<f64>() / total;
    let mut chance = 0.0;
    for a in 0..3 {
        for b in 0..3 {
            chance += distance(a, b) * share(a, |pair| pair.0) * share(b, |pair| pair.1);
        }
    }
    if chance == 0.0 {
        0.0
    } else {
        1.0 - seen / chance
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_those_of_the_books() {
        let pairs = [(0, 0), (0, 0), (0, 1), (1, 1), (2, 0)];
        // Complaint: 2 of 3 found, 2 of 3 right, F1 2/3; the rest: 1 of 2, F1 1/2.
        assert!((complaint_f1(&pairs) - (2.0 / 3.0 + 0.5) / 2.0).abs() < 1e-12);
        assert!((kappa(&[(0, 0), (1, 1), (2, 2)], false) - 1.0).abs() < 1e-12);
        assert!(kappa(&[(0, 0), (0, 1), (1, 0), (1, 1)], false).abs() < 1e-12);
        // Seen: a miss by two in three answers, 2/3. By chance: (1·2 + 1·1 + 2·2 + 2·1) / 9 = 1.
        assert!((kappa(&[(0, 0), (1, 0), (2, 0)], false)).abs() < 1e-12);
        assert!((kappa(&[(0, 0), (1, 1), (2, 0)], false) - 0.25).abs() < 1e-12);
        assert!(kappa(&[(0, 0), (1, 1), (2, 0)], true) < kappa(&[(0, 0), (1, 1), (2, 1)], true));
    }
}
