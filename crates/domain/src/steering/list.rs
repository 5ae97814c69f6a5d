//! Small counts in one row of counts with its sum.

use super::is_small;

/// Counts and their sum; `None` where hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    pub counts: Vec<Option<i64>>,
    pub sum: Option<i64>,
}

/// Hides small counts and as many more as the sum would give away. `sum_is_hidden` tells that the sum is
/// hidden in another table already, so that it must not come out here.
pub fn hide_in_list(counts: &[i64], smallest: i64, sum_is_hidden: bool) -> List {
    let sum: i64 = counts.iter().sum();
    let mut hidden: Vec<bool> = counts.iter().map(|count| is_small(*count, smallest)).collect();
    let mut hide_sum = sum_is_hidden || is_small(sum, smallest);
    // every further count costs what it tells: small ones first, then zeros
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|at| (counts[*at] == 0, counts[*at], *at));
    loop {
        let known = hidden.iter().filter(|h| **h).count();
        let all_ones = counts.iter().zip(&hidden).filter(|(_, h)| **h).all(|(count, _)| *count == 1);
        let told = match (known, hide_sum) {
            (0, false) | (1.., true) => false,
            (0, true) | (1, false) => true,
            // as many people as hidden counts: each of them is one
            (_, false) => all_ones,
        };
        if !told {
            break;
        }
        match order.iter().find(|at| !hidden[**at]) {
            Some(at) => hidden[*at] = true,
            None if hide_sum => break,
            None => hide_sum = true,
        }
    }
    List {
        counts: counts.iter().zip(&hidden).map(|(count, hidden)| (!hidden).then_some(*count)).collect(),
        sum: (!hide_sum).then_some(sum),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_small_count_takes_the_next_smallest_with_it() {
        let list = hide_in_list(&[20, 2, 7, 30], 3, false);
        assert_eq!(list, List { counts: vec![Some(20), None, None, Some(30)], sum: Some(59) });
    }

    #[test]
    fn nothing_is_hidden_where_nothing_is_small() {
        assert_eq!(hide_in_list(&[3, 0, 9], 3, false).counts, vec![Some(3), Some(0), Some(9)]);
    }

    #[test]
    fn a_sum_hidden_elsewhere_does_not_come_out_here() {
        let list = hide_in_list(&[5, 9], 3, true);
        assert_eq!(list, List { counts: vec![None, Some(9)], sum: None });
    }

    #[test]
    fn ones_only_are_not_told_by_their_number() {
        let list = hide_in_list(&[1, 1, 1, 0], 3, false);
        assert_eq!(list.counts, vec![None, None, None, None]);
    }

    proptest! {
        #[test]
        fn a_hidden_count_never_follows_from_the_shown_ones(counts in proptest::collection::vec(0i64..9, 1..8), elsewhere: bool) {
            let list = hide_in_list(&counts, 3, elsewhere);
            for (shown, count) in list.counts.iter().zip(&counts) {
                prop_assert!(!is_small(*count, 3) || shown.is_none());
            }
            let hidden = list.counts.iter().filter(|c| c.is_none()).count();
            prop_assert!(hidden != 1 || list.sum.is_none(), "{list:?}");
            prop_assert!(!elsewhere || (list.sum.is_none() && hidden > 0), "{list:?}");
        }
    }
}
