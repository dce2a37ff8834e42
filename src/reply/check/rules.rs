//! The lead's rules as a page edits them: lists with one entry a line, and back.

/// The entries of a list that is typed one a line; empty lines are none.
///
/// ```
/// use handrail::reply::check::rules::entries;
/// assert_eq!(entries(" LB-###### \n\nRMA-####"), ["LB-######", "RMA-####"]);
/// ```
#[must_use]
pub fn entries(typed: &str) -> Vec<String> {
    let lines = typed.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Words and their plain ones, from lines such as `RMA = return`. A line without `=` has no plain word.
#[must_use]
pub fn read_jargon(typed: &str) -> Vec<(String, String)> {
    let pair = |line: String| {
        let (word, plain) = line.split_once('=').unwrap_or((&line, ""));
        (word.trim().to_owned(), plain.trim().to_owned())
    };
    entries(typed).into_iter().map(pair).collect()
}

/// The lines that [`read_jargon`] reads.
#[must_use]
pub fn jargon_text(jargon: &[(String, String)]) -> String {
    let line = |(word, plain): &(String, String)| match plain.as_str() {
        "" => word.clone(),
        plain => format!("{word} = {plain}"),
    };
    jargon.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_is_a_word_and_its_plain_one() {
        let read = read_jargon("RMA = return\n\n CPE=router \nSLA\na = b = c");
        let read: Vec<(&str, &str)> = read
            .iter()
            .map(|(word, plain)| (word.as_str(), plain.as_str()))
            .collect();
        assert_eq!(
            read,
            [
                ("RMA", "return"),
                ("CPE", "router"),
                ("SLA", ""),
                ("a", "b = c")
            ]
        );
    }

    proptest! {
        #[test]
        fn what_was_read_is_written_so_that_it_reads_the_same(typed in any::<String>()) {
            let read = read_jargon(&typed);
            // A line may begin with its `=`: such a word is empty, and is not written back as a line of its own.
            prop_assume!(read.iter().all(|(word, _)| !word.is_empty()));
            prop_assert_eq!(read_jargon(&jargon_text(&read)), read);
        }
    }
}
