//! Who is meant, by what, and why a reader may believe it.

use serde::{Deserialize, Serialize};

use crate::brand::context::Sign;
use crate::brand::words::Also;
use crate::span::Span;

/// By which kind of name a brand was recognised, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// `@handle` in the text.
    Handle,
    /// The brand's name or another of its names.
    Name,
    /// A nickname.
    Nickname,
    /// `#Name`, `#NameFail`.
    Hashtag,
    /// `$NAME`
    Cashtag,
    /// A name in characters that look alike, or an account that passes for the brand's.
    LookAlike,
    /// A name or handle with a slip or two.
    Misspelling,
    /// The post replies to the brand's account; nothing in the text says so.
    Reply,
    /// The post goes on from another by the same person, which is about the brand.
    Thread,
}

impl By {
    /// Whether a word says so, which may mean something else, and no account.
    #[must_use]
    pub const fn is_name(self) -> bool {
        !matches!(self, Self::Handle | Self::Reply | Self::Thread)
    }
}

/// Why a name that is also something else was taken for the brand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sense {
    /// What else it is.
    pub also: Also,
    /// What spoke for the brand most.
    pub sign: Option<Sign>,
}

/// A brand that a post means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Index of the brand in the profile.
    pub brand: usize,
    /// Where the text says so; `None` with [`By::Reply`] and [`By::Thread`].
    pub span: Option<Span>,
    /// By what.
    pub by: By,
    /// The name or handle that the text was read as, where it is written otherwise.
    pub read_as: Option<String>,
    /// Why the brand and not the word.
    pub sense: Option<Sense>,
}

impl Mention {
    /// A mention that needs no explanation.
    pub(super) const fn plain(brand: usize, span: Span, by: By) -> Self {
        Self {
            brand,
            span: Some(span),
            by,
            read_as: None,
            sense: None,
        }
    }

    /// A mention of which the text says nothing: its surroundings do.
    #[must_use]
    pub const fn unsaid(brand: usize, by: By) -> Self {
        Self {
            brand,
            span: None,
            by,
            read_as: None,
            sense: None,
        }
    }

    /// The reason in English, a few words. `text` is the post's.
    ///
    /// ```
    /// use handrail::brand::{Brand, Matcher, Profile, Words};
    /// let brand = Brand { name: "Delta".into(), ambiguous: vec!["Delta".into()], ..Brand::default() };
    /// let matcher = Matcher::new(&Profile { brands: vec![brand] }, &Words::default());
    /// let text = "delta lost my suitcase";
    /// let why = matcher.find(text, &[]).unwrap().why(text);
    /// assert_eq!(why, "name that means other things too; “lost” right after");
    /// ```
    #[must_use]
    pub fn why(&self, text: &str) -> String {
        let read_as = self.read_as.as_deref().unwrap_or_default();
        let by = match self.by {
            By::Handle => "account".to_owned(),
            By::Name => "name".to_owned(),
            By::Nickname => "nickname".to_owned(),
            By::Hashtag => "hashtag".to_owned(),
            By::Cashtag => "cashtag".to_owned(),
            By::Misspelling => format!("misspelling of “{read_as}”"),
            By::LookAlike => format!("looks like “{read_as}”"),
            By::Reply => "reply to the account".to_owned(),
            By::Thread => "goes on from a post about the brand".to_owned(),
        };
        let Some(Sense { also, sign }) = self.sense else {
            return by;
        };
        let also = match also {
            Also::Word => "that is also a word",
            Also::Name => "that is also a place or a person",
            Also::Told => "that means other things too",
        };
        let sign = match sign {
            Some(Sign::Trade(span) | Sign::Care(span)) => {
                format!("; “{}” nearby", span.slice(text))
            }
            Some(Sign::Acts(span)) => format!("; “{}” right after", span.slice(text)),
            Some(Sign::Called(span)) => format!("; “{}” right before", span.slice(text)),
            Some(Sign::Capital) => "; capital inside the sentence".to_owned(),
            Some(Sign::Glued) => "; what is glued to it".to_owned(),
            None => String::new(),
        };
        format!("{by} {also}{sign}")
    }
}
