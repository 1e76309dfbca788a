//! Which windows go through the encoder together.
//!
//! Sorted by length, so that a batch holds windows of a kind, and cut at a number of tokens, so that memory is bounded.
//! Rows are packed without padding: a batch changes the speed, never an answer.

/// Groups the windows of `lengths` (tokens each) into batches of at most `budget` tokens; a longer window goes alone.
/// Each batch holds indices into `lengths`; together they hold every index once.
pub(super) fn batches(lengths: &[usize], budget: usize) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..lengths.len()).collect();
    order.sort_by_key(|&index| (lengths[index], index));
    let mut batches: Vec<Vec<usize>> = Vec::new();
    let mut n_tokens = 0;
    for index in order {
        match batches.last_mut() {
            Some(batch) if n_tokens + lengths[index] <= budget => batch.push(index),
            _ => {
                batches.push(vec![index]);
                n_tokens = 0;
            }
        }
        n_tokens += lengths[index];
    }
    batches
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lengths: &[usize], budget: usize, expected: &[&[usize]]) {
        assert_eq!(batches(lengths, budget), expected);
    }

    #[test]
    fn batches_are_sorted_and_bounded() {
        check(&[], 10, &[]);
        check(&[3, 9, 4], 10, &[&[0, 2], &[1]]);
        check(&[5, 5, 5], 10, &[&[0, 1], &[2]]);
        check(&[50], 10, &[&[0]]);
        check(&[1, 50, 1], 0, &[&[0], &[2], &[1]]);
    }
}
