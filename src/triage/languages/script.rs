//! Which language a script tells by itself.

use super::Lang;

/// What a letter says of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// Latin letters: the model decides.
    Latin,
    /// Ideographs: Chinese, or Japanese where kana stand beside them.
    Han,
    /// Hiragana and katakana.
    Kana,
    /// Cyrillic: some letters tell the language.
    Cyrillic,
    /// Arabic letters: some tell the language.
    Arabic,
    /// A script of (mostly) one language.
    Of(Lang),
}

/// The script of a letter (Unicode blocks); none for what is no letter, or of a script not told apart.
pub(super) const fn of(c: char) -> Option<Script> {
    Some(match c as u32 {
        0x41..=0x5a | 0x61..=0x7a | 0xc0..=0xd6 | 0xd8..=0xf6 | 0xf8..=0x24f | 0x1e00..=0x1eff => {
            Script::Latin
        }
        0x370..=0x3ff | 0x1f00..=0x1fff => Script::Of(Lang::Greek),
        0x400..=0x52f => Script::Cyrillic,
        0x531..=0x58a => Script::Of(Lang::Armenian),
        0x5d0..=0x5ea => Script::Of(Lang::Hebrew),
        0x620..=0x64a | 0x66e..=0x6d3 | 0xfb50..=0xfdfb | 0xfe70..=0xfefc => Script::Arabic,
        0x900..=0x97f => Script::Of(Lang::Hindi),
        0x980..=0x9ff => Script::Of(Lang::Bengali),
        0xa00..=0xa7f => Script::Of(Lang::Punjabi),
        0xa80..=0xaff => Script::Of(Lang::Gujarati),
        0xb80..=0xbff => Script::Of(Lang::Tamil),
        0xc00..=0xc7f => Script::Of(Lang::Telugu),
        0xc80..=0xcff => Script::Of(Lang::Kannada),
        0xd00..=0xd7f => Script::Of(Lang::Malayalam),
        0xd80..=0xdff => Script::Of(Lang::Sinhala),
        0xe00..=0xe7f => Script::Of(Lang::Thai),
        0xe80..=0xeff => Script::Of(Lang::Lao),
        0x1000..=0x109f => Script::Of(Lang::Burmese),
        0x10a0..=0x10ff => Script::Of(Lang::Georgian),
        0x1100..=0x11ff | 0x3131..=0x318e | 0xac00..=0xd7a3 => Script::Of(Lang::Korean),
        0x1200..=0x137f => Script::Of(Lang::Amharic),
        0x1780..=0x17ff => Script::Of(Lang::Khmer),
        0x3041..=0x3096 | 0x30a1..=0x30fa | 0xff66..=0xff9d => Script::Kana,
        0x3005 | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x2fa1f => {
            Script::Han
        }
        _ => return None,
    })
}

/// How many Latin letters say as much as one letter of another script: ideographs and syllables say most.
const fn worth(script: Script) -> u32 {
    match script {
        Script::Han | Script::Kana | Script::Of(Lang::Korean) => 3,
        _ => 1,
    }
}

/// Letters counted by what they say.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    pub(super) latin: u32,
    han: u32,
    kana: u32,
    cyrillic: Marked,
    arabic: Marked,
    /// One for each script of one language that was met.
    others: Vec<(Lang, u32)>,
}

/// Letters of a script that several languages share, and the last letter that tells which.
#[derive(Clone, Copy, Debug, Default)]
struct Marked {
    count: u32,
    tells: Option<Lang>,
}

impl Counts {
    /// Counts a letter; says whether it was Latin.
    pub(super) fn add(&mut self, c: char) -> bool {
        let Some(script) = of(c) else { return false };
        let worth = worth(script);
        match script {
            Script::Latin => self.latin += worth,
            Script::Han => self.han += worth,
            Script::Kana => self.kana += worth,
            Script::Cyrillic => self.cyrillic.add(cyrillic(c)),
            Script::Arabic => self.arabic.add(arabic(c)),
            Script::Of(lang) => match self.others.iter_mut().find(|(other, _)| *other == lang) {
                Some((_, count)) => *count += worth,
                None => self.others.push((lang, worth)),
            },
        }
        script == Script::Latin
    }

    /// The language of the script that most of the text is in; none where that is Latin, or there is no letter.
    pub(super) fn major(&self) -> Option<Lang> {
        // A kana in a Chinese text is an ornament (の); a Japanese text has one in ten at the very least.
        let east = if self.kana * 10 >= self.han.max(1) {
            Lang::Japanese
        } else {
            Lang::Chinese
        };
        let mut best = (None, self.latin);
        for (lang, count) in [
            (east, self.han + self.kana),
            (
                self.cyrillic.tells.unwrap_or(Lang::Russian),
                self.cyrillic.count,
            ),
            (self.arabic.tells.unwrap_or(Lang::Arabic), self.arabic.count),
        ]
        .into_iter()
        .chain(self.others.iter().copied())
        {
            if count > best.1 {
                best = (Some(lang), count);
            }
        }
        best.0
    }

    /// Whether nothing but ideographs tells the language: then it may be Japanese as well.
    pub(super) fn only_han(&self) -> bool {
        self.kana == 0 && self.han > 0
    }
}

impl Marked {
    fn add(&mut self, tells: Option<Lang>) {
        self.count += 1;
        self.tells = tells.or(self.tells);
    }
}

/// Letters that one language of those in Cyrillic has alone, or nearly so.
const fn cyrillic(c: char) -> Option<Lang> {
    Some(match c {
        'ы' | 'э' | 'ё' | 'Ы' | 'Э' | 'Ё' => Lang::Russian,
        'ъ' | 'Ъ' => Lang::Bulgarian,
        'і' | 'ї' | 'є' | 'ґ' | 'І' | 'Ї' | 'Є' | 'Ґ' => Lang::Ukrainian,
        'ђ' | 'ј' | 'љ' | 'њ' | 'ћ' | 'џ' | 'Ђ' | 'Ј' | 'Љ' | 'Њ' | 'Ћ' | 'Џ' => {
            Lang::Serbian
        }
        _ => return None,
    })
}

/// Letters that Arabic has not.
const fn arabic(c: char) -> Option<Lang> {
    Some(match c {
        'ٹ' | 'ڈ' | 'ڑ' | 'ں' | 'ھ' | 'ے' => Lang::Urdu,
        'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی' => Lang::Persian,
        _ => return None,
    })
}
