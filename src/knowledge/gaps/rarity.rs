//! How rare a word is in what customers write, from 0 to 1: what tells one trouble from another.

use std::collections::HashMap;

use crate::knowledge::common::Common;
use crate::knowledge::words::{Analyzer, Lang, is_stop};
use crate::text::fold::fold;

/// A stem that fewer than one post in so many has is as rare as can be.
const RAREST: f32 = 2048.0;

/// Words of other languages without meaning of their own (English ones are the index's), folded. Most gaps are found by
/// their meaning; where no encoder read a post, these must not make it like another.
const FUNCTION: &str = " al algo como con cual cuando de del desde donde el ella ellos en entre era es esa ese eso esta \
este esto estoy fue ha hace han hasta hay he la las le les lo los mas me mi mis muy nos para pero por porque que se ser si \
sin sobre son soy su sus te tengo tiene todo tu tus un una uno y ya au aux avec ce ces cette dans des du elle elles est et \
etait eu il ils je leur lui ma mais mes moi mon ne nos notre nous on ont ou par pas plus pour qu quand qui sa sans ses suis \
sur ta tes toi ton toujours tout tres une vos votre vous aber als am auch auf aus bei bin bis da das dass dem den der die \
dich dir doch du ein eine einem einen einer er es fur habe haben hat hatte ich ihr im in ist ja kann mein meine mich mir \
mit nach noch nun nur oder schon sein seit sich sie sind so um und uns von vor war was weil wenn wie wir wird wurde zu zum \
zur che chi ci con da dal della di e gli ho ieri io nel nella non per piu questo sono su tra ao aos as com da das do dos e \
em eu foi ja mais meu minha na nao nas no nos num o os ou pela pelo por sao sem seu sua tem voce aan dat de deze dit een en \
er het hij hoe ik is maar met mijn naar niet nog of om ook op te van voor was wat wij ze zijn ";

/// What customers write whatever their trouble is: when, how angry they are, and that they want help.
const ANY_TROUBLE: &str = " after again already always answer answered answering answers awful back bad been before best customer customers day days dm dms ever \
even far fix fixed help hour hours horrible issue issues joke kindly last less long made make mins minute minutes month months \
morning never new next night nobody not off only out over problem problems pathetic poor replied replies reply respond response \
ridiculous rubbish seriously service shocking \
since sir sort still sucks support team terrible time times today tomorrow tonight two three four five trying up urgent useless wait waited waiting \
week weeks worst wow year years yesterday yet ";

/// Whether a folded word has no meaning of its own, or none that tells one trouble from another.
pub(super) fn is_function_word(folded: &str) -> bool {
    // "what's" and "don't" are as empty as "what" and "do".
    let main = folded
        .split('\'')
        .max_by_key(|side| side.len())
        .unwrap_or(folded);
    if is_swearing(main) {
        return true;
    }
    let is_in = |list: &str| main.len() < 12 && list.contains(&format!(" {main} "));
    is_stop(main) || is_in(FUNCTION) || is_in(ANY_TROUBLE)
}

/// Whether a folded word is one that no article's title has.
pub(super) fn is_swearing(folded: &str) -> bool {
    const BEGIN: &[&str] = &[
        "arse", "bloody", "bollock", "bullshit", "crap", "damn", "fuck", "piss", "shit", "suck",
        "wtf",
    ];
    BEGIN.iter().any(|begin| folded.starts_with(begin))
}

/// Stems, and how rare they are.
#[derive(Debug)]
pub(super) struct Rarity {
    common: Common,
    analyzer: Analyzer,
    /// Stems by word.
    known: HashMap<String, String>,
}

impl Rarity {
    pub(super) fn new() -> Self {
        Self {
            common: Common::new(),
            analyzer: Analyzer::new(Lang::English),
            known: HashMap::new(),
        }
    }

    /// The stem that stands for a word; the folded word itself where the index knows none.
    pub(super) fn stem(&mut self, word: &str) -> String {
        if let Some(stem) = self.known.get(word) {
            return stem.clone();
        }
        let mut stem: Option<String> = None;
        // "log-in" has several; the last stands for the whole.
        self.analyzer
            .terms(word, |term, _| stem = Some(term.to_owned()));
        let stem = stem.unwrap_or_else(|| fold(word));
        self.known.insert(word.to_owned(), stem.clone());
        stem
    }

    /// How rare a word is in general.
    pub(super) fn of_word(&mut self, word: &str) -> f32 {
        let stem = self.stem(word);
        self.of_stem(&stem, 0.0)
    }

    /// How rare a stem is, in general or among the posts at hand, of which this share has it.
    pub(super) fn of_stem(&self, stem: &str, here: f32) -> f32 {
        let share = self.common.share(stem).max(here).max(RAREST.recip());
        -share.log2() / RAREST.log2()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_words_weigh_more() {
        let mut rarity = Rarity::new();
        let (router, phone, go) = (
            rarity.of_word("Routers"),
            rarity.of_word("phone"),
            rarity.of_word("going"),
        );
        assert!(router > phone && phone > go, "{router} {phone} {go}");
        assert_eq!(rarity.stem("routers"), rarity.stem("Router"));
        assert!(rarity.of_stem("router", 0.5) < 0.2);
    }

    #[test]
    fn words_without_meaning_are_none() {
        for word in ["the", "para", "avec", "nicht", "não", "het"] {
            let folded = fold(word);
            assert_eq!(is_function_word(&folded), word != "nicht", "{word}");
        }
    }
}
