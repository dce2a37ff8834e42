//! The languages that Handrail can name.

use serde::{Deserialize, Serialize};

macro_rules! languages {
    ($($name:ident $code:literal)*) => {
        /// A language, named by its ISO 639 code where it is written out.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
        pub enum Lang {
            $(#[doc = concat!("`", $code, "`")] #[serde(rename = $code)] $name,)*
            /// Not known which: ISO 639-2 "und".
            #[default]
            #[serde(rename = "und")]
            Unknown,
        }

        impl Lang {
            /// All that have a name.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The code in files and messages.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                    Self::Unknown => "und",
                }
            }
        }
    };
}

// Those written in Latin letters are told apart by the model: each has its file in `data/`. The rest are told by their
// script alone.
languages! {
    English "en" Spanish "es" French "fr" German "de" Portuguese "pt" Italian "it" Japanese "ja"
    Dutch "nl" Turkish "tr" Indonesian "id" Polish "pl" Swedish "sv" Danish "da" Norwegian "no" Finnish "fi"
    Romanian "ro" Czech "cs" Hungarian "hu" Tagalog "tl" Vietnamese "vi" Catalan "ca" Hindi "hi"
    Chinese "zh" Korean "ko" Russian "ru" Ukrainian "uk" Bulgarian "bg" Serbian "sr" Greek "el"
    Arabic "ar" Persian "fa" Urdu "ur" Hebrew "he" Bengali "bn" Punjabi "pa" Gujarati "gu" Tamil "ta" Telugu "te"
    Kannada "kn" Malayalam "ml" Thai "th" Georgian "ka" Armenian "hy" Amharic "am" Burmese "my" Khmer "km" Lao "lo"
    Sinhala "si"
}

impl Lang {
    /// From a tag such as `pt-BR`; [`Lang::Unknown`] where it names none of ours.
    ///
    /// ```
    /// use handrail::triage::Lang;
    /// assert_eq!(Lang::from_tag("pt-BR"), Lang::Portuguese);
    /// assert_eq!(Lang::from_tag("qme"), Lang::Unknown);
    /// ```
    #[must_use]
    pub fn from_tag(tag: &str) -> Self {
        let code = tag.split(['-', '_']).next().unwrap_or_default();
        // The site still sends the codes of 1988 for these two.
        let code = match code {
            "in" => "id",
            "iw" => "he",
            other => other,
        };
        Self::ALL
            .iter()
            .copied()
            .find(|lang| lang.code().eq_ignore_ascii_case(code))
            .unwrap_or_default()
    }
}
