//! Typed hours as words, numbers and signs.

/// A piece of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// In lower case, without full stops: `mon`, `am`, `closed`.
    Word(String),
    /// Digits, and those after a colon or a full stop: `9`, `9:30`, `0900`. Hours and minutes.
    Time(u16, u16),
    /// `-` in any of its forms, `to`, `until`.
    Dash,
    /// `,`, `&`, `and`, or a slash.
    Comma,
    /// `;` or the end of a line.
    End,
    /// Something else, or a number that is no time.
    Other,
}

/// Reads tokens from a text, one after the other.
#[derive(Clone, Debug)]
pub(super) struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Words<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Where the next token begins, in bytes.
    pub(super) fn at(&self) -> usize {
        let rest = self.rest();
        self.at + rest.len() - skipped(rest).len()
    }

    /// What has not been read.
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next token without reading it; `None` at the end.
    pub(super) fn peek(&self) -> Option<Token> {
        self.clone().next()
    }

    /// Reads the next token if it is this one.
    pub(super) fn accept(&mut self, token: &Token) -> bool {
        let found = self.peek().as_ref() == Some(token);
        if found {
            self.next();
        }
        found
    }

    /// Reads the next word if it is one of these.
    pub(super) fn accept_word(&mut self, words: &[&str]) -> bool {
        let found =
            matches!(self.peek(), Some(Token::Word(word)) if words.contains(&word.as_str()));
        if found {
            self.next();
        }
        found
    }

    /// Passes over everything up to the next end, and that.
    pub(super) fn skip_entry(&mut self) {
        while !matches!(self.next(), None | Some(Token::End)) {}
    }
}

impl Iterator for Words<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let rest = skipped(self.rest());
        let first = rest.chars().next()?;
        let (token, length) = if first.is_ascii_digit() {
            number(rest)
        } else if first.is_alphabetic() {
            word(rest)
        } else {
            (sign(first), first.len_utf8())
        };
        self.at = self.text.len() - rest.len() + length;
        Some(token)
    }
}

/// Blanks are passed over, and so are full stops and colons that belong to no number.
fn skipped(text: &str) -> &str {
    text.trim_start_matches(|c: char| c != '\n' && (c.is_whitespace() || ".:()".contains(c)))
}

fn sign(c: char) -> Token {
    match c {
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '~' => Token::Dash,
        ',' | '&' | '+' | '/' => Token::Comma,
        ';' | '\n' => Token::End,
        _ => Token::Other,
    }
}

fn word(text: &str) -> (Token, usize) {
    let end = |c: char| !(c.is_alphabetic() || c == '.');
    let length = text.find(end).unwrap_or(text.len());
    let word = text.get(..length).unwrap_or_default();
    let word = word.replace('.', "").to_lowercase();
    let token = match word.as_str() {
        "to" | "until" | "till" | "through" | "thru" => Token::Dash,
        "and" => Token::Comma,
        _ => Token::Word(word),
    };
    (token, length)
}

fn number(text: &str) -> (Token, usize) {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let length = digits(text);
    let value = |range: std::ops::Range<usize>| text.get(range)?.parse::<u16>().ok();
    let after = text.get(length..).unwrap_or_default();
    let minutes = after
        .strip_prefix([':', '.', 'h'])
        .filter(|minutes| digits(minutes) == 2);
    let (time, length) = match (length, minutes) {
        (1 | 2, Some(_)) => (
            value(0..length).zip(value(length + 1..length + 3)),
            length + 3,
        ),
        (1 | 2, None) => (value(0..length).zip(Some(0)), length),
        // 0900
        (4, None) => (value(0..2).zip(value(2..4)), length),
        _ => (None, length),
    };
    let time = time.filter(|(hour, minute)| *hour <= 24 && *minute < 60);
    let token = time.map_or(Token::Other, |(hour, minute)| Token::Time(hour, minute));
    (token, length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_words_times_and_signs() {
        let tokens: Vec<Token> = Words::new("Mon.–Fri.: 9.30 a.m. to 0545;\n25h 9:7").collect();
        let word = |word: &str| Token::Word(word.into());
        let expected = [
            word("mon"),
            Token::Dash,
            word("fri"),
            Token::Time(9, 30),
            word("am"),
            Token::Dash,
            Token::Time(5, 45),
            Token::End,
            Token::End,
            Token::Other,
            word("h"),
            Token::Time(9, 0),
            Token::Time(7, 0),
        ];
        assert_eq!(tokens, expected);
    }
}
