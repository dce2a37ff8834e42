//! How long a site's posts may be, as its data file says.
//!
//! ```
//! use handrail::site::{Count, Length};
//! let length = Length::read("count = weighted\nmax = 280\nlong = 25000\nlink = 23");
//! let expected = Length { count: Count::Weighted, max: 280, long: 25_000, link: 23 };
//! assert_eq!(length, Some(expected));
//! assert_eq!(Length::read("count = weighted"), None);
//! ```

/// What a site counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// Characters of 1 or 2 (`weighted`).
    Weighted,
    /// What a reader sees as one character, links as shown (`graphemes`).
    Graphemes,
    /// What a reader sees as one character, links alike (`characters`).
    Characters,
}

/// How long posts may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// What is counted.
    pub count: Count,
    /// The longest post.
    pub max: u32,
    /// The longest post of an account that may write long ones; `max` where there are none.
    pub long: u32,
    /// What a link counts, where all count the same.
    pub link: u32,
}

impl Length {
    /// Reads lines of `name = value`; empty lines and those that begin with `#` say nothing. `None` where something is
    /// missing, unknown or cannot be: a link or an ordinary post that is longer than the longest.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (mut count, mut max, mut long, mut link) = (None, None, None, 0);
        let lines = text.lines().map(str::trim);
        for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (name, value) = line.split_once('=')?;
            match (name.trim(), value.trim()) {
                ("count", "weighted") => count = Some(Count::Weighted),
                ("count", "graphemes") => count = Some(Count::Graphemes),
                ("count", "characters") => count = Some(Count::Characters),
                ("max", value) => max = Some(value.parse().ok()?),
                ("long", value) => long = Some(value.parse().ok()?),
                ("link", value) => link = value.parse().ok()?,
                _ => return None,
            }
        }
        let max = max?;
        let long = long.unwrap_or(max);
        let fits = max > 0 && link <= max && max <= long;
        fits.then_some(Self {
            count: count?,
            max,
            long,
            link,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_sites_length_is_read() {
        for site in crate::site::SITES {
            assert!(site.length().is_some(), "{}", site.name());
        }
    }

    #[test]
    fn what_cannot_be_is_refused() {
        for text in [
            "",
            "count = weighted",
            "max = 280",
            "count = words\nmax = 280",
            "count = weighted\nmax = 0",
            "count = weighted\nmax = -1",
            "count = weighted\nmax = 280\nlong = 279",
            "count = weighted\nmax = 280\nlink = 281",
            "count = weighted\nmax = 280\nmost = 1",
            "count = weighted\nmax",
        ] {
            assert_eq!(Length::read(text), None, "{text}");
        }
        let plain = Length::read("# as shown\n\ncount = graphemes\nmax = 300").unwrap();
        assert_eq!((plain.max, plain.long, plain.link), (300, 300, 0));
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in any::<String>()) {
            let _ = Length::read(&text);
        }
    }
}
