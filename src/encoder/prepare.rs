//! What triage's encoder is shown of a post: who was addressed and where a link leads says nothing about what the
//! writer wants, and the vocabulary knows no pictures.

/// The text as the adapter was trained on it: handles become `@`, links `http`, the common pictures a word.
#[must_use]
pub fn prepare(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut addressed = false;
    for word in text.split_whitespace() {
        let behind = handle(word);
        if behind == Some("") && addressed {
            continue;
        }
        addressed = behind == Some("");
        if !shown.is_empty() {
            shown.push(' ');
        }
        match behind {
            Some(behind) => {
                shown.push('@');
                shown.push_str(behind);
            }
            None if ["http://", "https://", "pic.twitter"]
                .iter()
                .any(|begin| word.starts_with(begin)) =>
            {
                shown.push_str("http");
            }
            None => plain(word, &mut shown),
        }
    }
    shown
}

/// What follows a word's handle, if it begins with one.
fn handle(word: &str) -> Option<&str> {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    let name = word
        .strip_prefix('@')
        .filter(|name| name.starts_with(part))?;
    Some(name.trim_start_matches(part))
}

fn plain(word: &str, shown: &mut String) {
    for c in word.chars() {
        match picture(c) {
            Some(name) => {
                shown.push(' ');
                shown.push_str(name);
                shown.push(' ');
            }
            None => shown.push(c),
        }
    }
}

/// A word for a picture; nothing for what only colours or joins pictures.
fn picture(c: char) -> Option<&'static str> {
    Some(match c {
        '😡' | '😠' | '🤬' | '👿' | '😤' => "angry",
        '😭' | '😢' | '😥' | '😿' => "crying",
        '😂' | '🤣' | '😆' | '😹' => "lol",
        '❤' | '😍' | '🥰' | '💕' | '💖' | '💙' | '💜' | '💛' | '💚' | '♥' | '😘' | '🧡' | '🖤' => {
            "love"
        }
        '👍' | '👌' | '💯' => "great",
        '👎' => "bad",
        '🙄' | '😒' | '😑' => "annoyed",
        '😞' | '😔' | '😟' | '😕' | '☹' | '🙁' | '😩' | '😫' | '😖' | '💔' => {
            "sad"
        }
        '🤔' => "hmm",
        '🙏' => "please",
        '😀' | '😃' | '😄' | '😁' | '😊' | '🙂' | '☺' | '😎' => "happy",
        '🎉' | '🥳' | '🙌' | '👏' => "yay",
        '🤷' => "shrug",
        '🤦' => "facepalm",
        '😱' | '😳' => "shocked",
        '🔥' => "fire",
        '💩' => "shit",
        '🤡' => "clown",
        '\u{fe0f}' | '\u{200d}' | '\u{1f3fb}'..='\u{1f3ff}' | '♂' | '♀' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::prepare;

    #[test]
    fn handles_links_and_pictures_become_words() {
        for (text, shown) in [
            ("@LarkspurCare @PaxxyParcels where is it?", "@ where is it?"),
            ("thanks, @LarkspurCare!", "thanks, @!"),
            ("see https://larkspur.example/a and @", "see http and @"),
            ("no 😡👎🏽", "no  angry  bad   "),
            ("", ""),
        ] {
            assert_eq!(prepare(text), shown);
        }
    }
}
