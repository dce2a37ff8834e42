//! What the lead tells us about each brand.

use serde::{Deserialize, Serialize};

/// One brand and everything people call it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(deny_unknown_fields, default)]
pub struct Brand {
    /// The brand's proper name; also matched.
    pub name: String,
    /// Accounts of the brand, with or without `@`.
    pub handles: Vec<String>,
    /// Other names: products, abbreviations, former names.
    pub names: Vec<String>,
    /// What customers call it when they are cross, or fond.
    pub nicknames: Vec<String>,
    /// Phrases in which a name means something else ("larkspur flower").
    pub exclude: Vec<String>,
    /// Which of the names mean other things too, so that what stands around them decides. Names that are ordinary
    /// words, places or people are known without being told.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ambiguous: Vec<String>,
    /// Which of the names mean the brand wherever they stand, although they are words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub certain: Vec<String>,
    /// Words of the brand's trade ("ferry", "boarding pass"): near an ambiguous name they tell that it is the brand.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub trade: Vec<String>,
}

/// All brands of the team. Serialised as TOML `[[brand]]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(deny_unknown_fields, default)]
pub struct Profile {
    /// The brands; the first is the default.
    #[serde(rename = "brand")]
    pub brands: Vec<Brand>,
}

impl Brand {
    /// The lists of terms with their field names.
    pub(super) fn lists(&self) -> [(&'static str, &[String]); 7] {
        [
            ("handles", &self.handles),
            ("names", &self.names),
            ("nicknames", &self.nicknames),
            ("exclude", &self.exclude),
            ("ambiguous", &self.ambiguous),
            ("certain", &self.certain),
            ("trade", &self.trade),
        ]
    }
}
