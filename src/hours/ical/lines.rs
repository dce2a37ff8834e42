//! A calendar file's lines, unfolded: a name, parameters, and a value.

/// The longest line that is read, in bytes; the rest of it is passed over.
const LONGEST: usize = 4_000;

/// One line: `DTSTART;TZID=Europe/London:20261224T130000`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Where it begins, from 1.
    pub(super) number: usize,
    /// In capitals.
    pub(super) name: String,
    parameters: Vec<(String, String)>,
    pub(super) value: String,
}

impl Line {
    fn read(number: usize, text: &str) -> Option<Self> {
        let mut quoted = false;
        let colon = text.char_indices().find(|(_, c)| {
            quoted ^= *c == '"';
            *c == ':' && !quoted
        });
        let (head, value) = text.split_at_checked(colon?.0)?;
        let mut parts = head.split(';');
        let name = parts.next()?.trim().to_ascii_uppercase();
        let parameters = parts.filter_map(|part| {
            let (name, value) = part.split_once('=')?;
            Some((
                name.to_ascii_uppercase(),
                value.trim_matches('"').to_owned(),
            ))
        });
        Some(Self {
            number,
            name,
            parameters: parameters.collect(),
            value: value.get(1..)?.trim().to_owned(),
        })
    }

    pub(super) fn is(&self, name: &str, value: &str) -> bool {
        self.name == name && self.value.eq_ignore_ascii_case(value)
    }

    /// The time zone that the value is in.
    pub(super) fn zone(&self) -> Option<&str> {
        let zone = self.parameters.iter().find(|(name, _)| name == "TZID");
        zone.map(|(_, value)| value.trim_start_matches('/'))
    }

    /// The value as text, its escapes undone.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        let mut letters = self.value.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => match letters.next() {
                    Some('n' | 'N') => text.push(' '),
                    Some(other) => text.push(other),
                    None => {}
                },
                other => text.push(other),
            }
        }
        text
    }
}

/// Every line that has a name and a value. A line that begins with a blank goes on with the one before it.
pub(super) fn lines(file: &str) -> impl Iterator<Item = Line> {
    let mut raw = (1..).zip(file.lines()).peekable();
    std::iter::from_fn(move || {
        loop {
            let (number, first) = raw.next()?;
            let mut text = first.to_owned();
            while let Some((_, next)) = raw.next_if(|(_, next)| next.starts_with([' ', '\t'])) {
                if text.len() < LONGEST {
                    text.push_str(next.get(1..).unwrap_or_default());
                }
            }
            let mut ends = (0..=LONGEST.min(text.len())).rev();
            let end = ends.find(|&at| text.is_char_boundary(at)).unwrap_or(0);
            if let Some(line) = Line::read(number, text.get(..end).unwrap_or_default()) {
                return Some(line);
            }
        }
    })
}
