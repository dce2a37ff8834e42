//! What a rewriting changes, word by word.

/// The most pieces of both texts, multiplied, that are compared one by one; beyond that all is changed.
const MOST: usize = 2_000_000;

/// What happened to a part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It stays.
    Kept,
    /// It goes.
    Removed,
    /// It is new.
    Added,
}

/// A part of a text and what happened to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// What happened.
    pub change: Change,
    /// The words, with their spaces.
    pub text: String,
}

/// How `old` becomes `new`: what is kept and removed is the old text, what is kept and added the new one. Where a part
/// is replaced the old words come first.
///
/// ```
/// use handrail::reply::rewrite::{Change, difference};
/// let runs = difference("We mend it today.", "We fix it today.");
/// let runs: Vec<_> = runs.iter().map(|run| (run.change, run.text.as_str())).collect();
/// assert_eq!(
///     runs,
///     [(Change::Kept, "We "), (Change::Removed, "mend"), (Change::Added, "fix"), (Change::Kept, " it today.")]
/// );
/// ```
#[must_use]
pub fn difference(old: &str, new: &str) -> Vec<Run> {
    let (before, after) = (pieces(old), pieces(new));
    let mut runs = Runs::default();
    if before.len().saturating_mul(after.len()) > MOST {
        runs.removed.push_str(old);
        runs.added.push_str(new);
    } else {
        for (change, piece) in steps(&before, &after) {
            runs.take(change, piece);
        }
    }
    runs.end()
}

/// The runs so far, and what was removed and added since anything was kept.
#[derive(Default)]
struct Runs {
    done: Vec<Run>,
    removed: String,
    added: String,
    /// A space that was kept behind a change: where another change follows at once it belongs to both.
    space: String,
}

impl Runs {
    fn take(&mut self, change: Change, piece: &str) {
        let changed = !self.removed.is_empty() || !self.added.is_empty();
        match change {
            Change::Kept if changed && self.space.is_empty() && piece.trim().is_empty() => {
                self.space.push_str(piece);
            }
            Change::Kept => {
                self.flush();
                self.push(Change::Kept, piece);
            }
            Change::Removed | Change::Added => {
                let space = std::mem::take(&mut self.space);
                self.removed.push_str(&space);
                self.added.push_str(&space);
                let side = match change {
                    Change::Removed => &mut self.removed,
                    _ => &mut self.added,
                };
                side.push_str(piece);
            }
        }
    }

    fn flush(&mut self) {
        let mut removed = std::mem::take(&mut self.removed);
        let mut added = std::mem::take(&mut self.added);
        let mut space = std::mem::take(&mut self.space);
        // A space that ends both has not changed.
        while let (Some(old), Some(new)) = (removed.chars().next_back(), added.chars().next_back())
            && old == new
            && old.is_whitespace()
        {
            removed.pop();
            added.pop();
            space.insert(0, old);
        }
        self.push(Change::Removed, &removed);
        self.push(Change::Added, &added);
        self.push(Change::Kept, &space);
    }

    fn push(&mut self, change: Change, text: &str) {
        if text.is_empty() {
            return;
        }
        match self.done.last_mut() {
            Some(last) if last.change == change => last.text.push_str(text),
            _ => self.done.push(Run {
                change,
                text: text.to_owned(),
            }),
        }
    }

    fn end(mut self) -> Vec<Run> {
        self.flush();
        self.done
    }
}

/// The steps from one list of pieces to the other with the most kept (the longest common subsequence).
fn steps<'a>(before: &[&'a str], after: &[&'a str]) -> Vec<(Change, &'a str)> {
    let width = after.len() + 1;
    // How much can be kept of what begins at each pair of places. Spaces alone keep little: words weigh more.
    let mut best = vec![0u32; (before.len() + 1) * width];
    let at = |best: &[u32], row: usize, column: usize| {
        best.get(row * width + column).copied().unwrap_or_default()
    };
    for (row, old) in before.iter().enumerate().rev() {
        for (column, new) in after.iter().enumerate().rev() {
            let moved = at(&best, row + 1, column).max(at(&best, row, column + 1));
            let kept = if old == new {
                at(&best, row + 1, column + 1) + weight(old)
            } else {
                0
            };
            if let Some(cell) = best.get_mut(row * width + column) {
                *cell = moved.max(kept);
            }
        }
    }
    let (mut row, mut column, mut steps) = (0, 0, Vec::new());
    loop {
        match (before.get(row), after.get(column)) {
            (Some(old), Some(new))
                if old == new
                    && at(&best, row, column) == at(&best, row + 1, column + 1) + weight(old) =>
            {
                steps.push((Change::Kept, *old));
                row += 1;
                column += 1;
            }
            (Some(old), new)
                if new.is_none() || at(&best, row + 1, column) >= at(&best, row, column + 1) =>
            {
                steps.push((Change::Removed, *old));
                row += 1;
            }
            (_, Some(new)) => {
                steps.push((Change::Added, *new));
                column += 1;
            }
            _ => return steps,
        }
    }
}

fn weight(piece: &str) -> u32 {
    if piece.chars().any(char::is_alphanumeric) {
        4
    } else {
        1
    }
}

/// What a piece is made of.
#[derive(Clone, Copy, PartialEq)]
enum Made {
    Space,
    Word,
    /// Languages without spaces: each letter is a piece.
    Letter,
    /// Punctuation, each mark by itself.
    Mark,
    /// Emoji and the like: what belongs together stays so.
    Sign,
}

fn made(c: char) -> Made {
    match c {
        c if c.is_whitespace() => Made::Space,
        '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => {
            Made::Letter
        }
        '\'' | '’' | '-' => Made::Word,
        c if c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c) => Made::Word,
        c if c.is_ascii() => Made::Mark,
        _ => Made::Sign,
    }
}

/// A text cut into words, spaces and marks.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut last) = (0, None);
    for (at, c) in text.char_indices() {
        let this = made(c);
        let joins = last == Some(this) && !matches!(this, Made::Letter | Made::Mark);
        if !joins && at > 0 {
            pieces.extend(text.get(start..at));
            start = at;
        }
        last = Some(this);
    }
    pieces.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    pieces
}
